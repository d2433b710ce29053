"""Documents told by the words around them: who acts on them, who issued them, what they are about."""

import pytest

from articles.recognition.context import context_of
from articles.recognition.directives import find_directives
from articles.records import DirectiveStatus
from tests.recognition.pages import report_of


def cited(text):
    return find_directives(context_of(report_of(text, day="2020-01-01")), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện ủy Đắk R'Lấp dự kiến sơ kết Đề án số 03 vào cuối năm.", [("đề án", "03", None)]),
        ("Đề án số 03 được sơ kết vào cuối năm.", []),
        ("Huyện ủy chỉ đạo UBND huyện sơ kết Đề án số 03.", []),
        ("Huyện ủy chỉ đạo sơ kết Đề án số 03 của Chính phủ.", []),
        ("Huyện ủy tiếp tục chỉ đạo thực hiện Đề án số 06.", []),
        ("Huyện ủy ban hành đề án 03 nội dung.", []),
    ],
)
def test_a_plan_without_symbol_is_a_committees_where_it_acts_on_it(text, expected):
    found = [each for each in cited(text) if each.status is not DirectiveStatus.STATE]
    assert [(each.type, each.number, each.symbol) for each in found] == expected


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Huyện ủy còn ban hành Đề án 02-ĐA/HU về cán bộ.", "Huyện ủy"),
        (
            "Nghị quyết số 02-NQ/HU của Ban Chấp hành lâm thời Đảng bộ huyện về đảng viên",
            "Ban Chấp hành lâm thời Đảng bộ huyện",
        ),
    ],
)
def test_who_issued_a_local_document_is_read_as_printed(text, issuer):
    assert [each.issuer for each in cited(text)] == [issuer]


def test_an_old_document_is_meant_where_the_sentence_shares_a_phrase_with_its_title():
    (meant,) = cited("Đảng viên báo cáo trước chi bộ nơi cư trú theo Quy định 76.")
    (left_open,) = cited("Đảng viên báo cáo trước chi bộ theo Quy định 76.")
    assert (meant.key, left_open.key) == ("76-QĐ/TW/2000", None)
