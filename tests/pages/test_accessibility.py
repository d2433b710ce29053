"""Every page type in both languages: axe-core, which checks WCAG 2.2 A and AA as far as a machine can, finds
nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Article, UnitMention
from tests.axe import BY_LANGUAGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/tim-kiem/?q=chi+bo",
    "/tim-kiem/?q=chi+bo&province=lang-son&year=2021",
    "/tim-kiem/?q=chi+bo&view=compact",
    "/tim-kiem/?q=chi+bo&view=kwic",
    "/tim-kiem/?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+h%E1%BA%BFt",
    "/tim-kiem/unit/?q=chi+bo",
    "/tinh/",
    "/tinh/lang-son/",
    "/tinh/lang-son/?lens=34",
    "/van-kien/",
    "/van-kien/chua-khop/",
    "/don-vi/",
    "/nam/",
    "/nam/2021/",
    "/nam/2021/11/",
    "/bao/",
    "/bao/bao-lang-son/",
    "/do-phu/",
    "/tro-giup/",
    "/gioi-thieu/",
    "/khong-co-trang-nay/",
)


@pytest.fixture
def addresses(archive) -> list[str]:
    """Return one address of every page type."""
    withdrawn = archive.dinh_lap
    Article.objects.filter(pk=withdrawn.pk).update(state=Article.State.WITHDRAWN)
    unit = UnitMention.objects.filter(article=archive.kien_moc).first().unit
    return [
        *PAGES,
        archive.kien_moc.get_absolute_url(),
        f"{archive.kien_moc.get_absolute_url()}?danh-dau=1",
        f"{archive.kien_moc.get_absolute_url()}?q=chi+bo&thu=1",
        archive.unknown.get_absolute_url(),
        withdrawn.get_absolute_url(),
        reverse("article-report", args=[archive.kien_moc.pk]),
        reverse("article-report", args=[withdrawn.pk]),
        reverse("report-received", args=[archive.kien_moc.pk]),
        reverse("directive", args=[archive.directive.slug]),
        reverse("unit", args=[unit.slug]),
        unit.place.get_absolute_url(),
    ]


@pytest.mark.parametrize(("language", "scheme"), [("vi", "light"), ("en", "dark")])
def test_axe_finds_nothing(page: Page, addresses: list[str], language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    axe, found = Axe(), []
    for address in addresses:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        page.locator("details").evaluate_all("each => each.forEach(one => one.open = true)")
        for wrong in axe.run(page, options=BY_LANGUAGE[language]).response["violations"]:
            where = [node["html"][:160] for node in wrong["nodes"][:3]]
            found.append(f"{address}: {wrong['id']} ({len(wrong['nodes'])}): {where}")
    assert not found, "\n".join(found)
