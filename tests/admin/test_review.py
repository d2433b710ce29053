"""The review at the desk: the queue, one article, what an editor does there, and who may."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisGoneError

from articles import delivery, tasks
from articles.admin.review import holding, queue
from articles.ingest import reparsing, reports, review, verdicts, withdrawing
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    MentionDecision,
    PlaceMention,
    ReaderReport,
    RefusedValue,
    Reparse,
    UnitMention,
    Verdict,
)
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

QUEUE = "/admin/articles/article/queue/"


@pytest.fixture
def undated() -> Article:
    return weighed(
        make.article("Kiên Mộc: chi bộ có việc để bàn", published_on=None, review_reasons=["no_date"])
    )


@pytest.fixture
def cited() -> Article:
    """A report that cites a document of which nobody knows which it is."""
    made = make.article(
        "Đình Lập: Chọn điểm để tập trung lãnh đạo",
        body=["Cách làm bám theo Chỉ thị 05 của Trung ương.", "Chỉ thị 05 được học ở mọi chi bộ."],
        units=[("Chọn điểm", make.unit())],
    )
    records = [make.directive("05-CT/TW", 2011), make.directive("05-CT/TW", 2016)]
    for found in re.finditer("Chỉ thị 05", made.text):
        DirectiveMention.objects.create(
            article=made,
            start=found.start(),
            end=found.end(),
            surface=found[0],
            type="Chỉ thị",
            number="05",
            status="ambiguous",
            candidates=[each.pk for each in records],
            rule="test",
            confidence=0.6,
        )
    return weighed(made)


def weighed(article: Article) -> Article:
    review.weigh_anew([article.pk])
    article.refresh_from_db()
    return article


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_review", args=[article.pk])


def form(page: str, anchor: str) -> dict[str, str]:
    """The hidden fields of the form of a card."""
    card = page.split(f'id="{anchor}"')[1].split("</article>", maxsplit=1)[0]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', card.split("</form>")[0]))


def card_of(page: str, anchor: str) -> str:
    return page.split(f'id="{anchor}" data-card')[1].split("</article>", maxsplit=1)[0]


def send(desk: Client, article: Article, anchor: str, **fields: str):
    page = desk.get(page_of(article)).content.decode()
    return desk.post(page_of(article), form(page, anchor) | fields, follow=True)


class TestQueue:
    """What waits, in order, and the way through it."""

    def test_the_most_doubtful_stands_first_with_its_reasons(self, desk, undated, cited) -> None:
        page = desk.get(QUEUE).content.decode()
        assert page.index(str(undated)) < page.index(str(cited))
        assert "không thấy ngày đăng" in page and "chưa rõ là văn kiện, địa danh nào" in page

    def test_it_leads_to_the_first_and_on_to_the_next(self, desk, undated, cited) -> None:
        assert desk.get(f"{QUEUE}next/").url == page_of(undated)
        page = desk.get(page_of(undated)).content.decode()
        further = re.search(r'href="([^"]+)" data-next', page)[1].replace("&amp;", "&")
        assert desk.get(further).url == page_of(cited)

    def test_after_the_last_it_begins_again_and_an_empty_one_says_so(self, desk, cited) -> None:
        assert desk.get(f"{QUEUE}next/?sau={cited.doubt}-{cited.pk}").url == page_of(cited)
        Article.objects.update(doubt=0)
        assert "Không còn bài nào chờ duyệt" in desk.get(f"{QUEUE}next/", follow=True).content.decode()

    def test_a_lane_holds_the_articles_whose_gravest_doubt_it_is(self, desk, undated, cited) -> None:
        assert [lane.count for lane in queue.lanes()] == [2, 1, 0, 0, 0, 0, 1], "all of them come first"
        assert "Theo lý do nặng nhất của mỗi bài" in desk.get(QUEUE).content.decode()
        page = desk.get(f"{QUEUE}?vi=chua-ro").content.decode()
        assert str(cited) in page and str(undated) not in page
        assert desk.get(f"{QUEUE}next/?vi=chua-ro").url == f"{page_of(cited)}?vi=chua-ro"

    def test_what_a_colleague_has_open_is_passed_over(self, desk, undated, cited) -> None:
        other = get_user_model().objects.create_user("lan")
        assert holding.open_for(undated.pk, other) == ""
        assert desk.get(f"{QUEUE}next/").url == page_of(cited)
        assert "lan đang mở bài này" in desk.get(page_of(undated)).content.decode()

    def test_without_redis_nobody_is_known_to_have_anything_open(self, desk, undated, monkeypatch) -> None:
        def away(*_args: object, **_kwargs: object) -> None:
            raise ConnectionError

        for name in ("get_or_set", "get_many", "get"):
            monkeypatch.setattr(cache, name, away)
        assert holding.open_for(undated.pk, get_user_model()(pk=1)) == ""
        assert holding.open_elsewhere([undated.pk], get_user_model()(pk=1)) == set()

    @pytest.mark.parametrize(
        "asked", ["sau=abc", "sau=99999999999-1", f"sau=1-{10**18}", "vi=khong", "vi=%00x"]
    )
    def test_strange_addresses_are_no_fault_of_the_server(self, desk, undated, asked) -> None:
        assert desk.get(f"{QUEUE}next/?{asked}").status_code in (302, 400)

    def test_the_list_of_articles_can_be_that_of_the_queue_in_its_order(self, desk, undated, cited) -> None:
        sure = make.article("Bài không ai phải xem")
        page = desk.get(reverse("admin:articles_article_changelist") + "?can-xem=tat-ca").content.decode()
        assert page.index(str(undated)) < page.index(str(cited))
        assert str(sure) not in page

    def test_more_articles_cost_no_more_queries(self, desk, undated, django_assert_num_queries) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def count() -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                desk.get(QUEUE)
            return len(queries)

        desk.get(QUEUE)
        few = count()
        for n in range(5):
            weighed(make.article(f"Bài thiếu ngày thứ {n}", published_on=None, review_reasons=["no_date"]))
        assert count() == few


class TestFields:
    """Taking, correcting and refusing values."""

    def test_what_is_lacking_is_asked_first_beside_the_text(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        cards = re.findall(r'id="(truong-\w+)" data-card', page)
        assert cards[0] == "truong-published_on"
        assert set(cards) == {
            f"truong-{name}" for name in ("title", "published_on", "province", "newspaper", "byline")
        }
        assert "Họp thì đủ mặt nhưng bàn chẳng mấy người lên tiếng" in re.sub(r"<[^>]+>", "", page)

    def test_a_value_shows_its_sentence_its_rule_and_how_sure_it_is(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        card = page.split('id="truong-title"')[1].split("</article>")[0]
        assert f"<mark>{undated.title}</mark>" in card
        assert "Dòng đứng ở vị trí tít của trang." in card and "Chắc 100 %" in card

    def test_a_day_is_written_as_people_write_it(self, desk, undated) -> None:
        send(desk, undated, "truong-published_on", act="correct", value="16/4/2021", reason="theo bản in")
        undated.refresh_from_db()
        assert (undated.published_on, undated.doubt) == (date(2021, 4, 16), 0)
        assert str(undated.decisions.get().by) == "mai"

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("12/2018", "ngày/tháng/năm, ví dụ 15/4/2021"),
            ("31/02/2021", "ngày/tháng/năm, ví dụ 15/4/2021"),
            ("1/1/3021", "không thể ở sau hôm nay"),
            ("", "Hãy ghi giá trị"),
        ],
    )
    def test_a_day_that_is_none_comes_back_with_what_is_wrong(self, desk, undated, value, told) -> None:
        sent = {"act": "correct", "value": value, "reason": "theo bản in"}
        answer = send(desk, undated, "truong-published_on", **sent)
        card = card_of(answer.content.decode(), "truong-published_on")
        assert answer.status_code == 422 and not undated.decisions.exists()
        error = re.search(r'<ul class="errorlist card__wrong" id="([^"]+)" role="alert">.*?</ul>', card)
        assert told in error[0] and f'aria-describedby="{error[1]}"' in card
        assert f'value="{value}"' in card or not value
        assert "autofocus" in card and ">theo bản in</textarea>" in card

    def test_what_is_known_of_a_day_stands_in_its_card(self, desk) -> None:
        body = [
            "Ngày 26/10/2020, chi bộ họp; Đại hội bế mạc ngày 1/2/2021.",
            "Họp lại ngày 26/10/2020, đến 3/3/2999.",
        ]
        article = make.article("Lâm Ca họp", body=body, published_on=None, review_reasons=["no_date"])
        at = article.text.index("1/2/2021")
        bound = {"span": [at, at + 8], "rule": "the latest past event told", "confidence": 0.9}
        article.proposed |= {
            "published_on": None,
            "not_before": {"value": "2021-02-01", **bound},
            "estimated_year": {"value": 2021, **bound, "confidence": 0.7},
        }
        article.save()
        card = card_of(desk.get(page_of(weighed(article))).content.decode(), "truong-published_on")
        assert "Đăng không trước ngày 1/2/2021" in card and "Ước chừng năm 2021" in card
        assert "bế mạc ngày <mark>1/2/2021</mark>" in card and "Chắc 70 %" in card
        assert re.findall(r'name="found" value="([^"]+)"', card) == ["2020-10-26", "2021-02-01"]
        send(desk, article, "truong-published_on", found="2020-10-26", value="")
        article.refresh_from_db()
        assert article.published_on == date(2020, 10, 26)

    def test_a_refusal_that_leaves_a_lack_asks_for_the_right_value(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        sent = form(page, "truong-province") | {"act": "refuse"}
        assert desk.post(page_of(undated), sent).url.endswith("#gia-tri-province-value")
        page = desk.get(page_of(undated)).content.decode()
        sent = form(page, "truong-byline") | {"act": "refuse"}
        assert desk.post(page_of(undated), sent).url.endswith(f"#{sent['then']}"), "nobody has to sign"

    def test_the_cards_stay_in_their_order_after_an_act(self, desk, undated) -> None:
        def order(page: str) -> list[str]:
            return re.findall(r'id="((?:truong|nhac)-[\w-]+)" data-card', page)

        undated.proposed["province"]["confidence"] = 0.4
        undated.save()
        shown = desk.get(page_of(weighed(undated))).content.decode()
        action = re.search(r'class="card__form" method="post" action="([^"]+)"', shown)[1]
        for anchor, act in (("truong-published_on", "none"), ("truong-province", "accept")):
            answer = desk.post(action.replace("&amp;", "&"), form(shown, anchor) | {"act": act}, follow=True)
            assert order(answer.content.decode()) == order(shown)
        assert answer.redirect_chain[-1][0].endswith("#truong-title"), "on to the one that stood next"
        assert order(desk.get(page_of(undated)).content.decode()) != order(shown), "but for who comes anew"

    def test_an_editor_may_say_that_there_is_none(self, desk, undated) -> None:
        send(desk, undated, "truong-published_on", act="none")
        undated.refresh_from_db()
        assert undated.doubt == 0 and undated.decisions.get().value is None

    def test_a_proposal_is_accepted_refused_and_given_back(self, desk, undated) -> None:
        send(desk, undated, "truong-province", act="accept")
        assert undated.decisions.get().is_acceptance
        send(desk, undated, "truong-province", act="refuse", reason="nơi khác")
        undated.refresh_from_db()
        assert undated.province is None and RefusedValue.objects.get().reason == "nơi khác"
        page = send(desk, undated, "truong-province", act="reopen").content.decode()
        undated.refresh_from_db()
        assert undated.province is not None and "Đã bác" not in page

    def test_a_province_and_a_paper_are_chosen_from_their_lists(self, desk, undated) -> None:
        place, paper = make.province("Cao Bằng"), make.newspaper("Báo Cao Bằng")
        send(desk, undated, "truong-province", act="correct", value=str(place.pk))
        send(desk, undated, "truong-newspaper", act="correct", value=str(paper.pk))
        undated.refresh_from_db()
        assert (undated.province, undated.newspaper) == (place, paper)

    def test_a_form_that_is_older_than_a_colleagues_change_does_nothing(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        review.decide(undated, "title", "Tít của người khác", by=None)
        answer = desk.post(page_of(undated), form(page, "truong-title") | {"act": "accept"}, follow=True)
        assert "Vừa có người khác sửa" in answer.content.decode()
        undated.refresh_from_db()
        assert undated.title == "Tít của người khác"

    def test_of_two_at_once_the_later_is_told_who_was_before_and_when(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        lan = get_user_model().objects.create_user("lan", last_name="Hoàng", first_name="Lan")
        review.decide(undated, "title", "Tít của người khác", by=lan)
        sent = form(page, "truong-title") | {"act": "accept"}
        answer = desk.post(page_of(undated), sent, follow=True).content.decode()
        assert "Hoàng Lan vừa quyết về “Tít” lúc" in answer and "hãy xem giá trị hiện nay" in answer
        answer = desk.post(page_of(undated), sent | {"shown": "x"}, follow=True).content.decode()
        assert "Vừa có người khác sửa, hoặc máy vừa phân tích lại" in answer

    def test_what_the_machine_now_says_stands_beside_the_decision(self, desk, undated) -> None:
        review.decide(undated, "title", "Tít theo bản in", by=None)
        undated.refresh_from_db()
        undated.proposed["title"]["value"] = "Tít máy mới đọc"
        undated.save()
        card = desk.get(page_of(weighed(undated))).content.decode().split('id="truong-title"')[1]
        assert "Tít theo bản in" in card and "Máy nay đề xuất" in card and "Tít máy mới đọc" in card
        send(desk, undated, "truong-title", act="refuse")
        undated.refresh_from_db()
        assert undated.title == "Tít theo bản in" and not [d for d in undated.doubts if "differs" in d]

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"about": "field"},
            {"about": "field", "field": "slug", "act": "accept"},
            {"about": "field", "field": "title", "act": "accept", "seen": "x", "then": "//evil.example"},
            {"about": "mention", "kind": "unit", "mention": "9" * 30, "act": "accept"},
            {"about": "mention", "kind": "khác", "mention": "1", "act": "accept"},
            {"about": "add", "kind": "unit", "words": "không có trong bài", "typed": "x"},
            {"about": "add", "kind": "khác", "words": "Kiên Mộc", "typed": "x"},
        ],
    )
    def test_rubbish_changes_nothing_and_says_so(self, desk, undated, sent) -> None:
        answer = desk.post(page_of(undated), sent)
        assert answer.status_code == 302 and answer.url.startswith(page_of(undated))
        assert not undated.decisions.exists() and not MentionDecision.objects.exists()


class TestMentions:
    """What words stand for."""

    def test_of_several_records_the_editor_chooses_one(self, desk, cited) -> None:
        mention = cited.directivementions.first()
        record = mention.candidates[1]
        send(desk, cited, f"nhac-directive-{mention.pk}", record=str(record))
        mention.refresh_from_db()
        assert (mention.directive_id, mention.status, mention.verdict) == (record, "resolved", "confirmed")
        cited.refresh_from_db()
        assert cited.doubt > 0, "the other place is still open"

    def test_a_mention_keeps_its_place_after_an_act(self, desk, cited) -> None:
        def order(page: str) -> list[str]:
            return re.findall(r'id="(nhac-[\w-]+)" data-card', page)

        first, second = cited.directivementions.order_by("start")
        shown = desk.get(page_of(cited)).content.decode()
        sent = form(shown, f"nhac-directive-{first.pk}") | {"record": str(first.candidates[0])}
        answer = desk.post(page_of(cited), sent, follow=True)
        assert order(answer.content.decode()) == order(shown)
        assert answer.redirect_chain[-1][0].endswith(f"#nhac-directive-{second.pk}")

    @pytest.mark.parametrize(
        "asked", ["giu=title-title", "giu=title.khac-", "giu=-", "da=x-1.directive-²", "da=-"]
    )
    def test_an_order_that_makes_no_sense_is_passed_over(self, desk, cited, asked) -> None:
        assert desk.get(f"{page_of(cited)}?{asked}").status_code == 200

    def test_one_word_may_be_for_all_places_of_the_same_words(self, desk, cited) -> None:
        mention = cited.directivementions.first()
        record = mention.candidates[0]
        send(desk, cited, f"nhac-directive-{mention.pk}", record=str(record), twins="1")
        assert set(cited.directivementions.values_list("directive", flat=True)) == {record}
        cited.refresh_from_db()
        assert cited.doubt == 0

    def test_a_record_is_named_in_words_and_what_fits_several_is_asked_back(self, desk, cited) -> None:
        unit = cited.unitmentions.get()
        make.unit("Đảng bộ xã Lâm Ca", slug="dang-bo-xa-lam-ca")
        first, second = (
            make.unit(f"Chi bộ thôn Bản Chắt {n}", slug=f"chi-bo-thon-ban-chat-{n}") for n in "12"
        )
        anchor = f"nhac-unit-{unit.pk}"
        page = send(desk, cited, anchor, act="correct", typed="thôn Bản Chắt").content.decode()
        card = page.split(f'id="{anchor}"')[1].split("</article>")[0]
        assert str(first) in card and str(second) in card and "Lâm Ca" not in card
        send(desk, cited, anchor, act="correct", typed=f"bất kỳ #{second.pk}")
        unit.refresh_from_db()
        assert unit.unit == second
        page = send(desk, cited, anchor, act="correct", typed="không có đâu").content.decode()
        assert "Không có bản ghi nào hợp với “không có đâu”." in page

    def test_a_mention_is_confirmed_refused_and_left_open_again(self, desk, cited) -> None:
        unit = cited.unitmentions.get()
        for act, verdict in (
            ("accept", Verdict.CONFIRMED),
            ("refuse", Verdict.REFUSED),
            ("reopen", Verdict.NONE),
        ):
            send(desk, cited, f"nhac-unit-{unit.pk}", act=act)
            unit.refresh_from_db()
            assert unit.verdict == verdict
        assert MentionDecision.objects.count() == 3

    def test_what_the_machine_missed_is_added_by_its_words(self, desk, cited) -> None:
        unit = make.unit("Chi bộ mọi thôn")
        send(desk, cited, "them", words="mọi chi bộ", kind="unit", typed=f"#{unit.pk}")
        made = UnitMention.objects.get(unit=unit)
        assert (made.surface, made.origin, str(made)) == ("mọi chi bộ", "editor", "mọi chi bộ")
        assert cited.text[made.start : made.end] == "mọi chi bộ"

    def test_it_is_added_where_it_was_marked(self, desk, cited) -> None:
        unit = make.unit("Chi bộ mọi thôn")
        second = cited.text.rindex("Chỉ thị 05")
        send(desk, cited, "them", words="Chỉ thị 05", kind="unit", typed=f"#{unit.pk}", start=str(second))
        assert UnitMention.objects.get(unit=unit).start == second

    def test_a_mention_that_went_meanwhile_is_told(self, desk, cited) -> None:
        unit = cited.unitmentions.get()
        page = desk.get(page_of(cited)).content.decode()
        sent = form(page, f"nhac-unit-{unit.pk}") | {"act": "refuse"}
        unit.delete()
        assert "không còn trong danh sách" in desk.post(page_of(cited), sent, follow=True).content.decode()

    def test_an_editors_word_against_the_machines_new_one_is_kept_by_one_act(self, desk, cited) -> None:
        mention = cited.directivementions.first()
        verdicts.correct(mention, mention.candidates[0], by=None)
        other = make.directive("28-CT/TW", 2019)
        MentionDecision.objects.update(
            machine={"target": other.pk, "surface": "", "rule": "", "confidence": 1}
        )
        weighed(cited)
        anchor = f"nhac-directive-{mention.pk}"
        page = desk.get(page_of(cited)).content.decode()
        assert f'<strong lang="vi">{other}' in page.split(f'id="{anchor}"')[1]
        send(desk, cited, anchor, act="keep")
        assert MentionDecision.objects.get(is_current=True).machine is None

    def test_a_long_article_shows_a_part_of_its_mentions_in_as_many_queries(self, desk, cited) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def asked() -> tuple[int, str]:
            with CaptureQueriesContext(connection) as queries:
                page = desk.get(page_of(cited)).content.decode()
            return len(queries), page

        asked()
        few, _page = asked()
        unit, place = make.unit(), make.commune()
        for _ in range(120):
            make.mention(UnitMention, cited, "Đình Lập", unit=unit)
            make.mention(PlaceMention, cited, "Đình Lập", place=place)
        many, page = asked()
        assert many <= few + 2, "two counts of what is not shown"
        assert page.count("data-card") < 120
        assert "chỗ nữa ở biểu mẫu đầy đủ" in page


class TestFigures:
    """What a report counts, corrected and added."""

    @pytest.fixture
    def figure(self, cited) -> FigureMention:
        """Two hundred and fourteen, of whom nobody knows."""
        return make.figure(cited, "Chỉ thị 05", indicator="members_admitted", value=214)

    def test_a_number_is_read_as_reports_write_it_and_a_unit_named(self, desk, cited, figure) -> None:
        unit = make.unit("Đảng bộ xã Kiên Mộc")
        said = {"indicator": "members", "value": "1.214", "organisation": "xã", "unit": "đảng bộ xã kiên mộc"}
        send(desk, cited, f"nhac-figure-{figure.pk}", act="correct", **said, period="năm 2021")
        figure.refresh_from_db()
        assert (figure.indicator, figure.value, figure.unit) == ("members", 1214, unit)
        assert (figure.period, figure.verdict) == ("năm 2021", "confirmed")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"value": "nhiều"}, "“nhiều” không phải một số."),
            ({"value": "-3"}, "“-3” không phải một số."),
            ({"value": "9" * 30}, "không phải một số."),
            ({"unit": "không ai"}, "Không có tổ chức nào hợp với “không ai”."),
            ({"indicator": "x"}, "x"),
        ],
    )
    def test_what_is_none_is_said_and_changes_nothing(self, desk, cited, figure, said, told) -> None:
        sent = {"indicator": "members", "value": "3", **said}
        anchor = f"nhac-figure-{figure.pk}"
        answer = send(desk, cited, anchor, act="correct", **sent, organisation="đảng bộ xã")
        card = card_of(answer.content.decode(), anchor)
        assert answer.status_code == 422 and '<details class="card__other" open>' in card
        error = re.search(r'id="so-\d+-\w+_error" role="alert">(.*?)</ul>', card)
        assert told in error[1], "where it was typed"
        assert 'value="đảng bộ xã"' in card, "and what was typed is still there"
        assert not MentionDecision.objects.exists()
        figure.refresh_from_db()
        assert (figure.value, figure.verdict) == (214, "")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"words": "Chỉ thị 06"}, "Văn bản không có đúng những chữ “Chỉ thị 06”."),
            ({"value": "nhiều"}, "“nhiều” không phải một số."),
        ],
    )
    def test_a_figure_that_cannot_be_added_keeps_what_was_typed(self, desk, cited, said, told) -> None:
        sent = {"words": "Chỉ thị 05", "indicator": "cells", "value": "12", "period": "năm 2021", **said}
        answer = desk.post(page_of(cited), {"about": "add", "kind": "figure", **sent})
        card = card_of(answer.content.decode(), "them")
        assert answer.status_code == 422 and 'id="them-so" open' in card and told in card
        assert f'name="words" value="{sent["words"]}"' in card and 'value="năm 2021"' in card
        assert not cited.figurementions.exists()

    def test_a_figure_that_was_missed_is_added_by_its_words(self, desk, cited) -> None:
        sent = {"about": "add", "kind": "figure", "words": "Chỉ thị 05", "indicator": "cells", "value": "12"}
        desk.post(page_of(cited), sent)
        added = cited.figurementions.get()
        assert (added.indicator, added.value, added.origin, added.surface) == (
            "cells",
            12,
            "editor",
            "Chỉ thị 05",
        )


class TestWhole:
    """The whole article at once."""

    def close(self, desk: Client, article: Article, **fields: str):
        page = desk.get(page_of(article)).content.decode()
        head = page.split('class="review__acts"')[1].split("</form>")[0]
        seen = re.findall(r'name="seen" value="([^"]*)"', head)
        return desk.post(page_of(article), {"about": "article", "seen": seen, **fields})

    def test_accepted_it_leaves_the_queue_and_the_next_comes(self, desk, undated, cited) -> None:
        review.decide(undated, "published_on", None, by=None)
        answer = self.close(desk, cited)
        assert desk.get(answer.url).url == QUEUE
        cited.refresh_from_db()
        assert cited.doubt == 0 and str(cited.reviewed_by) == "mai"
        assert f"Đã nhận bài số {cited.pk}" in desk.get(QUEUE).content.decode(), "what was done is said"

    def test_what_it_lacks_keeps_it_in_hand(self, desk, undated, cited) -> None:
        answer = self.close(desk, undated)
        assert answer.url == f"{page_of(undated)}#gia-tri-published_on-value"
        page = desk.get(answer.url).content.decode()
        assert "còn thiếu ngày đăng: hãy ghi, hoặc nói không tìm ra" in page
        assert 'class="card card--lacking card--open" id="truong-published_on"' in page
        undated.refresh_from_db()
        assert undated.doubt > 0 and undated.decisions.filter(field="title", is_acceptance=True).exists()

    def test_a_doubt_that_came_meanwhile_is_shown_first(self, desk, undated) -> None:
        page = desk.get(page_of(undated)).content.decode()
        assert 'value="no_date"' in page
        undated.proposed["province"]["confidence"] = 0.1
        undated.save()
        weighed(undated)
        answer = desk.post(page_of(undated), {"about": "article", "seen": ["no_date"]}, follow=True)
        assert "điều cần xem mới" in answer.content.decode()
        undated.refresh_from_db()
        assert undated.doubt > 0


class TestReports:
    """What readers report, answered where it is looked into."""

    @pytest.fixture
    def report(self, cited) -> ReaderReport:
        return reports.receive(cited, reports.Reported("text", "Chữ “Chỉ thị 05” in sai số."))

    def send(self, client: Client, article: Article, report: ReaderReport, act: str, note: str = ""):
        sent = {"about": "report", "report": str(report.pk), "act": act, "answer": note}
        return client.post(page_of(article), sent, follow=True)

    def test_it_is_answered_or_refused_with_a_note_on_the_page_of_its_article(
        self, desk, cited, report
    ) -> None:
        page = desk.get(page_of(cited)).content.decode()
        assert f'name="report" value="{report.pk}"' in page
        page = self.send(desk, cited, report, "refused").content.decode()
        assert "hãy ghi vì sao không tiếp nhận" in page
        self.send(desk, cited, report, "refused", "Bản in cũng ghi thế.")
        report.refresh_from_db()
        assert (report.state, report.answer, str(report.handled_by)) == (
            "refused",
            "Bản in cũng ghi thế.",
            "mai",
        )
        assert "Lời báo số" in self.send(desk, cited, report, "answered").content.decode()
        report.refresh_from_db()
        assert report.state == "refused", "what a colleague closed stays"

    @pytest.mark.parametrize("number", ["", "x", "9" * 30])
    def test_a_report_that_is_none_is_no_fault_of_the_server(self, desk, cited, report, number) -> None:
        sent = {"about": "report", "report": number, "act": "answered"}
        assert desk.post(page_of(cited), sent, follow=True).status_code == 200
        report.refresh_from_db()
        assert report.state == "open"

    def test_after_the_whole_article_is_accepted_it_still_waits(self, desk, cited, report) -> None:
        page = desk.get(page_of(cited)).content.decode()
        seen = re.findall(r'name="seen" value="([^"]*)"', page.split("</form>")[0] + page)
        answer = desk.post(page_of(cited), {"about": "article", "seen": seen}, follow=True)
        assert "còn lời báo của bạn đọc chưa trả lời" in answer.content.decode()
        assert cited in queue.waiting("ban-doc")
        self.send(desk, cited, report, "answered")
        assert cited not in queue.waiting()

    def test_who_may_not_answer_sees_no_form_and_sends_none(self, viewer_desk, cited, report) -> None:
        assert b'name="report"' not in viewer_desk.get(page_of(cited)).content
        assert self.send(viewer_desk, cited, report, "answered").status_code == 403


class TestWithdrawn:
    """An article that readers see no more."""

    def test_it_says_when_why_and_by_whom_and_how_to_bring_it_back(self, chief_desk, desk, undated) -> None:
        hoa = get_user_model().objects.get(username="hoa")
        withdrawing.withdraw([undated.pk], by=hoa, reason="Tòa soạn đính chính, gỡ bài.")
        page = chief_desk.get(page_of(undated)).content.decode()
        assert "Tòa soạn đính chính, gỡ bài." in page and "(hoa)" in page
        assert reverse("admin:articles_article_bring_back", args=[undated.pk]) in page
        assert "Cần xem:" not in page and 'name="act"' not in page and 'data-act="close"' not in page
        assert "Đưa bài trở lại…" not in desk.get(page_of(undated)).content.decode(), "no right, no link"

    @pytest.mark.parametrize(
        "sent", [{"about": "article"}, {"about": "field", "field": "published_on", "act": "none"}]
    )
    def test_nothing_of_it_is_reviewed(self, desk, undated, sent) -> None:
        withdrawing.withdraw([undated.pk], by=None, reason="bản quyền")
        answer = desk.post(page_of(undated), sent, follow=True).content.decode()
        assert "đưa bài trở lại rồi mới duyệt được" in answer
        assert not undated.decisions.exclude(field="state").exists()


class TestRights:
    """Looking and deciding are two rights, asked for on every request."""

    def test_who_may_only_look_sees_no_forms_and_sends_none(self, viewer_desk, undated) -> None:
        client = viewer_desk
        page = client.get(page_of(undated))
        assert page.status_code == 200 and b'name="act"' not in page.content
        assert client.get(QUEUE).status_code == 200
        sent = {"about": "field", "field": "title", "act": "none"}
        assert client.post(page_of(undated), sent).status_code == 403
        assert not undated.decisions.exists()

    def test_who_may_only_look_does_not_take_an_article_from_the_others(
        self, viewer_desk, undated, desk
    ) -> None:
        viewer_desk.get(page_of(undated))
        assert "đang mở" not in desk.get(page_of(undated)).content.decode()

    @pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}next/", "/admin/articles/article/1/review/"])
    def test_a_reader_is_asked_to_log_in(self, client, address) -> None:
        assert client.get(address).status_code == 302

    def test_who_has_no_right_on_articles_sees_nothing(self, undated) -> None:
        client = Client()
        client.force_login(get_user_model().objects.create_user("khach", is_staff=True))
        for address in (QUEUE, f"{QUEUE}next/", page_of(undated)):
            assert client.get(address).status_code == 403

    def test_the_original_of_a_waiting_article_is_for_the_desk_alone(self, desk, undated, client) -> None:
        Article.objects.update(state=Article.State.WAITING)
        own = reverse("admin:articles_article_desk_original", args=[undated.pk])
        answer = desk.get(own)
        assert answer.status_code == 200 and "sandbox" in answer["Content-Security-Policy"]
        assert client.get(own).status_code == 302
        assert client.get(reverse("article-original", args=[undated.pk])).status_code == 404

    @pytest.mark.parametrize("pk", [0, 999999, 10**20])
    def test_an_article_that_is_none_is_not_found(self, desk, pk) -> None:
        assert desk.get(f"/admin/articles/article/{pk}/review/").status_code == 404


class TestReparse:
    """Parsing chosen articles again, from the desk."""

    def choose(self, client: Client, *articles: Article):
        chosen = {"action": "reparse", "_selected_action": [each.pk for each in articles]}
        return client.post(reverse("admin:articles_article_changelist"), chosen)

    def test_a_few_are_tried_at_once_and_nothing_is_written_before_the_word(
        self, reference_rows, chief_desk, undated
    ) -> None:
        answer = self.choose(chief_desk, undated)
        run = Reparse.objects.get()
        assert answer.url == reverse("admin:articles_reparse_change", args=[run.pk])
        page = chief_desk.get(answer.url).content.decode()
        assert "Xem thử xong; chưa ghi gì." in page and "Phân tích lại thật 1 bài" in page
        before = Article.objects.get(pk=undated.pk)
        assert (before.text, before.pipeline_version) == (undated.text, 1)

    def test_stopped_it_is_not_done(self, reference_rows, chief_desk, undated) -> None:
        address = self.choose(chief_desk, undated).url
        assert "Đã thôi giữa chừng." in chief_desk.post(address, {"_stop": "1"}, follow=True).content.decode()
        chief_desk.post(address, {"_confirm": "1"})
        assert Reparse.objects.get().stage == "stopped"

    @pytest.mark.parametrize("gone", [BrokerError, RedisGoneError, ConnectionResetError])
    @pytest.mark.django_db(transaction=True)
    def test_where_the_queue_has_gone_the_editor_is_told_and_the_run_waits_for_it(
        self, reference_rows, chief_desk, undated, monkeypatch, gone
    ) -> None:
        def refuse(*_args: object, **_named: object) -> None:
            raise gone

        monkeypatch.setattr(delivery, "workers_answer", lambda: True)
        monkeypatch.setattr(tasks.work_on_reparse, "apply_async", refuse)
        run = reparsing.begin([undated.pk], by=None)
        address = reverse("admin:articles_reparse_change", args=[run.pk])
        answer = chief_desk.post(address, {"_confirm": "1", "reason": "bộ máy mới"}, follow=True)
        assert "Hàng đợi tạm thời không trả lời" in answer.content.decode()
        assert Reparse.objects.get().stage == "real"
        Reparse.objects.update(queued_at=timezone.now() - 2 * reparsing.PATIENCE)
        assert reparsing.forgotten() == [run.pk]

    def test_an_editor_without_the_right_neither_chooses_nor_confirms(self, desk, undated) -> None:
        self.choose(desk, undated)
        assert not Reparse.objects.exists()
        run = Reparse.objects.create(total=1)
        address = reverse("admin:articles_reparse_change", args=[run.pk])
        assert desk.get(address).status_code == 403
        assert desk.post(address, {"_confirm": "1"}).status_code == 403
        run.refresh_from_db()
        assert run.stage == "trial"
