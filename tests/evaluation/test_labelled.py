"""The labelled sets: no field falls below what is asked of texts never seen."""

from pathlib import Path

import pytest

from articles.evaluation import evaluate_extraction

LABELLED = Path(__file__).parent.parent / "labelled"
SETS = ("press_a", "press_b", "press_c")

F1 = {
    "title": 0.98,
    "byline": 0.95,
    "province_then": 0.98,
    "districts": 0.96,
    "communes": 0.94,
    "units": 0.92,
}
PRECISION = {"published": 0.995, "directives": 0.98, "directive_keys": 0.97, "figures": 0.95}
RECALL = {"published": 0.95, "directives": 0.95, "directive_keys": 0.97, "figures": 0.80}


@pytest.mark.parametrize("name", SETS)
def test_recognition_is_as_right_as_is_asked(name: str) -> None:
    evaluation = evaluate_extraction(LABELLED / name)
    assert evaluation.failed == []
    scores = evaluation.scores
    low = {
        **{field: scores[field].f1 for field, least in F1.items() if scores[field].f1 < least},
        **{
            field: scores[field].precision
            for field, least in PRECISION.items()
            if scores[field].precision < least
        },
        **{field: scores[field].recall for field, least in RECALL.items() if scores[field].recall < least},
    }
    assert low == {}, [miss for miss in evaluation.misses if miss.field in low]


def test_the_sets_hold_enough_texts_in_the_gold_format() -> None:
    assert sum(len(list((LABELLED / name / "texts").glob("*.txt"))) for name in SETS) >= 60
