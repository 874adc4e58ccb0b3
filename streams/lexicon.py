"""The table of nouns that name happenings, from WordNet: `python -m streams.lexicon DICT > streams/domain/enrich/event_nouns.py`.

DICT is the folder of a WordNet 3.0 database (data.noun, index.noun, cntlist.rev), such as Debian's package wordnet-base has it. A noun is
taken where its senses, weighted by how often each was tagged in running text, mostly lie under one of our roots; what news uses
otherwise than WordNet does is said by hand in event_lexicon.py, which goes before this table.
"""

import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOTS: dict[str, tuple[str, ...]] = {
    "travel": ("journey#1", "visit#1", "visit#3", "visit#4", "visit#5"),
    "meeting": ("meeting#1", "meeting#4", "conference#3", "negotiation#1", "negotiation#2", "session#3", "briefing#1"),
    "contest": ("contest#1", "game#2", "meet#1"),
    "show": (
        "show#3", "affair#3", "ceremony#2", "ceremony#3", "festival#2", "celebration#2", "celebration#3", "exhibition#1",
        "lecture#1", "religious_ceremony#1", "social_gathering#1", "fair#1",
    ),
    "court": ("legal_proceeding#1", "due_process#1", "inquest#1"),
    "ballot": ("vote#2", "election#1", "election#2", "campaign#1", "campaigning#1"),
    "stoppage": ("job_action#1", "protest#2", "boycott#1"),
    "force": ("attack#1", "drill#3", "drill#4"),
    "disaster": (
        "calamity#1", "storm#1", "earthquake#1", "flood#1", "fire#1", "eruption#1", "avalanche#1", "explosion#1", "epidemic#1",
    ),
    "deal": ("sale#1", "sale#2", "sale#3"),
    "project": ("surgery#1", "operation#6", "immunization#1", "inspection#1", "census#1"),
}  # fmt: skip
"""Families of event_lexicon.py, and the senses ("word#n") under whose hyponyms their nouns lie."""
WITHOUT: tuple[str, ...] = ("movie#1", "broadcast#2", "crime#1")
"""Senses under those roots that are works or deeds rather than dates in a diary."""

LEAST_SHARE = 0.33
"""Of a noun's tagged senses that must lie under the roots: "match" has many senses, of which news means one."""
MOST_SENSES = 6
"""Rarer senses are not looked at."""
HYPERNYM = "@"
"""Not "@i", which leads from a battle by name to battles."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """WordNet's nouns."""

    senses: dict[str, tuple[str, ...]]
    """Noun to its synsets, the most frequent first."""
    above: dict[str, tuple[str, ...]]
    """Synset to those that it is a kind of."""
    tagged: dict[tuple[str, int], int]
    """(noun, sense number from 1) to how often it was tagged."""

    def under(self, roots: tuple[str, ...]) -> frozenset[str]:
        """All synsets below some senses, they themselves included."""
        top = {self.senses[word][int(n) - 1] for word, n in (root.split("#") for root in roots)}
        below: dict[str, set[str]] = {}
        for synset, parents in self.above.items():
            for parent in parents:
                below.setdefault(parent, set()).add(synset)
        found, queue = set(top), list(top)
        while queue:
            fresh = below.get(queue.pop(), set()) - found
            found |= fresh
            queue += fresh
        return frozenset(found)


def read(folder: Path) -> Nouns:
    """Read a database.

    Raises:
        FileNotFoundError: If a file of it is missing.
    """
    above = {}
    for fields in _rows(folder / "data.noun"):
        pointers = 5 + 2 * int(fields[3], 16)
        ends = range(pointers, pointers + 4 * int(fields[pointers - 1]), 4)
        above[fields[0]] = tuple(fields[i + 1] for i in ends if fields[i] == HYPERNYM)
    senses = {fields[0]: tuple(fields[-int(fields[2]) :]) for fields in _rows(folder / "index.noun")}
    tagged = {}
    for key, number, count in _rows(folder / "cntlist.rev"):
        word, _, rest = key.partition("%")
        if rest.startswith("1:"):
            tagged[word, int(number)] = int(count)
    return Nouns(senses=senses, above=above, tagged=tagged)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="latin-1") as lines:
        for line in lines:
            if not line.startswith("  "):  # the licence
                yield line.split(" | ")[0].split()


def table(nouns: Nouns) -> dict[str, list[str]]:
    """Family to its nouns, in order."""
    works = nouns.under(WITHOUT)
    families = {family: nouns.under(roots) - works for family, roots in ROOTS.items()}
    found: dict[str, list[str]] = {family: [] for family in ROOTS}
    for word, synsets in sorted(nouns.senses.items()):
        if not word.replace("-", "").isalpha() or len(word) < 4:
            continue
        weights = {s: nouns.tagged.get((word, n), 0) + 1 for n, s in enumerate(synsets[:MOST_SENSES], 1)}
        shares = {family: sum(w for s, w in weights.items() if s in under) for family, under in families.items()}
        family = max(shares, key=lambda name: shares[name])
        inside = sum(w for s, w in weights.items() if any(s in under for under in families.values()))
        if inside >= LEAST_SHARE * sum(weights.values()):
            found[family].append(word)
    return found


HEADER = '''"""Nouns that name happenings, by family: made by `python -m streams.lexicon` from WordNet's nouns; not edited by hand.

WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under the WordNet 3.0 licence, which allows to use, copy,
modify and distribute it for any purpose without fee, with this notice; provided "as is", without any warranty.
"""

from streams.domain.enrich.wordlist import words

NOUNS: dict[str, frozenset[str]] = {
'''


def module(found: dict[str, list[str]]) -> str:
    """The table as the source of event_nouns.py."""
    parts = [HEADER]
    for family, names in found.items():
        lines = "\n".join(textwrap.wrap(" ".join(names), 130, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
        parts.append(f'    "{family}": words("""\n{lines}\n"""),\n')
    return "".join([*parts, "}\n"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m streams.lexicon FOLDER_OF_WORDNET")
    sys.stdout.write(module(table(read(Path(sys.argv[1])))))
