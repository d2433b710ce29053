import json

import pytest
from django.db import connection

from articles.models import Article
from search.evaluation import (
    Judged,
    evaluate_search,
    load_corpus,
    measure,
    ndcg,
    read_judged,
    reciprocal_rank,
)

CORPUS = [
    {"id": "a", "title": "Chi bộ thôn Nà Loỏng", "body": "Sinh hoạt đều.\nĐảng viên gương mẫu."},
    {"id": "b", "title": "Tin vắn", "body": "Một chi bộ khác.", "published": "2020-01-02"},
    {"id": "c", "title": "Thời tiết", "body": "Trời mưa."},
]
QUERIES = [{"id": "1", "text": "chi bộ"}, {"id": "2", "text": "trời nắng"}, {"id": "3", "text": "thoi tiet"}]


@pytest.fixture
def collection(tmp_path):
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines + "\n\n")
    (tmp_path / "qrels.tsv").write_text("1\tb\t2\n1\ta\t1\n2\tc\t1\n3\tc\t1\n3\ta\t0\n")
    return tmp_path


def test_the_measures_are_the_usual_ones():
    assert ndcg([3, 2, 3, 0, 1, 2], [3, 3, 3, 2, 2, 2, 1, 0], 6) == pytest.approx(0.7852, abs=1e-3)
    assert ndcg([], [1], 10) == 0
    assert reciprocal_rank([0, 0, 1], 10) == pytest.approx(1 / 3)
    assert reciprocal_rank([0] * 10 + [1], 10) == 0


@pytest.mark.django_db
def test_a_judged_collection_is_measured(collection):
    scores = measure(read_judged(collection), load_corpus(collection / "corpus.jsonl"))
    first = (1 + 2 / 1.58496) / (2 + 1 / 1.58496)
    assert scores == {
        "ndcg@10": pytest.approx((first + 0 + 1) / 3, abs=1e-4),
        "mrr@10": pytest.approx(2 / 3),
        "recall@100": pytest.approx(2 / 3),
        "empty": pytest.approx(1 / 3),
        "queries": 3,
    }


@pytest.mark.django_db
def test_nothing_to_ask_measures_nothing():
    assert measure(Judged({}, {}), {})["queries"] == 0


@pytest.mark.django_db(transaction=True)
def test_the_archive_itself_is_not_touched(collection):
    own = connection.settings_dict["NAME"]
    assert evaluate_search(collection)["queries"] == 3
    assert connection.settings_dict["NAME"] == own
    assert not Article.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'archive\\_evaluation\\_%'")
        assert cursor.fetchone()[0] == 0
