"""One sentence for an editor: who denied, confirmed, turned round, took back or set right what."""

import re

from schemas.enriched import ClaimMention
from schemas.filed import Evidence

MAX_QUOTED = 160
"""Characters of a sentence that a summary quotes."""
PRONOUN = re.compile(r"^(?:he|she|it|they|who|its?|his|her|their|that|which|i|we|this|there|you|our|my|your)\b", re.IGNORECASE)
DONE = {
    "denied": ("denied an earlier statement", "An earlier statement has been denied"),
    "confirmed": ("confirmed an earlier report", "An earlier report has been confirmed"),
    "reversed": ("reversed an earlier position", "An earlier position has been reversed"),
    "withdrawn": ("took back an earlier statement", "An earlier statement has been taken back"),
    "corrected": ("corrected an earlier statement", "An earlier statement has been corrected"),
}
"""What a party did; and the same where the sentence names none."""


def summary(mention: ClaimMention, before: Evidence) -> str:
    """Word a turn: with the claim itself where it is a phrase of a sentence, else with the sentence that was or is."""
    who = party(mention.speaker)
    claim = " ".join(mention.earlier.text.split()) if mention.earlier is not None else ""
    if mention.kind == "denied" and who and claim[:1].islower() and len(claim) <= MAX_QUOTED:
        return f"{who} denied {claim}."
    if mention.kind == "withdrawn" and mention.object:
        thing = known(mention.object)
        if who and who.lower() != thing.lower() and thing not in who:
            return f"{who} withdrew {thing}."
        return f"{thing[0].upper()}{thing[1:]} has been withdrawn."
    active, passive = DONE[mention.kind]
    said = quoted(before.text if mention.kind == "denied" else mention.sentence.text)
    return f"{who} {active}: “{said}”" if who else f"{passive}: “{said}”"


def party(speaker: str) -> str:
    """A speaker at the start of a sentence; "" where it is a pronoun, or hangs on one.

    >>> party("the mill's owner"), party("its makers"), party("Mara Quill")
    ("The mill's owner", '', 'Mara Quill')
    """
    name = " ".join(speaker.split())
    return name[0].upper() + name[1:] if name and not PRONOUN.match(name) else ""


def known(thing: str) -> str:
    """
    >>> known("an appeal"), known("its offer"), known("money-laundering charge")
    ('the appeal', 'its offer', 'the money-laundering charge')
    """
    text = re.sub(r"^(?:an?|some)\s+", "the ", thing, flags=re.IGNORECASE)
    return text if re.match(r"(?:the|its|his|her|their|all|both|any|this|that|these)\b", text, re.IGNORECASE) else f"the {text}"


def quoted(text: str) -> str:
    """A sentence to be quoted, cut at a word where it is long."""
    flat = " ".join(text.split())
    if len(flat) <= MAX_QUOTED:
        return flat
    return flat[:MAX_QUOTED].rsplit(" ", 1)[0].rstrip(",;:") + " …"
