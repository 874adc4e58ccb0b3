"""Who said what, rule by rule; how often it is right is tests/quality/test_quotes.py."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from schemas.enriched import Quote
from streams.domain.enrich.entities import entities
from streams.domain.enrich.quotes import quotes
from streams.domain.enrich.reading import read
from tests.builders import article


def said(nlp: Language, body: str) -> list[Quote]:
    reading = read(article(headline="", body=body), nlp=nlp)
    return list(quotes(reading, entities(reading)))


def named(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker is not None else ""


def test_a_split_quote_is_one_quote_with_two_spans(nlp: Language) -> None:
    body = "“The pier is closed,” Mayor Ines Calder said on Friday. “It stays closed.”"
    (quote,) = said(nlp, body)
    assert [body[start:end] for start, end in quote.spans] == ["The pier is closed", "It stays closed."]
    assert (quote.kind, quote.cue, named(quote)) == ("direct", "said", "Ines Calder")


def test_he_said_is_the_one_who_spoke_before(nlp: Language) -> None:
    first, second = said(nlp, "Tomas Arkin said that the pier was rotten. “I warned them,” he said.")
    assert (first.kind, second.kind) == ("indirect", "direct")
    assert [named(first), named(second)] == ["Tomas Arkin", "Tomas Arkin"]
    assert second.speaker is not None
    assert second.speaker.text == "he"


def test_she_is_not_the_man_who_was_named_last(nlp: Language) -> None:
    found = said(nlp, "Ms Calder met Mr Arkin at the pier on Monday.\n\n“It was cold,” she said.")
    assert [named(quote) for quote in found] == ["Calder"]


def test_a_partial_quote_in_a_frame_is_mixed_and_keeps_its_clause(nlp: Language) -> None:
    (quote,) = said(nlp, "Senior officials told reporters that the visit was a chance to “mend fences” with the islanders.")
    assert (quote.kind, named(quote)) == ("mixed", "Senior officials")
    assert "mend fences" in quote.text


def test_scare_quotes_and_titles_are_nobodys_words(nlp: Language) -> None:
    assert said(nlp, "The so-called “smart harbour” opens in May.\n\nThe film “A Winter of Small Boats” won a prize.") == []


def test_marks_reopened_over_paragraphs_are_one_quote(nlp: Language) -> None:
    (quote,) = said(nlp, "Calder said: “We will rebuild.\n\n“We will not wait for the rain to stop.”")
    assert len(quote.spans) == 2


def test_a_quote_without_a_cue_goes_on_with_its_speaker(nlp: Language) -> None:
    first, second = said(nlp, "“It was asleep beside my car,” said Gwen Tolliver.\n\n“It seemed polite. It did not growl.”")
    assert (second.cue, named(second)) == ("", named(first))


def test_the_minister_is_the_one_whose_title_it_is(nlp: Language) -> None:
    found = said(nlp, "Transport Minister Ines Calder visited the pier on Monday.\n\n“It is a ruin,” the minister said.")
    assert [named(quote) for quote in found] == ["Ines Calder"]


def test_an_unnamed_source_stays_as_it_stands(nlp: Language) -> None:
    (quote,) = said(nlp, "“She is furious,” a diplomat who was in the room said.")
    assert (named(quote), quote.speaker and quote.speaker.entity_id) == ("A diplomat", None)


def test_a_colon_announces_its_speaker(nlp: Language) -> None:
    assert [named(q) for q in said(nlp, "Mayor Kirsten Doyle was blunt: “Children cannot learn in a swimming pool.”")] == ["Kirsten Doyle"]


def test_an_outlet_that_relays_another_is_the_outlet_not_the_speaker(nlp: Language) -> None:
    found = said(nlp, "Governor Ines Calder told the Northern Ledger that the bridge would reopen in June.")
    assert [(named(quote), quote.outlet) for quote in found] == [("Ines Calder", "Northern Ledger")]


def test_a_frame_between_commas_leaves_both_halves(nlp: Language) -> None:
    (quote,) = said(nlp, "If the levy fails, Brandvik said, the town will sell the ferry.")
    assert [quote.text.split()[0], quote.text.split()[-1]] == ["If", "ferry."]


def test_who_asked_not_to_be_named_promised_nothing(nlp: Language) -> None:
    found = said(nlp, "Officials, who asked not to be named, said the forecast was too rosy.")
    assert [quote.text for quote in found] == ["the forecast was too rosy."]


def test_the_dateline_does_not_speak(nlp: Language) -> None:
    (quote,) = said(nlp, "PORT ELLERY, March 2 — Councillor Ines Calder said the pier was closed.")
    assert named(quote) == "Ines Calder"


@given(st.text(alphabet="He said it. “”\"'‘’,:6\nA—", max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_arrangement_of_marks_breaks_anything(nlp: Language, body: str) -> None:
    for quote in said(nlp, body):
        assert quote.text == " ".join(body[start:end] for start, end in quote.spans)
        if quote.speaker is not None:
            start, end = quote.speaker.span
            assert body[start:end] == quote.speaker.text


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Whitlow brushed off the charge as “more of the same from a desperate man.”", "more of the same", "Whitlow"),
        ("Arkin thanked the crew “for coming out in such terrible weather.”", "for coming out", "Arkin"),
        ("The audit, released in May, found “no sign that the pier was ever inspected.”", "no sign", "The audit"),
        ("Arkin called the paper “failing” and its reporters “the laziest people I ever met.”", "the laziest people", "Arkin"),
        ("The boats, Arkin pointed out, “and every one of them leaks to this day.”", "and every one of them", "Arkin"),
        ("Asked about the pier, Ines Calder said she was “not going to talk about rust.”", "not going to talk", "Ines Calder"),
        ("“It had to be somebody,” laughed Ray Tolland, 61.", "It had to be somebody", "Ray Tolland"),
        ("Critics were unmoved. Said another: “It is welfare for the shipyards and nothing more.”", "It is welfare", "Another"),
        ("Some feared a mayor who, as one of them put it, “could not find the harbour on a map.”", "could not find", "One of them"),
        ("Arkin said voters should ask “what is in those letters he will not show.”", "what is in those letters", "Arkin"),
        ("“He says, ‘Sorry,’ and I say, ‘About what?’” Tomas Arkin recounted on Monday.", "He says", "Tomas Arkin"),
        ("Not everybody agreed. Her friend Jo Petty nodded. “Amen to that, and pass the salt.”", "Amen to that", "Jo Petty"),
        ("Asked about it, Arkin's lawyer, Jon Cone, replied by email: “Do not call me again.”", "Do not call me", "Jon Cone"),
        (
            "The board's spokeswoman, Hope Linden — who worked for Cruse before him — called it “fiction from start to finish.”",
            "fiction from",
            "Hope Linden",
        ),
        ("Arkin was asked about it. “In due time I will show them,” came the reply.", "In due time", "Arkin"),
        ("“Who pays for the pier?” Ines Calder called to the gallery.", "Who pays for the pier?", "Ines Calder"),
    ],
)
def test_whoever_says_it_in_whatever_way_is_the_speaker(nlp: Language, body: str, words: str, speaker: str) -> None:
    assert speaker in [named(quote) for quote in said(nlp, body) if words in quote.text]


def test_a_name_between_commas_belongs_to_the_mention(nlp: Language) -> None:
    (quote,) = said(nlp, "“She talks plenty,” her husband, Ron Marsh, said.")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("her husband, Ron Marsh", "Ron Marsh")


def test_what_a_participle_tells_is_said_by_who_spoke_before_it(nlp: Language) -> None:
    found = said(nlp, "A spokesman called it “a fairy tale with decimals,” saying the full costs would come later.")
    assert {named(quote) for quote in found} == {"A spokesman"}


@pytest.mark.parametrize(
    "body",
    [
        "The “dust jar”, as villagers call it, now stands on the table.",
        "Asked if he could imagine it, Arkin paused.",
        "The pier, known to most as “the old lady of the river bend,” fell on Sunday.",
    ],
)
def test_what_nobody_says_is_no_quote(nlp: Language, body: str) -> None:
    assert said(nlp, body) == []


def test_two_who_take_turns_speak_in_turns(nlp: Language) -> None:
    found = said(
        nlp, "“He is decided,” said Ines Calder.\n\n“It is raining,” Tomas Arkin replied.\n\n“You always say that.”\n\n“It always rains.”"
    )
    assert [named(quote) for quote in found] == ["Ines Calder", "Tomas Arkin", "Ines Calder", "Tomas Arkin"]


def test_a_sign_or_slogan_is_nobodys_words_unless_somebody_speaks_them(nlp: Language) -> None:
    assert said(nlp, "The signs, which read “Honest Water First,” sell for $30. A banner said “Save Our Old Pier.”") == []
    assert [named(quote) for quote in said(nlp, "“Save Our Old Pier,” the crowd chanted.")] == ["The crowd"]


def test_what_a_speaker_says_within_what_others_tell_is_a_quote_of_its_own(nlp: Language) -> None:
    found = said(nlp, "According to two aides in the room, Ines Calder urged the board to “look at the bridge and not the noise.”")
    assert "Ines Calder" in [named(quote) for quote in found if "look at the bridge" in quote.text]


def test_they_who_share_a_surname_are_told_apart_by_title_and_paragraph(nlp: Language) -> None:
    body = (
        "Helen Marsh lost her husband in the flood. Mr. Dale Marsh was 61.\n\n“I will stay,” Mrs. Marsh said.\n\n"
        "His brother, Victor Marsh, runs the mill. “It is open,” Marsh said."
    )
    assert [named(quote) for quote in said(nlp, body)] == ["Helen Marsh", "Victor Marsh"]


def test_no_two_quotes_share_an_id_though_two_say_the_same_words(nlp: Language) -> None:
    found = said(nlp, "Ines Calder said Tomas Arkin told her “the pier would be closed by the end of May.”")
    assert len({quote.quote_id for quote in found}) == len(found)
    assert {named(quote) for quote in found} >= {"Ines Calder"}


def test_words_told_at_second_hand_are_theirs_who_are_said_to_say_them(nlp: Language) -> None:
    found = said(nlp, "Ines Calder said Tomas Arkin had called the pier “a ruin that nobody will miss.”")
    assert {named(quote) for quote in found if "a ruin" in quote.text} == {"Ines Calder", "Tomas Arkin"}


def test_a_verb_whose_subject_the_parser_lost_has_what_stands_before_it(nlp: Language) -> None:
    body = (
        "In a letter titled “A Night of Rust,” the mayor's brother, Jon Calder, wrote that the board “had no plan to help anybody in town.”"
    )
    assert [named(quote) for quote in said(nlp, body)] == ["Jon Calder"]


def test_the_headline_is_read_for_names_but_not_for_quotes(nlp: Language) -> None:
    reading = read(article(headline="“We will rebuild the pier,” says Calder", body="Mayor Ines Calder spoke on Monday."), nlp=nlp)
    named_there = entities(reading)
    assert [mention.field for entity in named_there for mention in entity.mentions if entity.name == "Ines Calder"] == ["headline", "body"]
    assert quotes(reading, named_there) == ()


def test_the_name_of_a_programme_is_no_piece_of_what_was_said_on_it(nlp: Language) -> None:
    found = said(nlp, "“I never met the man,” Tomas Arkin told the host of “This Morning.”")
    assert [(quote.text, named(quote)) for quote in found] == [("I never met the man", "Tomas Arkin")]


@pytest.mark.parametrize(
    ("construction", "body", "words", "speaker", "kind"),
    [
        ("name and colon", "Arkin: “I never saw the letter, not once.”", "I never saw the letter", "Arkin", "direct"),
        ("owner and colon", "Arkin lost. Calder's answer: “He should have asked.”", "He should have asked", "Calder", "direct"),
        ("straight marks", '"The pier is shut," Ines Calder said.', "The pier is shut", "Ines Calder", "direct"),
        ("nested", "“He said ‘no’ twice,” Ines Calder said.", "He said ‘no’ twice", "Ines Calder", "direct"),
        ("inch mark", '"A 36" pipe broke," Ines Calder said.', "pipe broke", "Ines Calder", "direct"),
        ("according to", "The pier is safe, according to the harbour board.", "The pier is safe", "harbour board", "indirect"),
        ("told reporters", "Ines Calder told reporters that the pier was safe.", "the pier was safe", "Ines Calder", "indirect"),
        ("as X put it", "As Ines Calder put it, “You get a pier or you get a puddle.”", "You get a pier", "Ines Calder", "direct"),
        ("in a statement", "In a statement, the harbour board called the fall “regrettable.”", "regrettable", "harbour board", "mixed"),
        ("who said", "They met Ines Calder, who said that the pier was shut.", "the pier was shut", "Ines Calder", "indirect"),
        ("plural", "“It was dark,” two senior officials said.", "It was dark", "Two senior officials", "direct"),
        ("anonymous", "“It was dark,” said a person who was not authorized to speak.", "It was dark", "A person", "direct"),
        ("partial", "Ines Calder said she was “deeply sorry.”", "deeply sorry", "Ines Calder", "mixed"),
        ("infinitive", "Ines Calder vowed to rebuild the pier.", "to rebuild the pier", "Ines Calder", "indirect"),
        ("verb first", "“It is over,” added Ines Calder, the mayor.", "It is over", "Ines Calder", "direct"),
        ("her title later", "Mayor Ines Calder came on Monday. “It is over,” the mayor said.", "It is over", "Ines Calder", "direct"),
        ("in a tweet", "In a tweet, Arkin called her “the worst mayor this town has had.”", "the worst mayor", "Arkin", "mixed"),
        ("saying", "Arkin left early, saying “nobody asked me to stay for the vote.”", "nobody asked me", "Arkin", "direct"),
        (
            "in the words of",
            "It was, in the words of Ines Calder, “a pier with a drinking problem.”",
            "a pier with",
            "Ines Calder",
            "direct",
        ),
    ],
)
def test_each_construction_gives_its_quote(nlp: Language, construction: str, body: str, words: str, speaker: str, kind: str) -> None:
    found = [quote for quote in said(nlp, body) if words in quote.text]
    assert speaker in [named(quote).removeprefix("The ") for quote in found]
    assert kind in [quote.kind for quote in found]


@pytest.mark.parametrize(
    ("near_miss", "body"),
    [
        ("title of a work", "Her novel “The Last Ferry to Ellery” sold well."),
        ("scare quotes", "The so-called “expert panel” met in May."),
        ("nickname", "Tomas “the Anchor” Arkin retired in May."),
        ("feet and inches", 'Arkin, who is 6\'4", walked the 12" plank.'),
        ("apostrophes", "The sailors' union and the pilots' union met in '98."),
        ("word as a word", "The Norse word “vik” means a bay."),
        ("lone mark", "The “old pier fell on Sunday."),
        ("not said", "Ines Calder did not say whether the pier would open."),
    ],
)
def test_near_misses_are_no_quotes(nlp: Language, near_miss: str, body: str) -> None:
    assert said(nlp, body) == []
