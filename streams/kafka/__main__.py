"""`python -m streams.kafka`: fetch Kafka's jars where that can be done, else say what is missing; `make setup` runs it."""

import sys

from streams.kafka import KafkaUnavailable, ensure_jars, why_unavailable


def main() -> None:
    why = why_unavailable()
    try:
        if why is None:
            ensure_jars()
    except KafkaUnavailable as error:
        why = str(error)
    if why is not None:
        sys.stderr.write(f"No local Kafka: {why}\nEverything else works; `writethru replay` and `make demo` run without a broker.\n")


if __name__ == "__main__":
    main()
