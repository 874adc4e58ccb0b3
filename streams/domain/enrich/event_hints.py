"""Loose cues of a turn in an article's opening: "put their names to it", "took the helm", "rolled into the outskirts".

They are mentions of their own kind (`EventMention.hint`): what they speak of, and whether the story leaves room for such a turn, is for the
update stage to say, which knows what was told before. Here a cue is found, and the clause that it stands in is judged as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from spacy.attrs import LEMMA, LIKE_NUM, LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_found import NEWS, Found
from streams.domain.enrich.event_hint_lexicon import DISMISSING, FRAMES, NOUNS_FIRST, SETS
from streams.domain.enrich.event_lexicon import DECIDABLE, ROLES, WITHDRAWABLE
from streams.domain.enrich.event_phrase import Happening, happening, lemma_of
from streams.domain.enrich.event_scales import SCALE, SCALES, graded_values
from streams.domain.enrich.reading import sentence_of, sentence_text
from streams.domain.enrich.temporal import LIKE_YEAR

OPENING_CHARS = 1200
"""How far into a body a turn that needs the story's help can be its news: about three paragraphs."""
GAPS = {"~": 6, "_": 2}
"""Words that may stand in a gap."""
NO = frozenset(("no", "not", "never"))
SUBJECTS = ("nsubj", "nsubjpass")
Pattern = tuple[frozenset[int] | int, ...]
"""Words by spaCy's numbers for them, and gaps by the words that they may hold."""
Forms = tuple[int, int, bool]
"""A token's lemma and lower-case form by number, and whether it is like a number."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    frame: str
    rest: Pattern
    needed: tuple[frozenset[int], ...]
    """The words of `rest`: a sentence without one of each is passed over."""
    denies: bool
    """Whether a "no" is part of the cue, so that a negated clause is the news."""
    ahead: bool
    """Whether what is to come is the news: "will be barred" tells of a decision."""


BREAKS = frozenset(get_string_id(mark) for mark in (",", ";", ":", "-", "–", "—", "(", ")", "'", '"', "“", "”"))
"""What no gap may hold: a cue stands within one stretch of a sentence."""
NUMBER = get_string_id("#")


@cache
def _index() -> dict[int, tuple[_Cue, ...]]:
    """Cues by the words that they may begin with."""
    index: dict[int, list[_Cue]] = {}
    for name, frame in FRAMES.items():
        for line in frame.cues:
            first, *rest = (_element(part) for part in line.split())
            if isinstance(first, int):
                raise ValueError(f"a cue begins with a word, not with a gap: {line!r}")
            said = set(line.replace("|", " ").split())
            needed = tuple(element for element in rest if not isinstance(element, int))
            cue = _Cue(name, tuple(rest), needed, denies=bool(NO & said), ahead=bool({"will", "can", *NO} & said))
            for word in first:
                index.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in index.items()}


def _element(part: str) -> frozenset[int] | int:
    if part in GAPS:
        return GAPS[part]
    options = (SETS[option[1:]] if option.startswith("@") else (option,) for option in part.split("|"))
    return frozenset(get_string_id(word) for words in options for word in words)


def _forms(doc: Doc, end: int) -> list[Forms]:
    """The forms of a document's first tokens."""
    facts: Any = doc.to_array([LEMMA, LOWER, LIKE_NUM])
    return [(lemma, lower, bool(number)) for lemma, lower, number in facts[:end].tolist()]


def _matched(tokens: list[Forms], at: int, rest: Pattern) -> int | None:
    """Where a cue's last word stands, or None; `at` is behind its first word."""
    if not rest:
        return at - 1
    element, others = rest[0], rest[1:]
    if isinstance(element, int):
        for skip in range(element + 1):
            if skip and at + skip <= len(tokens) and tokens[at + skip - 1][1] in BREAKS:
                return None
            if at + skip < len(tokens) and (end := _matched(tokens, at + skip, others)) is not None:
                return end
        return None
    if at >= len(tokens):
        return None
    lemma, lower, number = tokens[at]
    if lemma in element or lower in element or (number and NUMBER in element):
        return _matched(tokens, at + 1, others)
    return None


def hints(doc: Doc, text: str, base: datetime, headline: bool) -> Iterator[Found]:
    """The loose cues of a field's opening, at most one for each frame and sentence, and the levels that it names."""
    i = 0
    end = next((token.i for token in doc if token.idx >= OPENING_CHARS), len(doc))
    forms = _forms(doc, sentence_of(doc[end - 1]).end) if end else []
    while i < end:
        sentence = sentence_of(doc[i])
        i = max(sentence.end, i + 1)
        if text[sentence.start_char : sentence.end_char].rstrip(" \"'”’\n").endswith("?"):
            continue
        yield from _in_sentence(list(sentence), forms[sentence.start : sentence.end], base, headline)


def _possible(forms: list[Forms]) -> Iterator[tuple[int, _Cue]]:
    """The cues that a sentence may hold, each with the place of its first word."""
    index = _index()
    here = {word for lemma, lower, _ in forms for word in (lemma, lower)}
    if any(number for _, _, number in forms):
        here.add(NUMBER)
    for k, (lemma, lower, number) in enumerate(forms):
        for word in {lemma: None, lower: None, **({NUMBER: None} if number else {})}:
            for cue in index.get(word, ()):
                if not any(here.isdisjoint(element) for element in cue.needed):
                    yield k, cue


def _in_sentence(sentence: list[Token], forms: list[Forms], base: datetime, headline: bool) -> Iterator[Found]:
    told: set[str] = set()
    for k, cue in _possible(forms):
        token = sentence[k]
        if cue.frame in told or (end := _matched(forms, k + 1, cue.rest)) is None:
            continue
        judged = _judged(sentence[k : end + 1], cue, base, headline) if _meant(sentence[k : end + 1]) else None
        if judged is None or (not cue.rest and token.pos_ != "VERB" and token.lower_ not in BARE) or _ended_up(token):
            continue
        told.add(cue.frame)
        verb, meant = judged
        trigger = sentence[k].doc[sentence[k].i : sentence[end].i + 1].text
        status = FRAMES[cue.frame].status
        people = _people(verb, cue.frame)
        leaves, joins = (people, ()) if cue.frame == "left" else ((), people)
        yield Found(_event(verb, token), verb, status, trigger, meant, leaves=leaves, joins=joins, hint=cue.frame)
    yield from _levels(sentence, base, headline)


def _levels(sentence: list[Token], base: datetime, headline: bool) -> Iterator[Found]:
    """The level on a scale that a sentence gives: the update stage compares it with the one that was."""
    for scale, value, at in graded_values(sentence_text(sentence[0])):
        start = sentence[0].idx + at
        token = next((t for t in sentence if t.idx >= start), sentence[-1])
        verbs = (t for t in reversed(sentence) if t.i < token.i and t.pos_ in ("VERB", "AUX") and t.lower_ not in SCALES)
        verb = next(verbs, None) or _verb_over(token)  # "to stage two" is not to stage anything
        judged = _aside(verb, stance(verb, base=base, headline=headline), base)
        if not judged.ahead and judged.assertion in NEWS:
            yield Found(_event(verb, token), verb, "level_change", value, judged, hint=SCALE + scale, outcome=value)


def _judged(matched: list[Token], cue: _Cue, base: datetime, headline: bool) -> tuple[Token, Stance] | None:
    """The verb that carries a cue, and what its clause is worth; None where it tells nothing that is so."""
    verb = next((t for t in matched if t.pos_ == "VERB"), None) or _verb_over(matched[0])
    judged = _aside(verb, stance(verb, base=base, headline=headline), base)
    status = FRAMES[cue.frame].status
    if cue.denies and judged.assertion == "negated":
        judged = replace(judged, assertion="news")
    if judged.assertion not in NEWS or (judged.ahead and status in ("decided", "started", "concluded") and not cue.ahead):
        return None
    if status == "started" and verb.tag_ in ("VBZ", "VBP") and not headline and not _now(verb):
        return None  # a timetable: what has begun is told in the past
    if cue.frame == "left" and verb.lemma_ in ("step", "stand") and not _from_a_post(verb):
        return None
    if judged.planned and status not in ("extended", "participant_change"):
        return None
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl", "relcl") and status != "participant_change" and not cue.denies:
        governor = verb.head
        if (
            not any(t.dep_ == "aux" and t.lower_ in ("will", "must", "can", "may") for t in verb.children)
            and governor.lemma_ not in FACTIVE
        ):
            return None
    return verb, judged


def _aside(verb: Token, judged: Stance, base: datetime) -> Stance:
    """A clause beside the main one ("after parliament backed it", "which broke up on Thursday") as news, unless it is dated back.

    What the story knew already it keeps silent about, so that here the benefit of the doubt costs nothing.
    """
    recent = judged.time is None or abs(base - judged.time) < RECENT
    beside = verb.dep_ in ("relcl", "advcl", "acl", "pcomp", "conj") and not any(t.lower_ in ("had", "if", "unless") for t in verb.children)
    relative = verb.dep_ in ("relcl", "acl") and verb.left_edge.i and verb.doc[verb.left_edge.i - 1].text != ","
    if judged.assertion != "background" or not recent or not beside or relative or LIKE_YEAR.search(sentence_text(verb)):
        return judged
    return replace(judged, assertion="news")


RECENT = timedelta(days=3)
"""How old a turn may be that an article tells beside its news."""


def _meant(matched: list[Token]) -> bool:
    """Whether the words are used as the cue means them: "board takes back" backs nothing, "pulled out all the stops" leaves nothing."""
    last, first = matched[-1], matched[0]
    if last.lower_ == "out" and first.pos_ == "VERB" and first.lemma_ in ("pull", "drop", "walk", "bow"):
        return not any(t.dep_ == "dobj" for t in first.children)
    if first.pos_ in ("NOUN", "PROPN") and first.lemma_.lower() in AS_VERBS:
        return False  # "a sweep in the city", "the board"
    if len(matched) == 1 and (last.dep_ == "amod" or any(t.dep_ == "ccomp" for t in last.children)):
        return False  # "a missed test", "a report which concluded that"
    if len(matched) == 1 and first.lemma_ in DISMISSING and not _of_a_person(first):
        return False  # "fired mortars"
    if len(matched) == 1 and last.tag_ == "VBG":
        return last.lower_ != "missing" and any(t.dep_ == "aux" for t in last.children)
    if len(matched) == 1 and any(t.dep_ == "xcomp" and t.lemma_ in PREPARING for t in last.children):
        return False
    return last.lower_ != "back" or last.head.i not in {t.i for t in matched[:-1]} or first.lemma_ not in ("board",)


AS_VERBS = frozenset(
    word
    for frame in FRAMES.values()
    for cue in frame.cues
    for word in cue.split()[0].split("|")
    if not word.startswith("@") and word not in NOUNS_FIRST
)
"""Words that a cue begins with and that are no cue as nouns."""


def _of_a_person(verb: Token) -> bool:
    """Whether somebody is the object of a dismissal, or the subject of its passive."""
    whom = next((t for t in verb.children if t.dep_ in ("nsubjpass", "dobj")), None)
    return whom is not None and (whom.pos_ == "PRON" or whom.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or lemma_of(whom) in ROLES)


PREPARING = frozenset(("set", "prepare", "plan", "look", "feel", "think", "talk", "ask", "wonder"))
"""What one may begin without anything having begun: "have begun setting up"."""


def _now(verb: Token) -> bool:
    """Whether a clause in the present says that it is so as of now: "is under way", "are now coming"."""
    return verb.lemma_ in ("be", "get") or any(t.lower_ in ("now", "as") for t in verb.children) or verb.i + 1 == len(verb.doc)


def _from_a_post(verb: Token) -> bool:
    """ "Stepped down from the board", not "from a cart"."""
    left = [o for p in verb.subtree if p.lower_ == "from" and p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    return not left or any(lemma_of(o) in ROLES | SETS["post"] | SETS["bodies"] or o.ent_type_ for o in left)


BARE = frozenset(("extension", "unanimous", "unanimously", "underway", "kick-off", "empty-handed"))
"""Cues of one word that is no verb."""


def _ended_up(token: Token) -> bool:
    """ "Ended up in the fountain": nothing ends."""
    return token.lemma_ == "end" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "up"


FACTIVE = frozenset(("vote", "agree", "decide", "opt", "choose", "have", "start", "begin", "fail", "refuse", "decline", "order", "be"))
"""Governors of an infinitive under which it has been settled."""


def _verb_over(token: Token) -> Token:
    node = token
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node


def _event(verb: Token, token: Token) -> Happening:
    """What the clause is about: a known happening among its arguments, else its subject, else the cue itself."""
    arguments = [t for t in verb.children if t.dep_ in (*SUBJECTS, "dobj", "attr")]
    arguments += [o for p in verb.children if p.dep_ in ("prep", "agent") for o in p.children if o.dep_ == "pobj"]
    for noun in arguments:
        if (found := happening(noun, known_only=True)) is not None:
            return found
    decided_on = [t for t in arguments if lemma_of(t) in DECIDABLE | WITHDRAWABLE]
    noun = next(iter([*decided_on, *(t for t in arguments if t.pos_ in ("NOUN", "PROPN"))]), token)
    return Happening(noun, lemma_of(noun), "")


def _people(verb: Token, frame: str) -> tuple[str, ...]:
    """Who goes or comes, as far as the clause's subject tells."""
    if FRAMES[frame].status != "participant_change":
        return ()
    who = next((t for t in verb.children if t.dep_ in SUBJECTS and t.pos_ in ("NOUN", "PROPN")), None)
    if who is None:
        return ()
    return (next((e.text for e in verb.doc.ents if e.start <= who.i < e.end), who.text),)
