"""What an article says, in one record: who and what is named, who said what, which events and figures are stated.

Each field is read once, and the reading handed to one module a question; none of them sees another article.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from spacy.language import Language

from schemas.article import Article
from schemas.common import primary_language
from schemas.enriched import Enriched
from streams.domain.enrich.claims import claim_mentions
from streams.domain.enrich.entities import entities
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.inner_names import with_inner_names
from streams.domain.enrich.quotes import quotes
from streams.domain.enrich.reading import MAX_CHARS, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """An article read by the model and the rules."""

    enriched: Enriched


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """An article in a language that the rules don't know, passed on as it came."""

    enriched: Enriched


def enrich(article: Article, *, nlp: Language, max_chars: int = MAX_CHARS) -> Analysed | Unsupported:
    """Say what an article says.

    Args:
        article: Any; without a text it names nobody and states nothing.
        nlp: A pipeline for the article's language with parts of speech, lemmas, dependencies and named entities.
        max_chars: How much of each field is read.

    Returns:
        The article's own fields unchanged, with what was found. The same for the same article and model.
    """
    if not is_english(article.language):
        return Unsupported(enriched=_with(article))
    reading = read(article, nlp=nlp, max_chars=max_chars)
    named = entities(reading)
    said = quotes(reading, named)
    return Analysed(
        enriched=_with(
            article,
            entities=with_inner_names(reading, named),
            quotes=said,
            events=event_mentions(reading, named),
            figures=figure_mentions(reading, named),
            claims=claim_mentions(reading, said),
            model=model_name(nlp),
            unread_chars=reading.unread_chars,
        )
    )


def is_english(language: str) -> bool:
    """Whether a BCP 47 tag is English.

    >>> [is_english(tag) for tag in ("en", "en-gb", "de", "und")]
    [True, True, False, False]
    """
    return primary_language(language) == "en"


@lru_cache(maxsize=8)
def model_name(nlp: Language) -> str:
    """Name and version of a pipeline as its package gives them: "en_core_web_sm 3.8.0".

    Asked once of each: spaCy describes all its pipes anew each time.
    """
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _with(article: Article, **found: object) -> Enriched:
    return Enriched(**{field.name: getattr(article, field.name) for field in fields(Article)}, **found)  # type: ignore[arg-type]
