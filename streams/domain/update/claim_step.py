"""How one article turns on what was stated before: a claim denied or confirmed, a position reversed, an offer or a paper taken back.

Each needs the earlier sentence. A claim is denied by another than who made it; confirmed where it was left open; reversed by who took the
position. What was told once stays told, and what an event's own turn tells already is not told again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from schemas.common import Factuality, Severity
from schemas.enriched import NEWS, ClaimKind, ClaimMention
from schemas.filed import EventState, Evidence
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update
from streams.domain.enrich.claim_lexicon import ACCUSING, CONFIRMING, DOUBT, FAMILIES, POSITION
from streams.domain.update.claim_match import Known, Shelf, about_words
from streams.domain.update.claim_summary import summary
from streams.domain.update.context import Turn, as_before
from streams.domain.update.match import words_of
from streams.domain.update.state import Said, StoryState

QUIET = frozenset(("scheduled", "editorial_version"))
DENIED_FIT = 2.0
CONFIRMED_FIT = 2.4
REVERSED_FIT = 1.4
WITHDRAWN_FIT = 1.0
"""How much two sentences must share (see `Shelf.weight`): by hand, on updates.jsonl and the part worked on of wire.jsonl, 2026-11."""
SEVERITIES: dict[ClaimKind, Severity] = {
    "denied": "medium",
    "confirmed": "medium",
    "reversed": "high",
    "withdrawn": "medium",
    "corrected": "medium",
}
STEMS = tuple(frozenset(stem for word in family for stem in words_of(word)) for family in FAMILIES)


@dataclass(frozen=True, slots=True)
class _Before:
    """The sentence that a turn speaks of."""

    evidence: Evidence


def step_claims(state: StoryState, turn: Turn, told: list[Update]) -> tuple[tuple[Said, ...], list[Update]]:
    """Turn a story's claims by one article.

    Args:
        state: The story before the article.
        turn: The article.
        told: What its events and figures told: the same sentence is not told twice.

    Returns:
        What has been said in the story so far, and the updates that follow.
    """
    updates: list[Update] = []
    if not turn.first:
        shelf = Shelf(state)
        taken = [e for u in told if u.kind not in QUIET for e in u.evidence if e.side == "after"]
        for n, mention in sorted(enumerate(turn.article.claims), key=lambda item: (item[1].sentence.field != "body", item[0])):
            if not _is_news(mention, turn) or any((e.field, e.span) == (mention.sentence.field, mention.sentence.span) for e in taken):
                continue
            if _told_before(mention, state, [*told, *updates]):
                continue
            if mention.sentence.field != "body" and any(u.kind == mention.kind for u in updates):
                continue  # the headline of what the body tells
            before = FINDERS[mention.kind](mention, shelf, turn)
            if before is None or _alerted(mention, before, state):
                continue
            update = _update(n, mention, before, turn)
            if any(u.update_id == update.update_id for u in updates):
                continue
            updates.append(update)
            taken += [e for e in update.evidence if e.side == "after"]
    new = tuple(
        Said(kind=m.kind, speaker=m.speaker, hedged=m.hedged, evidence=turn.before(m.sentence), version_created=turn.said_at)
        for m in turn.article.claims
        if turn.is_new(m.sentence)
    )
    return (*state.said, *new)[-turn.policy.kept_said :], updates


def _is_news(mention: ClaimMention, turn: Turn) -> bool:
    if mention.kind == "stated" or mention.assertion not in NEWS or not turn.is_new(mention.sentence):
        return False
    return turn.article.revision > 0 or turn.paragraph(mention.sentence) <= turn.policy.lead_paragraphs


def _of_event(mention: ClaimMention, turn: Turn) -> bool:
    """Whether what is denied is a turn of an event: then only a claim that the story has had makes it more than the plan that stands."""
    return any(
        e.sentence == mention.sentence and e.status not in ("scheduled", "denied") and e.assertion not in NEWS for e in turn.article.events
    )


def _told_before(mention: ClaimMention, state: StoryState, updates: list[Update]) -> bool:
    """Whether the story has had this turn: by the same party on the same matter, or by anybody in much the same words."""
    own, who = about_words(mention.sentence.text), words_of(mention.speaker)
    for said in state.said:
        if said.kind == mention.kind:
            shared = len(own & about_words(said.evidence.text))
            if shared >= SAME or (shared >= 1 and who & words_of(said.speaker)):
                return True
    for update in updates:
        if update.kind == mention.kind:
            same_party = not who or not update.attribution or bool(who & words_of(update.attribution))
            if same_party or len(own & about_words(update.evidence[-1].text)) >= 2:
                return True
    return False


SAME = 4
"""Words that two sentences share which tell the same turn."""


def _alerted(mention: ClaimMention, before: _Before, state: StoryState) -> bool:
    """Whether a claim that is confirmed was itself told as an update: then its confirmation is no news of its own."""
    if mention.kind != "confirmed":
        return False
    return any(
        e.side == "after"
        and (e.uri, e.revision, e.field) == (before.evidence.uri, before.evidence.revision, before.evidence.field)
        and e.span[0] < before.evidence.span[1]
        and before.evidence.span[0] < e.span[1]
        for raised in state.raised
        if raised.update.kind not in QUIET
        for e in raised.update.evidence
    )


def _best(shelf: Shelf, about: frozenset[str], at_least: float, fits: Callable[[Known], bool]) -> _Before | None:
    """The sentence that shares most with a turn: a statement before an opening, the newest among equals."""
    best: tuple[float, bool, int] | None = None
    chosen: Known | None = None
    for n, known in enumerate(shelf.sentences):
        if not (shared := about & known.words):
            continue
        fit = shelf.weight(shared)
        rank = (fit - (OPENING_LESS if known.opening else 0.0), not known.opening, n)
        if fit >= at_least and (best is None or rank > best) and fits(known):
            best, chosen = rank, known
    return _Before(as_before(chosen.evidence)) if chosen is not None else None


OPENING_LESS = 1.0
"""How much more an opening, several sentences long, must share than a statement."""


def _claim(mention: ClaimMention, shelf: Shelf, turn: Turn) -> _Before | None:
    """What is denied: somebody else's statement, or the claim that the article itself tells."""
    who = words_of(mention.speaker)
    about = about_words(mention.about or mention.sentence.text)
    plain = DENIED_FIT if ACCOUNT.search(mention.trigger) else PLAIN_FIT
    found = _best(
        shelf,
        about,
        DENIED_FIT,
        lambda k: k.kind != "denied" and not _same_party(who, k) and _claims(k, shelf.weight(about & k.words) >= plain),
    )
    if found is not None or mention.earlier is None or _of_event(mention, turn):
        return found
    same_sentence = mention.earlier.span[0] >= mention.sentence.span[0]
    if not same_sentence and turn.paragraph(mention.sentence) > turn.policy.opening_paragraphs + 1:
        return None
    return _Before(turn.before(mention.earlier))


def _same_party(who: frozenset[str], known: Known) -> bool:
    """Whether a sentence is the party's own: one name holds the other ("Koroma", "Prime Minister Agnes Koroma")."""
    other = words_of(known.speaker)
    return bool(who and other) and (who <= other or other <= who)


def _claims(known: Known, alike: bool) -> bool:
    """Whether a sentence claims something of somebody; a plain statement of another party must be alike."""
    return bool(ACCUSING.search(known.evidence.text)) or (alike and bool(known.speaker))


PLAIN_FIT = 3.0
"""What a plain statement must share with a denial; less where the denial is of somebody's account."""
ACCOUNT = re.compile(r"\b(?:accounts?|stor(?:y|ies)|versions?|tales?)\b", re.IGNORECASE)


def _open_claim(mention: ClaimMention, shelf: Shelf, turn: Turn) -> _Before | None:
    """What is confirmed: a statement that was left open, or that another party made."""
    who = words_of(mention.speaker)
    about = about_words(mention.about or mention.sentence.text) - who
    least = CONFIRMED_FIT if CONFIRMING.match(mention.trigger) else FOUND_FIT
    found = _best(shelf, about, least, lambda k: k.kind == "stated" and _is_open(k, who, shelf.weight(about & k.words)))
    first = about_words(mention.object)
    if "identified" in mention.trigger and any(first and first <= k.words and not DOUBT.search(k.evidence.text) for k in shelf.sentences):
        return None  # the story has the name
    if found is None and first:
        found = _best(shelf, first, AS_SAID_FIT, lambda k: k.hedged)
    return found or _best(shelf, about, REVERSED_FIT, lambda k: k.kind == "denied" and bool(who & words_of(k.speaker)))


def _is_open(known: Known, who: frozenset[str], fit: float) -> bool:
    """Whether a sentence leaves it open; what another party says may be open too, but must be more alike."""
    return bool(DOUBT.search(known.evidence.text)) or (known.hedged and fit >= PLAIN_FIT and not _same_party(who, known))


FOUND_FIT = 2.8
"""For what tests and inquiries find, which is often news of its own."""
AS_SAID_FIT = 1.0
"""Where the article names who said it first ("as two divers had said"), a sentence with that name."""


def _position(mention: ClaimMention, shelf: Shelf, turn: Turn) -> _Before | None:
    """What is reversed: an earlier statement of the same party, or a sentence that names it."""
    who = words_of(mention.speaker) or frozenset()
    about = about_words(mention.about or mention.sentence.text)
    names = who & about_words(mention.speaker)
    return _best(
        shelf, about - names, REVERSED_FIT, lambda k: bool(names & (words_of(k.speaker) | k.words) and POSITION.search(k.evidence.text))
    )


def _filing(mention: ClaimMention, shelf: Shelf, turn: Turn) -> _Before | None:
    """What is taken back: a sentence that names the thing, by one of its nouns, and something else of it."""
    about = about_words(mention.about or mention.sentence.text)
    nouns = words_of(mention.object or mention.trigger)
    family = frozenset(stem for stems in STEMS if stems & nouns for stem in stems) or nouns
    own = about_words(mention.object) - family
    return _best(shelf, own or about - family, WITHDRAWN_FIT, lambda k: bool(words_of(k.evidence.text) & family))


def _error(mention: ClaimMention, shelf: Shelf, turn: Turn) -> _Before | None:
    """What a party sets right: a sentence with the same matter."""
    return _best(shelf, about_words(mention.sentence.text), DENIED_FIT, lambda k: True)


FINDERS: dict[ClaimKind, Callable[[ClaimMention, Shelf, Turn], _Before | None]] = {
    "denied": _claim,
    "confirmed": _open_claim,
    "reversed": _position,
    "withdrawn": _filing,
    "corrected": _error,
}


def _update(n: int, mention: ClaimMention, before: _Before, turn: Turn) -> Update:
    factuality: Factuality = "denied" if mention.kind == "denied" else "asserted"
    about = EventRef(
        id=stable_id(turn.story_id, "claim", before.evidence.uri, before.evidence.revision, before.evidence.field, before.evidence.span),
        label=mention.object or " ".join(before.evidence.text.split())[:120],
    )
    return turn.update(
        about=about,
        kind=mention.kind if mention.kind != "stated" else "new_statement",
        from_=EventState(state="stated"),
        to=EventState(state=mention.kind),
        summary=summary(mention, before.evidence),
        severity=SEVERITIES[mention.kind],
        factuality=factuality,
        attribution=mention.speaker,
        evidence=(before.evidence, turn.after(mention.sentence)),
        because=Because(rule=f"claim {mention.kind}: {mention.trigger}", mentions=(n,)),
    )
