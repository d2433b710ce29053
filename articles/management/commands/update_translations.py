"""``manage.py update_translations``: the English catalogue, brought up to what pages and code say.

Does what Django's ``makemessages`` and ``compilemessages`` do, without GNU gettext on the machine.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    # What is kept with its template, to be said later in the language of whoever reads.
    "Message": None,
    "SourceError": None,
    "RefusedError": None,
    "UndecodableError": None,
    "BrokenError": None,
}
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
ROOMS = ("archive", "articles", "search", "templates")


def root() -> Path:
    """Return the folder that holds the project."""
    return Path(settings.BASE_DIR)


def po_file() -> Path:
    """Return the English catalogue that people edit."""
    return root() / "locale" / "en" / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[tuple[str, str]]:
    """Yield the path and the Python text of every file that speaks to readers; templates are translated."""
    for room in ROOMS:
        for path in sorted((root() / room).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield path.relative_to(root()).as_posix(), path.read_text()
            elif path.suffix == ".html":
                lines = templatize(path.read_text(), origin=str(path)).splitlines()
                yield path.relative_to(root()).as_posix(), "\n".join(line.lstrip() for line in lines)


def empty() -> Catalog:
    """Return a catalogue without messages; its dates stand still, so that only words make a difference."""
    return Catalog(
        locale="en",
        domain="django",
        header_comment="# The interface in English; manage.py update_translations keeps it complete.",
        project="party-building-archive",
        version="1",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        last_translator="party-building-archive",
        language_team="party-building-archive",
        msgid_bugs_address="none",
        charset="utf-8",
        fuzzy=False,
    )


def extracted() -> Catalog:
    """Return every message that the interface uses, untranslated, with the files that use it."""
    catalog = empty()
    for name, text in sources():
        for _line, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def written() -> Catalog:
    """Return the catalogue as it is kept; an empty one when there is none yet."""
    if not po_file().exists():
        return empty()
    with po_file().open("rb") as file:
        return read_po(file, locale="en", domain="django")


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as Django reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


class Command(BaseCommand):
    """Add new messages, drop unused ones, keep translations, compile, and list what lacks English."""

    help = "Bring the English catalogue up to date and compile it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both files."""
        kept, catalog = written(), extracted()
        for message in catalog:
            old = kept.get(message.id, message.context) if message.id else None
            if old is not None:
                message.string = old.string
        po_file().parent.mkdir(parents=True, exist_ok=True)
        with po_file().open("wb") as file:
            write_po(file, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
        with po_file().open("rb") as file:
            po_file().with_suffix(".mo").write_bytes(compiled(read_po(file, locale="en", domain="django")))
        missing = [message.id for message in catalog if message.id and not has_words(message.string)]
        for words in missing:
            self.stdout.write(f"? {words}")
        self.stdout.write(f"{len(catalog)} messages, {len(missing)} without English")


def has_words(translation: Sequence[str] | None) -> bool:
    """Tell whether a message is translated in all its forms."""
    forms = [translation] if isinstance(translation, str) else list(translation or ())
    return bool(forms) and all(form.strip() for form in forms)
