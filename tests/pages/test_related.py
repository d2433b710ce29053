"""Related reports: near by what few speak of, each with its reason; other prints, with what differs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, CopySignature, PlaceMention
from articles.views import related as module
from articles.views.related import related
from tests import factories as make
from tests.pages.reading import Page

CITES = "Chỉ thị số 05-CT/TW của Bộ Chính trị"


def page_of(client, article: Article) -> Page:
    return Page(client.get(article.get_absolute_url()).content.decode())


def test_reports_that_share_a_document_or_organisation_are_related_with_the_reason(client, archive):
    told = {each.text for each in page_of(client, archive.kien_moc).all("li", "related__one")}
    assert any("Đình Lập" in each and "Chỉ thị 05-CT/TW (2016)" in each for each in told)
    assert any(
        each.startswith("Phú Quý") and each.endswith("Cùng nêu Chỉ thị 05-CT/TW (2016)") for each in told
    )
    assert not any("Chi bộ đầu tiên của xã mới" in each for each in told)


def test_the_rarer_the_shared_thing_the_nearer_the_report(db):
    common, rare = make.directive(), make.directive("28-CT/TW", 2019)
    near = make.article("Gần", directives=[(CITES, rare)])
    for at in range(5):
        make.article(f"Xa {at}", directives=[(CITES, common)])
    own = make.article("Bài này", directives=[(CITES, common)])
    keys = {"directive": {common.pk: "chung", rare.pk: "hiếm"}}
    found = related(own, keys, ())
    assert found[0].article == near
    assert found[0].shared == ["hiếm"]
    assert len(found) == module.MOST_RELATED


def test_what_everybody_names_relates_nobody(db, monkeypatch):
    monkeypatch.setattr(module, "RARE", 3)
    common = make.directive()
    made = [make.article(f"Bài {at}", directives=[(CITES, common)]) for at in range(4)]
    assert related(made[0], {"directive": {common.pk: "chung"}}, ()) == []


def test_withdrawn_and_refused_and_own_prints_are_not_related(db):
    place = make.commune()
    own, gone, refused, copy, good = (
        make.article(f"Bài {at}", places=[("Kiên Mộc", place)]) for at in range(5)
    )
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")
    PlaceMention.objects.filter(article=refused).update(verdict="refused")
    found = related(own, {"place": {place.pk: "Xã Kiên Mộc"}}, {copy.pk})
    assert [each.article for each in found] == [good]


def test_nothing_rare_asks_nothing(db, django_assert_num_queries):
    made = make.article()
    with django_assert_num_queries(0):
        assert related(made, {"directive": {}, "unit": {}, "place": {}}, ()) == []


def test_relating_asks_twice_however_much_is_shared(db):
    units = {make.unit(f"Đảng bộ xã {at}").pk: str(at) for at in range(40)}
    own = make.article("Bài này")
    for at in range(30):
        make.article(f"Bài {at}", units=[("Đảng bộ", make.unit(f"Đảng bộ xã {at}"))])
    with CaptureQueriesContext(connection) as queries:
        assert len(related(own, {"unit": units}, ())) == module.MOST_RELATED
    assert len(queries) == 2


# ---------------------------------------------------------------- prints


@pytest.fixture
def prints(db) -> list[Article]:
    """One text of two papers letter for letter, and of a third with a paragraph of its own."""
    one = make.article(published_on=None)
    same = make.article(newspaper=make.newspaper("Báo Bình Thuận"))
    other = make.article(
        newspaper=make.newspaper("Báo Lâm Đồng"),
        body=["Đảng bộ xã Kiên Mộc hiện có 13 chi bộ với 214 đảng viên.", "Đoạn <thêm> của báo khác."],
    )
    Article.objects.filter(pk=same.pk).update(fingerprint=one.fingerprint)
    CopySignature.objects.bulk_create(
        CopySignature(article=each, minima=b"", digest=0, version=1, group=one.pk)
        for each in (one, same, other)
    )
    return [one, same, other]


def test_other_prints_are_listed_with_what_differs(client, prints):
    told = [each.text for each in page_of(client, prints[0]).all("li", "print")]
    same = next(each for each in told if "Báo Bình Thuận" in each)
    other = next(each for each in told if "Báo Lâm Đồng" in each)
    assert "Giống từng chữ." in same
    assert "Khác nhau: 1 đoạn chỉ có ở bài này, 1 đoạn chỉ có ở bản kia" in other
    assert "Cách làm bám theo Chỉ thị" in other and "Đoạn <thêm> của báo khác." in other


def test_a_very_long_text_is_not_compared(client, prints, monkeypatch):
    monkeypatch.setattr("articles.views.copies.MOST_CHARACTERS", 10)
    told = [each.text for each in page_of(client, prints[0]).all("li", "print")]
    assert any("Gần giống; chưa so từng đoạn." in each for each in told)


def test_hundreds_of_prints_stay_a_short_list(client, prints, monkeypatch):
    monkeypatch.setattr("articles.views.copies.MOST_COPIES", 1)
    page = page_of(client, prints[0])
    assert len(page.all("li", "print")) == 1
    assert "Còn những bản in khác" in page.all("aside")[0].text
