"""An article's persons where their names stand inside what is read as something else: another's name, the credit of a picture.

"The Ines Calder Foundation" names a foundation, and Ines Calder by the way. What is found here is added when all else has been read,
so that who speaks, acts or is meant by "she" is asked of names that stand for themselves alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from schemas.common import Passage
from schemas.enriched import Entity
from streams.domain.enrich import names
from streams.domain.enrich.entities import place
from streams.domain.enrich.entity_mentions import CREDIT
from streams.domain.enrich.reading import Reading
from streams.domain.enrich.wordlist import words

SURE_MENTIONS = 2
"""Of a person, before a surname that begins another name is taken for theirs: who is named once is as often only a namesake."""
OWN = words("foundation fund trust group company partners ventures enterprises capital studio studios organisation organization")
"""Bodies that bear the name of somebody living; universities, papers and hospitals bear those of places and of the dead."""
INSIDE_A_WORD = frozenset("-_'’")


def with_inner_names(reading: Reading, named: Sequence[Entity]) -> tuple[Entity, ...]:
    """Add to persons their mentions within other names and within credits.

    Args:
        reading: The article.
        named: Its entities, no two mentions of which share a character.

    Returns:
        The same entities, in the order of their first mention. A person's mention may now lie within one of another entity; nobody is
        an entity by such mentions alone.
    """
    full: dict[str, list[tuple[str, str]]] = defaultdict(list)
    short: dict[str, set[str]] = defaultdict(set)
    for entity in named:
        if entity.type == "person":
            for form in _full_forms(entity):
                full[form.split()[0]].append((form, entity.id))
                if len(entity.mentions) >= SURE_MENTIONS:
                    short[form.split()[-1]].add(entity.id)
    if not full:
        return tuple(named)
    found: dict[str, list[Passage]] = defaultdict(list)
    for person, passage in (*_in_names(named, full, short), *_in_credits(reading, full)):
        found[person].append(passage)
    if not found:
        return tuple(named)
    grown = [replace(e, mentions=tuple(sorted((*e.mentions, *found[e.id]), key=place))) if e.id in found else e for e in named]
    return tuple(sorted(grown, key=lambda entity: place(entity.mentions[0])))


def _full_forms(person: Entity) -> list[str]:
    """The forms of two words and more under which a person is known, where that it is one doesn't hang on one guess of the model."""
    if not person.roles and len(person.mentions) < SURE_MENTIONS and not names.is_full_name(names.fold(person.name)):
        return []
    return sorted({mention.text for mention in person.mentions if " " in mention.text and mention.text.split()[-1][0].isupper()})


def _in_names(named: Iterable[Entity], full: dict[str, list[tuple[str, str]]], short: dict[str, set[str]]) -> Iterator[tuple[str, Passage]]:
    for entity in named:
        if entity.type == "person":
            continue
        for mention in entity.mentions:
            if " " not in mention.text:
                continue
            inner = next(_occurrences(mention.text, full), None) or _surname(entity, mention.text, short)
            if inner is not None and len(inner[1]) < len(mention.text):
                yield inner[2], _passage(mention, *inner[:2])


def _in_credits(reading: Reading, full: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[str, Passage]]:
    for part in reading.docs:
        for credit in CREDIT.finditer(part.text):
            whole = Passage(field=part.field, span=credit.span(), text=credit.group())
            for at, form, person in _occurrences(whole.text, full):
                yield person, _passage(whole, at, form)


def _passage(outer: Passage, at: int, form: str) -> Passage:
    start = outer.span[0] + at
    return Passage(field=outer.field, span=(start, start + len(form)), text=form)


def _occurrences(text: str, full: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[int, str, str]]:
    """Where full names stand in a text, none within another: place, form, person."""
    whole = [
        (at, form, person)
        for first, forms in full.items()
        if first in text
        for form, person in forms
        for at in _places(text, form)
        if _is_whole(text, at, at + len(form))
    ]
    behind = 0
    for at, form, person in sorted(whole, key=lambda found: (found[0], -len(found[1]))):
        if at >= behind:
            yield at, form, person
            behind = at + len(form)


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start and (text[start - 1].isalnum() or text[start - 1] in INSIDE_A_WORD)) and not (
        text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "_")
    )


def _surname(outer: Entity, text: str, short: dict[str, set[str]]) -> tuple[int, str, str] | None:
    """The surname that another name begins with: "the Calder administration", not "Calder & Sons", "Calder University" or "Calder Bay"."""
    first, second, *_ = text.split()
    surname = names.POSSESSIVE.sub("", first)
    persons = short.get(surname, set())
    if outer.type == "place" or len(persons) != 1 or second in ("&", "and"):
        return None
    if names.type_by_form(names.fold(text)) is not None and text.split()[-1].casefold() not in OWN:
        return None
    return 0, surname, next(iter(persons))
