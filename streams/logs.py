"""One JSON line for each event on stderr; DEBUG when all is usual, INFO when something is born, WARNING for a dead letter."""

import logging
import sys
from typing import Any

import structlog


def set_up(level: str, **context: Any) -> None:
    """Send structlog's events and every library's warnings to stderr as JSON lines.

    Args:
        level: DEBUG, INFO, WARNING or ERROR; libraries are heard from WARNING on.
        context: Said in each line, such as the stage.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("writethru").setLevel(level)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(**context)


def logger() -> Any:
    """The program's logger: `logger().info("started", stage="dedupe")`."""
    return structlog.get_logger("writethru")
