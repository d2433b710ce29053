"""The same words twice: another paper's print, or the same delivery once more; and what became of the second
when the first is rewritten."""

import pytest

from articles.ingest import service, store
from articles.models import Article, Document, State, Upload
from articles.reading import Delivered
from articles.records import Hints
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

LANG_SON = "https://baolangson.vn/xay-dung-dang/chau-son.html"
UNKNOWN = "https://tintucxulang.com.vn/chau-son-doi-moi.html"
NAMELESS = Press(agency_mark="")
OTHER = Press(
    agency_mark="",
    headline="Đảng bộ xã Kiên Mộc tổng kết mười năm",
    extra=(
        "Đảng ủy xã Kiên Mộc nhìn lại mười năm, nêu cách làm của từng thôn và nói rõ chỗ còn yếu của mình.",
        "Bí thư chi bộ thôn Bản Hang kể chuyện vận động bà con hiến đất mở đường lên khu sản xuất mới.",
    )
    * 4,
)


def take_in(*files: tuple[str, bytes, Hints]) -> list[Document]:
    upload = service.open_upload(Upload.Door.COMMAND)
    deliveries = [
        Delivered(name=name, source_name=name, data=data, hints=hints) for name, data, hints in files
    ]
    documents = service.receive(upload, deliveries)
    service.process_documents([each.pk for each in documents if each.state == State.RECEIVED])
    return list(upload.documents.order_by("pk"))


def outcomes(documents: list[Document]) -> list[str]:
    return [document.outcome for document in documents]


def at(url: str | None = None, newspaper: str | None = None) -> Hints:
    return Hints(url=url, newspaper=newspaper)


class TestAnotherSource:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (at(LANG_SON), at(UNKNOWN)),
            (at(UNKNOWN), at(LANG_SON)),
            (at(UNKNOWN), at("https://trangtinvungcao.com.vn/chau-son.html")),
            (at(newspaper="Báo Lạng Sơn"), at(newspaper="Bản tin Đình Lập")),
            (at(LANG_SON), at(newspaper="Báo Nhân Dân")),
        ],
        ids=["unknown paper", "known paper second", "two unknown", "two named", "address and name"],
    )
    def test_of_the_same_words_is_an_article_of_its_own_in_one_group(
        self, first: Hints, second: Hints
    ) -> None:
        documents = take_in(("a.txt", NAMELESS.encode(), first), ("b.txt", NAMELESS.encode(), second))
        assert set(outcomes(documents)) <= {"created", "review"}
        one, other = Article.objects.order_by("pk")
        assert "cùng văn bản" in documents[1].reason
        assert str(one.pk) in documents[1].reason
        assert one.cluster == other.cluster is not None

    def test_counts_though_the_words_carry_the_first_papers_mark(self) -> None:
        files = ("a.txt", Press().encode(), at(LANG_SON)), ("b.txt", Press().encode(), at(UNKNOWN))
        assert outcomes(take_in(*files)) == ["created", "created"]

    def test_is_told_apart_in_whatever_order_three_papers_come(self) -> None:
        urls = [UNKNOWN, LANG_SON, "https://nhandan.vn/chau-son.html"]
        take_in(*((f"{n}.txt", NAMELESS.encode(), at(url)) for n, url in enumerate(urls)))
        assert sorted(Article.objects.values_list("url", flat=True)) == sorted(urls)
        again = take_in(*((f"{n}.txt", NAMELESS.encode(), at(url)) for n, url in enumerate(reversed(urls))))
        assert outcomes(again) == ["unchanged"] * 3

    def test_that_a_page_tells_of_itself_counts_as_well(self) -> None:
        page = '<!DOCTYPE html><html><head><link rel="canonical" href="{url}"></head><body><article>{words}'
        words = "".join(f"<p>{each}</p>" for each in str(NAMELESS).split("\n\n"))
        pages = [page.format(url=url, words=words).encode() for url in (LANG_SON, UNKNOWN)]
        take_in(("a.html", pages[0], at()), ("b.html", pages[1], at()))
        assert Article.objects.count() == 2


class TestTheSameSource:
    @pytest.mark.parametrize(
        "other",
        [
            at(),
            at(newspaper="Báo Lạng Sơn"),
            at(LANG_SON.replace("chau-son.html", "in/chau-son.html")),
            at(LANG_SON.replace("//", "//www.")),
            at(LANG_SON.replace("//", "//m.")),
        ],
        ids=["nothing said", "same paper", "same host", "with www", "for telephones"],
    )
    def test_gives_a_duplicate(self, other: Hints) -> None:
        documents = take_in(("a.txt", Press().encode(), at(LANG_SON)), ("b.txt", Press().encode(), other))
        assert outcomes(documents) == ["created", "duplicate"]

    def test_at_two_addresses_of_an_unknown_host_gives_a_duplicate(self) -> None:
        mobile = UNKNOWN.replace("//", "//m.").replace(".html", ".amp")
        first, second = (("a.txt", NAMELESS.encode(), at(UNKNOWN)), ("b.txt", NAMELESS.encode(), at(mobile)))
        assert outcomes(take_in(first, second))[1] == "duplicate"

    def test_takes_up_the_address_that_a_later_delivery_brings(self) -> None:
        old_style = str(NAMELESS).replace("ủy", "uỷ").encode()
        documents = take_in(
            ("a.txt", NAMELESS.encode(), at()),
            ("b.txt", old_style, at(LANG_SON)),
            ("c.txt", NAMELESS.encode(), at(UNKNOWN)),
        )
        assert outcomes(documents)[1:] == ["updated", "created"]
        assert sorted(Article.objects.values_list("url", flat=True)) == sorted([LANG_SON, UNKNOWN])

    def test_is_known_by_its_file_when_a_manifest_mends_its_paper(self) -> None:
        take_in(("a.txt", Press().encode(), at()))
        (mended,) = take_in(("a.txt", Press().encode(), at("https://nhandan.vn/chau-son.html")))
        assert mended.outcome == "updated"
        assert [str(each.newspaper) for each in Article.objects.all()] == ["Báo Nhân Dân"]


class TestARewrittenOriginal:
    def take_in_with_duplicate(self) -> tuple[Document, Document]:
        first, second = take_in(
            ("a.txt", NAMELESS.encode(), at(LANG_SON)), ("ban-sao.txt", NAMELESS.encode(), at())
        )
        assert second.outcome == "duplicate"
        return first, second

    def test_leaves_its_duplicate_as_an_article_of_its_own(self) -> None:
        first, second = self.take_in_with_duplicate()
        (rewritten,) = take_in(("a.txt", OTHER.encode(), at(LANG_SON)))
        assert rewritten.outcome == "updated"
        second.refresh_from_db()
        assert second.state == State.INDEXED
        assert second.outcome in ("created", "review")
        assert second.article is not None and second.article.pk != first.article_id
        assert "Châu Sơn" in second.article.title
        assert {each.title for each in Article.objects.all()} == {NAMELESS.headline, OTHER.headline}

    def test_leaves_one_article_of_many_duplicates(self) -> None:
        take_in(
            ("a.txt", NAMELESS.encode(), at(LANG_SON)),
            *((f"ban-sao-{n}.txt", NAMELESS.encode(), at()) for n in range(3)),
        )
        take_in(("a.txt", OTHER.encode(), at(LANG_SON)))
        assert Article.objects.count() == 2
        assert Document.objects.filter(outcome="duplicate").count() == 2
        assert not Document.objects.underway().exists()

    def test_and_its_duplicate_are_both_unchanged_when_they_come_again(self) -> None:
        self.take_in_with_duplicate()
        files = ("a.txt", OTHER.encode(), at(LANG_SON)), ("ban-sao.txt", NAMELESS.encode(), at())
        take_in(files[0])
        assert outcomes(take_in(*files)) == ["unchanged", "unchanged"]
        assert Article.objects.count() == 2

    def test_keeps_its_duplicate_while_its_words_stay(self) -> None:
        _first, second = self.take_in_with_duplicate()
        take_in(("a.txt", str(NAMELESS).replace("ủy", "uỷ").encode(), at(LANG_SON)))
        second.refresh_from_db()
        assert second.outcome == "duplicate"
        assert Article.objects.count() == 1

    def test_brings_back_no_text_that_its_own_source_has_replaced(self) -> None:
        self.take_in_with_duplicate()
        newer = Press(agency_mark="", extra=("Một đoạn mới viết thêm ở cuối bài, sau khi tòa soạn sửa.",))
        take_in(("ban-sao.txt", newer.encode(), at()))
        take_in(("a.txt", OTHER.encode(), at(LANG_SON)))
        assert "Một đoạn mới" in Article.objects.get(source_key="file:ban-sao.txt").text
        assert Article.objects.count() == 2

    def test_that_was_withdrawn_brings_nothing_back(self) -> None:
        first, second = self.take_in_with_duplicate()
        assert first.article is not None
        store.decide(first.article, {"state": Article.State.WITHDRAWN}, by=None)
        take_in(("a.txt", OTHER.encode(), at(LANG_SON)))
        second.refresh_from_db()
        assert second.outcome == "duplicate"

    def test_gives_its_own_old_text_no_second_article(self) -> None:
        take_in(("a.txt", NAMELESS.encode(), at()), ("a.txt", NAMELESS.encode(), at(LANG_SON)))
        take_in(("a.txt", OTHER.encode(), at(LANG_SON)))
        (old,) = take_in(("a.txt", NAMELESS.encode(), at()))
        assert old.outcome == "duplicate"
        assert Article.objects.count() == 1


class TestAGuessedNewspaper:
    def test_is_kept_as_the_guess_that_it_is(self) -> None:
        (document,) = take_in(("a.txt", NAMELESS.encode(), at()))
        article = document.article
        assert article is not None
        assert str(article.newspaper) == "Báo Lạng Sơn"
        assert article.proposed["newspaper"]["rule"] == "provincial-paper"
        assert article.proposed["newspaper"]["confidence"] <= 0.5

    def test_is_a_fact_once_the_page_or_its_companions_say_so(self) -> None:
        take_in(("a.txt", NAMELESS.encode(), at(newspaper="Báo Lạng Sơn")), ("b.txt", Press().encode(), at()))
        assert {str(each.newspaper) for each in Article.objects.all()} == {"Báo Lạng Sơn"}
