"""Names as strings: titles, acronyms, the folded form under which two spellings are one name. Knows no document."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from streams.domain.enrich.wordlist import words

TITLE_HEADS = words(
    """
    admiral ambassador analyst archbishop attorney ayatollah baron baroness bishop brigadier cabinet-secretary captain cardinal ceo
    chair chairman chairperson chairwoman chancellor chief coach co-founder colonel commander commissioner congressman congresswoman
    constable coordinator coroner correspondent council-member councillor councilman councilwoman dame deacon deputy detective
    director director-general dr economist editor emir envoy executive father filmmaker founder general governor head imam inspector
    judge justice king lady lawmaker lawyer leader lieutenant lord madam magistrate major manager mayor minister miss mr mrs ms
    negotiator officer owner pastor pope premier president presidents prince princess principal prof professor prosecutor queen rabbi
    rapporteur representative reverend researcher scientist secretary secretary-general senator sergeant sheikh sheriff sir sister
    solicitor speaker spokesman spokesperson spokeswoman sultan superintendent taoiseach treasurer undersecretary vice-president gen
    lt col maj sgt capt cmdr adm sen rep gov rev hon cpl pvt supt insp det adviser advisor aide counsel counselor candidate activist
    actor actress artist astronaut author biologist boxer broadcaster businessman businesswoman campaigner chef chemist climber
    climatologist columnist comedian cyclist defender doctor driver engineer entrepreneur epidemiologist farmer fisherman forward
    geologist goalkeeper golfer historian investor journalist meteorologist midfielder musician novelist nurse organiser organizer
    painter photographer physicist pilot playwright poet producer rapper reporter sailor scholar seismologist singer sprinter striker
    administrator mp mep count countess viscount marquess provost dean trustee registrar
    student surgeon swimmer tycoon volcanologist volunteer winger writer
    """
)
"""Words that end a title before a name: titles as the wires' style guides list them, offices by kind, callings that news gives."""
TITLE_FORMS = TITLE_HEADS | {head + "." for head in TITLE_HEADS}
"""As a token may write them: "Gen."."""

HONORIFICS = words("mr mrs ms miss dr prof sir dame madam mx")
"""Titles that tell no office, so that they are no role."""

FEMALE_WORDS = words(
    """
    mrs ms miss madam dame lady queen princess baroness congresswoman councilwoman chairwoman spokeswoman businesswoman policewoman
    woman mother daughter sister wife widow girl actress grandmother aunt niece duchess sportswoman
    """
)
MALE_WORDS = words(
    """
    mr sir lord king prince baron congressman councilman chairman spokesman businessman policeman man father son brother husband
    widower boy actor grandfather uncle nephew duke pope imam ayatollah rabbi cardinal bishop archbishop sportsman fisherman
    """
)
"""With FEMALE_WORDS: nouns and titles that tell which pronoun takes up their bearer."""

PEOPLE = words(
    """
    adult ally attendee beneficiary bystander citizen colleague commentator conservative consultant cousin critic customer delegate
    democrat demonstrator diplomat donor employee executive expert fan father-in-law fighter friend fundraiser guest heir host
    immigrant insider inmate insurgent investigator islander kid lawmaker legislator liberal loyalist member migrant moderate moderator
    mourner neighbor neighbour nominee observer official onlooker operative opponent owner parent participant partner passenger patient
    people person player politician pollster progressive prosecutor protester protestor rebel refugee republican resident retiree rival
    roommate running-mate soldier source spouse staffer stranger strategist supporter survivor teacher teenager trader tourist
    veteran victim villager visitor voter warden watchdog witness worker youth
    """
)
"""Nouns for people by what they are to others or to the news, beside callings and titles."""

FEMALE_NAMES = words(
    """
    aisha alice amanda amy ana andrea angela anita ann anna anne annie barbara beatrice betty brenda bridget carla carmen carol caroline
    catherine cathy cecilia charlotte christina christine claire clara cynthia deborah debra diana diane donna doris dorothy edith elena
    elisabeth elizabeth ella ellen emily emma eva evelyn fatima fiona frances gabriela gloria grace greta hanna hannah heather helen
    helena ines ingrid irene isabel isabella jane janet janice jennifer jessica joan joanna josephine joyce judith judy julia julie
    karen kate katherine kathleen kathryn katie laura lauren layla lena linda lisa louise lucia lucy luisa margaret maria marie martha
    mary maya megan melissa michelle mina monica nadia nancy natalia natalie nicole nina olga olivia pamela patricia paula petra
    priya rachel rebecca rita rosa rosalind rose ruth samantha sandra sara sarah sharon sheila shirley silvia simone sofia sonia sophia
    sophie stephanie susan suzanne svetlana sylvia tamara tatiana teresa theresa ursula valeria valerie vanessa vera veronica victoria
    virginia wanda wendy yolanda yvette yvonne zoe
    """
)
MALE_NAMES = words(
    """
    aaron abdul abdullah abraham adam adrian ahmed alan albert alberto alejandro alexander alfred ali andrew anthony antonio arthur
    ben benjamin bernard bill bob boris brandon brian bruce carl carlos charles christopher craig daniel david dennis dmitry donald
    douglas edward eric ernest eugene fernando francisco frank fred frederick gary george gerald giovanni gordon graham greg gregory
    gustav hamid hans harold harry hassan hector henry herbert howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques
    jake james jason javier jeff jeffrey jeremy jerry jim joe joel johan john jonathan jorge jose joseph joshua juan julio justin karl
    keith kenneth kevin khalid klaus larry lars lawrence leon leonard lewis luis luke manuel marc marco marcus mario mark martin matthew
    michael miguel mike mohamed mohammed muhammad mustafa nathan nicholas nicolas nigel nikolai olaf oliver omar oscar otto pablo patrick
    paul pedro peter philip phillip pierre rafael ralph ramon raymond ricardo richard robert roberto roger rolf ronald roy rupert russell
    samuel scott sean sergei simon stefan stephen steve steven stuart ted terence thomas tim timothy toby tom tomas tony victor viktor
    vincent vladimir walter william yusuf
    """
)
"""With FEMALE_NAMES: given names that the news of many countries gives to one sex only; the weakest of signs, any pronoun overrules it."""

SAME_PLACE = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "uae": "united arab emirates",
    "un": "united nations",
    "eu": "european union",
    "drc": "democratic republic of the congo",
}
"""Short forms that wires use without ever spelling them out (AP and Reuters style guides); the long form makes the id."""

PLACE_ACRONYMS = frozenset({"us", "usa", "uk", "uae", "drc", "dc", "nz", "ussr", "prc"})

SEATS = frozenset(
    {
        "white house", "pentagon", "kremlin", "downing street", "elysee", "elysee palace", "vatican", "holy see", "capitol hill",
        "wall street", "foggy bottom", "quai d'orsay", "bundestag", "knesset", "duma", "state department", "foreign office",
        "home office", "treasury", "supreme court", "congress", "senate", "parliament",
    }
)  # fmt: skip
"""Houses and bodies that stand for the institution: organisations, however the model labels them."""

NOT_A_NAME = words(
    """
    am pm tv ceo cfo coo gps dna hiv aids covid vip id ok gmt utc est edt pst ist asap faq pdf url html suv gdp atm ai it ps ii iii iv
    vi vii viii ix xi xii pr hq op rip diy mp mps mep meps
    """
)
"""Capitals that name nobody."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = words("al el bin ibn ben van von der den de del della di da dos du la le st abu abd")
"""Words of a surname that aren't its last: "bin Salman", "von der Leyen"."""

ARTICLES = frozenset({"the", "a", "an"})
CORPORATE = words("inc corp corporation co company ltd limited plc llc group ag sa gmbh holdings nv")

ORGANISATION_WORDS = words(
    """
    university college school academy institute ministry department agency office bureau commission committee council court board
    authority association federation confederation union party congress parliament senate assembly bank fund foundation trust police
    army navy forces brigade battalion corps guard times post herald tribune gazette guardian news press radio television university
    hospital church airlines airways club united league organization organisation society company group service services secretariat
    directorate metals motors freight energy oil gas foods pharmaceuticals technologies systems industries partners capital insurance
    telecom media entertainment studios labs records stores logistics shipping mining petroleum software networks ventures securities
    enterprises homes
    """
)
PLACE_WORDS = words(
    """
    airport street road avenue bridge park stadium square island islands river lake mountain mountains strip valley peninsula bay
    beach desert harbor harbour strait sea ocean province county city district village hall station port
    """
)
"""With ORGANISATION_WORDS: the last word of a name (or the first, before "of") that tells what it names."""

POSSESSIVE = re.compile(r"\s?['’]s?$")
SPELLED_OUT = re.compile(
    r"((?:[A-Z][\w&’'-]*)(?:[ -](?:of|the|for|and|on|in|de|&|[A-Z][\w&’'-]*)){1,9}) \((?:the )?([A-Z][A-Za-z]{0,6}[A-Z])s?\)"
)
"""A long name and its acronym in brackets."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The form under which spellings of one name meet: no case, accents, dots, possessive or article.

    >>> fold("The U.N.'s") == fold("UN")
    True
    >>> fold("Élodie Ngata-Brûlé")
    'elodie ngata-brule'
    """
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", name.strip())).replace("’", "'")
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold().replace(".", "")
    words = plain.split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    return " ".join(words)


def identity(name: str) -> str:
    """The folded name that an entity's id is made of: short forms under their long one.

    >>> identity("U.S.")
    'united states'
    """
    folded = fold(name)
    return SAME_PLACE.get(folded, folded)


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that a name may have: of its capitalised words, and of all of them.

    >>> initials("Bureau of Ocean Safety")
    ('bos', 'boos')
    """
    words = [word for part in name.split() for word in part.split("-") if word]
    return (
        "".join(word[0] for word in words if word[0].isupper()).casefold(),
        "".join(word[0] for word in words if word.casefold() not in ARTICLES).casefold(),
    )


def type_by_form(folded: str) -> Literal["organisation", "place"] | None:
    """What a folded name names, where its own words tell.

    >>> [type_by_form(name) for name in ("ministry of fisheries", "port calder airport", "ines calder")]
    ['organisation', 'place', None]
    """
    words = folded.split()
    if folded in SEATS:
        return "organisation"
    if folded in PLACE_ACRONYMS:
        return "place"
    if len(words) > 1:
        head = words[0] if words[1] == "of" else words[-1]
        if head in ORGANISATION_WORDS or words[-1] in CORPORATE:
            return "organisation"
        if head in PLACE_WORDS:
            return "place"
    return None


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym is: "IAEA", "U.N."

    >>> [word for word in ("UNHCR", "U.N.", "CEO", "Reuters", "B2B") if is_acronym(word)]
    ['UNHCR', 'U.N.']
    """
    bare = word.replace(".", "")
    return 2 <= len(bare) <= 6 and bare.isalpha() and bare.isupper() and bare.isascii() and bare.casefold() not in NOT_A_NAME


def is_title(word: str) -> bool:
    """Whether a word may be the last of a title: "Minister", "Gen."."""
    return word.rstrip(".").casefold() in TITLE_HEADS


def is_somebody(noun: str) -> bool:
    """Whether a noun is one for people: a title, a relation, a calling, a member of a group.

    >>> [noun for noun in ("minister", "friend", "voters", "bridge") if is_somebody(noun)]
    ['minister', 'friend', 'voters']
    """
    folded = noun.rstrip(".").casefold()
    one = folded[:-3] + "y" if folded.endswith("ies") else folded[:-1] if folded.endswith("s") else folded
    known = TITLE_HEADS | FEMALE_WORDS | MALE_WORDS | PEOPLE
    return folded in known or one in known


def gender_of_name(name: str) -> str:
    """`f`, `m` or "" (unknown) by the given name of a full name.

    >>> [gender_of_name(name) for name in ("Ines Calder", "Calder", "Robin Marsh")]
    ['f', '', '']
    """
    first, *rest = fold(name).split()
    return "" if not rest else "f" if first in FEMALE_NAMES else "m" if first in MALE_NAMES else ""


def gender(word: str) -> str:
    """`f`, `m` or "" (unknown) of the bearer of a noun or title."""
    folded = word.rstrip(".").casefold()
    return "f" if folded in FEMALE_WORDS else "m" if folded in MALE_WORDS else ""
