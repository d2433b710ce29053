# ruff: noqa: E501 -- markup as papers write it
"""Web pages as Vietnamese papers build them, each with a report invented for these tests.

The report's own words are the same kind in every layout; what differs is the markup: semantic tags, tables in
tables, one ASP.NET form around everything, lines parted by <br>, structured data in the head.
"""

HEADLINE = "Chi bộ bản Nà Sẳng giữ nếp sinh hoạt giữa mùa nương"
KICKER = "Xây dựng Đảng ở vùng cao"
LEDE = (
    "Mùa làm nương, dân bản đi từ lúc gà gáy đến tối mịt mới về, nhưng ngày sinh hoạt hằng tháng của Chi bộ bản "
    "Nà Sẳng, xã Mường Đun, huyện Tủa Chùa chưa tháng nào vắng quá hai người."
)
PARAGRAPHS = (
    "Bí thư Chi bộ Lò Văn Pành kể, trước đây chi bộ họp vào buổi sáng mùng ba, ai bận nương thì xin nghỉ, có tháng "
    "thiếu đến một phần ba. Từ đầu năm 2019, đảng viên bàn nhau chuyển sang họp buổi tối, người ở xa ngủ lại nhà "
    "người ở gần.",
    "Theo Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, mỗi đảng viên đăng ký một việc làm theo. Ở Nà Sẳng, "
    "việc ấy là nhận kèm một hộ nghèo: cho mượn giống, giúp ngày công, cùng đi bán nông sản ở chợ phiên.",
    "Đảng ủy xã Mường Đun chọn Nà Sẳng làm nơi sinh hoạt điểm. Sau ba kỳ, bảy chi bộ khác trong xã đã đổi giờ họp và "
    "viết nghị quyết ngắn lại, mỗi tháng chỉ chọn hai việc cho rõ người, rõ hạn.",
    "Năm 2020, chi bộ có 27 đảng viên, kết nạp được 3 quần chúng đều là người trẻ trong bản; cuối năm được xếp loại "
    "hoàn thành xuất sắc nhiệm vụ.",
)
CAPTION = "Đảng viên Chi bộ bản Nà Sẳng họp buổi tối tại nhà văn hóa. Ảnh: Quàng Thắm"
BYLINE = "QUÀNG THẮM"
OTHER = (
    "Huyện Mường Ảng tổng kết mười năm phát triển đảng viên trong doanh nghiệp",
    "Đảng bộ thị xã Mường Lay chuẩn bị đại hội nhiệm kỳ 2020 - 2025",
    "Tuần Giáo ra mắt mô hình chi bộ bốn tốt tại khu dân cư",
)
TEASER = (
    "Sáng nay, tại hội trường trung tâm, Huyện ủy Mường Ảng tổ chức hội nghị tổng kết mười năm phát triển đảng viên "
    "trong doanh nghiệp ngoài nhà nước trên địa bàn."
)
COMMENT = "Bài viết hay quá, mong báo viết thêm về các chi bộ vùng cao như thế này để nhiều nơi cùng học tập."
FOOTER = "Cơ quan của Đảng bộ tỉnh. Tổng Biên tập: Nguyễn Văn Mẫu. Giấy phép số 12/GP-BTTTT."

_MENU = "".join(
    f'<li><a href="/{slug}">{name}</a></li>'
    for slug, name in (
        ("thoi-su", "Thời sự"),
        ("chinh-tri", "Chính trị"),
        ("xa-hoi", "Xã hội"),
        ("kinh-te", "Kinh tế"),
    )
)
_OTHERS = "".join(
    f'<li><a href="/tin/{number}.html">{title}</a></li>' for number, title in enumerate(OTHER, 100)
)
_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
_TEASERS = "".join(
    f'<div class="item"><a href="/tin/{number}.html"><h3>{title}</h3></a><p>{TEASER}</p></div>'
    for number, title in enumerate(OTHER, 100)
)


def semantic(*, head: str = "", stamp: str = "2021-03-09T14:20:00+07:00") -> str:
    """HTML5: article, header, figure, time, aside; og: and article: in the head; comments below."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{HEADLINE} - Báo Mẫu</title>
<meta property="og:title" content="{HEADLINE}"><meta property="article:published_time" content="{stamp}">
<meta property="article:modified_time" content="2022-11-30T08:00:00+07:00">
<link rel="canonical" href="https://baomau.vn/xay-dung-dang/chi-bo-ban-na-sang-123.html">{head}
<script>var clicks = 1;</script><style>p {{ color: red }}</style></head>
<body><header class="site-header"><a href="/"><img alt="Báo Mẫu"></a><span class="clock">Thứ Tư, 30/11/2022</span></header>
<nav><ul>{_MENU}</ul></nav>
<main><article><header><p class="kicker">{KICKER}</p><h1>{HEADLINE}</h1>
<time class="date" datetime="{stamp}">Thứ Ba, 09/03/2021, 14:20 (GMT+7)</time></header>
<h2 class="sapo">{LEDE}</h2><p>{PARAGRAPHS[0]}</p>
<figure><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])}
<p class="author"><strong>{BYLINE}</strong></p></article>
<section id="comments"><h3>Bình luận</h3><p>{COMMENT}</p></section></main>
<aside><h3>Đọc nhiều</h3>{_TEASERS}</aside><footer><p>{FOOTER}</p></footer></body></html>"""


def tables() -> str:
    """Around 2005: tables in tables, capitals, font tags, no h1, the caption in the picture's table."""
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=utf-8"><TITLE>{HEADLINE}</TITLE></HEAD>
<BODY><TABLE width=780><TR><TD colspan=3><A href="/">Trang chủ</A> | <A href="/rss">RSS</A> | Thứ năm, 01/04/2021</TD></TR>
<TR><TD width=150><TABLE>{"".join(f'<TR><TD><A href="/{n}">{t}</A></TD></TR>' for n, t in enumerate(OTHER))}</TABLE></TD>
<TD><TABLE><TR><TD class=title><FONT size=4><B>{HEADLINE}</B></FONT></TD></TR>
<TR><TD class=date><I>Cập nhật lúc 14:20, Thứ Ba, 09/03/2021 (GMT+7)</I></TD></TR>
<TR><TD><B>{LEDE}</B></TD></TR>
<TR><TD><P>{PARAGRAPHS[0]}</P><TABLE align=center><TR><TD><IMG src=a.jpg></TD></TR><TR><TD><I>{CAPTION}</I></TD></TR></TABLE>
{"".join(f"<P align=justify>{paragraph}</P>" for paragraph in PARAGRAPHS[1:])}
<P align=right><B>{BYLINE}</B></P></TD></TR></TABLE></TD>
<TD width=180><TABLE>{"".join(f'<TR><TD><A href="/x{n}">{t}</A><BR>{TEASER}</TD></TR>' for n, t in enumerate(OTHER))}</TABLE></TD></TR>
<TR><TD colspan=3 align=center>{FOOTER}</TD></TR></TABLE></BODY></HTML>"""


def aspnet() -> str:
    """ASP.NET: one form around the whole page, hidden fields, spans with long ids, lines parted by <br />."""
    lines = "<br /><br />".join((PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], BYLINE))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd"><html><head>
<title>{HEADLINE}</title></head><body><form method="post" action="./Detail.aspx" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="{"x" * 4000}" /><div class="top"><ul>{_MENU}</ul></div>
<div id="ctl00_pnl"><h1 class="logo"><a href="/">BÁO MẪU ĐIỆN TỬ</a></h1>
<div class="left"><span id="ctl00_lblTitle" class="ArticleTitle">{HEADLINE}</span>
<div class="meta"><span id="ctl00_lblDate" class="pdate">09/03/2021 14:20</span><span class="views">Lượt xem: 1.204</span></div>
<span id="ctl00_lblLead"><b>{LEDE}</b></span><div id="ctl00_content">{lines}</div>
<div class="tool"><a href="#">In trang</a> <a href="#">Gửi email</a></div>
<div class="othernews"><b>Các tin khác</b><ul>{_OTHERS}</ul></div>
<div class="binhluan"><textarea>Nội dung</textarea><p>{COMMENT}</p></div></div></div>
<div class="bottom">{FOOTER}</div></form></body></html>"""


def structured() -> str:
    """Late: JSON-LD in the head, divs with names only, pointers to other stories between the paragraphs."""
    graph = f"""{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Báo Mẫu"}},
{{"@type":"NewsArticle","headline":"{HEADLINE}","datePublished":"2021-03-09T07:20:00Z",
"dateModified":"2022-11-30T01:00:00Z","author":{{"@type":"Person","name":"Quàng Thắm"}}}}]}}"""
    pointer = f'<p><a href="/tin/100.html"><em>{OTHER[0]}</em></a></p>'
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{HEADLINE} | baomau.vn</title>
<meta property="og:title" content="{HEADLINE}"><script type="application/ld+json">{graph}</script></head>
<body><div class="header"><div class="menu"><ul>{_MENU}</ul></div></div>
<div class="wrapper"><div class="col-left"><div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/ct">Chính trị</a></div>
<h1 class="detail-title">{HEADLINE}</h1>
<div class="detail-info"><span class="detail-author">Quàng Thắm</span><span class="detail-time">14:20 | 09/03/2021</span></div>
<div class="detail-sapo">{LEDE}</div><div class="detail-content"><div><p>{PARAGRAPHS[0]}</p>{pointer}
<div class="photo"><img src="b.jpg"><div class="caption"><p>{CAPTION}</p></div></div>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])}</div></div>
<div class="tags">Từ khóa: <a href="/t/1">Tủa Chùa</a> <a href="/t/2">chi bộ</a></div>
<div class="related-news"><h4>Tin liên quan</h4><ul>{_OTHERS}</ul></div></div>
<div class="col-right">{_TEASERS}</div></div><div class="footer">{FOOTER}</div></body></html>"""


def wordpress() -> str:
    """WordPress: entry-content, wp-caption, comment list, share buttons, hidden copies for search engines."""
    return f"""<!DOCTYPE html><html lang="vi-VN"><head><meta charset="UTF-8"><title>{HEADLINE} &#8211; Trang tin Mẫu</title></head>
<body class="post-template"><div id="page"><a class="skip-link screen-reader-text" href="#content">Chuyển đến nội dung</a>
<div style="display:none">{TEASER}</div><div id="content"><div id="primary"><main><article id="post-7" class="post hentry">
<header class="entry-header"><span class="cat-links"><a href="/c/1">Xây dựng Đảng</a></span><h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta"><span class="posted-on"><a href="/7"><time class="entry-date published" datetime="2021-03-09T14:20:33+07:00">09/03/2021</time></a></span>
<span class="byline"> bởi <a href="/author/q">Quàng Thắm</a></span></div></header>
<div class="entry-content"><p><strong>{LEDE}</strong></p><p>{PARAGRAPHS[0]}</p>
<div class="wp-caption"><img src="c.jpg"/><p class="wp-caption-text">{CAPTION}</p></div>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])}
<div class="sharedaddy"><h3>Chia sẻ:</h3><ul><li><a href="#">Facebook</a></li></ul></div></div></article>
<div id="comments" class="comments-area"><ol class="comment-list"><li><p>{COMMENT}</p></li></ol></div></main></div>
<aside id="secondary" class="widget-area">{_TEASERS}</aside></div></div></body></html>"""


def spans() -> str:
    """Word pasted into an editor: each paragraph a div of spans that cut words, no-break spaces, o:p."""

    def cut(text: str) -> str:
        middle = len(text) // 2
        words = f'<span style="font-size:14pt">{text[:middle]}</span><span lang=VI>{text[middle:]}</span>'
        return f"<div class=MsoNormal>{words}<o:p></o:p></div>".replace(" của ", "&nbsp;của ")

    return f"""<!DOCTYPE html><html><head><meta name="viewport" content="width=device-width"><title>{HEADLINE}</title></head><body>
<div id="wrap"><div class="nav-bar"><a href="/">Trang nhất</a><a href="/ct">Chính trị</a><a href="/xh">Xã hội</a></div>
<div class="chi-tiet"><h1>{HEADLINE.replace("Nà Sẳng ", "Nà Sẳng<br>")}</h1>
<div class="ngay">Thứ Ba, ngày 09 tháng 3 năm 2021</div>
<div class="noidung">{cut(LEDE)}{cut(PARAGRAPHS[0])}<div align="center"><em>{CAPTION}</em></div>
{"".join(map(cut, PARAGRAPHS[1:]))}<div align="right"><b>{BYLINE}</b></div></div>
<div class="khac">Tin cùng chuyên mục<ul>{_OTHERS}</ul></div></div>
<div id="chan-trang">{FOOTER}</div></div></body></html>"""


def plain_divs() -> str:
    """No h1, no names, no head: a saved fragment of paragraphs with the title in bold."""
    return f"""<div><div><b>{HEADLINE}</b></div><div>09/03/2021</div>
<div>{LEDE}</div>{"".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS)}<div>{BYLINE}</div></div>"""


LAYOUTS = {
    "semantic": semantic,
    "tables": tables,
    "aspnet": aspnet,
    "structured": structured,
    "wordpress": wordpress,
    "spans": spans,
    "plain_divs": plain_divs,
}
