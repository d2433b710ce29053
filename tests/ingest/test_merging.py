"""Two records that are one: what counts for the survivor, what comes back, what is refused."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from articles.ingest import acts, merging, service
from articles.ingest.acts import RefusedError
from articles.ingest.reference_rows import load_reference
from articles.models import (
    Article,
    AuthorityAct,
    Directive,
    DirectiveMention,
    Newspaper,
    Unit,
    UnitMention,
    Upload,
)
from articles.reading import Delivered
from articles.records import Hints
from search.indexing.models import SearchEntry
from tests import factories as make
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]


@pytest.fixture
def mai(db):
    return get_user_model().objects.create_user("mai")


def deliver(*texts: Press, **hints: str) -> list[Article]:
    upload = service.open_upload(Upload.Door.COMMAND)
    found = [
        Delivered(
            name="bai.txt", source_name=f"{text.headline}.txt", data=text.encode(), hints=Hints(**hints)
        )
        for text in texts
    ]
    documents = service.receive(upload, found)
    service.process_documents([document.pk for document in documents])
    return [Article.objects.get(documents=document) for document in documents]


def entry(article: Article) -> SearchEntry:
    return SearchEntry.objects.get(pk=article.pk)


def named(name: str) -> Unit:
    return Unit.objects.get(name=name)


def merge(record, into, mai) -> AuthorityAct:
    return merging.merge(record, into=into, by=mai, reason="một tổ chức, hai cách gọi")


CHAU_SON = "Đảng bộ xã Châu Sơn"
OTHER = Press(headline="Đảng bộ xã Lâm Ca làm theo Bác", commune="Lâm Ca", number=12)


def test_the_index_and_the_old_address_follow_a_merger_at_once(mai, client: Client) -> None:
    (article,) = deliver(Press())
    unit, into = named(CHAU_SON), make.unit("Đảng bộ xã Châu Sơn mới")
    act = merge(unit, into, mai)
    assert act.is_finished
    assert into.pk in entry(article).unit_ids and unit.pk not in entry(article).unit_ids
    answer = client.get(f"/don-vi/{unit.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/don-vi/{into.slug}/")
    assert client.get(f"/don-vi/{into.slug}/").context["count"] == 1
    found = client.get("/tim-kiem/", {"unit": unit.slug})
    assert (found.status_code, found["Location"]) == (301, f"/tim-kiem/?unit={into.slug}")
    answer = client.get("/api/v1/search", {"unit": unit.slug}).json()
    assert answer["count"] == 1
    call_command("check_archive")


def test_undoing_restores_what_was_and_leaves_what_came_later_to_the_survivor(mai, client: Client) -> None:
    (before,) = deliver(Press())
    unit, into = named(CHAU_SON), make.unit("Đảng bộ xã Châu Sơn mới")
    was = list(UnitMention.objects.order_by("pk").values())
    act = merge(unit, into, mai)
    (later,) = deliver(Press(headline="Châu Sơn kết nạp đảng viên mới", number=31, day="20/06/2021"))
    assert not UnitMention.objects.filter(article=later, unit=unit).exists()
    merging.undo(act, by=mai, reason="hai tổ chức khác nhau")
    assert list(UnitMention.objects.filter(article=before).order_by("pk").values()) == was
    assert unit.pk in entry(before).unit_ids and into.pk not in entry(before).unit_ids
    assert into.pk in entry(later).unit_ids and unit.pk not in entry(later).unit_ids
    assert client.get(f"/don-vi/{unit.slug}/").status_code == 200
    act.refresh_from_db()
    assert (act.undone_by, act.undo_reason) == (mai, "hai tổ chức khác nhau")
    call_command("check_archive")


def test_parsing_again_while_merged_moves_nothing(mai) -> None:
    (article,) = deliver(Press())
    unit, into = named(CHAU_SON), make.unit("Đảng bộ xã Châu Sơn mới")
    document = Directive.objects.get(key="05-CT/TW/2016")
    other = make.directive("05-CT/TW", 2099)
    paper, one_paper = article.newspaper, make.newspaper("Báo và Đài Lạng Sơn")
    was = [list(kind.objects.order_by("pk").values()) for kind in (UnitMention, DirectiveMention)]
    done = [merge(unit, into, mai), merge(document, other, mai), merge(paper, one_paper, mai)]
    assert not service.reparse_article(article.pk)
    article.refresh_from_db()
    assert article.newspaper == one_paper
    for act in reversed(done):
        merging.undo(act, by=mai, reason="nhầm")
    assert [list(kind.objects.order_by("pk").values()) for kind in (UnitMention, DirectiveMention)] == was
    article.refresh_from_db()
    assert (article.newspaper, entry(article).newspaper_id) == (paper, paper.pk)
    assert document.pk in entry(article).directive_ids
    call_command("check_archive")


def test_a_document_is_found_under_its_survivor_on_its_page_and_in_the_report(mai, client: Client) -> None:
    (article,) = deliver(Press())
    document, other = Directive.objects.get(key="05-CT/TW/2016"), make.directive("05-CT/TW", 2099)
    act = merge(document, other, mai)
    assert entry(article).directive_ids == [other.pk]
    assert client.get(f"/van-kien/{document.slug}/")["Location"] == f"/van-kien/{other.slug}/"
    page = client.get(f"/van-kien/{other.slug}/")
    assert page.context["count"] == 1
    assert [passage.article for passage in page.context["passages"].found] == [article]
    assert f"/van-kien/{other.slug}/" in client.get(article.get_absolute_url()).content.decode()
    assert document.slug not in client.get("/van-kien/").content.decode()
    (later,) = deliver(OTHER)
    assert DirectiveMention.objects.get(article=later).directive == other
    merging.undo(act, by=mai, reason="hai văn kiện")
    assert client.get(f"/van-kien/{document.slug}/").status_code == 200
    assert DirectiveMention.objects.get(article=later).directive == other


def test_a_newspapers_reports_bear_the_survivors_name_and_get_theirs_back(mai, client: Client) -> None:
    (article,) = deliver(Press(), newspaper="Báo Lạng Sơn điện tử")
    paper, into = article.newspaper, Newspaper.objects.get(name="Báo Lạng Sơn")
    assert paper.name == "Báo Lạng Sơn điện tử"
    act = merge(paper, into, mai)
    article.refresh_from_db()
    assert (article.newspaper, entry(article).newspaper_id) == (into, into.pk)
    assert client.get(f"/bao/{paper.slug}/")["Location"] == f"/bao/{into.slug}/"
    (later,) = deliver(OTHER, newspaper="Báo Lạng Sơn điện tử")
    assert later.newspaper == into
    merging.undo(act, by=mai, reason="hai tờ báo")
    article.refresh_from_db()
    later.refresh_from_db()
    assert (article.newspaper, later.newspaper) == (paper, into)
    call_command("check_archive")


def test_what_an_editor_decided_of_a_paper_counts_for_its_survivor(mai) -> None:
    from articles.ingest import store

    (article,) = deliver(Press())
    paper, into = make.newspaper("Tạp chí Xứ Lạng"), make.newspaper("Tạp chí Văn nghệ Xứ Lạng")
    store.decide(article, {"newspaper": paper.pk}, by=mai)
    act = merge(paper, into, mai)
    service.reparse_article(article.pk)
    article.refresh_from_db()
    assert article.newspaper == into
    assert article.decisions.current().get(field="newspaper").value == paper.pk
    merging.undo(act, by=mai, reason="nhầm")
    article.refresh_from_db()
    assert article.newspaper == paper


def test_a_chain_of_mergers_ends_at_the_last_and_comes_apart_in_any_order(mai, client: Client) -> None:
    (article,) = deliver(Press())
    first, second, third = named(CHAU_SON), make.unit("Đảng ủy xã Châu Sơn"), make.unit("Đảng bộ Châu Sơn")
    one = merge(first, second, mai)
    two = merge(second, third, mai)
    assert third.pk in entry(article).unit_ids and second.pk not in entry(article).unit_ids
    assert client.get(f"/don-vi/{first.slug}/")["Location"] == f"/don-vi/{third.slug}/"
    merging.undo(one, by=mai, reason="nhầm")
    assert first.pk in entry(article).unit_ids and third.pk not in entry(article).unit_ids
    assert client.get(f"/don-vi/{second.slug}/")["Location"] == f"/don-vi/{third.slug}/"
    merging.undo(two, by=mai, reason="nhầm")
    assert client.get(f"/don-vi/{second.slug}/").status_code == 200
    call_command("check_archive")


def test_what_makes_no_sense_is_refused_and_changes_nothing(mai) -> None:
    first, second, third = make.unit("Chi bộ một"), make.unit("Chi bộ hai"), make.unit("Chi bộ ba")
    act = merge(first, second, mai)
    for record, into in (
        (second, second),  # itself
        (second, first),  # a ring
        (first, third),  # merged already
        (third, first),  # what was merged survives nothing
        (third, make.newspaper()),  # another list
    ):
        with pytest.raises(RefusedError):
            merge(record, into, mai)
    assert AuthorityAct.objects.count() == 1
    merging.undo(act, by=mai, reason="nhầm")
    with pytest.raises(RefusedError):
        merging.undo(act, by=mai, reason="hai lần")


def test_the_reference_data_never_revive_what_was_merged(mai) -> None:
    document, other = Directive.objects.get(key="05-CT/TW/2016"), make.directive("05-CT/TW", 2099)
    paper, into = Newspaper.objects.get(name="Báo Lạng Sơn"), make.newspaper("Báo và Đài Lạng Sơn")
    merge(document, other, mai)
    merge(paper, into, mai)
    load_reference()
    (article,) = deliver(Press())
    assert article.newspaper == into
    assert entry(article).directive_ids == [other.pk]
    document.refresh_from_db()
    assert document.merged_into == other


def test_many_articles_follow_in_chunks_that_may_be_lost_and_done_twice(mai, monkeypatch) -> None:
    monkeypatch.setattr(acts, "AT_ONCE", 1)
    monkeypatch.setattr(acts, "CHUNK", 2)
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ xã Kiên Mộc mới")
    words = "Đảng bộ xã Kiên Mộc"
    articles = [make.article(f"Bài số {number}", units=[(words, unit)]) for number in range(5)]
    act = merge(unit, into, mai)
    assert (act.is_finished, act.done, act.total) == (False, 0, 5)
    assert acts.carry_on(act.pk, most=1)
    act.refresh_from_db()
    assert (act.is_finished, act.done) == (False, 2)
    AuthorityAct.objects.update(done=0)  # as after a crash between the chunk and its count
    assert not acts.carry_on(act.pk)
    assert not acts.carry_on(act.pk)
    assert all(entry(article).unit_ids == [into.pk] for article in articles)
    act.refresh_from_db()
    assert (act.is_finished, act.done) == (True, 5)


def test_an_act_whose_task_was_lost_is_found_again_once(mai, monkeypatch) -> None:
    from datetime import timedelta

    monkeypatch.setattr(acts, "AT_ONCE", 0)
    unit, into = make.unit("Đảng bộ xã Kiên Mộc"), make.unit("Đảng bộ xã Kiên Mộc mới")
    make.article(units=[("Đảng bộ xã Kiên Mộc", unit)])
    act = merge(unit, into, mai)
    assert acts.forgotten() == []
    assert acts.forgotten(timedelta(0)) == [act.pk]
    assert acts.forgotten() == []


def test_the_act_and_the_records_history_say_who_and_why(mai) -> None:
    unit, into = make.unit("Chi bộ một"), make.unit("Chi bộ hai")
    act = merge(unit, into, mai)
    assert (act.by, act.reason, act.record, act.target) == (
        mai,
        "một tổ chức, hai cách gọi",
        unit.pk,
        into.pk,
    )
    last = Unit.history.filter(id=unit.pk).first()
    assert (last.history_user, last.history_change_reason) == (mai, "một tổ chức, hai cách gọi")
