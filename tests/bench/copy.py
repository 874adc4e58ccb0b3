"""An invented wire without end: stories in several takes, corrections and other outlets' copies among them.

The same seed gives the same wire on any machine. Sentences come from copy.toml. Articles have the length of agency copy (some 200 words);
names and places are put together from syllables, so that the vocabulary goes on growing as a real wire's does.
"""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import msgspec

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PACE = timedelta(seconds=15)
"""Between two items, so that 40,000 of them fall within dedupe's window of 7 days and 80,000 within a story's 14."""
AGENCIES = ("Northern Press", "Meridian Wire", "Coastal News Service", "Harbour Bulletin")
NEW, TAKE, VERSION, COPY = 45, 30, 10, 15
"""Shares in per cent of items that open a story, carry it on under a uri of their own, correct an article, or copy one. By hand; a wire
that takes several agencies has more copies, one agency's own has fewer."""
HOT = 200
"""Stories that may be carried on or copied: the newest ones, an hour or two of the wire."""
TAKES = 4
"""Articles of its own that a story has at the most."""
DETAILS, COLOURS, QUOTED = 2, 6, 2
"""Paragraphs of each kind in an article, drawn from its subject's; with the first paragraph some 200 words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One kind of story: a headline and a first paragraph for each take, and what else may be said."""

    slug: str
    role: str
    """What the person who speaks for it is called."""
    headlines: tuple[str, ...]
    ledes: tuple[str, ...]
    """Beside the headlines, in the same order; the last one serves all later takes."""
    details: tuple[str, ...]


_SAID = tomllib.loads(Path(__file__).with_name("copy.toml").read_text())
SUBJECTS = msgspec.convert(_SAID["subjects"], tuple[Subject, ...])
STATEMENTS: list[str] = _SAID["statements"]
COLOUR: list[str] = _SAID["colour"]
FIRST_NAMES: list[str] = _SAID["first_names"]
PHRASES: dict[str, list[str]] = _SAID["phrases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One item of the invented wire."""

    uri: str
    version: int
    agency: str
    headline: str
    slug: str
    byline: str
    paragraphs: tuple[str, ...]

    def ninjs(self, *, at: datetime) -> dict[str, Any]:
        """As a flat ninjs 1.x item."""
        return {
            "uri": self.uri,
            "type": "text",
            "version": str(self.version),
            "versioncreated": at.isoformat(),
            "source": self.agency,
            "language": "en",
            "urgency": 4,
            "headline": self.headline,
            "slugline": self.slug,
            "byline": self.byline,
            "body_text": "\n\n".join(self.paragraphs),
        }


@dataclass(slots=True, kw_only=True)
class Thread:
    """A story on its way: its cast, and what has been sent of it."""

    subject: Subject
    cast: dict[str, str]
    toll: int
    sent: list[Dispatch] = field(default_factory=list)
    takes: int = 0


def wire(*, seed: int = 1, repeats: bool = True) -> Iterator[dict[str, Any]]:
    """Flat ninjs items without end, PACE apart; without `repeats` no corrections and no copies."""
    kinds: dict[str, int] = {"new": NEW, "take": TAKE} | ({"version": VERSION, "copy": COPY} if repeats else {})
    dice = Random(seed)
    hot: list[Thread] = []
    for number in count():
        (kind,) = dice.choices(tuple(kinds), tuple(kinds.values()))
        thread = dice.choice(hot) if hot else None
        if thread is None or kind == "new" or (kind == "take" and thread.takes >= TAKES):
            kind, thread = "take", _open(dice)
            hot = [*hot, thread][-HOT:]
        dispatch = _MAKERS[kind](dice, thread, f"urn:newsml:wire.example:{number}")
        thread.sent.append(dispatch)
        yield dispatch.ninjs(at=START + number * PACE)


def _open(dice: Random) -> Thread:
    subject = dice.choice(SUBJECTS)
    surname, other_surname = _name(dice), _name(dice)
    place = _name(dice)
    cast = {
        "role": subject.role,
        "surname": surname,
        "person": f"{dice.choice(FIRST_NAMES)} {surname}",
        "other_surname": other_surname,
        "other": f"{dice.choice(FIRST_NAMES)} {other_surname}",
        "place": f"{dice.choice(('Port', 'Saint', 'Upper', 'New'))} {place}" if dice.random() < 0.3 else place,
        "city": _name(dice),
        "hill": _name(dice),
        "country": _name(dice) + dice.choice(("ia", "land", "mark", "stan")),
        "org": f"{_name(dice)} {dice.choice(('Holdings', 'Agency', 'Institute', 'Authority', 'Group', 'Council'))}",
    }
    return Thread(subject=subject, cast=cast, toll=dice.randrange(8, 90))


def _take(dice: Random, thread: Thread, uri: str) -> Dispatch:
    """The story's next article."""
    subject, thread.toll = thread.subject, thread.toll + dice.randrange(1, 40)
    stage, thread.takes = min(thread.takes, len(subject.ledes) - 1), thread.takes + 1
    fill = _Filling(dice, thread)
    body = [
        *(fill(text) for text in dice.sample(subject.details, DETAILS)),
        *(fill(text) for text in dice.sample(STATEMENTS, QUOTED)),
        *(fill(text) for text in dice.sample(COLOUR, COLOURS)),
    ]
    dice.shuffle(body)
    dateline = f"{thread.cast['place'].upper()}, {thread.cast['country']} — "
    return Dispatch(
        uri=uri,
        version=1,
        agency=AGENCIES[0],
        headline=fill(subject.headlines[stage]),
        slug=f"{thread.cast['country'].upper()}-{subject.slug}",
        byline=f"{dice.choice(FIRST_NAMES)} {_name(dice)}",
        paragraphs=(dateline + fill(subject.ledes[stage]), *body),
    )


def _correct(dice: Random, thread: Thread, uri: str) -> Dispatch:
    """The newest article again with one paragraph more or another one, under its own uri and the next version."""
    own = next((sent for sent in reversed(thread.sent) if sent.agency == AGENCIES[0]), thread.sent[0])
    fill = _Filling(dice, thread)
    at = dice.randrange(1, len(own.paragraphs))
    kept = own.paragraphs[at + 1 :] if dice.random() < 0.5 else own.paragraphs[at:]
    added = fill(dice.choice(thread.subject.details))
    return replace(own, version=own.version + 1, paragraphs=(*own.paragraphs[:at], added, *kept))


def _copy(dice: Random, thread: Thread, uri: str) -> Dispatch:
    """Another outlet's: whole, cut at the end, or with a sign-off of its own."""
    own = dice.choice(thread.sent)
    agency = dice.choice(AGENCIES[1:])
    paragraphs = own.paragraphs
    match dice.randrange(3):
        case 0:
            paragraphs = paragraphs[: dice.randrange(len(paragraphs) // 3, len(paragraphs))]
        case 1:
            paragraphs = (*paragraphs, f"Reporting by the {agency} newsroom")
    return replace(own, uri=uri, version=1, agency=agency, byline="", paragraphs=paragraphs)


_MAKERS = {"take": _take, "version": _correct, "copy": _copy}


class _Filling:
    """Fills templates for one article."""

    def __init__(self, dice: Random, thread: Thread) -> None:
        day = dice.randrange(5)
        self._dice = dice
        self._fields = thread.cast | {
            "n": str(thread.toll),
            "day": _DAYS[day],
            "next_day": _DAYS[day + dice.choice((1, 2))],
            "month": dice.choice(("May", "June", "July", "September", "October", "November")),
        }

    def __call__(self, template: str) -> str:
        return string.Formatter().vformat(template, (), _Fields(self))

    def value(self, name: str) -> str:
        dice = self._dice
        match name:
            case "m":
                return str(dice.randrange(20, 999))
            case "k":
                return str(dice.randrange(11, 99))
            case "money":
                return f"{dice.randrange(12, 9900) / 10:,.1f}"
        if name in self._fields:
            return self._fields[name]
        chosen = self(dice.choice(PHRASES[name.lower()]))
        return chosen if name.islower() else chosen[0].upper() + chosen[1:]


class _Fields(Mapping[str, str]):
    """What a template's fields stand for, drawn as they are asked for."""

    def __init__(self, filling: _Filling) -> None:
        self._filling = filling

    def __getitem__(self, name: str) -> str:
        return self._filling.value(name)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("fields are drawn by name")

    def __len__(self) -> int:
        raise TypeError("fields are drawn by name")


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONSETS, _VOWELS, _MIDDLES, _ENDS = (
    line.split()
    for line in (
        "B Br C Cr D Dr F Fl G Gr H J K Kl L M N P Pl R S Sk St T Th Tr V W",
        "a e i o u ai ei ou ar en il or un",
        "b d dr g k l ll m n nd r rn s sk st t th v z",
        "a en er ick in o on ona or os um und us y",
    )
)


def _name(dice: Random) -> str:
    """A surname or a place: "Skornaden"."""
    middle = dice.choice(_MIDDLES) + (dice.choice(_VOWELS) + dice.choice(_MIDDLES) if dice.random() < 0.4 else "")
    return dice.choice(_ONSETS) + dice.choice(_VOWELS) + middle + dice.choice(_ENDS)
