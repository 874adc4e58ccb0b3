"""Nouns that name happenings, from a WordNet database: a small one of our own, and the table that was made from the whole."""

from pathlib import Path

import pytest

from streams import lexicon
from streams.domain.enrich.event_lexicon import FAMILIES, FAMILY_OF, NOT_IN_NEWS
from streams.domain.enrich.event_nouns import NOUNS

SYNSETS = """\
  1 This software and database is being provided to you
00000001 11 n 01 contest 0 000 | an occasion
00000002 11 n 01 joust 0 001 @ 00000001 n 0000 | a contest on horseback
00000003 11 n 02 tilt 0 joust 1 001 @ 00000002 n 0000 | an old joust
00000004 11 n 01 great_joust 0 001 @i 00000002 n 0000 | one joust by name
00000005 06 n 01 tilt 1 000 | a slope
"""
INDEX = """\
  1 This software and database is being provided to you
contest n 1 0 1 1 00000001
joust n 2 1 @ 2 1 00000002 00000003
tilt n 2 1 @ 2 1 00000005 00000003
greatjoust n 1 1 @ 1 0 00000004
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> lexicon.Nouns:
    (tmp_path / "data.noun").write_text(SYNSETS)
    (tmp_path / "index.noun").write_text(INDEX)
    (tmp_path / "cntlist.rev").write_text("tilt%1:06:00:: 1 9\njoust%1:11:00:: 1 2\nrun%2:38:00:: 1 99\n")
    monkeypatch.setattr(lexicon, "ROOTS", {"contest": ("contest#1",)})
    monkeypatch.setattr(lexicon, "WITHOUT", ())
    return lexicon.read(tmp_path)


def test_what_lies_under_a_root_is_taken_and_battles_by_name_are_not(small: lexicon.Nouns) -> None:
    assert small.under(("contest#1",)) == {"00000001", "00000002", "00000003"}
    assert "greatjoust" not in lexicon.table(small)["contest"]


def test_a_noun_that_mostly_means_something_else_is_left_out(small: lexicon.Nouns) -> None:
    assert lexicon.table(small) == {"contest": ["contest", "joust"]}


def test_the_module_that_it_writes_is_python_with_the_licence_at_its_head(small: lexicon.Nouns) -> None:
    source = lexicon.module(lexicon.table(small))
    assert "Copyright 2006 by Princeton University" in source
    scope: dict[str, object] = {}
    exec(source, scope)  # noqa: S102
    assert scope["NOUNS"] == {"contest": frozenset({"contest", "joust"})}


def test_our_own_lists_go_before_the_table() -> None:
    assert set(NOUNS) <= set(FAMILIES)
    assert FAMILY_OF["vigil"] == "show"
    assert FAMILY_OF["pilgrimage"] == "travel"
    assert FAMILY_OF["marathon"] == "contest"
    assert not NOT_IN_NEWS & FAMILY_OF.keys()
