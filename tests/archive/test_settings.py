"""Settings that are missing or make no sense stop the start and name their variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SERVERS = {
    "DATABASE_URL": "postgresql://127.0.0.1/none",
    "REDIS_URL": "redis://127.0.0.1/0",
    "SECRET_KEY": "k",
}


def load(code: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **SERVERS, **variables}
    command = [sys.executable, "-c", f"from archive import settings\n{code}"]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://127.0.0.1/kho"),
        ("DATABASE_URL", "postgresql://127.0.0.1"),
        ("DATABASE_URL", "postgresql://[::1/kho"),
        ("REDIS_URL", "http://127.0.0.1"),
        ("DEBUG", "flase"),
        ("BEHIND_TLS", "perhaps"),
        ("DATABASE_POOL_SIZE", "many"),
        ("DATABASE_POOL_SIZE", "0"),
        ("SEARCHES_PER_MINUTE", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str):
    result = load(**{name: value})
    assert result.returncode != 0
    assert result.stderr.splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: {name} ")


def test_a_password_is_not_shown_with_the_complaint():
    assert "bi-mat" not in load(DATABASE_URL="mysql://kho:bi-mat@127.0.0.1/kho").stderr


def test_with_servers_given_none_is_started():
    result = load("print(settings.SERVERS.started, settings.DATABASES['default']['NAME'])")
    assert result.stdout == "() none\n"


def test_connections_are_pooled_and_not_kept_twice():
    result = load(
        "d = settings.DATABASES['default']; print(d['OPTIONS']['pool']['max_size'], d['CONN_MAX_AGE'])"
    )
    assert result.stdout == "8 0\n"


def test_an_editor_may_send_300_files():
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES >= 300


def test_behind_tls_cookies_travel_only_over_it():
    result = load(
        "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT)",
        BEHIND_TLS="true",
    )
    assert result.stdout == "True True True\n"
