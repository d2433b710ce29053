"""What an editor's forms on the review page ask for, done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.admin.review import page, queue, targets
from articles.admin.review.fields import FORMS
from articles.admin.review.figures import FigureForm
from articles.admin.review.mentions import KINDS
from articles.ingest import review, settle, verdicts
from articles.ingest.judged import target
from articles.models import Article, FigureMention, Mention, MentionDecision, Verdict

MOST_TWINS = 500
"""Mentions of the same words that one word of an editor is for, at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One form that was sent: the article as it was then, and where the editor goes on (a fragment)."""

    request: HttpRequest
    article: Article
    site: AdminSite

    @property
    def reason(self) -> str:
        """Return why."""
        return " ".join(self.request.POST.get("reason", "").split())[:300]

    def said(self, name: str) -> str:
        """Return what a field of the form says."""
        return self.request.POST.get(name, "")

    def own(self, fragment: str, **asked: str) -> str:
        """Return the address of the page at a place, asking for what is to be chosen there."""
        lane = page.tier_of(self.request)
        query = urlencode({**({queue.TIER: lane} if lane else {}), **asked})
        address = page.address(self.article.pk)
        return f"{address}{'?' if query else ''}{query}#{fragment}"


def act(request: HttpRequest, article: Article, site: AdminSite) -> str:
    """Do what a form of the page asks for; return the address at which the editor goes on.

    What cannot be done is said in a message. Nothing is done over a colleague's head: every form tells what
    its editor saw.
    """
    asked = Asked(request, article, site)
    acts: dict[str, Callable[[Asked], str]] = {"field": _on_field, "mention": _on_mention, "add": _add}
    about = acts.get(asked.said("about"))
    if about is None:
        messages.error(request, _("Không rõ phải làm gì; chưa ghi gì."))
        return asked.own("")
    try:
        return about(asked)
    except review.ChangedMeanwhileError:
        messages.warning(
            request, _("Vừa có người khác sửa, hoặc máy vừa phân tích lại; hãy xem giá trị nay.")
        )
    except verdicts.MentionGoneError as gone:
        words = _("“%(words)s” không còn trong danh sách: bài vừa được phân tích lại.")
        messages.warning(request, words % {"words": gone})
    return asked.own(_fragment(asked.said("here")))


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
            review.refuse(asked.article, name, **said)
        case "none":
            review.decide(asked.article, name, None, **said)
        case "reopen":
            review.reopen(asked.article, name, seen=asked.said("seen"))
            return asked.own(here)
        case _:
            form = FORMS[name](asked.request.POST)
            if not form.is_valid():
                for error in form.errors.get("value", ()):
                    messages.error(asked.request, str(error))
                return asked.own(here)
            value = form.cleaned_data["value"]
            if value is None or value == "":
                messages.error(asked.request, _("Hãy ghi giá trị, hoặc bấm nút nói rằng không có."))
                return asked.own(here)
            review.decide(asked.article, name, value.pk if isinstance(value, Model) else value, **said)
    return asked.own(_fragment(asked.said("then")))


def _on_mention(asked: Asked) -> str:
    kind, number = asked.said("kind"), asked.said("mention")
    here, then = _fragment(asked.said("here")), _fragment(asked.said("then"))
    if kind not in KINDS or not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise verdicts.MentionGoneError("–")
    held = KINDS[kind][0]._default_manager.filter(article=asked.article, pk=number).first()
    if held is None:
        raise verdicts.MentionGoneError(asked.said("words")[:80])
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


def _on_figure(asked: Asked, figure: FigureMention) -> str:
    form = FigureForm(asked.request.POST, request=asked.request, site=asked.site, held=figure.indicator)
    if not form.is_valid():
        _tell(asked, form)
        return asked.own(_fragment(asked.said("here")))
    verdicts.correct_figure(figure, form.said(), by=asked.request.user, reason=asked.reason)
    return asked.own(_fragment(asked.said("then")))


def _tell(asked: Asked, form: FigureForm) -> None:
    """Say what is wrong with a form, field by field."""
    for name, errors in form.errors.items():
        for error in errors:
            messages.error(asked.request, f"{form.fields[name].label}: {error}")


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
    is_known = kind in targets.RECORDS or kind == MentionDecision.Kind.FIGURE
    if not is_known or not words or start is None:
        messages.error(asked.request, _("Văn bản không có đúng những chữ “%(words)s”.") % {"words": words})
        return asked.own("them")
    place = (start, start + len(words))
    if kind == MentionDecision.Kind.FIGURE:
        return _add_figure(asked, place)
    record = _record(asked, kind)
    if record is None:
        typed = {page.ADD: words, page.ADDED_KIND: kind, page.TYPED: asked.said("typed")}
        return asked.own("them", **typed)
    made = verdicts.add(asked.article, kind, *place, record.pk, by=asked.request.user, reason=asked.reason)
    messages.success(
        asked.request, _("Đã thêm “%(words)s”: %(record)s.") % {"words": words, "record": record}
    )
    return asked.own(f"nhac-{kind}-{made.pk}")


def _add_figure(asked: Asked, place: tuple[int, int]) -> str:
    form = FigureForm(asked.request.POST, request=asked.request, site=asked.site)
    if not form.is_valid():
        _tell(asked, form)
        return asked.own("them")
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
