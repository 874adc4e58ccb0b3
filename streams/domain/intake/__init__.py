"""Intake: what the wire sent (format, text, time, wire markers), read once and clean."""
