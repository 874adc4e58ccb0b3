"""Settings: read once, and all mistakes in one message."""

import pytest

from streams.config import Settings, SettingsError, load


def set_all(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"WRITETHRU_{name}", value)


def test_a_deployment_without_settings_is_the_local_one() -> None:
    settings = load(environ={})
    assert settings.brokers == "127.0.0.1:9092"
    assert settings.topic("wire.raw") == "wire.raw"
    assert settings.http_host == "127.0.0.1"


def test_a_prefix_stands_before_topics_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PREFIX="day1.")
    settings = load()
    assert settings.topic("wire.raw") == "day1.wire.raw"
    assert settings.group("story") == "day1.writethru-story"


def test_all_mistakes_are_told_at_once_each_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(
        monkeypatch, BROKERS="nowhere", REPLICATION="0", PARTITIONS="{", HTTP_PORT="70000", SEQUENCE_WAIT="0",
        CHANNELS='{"desk": {"min_severity": "huge", "webhook": "ftp://x"}}',
    )  # fmt: skip
    with pytest.raises(SettingsError) as raised:
        load()
    lines = str(raised.value).splitlines()
    named = [line.split(":")[0].removeprefix("WRITETHRU_") for line in lines]
    assert named == [
        "BROKERS", "PARTITIONS", "REPLICATION", "HTTP_PORT", "SEQUENCE_WAIT", "CHANNELS[desk][min_severity]", "CHANNELS[desk][webhook]",
    ]  # fmt: skip
    assert "not '70000'" in str(raised.value)


def test_a_misspelt_setting_is_named_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, BROKER="127.0.0.1:9092")
    with pytest.raises(SettingsError, match=r"WRITETHRU_BROKER: there is no such setting; did you mean WRITETHRU_BROKERS\?"):
        load()


def test_an_unknown_topic_in_the_partitions_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PARTITIONS='{"wire.rew": 3}')
    with pytest.raises(SettingsError, match=r"no such topic: wire\.rew; there are wire\.raw"):
        load()


def test_sasl_wants_a_name_and_a_password_and_never_shows_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, SECURITY_PROTOCOL="SASL_SSL", SASL_PASSWORD="hush")  # noqa: S106
    with pytest.raises(SettingsError, match="sasl_username and sasl_password must be given") as raised:
        load()
    assert "hush" not in str(raised.value)
    assert "hush" not in repr(Settings(security_protocol="SASL_SSL", sasl_username="wire", sasl_password="hush"))  # noqa: S106
