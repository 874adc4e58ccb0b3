"""Which mentions bear one name: groups under a folded name, and what puts two of them together.

A short form goes to its fuller one, an acronym to what it is spelled out as, a slip of the pen to the name that it misspells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from schemas.common import Field
from schemas.enriched import EntityType
from streams.domain.enrich import names
from streams.domain.enrich.entity_mentions import LABEL_WEIGHT, NOUN_WEIGHT, Mention
from streams.domain.enrich.reading import FIELDS, Reading


@dataclass(slots=True, kw_only=True)
class Group:
    """Mentions under one folded name."""

    key: str
    mentions: list[Mention]
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


def grouped(reading: Reading, mentions: Iterable[Mention]) -> dict[str, Group]:
    """Group the mentions of an article by their bearer, each group with its type; the keys are folded names."""
    groups = _by_name(mentions)
    for group in groups.values():
        group.type = _type(group)
    _full_names(reading, groups)
    _headline_tails(groups)
    _merge(reading, groups, _spelled_out(reading))
    _variants(groups)
    _misspelled(groups)
    return groups


def _by_name(mentions: Iterable[Mention]) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for mention in mentions:
        key = names.fold(mention.text)
        if len(key) > 1 and (len(key) > 2 or mention.text.isupper()):
            groups.setdefault(key, Group(key=key, mentions=[])).mentions.append(mention)
    return groups


def _type(group: Group) -> EntityType:
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


def _full_names(reading: Reading, groups: dict[str, Group]) -> None:
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


def _has_article(group: Group, texts: dict[Field, str]) -> bool:
    return any(ARTICLE.search(texts[mention.field], max(0, mention.start - 4), mention.start) for mention in group.mentions)


def _headline_tails(groups: dict[str, Group]) -> None:
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


def _merge(reading: Reading, groups: dict[str, Group], spelled: dict[str, str]) -> None:
    for short in sorted(groups, key=lambda key: (len(key.split()), key)):
        targets = _longer(groups[short], groups, spelled)
        if targets:
            for mention in groups.pop(short).mentions:
                targets[0 if len(targets) == 1 else _bearer(reading, mention, targets)].mentions.append(mention)
            for target in targets:
                target.mentions.sort(key=lambda mention: (FIELDS.index(mention.field), mention.start))


def _longer(group: Group, groups: dict[str, Group], spelled: dict[str, str]) -> list[Group]:
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


def _same_place(group: Group, groups: dict[str, Group]) -> list[Group]:
    """The last of the names that the text uses for one place: "America" goes to "U.S.", both to "United States"."""
    place = names.identity(group.key)
    if place not in names.LONG_PLACES:
        return []
    last = max((g for g in groups.values() if names.identity(g.key) == place), key=lambda g: (len(g.words), g.key))
    return [] if last is group else [last]


def _bearer(reading: Reading, mention: Mention, persons: Sequence[Group]) -> int:
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


def _gender(person: Group) -> str:
    """The sex that a person's titles or given name tell."""
    told = [gender for mention in person.mentions for role in mention.roles for word in role.split() if (gender := names.gender(word))]
    return told[0] if told else names.gender_of_name(person.key)


def _is_short_person(group: Group, person: Group) -> bool:
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


def _has_title(person: Group) -> bool:
    return any(mention.roles for mention in person.mentions)


def _is_short_organisation(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) == 1 and full[0] == short[0]:
        return all(word in names.CORPORATE for word in full[1:])
    return list(short) == list(full[-len(short) :]) or list(short) == list(full[: len(short)])


def _variants(groups: dict[str, Group]) -> None:
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


def _misspelled(groups: dict[str, Group]) -> None:
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
