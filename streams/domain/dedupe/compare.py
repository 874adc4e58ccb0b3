"""Two texts, sentence by sentence: what the newer one says that the older one did not.

No measure of likeness parts copies from versions (one changed number leaves 99% alike, a cut copy 22%), so what counts is what
the differing sentences differ in.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import Literal

from rapidfuzz.distance import Indel

from schemas.common import Span
from streams.domain.dedupe.policy import DedupePolicy
from streams.domain.dedupe.style import canonical
from streams.domain.dedupe.wording import LOUD, headline_words, is_decisive
from streams.domain.text import joined_words, paragraphs, sentences

BACKGROUND_FROM, BACKGROUND_SHARE = 0.5, 0.4
"""What is shared only behind the middle of both texts is the background of two stories, unless it is so much of either: an article whose
first half was written anew keeps half."""
NAMELESS_SHARE = 0.6
"""Sentences without a name are advice or explanation, as two flood warnings share; a text that has most of another's is its copy."""
TELLING_WORDS, NAMING_WORDS = 12, 5
"""Lines of tables are shorter, as those of Reuters-21578's earnings items; a name makes even a short sentence one of its kind."""
NEARBY_SENTENCES = 64
"""A sentence is looked for among so many others: all of a common article's, and no hour's work for a book's."""
RUN_SENTENCES = 4
"""So many sentences may be one in the other text, where line ends or full stops were lost."""
DIGESTS, PARAGRAPHS = 128, 1024
"""Kept ready while a story is hot, some 5 MB."""
Verdict = Literal["reworded", "decisive", "cut", "novel", "boilerplate", "aside"]
_CAPITALISED = re.compile(r"(?<=[\w,’'] )[^\W\d_a-zß-ÿ]\w+")
_SIGN = re.compile(r"[$£€¥]|(?<![\w-])[-−](?=\d)")
_LETTERS = dict(zip("$£€¥-−", "ðþłƶŋŋ", strict=True))
"""Signs that belong to a figure, each a word of one letter that no wire's alphabet needs: words leave signs out."""
_TERMINATED = re.compile(r"(?<!\.)[.!?。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, kw_only=True, eq=False)
class Sentence:
    """A sentence with its place in the body and its folded words."""

    span: Span
    text: str
    joined: str
    """Its words with blanks between and around them."""
    count: int
    """Of words."""

    @cached_property
    def words(self) -> list[str]:
        return self.joined.split()

    @cached_property
    def styled(self) -> tuple[str, ...]:
        """Its words as house styles agree on them."""
        return canonical(self.text)


@dataclass(frozen=True, kw_only=True, eq=False)
class Digest:
    """A text ready to be compared."""

    body: str
    spans: tuple[Span, ...]
    """Of its sentences; those without a word are left out."""
    lines: tuple[str, ...]
    """Their words, joined as in `Sentence`."""
    counts: tuple[int, ...]
    """Of their words."""

    @cached_property
    def joined(self) -> str:
        """All words with blanks between and around them."""
        return "".join([line[:-1] for line in self.lines]) + " " if self.lines else ""

    @cached_property
    def count(self) -> int:
        """Of words."""
        return sum(self.counts)

    def sentence(self, n: int) -> Sentence:
        start, end = span = self.spans[n]
        return Sentence(span=span, text=self.body[start:end], joined=self.lines[n], count=self.counts[n])

    @cached_property
    def bounds(self) -> frozenset[int]:
        """Where in `joined` sentences begin and end: the blanks between them."""
        at, found = 0, {0}
        for line in self.lines:
            at += len(line) - 1
            found.add(at)
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence of the newer text that the older one does not have to the letter, and what became of it."""

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


SAME = Comparison(pairs=(), dropped=(), dropped_within=False, containment=(1.0, 1.0))
"""Of two texts with the same words."""


@lru_cache(maxsize=DIGESTS)
def digest(body: str) -> Digest:
    """Split a body; the cache holds what is compared again and again while a story is hot."""
    return _digest(body, _parts(body))


Part = tuple[int, str]
"""Where a paragraph begins, and its text."""


@lru_cache(maxsize=DIGESTS)
def _parts(body: str) -> tuple[Part, ...]:
    return tuple([(start, body[start:end]) for start, end in paragraphs(body)])


def _digest(body: str, parts: Sequence[Part]) -> Digest:
    """Split some paragraphs of a body."""
    if len(_paragraphs) > PARAGRAPHS:
        _paragraphs.clear()
    _read([text for _, text in parts if text not in _paragraphs])
    spans: list[Span] = []
    lines: list[str] = []
    counts: list[int] = []
    for start, text in parts:
        found = _paragraphs[text]
        spans += [(start + first, start + last) for first, last in found[0]]
        lines += found[1]
        counts += found[2]
    return Digest(body=body, spans=tuple(spans), lines=tuple(lines), counts=tuple(counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two texts without the paragraphs that both have to the letter, which need no reading."""

    new: Digest
    old: Digest
    common: tuple[str, ...]
    """The paragraphs that were left out, of those that are as long as a sentence that tells something."""
    words: tuple[int, int]
    """Of the common paragraphs, in the newer text and in the older one."""
    last_common: int
    """Where the last of them begins in the older text, of those that stand there once; 0 for none."""
    ends_in_common: bool
    """Whether the last paragraph of the newer text is one of them."""


@lru_cache(maxsize=4)
def _apart(new: str, old: str) -> Apart:
    """A pair is asked for by `kinship`, then by `compare`, and again for the edits of a version."""
    parts, parts_old = _parts(new), _parts(old)
    common = {text for _, text in parts}.intersection([text for _, text in parts_old])
    if not common:
        return Apart(new=digest(new), old=digest(old), common=(), words=(0, 0), last_common=0, ends_in_common=False)
    texts_old = [text for _, text in parts_old]
    return Apart(
        new=_digest(new, [part for part in parts if part[1] not in common]),
        old=_digest(old, [part for part in parts_old if part[1] not in common]),
        common=tuple([text for text in texts_old if text in common and text.count(" ") >= TELLING_WORDS]),
        words=(_words(text for _, text in parts if text in common), _words(text for text in texts_old if text in common)),
        last_common=next((start for start, text in reversed(parts_old) if text in common and texts_old.count(text) == 1), 0),
        ends_in_common=parts[-1][1] in common,
    )


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


_Paragraph = tuple[list[Span], list[str], list[int]]
"""Spans, joined words and word counts of the sentences."""
_paragraphs: dict[str, _Paragraph] = {}
"""Those read lately: two versions of an article have most paragraphs in common."""


def _read(texts: Sequence[str]) -> None:
    """Put paragraphs into `_paragraphs`, all in one go."""
    whole = "\n\n".join(texts)
    spans = sentences(whole)
    lines = joined_words(whole if _SIGN.search(whole) is None else _SIGN.sub(_letter, whole), spans)
    told = [(span, line) for span, line in zip(spans, lines, strict=True) if line]
    at = n = 0
    for text in texts:
        found: _Paragraph = ([], [], [])
        while n < len(told) and told[n][0][0] < at + len(text):
            (start, end), line = told[n]
            found[0].append((start - at, end - at))
            found[1].append(line)
            found[2].append(line.count(" ") - 1)
            n += 1
        _paragraphs[text] = found
        at += len(text) + 2


def _letter(sign: re.Match[str]) -> str:
    return _LETTERS[sign.group()]


def compare(
    new: str, old: str, *, around: str = "", is_standing: Callable[[str], bool], is_aside: Callable[[str], bool], policy: DedupePolicy
) -> Comparison:
    """Align two texts.

    Args:
        new, old: The texts.
        around: What stands around the older one, headline first: it is known, too.
        is_standing: Whether a sentence stands in many unrelated articles.
        is_aside: Whether a sentence talks about the text or to the reader, and tells nothing.
        policy: Thresholds.
    """
    apart = _apart(new, old)
    known, kept = _standing(apart.new, apart.old, old), _standing(apart.old, apart.new, new)
    if around and not all(known):
        whole = _joined(digest(around), apart.old)
        known = [one or other for one, other in zip(known, standing_in(apart.new, whole), strict=True)]
        kept = [one or other for one, other in zip(kept, standing_in(whole, apart.new)[-len(kept) :], strict=True)] if kept else []
    unmatched = [apart.old.sentence(n) for n, stands in enumerate(kept) if not stands]
    pairs: list[Pair] = []
    shared_new = float(apart.words[0] + sum(compress(apart.new.counts, known)))
    shared_old = float(apart.words[1] + sum(compress(apart.old.counts, kept)))
    for n in [n for n, stands in enumerate(known) if not stands]:
        sentence, is_last = apart.new.sentence(n), n == len(known) - 1 and not apart.ends_in_common
        found = _counterpart(sentence, unmatched, is_last=is_last, policy=policy)
        if found is None:
            verdict: Verdict = "boilerplate" if is_standing(sentence.text) else "aside" if is_aside(sentence.text) else "novel"
            pairs.append(Pair(new=sentence, old=None, verdict=verdict))
            continue
        unmatched.remove(found)
        alike = Indel.normalized_similarity(sentence.styled, found.styled)
        shared_new += alike * sentence.count
        shared_old += alike * found.count
        if is_last and _is_cut(sentence, found):
            pairs.append(Pair(new=sentence, old=found, verdict="cut"))
        else:
            decisive = is_decisive(found.text, sentence.text, policy=policy)
            pairs.append(Pair(new=sentence, old=found, verdict="decisive" if decisive else "reworded"))
    last_kept = max(apart.last_common, _last_kept(apart.old, kept)) if unmatched else 0
    return Comparison(
        pairs=tuple(pairs),
        dropped=tuple(unmatched),
        dropped_within=any(sentence.span[0] < last_kept and not is_aside(sentence.text) for sentence in unmatched),
        containment=(_share(shared_new, apart.words[0] + apart.new.count), _share(shared_old, apart.words[1] + apart.old.count)),
    )


def _standing(one: Digest, other: Digest, whole: str) -> list[bool]:
    """`standing_in` for what two texts do not have in common; a sentence may stand in a paragraph of the other one that is common, too."""
    known = [*standing_in(one, other)]
    if any(not stands and one.sentence(n).text in whole for n, stands in enumerate(known)):
        return [*standing_in(one, digest(whole))]
    return known


def _joined(before: Digest, behind: Digest) -> Digest:
    """Two texts as one, to look for sentences in."""
    return Digest(body="", spans=before.spans + behind.spans, lines=before.lines + behind.lines, counts=before.counts + behind.counts)


def _last_kept(old: Digest, kept: Sequence[bool]) -> int:
    """Where the last sentence begins that stands in the other text, and once in its own."""
    for (start, end), line, stands in zip(reversed(old.spans), reversed(old.lines), reversed(kept), strict=True):
        if stands and old.joined.count(line) == 1 and old.body.count(old.body[start:end]) == 1:
            return start
    return 0


def kinship(new: str, old: str, *, one_headline: bool, is_standing: Callable[[str], bool]) -> float:
    """The greater share (0..1) of either text's words that stand in sentences which both have to the letter and which are no form.

    A last sentence that is last in both, where nothing else is the same, is a standing line that is not learned yet, and counts for
    nothing. Neither do a few sentences none of which names anything, as the advice in two warnings, nor a little background at the end of
    both, unless the headlines are one.
    """
    apart = _apart(new, old)
    if len(apart.common) > 1:
        words, words_old = apart.words
        share = max(_share(words, words + apart.new.count), _share(words_old, words_old + apart.old.count))
        if share >= NAMELESS_SHARE and not any(map(is_standing, apart.common)):
            return share
    return _kinship(digest(new), digest(old), one_headline=one_headline, is_standing=is_standing)


def _kinship(new: Digest, old: Digest, *, one_headline: bool, is_standing: Callable[[str], bool]) -> float:
    telling = _standing_and_telling(new, old)
    if len(new.lines) > 1 < len(old.lines) and new.lines[-1] == old.lines[-1] and [each.joined for each in telling] == [new.lines[-1]]:
        return 0.0
    telling = [sentence for sentence in telling if not is_standing(sentence.text)]
    telling_old = _standing_and_telling(old, new)
    if not telling or not telling_old:
        return 0.0
    found, found_old = (sum(sentence.count for sentence in each) for each in (telling, telling_old))
    share = max(_share(found, new.count), _share(found_old, old.count))
    if one_headline:
        return share
    if share < NAMELESS_SHARE and not any(map(_names_something, telling)):
        return 0.0
    is_background = telling[0].span[0] > len(new.body) * BACKGROUND_FROM and telling_old[0].span[0] > len(old.body) * BACKGROUND_FROM
    return share if share >= BACKGROUND_SHARE or not is_background else 0.0


def _names_something(sentence: Sentence) -> bool:
    return any(name.lower() not in LOUD for name in _CAPITALISED.findall(sentence.text))


def _standing_and_telling(one: Digest, other: Digest) -> list[Sentence]:
    return [sentence for n, stands in enumerate(standing_in(one, other)) if stands and tells(sentence := one.sentence(n))]


@lru_cache(maxsize=4)
def standing_in(one: Digest, other: Digest) -> tuple[bool, ...]:
    """Which sentences of a text stand in another one, as sentences, or as a run of sentences that is one there, or the other way round.

    A sentence that is only a part of one there does not: "The bridge is safe" is not what "Officials denied the bridge is safe" said.
    """
    lines = frozenset(other.lines)
    known = [line in lines for line in one.lines]
    for n, line in enumerate(one.lines):
        if known[n] or line not in other.joined:
            continue
        run = " "
        for m in range(n, min(n + RUN_SENTENCES, len(known))):
            run += one.lines[m][1:]
            if run not in other.joined:
                break
            if _is_whole(run, other.joined, other.bounds):
                known[n : m + 1] = [True] * (m + 1 - n)
                break
    return tuple(known)


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


def tells(sentence: Sentence) -> bool:
    """Whether a sentence can be known again: it is long, or names somebody. "Pay May 15" or "Net 2.1 mln vs 1.9 mln" stands in many items.

    Source: earnings and dividend items of Reuters-21578, whole tables of which are alike for different companies.
    """
    if sentence.count >= TELLING_WORDS:
        return True
    return sentence.count >= NAMING_WORDS and _names_something(sentence)


def headline_similarity(one: str, other: str) -> float:
    """Share (0..1) of words that two headlines have in common, in order."""
    return float(Indel.normalized_similarity(headline_words(one), headline_words(other)))


def _counterpart(sentence: Sentence, unmatched: Sequence[Sentence], *, is_last: bool, policy: DedupePolicy) -> Sentence | None:
    """The sentence of the older text that this one is an edit of, or, at the end of a cut copy, the beginning of."""
    best, best_similarity = None, policy.edited_similarity
    for other in _nearby(sentence, unmatched):
        if is_last and _is_cut(sentence, other):
            return other
        similarity = Indel.normalized_similarity(sentence.styled, other.styled, score_cutoff=best_similarity)
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
