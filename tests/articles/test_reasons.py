"""Every reason that the code gives can be said in English: its template stands there whole, translated."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from articles import reading
from articles.management.commands import update_translations as catalogue
from articles.messages import TellingError

ROOT = Path(__file__).parents[2]
HOLES = re.compile(r"%\((\w+)\)s")
VIETNAMESE_ALONE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


def kinds_of(error: type[TellingError]) -> Iterator[str]:
    yield error.__name__
    for kind in error.__subclasses__():
        yield from kinds_of(kind)


def names() -> set[str]:
    """All that makes a message: the class itself, and every error of ours that tells one."""
    for module in walk_packages(reading.__path__, "articles.reading."):
        import_module(module.name)
    return {"Message", *kinds_of(TellingError)} - {"TellingError"}


def calls(source: str, called: set[str]) -> Iterator[ast.Call]:
    """Every place in a file that makes a message; the ``RefusedError`` of an editor's act is another one."""
    if "articles.ingest.acts import RefusedError" in source or "class RefusedError(ValueError)" in source:
        called = called - {"RefusedError"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in called:
            yield node


MAKERS = ("articles/messages.py", "articles/models/wording.py")
"""Where messages are made of what is a template, or words of the interface, already."""

MADE = [
    (f"{path.relative_to(ROOT)}:{call.lineno}", call)
    for path in sorted((ROOT / "articles").rglob("*.py"))
    for call in calls(path.read_text("utf-8"), names())
    if path.relative_to(ROOT).as_posix() not in MAKERS
]
WHOLE = [
    (place, call, call.args[0].value)
    for place, call in MADE
    if call.args and isinstance(call.args[0], ast.Constant)
]


def test_the_catalogue_is_made_of_all_that_makes_a_message() -> None:
    assert names() <= set(catalogue.KEYWORDS)


def test_reasons_are_found_in_every_room_that_gives_any() -> None:
    rooms = {place.split("/")[1] for place, *_ in WHOLE}
    assert {"reading", "vietnamese", "ingest", "models", "admin"} <= rooms
    assert len({words for *_, words in WHOLE}) > 130


@pytest.mark.parametrize(("place", "call"), MADE)
def test_a_reason_stands_whole_or_is_one_already(place: str, call: ast.Call) -> None:
    """What is put together here, or made a plain string, no catalogue knows."""
    (template,) = call.args
    within = list(ast.walk(template))
    assert not any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in within), ast.unparse(call)
    assert not any(isinstance(each, ast.Name) and each.id == "str" for each in within), ast.unparse(call)
    if isinstance(template, ast.Constant):
        assert {keyword.arg for keyword in call.keywords} == set(HOLES.findall(template.value)), place


def test_every_reason_has_its_english() -> None:
    kept = catalogue.written()
    for place, _call, words in WHOLE:
        if not words:
            continue
        english = kept.get(words)
        assert english is not None and english.string, f"{place}: {words}"
        assert set(HOLES.findall(english.string)) == set(HOLES.findall(words)), place
        left = re.sub("“[^”]*”", "", english.string)
        assert not VIETNAMESE_ALONE.search(left), f"{place}: {english.string}"
