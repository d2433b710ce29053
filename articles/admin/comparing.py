"""What the page of a comparison shows: two articles side by side, and the prints around them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ingest import copy_groups, likeness, ruled_copies, signatures
from articles.ingest.copy_groups import Print
from articles.models import Article, CopyGroup, CopyRuling, CopySignature
from articles.records import Part
from articles.views.copies import MOST_COPIES
from articles.views.side_by_side import SideBySide, side_by_side

MOST_NAMED = 4
"""So many prints a list names of a group."""

LEFT, RIGHT, ONLY_DIFFERENT = "trai", "phai", "khac"
"""What the address of a comparison says: the two articles, and whether only what differs is shown."""

PART_NAMES: dict[Part, Promise] = {
    Part.KICKER: gettext_lazy("dòng trên tít"),
    Part.HEADLINE: gettext_lazy("tít"),
    Part.LEDE: gettext_lazy("sa-pô"),
    Part.BODY: gettext_lazy("thân bài"),
    Part.HEADING: gettext_lazy("tít phụ"),
    Part.CAPTION: gettext_lazy("chú thích ảnh"),
    Part.BYLINE: gettext_lazy("tác giả"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A print of the group as a line: how it stands to the first one, and the address that shows it beside
    the left one. ``place`` is "left" or "right" for the two that are shown."""

    article: Article
    stands: str
    url: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles side by side.

    ``likeness`` is the share (0 to 1) of word triples in common, by which they are grouped or not. ``ruling``
    is the last word of an editor on just these two. ``prints`` are the first of the group, ``left_out`` how
    many more it has; both are empty for two articles of different groups. ``are_grouped`` tells whether
    readers meet the two as prints of one report.
    """

    group: int | None
    left: Article
    right: Article
    texts: SideBySide
    likeness: float
    ruling: CopyRuling | None
    prints: Sequence[Beside]
    left_out: int
    are_grouped: bool

    @property
    def unlikeness(self) -> float:
        """Return how much the two differ; the list of groups says about as much, by a quicker estimate."""
        return 1 - self.likeness

    @property
    def address(self) -> str:
        """Return the address of this page."""
        return address(self.group, self.left.pk, self.right.pk)


def address(group: int | None, left: int, right: int) -> str:
    """Return where two articles are compared."""
    if group is None:
        page = reverse("admin:articles_copygroup_compare")
    else:
        page = reverse("admin:articles_copygroup_change", args=[group])
    return f"{page}?{urlencode({LEFT: left, RIGHT: right})}"


def comparison(group: int | None, left: int | None, right: int | None) -> Comparison | None:
    """Return two articles beside each other: of a ``group`` the first and the one most unlike it, unless
    others are named. None where there are not two."""
    members = copy_groups.prints([group]).get(group, []) if group is not None else []
    rulings = ruled_copies.in_force(each.article for each in members)
    links = copy_groups.tied(members, rulings)
    if members:
        left = left or members[0].article
        right = right or _most_unlike(left, members, links)
    if left is None or right is None or left == right:
        return None
    found = Article.objects.select_related("newspaper", "province").defer("proposed").in_bulk([left, right])
    if len(found) < 2:
        return None
    one, other = found[left], found[right]
    wordings = [signatures.compared(each) for each in (one, other)]
    groups = set(CopySignature.objects.filter(pk__in=[left, right]).values_list("group", flat=True))
    return Comparison(
        group,
        one,
        other,
        side_by_side(one, other),
        likeness.likeness(wordings[0].triples, wordings[1].triples),
        ruled_copies.latest_on([left, right]),
        list(_beside(members, links, group, (left, right))),
        max(0, len(members) - MOST_COPIES),
        len(groups) == 1 and groups != {None},
    )


def _most_unlike(left: int, members: Sequence[Print], links: likeness.Links) -> int | None:
    """Return what is to be looked at beside an article: first what nobody ruled on, the least alike of it."""
    own = next((each for each in members if each.article == left), members[0])
    others = [each for each in members if each.article != left]
    unlike = [
        (links.are_joined(each.article, left), likeness.agreement(each.minima, own.minima), each.article)
        for each in others
    ]
    return min(unlike)[2] if unlike else None


def _beside(
    members: Sequence[Print], links: likeness.Links, group: int | None, shown: tuple[int, int]
) -> Iterable[Beside]:
    listed = list(members[:MOST_COPIES])
    articles = Article.objects.for_listing().in_bulk([each.article for each in listed])
    left, right = shown
    for each in listed:
        if each.article not in articles:
            continue
        place = {left: "left", right: "right"}.get(each.article, "")
        url = address(group, left, each.article) if each.article != left else ""
        yield Beside(articles[each.article], _stands(each, members[0], links), url, place)


def _stands(member: Print, first: Print, links: likeness.Links) -> str:
    if member is first:
        return _("bản đầu tiên")
    if member.digest == first.digest:
        return _("giống từng chữ với bản đầu tiên")
    if links.are_joined(member.article, first.article):
        return _("đã quyết là cùng một bài")
    return _("chưa quyết")


def prints_of(groups: Collection[int]) -> dict[int, list[str]]:
    """Return papers and days of the first prints of each group, in one query however large groups are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked.number, paper.name, article.published_on"
            " FROM unnest(%s::bigint[]) AS asked (number), LATERAL ("
            ' SELECT article_id FROM articles_copysignature WHERE "group" = asked.number'
            " ORDER BY article_id LIMIT %s) AS print"
            " JOIN articles_article AS article ON article.id = print.article_id"
            " LEFT JOIN articles_newspaper AS paper ON paper.id = article.newspaper_id"
            " ORDER BY asked.number, article.id",
            [list(groups), MOST_NAMED],
        )
        found: dict[int, list[str]] = {}
        for number, paper, day in cursor.fetchall():
            named = paper or _("không rõ báo")
            found.setdefault(number, []).append(f"{named}, {day:%-d/%-m/%Y}" if day else named)
    return found


def next_open() -> int | None:
    """Return the group to look at next: the most doubtful on which something is left to rule."""
    waiting = CopyGroup.objects.filter(open__gt=0).order_by("-doubt", "-first")
    return waiting.values_list("pk", flat=True).first()


def group_of(article: int) -> int | None:
    """Return the group in which an article stands now."""
    return CopySignature.objects.filter(pk=article).values_list("group", flat=True).first()
