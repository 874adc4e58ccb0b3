"""The one error of the local Kafka."""


class KafkaUnavailable(RuntimeError):
    """The local Kafka can't be had or did not start; the text says why and what to do, fit to print without a traceback."""
