"""No unit stands above itself: not by a form, a merger, a split, nor by what takes one of them back."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.admin.history import records
from articles.admin.new_records import new_unit
from articles.ingest import merging, ruling, selections
from articles.ingest.acts import RefusedError
from articles.ingest.selections import Selection
from articles.models import AuthorityAct, Unit, lineage
from articles.models.history import acting
from tests import factories as make
from tests.admin.forms import errors, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]


@pytest.fixture
def mai(db):
    return get_user_model().objects.create_user("minh")


@pytest.fixture
def line(db) -> list[Unit]:
    """A province's committee, a district's below it, a commune's, a village's cell."""
    made: list[Unit] = []
    for name in ("Tỉnh ủy Lạng Sơn", "Huyện ủy Đình Lập", "Đảng bộ xã Kiên Mộc", "Chi bộ Khe Bủng"):
        made.append(make.unit(name, parent=made[-1] if made else None))
    return made


def page(record: Unit, act: str) -> str:
    return reverse(f"admin:articles_unit_{act}", args=[record.pk])


def merge(record: Unit, into: Unit, mai) -> AuthorityAct:
    return merging.merge(record, into=into, by=mai, reason="một tổ chức")


def hung(record: Unit, parent: Unit | None) -> None:
    Unit.objects.filter(pk=record.pk).update(parent=parent)


def above(record: Unit) -> list[int]:
    return lineage.ancestors(Unit, record.pk)


class TestLineage:
    def test_what_is_above_is_found_through_mergers(self, line, mai) -> None:
        province, district, commune, cell = line
        other = make.unit("Huyện ủy Đình Lập (cũ)", parent=province)
        merge(district, other, mai)
        assert above(cell) == [commune.pk, other.pk, province.pk]

    def test_a_ring_that_is_there_already_ends_the_way_up(self, line) -> None:
        province, district, commune, cell = line
        hung(province, commune)
        assert above(cell) == [commune.pk, district.pk, province.pk]
        assert not lineage.is_ring(Unit, cell.pk)
        assert lineage.is_ring(Unit, province.pk)


class TestForm:
    @pytest.mark.parametrize("below", [1, 2, 3])
    def test_what_stands_below_becomes_no_parent(self, desk: Client, line, below: int) -> None:
        sent = filled(desk.get(page(line[0], "change")), parent=str(line[below].pk))
        answer = desk.post(page(line[0], "change"), sent)
        assert "Vòng tròn" in errors(answer)
        line[0].refresh_from_db()
        assert line[0].parent is None

    def test_nor_what_stands_below_by_a_merger(self, desk: Client, line, mai) -> None:
        other = make.unit("Đảng bộ xã Kiên Mộc (cũ)")
        merge(line[2], other, mai)  # so the cell stands below the other
        hung(other, line[1])
        sent = filled(desk.get(page(line[1], "change")), parent=str(line[3].pk))
        assert "Vòng tròn" in errors(desk.post(page(line[1], "change"), sent))

    def test_what_stands_beside_does(self, desk: Client, line) -> None:
        beside = make.unit("Huyện ủy Lộc Bình", parent=line[0])
        sent = filled(desk.get(page(line[2], "change")), parent=str(beside.pk))
        assert desk.post(page(line[2], "change"), sent).status_code == 302
        assert above(line[3]) == [line[2].pk, beside.pk, line[0].pk]

    def test_an_earlier_parent_that_stands_below_by_now_is_not_restored(self, line, mai) -> None:
        _province, district, commune, _cell = line
        with acting(mai):
            commune.parent = None
            commune.save()
            district.parent = commune
            district.save()
        first = records.versions(commune)[-1]
        with pytest.raises(ValidationError, match="Vòng tròn"):
            records.restore(commune, first.ref, [f"{first.key}:parent"], by=mai, reason="nhầm")
        commune.refresh_from_db()
        assert commune.parent is None


class TestMerger:
    @pytest.mark.parametrize("below", [1, 2, 3])
    def test_nothing_is_merged_into_what_stands_below_it(self, line, mai, below: int) -> None:
        with pytest.raises(RefusedError, match="vòng tròn"):
            merge(line[0], line[below], mai)
        assert not AuthorityAct.objects.exists()

    def test_nor_where_only_an_earlier_merger_put_it_there(self, line, mai) -> None:
        other = make.unit("Huyện ủy Đình Lập (cũ)")
        merge(line[1], other, mai)
        with pytest.raises(RefusedError, match="vòng tròn"):
            merge(other, line[3], mai)

    def test_the_page_refuses_before_a_reason_is_typed(self, chief_desk: Client, line) -> None:
        answer = chief_desk.get(page(line[1], "merge"), {"typed": f"#{line[2].pk}", "keep": "kia"})
        words = answer.content.decode()
        assert "Hãy giữ lại “Huyện ủy Đình Lập”" in words and 'name="reason"' not in words

    def test_the_other_way_round_the_page_warns_and_says_what_becomes_of_it(
        self, chief_desk: Client, line
    ) -> None:
        _province, district, commune, cell = line
        said = {"typed": f"#{commune.pk}", "keep": "nay"}
        words = chief_desk.get(page(district, "merge"), said).content.decode()
        assert "“Đảng bộ xã Kiên Mộc” đang đứng dưới “Huyện ủy Đình Lập”" in words
        assert "những gì đứng dưới “Đảng bộ xã Kiên Mộc” sẽ đứng dưới “Huyện ủy Đình Lập”" in words
        assert chief_desk.post(page(district, "merge"), said | {"reason": "một"}).status_code == 302
        assert above(cell) == [district.pk, line[0].pk]
        assert not lineage.is_ring(Unit, district.pk)

    def test_a_parent_that_counts_no_longer_is_named(self, chief_desk: Client, line) -> None:
        other = make.unit("Đảng bộ Kiên Mộc")
        asked = {"typed": f"#{other.pk}", "keep": "kia"}
        words = chief_desk.get(page(line[2], "merge"), asked).content.decode()
        assert "“Đảng bộ Kiên Mộc” không ghi cấp trên" in words
        hung(other, line[0])
        words = chief_desk.get(page(line[2], "merge"), asked).content.decode()
        assert "“Đảng bộ Kiên Mộc” vẫn đứng dưới “Tỉnh ủy Lạng Sơn”" in words

    def test_units_below_one_and_the_same_are_merged_without_a_warning(
        self, chief_desk: Client, line
    ) -> None:
        other = make.unit("Đảng bộ Kiên Mộc", parent=line[1])
        answer = chief_desk.get(page(line[2], "merge"), {"typed": f"#{other.pk}", "keep": "kia"})
        assert (answer.context["kept"], answer.context["warnings"]) == (other, [])

    def test_it_is_not_taken_back_where_its_parent_stands_below_it_by_now(
        self, chief_desk: Client, line, mai
    ) -> None:
        _province, district, commune, cell = line
        other = make.unit("Đảng bộ Kiên Mộc")
        act = merge(commune, other, mai)
        hung(district, cell)  # which stands below the other now: no ring yet
        assert not lineage.is_ring(Unit, district.pk)
        address = reverse("admin:articles_authorityact_undo", args=[act.pk])
        words = chief_desk.post(address, {"reason": "hai đảng bộ"}).content.decode()
        assert "“Huyện ủy Đình Lập”, cấp trên của “Đảng bộ xã Kiên Mộc”, nay đứng dưới nó" in words
        assert "hai đảng bộ" in words, "what was typed is not lost"
        act.refresh_from_db()
        assert not act.is_undone
        hung(district, None)
        assert chief_desk.post(address, {"reason": "hai đảng bộ"}).status_code == 302


class TestSplit:
    @pytest.fixture
    def split(self, line, mai) -> AuthorityAct:
        """A unit made for a part of what was held for the commune's."""
        make.article(units=[("Đảng bộ xã Kiên Mộc", line[2])])
        form = selections.forms("unit", line[2].pk, ())[0].key
        made, is_new = new_unit("Đảng bộ xã Kiên Mộc (Bình Gia)", like=line[2])
        chosen = Selection("unit", (form,), line[2].pk)
        return ruling.split(chosen, made, is_new=is_new, by=mai, reason="hai đảng bộ")

    def test_it_is_not_taken_back_where_the_new_unit_stands_above_by_now(self, line, mai, split) -> None:
        made = Unit.objects.get(pk=split.target)
        hung(line[2], made)
        with pytest.raises(RefusedError, match="nay đứng dưới"):
            ruling.undo(split, by=mai, reason="một thôi")
        made.refresh_from_db()
        split.refresh_from_db()
        assert made.merged_into is None and not split.is_undone
        hung(line[2], line[1])
        ruling.undo(split, by=mai, reason="một thôi")
        made.refresh_from_db()
        assert made.merged_into == line[2]

    def test_a_unit_that_was_given_up_does_not_stand_again_below_itself(self, line, mai, split) -> None:
        ruling.undo(split, by=mai, reason="một thôi")
        hung(line[1], make.unit("Chi bộ mới", parent=Unit.objects.get(pk=split.target)))
        hung(line[2], None)
        with pytest.raises(RefusedError, match="nay đứng dưới nó"):
            new_unit("Đảng bộ xã Kiên Mộc (Bình Gia)", like=line[2])
        assert Unit.objects.get(pk=split.target).merged_into == line[2]
