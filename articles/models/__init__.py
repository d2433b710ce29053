"""What the archive holds. From the ground: authorities, originals, articles, mentions."""

from articles.models.acts import Act
from articles.models.articles import Article, ArticleQuerySet, Decision
from articles.models.authorities import (
    Directive,
    DirectiveRelation,
    DocumentType,
    Newspaper,
    Unit,
    UnitAlias,
    UnitKind,
)
from articles.models.authority_acts import AuthorityAct, FormRuling, Table
from articles.models.copies import CopyBand, CopyGroup, CopyRuled, CopyRuling, CopySignature
from articles.models.dismissals import Dismissal
from articles.models.drafts import SheetDraft
from articles.models.mentions import (
    DirectiveMention,
    FigureMention,
    Mention,
    PlaceMention,
    UnitMention,
    Verdict,
)
from articles.models.originals import Document, Original, Upload
from articles.models.places import Place, PlaceSuccession
from articles.models.publishing import PublishingRules, Reweighing
from articles.models.reparsing import Reparse, ReparseBundle
from articles.models.reports import ReaderReport
from articles.models.review import MentionDecision, RefusedValue
from articles.models.states import State

__all__ = [
    "Act",
    "Article",
    "ArticleQuerySet",
    "AuthorityAct",
    "CopyBand",
    "CopyGroup",
    "CopyRuled",
    "CopyRuling",
    "CopySignature",
    "Decision",
    "Directive",
    "DirectiveMention",
    "DirectiveRelation",
    "Dismissal",
    "Document",
    "DocumentType",
    "FigureMention",
    "FormRuling",
    "Mention",
    "MentionDecision",
    "Newspaper",
    "Original",
    "Place",
    "PlaceMention",
    "PlaceSuccession",
    "PublishingRules",
    "ReaderReport",
    "RefusedValue",
    "Reparse",
    "ReparseBundle",
    "Reweighing",
    "SheetDraft",
    "State",
    "Table",
    "Unit",
    "UnitAlias",
    "UnitKind",
    "UnitMention",
    "Upload",
    "Verdict",
]
