"""Who changed what, when and why; and an earlier state restored as a new change."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.admin.history import articles as of_articles
from articles.admin.history import records as of_records
from articles.ingest import service, store, verdicts
from articles.ingest.authority import newspaper_id
from articles.models import Act, Article, Directive, Newspaper, Unit, UnitAlias, Upload, Verdict
from articles.models.history import acting
from articles.reading import Delivered
from articles.records import Hints
from tests import factories as make
from tests.admin.forms import filled
from tests.press import Press

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai() -> User:
    return User.objects.create_user("mai-anh", first_name="Anh", last_name="Mai")


def ingest(data: bytes) -> Article:
    upload = service.open_upload(Upload.Door.COMMAND)
    delivered = Delivered(name="bai.txt", source_name="bai.txt", data=data, hints=Hints(), error=None)
    service.process_documents([document.pk for document in service.receive(upload, [delivered])])
    article = upload.documents.get().article
    assert article is not None
    return article


def words(response) -> str:
    return " ".join(response.content.decode().split())


def history_of(record) -> str:
    name = f"admin:articles_{record._meta.model_name}_history"
    return reverse(name, args=[record.pk])


def restore_of(record) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_restore", args=[record.pk])


class TestOfRecords:
    def test_what_the_machine_writes_leaves_no_history(self, reference_rows):
        ingest(Press().encode())
        newspaper_id("Báo Chưa Ai Biết")
        assert Unit.objects.exists() and UnitAlias.objects.exists()
        kept = (Unit, UnitAlias, Directive, Newspaper)
        assert [model.history.count() for model in kept] == [0, 0, 0, 0]

    def test_ingest_leaves_none_even_within_an_editor_s_request(self, reference_rows, mai):
        with acting(mai, reason="nạp lại"):
            ingest(Press().encode())
            ingest(Press(number=9, headline="Tít khác").encode())
        assert Unit.objects.exists()
        assert Unit.history.count() == Act.objects.count() == 0

    def test_an_editor_s_change_is_kept_with_what_was_before(self, desk):
        unit = make.unit()
        address = reverse("admin:articles_unit_change", args=[unit.pk])
        data = filled(desk.get(address), name="Đảng bộ xã Kiên Mộc mới", reason="theo quyết định sáp nhập")
        assert desk.post(address, data).status_code == 302
        latest, first = Unit.history.filter(id=unit.pk)
        assert (first.name, first.history_user) == ("Đảng bộ xã Kiên Mộc", None)
        assert (latest.name, latest.history_user.username) == ("Đảng bộ xã Kiên Mộc mới", "mai")
        assert latest.history_change_reason == "theo quyết định sáp nhập"

    def test_what_reference_data_changed_in_between_is_not_laid_at_an_editor_s_door(self, mai):
        paper = make.newspaper()
        with acting(mai, reason="tên đúng"):
            paper.name = "Báo và Phát thanh, truyền hình Lạng Sơn"
            paper.save()
        Newspaper.objects.filter(pk=paper.pk).update(kind="báo Đảng")
        paper.refresh_from_db()
        with acting(mai, reason="cấp"):
            paper.level = "tỉnh"
            paper.save()
        by_line = [(line.by, [c.label for c in line.changes]) for line in of_records.lines(paper)]
        assert by_line == [("Mai Anh", ["cấp"]), ("máy", ["loại"]), ("Mai Anh", ["tên"]), ("máy", [])]

    def test_the_page_tells_it_in_words_with_names_and_days_as_readers_write_them(self, desk, mai):
        directive = make.directive(scope=make.province("Lạng Sơn"))
        with acting(mai, reason="đối chiếu bản in"):
            directive.scope, directive.date_issued = make.province("Cao Bằng"), date(2016, 5, 15)
            directive.save()
        page = words(desk.get(history_of(directive)))
        assert "<del>Tỉnh Lạng Sơn</del>" in page and "<ins>Tỉnh Cao Bằng</ins>" in page
        assert "<ins>15/5/2016</ins>" in page
        assert "Mai Anh" in page and "đối chiếu bản in" in page

    def test_an_alias_added_or_dropped_stands_in_the_history_of_its_unit(self, desk, mai):
        unit = make.unit()
        with acting(mai, reason="lỗi in"):
            unit.aliases.create(surface="Đảng bộ Kiên Mộc")
            unit.aliases.get().delete()
        changes = [
            (line.act, *[(c.before, c.after) for c in line.changes]) for line in of_records.lines(unit)
        ]
        assert ("bỏ", ("Đảng bộ Kiên Mộc", "")) in changes and ("thêm", ("", "Đảng bộ Kiên Mộc")) in changes
        assert "Đảng bộ Kiên Mộc" in words(desk.get(history_of(unit)))

    def test_restoring_is_a_new_change_with_a_reason(self, desk, mai):
        unit = make.unit()
        unit.aliases.create(surface="Đảng bộ Kiên Mộc")
        with acting(mai, reason="nhầm"):
            unit.name, unit.province = "Đảng bộ xã Nhầm", make.province()
            unit.save()
            unit.aliases.get().delete()
        first = of_records.lines(unit)[-1]
        page = desk.get(restore_of(unit), {"den": first.ref})
        assert "<ins>Đảng bộ xã Kiên Mộc</ins>" in words(page) and "<ins>Đảng bộ Kiên Mộc</ins>" in words(
            page
        )
        refused = desk.post(restore_of(unit), filled(page))
        assert refused.status_code == 200 and Unit.objects.get().name == "Đảng bộ xã Nhầm"
        kept = Unit.history.count()
        assert desk.post(restore_of(unit), filled(page, reason="sửa nhầm")).status_code == 302
        unit.refresh_from_db()
        assert (unit.name, unit.province, unit.origin) == ("Đảng bộ xã Kiên Mộc", None, "editor")
        assert unit.aliases.get().surface == "Đảng bộ Kiên Mộc"
        assert Unit.history.count() == kept + 1
        latest = Unit.history.filter(id=unit.pk).first()
        assert (latest.history_user.username, latest.history_change_reason) == ("mai", "sửa nhầm")

    def test_only_what_is_ticked_is_restored(self, desk, mai):
        unit = make.unit()
        with acting(mai):
            unit.name, unit.province = "Đảng bộ xã Nhầm", make.province()
            unit.save()
        first = of_records.lines(unit)[-1]
        data = {"den": first.ref, "steps": [f"unit:{unit.pk}:name"], "reason": "chỉ tên"}
        assert desk.post(restore_of(unit), data).status_code == 302
        unit.refresh_from_db()
        assert unit.name == "Đảng bộ xã Kiên Mộc" and unit.province is not None

    def test_a_name_that_another_record_has_by_now_cannot_be_restored(self, desk, mai):
        paper = make.newspaper("Báo Lạng Sơn")
        with acting(mai):
            paper.name = "Báo Lạng Sơn cũ"
            paper.save()
        Newspaper.objects.create(name="Báo Lạng Sơn", slug="bao-lang-son-moi")
        first = of_records.lines(paper)[-1]
        page = desk.get(restore_of(paper), {"den": first.ref})
        answer = desk.post(restore_of(paper), filled(page, reason="thử"))
        assert answer.status_code == 200 and "errorlist" in words(answer)
        assert Newspaper.objects.get(pk=paper.pk).name == "Báo Lạng Sơn cũ"

    def test_a_line_that_is_not_there_is_a_404(self, desk):
        assert desk.get(restore_of(make.unit()), {"den": "unit-999"}).status_code == 404


class TestOfArticles:
    def test_a_decision_stands_with_who_when_why_and_from_what(self, desk, mai):
        article = make.article()
        store.decide(article, {"published_on": date(2021, 6, 1)}, by=mai, reason="theo bản in")
        page = words(desk.get(history_of(article)))
        assert "<del>14/5/2021</del>" in page and "<ins>1/6/2021</ins>" in page
        assert "Mai Anh" in page and "theo bản in" in page

    def test_records_are_named_not_numbered(self, desk, mai):
        article = make.article()
        store.decide(article, {"newspaper": make.newspaper("Báo Cao Bằng").pk}, by=mai)
        page = words(desk.get(history_of(article)))
        assert "<del>Báo Lạng Sơn</del>" in page and "<ins>Báo Cao Bằng</ins>" in page

    def test_a_field_given_back_to_the_machine_is_in_it(self, desk, mai):
        article = make.article()
        store.decide(article, {"title": "Tít sửa"}, by=mai)
        with acting(mai, reason="máy đúng"):
            store.withdraw_decisions(article, {"title"})
        (line, *_rest) = of_articles.lines(article)
        assert (line.act, line.by, line.reason) == ("trả về đề xuất của máy", "Mai Anh", "máy đúng")
        assert [(c.before, c.after) for c in line.changes] == [("Tít sửa", article.title)]

    def test_a_verdict_is_in_it(self, desk, mai):
        article = make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())])
        verdicts.judge(article.unitmentions.get(), Verdict.REFUSED, by=mai, reason="tên thôn")
        page = words(desk.get(history_of(article)))
        assert "“Đảng bộ xã Kiên Mộc”" in page and "<ins>sai</ins>" in page and "tên thôn" in page

    def test_a_parse_that_an_editor_asked_for_is_in_it_and_one_of_the_machine_s_own_is_not(
        self, reference_rows, mai
    ):
        article = ingest(Press().encode())
        for number in (1, 2):
            Article.objects.filter(pk=article.pk).update(byline=f"Bút danh {number}", fingerprint=f"{number}")
            if number == 1:
                service.reparse_article(article.pk)
                assert not Act.objects.exists()
        with acting(mai, reason="bộ máy mới"):
            service.reparse_article(article.pk)
        act = Act.objects.get(field="byline")
        assert (act.kind, act.by, act.reason) == ("reparsed", mai, "bộ máy mới")
        assert act.before["value"] == "Bút danh 2"

    def test_an_earlier_state_is_restored_as_new_decisions(self, desk, mai):
        article = make.article()
        title = article.title
        store.decide(article, {"title": "Tít một", "byline": "Bút danh"}, by=mai)
        second = of_articles.lines(article)[0]
        store.decide(article, {"title": "Tít hai"}, by=mai, reason="lần hai")
        page = desk.get(restore_of(article), {"den": second.ref})
        assert "<del>Tít hai</del>" in words(page) and "<ins>Tít một</ins>" in words(page)
        assert desk.post(restore_of(article), filled(page, reason="lần đầu đúng")).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.byline) == ("Tít một", "Bút danh")
        latest = article.decisions.first()
        assert (latest.value, latest.by.username, latest.reason) == ("Tít một", "mai", "lần đầu đúng")
        assert article.decisions.count() == 4
        beginning = desk.get(restore_of(article), {"den": "0"})
        assert desk.post(restore_of(article), filled(beginning, reason="máy đúng")).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.byline) == (title, "Nông Thu Hiền")
        assert not article.decisions.current().exists()

    def test_a_verdict_is_restored(self, desk, mai):
        article = make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())])
        mention = article.unitmentions.get()
        verdicts.judge(mention, Verdict.REFUSED, by=mai)
        page = desk.get(restore_of(article), {"den": "0"})
        assert desk.post(restore_of(article), filled(page, reason="đúng là tổ chức")).status_code == 302
        mention.refresh_from_db()
        assert mention.verdict == Verdict.NONE

    def test_the_page_is_narrowed_by_kind_and_person(self, desk, mai):
        article = make.article(units=[("Đảng bộ xã Kiên Mộc", make.unit())])
        store.decide(article, {"title": "Tít của Mai"}, by=mai)
        verdicts.judge(article.unitmentions.get(), Verdict.REFUSED, by=None)
        fields = words(desk.get(history_of(article), {"loai": "truong"}))
        assert "<ins>Tít của Mai</ins>" in fields and "<ins>sai</ins>" not in fields
        others = words(desk.get(history_of(article), {"ai": "máy"}))
        assert "<ins>Tít của Mai</ins>" not in others and "<ins>sai</ins>" in others

    def test_its_queries_do_not_grow_with_its_lines(self, desk, mai, django_assert_max_num_queries):
        article = make.article()
        for number in range(30):
            paper = make.newspaper(f"Báo số {number}")
            store.decide(article, {"newspaper": paper.pk, "title": f"Tít {number}"}, by=mai)
        with django_assert_max_num_queries(25):
            desk.get(history_of(article))

    @pytest.mark.parametrize("query", ["?trang=999", "?trang=x", "?loai=xyz", "?ai=không-ai"])
    def test_an_odd_address_shows_what_there_is(self, desk, query):
        assert desk.get(history_of(make.article()) + query).status_code == 200


def test_whoever_may_only_look_sees_the_history_and_no_way_to_restore(viewer_desk, mai):
    unit = make.unit()
    with acting(mai):
        unit.name = "Đảng bộ xã Khác"
        unit.save()
    page = words(viewer_desk.get(history_of(unit)))
    assert "Đảng bộ xã Khác" in page and "Khôi phục về đây" not in page
    ref = of_records.lines(unit)[-1].ref
    assert viewer_desk.get(restore_of(unit), {"den": ref}).status_code == 403
    assert viewer_desk.post(restore_of(unit), {"den": ref, "reason": "thử"}).status_code == 403


class TestInBulk:
    def chosen(self, *articles: Article, action: str) -> dict:
        return {"action": action, "_selected_action": [each.pk for each in articles]}

    def test_many_are_decided_on_for_one_reason_that_is_asked_for_first(self, chief_desk):
        articles = [make.article("Bài một"), make.article("Bài hai"), make.article("Bài ba")]
        address = reverse("admin:articles_article_changelist")
        page = chief_desk.post(address, self.chosen(*articles[:2], action="decide_chosen"))
        assert "Bài một" in words(page) and "Bài ba" not in words(page)
        paper = make.newspaper("Báo Cao Bằng")
        without = chief_desk.post(
            address,
            filled(page, newspaper=str(paper.pk), **self.chosen(*articles[:2], action="decide_chosen")),
        )
        assert without.status_code == 200 and not articles[0].decisions.exists()
        data = filled(page, newspaper=str(paper.pk), reason="cùng một kỳ báo")
        data |= self.chosen(*articles[:2], action="decide_chosen")
        assert chief_desk.post(address, data).status_code == 302
        papers = Article.objects.order_by("pk").values_list("newspaper__name", flat=True)
        assert list(papers) == ["Báo Cao Bằng", "Báo Cao Bằng", "Báo Lạng Sơn"]
        assert {d.reason for d in articles[0].decisions.all()} == {"cùng một kỳ báo"}

    def test_many_are_withdrawn_and_brought_back(self, chief_desk):
        articles = [make.article("Bài một"), make.article("Bài hai")]
        address = reverse("admin:articles_article_changelist")
        for action, state in (("withdraw_chosen", "withdrawn"), ("bring_back_chosen", "published")):
            chosen = self.chosen(*articles, action=action)
            assert chief_desk.post(address, chosen).status_code == 200
            chief_desk.post(address, chosen | {"confirmed": "1", "reason": "bản quyền"})
            assert set(Article.objects.values_list("state", flat=True)) == {state}

    def test_too_many_are_refused(self, chief_desk, monkeypatch):
        monkeypatch.setattr("articles.ingest.bulk.MOST", 1)
        articles = [make.article("Bài một"), make.article("Bài hai")]
        address = reverse("admin:articles_article_changelist")
        data = self.chosen(*articles, action="withdraw_chosen") | {"confirmed": "1", "reason": "thử"}
        assert "nhiều nhất 1 bài" in words(chief_desk.post(address, data, follow=True))
        assert set(Article.objects.values_list("state", flat=True)) == {"published"}


class TestInWords:
    def test_a_date_accepted_as_it_stood_is_said_to_be_kept(self, desk, mai):
        article = make.article(published_on=date(2020, 10, 26))
        store.decide(article, {"published_on": date(2020, 10, 26)}, by=mai, reason="")
        page = words(desk.get(history_of(article)))
        assert "giữ 26/10/2020" in page and "<del>26/10/2020</del>" not in page

    def test_of_a_headline_only_the_word_that_changed_is_struck_out(self, desk, mai):
        article = make.article("Đình Lập chọn điểm để lãnh đạo")
        store.decide(article, {"title": "Đình Lập chọn điểm để chỉ đạo"}, by=mai, reason="như bản in")
        page = words(desk.get(history_of(article)))
        assert "Đình Lập chọn điểm để <del>lãnh</del> đạo" in page
        assert "Đình Lập chọn điểm để <ins>chỉ</ins> đạo" in page

    def test_how_an_article_came_is_told_with_its_file_and_delivery(self, desk, reference_rows):
        article = ingest(Press().encode())
        page = words(desk.get(history_of(article)))
        upload = article.documents.get().upload_id
        address = reverse("admin:articles_upload_change", args=[upload])
        assert f'<a href="{address}">bai.txt, lần nạp số {upload}</a>' in page
