"""An archive small enough to know by heart, with something of everything."""

from dataclasses import dataclass
from datetime import date

import pytest

from articles.models import Article, Directive, UnitMention
from search.indexing.index import write_entries
from tests import factories as make


@dataclass
class Archive:
    """The reports: of Lạng Sơn (two), of Bình Thuận, of Lâm Đồng after the merger, and one of nowhere."""

    kien_moc: Article
    dinh_lap: Article
    phu_quy: Article
    lam_dong: Article
    unknown: Article
    directive: Directive

    @property
    def reports(self) -> list[Article]:
        return [self.kien_moc, self.dinh_lap, self.phu_quy, self.lam_dong, self.unknown]


@pytest.fixture
def archive(db) -> Archive:
    make.merger("Lâm Đồng", "Bình Thuận", "Đắk Nông", "Lâm Đồng")
    make.merger("Lạng Sơn", "Lạng Sơn")
    lang_son, binh_thuan = make.province("Lạng Sơn"), make.province("Bình Thuận")
    directive, other = make.directive(), make.directive("28-CT/TW", 2019, title="")
    old_name = make.unit("Đảng bộ xã Kiên Mộc (cũ)")
    unit = make.unit("Đảng bộ xã Kiên Mộc", province=lang_son, place=make.commune())
    old_name.merged_into = unit
    old_name.save()
    cites = "Chỉ thị số 05-CT/TW của Bộ Chính trị"
    kien_moc = make.article(
        places=[("xã Kiên Mộc", make.commune("Kiên Mộc hai"))],
        units=[("Đảng bộ xã Kiên Mộc", unit)],
        directives=[(cites, directive)],
        url="https://baolangson.vn/xay-dung-dang/kien-moc.html",
    )
    make.figure(kien_moc, unit=unit, organisation="Đảng bộ xã Kiên Mộc")
    dinh_lap = make.article(
        "Đình Lập chọn điểm để tập trung lãnh đạo",
        units=[("Đảng bộ xã Kiên Mộc", old_name)],
        directives=[(cites, directive), ("13 chi bộ", other)],
        published_on=date(2020, 3, 2),
        page_viewed_on=date(2023, 6, 3),
    )
    phu_quy = make.article(
        "Phú Quý: Xây dựng tổ chức cơ sở Đảng",
        province=binh_thuan,
        newspaper=make.newspaper("Báo Bình Thuận"),
        directives=[(cites, directive)],
        published_on=date(2021, 11, 24),
    )
    lam_dong = make.article(
        "Chi bộ đầu tiên của xã mới",
        province=make.province("Lâm Đồng", "34"),
        newspaper=make.newspaper("Báo Lâm Đồng"),
        published_on=date(2025, 8, 17),
    )
    unknown = make.article(
        "Chi bộ trong lòng bàn tay",
        province=None,
        newspaper=None,
        published_on=None,
        directives=[(cites, None)],
        review_reasons=["no_province", "no_date"],
    )
    UnitMention.objects.create(
        article=unknown,
        unit=unit,
        start=0,
        end=6,
        surface="Chi bộ",
        rule="t",
        confidence=0.4,
        is_listed=False,
    )
    held = Archive(kien_moc, dinh_lap, phu_quy, lam_dong, unknown, directive)
    write_entries([each.pk for each in held.reports])
    return held
