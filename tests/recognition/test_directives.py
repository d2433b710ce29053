from datetime import date

import pytest

from articles.recognition import recognise
from articles.recognition.context import context_of
from articles.recognition.directives import find_directives
from articles.recognition.directives.citations import numbered
from articles.recognition.directives.issuers import authority_issuer
from articles.recognition.directives.plenums import by_plenum
from articles.records import DirectiveStatus
from articles.reference import reference
from articles.vietnamese.letters import canonical, compose
from tests.recognition.pages import furniture, report_of


def cited(*paragraphs, day="2020-05-01"):
    return find_directives(context_of(report_of(*paragraphs, day=day)), ())


def one(text, day="2020-05-01"):
    (found,) = cited(text, day=day)
    return found


def codes(text):
    text = canonical(compose(text))
    return [(each.type, each.number, each.symbol) for each in numbered(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 47-KH/HU, ngày 13/01/2017", ("kế hoạch", "47", "KH/HU")),
        ("Quy định 76-QĐ/TW", ("quy định", "76", "QĐ/TW")),
        ("Quyết định 217/QĐ-TW", ("quyết định", "217", "QĐ/TW")),
        ("Nghị quyết 18/NQ-TW", ("nghị quyết", "18", "NQ/TW")),
        ("Chỉ thị số 05 -CT/TW", ("chỉ thị", "05", "CT/TW")),
        ("CT05-CT/TW", ("chỉ thị", "05", "CT/TW")),
        ("Quy định 76-QD/TW", ("quy định", "76", "QĐ/TW")),
        ("Quy định 76-QÐ/TW", ("quy định", "76", "QĐ/TW")),
        ("Chỉ thị số 05-CT/T.Ư.", ("chỉ thị", "05", "CT/TW")),
        ("Chỉ thị số: 05 của Bộ Chính trị", ("chỉ thị", "05", None)),
        ("CHỈ THỊ SỐ 05-CT/TW", ("chỉ thị", "05", "CT/TW")),
        ("Hướng dẫn số 12-HD/BTCTW", ("hướng dẫn", "12", "HD/BTCTW")),
        ("Quy định số 08-QĐi/TW", ("quy định", "08", "QĐi/TW")),
        ("Kế hoạch 12-KH/ThU", ("kế hoạch", "12", "KH/ThU")),
        ("CT 05", ("chỉ thị", "05", None)),
        ("Nghị quyết số 35/NQ-HĐND", ("nghị quyết", "35", "NQ-HĐND")),
        ("Nghị quyết của Ban Chấp hành Trung ương số 18-NQ/TW", ("nghị quyết", "18", "NQ/TW")),
        ("theo tinh thần 35-CT/TW", ("chỉ thị", "35", "CT/TW")),
        ("thực hiện Chỉ thị 05 huyện đã chọn 3 nội dung", ("chỉ thị", "05", None)),
    ],
)
def test_a_document_is_read_in_every_printed_form(text, expected):
    assert codes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị quyết Đại hội Đảng bộ huyện đề ra",
        "Nghị quyết Đại hội XIII của Đảng",
        "hướng dẫn 12 chi bộ",
        "Kế hoạch 5 năm",
        "Quy định 19 điều đảng viên không được làm",
        "Chương trình 135",
        "quyết định 3 vấn đề",
        "báo cáo 6 tháng đầu năm",
        "ban hành các nghị quyết chuyên đề",
        "Nghị quyết 2 tháng một lần",
    ],
)
def test_counted_things_and_congress_resolutions_are_no_documents(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Nghị quyết số 18, 19-NQ/TW", [("18", "NQ/TW"), ("19", "NQ/TW")]),
        ("Chỉ thị 03, 05", [("03", None), ("05", None)]),
        ("Nghị quyết số 18-NQ/TW, số 19-NQ/TW", [("18", "NQ/TW"), ("19", "NQ/TW")]),
        ("Chỉ thị 27 và 28-CT/TW", [("27", "CT/TW"), ("28", "CT/TW")]),
        ("Quyết định 217, 218 của Bộ Chính trị", [("217", None), ("218", None)]),
        ("Nghị quyết 26, 5 năm qua", [("26", None)]),
    ],
)
def test_a_list_of_numbers_gives_each_document(text, expected):
    assert [code[1:] for code in codes(text)] == expected


def test_date_and_issuer_belong_to_the_right_one_of_nested_documents():
    outer, inner = cited(
        "Kết luận số 18-KL/TW, ngày 22/9/2017 của Ban Bí thư về tiếp tục đẩy mạnh thực hiện Chỉ thị số "
        "10-CT/TW của Ban Bí thư khóa X “về nâng cao chất lượng sinh hoạt chi bộ”"
    )
    assert outer.surface == "Kết luận số 18-KL/TW, ngày 22/9/2017 của Ban Bí thư"
    assert (outer.date, outer.key) == (date(2017, 9, 22), "18-KL/TW/2017")
    assert inner.surface == "Chỉ thị số 10-CT/TW của Ban Bí thư khóa X"
    assert (inner.date, inner.issuer, inner.term, inner.key) == (None, "Ban Bí thư", "X", "10-CT/TW/2007")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ngày 22/9/2017", date(2017, 9, 22)),
        ("ngày 15 tháng 5 năm 2016", date(2016, 5, 15)),
        ("ngày 15-5-2016", date(2016, 5, 15)),
        ("ngày 30.5.2019", date(2019, 5, 30)),
        ("(ngày 15/5/2016)", date(2016, 5, 15)),
        ("năm 2016", None),
        ("ngày 31/2/2016", None),
    ],
)
def test_the_date_behind_a_number_is_read_in_written_forms(words, expected):
    assert one(f"Chỉ thị số 05-CT/TW, {words} của Bộ Chính trị.").date == expected


def test_the_issuer_may_stand_before_the_document():
    assert one("Bộ Chính trị ban hành Chỉ thị số 05-CT/TW").issuer == "Bộ Chính trị"


def test_a_line_broken_by_hand_does_not_part_a_citation():
    found = one("thực hiện Nghị quyết số 22-NQ/TW của Ban\nChấp hành Trung ương khóa X")
    assert (found.key, found.term) == ("22-NQ/TW/2008", "X")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết T.Ư 4 (khoá XII)", ["04-NQ/TW/2016"]),
        ("NQTW4 khóa XII", ["04-NQ/TW/2016"]),
        ("Nghị quyết Trung ương 4 khóa XI, XII", ["12-NQ/TW/2012", "04-NQ/TW/2016"]),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng (khóa XI)", ["12-NQ/TW/2012"]),
        ("NGHỊ QUYẾT TRUNG ƯƠNG 4 KHÓA XII", ["04-NQ/TW/2016"]),
        ("Nghị quyết Trung ương 7 (khóa X) về nông nghiệp, nông dân, nông thôn", ["26-NQ/TW/2008"]),
        ("Nghị quyết Trung ương 4", ["04-NQ/TW/2016"]),
        ("Nghị quyết Trung ương 6 khóa XII về bộ máy của hệ thống chính trị tinh gọn", ["18-NQ/TW/2017"]),
    ],
)
def test_a_resolution_named_by_its_plenum_is_resolved(text, expected):
    found = cited(text)
    assert [each.key for each in found] == expected
    assert {each.issuer for each in found} == {"Ban Chấp hành Trung ương"}


def test_a_plenum_that_passed_several_resolutions_stays_ambiguous():
    found = one("triển khai Nghị quyết Trung ương 6 khóa XII ở cơ sở")
    assert found.status is DirectiveStatus.AMBIGUOUS
    assert found.candidates == ("18-NQ/TW/2017", "19-NQ/TW/2017")


def test_a_plenum_resolution_that_the_list_does_not_hold_is_not_taken_for_another():
    found = one("Nghị quyết Trung ương 5 khóa XIII về kinh tế tập thể", day="2023-03-01")
    assert found.status is DirectiveStatus.UNMATCHED


def test_plural_plenums_are_read():
    text = "Nghị quyết Trung ương 4, 5, 6 khóa XII"
    assert [(each.number, each.term) for each in by_plenum(text, 0, len(text))] == [
        ("4", "XII"),
        ("5", "XII"),
        ("6", "XII"),
    ]


@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("Chỉ thị 28 của Ban Bí thư", "2020-11-26", "28-CT/TW/2019"),
        ("Nghị quyết số 26-NQ/TW", "2020-03-01", "26-NQ/TW/2018"),
        ("Nghị quyết 26 về tam nông", "2019-03-01", "26-NQ/TW/2008"),
        ("Nghị quyết số 26-NQ/TW của Bộ Chính trị", "2023-03-01", "26-NQ/TW/2022"),
        ("Quyết định số 76-QĐ/TW ngày 15/6/2010 của Bộ Chính trị", "2018-03-01", "76-QĐ/TW/2000"),
        ("Quy định 76 của Bộ Chính trị", "2019-03-26", "76-QĐ/TW/2000"),
        ("Quy định số 08-QĐ/TW", "2020-01-01", "08-QĐi/TW/2018"),
        ("Chỉ thị 35 của Bộ Chính trị", "2020-01-01", "35-CT/TW/2019"),
        ("Chỉ thị 35 của Bộ Chính trị về đại hội đảng bộ các cấp", "2025-01-01", "35-CT/TW/2024"),
        ("Hướng dẫn số 12-HD/BTCTW", "2021-03-17", "12-HD/BTCTW/2018"),
        ("Nghị quyết 18 về sắp xếp tổ chức bộ máy của hệ thống chính trị", "2023-05-01", "18-NQ/TW/2017"),
        ("Quy định 37 về những điều đảng viên không được làm", "2022-05-05", "37-QĐ/TW/2021"),
    ],
)
def test_a_citation_is_resolved_by_symbol_date_title_issuer_and_term(text, day, key):
    assert one(text, day).key == key


def test_a_document_cited_cannot_be_younger_than_the_report():
    assert one("Chỉ thị số 05-CT/TW", "2013-03-01").status is DirectiveStatus.UNMATCHED


def test_another_date_and_subject_is_another_document():
    found = one("Chỉ thị số 10-CT/TW, ngày 05/12/2011 của Bộ Chính trị về phổ cập giáo dục mầm non")
    assert found.status is DirectiveStatus.UNMATCHED


def test_an_old_bare_number_that_fits_several_stays_ambiguous():
    found = one("quán triệt Nghị quyết 25 đến từng chi bộ")
    assert found.status is DirectiveStatus.AMBIGUOUS
    assert "25-NQ/TW/2013" in found.candidates


def test_numbers_of_one_list_were_issued_on_one_day():
    found = cited("quán triệt các Nghị quyết số 18, 19-NQ/TW", day="2023-05-01")
    assert [each.key for each in found] == ["18-NQ/TW/2017", "19-NQ/TW/2017"]


def test_a_short_form_means_what_the_report_cites_in_full():
    full, short = cited(
        "Nghị quyết số 04-NQ/TU của Ban Thường vụ Tỉnh ủy.", "Thực hiện Nghị quyết 04, huyện đã giao việc."
    )
    assert full.status is short.status is DirectiveStatus.LOCAL
    assert short.symbol is None


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Quyết định số 1719/QĐ-TTg",
        "Nghị quyết số 19 của HĐND tỉnh",
        "Kế hoạch số 05/KH-UBND",
        "Thông tư 12/2019/TT-BNV",
        "Luật số 80/2015/QH13",
        "Chỉ thị 16 của Thủ tướng Chính phủ",
    ],
)
def test_documents_of_the_state_are_kept_apart(text):
    assert one(text).status is DirectiveStatus.STATE


def test_a_local_document_has_the_place_of_its_issuer():
    found = recognise(
        report_of(
            "Huyện ủy Đình Lập thực hiện Kế hoạch số 47-KH/HU, ngày 13/01/2017 của Ban Thường vụ Huyện ủy và "
            "Hướng dẫn số 03-HD/TU của Ban Thường vụ Tỉnh ủy.",
            newspaper="Báo Lạng Sơn",
        )
    ).directives
    places = [reference().places[each.place].name for each in found if each.place]
    assert [each.status for each in found] == [DirectiveStatus.LOCAL, DirectiveStatus.LOCAL]
    assert places == ["Đình Lập", "Lạng Sơn"]


def test_furniture_is_not_read():
    assert cited("Chi bộ họp.", furniture("Đông Giang: Sơ kết thực hiện Chỉ thị số 35-CT/TW")) == ()


def test_every_mention_is_a_finding_on_its_own_words():
    report = report_of("Thực hiện Chỉ thị số 05-CT/TW.", "Sau bốn năm thực hiện Chỉ thị 05, xã đã đổi khác.")
    found = find_directives(context_of(report), ())
    assert [each.span.of(report.text) for each in found] == [each.surface for each in found]
    assert [each.key for each in found] == ["05-CT/TW/2016"] * 2


def test_every_topic_row_with_a_key_names_a_document_of_its_number():
    from articles.recognition.directives.topics import topics

    assert all(topic.key is None or topic.key.startswith(f"{topic.number}-") for topic in topics())
    assert {topic.key for topic in topics()} >= {"04-NQ/TW/2016", "19-NQ/TW/XIII"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ngày 01/12/2016, Ban Thường vụ Tỉnh ủy tiếp tục ban hành Công văn số 493-CV/TU về kiểm điểm",
            date(2016, 12, 1),
        ),
        ("ngày 27/9/2021 Ban Tổ chức Trung ương có Hướng dẫn số 08-HD/BTCTW", date(2021, 9, 27)),
        ("Ngày 31/2/2016, Huyện ủy ban hành Kế hoạch số 12-KH/HU", None),
        ("Ngày 5/5/2018, huyện họp. Huyện ủy ban hành Kế hoạch số 12-KH/HU", None),
    ],
)
def test_the_day_before_the_issuer_is_that_of_the_document(text, expected):
    assert one(text, day="2022-01-01").date == expected


def test_a_scheme_without_symbol_is_known_by_its_issuer():
    found = one("Tỉnh ủy đã ban hành Đề án 5155 về “Phát triển tổ chức đảng trong doanh nghiệp”")
    assert (found.type, found.number, found.issuer) == ("đề án", "5155", "Tỉnh ủy")


def test_a_plan_of_years_is_no_number():
    assert cited("Huyện ủy ban hành Kế hoạch 5 năm về phát triển đảng viên") == ()


def test_an_issuer_ends_before_the_next_document():
    text = "Công văn số 1301-CV/TU của Ban Thường vụ Tỉnh ủy và Công văn số 493 của Ban Thường vụ Huyện ủy"
    found = cited(text)
    assert [each.number for each in found] == ["1301", "493"]
    assert [each.issuer for each in found] == ["Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Huyện ủy"]


COMMITTEE = (
    "Ban Chấp hành Trung ương",
    "Ban Chấp hành Trung ương Đảng khóa XIII",
    "Ban Chấp hành Trung ương Đảng (khóa XIII)",
    "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam khoá XIII",
    "Ban chấp hành Trung Ương Đảng khóa XIII",
    "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII",
    "BCH T.Ư Đảng khóa XIII",
    "BCHTW Đảng khóa XIII",
    "BCHTƯ khóa XIII",
    "Ban CHTW Đảng",
)


@pytest.mark.parametrize(
    "issuer", [*COMMITTEE, "Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XIII"]
)
def test_term_and_party_make_no_other_issuer_of_the_central_committee(issuer):
    assert authority_issuer(issuer) == "Ban Chấp hành Trung ương"
    found = one(f"Thực hiện Nghị quyết số 21 của {issuer}, Đảng ủy đã có kế hoạch.", day="2023-05-01")
    assert found.key == "21-NQ/TW/2022"
    assert authority_issuer(found.issuer) == "Ban Chấp hành Trung ương"


@pytest.mark.parametrize("issuer", COMMITTEE)
def test_the_central_committee_of_a_term_may_stand_before_the_document(issuer):
    found = one(f"Năm 2022, {issuer} ban hành Nghị quyết số 21 về tổ chức cơ sở đảng.", day="2023-05-01")
    assert authority_issuer(found.issuer) == "Ban Chấp hành Trung ương"


@pytest.mark.parametrize(
    "issuer",
    ["Ban Chấp hành Đảng bộ tỉnh khóa XVII", "Ban Chấp hành Trung ương Đoàn", "BCH Tỉnh Đoàn", "Ban Chỉ đạo"],
)
def test_other_committees_are_not_the_central_committee(issuer):
    assert authority_issuer(issuer) is None
