"""Two texts, sentence by sentence: what the newer one says that the older one did not.

No measure of likeness parts copies from versions (one changed number leaves 99% alike, a cut copy 22%), so what counts is what
the differing sentences differ in.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from schemas.common import Span
from streams.domain.dedupe.policy import DedupePolicy
from streams.domain.text import sentences, words

_NEGATIONS_LIST = "not no never neither nor none nobody nothing without cannot denies denied cancels canceled cancelled"
NEGATIONS = frozenset(_NEGATIONS_LIST.split())
_REVERSALS_LIST = (
    "longer yet unlikely impossible false untrue wrong deny denies denied denying refuse refuses refused refusing reject rejects "
    "rejected rejecting decline declines declined fail fails failed failing cancel cancels canceled cancelled cancelling postpone "
    "postpones postponed suspend suspends suspended halt halts halted scrap scrapped abandon abandoned withdraw withdraws withdrew "
    "withdrawn retract retracts retracted reverse reverses reversed overturn overturned approve approves approved allow allows "
    "allowed block blocks blocked ban bans banned lift lifts lifted accept accepts accepted agree agrees agreed confirm confirms "
    "confirmed win wins won lose loses lost rise rises rose risen fall falls fell fallen up down increase increased decrease "
    "decreased gain gained drop dropped alive dead guilty acquitted convicted open opened close closed before after over under more "
    "less above below for against former acting alleged allegedly reportedly suspected unconfirmed may might could would will"
)
REVERSALS = NEGATIONS | frozenset(_REVERSALS_LIST.split())
"""Words that turn a sentence round, or its certainty, when one comes, goes or replaces another. By hand, from antonyms of news verbs."""
_NUMBER_WORDS_LIST = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion "
    "billions trillion dozen dozens half third quarter double triple twice first second both mln bln"
)
NUMBER_WORDS = frozenset(_NUMBER_WORDS_LIST.split())
_CALENDAR_LIST = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december today tomorrow yesterday tonight morning afternoon evening noon midnight"
)
CALENDAR = frozenset(_CALENDAR_LIST.split())
_LOUD = REVERSALS | NUMBER_WORDS | CALENDAR
_QUIET = frozenset({"a", "an", "the", "that", "s", "of"})
"""Words that house style puts in and leaves out."""
TELLING_WORDS, NAMING_WORDS = 12, 5
"""Lines of tables are shorter, as those of Reuters-21578's earnings items; a name makes even a short sentence one of its kind."""
NEARBY_SENTENCES = 64
"""A sentence is looked for among so many others: all of a common article's, and no hour's work for a book's."""
_CAPITALISED = re.compile(r"(?<=[\w,’'] )[^\W\d_a-zß-ÿ]\w+")
_CONTRACTED = re.compile(r"\b(\w+)n't\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its place in the body and its folded words."""

    span: Span
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A text ready to be compared."""

    sentences: tuple[Sentence, ...]
    joined: str
    """All words with blanks between and around them: a sentence's words stand in it, however its line is cut."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence of the newer text and what became of it."""

    new: Sentence
    old: Sentence | None
    verdict: Literal["same", "reworded", "decisive", "cut", "novel", "boilerplate"]


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
    kinship: float
    """The greater share (0..1) of either text's words that stand in sentences which both have to the letter and which are no form."""

    @property
    def novel(self) -> bool:
        return any(pair.verdict == "novel" for pair in self.pairs)

    @property
    def decisive(self) -> bool:
        return any(pair.verdict == "decisive" for pair in self.pairs)

    @property
    def reworded(self) -> bool:
        return any(pair.verdict in ("reworded", "boilerplate") for pair in self.pairs)


@lru_cache(maxsize=512)
def digest(body: str) -> Digest:
    """Split a body; the cache holds what is compared again and again while a story is hot."""
    found = tuple(
        Sentence(span=(start, end), text=body[start:end], words=found)
        for start, end in sentences(body)
        if (found := words(body[start:end]))
    )
    return Digest(
        sentences=found, joined=_joined(word for sentence in found for word in sentence.words), count=sum(len(s.words) for s in found)
    )


def compare(new: Digest, old: Digest, *, boilerplate: frozenset[int] | set[int], hashes: Sequence[int], policy: DedupePolicy) -> Comparison:
    """Align two texts.

    Args:
        new, old: The texts.
        boilerplate: Hashes of sentences that stand in many unrelated articles.
        hashes: Of the newer text's sentences, in order.
        policy: Thresholds.
    """
    unmatched = [sentence for sentence in old.sentences if _joined(sentence.words) not in new.joined]
    pairs: list[Pair] = []
    kept_new = kept_old = 0.0
    telling_new = 0
    for n, sentence in enumerate(new.sentences):
        if _joined(sentence.words) in old.joined:
            pairs.append(Pair(new=sentence, old=None, verdict="same"))
            kept_new += len(sentence.words)
            telling_new += len(sentence.words) if hashes[n] not in boilerplate and tells(sentence) else 0
            continue
        is_last = n == len(new.sentences) - 1
        found = _counterpart(sentence, unmatched, is_last=is_last, policy=policy)
        if found is None:
            pairs.append(Pair(new=sentence, old=None, verdict="boilerplate" if hashes[n] in boilerplate else "novel"))
            continue
        unmatched.remove(found)
        common = Indel.similarity(sentence.words, found.words) / 2
        kept_new += common
        kept_old += common
        if is_last and _is_cut(sentence.words, found.words):
            pairs.append(Pair(new=sentence, old=found, verdict="cut"))
        else:
            decisive = is_decisive(found.text, sentence.text, policy=policy)
            pairs.append(Pair(new=sentence, old=found, verdict="decisive" if decisive else "reworded"))
    matched = {id(pair.old) for pair in pairs if pair.old} | {id(sentence) for sentence in unmatched}
    kept = [sentence for sentence in old.sentences if id(sentence) not in matched]
    kept_old += sum(len(sentence.words) for sentence in kept)
    if _shares_only_the_end(new, old, pairs):
        telling_new = 0
    telling_old = sum(len(sentence.words) for sentence in kept if tells(sentence)) if telling_new else 0
    last_kept = max((each.span[0] for each in kept if old.joined.count(_joined(each.words)) == 1), default=0)
    return Comparison(
        pairs=tuple(pairs),
        dropped=tuple(unmatched),
        dropped_within=any(sentence.span[0] < last_kept for sentence in unmatched),
        containment=(_share(kept_new, new.count), _share(kept_old, old.count)),
        kinship=max(_share(telling_new, new.count), _share(telling_old, old.count)),
    )


def _shares_only_the_end(new: Digest, old: Digest, pairs: Sequence[Pair]) -> bool:
    """Whether nothing is the same but the last sentence, which is last in both: a standing line that is not learned yet."""
    if len(new.sentences) < 2 or len(old.sentences) < 2 or new.sentences[-1].words != old.sentences[-1].words:
        return False
    return not any(pair.verdict == "same" and tells(pair.new) for pair in pairs[:-1])


def tells(sentence: Sentence) -> bool:
    """Whether a sentence can be known again: it is long, or names somebody. "Pay May 15" or "Net 2.1 mln vs 1.9 mln" stands in many items.

    Source: earnings and dividend items of Reuters-21578, whole tables of which are alike for different companies.
    """
    if len(sentence.words) >= TELLING_WORDS:
        return True
    names = (name.lower() for name in _CAPITALISED.findall(sentence.text))
    return len(sentence.words) >= NAMING_WORDS and any(name not in _LOUD for name in names)


def headline_similarity(one: str, other: str) -> float:
    """Share (0..1) of words that two headlines have in common, in order."""
    return float(Indel.normalized_similarity(words(one), words(other)))


def is_decisive(old: str, new: str, *, policy: DedupePolicy) -> bool:
    """Whether two wordings of a sentence tell different things.

    They do if the words that differ hold a digit, a number word, a weekday or month, a negation or reversal or a name, or if two
    words or more differ.

    >>> from streams.domain.dedupe.policy import POLICY
    >>> is_decisive("It rose 3 pct on Monday.", "It rose 5 pct on Monday.", policy=POLICY)
    True
    >>> is_decisive("The colour is new.", "The color is new.", policy=POLICY)
    False
    """
    gone, come, names = changed_words(old, new)
    if names or any(map(_is_loud, (*gone, *come))):
        return True
    return max(len(gone), len(come)) >= policy.decisive_words


def turns_headline(old: str, new: str, *, policy: DedupePolicy) -> bool:
    """Whether a headline is another one with a number, weekday or verb of decision replaced, or with a negation put in.

    Desks write their own headlines and cut them, so words that are only missing or only added tell nothing, unless they negate.
    """
    old_words, new_words = words(_spelt_out(old)), words(_spelt_out(new))
    if not new_words or not old_words or Indel.normalized_similarity(old_words, new_words) < policy.headline_similarity:
        return False
    for left, right in _replacements(old_words, new_words):
        if any(word in NEGATIONS for word in right):
            return True
        if any(map(_is_loud, left)) and any(map(_is_loud, right)):
            return True
    return False


def _is_loud(word: str) -> bool:
    return word in _LOUD or any(map(str.isdigit, word))


def changed_words(old: str, new: str) -> tuple[list[str], list[str], bool]:
    """Words that go and come between two wordings, without spelling variants and articles; and whether one name takes another's place."""
    old_words, new_words = words(_spelt_out(old)), words(_spelt_out(new))
    gone: list[str] = []
    come: list[str] = []
    names = False
    for before, after in _replacements(old_words, new_words):
        left, right = before, after
        if " ".join(left).replace(" ", "") == " ".join(right).replace(" ", ""):
            continue
        if len(left) == len(right):
            kept = [(a, b) for a, b in zip(left, right, strict=True) if not _same_spelling(a, b)]
            left, right = [a for a, _ in kept], [b for _, b in kept]
            names = names or any(_is_name(a, old) and _is_name(b, new) for a, b in kept)
        gone += [word for word in left if word not in _QUIET]
        come += [word for word in right if word not in _QUIET]
    return gone, come, names


def _replacements(old: Sequence[str], new: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """The runs of words that differ, side by side: what stood there, what stands there."""
    runs: list[tuple[list[str], list[str]]] = []
    left: list[str] = []
    right: list[str] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            if left or right:
                runs.append((left, right))
                left, right = [], []
        else:
            left += old[code.src_start : code.src_end]
            right += new[code.dest_start : code.dest_end]
    return [*runs, (left, right)] if left or right else runs


def _counterpart(sentence: Sentence, unmatched: Sequence[Sentence], *, is_last: bool, policy: DedupePolicy) -> Sentence | None:
    """The sentence of the older text that this one is an edit of, or, at the end of a cut copy, the beginning of."""
    best, best_similarity = None, policy.edited_similarity
    for other in _nearby(sentence, unmatched):
        if is_last and _is_cut(sentence.words, other.words):
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


def _is_cut(cut: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether one sentence is the other's beginning; the last word may be cut too."""
    if not 2 <= len(cut) <= len(whole):
        return False
    return tuple(whole[: len(cut) - 1]) == tuple(cut[:-1]) and whole[len(cut) - 1].startswith(cut[-1])


def _same_spelling(one: str, other: str) -> bool:
    """House style: accents, British and American endings, a plural or possessive s; never figures or reversals."""
    if one in _LOUD or other in _LOUD or any(map(str.isdigit, one + other)):
        return False
    one, other = _plain(one), _plain(other)
    return one == other or (
        min(len(one), len(other)) >= 4 and one[:2] == other[:2] and Indel.distance(one, other) <= 2 and _skeleton(one) == _skeleton(other)
    )


def _skeleton(word: str) -> str:
    """What British and American spellings share: one l for two, -or for -our, -er for -re, z for s; no possessive."""
    word = (
        re.sub(r"'s?$", "", word)
        .replace("our", "or")
        .replace("ise", "ize")
        .replace("isi", "izi")
        .replace("yse", "yze")
        .replace("ogue", "og")
    )
    return re.sub(r"(.)\1", r"\1", re.sub(r"re$", "er", word)).replace("ence", "ense")


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _is_name(word: str, sentence: str) -> bool:
    """Whether a folded word stands in the sentence with a capital, and not as its first word."""
    found = re.finditer(rf"\b{re.escape(word)}\b", sentence, re.IGNORECASE)
    return any(hit.group()[0].isupper() and any(map(str.isalpha, sentence[: hit.start()])) for hit in found)


def _spelt_out(sentence: str) -> str:
    return _CONTRACTED.sub(r"\1 not", sentence.replace("’", "'")).replace("per cent", "percent")


def _joined(tokens: Iterable[str]) -> str:
    return f" {' '.join(tokens)} "


def _share(part: float, whole: int) -> float:
    return round(min(1.0, max(0.0, part / whole)), 4) if whole else 0.0
