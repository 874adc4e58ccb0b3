"""The words that tell that something was said: surface forms, so that no lemmatizer is needed."""

from streams.domain.enrich.wordlist import words


def _forms(base: str) -> set[str]:
    """The regular forms of a verb.

    >>> sorted(_forms("deny")), sorted(_forms("pledge"))
    (['denied', 'denies', 'deny', 'denying'], ['pledge', 'pledged', 'pledges', 'pledging'])
    """
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {base, plural, base + "ed", base + "ing"}


def _all(bases: str, irregular: str = "") -> frozenset[str]:
    return frozenset(form for base in bases.split() for form in _forms(base)) | frozenset(irregular.split())


SAYING = _all(
    """
    add reply respond answer state declare announce insist claim argue warn note observe remark comment explain continue conclude
    tweet post shout cry yell whisper joke acknowledge concede recall stress emphasize emphasise boast lament complain urge
    vow pledge promise demand suggest agree confirm deny reason advise predict exclaim caution assert maintain contend reiterate testify
    charge muse retort counter protest repeat report mutter murmur plead thunder allege affirm ask elaborate interject enthuse
    opine affirm disclose reveal propose indicate signal mention inform assure remind recommend underline underscore clarify message
    email sigh
    proclaim estimate wonder recount volunteer recite hint imply attest concur brag gripe grouse bristle counsel posit theorize surmise
    stipulate chide scold admonish rebuke exhort implore preach pronounce speculate venture deadpan rant reflect reminisce summarize
    muse profess rejoin relate quiz query interrupt bellow holler blurt chime blog crow
    """,
    """
    questioned questioning
    say says said saying tell tells told telling write writes wrote written writing admit admits admitted admitting
    read reads swear swears swore beg begs begged begging quip quips quipped quipping cries cried replies replied
    """,
)
"""Verbs that introduce direct speech (Levin 1993, classes 37.1 to 37.12, those that news uses); only where they are tagged as verbs."""

PARTICLES = {
    **dict.fromkeys(words("shot shoots shooting fired fires firing hit hits hitting snapped snaps"), words("back")),
    **dict.fromkeys(words("go goes went going"), words("on")),
    **dict.fromkeys(words("put puts putting"), words("it")),
    **dict.fromkeys(_all("call"), words("out to after back across over down")),
    **dict.fromkeys(_all("point"), words("out")),
    **dict.fromkeys(_all("chime weigh"), words("in")),
    **dict.fromkeys(_all("sum"), words("up it")),
}
"""Verbs that tell of speech with their next word alone: "she shot back", "he pointed out", "as Calder put it"."""

UTTERING = _all(
    """
    chant laugh scoff sneer lecture tease beam gush vent fume bark growl roar howl object reassure marvel taunt jeer grumble confess
    gasp
    """,
    "sing sings sang singing begin begins began",
)
"""Verbs that tell of speech only behind a quote: "“…” the crowd chanted"."""

THINKING = _all(
    "believe consider doubt expect fear hope suspect worry rule estimate calculate dispute judge figure reckon",
    "think thinks thought thinking feel feels felt find finds found finding hold holds held understand understands understood",
)
SHOWING = _all("reveal suggest indicate", "show shows showed shown showing means")
COMPLEMENT = (SAYING | THINKING | SHOWING) - _all("continue") - frozenset({"read", "reads"})
"""Verbs whose clause is an indirect quote: saying, thinking (as an article can only know from being told), and what papers show."""

COMMITTING = _all("vow pledge promise threaten", "swear swears swore")
"""Verbs whose infinitive is an indirect quote: "vowed to appeal"."""

PORTRAYING = _all(
    """
    call describe denounce label condemn criticize criticise praise hail slam blast welcome dismiss reject accuse blame cite voice express
    lambast decry deride mock liken characterize characterise dub brand compare decry laud applaud attack slate defend depict reference
    refer voice offer issue thank bemoan tout
    """,
    "speak speaks spoke speaking",
)
"""Verbs that show somebody's words without a clause: "called it “a mess”"."""

NAMING = words(
    "called named titled entitled dubbed nicknamed known labelled labeled headlined headline title slogan song film book album novel"
)
"""What stands before the title of a work or a nickname."""

OUTLETS = words(
    """
    outlet newspaper website agency broadcaster network magazine paper site channel daily weekly station portal publication tabloid
    programme program podcast
    """
)
"""Nouns for whoever relays what others say."""

PAPERS = words(
    """
    ad advertisement affidavit analysis article audit bill book brief complaint document editorial email filing finding indictment
    inquiry judgment lawsuit letter memo message motion note notice order petition poll post release report review ruling statement
    study suit survey text transcript tweet website
    """
)
"""Nouns for what is written, which an article quotes like people."""

BODIES = words(
    """
    administration agency audience board bureau campaign commission committee company congregation council court crowd department
    government group jury ministry office organisation organization panel parliament party police public regulator senate team union
    """
)
"""Nouns for people together, who speak as one."""

CITING = _all("cite quote")
"""What an outlet does with its sources."""

BE = words("is was are were be been 's ’s being am 're ’re")
