"""How right the machine is: the real pipeline on labelled texts, nothing stored.

:func:`evaluate_extraction` reads a folder in the gold format and answers precision, recall and F1 per field
with every miss by name.
"""

from articles.evaluation.extraction import Evaluation, evaluate_extraction

__all__ = ["Evaluation", "evaluate_extraction"]
