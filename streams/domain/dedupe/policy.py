"""Every threshold of dedupe, with where its number came from."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupePolicy:
    """Thresholds; times run on received_at unless they say otherwise."""

    window: timedelta = timedelta(days=7)
    """How long an article is remembered: wire copy is republished within days, and a correction follows within a week."""
    close_share: float = 0.5
    """Of the smaller sketch: who shares less is not read, unless it has `letter_share`, or is a flash with the same headline."""
    letter_share: float = 0.15
    """Of the smaller text's letters, in clauses that both have to the letter: three quarters of `kinship`, which counts words."""
    kinship: float = 0.2
    """Share of either text in telling sentences that both have to the letter, from which two texts are one copy. Of 1,113 edited
    pairs of news articles no cut or half rewritten one fell below; of 120 pairs of different articles two takes of one report
    reached it (2026-11)."""
    flash_words: int = 60
    """Shorter texts have too few sentences for `kinship`: they are one copy if nearly all their words and most of their headlines agree."""
    flash_containment: float = 0.8
    flash_headline_similarity: float = 0.75
    """One word in four may differ, a number or a verb; "Ellery Cables 3rd qtr net" and "Harrow Optics 3rd qtr net" are 0.6 alike."""
    flash_window: timedelta = timedelta(hours=6)
    """How long that holds; the next day's market report has the same form and other numbers."""
    kin_window: timedelta = timedelta(hours=48)
    """How long after it a text that shares sentences is a version without any marker; a weekly report repeats its form, and a story that
    goes on for days is told anew. A copy that says nothing new is one throughout the window."""
    edited_similarity: float = 0.6
    """Share of a sentence's words that stay (0..1, insertions and deletions counted) for it to be an edit and no new sentence."""
    decisive_words: int = 2
    """Words changed in one sentence from which it tells something else; one may be house style."""
    headline_similarity: float = 0.6
    """Two headlines this much alike are one headline edited, so that a changed number or a negation in it counts."""
    one_headline: float = 0.9
    """Headlines this much alike are one, so that texts of which little is the same may be one, too."""
    boilerplate_articles: int = 5
    """Unrelated articles in which a sentence stands that is no news in the sixth."""
    slug_window: timedelta = timedelta(hours=24)
    """How long a slug means the same story: desks use it again the next day. Counted on version_created."""
    marked_similarity: float = 0.5
    """Of the headlines of one desk that begin alike, from which an item with a marker goes on with an earlier one: "Orrin 3rd qtr Jan 31
    net" is corrected under "Orrin 3rd qtr", whose table may share no line with the first one. Of 57 corrections and further leads in
    Reuters-21578, 0.6 missed one."""
    repeat_window: timedelta = timedelta(hours=24)
    """How long the same headline without a body means the same flash and not the next day's."""
    max_revisions: int = 8
    """Of a lineage, remembered: a late copy of an older one than these is compared with these."""
    kept_chars: int = 100_000
    """Of a body, remembered and compared: some 16,000 words; what is changed behind them shows only under the same uri."""
    max_edit_chars: int = 200_000
    """Of all edits' texts in one record: half a record's bound (4 MB) in the widest script."""
    expire_at_once: int = 64
    """Rows that one decision forgets at most, so that a quiet night's backlog doesn't hold up the morning's first item."""


POLICY = DedupePolicy()
