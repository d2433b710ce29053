"""``manage.py reparse``: what is parsed again, and what is said of ids that nobody bears."""

import pytest
from django.core.management import call_command

from articles.models import Article
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
