"""Documents through the whole pipeline into rows."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import OperationalError

from articles import delivery
from articles.ingest import identity, ledger, service, store, verdicts
from articles.models import (
    Article,
    Decision,
    DirectiveMention,
    Document,
    Original,
    State,
    Unit,
    Upload,
    Verdict,
)
from articles.reading import Delivered
from articles.records import Hints
from articles.vietnamese.letters import fold
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


def take_in(*files: tuple[str, bytes], hints: Hints | None = None) -> list[Document]:
    upload = service.open_upload(Upload.Door.COMMAND)
    deliveries = [
        Delivered(name=name, source_name=name, data=data, hints=hints or Hints(), error=None)
        for name, data in files
    ]
    documents = service.receive(upload, deliveries)
    service.process_documents(d.pk for d in documents if d.state == State.RECEIVED)
    return list(upload.documents.order_by("pk"))


def outcomes(documents: list[Document]) -> list[str]:
    return [document.outcome for document in documents]


def test_a_report_becomes_an_article_with_its_facts() -> None:
    (document,) = take_in(("bai.txt", Press().encode()))
    article = document.article
    assert document.outcome == "created", document.reason
    assert article is not None
    assert article.title == "Đảng bộ xã Châu Sơn nâng cao chất lượng sinh hoạt chi bộ"
    assert article.published_on == date(2021, 4, 15)
    assert article.newspaper and article.newspaper.name == "Báo Lạng Sơn"
    assert article.province and article.province.name == "Lạng Sơn"
    assert article.byline == "Hoàng Minh Tâm"


def test_the_original_is_kept_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf" + str(Press()).replace("\n", "\r\n").encode()
    (document,) = take_in(("bai.txt", data))
    assert document.original is not None
    assert bytes(document.original.content) == data


def test_every_mention_stands_on_its_own_words() -> None:
    (document,) = take_in(("bai.txt", Press().encode()))
    article = document.article
    assert article is not None
    mentions = [
        *article.placementions.all(),
        *article.unitmentions.all(),
        *article.directivementions.all(),
    ]
    assert mentions
    for mention in mentions:
        assert article.text[mention.start : mention.end] == mention.surface


def test_taking_in_twice_changes_nothing() -> None:
    take_in(("bai.txt", Press().encode()))
    before = list(Article.objects.values())
    (again,) = take_in(("bai.txt", Press().encode()))
    assert again.outcome == "unchanged"
    assert list(Article.objects.values()) == before
    assert Original.objects.count() == 1


def test_a_new_text_under_the_same_name_updates_the_article() -> None:
    (first,) = take_in(("bai.txt", Press().encode()))
    (second,) = take_in(("bai.txt", Press(number=9).encode()))
    assert second.outcome == "updated"
    assert second.article_id == first.article_id
    assert "9 đảng viên" in Article.objects.get().text
    assert Original.objects.count() == 2


def test_another_report_under_the_same_name_is_another_article() -> None:
    other = Press(
        headline="Huyện ủy Sìn Hồ kiểm tra công tác phát triển đảng",
        agency_mark="(BLC) - ",
        province="Lai Châu",
        district="Sìn Hồ",
        commune="Pa Tần",
        extra=("Các chi bộ bản vùng cao còn thiếu nguồn, nhiều nơi thanh niên đi làm ăn xa cả năm.",) * 3,
    )
    documents = take_in(("a/1.txt", Press().encode()), ("b/1.txt", other.encode()))
    assert outcomes(documents) == ["created", "created"]


def test_the_same_url_is_the_same_article_whatever_it_says_now() -> None:
    hints = Hints(url="https://baolangson.vn/xay-dung-dang/bai-1.html")
    take_in(("x.txt", Press().encode()), hints=hints)
    changed = Press(headline="Tít đã sửa", number=30, extra=("Một đoạn hoàn toàn mới ở cuối bài.",))
    (second,) = take_in(("y.txt", changed.encode()), hints=hints)
    assert second.outcome == "updated"
    assert Article.objects.get().title == "Tít đã sửa"


def test_the_same_file_under_another_name_is_a_duplicate_that_names_the_first() -> None:
    first, second = take_in(("a.txt", Press().encode()), ("b.txt", Press().encode()))
    assert second.outcome == "duplicate"
    assert second.article_id == first.article_id
    assert str(first.article_id) in second.reason


def test_the_same_words_with_other_tone_placement_are_a_duplicate() -> None:
    old_style = str(Press()).replace("ủy", "uỷ").encode()
    documents = take_in(("a.txt", Press().encode()), ("b.txt", old_style))
    assert outcomes(documents) == ["created", "duplicate"]


def test_two_headlines_without_a_text_are_not_one_report() -> None:
    first, second = take_in(("1.txt", "Bí".encode()), ("2.txt", "Thư".encode()))
    assert first.outcome != "duplicate" and second.outcome != "duplicate"
    assert first.article != second.article


def test_a_reprint_by_another_paper_is_an_article_of_its_own() -> None:
    take_in(("a.txt", Press().encode()), hints=Hints(url="https://baolangson.vn/a.html"))
    (reprint,) = take_in(("b.txt", Press().encode()), hints=Hints(url="https://nhandan.vn/b.html"))
    assert reprint.outcome == "created"
    assert "cùng văn bản" in reprint.reason
    assert {str(article.newspaper) for article in Article.objects.all()} == {"Báo Lạng Sơn", "Báo Nhân Dân"}


def test_without_a_date_the_article_is_kept_and_waits_for_review() -> None:
    (document,) = take_in(("bai.txt", Press(day="").encode()))
    assert document.outcome == "review"
    assert "ngày đăng" in document.reason
    assert document.article is not None and document.article.published_on is None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "rỗng"),
        (b"   \n \r\n", "rỗng"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "ảnh PNG"),
        (b"x" * (20 * 1024 * 1024), "lớn"),
    ],
    ids=["empty", "blank", "binary", "20 MB"],
)
def test_a_bad_file_is_a_failed_line_and_the_rest_goes_on(data: bytes, word: str) -> None:
    bad, good = take_in(("xau.txt", data), ("tot.txt", Press().encode()))
    assert bad.outcome == "failed"
    assert word in bad.reason
    assert good.outcome == "created"


def test_a_text_in_english_is_refused_and_says_so() -> None:
    english = (
        "The Party committee of the commune held a meeting on Thursday morning to review what its branches "
        "had achieved during the first half of the year and to set out the work for the months that follow."
    )
    refused, taken = take_in(("notes.md", english.encode()), ("a.txt", Press().encode()))
    assert (refused.outcome, refused.reason) == ("failed", "không phải tiếng Việt")
    assert refused.original is not None
    assert taken.outcome == "created"


def test_vietnamese_typed_without_marks_is_taken_in() -> None:
    (document,) = take_in(("a.txt", fold(str(Press())).encode()))
    assert document.outcome in ("created", "review")
    assert "tiếng Việt" not in document.reason


def test_what_may_be_another_language_is_kept_for_review() -> None:
    words = fold(str(Press(agency_mark=""))).split()
    mixed = " ".join(f"{one} {other} branches" for one, other in zip(words[::2], words[1::2], strict=False))
    (document,) = take_in(("a.txt", mixed.encode()))
    assert document.outcome == "review"
    assert "không phải tiếng Việt" in document.reason


def test_a_processed_document_is_not_processed_again() -> None:
    (document,) = take_in(("bai.txt", Press().encode()))
    service.process_document(document.pk)
    service.process_document(document.pk + 1000)
    assert Article.objects.count() == 1
    document.refresh_from_db()
    assert document.attempts == 1


def test_a_document_that_never_ends_is_set_aside() -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    (document,) = service.receive(
        upload,
        [Delivered(name="a.txt", source_name="a.txt", data=Press().encode(), hints=Hints(), error=None)],
    )
    Document.objects.filter(pk=document.pk).update(attempts=ledger.MAX_ATTEMPTS)
    service.process_document(document.pk)
    document.refresh_from_db()
    assert document.state == State.PARKED
    assert "đọc tệp" in document.reason
    assert not Article.objects.exists()


def test_two_papers_with_one_file_name_are_two_articles_for_ever() -> None:
    one = ("a/001.txt", Press(agency_mark="(LSO) – ").encode())
    two = ("b/001.txt", Press(agency_mark="(BLC) - ", extra=("Theo báo bạn.",)).encode())
    assert outcomes(take_in(one, two)) == ["created", "created"]
    assert outcomes(take_in(one, two)) == ["unchanged", "unchanged"]


def test_what_a_manifest_says_later_is_taken_up() -> None:
    (first,) = take_in(("x.txt", Press(day="").encode()))
    hints = Hints(url="https://baolangson.vn/x.html", published=date(2020, 3, 2))
    (again,) = take_in(("x.txt", Press(day="").encode()), hints=hints)
    assert (again.outcome, again.article_id) == ("updated", first.article_id)
    article = Article.objects.get()
    assert (article.url, article.published_on) == (hints.url, hints.published)
    (third,) = take_in(("x.txt", Press(day="").encode()), hints=hints)
    assert third.outcome == "unchanged"


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("a\0b.txt", Hints(title="Tít\0 lạ")),
        ("x.txt", Hints(url="https://vi.du/" + "漢" * 1050)),
        ("dài" * 700 + ".txt", Hints(newspaper="Báo " + "dài " * 200)),
        ("odd\udcff.txt", Hints()),
    ],
    ids=["NUL", "long address", "long names", "undecodable name"],
)
def test_odd_names_lose_no_document(name: str, hints: Hints) -> None:
    (document,) = take_in((name, Press().encode()), hints=hints)
    assert document.outcome in ("created", "review"), document.reason


def test_a_number_beyond_all_measure_costs_itself_alone() -> None:
    press = Press(extra=("Đảng bộ huyện Đình Lập hiện có 999.999.999.999.999 đảng viên.",))
    (document,) = take_in(("a.txt", press.encode()))
    assert document.outcome == "created", document.reason


def test_a_ring_of_mergers_stops_nothing() -> None:
    (document,) = take_in(("a.txt", Press().encode()))
    first, second = Unit.objects.order_by("pk")[:2]
    Unit.objects.filter(pk=first.pk).update(merged_into=second)
    Unit.objects.filter(pk=second.pk).update(merged_into=first)
    service.reparse_article(document.article_id or 0)
    assert outcomes(take_in(("b.txt", Press(number=99).encode())))
    first.refresh_from_db()
    with pytest.raises(ValidationError):
        first.clean()


def test_parsing_again_what_has_not_changed_changes_nothing() -> None:
    (document,) = take_in(("a.txt", Press().encode()))
    assert document.article is not None
    assert document.article.figurementions.exists()
    assert service.reparse_article(document.article.pk) is False


def test_one_document_that_kills_its_worker_takes_nobody_along() -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    documents = service.receive(
        upload,
        [
            Delivered(name=f"{n}.txt", source_name=f"{n}.txt", data=Press(number=n).encode())
            for n in (11, 12, 13)
        ],
    )
    Document.objects.update(attempts=1)  # the chunk was started once and its worker died
    Document.objects.filter(pk=documents[1].pk).update(attempts=ledger.MAX_ATTEMPTS)
    service.process_documents([each.pk for each in documents])
    assert outcomes(list(upload.documents.order_by("pk"))) == ["created", "failed", "created"]


class TestAnEditorsWord:
    @pytest.fixture
    def editor(self):
        return get_user_model().objects.create_user("mai")

    @pytest.fixture
    def article(self) -> Article:
        (document,) = take_in(("bai.txt", Press().encode()))
        assert document.article is not None
        return document.article

    def test_survives_the_same_file_again(self, article: Article, editor) -> None:
        store.decide(article, {"title": "Tít của biên tập viên"}, by=editor)
        take_in(("bai.txt", Press().encode()))
        article.refresh_from_db()
        assert article.title == "Tít của biên tập viên"

    def test_survives_a_new_text(self, article: Article, editor) -> None:
        store.decide(article, {"published_on": date(2021, 4, 16), "byline": None}, by=editor)
        take_in(("bai.txt", Press(number=8, day="17/04/2021").encode()))
        article.refresh_from_db()
        assert article.published_on == date(2021, 4, 16)
        assert article.byline == ""
        assert article.proposed["published_on"]["value"] == "2021-04-17"

    def test_survives_a_reparse(self, article: Article, editor) -> None:
        store.decide(article, {"title": "Tít của biên tập viên"}, by=editor)
        service.reparse_article(article.pk)
        article.refresh_from_db()
        assert article.title == "Tít của biên tập viên"

    def test_can_be_taken_back(self, article: Article, editor) -> None:
        store.decide(article, {"title": "Tít của biên tập viên"}, by=editor)
        store.withdraw_decisions(article, {"title"})
        article.refresh_from_db()
        assert article.title == Press().headline
        assert Decision.objects.count() == 1

    def test_keeps_its_history(self, article: Article, editor) -> None:
        store.decide(article, {"title": "Một"}, by=editor, reason="gõ nhầm")
        store.decide(article, {"title": "Hai"}, by=editor)
        assert [(d.value, d.is_current) for d in article.decisions.order_by("pk")] == [
            ("Một", False),
            ("Hai", True),
        ]

    def test_ends_the_review_of_what_was_missing(self, editor) -> None:
        (document,) = take_in(("khong-ngay.txt", Press(day="", headline="Bài không ngày").encode()))
        assert document.article is not None
        store.decide(document.article, {"published_on": None}, by=editor)
        document.article.refresh_from_db()
        assert document.article.review_reasons == []

    def test_a_refused_mention_never_returns(self, article: Article, editor) -> None:
        mention = DirectiveMention.objects.filter(article=article).first()
        assert mention is not None
        verdicts.judge(mention, Verdict.REFUSED)
        take_in(("bai.txt", Press(number=8).encode()))
        service.reparse_article(article.pk)
        (held,) = DirectiveMention.objects.filter(article=article)
        assert held.verdict == Verdict.REFUSED
        article.refresh_from_db()
        assert article.text[held.start : held.end] == held.surface


def test_refusing_one_mention_leaves_the_others() -> None:
    twice = Press(extra=("Huyện ủy Đình Lập sẽ kiểm tra việc này vào cuối năm.",))
    (document,) = take_in(("a.txt", twice.encode()))
    assert document.article is not None
    mentions = document.article.unitmentions.filter(unit__name="Huyện ủy Đình Lập")
    first, second = mentions.order_by("start")
    verdicts.judge(first, Verdict.REFUSED)
    service.reparse_article(document.article.pk)
    assert [(each.start, each.verdict) for each in mentions.order_by("start")] == [
        (first.start, "refused"),
        (second.start, ""),
    ]


def test_a_hinted_paper_that_nobody_knows_becomes_a_record_to_check() -> None:
    (document,) = take_in(("a.txt", Press().encode()), hints=Hints(newspaper="Bản tin Đảng bộ Quan Sơn"))
    assert document.article is not None and document.article.newspaper is not None
    assert document.article.newspaper.name == "Bản tin Đảng bộ Quan Sơn"
    assert document.article.newspaper.origin == "machine"


def test_the_projects_own_seeds_are_taken_in_whole(settings) -> None:
    from articles.reading import documents

    upload = service.open_upload(Upload.Door.COMMAND)
    seeds = Path(settings.BASE_DIR) / "seeds"
    service.process_documents(
        d.pk for d in service.receive(upload, list(documents([seeds]))) if d.state == State.RECEIVED
    )
    ended = upload.documents.values_list("outcome", flat=True)
    assert len(ended) == len(list(seeds.glob("*.txt"))) >= 15
    assert set(ended) <= {"created", "review"}


def test_a_fault_of_the_database_counts_against_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    (document,) = service.receive(
        upload, [Delivered(name="a.txt", source_name="a.txt", data=Press().encode())]
    )

    def broken(_incoming: object) -> None:
        raise OperationalError("lock timeout")

    with monkeypatch.context() as fault:
        fault.setattr(store, "store", broken)
        for _ in range(ledger.MAX_ATTEMPTS + 2):
            with pytest.raises(OperationalError):
                service.process_documents([document.pk])
    document.refresh_from_db()
    assert (document.state, document.attempts) == (State.RECOGNISED, 0)
    service.process_documents([document.pk])
    document.refresh_from_db()
    assert document.outcome == Document.Outcome.CREATED


def test_a_look_that_takes_long_is_not_waited_for_thirty_times_as_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    clock, slept, looks = [0.0], [], iter([None, None, 0])

    def look(_upload: Upload) -> int | None:
        clock[0] += 5.0
        return next(looks)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(delivery, "_ended", look)
    monkeypatch.setattr(delivery.time, "sleep", sleep)
    monkeypatch.setattr(delivery.time, "monotonic", lambda: clock[0])
    delivery.wait(upload, lambda _more: None)
    assert slept == [delivery.LONGEST_LOOK, delivery.LONGEST_LOOK]


def test_reports_of_three_years_under_one_file_name_are_three_articles() -> None:
    thursdays = {5: "05/09/2019", 6: "03/09/2020", 7: "02/09/2021"}
    files = [("trao-huy-hieu.txt", Press(number=n, day=day).encode()) for n, day in thursdays.items()]
    for each in files:
        take_in(each)
    assert sorted(article.published_on.year for article in Article.objects.all()) == [2019, 2020, 2021]
    assert outcomes(take_in(*files)) == ["unchanged"] * 3


def test_pages_made_by_a_script_are_told_apart_by_what_stands_behind_the_hash() -> None:
    keys = {
        identity.source_key("a.html", Hints(url=f"https://bao.vn/{page}"))
        for page in ("#/bai/1", "#/bai/2", "bai", "bai#binh-luan", "bai#")
    }
    assert len(keys) == 3
