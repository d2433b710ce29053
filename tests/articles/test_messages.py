"""Messages: strings in Vietnamese that are said in the language of whoever reads."""

import copy
import json
import pickle

import pytest
from django.utils.translation import gettext_lazy, override

from articles.messages import NOTHING, Message, joined
from articles.models.wording import in_words, message_of
from articles.records import Hints, SourceError

TOO_MANY = Message("PDF có quá %(n)s trang", n=300)
NESTED = Message("không phải văn bản thuần: %(what)s", what=Message("ảnh GIF"))


def english(message: str) -> str:
    with override("en"):
        return in_words(message)


def test_a_message_is_its_vietnamese_words_wherever_it_is_made() -> None:
    with override("en"):
        assert Message("PDF có quá %(n)s trang", n=300) == "PDF có quá 300 trang" == str(TOO_MANY)
        assert str(SourceError("PDF có quá %(n)s trang", n=300)) == "PDF có quá 300 trang"


def test_a_message_is_said_in_the_language_of_now() -> None:
    assert (in_words(TOO_MANY), english(TOO_MANY)) == ("PDF có quá 300 trang", "PDF of more than 300 pages")


def test_what_a_message_is_filled_in_with_is_translated_where_it_is_a_message() -> None:
    assert english(NESTED) == "not plain text: GIF picture"
    assert english(Message("manifest.csv: %(why)s", why="ảnh GIF")) == "manifest.csv: ảnh GIF"


def test_joined_messages_are_told_one_after_the_other() -> None:
    both = joined(TOO_MANY, None, "", "chữ của ai đó", NESTED)
    assert both == "PDF có quá 300 trang; chữ của ai đó; không phải văn bản thuần: ảnh GIF"
    assert english(both) == "PDF of more than 300 pages; chữ của ai đó; not plain text: GIF picture"


def test_nothing_is_said_of_nothing() -> None:
    assert joined() == NOTHING == Message("") == ""
    assert not NOTHING and NOTHING.as_json() == [] and english(NOTHING) == ""
    assert Message.from_json("") == Message.from_json([]) == NOTHING


@pytest.mark.parametrize("message", [TOO_MANY, NESTED, joined(TOO_MANY, NESTED), NOTHING])
def test_a_message_comes_back_from_a_column_a_copy_and_another_process(message: Message) -> None:
    kept = json.loads(json.dumps(message.as_json()))
    for back in (Message.from_json(kept), copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert (back, back.sayings, english(back)) == (message, message.sayings, english(message))


def test_an_error_comes_back_from_another_process() -> None:
    back = pickle.loads(pickle.dumps(SourceError("PDF có quá %(n)s trang", n=300)))
    assert english(back.message) == "PDF of more than 300 pages"


def test_finished_words_and_sentences_that_nobody_knows_any_more_stay_as_they_are() -> None:
    assert english(Message.from_json("giảm 100% (%d)")) == "giảm 100% (%d)"
    assert english(Message("một lý do của năm ngoái: %(n)s", n=5)) == "một lý do của năm ngoái: 5"


def test_signs_in_what_is_told_are_not_filled_in() -> None:
    odd = Message("địa chỉ “%(said)s” không phải địa chỉ trang web, đã bỏ qua", said="50%(n)s")
    assert "“50%(n)s”" in odd and "“50%(n)s”" in english(odd)


def test_words_of_the_interface_become_a_message_whatever_the_language_of_now() -> None:
    with override("en"):
        message = message_of(gettext_lazy("không thấy ngày đăng"))
        assert str(message) == "không thấy ngày đăng"
        assert in_words(message) != str(message)


def test_the_note_of_hints_is_kept_with_its_making_in_a_row_and_as_words_elsewhere() -> None:
    hints = Hints(title="Tít", note=TOO_MANY)
    assert hints.as_json() == {"title": "Tít", "note": "PDF có quá 300 trang"}
    back = Hints.from_json(json.loads(json.dumps(hints.as_row())))
    assert back == hints and english(back.note or "") == "PDF of more than 300 pages"
    assert Hints.from_json(hints.as_json()) == hints
    assert Hints.from_json({}).note is None and "noted" not in Hints().as_row()
