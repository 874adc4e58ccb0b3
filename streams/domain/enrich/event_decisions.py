"""What was pending and is now decided: a vote, a ruling, a verdict, a signature.

The event is the thing decided on ("the bill"), or the trial where the words name the accused; `outcome` says which way it went.
"""

from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_lexicon import DECIDABLE, FAMILY_OF, OUTCOMES, VERDICTS
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, lemma_of
from streams.domain.enrich.reading import has_word
from streams.domain.enrich.wordlist import words

DECIDED_FAMILIES = frozenset(("deal", "exchange", "truce", "decision", "project", "ballot"))
ACCUSED = words("suspect defendant banker politician man woman officer soldier leader minister mayor president chief executive driver")
"""Nouns for people in the dock, where no name is given."""
MEASURES = words("bill law budget resolution motion amendment proposal measure reform referendum treaty ordinance legislation")
"""What passes or fails by itself."""
AGREED = words("deal agreement accord pact treaty settlement compromise truce ceasefire")
"""What one reaches or strikes."""


BODIES = words("""
    parliament lawmaker legislator deputy mp senator senate assembly congress council board committee cabinet commission panel jury judge
    court regulator shareholder investor voter member resident union delegate electorate bishop minister tribunal watchdog
""")
"""Who decides by backing something; what others back is still open."""
CONTESTED = {"win": "won", "lose": "lost", "survive": "survived"}
"""What somebody does in an election or a vote of confidence."""
DECIDING = frozenset(lemma for lemma, _ in OUTCOMES) | {"vote", "back", "support", *CONTESTED}
BACKING = {"back": "approved", "support": "approved", "oppose": ""}
VOTING = {"for": "approved", "against": "rejected", "favour": "approved", "favor": "approved"}
"""What a vote comes to, by the word behind it: "in favour of", "against"."""
CONSENT = words("approval clearance consent permission authorisation authorization ratification")
"""What is given to a plan; a light counts where it is green."""
BACKED = words("backing blessing nod endorsement")
"""What decides only where those give it who decide."""
GETTING = words("win get receive secure gain obtain earn")
GIVING = words("give grant")
JUDGING = DECIDING | frozenset(VERDICTS) | {"find", "clear"} | GETTING | GIVING
"""Verbs that may tell a decision."""


def decided(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a verb decides: "approved the budget", "was found guilty", "struck down the plan", "reached a deal"."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return
    lemma = verb.lemma_.lower()
    if (verdict := _verdict(verb, lemma)) is not None:
        accused, outcome = verdict
        judged = stance(verb, base=base, headline=headline)
        if not judged.ahead:
            yield Found(Happening(accused, "trial", "court"), verb, "decided", verb.text, judged, label=_case(accused), outcome=outcome)
        return
    if (told := _allowed(verb, lemma) or _voted(verb, lemma) or _won_vote(verb, lemma)) is not None:
        event, outcome = told
        judged = stance(verb, base=base, headline=headline)
        if not judged.ahead:
            yield Found(event, verb, "decided", verb.text, judged, outcome=outcome)
        return
    if lemma not in DECIDING:
        return
    particle = next((t.lower_ for t in verb.children if t.dep_ in ("prt", "prep") and (lemma, t.lower_) in OUTCOMES), "")
    outcome = OUTCOMES.get((lemma, particle), "") or _backed(verb, lemma)
    if not outcome:
        return
    for noun in _decided_on(verb, lemma):
        name = lemma_of(noun)
        if lemma in ("reach", "strike") and not particle and name not in AGREED:
            continue
        if name in DECIDABLE or FAMILY_OF.get(name) in DECIDED_FAMILIES:
            judged = stance(verb, base=base, headline=headline)
            if not judged.ahead:
                yield Found(Happening(noun, name, FAMILY_OF.get(name, "other")), verb, "decided", verb.text, judged, outcome=outcome)


def _allowed(verb: Token, lemma: str) -> tuple[Happening, str] | None:
    """What is given consent: "the takeover won the backing of shareholders", "gave the plan the green light", "approval to the merger"."""
    if lemma not in GETTING | GIVING:
        return None
    children = list(verb.children)
    given = next((t for t in children if t.dep_ in ("dobj", "oprd") and _is_consent(t)), None)
    passive = next((t for t in children if t.dep_ == "nsubjpass"), None)
    if given is None and passive is not None and _is_consent(passive):
        given, passive = passive, None
    if given is None:
        return None
    if lemma in GETTING:
        things = [t for t in children if t.dep_ == "nsubj"]
    else:
        things = [passive] if passive is not None else [t for t in children if t.dep_ == "dative" and t.pos_ in ("NOUN", "PROPN")]
        behind = [p for p in (*children, *given.children) if p.dep_ in ("prep", "dative") and p.lower_ in ("to", "for")]
        things += [o for p in behind for o in p.children if o.dep_ == "pobj"]
    for thing in things:
        name = lemma_of(thing)
        if name in DECIDABLE or FAMILY_OF.get(name) in DECIDED_FAMILIES:
            return Happening(thing, name, FAMILY_OF.get(name, "other")), "approved"
    return None


def _is_consent(noun: Token) -> bool:
    if lemma_of(noun) in BACKED:
        givers = [o for p in noun.children if p.dep_ == "prep" and p.lower_ in ("of", "from") for o in p.children]
        return any(lemma_of(o) in BODIES for o in givers)
    return lemma_of(noun) in CONSENT or (noun.lower_ == "light" and any(t.lower_ == "green" for t in noun.children))


def _backed(verb: Token, lemma: str) -> str:
    """The outcome where a body that decides backs something."""
    if lemma not in BACKING or verb.tag_ not in ("VBD", "VBN"):
        return ""
    who = next((t for t in verb.children if t.dep_ in ("nsubj", "agent")), None)
    if who is not None and who.dep_ == "agent":
        who = next((o for o in who.children if o.dep_ == "pobj"), None)
    return BACKING[lemma] if who is not None and lemma_of(who) in BODIES else ""


def _voted(verb: Token, lemma: str) -> tuple[Happening, str] | None:
    """ "Voted in favour of the bill", "voted against joining": the thing voted on, or the vote itself where that is no noun."""
    if lemma != "vote" or verb.tag_ not in ("VBD", "VBN", "VBP", "VBZ"):
        return None
    for prep in verb.children:
        if prep.dep_ != "prep":
            continue
        word, holder = prep.lower_, prep
        if word == "in":
            side = next((o for o in prep.children if o.lower_ in VOTING), None)
            holder = next((p for p in side.children if p.lower_ == "of"), side) if side is not None else prep
            word = side.lower_ if side is not None else ""
        if word not in VOTING:
            continue
        noun = next((o for o in holder.children if o.dep_ == "pobj" and lemma_of(o) in DECIDABLE), None)
        if noun is not None:
            return Happening(noun, lemma_of(noun), FAMILY_OF.get(lemma_of(noun), "other")), VOTING[word]
        if any(o.dep_ in ("pcomp", "pobj") and o.ent_type_ != "PERSON" for o in holder.children):
            return Happening(verb, "vote", "ballot"), VOTING[word]
    return None


def _won_vote(verb: Token, lemma: str) -> tuple[Happening, str] | None:
    """ "Won Sunday's presidential election"."""
    if lemma not in CONTESTED or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return None
    noun = next((t for t in verb.children if t.dep_ == "dobj" and FAMILY_OF.get(lemma_of(t)) == "ballot"), None)
    confidence = noun is not None and any("confidence" in c.lower_ for c in noun.subtree)
    if noun is None or (lemma_of(noun) in ("vote", "poll") and not confidence):
        return None
    return Happening(noun, lemma_of(noun), "ballot"), CONTESTED[lemma]


def _decided_on(verb: Token, lemma: str) -> list[Token]:
    if lemma == "fail" or (lemma == "pass" and not any(t.dep_ in ("dobj", "auxpass") for t in verb.children)):
        return [t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN") and lemma_of(t) in MEASURES]
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    places = ("nsubjpass",) if passive else ("dobj", "obj")
    nouns = [t for t in verb.children if t.dep_ in places]
    nouns += [o for t in verb.children if t.dep_ == "prep" and (lemma, t.lower_) in OUTCOMES for o in t.children if o.dep_ == "pobj"]
    if not nouns and lemma == "agree":
        preps = [t for t in verb.children if t.dep_ == "prep" and t.lower_ in ("on", "to")]
        nouns = [o for p in preps for o in p.children if o.dep_ == "pobj"]
    return [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]


GUILTY = frozenset(("guilty",))


def _verdict(verb: Token, lemma: str) -> tuple[Token, str] | None:
    """Who was judged, and how: "found him guilty", "was sentenced to life", "convicted Marsh"."""
    outcome = VERDICTS.get(lemma, "")
    if lemma == "find":
        if not has_word(verb.doc, verb.i + 1, verb.i + 8, GUILTY):
            return None
        guilt = next((t for t in verb.subtree if t.lower_ == "guilty" and t.i - verb.i < 8 and t.i > verb.i), None)
        if guilt is None:
            return None
        outcome = "acquitted" if any(t.lower_ == "not" and t.i in (guilt.i - 1, verb.i + 1) for t in verb.subtree) else "convicted"
    if lemma == "clear" and any(p.dep_ == "prep" and p.lower_ == "of" for p in verb.children):
        outcome = "acquitted"
    if not outcome:
        return None
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    places = SUBJECTS if passive else ("dobj", "obj")
    accused = next((t for t in verb.children if t.dep_ in places), None)
    if accused is None and lemma == "find":
        inner = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        accused = next((t for t in inner.children if t.dep_ in SUBJECTS), None) if inner is not None else None
    if accused is None and verb.dep_ == "conj":
        accused = next((t for t in verb.head.children if t.dep_ == "nsubjpass"), None)
    if (
        accused is None
        or lemma_of(accused) in DECIDABLE
        or not (accused.pos_ == "PRON" or accused.ent_type_ in ("PERSON", "ORG") or accused.lemma_.lower() in ACCUSED)
    ):
        return None
    return accused, outcome


def _case(accused: Token) -> str:
    """What a trial is called by its defendant: "the trial of Dale Marsh"; "the trial" for a pronoun."""
    if accused.pos_ == "PRON":
        return "the trial"
    name = next((e.text for e in accused.doc.ents if e.start <= accused.i < e.end and e.label_ == "PERSON"), None)
    who = name or accused.doc[accused.left_edge.i : accused.i + 1].text
    who = " ".join(who.split())
    return "the trial of " + (who[0].lower() + who[1:] if who.startswith(("A ", "An ", "The ")) else who)
