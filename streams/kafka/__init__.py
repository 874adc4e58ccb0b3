"""A local Apache Kafka for the demo, the tests and the fault suite: one or three KRaft nodes on 127.0.0.1.

Not for production: everything listens on the loopback address without authentication. Every function blocks; in
a coroutine call them through `asyncio.to_thread`.
"""

from streams.kafka.cluster import BrokerStatus, Cluster, load, start, status, stop
from streams.kafka.config import DEFAULT_DATA_DIR, DEFAULT_PORT
from streams.kafka.errors import KafkaUnavailable
from streams.kafka.jars import ensure_jars, why_unavailable

__all__ = [
    "DEFAULT_DATA_DIR",
    "DEFAULT_PORT",
    "BrokerStatus",
    "Cluster",
    "KafkaUnavailable",
    "ensure_jars",
    "load",
    "start",
    "status",
    "stop",
    "why_unavailable",
]
