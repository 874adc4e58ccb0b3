"""Sentences that talk about the text or to the reader: they come and go with the outlet, and tell nothing of the story.

Intake takes such paragraphs out; here the same is asked of single sentences, of which some stand within a paragraph, and of more forms,
since here a mistake costs nothing but an alert: the sentence stays in the text.
"""

import re
from datetime import date

from streams.domain.intake.story import classify

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
        r"(?i)\b(?:our|the) (?:free |daily |weekly |morning )*newsletters?\b.*\b(?:sign|subscri|inbox|deliver)|\bsubscribe (?:to|now)\b"
    ),
)
"""What outlets write around a story: where it was first, that more follows, where to read on, whom to write to, who wrote it, signs of
its end, prompts. By form, from agencies' and newspapers' pages."""
_TELLS = re.compile(r"(?i)\bcorrect(?:s|ed|ion|ly)?\b|\bclarif|\bretract|\bwithdrawn\b|\bearlier version\b|\bmisstated\b|\bin error\b")
"""Words of a correction's notice, which is news however it begins."""


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
    return any(form.search(sentence) for form in _FORMS) or classify(sentence, today=today) == "aside"
