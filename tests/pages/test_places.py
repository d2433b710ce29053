"""Pages of provinces, districts and communes, then and now, over the whole of the reference data."""

import re
from datetime import date
from importlib import import_module
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Article, Place, PlaceMention, Unit
from articles.models.geography import Geography
from articles.models.localities import localities, locality
from articles.records import PlaceRef
from articles.reference import reference
from articles.reference.former import former_provinces
from articles.reference.place_slugs import place_slugs
from articles.views.missing import spans
from articles.views.namesakes import namesakes
from articles.views.things import place_url
from articles.views.tiles import _bounds, tile_map
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page

LANG_SON, DINH_LAP, CHAU_SON = "lang-son", "huyen-dinh-lap-lang-son", "xa-chau-son-dinh-lap-lang-son"
NOW_CHAU_SON = "xa-chau-son-lang-son"
PAGES = (
    "/tinh/", "/tinh/?lens=34", "/tinh/?ten=tan+lap", "/tinh/lang-son/", "/tinh/lang-son/?lens=34",
    "/tinh/thua-thien-hue/", "/tinh/hue/?lens=34", "/tinh/ha-tay/", "/tinh/lam-dong/?lens=34",
    "/huyen/dinh-lap-lang-son/", "/huyen/dinh-lap-lang-son/?nam=2021", "/xa/chau-son-dinh-lap-lang-son/",
    "/xa/chau-son-lang-son/", "/xa/tan-lap/", "/huyen/chau-thanh/",
)  # fmt: skip


def version(slug: str, level: str = "commune") -> Place:
    return Place.objects.filter(slug=slug, level=level).order_by("-valid_from").first()


@pytest.fixture
def known(reference_rows) -> None:
    """The reference, with what the planner is told of its seventeen thousand rows wherever it has grown."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_place, articles_placesuccession")


@pytest.fixture
def held(known) -> list[Article]:
    """Reports of Lạng Sơn of 2019, 2021 and after the merger, and one of Bình Thuận, with their places."""
    dinh_lap, chau_son = version(DINH_LAP, "district"), version(CHAU_SON)
    lang_son = Place.objects.get(level="province", era="63", slug=LANG_SON)
    lang_son_now = Place.objects.get(level="province", era="34", slug=LANG_SON)
    binh_thuan = Place.objects.get(level="province", era="63", slug="binh-thuan")
    written = "Huyện Đình Lập có xã Châu Sơn đi trước, xã Châu Sơn nay hết thôn trắng đảng viên."
    reports = [
        make.article(
            "Đình Lập chọn điểm",
            body=[written],
            places=[("Huyện Đình Lập", dinh_lap), ("xã Châu Sơn", chau_son)],
            province=lang_son,
            published_on=date(2019, 3, 2),
        ),
        make.article(
            "Châu Sơn có chi bộ mới",
            body=[written],
            places=[("Huyện Đình Lập", dinh_lap)],
            units=[("xã Châu Sơn", make.unit("Đảng bộ huyện Đình Lập", place=dinh_lap, province=lang_son))],
            province=lang_son,
            published_on=date(2021, 5, 14),
        ),
        make.article(
            "Xã Châu Sơn sau sáp nhập",
            body=["Đại hội Đảng bộ xã Châu Sơn lần thứ nhất."],
            places=[("xã Châu Sơn", version(NOW_CHAU_SON))],
            province=lang_son_now,
            published_on=date(2025, 8, 17),
        ),
        make.article("Phú Quý bám biển", province=binh_thuan, published_on=date(2021, 11, 24)),
    ]
    write_entries([report.pk for report in reports])
    return reports


def read(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def words(client, address: str) -> str:
    return read(client, address).all("main")[0].text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_well_formed(client, held, language):
    for address in PAGES:
        page = read(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert len(page.all("h1")) == 1
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert sorted(ids) == sorted(set(ids)), address
        labels = {each.attributes.get("aria-labelledby") for each in page.elements} - {None}
        assert {name for label in labels for name in label.split()} <= set(ids), address
        levels = [int(each.tag[1]) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
        assert all(below - above <= 1 for above, below in pairwise(levels)), address
        assert not [each for each in page.elements if "style" in each.attributes]


def test_every_link_of_a_place_leads_to_a_page(client, held):
    seen = set()
    for address in ("/tinh/lang-son/", "/tinh/lang-son/?lens=34", "/huyen/dinh-lap-lang-son/",
                    "/xa/chau-son-lang-son/", "/tinh/ha-tay/", "/tinh/?ten=dinh+lap"):  # fmt: skip
        for link in read(client, address).all("a"):
            url = link.attributes["href"].partition("#")[0]
            if url.startswith(("/tinh/", "/huyen/", "/xa/")) and url not in seen:
                seen.add(url)
                assert client.get(url).status_code in {200, 302}, f"{address} → {url}"
    assert len(seen) > 90


# The map


def test_every_province_has_a_tile_of_its_own(known):
    for lens, count in (("63", 63), ("34", 34)):
        tiles = tile_map(lens).tiles
        assert len(tiles) == count
        assert len({(tile.row, tile.column) for tile in tiles}) == count


def test_a_tile_lies_where_its_province_lies(known):
    geography = Geography.load()
    for lens in ("63", "34"):
        tiles = {tile.name: tile for tile in tile_map(lens, geography).tiles}
        for place in geography.of(lens):
            for other in geography.of(lens):
                if place.latitude - other.latitude > 2.5:
                    assert tiles[place.name].row < tiles[other.name].row, (place.name, other.name)
                if place.longitude - other.longitude > 3.3:
                    assert tiles[place.name].column > tiles[other.name].column, (place.name, other.name)


def test_a_tile_leads_to_the_province_and_the_table_to_its_reports(client, held):
    page = read(client, "/tinh/")
    tile = next(each for each in page.all("a", "tile__link") if "Lạng Sơn" in each.text)
    assert tile.attributes["href"] == "/tinh/lang-son/"
    assert tile.text == "Lạng Sơn 3 bài"
    table = page.all("details", "tile-map__table")[0].text
    assert "Lạng Sơn 3" in table and "Bình Thuận 1" in table and "Cà Mau –chưa có bài" in table


@pytest.mark.parametrize(
    ("counts", "least"),
    [([], []), ([7], [1, 5]), ([1, 1, 1, 1], [1]), ([3, 40, 220, 9000], [1, 20, 200, 5000])],
)
def test_shades_part_provinces_by_round_numbers(counts, least):
    assert _bounds(counts) == least
    assert len(_bounds(list(range(1, 64)))) <= 4


# Provinces


def test_a_province_says_what_it_is_and_what_is_missing(client, held):
    text = words(client, "/tinh/lang-son/")
    assert "Giữ nguyên khi sắp xếp các tỉnh ngày 1/7/2025." in text
    assert "3 bài viết" in text
    assert "Mã tỉnh 20" in text and "Cao Lạng" in text
    missing = text.rpartition("Kho còn thiếu gì")[2]
    assert "Năm không có bài nào về nơi này 2020, 2022–2024. Xét từ 2019 đến 2025" in missing
    assert "Huyện Tràng Định" in missing and "Huyện Đình Lập" not in missing


def test_a_province_that_ended_misses_nothing_after_its_end(client, held):
    report = make.article("Năm sau", province=held[2].province, published_on=date(2026, 2, 1))
    write_entries([report.pk])
    assert "2026" not in words(client, "/tinh/binh-thuan/").partition("Kho còn thiếu gì")[2]
    assert "2026" in words(client, "/tinh/ca-mau/?lens=34")


def test_papers_of_the_province_of_which_nothing_is_held_are_named(client, held):
    assert "Báo của tỉnh mà kho chưa giữ bài nào Báo Bình Thuận" in words(client, "/tinh/binh-thuan/")
    assert "Báo của tỉnh mà kho chưa giữ bài nào" not in words(client, "/tinh/lang-son/")


def test_a_number_beside_a_district_is_that_of_its_page(client, held):
    page = read(client, "/tinh/lang-son/")
    lines = [each for each in page.all("li", "tally__row") if "Huyện Đình Lập" in each.text]
    assert any("2 bài" in each.text and "12 xã, phường, thị trấn" in each.text for each in lines)
    assert "2 bài nhắc đến" in words(client, "/huyen/dinh-lap-lang-son/")


def test_the_order_of_the_merger_stands_with_its_date(client, held):
    text = words(client, "/tinh/binh-thuan/")
    assert "Từ 1/7/2025 nhập vào Tỉnh Lâm Đồng cùng với Đắk Nông, Lâm Đồng." in text
    assert "Nghị quyết 202/2025/QH15, từ 1/7/2025" in text


def test_hue_has_its_names_in_order(client, held):
    text = words(client, "/tinh/hue/?lens=34")
    assert "Trước là Tỉnh Thừa Thiên Huế; không nhập với tỉnh nào." in text
    names = ["Tỉnh Thừa Thiên Huế đến hết 31/12/2024", "Thành phố Huế từ 1/1/2025"]
    assert [name in text for name in names] == [True, True]


def test_other_names_lead_to_the_province(client, held):
    for address, leads_to in (
        ("/tinh/binh-thuan/?lens=34", "/tinh/lam-dong/?lens=34"),
        ("/tinh/hue/", "/tinh/hue/?lens=34"),
        ("/tinh/tinh-lang-son/", "/tinh/lang-son/"),
        ("/tinh/tp-ho-chi-minh/", "/tinh/ho-chi-minh/"),
        ("/tinh/bac-can/", "/tinh/bac-kan/"),
    ):
        assert client.get(address)["Location"] == leads_to


def test_a_province_of_long_ago_is_explained(client, held):
    text = words(client, "/tinh/ha-tay/")
    assert "Không còn từ 1/8/2008 (Nghị quyết 15/2008/QH12)" in text
    assert "Trong 63 tỉnh là Thành phố Hà Nội" in text


def test_former_provinces_name_provinces_that_are(known):
    codes = set(Place.objects.filter(level="province", era="63").values_list("code", flat=True))
    slugs = set(Place.objects.filter(level="province").values_list("slug", flat=True))
    for former in former_provinces():
        assert set(former.into) <= codes and former.into
        assert former.slug not in slugs


def test_the_list_can_be_narrowed_by_a_name_without_marks(client, held):
    page = read(client, "/tinh/?ten=thuan")
    rows = [each.text for each in page.all("table", "mergers")[0:1]]
    assert "Bình Thuận" in rows[0] and "Ninh Thuận" in rows[0] and "Lạng Sơn" not in rows[0]
    assert "Huyện Đình Lập" in words(client, "/tinh/?ten=Đình+Lập")
    assert "Tỉnh Hà Tây" in words(client, "/tinh/?ten=ha+tay")
    assert "Không tỉnh nào" in words(client, "/tinh/?ten=khongcogi")


def test_the_table_of_mergers_has_all_63_in_34(client, held):
    table = read(client, "/tinh/").all("table", "mergers")[0]
    assert len(re.findall("giữ nguyên", table.text)) == 10
    page = read(client, "/tinh/")
    assert len(page.all("span", "mergers__old")) == 63


# Districts and communes


def test_a_district_is_told_with_its_end_its_communes_and_its_units(client, held):
    text = words(client, "/huyen/dinh-lap-lang-son/")
    assert "Cấp huyện thôi từ 1/7/2025. Đất nay thuộc: Xã Châu Sơn, Xã Đình Lập, " in text
    assert "đến hết 30/6/2025 · mã 189" in text
    assert "Đảng bộ huyện Đình Lập" in text
    assert "Xã, phường, thị trấn từng trực thuộc" in text


def test_the_sentences_that_name_a_place_come_newest_first(client, held):
    sentences = read(client, "/huyen/dinh-lap-lang-son/").all("ol", "passages")[0].text
    assert sentences.index("Châu Sơn có chi bộ mới") < sentences.index("Đình Lập chọn điểm")
    assert "Huyện Đình Lập có xã Châu Sơn đi trước" in sentences


def test_sentences_can_be_narrowed_to_a_year(client, held):
    text = read(client, "/huyen/dinh-lap-lang-son/?nam=2019").all("ol", "passages")[0].text
    assert "Đình Lập chọn điểm" in text and "Châu Sơn có chi bộ mới" not in text
    assert client.get("/huyen/dinh-lap-lang-son/?nam=%00x").status_code in {200, 400}
    assert "2 bài nhắc đến" in words(client, "/huyen/dinh-lap-lang-son/?nam=1066")


def test_what_readers_may_not_see_is_not_counted(client, held):
    PlaceMention.objects.filter(article=held[1]).update(verdict="refused")
    Article.objects.filter(pk=held[0].pk).update(state=Article.State.WITHDRAWN)
    write_entries([report.pk for report in held])
    assert "Chưa bài nào trong kho" in words(client, "/huyen/dinh-lap-lang-son/")
    line = next(each for each in read(client, "/tinh/lang-son/").all("li", "tally__row")
                if "Huyện Đình Lập" in each.text)  # fmt: skip
    assert "chưa có bài" in line.text


def test_a_commune_of_today_says_what_it_was_made_of_and_an_old_one_what_it_became(client, held):
    now = words(client, "/xa/chau-son-lang-son/")
    assert "Có từ 1/7/2025, gồm:" in now and "Xã Châu Sơn (Đình Lập)" in now
    then = words(client, "/xa/chau-son-dinh-lap-lang-son/")
    assert "Từ 1/7/2025 nhập vào Xã Châu Sơn." in then


def test_a_city_and_the_town_that_it_was_are_one_page(client, held):
    for address in ("/huyen/tu-son-bac-ninh/", "/huyen/thi-xa-tu-son-bac-ninh/"):
        assert client.get(address)["Location"] == "/huyen/thanh-pho-tu-son-bac-ninh/"
    text = words(client, "/huyen/thanh-pho-tu-son-bac-ninh/").partition("Qua các thời kỳ")[2]
    kinds = [text.index(name) for name in ("Thị xã Từ Sơn", "Thành phố Từ Sơn")]
    assert kinds == sorted(kinds)


def test_two_places_whose_codes_changed_places_are_kept_apart(known):
    district, town = (
        locality("district", "huyen-ky-anh-ha-tinh"),
        locality("district", "thi-xa-ky-anh-ha-tinh"),
    )
    assert {row.full_name for row in district.versions} == {"Huyện Kỳ Anh"}
    assert {row.full_name for row in town.versions} == {"Thị xã Kỳ Anh"}


def test_a_commune_that_moved_to_another_district_keeps_its_page(known):
    place = locality("commune", "xa-hoang-long-hoang-hoa-thanh-hoa")
    assert [row.parent.name for row in place.versions] == ["Hoằng Hóa", "Thanh Hóa"]
    assert place.slug == "xa-hoang-long-thanh-hoa-thanh-hoa"


def test_no_two_places_share_an_address(known):
    for level in ("district", "commune"):
        slugs = {}
        for place in localities(Place.objects.filter(level=level)):
            for row in place.versions:
                assert slugs.setdefault(row.slug, place) is place, row.slug
    sa_pa = Place.objects.get(full_name="Phường Sa Pả", level="commune")
    assert sa_pa.get_absolute_url() == "/xa/phuong-sa-pa-sa-pa-lao-cai-03002/"


def test_names_that_differ_in_marks_alone_are_offered_side_by_side(client, held):
    text = words(client, "/xa/phuong-sa-pa-sa-pa-lao-cai/")
    assert "Phường Sa Pa" in text and "Phường Sa Pả" in text


def test_a_name_of_many_places_lists_them_with_their_provinces(client, held):
    found = namesakes("commune", "tan-lap")
    assert len(found) > 30
    text = words(client, "/xa/tan-lap/")
    assert "Xã Tân Lập Huyện Hữu Lũng" not in text.partition("nơi còn đến nay đứng trước")[0]
    assert "Thành phố Buôn Ma Thuột" in text


def test_a_name_of_one_place_leads_to_it(client, held):
    assert client.get("/huyen/dinh-lap/")["Location"] == "/huyen/dinh-lap-lang-son/"
    assert client.get("/huyen/huyen-dinh-lap-lang-son/?nam=2019")["Location"] == (
        "/huyen/dinh-lap-lang-son/?nam=2019"
    )


def test_what_was_never_there_is_a_page_that_helps(client, held):
    for address in ("/huyen/khong-co/", "/xa/khong-co/", "/xa/-/", "/huyen/dinh/", "/tinh/dinh-lap/",
                    "/xa/xa/", f"/xa/{'a-' * 200}a/", "/tinh/khong-co/?lens=34"):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 404, address
        assert Page(response.content.decode()).all("search")


def test_what_an_article_names_leads_to_the_page_of_the_place(held):
    assert place_url(version(DINH_LAP, "district")) == "/huyen/dinh-lap-lang-son/"
    assert place_url(version(NOW_CHAU_SON)) == "/xa/chau-son-lang-son/"


def doors(client, words: str) -> list[tuple[str, str]]:
    pages = client.get("/api/v1/search", {"q": words}).json()["query"].get("pages", [])
    return [(page["label"], page["url"]) for page in pages if page["facet"] in {"district", "commune"}]


def test_a_search_for_a_place_offers_its_page(client, held):
    dinh_lap = ("Huyện Đình Lập, Lạng Sơn", "/huyen/dinh-lap-lang-son/")
    assert doors(client, "huyện Đình Lập") == doors(client, "Đình Lập") == [dinh_lap]
    assert doors(client, "xã Châu Sơn")[0] == ("Châu Sơn (nhiều nơi cùng tên)", "/xa/chau-son/")
    assert doors(client, "xã Kiên Mộc, 13 chi bộ") == []
    assert doors(client, "Châu Sơn") == []
    assert doors(client, "huyện Đinh Lập") == []


def test_the_migration_tells_apart_what_the_loader_tells_apart(known):
    facts = reference().places
    for ref, slug in place_slugs(facts).items():
        if slug != facts.slug(ref):
            start = ref.valid_from or None
            rows = Place.objects.filter(level=ref.level, code=ref.code, era=ref.era, valid_from=start)
            rows.update(slug=facts.slug(ref))
    import_module("articles.migrations.0007_place_pages").tell_apart(apps, None)
    wanted = place_slugs(facts)
    for row in Place.objects.all():
        start = row.valid_from.isoformat() if row.valid_from else ""
        assert row.slug == wanted[PlaceRef(row.level, row.code, row.era, start)]


@pytest.mark.parametrize(
    ("address", "most"),
    [("/tinh/", 12), ("/tinh/?ten=tan+lap", 14), ("/tinh/lang-son/", 26), ("/tinh/lang-son/?lens=34", 26),
     ("/huyen/dinh-lap-lang-son/", 26), ("/xa/chau-son-lang-son/", 26), ("/xa/tan-lap/", 10)],
)  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_the_archive(
    client, held, address, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most) as before:
        client.get(address)
    dinh_lap = version(DINH_LAP, "district")
    more = [
        make.article(
            f"Bài {index} về Đình Lập",
            body=["Huyện Đình Lập họp chi bộ."],
            places=[("Huyện Đình Lập", dinh_lap), ("Đình Lập", version(CHAU_SON))],
            units=[("chi bộ", make.unit(f"Chi bộ thôn {index}", place=dinh_lap))],
            province=held[0].province,
            newspaper=make.newspaper(f"Báo thử {index}"),
            published_on=date(2010 + index, 1, 1),
        )
        for index in range(9)
    ]
    write_entries([report.pk for report in more])
    with django_assert_max_num_queries(len(before.captured_queries)):
        read(client, address)


def test_years_in_few_words():
    assert spans({2012, 2013, 2014, 2017}) == ["2012–2014", "2017"]
    assert spans([]) == []


def test_a_district_stands_in_the_room_of_provinces(client, held):
    current = [
        each
        for each in read(client, "/huyen/dinh-lap-lang-son/").all("a")
        if "aria-current" in each.attributes
    ]
    assert current[0].attributes["href"] == "/tinh/"


def test_committees_of_one_name_are_told_apart_by_their_days(client, held):
    kind = make.unit("Đảng bộ xã Châu Sơn").kind
    for era in ("63", "34"):
        place = Place.objects.get(level="province", slug=LANG_SON, era=era)
        slug = f"tinh-uy-lang-son-{era}"
        Unit.objects.create(
            key=slug, kind=kind, name="Tỉnh ủy Lạng Sơn", slug=slug, place=place, province=place
        )
    told = words(client, "/tinh/lang-son/?lens=34").partition("Cấp tỉnh")[2]
    assert told.count("Tỉnh ủy Lạng Sơn") == 2
    assert "đến hết 30/6/2025" in told
