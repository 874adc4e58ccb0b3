"""Who said what: direct, mixed and indirect quotes of an article's body, each with its speaker.

Quotation marks tell where speech is, words of saying beside them whose it is; the parse finds speech without marks. What stands in
marks without anybody saying it (a title, a scare quote) is left out, unless a speaker is going on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from schemas.common import Span
from schemas.enriched import Entity, Quote, Speaker
from schemas.ids import stable_id
from streams.domain.enrich import cues
from streams.domain.enrich.frame import SENTENCE_ENDS, Frame, noun_phrase, subject_of, tells
from streams.domain.enrich.frame_beside import SPEAKING, after, before, embedded, gives_name
from streams.domain.enrich.frame_parsed import frames
from streams.domain.enrich.marks import Stretch, paragraphs, stretches
from streams.domain.enrich.reading import Reading, sentence_of
from streams.domain.enrich.speakers import Cast, cast

FREE_WORDS = 4
"""The fewest words of a quote that nobody is said to say: fewer are titles and scare quotes."""


EMBEDDED_WORDS = 5
"""The fewest words of a quote that the article's sentence takes in without a word of saying."""

SHORT_WORD = 3
"""Letters of words that a title leaves in lower case."""
NAMED_BACK = 3
"""Tokens before a stretch among which "known", "called" or "song" makes it a name."""
FAR_BACK = 3
"""Paragraphs that a quote standing alone may reach back for its speaker, where nobody else comes between."""
TURN_WORDS = 12
"""The most words of what people say in turns."""

MAX_LINK = 6
"""Tokens between two pieces that one word of saying holds: "and its many friends"."""

RELAYED = 0.6
"""The share of an outlet's words that another's quote must fill to make them a mere relay: the rest is "Calder also said that"."""


@dataclass(slots=True, kw_only=True)
class _Found:
    """A quote on its way: where it is and who is beside it."""

    kind: Literal["direct", "mixed", "indirect"]
    spans: list[Span]
    frame: Frame | None
    paragraph: int
    speaker: Speaker | None = None
    leans_on: "_Found | None" = None
    """The quote whose speaker goes on."""

    @property
    def at(self) -> int:
        """Where it is read: its frame or its first words."""
        return min([self.spans[0][0]] + ([self.frame.cue.start_char] if self.frame is not None and self.frame.speaker is not None else []))


def quotes(reading: Reading, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Find the quotes of the body.

    Args:
        reading: The article's documents; without a parse only speech in quotation marks is found.
        entities: The article's, for the speakers' names.

    Returns:
        In the order of their first character. Spans of one quote don't overlap; an indirect quote may hold another one.
    """
    if reading.body is None:
        return ()
    doc, body = reading.body.doc, reading.body.text
    marked = stretches(body)
    stage = cast(doc, entities, marked)
    found = _marked(doc, body, marked)
    if doc.has_annotation("DEP"):
        _add_indirect(doc, body, marked, found)
    found.sort(key=lambda quote: (quote.at, quote.spans))
    for quote in found:
        _name(quote, stage)
    article = reading.article
    outlets = {id(quote): _outlet(quote, found, stage) for quote in found}
    kept = [quote for quote in found if not _relays(quote, found, stage)]
    records = []
    for quote in sorted(kept, key=lambda quote: quote.spans):
        spans = tuple(quote.spans)
        text = " ".join(body[start:end] for start, end in spans)
        records.append(
            Quote(
                quote_id=stable_id(article.uri, article.revision, *spans, text, *_said_where(quote)),
                uri=article.uri,
                revision=article.revision,
                language=article.language,
                kind=quote.kind,
                spans=spans,
                text=text,
                cue=" ".join(quote.frame.cue.text.split()) if quote.frame is not None else "",
                speaker=quote.speaker,
                outlet=outlets[id(quote)],
            )
        )
    return tuple({record.quote_id: record for record in records}.values())


def _said_where(quote: _Found) -> tuple[int, ...]:
    """Where a quote's cue and mention stand: two people may be said to say the same words."""
    cue = (quote.frame.cue.start_char, quote.frame.cue.end_char) if quote.frame is not None else ()
    return (*cue, *(quote.speaker.span if quote.speaker is not None else ()))


def _between(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that lie within [start, end) characters, blanks at the edges left out."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    tokens = [] if span is None else list(span)
    while tokens and tokens[0].is_space:
        tokens = tokens[1:]
    while tokens and tokens[-1].is_space:
        tokens = tokens[:-1]
    return tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A quoted stretch with what stands around it in its paragraph."""

    stretch: Stretch
    text: str
    ahead: list[Token]
    """From the quote before it, or the paragraph's start; the announcing paragraph before where it stands alone."""
    behind: list[Token]
    """To the next quote, or the paragraph's end."""
    last_char: str
    """Before the closing mark; "" where nothing closes it."""
    comma: bool
    """Whether one stands behind the closing mark."""
    follows: bool
    """Whether another quote stands before it in the paragraph."""
    carried: bool
    """Whether the paragraph before left its quote open."""

    @property
    def capital(self) -> bool:
        """Whether it begins like a sentence."""
        return self.text[0].isupper() or self.text[0].isdigit() or self.text[0] in "[…."


def _spots(doc: Doc, body: str, marked: Sequence[Stretch]) -> Iterator[_Spot]:
    places = paragraphs(body)
    for number, stretch in enumerate(marked):
        start, end = places[stretch.paragraph]
        left = marked[number - 1] if number else None
        right = marked[number + 1] if number + 1 < len(marked) else None
        follows = left is not None and left.paragraph == stretch.paragraph
        ahead = _between(doc, left.outer[1] if left is not None and follows else start, stretch.outer[0])
        behind = _between(doc, stretch.outer[1], right.outer[0] if right is not None and right.paragraph == stretch.paragraph else end)
        carried = left is not None and left.open_ended and left.paragraph == stretch.paragraph - 1 and not ahead
        if not ahead and not follows and stretch.paragraph and body[places[stretch.paragraph - 1][1] - 1] == ":":
            ahead = _between(doc, *places[stretch.paragraph - 1])
        closing = stretch.outer[1]
        yield _Spot(
            stretch=stretch,
            text=body[slice(*stretch.span)],
            ahead=ahead,
            behind=behind,
            last_char="" if stretch.open_ended else body[stretch.outer[0] + 1 : closing - 1].rstrip("’'\" ")[-1:],
            comma=body[closing : closing + 1] == ",",
            follows=follows,
            carried=carried,
        )


def _marked(doc: Doc, body: str, marked: Sequence[Stretch]) -> list[_Found]:
    """The quotes that quotation marks show."""
    found: list[_Found] = []
    for spot in _spots(doc, body, marked):
        last = found[-1] if found else None
        if last is not None and last.kind == "direct" and _continues(spot, last):
            last.spans.append(spot.stretch.span)
            last.paragraph = spot.stretch.paragraph
        elif _is_title(spot) or (_is_slogan(spot.text) and not _is_spoken(spot, last)):
            continue
        elif (framed := _framed(spot, last)) is not None:
            found.append(framed)
        elif last is not None and _is_linked_piece(spot, last):
            found.append(_Found(kind="mixed", spans=[spot.stretch.span], frame=last.frame, paragraph=spot.stretch.paragraph))
        elif (asked := _asked(body, spot, found)) is not None:
            found.append(_Found(kind="direct", spans=[spot.stretch.span], frame=None, paragraph=spot.stretch.paragraph, leans_on=asked))
        elif _is_free(spot):
            _go_on(doc, spot, found)
        elif (frame := _embedded(doc, spot)) is not None:
            found.append(_Found(kind="mixed", spans=[spot.stretch.span], frame=frame, paragraph=spot.stretch.paragraph))
        elif last is not None and last.paragraph == spot.stretch.paragraph and _is_wordy(spot):
            found.append(_Found(kind="mixed", spans=[spot.stretch.span], frame=None, paragraph=spot.stretch.paragraph, leans_on=last))
        elif spot.capital and _only_links(spot.behind):
            found.append(_Found(kind="direct", spans=[spot.stretch.span], frame=None, paragraph=spot.stretch.paragraph))
    return [quote for quote in found if quote.frame is not None or quote.leans_on is not None or len(quote.spans) > 1]


def _is_title(spot: _Spot) -> bool:
    """Whether the words before a stretch make it the name of something: "known as “…”", "the headline “…”"."""
    last = [token.lower_ for token in spot.ahead[-2:]]
    return spot.capital and bool(last) and (last[-1] in cues.NAMING or (last[-1] == "as" and last[0] in cues.NAMING))


def _is_slogan(text: str) -> bool:
    """Whether words are written like a title, a sign or a slogan: “Make It Work Again”, "NO PARKING HERE"."""
    said = [word.strip("“”\"'‘’.,!?") for word in text.split()]
    said = [word for word in said if word[:1].isalnum() and word.split("’")[0].split("'")[0] != "I"]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in said)
    return capitals > 1 and all(word[0].isupper() or word[0].isdigit() or len(word) <= SHORT_WORD for word in said)


def _is_spoken(spot: _Spot, last: _Found | None) -> bool:
    """Whether a verb of saying with somebody for its subject stands right beside a stretch: "“Lock Her Up,” they chanted"."""
    framed = None if _within_clause(spot) and spot.ahead[-1].lower_ not in SPEAKING else _framed(spot, last)
    if framed is None or framed.frame is None or not len(framed.frame.cue) or framed.frame.speaker is None:
        return False
    spoken = framed.frame.cue[0].lower_ in SPEAKING and framed.frame.cue[0].lower_ not in ("read", "reads")
    return spoken and tells(framed.frame.speaker.root) and framed.frame.speaker.root.lower_ not in cues.PAPERS


def _is_wordy(spot: _Spot) -> bool:
    """Whether a stretch within the article's own sentence is no name and has too many words for a scare quote."""
    said = spot.text.split()
    named = any(gives_name(token) for token in spot.ahead[-NAMED_BACK:])
    return bool(spot.ahead) and len(said) >= EMBEDDED_WORDS and sum(word[0].isupper() for word in said) <= len(said) / 2 and not named


def _embedded(doc: Doc, spot: _Spot) -> Frame | None:
    """Whose words a stretch within the article's own sentence is."""
    if not _is_wordy(spot):
        return None
    tokens = _between(doc, *spot.stretch.span)
    return embedded(tokens[0], spot.ahead) if tokens else None


def _within_clause(spot: _Spot) -> bool:
    """Whether a stretch is a piece of a sentence that began before it: "The plan was “mad,” she said"."""
    return not spot.follows and bool(spot.ahead) and not spot.ahead[-1].is_punct and spot.ahead[-1].lower_ not in ("and", "but")


def _continues(spot: _Spot, last: _Found) -> bool:
    """Whether a stretch is the next piece of the last quote: "“…,” she said. “…”"; it may bring the frame that was missing."""
    links = spot.follows and _only_links(spot.ahead)
    if (spot.carried or links) and last.frame is None and last.leans_on is None:
        last.frame = after(spot.behind, last_char=spot.last_char, comma=spot.comma)
    if spot.carried:
        return True
    if not spot.follows or last.paragraph != spot.stretch.paragraph or not spot.ahead:
        return False
    if links:
        return True
    rest = _behind_frame(spot, last)
    ends = any(token.text in SENTENCE_ENDS for token in rest)
    if not ends and rest and not rest[-1].is_punct and _is_slogan(spot.text):
        return False
    if ends and after(spot.behind, last_char=spot.last_char, comma=spot.comma) is not None:
        return False
    return len(rest) < len(spot.ahead) and _goes_on(rest) and (spot.capital or not ends)


def _behind_frame(spot: _Spot, last: _Found) -> list[Token]:
    """What stands before a quote without the frame of the quote before it."""
    if last.frame is None or not spot.ahead or last.frame.cue.start < spot.ahead[0].i or last.paragraph != spot.stretch.paragraph:
        return spot.ahead
    return [token for token in spot.ahead if token.i >= last.frame.cue.end]


def _framed(spot: _Spot, last: _Found | None) -> _Found | None:
    """A quote by the words behind it or before it."""
    paragraph = spot.stretch.paragraph
    frame = after(spot.behind, last_char=spot.last_char, comma=spot.comma)
    if frame is not None:
        kind: Literal["direct", "mixed"] = "mixed" if _within_clause(spot) else "direct"
        return _Found(kind=kind, spans=[spot.stretch.span], frame=frame, paragraph=paragraph)
    frame = before(spot.ahead if last is None else _behind_frame(spot, last), capital=spot.capital)
    if frame is None:
        return None
    leans_on = last if last is not None and last.paragraph == paragraph and frame.speaker is None else None
    if frame.speaker is None and leans_on is None:
        return None
    return _Found(kind=frame.kind, spans=[spot.stretch.span], frame=frame, paragraph=paragraph, leans_on=leans_on)


def _only_links(between: Sequence[Token]) -> bool:
    """Whether nothing but "and, later," stands between two quotes."""
    return any(token.pos_ == "CCONJ" for token in between) and all(token.is_punct or token.pos_ in ("CCONJ", "ADV") for token in between)


def _is_linked_piece(spot: _Spot, last: _Found) -> bool:
    """Whether nothing but "and that" or "and its crew" stands between a quoted piece and the one before."""
    if not spot.follows or last.kind != "mixed" or last.frame is None or last.paragraph != spot.stretch.paragraph:
        return False
    rest = _behind_frame(spot, last)
    joined = any(token.pos_ == "CCONJ" for token in rest) or not rest or rest[-1].text == ","
    return joined and len(rest) <= MAX_LINK and not any(token.pos_ in ("VERB", "AUX") or token.text in SENTENCE_ENDS for token in rest)


def _goes_on(rest: Sequence[Token]) -> bool:
    """Whether nothing but the end of the frame's sentence stands before the next quote."""
    ends = [number for number, token in enumerate(rest) if token.text in SENTENCE_ENDS]
    if ends and ends[0] < len(rest) - 1:
        return False
    return not any(token.lower_ in cues.SAYING and token.pos_ == "VERB" for token in rest)


def _is_free(spot: _Spot) -> bool:
    """Whether a quote without a frame is a sentence of its own."""
    closed = spot.last_char in ".!?…," or not spot.behind or spot.behind[0].text in SENTENCE_ENDS
    opened = not spot.ahead or spot.ahead[-1].text in SENTENCE_ENDS or spot.ahead[-1].text == ":"
    return spot.capital and closed and opened and len(spot.text.split()) >= FREE_WORDS


def _go_on(doc: Doc, spot: _Spot, found: list[_Found]) -> None:
    """Give a quote without a frame to whoever is speaking; one that the next paragraph carries on may wait for its frame."""
    paragraph, span = spot.stretch.paragraph, spot.stretch.span
    spoken = found[-1] if found and found[-1].paragraph >= paragraph - 1 else None
    if spoken is not None and not spot.ahead and spoken.paragraph == paragraph:
        spoken.spans.append(span)
        return
    subject = _subject_before(doc, spot.stretch, spot.ahead) if spot.ahead or spoken is None else None
    if subject is not None:
        frame = Frame(cue=doc[subject.i : subject.i], speaker=noun_phrase(subject))
        found.append(_Found(kind="direct", spans=[span], frame=frame, paragraph=paragraph))
    else:
        spoken = spoken or (found[-1] if found and not spot.ahead and found[-1].paragraph >= paragraph - FAR_BACK else None)
        if spoken is not None or spot.stretch.open_ended:
            found.append(_Found(kind="direct", spans=[span], frame=None, paragraph=paragraph, leans_on=spoken))


def _asked(body: str, spot: _Spot, found: Sequence[_Found]) -> _Found | None:
    """The quote before the last one, where two people take turns in short paragraphs: its speaker answers."""
    if spot.ahead or spot.behind or spot.follows or spot.carried or not spot.capital or len(found) < 2:
        return None
    one, other = found[-2:]
    if other.paragraph != spot.stretch.paragraph - 1 or one.paragraph != other.paragraph - 1 or other.leans_on is one:
        return None
    last = [body[slice(*span)] for span in other.spans] + [spot.text]
    return one if all(len(text.split()) <= TURN_WORDS for text in last) else None


def _subject_before(doc: Doc, stretch: Stretch, ahead: Sequence[Token]) -> Token | None:
    """The subject of the sentence before a quote, if it is a person or "he"."""
    before_it = doc.char_span(0, stretch.outer[0], alignment_mode="contract")
    tokens = list(ahead) or (list(before_it) if before_it is not None else [])
    while tokens and (tokens[-1].is_space or tokens[-1].text in '"“”'):
        tokens.pop()
    if not tokens:
        return None
    sentence = sentence_of(tokens[-1])
    subject = subject_of(sentence.root) or next((child for child in sentence.root.children if child.dep_ == "nsubjpass"), None)
    if subject is None:
        return None
    return subject if tells(subject) else None


def _add_indirect(doc: Doc, body: str, marked: Sequence[Stretch], found: list[_Found]) -> None:
    """Add speech without marks; what stands in marks within it makes it mixed."""
    outside = [True] * len(doc)
    for stretch in marked:
        span = doc.char_span(*stretch.span, alignment_mode="contract")
        for token in span or ():
            outside[token.i] = False
    places = paragraphs(body)
    used = {quote.frame.cue.start for quote in found if quote.frame is not None and quote.kind == "direct" and len(quote.frame.cue)}
    partial = [quote for quote in found if quote.kind == "mixed"]
    for frame, content in frames(doc, outside):
        if frame.cue.start in used:
            continue
        spans = [(tokens.start_char, tokens.end_char) for tokens in content]
        spans, within = _whole(spans, marked)
        number = next((n for n, (start, end) in enumerate(places) if start <= frame.cue.start_char < end), 0)
        pieces = [quote for quote in partial if quote in found and any(_inside(quote.spans[0], span) for span in spans)]
        direct = [quote for quote in found if quote.kind == "direct" and any(_touch(a, b) for a in quote.spans for b in spans)]
        if direct:
            continue
        for piece in pieces:
            if not _told_within(piece, spans):
                found.remove(piece)
        found.append(_Found(kind="mixed" if within else "indirect", spans=spans, frame=frame, paragraph=number))


def _told_within(piece: _Found, spans: Sequence[Span]) -> bool:
    """Whether a piece has a frame of its own within what is told: "according to aides, Calder called it “mad”"."""
    cue = piece.frame.cue if piece.frame is not None else None
    return cue is not None and any(_inside((cue.start_char, cue.end_char), span) for span in spans)


def _whole(spans: Sequence[Span], marked: Sequence[Stretch]) -> tuple[list[Span], bool]:
    """Spans that cut no quoted stretch in two, and whether any holds one."""
    whole: list[Span] = []
    within = False
    for span in spans:
        start, end = span
        for stretch in marked:
            if _touch(stretch.outer, (start, end)):
                within = True
                start, end = min(start, stretch.outer[0]), max(end, stretch.outer[1])
        if whole and start < whole[-1][1]:
            first = whole.pop()
            start, end = first[0], max(end, first[1])
        whole.append((start, end))
    return whole, within


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _name(quote: _Found, stage: Cast) -> None:
    if quote.frame is not None and quote.frame.speaker is not None:
        quote.speaker = stage.speaker(quote.frame.speaker)
    elif quote.leans_on is not None:
        quote.speaker = quote.leans_on.speaker


def _relays(outer: _Found, found: Sequence[_Found], stage: Cast) -> bool:
    """Whether an outlet's words are hardly more than the quote of somebody else that they relay."""
    if outer.speaker is None or not stage.is_outlet(outer.speaker):
        return False
    chars = sum(end - start for start, end in outer.spans)
    return any(
        inner is not outer
        and inner.speaker is not None
        and inner.speaker.name != outer.speaker.name
        and inner.frame is not None
        and any(_inside((inner.frame.cue.start_char, inner.frame.cue.end_char), span) for span in outer.spans)
        and sum(end - start for start, end in inner.spans if any(_inside((start, end), span) for span in outer.spans)) >= RELAYED * chars
        for inner in found
    )


def _outlet(quote: _Found, found: Sequence[_Found], stage: Cast) -> str:
    """The organisation that relays a quote: it is told it, cites who said it, or reports it in a quote around this one."""
    frame = quote.frame
    if frame is None:
        return _outlet(quote.leans_on, found, stage) if quote.leans_on is not None else ""
    if frame.hearer is not None and (name := stage.organisation(frame.hearer)):
        return name
    citing = frame.speaker.root.head if frame.speaker is not None else None
    citer = subject_of(citing) if citing is not None and citing.lower_ in cues.CITING else None
    if citer is not None and (name := stage.organisation(noun_phrase(citer))):
        return name
    for outer in found:
        speaker = outer.speaker
        around = outer is not quote and speaker is not None and any(start <= frame.cue.start_char < end for start, end in outer.spans)
        if around and speaker is not None and quote.speaker is not None and speaker.name != quote.speaker.name and stage.is_outlet(speaker):
            return speaker.name
    return ""
