"""What machines ask: alive, ready, how much."""

import re

import pytest
from django.db import connection
from django.test import Client
from redis import Redis


def test_live_asks_no_server(client: Client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/healthz/live")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_when_all_is_there(client: Client):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_not_ready_names_what_is_missing(client: Client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'articles'")
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.content.decode().splitlines() == ["redis: failed", "migrations: failed"]


@pytest.mark.django_db
def test_not_ready_without_a_database(client: Client, monkeypatch):
    from django.db import OperationalError

    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert "database: failed" in response.content.decode()


@pytest.mark.django_db
def test_metrics_are_lines_that_prometheus_reads(client: Client, redis_client: Redis):
    from django.conf import settings

    redis_client.rpush(settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] + "bulk", "a", "b")
    text = client.get("/metrics").content.decode()
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) .+|archive_\w+(\{\w+="\w+"\})? \d+', line), line
    assert "archive_articles 0\n" in text
    assert 'archive_documents{state="received"} 0\n' in text
    assert 'archive_queue_length{queue="bulk"} 2\n' in text
    assert "archive_search_entries_stale 0\n" in text


def test_every_page_carries_the_policy_and_no_unsafe_word(client: Client):
    headers = client.get("/healthz/live").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
