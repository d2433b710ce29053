"""What each of many readers does, for locust: asks, narrows, opens, follows, goes back.

READERS_ADDRESSES names a JSON file with the addresses by page type. A reader asks a question that nobody
asked before, opens two of its articles and goes back to the answer, which has not changed (304); opens an
article from elsewhere and follows one authority record; now and then looks at what there is. Between two
pages a reader reads.
"""

import json
import os
import random
import re
from itertools import count
from pathlib import Path

from locust import HttpUser, between, task

PAGES = json.loads(Path(os.environ["READERS_ADDRESSES"]).read_text())
READING = (float(os.environ.get("READERS_LEAST", "4")), float(os.environ.get("READERS_MOST", "12")))
AUTHORITIES = ("directive", "province", "unit", "newspaper")
_ARTICLE = re.compile(r'href="(/bai-viet/\d+/[^"?#]+)')
_next = count()


class Reader(HttpUser):
    """One reader in a browser that keeps what it saw."""

    wait_time = between(*READING)

    def on_start(self) -> None:
        """Come in by the front door."""
        self.chance = random.Random(f"reader {next(_next)}")
        self.client.get("/", name="home")

    @task(6)
    def searches(self) -> None:
        """Ask, open two articles of the answer, and go back to it."""
        questions = PAGES["search"]
        asked = questions[next(_next) % len(questions)]
        with self.client.get(asked, name="search", catch_response=True) as answer:
            if answer.status_code == 200 and 'id="ket-qua"' not in answer.text:
                answer.failure("no answer on the page")
            found = _ARTICLE.findall(answer.text or "")
            version = answer.headers.get("ETag", "")
        for address in list(dict.fromkeys(found))[:2]:
            self.wait()
            self.client.get(address, name="article")
        self.wait()
        self.client.get(asked, name="search, back", headers={"If-None-Match": version})

    @task(3)
    def reads(self) -> None:
        """Open an article from elsewhere, with its findings marked, and follow an authority record."""
        self.client.get(self.chance.choice(PAGES["article, marked"]), name="article, marked")
        self.wait()
        kind = self.chance.choice(AUTHORITIES)
        self.client.get(self.chance.choice(PAGES[kind]), name=kind)

    @task(1)
    def walks(self) -> None:
        """Look at what there is."""
        for kind in ("year", "month", "coverage", "directives", "units"):
            self.client.get(self.chance.choice(PAGES[kind]), name=kind)
            self.wait()
