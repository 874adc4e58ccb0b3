"""Duplicate, new version or new article: the decision about one item.

First what the wire itself says (the uri, the slug with its lead number, the desk's markers), then the texts. An item is compared
with every remembered revision of the lineages it might belong to: whoever says nothing beside *one* of them is its duplicate, so
that a late copy of an older version never becomes the newest one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from rapidfuzz.distance import Indel

from schemas.article import DuplicateKind, Edit
from schemas.common import ArticleRef, Passage
from schemas.ids import stable_id
from schemas.item import EditorialKind, Item
from streams.domain.dedupe.asides import is_aside, without_prompt
from streams.domain.dedupe.compare import SAME, Comparison, Sentence, compare, headline_similarity, kinship
from streams.domain.dedupe.memory import NOTHING, Found, Shelf
from streams.domain.dedupe.packing import pack_text, unpack_text
from streams.domain.dedupe.policy import DedupePolicy
from streams.domain.dedupe.seen import Seen
from streams.domain.dedupe.sketch import TELLING_LETTERS, Sample, clauses_of, pack, packed_count, sample, unpack
from streams.domain.dedupe.style import canonical
from streams.domain.dedupe.wording import headline_words, is_decisive, turns_headline
from streams.domain.intake.editorial import bare_slug
from streams.domain.text import words

SPEAKING_MARKERS: frozenset[EditorialKind] = frozenset({"update", "writethru", "correction", "kill", "hold"})
"""Markers that make a version whatever the text says. A refile or an advisory doesn't: its text must say something."""

TRUNCATED_BELOW = 0.9
"""Share of the original that a copy must keep to count as whole: a dropped sign-off is no cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """Related to nothing that is remembered."""

    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A new version of a lineage."""

    seen: Seen
    of: ArticleRef
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An item that tells nothing new; `late` where it is an older version than the one that is known."""

    of: Seen
    kind: DuplicateKind
    containment: tuple[float, float]
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """The item in question, ready to be compared."""

    item: Item
    body: str
    """As much of it as is compared."""
    seen: Seen
    sample: Sample
    found: Found
    """Nothing, where the uri says all."""

    def is_standing(self, sentence: str) -> bool:
        """Whether nothing of a sentence is the article's own."""
        standing = self.found.standing
        return bool(standing) and bool(clauses := clauses_of(sentence)) and standing.issuperset(clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """One remembered revision beside the subject."""

    seen: Seen
    comparison: Comparison
    kinship: float
    speaks: bool
    """Whether the subject says something that this revision doesn't, or its own desk took something out or changed what stands around."""
    contradicts: bool
    """Whether it says something else in a sentence that both have."""


def decide(item: Item, *, shelf: Shelf, policy: DedupePolicy) -> Fresh | Version | Copy:
    """Decide about one item.

    Args:
        item: As intake made it.
        shelf: What is remembered of its language.
        policy: Thresholds; rows older than the window count as forgotten.
    """
    own = shelf.lineage_of(item.uri)
    family = _live(shelf, own, item, policy) if own else ()
    subject = _subject(item, None if family else shelf, policy)
    if family:
        return _again(subject, family, policy)
    named = {*_by_slug(subject, shelf, policy), *_by_marked_headline(subject, shelf, policy)}
    lineages = dict.fromkeys([*sorted(named), *_by_text(subject, shelf, policy)])
    if not lineages:
        return Fresh(seen=subject.seen)
    kin: list[_Match] = []
    for lineage in lineages:
        for seen in _live(shelf, lineage, item, policy):
            shared = _kinship(subject, seen, policy)
            sure = lineage in named or _is_marked(subject, seen, policy)
            if sure or shared >= policy.kinship or _may_be_kin(subject, seen, policy):
                match = _match(subject, seen, shared, policy)
                if sure or _is_kin(subject, match, policy):
                    kin.append(match)
    silent = [match for match in kin if not match.speaks]
    if silent:
        return _copy(subject, max(silent, key=_closeness))
    heirs = [match for match in kin if match.seen.lineage in named or _may_follow(subject, match.seen, policy)]
    if not heirs:
        return Fresh(seen=subject.seen)
    closest = max(heirs, key=_closeness)
    newest = _live(shelf, closest.seen.lineage, item, policy)[0]
    if closest.contradicts and item.version_created < newest.version_created and not _speaks_by_marker(subject, newest):
        return Fresh(seen=subject.seen)
    return _version(subject, newest, policy)


def _again(subject: _Subject, family: tuple[Seen, ...], policy: DedupePolicy) -> Version | Copy:
    """The uri is known: a resend, a late older version, or a new one."""
    newest = family[0]
    same = next((seen for seen in family if seen.content_hash == subject.seen.content_hash), None)
    older = _is_older(subject.seen, newest)
    if same is not None and (same is newest or older or not _is_newer(subject.seen, newest)):
        return Copy(of=same, kind="resend", containment=(1.0, 1.0), late=same is not newest)
    if older:
        return Copy(of=newest, kind="variant", containment=_compare(subject, newest, policy).containment, late=True)
    return _version(subject, newest, policy)


def _is_older(seen: Seen, other: Seen) -> bool:
    """Whether the desk made `seen` before `other`: by version numbers where one uri has them, else by its clock."""
    if seen.uri == other.uri and seen.version != other.version and seen.version.isdecimal() and other.version.isdecimal():
        return int(seen.version) < int(other.version)
    return seen.version_created < other.version_created


def _is_newer(seen: Seen, other: Seen) -> bool:
    return _is_older(other, seen)


def _live(shelf: Shelf, lineage: str, item: Item, policy: DedupePolicy) -> tuple[Seen, ...]:
    """A lineage's revisions within the window, the newest first; one live revision keeps all."""
    revisions = shelf.revisions(lineage)
    since = item.received_at - policy.window
    return revisions if any(seen.received_at >= since for seen in revisions) else ()


def _by_slug(subject: _Subject, shelf: Shelf, policy: DedupePolicy) -> tuple[str, ...]:
    """The lineage that the same desk's slug names, if a marker or lead number says that it goes on."""
    seen = subject.seen
    if not seen.slug or (seen.editorial not in SPEAKING_MARKERS and subject.item.lead_number is None):
        return ()
    rows = [
        row for row in shelf.with_slug(seen.provider, seen.slug) if abs(seen.version_created - row.version_created) <= policy.slug_window
    ]
    return (max(rows, key=lambda row: (row.received_at, row.revision, row.lineage)).lineage,) if rows else ()


def _by_marked_headline(subject: _Subject, shelf: Shelf, policy: DedupePolicy) -> tuple[str, ...]:
    """The lineage whose headline the same desk has written again, if a marker says that this is what it did."""
    own = subject.seen
    if own.editorial not in SPEAKING_MARKERS or not own.headline:
        return ()
    alike = [
        (similarity, row.received_at, row.lineage)
        for row in shelf.with_opening(own.provider, own.headline)
        if (similarity := headline_similarity(own.headline, row.headline)) >= policy.marked_similarity
        and (similarity >= policy.flash_headline_similarity or own.received_at - row.received_at <= policy.kin_window)
    ]
    return (max(alike)[2],) if alike else ()


def _by_text(subject: _Subject, shelf: Shelf, policy: DedupePolicy) -> Iterable[str]:
    """Lineages whose texts share enough, those that share most first."""
    seen = subject.seen
    for row in shelf.with_body(seen.body_hash):
        if subject.sample.words or seen.received_at - row.received_at <= policy.repeat_window:
            yield row.lineage
    yield from shelf.alike(subject.found, subject.sample, close_share=policy.close_share, letter_share=policy.letter_share)
    is_marked = seen.editorial in SPEAKING_MARKERS
    if is_marked or subject.sample.words < policy.flash_words:
        since = seen.received_at - (policy.kin_window if is_marked else policy.flash_window)
        for row in shelf.faintly_alike(subject.found, since=since):
            if headline_similarity(seen.headline, row.headline) >= policy.flash_headline_similarity:
                yield row.lineage


def _kinship(subject: _Subject, seen: Seen, policy: DedupePolicy) -> float:
    """`compare.kinship`; 0 without reading the texts, where too few clauses have the same hash and the sketches differ."""
    own, sampled = subject.seen, subject.sample
    if own.body_hash == seen.body_hash and sampled.words >= policy.flash_words:
        return 1.0
    if own.body_hash != seen.body_hash and _shared_letters(sampled, seen) < policy.letter_share * min(own.letters, seen.letters):
        shared = len({*sampled.sketch}.intersection(unpack(seen.sketch)))
        if shared < policy.close_share * min(len(sampled.sketch), packed_count(seen.sketch)):
            return 0.0
    one_headline = headline_similarity(own.headline, seen.headline) >= policy.one_headline
    return kinship(subject.body, unpack_text(seen.text), one_headline=one_headline, is_standing=subject.is_standing)


def _shared_letters(sampled: Sample, seen: Seen) -> int:
    """Letters of the text in telling clauses that the row has, too."""
    there = frozenset(unpack(seen.clauses))
    letters = [size for value, size in zip(sampled.clauses, sampled.letters, strict=True) if value in there]
    return sum(size for size in letters if size >= TELLING_LETTERS)


def _match(subject: _Subject, seen: Seen, shared: float, policy: DedupePolicy) -> _Match:
    own = subject.seen
    comparison = _compare(subject, seen, policy)
    known = (seen.headline, *seen.display)
    lines, captions = _fresh_lines(own.display, known), _fresh_lines(own.captions, seen.captions)
    today = subject.item.version_created.date()
    told = [
        line
        for line in (*lines, *captions)
        if not is_aside(line, today=today) and not any(_is_restyled(line, other, policy) for other in (*known, *seen.captions))
    ]
    contradicts = (
        comparison.decisive
        or turns_headline(seen.headline, own.headline, policy=policy)
        or _is_edited(lines, known, policy)
        or _is_edited(captions, seen.captions, policy)
    )
    changed = comparison.novel or contradicts or _speaks_by_marker(subject, seen)
    by_the_same_desk = own.provider == seen.provider and (comparison.dropped_within or bool(told))
    return _Match(seen=seen, comparison=comparison, kinship=shared, speaks=changed or by_the_same_desk, contradicts=contradicts)


def _compare(subject: _Subject, seen: Seen, policy: DedupePolicy) -> Comparison:
    aside = partial(is_aside, today=subject.item.version_created.date())
    if subject.seen.body_hash == seen.body_hash:
        return SAME
    around = "\n\n".join(filter(None, (seen.headline, *seen.display)))
    return compare(subject.body, unpack_text(seen.text), around=around, is_standing=subject.is_standing, is_aside=aside, policy=policy)


def _may_follow(subject: _Subject, seen: Seen, policy: DedupePolicy) -> bool:
    """Whether a text under another uri can be a version of a remembered one by its time, or by a marker whenever it comes."""
    return _speaks_by_marker(subject, seen) or subject.item.received_at - seen.received_at <= policy.kin_window


def _may_be_kin(subject: _Subject, seen: Seen, policy: DedupePolicy) -> bool:
    """Whether two texts without telling sentences in common can be one copy nevertheless: their bodies are one, or both are flashes, or
    their headlines are one and another house's style is in every sentence."""
    own = subject.seen
    soon = own.received_at - seen.received_at <= policy.flash_window
    if own.body_hash != seen.body_hash and not soon:
        return False
    is_short = own.body_hash == seen.body_hash or subject.sample.words < policy.flash_words
    wanted = policy.flash_headline_similarity if is_short else policy.one_headline
    return headline_similarity(own.headline, seen.headline) >= wanted


def _is_marked(subject: _Subject, seen: Seen, policy: DedupePolicy) -> bool:
    """Whether the same desk's marker and headline say that an item goes on with one that shares words with it."""
    own = subject.seen
    if own.editorial not in SPEAKING_MARKERS or own.provider != seen.provider or own.received_at - seen.received_at > policy.kin_window:
        return False
    return headline_similarity(own.headline, seen.headline) >= policy.flash_headline_similarity


def _is_kin(subject: _Subject, match: _Match, policy: DedupePolicy) -> bool:
    """Whether two texts under different uris are one copy, and not two fillings of one form."""
    if match.kinship >= policy.kinship or subject.seen.body_hash == match.seen.body_hash:
        return True
    is_short = subject.sample.words < policy.flash_words
    return min(match.comparison.containment) >= policy.flash_containment and (is_short or not match.speaks)


def _fresh_lines(lines: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Lines around the body that did not stand around the other one."""
    there = {words(line) for line in known}
    return tuple(line for line in lines if words(line) not in there)


def _is_restyled(line: str, other: str, policy: DedupePolicy) -> bool:
    """Whether a line is another one in another house's style."""
    similarity = Indel.normalized_similarity(canonical(line), canonical(other))
    return similarity >= policy.edited_similarity and not is_decisive(other, line, policy=policy)


def _is_edited(lines: Iterable[str], known: tuple[str, ...], policy: DedupePolicy) -> bool:
    """Whether a line around the body is another one changed: outlets write their own, but a changed figure in one is a correction."""
    return any(
        Indel.normalized_similarity(words(line), words(other)) >= policy.edited_similarity and is_decisive(other, line, policy=policy)
        for line in lines
        for other in known
    )


def _speaks_by_marker(subject: _Subject, seen: Seen) -> bool:
    own = subject.seen
    marked = own.editorial in SPEAKING_MARKERS and (own.editorial, own.editorial_number) != (seen.editorial, seen.editorial_number)
    return marked or (own.pub_status != "usable" and own.pub_status != seen.pub_status)


def _copy(subject: _Subject, match: _Match) -> Copy:
    own, seen = subject.seen, match.seen
    kind: DuplicateKind
    new_in_old, old_in_new = match.comparison.containment
    if own.body_hash == seen.body_hash:
        kind = "exact"
    elif old_in_new < TRUNCATED_BELOW <= new_in_old:
        kind = "truncated"
    elif match.comparison.reworded:
        kind = "variant"
    else:
        kind = "syndicated"
    return Copy(of=seen, kind=kind, containment=match.comparison.containment if subject.sample.words else (1.0, 1.0))


def _version(subject: _Subject, newest: Seen, policy: DedupePolicy) -> Version:
    seen = replace(subject.seen, lineage=newest.lineage, revision=newest.revision + 1)
    of = ArticleRef(uri=newest.uri, revision=newest.revision)
    return Version(seen=seen, of=of, edits=_edits(subject, newest, policy))


def _edits(subject: _Subject, newest: Seen, policy: DedupePolicy) -> tuple[Edit, ...]:
    """The sentences that differ from the version before, in the order of the new text, the dropped ones last."""
    comparison = compare(subject.body, unpack_text(newest.text), is_standing=lambda text: False, is_aside=lambda text: False, policy=policy)
    edits: list[Edit] = []
    if headline_words(subject.item.headline) != headline_words(newest.headline):
        edits.append(_edit(_headline(newest.headline), _headline(subject.item.headline)))
    edits += [_edit(_passage(pair.old), _passage(pair.new)) for pair in comparison.pairs]
    edits += [_edit(_passage(sentence), None) for sentence in comparison.dropped]
    room = policy.max_edit_chars
    kept = []
    for edit in edits:
        room -= sum(len(side.text) for side in (edit.old, edit.new) if side)
        if room < 0:
            break
        kept.append(edit)
    return tuple(kept)


def _edit(old: Passage | None, new: Passage | None) -> Edit:
    op: Literal["added", "dropped", "edited"] = "edited" if old and new else "added" if new else "dropped"
    return Edit(op=op, old=old, new=new)


def _headline(text: str) -> Passage | None:
    return Passage(span=(0, len(text)), text=text, field="headline") if text else None


def _passage(sentence: Sentence | None) -> Passage | None:
    return Passage(span=sentence.span, text=sentence.text) if sentence else None


def _closeness(match: _Match) -> tuple[float, float, int]:
    new_in_old, old_in_new = match.comparison.containment
    return (match.kinship, new_in_old + old_in_new, match.seen.revision)


def _subject(item: Item, shelf: Shelf | None, policy: DedupePolicy) -> _Subject:
    body = without_prompt(item.body[: policy.kept_chars])
    sampled = sample(body)
    display = tuple(line for line in (item.kicker, item.dek) if line)
    editorial = item.editorial
    headline = _joined(item.headline)
    body_hash = sampled.fingerprint or stable_id(headline)
    whole = body_hash if len(item.body) <= policy.kept_chars else sample(item.body).fingerprint
    said = (whole, headline, *map(_joined, (*display, *item.captions)))
    seen = Seen(
        uri=item.uri,
        version=item.version,
        language=item.language,
        lineage=item.uri,
        revision=0,
        provider=item.provider,
        slug=bare_slug(item.slug),
        editorial=editorial.kind if editorial else None,
        editorial_number=editorial.number if editorial else None,
        pub_status=item.pub_status,
        version_created=item.version_created,
        received_at=item.received_at,
        content_hash=stable_id(*said, editorial and (editorial.kind, editorial.number), item.pub_status),
        body_hash=body_hash,
        headline=item.headline,
        display=display,
        captions=item.captions,
        text=pack_text(body),
        sketch=pack(sampled.sketch),
        clauses=pack(sampled.clauses),
        letters=sum(sampled.letters),
    )
    found = shelf.look_up(sampled, standing_from=policy.boilerplate_articles) if shelf else NOTHING
    return _Subject(item=item, body=body, seen=seen, sample=sampled, found=found)


def _joined(line: str) -> str:
    return " ".join(headline_words(line))
