"""The long form of an article: what the machine says in words, and what is withdrawn said to be so."""

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.ingest import store, withdrawing
from articles.models import Article
from tests import factories as make
from tests.admin.forms import filled

pytestmark = pytest.mark.django_db


def form_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def tools(response) -> list[str]:
    tree = lxml.html.fromstring(response.content.decode())
    return [each.text_content().strip() for each in tree.xpath("//ul[@class='object-tools']//a")]


def test_the_first_tool_leads_to_the_review(desk):
    article = make.article()
    page = desk.get(form_of(article))
    assert tools(page)[0] == "Duyệt"
    assert reverse("admin:articles_article_review", args=[article.pk]) in words(page)


def test_rules_certainties_and_days_are_written_for_people(desk):
    article = make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())])
    article.unitmentions.update(rule="named", confidence=0.95, is_listed=False)
    proposal = {"value": "2021-05-14", "span": None, "rule": "address", "confidence": 0.9}
    Article.objects.filter(pk=article.pk).update(proposed={"published_on": proposal})
    page = words(desk.get(form_of(article)))
    assert "95 %" in page and "0,95" not in page
    assert "<td>14/5/2021</td>" in page and "<td>2021-05-14</td>" not in page
    assert "icon-no" not in page


def test_what_can_be_taken_back_is_offered_only_where_something_was_decided(desk, django_user_model):
    article = make.article()
    assert "Trả về đề xuất của máy" not in words(desk.get(form_of(article)))
    mai = django_user_model.objects.get(username="mai")
    store.decide(article, {"byline": "Nguyễn Hải"}, by=mai, reason="như bản in")
    assert "Trả về đề xuất của máy" in words(desk.get(form_of(article)))


def test_a_withdrawn_article_says_since_when_by_whom_and_why(desk, django_user_model):
    article = make.article()
    chief = django_user_model.objects.create_user("hoa", first_name="Hoa", last_name="Lê")
    withdrawing.withdraw([article.pk], by=chief, reason="bản quyền")
    page = desk.get(form_of(article))
    assert "(Lê Hoa)" in words(page) and "Lý do bạn đọc thấy: bản quyền" in words(page)
    assert "Trang bạn đọc thấy (410)" in tools(page)
    assert "đã rút" in words(page) and "&quot;withdrawn&quot;" not in words(page)


def test_decisions_are_read_in_words_with_as_many_queries_for_many(
    desk, django_user_model, django_assert_max_num_queries
):
    article, mai = make.article(), django_user_model.objects.get(username="mai")
    for number in range(12):
        store.decide(article, {"province": make.province(f"Tỉnh {number}").pk}, by=mai, reason="thử")
    with django_assert_max_num_queries(40) as asked:
        page = words(desk.get(form_of(article)))
    assert "Tỉnh Tỉnh 3" in page
    assert len([each for each in asked if "articles_place" in each["sql"]]) < 8


def test_withdrawing_and_bringing_back_stand_among_the_editors_latest_acts(chief_desk):
    article = make.article()
    for name in ("withdraw", "bring_back"):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        assert chief_desk.post(address, {"reason": "bản quyền"}).status_code == 302
    assert list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True)) == [
        "Rút bài",
        "Đưa bài trở lại",
    ]
    assert "Đưa bài trở lại" in words(chief_desk.get("/admin/"))


class TestWhatIsGone:
    """A parse takes the mentions away while the form is open, and makes them anew."""

    @pytest.fixture
    def article(self):
        return make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())])

    def test_all_else_that_was_typed_is_saved(self, desk, article):
        sent = filled(desk.get(form_of(article)), byline="Nguyễn Hải", reason="như bản in")
        article.unitmentions.all().delete()
        answer = desk.post(form_of(article), sent, follow=True)
        assert "ý kiến của bạn về những chỗ nhắc không còn đã bỏ" in words(answer)
        article.refresh_from_db()
        assert article.byline == "Nguyễn Hải"

    @pytest.mark.parametrize(
        "odd",
        [
            {"unitmentions-0-id": "9" * 30},
            {"unitmentions-0-id": "\0"},
            {"unitmentions-TOTAL_FORMS": "7"},
            {"unitmentions-INITIAL_FORMS": "0"},
            {"unitmentions-INITIAL_FORMS": "x"},
            {"decisions-TOTAL_FORMS": "999"},
        ],
    )
    def test_odd_rows_break_no_page(self, desk, article, odd):
        sent = filled(desk.get(form_of(article)), byline="")
        assert set(odd) <= set(sent)
        assert desk.post(form_of(article), sent | {"published_on": "ba mươi"} | odd).status_code == 200
        assert desk.post(form_of(article), sent | odd).status_code in (200, 302)
