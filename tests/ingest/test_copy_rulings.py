"""What editors rule on near-copies stands over the words: in groups, in search, with new texts and prints."""

import random
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from articles.ingest import copies, copy_groups, copy_rulings, ruled_copies
from articles.ingest.copy_rulings import RulingError, rule_apart, rule_together, undo
from articles.ingest.parting import Ruling, parted
from articles.models import Article, CopyGroup, CopyRuling, CopySignature
from search.answering.answer import answer
from search.asking.request import SearchRequest
from search.indexing.index import write_entries
from tests.ingest.test_copies import ADDED, complaints, grouped, groups, other_report, report, rewrite, stored

FIRST, SECOND, THIRD, FOURTH = 1, 2, 3, 4


def together(number: int, *articles: int) -> Ruling:
    return Ruling(number, (set(articles), set()))


def apart(number: int, one: int, other: int) -> Ruling:
    return Ruling(number, ({one}, {other}))


def close(*pairs: tuple[int, int]):
    return lambda one, other: 0.9 if (one, other) in pairs or (other, one) in pairs else 0.5


class TestParting:
    def test_without_a_ruling_everything_stays_together(self) -> None:
        assert parted([FIRST, SECOND], [], close()) == [{FIRST, SECOND}]

    def test_what_nobody_ruled_on_goes_with_what_it_is_most_alike_to(self) -> None:
        rulings = [apart(1, FIRST, SECOND)]
        assert parted([FIRST, SECOND, THIRD], rulings, close((SECOND, THIRD))) == [{FIRST}, {SECOND, THIRD}]
        assert parted([FIRST, SECOND, THIRD], rulings, close((FIRST, THIRD))) == [{FIRST, THIRD}, {SECOND}]

    def test_the_newer_of_two_contrary_rulings_holds(self) -> None:
        assert parted([FIRST, SECOND], [apart(1, FIRST, SECOND), together(2, FIRST, SECOND)], close()) == [
            {FIRST, SECOND}
        ]
        assert parted([FIRST, SECOND], [together(1, FIRST, SECOND), apart(2, FIRST, SECOND)], close()) == [
            {FIRST},
            {SECOND},
        ]

    def test_what_was_ruled_one_report_leaves_a_group_whole(self) -> None:
        rulings = [together(1, FIRST, THIRD), apart(2, FIRST, SECOND)]
        assert parted([FIRST, SECOND, THIRD], rulings, close((SECOND, THIRD))) == [{FIRST, THIRD}, {SECOND}]

    def test_the_order_of_the_articles_plays_no_part(self) -> None:
        chance = random.Random(5)
        articles = list(range(1, 8))
        rates = {(a, b): chance.random() for a in articles for b in articles if a < b}
        rulings = [apart(1, 2, 5), together(2, 3, 7), apart(3, 3, 1), together(4, 4, 5), apart(5, 6, 4)]
        found = parted(articles, rulings, lambda *pair: rates[min(pair), max(pair)])
        for _ in range(20):
            chance.shuffle(articles)
            chance.shuffle(rulings)
            again = parted(articles, rulings, lambda *pair: rates[min(pair), max(pair)])
            assert again == found
        assert not any({2, 5} <= group or {1, 3} <= group or {4, 6} <= group for group in found)
        assert any({3, 7} <= group for group in found)


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_user("mai")


@pytest.fixture
def pair(db) -> tuple[Article, Article]:
    """Two prints that the machine takes for one report."""
    first, second = stored(report()), stored([*report(), ADDED])
    grouped(first, second)
    assert second.cluster == first.pk
    return first, second


def grouped_from_nothing() -> dict[int, int | None]:
    CopySignature.objects.all().delete()
    with transaction.atomic():
        copies.regroup(list(Article.objects.order_by("pk")))
    return groups()


def listed() -> dict[int, tuple[int, int]]:
    return {row.pk: (row.size, row.open) for row in CopyGroup.objects.all()}


class TestApart:
    def test_two_reports_are_in_no_group(self, pair, editor) -> None:
        ruling = rule_apart([pair[0].pk], [pair[1].pk], by=editor, reason="báo huyện viết lại")
        assert set(groups().values()) == {None}
        assert listed() == {}
        assert not pair[0].copies().exists()
        assert (ruling.by, ruling.reason) == (editor, "báo huyện viết lại")
        assert complaints() == []

    def test_the_ruling_outlives_regrouping_from_nothing(self, pair, editor) -> None:
        rule_apart([pair[0].pk], [pair[1].pk], by=editor)
        call_command("group_copies", verbosity=0)
        assert set(groups().values()) == {None}
        assert set(grouped_from_nothing().values()) == {None}

    def test_the_ruling_outlives_a_new_text(self, pair, editor) -> None:
        rule_apart([pair[0].pk], [pair[1].pk], by=editor)
        rewrite(pair[1], other_report())
        rewrite(pair[1], report())
        assert set(groups().values()) == {None}

    def test_a_new_print_goes_with_the_report_it_is_most_alike_to(self, pair, editor) -> None:
        first, second = pair
        rule_apart([first.pk], [second.pk], by=editor)
        third = stored([*report(), ADDED], "Đăng lại")
        assert grouped(third) == {second.pk, third.pk}
        assert groups() == {first.pk: None, second.pk: second.pk, third.pk: second.pk}
        assert complaints() == []

    def test_a_new_print_between_two_reports_does_not_join_them(self, editor) -> None:
        text = report()
        one, like_one = stored(text[:7]), stored(text[:7])
        two, like_two = stored(text[3:]), stored(text[3:])
        grouped(one, like_one, two, like_two)
        rule_apart([one.pk], [two.pk], by=editor)
        bridge = stored(text)
        grouped(bridge)
        held = groups()
        assert held[one.pk] == held[like_one.pk] == one.pk
        assert held[two.pk] == held[like_two.pk] == two.pk
        assert held[bridge.pk] in (one.pk, two.pk)
        assert grouped_from_nothing() == held

    def test_undone_the_words_hold_again(self, pair, editor) -> None:
        ruling = rule_apart([pair[0].pk], [pair[1].pk], by=editor)
        assert undo(ruling, by=editor)
        assert set(groups().values()) == {pair[0].pk}
        assert not undo(ruling, by=editor)
        kept = CopyRuling.objects.get()
        assert kept.undone_by == editor
        assert kept.undone_at is not None


class TestTogether:
    def test_an_editor_ties_what_the_words_do_not(self, editor) -> None:
        first, second = stored(report()), stored(other_report())
        grouped(first, second)
        rule_together([first.pk, second.pk], by=editor)
        assert set(groups().values()) == {first.pk}
        assert listed() == {first.pk: (2, 0)}
        assert complaints() == []
        call_command("group_copies", verbosity=0)
        assert set(grouped_from_nothing().values()) == {first.pk}

    def test_it_outlives_a_new_text(self, pair, editor) -> None:
        rule_together([each.pk for each in pair], by=editor)
        rewrite(pair[1], other_report())
        assert set(groups().values()) == {pair[0].pk}

    def test_prints_of_both_are_of_the_group(self, editor) -> None:
        first, like_first = stored(report()), stored(report())
        second, like_second = stored(other_report()), stored(other_report())
        grouped(first, like_first, second, like_second)
        rule_together([first.pk, second.pk], by=editor)
        assert set(groups().values()) == {first.pk}
        late = stored(other_report())
        grouped(late)
        assert late.cluster == first.pk

    def test_a_ruled_group_waits_no_more_until_another_wording_joins(self, pair, editor) -> None:
        assert listed() == {pair[0].pk: (2, 1)}
        rule_together([each.pk for each in pair], by=editor)
        assert listed() == {pair[0].pk: (2, 0)}
        grouped(stored([*report(), ADDED]))
        assert listed() == {pair[0].pk: (3, 0)}
        grouped(stored(report()[:7]))
        assert listed() == {pair[0].pk: (4, 1)}

    def test_the_later_ruling_holds_and_undone_the_earlier(self, pair, editor) -> None:
        numbers = [each.pk for each in pair]
        rule_together(numbers, by=editor)
        later = rule_apart(numbers[:1], numbers[1:], by=editor)
        assert set(groups().values()) == {None}
        assert ruled_copies.latest_on(numbers) == later
        undo(later, by=editor)
        assert set(groups().values()) == {pair[0].pk}
        assert listed() == {pair[0].pk: (2, 0)}


def test_groups_do_not_hang_on_the_order_in_which_prints_came(editor) -> None:
    texts = [report(), [*report(), ADDED], report()[:8], other_report()]
    seen = set()
    for order in permutations(range(4)):
        Article.objects.all().delete()
        made: dict[int, Article] = {}
        for number in sorted(order):
            made[number] = stored(texts[number])
        rule_apart([made[0].pk], [made[1].pk], by=editor)
        rule_together([made[1].pk, made[3].pk], by=editor)
        CopySignature.objects.all().delete()
        for number in order:
            grouped(made[number])
        names = {each.pk: number for number, each in made.items()}
        parts: dict[int | None, set[int]] = {}
        for pk, group in groups().items():
            parts.setdefault(group, set()).add(names[pk])
        seen.add(frozenset((group is not None, frozenset(part)) for group, part in parts.items()))
    assert seen == {frozenset({(True, frozenset({0, 2})), (True, frozenset({1, 3}))})}


def test_what_cannot_be_ruled_is_refused_with_a_reason(pair, editor) -> None:
    first, second = (each.pk for each in pair)
    for act in (
        lambda: rule_together([first], by=editor),
        lambda: rule_together([first, 999_999_999], by=editor),
        lambda: rule_apart([first], [], by=editor),
        lambda: rule_apart([first, second], [second], by=editor),
        lambda: rule_together(range(1, copy_rulings.MOST_NAMED + 2), by=editor),
    ):
        with pytest.raises(RulingError, match=r"\w"):
            act()
    assert not CopyRuling.objects.exists()


def counted_once() -> int:
    query = QueryDict(mutable=True)
    query.update({"q": "chi bộ", "copies": "once"})
    return answer(SearchRequest.from_query(query)).count


def test_readers_who_count_each_text_once_follow_at_once(pair, editor) -> None:
    write_entries([each.pk for each in pair])
    assert counted_once() == 1
    ruling = rule_apart([pair[0].pk], [pair[1].pk], by=editor)
    assert counted_once() == 2
    undo(ruling, by=editor)
    assert counted_once() == 1
    call_command("check_archive")


def test_the_check_of_the_archive_knows_rulings(pair, editor) -> None:
    stranger = stored(other_report())
    grouped(stranger)
    rule_together([pair[0].pk, stranger.pk], by=editor)
    rule_apart([pair[0].pk], [pair[1].pk], by=editor)
    write_entries([pair[0].pk, pair[1].pk, stranger.pk])
    call_command("check_archive")


def test_rows_of_the_desks_list_are_those_of_the_groups(pair, editor) -> None:
    before = listed(), CopyGroup.objects.get().doubt
    assert 0 < before[1] < 50
    CopyGroup.objects.all().delete()
    with transaction.atomic():
        copy_groups.refresh({pair[0].pk})
    assert (listed(), CopyGroup.objects.get().doubt) == before
