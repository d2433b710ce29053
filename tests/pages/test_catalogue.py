"""The English catalogue says everything that the Vietnamese interface says."""

import re

import pytest

from articles.management.commands import update_translations as catalogue


@pytest.fixture(scope="module")
def kept():
    return catalogue.written()


def test_every_message_has_its_english(kept):
    missing = [
        message.id
        for message in catalogue.extracted()
        if message.id
        and ((held := kept.get(message.id, message.context)) is None or not catalogue.has_words(held.string))
    ]
    assert missing == [], "run manage.py update_translations and translate"


def test_no_message_is_kept_that_nobody_says(kept):
    said = catalogue.extracted()
    assert [m.id for m in kept if m.id and said.get(m.id, m.context) is None] == []


def test_the_compiled_catalogue_is_that_of_the_words(kept):
    assert catalogue.po_file().with_suffix(".mo").read_bytes() == catalogue.compiled(kept)


def test_translations_keep_what_is_filled_in(kept):
    holes = re.compile(r"%\(\w+\)[sd]|%s")
    for message in kept:
        if message.id:
            source = message.id if isinstance(message.id, str) else message.id[0]
            forms = [message.string] if isinstance(message.string, str) else message.string
            assert all(sorted(holes.findall(form)) == sorted(holes.findall(source)) for form in forms), source


def test_the_extractor_reads_templates_and_code():
    said = {message.id for message in catalogue.extracted()}
    assert {"Vì sao?", "Không rõ tỉnh"} <= said
    assert ("%(shown)s bài viết", "%(shown)s bài viết") in said
