"""Who a mention beside a quote is: "he", "the minister", "Calder" and "Ines Calder, the harbour minister" to one name.

The cast of a document: who is named where, which pronoun fits whom, and who spoke last. It is asked in the order of the text,
and what it was told (who spoke) helps with the next question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from schemas.common import Span as Chars
from schemas.enriched import Entity, Speaker
from streams.domain.enrich import cues, names
from streams.domain.enrich.entity_mentions import ORGANISATION_NOUNS
from streams.domain.enrich.marks import Stretch
from streams.domain.enrich.wordlist import words

SENTENCES_BACK = 8
"""How far a pronoun may reach: Hobbs (1978) found 98% of antecedents in the same sentence or the one before; quotes stand between."""

SENTENCES_BACK_OF_NOUNS = 3
"""How far "the company" or "they" may reach where no title ties them to a name."""

UNNAMED = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "aide",
        "adviser",
        "advisor",
        "officer",
        "representative",
        "analyst",
        "lawyer",
        "researcher",
    }
)
"""Callings under which people speak without a name: "the spokesman" is then nobody named before."""

GENERIC_BODIES = words(
    """
    agency airline association bank broadcaster campaign carmaker carrier chain charity club commission company corporation firm
    foundation group hospital insurer lender maker manufacturer ministry museum network newspaper organisation organization paper
    party regulator retailer school store team university union utility watchdog
    """
)
"""Nouns that take up an organisation whose name doesn't hold them: "the company"."""
BODIES = GENERIC_BODIES | ORGANISATION_NOUNS

GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "both", "we", "themselves"})
PRONOUNS = frozenset(GENDER) | PLURAL | {"it", "its", "itself"}
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
GENERIC = frozenset({"it", "there", "this", "that", "what", "which", "who", "whoever", "i", "you", "we", "one"})
"""Subjects that name no speaker in an article's own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A speaker found earlier."""

    span: Chars
    name: str
    entity: Entity | None
    gender: str
    plural: bool
    """Whether "they" may take it up; an organisation is both."""


@dataclass(slots=True, kw_only=True)
class Cast:
    """The people of one document; grows as speakers are found."""

    doc: Doc
    entities: tuple[Entity, ...]
    quoted: Sequence[Stretch]
    spoken: list[Spoken] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    by_token: dict[int, Entity] = field(default_factory=dict)
    sentences: list[Span] = field(default_factory=list)

    def speaker(self, mention: Span) -> Speaker:
        """Name the bearer of a mention, and remember that it spoke."""
        name, entity, gender = self._resolve(mention)
        start, end = mention.start_char, mention.end_char
        if entity is not None and gender:
            self.genders.setdefault(entity.id, gender)
        head = _head(mention)
        plural = head.tag_ in ("NNS", "NNPS", "CD", "PRP") or any(child.dep_ == "conj" for child in head.children)
        self.spoken.append(Spoken(span=(start, end), name=name, entity=entity, gender=gender, plural=plural))
        return Speaker(text=mention.text, span=(start, end), name=name, entity_id=entity.id if entity else None)

    def organisation(self, mention: Span) -> str:
        """The name of the organisation that a mention means, or "" where it means none."""
        inside = [self.by_token[token.i] for token in mention if token.i in self.by_token]
        named = self._named_in(mention, mention.root)
        return next((entity.name for entity in [named, *inside] if entity is not None and entity.type == "organisation"), "")

    def is_outlet(self, speaker: Speaker) -> bool:
        """Whether a speaker is an organisation, so that what it says of another's words is relayed."""
        return any(entity.id == speaker.entity_id and entity.type == "organisation" for entity in self.entities)

    def in_quotes(self, token: Token) -> bool:
        """Whether a word stands within quotation marks: such names are talked of, they don't talk."""
        return any(stretch.outer[0] <= token.idx < stretch.outer[1] for stretch in self.quoted)

    def _resolve(self, mention: Span) -> tuple[str, Entity | None, str]:
        head = _head(mention)
        if len(mention) == 1 and mention[0].lower_ in PRONOUNS:
            return self._pronoun(mention[0])
        entity = self._named_in(mention, head)
        if entity is not None:
            return entity.name, entity, self._gender(entity)
        entity = self._office(mention, head) or self._institution(mention, head)
        if entity is not None:
            return entity.name, entity, names.gender(head.text) or self._gender(entity)
        return self._as_it_stands(mention), None, names.gender(head.text)

    def _as_it_stands(self, mention: Span) -> str:
        text = " ".join(mention.text.split())
        return text[:1].upper() + text[1:]

    def _named_in(self, mention: Span, head: Token) -> Entity | None:
        """The entity that the mention's head belongs to, or that stands beside it: "the coach, Ines Calder"."""
        if head.i in self.by_token:
            return self.by_token[head.i]
        beside = self._beside(mention, head)
        if beside is not None or head.tag_ in ("NNS", "NNPS") or head.pos_ == "NUM":
            return beside
        for child in head.children:
            if child.dep_ == "appos" and child.i in self.by_token and self.by_token[child.i].type == "person":
                return self.by_token[child.i]
        persons = [self.by_token[t.i] for t in mention if t.i in self.by_token and self.by_token[t.i].type == "person"]
        office = head.text[0].isupper() and names.is_title(head.text)  # "Ambassador to Norway Ines Calder"
        linked = not office and any(token.dep_ == "prep" for token in self.doc[head.i : mention.end])
        if persons and not linked and mention[-1].i in self.by_token and self.by_token[mention[-1].i] is persons[-1]:
            return persons[-1]
        if head.lower_ in cues.OUTLETS:
            return next((self.by_token[t.i] for t in mention if t.i in self.by_token), None) or self._last_outlet(mention)
        return None

    def _beside(self, mention: Span, head: Token) -> Entity | None:
        """Who is named between commas behind a mention: "one of the drivers, Ines Calder, said"."""
        at = mention.end + 1
        if head.tag_ in ("NNS", "NNPS") or at >= len(self.doc) or self.doc[at - 1].text != "," or at not in self.by_token:
            return None
        entity = self.by_token[at]
        while at < len(self.doc) and self.by_token.get(at) is entity:
            at += 1
        closed = at >= len(self.doc) or self.doc[at].text in (",", ".", ";", "—", "–")
        return entity if closed and entity.type == "person" else None

    def _last_outlet(self, mention: Span) -> Entity | None:
        """The organisation that was named last as a source, for "the outlet"."""
        if mention[0].lower_ not in ("the", "its", "that"):
            return None
        for token in reversed(self.doc[: mention.start]):
            entity = self.by_token.get(token.i)
            if entity is not None and entity.type == "organisation":
                told = token.dep_ in SUBJECT or token.head.lower_ in cues.OUTLETS or token.head.lower_ in ("to", "told")
                if told:
                    return entity
        return None

    def _office(self, mention: Span, head: Token) -> Entity | None:
        """The person whose title or apposition the mention repeats: "the minister"."""
        if mention[0].lower_ not in ("the", "that") or head.tag_ not in ("NN", "NNP", ""):
            return None
        if any(token.dep_ in ("prep", "poss") for token in mention):
            return None
        wanted = head.lower_
        holders = [
            ([m.span[0] for m in entity.mentions if m.field == "body"], entity)
            for entity in self.entities
            if entity.type == "person" and self._holds(entity, wanted)
        ]
        holders = [(starts, entity) for starts, entity in holders if starts]
        earlier = [
            (max(s for s in starts if s < mention.start_char), entity) for starts, entity in holders if starts[0] < mention.start_char
        ]
        if earlier:
            return max(earlier, key=lambda row: row[0])[1]
        if len(holders) == 1:
            return holders[0][1]
        if wanted in ("man", "woman", "boy", "girl"):
            return self._antecedent(mention.start, names.gender(wanted))
        if names.is_title(wanted) and wanted not in UNNAMED and not holders:
            return self._antecedent(mention.start, names.gender(wanted), back=SENTENCES_BACK_OF_NOUNS)
        return None

    def _institution(self, mention: Span, head: Token) -> Entity | None:
        """The organisation that "the company" takes up: the last one whose name holds the noun, or else the last that did something."""
        if mention[0].lower_ not in ("the", "that") or head.lower_ not in BODIES or len(mention) > 2:
            return None
        before = [(token, self.by_token[token.i]) for token in self.doc[: mention.start] if token.i in self.by_token]
        named = [entity for _, entity in before if entity.type == "organisation" and head.lower_ in entity.name.casefold().split()]
        if named:
            return named[-1]
        here = self._sentence(mention.start)
        low = self.sentences[max(0, here - SENTENCES_BACK_OF_NOUNS)].start
        acting = [
            entity for token, entity in before if token.i >= low and entity.type == "organisation" and token.dep_ in SUBJECT | {"appos"}
        ]
        return acting[-1] if acting and head.lower_ in GENERIC_BODIES else None

    def _holds(self, entity: Entity, noun: str) -> bool:
        if names.is_title(noun) and any(noun in role.casefold().split() for role in entity.roles):
            return True
        return noun in self._appositions(entity)

    def _appositions(self, entity: Entity) -> set[str]:
        nouns: set[str] = set()
        for mention in entity.mentions:
            if mention.field != "body":
                continue
            span = self.doc.char_span(*mention.span, alignment_mode="expand")
            if span is None:
                continue
            root = span.root
            nouns |= {child.lower_ for child in root.children if child.dep_ == "appos" or names.is_title(child.text)}
            if root.dep_ == "appos":
                nouns.add(root.head.lower_)
            if root.dep_ in SUBJECT and root.head.lower_ in cues.BE:
                nouns |= {child.lower_ for child in root.head.children if child.dep_ == "attr"}
        return nouns

    def _gender(self, entity: Entity) -> str:
        """What pronoun an entity takes, as far as the text tells: titles, nouns beside it, an earlier "she"."""
        if entity.type != "person":
            return ""
        if entity.id not in self.genders:
            words = [word for role in entity.roles for word in role.split()]
            for mention in entity.mentions:
                if mention.field == "body" and (span := self.doc.char_span(*mention.span, alignment_mode="expand")) is not None:
                    words += [token.text for token in self.doc[max(0, span.start - 1) : span.start]]
            words += sorted(self._appositions(entity))
            found = [gender for word in words if (gender := names.gender(word))]
            self.genders[entity.id] = found[0] if found else names.gender_of_name(entity.name)
        return self.genders[entity.id]

    def _pronoun(self, token: Token) -> tuple[str, Entity | None, str]:
        gender = GENDER.get(token.lower_, "")
        if gender:
            entity = self._antecedent(token.i, gender)
            if entity is not None:
                self.genders[entity.id] = gender
                return entity.name, entity, gender
            unnamed = (s for s in reversed(self.spoken) if s.entity is None and s.gender in ("", gender) and s.name and not s.plural)
            said = next(unnamed, None)
            if said is not None and said.name.casefold() not in PRONOUNS:
                return said.name, None, gender
        elif token.lower_ in PLURAL or token.lower_ == "it":
            return self._group(token)
        return self._as_it_stands(self.doc[token.i : token.i + 1]), None, gender

    def _group(self, token: Token) -> tuple[str, Entity | None, str]:
        """ "They" and "it": the last source that was no single person, or the last noun that did something."""
        tags = ("NNS", "NNPS") if token.lower_ == "they" else ("NN",) if token.lower_ == "it" else ()
        doers = self._subject_noun(token, tags)
        for said in reversed(self.spoken):
            if doers is not None and said.span[0] < doers.start_char:
                break
            number = said.plural == (token.lower_ != "it")
            no_person = (said.entity is None and number) or (said.entity is not None and said.entity.type == "organisation")
            if said.span[0] < token.idx and no_person and said.name.casefold() not in PRONOUNS and not said.gender:
                return said.name, said.entity, ""
        if token.lower_ == "it":
            for before in reversed(self.doc[: token.i]):
                entity = self.by_token.get(before.i)
                if doers is not None and before.i < doers.start:
                    break
                if entity is not None and entity.type == "organisation" and before.dep_ in SUBJECT:
                    return entity.name, entity, ""
        if doers is not None:
            return self._as_it_stands(doers), None, ""
        return self._as_it_stands(self.doc[token.i : token.i + 1]), None, ""

    def _subject_noun(self, token: Token, tags: Sequence[str]) -> Span | None:
        """The nearest "officials" before a "they", or "a note" before an "it", that a sentence is about."""
        here = self._sentence(token.i)
        for number in range(here, max(-1, here - SENTENCES_BACK_OF_NOUNS), -1):
            for word in self.sentences[number]:
                if word.i >= token.i:
                    break
                doer = word.tag_ in tags and word.dep_ in SUBJECT and not names.is_title(word.text)
                if doer and word.i not in self.by_token and not self.in_quotes(word):
                    before = [child for child in word.lefts if child.dep_ in ("det", "amod", "compound", "nummod")]
                    return self.doc[min((child.left_edge.i for child in before), default=word.i) : word.i + 1]
        return None

    def _antecedent(self, at: int, gender: str, *, back: int = SENTENCES_BACK) -> Entity | None:
        """The person that a "he" or "she" at a token takes up: the most prominent one of the nearest sentence that has one."""
        here = self._sentence(at)
        for number in range(here, max(-1, here - back), -1):
            found = self._most_prominent(self.sentences[number], at, gender)
            if found is not None:
                return found
        return None

    def _sentence(self, at: int) -> int:
        return next((n for n, sentence in enumerate(self.sentences) if sentence.start <= at < sentence.end), len(self.sentences) - 1)

    def _most_prominent(self, sentence: Span, before: int, gender: str) -> Entity | None:
        ranked: list[tuple[int, int, Entity]] = []
        for said in self.spoken:
            inside = sentence.start_char <= said.span[0] < sentence.end_char and said.span[0] < self.doc[before].idx
            if inside and said.entity is not None and said.entity.type == "person" and self._fits(said.entity, gender):
                ranked.append((0, said.span[0], said.entity))
        for token in sentence:
            if token.i >= before:
                break
            entity = self.by_token.get(token.i)
            if entity is None or entity.type != "person" or not self._fits(entity, gender) or self.in_quotes(token):
                continue
            ranked.append((self._rank(token), token.i, entity))
        return min(ranked, key=lambda row: row[:2])[2] if ranked else None

    def _rank(self, token: Token) -> int:
        """How prominent a name is where it stands: the main subject, another subject, anything else, an owner."""
        while token.dep_ in ("compound", "flat") and token.head.i in self.by_token:
            token = token.head
        if token.dep_ in SUBJECT:
            return 0 if token.head.dep_ == "ROOT" or token.head.lower_ in cues.SAYING else 1
        return 3 if token.dep_ == "poss" else 2

    def _fits(self, entity: Entity, gender: str) -> bool:
        return not gender or self._gender(entity) in ("", gender)


def _head(mention: Span) -> Token:
    """The noun that a mention is about, by its words where the parse has it otherwise: "a spokesman for Calder" is no Calder."""
    for token in mention[1:]:
        if token.pos_ == "ADP" and token.lower_ in ("for", "of", "from", "at", "with") and token.nbor(-1).pos_ == "NOUN":
            return token.nbor(-1)
    return mention.root


def cast(doc: Doc, entities: Iterable[Entity], quoted: Sequence[Stretch]) -> Cast:
    """Open the cast of a body with its entities and quoted stretches."""
    kept = tuple(entities)
    by_token: dict[int, Entity] = {}
    for entity in kept:
        for mention in entity.mentions:
            if mention.field == "body" and (span := doc.char_span(*mention.span, alignment_mode="expand")) is not None:
                by_token.update((token.i, entity) for token in span)
    sentences = list(doc.sents) if doc.has_annotation("SENT_START") else [doc[:]]
    return Cast(doc=doc, entities=kept, quoted=quoted, by_token=by_token, sentences=sentences)
