"""Charts: numbers drawn to scale, in coordinates that a browser understands in every language."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from articles.views import charts
from tests.pages.reading import Page


def drawn(chart: charts.Chart) -> str:
    return render_to_string("components/_chart.html", {"chart": chart})


def members(*numbers: tuple[float, float]) -> charts.Chart:
    points = [charts.Point(across, size, f"{size:g} đảng viên") for across, size in numbers]
    return charts.points("dv", "Đảng viên", "Từ 150 đến 214.", [charts.Series("", points, "line")], [])


def test_a_larger_number_stands_higher_and_a_later_one_further_right():
    dots = members((2015, 150), (2018, 180), (2020, 214)).series[0].dots
    assert [float(dot.x.rstrip("%")) for dot in dots] == [0, 60, 100]
    heights = [charts.HEIGHT - float(dot.y) for dot in dots]
    assert heights[1] / heights[0] == pytest.approx(180 / 150, abs=0.01)
    assert heights[2] / heights[0] == pytest.approx(214 / 150, abs=0.01)


def test_the_base_line_is_nought_and_the_lines_across_are_round_numbers():
    side = members((2015, 150), (2020, 1257)).side
    assert [tick.words for tick in side] == ["0", "500", "1.000", "1.500"]
    assert float(side[0].at) == charts.HEIGHT
    assert 0 < float(side[-1].at) < charts.HEIGHT * 0.1


@pytest.mark.parametrize("numbers", [[], [(2015, 0)], [(2015, 7)], [(2015, 0.25), (2016, 0.5)]])
def test_few_and_small_numbers_are_drawn_too(numbers):
    chart = members(*numbers)
    assert len(chart.series[0].dots) == len(numbers)
    for dot in chart.series[0].dots:
        assert 0 <= float(dot.x.rstrip("%")) <= 100
        assert 0 <= float(dot.y) <= charts.HEIGHT
    assert drawn(chart).count("<circle") == len(numbers)


def test_steps_hold_what_was_reached_until_the_next_point():
    points = [charts.Point(0, 0, ""), charts.Point(10, 1, ""), charts.Point(20, 2, "")]
    chart = charts.points("b", "Bước", "", [charts.Series("", points, "steps")], [])
    for stroke in chart.series[0].strokes:
        assert stroke.x1 == stroke.x2 or stroke.y1 == stroke.y2
    assert len(chart.series[0].strokes) == 4


def test_no_more_names_stand_at_the_foot_than_find_room():
    for first, last in (
        ("2016-05-15", "2025-08-17"),
        ("2021-01-01", "2021-12-31"),
        ("2003-02-01", "2026-01-01"),
    ):
        ticks = charts.years_between(date.fromisoformat(first), date.fromisoformat(last))
        assert 2 <= len(ticks) <= charts.MOST_TICKS
        assert ticks[0][0] <= date.fromisoformat(first).toordinal()
        assert int(ticks[-1][1]) <= max(int(last[:4]), int(first[:4]) + 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_coordinates_are_written_alike_in_every_language(language):
    with translation.override(language):
        html = drawn(members((2015, 150), (2018, 180), (2020, 214)))
    for value in re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"', html):
        assert re.fullmatch(r"-?\d+(\.\d+)?%?", value), value


def test_a_chart_says_what_it_shows_and_carries_neither_style_nor_script():
    html = drawn(members((2015, 150), (2020, 214)))
    assert "style=" not in html
    assert "<script" not in html
    page = Page(html)
    picture = page.all("svg")[0]
    assert picture.attributes["role"] == "img"
    ids = {each.attributes["id"]: each.text for each in page.elements if "id" in each.attributes}
    assert [ids[name] for name in picture.attributes["aria-labelledby"].split()] == [
        "Đảng viên",
        "Từ 150 đến 214.",
    ]


def test_words_from_reports_cannot_break_out_of_a_chart():
    points = [charts.Point(1, 1, '"><script>alert(1)</script>')]
    html = drawn(charts.points("x", "<b>", "", [charts.Series("", points)], [(1, "<i>")]))
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
