"""What the archive holds. From the ground: authorities, originals, articles, mentions."""

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
from articles.models.copies import CopyBand, CopySignature
from articles.models.mentions import (
    DirectiveMention,
    FigureMention,
    Mention,
    PlaceMention,
    UnitMention,
    Verdict,
)
from articles.models.originals import Document, Original, State, Upload
from articles.models.places import Place, PlaceSuccession

__all__ = [
    "Article",
    "ArticleQuerySet",
    "CopyBand",
    "CopySignature",
    "Decision",
    "Directive",
    "DirectiveMention",
    "DirectiveRelation",
    "Document",
    "DocumentType",
    "FigureMention",
    "Mention",
    "Newspaper",
    "Original",
    "Place",
    "PlaceMention",
    "PlaceSuccession",
    "State",
    "Unit",
    "UnitAlias",
    "UnitKind",
    "UnitMention",
    "Upload",
    "Verdict",
]
