"""Dedupe: sentences that come and go with the outlet, and those that only look so."""

from datetime import date

import pytest

from streams.domain.dedupe.asides import is_aside, without_prompt

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
        "Tell us in the comments below.",
        "Do you have a tip?",
        "Email newsdesk@example.org",
        "Become a member.",
        "To comment, log in or register.",
        "You can listen to the whole talk on our podcast.",
        "Stay with us for the latest.",
        "Story continues after advertisement",
        "Continue reading",
        "4 min read",
        "3 hours ago",
        "With reports from Tarn.",
        "Northern Press",
        "Ida Moss and Tom Quill, Ellery Courier",
        "BUSINESS | DEALS",
        "What we know",
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
        "Police asked drivers to call the station if they had seen the lorry.",
        "Share prices in Harrow Transit fell on news of the offer.",
        "“Tell us the truth,” she said.",
        "Call centres of the bank were shut, and so were our schools, he said.",
        "Two rescuers missing",
        "No survivors",
        "Harrow Transit cancels Monday trams",
        "Do you think that a mayor, of all people, should have known?",
    ],
)
def test_news_is_no_aside_however_it_begins(text: str) -> None:
    assert not is_aside(text, today=TODAY)


@pytest.mark.parametrize("prompt", [" (more)", " … Read more", " [+1200 chars]", "\n\nContinue reading", " ... See full story »"])
def test_the_invitation_behind_a_cut_is_taken_off(prompt: str) -> None:
    assert without_prompt("It rained in Tarn." + prompt) == "It rained in Tarn."


@pytest.mark.parametrize("text", ["It rained more", "She went on to read more", "They want more (much more)", ""])
def test_a_text_that_ends_in_such_a_word_is_left_alone(text: str) -> None:
    assert without_prompt(text) == text
