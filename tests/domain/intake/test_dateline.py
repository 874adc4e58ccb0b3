"""Intake: the dateline in front of the first sentence."""

from datetime import UTC, date, datetime

import pytest

from schemas.item import Dateline
from streams.domain.intake.dateline import take_dateline

NOW = datetime(2026, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("PORT ELLERY, May 6 (Wire) — Talks ended.", "Port Ellery", date(2026, 5, 6)),
        ("PORT ELLERY — Talks ended.", "Port Ellery", None),
        ("(Test Wire) PORT ELLERY — Talks ended.", "Port Ellery", None),
        ("PORT ELLERY, Norland (TW) — Talks ended.", "Port Ellery", None),
        ("Port Ellery (TW) Talks ended.", "Port Ellery", None),
        ("Oran, 3 May (TW) – Talks ended.", "Oran", date(2026, 5, 3)),
        ("ORAN, DEC. 30 - Talks ended.", "Oran", date(2025, 12, 30)),
        ("ORAN/ROME (Wire) - Talks ended.", "Oran/Rome", None),
        ("ORAN -- Talks ended.", "Oran", None),
        ("ORAN, Feb. 30 — Talks ended.", "Oran", None),
        ("(Wire) - Talks ended.", None, None),
    ],
)
def test_a_dateline_is_kept_apart(text: str, place: str | None, day: date | None) -> None:
    assert take_dateline(text, version_created=NOW) == (Dateline(place=place, date=day), "Talks ended.")


@pytest.mark.parametrize(
    "text",
    [
        "The quay — a place of cranes — is closed.",
        "A UNESCO envoy — the second this year — left.",
        "BREAKING — Talks ended.",
        "Mayor Maud Ferris (Labour) said talks ended.",
        "Talks ended.",
        "",
    ],
)
def test_an_ordinary_sentence_has_none(text: str) -> None:
    assert take_dateline(text, version_created=NOW) == (None, text)


def test_a_dateline_may_stand_alone() -> None:
    assert take_dateline("PORT ELLERY (TW) —", version_created=NOW) == (Dateline(place="Port Ellery"), "")
