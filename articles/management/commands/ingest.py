"""``manage.py ingest PATH…``: take newspaper files into the archive."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles import delivery
from articles.ingest import service
from articles.models import Document, State, Upload
from articles.reading import documents
from articles.reading.files import cause_of
from articles.records import Outcome


class Command(BaseCommand):
    """Ingest files, folders and archives; exit 0 all stored, 1 some failed (the rest stored), 2 wrong use."""

    help = "Take newspaper files, folders and archives into the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or archive")
        parser.add_argument(
            "--queue", action="store_true", help="hand over to the workers and return without waiting"
        )
        parser.add_argument("--report", metavar="FILE", help="write a JSON line per document to FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen; the archive stays as it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the ingest and leave with the contract's exit code."""
        if not all(options["paths"]):
            self._wrong_use(_("một PATH để trống"))
        paths = [Path(path) for path in options["paths"]]
        if options["queue"] and options["dry_run"]:
            self._wrong_use(_("--queue và --dry-run không đi cùng nhau"))
        report = self._open_report(options["report"])
        if options["dry_run"]:
            with transaction.atomic():
                upload = self._run(paths, queue=False, here=True)
                failed = self._tell(upload, report)
                transaction.set_rollback(True)
            self.stdout.write(_("Chạy thử: kho không thay đổi."))
        else:
            upload = self._run(paths, queue=options["queue"], here=False)
            failed = self._tell(upload, report)
        if failed:
            sys.exit(1)

    def _wrong_use(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(2)

    def _open_report(self, name: str | None) -> IO[str] | None:
        if name is None:
            return None
        try:
            return Path(name).open("w", encoding="utf-8")
        except OSError as error:
            self._wrong_use(
                _("không ghi được báo cáo %(file)s: %(why)s") % {"file": name, "why": cause_of(error)}
            )
        return None

    def _run(self, paths: list[Path], *, queue: bool, here: bool) -> Upload:
        label = " ".join(map(str, paths))
        upload = service.open_upload(Upload.Door.COMMAND, label=label)
        with_workers = queue or (not here and delivery.workers_answer())
        if not with_workers and not here:
            self.stderr.write(_("Không có worker nào trả lời: xử lý ngay trong tiến trình này."))
        bar = tqdm(unit="bài", disable=not sys.stderr.isatty(), file=sys.stderr)
        with bar:
            bar.total = delivery.receive_all(
                upload, documents(paths), delivery.hand_over if with_workers else lambda _ids: None
            )
            bar.update(upload.documents.ended().count())
            if queue:
                return upload
            if with_workers:
                ended_already = bar.n
                bar.update(-ended_already)
                delivery.wait(upload, bar.update)
            else:
                delivery.process_here(upload, bar.update)
        return upload

    def _tell(self, upload: Upload, report: IO[str] | None) -> bool:
        counts: dict[str, int] = {}
        for document in self._documents(upload):
            key = document.outcome or State.RECEIVED.value
            counts[key] = counts.get(key, 0) + 1
            if report is not None:
                report.write(json.dumps(delivery.report_line(document), ensure_ascii=False) + "\n")
            is_told = document.outcome in (Outcome.FAILED, Outcome.REVIEW, Outcome.DUPLICATE)
            if is_told or document.hints.get("note"):
                self.stdout.write(f"{key}  {document.name}: {document.message}")
        if report is not None:
            report.close()
        labels = dict(
            [*Document.Outcome.choices, *((s.value, s.label) for s in (State.RECEIVED, State.FAILED))]
        )
        if not counts:
            self.stdout.write(_("Không có tài liệu nào."))
        for key, count in counts.items():
            self.stdout.write(f"{count} {key} ({labels[key]})")
        return Outcome.FAILED in counts

    def _documents(self, upload: Upload) -> Iterator[Document]:
        return upload.documents.order_by("pk").iterator(chunk_size=1000)
