"""Frames beside quotation marks: "the minister said", "As Calder put it", "was blunt:".

Read from the surface, as parsers stumble over quotes.
"""

from collections.abc import Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from streams.domain.enrich import cues, names
from streams.domain.enrich.frame import (
    DASHES,
    MAX_SIGNATURE,
    SENTENCE_ENDS,
    Frame,
    according_to,
    can_speak,
    cue_of,
    first_sentence,
    hearer_of,
    is_asked,
    is_cue,
    is_day,
    is_finite,
    is_saying,
    named_behind,
    noun_phrase,
    starts_according,
    subject_of,
    tells,
    verb_first,
)
from streams.domain.enrich.speakers import GENERIC, RELATIVE, SUBJECT

SPEAKING = cues.SAYING | cues.UTTERING
MAX_AS = 8
"""Tokens from "as" to its verb: "as one of the fishermen in town put it"."""
SHORT_CLAUSE = 4
"""Tokens that are a frame even behind a quote that ends without a mark: "“…” Calder began."."""
OPENERS = ("and", "but", "yet", "so", "as", "then", "also", "however", "meanwhile", "instead", "while", "though", "although")
"""What may open a clause before its subject."""


def after(tokens: Sequence[Token], *, last_char: str, comma: bool) -> Frame | None:
    """The frame that follows a quote: "…,” the minister told reporters", "…” – Ines Calder".

    Args:
        tokens: From the closing mark to the next quote or the paragraph's end.
        last_char: The last character within the marks.
        comma: Whether a comma stands behind the closing mark.
    """
    clause = first_sentence(tokens)
    comma = comma or bool(clause and clause[0].text == ",")
    while clause and clause[0].text in (",", '"', "”", "’"):
        clause = clause[1:]
    if not clause:
        return None
    first = clause[0]
    if first.text in DASHES:
        return _signature(clause)
    open_end = comma or last_char in ",!?…—–-"
    if starts_according(first):
        return according_to(first)
    if first.tag_ != "VBG" and not first.text[0].isupper() and (is_saying(first, SPEAKING) or (open_end and _inverts(first))):
        return verb_first(clause)
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
    said = [token for token in clause if is_saying(token) or starts_according(token) or _stands_last(token, clause)]
    said = [token for token in said if not is_asked(token)]
    if said and (within := _portrayed_within(said[-1], clause)) is not None:
        return within
    if said:
        cue = _real(said[-1], said)
        tail = clause[clause.index(cue) + 1 :]
        frame = according_to(cue) if starts_according(cue) else _from_verb(cue, clause)
        if colon and (frame is None or frame.speaker is None):
            frame = _announced(clause) or frame
        if frame is None:
            return None
        if any(token.dep_ == "ROOT" and is_finite(token) for token in tail):
            return None
        if starts_according(cue) and any(token.pos_ in ("VERB", "AUX") for token in tail):
            return None
        whole = colon or not tail or (not _has_clause(tail) and (capital or tail[-1].text == ",")) or (capital and tail[-1].text == ",")
        if not whole and cue.lower_ not in cues.COMPLEMENT and not starts_according(cue):
            return None
        return frame if whole else Frame(cue=frame.cue, speaker=frame.speaker, hearer=frame.hearer, kind="mixed")
    if colon:
        return _announced(clause)
    return _portrayed(clause)


def _stands_last(token: Token, clause: Sequence[Token]) -> bool:
    """Whether a word of saying stands right before the quote, whatever the tagger took it for: "The board notes, “…"."""
    place = clause[-2:] if clause[-1].text in (",", ":") else clause[-1:]
    return token is not clause[0] and token.i == place[0].i and token.lower_ in cues.SAYING and token.lower_.endswith(("s", "d"))


def _last_sentence(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in reversed(tokens):
        if token.text in SENTENCE_ENDS or token.is_space:
            break
        kept.append(token)
    return kept[::-1]


def _real(verb: Token, said: Sequence[Token]) -> Token:
    """The verb of saying that tells of speech: not one that is only wished for within what another one says, "said they should ask"."""
    wished = any(child.tag_ in ("MD", "TO") for child in verb.children)
    if wished and verb.dep_ in ("ccomp", "xcomp") and verb.head in said:
        return _real(verb.head, said)
    return verb


def _has_clause(tail: Sequence[Token]) -> bool:
    """Whether words after a cue are more than a hearer, a place and a day."""
    return any(token.lower_ in ("that", "if", "whether", "how", "why", "what") or is_finite(token) for token in tail)


def _signature(clause: list[Token]) -> Frame | None:
    name = clause[1:]
    named = name and name[0].text[0].isupper() and len(name) <= MAX_SIGNATURE and not any(is_finite(token) for token in name)
    if not named:
        return None
    doc = clause[0].doc
    return Frame(cue=doc[clause[0].i : clause[0].i], speaker=_cut(doc[name[0].i : name[-1].i + 1]))


def _inverts(verb: Token) -> bool:
    """Whether a verb that isn't one of saying has its subject behind it, as only verbs beside a quote do: "laughed Ines Calder"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.pos_ != "VERB" or verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor().pos_ == "PROPN" and any(child.dep_ in SUBJECT and child.i > verb.i for child in verb.children)


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
        elif not aside and number and is_saying(token, SPEAKING) and token.tag_ != "VBG":
            speaker = _lead(doc[clause[0].i : token.i])
            return Frame(cue=cue_of(token), speaker=speaker, hearer=hearer_of(token)) if can_speak(speaker) else None
        elif token.lower_ == "quoted" and [word.lower_ for word in doc[token.i + 1 : token.i + 3]] == ["as", "saying"]:
            return Frame(cue=doc[token.i : token.i + 3], speaker=_lead(doc[clause[0].i : token.i]))
        elif not aside and is_finite(token) and token.pos_ != "AUX":
            speaker = _lead(doc[clause[0].i : token.i])
            alone = any_verb and token.tag_ in ("VBD", "VBZ") and number <= SHORT_CLAUSE and token is not clause[0]
            return Frame(cue=cue_of(token), speaker=speaker) if alone and can_speak(speaker) else None
    return None


def _lead(words: Tokens) -> Tokens:
    """The noun phrase that opens a clause, without "but" before and appositions behind."""
    doc, start, end = words.doc, words.start, words.end
    while start < end and (doc[start].lower_ in OPENERS or doc[start].pos_ == "ADV" or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].pos_ in ("ADV", "AUX", "PART", "ADP") or doc[end - 1].is_punct or is_day(doc[end - 1])):
        if doc[end - 1].lower_ in ("'s", "’s") and doc[end - 1].tag_ == "POS":
            break
        end -= 1
    return _cut(doc[start:end])


def _cut(words: Tokens) -> Tokens:
    """Up to an apposition, unless it is the name of whom the words before it only describe: "her husband, Ron"."""
    for token in words:
        if token.text in (",", "(", *DASHES) and token.i > words.start and token.text != "-":
            alone = token.text == "," and not any(word.pos_ == "ADP" for word in words.doc[words.start : token.i])
            return words.doc[words.start : named_behind(words.doc, token.i, words.end, described=token.nbor(-1)) if alone else token.i]
    return words


def _from_verb(cue: Token, clause: Sequence[Token]) -> Frame | None:
    """The frame of a cue before a quote; without a subject it leans on who spoke before."""
    low = clause[0].i
    if cue.i == low and cue.tag_ in ("VBD", "VBZ") and (inverted := verb_first(list(clause))) is not None:
        return inverted
    if (putter := _putter(cue, low)) is not None:
        return Frame(cue=cue_of(cue), speaker=putter)
    subject = _participle_subject(cue) or subject_of(cue)
    if subject is not None and subject.i >= low:
        return Frame(cue=cue_of(cue), speaker=noun_phrase(subject), hearer=hearer_of(cue))
    commas = [token.i + 1 for token in clause[: clause.index(cue)] if token.text == ","]
    opening = low if is_finite(cue) else max([low, *commas])  # a finite verb has all that stands before it
    if not cue.tag_.startswith("VB") or is_finite(cue):
        surface = _lead(cue.doc[opening : cue.i])
        if (
            can_speak(surface)
            and not any(token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for token in surface[:1])
            and not any(is_finite(token) for token in surface)
        ):
            return Frame(cue=cue_of(cue), speaker=surface)
    if cue.tag_ == "VBG" or cue.i == low or cue.nbor(-1).lower_ in ("and", "but", ","):
        return Frame(cue=cue_of(cue), speaker=None, hearer=hearer_of(cue))
    for token in reversed(clause[: clause.index(cue)]):
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.ent_type_ not in ("DATE", "TIME", "GPE") and token.lower_ not in GENERIC:
            return Frame(cue=cue_of(cue), speaker=noun_phrase(token), hearer=hearer_of(cue))
    return None


def _putter(cue: Token, low: int) -> Tokens | None:
    """Who stands between "as" and a verb of saying, wherever the parse hangs it: "as one of them put it"."""
    for token in reversed(cue.doc[max(low, cue.i - MAX_AS) : cue.i]):
        if token.text == "," or token.pos_ in ("VERB", "AUX"):
            return None
        if token.lower_ == "as":
            who = _lead(cue.doc[token.i + 1 : cue.i])
            return who if can_speak(who) else None
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
    finite = [token for token in clause if is_finite(token)]
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
    verbs = [token for token in clause[-MAX_SIGNATURE:] if is_cue(token, cues.PORTRAYING)]
    if not verbs or gives_name(verbs[-1]):
        return None
    subject = subject_of(verbs[-1])
    if subject is None or subject.i < clause[0].i:
        subject = _doer(clause)
    if subject is None or subject.lower_ in GENERIC:
        return None
    if any(is_finite(token) for token in clause[clause.index(verbs[-1]) + 1 :]):
        return None
    return Frame(cue=verbs[-1].doc[verbs[-1].i : verbs[-1].i + 1], speaker=noun_phrase(subject), kind="mixed")


def _portrayed_within(cue: Token, clause: list[Token]) -> Frame | None:
    """The nearer frame of "Calder said Arkin had called it “…”": Arkin's words, told by Calder."""
    nearer = [token for token in clause[clause.index(cue) + 1 :] if is_cue(token, cues.PORTRAYING)]
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


def gives_name(word: Token) -> bool:
    """Whether a word makes what follows the name of something: "known as", "a bar called", "the song"."""
    if word.lower_ not in cues.NAMING:
        return False
    does = any(child.dep_ in ("aux", "nsubj") for child in word.children)
    return word.tag_ not in ("VBD", "VBZ", "VBP") and not (word.tag_ == "VBN" and does)
