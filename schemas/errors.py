"""The one error that a message can be blamed for."""


class InvalidEvent(ValueError):
    """A message that nobody can read; its text names the field and the reason.

    The runner answers it with a dead letter, and the stream goes on.
    """
