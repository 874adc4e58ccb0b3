"""Frames without quotation marks, and what stands in them: "officials said that …", "according to the board". Read from the parse."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from streams.domain.enrich import cues
from streams.domain.enrich.frame import (
    MAX_FRAME,
    SENTENCE_ENDS,
    Frame,
    according_to,
    cue_of,
    first_sentence,
    has_subject,
    hearer_of,
    is_asked,
    is_finite,
    is_saying,
    noun_phrase,
    rejoined,
    starts_according,
    subject_of,
    verb_first,
)
from streams.domain.enrich.reading import sentence_of, tokens_among
from streams.domain.enrich.speakers import GENERIC, RELATIVE

MAX_HEARER = 12
"""Tokens between a verb of saying and its "that"."""
HOLDING = cues.COMPLEMENT | cues.COMMITTING
UNSAID = frozenset({"whether", "if", "why", "how", "what", "when", "where", "who"})
"""What follows "did not say" where the words were never said."""


def frames(doc: Doc, outside: Sequence[bool]) -> Iterator[tuple[Frame, list[Tokens]]]:
    """Speech without marks: frames of the parse with what they hold.

    Args:
        doc: With a dependency parse.
        outside: For each token whether it stands outside quotation marks.
    """
    for token in tokens_among(doc, OPENING):
        if not outside[token.i] or is_asked(token):
            continue
        if starts_according(token):
            frame = according_to(token)
            if frame is not None and (content := _around(frame)):
                yield frame, content
        elif is_saying(token, HOLDING):
            frame = _parsed(token)
            if frame is not None and (content := _complement(token, frame)):
                yield frame, content


ACCORDING = frozenset({"according", "words", "per"})
"""The words that may open one of these, with others around them."""
OPENING = HOLDING | frozenset(cues.PARTICLES) | ACCORDING
"""The words that may make a frame without marks."""


def _parsed(verb: Token) -> Frame | None:
    doc = verb.doc
    if doc[verb.i - 1].text == "," and verb.i + 1 < len(doc) and (doc[verb.i + 1].pos_ == "PROPN" or doc[verb.i + 1].lower_ == "the"):
        inverted = verb_first(first_sentence(doc[verb.i : sentence_of(verb).end]))
        if inverted is not None and inverted.speaker is not None and _stops(doc, inverted.speaker.end):
            return inverted
    subject = subject_of(verb)
    if subject is None or subject.lower_ in GENERIC - {"it"}:
        return None
    if subject.lower_ == "it" and verb.lower_ not in cues.SAYING:
        return None
    if any(child.dep_ == "neg" for child in verb.children) and any(t.lower_ in UNSAID for t in verb.doc[verb.i + 1 : verb.i + 3]):
        return None
    return Frame(cue=cue_of(verb), speaker=noun_phrase(subject), hearer=hearer_of(verb))


def _stops(doc: Doc, at: int) -> bool:
    return at >= len(doc) or doc[at].is_punct or doc[at].is_space


def _complement(verb: Token, frame: Frame) -> list[Tokens]:
    """What a verb of saying holds: the clause behind it, or the sentence around "…, she said, …"."""
    if verb.lower_ in cues.COMPLEMENT:
        if _enclosed(frame, verb) or _as_they_say(verb):
            return _around(frame, verb)
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if clause is None and (verb.tag_ == "VBG" or is_asked(verb)) and verb.dep_ == "advcl":
            return []
        behind = frame.speaker is not None and frame.speaker.start > verb.i
        if (clause is not None and clause.i < verb.i) or (clause is None and verb.dep_ == "parataxis") or behind:
            return _around(frame, verb)
        start = _opening(verb, clause)
        if start is not None:
            return [tokens for tokens in [trim(verb.doc[start : _closing(verb, clause, start)])] if len(tokens) > 1]
    if verb.lower_ in cues.COMMITTING:
        clause = next((child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i), None)
        if clause is not None and any(child.lower_ == "to" for child in clause.children):
            return [trim(verb.doc[max(clause.left_edge.i, verb.i + 1) : clause.right_edge.i + 1])]
    return []


def _as_they_say(verb: Token) -> bool:
    """Whether a frame opens with "as": "As Calder told the board, …"."""
    return verb.dep_ == "advcl" and any(child.lower_ == "as" and child.i < verb.i for child in verb.children)


def _opening(verb: Token, clause: Token | None) -> int | None:
    """Where the clause behind a verb begins: at its "that", which the parser may have hung elsewhere, or at its first word."""
    doc = verb.doc
    for token in doc[verb.i + 1 : min(sentence_of(verb).end, verb.i + MAX_HEARER)]:
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "nsubjpass", "det", "dobj") and token.tag_ != "DT":
            return token.i
        if token.pos_ in ("VERB", "AUX") or token.text in (":", ";", '"', "“"):
            break
    return None if clause is None else max(clause.left_edge.i, verb.i + 1)


def _closing(verb: Token, clause: Token | None, start: int) -> int:
    """Where it ends: with the sentence, unless the speaker does something else in it."""
    doc, end = verb.doc, sentence_of(verb).end
    if verb.dep_ != "ROOT" and clause is not None:
        end = clause.right_edge.i + 1
    for token in doc[start:end]:
        joined = token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")
        leaves = joined and (token.head == verb or rejoined(token) is not None) and not has_subject(token)
        adds = token.tag_ == "VBG" and token.lower_ in cues.SAYING and doc[token.i - 1].text == ","
        says = joined and token.head == verb and token.lower_ in cues.SAYING
        if leaves or adds or says or (starts_according(token) and "," in doc[token.i - 2 : token.i].text):
            end = token.left_edge.i if says else token.i
            while end > start and (doc[end - 1].dep_ == "cc" or doc[end - 1].pos_ in ("AUX", "ADV") or doc[end - 1].is_punct):
                end -= 1
            break
    return end


def _enclosed(frame: Frame, verb: Token) -> bool:
    """Whether commas enclose a frame: "If it rains, she said, …"."""
    doc, speaker = verb.doc, frame.speaker
    if speaker is None or speaker.start > verb.i or speaker.start <= sentence_of(verb).start or verb.i + 1 >= len(doc):
        return False
    return doc[speaker.start - 1].text == "," and doc[verb.i + 1].text == "," and speaker.end == verb.i


def _around(frame: Frame, verb: Token | None = None) -> list[Tokens]:
    """The sentence without the frame that stands in or beside it."""
    cue, speaker = frame.cue, frame.speaker
    sentence = sentence_of(cue[0])
    first = min(cue.start, speaker.start) if speaker is not None and speaker.start >= sentence.start else cue.start
    last = max(cue.end, speaker.end) if speaker is not None else cue.end
    doc = cue.doc
    if verb is not None:
        last = max([last, *(child.right_edge.i + 1 for child in verb.rights if child.dep_ in ("prep", "npadvmod", "advmod", "dobj"))])
    inverted = speaker is not None and cue.start < speaker.start and last == speaker.end
    last = _behind_aside(doc, last, sentence.end, apposition=inverted)
    pieces = [trim(doc[sentence.start : first]), trim(doc[last : sentence.end])]
    if len(pieces[0]) and len(pieces[1]) and verb is not None and pieces[1][0].tag_ == "VBG":
        pieces = pieces[:1]
    return [piece for piece in pieces if len(piece) > 1]


def _behind_aside(doc: Doc, at: int, end: int, *, apposition: bool) -> int:
    """Past the apposition or relative clause that follows a frame: ", the minister, " or " who asked not to be named, ".

    With `apposition` what ends the sentence behind a comma is one too: "said Calder, a guard."
    """
    if at >= end or doc[at].text in SENTENCE_ENDS or doc[at].is_space:
        return at
    comma = doc[at].text == ","
    relative = doc[at].lower_ in RELATIVE or doc[at].tag_ in ("VBG", "VBN")
    if not comma and not relative:
        return at
    for token in doc[at + 1 : min(end, at + MAX_FRAME)]:
        if token.text == ",":
            return token.i
        if comma and ((is_finite(token) and doc[at + 1].lower_ not in RELATIVE) or (token.pos_ == "PRON" and token.i == at + 1)):
            return at
    return at if comma and not apposition else end


def trim(tokens: Tokens) -> Tokens:
    """Without punctuation and blanks at the edges, but for the mark that ends a sentence."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in "“\"[('‘":
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ";", ":", "-", "–", "—")):
        end -= 1
    return doc[start:end]
