"""What of an item's paragraphs is the story, and what stands around it.

Every rule goes by form (how a line begins and ends, what stands in its brackets, its tense), never by an outlet's own strings:
captions and credits, links and prompts to the reader, bylines and sign-offs, the kicker and dek above the first real paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from streams.domain.calendar import WIRE_MONTH
from streams.domain.intake.dateline import day_of
from streams.domain.text import fold, sentences

_FULL_DATE = rf"(?:{WIRE_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {WIRE_MONTH},? \d{{4}})"
_STILL = r"(?:photos?|photographs?|images?|pictures?|screen ?(?:grab|shot|capture)s?|frame ?grabs?)"
_PICTURE = rf"(?:{_STILL}|hand-?out|footage|illustration|graphic|video)"
_CREDIT_WORD = re.compile(rf"(?i)[^\W\d_]\.? ?[/|] ?[^\W\d_]|©|\b(?:via|courtesy|credit|pool|getty|file|photographer|{_PICTURE})\b")
_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]$")
_FILE_LINE = re.compile(r"(?i)^\W*file\b(?: (?:photo|picture|image|pic))?\s*[-–—:.]")
_LABEL_LINE = re.compile(
    rf"(?i)^\W*(?:{_PICTURE}|pic|credit|caption|copyright)"
    r"(?:(?: (?:credits?|by|courtesy(?: of)?|taken by))*\s*[:|©/]| (?:taken )?by )"
)
_PLAIN_CREDIT = re.compile(r"^(?:[A-Z][\w.'’-]*+ ?){1,4}[/|] ?(?:[A-Z][\w.'’-]*+[ /]?){1,4}$")
_POINTING = re.compile(
    rf"(?i)\bin this (?:[a-z]+ ){{0,2}}{_STILL}\b|\bin an? (?:undated|file|hand-?out|combination|still) (?:[a-z]+ )?{_PICTURE}\b"
    r"|\bfile photo\b|\((?:[a-z-]+ )?(?:left|right|centre|center|[LRC])\)|\b(?:from left|left to right|l-r|clockwise)\b"
    r"|\b(?:is|are) pictured\b|\b(?:is|are) (?:seen|shown) (?:here|in th(?:is|ese))\b|\bpictured (?:here|above|below|in|on|at|with)\b"
)
"""What points at a picture."""
_SAID = re.compile(r"\b(?:said|says|told|added|announced|according to|wrote|reported)\b|[“”\"]")
_FINITE_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|will|would|could|said|says|told|took|became|began|went|came|made|won|died|fell|rose)\b"
)
_SHOWING = re.compile(
    r"(?<!\bto )(?<!\bwill )\b(?:speaks?|attends?|walks?|stands?|sits?|looks?|waves?|shakes?|gestures?|arrives?|holds?|poses?|reacts?"
    r"|delivers?|address(?:es)?|meets?|leaves?|listens?|watch(?:es)?|carr(?:y|ies)|inspects?|protests?|gathers?|march(?:es)?|rides?|works?|plays?|prays?|greets?"
    r"|hugs?|runs?|takes?|waits?|drives?|passes|pass|lies?|rests?|billows?|rises?|operating|standing|sitting|speaking|walking|looking|waiting"
    r"|seen|pictured)\b"
)
"""What people and things do in captions: the present tense of a still picture. By hand, from agencies' caption rules."""
_ENDS_DATED = re.compile(rf"\b(?:on|in|,) (?:[A-Z][a-z]+day,? )?(?P<date>{_FULL_DATE})\.?$")

_LINK_LABEL = re.compile(
    r"(?i)^\W*(?:read (?:more|also|next|the full \w+|on)|also (?:read|see|on)|see (?:also|more|related)"
    r"|more (?:on|from|in|about|stories|news|coverage)\b.*|related(?: (?:stories|articles|coverage|news|links?|topics?|content|video))?"
    r"|(?:most|more) (?:popular|read|viewed|shared|recent)|trending(?: now)?|recommended(?: for you| stories)?|editor'?s'? picks?"
    r"|top stories|latest (?:news|stories|headlines)|don'?t miss|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|watch(?: (?:live|now|the video|video|below))?|listen(?: (?:live|now))?|live updates|in pictures|explainer|click (?:here|for)\b.*"
    r"|tap here\b.*|advertisements?|sponsored(?: content)?|story continues(?: below)?(?: (?:this )?advertisement)?|continue reading"
    r"|share (?:this|on)\b.*|view (?:comments|gallery|more)|comments?|skip (?:to|past)\b.*|swipe\b.*|scroll\b.*)"
    r"(?P<tail>\s*(?:[:>»→|…]|\.{3}|-|–|—).*|\W*)$"
)
"""Labels that lead away from the story, alone on their line or before what they lead to."""
_LINK_LIST = re.compile(
    r"(?i)^\W*(?:related(?: \w+)?|more (?:on|from|in|about) .{2,40}|more (?:stories|news|coverage)"
    r"|(?:most|more) (?:popular|read|viewed|shared)|trending(?: now)?|recommended(?: \w+){0,2}"
    r"|editor'?s'? picks?|top stories|latest (?:news|stories|headlines)|also read|see also"
    r"|read (?:more|also|next)|you (?:may|might) (?:also )?like)\W*$"
)
"""Those of them that stand alone above a list of links."""
LINKS = 6
"""Of such a list."""
LINK_MAX_WORDS = 25
"""A label with a headline behind it; longer is a sentence that happens to begin so."""
_ASKS = (
    r"follow|like us|like our|join|sign(?:ing)? up|subscribe|download|click|tap|register|log in|get|support|donate|e-?mail|contact|share"
)
_IMPERATIVE = re.compile(rf"(?i)^\W*(?:please |to |for more|stay informed|want |you can |{_ASKS})")
_PROMPT = re.compile(
    rf"(?i)\b(?:{_ASKS})\b.{{0,120}}\b(?:news ?letters?|in ?box|app|twitter|facebook|instagram|whatsapp|telegram|youtube|tiktok|linkedin"
    r"|our (?:\w+ ){0,3}(?:channel|page|alerts?|podcasts?|journalism|coverage|team)|subscri(?:be|ber|bers|ption)|free trial|account"
    r"|here(?=\W*$)|reporter at)\b|^\W*(?:follow|like|join) us\b"
)
"""A request to the reader and where it leads: only both together make a prompt."""
PROMPT_MAX_WORDS = 40
"""Prompts are one or two short sentences."""
_RIGHTS = re.compile(
    r"(?i)^\W*(?:\(c\)|©|copyright\b.{0,12}\b(?:19|20)\d\d|copyright ©)|\ball rights reserved\b"
    r"|\bmay not be (?:published|reproduced|redistributed|reprinted)\b"
)
_SIGN_OFF = re.compile(
    r"(?i)^\W*(?:additional |original |further )?(?:reporting|writing|editing|compiled|edited|written|reported|produced|translat(?:ed|ion)"
    r"|graphics?)(?:,? (?:and )?(?:additional )?(?:reporting|writing|editing))* by\b"
    r"|^.{3,120}\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting|from \w+)\b.{0,40}$"
    r"|^\W*(?:with|from) (?:files|reporting|additional reporting|agenc\w+|wire)\b.{0,60}$"
)
_STAMP = re.compile(
    rf"(?i)^\W*(?:(?:first |last )?(?:published|updated|posted|modified|created)\b|{_FULL_DATE})"
    r".{0,90}(?:\d{1,2}[:.]\d\d|\d{4})[^.]*(?:\b[ap]\.m\.[^.]*)*$"
)
_DATE_WORD = (
    rf"(?:{WIRE_MONTH}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|\d{{1,4}}(?!\d)(?:st|nd|rd|th)?|[ap]\.? ?m\.?"
    r"|gmt|utc|[ecmp][sd]t|bst|ce?st|cet|ist|at|[-–/|])"
)
_DATE_LINE = re.compile(rf"(?i)^(?=.*{WIRE_MONTH})(?=.*\b(?:19|20)\d\d\b)(?:{_DATE_WORD}[\s,:.]*){{3,12}}$")
"""A line that is a date or a time and nothing else."""
_WIRE_LINE = re.compile(
    r"^(?:FROM|COMPILED FROM|BY|By|From) (?:THE |OUR |the |our )?(?:WIRE|STAFF|NEWS|AGENCY|wire|staff|news|agency)[A-Za-z ]*\W*$"
)
_BYLINE = re.compile(r"^(?:By|BY) (?P<name>[A-Z][^.!?]*(?:\b[A-Z]\.[^.!?]*)*)$")
BYLINE_MAX_WORDS = 14
"""Two names with their desks."""

_TERMINATED = re.compile(r"(?<![.!?…。！？؟।])[.!?…。！？؟।]++[\"'”’»)\]]*+$")
_QUOTE_LIKE = re.compile(r"^[\"'“‘«„]")
DISPLAY_MAX_WORDS = 32
"""The longest dek, three lines of a page's width; a longer line without a full stop is a paragraph that lost it."""
KICKER_MAX_WORDS = 25
"""Two lines of a column."""
DISPLAY_MIN_WORDS = 4
"""Shorter ones are crossheads, and lines of tables."""
DISPLAY_MAX_LINES = 3
"""Kicker, dek and a repeated headline; where more lines lack a full stop, the body is a table, a list or verse."""
CAPTION_MAX_WORDS = 90
"""Agency captions run to three sentences."""
ASIDE_MAX_CHARS = 1_000
"""The same in characters: words without end are no caption either, and no pattern is tried on them."""

Part = Literal["story", "caption", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An item's paragraphs by what they are."""

    body: tuple[str, ...]
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    captions: tuple[str, ...] = ()


def part_story(paragraphs: Sequence[str], *, headline: str, today: date, kicker: str = "", dek: str = "", byline: str = "") -> Parts:
    """Take apart what a wire sent as one text.

    Args:
        paragraphs: In order, one line each, not empty.
        headline: To drop its repetition at the top.
        today: When the desk made the item: a picture was taken before, what is announced comes after.
        kicker, dek, byline: What the wire gave in fields of their own; it wins over what stands in the text.

    Returns:
        The story's paragraphs and what was around them. Where nothing would be left of a text, it stays as it came.
    """
    story: list[str] = []
    captions: list[str] = []
    links_left = 0
    for paragraph in paragraphs:
        if not story and (name := _byline_of(paragraph)):
            byline = byline or name
            continue
        if links_left and _is_link(paragraph):
            links_left -= 1
            continue
        links_left = LINKS if _LINK_LIST.match(paragraph) else 0
        match classify(paragraph, today=today):
            case "caption":
                captions.append(paragraph)
            case "story":
                story.append(paragraph)
            case "aside":
                pass
    body, kicker, dek = _take_display(story, headline=headline, kicker=kicker, dek=dek)
    return Parts(body=tuple(body), kicker=kicker, dek=dek, byline=byline, captions=tuple(captions))


def classify(paragraph: str, *, today: date) -> Part:
    """Say whether a paragraph is told, shows a picture, or talks to the reader.

    >>> texts = ["Read more: The bridge, a history", "Lorries wait at the quay. (Ina Holm/Wirephoto)", "It closed."]
    >>> [classify(text, today=date(2026, 3, 2)) for text in texts]
    ['aside', 'caption', 'story']
    """
    count = paragraph.count(" ") + 1
    if len(paragraph) <= ASIDE_MAX_CHARS and _is_aside(paragraph, count):
        return "aside"
    if count <= CAPTION_MAX_WORDS and len(paragraph) <= ASIDE_MAX_CHARS and _is_caption(paragraph, today):
        return "caption"
    return "story"


def _is_aside(paragraph: str, count: int) -> bool:
    if count <= LINK_MAX_WORDS and (label := _LINK_LABEL.match(paragraph)):
        return not _TERMINATED.search(paragraph) or not label["tail"].strip(" .!?") or paragraph.isupper()
    if count <= PROMPT_MAX_WORDS and _IMPERATIVE.match(paragraph) and _PROMPT.search(paragraph):
        return True
    if count <= CAPTION_MAX_WORDS and _RIGHTS.search(paragraph):
        return True
    if count <= PROMPT_MAX_WORDS and any(form.match(paragraph) for form in (_SIGN_OFF, _WIRE_LINE, _DATE_LINE)):
        return True
    return count <= BYLINE_MAX_WORDS and bool(_STAMP.match(paragraph))


def _is_link(paragraph: str) -> bool:
    """Whether a paragraph below a label reads like another article's headline: short, and without an end."""
    return paragraph.count(" ") < LINK_MAX_WORDS and not _TERMINATED.search(paragraph)


def _is_caption(paragraph: str, today: date) -> bool:
    if _FILE_LINE.match(paragraph):
        return True
    if _LABEL_LINE.match(paragraph) and len(sentences(paragraph)) <= 1:
        return True
    if _PLAIN_CREDIT.match(paragraph):
        return True
    if credit := _END_BRACKET.search(paragraph):
        return _is_credit(credit.group(1), paragraph[: credit.start()].rstrip())
    if _SAID.search(paragraph):
        return False
    if _POINTING.search(paragraph) and not _FINITE_PAST.search(paragraph):
        return True
    taken = _ENDS_DATED.search(paragraph)
    if taken is None or not _SHOWING.search(paragraph) or _FINITE_PAST.search(paragraph):
        return False
    day = day_of(taken["date"], near=today)
    return day is not None and day <= today and len(sentences(paragraph)) == 1


def _is_credit(inside: str, before: str) -> bool:
    """Whether brackets that close a paragraph name who took a picture, and not a party, a ticker or an afterthought."""
    if not before or _TERMINATED.search(inside) or len(inside.split()) > 10:
        return False
    if _CREDIT_WORD.search(inside):
        return True
    names = all(word[:1].isupper() or word in ("and", "of", "the", "for", "de", "von", "van", "al", "&") for word in inside.split())
    if not names or not inside[:1].isupper():
        return False
    last = sentences(before)[-1]
    shown = before[last[0] : last[1]]
    if _SAID.search(shown):
        return False
    if re.search(_FULL_DATE, before) or _POINTING.search(before):
        return True
    return len(inside.split()) > 1 and bool(_TERMINATED.search(before)) and bool(_SHOWING.search(before))


def _byline_of(paragraph: str) -> str:
    found = _BYLINE.match(paragraph)
    if found is None or paragraph.count(" ") >= BYLINE_MAX_WORDS or _WIRE_LINE.match(paragraph):
        return ""
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in found["name"].split())
    return found["name"].strip() if capitals >= 2 and capitals * 3 >= 2 * len(found["name"].split()) else ""


def _take_display(story: list[str], *, headline: str, kicker: str, dek: str) -> tuple[list[str], str, str]:
    """Take the display lines above the first real paragraph; each field takes one line."""
    first = next((n for n, paragraph in enumerate(story) if _is_told(paragraph)), None)
    if first is None or first > DISPLAY_MAX_LINES:
        return story, kicker, dek
    given = kicker, dek
    known = {fold(headline), fold(kicker), fold(dek)} - {""}
    for line in story[:first]:
        if fold(line) in known:
            continue
        if not _is_display(line):
            return story, *given
        if not kicker and line.count(" ") < KICKER_MAX_WORDS and (_QUOTE_LIKE.match(line) or dek):
            kicker = line
        elif not dek:
            dek = line
        else:
            return story, *given
    return story[first:], kicker, dek


def _is_display(line: str) -> bool:
    """Whether a line without a full stop reads like a headline: words more than figures, one sentence, no label, no "said"."""
    tokens = line.split()
    if len(tokens) < DISPLAY_MIN_WORDS or "said" in tokens or line.endswith((":", "-", "—")):
        return False
    figures = sum(any(map(str.isdigit, token)) for token in tokens)
    return figures * 4 <= len(tokens) and len(sentences(line)) == 1


def _is_told(paragraph: str) -> bool:
    return bool(_TERMINATED.search(paragraph)) or paragraph.count(" ") >= DISPLAY_MAX_WORDS
