"""Forms: two reports with the same words around other names and numbers are two reports; prints are not."""

import random
import re

import pytest

from articles.ingest.forms import fillings, is_filled_otherwise
from articles.ingest.likeness import COPY, are_copies, fold, likeness, wording

FORM = (
    "Sáng {day}, tại nhà văn hóa thôn {village}, Đảng ủy xã {commune}, huyện {district} tổ chức lễ kết nạp "
    "đảng viên cho {count} quần chúng ưu tú thuộc các chi bộ nông thôn.",
    "Đến dự và chỉ đạo buổi lễ có đồng chí {guest}, Ủy viên Ban Thường vụ Huyện ủy; đồng chí {secretary}, Bí "
    "thư Đảng ủy xã cùng đông đủ đảng viên của các chi bộ trực thuộc.",
    "Tại buổi lễ, đồng chí {secretary} đã công bố và trao quyết định kết nạp cho {count} đồng chí, trong đó "
    "có {women} đồng chí là nữ và {young} đồng chí là đoàn viên thanh niên.",
    "Thay mặt các đảng viên mới, đồng chí {member} đã tuyên thệ trước cờ Đảng, hứa tuyệt đối trung thành với "
    "mục đích lý tưởng của Đảng và chấp hành nghiêm Cương lĩnh chính trị, Điều lệ Đảng.",
    "Từ đầu năm 2019 đến nay, Đảng bộ xã {commune} đã kết nạp {year_count} đảng viên mới, nâng tổng số đảng "
    "viên toàn xã lên {total} đồng chí, hoàn thành chỉ tiêu mà Huyện ủy {district} giao.",
    "Phát biểu tại buổi lễ, đồng chí {guest} đề nghị chi bộ tiếp tục quan tâm giúp đỡ, tạo điều kiện để các "
    "đảng viên mới rèn luyện, phấn đấu trở thành đảng viên chính thức đúng thời hạn.",
)
MARCH = {
    "day": "12/3",
    "village": "Nà Thuộc",
    "commune": "Kiên Mộc",
    "district": "Đình Lập",
    "count": "12",
    "guest": "Hoàng Văn Páo",
    "secretary": "Nông Thị Lành",
    "women": "5",
    "young": "9",
    "member": "Lý A Sềnh",
    "year_count": "21",
    "total": "214",
}
JUNE = {
    "day": "25/6",
    "village": "Bản Chắt",
    "commune": "Bính Xá",
    "district": "Đình Lập",
    "count": "7",
    "guest": "Vi Minh Tuấn",
    "secretary": "Trần Đức Thọ",
    "women": "3",
    "young": "4",
    "member": "Chu Thị Hiền",
    "year_count": "18",
    "total": "176",
}


def filled(facts: dict[str, str] = MARCH) -> list[str]:
    return [sentence.format(**facts) for sentence in FORM]


def are_one(one: list[str], other: list[str]) -> bool:
    return are_copies(wording("\n".join(one)), wording("\n".join(other)))


def test_one_form_for_two_communes_is_two_reports_though_most_words_agree() -> None:
    one, other = (wording("\n".join(filled(facts))) for facts in (MARCH, JUNE))
    assert likeness(one.triples, other.triples) > COPY
    assert not are_copies(one, other)


def test_a_form_stays_a_form_when_its_words_are_edited_and_its_order_changed() -> None:
    edited = [
        sentence.replace("đồng chí", "ông").replace("Phát biểu tại", "Nói chuyện ở")
        for sentence in filled(JUNE)
    ]
    assert not are_one(filled(), edited[::-1])
    assert is_filled_otherwise(fillings("\n".join(filled())), fillings("\n".join(edited[::-1])))


def test_a_bulletin_of_the_same_commune_with_other_numbers_is_another_report() -> None:
    numbers = {name: value for name, value in JUNE.items() if value[0].isdigit()}
    others = {"secretary": JUNE["secretary"], "member": JUNE["member"], "guest": JUNE["guest"]}
    assert not are_one(filled(), filled(MARCH | numbers | others))


def shortened(text: list[str]) -> list[str]:
    return text[:-2]


def respelled(text: list[str]) -> list[str]:
    return [s.replace("ủy", "uỷ").replace("óa", "oá").replace("Ủy", "Uỷ") for s in text]


def words_lost(text: list[str]) -> list[str]:
    chance = random.Random(11)
    return [re.sub(r"\w+", lambda word: "" if chance.random() < 0.05 else word[0], s) for s in text]


REPRINTS = {
    "shortened": shortened,
    "another dateline": lambda text: [
        "(BLC) - Ngày 12/3, tin từ huyện Đình Lập, tỉnh Lạng Sơn cho hay:",
        *text,
    ],
    "related stories below": lambda text: [*text, "Tin cùng chuyên mục", "Lộc Bình: Kết nạp 23 đảng viên"],
    "sentences in another order": lambda text: text[::-1],
    "tone marks moved": respelled,
    "marks lost": lambda text: [fold(s) for s in text],
    "in capitals": lambda text: [s.upper() for s in text],
    "people addressed otherwise": lambda text: [s.replace("đồng chí", "ông") for s in text],
    "given names only": lambda text: [s.replace("Hoàng Văn Páo", "Páo") for s in text],
    "offices in capitals": lambda text: [s.replace("Huyện ủy", "Huyện Ủy").replace("xã", "Xã") for s in text],
    "one word in twenty lost": words_lost,
    "a number mended": lambda text: [s.replace("214", "215") for s in text],
    "a name mended": lambda text: [s.replace("Lý A Sềnh", "Lý A Sình") for s in text],
    "thousands parted": lambda text: [s.replace("214", "2.14") for s in text],
}


@pytest.mark.parametrize("change", REPRINTS.values(), ids=REPRINTS)
def test_a_reprint_of_a_filled_in_form_is_a_copy(change) -> None:
    assert are_one(filled(), change(filled()))
    assert are_one(filled(JUNE), change(filled(JUNE)))


def test_a_list_is_compared_whatever_its_order_and_its_length() -> None:
    months = (
        "Xã Kiên Mộc 12 đảng viên, xã Bính Xá 7 đảng viên, xã Bắc Xa 9 đảng viên, xã Cường Lợi 4 đảng viên."
    )
    turned = "Xã Cường Lợi 4 đảng viên, xã Kiên Mộc 12 đảng viên, xã Bính Xá 7 đảng viên."
    later = (
        "Xã Kiên Mộc 3 đảng viên, xã Bính Xá 15 đảng viên, xã Bắc Xa 8 đảng viên, xã Cường Lợi 6 đảng viên."
    )
    assert not is_filled_otherwise(fillings(months), fillings(turned))
    assert is_filled_otherwise(fillings(months), fillings(later))


def test_years_and_documents_that_all_reports_cite_do_not_make_two_reports_one() -> None:
    cited = (
        "Năm 2019, thực hiện Nghị quyết khóa XII, năm 2019 và năm 2020 xã {} có {} đảng viên, thôn {} có {}."
    )
    one, other = (
        cited.format(*facts) for facts in (("Tân Lập", 12, "Nà Mu", 3), ("Bình Sơn", 7, "Pò Tấu", 5))
    )
    assert is_filled_otherwise(fillings(one), fillings(other))


def test_without_names_and_numbers_there_is_nothing_to_differ() -> None:
    for nothing in ("", "... !!!", "Nghị quyết được thông qua."):
        assert fillings(nothing).slots == {}
    assert not is_filled_otherwise(fillings(""), fillings("Nay, xã Châu Sơn có 12 đảng viên."))
