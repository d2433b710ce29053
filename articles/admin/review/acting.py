"""What an editor's forms on the review page ask for, done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.acting import reason_given, without_nul
from articles.admin.history.lines import person
from articles.admin.review import page, targets
from articles.admin.review.answering import answer
from articles.admin.review.fields import NAMES, form_for, input_id
from articles.admin.review.figures import FigureForm, auto_id
from articles.admin.review.keeping import Kept
from articles.admin.review.mentions import KINDS
from articles.ingest import doubts, review, settle, verdicts
from articles.ingest.judged import target
from articles.models import Article, FigureMention, Mention, MentionDecision, Verdict

MOST_TWINS = 500
"""Mentions of the same words that one word of an editor is for, at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One form that was sent: the article as it was then, and the order of the cards that is kept."""

    request: HttpRequest
    article: Article
    site: AdminSite
    kept: Kept

    @property
    def reason(self) -> str:
        """Return why."""
        return reason_given(self.request)

    def said(self, name: str) -> str:
        """Return what a field of the form says."""
        return without_nul(self.request.POST.get(name, ""))

    def own(self, fragment: str, **asked: str) -> str:
        """Return the address of the page at a place, asking for what is to be chosen there."""
        own = page.address(self.article.pk, page.tier_of(self.request), self.kept, **asked)
        return f"{own}#{fragment}"


def act(request: HttpRequest, article: Article, site: AdminSite) -> str:
    """Do what a form of the page asks for; return the address at which the editor goes on.

    What cannot be done is said in a message. Nothing is done over a colleague's head: every form tells what
    its editor saw. Raises UnfitError where what was typed does not fit.
    """
    asked = Asked(request, article, site, Kept.parse(request.GET))
    acts: dict[str, Callable[[Asked], str]] = {
        "field": _on_field,
        "mention": _on_mention,
        "add": _add,
        "report": _on_report,
    }
    about = acts.get(asked.said("about"))
    if about is not _on_report and article.state == Article.State.WITHDRAWN:
        messages.error(request, _("Bài đã rút: đưa bài trở lại rồi mới duyệt được. Chưa ghi gì."))
        return asked.own("")
    if about is None:
        messages.error(request, _("Không rõ phải làm gì; chưa ghi gì."))
        return asked.own("")
    try:
        return about(asked)
    except review.ChangedMeanwhileError:
        messages.warning(request, _meanwhile(asked))
    except verdicts.MentionGoneError as gone:
        words = _("“%(words)s” không còn trong danh sách: bài vừa được phân tích lại.")
        messages.warning(request, words % {"words": gone})
    return asked.own(_fragment(asked.said("here")))


def _meanwhile(asked: Asked) -> str:
    """Return who said what of a field after the editor looked at it, and when, as far as it is known."""
    shown, field = asked.said("shown"), asked.said("field")
    since = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 12 else None
    if since is not None and field in NAMES:
        at_least = datetime.fromtimestamp(since, UTC)
        said: dict[str, Any] = {"field": field, "at__gte": at_least, "by__isnull": False}
        decided = asked.article.decisions.filter(**said).select_related("by").order_by("-pk").first()
        refused = asked.article.refused_values.filter(**said).select_related("by").order_by("-pk").first()
        words = max((each for each in (decided, refused) if each), key=lambda each: each.at, default=None)
        if words is not None:
            told = _("%(by)s vừa quyết về “%(field)s” lúc %(at)s; chưa ghi gì, hãy xem giá trị hiện nay.")
            at = date_format(timezone.localtime(words.at), "H:i j/n/Y")
            return told % {"by": person(words.by), "field": NAMES[field], "at": at}
    return _("Vừa có người khác sửa, hoặc máy vừa phân tích lại; chưa ghi gì, hãy xem giá trị hiện nay.")


def _fragment(words: str) -> str:
    """Return the fragment that a form names, "" for what is none."""
    return words if words.isascii() and words.replace("-", "").replace("_", "").isalnum() else ""


def _on_field(asked: Asked) -> str:
    name, here = asked.said("field"), _fragment(asked.said("here"))
    if name not in settle.FIELDS:
        raise review.ChangedMeanwhileError
    said: dict[str, Any] = {"by": asked.request.user, "reason": asked.reason, "seen": asked.said("seen")}
    match asked.said("act"):
        case "accept":
            review.accept(asked.article, [name], **said)
        case "refuse":
            if name in doubts.lacking(review.refuse(asked.article, name, **said)):
                return asked.own(input_id(name))  # what was refused is needed: the right one is asked for
        case "none":
            review.decide(asked.article, name, None, **said)
        case "reopen":
            review.reopen(asked.article, name, seen=asked.said("seen"))
            return asked.own(here)
        case _:
            review.decide(asked.article, name, _value(asked, name), **said)
    return asked.own(_fragment(asked.said("then")))


def _value(asked: Asked, name: str) -> Any:
    """Return the value that an editor chose among those that the text names, or typed."""
    found, form = asked.said("found"), form_for(name, asked.request.POST)
    if found:
        form = form_for(name, {**asked.request.POST.dict(), "value": found})
    value = form.cleaned_data["value"] if form.is_valid() else None
    if form.is_valid() and value in (None, ""):
        form.add_error("value", _("Hãy ghi giá trị, hoặc bấm nút nói rằng không có."))
    if form.errors:
        raise page.UnfitError(f"truong-{name}", form)
    return value.pk if isinstance(value, Model) else value


def _on_mention(asked: Asked) -> str:
    kind, number = asked.said("kind"), asked.said("mention")
    here, then = _fragment(asked.said("here")), _fragment(asked.said("then"))
    if kind not in KINDS or not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise verdicts.MentionGoneError("–")
    held = KINDS[kind][0]._default_manager.filter(article=asked.article, pk=number).first()
    if held is None:
        raise verdicts.MentionGoneError(asked.said("words")[:80])
    asked = _keeping(asked, held)
    said: dict[str, Any] = {"by": asked.request.user, "reason": asked.reason}
    verdict = {"accept": Verdict.CONFIRMED, "refuse": Verdict.REFUSED, "reopen": Verdict.NONE}
    if asked.said("act") == "keep":
        decision = MentionDecision.objects.filter(kind=kind, mention=held.pk, is_current=True).first()
        if decision is not None:
            verdicts.keep(decision)
        return asked.own(then)
    if asked.said("act") in verdict:
        for each in _meant(asked, held):
            verdicts.judge(each, verdict[asked.said("act")], **said)
        return asked.own(here if asked.said("act") == "reopen" else then)
    if isinstance(held, FigureMention):
        return _on_figure(asked, held)
    record = _record(asked, kind)
    if record is None:
        return asked.own(here, **{page.CHOOSE: here, page.TYPED: asked.said("typed")})
    for each in _meant(asked, held):
        verdicts.correct(each, record.pk, **said)
    return asked.own(then)


def _keeping(asked: Asked, held: Mention) -> Asked:
    """Return the same with what it is about kept in its place, among those that ask for a word."""
    meant = _meant(asked, held) if asked.said("asks") else []
    return replace(asked, kept=asked.kept.with_mentions(asked.said("kind"), [each.pk for each in meant]))


def _on_figure(asked: Asked, figure: FigureMention) -> str:
    form = _figure_form(asked, figure)
    if not form.is_valid():
        raise page.UnfitError(f"nhac-{MentionDecision.Kind.FIGURE}-{figure.pk}", form)
    verdicts.correct_figure(figure, form.said(), by=asked.request.user, reason=asked.reason)
    return asked.own(_fragment(asked.said("then")))


def _figure_form(asked: Asked, figure: FigureMention | None) -> FigureForm:
    held, request = figure.indicator if figure else "", asked.request
    return FigureForm(request.POST, request=request, site=asked.site, held=held, auto_id=auto_id(figure))


def _on_report(asked: Asked) -> str:
    answer(asked.request, asked.article)
    return asked.own("ban-doc-bao")


def _meant(asked: Asked, held: Mention) -> list[Mention]:
    """Return the mention, with those of the same words that stand for the same where the editor says so."""
    if not asked.said("twins"):
        return [held]
    same = type(held)._default_manager.filter(article=asked.article, surface=held.surface)
    twins = [each for each in same.order_by("pk")[:MOST_TWINS] if target(each) == target(held)]
    return twins or [held]


def _record(asked: Asked, kind: str) -> Model | None:
    """Return the record that an editor chose or named; None, with a message, where it is none or several."""
    chosen, typed = asked.said("record"), asked.said("typed").strip()[: page.MOST_TYPED]
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19:
        found = targets.named(kind, [int(chosen)])
    else:
        found = targets.find(asked.request, asked.site, kind, typed)
    if len(found) == 1:
        return found[0]
    if found:
        messages.info(
            asked.request,
            _("Có %(n)s bản ghi hợp với “%(typed)s”: hãy chọn một.")
            % {
                "n": len(found),
                "typed": typed,
            },
        )
    else:
        messages.error(asked.request, _("Không có bản ghi nào hợp với “%(typed)s”.") % {"typed": typed})
    return None


def _add(asked: Asked) -> str:
    kind, words = asked.said("kind"), asked.said("words").strip()[:400]
    start = _start(asked, words)
    missing = _("Văn bản không có đúng những chữ “%(words)s”.") % {"words": words}
    place = (start, start + len(words)) if words and start is not None else None
    if kind == MentionDecision.Kind.FIGURE:
        return _add_figure(asked, place, missing)
    typed = {page.ADD: words, page.ADDED_KIND: kind, page.TYPED: asked.said("typed")}
    if kind not in targets.RECORDS or place is None:
        messages.error(asked.request, missing)
        return asked.own("them", **(typed if kind in targets.RECORDS else {}))
    record = _record(asked, kind)
    if record is None:
        return asked.own("them", **typed)
    made = verdicts.add(asked.article, kind, *place, record.pk, by=asked.request.user, reason=asked.reason)
    messages.success(
        asked.request, _("Đã thêm “%(words)s”: %(record)s.") % {"words": words, "record": record}
    )
    return asked.own(f"nhac-{kind}-{made.pk}")


def _add_figure(asked: Asked, place: tuple[int, int] | None, missing: str) -> str:
    form = _figure_form(asked, None)
    if place is None:
        form.add_error(None, missing)
    if place is None or not form.is_valid():
        raise page.UnfitError(page.NEW_FIGURE, form)
    by = asked.request.user
    made = verdicts.add_figure(asked.article, *place, form.said(), by=by, reason=asked.reason)
    messages.success(asked.request, _("Đã thêm số liệu “%(words)s”.") % {"words": made.surface})
    return asked.own(f"nhac-figure-{made.pk}")


def _start(asked: Asked, words: str) -> int | None:
    """Return where the words stand: where the editor marked them, else where they come first."""
    text, marked = asked.article.text, asked.said("start")
    if marked.isascii() and marked.isdecimal() and len(marked) < 10:
        start = int(marked)
        if text[start : start + len(words)] == words:
            return start
    found = text.find(words) if words else -1
    return found if found >= 0 else None
