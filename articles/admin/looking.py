"""What an editor types into the search box of a list, and the rows it means."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Original
from articles.vietnamese.letters import slugify
from articles.views import finding

MOST_FOUND = 1_000
"""So many rows an answer holds; the list says so."""

MOST_OF_A_KIND = 200
"""So many rows are looked up by an address, a hash, or a headline that readers do not see."""

_NUMBER = re.compile(r"#?([1-9][0-9]{0,17})")
_HASH = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
_PAGE = re.compile(r"/bai-viet/([1-9][0-9]{0,17})(/|$)")
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE)


def article_ids(typed: str, *, look: Callable[[str, int], list[int]] = finding.found) -> list[int]:
    """Return the articles that an editor may mean, best first: by number, by address (the paper's or ours),
    by the beginning of the SHA-256 of the original, else by words as readers search.

    Raises finding.TookTooLongError.
    """
    typed = typed.strip()
    found: dict[int, None] = dict.fromkeys(_named(typed))
    if not _SITE.fullmatch(typed):
        found |= dict.fromkeys(_not_shown(typed))
        found |= dict.fromkeys(look(typed, MOST_FOUND))
    return list(islice(found, MOST_FOUND))


def _named(typed: str) -> Iterator[int]:
    """Yield the articles of this number, address or hash."""
    if number := _NUMBER.fullmatch(typed) or _PAGE.search(typed):
        yield int(number[1])
    if _SITE.fullmatch(typed):
        yield from _ids(Article.objects.filter(_addressed(typed)))
    if _HASH.fullmatch(typed):
        yield from _ids(Article.objects.filter(original__sha256__startswith=typed.lower()))


def _addressed(typed: str) -> Q:
    """Return the condition for articles whose address begins so; the index of source keys answers it."""
    page = typed.partition("#")[0].rstrip("/")
    starts = [page] if urlsplit(page).scheme else [f"https://{page}", f"http://{page}"]
    condition = Q()
    for start in starts:
        condition |= Q(source_key__startswith=f"url:{start}")
    return condition


def _not_shown(typed: str) -> Sequence[int]:
    """Return articles that readers' search does not know, by the words of their headline, without marks."""
    words = unmarked_words(typed)
    hidden = Article.objects.exclude(state=Article.State.PUBLISHED)
    return _ids(hidden.filter(*(Q(slug__contains=word) for word in words))) if words else ()


def _ids(articles: QuerySet[Article]) -> list[int]:
    return list(articles.order_by("-pk").values_list("pk", flat=True)[:MOST_OF_A_KIND])


def unmarked_words(typed: str) -> list[str]:
    """Return words as addresses have them.

    >>> unmarked_words("Đảng bộ xã Kiên Mộc")
    ['dang', 'bo', 'xa', 'kien', 'moc']
    """
    return [word for word in slugify(typed).split("-") if word]


def in_order(rows: QuerySet[Any], ids: Sequence[int]) -> QuerySet[Any]:
    """Return the rows of these keys in their order."""
    keys = Value(list(ids), output_field=ArrayField(BigIntegerField()))
    return rows.order_by(Func(keys, F("pk"), function="array_position", output_field=IntegerField()))


class ByReadersSearch(admin.ModelAdmin[Any]):
    """A list of articles that finds what readers find, and what only editors can name."""

    search_fields = ("title",)  # the box is shown; what is typed goes to the search of the site

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the articles that are meant, best first unless a column is sorted by."""
        if not search_term.strip():
            return queryset, False
        try:
            ids = article_ids(search_term)
        except finding.TookTooLongError:
            messages.warning(request, _("Tìm quá lâu nên đã dừng; hãy gõ thêm từ cho hẹp lại."))
            return queryset.none(), False
        found = queryset.filter(pk__in=ids)
        return (found if request.GET.get(ORDER_VAR) else in_order(found, ids)), False


class ByDelivery(admin.ModelAdmin[Any]):
    """The list of documents, found by what an index knows of them."""

    search_help_text = gettext_lazy(
        "Đầu tên tệp, địa chỉ trang báo, số bài (#12) hoặc phần đầu mã SHA-256; trong một lần nạp: "
        "chữ bất kỳ của tên tệp hay lý do."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the documents that are meant; of one delivery also those that have the words anywhere."""
        typed = search_term.strip()
        if not typed:
            return queryset, False
        is_address = _SITE.fullmatch(typed)
        condition = _addressed(typed) if is_address else Q(source_key__startswith=f"file:{typed}")
        if number := _NUMBER.fullmatch(typed):
            condition |= Q(pk=number[1]) | Q(article=number[1])
        if _HASH.fullmatch(typed):
            held = Original.objects.filter(sha256__startswith=typed.lower()).values_list("pk", flat=True)
            condition |= Q(original__in=list(held[:MOST_OF_A_KIND]))
        if request.GET.get("upload__id__exact"):
            condition |= Q(name__icontains=typed) | Q(reason__icontains=typed)
        return queryset.filter(condition), False


class ByUnmarkedName(admin.ModelAdmin[Any]):
    """A list of named things, found by any words of their names, typed with or without marks.

    ``unmarked_fields`` hold names without marks; the first of them orders what is found: what begins with the
    words typed first, shorter names first.
    """

    unmarked_fields: ClassVar[tuple[str, ...]] = ("slug",)

    def also_named(self, typed: str) -> Q | None:
        """Return the condition for rows that bear what was typed as another name, None where there are
        none."""
        return None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows that are meant."""
        words = unmarked_words(search_term)
        if not words:
            return queryset.none() if search_term.strip() else queryset, False
        condition = self.named(words)
        if number := _NUMBER.fullmatch(search_term.strip()):
            condition |= Q(pk=number[1])
        if (other := self.also_named(search_term.strip())) is not None:
            condition |= other
        found = queryset.filter(condition)
        return (found if request.GET.get(ORDER_VAR) else self._best_first(found, words)), False

    def named(self, words: Sequence[str]) -> Q:
        """Return the condition for rows whose name has all these words."""
        condition = Q()
        for field in self.unmarked_fields:
            condition |= Q(*(Q(**{f"{field}__contains": word}) for word in words))
        return condition

    def _best_first(self, found: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        name = self.unmarked_fields[0]
        typed = "-".join(words)
        rank = Case(
            When(**{name: typed}, then=Value(0)),
            When(**{f"{name}__startswith": typed}, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return found.order_by(rank, Length(name), name, "pk")
