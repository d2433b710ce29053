"""The editors' desk."""

from articles.admin.articles import ArticleAdmin
from articles.admin.authorities import DirectiveAdmin, NewspaperAdmin, PlaceAdmin, UnitAdmin
from articles.admin.uploads import DocumentAdmin, UploadAdmin

__all__ = [
    "ArticleAdmin",
    "DirectiveAdmin",
    "DocumentAdmin",
    "NewspaperAdmin",
    "PlaceAdmin",
    "UnitAdmin",
    "UploadAdmin",
]
