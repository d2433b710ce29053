"""The archive's own servers: shared, private, and whole again after any crash."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from redis import Redis
from redis.exceptions import AuthenticationError

from archive.embedded import Keeper
from archive.embedded.identity import Identity, server_identity, unprivileged_account
from archive.embedded.postgres import Postgres
from archive.embedded.server import SilentServerError, free_port, process_of, processes_in, secret


@pytest.fixture
def keeper(tmp_path: Path):
    keeper = Keeper(tmp_path / "kho lưu trữ")
    keeper.open()
    yield keeper
    keeper.close()


def alive(keeper: Keeper) -> bool:
    return bool(processes_in(keeper.postgres.data) or processes_in(keeper.redis.data))


def test_the_last_user_stops_the_servers_and_nobody_before(keeper: Keeper):
    second = Keeper(keeper.var)
    assert second.open().started == ()
    second.close()
    assert keeper.postgres.is_running()
    assert keeper.redis.is_running()
    keeper.close()
    assert not alive(keeper)


def test_a_killed_user_counts_no_more(keeper: Keeper):
    code = "import sys, time, pathlib; from archive.embedded import Keeper\n"
    code += "Keeper(pathlib.Path(sys.argv[1])).open(); print('open', flush=True); time.sleep(60)"
    command = [sys.executable, "-c", code, str(keeper.var)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as other:
        assert other.stdout.readline() == b"open\n"
        other.kill()
    keeper.close()
    assert not alive(keeper)


def test_after_kill_9_the_same_rows_and_queue_come_back(keeper: Keeper):
    with psycopg.connect(keeper.postgres.url) as connection:
        connection.execute("CREATE TABLE chi_bo (ten text)")
        connection.execute("INSERT INTO chi_bo VALUES ('Chi bộ thôn Đồng Tâm')")
    with Redis.from_url(keeper.redis.url) as client:
        client.rpush("bulk", "việc")
    for folder in (keeper.postgres.data, keeper.redis.data):
        for process in processes_in(folder):
            process.send_signal(signal.SIGKILL)

    assert keeper.mend().started == ("Postgres", "Redis")

    with psycopg.connect(keeper.postgres.url) as connection:
        assert connection.execute("SELECT ten FROM chi_bo").fetchall() == [("Chi bộ thôn Đồng Tâm",)]
    with Redis.from_url(keeper.redis.url) as client:
        assert client.lrange("bulk", 0, -1) == ["việc".encode()]


def test_a_stale_note_with_a_number_in_use_by_another_program_is_no_obstacle(keeper: Keeper):
    keeper.postgres.stop()
    note = keeper.postgres.data / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{keeper.postgres.data}\n")
    assert not keeper.postgres.is_running()
    keeper.mend()
    assert keeper.postgres.is_running()


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_a_server_that_lives_and_does_not_answer_is_waited_for(keeper: Keeper, monkeypatch, name: str):
    answers = iter([False, False, True])
    server = getattr(keeper, name)
    before = processes_in(server.data)
    monkeypatch.setattr(server, "_answers", lambda: next(answers))
    server.start()
    assert processes_in(server.data) == before
    monkeypatch.setattr(server, "_answers", lambda: False)
    monkeypatch.setattr("archive.embedded.server.START_SECONDS", 0)
    with pytest.raises(SilentServerError):
        server.start()
    assert processes_in(server.data) == before


def test_a_cluster_half_made_is_made_again(tmp_path: Path):
    keeper = Keeper(tmp_path / "var", redis=False)
    draft = keeper.postgres.home / "data-draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    keeper.open()
    keeper.close()
    assert not draft.exists()


def test_a_taken_port_is_left_to_its_owner(tmp_path: Path):
    import socket

    keeper = Keeper(tmp_path / "var")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        keeper.postgres.port_file.write_text(f"{port}\n")
        keeper.redis.port_file.write_text(f"{port}\n")
        addresses = keeper.open()
        keeper.close()
    assert f":{port}" not in addresses.database_url + addresses.redis_url


def test_nobody_enters_without_the_password(keeper: Keeper):
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(keeper.postgres.url.replace(keeper.postgres.password, "mat-khau"))
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(keeper.postgres.url.replace("archive:", "postgres:"))
    with pytest.raises(AuthenticationError):
        Redis.from_url(keeper.redis.url.replace(f":{keeper.redis.password}@", "")).ping()


def test_secrets_are_for_their_owner_alone(keeper: Keeper):
    for path in [keeper.var / "secret", *(keeper.var / "secret").iterdir(), keeper.redis.data]:
        assert path.stat().st_mode & 0o077 == 0, path
    words = " ".join(" ".join(p.cmdline()) for p in processes_in(keeper.redis.data))
    assert keeper.redis.password not in words


def test_the_database_speaks_vietnamese_and_may_have_the_extensions(keeper: Keeper):
    with psycopg.connect(keeper.postgres.url) as connection:
        for name in ("unaccent", "pg_trgm", "btree_gin", "intarray"):
            connection.execute(f"CREATE EXTENSION {name}")
        row = connection.execute("SELECT 'ĐẢNG BỘ' ILIKE 'đảng bộ', current_setting('fsync')").fetchone()
        superuser = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (True, "on")
    assert superuser == (False,)


def test_processes_that_start_at_one_moment_share_one_secret(tmp_path: Path):
    folder = tmp_path / "not" / "yet"
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(secret, [folder / "django"] * 8))
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["django"]


def test_a_secret_is_made_once(tmp_path: Path):
    first = secret(tmp_path / "django")
    assert len(first) > 40
    assert secret(tmp_path / "django") == first


def test_the_preferred_port_is_kept_when_it_is_free():
    port = free_port()
    assert free_port(preferred=port) == port


def test_the_server_does_not_run_as_root(keeper: Keeper):
    postmaster = process_of(keeper.postgres.data / "postmaster.pid", keeper.postgres.data)
    assert postmaster is not None
    if os.geteuid() == 0 and server_identity().how == "namespace":
        own = Path("/proc/self/ns/user").readlink()
        assert Path(f"/proc/{postmaster.pid}/ns/user").readlink() != own
    elif os.geteuid() == 0:
        assert postmaster.uids().effective != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start it under another account")
def test_without_namespaces_root_starts_it_under_an_account_that_reaches_its_files(tmp_path: Path):
    for folder in (tmp_path / "run", tmp_path / "log", tmp_path / "secret"):
        folder.mkdir()
    tmp_path.chmod(0o700)
    postgres = Postgres(tmp_path, Identity("account", *unprivileged_account()))
    try:
        postgres.start()
        postmaster = process_of(postgres.data / "postmaster.pid", postgres.data)
        assert postmaster is not None
        assert postmaster.uids().effective == unprivileged_account()[0]
        assert tmp_path.stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "postgres").resolve() == postgres.home
    finally:
        postgres.stop()
        subprocess.run(["rm", "-rf", str(postgres.home)], check=True)


def test_a_stopped_server_leaves_no_process(keeper: Keeper):
    pids = [p.pid for p in processes_in(keeper.postgres.data)]
    keeper.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)
