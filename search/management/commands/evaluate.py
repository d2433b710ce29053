"""``manage.py evaluate extraction|search DIR``: how right the machine is on labelled data."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.evaluation import Evaluation, evaluate_extraction
from articles.evaluation.gold import GoldError
from search.evaluation import evaluate_search


class Command(BaseCommand):
    """Print precision, recall and F1 per field and every miss, or the ranking measures of search."""

    help = "Judge extraction or search against labelled data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("what", choices=["extraction", "search"])
        parser.add_argument("directory", type=Path, metavar="DIR")
        parser.add_argument("--json", metavar="FILE", help="write the numbers to FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate and print; raise CommandError when DIR is not in the expected format."""
        try:
            if options["what"] == "extraction":
                numbers = self._extraction(evaluate_extraction(options["directory"]))
            else:
                numbers = evaluate_search(options["directory"])
                self.stdout.write("\n".join(f"{name:12} {value}" for name, value in numbers.items()))
        except (GoldError, OSError, ValueError, KeyError) as error:
            raise CommandError(f"{options['directory']}: {error}", returncode=2) from error
        if options["json"]:
            Path(options["json"]).write_text(
                json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )

    def _extraction(self, evaluation: Evaluation) -> dict[str, Any]:
        self.stdout.write(f"{'field':18} {'precision':>9} {'recall':>9} {'f1':>9} {'n':>5}")
        for name, score in evaluation.scores.items():
            self.stdout.write(
                f"{name:18} {score.precision:9.4f} {score.recall:9.4f} {score.f1:9.4f} {score.n:5}"
            )
        for miss in evaluation.misses:
            self.stdout.write(f"miss {miss.document} {miss.field}: {miss.expected!r} ≠ {miss.found!r}")
        for name, reason in evaluation.failed:
            self.stdout.write(f"failed {name}: {reason}")
        return evaluation.as_json()
