"""The choice of a record from a list of any length, while its name is typed."""

import re
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect

NUMBER = re.compile(r"[1-9][0-9]{0,17}")
"""What can be the key of a row."""


class RecordSelect(AutocompleteSelect):
    """Offers records; what can be the key of none is left out when the form is shown again."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Show the chosen record."""
        return super().optgroups(name, [each for each in value if NUMBER.fullmatch(str(each))], attr)
