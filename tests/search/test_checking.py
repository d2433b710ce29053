from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.ingest import copies
from articles.models import Article, CopySignature, Original
from search.models import SearchEntry
from tests.search.making import article, directive, unit

pytestmark = pytest.mark.django_db


def complaints() -> list[str]:
    out = StringIO()
    with suppress(CommandError):
        call_command("check_archive", stdout=out)
        return []
    return out.getvalue().splitlines()


def reindex(*options: str) -> str:
    out = StringIO()
    call_command("reindex", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def held(db):
    old, new = unit("Đảng bộ xã Cũ"), unit("Đảng bộ xã Mới")
    old.merged_into = new
    old.save()
    made = article(units=[old], directives=[directive("05")])
    copies.regroup([made])
    return made


def test_an_archive_that_agrees_has_nothing_to_complain_of(held):
    assert complaints() == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"unit_ids": []}, "unit_ids"),
        ({"directive_ids": [999]}, "văn kiện"),
        ({"year": 1975}, "year"),
        ({"words": "'khac':1A"}, "không khớp với văn bản"),
        ({"headline": ""}, "không khớp với văn bản"),
        ({"analyser_version": 0}, "bộ phân tích cũ"),
    ],
)
def test_an_entry_that_says_something_else_is_found_and_reindex_mends_it(held, wrong, said):
    SearchEntry.objects.filter(pk=held.pk).update(**wrong)
    assert any(said in line and f"bài {held.pk}" in line for line in complaints())
    reindex()
    assert complaints() == []


def test_disagreement_ends_with_1(held):
    SearchEntry.objects.all().delete()
    with pytest.raises(CommandError) as raised:
        call_command("check_archive", stdout=StringIO())
    assert raised.value.returncode == 1


def test_a_missing_entry_is_found_and_stale_mends_it(held):
    SearchEntry.objects.all().delete()
    assert "không có trong chỉ mục" in complaints()[0]
    assert "1" in reindex("--stale")
    assert complaints() == []
    assert "không có gì" in reindex("--stale")


def test_an_entry_of_a_withdrawn_article_is_found(held):
    Article.objects.update(state="withdrawn")
    assert "vẫn có trong chỉ mục" in complaints()[0]
    reindex("--stale")
    assert complaints() == []


def test_changed_bytes_of_an_original_are_found(held):
    Original.objects.update(content=b"something else", size=3)
    assert {line.split(": ")[1] for line in complaints()} == {
        "nội dung không khớp với mã băm",
        "kích thước ghi sai",
    }


def test_a_missing_signature_and_a_wrong_group_are_found_and_grouping_mends_them(held):
    CopySignature.objects.update(group=held.pk)
    assert any("nhóm bài đăng lại" in line for line in complaints())
    CopySignature.objects.all().delete()
    assert any("dấu vân văn bản" in line for line in complaints())
    call_command("group_copies", stdout=StringIO())
    assert complaints() == []


def test_a_group_that_the_index_does_not_know_is_found(held):
    SearchEntry.objects.update(copy_group=held.pk)
    assert any("copy_group" in line for line in complaints())
    reindex()
    assert complaints() == []


def test_blocks_outside_the_text_are_found(held):
    Article.objects.update(blocks=[["body", 0, 10_000, "test"]])
    assert any("các đoạn" in line for line in complaints())


def test_a_refused_mention_that_is_still_counted_is_found(held):
    held.directivementions.update(verdict="refused")
    assert any("văn kiện" in line for line in complaints())


def test_a_run_can_be_resumed_behind_an_article(held):
    later = article()
    SearchEntry.objects.all().delete()
    reindex("--after", str(held.pk))
    assert list(SearchEntry.objects.values_list("pk", flat=True)) == [later.pk]
