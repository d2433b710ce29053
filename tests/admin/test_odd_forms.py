"""What nobody sends from a page of the desk: it changes nothing, gives nothing away and breaks nothing."""

from datetime import date

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisGoneError

from articles import delivery
from articles.admin.lists import BoundedList
from articles.ingest import settle, store, withdrawing
from articles.models import Article, Document, PublishingRules, ReaderReport
from articles.models.publishing import Rule
from articles.views.calendars import by_month
from tests import factories as make
from tests.admin.handing import hand_in, send_part
from tests.press import Press

pytestmark = pytest.mark.django_db

ODD_KEYS = ["x", "1.5", "9" * 5000, "-1", "a\0b", "\uff19"]


@pytest.fixture
def chief(db) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("sep"))
    return client


def change_form(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


class TestWhatAListIsAsked:
    @pytest.mark.parametrize(
        "asked", ["contact__startswith=SECRET", "contact__regex=.", "article__text__icontains=x", "message=x"]
    )
    def test_nobody_guesses_at_what_he_may_not_see(self, viewer_desk: Client, asked: str) -> None:
        ReaderReport.objects.create(article=make.article(), kind="text", message="x", contact="SECRET")
        answer = viewer_desk.get(f"{reverse('admin:articles_readerreport_changelist')}?{asked}")
        assert answer.status_code == 400

    def test_texts_are_not_read_through_for_anybody(self, chief: Client) -> None:
        address = reverse("admin:articles_article_changelist")
        assert chief.get(f"{address}?text__iregex=(a|b)*").status_code == 400
        assert chief.get(f"{address}?state__exact=published").status_code == 200

    def test_every_list_of_the_desk_is_bounded(self, chief: Client) -> None:
        from django.contrib import admin

        ours = [each for model, each in admin.site._registry.items() if model._meta.app_label == "articles"]
        assert [each for each in ours if not isinstance(each, BoundedList)] == []

    @pytest.mark.parametrize("key", ODD_KEYS)
    def test_a_choice_that_is_no_key_is_no_choice(self, chief: Client, key: str) -> None:
        make.article()
        sent = {"action": "reparse", ACTION_CHECKBOX_NAME: [key], "index": "0"}
        answer = chief.post(reverse("admin:articles_article_changelist"), sent, follow=True)
        assert answer.status_code == 200


class TestTheArticlesForm:
    @pytest.mark.parametrize("key", ODD_KEYS)
    @pytest.mark.parametrize("field", ["newspaper", "province"])
    def test_a_record_that_is_none_is_said(self, desk: Client, field: str, key: str) -> None:
        article = make.article()
        answer = desk.post(change_form(article), {"title": "Tít", field: key})
        assert answer.status_code == 200
        assert not article.decisions.exists()

    def test_a_commune_is_no_province(self, desk: Client) -> None:
        article = make.article()
        commune = make.commune("Châu Sơn")
        desk.post(change_form(article), {"title": "Tít", "province": str(commune.pk)})
        assert not article.decisions.exists()
        asked = {
            "app_label": "articles",
            "model_name": "article",
            "field_name": "province",
            "term": "chau son",
        }
        assert desk.get(reverse("admin:autocomplete"), asked).json()["results"] == []

    @pytest.mark.parametrize("day", ["1/1/3000", "31/12/9999", "1/1/0001", "15/4/1021", "15/4/2199"])
    @pytest.mark.parametrize("form", ["full", "review"])
    def test_a_day_on_which_nothing_was_printed_is_refused(self, desk: Client, form: str, day: str) -> None:
        article = make.article()
        if form == "full":
            answer = desk.post(change_form(article), {"title": article.title, "published_on": day})
        else:
            address = reverse("admin:articles_article_review", args=[article.pk])
            word = settle.editors_word(article)
            from articles.ingest import review

            seen = review.state_of(article, "published_on", word)
            sent = {"about": "field", "field": "published_on", "act": "correct", "value": day, "seen": seen}
            answer = desk.post(address, sent, follow=True)
        assert answer.status_code in (200, 422)
        assert not article.decisions.filter(field="published_on").exists()


def test_no_day_that_is_decided_stops_a_page() -> None:
    article = make.article()
    for day in (date(3021, 4, 15), "0201-04-15"):
        with pytest.raises(ValueError, match="published_on"):
            store.decide(article, {"published_on": day}, by=None)
    assert by_month({date(3021, 4, 15).toordinal(): 1, date(201, 4, 15).toordinal(): 1}) == {}


def test_what_waited_when_it_was_withdrawn_waits_again_until_nothing_is_in_doubt() -> None:
    PublishingRules.objects.create(pk=PublishingRules.ONLY, ingested=Rule.SURE)
    article = make.article(published_on=None, review_reasons=["no_date"], state="waiting")
    withdrawing.withdraw([article.pk], by=None, reason="nhầm")
    withdrawing.restore([article.pk], by=None, reason="đúng là bài")
    article.refresh_from_db()
    assert article.state == Article.State.WAITING
    store.decide(article, {"published_on": date(2021, 4, 15)}, by=None)
    article.refresh_from_db()
    assert (article.state, article.doubt) == (Article.State.PUBLISHED, 0)


def test_what_readers_never_saw_leaves_no_tombstone(client: Client) -> None:
    PublishingRules.objects.create(pk=PublishingRules.ONLY, ingested=Rule.SURE)
    article = make.article(published_on=None, review_reasons=["no_date"], state="waiting")
    withdrawing.withdraw([article.pk], by=None, reason="nhầm")
    assert client.get(article.get_absolute_url()).status_code == 404


@pytest.mark.usefixtures("reference_rows")
@pytest.mark.django_db(transaction=True)
def test_a_delivery_is_received_although_redis_is_gone(desk: Client, monkeypatch) -> None:
    def gone(*_args, **_named):
        raise RedisGoneError("Connection closed by server.")

    monkeypatch.setattr(delivery.current_app.control, "ping", gone)
    answer = hand_in(desk, [("a.txt", Press().encode())])
    assert answer.status_code == 200
    assert Document.objects.get().outcome == "created"


@pytest.mark.parametrize("field", ["names", "left_out"])
@pytest.mark.parametrize(
    "said", ["[" * 100_000, "9" * 5000, '[["a","empty"]' + ',["a","empty"]' * 20_000 + "]"]
)
def test_what_no_script_of_ours_tells_is_refused_in_words(desk: Client, field: str, said: str) -> None:
    answer = send_part(desk, [("a.txt", Press().encode())], **{field: said})
    assert answer.status_code == 400
    assert "hãy gửi lại" in answer.json()["errors"][0]
    assert not Document.objects.exists()


def test_of_a_withdrawn_article_only_what_is_asked_can_be_reported(client: Client) -> None:
    article = make.article(state="withdrawn")
    address = f"/bai-viet/{article.pk}/bao-loi/"
    assert client.post(address, {"kind": "text", "message": "Sai tên xã."}).status_code == 422
    assert not ReaderReport.objects.exists()
