"""What every test may ask for: the database, Redis, a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import psutil
import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.db.models.signals import post_migrate
from django.test import Client
from psycopg import sql
from pytest_django import DjangoDbBlocker
from redis import Redis

from articles import granting


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name long contents by their place: what is packed anew in every process has other bytes in each."""
    return argname if isinstance(val, bytes | str) and len(val) > LONGEST_NAMED else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Drop the databases of earlier runs that were killed before they could."""
    database = settings.DATABASES["default"]
    with psycopg.connect(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        password=database["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        for (name,) in connection.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^archive_test_\d+$'"
        ):
            if not psutil.pid_exists(int(name.rsplit("_", 1)[1])):
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )


LONGEST_NAMED = 80
REFERENCE_TABLES = (
    "articles_place",
    "articles_placesuccession",
    "articles_newspaper",
    "articles_documenttype",
    "articles_unitkind",
    "articles_directive",
    "articles_directiverelation",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The reference rows stand in the database of the tests, and in a schema beside the tables. To write
    thirty thousand rows for each test that asks for them would leave as many dead ones behind each time."""
    from articles.ingest.reference_rows import load_reference

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        load_reference()
        cursor.execute("CREATE SCHEMA reference_copy")
        for table in REFERENCE_TABLES:
            cursor.execute(f"CREATE TABLE reference_copy.{table} AS TABLE {table}")
        cursor.execute("ANALYZE")
    post_migrate.connect(bring_reference_back, sender=apps.get_app_config("articles"))


def bring_reference_back(**_said: object) -> None:
    """Fill the tables again that the end of a test with transactions of its own has emptied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('reference_copy.articles_place') IS NOT NULL")
        if cursor.fetchone() == (True,):
            for table in REFERENCE_TABLES:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM reference_copy.{table}")


@pytest.fixture(autouse=True)
def _reference_rows_or_none(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that does not ask for the reference rows begins as an archive before its first
    ``load_reference``."""
    asks_for_database = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if not asks_for_database or "reference_rows" in request.fixturenames:
        yield
        return
    from articles.ingest import authority

    request.getfixturevalue("db")
    authority.forget()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(REFERENCE_TABLES)} CASCADE")
    yield
    authority.forget()


@pytest.fixture
def reference_rows(db: None) -> None:
    """Places, newspapers, directives and kinds, as after ``load_reference``, with keys that stay: what a
    process remembers of them is true from test to test."""


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """The real Redis; what this run wrote is taken away at the end."""
    with Redis.from_url(settings.REDIS_URL) as client:
        yield client
        forget_run(client)


@pytest.fixture
def redis_client(redis_server: Redis) -> Redis:
    """The real Redis, holding nothing of this run."""
    forget_run(redis_server)
    return redis_server


def forget_run(client: Redis) -> None:
    """Delete the keys of this run and no others: other processes of the tests share the server."""
    for key in client.scan_iter(match=f"{settings.RUN}:*"):
        client.delete(key)


def chromium() -> str | None:
    """The browser of the system; CHROMIUM names another."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, without a window. Absent, its tests are skipped with a reason; on CI they fail."""
    executable = chromium()
    if executable is None or not Path(executable).exists():
        if os.environ.get("CI"):
            pytest.fail("No Chromium for the browser tests; install it or set CHROMIUM")
        pytest.skip("NO CHROMIUM: browser tests are not run; install it or set CHROMIUM")
    from playwright.sync_api import sync_playwright

    switches = (
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-component-update",
        "--disable-sync",
    )
    with sync_playwright() as playwright:
        chromium_process = playwright.chromium.launch(executable_path=executable, args=list(switches))
        yield chromium_process
        chromium_process.close()
        # Inside Playwright's event loop the main thread has database connections of its own.
        connections.close_all()


@pytest.fixture
def page(browser, live_server):
    """A blank page whose relative addresses mean the live server; a script error fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def roles(db: None) -> dict[str, Group]:
    """The groups with their rights; a test that empties the tables takes along what migrations made."""
    ContentType.objects.clear_cache()
    schema_editor = SimpleNamespace(connection=connection)
    for path in sorted((Path(granting.__file__).parent / "migrations").glob("0*.py")):
        migration = import_module(f"articles.migrations.{path.stem}").Migration
        for operation in migration.operations:
            if isinstance(operation, granting.Granted):
                operation.code(apps, schema_editor)
    return {group.name: group for group in Group.objects.all()}


@pytest.fixture
def login(roles: dict[str, Group]) -> Callable[..., Client]:
    """Log somebody in who has one role and no more: ``login("viewers", "lan")``."""

    def logged_in(role: str, name: str) -> Client:
        user = get_user_model().objects.create_user(name, password=name, is_staff=True)
        user.groups.add(roles[role])
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def desk(login: Callable[..., Client]) -> Client:
    """A browser in which an editor, no more than that, is logged in."""
    return login("editors", "mai")


@pytest.fixture
def chief_desk(login: Callable[..., Client]) -> Client:
    """A browser in which a chief editor is logged in."""
    return login("chief_editors", "hoa")


@pytest.fixture
def viewer_desk(login: Callable[..., Client]) -> Client:
    """A browser in which somebody is logged in who may only look."""
    return login("viewers", "lan")
