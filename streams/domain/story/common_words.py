"""Words that tell articles apart badly, known before the stream can know them; English alone, other languages learn as they go."""

from dataclasses import dataclass

from schemas.common import primary_language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words("""
    a about above across after again against all almost along already also although always am among an and another any anyone
    anything are aren't around as at away back be became because become been before behind being below between both but by came can
    can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else enough even ever every
    everyone everything few for from further gave get gets getting give given go goes going gone got had hadn't has hasn't have
    haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in indeed instead
    into is isn't it it's its itself just keep kept know known let like likely made make makes making many may maybe me might more
    most much must my myself near neither never no nobody none nor not nothing now of off often on once one only onto or other others
    our ours ourselves out over own part per perhaps put quite rather really same see seem seemed seen several shall she she'd she'll
    she's should shouldn't since so some someone something still such take taken than that that's the their theirs them themselves
    then there there's these they they'd they'll they're they've thing things this those though through thus to together too took
    toward towards two under until up upon us very via was wasn't way we we'd we'll we're we've well went were weren't what when
    where whether which while who who's whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're
    you've your yours
    """)
"""English words that say nothing of the matter: never compared. By hand."""

EVERYDAY_WORDS = _words("""
    said say says saying told tell tells according added statement spokesman spokeswoman spokesperson official officials reporter
    reporters report reports reported news press media agency interview asked ask called call comment comments monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november december today
    yesterday tomorrow morning afternoon evening night day days week weeks month months year years hour hours time first second
    third last next early earlier late later new old long three four five six seven eight nine ten hundred hundreds thousand
    thousands million billion percent number people man men woman women group member members country countries state states
    national international local public government president minister world city area around expected including include included
    high top best good great big large small major lead leading left right end start began set show shows showed want wants wanted
    think need work working life home family place case point use used half following based million least less former current
    recent recently currently ago image images photo photos getty reuters associated
    """)
"""English words that articles on anything have: counted from the start as if one article in five had them. By hand."""


@dataclass(frozen=True, slots=True)
class CommonWords:
    """What is known of a language beforehand."""

    function: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()


_NONE = CommonWords()
_ENGLISH = CommonWords(FUNCTION_WORDS, EVERYDAY_WORDS)


def common_words(language: str) -> CommonWords:
    """The words known to be common in a language ("en", "en-gb"); none for one that we don't know."""
    return _ENGLISH if primary_language(language) == "en" else _NONE
