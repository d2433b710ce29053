import gc

from articles.recognition import recognise
from articles.reference import reference
from tests.recognition.pages import furniture, headline, report_of

PAGE = (
    headline("Vì sao Lập Thạch luôn đạt và vượt kế hoạch kết nạp đảng viên?"),
    "Huyện uỷ Lập Thạch luôn quan tâm công tác phát triển đảng viên. Nhiều năm nay, xã Sơn Đông đi đầu.",
    "Huyện ủy yêu cầu thực hiện tốt Chỉ thị số 05-CT/TW của Bộ Chính trị.",
    furniture("Thị trấn Tam Đường (huyện Tam Đường) trồng cây xanh"),
)


def test_a_page_without_any_mark_gets_the_party_paper_of_its_province():
    found = recognise(report_of(*PAGE, day="2020-11-26"))
    assert (found.newspaper.name, found.newspaper.rule) == ("Báo Vĩnh Phúc", "provincial-paper")
    assert reference().places.province_now(found.province.place).name == "Phú Thọ"
    assert [each.surface for each in found.places] == ["Lập Thạch", "Lập Thạch", "Sơn Đông"]
    assert "05-CT/TW/2016" in {each.key for each in found.directives}
    assert "Huyện ủy Lập Thạch" in {each.unit.name for each in found.units}


def test_the_same_report_always_gives_the_same_findings():
    report = report_of(*PAGE, day="2020-11-26")
    assert recognise(report) == recognise(report)


def test_a_report_is_let_go_at_once_and_not_when_the_collector_comes_by():
    report = report_of(*PAGE, "Huyện Lập Thạch kết nạp 102 đảng viên.", day="2020-11-26")
    recognise(report)
    gc.collect()
    gc.disable()
    try:
        recognise(report)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_an_empty_report_gives_nothing():
    found = recognise(report_of("", day=None))
    assert (found.newspaper, found.province, found.places, found.units) == (None, None, (), ())


def test_every_finding_stands_on_its_words_with_its_rule():
    report = report_of(*PAGE, "Huyện Lập Thạch kết nạp 102 đảng viên.", day="2020-11-26")
    found = recognise(report)
    findings = (*found.places, *found.units, *found.directives, *found.figures)
    assert {type(each).__name__ for each in findings} == {
        "PlaceFinding",
        "UnitFinding",
        "DirectiveFinding",
        "FigureFinding",
    }
    for each in findings:
        assert each.span.of(report.text) == each.surface
        assert each.rule
        assert 0 < each.confidence <= 1
