"""Intake: what of a text is the story."""

from datetime import date

import pytest

from streams.domain.intake.story import Parts, classify, part_story

TODAY = date(2026, 3, 2)
LEAD = "The harbour bridge at Port Ellery will close to lorries on Thursday, the city council said."


def parts(*paragraphs: str, headline: str = "Bridge to close") -> Parts:
    return part_story(paragraphs, headline=headline, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Lorries wait at the harbour bridge in Port Ellery, on February 28, 2026. (Ina Holm/Wirephoto)",
        "The mayor with two engineers after the council's meeting. (Tove Lindqvist / PRESSBILD)",
        "File: The harbour bridge before its last repair in 2011.",
        "FILE PHOTO: Lorries queue at the quay.",
        "FILE - In this Jan. 4, 2020, file photo, a ferry passes the bridge.",
        "Mayor Maud Ferris (left) and engineer Piet Oss at the bridge. Photo: Ina Holm",
        "Workers inspect a cable in an undated photograph handed out by the port (Ellery Port Authority)",
        "Mayor Maud Ferris speaks during a news conference in Port Ellery on March 1, 2026.",
        "Ina Holm/Wirephoto",
        "Photo by Ina Holm via Wirephoto",
        "Picture credit: Ina Holm",
        "A ferry crosses the harbour. (Photo by Ina Holm)",
    ],
)
def test_a_caption_or_credit_is_no_part_of_the_story(text: str) -> None:
    assert classify(text, today=TODAY) == "caption"
    found = parts(LEAD, text, "Repairs take 40 days.")
    assert found.body == (LEAD, "Repairs take 40 days.")
    assert found.captions == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Read more: The bridge, a history",
        "READ MORE",
        "Most Popular",
        "read more:",
        "Related: Port Ellery's ferries",
        "Sign up for our morning newsletter.",
        "Follow us on Facebook and Instagram for the latest.",
        "Subscribe to our podcasts here.",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Reporting by Tove Lindqvist; Editing by Sam Okoro",
        "Anna Berg in Oslo contributed to this report.",
        "© 2026 Test Wire. All rights reserved.",
        "Published 9:41 a.m. | Updated 10:15 a.m.",
        "Monday, March 2, 2026",
        "FROM WIRE REPORTS",
    ],
)
def test_what_talks_to_the_reader_is_dropped(text: str) -> None:
    assert parts(LEAD, "Repairs take 40 days.", text).body == (LEAD, "Repairs take 40 days.")


@pytest.mark.parametrize(
    "text",
    [
        "She read more than forty reports on the bridge before the vote.",
        "The senator voted against the repairs (he later changed his mind).",
        "Shares of the builder rose 4 percent (see table).",
        "The motion was brought by Ada Roth (Labour).",
        "The port holds its yearly regatta on May 9, 2026.",
        "The council plans to hold a vote on March 1, 2026.",
        "Follow-up repairs will begin in May, the council said.",
        "Join or leave: that is what the islanders vote on, on Sunday.",
        "The minister apologises to the victims in a video.",
        "Contact with the ferry was lost, and nobody here knows why.",
        "By Thursday, no lorry may cross the bridge.",
        "“Sign up or go,” the foreman told them, and he meant it.",
    ],
)
def test_a_sentence_of_the_story_stays(text: str) -> None:
    assert parts(LEAD, text).body == (LEAD, text)


def test_a_list_of_links_goes_with_its_label_and_the_story_goes_on_behind_it() -> None:
    told = ["The bridge closed on Monday.", "It opens in May, the mayor said."]
    links = ["RELATED STORIES", "What we know about the cables", "• Night ferry for the heaviest loads"]
    assert parts(told[0], *links, told[1]).body == tuple(told)
    assert parts(told[0], "More from Tarn", "1. A river returns", told[1]).body == tuple(told)


def test_lines_of_a_story_that_follow_no_label_stay() -> None:
    lines = ["The bridge closed on Monday.", "Lorries: none", "Cars: some", "It opens in May, the mayor said."]
    assert parts(*lines).body == tuple(lines)


def test_a_quote_above_the_lead_is_the_kicker_and_a_headline_like_line_the_dek() -> None:
    found = parts("‘We take no chances,’ mayor says", "Lorries must take the tunnel from Thursday", LEAD)
    assert (found.kicker, found.dek, found.body) == (
        "‘We take no chances,’ mayor says",
        "Lorries must take the tunnel from Thursday",
        (LEAD,),
    )


def test_a_headline_repeated_above_the_lead_is_dropped() -> None:
    assert parts("BRIDGE TO CLOSE", LEAD, headline="Bridge to close") == Parts(body=(LEAD,))


def test_a_table_is_not_taken_for_a_dek() -> None:
    lines = ("Shr 26 cts vs 18 cts", "Net 5,281,000 vs 3,496,000", "Revs 48.8 mln vs 32.1 mln", "NOTE: Shares adjusted.")
    assert parts(*lines).body == lines


def test_a_text_without_any_full_stop_stays_whole() -> None:
    assert parts("Bridge closed", "More to come").body == ("Bridge closed", "More to come")


def test_a_byline_above_the_text_is_the_byline() -> None:
    found = parts("By INA HOLM | The Ellery Courier", LEAD)
    assert (found.byline, found.body) == ("INA HOLM | The Ellery Courier", (LEAD,))
