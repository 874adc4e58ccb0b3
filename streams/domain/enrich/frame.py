"""A frame of speech: a cue and the phrase of whoever speaks; what those beside quotation marks and those without any have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from streams.domain.enrich import cues, names
from streams.domain.enrich.speakers import RELATIVE, SUBJECT

SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", ";"})
DASHES = frozenset({"-", "–", "—", "--"})
MAX_FRAME = 40
"""Tokens. The longest frames (a name, its office, an apposition, a hearer, a place and a day) stay below."""
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
MAX_SIGNATURE = 10
"""Tokens after the dash that signs a quote."""
MAX_NAME = 6
"""Tokens of a name with its title."""
RIGHT_OF_NOUN = frozenset({"of", "for", "to", "from", "in", "at", "with", "on", "by"})
"""Prepositions that make one name with the noun before them: "a spokesman for the board"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A cue and who it is said of."""

    cue: Tokens
    speaker: Tokens | None
    """None where the cue leans on a speaker before: "…, adding: “…”"."""
    hearer: Tokens | None = None
    kind: Literal["direct", "mixed"] = "direct"


def is_cue(token: Token, verbs: frozenset[str]) -> bool:
    return token.lower_ in verbs and (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or not token.tag_)


def is_saying(token: Token, verbs: frozenset[str] = cues.SAYING) -> bool:
    """Whether a word tells of speech, by itself or with its particle."""
    return is_cue(token, verbs) or (token.lower_ in cues.PARTICLES and has_particle(token))


def has_particle(verb: Token) -> bool:
    """Whether a verb tells of speech with its next word: "went on", "put it", "shot back"."""
    doc, at = verb.doc, verb.i + 1
    if at >= len(doc) or doc[at].lower_ not in cues.PARTICLES.get(verb.lower_, ()) or verb.pos_ not in ("VERB", "AUX", ""):
        return False
    return doc[at].lower_ != "on" or at + 1 >= len(doc) or doc[at + 1].is_punct or doc[at + 1].lower_ == "to"


def starts_according(token: Token) -> bool:
    """Whether a word opens "according to", "in the words of" or "per"; it is the one before the last, or the only one."""
    if token.i + 1 >= len(token.doc):
        return False
    if token.lower_ == "per":
        return token.nbor().pos_ == "PROPN" and (token.text == "Per" or token.nbor(-1).text == ",")
    in_the_words = token.lower_ == "words" and token.nbor().lower_ == "of" and token.i and token.nbor(-1).lower_ == "the"
    return bool(in_the_words) or (token.lower_ == "according" and token.nbor().lower_ == "to")


def first_sentence(tokens: Iterable[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in islice(tokens, MAX_FRAME):
        if token.text in SENTENCE_ENDS or token.is_space:
            break
        kept.append(token)
    return kept


def is_asked(verb: Token) -> bool:
    """Whether a verb only tells of being asked: "Asked about the pier, she said", "was told that"."""
    if verb.tag_ != "VBN" or any(child.lower_ in HAVE for child in verb.children):
        return False
    return verb.dep_ in ("advcl", "acl") or any(child.dep_ == "auxpass" for child in verb.children)


def is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def verb_first(clause: list[Token]) -> Frame | None:
    """ "said Calder, the harbour minister"."""
    cue, doc = clause[0], clause[0].doc
    start = end = cue.i + 1
    limit = clause[-1].i + 1
    if start < limit and has_particle(cue):
        start = end = start + 1
    if start < limit and doc[start].pos_ == "ADP":
        return None
    while end < limit and doc[end].text not in (",", ":", "(") and not (doc[end].text in DASHES and doc[end - 1].whitespace_):
        token = doc[end]
        stops = token.pos_ in ("ADP", "SCONJ", "ADV") and token.lower_ not in ("of", "for") and end > start
        if stops or is_finite(token) or token.lower_ in RELATIVE or (token.tag_ == "VBG" and end > start):
            break
        end += 1
    while end > start and is_day(doc[end - 1]):
        end -= 1
    speaker = doc[start:end]
    return Frame(cue=cue_of(cue), speaker=speaker) if can_speak(speaker) else None


def is_day(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def named_behind(doc: Doc, comma: int, limit: int, *, described: Token) -> int:
    """The end of a name between commas behind a noun that is none; the first comma where there isn't one."""
    at = comma + 1
    if (described.pos_ != "NOUN" and not names.is_title(described.text)) or described.tag_ in ("NNS", "NNPS"):
        return comma
    while at < min(limit, comma + 1 + MAX_NAME) and (doc[at].pos_ == "PROPN" or doc[at].text in ("-", ".")):
        at += 1
    closed = at >= limit or doc[at].text in (",", ".") or doc[at].pos_ in ("VERB", "AUX")
    return at if at > comma + 1 and closed and doc[at - 1].ent_type_ in ("PERSON", "ORG", "GPE", "") else comma


def can_speak(words: Tokens) -> bool:
    return len(words) > 0 and any(token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "") for token in words)


def cue_of(verb: Token) -> Tokens:
    """The cue with its particle or hearer: "told reporters", "went on", "put it"."""
    doc, end = verb.doc, verb.i + 1
    if end == len(doc):
        return doc[verb.i : end]
    tells = verb.lower_ in ("told", "tell", "tells", "telling") and doc[end].pos_ == "NOUN"
    end += has_particle(verb) or tells
    return doc[verb.i : end]


def hearer_of(verb: Token) -> Tokens | None:
    if verb.lower_ not in ("told", "tells", "tell", "telling"):
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "obj", "iobj", "npadvmod", "nsubj") and child.i > verb.i:
            return noun_phrase(child)
    return None


def according_to(token: Token) -> Frame | None:
    """ "according to the minister": the noun phrase behind it, by the parse or up to the next comma."""
    doc, to = token.doc, token.i + (token.lower_ != "per")
    cue = doc[token.i : to + 1]
    if to + 1 >= len(doc):
        return None
    head = next((child for child in doc[to].children if child.dep_ == "pobj"), None)
    if head is not None and head.i - to < MAX_SIGNATURE * 2:
        speaker = noun_phrase(head)
        if to < speaker.start:
            return Frame(cue=cue, speaker=speaker)
    end = to + 1
    while end < len(doc) and end - to < MAX_SIGNATURE and not (doc[end].is_punct or doc[end].is_space):
        end += 1
    return Frame(cue=cue, speaker=doc[to + 1 : end]) if end > to + 1 else None


def tells(subject: Token) -> bool:
    """Whether a subject is somebody, or a paper, that can tell something: a name, "she", "the aide", "her letter"."""
    if subject.pos_ == "PROPN":
        return subject.ent_type_ in ("PERSON", "ORG", "NORP", "")
    if subject.lower_ in ("he", "she", "they", "others", "another", "some", "many", "one") or names.is_somebody(subject.text):
        return True
    named = any(child.ent_type_ == "PERSON" and child.dep_ == "appos" for child in subject.children)
    return named or subject.lower_ in cues.PAPERS or subject.lower_ in cues.BODIES


def subject_of(verb: Token) -> Token | None:
    """Who does what a verb says: its subject, or that of the verb it leans on; for "who" the noun it stands for.

    Returns:
        The head of the subject; None where the verb is passive without an agent, or has none.
    """
    at = verb
    for _ in range(6):
        passive = at.tag_ == "VBN"  # parsers call "replied by email" an agent as well
        agent = next((c for child in at.children if passive and child.dep_ == "agent" for c in child.children if c.dep_ == "pobj"), None)
        if agent is not None:
            return agent
        subjects = [child for child in at.children if child.dep_ in SUBJECT]
        if subjects:
            titled = names.is_title(subjects[0].text)  # "The premier, Ines Calder said": both hang on the verb
            subject = subjects[0] if titled else max(subjects, key=lambda child: (child.i < at.i, child.i))
            if subject.dep_ == "nsubjpass" and at.lower_ != "quoted":
                return None
            if subject.lower_ in RELATIVE:
                return at.head if at.dep_ == "relcl" else None
            return subject
        if at.dep_ == "acl":
            return at.head if at.tag_ in ("VBG", "VBD", "VBZ") else None
        if at.dep_ == "conj" and (outer := rejoined(at)) is not None:
            at = outer
            continue
        if at.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis") or at.head == at:
            return None
        if at.dep_ == "ccomp" and at is not verb:
            return None
        at = at.head
    return None


def rejoined(verb: Token) -> Token | None:
    """The verb of saying that a second one really goes with: parsers hang "and called it “…”" below what was said before.

    A verb without a subject, joined to the clause of an outer verb of saying and in the outer one's tense, is the outer speaker's.
    """
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or verb.lower_ not in cues.SAYING | cues.PORTRAYING:
        return None
    outer = clause.head
    if outer.lower_ not in cues.COMPLEMENT or verb.tag_ != outer.tag_ or (clause.tag_ == verb.tag_ and clause.lower_ in cues.SAYING):
        return None
    return None if has_subject(verb) else outer


def noun_phrase(head: Token) -> Tokens:
    """A noun with what makes its name: title, owner, "of …"; no relative clause, no apposition."""
    doc, start, end = head.doc, head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in ("det", "compound", "amod", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "appos"):
            start = min(start, child.left_edge.i)
    for child in head.rights:
        gap = doc[end : child.left_edge.i]
        if any(token.is_punct and token.text != "-" for token in gap):
            break
        whole = (child.dep_ == "prep" and child.lower_ in RIGHT_OF_NOUN) or child.dep_ == "amod"
        if not (whole or child.dep_ in ("case", "cc", "conj", "flat", "appos")):
            break
        end = child.right_edge.i + 1 if whole else child.i + 1
    for token in reversed(doc[start : head.i]):
        if (token.text in DASHES and token.text != "-") or token.is_space:
            start = token.i + 1
            break
    for token in doc[head.i + 1 : end]:
        if token.text in (",", "(", ")", "“", '"') or token.is_space:
            end = token.i
            break
    if end < len(doc) and doc[end].text == "," and (end == head.i + 1 or names.is_somebody(head.text)):
        end = named_behind(doc, end, len(doc), described=head)
    return doc[start:end]


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECT for child in verb.children)
