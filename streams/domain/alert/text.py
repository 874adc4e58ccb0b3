"""What an editor reads of an alert: the change, the sentence before, the sentence after, and where it stands."""

from schemas.filed import Evidence
from schemas.update import Update

SENTENCE_CHARS = 400
"""A longer sentence is cut: an alert is read on a telephone."""


def alert_text(update: Update) -> str:
    """Write an alert in plain text, a line each for the summary, how sure it is, the evidence and the source.

    Whatever is quoted is on one line and in quotation marks, so that an article's text can't pass for ours.
    """
    lines = [f"Retracted: {_line(update.summary)}" if update.op == "retracted" else _line(update.summary)]
    if update.factuality == "reported":
        lines.append("Reported, not confirmed.")
    lines += [f"Before: {_quoted(said)}" for said in update.evidence if said.side == "before"]
    lines += [f"After: {_quoted(said)}" for said in update.evidence if said.side == "after"]
    source = f"Source: {_line(update.uri)}"
    if update.version:
        source += f", version {_line(update.version)}"
    if update.attribution:
        source += f", citing {_line(update.attribution)}"
    return "\n".join([*lines, source])


def _quoted(said: Evidence) -> str:
    sentence = _line(said.text)
    if len(sentence) > SENTENCE_CHARS:
        sentence = sentence[: SENTENCE_CHARS - 1].rstrip() + "…"
    return f"“{sentence}” ({_line(said.uri)})"


def _line(text: str) -> str:
    return " ".join(text.split())
