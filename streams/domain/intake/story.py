"""What of an item's paragraphs is the story, and what stands around it.

Every rule goes by form (how a line begins and ends, what stands in its brackets, its tense), never by an outlet's own strings:
captions and credits, links and prompts to the reader, bylines and sign-offs, the kicker and dek above the first real paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from streams.domain.text import fold, sentences

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_FULL_DATE = rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})"
_PICTURE = r"(?:photos?|photographs?|images?|pictures?|handout|hand-out|screen ?(?:grab|shot|capture)|frame ?grab|footage|illustration|graphic|video)"
_CREDIT_WORD = re.compile(
    rf"(?i)[/©|]|\bvia\b|\bcourtesy\b|\b{_PICTURE}\b|\b(?:credit|pool|getty|file)\b|\bphoto(?:s|grapher)?\b"  # the one trade name that became a word
)
_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]$")
_FILE_LINE = re.compile(r"(?i)^\W*file\b(?: (?:photo|picture|image|pic))?\s*[-–—:.]")
_LABEL_LINE = re.compile(rf"(?i)^\W*(?:{_PICTURE}|pic|credit|caption|copyright)(?: (?:credits?|by|courtesy(?: of)?|taken by))*\s*[:|©/]")
_PLAIN_CREDIT = re.compile(r"^(?:[A-Z][\w.'’-]+ ){1,4}[/|] ?(?:[A-Z][\w.'’-]*[ /]?){1,4}$")
_POINTING = re.compile(
    r"(?i)\bin (?:this|an?) (?:undated |file |handout |combination |still |[a-z]+ ){0,2}"
    + _PICTURE
    + r"\b|\((?:[a-z-]+ )?(?:left|right|centre|center|[LRC])\)"
    r"|\b(?:from left|left to right|l-r|clockwise)\b|\b(?:is|are) (?:pictured|seen|shown)\b|\bpictured (?:here|above|below|in|on|at|with)\b|\bfile photo\b"
)
_SAID = re.compile(r"\b(?:said|says|told|added|announced|according to|wrote|reported)\b|[“”\"]")
_FINITE_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|will|would|could|said|says|told|took|became|began|went|came|made|won|died|fell|rose)\b"
)
_SHOWING = re.compile(
    r"\b(?:speaks?|attends?|walks?|stands?|sits?|looks?|waves?|shakes?|gestures?|arrives?|holds?|poses?|reacts?|delivers?|address(?:es)?|meets?"
    r"|leaves?|listens?|watch(?:es)?|carr(?:y|ies)|inspects?|protests?|gathers?|march(?:es)?|rides?|works?|plays?|prays?|greets?|hugs?|runs?|takes?"
    r"|drives?|passes|pass|lies?|rests?|billows?|rises?|operating|standing|sitting|speaking|walking|looking|waiting|seen|pictured)\b"
)
"""What people and things do in captions: the present tense of a still picture. By hand, from agencies' caption rules."""
_ENDS_DATED = re.compile(rf"\b(?:on|in|,) (?:[A-Z][a-z]+day,? )?{_FULL_DATE}\.?$")

_LINK_LABEL = re.compile(
    r"(?i)^\W*(?:read (?:more|also|next|the full \w+|on)|also (?:read|see|on)|see (?:also|more|related)|more (?:on|from|in|about|stories|news|coverage)\b.*"
    r"|related(?: (?:stories|articles|coverage|news|links?|topics?|content|video))?|(?:most|more) (?:popular|read|viewed|shared|recent)|trending(?: now)?"
    r"|recommended(?: for you| stories)?|editor'?s'? picks?|top stories|latest (?:news|stories|headlines)|don'?t miss|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|watch(?: (?:live|now|the video|video|below))?|listen(?: (?:live|now))?|live updates|in pictures|explainer|click (?:here|for)\b.*|tap here\b.*"
    r"|advertisements?|sponsored(?: content)?|story continues(?: below)?(?: (?:this )?advertisement)?|continue reading|share (?:this|on)\b.*|view (?:comments|gallery|more)|comments?"
    r"|skip (?:to|past)\b.*|swipe\b.*|scroll\b.*)"
    r"(?P<tail>\s*(?:[:>»→|…]|\.{3}|-|–|—).*|\W*)$"
)
LINK_MAX_WORDS = 25
"""A label with a headline behind it; longer is a sentence that happens to begin so."""
_PROMPT = re.compile(
    r"(?i)^\W*(?:(?:please|to|you can|stay informed|get|want|for more)\b.{0,80}?)?\b(?:follow|like|join|sign(?:ing)? up|subscribe|download|click|tap|register|log in|get|support|donate|e-?mail|contact|share)\b"
    r".{0,120}\b(?:news ?letters?|in ?box|app\b|twitter|facebook|instagram|whatsapp|telegram|youtube|tiktok|linkedin|our (?:\w+ ){0,3}(?:channel|page|alerts?|podcasts?|journalism|coverage|team)"
    r"|(?:follow|like|join) us|subscri(?:be|ber|bers|ption)|free trial|account|here\b|reporter at)"
)
PROMPT_MAX_WORDS = 40
"""Prompts are one or two short sentences."""
_IMPERATIVE = re.compile(
    r"(?i)^\W*(?:please |to |for more|stay informed|get |want |you can |follow|like|join|sign up|subscribe|download|click|tap|register|log in|support|donate|e-?mail|contact|share)"
)
_RIGHTS = re.compile(
    r"(?i)^\W*(?:\(c\)|©|copyright\b.{0,12}\b(?:19|20)\d\d|copyright ©)|\ball rights reserved\b|\bmay not be (?:published|reproduced|redistributed|reprinted)\b"
)
_SIGN_OFF = re.compile(
    r"(?i)^\W*(?:additional |original |further )?(?:reporting|writing|editing|compiled|edited|written|reported|produced|translat(?:ed|ion)|graphics?)"
    r"(?:,? (?:and )?(?:additional )?(?:reporting|writing|editing))* by\b"
    r"|^.{3,120}\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting|from \w+)\b.{0,40}$|^\W*(?:with|from) (?:files|reporting|additional reporting|agenc\w+|wire)\b.{0,60}$"
)
_STAMP = re.compile(
    rf"(?i)^\W*(?:(?:first |last )?(?:published|updated|posted|modified|created)\b|{_FULL_DATE}).{{0,90}}(?:\d{{1,2}}[:.]\d\d|\d{{4}})[^.]*(?:\b[ap]\.m\.[^.]*)*$"
)
_WIRE_LINE = re.compile(
    r"^(?:FROM|COMPILED FROM|BY|By|From) (?:(?:THE |OUR |the |our )?(?:WIRE|STAFF|NEWS|AGENCY|wire|staff|news|agency)[A-Za-z ]*)\W*$"
)
_BYLINE = re.compile(r"^(?:By|BY) (?P<name>[A-Z][^.!?]*(?:\b[A-Z]\.[^.!?]*)*)$")
BYLINE_MAX_WORDS = 14
"""Two names with their desks."""

_TERMINATED = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*$")
_QUOTE_LIKE = re.compile(r"^[\"'“‘«„]")
DISPLAY_MAX_WORDS = 45
"""The longest dek; a longer line without a full stop is a paragraph that lost it."""
DISPLAY_MAX_LINES = 3
"""Kicker, dek and a repeated headline; where more lines lack a full stop, the body is a table, a list or verse."""
CAPTION_MAX_WORDS = 90
"""Agency captions run to three sentences."""

Part = Literal["story", "caption", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An item's paragraphs by what they are."""

    body: tuple[str, ...]
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    captions: tuple[str, ...] = ()


def part_story(paragraphs: Sequence[str], *, headline: str, kicker: str = "", dek: str = "", byline: str = "") -> Parts:
    """Take apart what a wire sent as one text.

    Args:
        paragraphs: In order, one line each, not empty.
        headline: To drop its repetition at the top.
        kicker, dek, byline: What the wire gave in fields of their own; it wins over what stands in the text.

    Returns:
        The story's paragraphs and what was around them. Where nothing would be left of a text, it stays as it came.
    """
    story: list[str] = []
    captions: list[str] = []
    for paragraph in paragraphs:
        if not story and (name := _byline_of(paragraph)):
            byline = byline or name
            continue
        match classify(paragraph):
            case "caption":
                captions.append(paragraph)
            case "story":
                story.append(paragraph)
            case "aside":
                pass
    body, kicker, dek = _take_display(story, headline=headline, kicker=kicker, dek=dek)
    return Parts(body=tuple(body), kicker=kicker, dek=dek, byline=byline, captions=tuple(captions))


def classify(paragraph: str) -> Part:
    """Say whether a paragraph is told, shows a picture, or talks to the reader.

    >>> [classify(p) for p in ["Read more: The bridge, a history", "Lorries wait at the quay. (Ina Holm/Wirephoto)", "It closed."]]
    ['aside', 'caption', 'story']
    """
    count = paragraph.count(" ") + 1
    if _is_aside(paragraph, count):
        return "aside"
    if count <= CAPTION_MAX_WORDS and _is_caption(paragraph):
        return "caption"
    return "story"


def _is_aside(paragraph: str, count: int) -> bool:
    if count <= LINK_MAX_WORDS and (label := _LINK_LABEL.match(paragraph)):
        return not _TERMINATED.search(paragraph) or not label["tail"].strip(" .!?") or paragraph.isupper()
    if count <= PROMPT_MAX_WORDS and _IMPERATIVE.match(paragraph) and _PROMPT.match(paragraph):
        return True
    if count <= CAPTION_MAX_WORDS and _RIGHTS.search(paragraph):
        return True
    if count <= PROMPT_MAX_WORDS and (_SIGN_OFF.match(paragraph) or _WIRE_LINE.match(paragraph)):
        return True
    return count <= BYLINE_MAX_WORDS and bool(_STAMP.match(paragraph))


def _is_caption(paragraph: str) -> bool:
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
    return bool(
        _ENDS_DATED.search(paragraph)
        and _SHOWING.search(paragraph)
        and not _FINITE_PAST.search(paragraph)
        and len(sentences(paragraph)) == 1
    )


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
    dated = bool(re.search(_FULL_DATE, before)) or bool(_POINTING.search(before))
    return (dated or bool(_TERMINATED.search(before))) and not _SAID.search(shown) and (dated or bool(_SHOWING.search(before)))


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
    known = {fold(headline), fold(kicker), fold(dek)} - {""}
    kept: list[str] = []
    for line in story[:first]:
        if fold(line) in known:
            continue
        if _QUOTE_LIKE.match(line) and not kicker:
            kicker = line
        elif not dek and not line.endswith((":", "-", "—")):
            dek = line
        elif not kicker and not line.endswith((":", "-", "—")):
            kicker = line
        else:
            kept.append(line)
    return kept + story[first:], kicker, dek


def _is_told(paragraph: str) -> bool:
    return bool(_TERMINATED.search(paragraph)) or paragraph.count(" ") >= DISPLAY_MAX_WORDS
