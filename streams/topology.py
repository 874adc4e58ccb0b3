"""The map: every stage, what it reads and writes, and what decides there. Follow an article from the top to the bottom.

    wire.raw      -intake->  wire.item
    wire.item     -dedupe->  wire.article, wire.duplicate       one writer a language; numbers articles (`seq`)
    wire.article  -enrich->  wire.enriched, wire.quote, wire.entity     the expensive one: scales by partition
    wire.enriched -story->   wire.filed                         restores the order of `seq`; holds what is under embargo
    wire.filed    -update->  wire.update, wire.story            what changed
    wire.update   -alert->   wire.alert                         who asked to hear it
    wire.alert    -deliver-> webhooks
    every stage   ->         wire.deadletter

Each step runs as a process of its own (`writethru worker STAGE`), or all of them in one without a broker (`writethru replay`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schemas import topics
from schemas.topics import StageName, Topic
from streams.agents.stage import Stage
from streams.config import Settings, SettingsError

TABLE = "state"
"""The name of each stateful stage's table."""
FIRST_PORT = 9101


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage in the flow."""

    name: StageName
    reads: Topic
    writes: tuple[Topic, ...]
    stateful: bool
    """Whether it keeps a table, which needs a changelog topic with the partitions of the topic read."""
    build: Callable[[Settings], Stage[Any]]


def _intake(settings: Settings) -> Stage[Any]:
    from streams.agents.intake import Intake

    return Intake()


def _dedupe(settings: Settings) -> Stage[Any]:
    from streams.agents.dedupe import Dedupe

    return Dedupe()


def _enrich(settings: Settings) -> Stage[Any]:
    from streams.agents.enrich import Enrich, load_model  # spaCy is imported by the stage that needs it, no other

    try:
        return Enrich(nlp=load_model(settings.spacy_model, blis=settings.spacy_blis))
    except ValueError as error:
        raise SettingsError(f"WRITETHRU_SPACY_MODEL: {error}") from error


def _story(settings: Settings) -> Stage[Any]:
    from streams.agents.story import Stories

    return Stories()


def _update(settings: Settings) -> Stage[Any]:
    from streams.agents.update import Updates

    return Updates()


def _alert(settings: Settings) -> Stage[Any]:
    from streams.agents.alert import Alerts

    return Alerts(settings.alert_channels())


def _deliver(settings: Settings) -> Stage[Any]:
    from streams.agents.deliver import Deliver

    return Deliver(settings.alert_channels())


FLOW: tuple[Step, ...] = (
    Step(name="intake", reads=topics.RAW, writes=(topics.ITEM,), stateful=False, build=_intake),
    Step(name="dedupe", reads=topics.ITEM, writes=(topics.ARTICLE, topics.DUPLICATE), stateful=True, build=_dedupe),
    Step(name="enrich", reads=topics.ARTICLE, writes=(topics.ENRICHED, topics.QUOTE, topics.ENTITY), stateful=False, build=_enrich),
    Step(name="story", reads=topics.ENRICHED, writes=(topics.FILED, topics.QUOTE, topics.ENTITY), stateful=True, build=_story),
    Step(name="update", reads=topics.FILED, writes=(topics.UPDATE, topics.STORY), stateful=True, build=_update),
    Step(name="alert", reads=topics.UPDATE, writes=(topics.ALERT,), stateful=True, build=_alert),
    Step(name="deliver", reads=topics.ALERT, writes=(), stateful=True, build=_deliver),
)
STEPS: dict[StageName, Step] = {step.name: step for step in FLOW}


def build(stage: StageName, settings: Settings) -> Stage[Any]:
    """Make a stage as the settings want it.

    Raises:
        SettingsError: If what it needs isn't there (the language model).
    """
    return STEPS[stage].build(settings)


def default_port(stage: StageName) -> int:
    """Where a stage's worker serves /metrics and /ready unless told otherwise."""
    return FIRST_PORT + [step.name for step in FLOW].index(stage)


def changelog_of(stage: StageName, settings: Settings) -> str:
    """The topic behind a stage's table."""
    return f"{settings.group(stage)}-{TABLE}-changelog"
