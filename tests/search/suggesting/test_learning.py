import pytest
from django.core.management import call_command

from articles.ingest import announcing
from articles.models import Article, Document, Upload
from search import tasks
from search.suggesting import learning, met, schedule
from search.suggesting.models import NameKey, Phrase, Unlearnt
from search.suggesting.sequences import sequences
from tests.conftest import forget_run
from tests.search.making import article, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(monkeypatch, redis_client):
    """The seconds after which the task was queued, as often as it was."""
    sent: list[int] = []
    monkeypatch.setattr(tasks.learn_words, "apply_async", lambda **options: sent.append(options["countdown"]))
    return sent


def counts(*written: str) -> list[int]:
    known = dict(Phrase.objects.values_list("written", "count"))
    return [known.get(each, 0) for each in written]


def test_a_phrase_counts_once_an_article_however_it_is_spelt(learnt):
    learnt(("Đảng uỷ xã", "Đảng ủy xã; ĐẢNG ỦY XÃ."), "Huyện ủy họp")
    assert counts("đảng ủy xã", "đảng ủy", "ủy", "huyện ủy") == [1, 1, 2, 1]


BATCH = (
    ("Về Lạng Sơn", "Ở Lạng Sơn, chi bộ thôn. Giữ đảo, LẠNG SƠN."),
    ("SINH HOẠT CHI BỘ", "Giữ đảo và bám biển ở Lý Sơn."),
    ("Giữ Đảo", "Chi bộ thôn sinh hoạt."),
)


def test_a_batch_of_any_size_takes_the_memory_of_a_handful(learnt, monkeypatch):
    learnt(*BATCH)
    together = list(Phrase.objects.order_by("written").values_list())
    Phrase.objects.all().delete()
    sizes: list[int] = []
    put = met.Met._put

    def watched(self):
        sizes.append(len(self._handful.phrases))
        put(self)

    monkeypatch.setattr(met, "HANDFUL", 4)
    monkeypatch.setattr(met.Met, "_put", watched)
    learnt(*BATCH)
    assert len(sizes) == len(BATCH) + 1  # each article fills a handful, and the last one is empty
    assert sizes[-1] == 0
    assert list(Phrase.objects.order_by("written").values_list()) == together


def test_counts_are_sums_over_batches(learnt):
    learnt("Chi bộ thôn")
    learnt("Chi bộ bản", "Chi bộ ấp")
    assert counts("chi bộ", "chi bộ thôn") == [3, 1]
    tier = Phrase.objects.get(written="chi bộ").tier
    assert tier == 3


def test_learning_twice_counts_once(learnt):
    learnt("Chi bộ thôn")
    assert learning.learn() == 0
    assert counts("chi bộ thôn") == [1]


def test_a_changed_article_adds_only_what_is_new(learnt):
    (made,) = learnt("Chi bộ thôn")
    Article.objects.filter(pk=made.pk).update(title="Chi bộ bản")
    learning.note([made.pk], is_new=False)
    learning.learn()
    assert counts("chi bộ", "chi bộ bản") == [1, 1]


def test_what_is_rare_goes_when_the_vocabulary_is_full(learnt, monkeypatch):
    learnt("Chi bộ thôn", "Chi bộ thôn", "Phú Quý bám biển")
    monkeypatch.setattr(learning, "MOST", 5)
    monkeypatch.setattr(learning, "KEPT", 4)
    learnt("Chi bộ thôn")
    assert Phrase.objects.count() == 4
    assert counts("chi bộ thôn", "phú quý") == [3, 0]


def test_a_full_vocabulary_takes_in_headlines_and_what_is_met_twice(monkeypatch, learnt):
    monkeypatch.setattr(learning, "ROOM", 0)
    learnt(("Phú Quý", "Bám biển, giữ đảo"), ("Lý Sơn", "Giữ đảo"))
    assert counts("phú quý", "lý sơn", "giữ đảo", "bám biển") == [1, 1, 2, 0]


def test_capitals_are_kept_where_they_are_mostly_written(learnt):
    learnt(("Về Lạng Sơn", "Ở Lạng Sơn, chi bộ thôn. Chi bộ thôn."), "SINH HOẠT CHI BỘ")
    shown = dict(Phrase.objects.values_list("written", "text"))
    assert [shown["lạng sơn"], shown["chi bộ thôn"]] == ["Lạng Sơn", "chi bộ thôn"]
    assert shown["sinh hoạt"] == "sinh hoạt"


def test_no_phrase_reaches_over_a_comma_a_figure_or_a_function_word_at_its_end():
    found = sequences(["chi bộ, đảng bộ 12 xã của huyện; chỉ đạo"])
    assert {"chi bộ", "đảng bộ", "xã của huyện", "chỉ đạo"} <= found.keys()
    assert not {"bộ đảng", "bộ xã", "xã của", "của huyện", "của"} & found.keys()


def test_no_phrase_ends_within_a_name():
    found = sequences(["xã Châu Sơn họp"])
    assert "xã châu sơn" in found
    assert "xã châu" not in found


def test_broken_text_and_endless_words_do_no_harm(learnt):
    learnt(("a" * 400, "đ" * 5000 + " " + "\u0301\u0301 ' '' x’"), "")
    assert Phrase.objects.count() < 5


def test_a_unit_counts_for_each_article_and_is_found_from_each_of_its_words(learnt):
    speaks = [unit("Đảng bộ xã Châu Sơn")]
    learnt("Sơ kết", "Tổng kết", units=speaks)
    keys = NameKey.objects.filter(kind=NameKey.Kind.UNIT)
    assert {each.key for each in keys} == {"dang bo xa chau son", "bo xa chau son", "xa chau son", "chau son"}
    assert {each.count for each in keys} == {2}


def test_the_store_s_news_is_noted_and_learnt_by_a_task(
    planned, redis_client, django_capture_on_commit_callbacks
):
    made = article("Chi bộ thôn")
    with django_capture_on_commit_callbacks(execute=True):
        announcing.stored([made.pk])
    assert planned == [schedule.SOON + 1]
    assert Unlearnt.objects.get().article_ids == [made.pk]
    forget_run(redis_client)
    tasks.learn_words()
    assert counts("chi bộ thôn") == [1]


def test_many_articles_at_once_are_learnt_by_one_task(planned, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            announcing.stored([article("Chi bộ thôn").pk])
    assert len(planned) == 1


def test_without_redis_articles_are_stored_and_wait(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def gone(*args, **options):
        raise ConnectionError

    monkeypatch.setattr(schedule.cache, "add", gone)
    with django_capture_on_commit_callbacks(execute=True):
        announcing.stored([article("Chi bộ thôn").pk])
    assert learning.waiting() == 1


def test_a_large_ingest_goes_first(planned, monkeypatch):
    monkeypatch.setattr(schedule, "BUSY", 3)
    monkeypatch.setattr(schedule, "WHILE_BUSY", 1)
    upload = Upload.objects.create(door=Upload.Door.COMMAND)
    Document.objects.bulk_create(
        Document(upload=upload, name=str(n), source_key=str(n), state="received") for n in range(3)
    )
    for headline in ("Chi bộ thôn", "Chi bộ bản"):
        learning.note([article(headline).pk], is_new=True)
    assert schedule.turn() == 1
    assert planned == [schedule.PAUSE + 1]
    upload.documents.all().delete()
    assert schedule.turn() == 1


def test_the_command_learns_all_anew(capsys, learnt):
    learnt("Chi bộ thôn")
    Phrase.objects.update(count=99)
    call_command("learn_words", "--anew")
    assert counts("chi bộ thôn") == [1]
    assert "1 bài" in capsys.readouterr().out
    call_command("learn_words")
    assert "Không có bài nào" in capsys.readouterr().out
