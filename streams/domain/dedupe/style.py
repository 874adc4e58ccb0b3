"""House style: what agencies' style books have different words for, made one.

Numbers in words, short forms, money, dates, contractions, British and American spelling, the dateline.
"""

import re
import unicodedata
from functools import lru_cache

from streams.domain.calendar import WIRE_MONTH
from streams.domain.text import words

_UNITS, _TENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
VALUES = {word: str(n) for n, word in enumerate(_UNITS.split())} | {word: str(10 * n) for n, word in enumerate(_TENS.split(), start=2)}
"""Number words and their figures."""
_STYLES = (
    "say says said saying tell tells told state states stated add adds added",
    "expected likely due set",
    "approximately roughly about around some",
    "percent pct",
    "while whilst",
    "toward towards",
    "though although",
    "start started begin began starting beginning",
    "kids children",
    "okay ok",
)
_STYLE = {word: group.split()[0] for group in _STYLES for word in group.split()}
"""Words that desks write for one another. By hand, from agency style books."""
_SHORT = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july", "aug": "august",
    "oct": "october", "nov": "november", "dec": "december",
    "sept": "september", "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thurs": "thursday",
    "fri": "friday", "mln": "million", "cts": "cent", "cents": "cent", "dlr": "dollar", "dlrs": "dollar", "dollars": "dollar",
    "pounds": "pound", "stg": "pound", "euros": "euro", "km": "kilometre", "kilometres": "kilometre", "kilometers": "kilometre",
    "kilometer": "kilometre", "bn": "billion", "bln": "billion", "st": "street", "ave": "avenue", "gov": "governor", "sen": "senator",
    "rep": "representative", "gen": "general", "prof": "professor", "vs": "versus", "dept": "department",
}  # fmt: skip
"""Short forms that a style book writes out or in. By hand."""
KEPT_READY = 1024
"""Sentences of which the words are kept: each is compared with several others, and those again with the next version."""
_DIGIT = re.compile(r"\d")
_CONTRACTED = re.compile(r"\b(\w+)n't\b")
_CARDINAL = re.compile(r"\d{1,3}(?:,\d{3})+")
_MONEY = re.compile(r"([$£€¥])\s?(\d(?:[\d.,]*\d)?)(\s?(?:million|billion|trillion|mln|bln|bn|tn|mn|m)\b)?", re.IGNORECASE)
_MINUS = re.compile(r"(?<![\w-])[-−](?=\d)")
_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_SCALED = re.compile(r"(?<=\d)(m|mn|bn|tn)\b")
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_ORDINAL_DATE = re.compile(rf"(?i)\b({WIRE_MONTH} \d{{1,2}})(?:st|nd|rd|th)\b")
_DAY_FIRST = re.compile(rf"(?i)\b(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({WIRE_MONTH})(?![\w.]* \d{{1,2}}\b)\b")
_CONVERTED = re.compile(
    r"(?<=[a-z°]) \((?:about |some |around |roughly )?[$£€]?\d[\d.,]*(?: (?:million|billion))? ?-?(?:miles?|mph|feet|ft|inch(?:es)?|yards?"
    r"|pounds?|lbs?|acres?|gallons?|km|kilomet\w+|kph|met(?:re|er)s?|cent\w+|kg|kilogram\w*|tonnes?"
    r"|tons|hectares?|lit(?:re|er)s?|degrees? \w+|[FC]|dollars?|euros?)?\)"
)
"""A measure or a sum in other units, in brackets behind it."""
_DATELINE = re.compile(
    r"^\W*(?:[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,4}|[A-Z][\w.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,3}(?=,? (?:\(|"
    + WIRE_MONTH
    + rf" \d)))(?:,? {WIRE_MONTH} \d{{1,2}})?(?:,? \([\w ./-]{{2,30}}\))?\s*(?:[—–]|-{{1,2}}|:)\s+"
)
"""Place in capitals, or with a date or an agency in brackets behind it, then a dash or a colon."""
_AMERICAN = (
    ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("ogue", "og"), ("ence", "ense"), ("aeo", "eo"),
    ("amme", "am"), ("cheque", "check"), ("tyre", "tire"), ("grey", "gray"), ("plough", "plow"), ("sceptic", "skeptic"),
    ("alumini", "alumin"), ("mould", "mold"),
)  # fmt: skip
"""British spellings and what Americans write. By hand."""


@lru_cache(maxsize=KEPT_READY)
def canonical(text: str) -> tuple[str, ...]:
    """Words as house styles agree on them: "ten" is 10, "Sept" is September, "isn't" is "is not", "$5m" is "5 million dollars".

    >>> canonical("It isn’t $5m, said ten") == canonical("It is not 5 mln dlrs, says 10")
    True
    """
    text = text.replace("’", "'").replace("per cent", "percent").replace("%", " percent")
    if "n't" in text:
        text = _CONTRACTED.sub(r"\1 not", text)
    if _DIGIT.search(text):
        text = _MINUS.sub("minus ", text)
        text = _SCALED.sub(_scale, _MONEY.sub(_spoken, _CARDINAL.sub(_plain_figure, text)))
        text = _ORDINAL_DATE.sub(r"\1", _DAY_FIRST.sub(r"\2 \1", text))
    return tuple([VALUES.get(word) or _SHORT.get(word) or _STYLE.get(word) or word for word in words(text)])


def without_dateline(sentence: str) -> str:
    """A sentence without the place and date that its desk wrote before it.

    >>> without_dateline("TARN, March 3 (Meridian) - It rained."), without_dateline("Tarn: a city")
    ('It rained.', 'Tarn: a city')
    """
    return _DATELINE.sub("", _DATELINE.sub("", sentence, count=1), count=1)


def without_conversions(old: str, new: str) -> tuple[str, str]:
    """Two wordings without the measures in brackets that only one of them has.

    >>> without_conversions("The wall is 10 km long.", "The wall is 10 km (6 miles) long.")
    ('The wall is 10 km long.', 'The wall is 10 km long.')
    """
    if len(_CONVERTED.findall(old)) == len(_CONVERTED.findall(new)):
        return old, new
    return _CONVERTED.sub("", old), _CONVERTED.sub("", new)


def _plain_figure(found: re.Match[str]) -> str:
    return found.group().replace(",", "")


def _spoken(found: re.Match[str]) -> str:
    sign, figure, scale = found.groups()
    return f"{figure}{scale or ''} {_CURRENCIES[sign]}"


def _scale(found: re.Match[str]) -> str:
    return f" {_SCALES[found.group()]}"


def skeleton(word: str) -> str:
    """What British and American spellings share: one l for two, -or for -our, -er for -re, z for s; no possessive."""
    word = re.sub(r"'s?$", "", word)
    for british, american in _AMERICAN:
        word = word.replace(british, american)
    return re.sub(r"(.)\1", r"\1", re.sub(r"re$", "er", word))


def plain(word: str) -> str:
    """Without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
