"""The addresses under which a page is known: one for each language, whatever else stood behind it."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

KEPT = ("q", "lens", "page", "den", "loai", "ngay")
"""What makes another page of an address; anything else only changes how it is reached or ordered."""

USUAL = {("lens", "63"), ("page", "1")}


@register.simple_tag(takes_context=True)
def canonical_link(context: template.Context) -> SafeString | str:
    """Return the link that names the page's own address, in the language in which it speaks."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    return format_html('<link rel="canonical" href="{}">', address(request, get_language()))


@register.simple_tag(takes_context=True)
def alternate_links(context: template.Context) -> SafeString | str:
    """Return links to the page in each language, and to the one for readers of neither."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    links = [(code, address(request, code)) for code, _name in settings.LANGUAGES]
    links.append(("x-default", address(request, settings.LANGUAGE_CODE)))
    return format_html_join("\n    ", '<link rel="alternate" hreflang="{}" href="{}">', links)


def address(request: HttpRequest, language: str | None) -> str:
    """Return the whole address of a page in a language; the usual language is not named."""
    pairs = [(key, value) for key in KEPT if (value := request.GET.get(key))]
    pairs = [pair for pair in pairs if pair not in USUAL]
    if language and language != settings.LANGUAGE_CODE:
        pairs.append(("lang", language))
    plain = f"{request.scheme}://{request.get_host()}{request.path}"
    return f"{plain}?{urlencode(pairs)}" if pairs else plain
