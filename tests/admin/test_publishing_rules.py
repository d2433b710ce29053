"""What is published without an editor's look, by the rules that administrators set."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles import delivery, tasks
from articles.ingest import acts, publishing, review, reweighing, service
from articles.models import Article, Document, PublishingRules, Reweighing, Upload
from articles.models.publishing import Rule
from articles.reading import Delivered
from search.indexing.models import SearchEntry
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

LIST = "/admin/articles/publishingrules/"
PAGE = f"{LIST}{PublishingRules.ONLY}/change/"


def set_rules(uploaded: Rule = Rule.SURE, ingested: Rule = Rule.ALL) -> None:
    PublishingRules.objects.update_or_create(
        pk=PublishingRules.ONLY, defaults={"uploaded": uploaded, "ingested": ingested}
    )


def came(door: Upload.Door = Upload.Door.ADMIN, **parts) -> Article:
    """Return the article of a report that comes through a door."""
    press = Press(**parts)
    name = f"{press.headline}.txt"
    delivered = Delivered(name=name, source_name=name, data=press.encode())
    (document,) = service.receive(service.open_upload(door), [delivered])
    service.process_document(document.pk)
    article = Document.objects.get(pk=document.pk).article
    assert article is not None
    return article


def state_now(article: Article) -> str:
    article.refresh_from_db()
    return article.state


@pytest.fixture
def administrators_desk(login: Callable[..., Client]) -> Client:
    return login("administrators", "quan")


@pytest.fixture
def no_workers(monkeypatch) -> None:
    monkeypatch.setattr(delivery, "workers_answer", lambda: False)


class TestByDoor:
    def test_what_editors_hand_in_waits_where_it_is_in_doubt(self, client: Client) -> None:
        sure, doubtful = came(), came(headline="Chi bộ không ghi ngày", day="")
        assert (sure.state, doubtful.state) == (Article.State.PUBLISHED, Article.State.WAITING)
        assert client.get(doubtful.get_absolute_url()).status_code == 404
        assert not SearchEntry.objects.filter(article=doubtful).exists()

    def test_what_the_command_brings_is_found_at_once_and_still_asks_for_a_look(self) -> None:
        article = came(Upload.Door.COMMAND, day="")
        assert article.state == Article.State.PUBLISHED
        assert list(Article.objects.to_review()) == [article]

    @pytest.mark.parametrize(("rule", "state"), [(Rule.ALL, "published"), (Rule.SURE, "waiting")])
    def test_each_door_has_a_rule_of_its_own(self, rule: Rule, state: str) -> None:
        set_rules(uploaded=Rule.ALL, ingested=rule)
        assert came(day="").state == Article.State.PUBLISHED
        assert came(Upload.Door.COMMAND, headline="Bài khác", commune="Lâm Ca", day="").state == state


class TestNothingByItself:
    def test_what_is_sure_waits_too_and_stands_in_the_queue(self) -> None:
        set_rules(uploaded=Rule.NONE)
        article = came()
        assert (article.state, article.doubts) == (Article.State.WAITING, ["unread"])
        assert list(Article.objects.to_review()) == [article]

    def test_an_editors_look_publishes_it(self, client: Client) -> None:
        set_rules(uploaded=Rule.NONE)
        article = review.close(came(), by=None)
        assert (article.state, article.doubt) == (Article.State.PUBLISHED, 0)
        assert client.get(article.get_absolute_url()).status_code == 200

    def test_one_value_corrected_is_not_yet_a_look_at_the_article(self) -> None:
        set_rules(uploaded=Rule.NONE)
        article = review.decide(came(), "title", "Tít đã sửa", by=None)
        assert article.state == Article.State.WAITING


def test_nobody_waits_for_the_name_of_an_author(monkeypatch) -> None:
    article = came(day="")
    article.review_reasons, article.state = [], Article.State.WAITING
    article.proposed["byline"] = {"value": "Minh", "confidence": 0.3, "rule": "test", "span": None}
    article.save()
    review.weigh_anew([article.pk])
    assert state_now(article) == Article.State.PUBLISHED
    assert article.doubt > 0


class TestChange:
    def test_who_may_set_them_sees_the_page_and_whoever_works_here_the_rules(
        self, administrators_desk: Client, chief_desk: Client, client: Client
    ) -> None:
        assert administrators_desk.get(LIST).headers["Location"] == PAGE
        assert b'name="_save"' in administrators_desk.get(PAGE).content
        shown = chief_desk.get(PAGE)
        assert shown.status_code == 200 and b'name="_save"' not in shown.content
        assert chief_desk.post(PAGE, {"uploaded": "all", "ingested": "all", "reason": "x"}).status_code == 403
        assert client.get(PAGE).status_code == 302
        assert publishing.rules().uploaded == Rule.SURE

    def test_without_a_reason_or_by_no_known_rule_nothing_changes(self, administrators_desk: Client) -> None:
        administrators_desk.get(LIST)
        for said in ({"uploaded": "all", "reason": ""}, {"uploaded": "moi-thu", "reason": "thử"}):
            assert administrators_desk.post(PAGE, {"ingested": "all", **said}).status_code == 200
        assert publishing.rules().uploaded == Rule.SURE

    @pytest.mark.usefixtures("no_workers")
    def test_what_waits_and_need_not_any_more_is_published(
        self, administrators_desk: Client, django_capture_on_commit_callbacks
    ) -> None:
        doubtful, withdrawn = came(day=""), came(headline="Bài khác", commune="Lâm Ca", day="")
        Article.objects.filter(pk=withdrawn.pk).update(state=Article.State.WITHDRAWN)
        administrators_desk.get(LIST)
        with django_capture_on_commit_callbacks(execute=True):
            said = {"uploaded": "all", "ingested": "all", "reason": "thiếu người duyệt"}
            assert administrators_desk.post(PAGE, said).headers["Location"] == PAGE
        assert state_now(doubtful) == Article.State.PUBLISHED
        assert state_now(withdrawn) == Article.State.WITHDRAWN
        assert not Reweighing.objects.exists()
        history = administrators_desk.get(f"{LIST}1/history/").content.decode()
        assert "thiếu người duyệt" in history and "quan" in history

    @pytest.mark.usefixtures("no_workers")
    def test_rules_saved_as_they_were_change_nothing(
        self, administrators_desk: Client, django_capture_on_commit_callbacks
    ) -> None:
        administrators_desk.get(LIST)
        with django_capture_on_commit_callbacks(execute=True) as follows:
            administrators_desk.post(PAGE, {"uploaded": "sure", "ingested": "all", "reason": "xem lại"})
        assert follows == [] and not PublishingRules.history.exists()

    @pytest.mark.usefixtures("no_workers")
    def test_where_reports_are_being_stored_what_waits_is_weighed_later(
        self, administrators_desk: Client, django_capture_on_commit_callbacks, monkeypatch
    ) -> None:
        def busy() -> bool:
            raise acts.BusyError

        monkeypatch.setattr(reweighing, "carry_on", busy)
        administrators_desk.get(LIST)
        with django_capture_on_commit_callbacks(execute=True):
            said = {"uploaded": "all", "ingested": "all", "reason": "gấp"}
            assert administrators_desk.post(PAGE, said).status_code == 302
        assert Reweighing.objects.exists()

    def test_what_readers_have_seen_stays(self) -> None:
        article = came()
        set_rules(uploaded=Rule.NONE, ingested=Rule.NONE)
        review.weigh_anew([article.pk])
        service.reparse_article(article.pk)
        assert state_now(article) == Article.State.PUBLISHED

    def test_a_lost_task_is_found_and_goes_on_where_it_stopped(self, monkeypatch) -> None:
        monkeypatch.setattr(reweighing, "CHUNK", 1)
        waiting = [came(headline=f"Bài {name}", commune=name, day="") for name in ("Lâm Ca", "Bắc Lãng")]
        set_rules(uploaded=Rule.ALL)
        reweighing.begin(publishing.rules())
        assert reweighing.carry_on()  # and here the worker is killed
        assert [state_now(each) for each in waiting] == ["published", "waiting"]
        assert not reweighing.is_forgotten()
        queued: list[object] = []
        monkeypatch.setattr(tasks.weigh_waiting, "apply_async", lambda **named: queued.append(named))
        monkeypatch.setattr(reweighing, "FORGOTTEN", reweighing.FORGOTTEN * 0)
        Reweighing.objects.update(touched_at="2021-04-15T00:00Z")
        tasks.take_up_lost()
        assert len(queued) == 1 and not reweighing.is_forgotten()
        tasks.weigh_waiting()
        tasks.weigh_waiting()
        assert state_now(waiting[1]) == Article.State.PUBLISHED and not Reweighing.objects.exists()
        assert not reweighing.carry_on()
