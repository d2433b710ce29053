"""Counting: true positives, false positives and false negatives of one field, and what follows from them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: in which document and field, what was expected, what was found ("" for nothing)."""

    document: str
    field: str
    expected: str
    found: str


@dataclass(slots=True)
class Score:
    """Counts over all documents in which the field is judged; ``n`` is the number of gold values."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0
    n: int = 0

    @property
    def precision(self) -> float:
        """Share of findings that are right; 1 when there is none."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of gold values found; 1 when there is none."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_json(self) -> dict[str, float]:
        """Return the contract's numbers, four decimals."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "n": self.n,
        }


@dataclass(slots=True)
class Tally:
    """Scores per field and every miss."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def judge_one(
        self, document: str, name: str, expected: str | None, found: str | None, *, same: bool
    ) -> None:
        """Judge a field with at most one value: None where there is none."""
        score = self.scores.setdefault(name, Score())
        score.n += expected is not None
        if expected is not None and found is not None and same:
            score.hits += 1
            return
        score.missed += expected is not None
        score.wrong += found is not None
        if expected is not None or found is not None:
            self.misses.append(Miss(document, name, expected or "", found or ""))

    def judge_set(self, document: str, name: str, expected: dict[str, str], found: dict[str, str]) -> None:
        """Judge a field with many values, each given as comparison key → words to show."""
        score = self.scores.setdefault(name, Score())
        score.n += len(expected)
        score.hits += len(expected.keys() & found.keys())
        for key in sorted(expected.keys() - found.keys()):
            score.missed += 1
            self.misses.append(Miss(document, name, expected[key], ""))
        for key in sorted(found.keys() - expected.keys()):
            score.wrong += 1
            self.misses.append(Miss(document, name, "", found[key]))
