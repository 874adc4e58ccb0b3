"""Turns whose sense is in the noun beside a verb that says little: "brought the siege to an end", "put a stop to the exports"."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from spacy.tokens import Token

from schemas.enriched import EventStatus
from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening
from streams.domain.enrich.names import is_somebody
from streams.domain.enrich.reading import sentence_bounds, text_between
from streams.domain.enrich.wordlist import words

Place = Literal["object", "subject", "behind"]
"""Where the event stands: `object` also means the subject of a passive; `behind` is after the phrase's last preposition."""
_END = r"to (?:an?|its|their) (?:[\w-]+ ){0,2}(?:end|close|conclusion|finish)\b"
_HALT = r"to an? (?:[\w-]+ ){0,2}(?:halt|standstill|stop)\b"
PHRASES: tuple[tuple[frozenset[str], re.Pattern[str], Place, EventStatus], ...] = (
    (words("bring"), re.compile(_END), "object", "concluded"),
    (words("come draw"), re.compile(r"(?:\w+ )?" + _END), "subject", "concluded"),
    (words("put"), re.compile(r"an end to\b"), "behind", "concluded"),
    (words("bring"), re.compile(_HALT), "object", "suspended"),
    (words("come grind"), re.compile(r"(?:\w+ )?" + _HALT), "subject", "suspended"),
    (words("put call"), re.compile(r"an? (?:[\w-]+ ){0,2}(?:stop|halt) to\b"), "behind", "suspended"),
    (words("take pull put"), re.compile(r"(?:out of|off) (?:service|operation|the (?:road|air|market))\b"), "object", "suspended"),
    (words("put bring"), re.compile(r"back (?:in|into|in to) (?:service|operation|use)\b"), "object", "reinstated"),
    (words("go come"), re.compile(r"back (?:in|into|in to) (?:service|operation|use)\b"), "subject", "reinstated"),
    (words("walk"), re.compile(r"away from\b"), "behind", "cancelled"),
    (words("have"), re.compile(r"to wait\b"), "subject", "postponed"),
)
"""Verbs, what stands behind them in the clause, and where the event is; the first that fits."""
LIGHT = frozenset().union(*(verbs for verbs, *_ in PHRASES))
"""Verbs that one of the phrases turns on."""
REACH = 16
"""Words behind the verb in which its phrase must stand."""


def light(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a light verb and its noun tell of an event."""
    lemma = verb.lemma_.lower()
    if lemma not in LIGHT:
        return
    end = min(verb.i + REACH, sentence_bounds(verb)[1])
    after = text_between(verb.doc, verb.i + 1, end).lower()
    for verbs, pattern, place, status in PHRASES:
        if lemma not in verbs:
            continue
        found = pattern.search(after) if place == "object" else pattern.match(after)
        if found is None:
            continue
        event = _event(verb, place, verb.doc[verb.i + 1].idx + found.end() if place == "behind" else 0)
        if event is not None:
            judged = stance(verb, base=base, headline=headline)
            if not (judged.ahead and status == "concluded"):
                yield Found(event, verb, status, f"{verb.text} … {found.group()}", judged)
            return


def _event(verb: Token, place: Place, behind: int) -> Happening | None:
    nouns: list[Token]
    if place == "behind":
        nouns = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.idx + len(t.head) == behind]
    elif place == "subject":
        nouns = [t for t in verb.children if t.dep_ in SUBJECTS]
    else:
        passive = any(t.dep_ == "auxpass" for t in verb.children)
        nouns = [t for t in verb.children if t.dep_ == ("nsubjpass" if passive else "dobj")]
    found = next((event for noun in nouns if not is_somebody(noun.text) and (event := happening(noun, any_noun=True))), None)
    return None if found is not None and found.family in NEVER.get(verb.lemma_, ()) else found


_UNPLANNED = ("", "other", "flight", "fleet", "facility")
NEVER: dict[str, tuple[str, ...]] = {"have": _UNPLANNED, "walk": (*_UNPLANNED, "disaster")}
"""Families of which a phrase says something else: "walked away from the crash", "the ferry had to wait"."""
