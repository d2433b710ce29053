"""The address of a page as a format, a form or a page itself states it: kept only where it is one."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

from articles.messages import Message

_LONGEST_SHOWN = 60
_LONGEST_HOST = 253
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?|_[\w-]{0,62}")
_BRACKETED = re.compile(r"(?:[^\[\]]*@)?\[[^\[\]]*\](?::\d*)?")
_LOGIN = re.compile(r"(?<=//)[^/?#]*@")
_LOGIN_LEFT_OUT = Message("địa chỉ có kèm tên đăng nhập hay mật khẩu, đã bỏ phần ấy")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it can be kept, None where what was said is none; ``note`` tells what was left out."""

    url: str | None = None
    note: Message | None = None


def printable(words: str) -> str:
    r"""Return ``words`` without letters that nothing can show or keep: NUL, controls, halves of a letter.

    >>> printable("Báo\x00 Lai\u200b Châu")
    'Báo Lai Châu'
    """
    return "".join(letter for letter in words if letter.isprintable())


def address_of(said: str) -> Address:
    r"""Return the address that ``said`` is. Words by which somebody logs in are never kept, nor shown; a
    backslash is refused, for browsers and programs read another host behind it.

    >>> address_of("<https://baolaichau.vn/1\x00>").url, address_of("trang chủ").note
    ('https://baolaichau.vn/1', 'địa chỉ “trang chủ” không phải địa chỉ trang web, đã bỏ qua')
    >>> address_of("https://an:matkhau@baolaichau.vn/1").url
    'https://baolaichau.vn/1'
    """
    url = printable(said.strip("<> \t\r\n"))
    if not url:
        return Address()
    parts = _parts(url)
    if parts is None:
        shown = _LOGIN.sub("", url)[:_LONGEST_SHOWN]
        note = Message("địa chỉ “%(said)s” không phải địa chỉ trang web, đã bỏ qua", said=shown)
        return Address(None, note)
    _, _, place = parts.netloc.rpartition("@")
    url = f"{parts.scheme}://{place}{url.partition('//')[2].removeprefix(parts.netloc)}"
    is_bare = place == parts.netloc
    return Address(url, None if is_bare else _LOGIN_LEFT_OUT)


def web_address(said: str) -> str | None:
    r"""Return the address of a page as it can be kept, None where ``said`` is no address of the web.

    >>> web_address("https://baolaichau.vn/1"), web_address(r"https://bao.vn\@x.vn/1"), web_address("https://.")
    ('https://baolaichau.vn/1', None, None)
    """
    return address_of(said).url


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an address of the web, None where it is none: another scheme, no host, a port that
    cannot be, signs that no address has."""
    if "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and _is_host(host, parts.netloc) else None


def _is_host(host: str, netloc: str) -> bool:
    """Tell whether a page can lie there: a name with a dot in it, or a numbered address."""
    if "[" in netloc:
        return _BRACKETED.fullmatch(netloc) is not None and _is_numbered(host)
    labels = host.removesuffix(".").split(".")
    return len(host) <= _LONGEST_HOST and len(labels) > 1 and all(map(_LABEL.fullmatch, labels))


def _is_numbered(host: str) -> bool:
    try:
        IPv6Address(host)
    except ValueError:
        return False
    return True
