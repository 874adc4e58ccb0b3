"""What the people of a story state, and where one of them denies, confirms, turns round or takes back what was stated before.

A sentence is read for one of the turns of `claim_lexicon`, and the stance of its verb decides whether the turn is news or only spoken
of. What it is about is given in words, and, where the article itself tells the claim, with its place: the update stage looks for the
earlier sentence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from re import Match, Pattern

from spacy.tokens import Doc, Token

from schemas.common import Field, Passage
from schemas.enriched import NEWS, Assertion, ClaimKind, ClaimMention, Quote
from streams.domain.enrich import claim_lexicon as lexicon
from streams.domain.enrich.event_clause import Stance, stance, subject_text
from streams.domain.enrich.reading import FieldDoc, Reading, sentence_of, sentence_text, sentence_words

PLAIN = Stance(assertion="news", factuality="asserted")
MAX_ABOUT = 300
"""Characters of what a turn is about."""
CONTEXT = 2
"""Sentences before a "that is not so" among which the claim stands."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its place; `at` in characters of the field."""

    field: Field
    doc: Doc
    start: int
    end: int
    text: str
    at: int

    @property
    def passage(self) -> Passage:
        return Passage(span=(self.at, self.at + len(self.text)), text=self.text, field=self.field)

    def token(self, char: int) -> Token:
        """The token at a character of the sentence."""
        place = self.at + char
        found = self.doc[self.start]
        for token in self.doc[self.start : self.end]:
            if token.idx > place:
                break
            found = token
        return found


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn that a sentence tells, before its speaker is known."""

    kind: ClaimKind
    match: Match[str]
    about: str
    earlier: Passage | None = None
    object: str = ""
    verb: Token | None = None
    """The verb whose stance counts, where it is not the first word of the match."""
    said: bool = False
    """Whether the words are a verdict of their own ("that is a lie"), which no stance of a verb weakens."""


def claim_mentions(reading: Reading, quotes: Sequence[Quote]) -> tuple[ClaimMention, ...]:
    """List what is stated and what turns on it, in the order of the text.

    Args:
        reading: The article with a parse of each field.
        quotes: Its quotes, which name the speakers of sentences.
    """
    base = min(reading.article.version_created, reading.article.received_at)
    found: list[ClaimMention] = []
    for part in reading.docs:
        earlier: list[_Sentence] = []
        own = [quote for quote in quotes if quote.field == part.field and quote.speaker is not None]
        for sentence in _sentences(part):
            found += _mentions(sentence, earlier[-CONTEXT:], own, base)
            earlier.append(sentence)
    return tuple(found)


def _sentences(part: FieldDoc) -> Iterator[_Sentence]:
    at = 0
    while at < len(part.doc):
        span = sentence_of(part.doc[at])
        text = sentence_text(part.doc[at])
        shift = len(text) - len(text.lstrip())
        if text.strip():
            yield _Sentence(part.field, part.doc, span.start, span.end, text.strip(), span.start_char + shift)
        at = span.end


def _mentions(sentence: _Sentence, earlier: Sequence[_Sentence], quotes: Sequence[Quote], base: datetime) -> Iterator[ClaimMention]:
    speaker = _speaker(sentence, quotes)
    turned = False
    for turn in _turns(sentence, earlier):
        verb = turn.verb if turn.verb is not None else sentence.token(turn.match.start())
        judged = PLAIN if turn.said else stance(verb, base=base, headline=sentence.field != "body")
        who = _party(verb, speaker)
        assertion: Assertion = "conditional" if judged.ahead and judged.assertion in NEWS else judged.assertion
        turned = True
        yield ClaimMention(
            kind=turn.kind,
            span=(sentence.at + turn.match.start(), sentence.at + turn.match.end()),
            sentence=sentence.passage,
            trigger=" ".join(turn.match.group().split())[:80],
            speaker=who,
            about=" ".join(turn.about.split())[:MAX_ABOUT],
            object=turn.object,
            earlier=turn.earlier,
            assertion=assertion,
        )
    if not turned and (speaker or any(t.lemma_.lower() in lexicon.STATING for t in sentence.doc[sentence.start : sentence.end])):
        yield ClaimMention(
            kind="stated",
            span=sentence.passage.span,
            sentence=sentence.passage,
            trigger="",
            speaker=speaker,
            about="",
            hedged=bool(lexicon.HEDGES.search(sentence.text)),
        )


def _party(verb: Token, speaker: str) -> str:
    """Who turns: the subject of the verb without what hangs on it, or the sentence's speaker where that is a pronoun."""
    subject = CLAUSE.split(subject_text(verb), maxsplit=1)[0] if verb.pos_ == "VERB" else ""
    return speaker or subject if _generic(subject) else subject


CLAUSE = re.compile(r",? (?:(?:in |of |for |on )?which|who|that|whose)\b|, ")


def _generic(who: str) -> bool:
    return not who or bool(lexicon.PRONOUN_START.match(who)) or who.lower() in ("who", "that", "which", "i", "we")


def _speaker(sentence: _Sentence, quotes: Sequence[Quote]) -> str:
    """Who says it: the resolved speaker of a quote that the sentence holds, or lies in."""
    start, end = sentence.at, sentence.at + len(sentence.text)
    for quote in quotes:
        if quote.speaker is not None and any(a < end and start < b for a, b in quote.spans):
            return quote.speaker.name
    return ""


def _turns(sentence: _Sentence, earlier: Sequence[_Sentence]) -> Iterator[_Turn]:
    """The turns of a sentence."""
    begun = {word[: lexicon.GATE_CHARS] for word in sentence_words(sentence.doc[sentence.start])}
    kinds: set[ClaimKind] = set()
    for gate, reader in READERS:
        if begun & lexicon.GATES[gate] and (turn := reader(sentence, earlier)) is not None and turn.kind not in kinds:
            kinds.add(turn.kind)
            yield turn


def _denied(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """A party rejects a claim."""
    text = sentence.text
    if lexicon.NEITHER.search(text):
        return None
    if (found := lexicon.REJECTING.search(text)) and not _ruled(sentence, found):
        phrase = _claim_phrase(sentence, found)
        return _Turn("denied", found, text[found.start("claim") :], _claimed(earlier) if phrase is None else phrase)
    if (found := lexicon.DENYING.search(text)) and not _ruled(sentence, found):
        return _Turn("denied", found, text[found.end() :], _claimed(earlier, of=lexicon.ACCUSING))
    if found := lexicon.ANSWERING.search(text):
        return _Turn("denied", found, text, _claim_phrase(sentence, found) or _claimed(earlier), verb=_root(sentence))
    return None


def _called_false(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """ "There is no truth in it", "that is invented", "reports of a sale are false", "called the story fiction"."""
    text = sentence.text
    if lexicon.NEITHER.search(text):
        return None
    for pattern in (lexicon.CLAIM_IS_FALSE, lexicon.CALLED_FALSE):
        if (found := pattern.search(text)) and not lexicon.OTHER_CLAIMS.search(text):
            if found["claim"].lower() in ("it", "them", "that"):
                break
            if lexicon.OPEN_QUESTION.search(text[: found.start()] + text[found.end() :]):
                return None
            phrase = _claim_phrase(sentence, found, end=found.start("be" if pattern is lexicon.CLAIM_IS_FALSE else "false"))
            return _Turn("denied", found, text[found.start("claim") :], phrase or _claimed(earlier), said=True)
    claimed = _claimed(earlier)
    if lexicon.OPEN_QUESTION.search(text):
        return None
    if found := lexicon.NO_TRUTH.search(text):
        rest = text[found.end() :]
        if len(rest.split()) > MIN_WORDS:
            return _Turn("denied", found, rest, said=True)
        return _Turn("denied", found, f"{claimed.text if claimed else ''} {text}", claimed, said=True)
    found = lexicon.IT_IS_FALSE.search(text) or lexicon.CALLED_FALSE.search(text)
    if found and lexicon.ACCUSING.search(text[: found.start()]):
        before = CONJUNCTION.sub("", text[: found.start()])  # "television said that it was open, but that is not true"
        shown = Passage(span=(sentence.at, sentence.at + len(before)), text=before, field=sentence.field)
        return _Turn("denied", found, before, shown, said=True) if len(before.split()) > MIN_WORDS else None
    if found and claimed is not None:
        return _Turn("denied", found, f"{claimed.text} {text}", claimed, said=True)
    return None


def _name_behind(text: str, at: int) -> str:
    """The name that a body or a suspect is given."""
    found = re.search(r"(?:[A-Z][\w'’-]+ ?)+", text[at:])
    return found.group().strip() if found else ""


MIN_WORDS = 3
"""Words that say what a claim is."""


CONJUNCTION = re.compile(r"[\s,;–—-]*(?:\b(?:but|and|yet|though)\b)?[\s,;–—-]*$")


def _ruled(sentence: _Sentence, found: Match[str]) -> bool:
    """Whether a court rules on a claim, somebody is denied something, or the denial is a standing one."""
    verb = sentence.token(found.start())
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
        or (subject is not None and subject.lemma_.lower() in lexicon.COURTS)
        or bool(lexicon.STANDING.search(sentence.text[: found.start()]))
        or bool(lexicon.OTHER_CLAIMS.search(sentence.text[found.start() : found.end() + 30]))
        or verb.dep_ in ("relcl", "amod")
    )


def _claim_phrase(sentence: _Sentence, found: Match[str], *, end: int | None = None) -> Passage | None:
    """The claim as the sentence itself tells it, from its article to the end of its clause; None for a bare "the report"."""
    text = sentence.text
    end = len(text[:end].rstrip(" .,!“”\"'‘’"))
    if behind := lexicon.SAID_BEHIND.search(text[:end]):
        end = behind.start()
    noun = sentence.token(found.start("claim"))
    start = max(noun.left_edge.idx - sentence.at, 0)
    start = start if found.start() <= start <= found.start("claim") else found.start("claim")
    if len(text[found.end("claim") : end].split()) < MIN_WORDS:
        return None
    return Passage(span=(sentence.at + start, sentence.at + end), text=text[start:end], field=sentence.field)


def _claimed(earlier: Sequence[_Sentence], *, of: Pattern[str] = lexicon.REPORTED_SO) -> Passage | None:
    """The nearest sentence before in which somebody claims something."""
    return next((s.passage for s in reversed(earlier) if of.search(s.text)), None)


def _root(sentence: _Sentence) -> Token:
    return next((t for t in sentence.doc[sentence.start : sentence.end] if t.dep_ == "ROOT"), sentence.doc[sentence.start])


def _clause(token: Token) -> Token:
    """The verb over a word."""
    node = token
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node


WHOLE = ("the opposite", "i was wrong", "we were wrong")
"""Turns that the sentence as a whole makes."""


def _reversed(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """Somebody goes back on what they said before."""
    text = sentence.text
    if (found := lexicon.TURNING.search(text)) and not lexicon.NOT_TURNING.search(text[: found.start()]):
        whole = found.group().lower() in WHOLE
        return _Turn("reversed", found, text, verb=_root(sentence) if whole else _clause(sentence.token(found.start())))
    if (found := lexicon.HAVING_STOOD.search(text)) is None:
        return None
    soft = found["soft"] or found["soft2"]
    if soft and not lexicon.OPPOSED.search(text[found.end() :]):
        return None
    root = _root(sentence)
    if root.i == sentence.token(found.end() - 1).i:
        return None  # the position itself is the news
    return _Turn("reversed", found, text, verb=root)


def _confirmed(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """Who can know it says that it is so."""
    text = sentence.text
    if lexicon.NEITHER.search(text):
        return None
    if (found := lexicon.CONFIRMING.search(text)) and not lexicon.NOT_CONFIRMING.search(text):
        verb = sentence.token(found.start())
        if verb.pos_ == "VERB" and verb.dep_ not in ("amod", "relcl", "acl", "advcl"):
            before = lexicon.AS_REPORTED.search(text)
            return _Turn("confirmed", found, text, object=before["who"] if before else "")
    if found := lexicon.FINDING.search(text):
        verb = _clause(sentence.token(found.end() - 1))
        return _Turn("confirmed", found, text, verb=verb) if verb.dep_ not in ("relcl", "acl") else None
    if found := lexicon.IDENTIFYING.search(text):
        return _Turn(
            "confirmed", found, text, verb=sentence.token(text.lower().index("identified")), object=_name_behind(text, found.end())
        )
    found = lexicon.AS_REPORTED.search(text)
    if found and _root(sentence).lemma_ in lexicon.ADMITTING and not lexicon.NO_TELLER.search(found["who"]):
        return _Turn("confirmed", found, text, verb=_root(sentence), object=found["who"])
    return None


def _withdrawn(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """Somebody takes back an offer, a charge, a paper or a word."""
    text = sentence.text
    if found := lexicon.TAKING_BACK.search(text):
        group = next(g for g in "abcd" if found[g])
        noun = sentence.token(found.start(group))
        if group == "d":
            return _Turn("withdrawn", found, text, object=_named(noun), verb=sentence.token(found.end() - 1))
        verb = sentence.token(found.start())
        if _is_object(noun, verb):
            return _Turn("withdrawn", found, text, object=_named(noun))
    if found := lexicon.OFF_THE_TABLE.search(text):
        verb = sentence.token(found.start())
        gone = next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb.lemma_.lower() in ("vanish", "disappear") else None
        return _Turn("withdrawn", found, text, object=_named(gone) if gone is not None else found["what"] or "", said=not found["what"])
    return None


def _set_right(sentence: _Sentence, earlier: Sequence[_Sentence]) -> _Turn | None:
    """A party says that what it gave out before was an error."""
    found = lexicon.SETTING_RIGHT.search(sentence.text)
    return _Turn("corrected", found, sentence.text) if found else None


def _is_object(noun: Token, verb: Token) -> bool:
    """Whether a noun is what the verb is done to, not part of an aside behind it."""
    node = noun
    while node.head.i != node.i and node.head.i != verb.i:
        if node.dep_ in ("pobj", "advcl", "relcl"):
            return False
        node = node.head
    return node.head.i == verb.i and node.dep_ in ("dobj", "nsubjpass", "conj", "dep")


def _named(noun: Token) -> str:
    """A noun's phrase without the clauses that hang on it: "the appeal", "its 465 pence offer"."""
    end = noun.i + 1
    for child in noun.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "against", "on")
            and child.i == end
            and not any(t.dep_ in ("relcl", "acl") for t in child.subtree)
        ):
            end = child.right_edge.i + 1
    return " ".join(noun.doc[noun.left_edge.i : end].text.split())


READERS: tuple[tuple[str, Callable[[_Sentence, Sequence[_Sentence]], _Turn | None]], ...] = (
    ("rejecting", _denied),
    ("false", _called_false),
    ("reversed", _reversed),
    ("confirmed", _confirmed),
    ("withdrawn", _withdrawn),
    ("corrected", _set_right),
)
"""What reads a kind of turn, and the gate before it."""
