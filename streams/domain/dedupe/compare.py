"""Two texts, sentence by sentence: what the newer one says that the older one did not.

No measure of likeness parts copies from versions (one changed number leaves 99% alike, a cut copy 22%), so what counts is what
the differing sentences differ in.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from schemas.common import Span
from streams.domain.dedupe.policy import DedupePolicy
from streams.domain.dedupe.sketch import sentence_hash
from streams.domain.dedupe.wording import LOUD, is_decisive
from streams.domain.text import joined_words, sentences, words

TELLING_WORDS, NAMING_WORDS = 12, 5
"""Lines of tables are shorter, as those of Reuters-21578's earnings items; a name makes even a short sentence one of its kind."""
NEARBY_SENTENCES = 64
"""A sentence is looked for among so many others: all of a common article's, and no hour's work for a book's."""
RUN_SENTENCES = 4
"""So many sentences may be one in the other text, where line ends or full stops were lost."""
DIGESTS = 128
"""Texts kept ready while a story is hot; a common one takes 60 KB."""
Verdict = Literal["same", "reworded", "decisive", "cut", "novel", "boilerplate", "aside"]
_CAPITALISED = re.compile(r"(?<=[\w,’'] )[^\W\d_a-zß-ÿ]\w+")
_TERMINATED = re.compile(r"(?<!\.)[.!?。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its place in the body and its folded words."""

    span: Span
    text: str
    joined: str
    """Its words with blanks between and around them."""
    count: int
    """Of words."""
    hash: int
    """Of its words."""

    @property
    def words(self) -> list[str]:
        return self.joined.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A text ready to be compared."""

    body: str
    spans: tuple[Span, ...]
    """Of its sentences; those without a word are left out."""
    lines: tuple[str, ...]
    """Their words, joined as in `Sentence`."""
    hashes: tuple[int, ...]
    """Of their words."""
    joined: str
    """All words with blanks between and around them."""

    @property
    def count(self) -> int:
        """Of words."""
        return self.joined.count(" ") - 1 if self.joined else 0

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(span=span, text=self.body[span[0] : span[1]], joined=line, count=line.count(" ") - 1, hash=value)
            for span, line, value in zip(self.spans, self.lines, self.hashes, strict=True)
        )

    def bounds(self) -> frozenset[int]:
        """Where in `joined` sentences begin and end: the blanks between them."""
        at, found = 0, {0}
        for line in self.lines:
            at += len(line) - 1
            found.add(at)
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence of the newer text and what became of it."""

    new: Sentence
    old: Sentence | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a newer text says beside an older one."""

    pairs: tuple[Pair, ...]
    dropped: tuple[Sentence, ...]
    """Sentences of the older text that the newer one does not have."""
    dropped_within: bool
    """Whether one of them is followed by a sentence that both have: taken out, and not cut off."""
    containment: tuple[float, float]
    """Share (0..1) of the newer text's words in the older one, and of the older in the newer."""

    @property
    def novel(self) -> bool:
        return any(pair.verdict == "novel" for pair in self.pairs)

    @property
    def decisive(self) -> bool:
        return any(pair.verdict == "decisive" for pair in self.pairs)

    @property
    def reworded(self) -> bool:
        return any(pair.verdict in ("reworded", "boilerplate") for pair in self.pairs)


@lru_cache(maxsize=DIGESTS)
def digest(body: str) -> Digest:
    """Split a body; the cache holds what is compared again and again while a story is hot."""
    spans = sentences(body)
    found = joined_words(body, spans)
    if "" in found:
        spans = tuple(span for span, line in zip(spans, found, strict=True) if line)
        found = [line for line in found if line]
    return Digest(
        body=body,
        spans=spans,
        lines=tuple(found),
        hashes=tuple(map(sentence_hash, found)),
        joined="".join([line[:-1] for line in found]) + " " if found else "",
    )


def compare(new: Digest, old: Digest, *, boilerplate: Set[int], is_aside: Callable[[str], bool], policy: DedupePolicy) -> Comparison:
    """Align two texts.

    Args:
        new, old: The texts.
        boilerplate: Hashes of sentences that stand in many unrelated articles.
        is_aside: Whether a sentence talks about the text or to the reader, and tells nothing.
        policy: Thresholds.
    """
    known = standing_in(new, old)
    sentences_new, sentences_old = new.sentences, old.sentences
    kept = [sentence for sentence, stands in zip(sentences_old, standing_in(old, new), strict=True) if stands]
    unmatched = _without(sentences_old, kept)
    pairs: list[Pair] = []
    kept_new, kept_old = 0.0, float(sum(sentence.count for sentence in kept))
    for n, sentence in enumerate(sentences_new):
        if known[n]:
            pairs.append(Pair(new=sentence, old=None, verdict="same"))
            kept_new += sentence.count
            continue
        is_last = n == len(sentences_new) - 1
        found = _counterpart(sentence, unmatched, is_last=is_last, policy=policy)
        if found is None:
            verdict: Verdict = "boilerplate" if sentence.hash in boilerplate else "aside" if is_aside(sentence.text) else "novel"
            pairs.append(Pair(new=sentence, old=None, verdict=verdict))
            continue
        unmatched.remove(found)
        common = Indel.similarity(sentence.words, found.words) / 2
        kept_new += common
        kept_old += common
        if is_last and _is_cut(sentence, found):
            pairs.append(Pair(new=sentence, old=found, verdict="cut"))
        else:
            decisive = is_decisive(found.text, sentence.text, policy=policy)
            pairs.append(Pair(new=sentence, old=found, verdict="decisive" if decisive else "reworded"))
    last_kept = max((each.span[0] for each in kept if old.joined.count(each.joined) == 1), default=0)
    return Comparison(
        pairs=tuple(pairs),
        dropped=tuple(unmatched),
        dropped_within=any(sentence.span[0] < last_kept and not is_aside(sentence.text) for sentence in unmatched),
        containment=(_share(kept_new, new.count), _share(kept_old, old.count)),
    )


def kinship(new: Digest, old: Digest, *, boilerplate: Set[int]) -> float:
    """The greater share (0..1) of either text's words that stand in sentences which both have to the letter and which are no form.

    A last sentence that is last in both, where nothing else is the same, is a standing line that is not learned yet, and counts for
    nothing.
    """
    telling = _standing_and_telling(new, old)
    if len(new.lines) > 1 < len(old.lines) and new.hashes[-1] == old.hashes[-1] and [each.hash for each in telling] == [new.hashes[-1]]:
        return 0.0
    found = sum(sentence.count for sentence in telling if sentence.hash not in boilerplate)
    if not found:
        return 0.0
    found_old = sum(sentence.count for sentence in _standing_and_telling(old, new))
    return max(_share(found, new.count), _share(found_old, old.count))


def _standing_and_telling(one: Digest, other: Digest) -> list[Sentence]:
    return [sentence for sentence, stands in zip(one.sentences, standing_in(one, other), strict=True) if stands and tells(sentence)]


def standing_in(one: Digest, other: Digest) -> list[bool]:
    """Which sentences of a text stand in another one, as sentences, or as a run of sentences that is one there, or the other way round.

    A sentence that is only a part of one there does not: "The bridge is safe" is not what "Officials denied the bridge is safe" said.
    """
    hashes = frozenset(other.hashes)
    known = [value in hashes for value in one.hashes]
    if all(known):
        return known
    bounds: frozenset[int] | None = None
    for n, line in enumerate(one.lines):
        if known[n] or line not in other.joined:
            continue
        bounds = bounds or other.bounds()
        run = " "
        for m in range(n, min(n + RUN_SENTENCES, len(known))):
            run += one.lines[m][1:]
            if run not in other.joined:
                break
            if _is_whole(run, other.joined, bounds):
                known[n : m + 1] = [True] * (m + 1 - n)
                break
    return known


def _is_whole(run: str, joined: str, bounds: frozenset[int]) -> bool:
    """Whether a run of words begins and ends where sentences do, at any of the first places where it stands."""
    at = joined.find(run)
    for _ in range(RUN_SENTENCES):
        if at < 0:
            return False
        if at in bounds and at + len(run) - 1 in bounds:
            return True
        at = joined.find(run, at + 1)
    return False


def _without(found: Iterable[Sentence], kept: Sequence[Sentence]) -> list[Sentence]:
    spans = {sentence.span for sentence in kept}
    return [sentence for sentence in found if sentence.span not in spans]


def tells(sentence: Sentence) -> bool:
    """Whether a sentence can be known again: it is long, or names somebody. "Pay May 15" or "Net 2.1 mln vs 1.9 mln" stands in many items.

    Source: earnings and dividend items of Reuters-21578, whole tables of which are alike for different companies.
    """
    if sentence.count >= TELLING_WORDS:
        return True
    names = (name.lower() for name in _CAPITALISED.findall(sentence.text))
    return sentence.count >= NAMING_WORDS and any(name not in LOUD for name in names)


def headline_similarity(one: str, other: str) -> float:
    """Share (0..1) of words that two headlines have in common, in order."""
    return float(Indel.normalized_similarity(words(one), words(other)))


def _counterpart(sentence: Sentence, unmatched: Sequence[Sentence], *, is_last: bool, policy: DedupePolicy) -> Sentence | None:
    """The sentence of the older text that this one is an edit of, or, at the end of a cut copy, the beginning of."""
    best, best_similarity = None, policy.edited_similarity
    for other in _nearby(sentence, unmatched):
        if is_last and _is_cut(sentence, other):
            return other
        similarity = Indel.normalized_similarity(sentence.words, other.words, score_cutoff=best_similarity)
        if similarity > best_similarity or (best is None and similarity == best_similarity):
            best, best_similarity = other, similarity
    return best


def _nearby(sentence: Sentence, unmatched: Sequence[Sentence]) -> Sequence[Sentence]:
    """All of them, or in a long text those that stand about where this one does."""
    if len(unmatched) <= NEARBY_SENTENCES:
        return unmatched
    middle = bisect_left(unmatched, sentence.span[0], key=lambda other: other.span[0])
    first = min(max(0, middle - NEARBY_SENTENCES // 2), len(unmatched) - NEARBY_SENTENCES)
    return unmatched[first : first + NEARBY_SENTENCES]


def _is_cut(cut: Sentence, whole: Sentence) -> bool:
    """Whether one sentence is the other's beginning and stops without an end; the last word may be cut too."""
    if not 2 <= cut.count <= whole.count or _TERMINATED.search(cut.text):
        return False
    last = cut.count - 1
    return whole.words[:last] == cut.words[:last] and whole.words[last].startswith(cut.words[last])


def _share(part: float, whole: int) -> float:
    return round(min(1.0, max(0.0, part / whole)), 4) if whole else 0.0
