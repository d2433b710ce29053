"""How good the order of the answers is, beside ``ts_rank`` and a reference BM25.

python -m benchmarks.relevance [measure|topics|known] [--json FILE]        as tables; both sets, or one
python -m benchmarks.relevance write FOLDER    the judged set as ``manage.py evaluate search`` reads it
python -m benchmarks.relevance pool FILE       what all rankers find for queries that are not judged yet

(a) *known items*: words drawn from a report's headline or first sentence must bring that report, typed with
marks, without, decomposed, or with the tone in the other place; and the twins must have the same answers.
(b) *topics*: needs written by hand, every pooled answer judged by reading it (``benchmarks/judged``).

The reports are the labelled ones of the tests, the seeds, and generated ones as the background.
"""
