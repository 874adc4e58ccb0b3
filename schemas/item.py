"""wire.item: what the wire sent, read but not yet compared with anything."""

from dataclasses import dataclass, field
from datetime import date as Day
from typing import Literal

from schemas.common import Instant

EditorialKind = Literal["update", "writethru", "correction", "kill", "refile", "advisory", "hold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a desk says that it wrote: "BEIRUT, May 6"."""

    place: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """What the desk meant by sending this item again."""

    kind: EditorialKind
    number: int | None = None
    """The n of UPDATE n- or of nth lead; none where the desk gave none."""
    note: str | None = None
    """The editor's note as sent: "Corrects name in paragraph 3"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One wire item as the desk sent it, its text clean; key = language; topic wire.item."""

    item_id: str
    """Hash of wire.raw topic, partition and offset: the same message has the same id however often it is read."""
    uri: str
    """The wire's own id, stable across versions: "urn:newsml:example.com:20261101:nL8N3AB"."""
    version: str
    """As the wire gave it; "" where it gave none."""
    provider: str
    language: str
    """BCP 47, lower case: "en", "pt-br"; "und" where it is unknown."""
    version_created: Instant
    """The desk's clock, UTC. Show this."""
    received_at: Instant
    """When wire.raw got it, UTC. Windows and decay run on this."""
    embargoed_until: Instant | None = None
    headline: str = ""
    kicker: str = ""
    """The line above a headline or a pull quote."""
    dek: str = ""
    """The line below the headline."""
    body: str = ""
    """Plain text, NFC; paragraphs are separated by one empty line ("\\n\\n")."""
    byline: str = ""
    dateline: Dateline | None = None
    slug: str = ""
    lead_number: int | None = None
    urgency: int | None = None
    """IPTC 1 (flash) to 9."""
    pub_status: str = "usable"
    """usable | withheld | canceled, as in NewsML-G2."""
    editorial: Editorial | None = None
    captions: tuple[str, ...] = field(default=())
    """Captions and credits taken out of the body, in their order."""
    usage_terms: str = ""
