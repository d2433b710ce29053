"""The judge itself: it must be able to say no."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.evaluation import evaluate_extraction
from articles.evaluation.gold import GoldError
from tests.press import Press

TRUTH: dict[str, Any] = {
    "id": "bai",
    "title": "Đảng bộ xã Châu Sơn nâng cao chất lượng sinh hoạt chi bộ",
    "published": "2021-04-15",
    "byline": "Hoàng Minh Tâm",
    "newspaper": "Báo Lạng Sơn",
    "province_then": "Lạng Sơn",
    "province_now": "Lạng Sơn",
    "districts": ["Đình Lập"],
    "communes": ["Châu Sơn"],
    "units": ["Đảng bộ xã Châu Sơn", "Đảng ủy xã Châu Sơn", "Huyện uỷ Đình Lập"],
    "directives": [
        {
            "text_as_cited": "Chỉ thị số 05-CT/TW của Bộ Chính trị",
            "type": "chỉ thị",
            "number": "05",
            "symbol": "CT/TW",
            "issuer": "Bộ Chính trị",
            "date": None,
            "key": "05-CT/TW/2016",
        }
    ],
    "lede_starts": "Những năm qua, Đảng bộ xã",
    "body_ends": "trước hai tháng.",
    "captions": [],
    "furniture": ["Thứ Năm, 15/04/2021, 08:30 [GMT+7]"],
}


def gold_folder(folder: Path, **changes: Any) -> Path:
    (folder / "texts").mkdir()
    (folder / "texts" / "bai.txt").write_bytes(Press().encode())
    (folder / "gold.jsonl").write_text(json.dumps({**TRUTH, **changes}, ensure_ascii=False) + "\n")
    return folder


def test_what_is_true_scores_one_in_every_judged_field(tmp_path: Path) -> None:
    evaluation = evaluate_extraction(gold_folder(tmp_path))
    assert evaluation.misses == []
    assert {"title", "published", "units", "directives", "directive_keys", "furniture"} <= set(
        evaluation.scores
    )
    assert all(score.f1 == 1 for score in evaluation.scores.values())


@pytest.mark.parametrize(
    ("field", "value", "precision", "recall"),
    [
        ("title", "Tít khác", 0.0, 0.0),
        ("published", None, 0.0, 1.0),
        ("byline", None, 0.0, 1.0),
        ("newspaper", "Báo Lai Châu", 0.0, 0.0),
        ("districts", [], 0.0, 1.0),
        ("communes", ["Châu Sơn", "Lâm Ca"], 1.0, 0.5),
        ("units", ["Đảng bộ xã Châu Sơn"], pytest.approx(1 / 3), 1.0),
        ("directives", [], 0.0, 1.0),
        ("furniture", ["Hoàng Minh Tâm", "kết nạp được 7 đảng viên"], 1.0, 0.5),
    ],
)
def test_a_disagreement_costs_and_is_named(
    tmp_path: Path, field: str, value: Any, precision: float, recall: float
) -> None:
    evaluation = evaluate_extraction(gold_folder(tmp_path, **{field: value}))
    score = evaluation.scores[field]
    assert (score.precision, score.recall) == (precision, recall)
    assert field in {miss.field for miss in evaluation.misses}


def test_a_name_may_be_spelled_either_way(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    page = Press(agency_mark="", province="Kon Tum", district="Đăk Tô", commune="Đăk Trăm")
    (folder / "texts" / "bai.txt").write_bytes(page.encode())
    labels = {"id": "bai", "districts": ["Đắk Tô"], "communes": ["Đắk Trăm"]}
    (folder / "gold.jsonl").write_text(json.dumps(labels, ensure_ascii=False) + "\n")
    scores = evaluate_extraction(folder).scores
    assert (scores["districts"].f1, scores["communes"].f1) == (1, 1)


def test_a_field_that_is_absent_is_not_judged(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    labels = json.loads((folder / "gold.jsonl").read_text())
    del labels["byline"]
    (folder / "gold.jsonl").write_text(json.dumps(labels))
    assert "byline" not in evaluate_extraction(folder).scores


def test_a_wrong_key_costs_the_key_and_not_the_directive(tmp_path: Path) -> None:
    label = {**TRUTH["directives"][0], "key": "05-CT/TW/2011"}
    evaluation = evaluate_extraction(gold_folder(tmp_path, directives=[label]))
    assert evaluation.scores["directives"].f1 == 1
    assert evaluation.scores["directive_keys"].f1 == 0


def test_an_unreadable_text_counts_as_nothing_found(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    (folder / "texts" / "bai.txt").write_bytes(b"")
    evaluation = evaluate_extraction(folder)
    assert evaluation.scores["title"].recall == 0
    assert [name for name, _ in evaluation.failed] == ["bai"]


def test_a_folder_in_another_format_is_refused_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        list(evaluate_extraction(tmp_path).scores)
    (tmp_path / "gold.jsonl").write_text("{oops\n")
    with pytest.raises(GoldError, match=r"gold\.jsonl:1"):
        evaluate_extraction(tmp_path)
