"""Two wordings of one sentence or headline: whether they tell different things.

A word that is replaced by another one tells something else, unless both are forms of one word, spellings of one word, house
style's words for one thing, or words without a meaning of their own. A word that only comes or goes tells something if it is a
figure, a date, a negation or another word that turns a sentence round; two that come or go tell something whatever they are.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from streams.domain.calendar import MONTHS, WEEKDAYS
from streams.domain.dedupe.policy import DedupePolicy
from streams.domain.dedupe.style import VALUES, canonical, plain, skeleton, without_conversions, without_dateline
from streams.domain.text import words

_NEGATIONS_LIST = "not no never neither nor none nobody nothing nowhere without cannot denies denied cancels canceled cancelled"
NEGATIONS = frozenset(_NEGATIONS_LIST.split())
_REVERSALS_LIST = (
    "longer yet unlikely impossible false untrue wrong deny denies denied denying refuse refuses refused refusing reject rejects "
    "rejected rejecting decline declines declined fail fails failed failing cancel cancels canceled cancelled cancelling postpone "
    "postpones postponed suspend suspends suspended halt halts halted scrap scrapped abandon abandoned withdraw withdraws withdrew "
    "withdrawn retract retracts retracted reverse reverses reversed overturn overturned approve approves approved allow allows "
    "allowed block blocks blocked ban bans banned lift lifts lifted accept accepts accepted agree agrees agreed confirm confirms "
    "confirmed win wins won lose loses lost rise rises rose risen fall falls fell fallen up down increase increased decrease "
    "decreased gain gained drop dropped alive dead guilty acquitted convicted open opened close closed before after over under more "
    "less above below for against former acting minus deputy "
    "vice assistant interim alleged allegedly reportedly suspected unconfirmed may might could would will "
    "hardly barely scarcely rarely seldom almost nearly only except unless until if"
)
REVERSALS = NEGATIONS | frozenset(_REVERSALS_LIST.split())
"""Words that turn a sentence round, or its certainty, when one comes, goes or replaces another. By hand, from antonyms of news verbs."""
_NUMBER_WORDS_LIST = (
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half third quarter double triple "
    "twice once first second both mln bln"
)
NUMBER_WORDS = frozenset(VALUES) | frozenset(_NUMBER_WORDS_LIST.split())
_TIMES_OF_DAY = "today tomorrow yesterday tonight morning afternoon evening noon midnight"
CALENDAR = frozenset(WEEKDAYS + MONTHS) | frozenset(_TIMES_OF_DAY.split())
LOUD = REVERSALS | NUMBER_WORDS | CALENDAR
_QUIET = frozenset(["a", "an", "the", "that", "s", "of", "mr", "mrs", "ms", "miss", "dr"])
"""Words that house style puts in and leaves out."""
_FUNCTION_LIST = (
    "in on at to by from with as into onto upon within during through about around between among and or but so this these those "
    "which who whom whose what when where while is are was were be been being has have had do does did it its they their them there "
    "here also then than too very just still already however"
)
_FUNCTION = frozenset(_FUNCTION_LIST.split())
"""Words that stand for one another without telling anything else. By hand."""
_OUTLETS_LIST = (
    "reporters journalists conference press agency agencies news newswire wire times post herald tribune journal courier gazette telegraph "
    "guardian chronicle observer newspaper magazine radio television tv network reuters "
    "ap afp dpa bloomberg bbc cnn efe ansa tass xinhua kyodo"
)
_OUTLETS = frozenset(_OUTLETS_LIST.split())
"""What the names of those end in who are told things, and agencies of one word. By hand."""
OUTLET_WORDS = 4
"""Of the longest such name: "the Meridian News Agency"."""
_SAYING = "say"
"""`style`'s word for all verbs of saying: outlets write their own name beside one."""
_ENDINGS = (frozenset(["", "e", "s", "es", "d", "ed", "ing", "n", "en", "'s", "s'", "'"]), frozenset(["y", "ies", "ied"]))
"""Of forms of one word: number, tense, possessive."""
MIN_STEM_CHARS = 3
CERTAIN = 1_000
DIFFERENCES = 256
"""Of pairs of sentences kept: those of the article at hand, which are asked for again for its edits."""
HEADLINES = 1024
"""Of which the words are kept: those of a busy hour."""
HEADLINE_WORDS = 5
"""A headline as long as another one of which one word differs is that one edited, and not a desk's own."""
_CAPITALISED = re.compile(r"(?<=[\w,;:(’'”\"] )[^\W\d_a-zß-ÿ][\w-]+")

Run = tuple[list[str], list[str]]
"""What stood at a place, and what stands there."""


def is_decisive(old: str, new: str, *, policy: DedupePolicy) -> bool:
    """Whether two wordings of a sentence tell different things.

    >>> from streams.domain.dedupe.policy import POLICY
    >>> is_decisive("It rose 3 pct on Monday.", "It rose 5 pct on Monday.", policy=POLICY)
    True
    >>> is_decisive("The colour is new, said ten of them.", "The color is new, 10 of them said.", policy=POLICY)
    False
    """
    return _difference(old, new) >= policy.decisive_words


@lru_cache(maxsize=DIFFERENCES)
def _difference(old: str, new: str) -> int:
    """How many words differ of which it takes several to tell something else, or CERTAIN."""
    old, new = without_conversions(without_dateline(old), without_dateline(new))
    gone: list[str] = []
    come: list[str] = []
    for left, right in _runs(canonical(old), canonical(new)):
        pairs = _replaced(left, right)
        if any(_tells_otherwise(one, other) or _is_other_name(one, old, other, new) for one, other in pairs):
            return CERTAIN
        gone += [one for one, other in pairs if not _is_one_word(one, other)] if pairs else left
        come += [other for one, other in pairs if not _is_one_word(one, other)] if pairs else right
    moved, also = ([word for word in side if word not in _FUNCTION] for side in (gone, come))
    if len(moved) == 1 and moved == also:
        return CERTAIN if _is_out_of_order(moved[0], old, new) else 0
    if any(map(_is_loud, (*gone, *come))):
        return CERTAIN
    return max(_weight(gone), _weight(come))


@lru_cache(maxsize=HEADLINES)
def headline_words(headline: str) -> tuple[str, ...]:
    """`words`, of which a headline's are wanted again and again."""
    return words(headline)


def turns_headline(old: str, new: str, *, policy: DedupePolicy) -> bool:
    """Whether a headline is another one with a number, weekday or verb of decision replaced, with a negation put in, or with one word
    put in the place of another.

    Desks write their own headlines and cut them, so words that are only missing or only added tell nothing, unless they negate.
    """
    if old == new:
        return False
    old_words, new_words = canonical(old), canonical(new)
    if not new_words or not old_words or Indel.normalized_similarity(old_words, new_words) < policy.headline_similarity:
        return False
    runs = _runs(old_words, new_words)
    for left, right in runs:
        if any(word in NEGATIONS for word in right):
            return True
        if any(map(_is_loud, left)) and any(map(_is_loud, right)):
            return True
    single = [(left[0], right[0]) for left, right in runs if len(left) == len(right) == 1]
    return len(new_words) >= HEADLINE_WORDS and len(runs) == len(single) == 1 and _tells_otherwise(*single[0])


def _runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The runs of words that differ, without house style's."""
    runs: list[Run] = []
    left: list[str] = []
    right: list[str] = []
    before = ""
    for code in [*Indel.opcodes(old, new), None]:
        amid = code is not None and code.tag == "equal" and (left or right) and _OUTLETS.issuperset(new[code.dest_start : code.dest_end])
        if code is not None and (code.tag != "equal" or amid):
            left += [word for word in old[code.src_start : code.src_end] if word not in _QUIET]
            right += [word for word in new[code.dest_start : code.dest_end] if word not in _QUIET]
        elif left or right:
            following = new[code.dest_start] if code is not None and code.dest_start < len(new) else ""
            if "".join(left) != "".join(right) and not (_SAYING in (before, following) and _is_outlet(left) and _is_outlet(right)):
                runs.append((left, right))
            left, right = [], []
        if code is not None and code.tag == "equal" and not amid:
            before = new[code.dest_end - 1]
    return runs


def _is_outlet(run: Sequence[str]) -> bool:
    """Whether words name who was told, or who says so, and not what: "Northern Press", "reporters", or nobody."""
    return not run or (len(run) <= OUTLET_WORDS and run[-1] in _OUTLETS and not any(map(_is_loud, run)))


def _replaced(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Which word stands in the place of which: "is expected" in that of "has begun", the words without a meaning of their own apart."""
    if len(left) != len(right):
        left, right = ([word for word in side if word not in _FUNCTION] for side in (left, right))
    return list(zip(left, right, strict=True)) if len(left) == len(right) else []


def _is_out_of_order(moved: str, old: str, new: str) -> bool:
    """Whether a single word that goes at one place and comes at another has changed places with its like.

    "On Monday said" is "said on Monday", but 1-3 is not 3-1, and who beat whom is told by the order of names alone.
    """
    for kind in (lambda word: any(map(str.isdigit, word)), CALENDAR.__contains__):
        if kind(moved):
            return [word for word in canonical(old) if kind(word)] != [word for word in canonical(new) if kind(word)]
    return _is_name(moved, old) and _is_name(moved, new) and _names(old) != _names(new)


def _names(sentence: str) -> list[str]:
    """The words with a capital, in order, folded; the first word of all may have one for another reason."""
    found = (word.lower() for word in _CAPITALISED.findall(sentence))
    return [name for name in found if name not in LOUD]


def _weight(found: Sequence[str]) -> int:
    return sum(word not in _FUNCTION for word in found) or min(1, len(found))


def _tells_otherwise(one: str, other: str) -> bool:
    """Whether a word in another's place tells something else."""
    if _is_loud(one) or _is_loud(other):
        return one != other
    return not (one in _FUNCTION or other in _FUNCTION or _is_one_word(one, other))


def _is_other_name(one: str, old: str, other: str, new: str) -> bool:
    """Whether two words that might be forms of one are names: of those, only the possessive is a form."""
    return one != other and not _is_spelling(one, other) and _is_name(one, old) and _is_name(other, new)


def _is_name(word: str, sentence: str) -> bool:
    """Whether a folded word stands in the sentence with a capital, and not as its first word."""
    found = re.finditer(rf"\b{re.escape(word)}\b", sentence, re.IGNORECASE)
    return any(hit.group()[0].isupper() and any(map(str.isalpha, sentence[: hit.start()])) for hit in found)


def _is_loud(word: str) -> bool:
    return word in LOUD or any(map(str.isdigit, word))


def _is_one_word(one: str, other: str) -> bool:
    """Whether two words are spellings or forms of one."""
    if one == other:
        return True
    if _is_loud(one) or _is_loud(other):
        return False
    return _is_spelling(one, other) or _is_inflected(plain(one), plain(other))


def _is_spelling(one: str, other: str) -> bool:
    """Whether they differ in accents, in a possessive, in British and American ways, or in transposed letters."""
    one, other = plain(one), plain(other)
    if one == other or (min(len(one), len(other)) >= 4 and one[:2] == other[:2] and skeleton(one) == skeleton(other)):
        return True
    return len(one) == len(other) >= 6 and sorted(one) == sorted(other) and Indel.distance(one, other) <= 2


def _is_inflected(one: str, other: str) -> bool:
    stem = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        stem += 1
    stems = range(max(MIN_STEM_CHARS, stem - 2), stem + 1)
    return any(one[at:] in endings and other[at:] in endings for at in stems for endings in _ENDINGS)
