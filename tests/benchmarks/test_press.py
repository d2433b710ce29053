from collections import Counter
from itertools import pairwise

import pytest

from articles.ingest.likeness import likeness, wording
from articles.ingest.pipeline import Processed, process
from articles.records import Hints
from articles.reference import DISTRICT, reference
from articles.vietnamese.letters import canonical
from benchmarks.press import Kind, Story, queries, reports, rows

COUNT, READ = 200, 80


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return list(rows(COUNT, 3))


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return list(reports(COUNT, 3))


@pytest.fixture(scope="module")
def processed(pages) -> list[Processed]:
    return [process("page.txt", page.encode(), Hints()) for page in pages[:READ]]


def test_an_article_is_the_same_whatever_was_made_before(stories, pages):
    assert list(rows(20, 3, first=180)) == stories[180:]
    assert list(reports(20, 3, first=180)) == pages[180:]


def test_another_seed_makes_other_articles(pages):
    assert not set(pages[:50]) & set(reports(50, 4))


def test_pages_are_as_long_as_real_ones(pages):
    sizes = [len(page.encode()) for page in pages]
    assert 2_700 < sum(sizes) / COUNT < 3_500
    assert min(sizes) > 1_000
    assert max(sizes) < 9_000


def test_only_declared_copies_are_like_another_article(stories):
    words = {each.number: wording("\n".join([each.lede, *each.paragraphs])) for each in stories}
    own = [each.number for each in stories if each.copy_of is None]
    for one, other in pairwise(sorted(own, key=lambda number: len(words[number].triples))):
        assert likeness(words[one].triples, words[other].triples) < 0.2
    copies = [each for each in stories if each.copy_of is not None]
    assert 0.02 < len(copies) / COUNT < 0.09
    for each in copies:
        assert likeness(words[each.number].triples, words[each.copy_of].triples) > 0.35


def test_the_share_of_copies_can_be_set():
    assert all(each.copy_of is None for each in rows(100, 3, copies=0))


def test_words_are_as_frequent_as_in_the_press(pages):
    held: Counter[str] = Counter()
    for page in pages:
        held.update(set(page.lower().replace(",", " ").split()))
    assert held["đảng"] / COUNT > 0.97
    assert 0.3 < held["nghị"] / COUNT < 0.9
    once = sum(count == 1 for count in held.values())
    assert once / len(held) > 0.25


def test_facets_are_skewed(stories):
    years = Counter(each.day.year for each in stories)
    assert years[2024] > 2 * years[2009]
    provinces = Counter(each.province.name for each in stories if each.province)
    assert len(provinces) > 40
    assert provinces.most_common(1)[0][1] > 3 * COUNT / 63
    assert {len(each.directives) for each in stories} >= {0, 1, 2, 3, 4}
    units = Counter(unit for each in stories for unit in each.units)
    assert len(units) > 2 * COUNT
    assert max(len(each.units) for each in stories) > 8
    assert 0 < sum(each.published is None for each in stories) < 0.08 * COUNT
    assert 0 < sum(each.province is None for each in stories) < 0.06 * COUNT


def test_an_article_speaks_of_what_there_was_on_its_day(stories):
    places = reference().places
    for each in stories:
        text = canonical("\n".join([each.title, each.lede, *(words for _, words in each.body)]))
        assert all(unit in text for unit in each.units)
        for key in each.directives:
            assert reference().directives[key].date_issued < each.day
        if each.province is not None:
            assert each.province.in_force(each.day)
            assert not (each.province.ref.era == "34" and any("Huyện ủy" in unit for unit in each.units))
            inside = {
                canonical(f"{place.kind} {place.name}")
                for place in places
                if place.level == DISTRICT and place.province_code == each.province.ref.code
            }
            parties = [u for u in each.units if u.startswith("Đảng bộ huyện")]
            assert all(unit.removeprefix("Đảng bộ ") in inside for unit in parties)


def test_the_pipeline_reads_a_page_as_it_was_meant(stories, processed):
    right: Counter[str] = Counter()
    for each, done in zip(stories, processed, strict=False):
        report, findings = done.report, done.findings
        right["title"] += report.headline == each.title
        right["published"] += (report.published.value if report.published else None) == each.published
        province = findings.province.place if findings.province else None
        right["province"] += province == (each.province.ref if each.province else None)
    assert all(count > 0.97 * READ for count in right.values()), right


def test_recognition_finds_the_documents_that_were_cited(stories, processed):
    found = meant = both = 0
    for each, done in zip(stories, processed, strict=False):
        keys = {finding.key for finding in done.findings.directives if finding.key}
        found, meant = found + len(keys), meant + len(each.directives)
        both += len(keys & set(each.directives))
    assert both >= 0.95 * meant
    assert both >= 0.95 * found


def test_questions_are_of_all_kinds_and_their_words_as_frequent_as_said():
    asked = queries(3, 207)
    assert len(set(asked)) == 207
    assert set(Counter(each.kind for each in asked)) == set(Kind)
    by_kind = {kind: [each for each in asked if each.kind is kind] for kind in Kind}
    assert all(each.share is None or each.share < 0.003 for each in by_kind[Kind.RARE])
    assert all(0.01 <= each.share <= 0.05 for each in by_kind[Kind.MEDIUM])
    assert all(each.share is None or each.share > 0.2 for each in by_kind[Kind.BROAD])
    assert all(each.filters and not each.q for each in by_kind[Kind.FACETS])
    assert all(each.page > 1 for each in by_kind[Kind.DEEP])
    assert queries(3, 207) == asked
