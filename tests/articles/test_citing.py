"""Citations: each form true to its rules, and silent about what is not known."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from articles.citing import Citation, bibtex, csl, metadata, ris
from articles.citing.citation import one_line
from articles.citing.sentences import sentence
from articles.ingest import store
from articles.models import Article
from articles.parsing.names import separate_names
from tests import factories as make

KIEN_MOC = Citation(
    id=41,
    address="https://khobao.vn/bai-viet/41/kien-moc/",
    title="Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn",
    byline="Nông Vui - Hà Nhung",
    authors=("Nông Vui", "Hà Nhung"),
    newspaper="Báo Lạng Sơn",
    published_on=date(2021, 5, 14),
    source_url="https://baolangson.vn/kien-moc.html",
    retrieved_on=date(2023, 6, 3),
)
UNKNOWN = replace(
    KIEN_MOC,
    title="",
    byline="",
    authors=(),
    newspaper="",
    published_on=None,
    source_url="",
    retrieved_on=None,
)
KEPT = "Bản lưu: Kho báo Xây dựng Đảng, bài số 41, https://khobao.vn/bai-viet/41/kien-moc/"


def test_the_sentence_in_vietnamese():
    assert sentence(KIEN_MOC, "vi") == (
        "Nông Vui - Hà Nhung, “Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn”, Báo Lạng Sơn, "
        f"ngày 14/5/2021. https://baolangson.vn/kien-moc.html. {KEPT}."
    )


def test_the_sentence_in_english():
    assert sentence(KIEN_MOC, "en") == (
        "Nông Vui - Hà Nhung, “Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn” [in Vietnamese], "
        "Báo Lạng Sơn, 14 May 2021. https://baolangson.vn/kien-moc.html. Archived copy: Party-Building Press "
        "Archive, report no. 41, https://khobao.vn/bai-viet/41/kien-moc/."
    )


def test_the_bibtex_entry():
    assert bibtex.entry(KIEN_MOC) == (
        "@article{kbxdd-41,\n"
        "  author = {{Nông Vui} and {Hà Nhung}},\n"
        "  title = {{Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn}},\n"
        "  journal = {Báo Lạng Sơn},\n"
        "  date = {2021-05-14},\n"
        "  year = {2021},\n"
        "  month = may,\n"
        "  url = {https://baolangson.vn/kien-moc.html},\n"
        "  urldate = {2023-06-03},\n"
        f"  note = {{{KEPT}}},\n"
        "  langid = {vietnamese}\n"
        "}\n"
    )


def test_the_ris_record():
    assert ris.record(KIEN_MOC) == "\r\n".join(
        [
            "TY  - NEWS",
            "ID  - kbxdd-41",
            "AU  - Nông Vui",
            "AU  - Hà Nhung",
            "TI  - Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn",
            "T2  - Báo Lạng Sơn",
            "PY  - 2021",
            "DA  - 2021/05/14",
            "UR  - https://baolangson.vn/kien-moc.html",
            "Y2  - 2023/06/03",
            "LA  - vi",
            "DB  - Kho báo Xây dựng Đảng",
            "AN  - 41",
            f"N1  - {KEPT}",
            "ER  - ",
            "",
            "",
        ]
    )


def test_the_csl_item():
    assert csl.item(KIEN_MOC) == {
        "id": "kbxdd-41",
        "type": "article-newspaper",
        "title": KIEN_MOC.title,
        "author": [{"literal": "Nông Vui"}, {"literal": "Hà Nhung"}],
        "container-title": "Báo Lạng Sơn",
        "issued": {"date-parts": [[2021, 5, 14]]},
        "URL": "https://baolangson.vn/kien-moc.html",
        "accessed": {"date-parts": [[2023, 6, 3]]},
        "note": KEPT,
        "language": "vi",
        "archive": "Kho báo Xây dựng Đảng",
        "archive_location": "41",
    }


def test_the_highwire_tags():
    assert metadata.highwire(KIEN_MOC) == [
        ("citation_title", KIEN_MOC.title),
        ("citation_author", "Nông Vui"),
        ("citation_author", "Hà Nhung"),
        ("citation_journal_title", "Báo Lạng Sơn"),
        ("citation_publication_date", "2021/05/14"),
        ("citation_language", "vi"),
        ("citation_public_url", "https://baolangson.vn/kien-moc.html"),
        ("citation_fulltext_html_url", KIEN_MOC.address),
        ("DC.type", "newspaperArticle"),
    ]


def test_the_news_article_of_schema_org():
    told = metadata.json_ld(KIEN_MOC)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert (told["headline"], told["datePublished"]) == (KIEN_MOC.title, "2021-05-14")
    assert [author["name"] for author in told["author"]] == ["Nông Vui", "Hà Nhung"]
    assert told["publisher"]["name"] == "Báo Lạng Sơn"
    assert (told["url"], told["isBasedOn"]) == (KIEN_MOC.address, KIEN_MOC.source_url)


def test_what_is_not_known_is_left_out_of_every_form():
    assert sentence(UNKNOWN, "vi") == f"(không có tít). {KEPT}."
    assert bibtex.entry(UNKNOWN) == (
        f"@misc{{kbxdd-41,\n  url = {{{UNKNOWN.address}}},\n  note = {{{KEPT}}},\n"
        "  langid = {vietnamese}\n}\n"
    )
    tags = [line[:2] for line in ris.record(UNKNOWN).split("\r\n") if line]
    assert tags == ["TY", "ID", "UR", "LA", "DB", "AN", "N1", "ER"]
    assert {"title", "author", "issued", "accessed", "container-title"}.isdisjoint(csl.item(UNKNOWN))
    names = {name for name, _content in metadata.highwire(UNKNOWN)}
    assert {"citation_title", "citation_author", "citation_publication_date"}.isdisjoint(names)
    assert {"headline", "author", "datePublished", "publisher", "isBasedOn"}.isdisjoint(
        metadata.json_ld(UNKNOWN)
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Chi bộ {thôn}", r"Chi bộ \textbraceleft{}thôn\textbraceright{}"),
        ("90% & $5 #1 a_b", r"90\% \& \$5 \#1 a\_b"),
        ("~2^3", r"\textasciitilde{}2\textasciicircum{}3"),
        ("\\end{document}", r"\textbackslash{}end\textbraceleft{}document\textbraceright{}"),
        ("Đắk Lắk, uỷ ban “ấy”", "Đắk Lắk, uỷ ban “ấy”"),
        ("hai\r\ndòng\tliền", "hai dòng liền"),
    ],
)
def test_latex_prints_what_stands(text, written):
    assert bibtex.escape(text) == written


def test_an_address_cannot_close_its_field():
    entry = bibtex.entry(replace(KIEN_MOC, source_url="https://a.vn/}, title = {x?q=%C4%91 &c=\\"))
    assert "  url = {https://a.vn/%7D,%20title%20=%20%7Bx?q=%C4%91%20&c=%5C},\n" in entry


def test_a_value_of_ris_stays_on_its_line():
    record = ris.record(replace(KIEN_MOC, title="Tít\r\nER  - \nTY  - BOOK\x0b\u2028\x85x"))
    assert "TI  - Tít ER - TY - BOOK x\r\n" in record
    assert record.count("ER  - ") == 1


def test_a_name_in_ris_is_not_parted_by_its_comma():
    assert "AU  - PV CTV\r\n" in ris.record(replace(KIEN_MOC, authors=("PV, CTV",)))


def test_no_headline_ends_the_data_block():
    nasty = "</script><script>alert(1)</script><!-- & \u2028"
    block = str(metadata.json_ld_script(replace(KIEN_MOC, title=nasty)))
    start, end = '<script type="application/ld+json">', "</script>"
    assert block.startswith(start) and block.endswith(end) and block.count("<") == 2
    assert json.loads(block.removeprefix(start).removesuffix(end))["headline"] == nasty


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Nông Thu Hiền", ("Nông Thu Hiền",)),
        ("THANH MAI - DÌ LY", ("THANH MAI", "DÌ LY")),
        ("Nguyễn Hoa và Trần Nam", ("Nguyễn Hoa", "Trần Nam")),
        ("Vàng Dương (Đài TT-TH huyện)", ("Vàng Dương",)),
        ("nhóm phóng viên, cộng tác viên", ("nhóm phóng viên, cộng tác viên",)),
        ("T.H", ("T.H",)),
    ],
)
def test_a_byline_is_parted_into_its_names(byline, names):
    assert separate_names(byline) == names


def test_marks_that_only_steer_are_dropped():
    assert one_line("a\u202eb\u00adc\u200fd\x00e") == "abcd e"


# ---------------------------------------------------------------- addresses


@pytest.fixture
def report(db) -> Article:
    return make.article(url="https://baolangson.vn/kien-moc.html")


@pytest.mark.parametrize(
    ("form", "kind", "words"),
    [
        ("bib", "application/x-bibtex; charset=utf-8", "author = {{Nông Thu Hiền}},"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "AU  - Nông Thu Hiền\r\n"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8", '"literal": "Nông Thu Hiền"'),
    ],
)
def test_a_report_gives_its_citation_as_a_file(client, report, form, kind, words):
    response = client.get(f"/bai-viet/{report.pk}/trich-dan.{form}")
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="kbxdd-{report.pk}.{form}"'
    text = response.content.decode()
    assert words in text and f"http://testserver{report.get_absolute_url()}" in text


@pytest.mark.parametrize("form", ["bib", "ris", "json"])
def test_a_withdrawn_report_gives_no_file_but_what_is_left_of_it(client, report, form):
    store.decide(report, {"state": Article.State.WITHDRAWN}, by=None)
    response = client.get(f"/bai-viet/{report.pk}/trich-dan.{form}")
    assert response.status_code == 410 and "Content-Disposition" not in response
    assert response["Content-Type"].split(";")[0] in ("text/html", "application/json")
    assert "Kiên Mộc: Đảng viên về thôn" in response.content.decode()
    assert client.get(f"/bai-viet/{report.pk + 1}/trich-dan.{form}").status_code == 404


def test_the_key_stays_when_the_headline_is_corrected(client, report):
    def key() -> str:
        text = client.get(f"/bai-viet/{report.pk}/trich-dan.bib").content.decode()
        return re.match(r"@article\{([^,]+),", text)[1]

    before = key()
    store.decide(report, {"title": "Kiên Mộc: chi bộ có việc để bàn"}, by=None)
    assert key() == before == f"kbxdd-{report.pk}"


def test_a_citation_costs_one_query(client, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):  # the article; and the edition, by which it is known unchanged
        client.get(f"/bai-viet/{report.pk}/trich-dan.ris")


def test_a_guessed_paper_is_not_cited_until_an_editor_says_so(report):
    report.proposed["newspaper"] = make.proposal(report.newspaper_id, "provincial-paper", sure=0.5)
    report.save()
    assert Citation.of(report, "https://khobao.vn/").newspaper == ""
    store.decide(report, {"newspaper": report.newspaper_id}, by=None)
    assert Citation.of(report, "https://khobao.vn/").newspaper == "Báo Lạng Sơn"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_data_block_troubles_no_policy(page, transactional_db):
    report = make.article("Chi bộ & “việc” </script> để bàn")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.get_absolute_url())
    block = page.locator('script[type="application/ld+json"]')
    assert block.count() == 1
    assert json.loads(block.text_content())["headline"] == report.title
    assert [line for line in said if "Content Security Policy" in line] == []
