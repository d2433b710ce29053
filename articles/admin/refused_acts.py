"""An act that was not done: its page comes back as it was filled in, and says why."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm

from articles.ingest.acts import BusyError, RefusedError

BUSY = "busy"

TRY_AGAIN = 409
"""With what status a page comes back whose act may be asked for again in a moment: nothing has failed, as 503
would tell logs and proxies."""


def tell(form: BaseForm, refused: RefusedError) -> None:
    """Let the form say why an act was not done."""
    code = BUSY if isinstance(refused, BusyError) else None
    form.add_error(None, ValidationError(str(refused), code=code))


def status_of(form: BaseForm) -> int:
    """Return with which status the form's page comes back."""
    return TRY_AGAIN if form.is_bound and form.has_error(NON_FIELD_ERRORS, BUSY) else 200
