"""The cards of an article's fields: what holds, what the machine proposes and why, what an editor may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as of_none
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.days import PressDayField
from articles.admin.review.days import Known, WrittenDay, known, written
from articles.ingest import doubts, review, settle
from articles.models import Article, Decision, Newspaper, Place
from articles.records import Span
from articles.views.evidence import Sentence, sentence_of
from articles.views.rules import in_words

NAMES: dict[str, Promise] = {
    "title": _("Tít"),
    "published_on": _("Ngày đăng"),
    "province": _("Tỉnh"),
    "newspaper": _("Báo"),
    "byline": _("Tác giả"),
}
NONE_WORDS: dict[str, Promise] = {
    "title": _("Bài không có tít"),
    "published_on": _("Không tìm ra ngày đăng"),
    "province": _("Không thuộc tỉnh nào"),
    "newspaper": _("Không rõ báo nào"),
    "byline": _("Bài không ký tên"),
}
"""What an editor says who decides that there is none."""

LACKING, UNSURE, DIFFERS, PROPOSED, ACCEPTED, DECIDED, NONE = (
    "lacking",
    "unsure",
    "differs",
    "proposed",
    "accepted",
    "decided",
    "none",
)
STATUS_WORDS: dict[str, Promise] = {
    LACKING: _("còn thiếu"),
    UNSURE: _("máy không chắc"),
    DIFFERS: _("máy nay đề xuất khác"),
    PROPOSED: _("máy đề xuất"),
    ACCEPTED: _("đã nhận"),
    DECIDED: _("biên tập viên đã định"),
    NONE: _("không có"),
}
_ORDER = (LACKING, UNSURE, DIFFERS, PROPOSED, ACCEPTED, DECIDED, NONE)
_PLACE = {"published_on": 0, "province": 1, "title": 2, "newspaper": 3, "byline": 4}


class TitleForm(forms.Form):
    """A headline."""

    value = forms.CharField(max_length=500, required=False)


class BylineForm(forms.Form):
    """Who signed."""

    value = forms.CharField(max_length=300, required=False)


class DateForm(forms.Form):
    """A day."""

    value = PressDayField(
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "15/4/2021"}),
        error_messages={"invalid": _("Không đọc được ngày này: hãy ghi ngày/tháng/năm, ví dụ 15/4/2021.")},
    )


class NewspaperForm(forms.Form):
    """One of the newspapers."""

    value = forms.ModelChoiceField(Newspaper.objects.order_by("name"), required=False)


class ProvinceForm(forms.Form):
    """One of the provinces, as they were and as they are."""

    value = forms.ModelChoiceField(Place.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = list(Place.objects.filter(level=Place.Level.PROVINCE).order_by("era", "folded_name"))
        chosen: Any = self.fields["value"]
        chosen.queryset = Place.objects.filter(level=Place.Level.PROVINCE)
        eras = ((_("Đến 30/6/2025"), Place.Era.THEN), (_("Từ 1/7/2025"), Place.Era.NOW))
        chosen.choices = [
            ("", "---------"),
            *((name, [(each.pk, str(each)) for each in provinces if each.era == era]) for name, era in eras),
        ]


FORMS: dict[str, type[forms.Form]] = {
    "title": TitleForm,
    "byline": BylineForm,
    "published_on": DateForm,
    "newspaper": NewspaperForm,
    "province": ProvinceForm,
}


def form_for(name: str, *args: Any, **kwargs: Any) -> forms.Form:
    """Return the form of a field, filled or empty, as its card shows it."""
    form: type[Any] = FORMS[name]
    made: forms.Form = form(*args, auto_id=f"gia-tri-{name}-%s", **kwargs)
    return made


def input_id(name: str) -> str:
    """Return the fragment that names the place where the right value of a field is written."""
    return f"gia-tri-{name}-value"


@dataclass(slots=True)
class FieldCard:
    """One field. ``held`` is what holds in words ("" for nothing), ``proposal`` what the machine says, with
    its sentence, its rule in words and its certainty in percent; ``seen`` stands for what is shown here. Of a
    day that is lacking, ``known`` is what the machine knows of it and ``days`` are those that the text
    names."""

    field: str
    status: str
    held: str
    proposal: str
    is_refused: bool
    sentence: Sentence | None
    rule: str
    certainty: int | None
    form: forms.Form
    seen: str
    decision: Decision | None = None
    refused: list[str] = of_none(default_factory=list)
    then: str = ""
    known: list[Known] = of_none(default_factory=list)
    days: list[WrittenDay] = of_none(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the fragment that names the card."""
        return f"truong-{self.field}"

    @property
    def name(self) -> str:
        """Return what the field is called."""
        return str(NAMES[self.field])

    @property
    def status_words(self) -> str:
        """Return in words how it stands with the field."""
        return str(STATUS_WORDS[self.status])

    @property
    def none_words(self) -> str:
        """Return what it means to say that there is none."""
        return str(NONE_WORDS[self.field])

    @property
    def is_open(self) -> bool:
        """Tell whether the field asks for an editor's word."""
        return self.status in (LACKING, UNSURE, DIFFERS)

    @property
    def can_accept(self) -> bool:
        """Tell whether there is something to take."""
        return bool(self.proposal) and not self.is_refused and self.status != ACCEPTED

    @property
    def can_refuse(self) -> bool:
        """Tell whether there is something to refuse."""
        return bool(self.proposal) and not self.is_refused

    @property
    def can_reopen(self) -> bool:
        """Tell whether there is something to take back."""
        return self.decision is not None or bool(self.refused)


def cards(article: Article) -> list[FieldCard]:
    """Return the fields of an article: what is lacking first, then what the machine is least sure of."""
    word = settle.editors_word(article)
    decisions = {each.field: each for each in article.decisions.current().select_related("by")}
    names = _Names(article, word, decisions)
    said = _Said(word, decisions, names)
    made = [_card(article, each, said) for each in settle.FIELDS]
    left = doubts.unseen(article)
    for each in made:
        if each.status == DIFFERS and not any(key.startswith(f"differs:{each.field}=") for key in left):
            each.status = DECIDED
        if each.field == "published_on" and each.status == LACKING:
            each.known, each.days = known(article), written(article, word.refused.get(each.field, ()))
    return sorted(made, key=lambda each: (_ORDER.index(each.status), _sureness(each), _PLACE[each.field]))


def _sureness(card: FieldCard) -> int:
    return card.certainty or 0 if card.status == UNSURE else 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What editors said of the article, and the names of the records that they and the machine speak of."""

    word: settle.EditorsWord
    decisions: Mapping[str, Decision]
    names: "_Names"


def _card(article: Article, name: str, said: _Said) -> FieldCard:
    word, names, decision = said.word, said.names, said.decisions.get(name)
    proposal = article.proposed.get(name)
    value = settle.what_holds(article, name)["value"]
    span = Span(*proposal["span"]) if proposal and proposal["span"] else None
    is_refused = proposal is not None and word.has_refused(name, proposal["value"])
    return FieldCard(
        field=name,
        status=_status(article, name, word, decision),
        held=names.shown(name, value),
        proposal=names.shown(name, proposal["value"]) if proposal else "",
        is_refused=is_refused,
        sentence=sentence_of(article, span) if span else None,
        rule=in_words(proposal["rule"]) if proposal else "",
        certainty=round(100 * proposal["confidence"]) if proposal else None,
        form=form_for(name, initial={"value": _initial(name, value)}),
        seen=review.state_of(article, name, word),
        decision=decision,
        refused=[names.shown(name, each) for each in word.refused.get(name, ())],
    )


def _initial(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "published_on" and value else value


def _status(article: Article, name: str, word: settle.EditorsWord, decision: Decision | None) -> str:
    proposal = article.proposed.get(name)
    proposed = None if proposal is None else proposal["value"]
    stands = proposal is not None and not word.has_refused(name, proposed)
    if decision is not None:
        if stands and not settle.same(proposed, decision.value):
            return DIFFERS
        return ACCEPTED if decision.is_acceptance else DECIDED
    if not stands:
        return LACKING if name in settle.LACKS else NONE
    return UNSURE if proposal is not None and proposal["confidence"] < doubts.SURE else PROPOSED


class _Names:
    """The words for values of fields; the records that they name are fetched together."""

    def __init__(self, article: Article, word: settle.EditorsWord, decisions: Mapping[str, Decision]) -> None:
        self._known: dict[str, dict[int, str]] = {}
        models: dict[str, Any] = {"newspaper": Newspaper, "province": Place}
        for name, model in models.items():
            proposal, decision = article.proposed.get(name), decisions.get(name)
            keys = {getattr(article, f"{name}_id"), *word.refused.get(name, ())}
            keys |= {proposal["value"] if proposal else None, decision.value if decision else None}
            held = model._default_manager.in_bulk([key for key in keys if isinstance(key, int)])
            self._known[name] = {pk: str(record) for pk, record in held.items()}

    def shown(self, name: str, value: Any) -> str:
        """Return a value in words, "" for none."""
        if value is None or value == "":
            return ""
        if name in self._known:
            return self._known[name].get(value, f"#{value}")
        return date_format(date.fromisoformat(value), "j/n/Y") if name == "published_on" else str(value)
