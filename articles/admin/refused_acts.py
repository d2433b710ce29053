"""An act that was not done: its page comes back as it was filled in, and says why."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm

from articles.ingest.acts import BusyError, RefusedError

BUSY = "busy"


def tell(form: BaseForm, refused: RefusedError) -> None:
    """Let the form say why an act was not done."""
    code = BUSY if isinstance(refused, BusyError) else None
    form.add_error(None, ValidationError(str(refused), code=code))


def status_of(form: BaseForm) -> int:
    """Return with which status a page comes back: 503 where the act may be asked for again in a moment."""
    return 503 if form.is_bound and form.has_error(NON_FIELD_ERRORS, BUSY) else 200
