"""The clause of a number: what it counts there, under which verb, and in what kind of incident."""

from dataclasses import dataclass

from spacy.tokens import Token

from streams.domain.enrich import figure_lexicon as lexicon
from streams.domain.enrich.reading import VERBS
from streams.domain.enrich.wordlist import words

OFFERING = words("offer bid")
NO_NOUNS = frozenset(("%", "percent", "pct", "euros", "dollars", "pounds", "yen"))
"""Units, which count nothing by themselves."""


@dataclass(slots=True)
class Clause:
    """The noun that a number counts and the verb of its clause, with what hangs on each."""

    counted: Token | None
    """None for a bare number."""
    verb: Token | None
    beside: list[Token]
    """The noun's."""
    below: list[Token]
    """The verb's."""
    lemma: str
    """The verb's, in lower case."""


def clause_of(last: Token) -> Clause:
    """What a number counts, and the clause that it stands in, by its last word."""
    head = last
    while head.dep_ in MODIFYING and (above := head.head).i != head.i:
        head = above
        if head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in lexicon.SCALES:
            break
    counted = head if head.pos_ in ("NOUN", "PROPN", "ADJ") and head.i != last.i and head.text not in NO_NOUNS else None
    if counted is None and (of := next((c for c in last.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == last.i + 1), None)):
        counted = next((o for o in of.children if o.dep_ == "pobj" and o.tag_ == "NNS"), None)  # "4,000 of its vans"
    beside = list(counted.children) if counted is not None else []
    verb = _verb_above(head)
    if verb is None:
        return Clause(counted, None, beside, [], "")
    return Clause(counted, verb, beside, list(verb.children), verb.lemma_.lower())


MODIFYING = frozenset(("nummod", "compound", "quantmod", "amod", "nmod"))


def _verb_above(head: Token) -> Token | None:
    if head.dep_ == "conj" and head.head.pos_ == "VERB":
        return None  # it opens a clause of its own, which the parser joined to the verb before: "one died and two men fled"
    node = head
    for _ in range(9):
        if node.pos in VERBS:
            return node
        node = node.head
    return None


def measure_of(clause: Clause, unit: str) -> str | None:
    """What is counted, in base form; None where it is nothing that a story follows."""
    counted, verb = clause.counted, clause.verb
    word = counted.lemma_.lower() if counted is not None else ""
    if word in lexicon.MEASURES and word != "victim":
        return lexicon.MEASURES[word]
    low = counted.lower_ if counted is not None else ""
    if low in lexicon.MEASURES:
        return lexicon.MEASURES[low]
    state = _fate(clause)
    if state and (counted is None or word in lexicon.PEOPLE or (verb is not None and counted.head.i == verb.i)):
        return state
    if unit == "percent" and verb is not None and verb.dep_ == "acomp" and verb.tag_ == "VBN":
        return str(verb.lower_)
    if unit == "percent" and (share := next((t for t in clause.below if t.dep_ in ("acomp", "oprd") and t.tag_ == "VBN"), None)):
        return str(share.lower_)
    if unit and unit != "percent" and clause.lemma in OFFERING:
        return "offer"
    subject = next((t for t in clause.below if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and not unit and subject.lemma_.lower() in lexicon.MARGINS:
        return str(subject.lemma_.lower())
    if unit or (counted is None and (subject is not None or _moves_something(clause))):
        return _measured(subject, clause, unit)
    if word in lexicon.PEOPLE or counted is None:
        return None
    return word if counted.pos_ == "NOUN" and counted.tag_ == "NNS" else None


def _moves_something(clause: Clause) -> bool:
    return clause.lemma in lexicon.CHANGE_VERBS and any(t.dep_ == "dobj" for t in clause.below)


def _fate(clause: Clause) -> str | None:
    """What the clause says became of those counted: "12 people were killed", "killing 12", "12 remain missing"."""
    counted, verb = clause.counted, clause.verb
    if counted is not None:
        for child in clause.beside:
            if (how := child.dep_) not in ("acl", "amod", "relcl"):
                continue
            if child.i > counted.i and (lemma := child.lemma_.lower()) in lexicon.MEASURES:
                return lexicon.MEASURES[lemma]
            if how != "relcl" and child.lower_ in ("dead", "missing", "injured"):
                return lexicon.MEASURES[child.lower_]
    if verb is None:
        return None
    if verb.pos_ == "VERB" and (found := lexicon.MEASURES.get(clause.lemma) or lexicon.MEASURES.get(verb.lower_)):
        return found
    for word in clause.below:
        if (how := word.dep_) in COMPLEMENTS or (how == "advmod" and word.lower_ in ("dead", "missing")):
            for form in (word.lemma_.lower(), word.lower_):
                if form in lexicon.MEASURES:
                    return lexicon.MEASURES[form]
    return None


COMPLEMENTS = frozenset(("acomp", "oprd", "attr", "xcomp"))


def _measured(subject: Token | None, clause: Clause, unit: str) -> str | None:
    """What a bare number is the value of: "the toll rose to 31", "lifted the bid to 900 million dollars"."""
    changes = clause.lemma in lexicon.CHANGE_VERBS
    held = (t for t in clause.below if t.dep_ == "dobj" and t.pos_ == "NOUN" and not t.like_num and t.ent_type_ not in AMOUNTS)
    chosen = (next(held, None) if changes else None) or subject
    if chosen is None or chosen.pos_ not in ("NOUN", "PROPN"):
        return None
    if chosen.lower_ in lexicon.TALLIES:
        return _told_count(chosen)
    name = chosen.lemma_.lower()
    if unit and name in lexicon.WEALTH:
        return None
    if unit and clause.lemma in OFFERING:
        return "offer"
    return name if (changes or clause.lemma == "be") and chosen.pos_ == "NOUN" else None


AMOUNTS = frozenset(("MONEY", "PERCENT", "CARDINAL"))


def _told_count(noun: Token) -> str | None:
    """What a toll or a number is of: "the death count", "the number of people killed", "the list of missing"."""
    text = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text.lower()
    if "death" in text or noun.lower_ == "toll":
        return "dead"
    for obj in (o for prep in noun.children if prep.lower_ == "of" for o in prep.children if o.dep_ == "pobj"):
        fate = next((lexicon.MEASURES[c.lemma_.lower()] for c in obj.children if c.lemma_.lower() in lexicon.MEASURES), "")
        return fate or lexicon.MEASURES.get(obj.lemma_.lower(), lexicon.MEASURES.get(obj.lower_, str(obj.lemma_.lower())))
    return None


def incident_of(clause: Clause) -> str:
    """The kind of incident that the clause's subject names, its own or that of the verb that it hangs on."""
    node, children = clause.verb, clause.below
    for _ in range(3):
        if node is None:
            return ""
        subject = next((t for t in children if t.dep_ in ("nsubj", "nsubjpass", "agent")), None)
        if subject is not None and (kind := lexicon.INCIDENT_OF.get(subject.lemma_.lower())):
            return kind
        for phrase in children:
            if phrase.dep_ in ("prep", "agent") and phrase.lower_ in ("in", "by"):
                for noun in phrase.children:
                    if kind := lexicon.INCIDENT_OF.get(noun.lemma_.lower()):
                        return kind
        if subject is not None or node.head.i == node.i:
            return ""
        node = node.head
        children = list(node.children)
    return ""
