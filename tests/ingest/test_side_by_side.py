"""Two workers on chunks that have something to do with each other."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from articles.ingest import copies, mentions, service, verdicts
from articles.models import Article, Document, State, UnitMention, Upload, Verdict
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
    assert set(Document.objects.values_list("state", flat=True)) == {State.INDEXED}


def test_a_verdict_and_a_new_text_at_once_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor's verdict and the worker lock the article before its mentions, both of them."""
    service.process_documents([received("a", Press())])
    mention = UnitMention.objects.order_by("pk").first()
    update = received("a", Press(number=9, extra=("Một đoạn mới của bài này.",)))
    replace = mentions.replace
    rewrites, faults = threading.Event(), []

    def slowly(*given: Any) -> bool:
        rewrites.set()
        # The verdict is under way by now, and must be waiting for the article alone.
        editor.join(PATIENCE / 10)
        return replace(*given)

    def decide() -> None:
        rewrites.wait(PATIENCE)
        try:
            verdicts.judge(mention, Verdict.CONFIRMED)
        except verdicts.MentionGoneError:
            pass
        except BaseException as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    monkeypatch.setattr(mentions, "replace", slowly)
    editor = threading.Thread(target=decide)
    editor.start()
    service.process_documents([update])
    editor.join(PATIENCE)
    assert faults == []
    assert not Document.objects.exclude(state=State.INDEXED).exists()


def test_a_verdict_on_a_mention_that_has_gone_is_told() -> None:
    service.process_documents([received("a", Press())])
    mention = UnitMention.objects.order_by("pk").first()
    UnitMention.objects.filter(pk=mention.pk).delete()
    with pytest.raises(verdicts.MentionGoneError):
        verdicts.judge(mention, Verdict.REFUSED)
