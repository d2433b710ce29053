"""The history of articles and records at the desk: who changed what, when and why, and an earlier state
restored as a new change."""

from articles.admin.history.views import HistoryAdmin

__all__ = ["HistoryAdmin"]
