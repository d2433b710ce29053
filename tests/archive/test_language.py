"""Pages speak Vietnamese until the reader asks for English."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from archive.language import LanguageMiddleware


def answer(address: str = "/", cookie: str | None = None, accept: str = "en-US,en;q=0.9") -> HttpResponse:
    request = RequestFactory().get(address, headers={"accept-language": accept})
    if cookie:
        request.COOKIES["lang"] = cookie
    return LanguageMiddleware(lambda _request: HttpResponse(get_language()))(request)


@pytest.mark.parametrize(
    ("address", "cookie", "language"),
    [
        ("/", None, "vi"),
        ("/?lang=en", None, "en"),
        ("/?lang=vi", "en", "vi"),
        ("/", "en", "en"),
        ("/?lang=fr", None, "vi"),
        ("/?lang=fr", "en", "en"),
        ("/?lang=", "xx", "vi"),
    ],
)
def test_the_language_of_a_page(address: str, cookie: str | None, language: str):
    response = answer(address, cookie)
    assert response.content.decode() == language
    assert response.headers["Content-Language"] == language


def test_a_choice_is_kept_and_no_choice_leaves_no_cookie():
    assert answer("/?lang=en").cookies["lang"].value == "en"
    assert "lang" not in answer("/").cookies
    assert "lang" not in answer("/?lang=fr").cookies


def test_caches_know_that_the_page_depends_on_the_cookie():
    assert "Cookie" in answer().headers["Vary"]
