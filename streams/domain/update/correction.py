"""A desk sets its own copy right: by a marked version, by a note inside one, or by an item of its own."""

import re

from schemas.article import Edit
from schemas.common import Passage
from schemas.filed import EventState, Evidence
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update
from streams.domain.update.claim_match import Shelf, about_words
from streams.domain.update.context import Turn, as_before
from streams.domain.update.state import StoryState

COPY = r"(?:story|article|report|item|dispatch|post|page|copy|headline|caption)"
NOTE = re.compile(
    rf"\b(?:an?|the|our) (?:earlier|previous|first|original) (?:version|take) of (?:this|the|our) {COPY}\b"
    rf"|\bthis {COPY} (?:has been|was|is being) (?:corrected|amended|updated to (?:correct|fix))\b"
    rf"|\b(?:this|our|an earlier|a previous) {COPY}\b[^.]{{0,120}}\b(?:erroneously|incorrectly|wrongly|mistakenly|in error|misstated"
    r"|misspell\w+|misidentified|misreported|misquoted)\b"
    r"|\bwe (?:erroneously|incorrectly|wrongly|mistakenly) (?:said|reported|wrote|gave|named|put|stated)\b",
    re.IGNORECASE,
)
"""How a desk says in words that its copy was wrong."""
HINTS = (
    "version of", "take of", "corrected", "amended", "updated to", "erroneously", "incorrectly", "wrongly", "mistakenly", "in error", "mis",
)  # fmt: skip
"""Of which one is in all that NOTE finds."""
ELSEWHERE_FIT = 2.0
"""What a correction of its own must share with the sentence that it corrects (see `Shelf.weight`)."""


def corrected(state: StoryState, turn: Turn) -> Update | None:
    """A desk corrects itself: one update, with the sentence as it was and as it is."""
    article = turn.article
    marked = article.editorial is not None and article.editorial.kind == "correction"
    if article.of is None:
        return _of_another(state, turn, marked=marked) if not turn.first else None
    note = next((e.new for e in article.edits if e.op != "dropped" and e.new is not None and NOTE.search(e.new.text)), None)
    if not marked and note is None:
        return None
    pair = _pair(article.edits, note)
    if pair is None:
        return None
    old, new = pair
    before = Evidence(side="before", uri=article.of.uri, revision=article.of.revision, span=old.span, text=old.text, field=old.field)
    said = article.editorial.note if article.editorial is not None and article.editorial.note else note.text if note is not None else ""
    return _update(turn, before, turn.after(new), said or f"it now says: {new.text}", rule="correction in a version")


def _pair(edits: tuple[Edit, ...], note: Passage | None) -> tuple[Passage, Passage] | None:
    """The sentence that was set right, in the body where there is one; the note itself where a sentence was only taken out."""
    pairs = [(e.old, e.new) for e in edits if e.old is not None and e.new is not None and e.new is not note]
    chosen = next((pair for pair in pairs if pair[1].field == "body"), pairs[0] if pairs else None)
    if chosen is None and note is not None:
        dropped = next((e.old for e in edits if e.old is not None), None)
        chosen = (dropped, note) if dropped is not None else None
    return chosen


def _of_another(state: StoryState, turn: Turn, *, marked: bool) -> Update | None:
    """A correction sent as an item of its own: set beside the sentence of the story that it is about."""
    body, start = turn.article.body, 0
    for paragraph in body.split("\n\n")[:2]:
        if paragraph.strip() and (marked or is_note(paragraph)):
            shelf = Shelf(state)
            about = about_words(paragraph)
            best = max(shelf.sentences, key=lambda k: (shelf.weight(about & k.words), not k.opening), default=None)
            if best is None or shelf.weight(about & best.words) < ELSEWHERE_FIT:
                return None
            after = turn.after(Passage(span=(start, start + len(paragraph)), text=paragraph))
            return _update(turn, as_before(best.evidence), after, paragraph, rule="correction of another item")
        start += len(paragraph) + 2
    return None


def is_note(paragraph: str) -> bool:
    """Whether a paragraph says that the copy was wrong."""
    lower = paragraph.lower()
    return any(hint in lower for hint in HINTS) and bool(NOTE.search(paragraph))


def _update(turn: Turn, before: Evidence, after: Evidence, said: str, *, rule: str) -> Update:
    article = turn.article
    note = " ".join(said.split()).strip("()[] ").rstrip(".")
    return turn.update(
        about=EventRef(id=stable_id(turn.story_id, article.lineage), label=article.headline),
        kind="corrected",
        from_=EventState(state="published"),
        to=EventState(state="corrected"),
        summary=f"{article.provider or 'The provider'} corrects its report: {note}.",
        severity="medium",
        factuality="asserted",
        attribution=article.provider,
        evidence=(before, after),
        because=Because(rule=rule),
    )
