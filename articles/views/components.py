"""The component page: every piece of the interface at once, while developing."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Newspaper, Place
from articles.views import tally
from articles.views.calendars import Gap, month_of
from articles.views.evidence import Sentence
from articles.views.home import Figure
from articles.views.paging import PageLink, Pager
from articles.views.reading import Paragraph, Piece


def components(request: HttpRequest) -> HttpResponse:
    """Show all components with invented content; nothing is read from the database."""
    return render(request, "articles/components.html", sample())


def sample() -> dict[str, Any]:
    """Return content for every component."""
    place = Place(name="Lạng Sơn", full_name="Tỉnh Lạng Sơn", slug="lang-son", era="63", level="province")
    report = Article(
        pk=1,
        title="Chi bộ thôn Khe Bủng: Đảng viên nghiễm nhiên đứng trước thử thách",
        slug="khe-bung",
        published_on=date(2021, 5, 14),
        newspaper=Newspaper(name="Báo Lạng Sơn", slug="bao-lang-son"),
        province=place,
    )
    lines = tally.with_shares(
        tally.Line(label, count, "#", "#", note=note)
        for label, count, note in (
            ("Chỉ thị 05-CT/TW (2016)", 1257, "Về đẩy mạnh học tập và làm theo tư tưởng Hồ Chí Minh"),
            ("Nghị quyết 22-NQ/TW (2008)", 214, ""),
            ("Kết luận 18-KL/TW (2017)", 8, ""),
        )
    )
    pieces = (
        Piece("Ở "),
        Piece("Chi bộ thôn Khe Bủng", "to-chuc", "#", "to-chuc-1"),
        Piece(", câu chuyện được bàn trước hết là thực hiện "),
        Piece("Chỉ thị 05-CT/TW", "van-kien", "#", "van-kien-1"),
        Piece(", với 9 đảng viên, quyết tâm xóa bản “trắng”."),
    )
    return {
        "reports": [report],
        "lines": lines,
        "figures": [Figure(1257, "bài viết", "#"), Figure(34, "tỉnh, thành phố", "#"), Figure(8, "năm", "#")],
        "years": tally.year_columns({2017: 40, 2018: 122, 2020: 7, 2021: 214}, {}, most=8),
        "month": month_of(2021, 5, {date(2021, 5, day).toordinal(): day for day in (3, 14, 15, 28)}),
        "chosen": date(2021, 5, 14),
        "gaps": [Gap(date(2021, 1, 1), date(2021, 5, 2)), Gap(date(2021, 5, 29), date(2021, 12, 31))],
        "paragraphs": [Paragraph("lede", pieces[:1] + pieces[-1:], "(LSO) –"), Paragraph("body", pieces)],
        "sentence": Sentence("Cách làm bám theo ", "Kết luận số 18-KL/TW", " của Ban Bí thư.", "#"),
        "pager": Pager(
            (PageLink(1, "#", is_current=True), PageLink(2, "#"), PageLink(None, ""), PageLink(9, "#")),
            "",
            "#",
        ),
    }
