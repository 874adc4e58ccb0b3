"""How a clause means what it says: as news, background, denial, demand, condition; in whose words; and when.

Read from the dependency parse: a verb's own auxiliaries and negation, then each verb and noun that governs it up to the root.
Where two readings are possible the one that changes nothing is taken, since a wrong alert costs more than a missed one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from spacy.attrs import ORTH, POS
from spacy.strings import get_string_id
from spacy.symbols import SPACE
from spacy.tokens import Doc, Token

from schemas.common import Factuality
from schemas.enriched import Assertion
from streams.domain.calendar import MONTHS, WEEKDAYS
from streams.domain.enrich import temporal
from streams.domain.enrich.event_phrase import modified, noun_family
from streams.domain.enrich.event_verb import own_of
from streams.domain.enrich.reading import column, sentence_bounds, sentence_lower, sentence_of, sentence_text, text_between
from streams.domain.enrich.wordlist import words

SAYING: frozenset[str] = words("""
    say tell announce confirm report add state declare acknowledge admit reveal disclose note explain write tweet post insist
    warn cite quote understand learn know believe see show indicate agree decide choose manage force have mean
""")
"""Governors that leave what they govern a fact (said or done)."""

WANTING: frozenset[str] = words("""
    call ask urge demand want press push seek request plead beg appeal recommend advise propose suggest invite need require
    vow order tell implore encourage pray petition
""")
"""Governors of what somebody wishes; `call` with "on" or "for", `tell` with an infinitive."""

UNDECIDED: frozenset[str] = words("""
    consider discuss mull weigh threaten hope fear contemplate debate try attempt aim wish prefer think predict speculate
    offer ponder want risk oppose favour favor back support accuse doubt wonder imagine likely possible able ready willing
    hop joke pretend intend determine seem appear eager keen desperate reluctant struggle fight
""")
"""Governors of what may or may not come; "hop" is what the lemmatizer makes of "hopes"."""

PLANNING: frozenset[str] = words("plan schedule set due expect slate prepare arrange suppose bind poise")
"""Governors of what is to come by arrangement: "is due to leave", "were supposed to lead"."""

REFUSING: frozenset[str] = words("refuse decline fail avoid stop prevent rule avert forget")
DENIAL: frozenset[str] = words("deny reject dismiss refute dispute rebut")

NEARLY: frozenset[str] = words("almost nearly narrowly virtually practically")
"""Adverbs by which a thing has not happened."""
COUNTED = re.compile(r"\b(?:last|first|previous|second|third|only|next) time\b")
"""What makes a clause one of several times: "the last time a president cancelled a visit"."""
IF_WORDS: frozenset[str] = words("if unless whether should provided")
DEMANDING: frozenset[str] = words("must should ought shall")
POSSIBLE: frozenset[str] = words("could might may can")
THEN: frozenset[str] = words("after since because before when once until as while though although even")
"""Subordinators under which a clause is what the reader knows already."""

HEARSAY = re.compile(r"\b(?:reported|alleged|apparent|supposed)ly\b")
PRIVATE_SOURCES = re.compile(
    r"\b(sources?|reports?|media|website|newspaper|outlet|insiders?|people familiar|diplomats?|"
    r"(?:two|three|four|several|senior|unnamed) [\w ]*officials?)\b",
    re.IGNORECASE,
)
"""Who says it when nobody is named for it."""

CLAUSAL: frozenset[str] = words("""
    xcomp ccomp conj advcl relcl acl pcomp csubj csubjpass dep parataxis prep acomp attr amod oprd
""")
"""Dependencies that lead from a clause to what governs it."""

PLAN_NOUNS: frozenset[str] = words("plan decision agreement deal schedule")
DEMAND_NOUNS: frozenset[str] = words("call demand request plea appeal bid")
"""Nouns before an infinitive: "a decision to cancel", "a call to cancel"."""

RECALLING: frozenset[str] = words("defend criticise criticize regret welcome condemn praise recall remember blame")
"""Governors of what has been done already: "defended cancelling the trip"."""

HOPES: frozenset[str] = words("dream goal aim job idea purpose task hope wish way ambition priority")
"""Subjects of "is to" that make no plan of it."""

HEADLINE_INFINITIVES: frozenset[str] = words("ROOT advcl relcl acl conj")
"""Where a headline's infinitive may stand and mean the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a clause is worth as news."""

    assertion: Assertion
    factuality: Factuality
    attribution: str = ""
    ahead: bool = False
    """Whether it speaks of the future."""
    planned: bool = False
    """Whether a governor or auxiliary says that it is, or was, arranged: "had been due to"."""
    time_text: str = ""
    toward: temporal.Direction = "past"
    """Which way the time points."""

    def time(self, base: datetime) -> datetime | None:
        """When that is, for an article written at `base`; None where it gives no time or none that we can read."""
        return temporal.resolve(self.time_text, base=base, direction=self.toward) if self.time_text else None


def _governors(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of (word, what governs it) from a verb up to its root."""
    node = verb
    while node.head != node and (node.dep_ in CLAUSAL or (node.dep_ == "pobj" and node.tag_ == "VBG")):
        yield node, node.head
        node = node.head


@dataclass(slots=True)
class _Judgement:
    """A verdict on a clause while its governors are read, from the inside out. The first weakening stands."""

    headline: bool
    assertion: Assertion = "news"
    said_by: str = ""
    ahead: bool = False
    planned: bool = False
    told: bool = False
    """Whether a verb of saying governs it, so that tenses are shifted."""
    perfect_past: bool = False

    def weaken(self, to: Assertion) -> None:
        if self.assertion == "news":
            self.assertion = to


def stance(verb: Token, *, base: datetime, headline: bool = False) -> Stance:
    """Judge the clause of one verb.

    Args:
        verb: The word that carries the status; for "is over" the copula.
        base: When the article was written, UTC.
        headline: Headlines leave auxiliaries out: "X to visit Y" is future, "trip cancelled" is news.
    """
    known: dict[tuple[int, datetime, bool], Stance] = verb.doc.user_data.setdefault(STANCES, {})
    key = (verb.i, base, headline)
    if key not in known:
        known[key] = _stance(verb, base, headline)
    return known[key]


STANCES = "streams.event_clause.stances"
"""Where a document keeps what was judged of its verbs: several rules ask about the same one."""


def _stance(verb: Token, base: datetime, headline: bool) -> Stance:
    aux = _aux_words(verb)
    judged = _Judgement(headline=headline)
    judged.ahead = bool({"will", "'ll", "shall", "wo"} & aux) or (headline and "to" in aux and verb.dep_ in HEADLINE_INFINITIVES)
    judged.perfect_past = bool({"had", "'d"} & aux)
    _judge_own(verb, aux, judged)
    for word, governor in _governors(verb):
        if _once_more(governor):
            judged.weaken("background")
        _judge_link(verb, word, governor, judged)
    if "would" in aux and judged.assertion == "news":
        if judged.told:
            judged.ahead = True
        else:
            judged.assertion = "conditional"
    time_text, toward = _time_of(verb, judged.ahead)
    if not time_text and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ == "try":
        time_text, toward = _time_of(verb.head, judged.ahead)
    dated_back = not judged.ahead and (
        (bool(time_text) and temporal.stale(time_text, base=base)) or _of_old(verb, base) or _joined_to_old(verb, base)
    )
    if (judged.perfect_past and not judged.told) or dated_back:
        judged.weaken("background")
    said_by = judged.said_by or according_to(verb)
    factuality = _factuality(verb, judged, said_by)
    return Stance(
        assertion=_shaded(verb, judged.assertion, factuality),
        factuality=factuality,
        attribution=said_by,
        ahead=judged.ahead,
        planned=judged.planned,
        time_text=time_text,
        toward=toward,
    )


def _once_more(governor: Token) -> bool:
    """ "It was the fourth time that he had …": a count of what is known."""
    return governor.lemma_ == "be" and any(
        t.dep_ == "attr" and t.lower_ == "time" and any(c.dep_ == "amod" for c in t.children) for t in governor.children
    )


def _of_old(verb: Token, base: datetime) -> bool:
    """Whether the subject is dated to an earlier year: "a ferry that sank in 1998 killed …", "the flood of 1953 drowned …"."""
    if not temporal.LIKE_YEAR.search(sentence_text(verb)):
        return False
    subjects = [t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")]
    years = [int(t.text) for s in subjects for t in s.subtree if temporal.YEAR.fullmatch(t.text)]
    years += [
        int(t.text)
        for t in verb.subtree
        if t.dep_ == "pobj" and temporal.YEAR.fullmatch(t.text) and t.head.lower_ == "in" and t.i > verb.i and _of_verb(t.head, verb)
    ]
    return bool(years) and max(years) < base.year


def _joined_to_old(verb: Token, base: datetime) -> bool:
    """Whether a clause goes on telling what the one before it dates to other times: "met in 2019, but that round was cut short"."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
        complements = [t for t in node.children if t.dep_ in ("xcomp", "ccomp")]
        if any(_of_old(t, base) for t in (node, *complements)) or any(t.lower_ == "then" for t in node.children if t.dep_ == "advmod"):
            return True
    return False


def _of_verb(prep: Token, verb: Token) -> bool:
    """Whether a phrase dates the verb itself, or a word that completes it ("found guilty in 1997")."""
    return bool(prep.head.i == verb.i or (prep.head.head.i == verb.i and prep.head.pos_ == "ADJ"))


def _judge_own(verb: Token, aux: frozenset[str], judged: _Judgement) -> None:
    """The verb's own negation, modals and condition."""
    own = own_of(verb)
    if own.negated:
        judged.weaken("negated")
    if aux & DEMANDING:
        judged.weaken("background" if "have" in aux else "demanded")  # "should have opened on Friday": the plan as it was
    if aux & POSSIBLE or own.conditional or own.adverbs & NEARLY or ("only" in own.adverbs and "will" in aux):
        judged.weaken("conditional")  # "was almost called off", "will only be cancelled if …"
    if own.former or _one_of_several(verb):
        judged.weaken("background")


def _one_of_several(verb: Token) -> bool:
    """ "The last time they met"."""
    if " time" not in sentence_lower(verb):
        return False
    return bool(COUNTED.search(text_between(verb.doc, sentence_bounds(verb)[0], verb.i).lower()))


def _judge_link(verb: Token, word: Token, governor: Token, judged: _Judgement) -> None:
    """One step up: what the governor makes of the clause below it."""
    match word.dep_:
        case "relcl" | "acl":
            _under_noun(verb, word, governor, judged)
        case "pcomp" | "prep" | "pobj":
            if governor.pos_ in ("NOUN", "PROPN") and _absent(governor):
                judged.assertion = "negated"
            if word.dep_ in ("pcomp", "pobj"):
                judged.weaken("negated" if governor.lower_ == "without" else "background")
        case "advcl" if governor.lemma_ != "try":  # which the parser gives its infinitive as an aside
            _under_verb_aside(word, judged)
        case "csubj" | "csubjpass":
            judged.weaken("background")
        case "conj":
            above, own = own_of(governor), own_of(word)
            if above.negated and not own.subject and not own.auxiliaries:
                judged.weaken("negated")
            if above.conditional:
                judged.weaken("conditional")
        case _:
            _under_verb(word, governor, judged)


def _under_noun(verb: Token, word: Token, noun: Token, judged: _Judgement) -> None:
    """A relative clause or participle tells what is known; an infinitive what is planned, wished or possible."""
    if judged.headline and word.i == verb.i and word.dep_ == "acl" and verb.tag_ == "VBN":
        return
    if word.dep_ == "acl" and "to" in own_of(word).auxiliaries:
        lemma = noun.lemma_.lower()
        if lemma in PLAN_NOUNS:
            judged.planned = judged.ahead = True
            if _absent(noun):
                judged.weaken("negated")
            return
        judged.weaken("demanded" if lemma in DEMAND_NOUNS else "conditional")
        return
    its = modified(word) if word.dep_ == "acl" else noun
    if not (its.dep_ == "ROOT" and (judged.headline or (word.dep_ == "acl" and word.i == verb.i and verb.tag_ in ("VBN", "VBD")))):
        judged.weaken("background")


def _under_verb_aside(word: Token, judged: _Judgement) -> None:
    marks = {t.lower_ for t in word.children if t.dep_ in ("mark", "advmod")}
    if marks & IF_WORDS or own_of(word).conditional:
        judged.weaken("conditional")
    elif marks & THEN - {"as"} or "having" in own_of(word).auxiliaries:  # "Shares fell as the trial opened" tells both
        judged.weaken("background")
    elif "to" in own_of(word).auxiliaries and not judged.headline:
        judged.weaken("conditional")


def _under_verb(word: Token, governor: Token, judged: _Judgement) -> None:
    """A complement: what its verb says, wants, plans, refuses or denies."""
    lemma = governor.lemma_.lower()
    infinitive = "to" in own_of(word).auxiliaries
    if lemma in DENIAL:
        judged.weaken("denied")
        judged.said_by = judged.said_by or subject_text(governor)
        return
    if lemma in REFUSING:
        judged.weaken("negated")
    elif lemma in PLANNING:
        judged.planned = judged.ahead = True
        judged.perfect_past = judged.perfect_past or "had" in _clause_words(governor) or "supposed" in _clause_words(governor)
    elif _wants(governor, lemma, infinitive):
        judged.weaken("demanded")
    elif lemma == "try" and _tries_again(governor):
        judged.planned = judged.ahead = True
    elif lemma in UNDECIDED:
        judged.weaken("conditional")
    elif lemma in ("have", "be", "need") and infinitive and word.dep_ == "xcomp" and not _hoped(governor):
        judged.planned = judged.ahead = True
        if lemma != "be":
            judged.weaken("demanded")
    elif lemma in RECALLING:
        judged.weaken("background")
    elif lemma in SAYING and word.dep_ in ("ccomp", "parataxis", "dep"):
        judged.told = True
        judged.said_by = judged.said_by or subject_text(governor)
    _judge_governor(word, governor, lemma, judged)


def _tries_again(governor: Token) -> bool:
    """ "Will try again on Monday to launch it": the attempt is arranged, whatever comes of it."""
    own = own_of(governor)
    return bool(own.auxiliaries & {"will", "'ll", "to"}) and "again" in own.adverbs


def _hoped(governor: Token) -> bool:
    """ "Her dream is to play": no arrangement."""
    return any(t.dep_ == "nsubj" and t.lemma_.lower() in HOPES for t in governor.children)


def _judge_governor(word: Token, governor: Token, lemma: str, judged: _Judgement) -> None:
    """The governor's own negation and modals reach down to what it governs."""
    above, modal = own_of(governor), _aux_words(governor)
    if above.negated:
        judged.weaken("conditional" if lemma in SAYING and word.dep_ == "ccomp" else "negated")
    if modal & POSSIBLE or above.conditional:
        judged.weaken("conditional")
    elif modal & DEMANDING:
        judged.weaken("demanded")
    judged.ahead = judged.ahead or bool({"will", "'ll"} & modal)


def _wants(governor: Token, lemma: str, infinitive: bool) -> bool:
    if lemma == "call":
        return any(t.lower_ in ("on", "for") for t in governor.children)
    return lemma in WANTING and (infinitive or lemma not in ("tell", "suggest"))


def _factuality(verb: Token, judged: _Judgement, said_by: str) -> Factuality:
    if judged.assertion == "denied":
        return "denied"
    if _hearsay(sentence_lower(verb)) or (said_by and PRIVATE_SOURCES.search(said_by)):
        return "reported"
    return "announced" if judged.ahead else "asserted"


def _hearsay(lower: str) -> bool:
    return ("edly" in lower or "apparently" in lower) and bool(HEARSAY.search(lower))


def _shaded(verb: Token, assertion: Assertion, factuality: Factuality) -> Assertion:
    """News by its source: hearsay and quoted words are reported, what is to come is announced."""
    if assertion != "news":
        return assertion
    if factuality == "reported" or in_quotes(verb):
        return "reported"
    return "announced" if factuality == "announced" else "news"


def _aux_words(verb: Token) -> frozenset[str]:
    """A verb's own auxiliaries, or those of the verb that it is joined to and shares them with."""
    own = own_of(verb)
    if not own.auxiliaries and not own.subject and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _aux_words(verb.head)
    return own.auxiliaries


def _clause_words(token: Token) -> set[str]:
    return {t.lower_ for t in (token.head, *token.head.children)}


def _absent(noun: Token) -> bool:
    return any(t.lower_ in ("no", "any") and t.dep_ in ("det", "neg") for t in noun.children)


def in_quotes(token: Token) -> bool:
    """Whether a token stands between quotation marks of its paragraph."""
    inside: bytearray | None = token.doc.user_data.get(QUOTED)
    if inside is None:
        inside = token.doc.user_data[QUOTED] = _quoted(token.doc)
    return bool(inside[token.i])


QUOTED = "streams.event_clause.quoted"
"""Where a document keeps which of its tokens stand in quotation marks, so that they are counted once."""


def _quoted(doc: Doc) -> bytearray:
    inside = bytearray(len(doc))
    words = column(doc, ORTH)
    if MARKS.isdisjoint(words):
        return inside
    curly = straight = start = 0
    for i in [i for i, (word, kind) in enumerate(zip(words, column(doc, POS), strict=True)) if kind == SPACE or word in MARKS]:
        if curly > 0 or straight % 2 == 1:
            inside[start : i + 1] = b"\1" * (i + 1 - start)
        start = i + 1
        if words[i] not in MARKS and "\n\n" in doc[i].text:
            curly = straight = 0
        curly += (words[i] == OPENING) - (words[i] == CLOSING)
        straight += words[i] == STRAIGHT
    if curly > 0 or straight % 2 == 1:
        inside[start:] = b"\1" * (len(doc) - start)
    return inside


OPENING, CLOSING, STRAIGHT = get_string_id("“"), get_string_id("”"), get_string_id('"')
MARKS = frozenset((OPENING, CLOSING, STRAIGHT))


def subject_text(verb: Token) -> str:
    """The subject of a saying verb as it stands, without what hangs on it in clauses."""
    for t in verb.children:
        if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN"):
            words = [
                w
                for w in t.subtree
                if w.i <= t.i or (w.head.i >= t.left_edge.i and w.dep_ in ("prep", "pobj", "compound", "det", "poss", "case"))
            ]
            text = " ".join(text_between(t.doc, words[0].i, words[-1].i + 1).split())[:80]
            return text[0].lower() + text[1:] if words[0].is_sent_start and words[0].pos_ != "PROPN" else text
    return ""


def according_to(token: Token) -> str:
    """Whom "according to" names in the token's sentence."""
    if "according" not in sentence_lower(token):
        return ""
    for t in sentence_of(token):
        if t.lower_ == "according":
            for to in t.children:
                for obj in to.children:
                    if obj.dep_ == "pobj":
                        text: str = obj.doc[obj.left_edge.i : obj.i + 1].text
                        return " ".join(text.split())[:80]
    return ""


TIME_NOUNS: frozenset[str] = frozenset(WEEKDAYS + MONTHS) | words("""
    today tonight tomorrow yesterday week month year morning afternoon evening night season autumn spring summer winter noon midnight
""")
WORD = re.compile(r"\w+")
YEAR_OR_HOUR = re.compile(r"\b\d{4}\b|\d[:.]\d\d|\d ?[ap]\.?m")
TIME_PREPOSITIONS: frozenset[str] = words("on in at for until till to by from since within before after late early later")


def when_of(verb: Token, *, base: datetime, ahead: bool) -> tuple[str, datetime | None]:
    """The time that hangs on a verb or, failing that, on its subject or object: as it stands, and resolved."""
    text, direction = _time_of(verb, ahead)
    return text, temporal.resolve(text, base=base, direction=direction) if text else None


def _time_of(verb: Token, ahead: bool) -> tuple[str, temporal.Direction]:
    """The same as it stands, and which way it points."""
    below = list(verb.children)
    token = next((t for t in below if t.dep_ in DATING and (t.dep_ != "dobj" or t.ent_type_ in ("DATE", "TIME")) and _is_time(t)), None)
    if token is None:
        inner = (t for holder in below if holder.dep_ in HOLDERS for t in _dating(holder))
        token = next((t for t in inner if (t.dep_ != "poss" or noun_family(t.head)) and _is_time(t)), None)
    if token is None:
        return "", "past"
    text = " ".join(text_between(token.doc, token.left_edge.i, token.right_edge.i + 1).split())
    text = text.removesuffix("'s").removesuffix("’s").split(" instead")[0]
    return text[:60], "future" if ahead or token.dep_ == "poss" else "past"


DATING: frozenset[str] = words("npadvmod prep advmod dobj pobj")
HOLDERS: frozenset[str] = words("prep agent dobj nsubj nsubjpass attr acomp")
DATING_NOUNS: frozenset[str] = words("npadvmod prep poss tmod")


def _dating(token: Token) -> Iterator[Token]:
    """What may date a word: on it, and on what hangs on it closely."""
    for child in token.children:
        how = child.dep_
        if how in DATING_NOUNS:
            yield child
        if how in ("pobj", "prep", "dobj"):
            yield from (inner for inner in child.children if inner.dep_ in DATING_NOUNS)


def _is_time(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ not in TIME_PREPOSITIONS:
        return False
    start, end = token.left_edge.i, token.right_edge.i + 1
    if end - start > 9:
        return False
    text = text_between(token.doc, start, end).lower()
    if not TIME_NOUNS.isdisjoint(WORD.findall(text)) or YEAR_OR_HOUR.search(text):
        return True
    return token.doc[start:end].root.ent_type_ in ("DATE", "TIME")
