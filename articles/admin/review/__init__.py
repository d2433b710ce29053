"""The review of articles: the queue, the page of one article, and what editors do there."""

from articles.admin.review.desk import ReviewAdmin
from articles.admin.review.queue import ToReview

__all__ = ["ReviewAdmin", "ToReview"]
