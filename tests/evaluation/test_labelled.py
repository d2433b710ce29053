"""The labelled sets together: no field falls below what is asked of texts never seen."""

from pathlib import Path

import pytest

from articles.evaluation import Evaluation, evaluate_extraction
from articles.evaluation.scores import Score

LABELLED = Path(__file__).parent.parent / "labelled"
BY_ITSELF = ("seeds", "press_a", "press_b", "press_c", "press_d")
"""Sets that hold every floor alone; the youngest has twenty texts, one headline of them read otherwise."""

SETS = ("seeds", "press_a", "press_b", "press_c", "press_d", "press_e")

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


@pytest.fixture(scope="module")
def evaluations() -> list[Evaluation]:
    return [evaluate_extraction(LABELLED / name) for name in SETS]


def over_all(evaluations: list[Evaluation]) -> dict[str, Score]:
    total: dict[str, Score] = {}
    for evaluation in evaluations:
        for field, score in evaluation.scores.items():
            held = total.setdefault(field, Score())
            held.hits += score.hits
            held.wrong += score.wrong
            held.missed += score.missed
    return total


def test_every_labelled_text_can_be_read(evaluations: list[Evaluation]) -> None:
    assert [failed for each in evaluations for failed in each.failed] == []


@pytest.mark.parametrize(
    ("measure", "field", "least"),
    [
        (measure, field, least)
        for measure, floors in (("f1", F1), ("precision", PRECISION), ("recall", RECALL))
        for field, least in floors.items()
    ],
)
def test_recognition_is_as_right_as_is_asked(
    evaluations: list[Evaluation], measure: str, field: str, least: float
) -> None:
    misses = [miss for each in evaluations for miss in each.misses if miss.field == field]
    assert getattr(over_all(evaluations)[field], measure) >= least, misses


@pytest.mark.parametrize("name", BY_ITSELF)
def test_each_older_set_holds_the_floors_alone(evaluations: list[Evaluation], name: str) -> None:
    scores = evaluations[SETS.index(name)].scores
    floors = (("f1", F1), ("precision", PRECISION), ("recall", RECALL))
    low = {
        (measure, field): getattr(scores[field], measure)
        for measure, least in floors
        for field in least
        if getattr(scores[field], measure) < least[field]
    }
    assert low == {}


def test_the_sets_hold_enough_texts_in_the_gold_format() -> None:
    assert sum(len(list((LABELLED / name / "texts").glob("*.txt"))) for name in SETS) >= 140
