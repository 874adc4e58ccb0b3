"""Who said what: direct, mixed and indirect quotes of an article's body, each with its speaker.

Quotation marks tell where speech is, words of saying beside them whose it is; the parse finds speech without marks. What stands in
marks without anybody saying it (a title, a scare quote) is left out, unless a speaker is going on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from schemas.common import Span
from schemas.enriched import Entity, Quote, Speaker
from schemas.ids import stable_id
from streams.domain.enrich import cues
from streams.domain.enrich.frames import SENTENCE_ENDS, Frame, after, before, frames, noun_phrase, subject_of
from streams.domain.enrich.marks import Stretch, paragraphs, stretches
from streams.domain.enrich.reading import Reading
from streams.domain.enrich.speakers import Cast, cast

FREE_WORDS = 4
"""The fewest words of a quote that nobody is said to say: fewer are titles and scare quotes."""


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
    doc = reading.body
    if doc is None:
        return ()
    marked = stretches(doc.text)
    stage = cast(doc, entities, marked)
    found = _marked(doc, marked)
    if doc.has_annotation("DEP"):
        _add_indirect(doc, marked, found)
    found.sort(key=lambda quote: (quote.at, quote.spans))
    for quote in found:
        _name(quote, stage, found)
    article = reading.article
    records = []
    for quote in sorted(found, key=lambda quote: quote.spans):
        spans = tuple(quote.spans)
        text = " ".join(doc.text[start:end] for start, end in spans)
        records.append(
            Quote(
                quote_id=stable_id(article.uri, article.revision, *spans, text),
                uri=article.uri,
                revision=article.revision,
                language=article.language,
                kind=quote.kind,
                spans=spans,
                text=text,
                cue=" ".join(quote.frame.cue.text.split()) if quote.frame is not None else "",
                speaker=quote.speaker,
                outlet=_outlet(quote, found, stage),
            )
        )
    return tuple({record.quote_id: record for record in records}.values())


def _between(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that lie within [start, end) characters, blanks at the edges left out."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    tokens = [] if span is None else list(span)
    while tokens and tokens[0].is_space:
        tokens = tokens[1:]
    while tokens and tokens[-1].is_space:
        tokens = tokens[:-1]
    return tokens


def _marked(doc: Doc, marked: Sequence[Stretch]) -> list[_Found]:
    """The quotes that quotation marks show."""
    found: list[_Found] = []
    places = paragraphs(doc.text)
    for number, stretch in enumerate(marked):
        start, end = places[stretch.paragraph]
        earlier = marked[number - 1] if number and marked[number - 1].paragraph == stretch.paragraph else None
        later = marked[number + 1] if number + 1 < len(marked) and marked[number + 1].paragraph == stretch.paragraph else None
        ahead = _between(doc, earlier.outer[1] if earlier else start, stretch.outer[0])
        behind = _between(doc, stretch.outer[1], later.outer[0] if later else end)
        carried = bool(number) and marked[number - 1].open_ended and marked[number - 1].paragraph == stretch.paragraph - 1
        _place(doc, stretch, ahead, behind, found, same_paragraph=earlier is not None, carried=carried and not ahead)
    return found


def _place(
    doc: Doc, stretch: Stretch, ahead: list[Token], behind: list[Token], found: list[_Found], *, same_paragraph: bool, carried: bool
) -> None:
    text = doc.text[slice(*stretch.span)]
    last = found[-1] if found else None
    following = doc.text[stretch.outer[1] : stretch.outer[1] + 1]
    inner_end = doc.text[stretch.outer[1] - 2 : stretch.outer[1] - 1] if not stretch.open_ended else ""
    capital = text[0].isupper() or text[0] in "[…." or text[0].isdigit()
    here = last is not None and last.paragraph == stretch.paragraph
    if last is not None and carried and last.kind == "direct":
        last.spans.append(stretch.span)
        last.paragraph = stretch.paragraph
        return
    rest = ahead
    if last is not None and here and same_paragraph and last.frame is not None and ahead and last.frame.cue.start >= ahead[0].i:
        rest = [token for token in ahead if token.i >= last.frame.cue.end]
        if _goes_on(rest, last.frame) and (capital or not any(t.text in SENTENCE_ENDS for t in rest)) and last.kind == "direct":
            last.spans.append(stretch.span)
            return
    frame = after(behind, last_char=inner_end, comma=following == ",")
    if frame is not None:
        found.append(_Found(kind="direct", spans=[stretch.span], frame=frame, paragraph=stretch.paragraph))
        return
    frame = before(rest, capital=capital)
    if frame is not None:
        leans = last if here and frame.speaker is None else None
        if frame.speaker is not None or leans is not None:
            found.append(_Found(kind=frame.kind, spans=[stretch.span], frame=frame, paragraph=stretch.paragraph, leans_on=leans))
            return
    if _is_free(text, ahead, behind, inner_end=inner_end, capital=capital):
        _go_on(doc, stretch, ahead, found)


def _goes_on(rest: Sequence[Token], frame: Frame) -> bool:
    """Whether nothing but the end of the frame's sentence stands before the next quote."""
    ends = [number for number, token in enumerate(rest) if token.text in SENTENCE_ENDS]
    if ends and ends[0] < len(rest) - 1:
        return False
    return not any(token.lower_ in cues.SAYING and token.pos_ == "VERB" for token in rest)


def _is_free(text: str, ahead: Sequence[Token], behind: Sequence[Token], *, inner_end: str, capital: bool) -> bool:
    """Whether a quote without a frame is a sentence of its own."""
    closed = inner_end in ".!?…," or not behind or behind[0].text in SENTENCE_ENDS
    opened = not ahead or ahead[-1].text in SENTENCE_ENDS or ahead[-1].text == ":"
    return capital and closed and opened and len(text.split()) >= FREE_WORDS


def _go_on(doc: Doc, stretch: Stretch, ahead: Sequence[Token], found: list[_Found]) -> None:
    """Give a quote without a frame to whoever is speaking."""
    spoken = next((quote for quote in reversed(found) if quote.kind != "indirect"), None)
    near = spoken is not None and spoken.paragraph >= stretch.paragraph - 1
    if near and not ahead and spoken is not None and spoken.paragraph == stretch.paragraph:
        spoken.spans.append(stretch.span)
        return
    subject = _subject_before(doc, stretch, ahead)
    if subject is not None and (ahead or not near):
        cue = doc[subject.i : subject.i]
        frame = Frame(cue=cue, speaker=noun_phrase(subject))
        found.append(_Found(kind="direct", spans=[stretch.span], frame=frame, paragraph=stretch.paragraph))
    elif near:
        found.append(_Found(kind="direct", spans=[stretch.span], frame=None, paragraph=stretch.paragraph, leans_on=spoken))


def _subject_before(doc: Doc, stretch: Stretch, ahead: Sequence[Token]) -> Token | None:
    """The subject of the sentence before a quote, if it is a person or "he"."""
    if not doc.has_annotation("DEP"):
        return None
    before_it = doc.char_span(0, stretch.outer[0], alignment_mode="contract")
    tokens = list(ahead) or (list(before_it) if before_it is not None else [])
    while tokens and (tokens[-1].is_space or tokens[-1].text in '"“”'):
        tokens.pop()
    if not tokens:
        return None
    sentence = tokens[-1].sent
    subject = subject_of(sentence.root)
    if subject is None or not (subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she")):
        return None
    return subject


def _add_indirect(doc: Doc, marked: Sequence[Stretch], found: list[_Found]) -> None:
    """Add speech without marks; what stands in marks within it makes it mixed."""
    outside = [True] * len(doc)
    for stretch in marked:
        span = doc.char_span(*stretch.span, alignment_mode="contract")
        for token in span or ():
            outside[token.i] = False
    places = paragraphs(doc.text)
    used = {quote.frame.cue.start for quote in found if quote.frame is not None and quote.kind == "direct" and len(quote.frame.cue)}
    for frame, content in frames(doc, outside):
        if frame.cue.start in used:
            continue
        spans = [(tokens.start_char, tokens.end_char) for tokens in content]
        spans, within = _whole(spans, marked)
        number = next((n for n, (start, end) in enumerate(places) if start <= frame.cue.start_char < end), 0)
        pieces = [quote for quote in found if quote.kind == "mixed" and any(_inside(quote.spans[0], span) for span in spans)]
        direct = [quote for quote in found if quote.kind == "direct" and any(_touch(a, b) for a in quote.spans for b in spans)]
        if direct:
            continue
        for piece in pieces:
            found.remove(piece)
        found.append(_Found(kind="mixed" if within else "indirect", spans=spans, frame=frame, paragraph=number))


def _whole(spans: Sequence[Span], marked: Sequence[Stretch]) -> tuple[list[Span], bool]:
    """Spans that cut no quoted stretch in two, and whether any holds one."""
    whole, within = [], False
    for start, end in spans:
        for stretch in marked:
            if stretch.outer[0] < end and start < stretch.outer[1]:
                within = True
                end = max(end, stretch.outer[1])
                start = min(start, stretch.outer[0])
        if whole and start < whole[-1][1]:
            start, end = whole[-1][0], max(end, whole[-1][1])
            whole.pop()
        whole.append((start, end))
    return whole, within


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _name(quote: _Found, stage: Cast, found: Sequence[_Found]) -> None:
    if quote.frame is not None and quote.frame.speaker is not None:
        quote.speaker = stage.speaker(quote.frame.speaker)
    elif quote.leans_on is not None:
        quote.speaker = quote.leans_on.speaker


def _outlet(quote: _Found, found: Sequence[_Found], stage: Cast) -> str:
    """The organisation that relays a quote: it is told it, or reports it in a quote around this one."""
    frame = quote.frame
    if frame is None:
        return _outlet(quote.leans_on, found, stage) if quote.leans_on is not None else ""
    if frame.hearer is not None:
        name = stage.organisation(frame.hearer)
        if name:
            return name
    for outer in found:
        speaker = outer.speaker
        around = outer is not quote and speaker is not None and any(start <= frame.cue.start_char < end for start, end in outer.spans)
        if around and speaker is not None and quote.speaker is not None and speaker.name != quote.speaker.name and stage.is_outlet(speaker):
            return speaker.name
    return ""
