"""A restart of dedupe on a real Kafka with 20,000 remembered articles: it says how long it took, and still knows the oldest."""

import json
import random
import time
from datetime import UTC, datetime

import orjson
import pytest

from tests.builders import ninjs
from tests.integration.deployment import Deployment

pytestmark = [pytest.mark.kafka, pytest.mark.slow, pytest.mark.timeout(1500)]

REMEMBERED, AT_ONCE = 20_000, 2_500
WORDS, BODY_SENTENCES, SENTENCE_WORDS = 5_000, 12, 14


def sent(number: int, *, uri: str | None = None, source: str = "Test Wire") -> bytes:
    """An article of 170 words that no other one shares a sentence with."""
    chosen = random.Random(number)
    sentences = [" ".join(f"w{chosen.randrange(WORDS)}" for _ in range(SENTENCE_WORDS)).capitalize() + "." for _ in range(BODY_SENTENCES)]
    fields = ninjs(
        uri=uri or f"wire:{number}",
        source=source,
        versioncreated=datetime.now(UTC).isoformat(),
        headline=f"Article w{chosen.randrange(WORDS)} number {number}",
        body_text="\n\n".join(sentences),
    )
    return orjson.dumps(fields)


async def test_after_a_restart_a_copy_of_the_oldest_article_is_still_found(deployment: Deployment) -> None:
    deployment.start_all(["intake", "dedupe"])
    for first in range(0, REMEMBERED, AT_ONCE):
        await deployment.ingest([sent(number) for number in range(first, first + AT_ONCE)])
        await deployment.through(["intake", "dedupe"], items=first + AT_ONCE)
    articles = [read.record for read in await deployment.read("wire.article")]
    others = [read.record for read in await deployment.read("wire.duplicate")]
    assert (len({article.uri for article in articles}), others[:3]) == (REMEMBERED, [])

    deployment.stop(["dedupe"])
    began = time.monotonic()
    deployment.start("dedupe")
    await deployment.ready(["dedupe"])
    waited = time.monotonic() - began
    ready = [
        line
        for line in (deployment.folder / "dedupe.log").read_text().splitlines()
        if '"event": "ready"' in line or '"event":"ready"' in line
    ]
    assert len(ready) >= 2
    print(f"dedupe with {REMEMBERED:,} articles: ready after {waited:.1f} s; its own log: {json.loads(ready[-1])['seconds']} s")  # noqa: T201

    await deployment.ingest([sent(0, uri="outlet:0", source="Outlet"), sent(REMEMBERED)])
    await deployment.through(["intake", "dedupe"], items=REMEMBERED + 2)
    (copy,) = (read.record for read in await deployment.read("wire.duplicate") if read.record.uri == "outlet:0")
    assert (copy.of, copy.kind) == ("wire:0", "exact")
    newest = [read.record for read in await deployment.read("wire.article") if read.record.uri == f"wire:{REMEMBERED}"]
    assert [(article.relation, article.seq) for article in newest] == [("new", REMEMBERED)]
