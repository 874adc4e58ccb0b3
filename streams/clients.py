"""How our own Kafka clients (ingest, topics, demo) connect: one place for addresses and credentials."""

import ssl
from typing import Any

from streams.config import Settings


def connection(settings: Settings) -> dict[str, Any]:
    """Keyword arguments for aiokafka's producer, consumer and admin client."""
    options: dict[str, Any] = {"bootstrap_servers": settings.brokers, "security_protocol": settings.security_protocol}
    if context := tls(settings):
        options["ssl_context"] = context
    if settings.security_protocol.startswith("SASL"):
        options |= {
            "sasl_mechanism": settings.sasl_mechanism,
            "sasl_plain_username": settings.sasl_username,
            "sasl_plain_password": settings.sasl_password,
        }
    return options


def tls(settings: Settings) -> ssl.SSLContext | None:
    """The context for an encrypted connection; None where the protocol has none."""
    if not settings.security_protocol.endswith("SSL"):
        return None
    return ssl.create_default_context(cafile=str(settings.ssl_ca_file) if settings.ssl_ca_file else None)
