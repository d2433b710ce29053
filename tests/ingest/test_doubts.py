"""Why an article is looked at, in what order, and when it leaves the queue."""

from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.ingest import doubts, reports, review, service, settle, store, verdicts
from articles.models import (
    Article,
    Decision,
    DirectiveMention,
    Document,
    MentionDecision,
    PublishingRules,
    RefusedValue,
    UnitMention,
    Upload,
    Verdict,
)
from articles.models.publishing import Rule
from articles.reading import Delivered
from articles.records import Hints
from search.indexing.models import SearchEntry
from tests import factories as make
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("mai")


def take_in(press: Press | str, name: str = "a.txt", **hints) -> Article:
    upload = service.open_upload(Upload.Door.COMMAND)
    delivered = Delivered(name=name, source_name=name, data=str(press).encode(), hints=Hints(**hints))
    (document,) = service.receive(upload, [delivered])
    service.process_document(document.pk)
    article = Document.objects.get(pk=document.pk).article
    assert article is not None
    return article


def parse_anew(article: Article) -> Article:
    service.reparse_article(article.pk)
    article.refresh_from_db()
    return article


def say(article: Article, monkeypatch, **proposals) -> Article:
    """Parse the article again with a parser that now says these things."""
    honest = settle.proposals

    def changed(report, findings):
        said = honest(report, findings)
        for field, (value, confidence) in proposals.items():
            said[field] = value and {"value": value, "span": None, "rule": "test", "confidence": confidence}
        return said

    monkeypatch.setattr(settle, "proposals", changed)
    return parse_anew(article)


def doubtful(proposed: dict) -> dict:
    """What the machine says, by a machine that is not sure of the province."""
    return {**proposed, "province": {**proposed["province"], "confidence": 0.4}}


def codes(article: Article) -> list[str]:
    return [key.partition(":")[0] for key in doubts.unseen(article)]


def test_a_report_that_lacks_nothing_waits_for_nobody() -> None:
    article = take_in(Press())
    assert (article.doubt, doubts.unseen(article)) == (0, [])
    assert list(Article.objects.to_review()) == []


def test_what_is_lacking_outweighs_all_that_is_only_unsure(monkeypatch) -> None:
    undated = take_in(Press(day=""), "a.txt")
    unsure = take_in(Press(headline="Bài thứ hai", commune="Lâm Ca"), "b.txt")
    say(unsure, monkeypatch, province=(unsure.province_id, 0.01), newspaper=(unsure.newspaper_id, 0.01))
    assert codes(undated) == ["no_date"]
    assert codes(unsure) == ["unsure", "unsure"]
    assert list(Article.objects.to_review()) == [undated, unsure]


def test_the_less_certain_stands_before_the_more_certain(monkeypatch) -> None:
    articles = [
        take_in(Press(headline=f"Bài thứ {n}", commune=name), f"{n}.txt")
        for n, name in enumerate(["Lâm Ca", "Bắc Lãng", "Kiên Mộc"])
    ]
    for article, confidence in zip(articles, (0.7, 0.2, 0.5), strict=True):
        with monkeypatch.context() as patch:
            say(article, patch, province=(article.province_id, confidence))
    assert list(Article.objects.to_review()) == [articles[1], articles[2], articles[0]]


def test_no_heap_of_light_doubts_outweighs_a_heavier_tier() -> None:
    tiers = sorted(doubts.Tier)
    for lower, higher in pairwise(tiers):
        assert lower * doubts._MOST[lower] < higher
    assert doubts.Tier.LACKS * doubts._MOST[doubts.Tier.LACKS] < 2**31


def test_what_an_editor_decided_is_asked_no_more(editor) -> None:
    article = take_in(Press(day=""))
    article = review.decide(article, "published_on", None, by=editor)
    assert article.doubt == 0
    assert parse_anew(article).doubt == 0


def test_accepting_a_value_decides_on_it_for_every_later_parser(editor, monkeypatch) -> None:
    article = take_in(Press())
    review.accept(article, ["title"], by=editor, reason="đúng bản in")
    decision = Decision.objects.get()
    assert (decision.value, decision.is_acceptance) == (Press().headline, True)
    article = say(article, monkeypatch, title=("Tít khác của bộ máy mới", 1.0))
    assert article.title == Press().headline
    assert codes(article) == ["differs"]


def test_a_correction_is_no_doubt_until_the_machine_says_something_new(editor, monkeypatch) -> None:
    article = take_in(Press())
    review.decide(article, "title", "Tít theo bản in", by=editor)
    assert parse_anew(article).doubt == 0
    article = say(article, monkeypatch, title=("Tít khác của bộ máy mới", 1.0))
    assert (article.title, codes(article)) == ("Tít theo bản in", ["differs"])


def test_a_refused_value_never_holds_again_and_another_one_is_new(editor, monkeypatch) -> None:
    article = take_in(Press())
    right = article.province_id
    other = make.province("Cao Bằng", "34")
    article = review.refuse(article, "province", by=editor, reason="bài kể chuyện nơi khác")
    assert (article.province_id, codes(article)) == (None, ["no_province"])
    assert parse_anew(article).province_id is None
    with monkeypatch.context() as patch:
        article = say(article, patch, province=(other.pk, 0.9))
        assert article.province_id == other.pk
    with monkeypatch.context() as patch:
        assert say(article, patch, province=(right, 0.99)).province_id is None
    refusal = RefusedValue.objects.get()
    assert (refusal.value, refusal.reason, str(refusal.by)) == (right, "bài kể chuyện nơi khác", "mai")


def test_what_was_refused_can_be_taken_after_all(editor) -> None:
    article = take_in(Press())
    was = article.province_id
    review.refuse(article, "province", by=editor)
    article = review.accept(article, ["province"], by=editor)
    assert article.province_id == was
    assert not RefusedValue.objects.filter(is_current=True).exists()


def test_a_province_that_rests_on_a_refused_paper_is_in_doubt(editor) -> None:
    article = take_in(Press())
    assert article.proposed["province"]["rule"].startswith("newspaper-") and not codes(article)
    article = review.refuse(article, "newspaper", by=editor)
    assert set(codes(article)) == {"no_newspaper", "unsure"}
    article = review.accept(article, ["province"], by=editor)
    assert codes(article) == ["no_newspaper"]


def test_giving_a_field_back_to_the_machine_lifts_its_refusals(editor) -> None:
    article = take_in(Press())
    was = article.province_id
    review.refuse(article, "province", by=editor)
    assert review.reopen(article, "province").province_id == was
    assert RefusedValue.objects.get().is_current is False


def test_an_accepted_article_leaves_and_comes_back_for_a_new_doubt_only(editor, monkeypatch) -> None:
    article = take_in(Press(day="", extra=("Chi bộ học tập Chỉ thị số 999-CT/TW của Ban Bí thư.",)))
    article = review.decide(article, "published_on", None, by=editor)
    assert codes(article) == ["unmatched"]
    article = review.close(article, by=editor)
    assert (article.doubt, article.reviewed_by) == (0, editor)
    assert article.published_on is None
    assert set(article.decisions.values_list("field", flat=True)) == {
        "title", "province", "newspaper", "byline", "published_on",
    }  # fmt: skip
    assert parse_anew(article).doubt == 0
    article = say(article, monkeypatch, published_on=("2021-04-15", 0.3))
    assert codes(article) == ["differs"]


def test_to_accept_an_article_settles_nothing_that_it_lacks(editor) -> None:
    article = take_in(Press(day="", extra=("Chi bộ học tập Chỉ thị số 999-CT/TW của Ban Bí thư.",)))
    article = review.close(article, by=editor)
    assert (codes(article), doubts.lacking(article)) == (["no_date"], ["published_on"])
    assert (article.reviewed_by, article.decisions.current().filter(field="title").count()) == (None, 1)
    assert codes(parse_anew(article)) == ["no_date"]
    review.accept(article, ["published_on"], by=editor)
    article.refresh_from_db()
    assert codes(article) == ["no_date"], "there is nothing to accept"
    article = review.decide(article, "published_on", None, by=editor)
    assert article.doubt == 0
    assert review.close(article, by=editor).reviewed_by == editor


def test_a_readers_report_stays_until_it_is_answered(editor) -> None:
    article = take_in(Press())
    report = reports.receive(article, reports.Reported("fact", "Bài đăng ngày 16, không phải ngày 15."))
    article.refresh_from_db()
    article = review.close(article, by=editor)
    assert (codes(article), article.reviewed_by) == (["reader_report"], editor)
    assert codes(parse_anew(article)) == ["reader_report"]
    reports.close(report, "answered", by=editor)
    article.refresh_from_db()
    assert article.doubt == 0


def test_what_a_reader_reports_outweighs_what_the_machine_says_of_mentions(editor) -> None:
    tiers = doubts.Tier
    assert tiers.MENTION < tiers.DIFFERS < tiers.READER < tiers.UNSURE < tiers.LACKS
    assert [tier for _name, tier in doubts.TIERS.values()] == sorted(tiers, reverse=True)


def test_a_whole_article_is_not_accepted_over_a_doubt_that_its_editor_did_not_see(editor) -> None:
    article = take_in(Press(day=""))
    with pytest.raises(review.ChangedMeanwhileError):
        review.close(article, by=editor, seen=["no_title"])
    assert not Decision.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_not_accepted_blindly(editor) -> None:
    article = take_in(Press())
    seen = review.state_of(article, "title", settle.editors_word(article))
    review.decide(article, "title", "Tít của người khác", by=editor)
    for act in (
        lambda: review.accept(article, ["title"], by=editor, seen=seen),
        lambda: review.refuse(article, "title", by=editor, seen=seen),
        lambda: review.decide(article, "title", "Tít thứ ba", by=editor, seen=seen),
    ):
        with pytest.raises(review.ChangedMeanwhileError):
            act()
    article.refresh_from_db()
    assert article.title == "Tít của người khác"


class TestMentions:
    """What words stand for: corrected, refused, added, through every parse."""

    def article(self) -> Article:
        extra = "Chi bộ học tập Chỉ thị số 05-CT/TW và Chỉ thị số 999-CT/TW của Ban Bí thư."
        return take_in(Press(extra=(extra,)))

    def cited(self, article: Article, number: str) -> DirectiveMention:
        return article.directivementions.filter(number=number).first()

    def test_an_unmatched_citation_is_the_lightest_of_the_machines_doubts(self) -> None:
        article = self.article()
        assert codes(article) == ["unmatched"]
        assert 0 < article.doubt < doubts.Tier.DIFFERS

    def test_a_judged_citation_is_asked_for_no_more(self, editor) -> None:
        article = self.article()
        verdicts.judge(self.cited(article, "999"), Verdict.CONFIRMED, by=editor)
        article.refresh_from_db()
        assert article.doubt == 0

    def test_a_corrected_target_survives_every_parse(self, editor) -> None:
        article = self.article()
        mention, record = self.cited(article, "999"), make.directive("99-CT/TW", 2014)
        verdicts.correct(mention, record.pk, by=editor, reason="in sai số")
        for _ in range(2):
            article = parse_anew(article)
            held = article.directivementions.filter(number="999")
            assert [(each.pk, each.directive_id) for each in held] == [(mention.pk, record.pk)]
            assert article.doubt == 0
        decision = MentionDecision.objects.get()
        assert (decision.act, decision.reason, str(decision.by)) == ("corrected", "in sai số", "mai")

    def test_where_the_machine_now_says_something_else_both_are_kept_and_asked_about(self, editor) -> None:
        article = self.article()
        mention, mine = self.cited(article, "999"), make.directive("99-CT/TW", 2014)
        verdicts.correct(mention, mine.pk, by=editor)
        theirs = make.directive("999-CT/TW", 2015)
        article = self.parsed_with(article, theirs)
        mention.refresh_from_db()
        assert mention.directive_id == mine.pk
        assert article.directivementions.filter(start=mention.start).count() == 1
        decision = MentionDecision.objects.get(is_current=True)
        assert decision.machine["target"] == theirs.pk
        assert codes(article) == ["mention_differs"]
        verdicts.keep(decision)
        assert self.parsed_with(article, theirs).doubt == 0

    def parsed_with(self, article: Article, record) -> Article:
        """Parse again with a parser that takes the unknown citation for this record."""
        from articles.ingest import authority

        honest = authority.directive_id
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                authority, "directive_id", lambda found: record.pk if found.number == "999" else honest(found)
            )
            return parse_anew(article)

    def test_a_refused_mention_does_not_come_back(self, editor) -> None:
        article = self.article()
        mention = article.unitmentions.first()
        verdicts.judge(mention, Verdict.REFUSED, by=editor)
        article = parse_anew(article)
        same = article.unitmentions.filter(start=mention.start, unit=mention.unit)
        assert [each.verdict for each in same] == [Verdict.REFUSED]

    def test_a_mention_that_the_machine_missed_is_added_and_stays(self, editor) -> None:
        article = self.article()
        words = "Nông Văn Thạch"
        start = article.text.index(words)
        unit = make.unit("Chi bộ thôn Nà Thạch")
        made = verdicts.add(article, "unit", start, start + len(words), unit.pk, by=editor)
        again = verdicts.add(article, "unit", start, start + len(words), unit.pk, by=editor)
        assert made == again
        article = parse_anew(article)
        held = UnitMention.objects.get(unit=unit)
        assert (held.pk, held.surface, held.origin) == (made.pk, words, "editor")
        assert SearchEntry.objects.filter(article=article, unit_ids__contains=[unit.pk]).exists()

    def test_a_name_within_a_confirmed_longer_name_stays(self, editor) -> None:
        article = self.article()
        inner = article.placementions.order_by("start").first()
        outer = make.mention(UnitMention, article, inner.surface, unit=make.unit("Đảng bộ xã Châu Sơn (x)"))
        verdicts.judge(outer, Verdict.CONFIRMED, by=editor)
        count = article.placementions.count()
        assert parse_anew(article).placementions.count() == count

    def test_a_verdict_is_taken_back(self, editor) -> None:
        article = self.article()
        mention = self.cited(article, "999")
        verdicts.judge(mention, Verdict.CONFIRMED, by=editor)
        verdicts.judge(mention, Verdict.NONE, by=editor)
        article.refresh_from_db()
        assert codes(article) == ["unmatched"]
        assert list(MentionDecision.objects.values_list("act", "is_current")) == [
            ("reopened", True),
            ("confirmed", False),
        ]

    def test_a_figure_stands_for_no_record(self, editor) -> None:
        article = self.article()
        figure = make.figure(article, "7 buổi sinh hoạt")
        with pytest.raises(ValueError, match="7 buổi"):
            verdicts.correct(figure, 1, by=editor)


class TestPublishing:
    """Where the rules say so, what is doubtful waits for an editor."""

    @pytest.fixture(autouse=True)
    def careful(self) -> None:
        PublishingRules.objects.create(pk=PublishingRules.ONLY, ingested=Rule.SURE)

    def is_found(self, article: Article) -> bool:
        return SearchEntry.objects.filter(article=article).exists()

    def test_what_is_sure_publishes_itself(self) -> None:
        article = take_in(Press())
        assert article.state == Article.State.PUBLISHED and self.is_found(article)

    def test_what_is_doubtful_waits_unseen(self, client) -> None:
        article = take_in(Press(day=""))
        assert article.state == Article.State.WAITING and not self.is_found(article)
        for address in (article.get_absolute_url(), f"/bai-viet/{article.pk}/goc/"):
            assert client.get(address).status_code == 404
        assert client.get(f"/bai-viet/{article.pk}/trich-dan.bib").status_code == 404
        assert f"/bai-viet/{article.pk}/".encode() not in client.get("/sitemap-bai-viet.xml").content

    def test_it_is_published_once_an_editor_has_accepted_it(self, editor, client, monkeypatch) -> None:
        with monkeypatch.context() as patch:
            honest = settle.proposals
            patch.setattr(settle, "proposals", lambda *found: doubtful(honest(*found)))
            article = take_in(Press())
        assert article.state == Article.State.WAITING
        article = review.close(article, by=editor)
        assert article.state == Article.State.PUBLISHED and self.is_found(article)
        assert client.get(article.get_absolute_url()).status_code == 200

    def test_accepted_but_lacking_something_it_waits_until_that_is_decided(self, editor) -> None:
        article = review.close(take_in(Press(day="")), by=editor)
        assert article.state == Article.State.WAITING and not self.is_found(article)
        article = review.decide(article, "published_on", None, by=editor)
        assert article.state == Article.State.PUBLISHED and self.is_found(article)

    def test_it_is_published_once_nothing_is_lacking(self, editor) -> None:
        article = take_in(Press(day=""))
        article = review.decide(article, "published_on", "2021-04-15", by=editor)
        assert article.state == Article.State.PUBLISHED and self.is_found(article)

    def test_a_light_doubt_keeps_nobody_from_reading(self) -> None:
        article = take_in(Press(extra=("Chi bộ học tập Chỉ thị số 999-CT/TW của Ban Bí thư.",)))
        assert codes(article) == ["unmatched"]
        assert article.state == Article.State.PUBLISHED

    def test_what_readers_have_seen_does_not_go_back_to_waiting(self, monkeypatch) -> None:
        article = take_in(Press())
        article = say(article, monkeypatch, published_on=(None, 0))
        assert codes(article) == ["no_date"]
        assert article.state == Article.State.PUBLISHED

    def test_rules_taken_back_publish_what_waits(self) -> None:
        article = take_in(Press(day=""))
        PublishingRules.objects.update(ingested=Rule.ALL)
        call_command("weigh_doubts")
        article.refresh_from_db()
        assert article.state == Article.State.PUBLISHED and self.is_found(article)


def test_doubtful_articles_are_published_where_nothing_is_set() -> None:
    assert take_in(Press(day="")).state == Article.State.PUBLISHED


def test_a_withdrawn_article_waits_for_nobody(editor) -> None:
    article = take_in(Press(day=""))
    article = store.decide(article, {"state": Article.State.WITHDRAWN.value}, by=editor)
    assert article.doubt == 0
    assert store.withdraw_decisions(article, {"state"}).doubt > 0


def test_other_parts_may_bring_doubts_of_their_own(monkeypatch) -> None:
    article = take_in(Press())
    reported: list[str] = ["7"]
    monkeypatch.setattr(doubts, "_sources", [])
    doubts.also_from(lambda _article: (doubts.Doubt(doubts.READER_REPORT, each) for each in reported))
    assert review.weigh_anew([article.pk]) == 1
    article.refresh_from_db()
    assert article.doubts == ["reader_report:7"] and article.doubt == doubts.Tier.READER
    reported.clear()
    review.weigh_anew([article.pk])
    article.refresh_from_db()
    assert article.doubt == 0


def test_weighing_again_brings_what_was_stored_before_into_the_queue() -> None:
    article = take_in(Press(day=""))
    Article.objects.update(doubt=0, doubts=[])
    call_command("weigh_doubts")
    article.refresh_from_db()
    assert codes(article) == ["no_date"]


def test_the_queue_is_read_from_its_index() -> None:
    from django.db import connection

    take_in(Press(day=""))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        plan = Article.objects.to_review().only("pk")[:20].explain()
    assert "article_to_review" in plan and "Sort" not in plan
