"""Wiring only: settings, addresses, the queue, the servers, health."""

from archive.celery import app as celery_app

__all__ = ["celery_app"]
