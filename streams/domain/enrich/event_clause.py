"""How a clause means what it says: as news, background, denial, demand, condition; in whose words; and when.

Read from the dependency parse: a verb's own auxiliaries and negation, then each verb and noun that governs it up to the root.
Where two readings are possible the one that changes nothing is taken, since a wrong alert costs more than a missed one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Token

from schemas.common import Factuality
from schemas.enriched import Assertion
from streams.domain.enrich import temporal

SAYING: frozenset[str] = frozenset(
    "say tell announce confirm report add state declare acknowledge admit reveal disclose note explain write tweet post insist warn "
    "cite quote understand learn know believe see show indicate agree decide choose manage force have mean".split()
)
"""Governors that leave what they govern a fact (said or done)."""

WANTING: frozenset[str] = frozenset(
    "call ask urge demand want press push seek request plead beg appeal recommend advise propose suggest invite need require vow order tell "
    "implore encourage pray petition".split()
)
"""Governors of what somebody wishes; `call` with "on" or "for", `tell` with an infinitive."""

UNDECIDED: frozenset[str] = frozenset(
    "consider discuss mull weigh threaten hope fear contemplate debate try attempt aim wish prefer think predict speculate offer ponder "
    "want risk oppose favour favor back support accuse doubt wonder imagine likely possible able ready willing joke pretend intend".split()
)
"""Governors of what may or may not come."""

PLANNING: frozenset[str] = frozenset("plan schedule set due expect slate prepare arrange suppose bind poise".split())
"""Governors of what is to come by arrangement: "is due to leave", "were supposed to lead"."""

REFUSING: frozenset[str] = frozenset("refuse decline fail avoid stop prevent rule avert forget".split())
DENIAL: frozenset[str] = frozenset("deny reject dismiss refute dispute rebut".split())

NEGATIONS: frozenset[str] = frozenset("not n't never nor neither".split())
IF_WORDS: frozenset[str] = frozenset("if unless whether should provided".split())
POSSIBLE: frozenset[str] = frozenset("could might may would can".split())
DEMANDING: frozenset[str] = frozenset("must should ought shall".split())
THEN: frozenset[str] = frozenset("after since before when once until as while though although even".split())
"""Subordinators under which a clause is what the reader knows already."""

HEARSAY: frozenset[str] = frozenset("reportedly allegedly apparently supposedly".split())
PRIVATE_SOURCES = re.compile(
    r"\b(sources?|reports?|media|website|newspaper|outlet|insiders?|people familiar|diplomats?|(?:two|three|four|several|senior|unnamed) [\w ]*officials?)\b",
    re.IGNORECASE,
)
"""Who says it when nobody is named for it."""

CLAUSAL: frozenset[str] = frozenset("xcomp ccomp conj advcl relcl acl pcomp csubj csubjpass dep parataxis prep acomp attr amod oprd".split())


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
    time: datetime | None = None


def auxiliaries(verb: Token) -> list[Token]:
    """A verb's own auxiliaries, or those of the verb that it is joined to and shares them with."""
    own = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not has_subject(verb):
        return auxiliaries(verb.head)
    return own


def has_subject(verb: Token) -> bool:
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for t in verb.children)


def negated(verb: Token) -> bool:
    """Whether the verb, or a word that its clause turns on, is negated; "no longer" is a turn, and so no negation."""
    for t in verb.children:
        low = t.lower_
        if (t.dep_ == "neg" or low in NEGATIONS) and not (low == "no" or t.nbor(1).lower_ == "longer" if t.i + 1 < len(t.doc) else False):
            return True
        if t.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(d.lower_ in ("no", "neither") for d in t.children if d.dep_ in ("det", "neg", "cc", "preconj")):
            return True
    window = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i + 3].text.lower()
    return bool(re.search(r"\b(yet to|far from|neither|nor|never)\b", window)) and "yet to" in window or "far from" in window


def _governors(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of (word, what governs it) from a verb up to its root."""
    node = verb
    while node.head is not node and node.dep_ in CLAUSAL:
        yield node, node.head
        node = node.head


def stance(verb: Token, *, base: datetime, headline: bool = False) -> Stance:
    """Judge the clause of one verb.

    Args:
        verb: The word that carries the status; for "is over" the copula.
        base: When the article was written, UTC.
        headline: Headlines leave auxiliaries out: "X to visit Y" is future, "trip cancelled" is news.
    """
    aux = [a.lower_ for a in auxiliaries(verb)]
    parts = {t.lower_ for t in verb.children if t.dep_ == "mark"}
    to_do = "to" in aux
    ahead = bool({"will", "'ll", "’ll", "shall", "wo"} & set(aux)) or (headline and to_do and verb.dep_ in ("ROOT", "advcl", "relcl", "acl", "conj"))
    planned = False
    assertion: Assertion = "news"
    said_by, factual = "", "asserted"

    def weaken(to: Assertion) -> None:
        nonlocal assertion
        if assertion == "news":
            assertion = to

    if negated(verb):
        weaken("negated")
    if set(aux) & DEMANDING:
        weaken("demanded")
    if _if_clause(verb, parts) or ({"could", "might", "may", "can"} & set(aux)):
        weaken("conditional")
    would = "would" in aux
    perfect_past = "had" in aux or "'d" in aux
    reported_speech = False
    for word, governor in _governors(verb):
        lemma = governor.lemma_.lower()
        if word.dep_ in ("relcl", "acl"):
            if word is verb and headline and word.dep_ == "acl" and verb.tag_ == "VBN":
                continue
            if word.dep_ == "acl" and "to" in {a.lower_ for a in word.children if a.dep_ == "aux"}:
                if lemma in ("plan", "decision", "agreement", "deal", "schedule"):
                    planned = ahead = True
                    if _absent(governor):
                        weaken("negated")
                    continue
                weaken("demanded" if lemma in ("call", "demand", "request", "plea", "appeal", "bid") else "conditional")
            elif not (headline and governor.dep_ == "ROOT"):
                weaken("background")
            continue
        if word.dep_ == "pcomp" or (word.dep_ == "prep" and governor.pos_ in ("VERB", "AUX", "NOUN")):
            if word.dep_ == "pcomp":
                weaken("negated" if governor.lower_ in ("without",) else "background")
            continue
        if word.dep_ == "advcl":
            marks = {t.lower_ for t in word.children if t.dep_ in ("mark", "advmod")}
            if marks & IF_WORDS or _if_clause(word, marks):
                weaken("conditional")
            elif marks & THEN:
                weaken("background")
            elif "to" in {a.lower_ for a in word.children if a.dep_ == "aux"} and not headline:
                weaken("conditional")
            continue
        if word.dep_ in ("csubj", "csubjpass"):
            weaken("background")
            continue
        if word.dep_ == "conj":
            if not has_subject(word) and negated(governor) and not auxiliaries_own(word):
                weaken("negated")
            if _if_clause(governor, set()):
                weaken("conditional")
            continue
        if word.dep_ in ("xcomp", "ccomp", "acomp", "attr", "oprd", "dep", "parataxis"):
            infinitive = "to" in {a.lower_ for a in word.children if a.dep_ == "aux"}
            if lemma in DENIAL:
                weaken("denied")
                said_by = said_by or subject_text(governor)
                continue
            if lemma in REFUSING:
                weaken("negated")
            elif lemma in PLANNING:
                planned = ahead = True
                if "had" in {a.lower_ for a in auxiliaries(governor)}:
                    perfect_past = True
            elif (lemma in WANTING and (infinitive or lemma != "tell" and lemma != "suggest" and lemma != "call")) or (
                lemma == "call" and any(t.lower_ in ("on", "for") for t in governor.children)
            ):
                weaken("demanded")
            elif lemma in UNDECIDED:
                weaken("conditional")
            elif lemma in ("have", "be", "need") and infinitive and word.dep_ == "xcomp":
                planned = ahead = True
                if lemma != "be":
                    weaken("demanded")
            elif lemma in ("defend", "criticise", "criticize", "regret", "welcome", "condemn", "praise", "recall", "remember", "blame"):
                weaken("background")
            elif word.dep_ in ("ccomp", "parataxis", "dep") and lemma in SAYING | {"be"}:
                reported_speech = reported_speech or lemma in SAYING
                if lemma in SAYING and not said_by:
                    said_by = subject_text(governor)
            if negated(governor):
                if lemma in SAYING and word.dep_ == "ccomp":
                    weaken("conditional")
                else:
                    weaken("negated")
            modal = {a.lower_ for a in auxiliaries(governor)}
            if modal & {"could", "might", "may", "can"}:
                weaken("conditional")
            elif modal & DEMANDING:
                weaken("demanded")
            if _if_clause(governor, {t.lower_ for t in governor.children if t.dep_ == "mark"}):
                weaken("conditional")
            if {"was", "were", "been"} & ({a.lower_ for a in auxiliaries(governor)} | {governor.lower_} | {governor.head.lower_}) and planned:
                perfect_past = perfect_past or governor.tag_ in ("VBN", "JJ") and "had" in _clause_words(governor)
            ahead = ahead or bool({"will", "'ll"} & modal)
    if would and assertion == "news":
        if reported_speech and not _if_clause(verb, parts):
            ahead = True
        else:
            assertion = "conditional"
    time_text, when = when_of(verb, base=base, ahead=ahead)
    if assertion == "news" and perfect_past and not reported_speech:
        assertion = "background"
    if assertion == "news" and not ahead and time_text and temporal.stale(time_text, base=base):
        assertion = "background"
    words = {t.lower_ for t in verb.sent}
    said_by = said_by or according_to(verb)
    if assertion == "denied":
        factual = "denied"
    elif words & HEARSAY or (said_by and PRIVATE_SOURCES.search(said_by)):
        factual = "reported"
    elif ahead:
        factual = "announced"
    if assertion == "news" and in_quotes(verb):
        assertion = "reported"
    elif assertion == "news" and factual in ("reported", "announced"):
        assertion = "reported" if factual == "reported" else "announced"
    return Stance(
        assertion=assertion, factuality=factual, attribution=said_by, ahead=ahead, planned=planned, time_text=time_text, time=when  # type: ignore[arg-type]
    )


def auxiliaries_own(verb: Token) -> bool:
    return any(t.dep_ in ("aux", "auxpass") for t in verb.children)


def _clause_words(token: Token) -> set[str]:
    return {t.lower_ for t in (token.head, *token.head.children)}


def _absent(noun: Token) -> bool:
    return any(t.lower_ in ("no", "any") and t.dep_ in ("det", "neg") for t in noun.children)


def _if_clause(verb: Token, marks: set[str]) -> bool:
    """Whether the verb stands under a condition: its own "if", one that hangs on it, or an inversion ("should the vote be …")."""
    if marks & {"if", "unless", "whether", "provided"}:
        return True
    for t in verb.children:
        if t.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in t.children if m.dep_ == "mark"):
            return True
        if t.dep_ in ("aux", "auxpass") and t.lower_ in ("should", "had", "were") and t.i == verb.sent.start:
            return verb.sent.text.rstrip()[-1:] != "?"
        if t.dep_ == "prep" and t.lower_ in ("without", "barring"):
            return False
    return False


def in_quotes(token: Token) -> bool:
    """Whether a token stands between quotation marks of its paragraph."""
    before = token.doc.text[: token.idx]
    before = before[before.rfind("\n\n") + 1 :]
    curly = before.count("“") - before.count("”")
    return curly > 0 or before.count('"') % 2 == 1


def subject_text(verb: Token) -> str:
    """The subject of a saying verb as it stands, without what hangs on it in clauses."""
    for t in verb.children:
        if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN", "PRON"):
            words = [w for w in t.subtree if w.i <= t.i or (w.head.i >= t.left_edge.i and w.dep_ in ("prep", "pobj", "compound", "det", "poss", "case"))]
            text: str = t.doc[words[0].i : words[-1].i + 1].text
            return " ".join(text.split())[:80]
    return ""


def according_to(token: Token) -> str:
    """Whom "according to" names in the token's sentence."""
    for t in token.sent:
        if t.lower_ == "according":
            for to in t.children:
                for obj in to.children:
                    if obj.dep_ == "pobj":
                        text: str = obj.doc[obj.left_edge.i : obj.i + 1].text
                        return " ".join(text.split())[:80]
    return ""


TIME_NOUN = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|tomorrow|yesterday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|week|month|year|morning|afternoon|evening|night|season|autumn|spring|summer|winter|noon|midnight)\b|\b\d{4}\b|\d[:.]\d\d|\d ?[ap]m",
    re.IGNORECASE,
)


def when_of(verb: Token, *, base: datetime, ahead: bool) -> tuple[str, datetime | None]:
    """The time that hangs on a verb or, failing that, on its subject or object: as it stands, and resolved."""
    found = [t for t in verb.children if t.dep_ in ("npadvmod", "prep", "advmod", "dobj", "pobj") and _is_time(t)]
    if not found:
        holders = [t for t in verb.children if t.dep_ in ("prep", "agent", "dobj", "nsubj", "nsubjpass", "attr", "acomp")]
        found = [t for holder in holders for t in _shallow(holder) if t.dep_ in ("npadvmod", "prep", "poss", "tmod") and _is_time(t)]
    for token in found:
        text = " ".join(token.doc[token.left_edge.i : token.right_edge.i + 1].text.split())
        text = text.removesuffix("'s").removesuffix("’s")
        when = temporal.resolve(text, base=base, direction="future" if ahead else "past")
        return text[:60], when
    return "", None


def _shallow(token: Token) -> Iterator[Token]:
    for child in token.children:
        yield child
        if child.dep_ in ("pobj", "prep", "dobj"):
            yield from child.children


def _is_time(token: Token) -> bool:
    span = token.doc[token.left_edge.i : token.right_edge.i + 1]
    if len(span) > 9:
        return False
    if token.dep_ == "prep" and token.lower_ not in ("on", "in", "at", "for", "until", "till", "to", "by", "from", "since", "within", "before", "after", "late", "early", "later"):
        return False
    return bool(TIME_NOUN.search(span.text)) or (span.root.ent_type_ in ("DATE", "TIME"))
