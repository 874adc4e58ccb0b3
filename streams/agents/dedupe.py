"""Dedupe, connected: an item becomes an article with its place in the order, or a duplicate."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar

from schemas import topics
from schemas.article import Article, Duplicate
from schemas.item import Item
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.dedupe.decide import Copy, Fresh, Version, decide
from streams.domain.dedupe.memory import DedupeMemory, Shelf
from streams.domain.dedupe.policy import POLICY, DedupePolicy
from streams.domain.dedupe.seen import NextSeq, Row, Seen, next_key, seen_key

ITEM_FIELDS = tuple(each.name for each in fields(Item))
_values_of = attrgetter(*ITEM_FIELDS)


class Dedupe(Stage[DedupeMemory]):
    """One writer a language: it alone numbers the language's articles."""

    name: ClassVar[StageName] = "dedupe"
    reads: ClassVar[Topic] = topics.ITEM
    outcomes: ClassVar[tuple[str, ...]] = ("new", "version", "duplicate", "late")
    """late: an older version of what is known; sent as a duplicate too."""
    format: ClassVar[int] = 5
    """5: sketches of the words' hashes; 4: clauses; 3: rows by primary language; 2: texts deflated, a denser sketch of the first words."""

    def __init__(self, policy: DedupePolicy = POLICY) -> None:
        self._policy = policy

    def memory(self) -> DedupeMemory:
        return DedupeMemory()

    def handle(self, message: Message, memory: DedupeMemory) -> Outcome:
        """Decide about one `Item`."""
        item: Item = message.record
        shelf = memory.shelf(item.language)
        forget = self._forget(shelf, item.received_at)
        match decide(item, shelf=shelf, policy=self._policy):
            case Copy() as copy:
                return Outcome(
                    "late" if copy.late else "duplicate",
                    send=(_duplicate(item, copy),),
                    change=forget,
                    log={"uri": item.uri, "of": copy.of.uri, "kind": copy.kind},
                )
            case Fresh(seen=seen):
                article = _article(item, seen, seq=memory.next_seq(item.language), relation="new")
                return Outcome(
                    "new", send=(article,), change=self._remember(seen, article, shelf, forget), log={"uri": item.uri, "seq": article.seq}
                )
            case Version(seen=seen, of=of, edits=edits):
                article = _article(item, seen, seq=memory.next_seq(item.language), relation="version", of=of, edits=edits)
                log = {"uri": item.uri, "of": of.uri, "revision": seen.revision, "seq": article.seq}
                return Outcome("version", send=(article,), change=self._remember(seen, article, shelf, forget), log=log)

    def _remember(self, seen: Seen, article: Article, shelf: Shelf, forget: dict[str, Row | None]) -> dict[str, Row | None]:
        older = [seen_key(row) for row in shelf.revisions(seen.lineage)[self._policy.max_revisions - 1 :]] if seen.revision else []
        rows: dict[str, Row | None] = {seen_key(seen): seen, next_key(article.language): NextSeq(seq=article.seq + 1)}
        return {**forget, **dict.fromkeys(older), **rows}

    def _forget(self, shelf: Shelf, received_at: datetime) -> dict[str, Row | None]:
        return dict.fromkeys(shelf.expired(received_at - self._policy.window, at_most=self._policy.expire_at_once))


def _article(item: Item, seen: Seen, **more: Any) -> Article:
    return Article(**dict(zip(ITEM_FIELDS, _values_of(item), strict=True)), lineage=seen.lineage, revision=seen.revision, **more)


def _duplicate(item: Item, copy: Copy) -> Duplicate:
    return Duplicate(
        item_id=item.item_id,
        uri=item.uri,
        of=copy.of.uri,
        kind=copy.kind,
        provider=item.provider,
        language=item.language,
        containment=copy.containment,
        received_at=item.received_at,
    )
