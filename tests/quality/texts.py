"""What a second text tells of a story that had a first one: the shortest way through enrich and update."""

from spacy.language import Language

from schemas.update import Update
from streams.domain.enrich.claims import claim_mentions
from streams.domain.enrich.entities import entities
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.quotes import quotes
from streams.domain.enrich.reading import read
from streams.domain.update.advance import advance
from streams.domain.update.policy import UpdatePolicy
from streams.domain.update.state import new_story
from tests.builders import NOON, after, article, filed
from tests.telling import loud


def told_of(before: str, text: str, *, nlp: Language) -> list[Update]:
    """What `text` tells, a day after `before`; what alerts nobody is left out."""
    state = new_story("s1", "en")
    told: list[Update] = []
    for n, body in enumerate((before, text)):
        when = after(days=n)
        one = article(uri=f"wire:{n}", headline="", body=body, version_created=when, received_at=when)
        reading = read(one, nlp=nlp)
        named = entities(reading)
        record = filed(
            uri=one.uri,
            lineage=one.uri,
            headline="",
            body=body,
            version_created=when,
            received_at=when,
            entities=named,
            events=event_mentions(reading, named),
            figures=figure_mentions(reading, named),
            claims=claim_mentions(reading, quotes(reading, named)),
        )
        state, told = advance(state, record, policy=UpdatePolicy(), now=NOON)
    return loud(told)
