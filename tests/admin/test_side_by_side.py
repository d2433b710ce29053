"""Two editors with one article or record open at the same time: nothing is overwritten unseen."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Newspaper, ReaderReport
from tests import factories as make
from tests.admin.forms import errors, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(login):
    """A second editor's browser."""
    return login("editors", "lan")


def form_of(record) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


class TestOnOneArticle:
    def test_what_only_the_other_changed_stays(self, desk, lan):
        article = make.article()
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        assert lan.post(form_of(article), theirs | {"title": "Tít của Lan"}).status_code == 302
        assert desk.post(form_of(article), mine | {"byline": "Bút danh"}).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.byline) == ("Tít của Lan", "Bút danh")
        assert {(d.field, d.by.username) for d in article.decisions.all()} == {
            ("title", "lan"),
            ("byline", "mai"),
        }

    def test_what_both_changed_comes_back_with_theirs_and_mine(self, desk, lan):
        article = make.article()
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        lan.post(form_of(article), theirs | {"title": "Tít của Lan", "published_on": "01/06/2021"})
        answer = desk.post(form_of(article), mine | {"title": "Tít của Mai", "published_on": "02/06/2021"})
        assert answer.status_code == 200
        told = errors(answer)
        assert "lan" in told and "“Tít của Lan”" in told and "“Tít của Mai”" in told
        assert "“1/6/2021”" in told and "“2/6/2021”" in told
        article.refresh_from_db()
        assert (article.title, article.published_on) == ("Tít của Lan", date(2021, 6, 1))
        again = filled(answer)
        assert again["title"] == "Tít của Mai"
        assert desk.post(form_of(article), again).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.published_on) == ("Tít của Mai", date(2021, 6, 2))

    def test_the_other_s_value_is_kept_by_one_tick(self, desk, lan):
        article = make.article()
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        lan.post(form_of(article), theirs | {"title": "Tít <của> Lan"})
        answer = desk.post(form_of(article), mine | {"title": "Tít của Mai", "byline": "Bút danh"})
        page = answer.content.decode()
        assert "Hãy sửa" not in page and "hãy chọn giữ của ai" in page
        assert "Giữ “Tít &lt;của&gt; Lan” của người kia" in page
        again = filled(answer) | {"keep_theirs": "title"}
        assert desk.post(form_of(article), again).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.byline) == ("Tít <của> Lan", "Bút danh")
        assert article.decisions.filter(field="title").count() == 1

    def test_giving_in_writes_no_second_decision(self, desk, lan):
        article = make.article()
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        lan.post(form_of(article), theirs | {"title": "Tít của Lan"})
        answer = desk.post(form_of(article), mine | {"title": "Tít của Mai"})
        assert desk.post(form_of(article), filled(answer) | {"title": "Tít của Lan"}).status_code == 302
        assert article.decisions.filter(field="title").count() == 1

    def test_a_third_change_in_between_is_told_as_well(self, desk, lan):
        article = make.article()
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        lan.post(form_of(article), theirs | {"title": "Tít của Lan"})
        answer = desk.post(form_of(article), mine | {"title": "Tít của Mai"})
        lan.post(form_of(article), filled(lan.get(form_of(article))) | {"title": "Tít khác của Lan"})
        answer = desk.post(form_of(article), filled(answer))
        assert answer.status_code == 200 and "“Tít khác của Lan”" in errors(answer)

    def test_both_choosing_the_same_is_no_quarrel(self, desk, lan):
        article = make.article()
        paper = str(make.newspaper("Báo Cao Bằng").pk)
        mine, theirs = (filled(browser.get(form_of(article))) for browser in (desk, lan))
        for browser, data in ((lan, theirs), (desk, mine)):
            assert browser.post(form_of(article), data | {"newspaper": paper}).status_code == 302
        assert article.decisions.filter(field="newspaper").count() == 1

    def test_a_token_of_another_article_is_worth_nothing(self, desk, lan):
        one, other = make.article("Bài một"), make.article("Bài hai")
        token = filled(desk.get(form_of(other)))["seen"]
        data = filled(desk.get(form_of(one))) | {"seen": token, "byline": "Bút danh"}
        assert desk.post(form_of(one), data).status_code == 302
        one.refresh_from_db()
        assert (one.title, one.byline) == ("Bài một", "Bút danh")


class TestOnOneRecord:
    def test_what_only_the_other_changed_stays(self, desk, lan):
        unit = make.unit(province=make.province())
        mine, theirs = (filled(browser.get(form_of(unit))) for browser in (desk, lan))
        assert lan.post(form_of(unit), theirs | {"name": "Đảng bộ xã Lâm Ca"}).status_code == 302
        other = str(make.province("Cao Bằng").pk)
        assert desk.post(form_of(unit), mine | {"province": other}).status_code == 302
        unit.refresh_from_db()
        assert (unit.name, unit.province.name) == ("Đảng bộ xã Lâm Ca", "Cao Bằng")

    def test_what_both_changed_comes_back_with_theirs_and_mine(self, desk, lan):
        paper = make.newspaper()
        mine, theirs = (filled(browser.get(form_of(paper))) for browser in (desk, lan))
        lan.post(form_of(paper), theirs | {"name": "Báo Lạng Sơn điện tử", "domains": "baolangson.vn"})
        answer = desk.post(form_of(paper), mine | {"name": "Báo và Đài Lạng Sơn"})
        assert answer.status_code == 200
        assert "lan" in errors(answer) and "“Báo Lạng Sơn điện tử”" in errors(answer)
        assert desk.post(form_of(paper), filled(answer)).status_code == 302
        held = Newspaper.objects.get(pk=paper.pk)
        assert (held.name, held.domains) == ("Báo và Đài Lạng Sơn", ["baolangson.vn"])

    def test_an_update_of_the_reference_data_counts_as_somebody_else(self, desk):
        paper = make.newspaper()
        mine = filled(desk.get(form_of(paper)))
        Newspaper.objects.filter(pk=paper.pk).update(kind="báo Đảng")
        answer = desk.post(form_of(paper), mine | {"kind": "đài"})
        assert answer.status_code == 200 and "máy" in errors(answer)


def test_two_who_answer_one_report_differently(desk, lan):
    report = ReaderReport.objects.create(article=make.article(), kind="text", message="Sai tên thôn")
    mine, theirs = (filled(browser.get(form_of(report))) for browser in (desk, lan))
    assert lan.post(form_of(report), theirs | {"state": "answered", "answer": "đã sửa"}).status_code == 302
    answer = desk.post(form_of(report), mine | {"state": "refused", "answer": "không sai"})
    assert answer.status_code == 200 and "“đã sửa”" in errors(answer)
    report.refresh_from_db()
    assert (report.state, report.handled_by.username) == ("answered", "lan")
