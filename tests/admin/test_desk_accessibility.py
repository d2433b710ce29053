"""Every page type of the desk in a real browser, in both languages: nothing is refused by the content
security policy, no script fails, axe-core finds nothing, and no page is wider than a tablet.

What Django's own templates do and we cannot mend without copying them is listed in ``DJANGOS_OWN``.
"""

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from articles.ingest.copy_rulings import rule_together
from articles.models import Document, Original, PlaceMention, ReaderReport, Unit, Upload
from tests import factories as make
from tests.axe import BY_LANGUAGE
from tests.ingest.test_copies import ADDED, grouped, report, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DJANGOS_OWN = {
    "empty-table-header": "the first column of a table of rows has a head without words",
}
"""What Django's own templates and scripts do."""


@pytest.fixture
def addresses(editor) -> list[str]:
    """One address of every page type, over rows that show something."""
    user = get_user_model().objects.get(username="sep")
    article = make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())], directives=[
        ("Chỉ thị số 05-CT/TW của Bộ Chính trị", make.directive())])  # fmt: skip
    first, second = stored(report(), "Họp ít mà được việc"), stored([*report(), ADDED], "Họp ít")
    grouped(first, second)
    ruling = rule_together([article.pk, first.pk], by=user)
    upload = Upload.objects.create(door="admin", by=user, label="báo tháng tư")
    original = Original.objects.create(sha256="0" * 64, content=b"x", size=1)
    document = Document.objects.create(
        upload=upload, name="a.txt", source_key="file:a.txt", original=original, state="failed",
        outcome="failed", reason="không đọc được",
    )  # fmt: skip
    told = ReaderReport.objects.create(article=article, kind="text", message="Sai tên xã.")
    unit = Unit.objects.get()
    other, place = make.unit("Chi bộ thôn 3"), make.commune()
    make.mention(PlaceMention, article, "Kiên Mộc", place=None, candidates=[place.pk])
    rows = {
        "article": article, "copyruling": ruling, "upload": upload, "document": document,
        "readerreport": told, "unit": unit, "directive": make.directive(),
        "newspaper": make.newspaper(), "place": place,
    }  # fmt: skip
    lists = [*rows, "copygroup", "authorityact", "sheetdraft", "reparse", "publishingrules"]
    return [
        reverse("admin:index"),
        reverse("admin:app_list", args=["articles"]),
        reverse("admin:password_change"),
        *(reverse(f"admin:articles_{model}_changelist") for model in lists),
        *(reverse(f"admin:articles_{model}_change", args=[row.pk]) for model, row in rows.items()),
        *(reverse(f"admin:articles_{model}_add") for model in ("upload", "unit", "directive", "newspaper")),
        reverse("admin:articles_copygroup_change", args=[first.pk]),
        reverse("admin:articles_article_history", args=[article.pk]),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_change", args=[user.pk]),
        reverse("admin:auth_group_changelist"),
        f"{reverse('admin:articles_article_changelist')}?q=chi+bo",
        *(reverse(f"admin:articles_unit_{act}", args=[unit.pk]) for act in ("merge", "split")),
        f"{reverse('admin:articles_unit_merge', args=[unit.pk])}?keep=kia&typed=%23{other.pk}",
        reverse("admin:articles_place_unresolved"),
        f"{reverse('admin:articles_place_unresolved_group')}?form={quote('kiên mộc')}",
    ]


@pytest.fixture
def editor(db) -> Client:
    """An administrator's browser: no page is closed to him."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("sep"))
    return client


def log_in(page: Page, editor: Client, address: str, language: str) -> None:
    """Give the page the session of a logged-in editor, and a language."""
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": editor.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": address,
            },
            {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address},
        ]
    )


@pytest.mark.parametrize("look", [("vi", "light"), ("en", "dark")], ids=["vi", "en"])
def test_no_page_of_the_desk_is_refused_anything_and_axe_finds_nothing_of_ours(
    page: Page, editor: Client, addresses: list[str], live_server, look: tuple[str, str]
) -> None:
    language, scheme = look
    log_in(page, editor, live_server.url, language)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 768, "height": 1024})
    refused: list[str] = []
    page.on(
        "console", lambda said: refused.append(f"{page.url}: {said.text}") if said.type == "error" else None
    )
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " event => console.error('CSP', event.violatedDirective, event.blockedURI))"
    )
    axe, found = Axe(), []
    for address in addresses:
        assert page.goto(address).status == 200, address
        page.locator("details").evaluate_all("each => each.forEach(one => one.open = true)")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append(f"{address}: {over} pixels too wide")
        silent = len(refused)
        for wrong in axe.run(page, options=BY_LANGUAGE[language]).response["violations"]:
            if wrong["id"] not in DJANGOS_OWN:
                where = [node["html"][:200] for node in wrong["nodes"][:3]]
                found.append(f"{address}: {wrong['id']} ({len(wrong['nodes'])}): {where}")
        del refused[silent:]  # axe itself writes styles into the page to read sheets that import others
    assert refused == []
    assert not found, "\n".join(found)


def test_widgets_that_scripts_draw_are_allowed_and_work(
    page: Page, editor: Client, addresses: list[str], live_server
) -> None:
    """The list while typing, and the calendar of a date: both are drawn by Django's scripts."""
    log_in(page, editor, live_server.url, "vi")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    change = next(each for each in addresses if "/article/" in each and each.endswith("/change/"))
    page.goto(change)
    page.locator(".field-province .select2-selection").click()
    page.locator(".select2-search__field").last.fill("lang son")
    page.locator(".select2-results__option", has_text="Tỉnh Lạng Sơn").click()
    page.locator(".field-published_on .date-icon").click()
    assert page.locator(".calendarbox:visible").count() == 1
    assert "Tháng" in page.locator(".calendarbox:visible caption").inner_text()
    page.locator(".calendarbox:visible .calendar-cancel a").click()
    assert said == []


def test_the_language_is_switched_where_one_is(page: Page, editor: Client, live_server) -> None:
    log_in(page, editor, live_server.url, "vi")
    page.goto("/admin/articles/article/?state__exact=published")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/admin/articles/article/?state__exact=published")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"
