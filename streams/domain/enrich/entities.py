"""Who and what an article names: the mentions of one bearer under one name and one type.

The model finds names and guesses their type mention by mention (entity_mentions.py); here the document decides as a whole. It leaves to
quotes.py who "he" is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from schemas.common import Field, Passage
from schemas.enriched import Entity, EntityType
from schemas.ids import stable_id
from streams.domain.enrich import names
from streams.domain.enrich.entity_groups import ARTICLE, Group, grouped
from streams.domain.enrich.entity_mentions import CREDIT, TYPES, Mention, mentions_of
from streams.domain.enrich.reading import FIELDS, Reading


def entities(reading: Reading) -> tuple[Entity, ...]:
    """Merge the names of all fields into entities.

    Args:
        reading: Documents with named entities; parts of speech and a parse make it better.

    Returns:
        In the order of their first mention (headline, dek, body). No two share an id, no two mentions a character.
    """
    groups = grouped(reading, [mention for part in reading.docs for mention in mentions_of(part)])
    _echoes(reading, groups)
    _offices(reading, groups)
    return tuple(sorted((_entity(group) for group in groups.values()), key=lambda e: place(e.mentions[0])))


def place(mention: Passage) -> tuple[int, int]:
    """Where a mention stands, for sorting: fields in the order of FIELDS."""
    return FIELDS.index(mention.field), mention.span[0]


def _echoes(reading: Reading, groups: dict[str, Group]) -> None:
    """Add mentions of known names that the model passed over, surnames among them."""
    bearer: dict[str, Group] = {}
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
            bearer[form].mentions.append(Mention(field=part.field, start=start, end=end, text=form, votes=Counter()))


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


OFFICE_END = re.compile(r"\b(?! [A-Z]| (?:of|for|to)\b)")
"""An office ends where no name and no field of it follows."""


def _offices(reading: Reading, groups: dict[str, Group]) -> None:
    """Add the places where a capitalised office stands for the one holder that the text has named: "the Home Secretary"."""
    holders: dict[str, list[Group]] = {}
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
                group.mentions.append(Mention(field=part.field, start=start, end=end, text=role, votes=Counter(), nominal=True))


def _entity(group: Group) -> Entity:
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
