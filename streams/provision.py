"""Creates the deployment's topics and says where the broker's differ from what they should be, and how to mend it.

Topics never appear by themselves: Kafka's defaults have the wrong number of partitions, and a stage's changelog must
have as many as the topic that the stage reads. Nothing that exists is altered here; an operator decides about that.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError

from schemas.topics import DEADLETTER, RAW_MAX_BYTES, TOPICS, Topic
from streams.config import Settings
from streams.topology import FLOW, changelog_of

ENVELOPE_BYTES = 64 * 1024
"""What key, headers and the batch around a value may take, so that a value at a topic's limit still fits."""
COMPACT_WITHIN = timedelta(days=1)
"""A killed story's body leaves a compacted topic within this (KIP-354); without it the newest segment is never compacted."""
VISIBLE_WITHIN_SECONDS = 15.0
"""A new topic's partitions have leaders after some 100 ms; a broker that is being restarted takes seconds."""


class ProvisionError(RuntimeError):
    """The broker can't be reached, or refused a topic; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPlan:
    """One topic as it should be on the cluster."""

    name: str
    """With the deployment's prefix."""
    partitions: int
    config: Mapping[str, str] = field(default_factory=dict)
    """Kafka's topic settings that matter to us, as it writes them: {"cleanup.policy": "compact"}."""
    setting: str | None = None
    """The topic's name in WRITETHRU_PARTITIONS; none: a changelog, whose partitions follow the topic its stage reads."""
    follows: str | None = None
    """For a changelog: that topic's name on the cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Where the broker differs from the plan."""

    topic: str
    found: str
    mend: str

    def __str__(self) -> str:
        return f"{self.topic}: {self.found}\n    {self.mend}"


def topic_plan(topic: Topic, *, prefix: str = "", partitions: Mapping[str, int] | None = None) -> TopicPlan:
    """The plan of one topic of the contract.

    Args:
        topic: One of `schemas.topics.TOPICS`.
        prefix: Put before its name as it is.
        partitions: Topic name without prefix to number, where the default does not fit.

    >>> topic_plan(TOPICS[0], prefix="test.").name
    'test.wire.raw'
    """
    return TopicPlan(
        name=prefix + topic.name,
        partitions=(partitions or {}).get(topic.name, topic.partitions),
        config=_config(
            retention=topic.retention,
            # A dead letter has the message as it came, and says in its headers what was wrong.
            max_bytes=topic.max_bytes + ENVELOPE_BYTES * (2 if topic == DEADLETTER else 1),
        ),
        setting=topic.name,
    )


def changelog_plan(name: str, *, source: TopicPlan, max_bytes: int = RAW_MAX_BYTES) -> TopicPlan:
    """The plan of a stage's changelog.

    Args:
        name: The changelog's name on the cluster.
        source: The topic that the stage reads; the changelog has as many partitions.
        max_bytes: The largest record: what one message changes, and all that it sends.
    """
    return TopicPlan(
        name=name, partitions=source.partitions, config=_config(retention=None, max_bytes=max_bytes + ENVELOPE_BYTES), follows=source.name
    )


def plans(*, prefix: str = "", partitions: Mapping[str, int] | None = None, topics: Iterable[Topic] = TOPICS) -> tuple[TopicPlan, ...]:
    """The plans of the contract's topics, without the stages' changelogs."""
    return tuple(topic_plan(topic, prefix=prefix, partitions=partitions) for topic in topics)


def deployment(settings: Settings) -> tuple[TopicPlan, ...]:
    """Every topic that a deployment needs: those of schemas/topics.py, and the changelogs behind the stages' tables."""
    changelogs = (
        changelog_plan(
            changelog_of(step.name, settings), source=topic_plan(step.reads, prefix=settings.prefix, partitions=settings.partitions)
        )
        for step in FLOW
        if step.stateful
    )
    return (*plans(prefix=settings.prefix, partitions=settings.partitions), *changelogs)


async def create(planned: Sequence[TopicPlan], *, bootstrap_servers: str, replication: int = 1, **security: Any) -> tuple[str, ...]:
    """Create what is missing, and wait until it can be used; what exists stays as it is.

    Args:
        planned: Every topic, changelogs too.
        bootstrap_servers: host:port, with commas between several.
        replication: Copies of each partition; with three or more, a write needs all but one of them.
        security: aiokafka's `security_protocol`, `ssl_context`, `sasl_*`.

    Returns:
        The names of the topics that were created.

    Raises:
        ProvisionError: If the broker can't be reached or refuses a topic.
    """
    async with _admin(bootstrap_servers, security) as admin:
        found = await _partitions(admin, planned)
        missing = [plan for plan in planned if plan.name not in found]
        if not missing:
            return ()
        answer = await admin.create_topics([_new_topic(plan, replication) for plan in missing])
        # Somebody else may have created one in between.
        refused = [f"{name}: {message}" for name, code, message in answer.topic_errors if code not in (0, TopicAlreadyExistsError.errno)]
        if refused:
            raise ProvisionError("the broker refused " + "; ".join(refused))
        await _until_visible(admin, missing)
    return tuple(plan.name for plan in missing)


async def check(
    planned: Sequence[TopicPlan], *, bootstrap_servers: str, replication: int | None = None, **security: Any
) -> tuple[Problem, ...]:
    """Compare the broker's topics with the plan.

    Args:
        planned: Every topic, changelogs too.
        bootstrap_servers: host:port, with commas between several.
        replication: Copies that each partition should have at least; None does not look.
        security: As for `create`.

    Returns:
        What differs and how to mend it, in the plan's order; empty where all is well.

    Raises:
        ProvisionError: If the broker can't be reached.
    """
    async with _admin(bootstrap_servers, security) as admin:
        found = await _partitions(admin, planned)
        configs = await _configs(admin, [plan for plan in planned if plan.name in found])
    return tuple(
        problem
        for plan in planned
        for problem in compare(plan, replicas=found.get(plan.name), config=configs.get(plan.name, {}), replication=replication)
    )


def compare(
    plan: TopicPlan, *, replicas: Sequence[int] | None, config: Mapping[str, str], replication: int | None = None
) -> tuple[Problem, ...]:
    """What differs between one topic's plan and what the broker said of it.

    Args:
        plan: As it should be.
        replicas: Of each partition, its number of copies; None: the broker has no such topic.
        config: The broker's settings of the topic.
        replication: Copies that each partition should have at least; None does not look.
    """
    if replicas is None:
        return (Problem(topic=plan.name, found="missing", mend="`writethru topics` creates it."),)
    problems = []
    if len(replicas) != plan.partitions:
        found = f"{len(replicas)} partition(s) instead of {plan.partitions}"
        problems.append(Problem(topic=plan.name, found=found, mend=_mend_partitions(plan, len(replicas))))
    for key, wanted in plan.config.items():
        if config.get(key) != wanted:
            alter = f"--alter --entity-type topics --entity-name {plan.name} --add-config {key}={wanted}"
            mend = f"`kafka-configs.sh --bootstrap-server … {alter}`."
            problems.append(Problem(topic=plan.name, found=f"{key} is {config.get(key)} instead of {wanted}", mend=mend))
    if replication is not None and min(replicas, default=0) < replication:
        found = f"{min(replicas, default=0)} copy(ies) of a partition instead of {replication}"
        problems.append(Problem(topic=plan.name, found=found, mend="`kafka-reassign-partitions.sh` adds copies while everything runs."))
    return tuple(problems)


def _mend_partitions(plan: TopicPlan, found: int) -> str:
    fresh = "or deploy under a fresh WRITETHRU_PREFIX and run `writethru topics`"
    if plan.setting is None:
        return (
            f"A changelog must have as many partitions as {plan.follows}, which its stage reads. If that topic's number is right: stop the "
            f"stage's workers, delete {plan.name} (the stage's state is lost) and run `writethru topics`; {fresh}."
        )
    keep = f"""Keep it: WRITETHRU_PARTITIONS='{{"{plan.setting}": {found}}}' for every worker, with changelogs that agree; {fresh}."""
    if found > plan.partitions:
        return f"Kafka can't take partitions away. {keep}"
    return f"Adding partitions would send keys to others than those their state is in. {keep}"


def _config(*, retention: timedelta | None, max_bytes: int) -> dict[str, str]:
    size = {"max.message.bytes": str(max_bytes)}
    if retention is None:
        return {"cleanup.policy": "compact", "max.compaction.lag.ms": _milliseconds(COMPACT_WITHIN), **size}
    return {"cleanup.policy": "delete", "retention.ms": _milliseconds(retention), **size}


def _milliseconds(span: timedelta) -> str:
    return str(span // timedelta(milliseconds=1))


def _new_topic(plan: TopicPlan, replication: int) -> NewTopic:
    in_sync = {"min.insync.replicas": str(max(1, replication - 1))}
    return NewTopic(plan.name, plan.partitions, replication, topic_configs={**plan.config, **in_sync})


async def _partitions(admin: AIOKafkaAdminClient, planned: Sequence[TopicPlan]) -> dict[str, list[int]]:
    """Of each topic that exists, every partition's number of copies."""
    described = await admin.describe_topics([plan.name for plan in planned])
    return {
        topic["topic"]: [len(partition["replicas"]) for partition in topic["partitions"]] for topic in described if topic["error_code"] == 0
    }


async def _configs(admin: AIOKafkaAdminClient, planned: Sequence[TopicPlan]) -> dict[str, dict[str, str]]:
    if not planned:
        return {}
    answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, plan.name, dict(plan.config)) for plan in planned])
    return {
        resource["resource_name"]: {entry["config_names"]: entry["config_value"] for entry in resource["config_entries"]}
        for answer in answers
        for resource in answer.to_object()["resources"]
    }


async def _until_visible(admin: AIOKafkaAdminClient, planned: Sequence[TopicPlan]) -> None:
    names = [plan.name for plan in planned]
    try:
        async with asyncio.timeout(VISIBLE_WITHIN_SECONDS):
            while True:
                described = await admin.describe_topics(names)
                leaders = [part["leader"] for topic in described for part in topic["partitions"]]
                if len(leaders) >= sum(plan.partitions for plan in planned) and min(leaders) >= 0:
                    return
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise ProvisionError(f"created, but without a leader after {VISIBLE_WITHIN_SECONDS:g} s: one of {', '.join(names)}") from error


@asynccontextmanager
async def _admin(bootstrap_servers: str, security: Mapping[str, Any]) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers, **security)
    try:
        await admin.start()
        yield admin
    except (KafkaError, OSError, TimeoutError) as error:
        raise ProvisionError(f"no answer from Kafka at {bootstrap_servers}: {error or type(error).__name__}") from error
    finally:
        await admin.close()
