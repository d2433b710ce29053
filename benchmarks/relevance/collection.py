"""The reports that are searched: real-looking ones through the pipeline, generated ones behind them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from articles.ingest.pipeline import Processed, process
from articles.records import Hints, Part
from articles.reference import reference
from benchmarks.press import rows
from benchmarks.search.documents import Document, document

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "benchmarks" / "judged"
BACKGROUND, SEED = 3_000, 17
LABELLED = ("press_a", "press_b", "press_c", "press_d", "press_e")


def sources() -> Iterator[tuple[str, Path]]:
    """Yield id and file of the reports that are no generated ones: ``press_a/a01_hoang_mai``."""
    for name in LABELLED:
        for path in sorted((ROOT / "tests" / "labelled" / name / "texts").glob("*.txt")):
            yield f"{name}/{path.stem}", path
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield f"seeds/{path.stem}", path


@lru_cache(maxsize=1)
def collection(background: int = BACKGROUND) -> dict[str, Document]:
    """Return all reports by id, in order of number."""
    found: dict[str, Document] = {}
    for name, path in sources():
        found[name] = read_report(len(found) + 1, path)
    for story in rows(background, SEED):
        found[f"press/{story.number}"] = replace(document(story), number=len(found) + 1)
    return found


def read_report(number: int, path: Path) -> Document:
    """Return one file's report as the archive would hold it."""
    found = process(path.name, path.read_bytes(), Hints())
    report = found.report
    ledes = report.spans(Part.LEDE)
    running = [block.span for block in report.blocks if block.part in {Part.BODY, Part.HEADING}]
    text = report.text
    return Document(
        number,
        report.headline or "",
        " ".join(span.of(text) for span in ledes),
        tuple(span.of(text) for span in running),
        tuple(span.of(text) for span in report.spans(Part.CAPTION)),
        report.published.value if report.published else None,
        _province(found),
        _newspaper(found),
        report.byline or "",
        tuple(dict.fromkeys(unit.unit.name for unit in found.findings.units if unit.listed)),
        tuple(dict.fromkeys(each.key for each in found.findings.directives if each.key)),
    )


def _province(found: Processed) -> str | None:
    province = found.findings.province
    return f"{province.place.era}:{province.place.code}" if province else None


def _newspaper(found: Processed) -> str | None:
    named = found.findings.newspaper
    papers = reference().newspapers.all
    return next((paper.slug for paper in papers if named and paper.name == named.name), None)


def write(folder: Path, documents: dict[str, Document], queries: Sequence[dict[str, str]]) -> None:
    """Write corpus and queries in the format of ``manage.py evaluate search``."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = (
        {
            "id": name,
            "title": each.title,
            "body": each.body,
            **({"published": each.published.isoformat()} if each.published else {}),
        }
        for name, each in documents.items()
    )
    for file, lines in (("corpus.jsonl", corpus), ("queries.jsonl", iter(queries))):
        with (folder / file).open("w", encoding="utf-8") as target:
            target.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
