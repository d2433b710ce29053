"""Whatever rule chose a fact, a reader is told of it in words."""

import pytest

from articles.parsing import parse
from articles.recognition import recognise
from articles.records import RawText
from articles.views.rules import PREFIXES, RULES
from tests.press import Press


@pytest.mark.parametrize("day", ["15/04/2021", ""])
def test_the_rules_in_use_are_put_in_words(day):
    report = parse(RawText(str(Press(day=day))))
    found = recognise(report)
    used = [
        each.rule for each in (report.published, report.page_viewed, found.newspaper, found.province) if each
    ]
    assert used
    for name in used:
        rule = name
        for prefix in PREFIXES:
            rule = rule.removeprefix(prefix)
        assert rule in RULES
