"""The editors' desk."""

from articles.admin import waiting
from articles.admin.articles import ArticleAdmin
from articles.admin.authorities import DirectiveAdmin, NewspaperAdmin, PlaceAdmin, UnitAdmin
from articles.admin.authority_acts import AuthorityActAdmin
from articles.admin.copies import CopyGroupAdmin
from articles.admin.copy_rulings import CopyRulingAdmin
from articles.admin.documents import DocumentAdmin
from articles.admin.people import PeopleAdmin, RoleAdmin
from articles.admin.publishing import PublishingRulesAdmin
from articles.admin.reparses import ReparseAdmin
from articles.admin.reports import ReaderReportAdmin
from articles.admin.sheets import SheetDraftAdmin
from articles.admin.uploads import UploadAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorityActAdmin",
    "CopyGroupAdmin",
    "CopyRulingAdmin",
    "DirectiveAdmin",
    "DocumentAdmin",
    "NewspaperAdmin",
    "PeopleAdmin",
    "PlaceAdmin",
    "PublishingRulesAdmin",
    "ReaderReportAdmin",
    "ReparseAdmin",
    "RoleAdmin",
    "SheetDraftAdmin",
    "UnitAdmin",
    "UploadAdmin",
    "waiting",
]
