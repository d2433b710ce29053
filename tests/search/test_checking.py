from collections.abc import Sequence
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.ingest import copies, likeness
from articles.models import Article, CopyBand, CopySignature, Original
from search.indexing import checking
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


@pytest.mark.django_db(transaction=True)
def test_several_processes_index_what_one_would():
    made = [article(directives=[directive("05")]) for _ in range(3)]
    copies.regroup(made)
    SearchEntry.objects.update(year=1975, words="'khac':1A")
    assert "3" in reindex("--jobs", "2")
    assert complaints() == []
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True)) == [each.pk for each in made]
    with pytest.raises(CommandError, match="1 đến"):
        reindex("--jobs", "0")


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


STORY = (
    "Từ đầu nhiệm kỳ, đảng ủy xã phân công từng ủy viên về dự sinh hoạt cùng chi bộ thôn vùng cao.",
    "Nay mỗi kỳ họp chỉ chọn một việc, gửi tài liệu trước ba ngày để đảng viên đọc và ghi sẵn ý kiến.",
    "Chuyện làm đường bê tông vào xóm là một ví dụ: ba đảng viên hiến đất trước, bà con hưởng ứng theo.",
    "Cuối buổi, chi bộ biểu quyết nghị quyết gồm ba việc, mỗi việc ghi rõ người làm và ngày xong.",
    "Những thửa ruộng bỏ hoang ven suối nay đã phủ xanh cây hồi, nhiều hộ có tiền sửa lại mái nhà.",
    "Huyện ủy đánh giá cách làm này phù hợp nơi đảng viên ở rải rác, đường sá khó đi vào mùa mưa.",
)
OTHER = (
    "Đại hội thảo luận sôi nổi, bầu ban chấp hành khóa mới rồi bế mạc sau một ngày làm việc khẩn trương.",
    "Nhiệm kỳ qua, sản lượng lương thực vượt chỉ tiêu, trường học được xây mới, trạm y tế đạt chuẩn.",
    "Các đại biểu góp ý nhiều về nước sạch, về chợ phiên và việc giữ nghề dệt của người già trong bản.",
)
ASTRAY = "nhóm bài đăng lại không khớp với văn bản (group_copies)"


@pytest.fixture
def one_by_one(monkeypatch):
    """Every article is a batch of its own, so that groups reach over batches."""
    monkeypatch.setattr(checking, "BATCH", 1)


def printed(*texts: Sequence[str]) -> list[Article]:
    made = [article(body=text) for text in texts]
    copies.regroup(made)
    reindex()
    return made


def put_in(group: int | None, *articles: Article) -> None:
    ids = [each.pk for each in articles]
    CopySignature.objects.filter(pk__in=ids).update(group=group)
    SearchEntry.objects.filter(pk__in=ids).update(copy_group=group)


def rewrite(one: Article, text: Sequence[str]) -> None:
    like = article(body=text)
    Article.objects.filter(pk=one.pk).update(text=like.text, blocks=like.blocks)
    like.delete()
    copies.regroup([Article.objects.get(pk=one.pk)])
    reindex()


@pytest.mark.usefixtures("one_by_one")
def test_a_copy_that_stands_alone_is_no_fault_of_its_own_or_of_the_group_it_would_lower():
    alone, second, third = printed(STORY, STORY, STORY)
    put_in(None, alone)
    put_in(second.pk, second, third)
    assert complaints() == []


@pytest.mark.usefixtures("one_by_one")
def test_prints_that_only_a_third_ties_are_one_sound_group():
    one, other, _whole = printed(STORY[:4], STORY[2:], STORY)
    assert not likeness.are_copies(copies.compared(one), copies.compared(other))
    assert set(CopySignature.objects.values_list("group", flat=True)) == {one.pk}
    assert complaints() == []


@pytest.mark.usefixtures("one_by_one")
def test_who_is_no_copy_in_a_group_is_named_once_and_the_copies_are_not():
    first, stranger, _second, alike = printed(STORY, OTHER, STORY, OTHER)
    put_in(first.pk, stranger, alike)
    assert complaints() == [f"bài {each.pk}: {ASTRAY}" for each in (stranger, alike)]


@pytest.mark.usefixtures("one_by_one")
def test_a_group_that_is_not_named_after_its_first_is_found_each_article_once():
    first, other, second = printed(STORY, OTHER, STORY)
    put_in(second.pk, first, second)
    assert complaints() == [f"bài {each.pk}: {ASTRAY}" for each in (first, second)]
    put_in(None, first, second)
    put_in(other.pk, other)
    assert complaints() == [f"bài {other.pk}: {ASTRAY}"]


@pytest.mark.usefixtures("one_by_one")
def test_all_that_is_wrong_with_an_article_stands_in_one_line():
    first, stranger = printed(STORY, OTHER)
    CopySignature.objects.update(group=first.pk)
    CopySignature.objects.filter(pk=stranger.pk).update(minima=b"\0" * 120)
    for line, each in zip(complaints(), (first, stranger), strict=True):
        assert line.startswith(f"bài {each.pk}: ")
        assert "copy_group" in line and line.count(ASTRAY) == 1
        assert ("dấu vân" in line) == (each == stranger)


def test_an_article_that_no_key_leads_to_is_found():
    first, second = printed(STORY, OTHER)
    assert complaints() == []
    CopyBand.objects.filter(article=second.pk, key=CopyBand.objects.filter(article=second.pk)[0].key).delete()
    assert complaints() == [f"bài {second.pk}: dấu vân văn bản không khớp với văn bản (group_copies)"]
    assert first.pk != second.pk


def test_a_key_that_was_crowded_once_is_no_fault_when_the_crowd_is_gone(monkeypatch):
    monkeypatch.setattr(copies, "CROWD", 1)
    first, second = printed(STORY[:4], STORY[2:])
    keys = copies.keys_of(CopySignature.objects.get(pk=second.pk))
    crowded = CopyBand.objects.filter(article=first.pk, key__in=keys).values_list("key", flat=True)
    assert set(CopyBand.objects.filter(article=second.pk).values_list("key", flat=True)) == {*keys} - {
        *crowded
    }
    assert crowded
    rewrite(first, OTHER)
    assert not crowded.all()
    assert complaints() == []


def test_prints_of_one_text_that_are_too_many_even_for_its_own_key_are_no_fault(monkeypatch):
    monkeypatch.setattr(copies, "CROWD", 2)
    *_others, last = printed(STORY, STORY, STORY, STORY, STORY)
    assert not CopyBand.objects.filter(article=last.pk).exists()
    assert complaints() == []


def test_nobody_groups_while_a_doubt_is_asked_about_again(held, monkeypatch):
    """What another worker has just grouped is seen whole the second time, and is no fault."""
    first, second = printed(STORY, STORY)
    locks = []
    monkeypatch.setattr(
        checking.identity, "lock", lambda keys: (locks.append(keys), put_in(first.pk, second))
    )
    assert complaints() == [] and locks == []
    CopySignature.objects.filter(pk=second.pk).update(group=None)
    assert complaints() == [] and locks == [copies.LOCK]


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
