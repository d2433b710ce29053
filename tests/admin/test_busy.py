"""Whoever acts while the archive is storing waits for a moment only, and loses nothing that was typed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.admin.history import articles as article_history
from articles.ingest import acts, copies, copy_rulings, identity, merging, store
from articles.models import Article, AuthorityAct, CopyRuling, Directive, DirectiveMention, lineage
from tests import factories as make
from tests.admin.test_authorities import address, citing
from tests.ingest.test_copies import grouped, report, stored, without

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

TYPED = "đã đối chiếu hai bản in"
Held = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """What somebody else's transaction holds, by the statement that takes it; nobody waits for it long."""
    monkeypatch.setattr(acts, "PATIENCE", 0.1)

    @contextmanager
    def holding(statement: str, *values: object) -> Iterator[None]:
        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
            other.execute(statement, values)
            yield
            other.rollback()

    return holding


def storing(held: Held) -> AbstractContextManager[None]:
    """A chunk that is being stored."""
    return held("SELECT pg_advisory_xact_lock_shared(%s)", acts._LOCK)


def rows(held: Held, *articles: Article) -> AbstractContextManager[None]:
    """Articles that are being written."""
    wanted = [each.pk for each in articles]
    return held("SELECT 1 FROM articles_article WHERE id = ANY(%s) FOR UPDATE", wanted)


def came_back(answer, *typed: str) -> str:
    """The page, with what was typed and why nothing was done."""
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Kho đang cất bài" in words
    for each in (TYPED, *typed):
        assert each in words
    return words


def test_a_merger(chief_desk: Client, held: Held) -> None:
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ Kiên Mộc")
    said = {"typed": f"#{into.pk}", "keep": "nay", "reason": TYPED}
    with storing(held):
        came_back(chief_desk.post(address(unit, "merge"), said), f'value="#{into.pk}"', 'value="nay"')
    assert not AuthorityAct.objects.exists()
    assert chief_desk.post(address(unit, "merge"), said).status_code == 302


def test_a_merger_taken_back(chief_desk: Client, held: Held) -> None:
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ Kiên Mộc")
    act = merging.merge(unit, into=into, by=None, reason="một")
    with storing(held):
        came_back(chief_desk.post(address(act, "undo"), {"reason": TYPED}))
    assert not AuthorityAct.objects.get().is_undone


def test_a_split(chief_desk: Client, held: Held) -> None:
    document, other = Directive.objects.get(key="05-CT/TW/2016"), make.directive("05-CT/TU", 2012)
    citing(2013)
    DirectiveMention.objects.update(directive=document, status="resolved")
    said = {"forms": "chỉ thị|05|", "last_year": "2015", "typed": f"#{other.pk}", "reason": TYPED}
    with storing(held):
        came_back(chief_desk.post(address(document, "split"), said), 'value="2015"', f'value="#{other.pk}"')
    assert not AuthorityAct.objects.exists()


@pytest.mark.parametrize("refuses", [False, True])
def test_a_ruling_on_mentions(chief_desk: Client, held: Held, refuses: bool) -> None:
    article = citing(2018)
    said = {"form": "chỉ thị|05|", "first_year": "2017", "typed": "05-CT/TW/2016", "reason": TYPED}
    said |= {"refuse": "1", "typed": ""} if refuses else {}
    with rows(held, article) if refuses else storing(held):
        answer = chief_desk.post(reverse("admin:articles_directive_unresolved_group"), said)
        came_back(answer, 'value="2017"')
    assert not AuthorityAct.objects.exists()
    assert article.directivementions.get().verdict == ""


def test_a_ruling_on_copies(chief_desk: Client, held: Held) -> None:
    first, second = stored(report()), stored(without(report(), 0.2))
    grouped(first, second)
    sent = {"trai": first.pk, "phai": second.pk, "seen": "", "_together": "1", "reason": TYPED}
    (key,) = identity.lock_numbers(copies.LOCK)
    with held("SELECT pg_advisory_xact_lock(%s)", key):
        came_back(chief_desk.post(reverse("admin:articles_copygroup_compare"), sent))
    assert not CopyRuling.objects.exists()
    made = copy_rulings.rule_together([first.pk, second.pk], by=get_user_model().objects.get())
    with held("SELECT pg_advisory_xact_lock(%s)", key):
        undoing = reverse("admin:articles_copyruling_change", args=[made.pk])
        assert "Kho đang cất bài" in chief_desk.post(undoing, {"_undo": "1"}, follow=True).content.decode()
    assert CopyRuling.objects.get().undone_at is None


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_a_withdrawal_and_what_takes_it_back(chief_desk: Client, held: Held, state: str) -> None:
    article = make.article(state=state)
    act = "withdraw" if state == "published" else "bring_back"
    with rows(held, article):
        came_back(chief_desk.post(address(article, act), {"reason": TYPED}))
    article.refresh_from_db()
    assert article.state == state


@pytest.mark.parametrize("action", ["withdraw_chosen", "decide_chosen"])
def test_an_act_on_many(chief_desk: Client, held: Held, action: str) -> None:
    articles, paper = [make.article(), make.article()], make.newspaper("Báo Nhân Dân")
    sent = {"action": action, "_selected_action": [each.pk for each in articles], "confirmed": "1"}
    sent |= {"reason": TYPED, "newspaper": paper.pk}
    with rows(held, articles[1]):
        answer = chief_desk.post(reverse("admin:articles_article_changelist"), sent)
        chosen = f'value="{paper.pk}" selected' if action == "decide_chosen" else ""
        came_back(answer, chosen, *(f'value="{each.pk}"' for each in articles))
    assert set(Article.objects.values_list("state", flat=True)) == {"published"}
    assert not Article.objects.filter(newspaper=paper).exists()


def test_an_earlier_state_restored(chief_desk: Client, held: Held) -> None:
    article = make.article()
    store.decide(article, {"title": "Tít của biên tập viên"}, by=get_user_model().objects.get())
    line = article_history.lines(article)[-1]
    (step,) = article_history.steps(article, line.ref)
    sent = {"den": line.ref, "steps": [step.key], "reason": TYPED}
    with rows(held, article):
        came_back(chief_desk.post(address(article, "restore"), sent), f'value="{step.key}" checked')
    article.refresh_from_db()
    assert article.title == "Tít của biên tập viên"


def test_nobody_closes_a_ring_from_its_other_side(held: Held) -> None:
    upper = make.unit("Huyện ủy Đình Lập")
    lower, other = make.unit("Đảng bộ xã Kiên Mộc", parent=upper), make.unit("Đảng bộ Kiên Mộc")
    with held("SELECT pg_advisory_xact_lock(%s)", lineage._LOCK):
        with pytest.raises(acts.BusyError):
            merging.merge(lower, into=other, by=None, reason="một")
        with pytest.raises(acts.BusyError), acts.promptly():
            lower.full_clean()


def test_articles_that_others_hold_follow_a_merger_later(chief_desk: Client, held: Held) -> None:
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ Kiên Mộc")
    article = make.article(units=[("Đảng bộ xã Kiên Mộc", unit)])
    with rows(held, article):
        act = merging.merge(unit, into=into, by=None, reason="một")
    assert (act.is_finished, act.done, act.total) == (False, 0, 1)
    acts.carry_on(act.pk)
    assert AuthorityAct.objects.get().is_finished


def test_a_fault_of_another_kind_is_none_of_its_business(chief_desk: Client, monkeypatch) -> None:
    from django.db import OperationalError

    def gone(*_args: object, **_named: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(acts, "alone", gone)
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ Kiên Mộc")
    answer = chief_desk.post(address(unit, "merge"), {"typed": f"#{into.pk}", "keep": "kia", "reason": TYPED})
    assert answer.status_code == 503
    assert "Kho tạm thời không trả lời được" in answer.content.decode()
