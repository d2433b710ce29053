"""In which language a page speaks: Vietnamese, unless the reader says otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

PARAMETER = "lang"


class LanguageMiddleware:
    """The language that `?lang=en` or `?lang=vi` asks for; else the one a cookie keeps; else Vietnamese.

    What a browser sends as Accept-Language does not count: it says where a computer was bought, and one
    address should show everybody the same page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language found."""
        asked = known(request.GET.get(PARAMETER))
        language = (
            asked or known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)) or settings.LANGUAGE_CODE
        )
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        if asked:
            remember(response, asked)
        return response


def known(language: str | None) -> str | None:
    """The language if the site speaks it: `"en"` → `"en"`, `"fr"` → None."""
    return language if language in dict(settings.LANGUAGES) else None


def remember(response: HttpResponse, language: str) -> None:
    """Keep the reader's choice for the visits to come."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
