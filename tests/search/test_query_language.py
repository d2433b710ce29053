"""The whole language, asked of a real archive."""

import random
import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from articles.models import Newspaper
from search.answering import counting, matching, steps
from search.answering.answer import answer
from search.answering.condition import Condition
from search.answering.conditions import condition
from search.asking.language import parse
from search.asking.request import Lens, SearchRequest
from search.asking.saying import written
from search.asking.tree import Lane, leaves
from tests.search.making import article, directive, newspaper, province, succession, unit
from tests.search.test_answers import ask, titles

pytestmark = pytest.mark.django_db

ADMITTED = "Kết nạp 12 đảng viên ở thôn Nà Loỏng"
CELL = "Chi bộ bản họp bàn việc làng"
STUDY = "Học tập Chỉ thị 05-CT/TW tại chi bộ thôn"
COUNCIL = "HĐND và UBND huyện họp kỳ thứ ba"
IN_FULL = "Ủy ban nhân dân huyện làm đường"
CITY = "Thành phố Hồ Chí Minh biểu dương đảng viên"
HCMC = "Đoàn TP.HCM thăm bản"
EVERY = {ADMITTED, CELL, STUDY, COUNCIL, IN_FULL, CITY, HCMC}


@pytest.fixture
def archive(db):
    succession("Bình Thuận", "Lâm Đồng")
    son, thuan = province("Lạng Sơn"), province("Bình Thuận")
    chau_son = unit("Đảng bộ xã Châu Sơn", province=son)
    kien_moc = unit("Chi bộ thôn Kiên Mộc")
    old, new = directive("05", year=2011), directive("05", year=2016)
    body = "Tin trong ngày."
    article(ADMITTED, body, byline="Hoàng Văn Thụ", in_province=son, published="2018-05-01", units=[chau_son])
    article(CELL, body, byline="Nguyễn Hoàng", in_province=thuan, published="2019-05-01", units=[kien_moc])
    article(STUDY, body, byline="Lê Thị Hoa", in_province=son, published="2020-05-01", directives=[new])
    article(COUNCIL, body, in_province=None, published="2021-05-01", paper="Báo Bình Thuận", directives=[old])
    article(IN_FULL, body, in_province=thuan, published=None, paper="Báo Bình Thuận")
    article(CITY, body, in_province=None, published="2021-07-01", paper=None)
    article(HCMC, body, in_province=None, published="2022-07-01", paper=None, units=[chau_son])


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        # alternatives and brackets
        ("chi bộ OR UBND", {CELL, STUDY, COUNCIL, IN_FULL}),
        ("họp -UBND", {CELL}),
        ("thăm -TP.HCM", set()),
        ("tieude:UBND", {COUNCIL, IN_FULL}),
        ("tieude:(họp -(kỳ OR vắng))", {CELL}),
        ("họp bàn OR kết nạp", {CELL, ADMITTED}),
        ("họp bàn HOẶC kết nạp", {CELL, ADMITTED}),
        ("họp bàn | kết nạp", {CELL, ADMITTED}),
        ("họp (bàn OR kỳ)", {CELL, COUNCIL}),
        ("họp -(bàn OR kỳ)", set()),
        ("họp -bàn", {COUNCIL}),
        ("họp NOT bàn", {COUNCIL}),
        ("(kết nạp) AND (thôn)", {ADMITTED}),
        ("tinh:lạng sơn -(kết OR học)", set()),
        # beginnings
        ("kết n*", {ADMITTED}),
        ('"kết n*"', {ADMITTED}),
        ('"kết n"*', {ADMITTED}),
        ('"hoc t*"', {STUDY}),
        ("lo*", {ADMITTED}),
        ("tieude:đả*", {ADMITTED, CITY}),
        ("tieude:đư*", {IN_FULL}),
        ("tieude:chỉ th*", {STUDY}),
        ("05-CT/T*", {STUDY}),
        # near each other
        ('"nạp đảng 12"~1', {ADMITTED}),
        ('"đảng kết"~2', {ADMITTED}),
        ('"đảng kết"~1', set()),
        ('"bản việc họp"~1', {CELL}),
        ('"họp bản làng"~3', {CELL}),
        ('tieude:"làng họp bản"~3', {CELL}),
        ('-"đảng kết"~2 viên', {CITY}),
        # fields
        ('tieude:"chi bộ"', {CELL, STUDY}),
        ("title:(bản họp)", {CELL}),
        ("tiêu đề:(bản -họp)", {HCMC}),
        ("tacgia:hoàng", {ADMITTED, CELL}),
        ("tacgia:Hoang", {ADMITTED, CELL}),
        ("tacgia:hoa", {STUDY}),
        ('author:"Hoàng Văn"', {ADMITTED}),
        ('author:"Văn Hoàng"', set()),
        ("tác giả:(Hoàng -Thụ)", {CELL}),
        ('author:"Thụ Hoàng Văn"~2', {ADMITTED}),
        ("tinh:lạng sơn", {ADMITTED, STUDY}),
        ("tỉnh:lang-son", {ADMITTED, STUDY}),
        ("tinh:lạng sơn kết nạp", {ADMITTED}),
        ('province:"Lang Son" thôn', {ADMITTED, STUDY}),
        ('tinh:("Lạng Sơn" OR "Bình Thuận") họp', {CELL}),
        ("tinh:(lạng sơn)", {ADMITTED, STUDY}),
        ('-tinh:"Lạng Sơn" bản', {CELL, HCMC}),
        ("-tinh:lạng sơn bản", {CELL, HCMC}),
        ('tinh:"Lạng Sơn" OR UBND', {ADMITTED, STUDY, COUNCIL, IN_FULL}),
        ("tinh:lâm đồng", {CELL, IN_FULL}),
        ('donvi:"Đảng bộ xã Châu Sơn"', {ADMITTED, HCMC}),
        ("donvi:châu sơn", {ADMITTED, HCMC}),
        ("unit:chau son bản", {HCMC}),
        ("đơn vị:(kiên mộc OR châu sơn)", {ADMITTED, HCMC, CELL}),
        ("bao:bình thuận", {COUNCIL, IN_FULL}),
        ('paper:"Báo Bình Thuận" huyện', {COUNCIL, IN_FULL}),
        ("vankien:05-CT/TW", {STUDY, COUNCIL}),
        ("vankien:05 ct tw", {STUDY, COUNCIL}),
        ("directive:05-CT/T.Ư thôn", {STUDY}),
        ('văn kiện:"05-CT/TW năm 2016"', {STUDY}),
        ('vankien:"Chỉ thị 05"', {STUDY, COUNCIL}),
        ("vankien:chỉ thị 05 thôn", {STUDY}),
        ("vankien:99-QĐ/TW", set()),
        ("nam:2018", {ADMITTED}),
        ("nam:2018..2020", {ADMITTED, CELL, STUDY}),
        ("năm:2018-2020", {ADMITTED, CELL, STUDY}),
        ("year:2020..2018 thôn", {ADMITTED, STUDY}),
        ("nam:2021..", {COUNCIL, CITY, HCMC}),
        ("nam:(2018 2022)", {ADMITTED, HCMC}),
        ("-nam:2018..2022", {IN_FULL}),
        ("tinh:lạng sơn (nam:2018 OR vankien:05-CT/TW)", {ADMITTED, STUDY}),
        # codes, numbers and dates inside fields and groups
        ("tieude:05-CT/TW", {STUDY}),
        ("tieude:(05 ct tw OR kết)", {STUDY, ADMITTED}),
        ("title:05-CT/T.Ư", {STUDY}),
        ("(05 -CT/TW | nạp) thôn", {STUDY, ADMITTED}),
        ("-05-CT/TW thôn", {ADMITTED}),
        ('tieude:("kết nạp 12")', {ADMITTED}),
        # abbreviations
        ("UBND", {COUNCIL, IN_FULL}),
        ("ubnd huyện", {COUNCIL, IN_FULL}),
        ('"UBND"', {COUNCIL}),
        ("hdnd", {COUNCIL}),
        ("TP.HCM", {CITY, HCMC}),
        ("TPHCM", {CITY, HCMC}),
        ("tp hcm", {CITY, HCMC}),
        ('"TP.HCM"', {HCMC}),
        ("tieude:(TP.HCM OR UBND)", {CITY, HCMC, COUNCIL, IN_FULL}),
        # slips
        ('họp "bàn', {CELL}),
        ("họp (bàn", {CELL}),
        ("họp bàn)", {CELL}),
        ("OR họp bàn OR", {CELL}),
        ("họp () bàn", {CELL}),
        ("* họp *bàn", {CELL}),
        ("abc:họp bàn", set()),
        ("xyz:", set()),
        ("tinh:", EVERY),
        ("((((((((((((((họp bàn))))))))))))))", {CELL}),
    ],
)
def test_a_table_of_the_language(archive, q, expected):
    found = ask(q, match="all")
    assert titles(found) == expected, found.understood
    assert found.count == len(expected)


@pytest.mark.parametrize(
    "q", ["tieude:đá*", "tac gia:hoà", '"họp bản làng"~1', "tieude:Đãng", "tacgia:Hoang"]
)
def test_marks_count_in_every_part_of_the_language(archive, q):
    assert ask(q, mode="exact").count == 0
    assert ask(q).count > 0


def test_a_province_is_read_in_either_geography(archive):
    assert titles(ask("tinh:bình thuận", lens="34")) == {CELL, IN_FULL}
    assert "Lâm Đồng" in ask("tinh:bình thuận", lens="34").understood


def test_fields_and_facets_narrow_together(archive):
    assert titles(ask("tinh:lạng sơn", year="2018")) == {ADMITTED}
    assert titles(ask("họp", province="binh-thuan")) == {CELL}


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("họp OR bàn", "“họp” hoặc “bàn” (đúng dấu)"),
        ("bản (họp OR lang)", "“bản” (đúng dấu); “họp” (đúng dấu) hoặc “lang” (dấu nào cũng được)"),
        ("kết n*", "“kết” (đúng dấu); từ bắt đầu bằng “n…” (dấu nào cũng được)"),
        ('"chi bộ thôn"~5', "“chi bộ thôn” (gần nhau, xen nhiều nhất 5 từ) (đúng dấu ở chữ có dấu)"),
        ("tinh:lạng sơn thôn", "“thôn” (đúng dấu); tỉnh: Lạng Sơn"),
        ('tieude:"đảng viên"', "trong tiêu đề: cụm từ “đảng viên” (đúng dấu)"),
        ("nam:2018..2021", "năm 2018–2021"),
        ("nam:2018..", "từ năm 2018"),
        ("TP.HCM", "“TP.HCM” (cũng tìm: TPHCM, thành phố Hồ Chí Minh) (dấu nào cũng được)"),
        ("-(họp bàn)", "không có (“họp”, “bàn” (đúng dấu))"),
        ("vankien:chỉ thị 05", "văn kiện: Chỉ thị 05-CT/TW (2011), Chỉ thị 05-CT/TW (2016)"),
        ("-tinh:lạng sơn", "không có tỉnh: Lạng Sơn"),
    ],
)
def test_the_page_says_in_words_what_was_searched(archive, q, said):
    assert ask(q, match="all").understood == said


@pytest.mark.parametrize(
    ("q", "repair"),
    [
        ('"họp', "Dấu ngoặc kép lẻ được bỏ qua."),
        ("(họp", "Dấu ngoặc đơn lẻ được bỏ qua."),
        ("họp OR", "“OR” đứng lẻ được bỏ qua."),
        ("họp ()", "Ngoặc không có từ nào được bỏ qua."),
        ("abc:họp", "Không có trường “abc”, nên tìm như từ thường."),
        ("nam:2021..2018", "Khoảng năm viết ngược được đổi lại: 2018–2021."),
        ("nam:xưa", "“xưa” không phải là năm, nên tìm như từ thường."),
        ("tinh:xyz", "Không thấy “xyz” trong danh mục, nên tìm như từ thường."),
        ("tacgia:", "“tacgia:” không có giá trị được bỏ qua."),
        ("h*p", "Dấu * chỉ dùng ở cuối từ; các dấu * khác được bỏ qua."),
        ("a* b* c* d* e* g* h*", "Quá nhiều dấu *; các dấu * sau được bỏ qua."),
        ('"họp bàn"~900', "Khoảng cách lớn quá được hạ xuống 50 từ."),
        ('"a b c d e g h i k"~3', "Tìm gần nhau chỉ xét 8 từ đầu."),
    ],
)
def test_a_repaired_slip_is_told(archive, client, q, repair):
    assert repair in ask(q).repaired
    assert repair in client.get("/api/v1/search", {"q": q}).json()["query"]["repaired"]
    assert repair in client.get("/tim-kiem/", {"q": q}).content.decode().replace("&quot;", '"')


def test_capitals_throughout_make_no_operators_and_no_abbreviations():
    article("Đoàn viên hoặc ca sĩ biểu diễn")
    article("Công an huyện ra quân")
    assert ask("ĐOÀN VIÊN HOẶC CA SĨ").count == 1
    assert ask("CA huyện").count == 1
    assert ask("ca huyện", match="all").count == 0


def test_marked_words_outrank_folded_ones_whatever_branch_they_stand_in():
    article("Bản hop", body="Hợp bản. Hợp bản. Hợp bản.", published="2022-01-01")
    typed = article("Tin", body="Cuối bài có chữ họp.", published="1999-01-01")
    found = ask("họp OR vắng", mode="folded")
    assert found.count == 2
    assert found.results[0].id == typed.pk


@pytest.mark.parametrize(
    ("q", "marks"),
    [
        ("kết n*", ["Kết nạp"]),  # a syllable alone is not marked where both stand together
        ('"kết n*"', ["Kết nạp"]),
        ("nạp OR thôn", ["nạp", "thôn"]),
        ('"nạp đảng 12"~1', ["nạp 12 đảng"]),
        ("tieude:thôn", ["thôn"]),
        ("thôn tacgia:Hoàng tinh:lạng sơn", ["thôn"]),
        ("thôn -vắng", ["thôn"]),
    ],
)
def test_highlights_follow_the_language(archive, q, marks):
    found = next(result for result in ask(q).results if result.title == ADMITTED)
    assert found.title_html.split("<mark>")[1:] == [
        f"{mark}</mark>{rest}" for mark, rest in _after(found.title_html, marks)
    ]


def _after(html, marks):
    return [(mark, html.split(f"<mark>{mark}</mark>")[1].split("<mark>")[0]) for mark in marks]


def test_an_abbreviation_marks_what_it_stands_for(archive):
    shown = {result.title: result.title_html for result in ask("TP.HCM").results}
    assert "<mark>Thành phố Hồ Chí Minh</mark>" in shown[CITY]
    assert "<mark>TP.HCM</mark>" in shown[HCMC]


def test_the_code_of_a_directive_field_is_marked_where_it_stands(archive):
    shown = {result.title: result.title_html for result in ask("vankien:05-CT/TW").results}
    assert "<mark>05-CT/TW</mark>" in shown[STUDY]


# ---------------------------------------------------------------- long questions


QUESTION = "Vì sao kết nạp đảng viên ở thôn Nà Loỏng còn chậm so với kế hoạch"


def test_a_long_question_keeps_most_of_its_rare_words_and_says_so(archive, client):
    found = ask(QUESTION)
    assert ADMITTED in titles(found)
    assert found.relaxed and found.fewer_words
    assert found.understood.startswith("ít nhất")
    strict = client.get(found.strict_url)
    assert strict.context["answer"].count == 0
    assert "phần lớn các từ" in client.get("/tim-kiem/", {"q": QUESTION}).content.decode()


def test_a_long_question_without_marks_finds_no_less(archive):
    unmarked = ask("Vi sao ket nap dang vien o thon Na Loong con cham so voi ke hoach")
    assert titles(ask(QUESTION)) <= titles(unmarked)


def test_what_was_typed_with_care_is_not_given_up(archive):
    assert ask(f'{QUESTION} -"Nà Loỏng"').count == 0 or ADMITTED not in titles(ask(f'{QUESTION} -"Nà Loỏng"'))
    assert ADMITTED not in titles(ask(f"{QUESTION} nam:2021"))


def test_a_filter_does_not_make_a_question_looser(archive):
    found = ask("kết nạp đảng viên thôn", year="2022")
    assert (found.count, found.relaxed) == (0, False)


def test_few_hits_of_a_long_query_offer_more():
    article("Kết nạp đảng viên ở thôn Nà Loỏng")
    article("Kết nạp đảng viên ở thôn khác")
    found = ask("kết nạp đảng viên thôn Nà Loỏng")
    assert (found.count, found.relaxed) == (1, False)
    assert found.wider is not None and found.wider.count == 2
    assert ask("kết nạp đảng viên thôn Nà Loỏng", match="most").count == 2


def test_rare_words_are_known_from_the_statistics():
    for number in range(60):
        article(f"Bản tin số {number} của tỉnh về công tác đảng", body="Đảng bộ tỉnh họp.")
    article("Nà Loỏng trồng hồi", body="Thôn Nà Loỏng trồng hồi.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    found = ask("công tác đảng tỉnh họp trồng hồi Nà Loỏng vắng bóng")
    assert all(word in found.understood for word in ("trồng", "hồi", "Nà", "Loỏng"))
    assert found.results[0].title == "Nà Loỏng trồng hồi"


# ---------------------------------------------------------------- ways on


def test_an_empty_answer_offers_steps_with_true_counts(archive):
    found = ask("họp vũ", match="all", year="2019")
    counts = {step.label: step.count for step in found.suggestions}
    assert counts["Bỏ “vũ”"] == 1
    assert "Bỏ “họp”" not in counts
    for step in found.suggestions[:-1]:
        assert answer(SearchRequest.from_query(_query(step.url))).count == step.count


@pytest.mark.parametrize(
    ("q", "fields", "label"),
    [
        ("họp", {"year": "2018"}, "Bỏ các bộ lọc"),
        ("hop", {"mode": "exact"}, "Tìm với dấu nào cũng được"),
        ('"thôn kết nạp"', {}, "Tìm các từ rời, không cần liền nhau"),
        ("họp bàn -việc", {}, "Bỏ các từ loại trừ"),
        ("tieude:ngày", {}, "Tìm ở mọi nơi trong bài"),
        ("họp vắng", {}, "Bỏ “vắng”"),
        (QUESTION, {"match": "all"}, "Chỉ cần phần lớn các từ"),
    ],
)
def test_every_empty_answer_has_a_way_on(archive, q, fields, label):
    found = ask(q, **fields)
    assert found.count == 0
    step = next(step for step in found.suggestions if step.label == label)
    assert step.count
    assert answer(SearchRequest.from_query(_query(step.url))).count == step.count


def _query(url):
    from django.http import QueryDict

    return QueryDict(url.partition("?")[2])


def test_steps_that_take_too_long_to_count_are_not_offered(archive, monkeypatch):
    monkeypatch.setattr(steps, "TIMEOUT_MS", 20)
    monkeypatch.setattr(counting, "total", lambda _hits: matching.rows(Condition("SELECT pg_sleep(5)")))
    assert [step.label for step in ask("họp vắng").suggestions] == ["Xem mọi bài viết"]


# ---------------------------------------------------------------- doors


@pytest.mark.parametrize(
    ("q", "doors"),
    [
        ("Lạng Sơn", ["/tinh/lang-son/", "/bao/bao-lang-son/"]),
        ("tỉnh lang son", ["/tinh/lang-son/"]),
        ("báo bình thuận", ["/bao/bao-binh-thuan/"]),
        ("05-CT/TW", ["/van-kien/05-ct-tw-2011/", "/van-kien/05-ct-tw-2016/"]),
        ("học tập 05 ct tw", ["/van-kien/05-ct-tw-2011/", "/van-kien/05-ct-tw-2016/"]),
        ("chỉ thị 05", ["/van-kien/05-ct-tw-2011/", "/van-kien/05-ct-tw-2016/"]),
        ("chi thi so 05-CT/TW nam 2016", ["/van-kien/05-ct-tw-2016/"]),
        ("Đảng bộ xã Châu Sơn", ["/don-vi/dang-bo-xa-chau-son/"]),
        ("châu sơn", ["/don-vi/dang-bo-xa-chau-son/"]),
        ("tinh:lạng sơn họp", ["/tinh/lang-son/"]),
        ("lãng sơn", []),
        ("đảng bộ", []),
        ("đảng viên lạng", []),
    ],
)
def test_the_page_of_what_is_named_comes_first(archive, q, doors):
    assert [door.url for door in ask(q).doors if "lang-son" in door.url or door.url in doors] == doors
    assert doors or not ask(q).doors


def test_a_city_is_known_by_its_abbreviation():
    province("Hồ Chí Minh")
    assert [door.label for door in ask("TP.HCM").doors] == ["Hồ Chí Minh"]


# ---------------------------------------------------------------- whatever is typed


WORDS = (
    "OR HOẶC NOT AND tinh: nam: tieude: tacgia: vankien: donvi: bao: 2018..2020 05-CT/TW TP.HCM đảng bo kết"
)
SIGNS = ['"', "(", ")", "|", "-", "*", "~5", "~", ":", "..", "'", "\\", "&", "!", "<->", ":*", "\x00", " "]
typed = st.lists(st.sampled_from([*WORDS.split(), *SIGNS]) | st.text(max_size=3), max_size=24).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=typed, mode=st.sampled_from(["auto", "exact", "folded"]))
def test_nothing_typed_raises(archive, q, mode):
    found = answer(SearchRequest.from_query(_typed(q, mode)))
    assert found.count >= 0
    assert found.understood


def _typed(q, mode):
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    query["q"], query["mode"] = q, mode
    return query


@settings(max_examples=300, deadline=None)
@given(q=typed)
@example(q="0:005-CT/TW")
def test_a_query_written_back_asks_the_same(q):
    query = parse(q)
    assume(not query.is_cut)
    # "0/05-CT/TW" is no code, but its parts, written one after the other, are: "05 CT TW".
    assume(not re.search(r"[0-9][/.,][0-9]+\s?[-/]", q))
    again = parse(written(query.root))
    assume(not again.is_cut)
    assert written(parse(written(again.root)).root) == written(again.root)
    assert asked_for(again) == asked_for(query)


def asked_for(query):
    return {(field, tuple(token.exact for token in term.tokens)) for term, field in leaves(query.root)}


def test_the_largest_queries_are_answered(archive):
    for q in (
        " OR ".join(f"{letter}*" for letter in "abcdeghiklmnopqrstuvxy"),
        " ".join(["UBND", "TP.HCM", "HĐND"] * 12),
        '"' + " ".join("abcdeghiklmnopqrstuvxy") + '"~50',
        '"a b"~50 "c d"~50 "e g"~50 "h i"~50 "k l"~50',
        "-" * 300,
        "(" * 150 + "a" + ")" * 149,
        "đá* " * 60,
        " ".join(f"donvi:xã{number} tinh:x" for number in range(14)),
    ):
        assert ask(q).count >= 0


def test_a_newspaper_is_found_by_its_domain(archive):
    Newspaper.objects.filter(name="Báo Bình Thuận").update(domains=["baobinhthuan.com.vn"])
    assert newspaper("Báo Bình Thuận").domains
    assert titles(ask("bao:baobinhthuan.com.vn")) == {COUNCIL, IN_FULL}


def test_near_words_are_those_of_one_stretch():
    chance = random.Random(7)
    texts = {}
    for number in range(40):
        said = [chance.choice(["xuân", "hạ", "thu", "đông", "gió", "mưa"]) for _ in range(14)]
        texts[f"Bài {number}"] = said
        article(f"Bài {number}", body=" ".join(said))
    for words, near in [(["xuân", "hạ"], 0), (["xuân", "thu", "gió"], 2), (["hạ", "đông", "mưa", "gió"], 3)]:
        width = near + len(words)
        expected = {
            title
            for title, said in texts.items()
            if any(set(words) <= set(said[at : at + width]) for at in range(len(said)))
        }
        found = ask(f'"{" ".join(words)}"~{near}', page_size="100")
        assert titles(found) == expected
        assert 0 < len(expected) < 40
        assert all("<mark>" in result.snippet for result in found.results)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ('"kết n*"', {"kết nạp", "kết nghĩa"}),
        ('"kết ngh*"', {"kết nghĩa"}),
        ('"kết ngỉ*"', set()),
        ('"kết đ*"', {"kết đoàn"}),
        ('"kết d*"', {"kết đoàn", "kết duyên"}),
        ('"ket n*"', {"kết nạp", "kết nghĩa"}),
        ('"kết na*"', {"kết nạp"}),
        ('"kết nạ*"', {"kết nạp"}),
    ],
)
def test_a_phrase_may_end_in_the_beginning_of_a_word(q, expected):
    for words in ("kết nạp", "kết nghĩa", "kết đoàn", "kết duyên", "kết quả"):
        article(words, body="Tin.")
    assert titles(ask(q, mode="auto")) == expected


@pytest.mark.parametrize("q", ["\u02bc OR đảng", "chi OR \u02bc", "\u02bc*", "chi bộ thôn xã \u02bc"])
def test_a_letter_apostrophe_is_passed_over(archive, q):
    ask(q)


@pytest.mark.parametrize("q", ["nam:()", 'nam:""', "nam:(", 'nam:"'])
def test_a_year_that_is_nothing_is_told_without_holes(archive, q):
    assert all("%s" not in said for said in ask(q).repaired)


@pytest.mark.parametrize("q", ["kết nạp -xã", "-xã", 'họp -"chi bộ" -thôn', "(họp OR bàn) -xã"])
def test_what_is_excluded_is_asked_by_itself(q):
    """Postgres moves postings into the index word by word: "kết & !xã" may be true of what has both."""
    asked = condition(parse(q), Lane.TYPED, Lens.THEN)
    assert not any("!" in str(each) for each in asked.parameters)
    assert asked.but is not None


@pytest.mark.parametrize(
    ("begin", "word"),
    [("đản*", "đảng"), ("chín*", "chính"), ("tiến*", "tiếng"), ("khoản*", "khoảng"), ("thàn*", "thành")],
)
def test_a_marked_beginning_may_end_in_a_consonant_that_goes_on(db, begin, word):
    made = article(body=f"Có {word} ở đây.")
    assert [result.id for result in ask(begin, mode="exact").results] == [made.pk]


def test_a_marked_question_that_is_loosened_is_asked_as_typed(db):
    words = "vì sao nhiều chi bộ thôn không có đảng viên trẻ trong mười năm"
    typed = [article(body="Chi bộ thôn không có đảng viên trẻ.").pk for _ in range(20)]
    article(body="Chỉ bó thờn khống cò đang viền trẽ.")
    found = ask(words, page_size="50")
    assert not found.any_marks
    assert {result.id for result in found.results[:20]} == set(typed)
