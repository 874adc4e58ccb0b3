"""Who and what an article names: the mentions of one bearer under one name and one type.

The model finds names and guesses their type mention by mention; here the document decides as a whole. It leaves to quotes.py who
"he" is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from spacy.attrs import IS_UPPER
from spacy.tokens import Doc, Token

from schemas.common import Field, Passage
from schemas.enriched import Entity, EntityType
from schemas.ids import stable_id
from streams.domain.enrich import names
from streams.domain.enrich.reading import FIELDS, FieldDoc, Reading, sentence_bounds, sentence_text, tokens_among
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
class _Mention:
    """One stretch that names something, on its way to its entity."""

    field: Field
    start: int
    end: int
    text: str
    votes: Counter[EntityType]
    roles: tuple[str, ...] = ()
    nominal: bool = False
    """An office in its holder's place: "the Home Secretary"."""


@dataclass(slots=True, kw_only=True)
class _Group:
    """Mentions under one folded name."""

    key: str
    mentions: list[_Mention]
    type: EntityType = "other"

    @property
    def words(self) -> list[str]:
        return self.key.split()

    @property
    def votes(self) -> Counter[EntityType]:
        total: Counter[EntityType] = Counter()
        for mention in self.mentions:
            total.update(mention.votes)
        return total


def entities(reading: Reading) -> tuple[Entity, ...]:
    """Merge the names of all fields into entities.

    Args:
        reading: Documents with named entities; parts of speech and a parse make it better.

    Returns:
        In the order of their first mention (headline, dek, body). No two share an id, no two mentions a character.
    """
    mentions = [mention for part in reading.docs for mention in _mentions(part)]
    groups = _by_name(mentions)
    spelled = _spelled_out(reading)
    for group in groups.values():
        group.type = _type(group)
    _full_names(reading, groups)
    _headline_tails(groups)
    _merge(reading, groups, spelled)
    _variants(groups)
    _misspelled(groups)
    _echoes(reading, groups)
    _offices(reading, groups)
    return tuple(sorted((_entity(group) for group in groups.values()), key=lambda e: place(e.mentions[0])))


def place(mention: Passage) -> tuple[int, int]:
    """Where a mention stands, for sorting: fields in the order of FIELDS."""
    return FIELDS.index(mention.field), mention.span[0]


def _mentions(part: FieldDoc) -> Iterator[_Mention]:
    where, doc = part.field, part.doc
    makers = [found.span() for found in CREDIT.finditer(part.text)]
    taken: set[int] = set()
    found: list[_Mention] = []
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


def _outside_titles(found: Sequence[_Mention], text: str) -> Iterator[_Mention]:
    """Leave out what is a piece of somebody's title: the ministry in "Harbour Affairs Minister Ines Calder"."""
    titles: list[tuple[int, int]] = []
    for mention in found:
        for role in mention.roles:
            start = text.rfind(role, 0, mention.start)
            titles.append((start, start + len(role)))
            if " " in role and role.istitle():
                titles += [place.span() for place in re.finditer(rf"\bthe {re.escape(role)}\b", text, re.IGNORECASE)]
    for mention in found:
        inside = any(start <= mention.start and mention.end <= end for start, end in titles)
        if not inside or mention.votes["place"]:
            yield mention


def _mention(where: Field, doc: Doc, tokens: Sequence[Token], kind: EntityType, roles: tuple[str, ...]) -> _Mention:
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
    return _Mention(field=where, start=start, end=end, text=text, votes=votes, roles=roles)


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


def _by_name(mentions: Iterable[_Mention]) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for mention in mentions:
        key = names.fold(mention.text)
        if len(key) > 1 and (len(key) > 2 or mention.text.isupper()):
            groups.setdefault(key, _Group(key=key, mentions=[])).mentions.append(mention)
    return groups


def _type(group: _Group) -> EntityType:
    """The type most mentions speak for; the first seen where two are even."""
    by_form = names.type_by_form(group.key)
    if by_form:
        return by_form
    return max(group.votes.items(), key=lambda vote: vote[1])[0]


def _spelled_out(reading: Reading) -> dict[str, str]:
    """Folded acronym -> folded long name, where the text gives both: "Harbour Safety Board (HSB)"."""
    found: dict[str, str] = {}
    for part in reading.docs:
        for match in names.SPELLED_OUT.finditer(part.text):
            words = match.group(1).split()
            for first in range(len(words)):
                if match.group(2).casefold() in names.initials(" ".join(words[first:])):
                    found[names.fold(match.group(2))] = names.fold(" ".join(words[first:]))
                    break
    return found


def _full_names(reading: Reading, groups: dict[str, _Group]) -> None:
    """Take for a person what the model typed otherwise, if it ends with a surname that is somebody's throughout: "Ozren" before "Calder".

    A team's name or a product's ends with such a word too, but it has an article, or a place or a firm before it.
    """
    texts = {part.field: part.text for part in reading.docs}
    for surname in groups.values():
        if " " in surname.key or surname.type != "person" or len(surname.mentions) < SURE_MENTIONS:
            continue
        if 3 * surname.votes["person"] < 2 * surname.votes.total() or _has_article(surname, texts):
            continue
        for full in groups.values():
            first, *rest = full.words
            if full.type == "person" or rest != [surname.key] or first in groups or not first.isalpha() or names.type_by_form(full.key):
                continue
            if not _has_article(full, texts):
                full.type = "person"


def _has_article(group: _Group, texts: dict[Field, str]) -> bool:
    return any(ARTICLE.search(texts[mention.field], max(0, mention.start - 4), mention.start) for mention in group.mentions)


def _headline_tails(groups: dict[str, _Group]) -> None:
    """Cut off what a headline's capitals add to a name that the body has without: "Ines Calder Resigns"."""
    persons = [group for group in groups.values() if group.type == "person" and len(group.words) > 1]
    bare = {group.key: group for group in persons if any(mention.field == "body" for mention in group.mentions)}
    for long in persons:
        known = next((bare[key] for key in _beginnings(long.words) if key in bare), None)
        if known is None or any(mention.field == "body" for mention in long.mentions):
            continue
        for mention in groups.pop(long.key).mentions:
            ends = [blank.start() for blank in BLANK.finditer(mention.text)]
            length = next((end for end in ends if names.fold(mention.text[:end]) == known.key), len(mention.text))
            known.mentions.append(replace(mention, end=mention.start + length, text=mention.text[:length]))


BLANK = re.compile(r"\s+")


def _beginnings(words: Sequence[str]) -> Iterator[str]:
    """The names of two words and more that a name begins with, longest first."""
    return (" ".join(words[:count]) for count in range(len(words) - 1, 1, -1))


def _merge(reading: Reading, groups: dict[str, _Group], spelled: dict[str, str]) -> None:
    for short in sorted(groups, key=lambda key: (len(key.split()), key)):
        targets = _longer(groups[short], groups, spelled)
        if targets:
            for mention in groups.pop(short).mentions:
                targets[0 if len(targets) == 1 else _bearer(reading, mention, targets)].mentions.append(mention)
            for target in targets:
                target.mentions.sort(key=lambda mention: (FIELDS.index(mention.field), mention.start))


def _longer(group: _Group, groups: dict[str, _Group], spelled: dict[str, str]) -> list[_Group]:
    """The fuller name that a name is short for; several where persons share a surname."""
    by_acronym = groups.get(spelled.get(group.key, ""))
    if by_acronym is not None and by_acronym is not group:
        return [by_acronym]
    others = [other for other in groups.values() if other is not group and len(other.words) > len(group.words)]
    same = _same_place(group, groups)
    if same:
        return same
    if any(mention.text.replace(".", "").isupper() for mention in group.mentions) and " " not in group.key:
        spelled_out = [other for other in others if other.type != "person" and group.key in names.initials(other.mentions[0].text)]
        if len(spelled_out) == 1:
            return spelled_out
    persons = [other for other in others if other.type == "person" and _is_short_person(group, other)]
    if persons:
        return persons
    initialled = [other for other in groups.values() if other.type == group.type == "person" and _is_initialled(group.words, other.words)]
    if len(initialled) == 1:
        return initialled
    if group.type == "organisation":
        fuller = [other for other in others if other.type == "organisation" and _is_short_organisation(group.words, other.words)]
        if len(fuller) == 1:
            return fuller
    return []


def _same_place(group: _Group, groups: dict[str, _Group]) -> list[_Group]:
    """The last of the names that the text uses for one place: "America" goes to "U.S.", both to "United States"."""
    place = names.identity(group.key)
    if place not in names.LONG_PLACES:
        return []
    last = max((g for g in groups.values() if names.identity(g.key) == place), key=lambda g: (len(g.words), g.key))
    return [] if last is group else [last]


def _bearer(reading: Reading, mention: _Mention, persons: Sequence[_Group]) -> int:
    """Which of several bearers of a surname a mention means: the one of its title's sex, named in full in its paragraph, or named most."""
    text = next(part.text for part in reading.docs if part.field == mention.field)
    gender = names.gender(text[: mention.start].rsplit(maxsplit=1)[-1]) if text[: mention.start].strip() else ""
    paragraph = text.rfind("\n", 0, mention.start)

    def fitness(number: int) -> tuple[bool, int, bool, int, int]:
        person = persons[number]
        full = [one for one in person.mentions if len(names.fold(one.text).split()) > 1]
        here = [one.start for one in full if one.field == mention.field and paragraph < one.start < mention.start]
        before = any((FIELDS.index(one.field), one.start) < (FIELDS.index(mention.field), mention.start) for one in full)
        sex = _gender(person)
        return not gender or sex in ("", gender), max(here, default=-1), before, len(full), -number

    return max(range(len(persons)), key=fitness)


def _gender(person: _Group) -> str:
    """The sex that a person's titles or given name tell."""
    told = [gender for mention in person.mentions for role in mention.roles for word in role.split() if (gender := names.gender(word))]
    return told[0] if told else names.gender_of_name(person.key)


def _is_short_person(group: _Group, person: _Group) -> bool:
    short, full = group.words, person.words
    if len(full) < 2:
        return False
    votes = group.votes
    if len(short) > 1:
        return short == full[-len(short) :] or (short[0] == full[0] and short[-1] == full[-1])
    surname = short[0] == full[-1]
    if votes["place"] > votes["person"] + NOUN_WEIGHT and len(group.mentions) > 2:
        stands_as_place = any(mention.votes["place"] > LABEL_WEIGHT for mention in group.mentions)
        return surname and not stands_as_place and (_has_title(person) or names.is_full_name(person.key))
    return surname or (short[0] == full[0] and group.type == "person")


def _is_initialled(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is another with initials in the place of some given names: "I. Calder", "Ines M. Calder"."""
    if len(short) != len(full) or list(short) == list(full) or short[-1] != full[-1]:
        return False
    return all(a == b or (len(a) == 1 and b[0] == a) for a, b in zip(short, full, strict=True))


def _has_title(person: _Group) -> bool:
    return any(mention.roles for mention in person.mentions)


def _is_short_organisation(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) == 1 and full[0] == short[0]:
        return all(word in names.CORPORATE for word in full[1:])
    return list(short) == list(full[-len(short) :]) or list(short) == list(full[: len(short)])


def _echoes(reading: Reading, groups: dict[str, _Group]) -> None:
    """Add mentions of known names that the model passed over, surnames among them."""
    bearer: dict[str, _Group] = {}
    for group in groups.values():
        for mention in group.mentions:
            bearer.setdefault(mention.text, group)
        if group.type == "person" and len(group.words) > 1:
            for mention in group.mentions:
                surname = mention.text.split()[-1]
                if len(surname) > 2 and surname[0].isupper():
                    bearer.setdefault(surname, group)
    forms = sorted((form for form in bearer if len(form) > 2 and form[0].isupper()), key=len, reverse=True)
    if not forms:
        return
    taken: dict[Field, set[int]] = {where: set() for where in FIELDS}
    for group in groups.values():
        for mention in group.mentions:
            taken[mention.field].update(range(mention.start, mention.end))
    for part in reading.docs:
        makers = [found.span() for found in CREDIT.finditer(part.text)]
        known = {token.idx for ent in part.doc.ents if ent.label_ not in TYPES for token in ent}
        for start, form in _occurrences(part.text, forms):
            end = start + len(form)
            if start in known or taken[part.field].intersection(range(start, end)) or any(s < end and start < e for s, e in makers):
                continue
            bearer[form].mentions.append(_Mention(field=part.field, start=start, end=end, text=form, votes=Counter()))


WORD_START = re.compile(r"(?<![\w’'-])\w")


def _occurrences(text: str, forms: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where words stand in a text that begin with a form of a name and end with it; the first of several forms, none within another.

    A pattern of all forms would be compiled for each article, which takes longer than all else here.
    """
    by_initial: dict[str, list[str]] = {}
    for form in forms:
        by_initial.setdefault(form[0], []).append(form)
    behind = 0
    for found in WORD_START.finditer(text):
        start = found.start()
        if start < behind:
            continue
        for form in by_initial.get(found.group(), ()):
            end = start + len(form)
            if text.startswith(form, start) and not (text[end : end + 1].isalnum() or text[end : end + 1] in ("_", "-")):
                behind = end
                yield start, form
                break


def _variants(groups: dict[str, _Group]) -> None:
    """Put together what a slip of a pen or of the model keeps apart: "Kristin" and "Kristen" Moe, the painter and "Arkin Watercolour"."""
    persons = sorted((g for g in groups.values() if g.type == "person" and len(g.words) == 2), key=lambda g: -len(g.mentions))
    for rare in reversed(persons):
        for known in persons:
            if known is rare or rare.key not in groups or len(known.mentions) < len(rare.mentions):
                continue
            slip = known.words[1] == rare.words[1] and _one_letter_off(known.words[0], rare.words[0])
            behind = known.words[1] == rare.words[0] and rare.words[1] not in groups
            if not slip and not behind:
                continue
            if behind and len(known.mentions) < SURE_MENTIONS:
                continue
            for mention in groups.pop(rare.key).mentions:
                if behind:
                    mention.text = mention.text.split()[0]
                    mention.end = mention.start + len(mention.text)
                known.mentions.append(mention)


def _misspelled(groups: dict[str, _Group]) -> None:
    """Put a surname that nobody bears in full with the one full name that it misspells: "Caldar" with "Ines Calder"."""
    persons = [group for group in groups.values() if group.type == "person"]
    for alone in [group for group in persons if len(group.words) == 1]:
        meant = [group for group in persons if len(group.words) > 1 and _is_slip(alone.key, group.words[-1])]
        if len(meant) == 1:
            meant[0].mentions += groups.pop(alone.key).mentions


SHORT_SURNAME = 5
"""Letters from which one more, less, other or moved is a slip; from 8 on, two. "Lee" and "Leo" are two people."""
LONG_SURNAME = 8


def _is_slip(surname: str, meant: str) -> bool:
    shorter = min(len(surname), len(meant))
    if shorter < SHORT_SURNAME or surname[0] != meant[0] or surname == meant + "s":
        return False
    edits = 1 if shorter < LONG_SURNAME else 2
    return OSA.distance(surname, meant, score_cutoff=edits) <= edits


SURE_MENTIONS = 5
"""Of a person, before another name that begins with the surname is taken for the surname with a noun behind it."""
LONG_NAME = 6
"""Letters of a given name from which one that differs is a slip: "Jon" and "Jan" are two people."""


def _one_letter_off(a: str, b: str) -> bool:
    return len(a) == len(b) >= LONG_NAME and sum(x != y for x, y in zip(a, b, strict=True)) == 1


ARTICLE = re.compile(r"\b(?:the|The) ")
OFFICE_END = re.compile(r"\b(?! [A-Z]| (?:of|for|to)\b)")
"""An office ends where no name and no field of it follows."""


def _offices(reading: Reading, groups: dict[str, _Group]) -> None:
    """Add the places where a capitalised office stands for the one holder that the text has named: "the Home Secretary"."""
    holders: dict[str, list[_Group]] = {}
    for group in groups.values():
        if group.type == "person":
            for role in {role for mention in group.mentions for role in mention.roles if role.istitle()}:
                holders.setdefault(role, []).append(group)
    only = {role: group for role, (group, *others) in holders.items() if not others}
    if not only:
        return
    roles = sorted(only, key=len, reverse=True)
    taken = {(mention.field, char) for group in groups.values() for mention in group.mentions for char in (mention.start, mention.end - 1)}
    for part in reading.docs:
        for found in ARTICLE.finditer(part.text):
            start = found.end()
            role = next((r for r in roles if part.text.startswith(r, start) and OFFICE_END.match(part.text, start + len(r))), "")
            if not role:
                continue
            end = start + len(role)
            group = only[role]
            named = min((FIELDS.index(m.field), m.start) for m in group.mentions if role in m.roles)
            if named < (FIELDS.index(part.field), start) and not {(part.field, start), (part.field, end - 1)} & taken:
                group.mentions.append(_Mention(field=part.field, start=start, end=end, text=role, votes=Counter(), nominal=True))


def _entity(group: _Group) -> Entity:
    mentions = sorted(group.mentions, key=lambda mention: (FIELDS.index(mention.field), mention.start))
    name = _fullest(group.type, [mention.text for mention in mentions if not mention.nominal])
    roles = tuple(dict.fromkeys(role for mention in mentions for role in mention.roles)) if group.type == "person" else ()
    return Entity(
        id=stable_id(group.type, names.identity(name)),
        type=group.type,
        name=name,
        mentions=tuple(Passage(field=mention.field, span=(mention.start, mention.end), text=mention.text) for mention in mentions),
        roles=roles,
    )


def _fullest(kind: EntityType, forms: Sequence[str]) -> str:
    """The form with the most words, an acronym and a headline's capitals last; of a place the commonest."""
    shown = [" ".join(names.POSSESSIVE.sub("", form).split()) for form in forms]
    counts = Counter(shown)

    def fullness(form: str) -> tuple[bool, int, bool, int, int]:
        spelled = kind != "person" and not names.is_acronym(form)
        length = len(form.split()) if kind != "place" else 1
        return spelled, length, not form.isupper(), counts[form], len(form)

    return max(counts, key=fullness)
