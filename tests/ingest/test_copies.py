"""Near-copies: which reports are prints of one text, and how groups grow, part and are rebuilt."""

import random
import re
import threading
from io import StringIO
from itertools import permutations

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.ingest import copies, likeness, service
from articles.ingest.likeness import agreement, are_copies, bands, minima, wording
from articles.models import Article, CopyBand, CopySignature, State, Upload
from articles.reading import Delivered
from articles.records import Hints
from tests import factories
from tests.press import Press

SENTENCES = (
    "Từ đầu nhiệm kỳ, Đảng ủy xã {unit} xác định nâng cao chất lượng sinh hoạt chi bộ là việc phải làm "
    "trước, "
    "nên đã phân công từng đồng chí ủy viên ban chấp hành về dự sinh hoạt cùng chi bộ thôn.",
    "Bí thư chi bộ thôn {unit} kể rằng trước đây cuộc họp thường kéo dài mà ít người phát biểu, nghị quyết "
    "viết chung chung, đọc xong cũng chẳng mấy ai nhớ phải làm gì.",
    "Nay mỗi kỳ họp chỉ chọn một việc, gửi tài liệu qua nhóm Zalo trước ba ngày để đảng viên đọc và ghi sẵn "
    "ý kiến, nhờ vậy thời gian họp rút ngắn còn chừng một giờ rưỡi.",
    "Chuyện làm đường bê tông vào xóm trong là một ví dụ: ba đảng viên hiến đất trước, bà con thấy vậy hưởng "
    "ứng theo, sau hai tháng con đường dài hơn sáu trăm mét đã hoàn thành.",
    "Ông Hoàng Văn Páo, đảng viên bốn mươi năm tuổi đảng, bảo rằng họp ít mà bàn được việc thì ai cũng muốn "
    "đến, kể cả những người đi làm ăn xa cũng gọi điện về góp ý.",
    "Huyện ủy {unit} đánh giá cách làm này phù hợp với vùng cao, nơi đảng viên ở rải rác, nhiều người già "
    "yếu "
    "và đường sá đi lại khó khăn vào mùa mưa.",
    "Sắp tới, đảng ủy tiếp tục rà soát các chi bộ có ít đảng viên, tạo nguồn từ đoàn thanh niên, hội phụ nữ "
    "và lực lượng dân quân, phấn đấu không còn thôn nào trắng đảng viên.",
    "Cái được lớn nhất, theo Bí thư Đảng ủy, không phải là con số kết nạp mà là niềm tin của người dân khi "
    "thấy lời nói của đảng viên đi đôi với việc làm hằng ngày.",
    "Những thửa ruộng bỏ hoang ven suối nay đã phủ xanh cây hồi, cây quế, và vụ vừa rồi nhiều hộ có thêm vài "
    "chục triệu đồng để sửa lại mái nhà trước Tết.",
    "Cuối buổi, chi bộ biểu quyết thông qua nghị quyết gồm ba việc, mỗi việc ghi rõ người làm, ngày xong và "
    "người kiểm tra, dán ngay tại nhà văn hóa để bà con cùng theo dõi.",
)
ADDED = (
    "Cũng trong dịp này, Ban Thường vụ Huyện ủy tặng giấy khen cho các tập thể và cá nhân có thành tích "
    "trong "
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh."
)


def report(unit: str = "Châu Sơn") -> list[str]:
    return [sentence.format(unit=unit) for sentence in SENTENCES]


def other_report(unit: str = "Châu Sơn") -> list[str]:
    return [
        f"Sáng 14/5, tại nhà văn hóa trung tâm, Đảng bộ xã {unit} tổ chức đại hội đại biểu lần thứ hai "
        f"mươi tư, "
        "nhiệm kỳ 2020 - 2025, với sự có mặt của hơn một trăm đại biểu chính thức.",
        "Nhiệm kỳ qua, sản lượng lương thực vượt chỉ tiêu, hộ nghèo giảm bình quân bốn phần trăm mỗi năm, "
        "trường học được xây mới và trạm y tế đạt chuẩn quốc gia.",
        "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo "
        "đức, phong "
        "cách Hồ Chí Minh, các chi bộ đăng ký nhiều mô hình dân vận khéo.",
        "Đại hội thảo luận sôi nổi, bầu Ban Chấp hành khóa mới gồm mười lăm đồng chí và đoàn đại biểu đi "
        "dự đại "
        "hội cấp trên, rồi bế mạc sau một ngày làm việc khẩn trương.",
    ]


def without(sentences: list[str], share: float) -> list[str]:
    chance, kept = random.Random(7), list(sentences)
    length = sum(map(len, sentences))
    while sum(map(len, kept)) > (1 - share) * length + 60:
        kept.pop(chance.randrange(len(kept)))
    return kept


def tones_moved(sentences: list[str]) -> list[str]:
    pairs = ("ủy", "uỷ"), ("hóa", "hoá"), ("hòa", "hoà"), ("khóa", "khoá")
    for new, old in pairs:
        sentences = [sentence.replace(new, old) for sentence in sentences]
    return sentences


REPRINTS = {
    "kicker": lambda text: ["XÂY DỰNG ĐẢNG VÀ HỆ THỐNG CHÍNH TRỊ", *text],
    "10 % cut": lambda text: without(text, 0.1),
    "20 % cut": lambda text: without(text, 0.2),
    "30 % cut": lambda text: without(text, 0.3),
    "paragraph added": lambda text: [*text, ADDED],
    "cut and added to": lambda text: [*without(text, 0.2), ADDED],
    "tones moved": tones_moved,
    "marks lost": lambda text: [likeness.fold(sentence) for sentence in text],
    "shouted": lambda text: [sentence.upper() for sentence in text],
    "people addressed otherwise": lambda text: [
        s.replace("đồng chí", "ông").replace("Ông", "Đồng chí") for s in text
    ],
}


@pytest.mark.parametrize("change", REPRINTS.values(), ids=REPRINTS)
def test_a_reprint_is_a_copy_and_shares_a_key(change) -> None:
    one, other = (wording("\n".join(text)) for text in (report(), change(report())))
    assert are_copies(one, other)
    assert set(bands(minima(one))) & set(bands(minima(other)))


def test_two_reports_of_one_commune_are_no_copies() -> None:
    assert not are_copies(wording("\n".join(report())), wording("\n".join(other_report())))


def test_two_reports_with_the_same_formulas_are_no_copies() -> None:
    formulas = [*other_report()[2:], ADDED]
    one = [*report()[:5], *formulas]
    other = [*report("Bính Xá")[5:], *formulas]
    assert not are_copies(wording("\n".join(one)), wording("\n".join(other)))


BULLETIN = (
    "Tháng {m}, toàn đảng bộ huyện kết nạp {a} đảng viên mới, chuyển đảng chính thức cho {b} đồng chí, "
    "trao Huy "
    "hiệu Đảng cho {c} đảng viên. Các cấp ủy tổ chức {d} cuộc kiểm tra, giám sát đối với {e} tổ chức đảng "
    "và {f} "
    "đảng viên; qua đó nhắc nhở, rút kinh nghiệm đối với {g} trường hợp. Tổng số đảng viên toàn huyện đến "
    "nay là "
    "{h} đồng chí, sinh hoạt tại {i} chi bộ."
)


def test_one_form_filled_in_twice_is_two_reports() -> None:
    march = dict(zip("mabcdefghi", (3, 27, 31, 112, 14, 19, 43, 6, "5.214", 236), strict=True))
    april = dict(zip("mabcdefghi", (4, 35, 22, 87, 17, 24, 51, 9, "5.249", 237), strict=True))
    one, other = (wording(BULLETIN.format(**numbers)) for numbers in (march, april))
    assert likeness.likeness(one.triples, other.triples) < 1
    assert not are_copies(one, other)
    assert are_copies(one, wording(BULLETIN.format(**march | {"h": "5214"}) + " Theo Văn phòng Huyện ủy."))


def test_of_short_notices_only_nearly_the_same_are_copies() -> None:
    notice = "Chiều 12/3, Huyện ủy {} họp trao Huy hiệu Đảng đợt 3/2 cho đảng viên lão thành trên địa bàn."
    one, same, other = (
        wording(notice.format(unit)) for unit in ("Đình Lập", "ĐÌNH LẬP", "Lộc Bình cùng xã Khuất Xá")
    )
    assert are_copies(one, same)
    assert not are_copies(one, other)
    assert not are_copies(wording("Ảnh: Minh Tâm"), wording("Ảnh: Minh Tâm"))


@pytest.mark.parametrize(("shared", "apart"), [(20, 5), (60, 30), (600, 300), (600, 20), (50, 600)])
def test_bins_agree_as_often_as_triples_do(shared: int, apart: int) -> None:
    chance = random.Random(shared)

    def triples(count: int) -> frozenset[int]:
        return frozenset(chance.getrandbits(32) for _ in range(count))

    agreements = []
    for _ in range(200):
        common = triples(shared)
        one, other = (minima(likeness.Wording("", common | triples(apart))) for _ in range(2))
        agreements.append(agreement(one, other))
    assert sum(agreements) / 200 == pytest.approx(shared / (shared + 2 * apart), abs=0.03)


def test_signatures_stay_what_they_were() -> None:
    """They are held in the database: another value means another SIGNATURE_VERSION."""
    signature = minima(wording("\n".join(report())))
    assert (likeness.SIGNATURE_VERSION, signature.hex()[:24]) == (1, "e0720c24468155e0055dcf32")


COMMUNES = [
    *("Mộc", "Xá", "Lập", "Sơn", "Ca", "Bình", "Lợi", "Thắng", "Hòa", "Dương", "Lâm", "Khê", "Phúc", "Thọ"),
    *("Đức", "Mỹ", "Long", "Hưng", "Giang", "Hà", "Trung", "Ninh", "Yên", "Vân", "Thủy", "Hải", "Phong"),
    *("Quang", "Minh", "Tiến", "Cường", "Kim", "Thạch", "Đồng", "Liên", "Khánh", "Tường", "Nghĩa", "Lộc"),
    *("Phú", "Quý", "Thịnh", "Vượng", "Đạt"),
]


def form(commune: str) -> list[str]:
    """A report of one district's paper, which tells of every commune in the same words."""
    at = COMMUNES.index(commune)
    member, guest = COMMUNES[at - 7], COMMUNES[at - 19]
    return [
        *report("")[1:5],
        f"Đảng bộ xã Tân {commune} kết nạp {at + 3} quần chúng ưu tú, nâng tổng số lên {at + 210} đảng viên.",
        f"Đồng chí Nông Văn {member} thay mặt đọc lời thề; đồng chí Vi Thị {guest} tặng hoa chúc mừng.",
        *report("")[6:],
    ]


# ---------------------------------------------------------------- groups


def stored(paragraphs: list[str], title: str = "Chi bộ có việc để bàn", **fields) -> Article:
    return factories.article(title, lede=paragraphs[0], body=paragraphs[1:], **fields)


def grouped(*articles: Article) -> set[int]:
    with transaction.atomic():
        return copies.regroup(articles)


def groups() -> dict[int, int | None]:
    return dict(CopySignature.objects.order_by("pk").values_list("pk", "group"))


def rewrite(article: Article, paragraphs: list[str]) -> set[int]:
    fresh = stored(paragraphs)
    Article.objects.filter(pk=article.pk).update(text=fresh.text, blocks=fresh.blocks)
    Article.objects.filter(pk=fresh.pk).delete()
    return grouped(Article.objects.get(pk=article.pk))


def complaints() -> list[str]:
    articles = list(Article.objects.order_by("pk"))
    with transaction.atomic():
        plan = copies.planned(articles, afresh=True)
    return [str(each) for each in (*plan.signatures, *plan.keys, *plan.old_keys, *plan.groups)]


@pytest.mark.django_db
class TestGroups:
    def test_a_lone_report_has_no_group(self) -> None:
        article = stored(report())
        assert grouped(article) == set()
        assert article.cluster is None
        assert not article.copies().exists()

    def test_prints_of_one_text_share_the_id_of_the_first(self) -> None:
        first, second, other = stored(report()), stored([*report(), ADDED]), stored(other_report())
        assert grouped(first) == grouped(other) == set()
        assert grouped(second) == {first.pk, second.pk}
        assert groups() == {first.pk: first.pk, second.pk: first.pk, other.pk: None}
        assert [article.pk for article in first.copies()] == [second.pk]
        assert second.cluster == first.pk

    def test_a_delivery_is_grouped_among_itself(self) -> None:
        first, other, second = stored(report()), stored(other_report()), stored(without(report(), 0.2))
        assert grouped(first, other, second) == {first.pk, second.pk}

    def test_grouping_twice_changes_nothing(self) -> None:
        articles = [stored(report()), stored([*report(), ADDED])]
        assert grouped(*articles)
        before = groups(), CopyBand.objects.count()
        assert grouped(*articles) == set()
        with transaction.atomic():
            assert copies.regroup(articles, afresh=True) == set()
        assert (groups(), CopyBand.objects.count()) == before

    def test_withdrawn_copies_are_not_shown(self) -> None:
        first, second = stored(report()), stored(report())
        grouped(first, second)
        Article.objects.filter(pk=second.pk).update(state="withdrawn")
        assert not first.copies().exists()

    def test_what_only_a_third_holds_together_is_one_group(self) -> None:
        text = report()
        one, two = stored(text[:7]), stored(text[3:])
        grouped(one, two)
        assert set(groups().values()) == {None}
        bridge = stored(text)
        assert grouped(bridge) == {one.pk, two.pk, bridge.pk}
        assert set(groups().values()) == {one.pk}

    def test_two_groups_become_one_and_part_again_with_what_joined_them(self) -> None:
        text = report()
        one, like_one = stored(text[:7]), stored(text[:7])
        two, like_two = stored(text[3:]), stored(text[3:])
        grouped(one, like_one, two, like_two)
        bridge = stored(text)
        assert grouped(bridge) == {two.pk, like_two.pk, bridge.pk}
        assert set(groups().values()) == {one.pk}
        assert rewrite(bridge, other_report()) == {two.pk, like_two.pk, bridge.pk}
        assert groups() == {
            one.pk: one.pk,
            like_one.pk: one.pk,
            two.pk: two.pk,
            like_two.pk: two.pk,
            bridge.pk: None,
        }

    def test_a_rewritten_first_article_leaves_the_group_to_the_next(self) -> None:
        articles = [stored(report()) for _ in range(3)]
        grouped(*articles)
        first, second, third = articles
        assert rewrite(first, other_report()) == {first.pk, second.pk, third.pk}
        assert groups() == {first.pk: None, second.pk: second.pk, third.pk: second.pk}
        assert complaints() == []

    def test_a_rewritten_article_joins_another_group(self) -> None:
        first, second, other = stored(report()), stored(report()), stored(other_report())
        grouped(first, second, other)
        assert rewrite(second, other_report()) == {first.pk, second.pk, other.pk}
        assert groups() == {first.pk: None, second.pk: second.pk, other.pk: second.pk}

    def test_a_text_printed_everywhere_is_one_group_and_crowds_no_key(self) -> None:
        articles = [stored(report()) for _ in range(copies.CROWD + 9)]
        for start in range(0, len(articles), 10):
            grouped(*articles[start : start + 10])
        assert set(groups().values()) == {articles[0].pk}
        assert CopyBand.objects.filter(article=articles[-1].pk).count() == 1
        assert CopyBand.objects.order_by("key").distinct("key").count() == likeness.BANDS + 1
        assert complaints() == []

    def test_a_reprint_finds_its_text_among_more_forms_than_a_key_takes(self) -> None:
        forms = [stored(form(name)) for name in COMMUNES]
        assert len(forms) > copies.CROWD + copies.MISSES
        grouped(*forms)
        assert set(groups().values()) == {None}
        for at in (0, copies.CROWD, len(forms) - 1):
            reprint = stored(form(COMMUNES[at]))
            assert grouped(reprint) == {forms[at].pk, reprint.pk}
        assert complaints() == []

    def test_a_shortened_print_is_looked_for_behind_likelier_forms(self) -> None:
        first = stored(form(COMMUNES[0])[1:])
        likelier = [stored(form(name)) for name in COMMUNES[1 : copies.MISSES]]
        grouped(first, *likelier)
        assert set(groups().values()) == {None}
        whole = stored(form(COMMUNES[0]))
        agreeing = [
            likeness.likeness(*(copies.compared(each).triples for each in (whole, other)))
            for other in likelier
        ]
        assert likeness.likeness(copies.compared(whole).triples, copies.compared(first).triples) < min(
            agreeing
        )
        assert grouped(whole) == {first.pk, whole.pk}

    @pytest.mark.parametrize("order", permutations(range(3)))
    def test_a_print_that_is_no_copy_does_not_keep_another_from_its_group(self, order) -> None:
        """A shortened print lost what tells two forms apart: it is a copy of both, whichever comes last."""
        one, other = form(COMMUNES[0]), form(COMMUNES[1])
        shortened = [*one[:4], *one[6:]]
        words = {text[4]: copies.compared(stored(text)) for text in (one, other, shortened)}
        assert not are_copies(words[one[4]], words[other[4]])
        likest = agreement(*(minima(words[text[4]]) for text in (one, other)))
        for whole in (one, other):
            assert are_copies(words[whole[4]], words[shortened[4]])
            assert agreement(minima(words[whole[4]]), minima(words[shortened[4]])) < likest
        articles = [stored((one, shortened, other)[at]) for at in order]
        for article in articles:
            grouped(article)
        assert set(groups().values()) == {articles[0].pk}

    def test_in_a_crowd_of_forms_only_one_print_of_each_is_asked(self, monkeypatch) -> None:
        for name in COMMUNES[: copies.MISSES + 1]:
            grouped(stored(form(name)), stored(form(name)))
        asked = []
        monkeypatch.setattr(likeness, "are_copies", lambda *words: asked.append(words) or are_copies(*words))
        stranger = stored(form(COMMUNES[copies.MISSES + 1]))
        assert grouped(stranger) == set()
        assert len(asked) == len({other.text for _one, other in asked}) == copies.MISSES

    def test_of_a_text_printed_often_each_wording_is_asked_once(self, monkeypatch) -> None:
        prints = [stored(text) for text in [form("Xá"), [*form("Xá"), ADDED]] for _ in range(9)]
        grouped(*prints)
        asked = []
        monkeypatch.setattr(likeness, "are_copies", lambda *words: asked.append(words) or are_copies(*words))
        assert grouped(stored(form("Lập"))) == set()
        assert sorted(len(other.triples) for _one, other in asked) == sorted(
            len(copies.compared(each).triples) for each in (prints[0], prints[-1])
        )

    def test_an_exact_reprint_is_always_grouped(self) -> None:
        chance = random.Random(2026)
        pool = [*report(), *other_report(), *form("Xá"), *report("Kiên Mộc"), ADDED, BULLETIN]
        texts = [chance.sample(pool, chance.randint(1, 9)) for _ in range(60)]
        texts += [form(chance.choice(COMMUNES)) for _ in range(60)]
        articles = [stored(text) for text in [*texts, *texts]]
        order = chance.sample(articles, len(articles))
        for start in range(0, len(order), 7):
            grouped(*order[start : start + 7])
        held = groups()
        for first, reprint in zip(articles[: len(texts)], articles[len(texts) :], strict=True):
            assert held[first.pk] is not None and held[first.pk] == held[reprint.pk], first.text

    def test_rebuilding_from_nothing_gives_the_same_groups(self) -> None:
        text, chance = report(), random.Random(5)
        variants = [text, text[:7], text[3:], other_report(), [*other_report(), ADDED], report("Kiên Mộc")]
        articles = [stored(chance.choice(variants)) for _ in range(24)]
        for article in chance.sample(articles, len(articles)):
            grouped(article)
        for article in chance.sample(articles, 8):
            rewrite(article, chance.choice(variants))
        before = groups()
        assert complaints() == []
        CopySignature.objects.all().delete()
        CopyBand.objects.all().delete()
        assert complaints()
        call_command("group_copies", stdout=StringIO())
        assert groups() == before
        assert complaints() == []

    @pytest.mark.parametrize("wrong", ["group", "minima", "keys"])
    def test_rebuilding_mends_what_is_wrong(self, wrong: str) -> None:
        articles = [stored(report()), stored(report()), stored(other_report()), stored(other_report())]
        grouped(*articles)
        before = groups()
        if wrong == "group":
            CopySignature.objects.update(group=articles[2].pk)
        elif wrong == "minima":
            CopySignature.objects.update(minima=b"\0" * 120, digest=0)
        else:
            CopyBand.objects.filter(article=articles[0].pk).delete()
        assert complaints()
        call_command("group_copies", stdout=StringIO())
        assert groups() == before
        assert complaints() == []

    def test_a_deleted_article_takes_its_keys_along(self) -> None:
        article = stored(report())
        grouped(article)
        article.delete()
        assert not CopyBand.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_rows")
def test_a_reprint_that_comes_in_is_grouped_with_the_first() -> None:
    def page(agency: str, text: list[str], headline: str) -> bytes:
        return str(Press(headline=headline, agency_mark=agency, extra=tuple(text))).encode()

    files = {
        "a.txt": page("(LSO) – ", report(), "Chi bộ có việc để bàn"),
        "b.txt": page("(BLC) - ", [*without(report(), 0.1), ADDED], "Chuyện ở chi bộ vùng cao"),
    }
    upload = service.open_upload(Upload.Door.COMMAND)
    deliveries = [
        Delivered(name=n, source_name=n, data=d, hints=Hints(), error=None) for n, d in files.items()
    ]
    documents = service.receive(upload, deliveries)
    service.process_documents([each.pk for each in documents if each.state == State.RECEIVED])
    first, second = Article.objects.order_by("pk")
    assert groups() == {first.pk: first.pk, second.pk: first.pk}
    assert first.search_entry.copy_group == second.search_entry.copy_group == first.pk


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_two_prints_make_one_group() -> None:
    articles = [stored(report()), stored([*report(), ADDED])]
    meet, failed = threading.Barrier(2), []

    def work(article: Article) -> None:
        try:
            with transaction.atomic():
                meet.wait(10)
                copies.regroup([article])
        except BaseException as error:  # noqa: BLE001 - told by the assertion below
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[article]) for article in articles]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert failed == []
    assert set(groups().values()) == {articles[0].pk}


@pytest.mark.django_db
def test_the_article_page_names_the_other_papers(client) -> None:
    first = stored(report())
    second = stored(report(), "Chuyện ở chi bộ vùng cao", newspaper=factories.newspaper("Báo Lai Châu"))
    grouped(first, second)
    html = client.get(first.get_absolute_url()).content.decode()
    aside = re.search(r"Báo khác cũng đăng.*?</section>", html, re.DOTALL)
    assert aside and second.get_absolute_url() in aside[0] and "Báo Lai Châu" in aside[0]
