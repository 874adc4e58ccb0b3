"""Dedupe: sentences that come and go with the outlet, and those that only look so."""

from datetime import date

import pytest

from streams.domain.dedupe.asides import is_aside

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "This article was originally published by the Ellery Courier.",
        "The story has been updated.",
        "This is a developing story and will be updated.",
        "More to follow.",
        "For more news from the courts, visit our website.",
        "Read the full report at www.example.org",
        "Nora Fenn can be reached at nora@example.org.",
        "Nora Fenn is a business reporter for the Ellery Courier.",
        "Nora Fenn covers the courts for the Courier.",
        "Source: Ellery Courier",
        "(END)",
        "Our free weekly newsletter: sign up for it today.",
    ],
)
def test_what_outlets_write_around_a_story_is_aside(text: str) -> None:
    assert is_aside(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "This story has been corrected to show that the bridge opened in 1931.",
        "Correction: an earlier version of this report misstated the toll.",
        "This article of the treaty was published in error, the ministry said.",
        "The report was due in May, the council said.",
        "Read was born in Harrow and came to the court in 2011.",
        "Ada Roth is the minister for transport.",
        "Police asked witnesses to call the station in Tarn.",
        "Visitors were told to leave.",
    ],
)
def test_news_is_no_aside_however_it_begins(text: str) -> None:
    assert not is_aside(text, today=TODAY)
