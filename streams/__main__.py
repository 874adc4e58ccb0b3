"""The `writethru` command. Settings are read here, once; a user's mistake is told in words, never as a traceback."""

import asyncio
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from schemas.errors import InvalidEvent
from schemas.topics import StageName
from streams import config, logs
from streams.config import Settings, SettingsError
from streams.topology import FLOW, STEPS, build

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Tells a newsroom what changed in a story.",
)
kafka = typer.Typer(no_args_is_help=True, help="A local Apache Kafka for trying things out: 127.0.0.1, data under .kafka/.")
cli.add_typer(kafka, name="kafka")

REPLAYED: list[StageName] = [step.name for step in FLOW if step.name != "deliver"]
"""Replay ends with wire.alert: it sends nothing to anybody."""
TOPICS = "topics"
"""What stands for a file where an update is explained from the broker; a file of that name is ./topics."""
Data = Annotated[Path, typer.Option("--data", help="The cluster's directory.")]


def main() -> None:
    """Run the command; exit status 2 for a user's mistake, 1 for what failed."""
    try:
        cli()
    except BrokenPipeError:  # `writethru replay … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _settings(**overrides: Any) -> Settings:
    try:
        return config.load(**overrides)
    except SettingsError as error:
        _fail(f"the settings are wrong:\n{error}", status=os.EX_CONFIG)


def _fail(message: str, *, status: int = 1) -> NoReturn:
    typer.echo(f"writethru: {message}", err=True)
    raise typer.Exit(status)


def _stage(name: str) -> StageName:
    if name not in STEPS:
        _fail(f"there is no stage {name!r}; the stages are {', '.join(STEPS)}", status=2)
    return name


@cli.command()
def replay(
    files: Annotated[list[Path], typer.Argument(help="JSONL: a flat ninjs item a line, or recorded wire.item records; - is stdin.")],
    until: Annotated[str, typer.Option(help=f"Stop after this stage: {', '.join(REPLAYED)}.")] = "alert",
) -> None:
    """Run the stages over files, without a broker; prints each record as {"topic", "key", "value"}."""
    from streams.replay import Replay, records

    settings = _settings()
    last = _stage(until)
    if last not in REPLAYED:
        _fail("replay ends with alert: it delivers nothing", status=2)
    counts: Counter[str] = Counter()
    try:
        stages = [build(name, settings) for name in REPLAYED[: REPLAYED.index(last) + 1]]
        flow = Replay(stages, count=lambda stage, outcome: counts.update([f"{stage} {outcome}"]))
        write = sys.stdout.buffer.write
        for path in files:
            with sys.stdin.buffer if str(path) == "-" else path.open("rb") as lines:
                for number, (topic, record) in enumerate(records(lines), 1):
                    for produced in flow.feed(topic, record):
                        write(produced.line() + b"\n")
                    if number % 1000 == 0:
                        typer.echo(f"{path}: {number:,} items", err=True)
        sys.stdout.flush()
    except (SettingsError, InvalidEvent) as error:
        _fail(str(error))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        _fail(f"{error.filename}: {error.strerror}")
    for name, count in sorted(counts.items(), key=lambda pair: (list(STEPS).index(pair[0].split()[0]), pair[0])):  # type: ignore[arg-type]
        typer.echo(f"{name}: {count:,}", err=True)


@cli.command()
def explain(
    file: Annotated[str, typer.Argument(help=f"What `writethru replay` printed; - is stdin, {TOPICS} the deployment's own topics.")],
    update_id: Annotated[str, typer.Argument(help="An update's id, or its beginning.")],
) -> None:
    """Show why an update was raised: its sentences, mentions, the event's history and the rule."""
    from streams.explain import NotThere, find
    from streams.explain import explain as told

    try:
        if file == TOPICS:
            found = find(_recorded(update_id), update_id)
        else:
            with sys.stdin.buffer if file == "-" else Path(file).open("rb") as lines:
                found = find(lines, update_id)
        typer.echo(told(found), nl=False)
    except (NotThere, InvalidEvent) as error:
        _fail(str(error))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        _fail(f"{error.filename}: {error.strerror}")


def _recorded(update_id: str) -> list[bytes]:
    """What a deployment's topics hold about an update."""
    from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError

    from streams.recorded import about

    settings = _settings()
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what it can't reach is said below, once
    try:
        return asyncio.run(about(update_id, settings=settings))
    except UnknownTopicOrPartitionError as error:
        _fail(f"there is no topic {error.args[0]} at {settings.brokers}; is WRITETHRU_PREFIX right?")
    except KafkaError as error:
        _fail(f"WRITETHRU_BROKERS: {settings.brokers} can't be read from: {error}")


@cli.command()
def worker(stage: Annotated[list[str], typer.Argument(help=f"{', '.join(STEPS)}; several run as processes of their own.")]) -> None:
    """Run a stage until SIGTERM: metrics on /metrics, readiness on /ready."""
    names = [_stage(name) for name in stage]
    settings = _settings()
    logs.set_up(settings.log_level, stage=names[0])
    if len(names) > 1:
        raise typer.Exit(_supervise(names))
    from streams.app import run

    try:
        status = run(build(names[0], settings), settings)
    except SettingsError as error:
        _fail(str(error), status=os.EX_CONFIG)
    raise typer.Exit(status)


@cli.command()
def up() -> None:
    """Run all stages as child processes; what dies is started again."""
    settings = _settings()
    if settings.http_port:
        _fail("WRITETHRU_HTTP_PORT: `up` runs a worker for each stage, each on its own port; leave it out", status=os.EX_CONFIG)
    logs.set_up(settings.log_level, stage="up")
    raise typer.Exit(_supervise(list(STEPS)))


def _supervise(names: list[StageName]) -> int:
    from streams.up import Child, Supervisor

    async def run() -> int:
        supervisor = Supervisor([Child(name) for name in names])
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, supervisor.stop)
        return await supervisor.run()

    return asyncio.run(run())


@cli.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="A .jsonl file holds an item a line; any other file is one item.")],
    per_second: Annotated[float, typer.Option(min=0.001, help="The most items a second.")] = 100_000.0,
) -> None:
    """Put items on wire.raw; the items too large for it are named and left out."""
    from aiokafka.errors import KafkaError

    from streams.ingest import TooLarge, ingesting, read

    settings = _settings()

    async def put_all() -> tuple[int, int]:
        put = refused = 0
        async with ingesting(settings) as target:
            for item in read(files):
                try:
                    await target.put(item)
                    put += 1
                except TooLarge as error:
                    refused += 1
                    typer.echo(f"left out {(item.key or b'an item').decode()}: {error}", err=True)
                await asyncio.sleep(1 / per_second if per_second < 10_000 else 0)
        return put, refused

    try:
        put, refused = asyncio.run(put_all())
    except KafkaError as error:
        _fail(f"WRITETHRU_BROKERS: {settings.brokers} can't be written to: {error}")
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}")
    typer.echo(f"{put:,} items put on {settings.topic('wire.raw')}" + (f", {refused:,} left out" if refused else ""))
    raise typer.Exit(1 if refused else 0)


@cli.command()
def topics(check: Annotated[bool, typer.Option("--check", help="Only compare; exit 1 where anything differs.")] = False) -> None:
    """Create the topics that are missing, and say where those that exist are not as they should be."""
    from streams.clients import connection
    from streams.provision import ProvisionError, create, deployment
    from streams.provision import check as compare

    settings = _settings()
    planned = deployment(settings)
    try:
        if not check:
            made = asyncio.run(create(planned, replication=settings.replication, **connection(settings)))
            typer.echo(f"created {len(made)} topics" + (": " + ", ".join(made) if made else ", all were there"))
        problems = asyncio.run(compare(planned, replication=settings.replication, **connection(settings)))
    except ProvisionError as error:
        _fail(str(error))
    for problem in problems:
        typer.echo(str(problem), err=True)
    if not problems:
        typer.echo(f"{len(planned)} topics are as they should be")
    raise typer.Exit(1 if problems else 0)


@kafka.command()
def start(
    brokers: Annotated[int, typer.Option(help="1 or 3.")] = 1,
    port: Annotated[int | None, typer.Option(help="The first broker's; 0 takes a free one.")] = None,
    data: Data = Path(".kafka"),
) -> None:
    """Start it, and wait until it answers; a cluster that runs is left alone."""
    from streams.kafka import start as start_cluster

    cluster = _with_kafka(lambda: start_cluster(brokers=brokers, data_dir=data, port=port))
    typer.echo(f"Kafka answers at {cluster.bootstrap}")


@kafka.command()
def stop(data: Data = Path(".kafka")) -> None:
    """Stop it; its records stay."""
    from streams.kafka import stop as stop_cluster

    stopped = _with_kafka(lambda: stop_cluster(data))
    typer.echo(f"stopped {len(stopped)} brokers" if stopped else "no broker was running")


@kafka.command()
def status(data: Data = Path(".kafka")) -> None:
    """Say which brokers answer; exit 1 where one doesn't."""
    from streams.kafka import status as cluster_status

    found = _with_kafka(lambda: cluster_status(data))
    for broker in found:
        typer.echo(str(broker))
    if not found:
        typer.echo(f"there is no cluster in {data}")
    raise typer.Exit(0 if found and all(broker.answers for broker in found) else 1)


def _with_kafka(call: Callable[[], Any]) -> Any:
    from streams.kafka import KafkaUnavailable

    try:
        return call()
    except KafkaUnavailable as error:
        _fail(str(error))


@cli.command()
def demo() -> None:
    """Run the sample wire through all stages on a local Kafka, and end with the updates that were flagged."""
    from streams.demo import run

    with suppress(KeyboardInterrupt):
        raise typer.Exit(run(_settings()))
    raise typer.Exit(130)


if __name__ == "__main__":
    main()
