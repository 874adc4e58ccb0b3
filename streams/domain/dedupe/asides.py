"""Sentences that talk about the text or to the reader: they come and go with the outlet, and tell nothing of the story.

Intake takes such paragraphs out; here the same is asked of single sentences, of which some stand within a paragraph, and of more forms,
since here a mistake costs nothing but an alert: the sentence stays in the text.
"""

import re
from datetime import date

from streams.domain.dedupe.wording import LOUD
from streams.domain.intake.story import classify
from streams.domain.text import words

MAX_CHARS, MAX_WORDS = 240, 30
"""Longer ones have something to tell, too."""
_TEXT = r"(?:story|article|report|item|piece|dispatch|post|version|column)"
_MADE = r"(?:published|appeared|produced|written|translated|provided|distributed|republished|reprinted|syndicated|supplied|updated)"
_WRITER = r"(?:reporter|correspondent|staff writer|columnist|freelance journalist|freelance writer|contributor|editor)"
_FORMS = (
    re.compile(rf"(?i)^\W*(?:this|the) (?:\w+ )?{_TEXT} (?:was|is|has been|first|originally|also)\b.{{0,40}}\b{_MADE}\b"),
    re.compile(
        rf"(?i)\b(?:developing|breaking) (?:news )?{_TEXT}\b|\bmore details? (?:will|to) follow\b"
        r"|^\W*(?:more (?:soon|to (?:come|follow)|follows)|developing|check back)\b[^,]{0,40}$"
    ),
    re.compile(
        r"(?i)^\W*(?:for (?:more|all|full|further)|to (?:read|see|hear|learn|find out|contact|reach|support)|read|see|visit|find|watch)\b"
        r".*(?:\b(?:our|www|https?|website|online|here)\b|\.(?:com|org|net|co|news)\b)"
    ),
    re.compile(
        r"(?i)\b(?:can be (?:reached|contacted|followed)|(?:e-?mail|contact|reach|follow|write to) (?:the |our )?\w+(?: \w+)?)"
        r" (?:at|on|via)\b.*[@.]\w"
    ),
    re.compile(r"(?i)(?:^|\s)(?:https?://|www\.)\S+\W*$|^\W*(?:on )?(?:twitter|x|facebook|instagram)\s*:?\s*@\w+\W*$"),
    re.compile(
        rf"^\W*(?:[A-Z][\w.'’-]+ ){{2,3}}(?:is|was) (?:[\w’'-]+ ){{1,5}}{_WRITER}\b"
        r"(?: (?:for|at|in) [^,]{2,60})?\W*$"
    ),
    re.compile(r"^\W*(?:[A-Z][\w.'’-]+ ){2,3}(?:covers|reports on|writes about) [^,]{2,80} for [^,]{2,60}\W*$"),
    re.compile(r"(?i)^\W*(?:source|via|credit|copyright)\s*:\s*[^.]{2,60}\W*$|^\W*(?:-+ ?30 ?-+|#+|ends?|\(ends?\)|\(more\))\W*$"),
    re.compile(
        r"(?i)^\W*(?:please )?(?:join|follow|call|text|tell|e-?mail|write (?:to )?|contact|support|stay with|keep up with|check|visit|share"
        r"|send|listen to|watch|like|help|ask|find)(?: (?:\w+|with|to)){0,2} (?:us|our)\b[^\"“”]*$"
        r"|^\W*(?:please )?(?:e-?mail|write to|contact|call|text) \S+@\S+\W*$"
        r"|^\W*(?:follow|like|find) (?:us|@\w+)\b[^\"“”]*$"
        r"|^\W*(?:become|be) an? (?:\w+ )?(?:member|subscriber|supporter)\b[^\"“”]*$"
        r"|^\W*(?:please )?(?:click|tap|scroll|swipe|log in|sign in|sign up|register|subscribe|download)\b[^\"“”]{0,90}$"
        r"|^\W*to (?:comment|subscribe|read|watch|listen|join|donate|reply|respond|share|see|continue)\b[^,]{0,30}, "
        r"(?:please )?(?:click|tap|log|sign|register|visit|go|call|e-?mail|subscribe)\b"
        r"|^\W*(?:you can|readers can|listeners can) (?:also )?(?:read|listen|watch|find|follow|sign|subscribe|contact|see|hear|join)\b"
        r"[^\"“”]*\b(?:our|here|below|above|podcast|website|newsletter|app)\b"
        r"|^\W*(?:read|see|watch|listen|view|hear)(?: \w+){1,4} (?:above|below|here)\b[^,\"“”]{0,30}$"
    ),
    re.compile(
        r"(?i)^\W*(?:(?:do|have|are|did|would|can|will) you|got|have|want|need|like|enjoy(?:ed)?|miss(?:ed)?"
        r"|what do you)\b[^,\"“”]{2,60}\?\W*$"
    ),
    re.compile(
        r"(?i)^\W*(?:(?:story|article|content|post|text) continues|continue reading|keep reading|read more|see more|show more|advertisement"
        r"|sponsored|promoted|scroll (?:down )?(?:to|for))\b[^.,;:]{0,50}\W*$"
        r"|^\W*[+]?\d+ ?(?:chars?|characters|words|more)\W*$"
        r"|^\W*\d+ (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)\.? (?:ago|read|listen|watch|video)\W*$"
        r"|^\W*with (?:reports?|reporting|agencies|files|additional reports?) (?:from|by)\b[^.]{2,60}\W*$"
    ),
    re.compile(
        r"(?i)\b(?:our|the) (?:free |daily |weekly |morning )*newsletters?\b.*\b(?:sign|subscri|inbox|deliver)|\bsubscribe (?:to|now)\b"
    ),
)
"""What outlets write around a story: where it was first, that more follows, where to read on, whom to write to, who wrote it, signs of
its end, prompts. By form, from agencies' and newspapers' pages."""
PROMPT_CHARS = 60
_PROMPT_WORDS = ("more", "cont", "chars", "characters", "words", "read", "see ", "view", "show", "learn")
_PROMPT = re.compile(
    r"(?i)\s*(?:\((?:more|continued|cont(?:'?d)?\.?)\)|[\[(]?(?:…|\.{3})?\s*\+?\d+ (?:more )?(?:chars|characters|words)[\])]"
    r"|(?:…|\.{3})?\s*(?:(?<=[.!?…”\"] )|(?<=\n))(?:read|see|view|show|learn) (?:more|on|the (?:rest|full \w+)|full (?:story|article))"
    r"|(?:…|\.{3})?\s*(?<=\s)(?:continue|keep) reading)[\s»>→.…)\]]*$"
)
LABEL_WORDS, CROSSHEAD_WORDS = 8, 4
"""Of lines without a full stop: of names (two writers and their paper), and of others."""
_SMALL = frozenset(["and", "of", "in", "at", "the", "for", "by", "on", "from", "with", "de", "la", "von", "van", "der"])
_ENDED = re.compile(r"[.!?:。！？…][\"'”’»)\]]*\s*$")
_TELLS = re.compile(r"(?i)\bcorrect(?:s|ed|ion|ly)?\b|\bclarif|\bretract|\bwithdrawn\b|\bearlier version\b|\bmisstated\b|\bin error\b")
"""Words of a correction's notice, which is news however it begins."""


def without_prompt(text: str) -> str:
    """A text without the invitation that stands behind where it was cut.

    >>> [without_prompt(text) for text in ("It rained. (more)", "It rained and … Read more", "Tarn Inc. [+120 chars]", "More is read.")]
    ['It rained.', 'It rained and', 'Tarn Inc.', 'More is read.']
    """
    end = text[-PROMPT_CHARS:].lower()
    if not any(map(end.__contains__, _PROMPT_WORDS)):
        return text
    found = _PROMPT.search(text, max(0, len(text) - PROMPT_CHARS))
    return text[: found.start()] if found else text


def _is_label(line: str) -> bool:
    """Whether a line without an end names something and tells nothing: a section, a writer, an agency, a crosshead.

    >>> [_is_label(line) for line in ("BUSINESS | DEALS", "Ida Moss and Tom Quill, Ellery Courier", "What we know", "Two rescuers missing")]
    [True, True, True, False]
    """
    if _ENDED.search(line):
        return False
    found = words(line)
    if any(word in LOUD or any(map(str.isdigit, word)) for word in found):
        return False
    named = all(token[:1].isupper() or token.lower() in _SMALL or not token[:1].isalpha() for token in line.split())
    return len(found) <= (LABEL_WORDS if named else CROSSHEAD_WORDS)


def is_aside(sentence: str, *, today: date) -> bool:
    """Whether a sentence is no part of the story.

    Args:
        sentence: As it stands.
        today: When the desk made the item.

    >>> told = ["This story was first published by the Ellery Courier.", "This story has been corrected: the toll is 12."]
    >>> [is_aside(text, today=date(2026, 3, 2)) for text in told]
    [True, False]
    """
    if len(sentence) > MAX_CHARS or sentence.count(" ") >= MAX_WORDS or _TELLS.search(sentence):
        return False
    if _is_label(sentence):
        return True
    return any(form.search(sentence) for form in _FORMS) or classify(sentence, today=today) == "aside"
