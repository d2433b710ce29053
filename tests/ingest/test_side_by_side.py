"""Two workers on chunks that have something to do with each other."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from articles.ingest import copies, service
from articles.models import Article, Document, State, Upload
from articles.reading import Delivered
from articles.records import Hints
from tests.press import Press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_rows")]

PATIENCE = 20.0


def received(name: str, press: Press) -> int:
    upload = service.open_upload(Upload.Door.COMMAND)
    hints = Hints(url=f"https://baolaichau.vn/{name}")
    (held,) = service.receive(
        upload, [Delivered(name=name, source_name=name, data=press.encode(), hints=hints)]
    )
    return held.pk


def test_a_new_text_and_a_new_unit_in_one_chunk_block_no_other_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first chunk must hold the lock of grouping only when it has no other row left to wait for."""
    service.process_documents([received("a", Press())])
    update = received("a", Press(number=9, extra=("Một đoạn mới của bài này.",)))
    new = received(
        "b", Press(headline="Kiên Mộc sơ kết quý II", commune="Kiên Mộc", extra=("Câu của bài b.",))
    )
    other = received(
        "c", Press(headline="Chuyện ở Kiên Mộc", commune="Kiên Mộc", extra=("Câu của bài c.",) * 3)
    )
    regroup = copies.regroup
    groups, waits = threading.Event(), threading.Event()
    faults: list[BaseException] = []

    def slowly(articles: Sequence[Article], **options: Any) -> set[int]:
        if threading.current_thread().name == "second":
            waits.set()
            return regroup(articles, **options)
        found = regroup(articles, **options)
        groups.set()
        # The second one comes so far only where it need not wait for a row of the first.
        waits.wait(PATIENCE / 10)
        return found

    def work(ids: list[int]) -> None:
        try:
            if threading.current_thread().name == "second":
                groups.wait(PATIENCE)
            service.process_documents(ids)
        except BaseException as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    monkeypatch.setattr(copies, "regroup", slowly)
    workers = [
        threading.Thread(target=work, args=(ids,), name=name)
        for name, ids in (("first", [update, new]), ("second", [other]))
    ]
    for each in workers:
        each.start()
    for each in workers:
        each.join(PATIENCE)
    assert faults == []
    assert set(Document.objects.values_list("state", flat=True)) == {State.DONE}
