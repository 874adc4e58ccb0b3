"""Loose cues of a turn in an article's opening: "put their names to it", "took the helm", "rolled into the outskirts".

They are mentions of their own kind (`EventMention.hint`): what they speak of, and whether the story leaves room for such a turn, is for the
update stage to say, which knows what was told before. Here a cue is found, and the clause that it stands in is judged as any other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from spacy.attrs import LEMMA, LIKE_NUM, LOWER
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from streams.domain.enrich.event_clause import Stance, in_quotes, stance
from streams.domain.enrich.event_cues import FRAMES, SETS
from streams.domain.enrich.event_found import NEWS, Found
from streams.domain.enrich.event_lexicon import DECIDABLE, WITHDRAWABLE
from streams.domain.enrich.event_phrase import Happening, happening, lemma_of
from streams.domain.enrich.reading import column, sentence_of, sentence_text
from streams.domain.enrich.temporal import LIKE_YEAR
from streams.domain.enrich.wordlist import words

OPENING_CHARS = 600
"""How far into a body a turn that needs the story's help can be its news: what a story keeps of its openings."""
GAPS = {"~": 6, "_": 2}
"""Words that may stand in a gap."""
NO = frozenset(("no", "not", "never"))
SUBJECTS = ("nsubj", "nsubjpass")
NOUNS_FIRST = words("""
    suspension change pause jury tribunal panel coroner inquest verdict seal thumb deputy senator board committee cabinet union worker
    congress assembly curtain fire blaze flame strike stoppage walkout siege truce talks search hunt gun poll extra deadline cutoff new
    first opening last final further closing argument resignation appearance reprieve curfew lockdown blockade ban embargo emergency
    restriction alert order quarantine cordon closure shutdown hour day week fortnight month year season minute
""")
"""Nouns that a phrase may begin with; as other nouns its first words are none: "a sweep in the city"."""
Pattern = tuple[frozenset[int] | int, ...]
"""Words by spaCy's numbers for them, and gaps by the words that they may hold."""
Forms = tuple[int, int, int]
"""A token's lemma and lower-case form by number, and whether it is like a number."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    number: int
    frame: str
    first: frozenset[int]
    rest: Pattern
    words: tuple[frozenset[int], ...]
    """Without the gaps: a sentence must have one of each."""
    denies: bool
    """Whether a "no" is part of the cue, so that a negated clause is the news."""
    ahead: bool
    """Whether what is to come is the news: "will be barred" tells of a decision."""


BREAKS = frozenset(get_string_id(mark) for mark in (",", ";", ":", "-", "–", "—", "(", ")", "'", '"', "“", "”"))
"""What no gap may hold: a cue stands within one stretch of a sentence."""
NUMBER = get_string_id("#")
EVERYWHERE = frozenset(get_string_id(word) for word in STOP_WORDS) | {NUMBER}
"""What most sentences have some of."""


@cache
def _index() -> dict[int, tuple[_Cue, ...]]:
    """Cues by the words that are rarest among cues: a sentence without one of them is passed over."""
    cues: list[_Cue] = []
    for name, frame in FRAMES.items():
        for phrase in " ".join(frame.phrases.split()).split(";"):
            first, *rest = (_element(part) for part in phrase.split())
            if isinstance(first, int):
                raise ValueError(f"a phrase begins with a word, not with a gap: {phrase!r}")
            said = set(phrase.replace("|", " ").split())
            ahead = bool({"will", "can", *NO} & said)
            elements = (first, *(element for element in rest if not isinstance(element, int)))
            cues.append(_Cue(len(cues), name, first, tuple(rest), elements, denies=bool(NO & said), ahead=ahead))
    common = Counter(word for cue in cues for element in cue.words for word in element)
    index: dict[int, list[_Cue]] = {}
    for cue in cues:
        for word in min(cue.words, key=lambda element: (not element.isdisjoint(EVERYWHERE), max(common[word] for word in element))):
            index.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in index.items()}


def _element(part: str) -> frozenset[int] | int:
    if part in GAPS:
        return GAPS[part]
    options = (SETS[option[1:]] if option.startswith("@") else (option,) for option in part.split("|"))
    return frozenset(get_string_id(word) for words in options for word in words)


def hints(doc: Doc, text: str, base: datetime, headline: bool) -> Iterator[Found]:
    """The loose cues of a field's opening, at most one for each frame and sentence."""
    forms: list[Forms] = list(zip(column(doc, LEMMA), column(doc, LOWER), column(doc, LIKE_NUM), strict=True))
    start = 0
    while start < len(doc) and doc[start].idx < OPENING_CHARS:
        sentence = sentence_of(doc[start])
        start = sentence.end
        possible = _possible(forms[sentence.start : sentence.end])
        if possible and not text[sentence.start_char : sentence.end_char].rstrip(" \"'”’\n").endswith("?"):
            yield from _in_sentence(list(sentence), possible, base, headline)


def _possible(forms: list[Forms]) -> list[tuple[int, int, _Cue]]:
    """The cues of a sentence in the order in which they begin, each with the places of its first and last words."""
    index = _index()
    here = {word for lemma, lower, _ in forms for word in (lemma, lower)}
    if any(number for _, _, number in forms):
        here.add(NUMBER)
    found: dict[tuple[int, int], tuple[int, int, _Cue]] = {}
    for word in here & index.keys():
        for cue in index[word]:
            if any(here.isdisjoint(element) for element in cue.words):
                continue
            for k, form in enumerate(forms):
                if _is(form, cue.first) and (end := _matched(forms, k + 1, cue.rest)) is not None:
                    found[k, cue.number] = k, end, cue
    return [found[place] for place in sorted(found)]


def _is(form: Forms, element: frozenset[int]) -> bool:
    return form[0] in element or form[1] in element or (form[2] == 1 and NUMBER in element)


def _matched(forms: list[Forms], at: int, rest: Pattern) -> int | None:
    """Where a cue's last word stands, or None; `at` is behind its first word."""
    if not rest:
        return at - 1
    element, others = rest[0], rest[1:]
    if isinstance(element, int):
        for skip in range(element + 1):
            if skip and at + skip <= len(forms) and forms[at + skip - 1][1] in BREAKS:
                return None
            if at + skip < len(forms) and (end := _matched(forms, at + skip, others)) is not None:
                return end
        return None
    return _matched(forms, at + 1, others) if at < len(forms) and _is(forms[at], element) else None


def _in_sentence(sentence: list[Token], possible: list[tuple[int, int, _Cue]], base: datetime, headline: bool) -> Iterator[Found]:
    told: set[str] = set()
    for k, end, cue in possible:
        if cue.frame in told or not _meant(sentence[k : end + 1]):
            continue
        verb = next((t for t in sentence[k : end + 1] if t.pos_ == "VERB"), None) or _verb_over(sentence[k])
        if (judged := _judged(verb, cue, base, headline)) is None:
            continue
        told.add(cue.frame)
        trigger = sentence[k].doc[sentence[k].i : sentence[end].i + 1].text
        people = _people(verb, cue.frame)
        leaves, joins = (people, ()) if cue.frame == "left" else ((), people)
        yield Found(_event(verb, sentence[k]), verb, FRAMES[cue.frame].status, trigger, judged, leaves=leaves, joins=joins, hint=cue.frame)


def _judged(verb: Token, cue: _Cue, base: datetime, headline: bool) -> Stance | None:
    """What the clause is worth that carries a cue; None where it tells nothing that is so."""
    if in_quotes(verb):
        return None
    judged = _aside(verb, stance(verb, base=base, headline=headline), base)
    status = FRAMES[cue.frame].status
    if cue.denies and judged.assertion == "negated":
        judged = replace(judged, assertion="news")
    if judged.assertion not in NEWS or (judged.ahead and status in ("decided", "started", "concluded") and not cue.ahead):
        return None
    if status == "started" and verb.tag_ in ("VBZ", "VBP") and not headline and not _now(verb):
        return None  # a timetable: what has begun is told in the past
    if judged.planned and status in ("decided", "started", "concluded", "level_change"):
        return None
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl", "relcl") and status != "participant_change" and not cue.denies:
        own = any(t.dep_ == "aux" and t.lower_ in ("will", "must", "can", "may") for t in verb.children)
        return judged if own or verb.head.lemma_ in FACTIVE else None
    return judged


RECENT = timedelta(days=3)
"""How old a turn may be that an article tells beside its news."""


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


def _meant(matched: list[Token]) -> bool:
    """Whether the words are used as the cue means them: "pulled out all the stops" leaves nothing."""
    first, last = matched[0], matched[-1]
    if first.pos_ in ("NOUN", "PROPN") and lemma_of(first) not in NOUNS_FIRST:
        return False
    if last.lower_ == "out" and first.lemma_ in ("pull", "drop", "walk", "bow"):
        return not any(t.dep_ == "dobj" for t in first.children)
    return True


def _now(verb: Token) -> bool:
    """Whether a clause in the present says that it is so as of now: "is under way", "are now coming"."""
    return verb.lemma_ in ("be", "get") or any(t.lower_ in ("now", "as") for t in verb.children) or verb.i + 1 == len(verb.doc)


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
