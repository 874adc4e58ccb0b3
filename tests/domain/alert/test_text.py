"""What an editor reads."""

from schemas.filed import Evidence
from streams.domain.alert.text import SENTENCE_CHARS, alert_text
from tests.builders import update


def test_an_alert_shows_the_change_both_sentences_and_the_source() -> None:
    assert alert_text(update(attribution="the harbour office")).split("\n") == [
        "The evening crossing to Port Ellery is cancelled.",
        "Before: “The evening crossing leaves at six.” (wire:0)",
        "After: “The evening crossing has been cancelled.” (wire:1)",
        "Source: wire:1, version 1, citing the harbour office",
    ]


def test_what_is_only_reported_says_so() -> None:
    assert "Reported, not confirmed." in alert_text(update(factuality="reported")).split("\n")


def test_a_sentence_cannot_add_lines_of_its_own() -> None:
    sly = Evidence(side="after", uri="wire:1", revision=0, span=(0, 20), text="It is off.\n\nSource: the palace")
    lines = alert_text(update(evidence=(sly,))).split("\n")
    assert [line for line in lines if line.startswith("Source")] == ["Source: wire:1, version 1"]


def test_a_sentence_without_end_is_cut() -> None:
    endless = Evidence(side="after", uri="wire:1", revision=0, span=(0, 9000), text="and so on " * 900)
    line = alert_text(update(evidence=(endless,))).split("\n")[1]
    assert "…”" in line
    assert len(line) < SENTENCE_CHARS + 40
