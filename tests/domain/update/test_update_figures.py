"""When a figure of a story has changed, and when it has only been said otherwise."""

from typing import Any

from schemas.common import Passage
from schemas.enriched import FigureMention
from schemas.filed import Filed
from schemas.update import Update
from tests.builders import after, filed
from tests.telling import tell


def toll(value: float, *, hours: float, qualifier: str = "exactly", **fields: Any) -> Filed:
    text = f"The quake killed {value:g} people."
    defaults: dict[str, Any] = {"measure": "dead", "unit": "people", "span": (17, 19)}
    figure = FigureMention(value=value, qualifier=qualifier, sentence=Passage(span=(0, len(text)), text=text), **(defaults | fields))  # type: ignore[arg-type]
    when = after(hours=hours)
    return filed(
        uri=f"wire:{hours:g}",
        lineage=f"wire:{hours:g}",
        headline="",
        body=text,
        story_id="s1",
        figures=(figure,),
        version_created=when,
        received_at=when,
    )


def run(*articles: Filed) -> list[Update]:
    return tell(*articles)[1]


def test_a_toll_that_rises_is_told_with_both_sentences() -> None:
    (update,) = run(toll(12, hours=0), toll(31, hours=1))
    assert (update.kind, update.severity) == ("figure_change", "high")
    assert update.from_ is not None
    assert (update.from_.value, update.to.value) == (12, 31)
    assert [e.text for e in update.evidence] == ["The quake killed 12 people.", "The quake killed 31 people."]
    assert update.summary == "The death toll has risen from 12 to 31."


def test_the_same_number_from_another_outlet_is_no_change() -> None:
    assert run(toll(12, hours=0), toll(12, hours=1), toll(12, hours=2, qualifier="at_least")) == []


def test_a_rounding_a_lower_floor_and_an_upper_bound_are_no_change() -> None:
    assert (
        run(
            toll(43, hours=0),
            toll(40, hours=1, qualifier="about"),
            toll(40, hours=2, qualifier="at_least"),
            toll(60, hours=3, qualifier="at_most"),
        )
        == []
    )


def test_a_toll_falls_only_where_somebody_revises_it() -> None:
    assert run(toll(43, hours=0), toll(40, hours=1)) == []
    assert [u.to.value for u in run(toll(43, hours=0), toll(40, hours=1, was=43.0, changed=True))] == [40]


def test_another_scope_or_unit_is_another_figure() -> None:
    assert run(toll(43, hours=0, scope="Lisbon"), toll(50, hours=1, scope="Oslo")) == []
    assert run(toll(13, hours=0, measure="staff", unit="percent"), toll(11000, hours=1, measure="staff", unit="", changed=True)) == []


def test_a_late_copy_with_an_old_toll_changes_nothing() -> None:
    late = toll(20, hours=1)
    assert [u.to.value for u in run(toll(12, hours=0), toll(31, hours=5), late)] == [31]


def test_two_values_in_one_sentence_settle_nothing() -> None:
    base = toll(12, hours=0)
    pair = toll(31, hours=1)
    (one,) = pair.figures
    other = FigureMention(measure="dead", value=50, unit="people", qualifier="exactly", span=(0, 2), sentence=one.sentence)
    both = filed(
        **{f: getattr(pair, f) for f in ("uri", "lineage", "headline", "body", "story_id", "version_created", "received_at")},
        figures=(one, other),
    )
    assert run(base, both) == []
