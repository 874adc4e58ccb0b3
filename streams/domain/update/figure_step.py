"""How one article moves the figures of its story: a toll that rises, an offer that is raised.

A first value is only remembered. A new one is told where it says more than the old: not a rounding, not a floor below it,
not another scope, not a lower number that nobody calls a revision.
"""

import re
from dataclasses import replace

from schemas.common import ArticleRef, Severity
from schemas.enriched import NEWS, FigureMention
from schemas.filed import EventState, Evidence, StoryFigure, Transition
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update
from streams.domain.enrich.figure_lexicon import COUNTED, MARGINS, UNNAMED, WEALTH
from streams.domain.update.context import Turn, as_before
from streams.domain.update.figure_match import SHARED, find, told_words
from streams.domain.update.state import Lead
from streams.domain.update.summary import number

CUMULATIVE = frozenset(("dead", "injured", "arrested", "displaced"))
"""Counts that only rise, unless somebody revises them."""
HARM = frozenset(("dead", "injured", "missing", "trapped", "hostages", "displaced", "arrested"))
"""Counts of people for which a bare new number is news; others need a word that says it changed."""
FATE: dict[str, str] = {"dead": "killed", "hostages": "held hostage"}
"""What became of a group, where the measure's own word does not follow a noun."""
SAID: dict[str, str] = {
    "dead": "death toll", "injured": "number of injured", "missing": "number of missing", "trapped": "number of people trapped",
    "hostages": "number of hostages", "displaced": "number of displaced", "arrested": "number of arrests",
}  # fmt: skip


def step_figures(figures: tuple[StoryFigure, ...], leads: tuple[Lead, ...], turn: Turn) -> tuple[tuple[StoryFigure, ...], list[Update]]:
    """Move the figures of a story by one article."""
    known = {f.id: f for f in figures}
    updates: list[Update] = []
    done: set[str] = set()
    mentions = [(n, m) for n, m in enumerate(turn.article.figures) if m.assertion in NEWS and turn.is_new(m.sentence)]
    disputed = _disputed([m for _, m in mentions])
    mentions.sort(key=lambda item: item[1].was is None)
    for n, mention in mentions:
        if (mention.measure, mention.unit, mention.scope) in disputed and mention.was is None:
            continue
        figure = find(known, mention)
        if figure is None:
            if mention.measure == UNNAMED and mention.was is None:
                continue
            new = _open(mention, turn)
            if (known_before := _told_from(mention, leads, turn)) is not None:
                old, before = known_before
                new = replace(
                    new, transitions=(replace(new.transitions[0], state=replace(new.transitions[0].state, value=old), evidence=before),)
                )
                new, update = _change(new, n, mention, turn)
                updates.append(update)
            elif mention.measure == UNNAMED:
                continue
            known[new.id] = new
            done.add(new.id)
            continue
        if figure.id in done:
            continue
        standing = figure.transitions[-1]
        if turn.said_at < standing.version_created or (
            turn.paragraph(mention.sentence) > turn.policy.lead_paragraphs and turn.article.revision == 0
        ):
            continue
        if not _says_more(figure, mention, turn):
            told_below = any(m.changed and m.value == mention.value and m.measure == mention.measure for _, m in mentions)
            if mention.measure != UNNAMED and (mention.changed or not told_below):
                done.add(figure.id)  # a headline is short of words, and what it says may stand below as a change
            continue
        done.add(figure.id)
        moved, update = _change(figure, n, mention, turn)
        known.pop(figure.id)
        known[moved.id] = moved
        updates.append(update)
    return tuple(known.values())[-turn.policy.kept_events :], updates


def _told_from(mention: FigureMention, leads: tuple[Lead, ...], turn: Turn) -> tuple[float, Evidence] | None:
    """The old value that the sentence itself names ("to 41 dollars from 38"), where an earlier opening has that number."""
    old = mention.was
    if old is None or turn.paragraph(mention.sentence) > turn.policy.lead_paragraphs or mention.measure in WEALTH:
        return None
    here = told_words(mention.sentence.text)
    for lead in reversed(leads):
        text = lead.evidence.text
        if len(here & told_words(text)) >= SHARED:
            if _stands(mention.value, text, mention.unit):
                return None  # told before
            if _stands(old, text, mention.unit):
                return old, as_before(lead.evidence)
    return None


def _stands(value: float, text: str, unit: str = "") -> bool:
    """Whether a text has a number, in figures or spelled out, with its scale, and not as a share where it is none."""
    other = r"(?!\s?(?:%|percent|pct|per cent))" if unit != "percent" else ""
    written = "|".join(rf"{re.escape(f'{value / size:g}')}{scale}" for size, scale in SCALES if value / size >= 1 or size == 1)
    whole = rf"|{value:,.0f}" if value == int(value) else ""
    found = re.search(rf"(?<![\d.,])(?:{written}{whole})(?![.,]?\d){other}", text, re.IGNORECASE)
    return bool(found) or (bool(spelled(value)) and spelled(value) in text.lower().split())


SCALES = ((1, ""), (1e3, r"\s?(?:k|thousand)\b"), (1e6, r"\s?(?:m|mn|mln|million)\b"), (1e9, r"\s?(?:b|bn|bln|billion)\b"))
"""How a large value may stand in a text: 2.1e9 as "2.1 billion"."""


def _disputed(mentions: list[FigureMention]) -> set[tuple[str, str, str]]:
    """Figures that one sentence gives twice: two sources that differ, or a part beside its whole."""
    seen: dict[tuple[str, str, str, str], float] = {}
    out = set()
    for m in mentions:
        key = (m.measure, m.unit, m.scope, m.sentence.text)
        if seen.setdefault(key, m.value) != m.value:
            out.add(key[:3])
    return out


def _open(mention: FigureMention, turn: Turn) -> StoryFigure:
    figure_id = stable_id(turn.story_id, turn.article.uri, turn.article.revision, mention.sentence.field, mention.span, mention.measure)
    return StoryFigure(
        id=figure_id,
        measure=mention.measure,
        unit=mention.unit,
        scope=mention.scope,
        of=mention.of,
        transitions=(_step(mention, turn, None),),
    )


def _step(mention: FigureMention, turn: Turn, update_id: str | None) -> Transition:
    return Transition(
        state=EventState(state="known", value=mention.value),
        update_id=update_id,
        version_created=turn.said_at,
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=turn.after(mention.sentence),
        source=ArticleRef(uri=turn.article.uri, revision=turn.article.revision),
    )


def _says_more(figure: StoryFigure, mention: FigureMention, turn: Turn) -> bool:
    old = figure.transitions[-1].state.value or 0.0
    new = mention.value
    if new == old or any(t.state.value == new for t in figure.transitions):
        return False
    rewritten = _rewritten(mention, old, turn)
    if figure.measure == "arrested" and old == 1:
        return False  # one man's arrest is no count that rises
    if not (rewritten or mention.was == old or _follows(figure, mention)):
        return False
    if mention.qualifier == "about" and abs(new - old) <= turn.policy.rough_figure * max(abs(old), 1):
        return False
    if mention.qualifier == "at_most":
        return False
    falling = rewritten or mention.was == old or (mention.changed and bool(FALLING.search(mention.sentence.text)))
    return new > old or falling or (mention.qualifier != "at_least" and figure.measure not in CUMULATIVE)


FALLING = re.compile(
    r"\b(?:fall|fell|fallen|drop(?:s|ped)?|lower(?:s|ed)?|down|revis\w+|reduc\w+|cut|cuts|shr[aiu]nk|shrinks|fewer|less|correct\w*|declin\w+"
    r"|narrow\w*|slashed|trimmed|twice|double.counted)\b",
    re.IGNORECASE,
)
"""Words that make a lower number a revision, not an old copy."""


def _follows(figure: StoryFigure, mention: FigureMention) -> bool:
    """Whether a bare new number of this measure is news: people harmed, or a quantity that the clause says has changed."""
    if figure.measure in WEALTH:
        return False
    return figure.measure in HARM or (mention.changed and (bool(mention.unit) or figure.measure in COUNTED))


def _rewritten(mention: FigureMention, old: float, turn: Turn) -> bool:
    """Whether a new version puts the number where the old one stood in the same sentence."""
    return any(
        e.op == "edited"
        and e.old is not None
        and e.new is not None
        and e.new.field == mention.sentence.field
        and e.new.span[0] < mention.sentence.span[1]
        and mention.sentence.span[0] < e.new.span[1]
        and _stands(old, e.old.text)
        for e in turn.article.edits
    )


def spelled(value: float) -> str:
    """A small number as newsrooms spell it; "" for others."""
    return SMALL[int(value)] if value == int(value) and 0 <= value < len(SMALL) else ""


SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers that style books spell out."""


def _change(figure: StoryFigure, n: int, mention: FigureMention, turn: Turn) -> tuple[StoryFigure, Update]:
    standing = figure.transitions[-1]
    old = standing.state.value or 0.0
    label = _label(figure)
    bound = {"at_least": "at least ", "about": "about ", "at_most": "at most ", "exactly": ""}[mention.qualifier]
    verb = "risen" if mention.value > old else "fallen"
    values = f"from {number(old, figure.unit)} to {bound}{number(mention.value, figure.unit)}"
    summary = f"The {label} has {verb} {values}"
    if label == UNNAMED:
        summary = f"A figure has been changed {values}: “{' '.join(mention.sentence.text.split()).rstrip('.')}”"
    source = told_by(mention.attribution)
    summary += f", according to {source}." if source else "."
    update = turn.update(
        about=EventRef(id=figure.id, label=label),
        kind="figure_change",
        from_=standing.state,
        to=EventState(state="known", value=mention.value),
        summary=summary,
        severity=_severity(figure, old, mention.value),
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=(as_before(standing.evidence), turn.after(mention.sentence)),
        because=Because(rule="figure", mentions=(n,)),
    )
    steps = (*figure.transitions, _step(mention, turn, update.update_id))[-turn.policy.kept_transitions :]
    return replace(figure, transitions=steps, scope=figure.scope or mention.scope, of=figure.of or mention.of), update


def told_by(attribution: str) -> str:
    """Who is named for something, inside a sentence; "" for a pronoun, which names nobody there.

    >>> told_by("The coastguard"), told_by("He"), told_by("Mara Quill")
    ('the coastguard', '', 'Mara Quill')
    """
    if attribution.lower() in PRONOUNS:
        return ""
    return (
        attribution[:1].lower() + attribution[1:] if attribution.startswith(("The ", "A ", "An ", "His ", "Her ", "Its ")) else attribution
    )


COMMON = frozenset(
    (
        "The",
        "A",
        "An",
        "His",
        "Her",
        "Its",
        "Their",
        "Authorities",
        "Officials",
        "Police",
        "Doctors",
        "Rescuers",
        "Firefighters",
        "Two",
        "Three",
    )
)
"""First words that begin a sentence with a capital and go without one inside it."""
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "one", "some", "many"))


def _label(figure: StoryFigure) -> str:
    """A figure for people: "death toll in Casteluna", "number of fishermen arrested", "number of vans"."""
    if figure.measure not in HARM | MARGINS | {UNNAMED} and not figure.unit:
        return f"number of {_plural(figure.measure)}"
    if figure.measure not in HARM or not figure.scope:
        return SAID.get(figure.measure, figure.measure)
    if figure.scope[:1].isupper():
        return f"{SAID[figure.measure]} in {figure.scope}"
    return f"number of {figure.scope} {FATE.get(figure.measure, figure.measure)}"


def _plural(noun: str) -> str:
    """
    >>> [_plural(noun) for noun in ("case", "infection", "company", "box")]
    ['cases', 'infections', 'companies', 'boxes']
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _severity(figure: StoryFigure, old: float, new: float) -> Severity:
    """A toll that doubles is of another order."""
    if figure.measure not in HARM:
        return "medium"
    return "high" if figure.measure == "dead" and new >= 2 * max(old, 1) else "medium"
