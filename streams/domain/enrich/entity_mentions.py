"""Where an article names something, and for which type each place speaks: what the model found, trimmed, and what it passed over."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import IS_UPPER
from spacy.tokens import Doc, Token

from schemas.common import Field
from schemas.enriched import EntityType
from streams.domain.enrich import names
from streams.domain.enrich.reading import FieldDoc, sentence_bounds, sentence_text, tokens_among
from streams.domain.enrich.wordlist import words

TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "NORP": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
"""The model's labels (OntoNotes 5) that name something."""

LABEL_WEIGHT = 2

NOUN_WEIGHT = 5
"""Of a noun beside a name that tells its type ("the town of X", "X, who"): above two of the model's labels, which slip."""

PREPOSITION_WEIGHT = 3
"""Of "in X": above one label; names of other things stand there too."""

PLACE_NOUNS = words(
    """
    city town village province region district county island river valley port state capital neighborhood neighbourhood suburb
    municipality peninsula governorate prefecture lake coast bay crossing camp border airport residents
    """
)

ORGANISATION_NOUNS = words(
    """
    website newspaper agency news network channel company firm group ministry outlet magazine daily party club union militia movement
    corporation bank university institute foundation broadcaster site airline charity commission council watchdog
    """
)

IN = frozenset({"in", "near", "outside", "across", "inside", "entering"})
"""What stands before places, seldom before people."""

CREDIT = re.compile(
    r"\([^()\n]{0,200}/[^()\n]{0,80}\)"
    r"|\((?:Photo|Image|Picture|Credit|File|Courtesy)\b[^()\n]{0,200}\)"
    r"|^(?:By|BY) [A-Z][^\n]{0,80}$"
    r"|\b(?:Photo|Image|Picture|Credit)(?:graph)?(?: by|:)[^\n.]{0,80}",
    re.MULTILINE,
)
"""Lines of makers, whose names are no part of the news, by their form."""


@dataclass(slots=True, kw_only=True)
class Mention:
    """One stretch that names something, on its way to its entity."""

    field: Field
    start: int
    end: int
    text: str
    votes: Counter[EntityType]
    roles: tuple[str, ...] = ()
    nominal: bool = False
    """An office in its holder's place: "the Home Secretary"."""


def mentions_of(part: FieldDoc) -> Iterator[Mention]:
    where, doc = part.field, part.doc
    makers = [found.span() for found in CREDIT.finditer(part.text)]
    taken: set[int] = set()
    found: list[Mention] = []
    for ent in doc.ents:
        taken.update(range(ent.start, ent.end))
        if ent.label_ not in TYPES or any(start < ent.end_char and ent.start_char < end for start, end in makers):
            continue
        for tokens, roles in _named(list(ent)):
            kind = TYPES[ent.label_]
            if roles and kind in ("organisation", "other"):
                kind = "person"
            found.append(_mention(where, doc, tokens, kind, roles))
    yield from _outside_titles(found, part.text)
    for name in _titled(doc, taken):
        yield _mention(where, doc, name, "person", ())
        taken.update(token.i for token in name)
    for name in _given(doc, taken):
        yield _mention(where, doc, name, "person", ())
        taken.update(token.i for token in name)
    for token in _capitals(doc):
        if token.i in taken or not names.is_acronym(token.text) or sentence_text(token).isupper():
            continue
        if any(start <= token.idx < end for start, end in makers) or (token.ent_type_ and token.ent_type_ not in TYPES):
            continue
        if token.pos_ == "PROPN" and ((token.i and doc[token.i - 1].lower_ == "the") or token.dep_ in ("nsubj", "nsubjpass", "pobj")):
            yield _mention(where, doc, [token], "organisation", ())


def _capitals(doc: Doc) -> list[Token]:
    """The words in capitals alone."""
    upper: Any = doc.to_array([IS_UPPER])
    return [doc[i] for i in np.flatnonzero(upper).tolist()]


def _titled(doc: Doc, taken: set[int]) -> Iterator[list[Token]]:
    """Names that the model passed over, behind a capitalised title: "Governor Ines Calder"."""
    for token in tokens_among(doc, names.TITLE_FORMS):
        if token.i in taken or not token.text[0].isupper() or not names.is_title(token.text):
            continue
        name: list[Token] = []
        for word in doc[token.i + 1 : token.i + 4]:
            if word.i in taken or not word.text[0].isupper() or word.pos_ != "PROPN" or names.is_title(word.text):
                break
            name.append(word)
        if len(name) > 1:
            yield name


def _given(doc: Doc, taken: set[int]) -> Iterator[list[Token]]:
    """Full names that the model passed over: a given name with one or two capitalised words behind it."""
    for token in tokens_among(doc, names.GIVEN_NAMES):
        if token.i in taken or not token.text.istitle() or token.pos_ != "PROPN" or (token.i and doc[token.i - 1].pos_ == "PROPN"):
            continue
        name = [token]
        for word in doc[token.i + 1 : token.i + 3]:
            if word.i in taken or not word.text[0].isupper() or word.pos_ != "PROPN":
                break
            name.append(word)
        following = doc[name[-1].i + 1] if name[-1].i + 1 < len(doc) else None
        if (
            len(name) > 1
            and (following is None or following.pos_ != "PROPN")
            and names.is_full_name(names.fold(doc[token.i : name[-1].i + 1].text))
        ):
            yield name


def _outside_titles(found: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Leave out what is a piece of somebody's title: the ministry in "Harbour Affairs Minister Ines Calder"."""
    titles: list[tuple[int, int]] = []
    for mention in found:
        for role in mention.roles:
            if (start := text.rfind(role, 0, mention.start)) >= 0:
                titles.append((start, start + len(role)))
            if " " in role and role.istitle():
                titles += [place.span() for place in re.finditer(rf"\bthe {re.escape(role)}\b", text, re.IGNORECASE)]
    for mention in found:
        inside = any(start <= mention.start and mention.end <= end for start, end in titles)
        if not inside or mention.votes["place"]:
            yield mention


def _mention(where: Field, doc: Doc, tokens: Sequence[Token], kind: EntityType, roles: tuple[str, ...]) -> Mention:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    votes: Counter[EntityType] = Counter({kind: LABEL_WEIGHT})
    text = doc[tokens[0].i : tokens[-1].i + 1].text
    if kind != "person" or not roles:
        roles_before = _roles_before(doc, tokens[0].i) if kind != "event" else ()
        if roles_before:
            roles = roles_before
    root = doc[tokens[0].i : tokens[-1].i + 1].root
    if not roles and (beside := _title_beside(root)):
        roles = (beside,)
    if roles or (kind != "person" and (names.is_full_name(names.fold(text)) or _is_somebody_beside(root))):
        votes["person"] += NOUN_WEIGHT
    for kind_beside, weight in _context(doc, tokens[0].i, tokens[-1].i + 1):
        votes[kind_beside] += weight
    return Mention(field=where, start=start, end=end, text=text, votes=votes, roles=roles)


def _context(doc: Doc, start: int, end: int) -> Iterator[tuple[EntityType, int]]:
    """The types that the words around a name speak for, with their weights."""
    before = doc[start - 1].lower_ if start else ""
    noun_before = doc[start - 2].lower_ if start > 1 and before == "of" else before
    after = doc[end].lower_ if end < len(doc) else ""
    behind = doc[end + 1 : end + 3]
    if before.rstrip(".") in names.HONORIFICS:
        yield "person", 2 * NOUN_WEIGHT
    if (noun_before in PLACE_NOUNS and before == "of") or (after in PLACE_NOUNS and after != "state"):
        yield "place", NOUN_WEIGHT
    elif before in IN and not (after and doc[end].tag_ == "POS"):
        yield "place", PREPOSITION_WEIGHT
    if after in ORGANISATION_NOUNS or before in ("newspaper", "broadcaster", "agency", "website", "magazine"):
        yield "organisation", NOUN_WEIGHT
    if after == "who" or (
        after == "," and len(behind) == 2 and (behind[0].lower_ == "who" or (behind[0].text.isdigit() and behind[1].text == ","))
    ):
        yield "person", NOUN_WEIGHT


def _title_beside(head: Token) -> str:
    """A title in apposition to a name: "the board's chairwoman, Ines Calder", "Ines Calder, a pilot"."""
    nouns = [child for child in head.children if child.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    return next((noun.text for noun in nouns if names.is_title(noun.text) and noun.tag_ == "NN"), "")


def _is_somebody_beside(head: Token) -> bool:
    """Whether a noun for a person is in apposition to a name: "his wife, Ines Calder", "Ines Calder, a hydrologist"."""
    nouns = [child for child in head.children if child.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    return any(noun.tag_ == "NN" and noun.lower_ not in names.FIRMS_TOO and names.is_somebody(noun.text) for noun in nouns)


def _named(tokens: list[Token]) -> list[tuple[list[Token], tuple[str, ...]]]:
    """Trim what the model took along: articles, marks, possessives, titles."""
    while tokens and (tokens[0].lower_ in names.ARTICLES or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and (tokens[-1].text in ("'s", "’s", "'", "’") or (not tokens[-1].text[-1].isalnum() and tokens[-1].text[-1] != ".")):
        tokens = tokens[:-1]
    tokens = _before_article(tokens)
    if not tokens or not any(char.isalpha() for token in tokens for char in token.text):
        return []
    if tokens[0].text[0].islower() and len(tokens) == 1:
        return []
    titled = [i for i, token in enumerate(tokens) if names.is_title(token.text)]
    if not titled:
        return [(tokens, ())]
    last = titled[-1]
    name = tokens[last + 1 :]
    if not name:
        return [] if all(token.text[0].isalpha() for token in tokens) and _is_bare_title(tokens) else [(tokens, ())]
    if len(name) > 4 or not all(token.text[0].isupper() or token.lower_ in names.PARTICLES for token in name) or name[0].lower_ == "of":
        return [(tokens, ())]
    doc = tokens[0].doc
    return [(name, _roles_before(doc, name[0].i))]


def _before_article(tokens: list[Token]) -> list[Token]:
    """A name up to an article that no preposition leads to: in "Arkin the Harbour" the model ran into the next phrase."""
    for number, token in enumerate(tokens):
        if number and token.text == "the" and token.ent_type_ != "PERSON" and tokens[number - 1].text.istitle():
            return tokens[:number]
    return tokens


def _is_bare_title(tokens: Sequence[Token]) -> bool:
    """Whether a stretch is an office without its holder: "National Security Adviser"."""
    return names.is_title(tokens[-1].text) and tokens[-1].ent_type_ != "PERSON"


LINKS = frozenset({"of", "for", "the", "and", "&", "to"})
"""Words within a title: "Minister for Harbour Affairs"."""


def _roles_before(doc: Doc, start: int) -> tuple[str, ...]:
    """The title that stands before a name: "Minister for Harbour Affairs", without the country it serves."""
    low = max(sentence_bounds(doc[start])[0], start - 8)
    head = start - 1
    if head < low or doc[head].lower_ in LINKS:
        return ()
    while head >= low and not names.is_title(doc[head].text):
        word = doc[head]
        if not ((word.text[0].isupper() and word.text[0].isalpha()) or word.lower_ in LINKS):
            return ()
        head -= 1
    if head < low:
        return ()
    between = doc[head + 1 : start]
    if len(between) and between[0].lower_ not in LINKS:
        return ()
    first = head
    while first - 1 >= low and _qualifies(doc[first - 1], doc[head]):
        first -= 1
    while first < head and doc[first].ent_type_ in ("GPE", "NORP"):
        first += 1
    role = doc[first:start].text.strip()
    return () if role.rstrip(".").casefold() in names.HONORIFICS else (role,)


def _qualifies(token: Token, title: Token) -> bool:
    """Whether a word before a title belongs to it: "Foreign Secretary", "deputy mayor", "national security adviser"."""
    if not token.text[0].isalpha() or token.lower_ in LINKS | names.ARTICLES:
        return False
    if token.text[0].isupper():
        return token.pos_ not in ("DET", "ADP", "SCONJ", "PRON", "CCONJ", "ADV")
    return title.text[0].islower() and token.dep_ in ("compound", "amod")
