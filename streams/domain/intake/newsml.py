"""NewsML-G2: a newsItem, or a newsMessage with many of them; a packageItem says what belongs together and has no text of its own.

Source: IPTC, NewsML-G2 2.x, https://iptc.org/std/NewsML-G2/; its guid and version name the item, the qualified codes of pubStatus,
itemClass and signal say by their last part what they mean.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from schemas.errors import InvalidEvent
from streams.domain.intake.clean import split_paragraphs
from streams.domain.intake.fields import Fields, Found, urgency_of
from streams.domain.intake.markup import paragraphs_in, paragraphs_of
from streams.domain.intake.times import embargo, instant
from streams.domain.intake.xml import below, name_of, parse, words_in

ROOTS = frozenset({"newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"})
_TEXT_CLASSES = frozenset({"", "text", "composite"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one message.

    Returns:
        For each item of the message its fields, None where it is no text, or what is wrong with it.

    Raises:
        InvalidEvent: If it is no XML, or its root is none of NewsML-G2's.
    """
    root, guesses = parse(value, charset)
    if name_of(root).lower() not in ROOTS:
        raise InvalidEvent(f"value: <{name_of(root)[:40]}> is no NewsML-G2")
    if name_of(root) != "newsMessage":
        return (_tried(root, "", guesses),)
    sender = "".join(map(words_in, [*below(root, "header", "sender")][:1]))
    return tuple(_tried(item, sender, guesses) for item_set in below(root, "itemSet") for item in item_set if name_of(item))


def _tried(item: "etree._Element", sender: str, guesses: tuple[str, ...]) -> Found:
    try:
        return _item(item, sender, guesses)
    except InvalidEvent as error:
        return error


def _item(item: "etree._Element", sender: str, guesses: tuple[str, ...]) -> Fields | None:
    if name_of(item) != "newsItem":
        return None
    uri = item.get("guid", "")
    if _code(item, "itemMeta", "itemClass") not in _TEXT_CLASSES:
        return None
    paragraphs, captions, language = _content(item)
    version_created, guessed = instant(_text(item, "itemMeta", "versionCreated"), name="versionCreated")
    embargoed_until, embargo_guessed = embargo(_text(item, "itemMeta", "embargoed"), name="embargoed", uri=uri)
    endless = next(below(item, "itemMeta", "embargoed"), None) is not None and embargoed_until is None
    tags = [*(each.get("tag", "") for each in below(item, "contentMeta", "language")), language, item.get(_LANG, "")]
    return Fields(
        uri=uri,
        version=item.get("version", ""),
        provider=_named(item, "itemMeta", "provider") or _named(item, "contentMeta", "infoSource") or sender,
        language=next(filter(None, tags), ""),
        version_created=version_created,
        embargoed_until=embargoed_until,
        headline=_headline(item),
        dek=_described(item),
        paragraphs=paragraphs,
        captions=captions,
        byline=_text(item, "contentMeta", "by") or _named(item, "contentMeta", "creator"),
        located=_text(item, "contentMeta", "dateline") or _named(item, "contentMeta", "located"),
        slug=_text(item, "contentMeta", "slugline"),
        urgency=urgency_of(_text(item, "contentMeta", "urgency")),
        pub_status="withheld" if endless else _code(item, "itemMeta", "pubStatus"),
        note=" ".join(words_in(note) for note in below(item, "itemMeta", "edNote")),
        signals=tuple(_code_of(signal) for signal in below(item, "itemMeta", "signal")),
        evolved_from=_evolved_from(item, uri),
        usage_terms=_text(item, "rightsInfo", "usageTerms"),
        guesses=(*guesses, *guessed, *embargo_guessed, *(["embargoed without an end: withheld"] if endless else [])),
    )


def _text(item: "etree._Element", *path: str) -> str:
    """The text of the first element at the path that has any."""
    return next((text for each in below(item, *path) if (text := words_in(each).strip())), "")


def _code_of(element: "etree._Element") -> str:
    said = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return str(said).rpartition(":")[2].rpartition("/")[2].lower()


def _code(item: "etree._Element", *path: str) -> str:
    """The last part of the qualified code at the path: "stat:canceled" is "canceled"."""
    return next((code for each in below(item, *path) if (code := _code_of(each))), "")


def _named(item: "etree._Element", *path: str) -> str:
    """The name of a party or place; its literal or code where it has none."""
    for each in below(item, *path):
        said = _text(each, "name") or each.get("literal") or str(each.get("qcode") or each.get("uri") or "").rpartition(":")[2]
        if said:
            return str(said)
    return ""


def _headline(item: "etree._Element") -> str:
    """The headline for the item itself, before one for another use."""
    found = sorted(
        below(item, "contentMeta", "headline"), key=lambda each: each.get("role", "").rpartition(":")[2] not in ("", "main", "headline")
    )
    return next((text for each in found if (text := words_in(each).strip())), "") or _text(item, "itemMeta", "title")


def _described(item: "etree._Element") -> str:
    """The line below the headline; a caption's description belongs to a picture."""
    subheads = [*below(item, "contentMeta", "subheadline")]
    found = [
        each for each in below(item, "contentMeta", "description") if each.get("role", "").rpartition(":")[2] in ("", "summary", "abstract")
    ]
    return next((text for each in (*subheads, *found) if (text := words_in(each).strip())), "")


def _evolved_from(item: "etree._Element", uri: str) -> str:
    """The item that this one takes up: a link whose relation says so, or an alternative derived-from name."""
    for link in (*below(item, "itemMeta", "link"), *below(item, "contentMeta", "link")):
        relation = str(link.get("rel", "")).rpartition(":")[2].lower()
        target = link.get("residref") or link.get("href") or ""
        if relation in ("evolvedfrom", "previousversion", "replaces") and target and target != uri:
            return str(target)
    return ""


def _content(item: "etree._Element") -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Paragraphs, captions and language of the first rendition that has text."""
    for rendition in _renditions(item):
        if name_of(rendition) == "inlineXML":
            nitf = next((each for each in rendition.iter() if name_of(each) == "body.content"), None)
            paragraphs, captions = paragraphs_in(rendition if nitf is None else nitf)
        elif "html" in rendition.get("contenttype", ""):
            paragraphs, captions = paragraphs_of(words_in(rendition))
        elif rendition.get("encoding"):
            continue
        else:
            paragraphs, captions = split_paragraphs(words_in(rendition)), ()
        if paragraphs:
            return paragraphs, captions, rendition.get(_LANG, "")
    return (), (), ""


def _renditions(item: "etree._Element") -> Iterator["etree._Element"]:
    for content in below(item, "contentSet"):
        yield from (each for each in content if name_of(each) in ("inlineXML", "inlineData"))
