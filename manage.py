#!/usr/bin/env python3
"""Django's commands, and the archive's own: `manage.py help` lists them."""

import os
import signal
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    # Asked to end, a command ends in good order and so gives back the servers it used.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
