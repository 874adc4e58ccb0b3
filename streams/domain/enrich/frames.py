"""The words around speech: "the minister said in a statement", "according to officials", "As Calder put it".

A frame is a cue and its speaker's mention. Beside quotation marks it is read from the surface, as parsers stumble over quotes; where
there are no marks, from the parse.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from streams.domain.enrich import cues, names
from streams.domain.enrich.reading import sentence_of, tokens_among
from streams.domain.enrich.speakers import GENERIC, RELATIVE, SUBJECT

SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", ";"})
DASHES = frozenset({"-", "–", "—", "--"})
MAX_FRAME = 40
"""Tokens. The longest frames (a name, its office, an apposition, a hearer, a place and a day) stay below."""
MAX_HEARER = 12
"""Tokens between a verb of saying and its "that"."""
SPEAKING = cues.SAYING | cues.UTTERING
HOLDING = cues.COMPLEMENT | cues.COMMITTING
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
MAX_SIGNATURE = 10
"""Tokens after the dash that signs a quote."""
MAX_NAME = 6
"""Tokens of a name with its title."""
MAX_AS = 8
"""Tokens from "as" to its verb: "as one of the fishermen in town put it"."""
SHORT_CLAUSE = 4
"""Tokens that are a frame even behind a quote that ends without a mark: "“…” Calder began."."""
OPENERS = ("and", "but", "yet", "so", "as", "then", "also", "however", "meanwhile", "instead", "while", "though", "although")
"""What may open a clause before its subject."""

UNSAID = frozenset({"whether", "if", "why", "how", "what", "when", "where", "who"})
"""What follows "did not say" where the words were never said."""

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


def after(tokens: Sequence[Token], *, last_char: str, comma: bool) -> Frame | None:
    """The frame that follows a quote: "…,” the minister told reporters", "…” – Ines Calder".

    Args:
        tokens: From the closing mark to the next quote or the paragraph's end.
        last_char: The last character within the marks.
        comma: Whether a comma stands behind the closing mark.
    """
    clause = _first_sentence(tokens)
    comma = comma or bool(clause and clause[0].text == ",")
    while clause and clause[0].text in (",", '"', "”", "’"):
        clause = clause[1:]
    if not clause:
        return None
    first = clause[0]
    if first.text in DASHES:
        return _signature(clause)
    open_end = comma or last_char in ",!?…—–-"
    if _starts_according(first):
        return _according(first)
    if first.tag_ != "VBG" and not first.text[0].isupper() and (_says(first, SPEAKING) or (open_end and _inverts(first))):
        return _verb_first(clause)
    if not open_end and not (len(clause) <= SHORT_CLAUSE and _ends_sentence(clause[-1])):
        return None
    return _subject_first(clause, any_verb=last_char == ",")


def before(tokens: Sequence[Token], *, capital: bool) -> Frame | None:
    """The frame that leads to a quote: "The minister told reporters: “…", "As Calder put it, “…", "called it “…".

    Args:
        tokens: From the last quote or the paragraph's start to the opening mark.
        capital: Whether the quote begins like a sentence.

    Returns:
        A frame of kind `mixed` where the quote is a piece of the article's own sentence.
    """
    clause = _last_sentence(tokens)
    if not clause:
        return None
    colon = clause[-1].text == ":"
    said = [token for token in clause if _says(token) or _starts_according(token) or _stands_last(token, clause)]
    said = [token for token in said if not _is_asked(token)]
    if said and (within := _portrayed_within(said[-1], clause)) is not None:
        return within
    if said:
        cue = _real(said[-1], said)
        tail = clause[clause.index(cue) + 1 :]
        frame = _according(cue) if _starts_according(cue) else _from_verb(cue, clause)
        if colon and (frame is None or frame.speaker is None):
            frame = _announced(clause) or frame
        if frame is None:
            return None
        if any(token.dep_ == "ROOT" and _finite(token) for token in tail):
            return None
        if _starts_according(cue) and any(token.pos_ in ("VERB", "AUX") for token in tail):
            return None
        whole = colon or not tail or (not _has_clause(tail) and (capital or tail[-1].text == ",")) or (capital and tail[-1].text == ",")
        if not whole and cue.lower_ not in cues.COMPLEMENT and not _starts_according(cue):
            return None
        return frame if whole else Frame(cue=frame.cue, speaker=frame.speaker, hearer=frame.hearer, kind="mixed")
    if colon:
        return _announced(clause)
    return _portrayed(clause)


def frames(doc: Doc, outside: Sequence[bool]) -> Iterator[tuple[Frame, list[Tokens]]]:
    """Speech without marks: frames of the parse with what they hold.

    Args:
        doc: With a dependency parse.
        outside: For each token whether it stands outside quotation marks.
    """
    for token in tokens_among(doc, OPENING):
        if not outside[token.i] or _is_asked(token):
            continue
        if _starts_according(token):
            frame = _according(token)
            if frame is not None and (content := _around(frame)):
                yield frame, content
        elif _says(token, HOLDING):
            frame = _parsed(token)
            if frame is not None and (content := _complement(token, frame)):
                yield frame, content


def _is_cue(token: Token, verbs: frozenset[str]) -> bool:
    return token.lower_ in verbs and (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or not token.tag_)


def _says(token: Token, verbs: frozenset[str] = cues.SAYING) -> bool:
    """Whether a word tells of speech, by itself or with its particle."""
    return _is_cue(token, verbs) or (token.lower_ in cues.PARTICLES and _has_particle(token))


def _has_particle(verb: Token) -> bool:
    """Whether a verb tells of speech with its next word: "went on", "put it", "shot back"."""
    doc, at = verb.doc, verb.i + 1
    if at >= len(doc) or doc[at].lower_ not in cues.PARTICLES.get(verb.lower_, ()) or verb.pos_ not in ("VERB", "AUX", ""):
        return False
    return doc[at].lower_ != "on" or at + 1 >= len(doc) or doc[at + 1].is_punct or doc[at + 1].lower_ == "to"


def _stands_last(token: Token, clause: Sequence[Token]) -> bool:
    """Whether a word of saying stands right before the quote, whatever the tagger took it for: "The board notes, “…"."""
    place = clause[-2:] if clause[-1].text in (",", ":") else clause[-1:]
    return token is not clause[0] and token.i == place[0].i and token.lower_ in cues.SAYING and token.lower_.endswith(("s", "d"))


ACCORDING = frozenset({"according", "words", "per"})
"""The words that may open one of these, with others around them."""
OPENING = HOLDING | frozenset(cues.PARTICLES) | ACCORDING
"""The words that may make a frame without marks."""


def _starts_according(token: Token) -> bool:
    """Whether a word opens "according to", "in the words of" or "per"; it is the one before the last, or the only one."""
    if token.i + 1 >= len(token.doc):
        return False
    if token.lower_ == "per":
        return token.nbor().pos_ == "PROPN" and (token.text == "Per" or token.nbor(-1).text == ",")
    in_the_words = token.lower_ == "words" and token.nbor().lower_ == "of" and token.i and token.nbor(-1).lower_ == "the"
    return bool(in_the_words) or (token.lower_ == "according" and token.nbor().lower_ == "to")


def _first_sentence(tokens: Iterable[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in islice(tokens, MAX_FRAME):
        if token.text in SENTENCE_ENDS or token.is_space:
            break
        kept.append(token)
    return kept


def _last_sentence(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in reversed(tokens):
        if token.text in SENTENCE_ENDS or token.is_space:
            break
        kept.append(token)
    return kept[::-1]


def _is_asked(verb: Token) -> bool:
    """Whether a verb only tells of being asked: "Asked about the pier, she said", "was told that"."""
    if verb.tag_ != "VBN" or any(child.lower_ in HAVE for child in verb.children):
        return False
    return verb.dep_ in ("advcl", "acl") or any(child.dep_ == "auxpass" for child in verb.children)


def _real(verb: Token, said: Sequence[Token]) -> Token:
    """The verb of saying that tells of speech: not one that is only wished for within what another one says, "said they should ask"."""
    wished = any(child.tag_ in ("MD", "TO") for child in verb.children)
    if wished and verb.dep_ in ("ccomp", "xcomp") and verb.head in said:
        return _real(verb.head, said)
    return verb


def _finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _has_clause(tail: Sequence[Token]) -> bool:
    """Whether words after a cue are more than a hearer, a place and a day."""
    return any(token.lower_ in ("that", "if", "whether", "how", "why", "what") or _finite(token) for token in tail)


def _signature(clause: list[Token]) -> Frame | None:
    name = clause[1:]
    named = name and name[0].text[0].isupper() and len(name) <= MAX_SIGNATURE and not any(_finite(token) for token in name)
    if not named:
        return None
    doc = clause[0].doc
    return Frame(cue=doc[clause[0].i : clause[0].i], speaker=_cut(doc[name[0].i : name[-1].i + 1]))


def _verb_first(clause: list[Token]) -> Frame | None:
    """ "said Calder, the harbour minister"."""
    cue, doc = clause[0], clause[0].doc
    start = end = cue.i + 1
    limit = clause[-1].i + 1
    if start < limit and _has_particle(cue):
        start = end = start + 1
    if start < limit and doc[start].pos_ == "ADP":
        return None
    while end < limit and doc[end].text not in (",", ":", "(") and not (doc[end].text in DASHES and doc[end - 1].whitespace_):
        token = doc[end]
        stops = token.pos_ in ("ADP", "SCONJ", "ADV") and token.lower_ not in ("of", "for") and end > start
        if stops or _finite(token) or token.lower_ in RELATIVE or (token.tag_ == "VBG" and end > start):
            break
        end += 1
    while end > start and _is_day(doc[end - 1]):
        end -= 1
    speaker = doc[start:end]
    return Frame(cue=_cue(cue), speaker=speaker) if _can_speak(speaker) else None


def _inverts(verb: Token) -> bool:
    """Whether a verb that isn't one of saying has its subject behind it, as only verbs beside a quote do: "laughed Ines Calder"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.pos_ != "VERB" or verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor().pos_ == "PROPN" and any(child.dep_ in SUBJECT and child.i > verb.i for child in verb.children)


def _is_day(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _ends_sentence(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().text in SENTENCE_ENDS


def _subject_first(clause: list[Token], *, any_verb: bool) -> Frame | None:
    """ "the minister, who resigned in May, told reporters"; with `any_verb` also "the crowd sang"."""
    doc = clause[0].doc
    aside = False
    for number, token in enumerate(clause):
        if token.text == ",":
            aside = number + 1 < len(clause) and clause[number + 1].lower_ in RELATIVE | {"whose"}
        elif token.lower_ in ("who", "which", "whose"):
            aside = True
        elif not aside and number and _says(token, SPEAKING) and token.tag_ != "VBG":
            speaker = _lead(doc[clause[0].i : token.i])
            return Frame(cue=_cue(token), speaker=speaker, hearer=_hearer(token)) if _can_speak(speaker) else None
        elif token.lower_ == "quoted" and [word.lower_ for word in doc[token.i + 1 : token.i + 3]] == ["as", "saying"]:
            return Frame(cue=doc[token.i : token.i + 3], speaker=_lead(doc[clause[0].i : token.i]))
        elif not aside and _finite(token) and token.pos_ != "AUX":
            speaker = _lead(doc[clause[0].i : token.i])
            alone = any_verb and token.tag_ in ("VBD", "VBZ") and number <= SHORT_CLAUSE and token is not clause[0]
            return Frame(cue=_cue(token), speaker=speaker) if alone and _can_speak(speaker) else None
    return None


def _lead(words: Tokens) -> Tokens:
    """The noun phrase that opens a clause, without "but" before and appositions behind."""
    doc, start, end = words.doc, words.start, words.end
    while start < end and (doc[start].lower_ in OPENERS or doc[start].pos_ == "ADV" or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].pos_ in ("ADV", "AUX", "PART", "ADP") or doc[end - 1].is_punct or _is_day(doc[end - 1])):
        if doc[end - 1].lower_ in ("'s", "’s") and doc[end - 1].tag_ == "POS":
            break
        end -= 1
    return _cut(doc[start:end])


def _cut(words: Tokens) -> Tokens:
    """Up to an apposition, unless it is the name of whom the words before it only describe: "her husband, Ron"."""
    for token in words:
        if token.text in (",", "(", *DASHES) and token.i > words.start and token.text != "-":
            alone = token.text == "," and not any(word.pos_ == "ADP" for word in words.doc[words.start : token.i])
            return words.doc[words.start : _named_behind(words.doc, token.i, words.end, described=token.nbor(-1)) if alone else token.i]
    return words


def _named_behind(doc: Doc, comma: int, limit: int, *, described: Token) -> int:
    """The end of a name between commas behind a noun that is none; the first comma where there isn't one."""
    at = comma + 1
    if (described.pos_ != "NOUN" and not names.is_title(described.text)) or described.tag_ in ("NNS", "NNPS"):
        return comma
    while at < min(limit, comma + 1 + MAX_NAME) and (doc[at].pos_ == "PROPN" or doc[at].text in ("-", ".")):
        at += 1
    closed = at >= limit or doc[at].text in (",", ".") or doc[at].pos_ in ("VERB", "AUX")
    return at if at > comma + 1 and closed and doc[at - 1].ent_type_ in ("PERSON", "ORG", "GPE", "") else comma


def _can_speak(words: Tokens) -> bool:
    return len(words) > 0 and any(token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "") for token in words)


def _cue(verb: Token) -> Tokens:
    """The cue with its particle or hearer: "told reporters", "went on", "put it"."""
    doc, end = verb.doc, verb.i + 1
    if end == len(doc):
        return doc[verb.i : end]
    tells = verb.lower_ in ("told", "tell", "tells", "telling") and doc[end].pos_ == "NOUN"
    end += _has_particle(verb) or tells
    return doc[verb.i : end]


def _hearer(verb: Token) -> Tokens | None:
    if verb.lower_ not in ("told", "tells", "tell", "telling"):
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "obj", "iobj", "npadvmod", "nsubj") and child.i > verb.i:
            return noun_phrase(child)
    return None


def _according(token: Token) -> Frame | None:
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


def _from_verb(cue: Token, clause: Sequence[Token]) -> Frame | None:
    """The frame of a cue before a quote; without a subject it leans on who spoke before."""
    low = clause[0].i
    if cue.i == low and cue.tag_ in ("VBD", "VBZ") and (inverted := _verb_first(list(clause))) is not None:
        return inverted
    if (putter := _putter(cue, low)) is not None:
        return Frame(cue=_cue(cue), speaker=putter)
    subject = _participle_subject(cue) or subject_of(cue)
    if subject is not None and subject.i >= low:
        return Frame(cue=_cue(cue), speaker=noun_phrase(subject), hearer=_hearer(cue))
    commas = [token.i + 1 for token in clause[: clause.index(cue)] if token.text == ","]
    opening = low if _finite(cue) else max([low, *commas])  # a finite verb has all that stands before it
    if not cue.tag_.startswith("VB") or _finite(cue):
        surface = _lead(cue.doc[opening : cue.i])
        if (
            _can_speak(surface)
            and not any(token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for token in surface[:1])
            and not any(_finite(token) for token in surface)
        ):
            return Frame(cue=_cue(cue), speaker=surface)
    if cue.tag_ == "VBG" or cue.i == low or cue.nbor(-1).lower_ in ("and", "but", ","):
        return Frame(cue=_cue(cue), speaker=None, hearer=_hearer(cue))
    for token in reversed(clause[: clause.index(cue)]):
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.ent_type_ not in ("DATE", "TIME", "GPE") and token.lower_ not in GENERIC:
            return Frame(cue=_cue(cue), speaker=noun_phrase(token), hearer=_hearer(cue))
    return None


def _putter(cue: Token, low: int) -> Tokens | None:
    """Who stands between "as" and a verb of saying, wherever the parse hangs it: "as one of them put it"."""
    for token in reversed(cue.doc[max(low, cue.i - MAX_AS) : cue.i]):
        if token.text == "," or token.pos_ in ("VERB", "AUX"):
            return None
        if token.lower_ == "as":
            who = _lead(cue.doc[token.i + 1 : cue.i])
            return who if _can_speak(who) else None
    return None


def _participle_subject(cue: Token) -> Token | None:
    """Whose "…, adding:" is: of those who say what stands before it, not of the clause that they say."""
    said = cue.head
    if cue.tag_ != "VBG" or cue.i == 0 or cue.nbor(-1).text != "," or said.dep_ != "ccomp" or said.head.lower_ not in cues.COMPLEMENT:
        return None
    return subject_of(said.head)


def _announced(clause: list[Token]) -> Frame | None:
    """ "Calder: “…", "The minister was blunt: “…"."""
    doc = clause[0].doc
    words = _lead(doc[clause[0].i : clause[-1].i])
    finite = [token for token in clause if _finite(token)]
    finite.sort(key=lambda token: (token.dep_ != "ROOT", token.dep_ in ("advcl", "relcl")))
    head = next((token for token in clause if token.dep_ == "ROOT"), None)
    owner = _owner(head) if head is not None and head.pos_ == "NOUN" else None
    if owner is not None:
        return Frame(cue=doc[clause[-1].i : clause[-1].i], speaker=owner)
    if not finite or (len(clause) <= SHORT_CLAUSE and all(token.text[0].isupper() for token in clause[:-1])):
        capitals = len(clause) <= SHORT_CLAUSE and all(token.text[0].isupper() for token in words)
        short = 0 < len(words) <= MAX_SIGNATURE and (capitals or any(token.pos_ in ("PROPN", "PRON") for token in words))
        return Frame(cue=doc[clause[-1].i : clause[-1].i], speaker=words) if short and words[0].text[0].isupper() else None
    doers = ((verb, doer) for verb in finite if (doer := subject_of(verb)) is not None and doer.i >= clause[0].i)
    verb, subject = next(doers, (None, None))
    if verb is None or subject is None or subject.lower_ in GENERIC:
        return None
    return Frame(cue=doc[verb.i : clause[-1].i], speaker=_owner(subject) or noun_phrase(subject))


def _owner(noun: Token) -> Tokens | None:
    """Whose answer, message or verdict a noun is, where it is nobody itself: "Calder's answer: “…"."""
    poss = next((child for child in noun.children if child.dep_ == "poss"), None)
    if poss is None or names.is_somebody(noun.text) or noun.pos_ != "NOUN":
        return None
    owner = noun_phrase(poss)
    return owner[:-1] if owner[-1].tag_ == "POS" else owner


def _portrayed(clause: list[Token]) -> Frame | None:
    """ "called the plan “…": the quote is a piece of what somebody says of something."""
    verbs = [token for token in clause[-MAX_SIGNATURE:] if _is_cue(token, cues.PORTRAYING)]
    if not verbs or gives_name(verbs[-1]):
        return None
    subject = subject_of(verbs[-1])
    if subject is None or subject.i < clause[0].i:
        subject = _doer(clause)
    if subject is None or subject.lower_ in GENERIC:
        return None
    if any(_finite(token) for token in clause[clause.index(verbs[-1]) + 1 :]):
        return None
    return Frame(cue=verbs[-1].doc[verbs[-1].i : verbs[-1].i + 1], speaker=noun_phrase(subject), kind="mixed")


def _portrayed_within(cue: Token, clause: list[Token]) -> Frame | None:
    """The nearer frame of "Calder said Arkin had called it “…”": Arkin's words, told by Calder."""
    nearer = [token for token in clause[clause.index(cue) + 1 :] if _is_cue(token, cues.PORTRAYING)]
    own = [child for verb in nearer[-1:] for child in verb.children if child.dep_ in SUBJECT and child.lower_ not in GENERIC]
    return _portrayed(clause) if own else None


def embedded(first: Token, ahead: Sequence[Token]) -> Frame | None:
    """The frame of quoted words that an article's sentence takes in without a word of saying: "thanked them for “…”".

    Args:
        first: The first word within the marks.
        ahead: What stands before the opening mark.

    Returns:
        Whoever does what the sentence tells, if that is somebody who can speak.
    """
    clause = _last_sentence(ahead)
    if not clause:
        return None
    low, at = clause[0].i, first
    while at.i >= first.i and at.head != at:
        at = at.head
    verb: Token = clause[-1] if at.i >= first.i else at
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if not low <= verb.i < first.i:
        return None
    subject = subject_of(verb)
    if subject is None or subject.i < low or not tells(subject):
        subject = _doer(clause)
    if subject is None:
        return None
    return Frame(cue=verb.doc[verb.i : verb.i + 1], speaker=noun_phrase(subject), kind="mixed")


def _doer(clause: Sequence[Token]) -> Token | None:
    """Who a clause is about where the parse ties its verb to nobody: its last subject, or else its main noun, that can tell something."""
    subjects = [token for token in clause if token.dep_ in SUBJECT and token.head.dep_ != "relcl"]
    nouns = subjects[::-1] + [token for token in clause if token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN")]
    return next((token for token in nouns if tells(token)), None)


def tells(subject: Token) -> bool:
    """Whether a subject is somebody, or a paper, that can tell something: a name, "she", "the aide", "her letter"."""
    if subject.pos_ == "PROPN":
        return subject.ent_type_ in ("PERSON", "ORG", "NORP", "")
    if subject.lower_ in ("he", "she", "they", "others", "another", "some", "many", "one") or names.is_somebody(subject.text):
        return True
    named = any(child.ent_type_ == "PERSON" and child.dep_ == "appos" for child in subject.children)
    return named or subject.lower_ in cues.PAPERS or subject.lower_ in cues.BODIES


def gives_name(word: Token) -> bool:
    """Whether a word makes what follows the name of something: "known as", "a bar called", "the song"."""
    if word.lower_ not in cues.NAMING:
        return False
    does = any(child.dep_ in ("aux", "nsubj") for child in word.children)
    return word.tag_ not in ("VBD", "VBZ", "VBP") and not (word.tag_ == "VBN" and does)


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
    return None if _has_subject(verb) else outer


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
        end = _named_behind(doc, end, len(doc), described=head)
    return doc[start:end]


def _parsed(verb: Token) -> Frame | None:
    doc = verb.doc
    if doc[verb.i - 1].text == "," and verb.i + 1 < len(doc) and (doc[verb.i + 1].pos_ == "PROPN" or doc[verb.i + 1].lower_ == "the"):
        inverted = _verb_first(_first_sentence(doc[verb.i : sentence_of(verb).end]))
        if inverted is not None and inverted.speaker is not None and _stops(doc, inverted.speaker.end):
            return inverted
    subject = subject_of(verb)
    if subject is None or subject.lower_ in GENERIC - {"it"}:
        return None
    if subject.lower_ == "it" and verb.lower_ not in cues.SAYING:
        return None
    if any(child.dep_ == "neg" for child in verb.children) and any(t.lower_ in UNSAID for t in verb.doc[verb.i + 1 : verb.i + 3]):
        return None
    return Frame(cue=_cue(verb), speaker=noun_phrase(subject), hearer=_hearer(verb))


def _stops(doc: Doc, at: int) -> bool:
    return at >= len(doc) or doc[at].is_punct or doc[at].is_space


def _complement(verb: Token, frame: Frame) -> list[Tokens]:
    """What a verb of saying holds: the clause behind it, or the sentence around "…, she said, …"."""
    if verb.lower_ in cues.COMPLEMENT:
        if _enclosed(frame, verb) or _as_they_say(verb):
            return _around(frame, verb)
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if clause is None and (verb.tag_ == "VBG" or _is_asked(verb)) and verb.dep_ == "advcl":
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
        leaves = joined and (token.head == verb or rejoined(token) is not None) and not _has_subject(token)
        adds = token.tag_ == "VBG" and token.lower_ in cues.SAYING and doc[token.i - 1].text == ","
        says = joined and token.head == verb and token.lower_ in cues.SAYING
        if leaves or adds or says or (_starts_according(token) and "," in doc[token.i - 2 : token.i].text):
            end = token.left_edge.i if says else token.i
            while end > start and (doc[end - 1].dep_ == "cc" or doc[end - 1].pos_ in ("AUX", "ADV") or doc[end - 1].is_punct):
                end -= 1
            break
    return end


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECT for child in verb.children)


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
        if comma and ((_finite(token) and doc[at + 1].lower_ not in RELATIVE) or (token.pos_ == "PRON" and token.i == at + 1)):
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
