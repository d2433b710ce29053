"""``manage.py reparse``: what is parsed again, and what is said of ids that nobody bears."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import tasks
from articles.ingest import reparsing, service, store
from articles.models import Article, DirectiveMention, Original, Unit, UnitMention
from search.indexing.models import SearchEntry
from tests.ingest.test_command import ingest
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]


def reparse(*arguments: str) -> int:
    try:
        call_command("reparse", *arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


@pytest.fixture
def article(tmp_path) -> Article:
    (tmp_path / "a.txt").write_bytes(Press().encode())
    ingest(str(tmp_path / "a.txt"))
    return Article.objects.get()


def test_an_article_is_parsed_again_by_its_id(article: Article, capsys) -> None:
    assert reparse(str(article.pk)) == 0
    assert "1 bài, 0 có thay đổi" in capsys.readouterr().out


def test_unknown_ids_are_named_and_the_rest_is_done(article: Article, capsys) -> None:
    Article.objects.update(pipeline_version=0, title="")
    assert reparse("999999", str(article.pk), "999999", str(10**30), "0") == 1
    told = capsys.readouterr()
    assert told.err.count("#999999:") == 1
    assert f"#{10**30}:" in told.err and "#0:" in told.err
    assert f"#{article.pk}:" not in told.err
    assert "1 bài, 1 có thay đổi" in told.out
    article.refresh_from_db()
    assert article.title == Press().headline


def test_nothing_stale_is_no_fault(article: Article) -> None:
    assert reparse() == 0


class TestDryRun:
    """``--dry-run`` and the runs of the desk: what would change, found out without changing anything."""

    @pytest.fixture
    def stale(self, article: Article, django_user_model) -> Article:
        """An article as an older parser left it: another title, no date; its by-line is an editor's."""
        store.decide(article, {"byline": "Nông Thu Hiền"}, by=django_user_model.objects.create_user("mai"))
        article.refresh_from_db()
        proposed = {**article.proposed, "published_on": None}
        proposed["title"] = {**article.proposed["title"], "value": "Tít cũ"}
        proposed["byline"] = {**article.proposed["byline"], "value": "Tác giả cũ"}
        Article.objects.update(pipeline_version=0, proposed=proposed, title="Tít cũ", published_on=None)
        article.unitmentions.all().delete()
        article.refresh_from_db()
        return article

    def state(self) -> tuple[object, ...]:
        """All that a trial must leave as it is."""
        return (
            list(Article.objects.values()),
            list(SearchEntry.objects.values("pk", "year", "unit_ids", "headline")),
            list(UnitMention.objects.values()),
            list(DirectiveMention.objects.values()),
            Unit.objects.count(),
        )

    def test_nothing_is_changed(self, stale: Article) -> None:
        before = self.state()
        assert reparse("--dry-run") == 0
        assert self.state() == before

    def test_each_field_is_counted_with_examples_and_what_an_editor_hides_apart(
        self, stale: Article, capsys
    ) -> None:
        reparse("--dry-run")
        told = capsys.readouterr().out
        assert "Xem thử 1 bài, 1 sẽ thay đổi. Chưa ghi gì." in told
        assert f"Tít: 1 bài\n  #{stale.pk}: Tít cũ → {Press().headline}" in told
        assert f"Ngày đăng: 1 bài\n  #{stale.pk}: – → 15/4/2021" in told
        assert "Tổ chức đảng: 1 bài" in told and "(Đảng bộ xã Châu Sơn)" in told
        shown, _, hidden = told.partition("quyết định của biên tập viên giữ nguyên")
        assert "Tác giả" not in shown
        assert f"Tác giả: 1 bài\n  #{stale.pk}: Nông Thu Hiền ≠ Hoàng Minh Tâm" in hidden

    def test_what_is_foretold_is_what_happens(self, stale: Article) -> None:
        foretold = {each.name for each in service.try_reparse_article(stale.pk) if not each.is_hidden}
        before = Article.objects.values().get()
        assert service.reparse_article(stale.pk) is True
        after = Article.objects.values().get()
        assert {name for name in ("title", "published_on", "byline") if before[name] != after[name]} == (
            foretold & {"title", "published_on", "byline"}
        )
        assert service.try_reparse_article(stale.pk) == []

    def test_an_original_that_can_no_longer_be_read_is_named(self, stale: Article, capsys) -> None:
        Original.objects.update(content=b"\x00\x01" * 40)
        assert reparse("--dry-run", str(stale.pk)) == 1
        assert f"#{stale.pk}:" in capsys.readouterr().err

    def test_a_run_is_tried_then_confirmed_and_counts_both(self, stale: Article) -> None:
        editor = stale.decisions.get().by
        run = reparsing.begin([stale.pk], by=editor)
        assert reparsing.work(run.pk) is False
        run.refresh_from_db()
        assert (run.stage, run.done, run.summary["counts"]["title"]) == ("trial", 1, 1)
        stale.refresh_from_db()
        assert stale.title == "Tít cũ"
        assert reparsing.confirm(run, by=editor, reason="bộ máy mới") is True
        assert reparsing.confirm(run, by=editor) is False
        reparsing.work(run.pk)
        run.refresh_from_db()
        assert (run.stage, run.done, run.changed, run.failed) == ("real", 1, 1, 0)
        stale.refresh_from_db()
        assert (stale.title, stale.byline) == (Press().headline, "Nông Thu Hiền")

    def test_a_bundle_that_a_dead_worker_left_is_taken_up_after_its_lease(self, stale: Article) -> None:
        run = reparsing.begin([stale.pk], by=None)
        assert reparsing._take(run.pk) is not None
        assert reparsing._take(run.pk) is None
        run.bundles.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert reparsing.work(run.pk) is False
        run.refresh_from_db()
        assert run.is_done and run.bundles.get().attempts == 2

    def test_a_bundle_that_kills_every_worker_ends_as_failed(self, stale: Article) -> None:
        run = reparsing.begin([stale.pk], by=None)
        run.bundles.update(attempts=reparsing.MAX_ATTEMPTS)
        reparsing.work(run.pk)
        run.refresh_from_db()
        assert (run.is_done, run.failed) == (True, 1)

    def test_a_run_that_the_queue_lost_is_found_and_one_in_hand_is_left(self, stale: Article) -> None:
        run = reparsing.begin([stale.pk], by=None)
        reparsing.noted_as_queued(run.pk)
        assert reparsing.forgotten() == []
        type(run).objects.update(queued_at=timezone.now() - timedelta(hours=1))
        assert reparsing.forgotten() == [run.pk]
        reparsing._take(run.pk)
        assert reparsing.forgotten() == []
        reparsing.stop(run)
        run.bundles.update(leased_until=None)
        assert reparsing.forgotten() == []

    @pytest.mark.parametrize(("count", "queue"), [(1, tasks.SINGLE), (reparsing.FEW + 1, tasks.BULK)])
    def test_one_article_goes_by_the_queue_of_single_reports_many_behind_press_runs(
        self, count: int, queue: str, monkeypatch
    ) -> None:
        sent: list[object] = []
        monkeypatch.setattr(
            tasks.work_on_reparse, "apply_async", lambda *_args, **kw: sent.append(kw["queue"])
        )
        tasks.queue_reparse(reparsing.begin(range(1, count + 1), by=None).pk)
        assert sent == [queue]
