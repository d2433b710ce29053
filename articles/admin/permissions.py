"""Who may do what at the desk: every right and every role in one place.

Ask for a right by its name here, ``request.user.has_perm(permissions.WITHDRAW)``, for GET and for POST. Where
Django's own rights on a model say it (add, change, view), they are used; the few others are declared on the
``Meta`` of the model that they are about. Roles are groups with the codenames below; a new model gives its
rights to them in the migration that makes it, by ``articles.granting.granted``.
"""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Rights of an editor.
UPLOAD = "articles.add_upload"
"""Hand in documents, retry those that failed."""

DECIDE = "articles.change_article"
"""Decide on the fields of an article, publish it, judge its mentions, restore an earlier value."""

ANSWER_REPORTS = "articles.change_readerreport"
"""Answer and close readers' reports; see how their writers can be reached."""

# Rights of a chief editor.
WITHDRAW = "articles.withdraw_article"
"""Withdraw an article with a public reason, bring it back."""

MERGE = "articles.merge_authority"
"""Merge and split authority records, undo that."""

RULE_MENTIONS = "articles.rule_mentions"
"""Say of many mentions at once what they stand for, undo that."""

RULE_COPIES = "articles.rule_copies"
"""Say of near-copies whether they are one report or two."""

REPARSE = "articles.reparse_article"
"""Have articles parsed again."""

BULK = "articles.bulk_act"
"""Act on many articles at once."""

# A right of an administrator.
SETTINGS = "articles.set_rules"
"""Set the rules of the desk: what is published without a look, and the like."""

VIEWERS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS = "viewers", "editors", "chief_editors", "administrators"
"""Codenames of the roles. Each may do what those before it may."""

ROLES: dict[str, Promise] = {
    VIEWERS: _("Người xem"),
    EDITORS: _("Biên tập viên"),
    CHIEF_EDITORS: _("Trưởng ban biên tập"),
    ADMINISTRATORS: _("Quản trị viên"),
}
"""What the interface calls the roles."""


def may(user: AbstractUser | AnonymousUser, *rights: str) -> bool:
    """Tell whether somebody, logged in or not, has all these rights."""
    return user.has_perms(rights)
