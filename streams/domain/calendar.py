"""The English names of days and months, as the patterns and word lists of all stages use them; in lower case but for WIRE_MONTH."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ANY_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
ANY_MONTH = f"(?:{'|'.join(MONTHS)})"
"""Patterns of names written out."""
WIRE_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
"""Pattern of a month as a desk writes it, also short ("Sept."); meant to stand beside a day's number, since "Market" matches too."""
