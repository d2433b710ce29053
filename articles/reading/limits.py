"""How much one input may cost: beyond these a document is refused, never the run stopped."""

MAX_TEXT_BYTES = 10 * 1024 * 1024
"""One document. A long report has 30 KB."""

MAX_REPORT_LETTERS = 400_000
"""The text of one document. A series over a whole page has 30,000 letters; a longer one would hold a hundred
thousand findings and slow every search that meets it."""

MAX_FOLDER_DEPTH = 100

MAX_ARCHIVE_ENTRIES = 200_000
MAX_ARCHIVE_BYTES = 4 * 1024 * 1024 * 1024
"""What an archive may unpack to in all."""

MAX_ARCHIVE_DEPTH = 3
"""Archives within archives, the outermost counted."""

MAX_INNER_ARCHIVE_BYTES = 256 * 1024 * 1024
"""An archive inside an archive is held in memory while it is read."""

MAX_RATIO = 200
RATIO_FREE_BYTES = 1024 * 1024
"""Newspaper text packs to a quarter; an entry that unpacks to more than 200 times its size, and to more than
1 MB, is a bomb."""

MAX_OFFICE_BYTES = 40 * 1024 * 1024
"""One PDF or Word file: pictures make them large, not words."""

MAX_HANDED_TABLE_BYTES = 64 * 1024 * 1024
MAX_HANDED_ARCHIVE_BYTES = 256 * 1024 * 1024
"""A sheet, and a ZIP or WARC file, that comes through the desk's door and not by command: it is held in
memory while it is read."""

MAX_HTML_TAGS = 100_000
"""One web page; a crowded front page has 10,000. Time and memory grow with the tags, not with the bytes."""

MAX_TAG_ATTRIBUTES = 1_000
"""One tag; the parser compares every attribute with all before it."""

MAX_PDF_PAGES = 300

APART_SECONDS = 30
APART_MEMORY_BYTES = 1024 * 1024 * 1024
"""What a PDF or Word file may cost, read in a process of its own."""

MAX_WARC_RATIO = 100
"""What a WARC file may unpack to, over its whole length; a page of a paper packs to a fifth."""

DOCUMENT_SECONDS = 60.0
DOCUMENT_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
"""What one document may cost in processor time and memory, from its bytes to its findings. A report takes a
few milliseconds."""
