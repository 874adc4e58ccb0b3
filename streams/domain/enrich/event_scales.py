"""Scales that news names, and which value of each a sentence gives: alerts by colour, numbered steps, ratings, conditions, charges.

A level is found by its value, not by a verb: "the alert went to red", "a red alert is in force" and "now at red" say the same.
"""

import re
from collections.abc import Iterator

NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
COLOUR = r"(red|orange|yellow|amber|green|purple|black)"
GRADED = r"(?:alert|warning|watch|code|level|status|notice|list|flag|advisory|alarm|phase)"
CHARGE = (
    r"(attempted murder|murder|manslaughter|homicide|careless driving|dangerous driving|reckless driving|causing death|arson|"
    r"terrorism|assault|suicide|an accident|accidental|suspicious)"
)
BROKER = r"(buy|hold|sell|outperform|underperform|overweight|underweight|neutral|accumulate|reduce)"
THREAT = r"(low|moderate|substantial|severe|critical|high|very high|extreme|elevated|guarded|heightened|significant|minimal|medium)"
RATING = r"(AAA|AA[+-]?|A[+-]|BBB[+-]?|BB[+-]?|B[+-]|CCC[+-]?|CC|Aaa|Aa[123]|A[123]|Baa[123]|Ba[123]|B[123]|Caa[123])"

SCALE = "scale "
"""What stands before a scale's name in the hint of a mention that gives a level."""
SCALES: dict[str, tuple[re.Pattern[str], ...]] = {
    "colour": (
        re.compile(rf"\b{COLOUR}[- ](?:[\w-]+ ){{0,2}}{GRADED}\b", re.IGNORECASE),
        re.compile(rf"\b{GRADED}\b[^.;]{{0,60}}?\b(?:to|at|is|into|now|stands at) (?:the )?['‘\"]?{COLOUR}\b", re.IGNORECASE),
    ),
    **{
        noun: (re.compile(rf"\b{noun}[- ](one|two|three|four|five|six|[1-9]|I{{1,3}}|IV|V|[A-E])\b", re.IGNORECASE),)
        for noun in ("level", "category", "stage", "tier", "phase", "grade", "step", "band")
    },
    "rating": (re.compile(rf"(?<![\w+-]){RATING}(?![\w+])"),),
    "outlook": (
        re.compile(r"\b(positive|stable|negative|developing) outlook\b", re.IGNORECASE),
        re.compile(r"\boutlook\b[^.;]{0,40}?\b(?:to|is|at|now|as) (positive|stable|negative|developing)\b", re.IGNORECASE),
    ),
    "stock": (
        re.compile(rf"['‘\"“]{BROKER}['’\"”]", re.IGNORECASE),
        re.compile(rf"\brat(?:e|es|ed|ing)\b[^.;]{{0,50}}?\b(?:an? |at |to |as ){BROKER}\b", re.IGNORECASE),
        re.compile(rf"\b(?:to|at) (?:an? )?['‘\"]?{BROKER}['’\"]?,? (?:from|rating|recommendation)\b", re.IGNORECASE),
    ),
    "condition": (
        re.compile(r"\b(critical|serious|stable|fair|good|satisfactory|grave)(?: but stable)? condition\b", re.IGNORECASE),
        re.compile(
            r"\bcondition\b[^.;]{0,40}?\b(?:as|to|is|was|now) (critical|serious|stable|fair|good|satisfactory|grave)\b", re.IGNORECASE
        ),
        re.compile(r"\b(critical|serious|stable) in hospital\b", re.IGNORECASE),
    ),
    "charge": (
        re.compile(rf"\b(?:charge[sd]?|accused|count|treat\w*|inquiry|investigat\w+|case)\b[^.;]{{0,40}}?\b{CHARGE}\b", re.IGNORECASE),
        re.compile(rf"\b{CHARGE} (?:charge|case|inquiry|investigation|probe|hunt)\b", re.IGNORECASE),
    ),
    "threat": (re.compile(rf"\b(?:threat|risk|danger|hazard|alert)\b[^.;]{{0,60}}?\b(?:to|at|is|now) ['‘\"“]?{THREAT}\b", re.IGNORECASE),),
}
"""Scale to how its values are written; the first group is the value."""
TRIGGER = re.compile(
    r"alert|warning|watch|code|level|status|categor|stage|tier|phase|grade|step|band|rat(?:e|ing)|outlook|condition|charge|accus|treat|"
    r"threat|risk|danger|hazard|[AB][+-]|AA|BB|Ba|CC|notch|critical|serious|buy|sell|hold|murder|manslaughter",
    re.IGNORECASE,
)
"""What a sentence without a scale has none of: most are passed over by this alone."""
FROM = re.compile(
    r"\b(?:from|than|below|above|of|formerly|previously|second|third|fourth|until now) (?:an? |the )?['‘\"“]?$", re.IGNORECASE
)
"""What stands before the old value, or one that a scale only has."""


def graded_values(text: str) -> Iterator[tuple[str, str, int]]:
    """Scale, value and place of each level that a sentence gives.

    >>> list(graded_values("The alert for Mount Sarn was raised to red from amber."))
    [('colour', 'red', 39)]
    >>> [found[:2] for found in graded_values("Tessa is now a Category Four storm; debt is at BB+.")]
    [('category', '4'), ('rating', 'BB+')]
    """
    if TRIGGER.search(text) is None:
        return
    for scale, patterns in SCALES.items():
        for pattern in patterns:
            found = next((m for m in pattern.finditer(text) if not FROM.search(text[: m.start(1)])), None)
            if found is not None:
                value = found.group(1)
                yield scale, value if scale == "rating" else NUMBERS.get(value.lower(), value.lower()), found.start(1)
                break
