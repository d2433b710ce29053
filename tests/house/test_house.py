"""The project as a whole: migrations, deployment, documents, locks."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.management import call_command, get_commands
from django.test import override_settings

ROOT = Path(__file__).parents[2]
# Folders that are made, not written.
MADE = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
TEXT = {".py", ".md", ".toml", ".lock", ".yml", ".yaml", ".html", ".css", ".js", ".txt", ".csv", ".cfg", ""}


def written() -> list[Path]:
    paths = (path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts))
    return [path for path in paths if path.is_file() and path.suffix in TEXT]


@pytest.mark.django_db
def test_models_have_not_moved_away_from_their_migrations():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_compose_runs_the_four_parts_and_watches_their_health(compose: dict):
    services = compose["services"]
    assert {"web", "worker", "postgres", "redis"} <= services.keys()
    for name in ("web", "worker", "postgres", "redis"):
        assert services[name]["healthcheck"]["test"]
    assert services["postgres"]["image"] == "postgres:18"
    assert set(compose["volumes"]) == {"postgres", "redis"}
    for name in compose["volumes"]:
        assert services[name]["volumes"][0].startswith(f"{name}:/")


def test_compose_has_no_default_secret(compose: dict):
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert set(re.findall(rf"\$\{{{name}(\S)", text)) == {":"}
        assert not re.search(rf"\$\{{{name}:[^?]", text)
    for name in ("web", "worker", "prepare"):
        assert compose["services"][name]["environment"]["SECRET_KEY"].startswith("${SECRET_KEY:?")


def test_compose_waits_for_what_it_needs(compose: dict):
    services = compose["services"]
    assert services["prepare"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    for name in ("web", "worker"):
        assert services[name]["depends_on"]["prepare"]["condition"] == "service_completed_successfully"


def test_the_image_installs_what_is_locked():
    assert "pip install --require-hashes -r requirements.lock" in (ROOT / "Dockerfile").read_text("utf-8")


def test_every_setting_is_explained_and_every_explained_one_is_read():
    code = (ROOT / "archive/settings.py").read_text("utf-8")
    read = set(re.findall(r'environment\.\w+\("([A-Z_]+)"', code))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert explained == read | {"POSTGRES_PASSWORD"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_hashes_and_no_address(name: str):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^--|^-[if]", text, re.MULTILINE)
    for package in re.split(r"\n(?=\w)", text)[1:]:
        assert "--hash=sha256:" in package


def test_locks_hold_every_named_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, requirements in (
        ("requirements.lock", project["dependencies"]),
        (
            "requirements-dev.lock",
            [name for group in project["optional-dependencies"].values() for name in group],
        ),
    ):
        locked = set(re.findall(r"^([\w-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        named = {re.match(r"[\w-]+", text)[0].lower() for text in requirements}
        assert named <= {name.lower() for name in locked}


def test_no_package_index_is_named_anywhere():
    words = ["index" + "-url", "find" + "-links", "pypi." + "org", "python" + "hosted"]
    allowed = ("--no-emit-" + words[0], "--no-emit-" + words[1])
    for path in written():
        text = path.read_text("utf-8", "replace")
        for flag in allowed:
            text = text.replace(flag, "")
        assert not [word for word in words if word in text], path


def test_every_command_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = path.read_text("utf-8")
        blocks = "\n".join(re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL))
        for name in re.findall(r"`make ([a-z]+)", text) + re.findall(
            r"^\s*make ([a-z]+)", blocks, re.MULTILINE
        ):
            assert name in targets, f"{path}: make {name}"
        for name in re.findall(r"manage\.py ([a-z_]+)", text):
            assert name in get_commands(), f"{path}: manage.py {name}"


def test_every_everyday_command_is_explained(tmp_path: Path):
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in ("demo", "test", "check", "bench", "help", "run", "worker", "lock", "clean"):
        assert re.search(rf"^  make {name}\s+\S", shown, re.MULTILINE), name


def test_static_files_can_be_collected_with_fingerprints(tmp_path: Path):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": storage}):
        finders.get_finder.cache_clear()
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
