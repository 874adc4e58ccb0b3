"""What an enriched article is also told as, record by record: its quotes and its entities."""

from schemas.enriched import Enriched, EntityMention, Quote


def parts(said: Enriched) -> tuple[Quote | EntityMention, ...]:
    """The records of wire.quote and wire.entity that an article gives, quotes first."""
    mentions = (
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
    return (*said.quotes, *mentions)


def under_embargo(said: Enriched) -> bool:
    """Whether an article may not be told when it comes; story tells its parts when the embargo ends."""
    return said.embargoed_until is not None and said.embargoed_until > said.received_at
