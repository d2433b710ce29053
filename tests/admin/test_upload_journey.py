"""The door as an editor meets it in a browser: dropping, sending, watching, trying again; without script."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.ingest import service
from articles.models import Article, Document, SheetDraft, Upload
from articles.reading import Delivered
from tests.admin.handing import DOOR, sheet, zipped
from tests.press import Press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DROP = """([where, files]) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name));
    for (const kind of ["dragenter", "dragover", "drop"]) {
        const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.querySelector(where).dispatchEvent(event);
    }
}"""

ONE_FILE_A_PART = """
    const parse = JSON.parse;
    JSON.parse = (text) => {
        const value = parse(text);
        if (value && value.batch) value.batch.files = 1;
        return value;
    };
"""


@pytest.fixture(autouse=True)
def nobody_waits_for_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker: what comes is processed in the request."""
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)


def sign_in(context, desk: Client, live_server) -> None:
    session = desk.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


@pytest.fixture
def editor(page: Page, desk: Client, live_server) -> Page:
    """A browser in which an editor has signed in; what the page's policy refuses fails the test."""
    sign_in(page.context, desk, live_server)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    yield page
    assert refused == []


def assert_accessible(editor: Page) -> None:
    """Look at the same page in another tab, for the instrument's own styles are refused there."""
    tab = editor.context.new_page()
    tab.goto(editor.url)
    assert Axe().run(tab, options=RULES).response["violations"] == []
    tab.close()


@pytest.fixture
def plain(browser, desk: Client, live_server) -> Iterator[Page]:
    """The same without script."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", java_script_enabled=False)
    sign_in(context, desk, live_server)
    yield context.new_page()
    context.close()


def given(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def report(number: int) -> bytes:
    return Press(
        headline=f"Chi bộ thôn {number} đổi mới sinh hoạt",
        commune=f"Xã số {number}",
        number=number,
        byline=f"Nguyễn Văn {chr(65 + number % 26)}",
        extra=(f"Bài thứ {number} kể về một cách làm khác ở thôn {number * 7}.",),
    ).encode()


BROKEN = [
    ("rong.txt", b""),
    ("cu.doc", b"\xd0\xcf\x11\xe0" + bytes(90)),
    ("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(90)),
    ("anh-doi-ten.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ("nhi-phan.txt", b"\x00\x01\x02" * 40),
    ("hong.zip", b"PK\x03\x04 hong"),
    ("bom.zip", zipped(("1.txt", b"a" * 3_000_000))),
    ("chi-so.txt", b"12345 67890"),
    ("giau.rtf", b"{\\rtf1 xin chao}"),
    ("tieng-anh.txt", b"The members of the committee are going to the house of the people. " * 9),
]


def test_one_of_the_dropped_files_is_taken_out_and_the_others_are_sent_from_beside_the_list(
    editor: Page,
) -> None:
    editor.goto(reverse(DOOR))
    editor.evaluate(DROP, ["#door-drop", [(f"{n}.txt", report(n).decode()) for n in range(3)]])
    editor.get_by_role("button", name="Bỏ 1.txt").click()
    expect(editor.locator("#door-count")).to_contain_text("Đã chọn 2 tệp")
    expect(editor.get_by_role("button", name="Bỏ 2.txt")).to_be_focused()
    expect(editor.locator("#door-list")).to_have_attribute("tabindex", "0")
    assert_accessible(editor)
    editor.get_by_role("button", name="Nạp (2)").click()
    editor.wait_for_url("**/upload/*/change/")
    assert set(Document.objects.values_list("name", flat=True)) == {"0.txt", "2.txt"}


def test_a_hundred_files_of_which_ten_are_broken(editor: Page) -> None:
    files = [given(f"bai-{number:02}.txt", report(number)) for number in range(82)]
    files += [
        given(f"trang-{number}.html", f"<html><body><p>{report(number).decode()}</p>".encode())
        for number in range(82, 86)
    ]
    files += [given("goi.zip", zipped(*((f"{number}.txt", report(number)) for number in range(86, 90))))]
    files += [given(name, data) for name, data in BROKEN]
    files += [given(f"them-{number}.txt", report(number)) for number in range(90, 93)]
    assert len(files) == 100
    editor.goto(reverse(DOOR))
    editor.set_input_files("#id_files", files)
    expect(editor.locator("#door-count")).to_contain_text("Đã chọn 100 tệp")
    expect(editor.locator("#door-left-out")).to_contain_text("4 tệp sẽ không gửi")
    expect(editor.locator("#door-list li").first).to_contain_text("rong.txt")
    editor.click("#door-submit")
    editor.wait_for_url("**/articles/upload/*/change/")
    upload = Upload.objects.get()
    assert {
        name.split("!")[0]
        for name in upload.documents.filter(outcome="failed").values_list("name", flat=True)
    } == {name for name, _ in BROKEN}
    assert upload.documents.exclude(outcome="failed").count() == 93
    rows = editor.locator("#lines tbody tr")
    expect(rows).to_have_count(103)
    for number in range(10):
        expect(rows.nth(number)).to_have_class(re.compile("--failed"))
    expect(editor.locator("#lines-progress")).to_have_attribute("value", "103")
    editor.locator(".lines__tallies a", has_text="10 lỗi").click()
    expect(editor.locator("#lines tbody tr")).to_have_count(10)
    assert_accessible(editor)


def test_files_are_dropped_and_sent_in_parts(editor: Page) -> None:
    editor.goto(reverse(DOOR))
    assert_accessible(editor)
    dropped = [[f"bai-{number}.txt", report(number).decode()] for number in range(3)]
    editor.evaluate(DROP, ["#door-drop", dropped])
    editor.evaluate(DROP, ["body", [["ben-ngoai.txt", "x"]]])
    expect(editor.locator("#door-list li")).to_have_count(3)
    editor.fill("#id_newspaper", "Báo Nhân Dân")
    editor.click("#door-submit")
    editor.wait_for_url("**/articles/upload/*/change/")
    assert {str(each.newspaper) for each in Article.objects.all()} == {"Báo Nhân Dân"}
    assert Document.objects.count() == 3


def test_a_cut_line_loses_nothing_and_is_taken_up_again(editor: Page) -> None:
    editor.add_init_script(ONE_FILE_A_PART)
    editor.goto(reverse(DOOR))
    editor.set_input_files("#id_files", [given(f"{number}.txt", report(number)) for number in range(3)])
    sent = []

    def cut_the_second(route) -> None:
        sent.append(route)
        route.abort() if len(sent) == 2 else route.continue_()

    editor.route(f"**{reverse(DOOR)}", cut_the_second)
    editor.click("#door-submit")
    expect(editor.locator("#door-errors")).to_contain_text("đã gửi 1 trên 3 tệp")
    assert Document.objects.count() == 1
    editor.get_by_role("button", name="Gửi tiếp").click()
    editor.wait_for_url("**/articles/upload/*/change/")
    assert sorted(Upload.objects.get().documents.values_list("name", flat=True)) == [
        "0.txt",
        "1.txt",
        "2.txt",
    ]


def test_the_lines_renew_themselves_and_keep_what_is_ticked(editor: Page) -> None:
    upload = service.open_upload(Upload.Door.ADMIN)
    bad = service.receive(upload, [Delivered("hong.txt", b"\x00\x01" * 40)])
    service.process_documents([each.pk for each in bad])
    waiting = service.receive(upload, [Delivered(f"{number}.txt", report(number)) for number in range(2)])
    editor.clock.install()
    editor.goto(reverse("admin:articles_upload_change", args=[upload.pk]))
    expect(editor.locator("#lines-progress")).to_have_attribute("value", "1")
    expect(editor.get_by_role("link", name="Tải lại", exact=True)).to_be_hidden()
    tick = editor.locator(f"#chosen-{bad[0].pk}")
    tick.check()
    service.process_documents([each.pk for each in waiting])
    with editor.expect_response("**/tien-do/"):
        editor.clock.fast_forward(2100)
    expect(editor.locator("#lines-progress")).to_have_attribute("value", "3")
    expect(editor.locator("#lines-said")).to_have_text("Đã xong 3 trên 3 tài liệu.")
    expect(tick).to_be_checked()
    expect(tick).to_be_focused()
    asked = []
    editor.on("request", lambda request: asked.append(request.url))
    editor.clock.fast_forward(60_000)
    assert asked == []
    editor.get_by_role("button", name="Xử lý lại những tệp đã chọn").click()
    expect(editor.locator(".messagelist")).to_contain_text("Đưa lại 1 tệp")


def test_what_cannot_be_read_is_let_be_with_a_reason_and_the_key_enter(editor: Page) -> None:
    editor.goto(reverse(DOOR))
    editor.set_input_files("#id_files", [given(name, data) for name, data in BROKEN[5:8]])
    editor.click("#door-submit")
    editor.wait_for_url("**/upload/*/change/")
    editor.get_by_label("Chọn chi-so.txt").check()
    editor.get_by_label("Lý do bỏ qua").fill("chỉ có số trang")
    editor.get_by_label("Lý do bỏ qua").press("Enter")
    expect(editor.locator(".messagelist")).to_contain_text("Đã bỏ qua 1 tệp")
    expect(editor.locator(".lines__line--dismissed")).to_contain_text("chỉ có số trang")
    assert_accessible(editor)
    editor.get_by_label("Chọn chi-so.txt").check()
    editor.get_by_role("button", name="Đưa lại vào danh sách").click()
    expect(editor.locator(".lines__line--failed")).to_have_count(3)


def test_a_sheet_is_previewed_then_taken(editor: Page) -> None:
    rows = [
        (f"a{number}", f"Chi bộ thôn {number}", report(number).decode().replace("\n", " "), "14/05/2021", "")
        for number in range(3)
    ]
    editor.goto(reverse(DOOR))
    editor.set_input_files("#id_files", [given("thang5.csv", sheet([*rows, ("a9", "Trống", "", "", "")]))])
    expect(editor.locator("#door-list li")).to_contain_text("sẽ xem trước")
    editor.click("#door-submit")
    editor.wait_for_url("**/sheetdraft/*/change/")
    expect(editor.locator(".preview__sum")).to_contain_text("Bảng có 4 dòng, sẽ nhận 3")
    assert_accessible(editor)
    assert not Upload.objects.exists()
    editor.get_by_role("button", name="Nạp 3 dòng").click()
    editor.wait_for_url("**/articles/upload/*/change/")
    expect(editor.locator("#lines tbody tr")).to_have_count(4)
    assert not SheetDraft.objects.exists()


@pytest.mark.parametrize("width", [375, 768])
def test_columns_are_chosen_without_script_on_a_narrow_screen(plain: Page, editor: Page, width: int) -> None:
    rows = [(f"Chi bộ thôn {n}", report(n).decode().replace("\n", " "), "14/05/2021") for n in range(2)]
    plain.set_viewport_size({"width": width, "height": 800})
    plain.goto(reverse(DOOR))
    plain.set_input_files("#id_files", [given("la.csv", sheet(rows, "Cột A,Cột B,Cột C"))])
    plain.click("#door-submit")
    plain.wait_for_url("**/sheetdraft/*/change/")
    expect(plain.get_by_role("button", name="Nạp")).to_have_count(0)
    for column, meaning in (("Cột A", "tít"), ("Cột B", "nội dung bài"), ("Cột C", "tít")):
        plain.get_by_label(column).select_option(label=meaning)
    plain.get_by_role("button", name="Xem lại").click()
    expect(plain.locator("th .errorlist")).to_have_count(2)
    plain.get_by_label("Cột C").select_option(label="ngày đăng")
    plain.get_by_role("button", name="Xem lại").click()
    expect(plain.locator(".preview__sum")).to_contain_text("sẽ nhận 2")
    assert plain.evaluate("document.documentElement.scrollWidth") <= width
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(plain.url)
    assert_accessible(editor)
    plain.get_by_role("button", name="Nạp 2 dòng").click()
    plain.wait_for_url("**/articles/upload/*/change/")
    assert [str(each.published_on) for each in Article.objects.all()] == ["2021-05-14"] * 2


def test_all_of_it_works_without_script(plain: Page) -> None:
    plain.goto(reverse(DOOR))
    plain.set_input_files(
        "#id_files",
        [given("tot.txt", report(1)), given("rong.txt", b""), given("cu.doc", b"\xd0\xcf\x11\xe0 cu")],
    )
    plain.click("#door-submit")
    plain.wait_for_url("**/articles/upload/*/change/")
    expect(plain.locator("#lines tbody tr")).to_have_count(3)
    upload = Upload.objects.get()
    service.receive(upload, [Delivered("cho.txt", report(2))])
    plain.reload()
    plain.get_by_role("link", name="Tải lại", exact=True).click()
    expect(plain.locator("#lines-progress")).to_have_attribute("value", "3")
    plain.get_by_role("link", name="Tự tải lại sau 5 giây").click()
    expect(plain.get_by_role("link", name="Thôi tự tải lại")).to_be_visible()
    plain.goto(reverse(DOOR))
    plain.fill("#id_text", report(3).decode())
    plain.click("#door-submit")
    plain.wait_for_url("**/articles/upload/*/change/")
    assert Article.objects.count() == 2
