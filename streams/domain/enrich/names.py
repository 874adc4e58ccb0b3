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
    abolitionist academic accomplice accountant adult agent alderman ally applicant appointee architect assassin assistant associate
    athlete attacker attendant attendee aunt baby backer banker barber bartender believer beneficiary boss boyfriend bride broker
    brother buyer bystander captain caretaker carpenter celebrity champion child churchgoer citizen clergyman cleric clerk client
    co-worker colleague commentator commuter companion conservative conspirator consultant consumer contractor contributor convict
    cook cop counselor cousin coworker crewman critic customer dad dancer daughter dealer deceased defendant defender delegate
    democrat demographer demonstrator descendant designer detainee developer diner diplomat disciple dissident donor drummer
    economist educator elder elector electrician employee employer enthusiast evacuee evangelist examiner executive exile expert
    explorer fan farmhand father-in-law fiance fiancee fighter firefighter fireman fisher follower foreman founder freshman friend
    fugitive fundraiser gardener girlfriend goalkeeper graduate grandchild granddaughter grandfather grandmother grandparent
    grandson guard guardian guest guitarist gunman hacker hairdresser healer heir hero hiker historian homeowner host hostage hunter
    hydrologist immigrant infant informant inhabitant inmate insider inspector instructor insurgent intern interviewer inventor
    investigator islander juror kid kidnapper landlord landowner lawmaker leader lecturer legislator liberal librarian linguist
    lobbyist lover loyalist machinist magistrate maid mechanic mediator member mentor merchant messenger migrant miner moderate
    moderator mom monk motorist mourner narrator naturalist negotiator neighbor neighbour newcomer newspaperman nominee nun observer
    occupant offender official onlooker operative operator opponent organizer orphan outsider owner parent participant partner
    passenger patient peacekeeper pedestrian pensioner people performer person pharmacist philanthropist philosopher physician
    pianist planner player plumber policeman policewoman politician pollster porter preacher predecessor priest prisoner professor
    programmer progressive promoter prosecutor protester protestor publisher pupil rancher reader rebel receptionist recipient
    recruit referee refugee relative renter republican rescuer resident retiree rider rival roommate runner running-mate sailor
    salesman salesperson scholar schoolteacher seaman seller senior servant settler shareholder shipper shopkeeper shopper sibling
    skeptic smuggler sniper socialist soldier sophomore source specialist spectator spouse spy staffer stepfather stepmother
    stockbroker stranger strategist subscriber successor supporter survivor suspect taxpayer teacher teammate technician teenager
    tenant terrorist theorist therapist tipster tourist townsman trader translator traveler traveller treasurer trooper trustee twin
    undergraduate user vendor vet veteran veterinarian victim viewer villager violinist visitor voter waiter waitress warden warrior
    watchdog welder widow winner witness woodworker worker writer youngster youth
    """
)
"""Nouns for people by what they are to others or to the news, beside callings and titles."""

SOMEBODY = TITLE_HEADS | FEMALE_WORDS | MALE_WORDS | PEOPLE
FIRMS_TOO = words(
    """
    agent ally attacker backer beneficiary bidder broadcaster broker builder buyer carrier champion client competitor contractor
    contributor critic customer dealer defender developer donor employer foe founder giant host insurer investor leader lender maker
    manufacturer member operator opponent owner partner participant pioneer player producer promoter provider publisher recipient rival
    seller source sponsor subscriber supplier supporter user vendor winner
    """
)
"""Nouns for people that stand as well for firms and countries."""
PERSON_ENDINGS = ("ologist", "ographer", "onomist", "ologer", "woman", "person", "tician", "arian")
"""How nouns for people end, and hardly any others."""

FEMALE_NAMES = words(
    """
    abigail ada addison adele agnes agnieszka aisha alana alejandra alessandra alexa alexandra alice alicia alina althea alyssa
    amanda amelia amina amra amy ana anastasia andrea angela angelina anika anita anja ann anna annabel anne annette annie annika
    antonia anya ariana asha astrid athena audrey ava ayesha barbara beatrice beatriz belinda bella benita bernadette bernice bertha
    betsy bettina betty beverly bianca birgit bonnie brenda brianna bridget brigid brooke camille candice cara carina carla carlotta
    carly carmen carol caroline carolyn carrie casey cassandra catherine cathy cecilia celia chandra charlene charlotte cheryl chloe
    christa christina christine christy cindy claire clara claudia colette colleen connie constance cora cornelia cristina cynthia
    daisy daniela danielle daphne daria darlene dawn debbie deborah debra deirdre delia della denise diana diane dina dolores donna
    dora doreen doris dorothy ebony edith eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen eloise elsa
    elsie elvira emilia emily emma erica erika estelle esther ethel eugenia eunice eva evangeline evelyn fatima faye felicia
    felicity fernanda fiona frances francesca freya frida gabriela gail gemma genevieve georgina gertrude gina giulia gladys gloria
    grace greta gretchen gwen hanna hannah harriet hazel heather heidi helen helena helga henrietta hilary hilda hillary holly
    ibrahima ida ilana imani ina indira ines inga ingrid irene irina irma isabel isabella isabelle ivana jackie jaclyn jacqueline
    jan jana jane janelle janet janice janine jasmine jean jeanette jeanne jen jenna jennie jennifer jenny jessica jill jo joan
    joann joanna joanne jocelyn jodi joelle johanna josephine josie joyce juanita judith judy julia juliana julie juliet kaitlyn
    kamala kara karen karina karla katarina kate katerina katherine kathleen kathryn kathy katie katrina kay kayla keisha kelsey
    kerri kirsten kit klara krista kristen kristi kristin kristina kristine laila lana lara latoya laura lauren laurie layla lea
    leanne leila lena leona leslie leticia lidia liliana lillian lily linda lindsay lindsey lisa liz lois lorena loretta lori
    lorraine lottie louise lucia lucille lucinda lucy luisa lydia lynda lynn lynne mabel madeleine mae magda magdalena maggie maja
    mandy marcela marcia margaret margarita marge margot maria mariana maribel marie marilyn marisa marissa marjorie marlene marsha
    marta martha mary maryam marybeth mathilde maureen mavis maxine maya mayra meg megan meghan mei melanie melinda melissa meredith
    merle mia michaela michele michelle milena mimi mina mindy miranda mireille mirela miriam moira molly monica monique muriel myra
    myrna nadia nancy natalia natalie natasha naveen nell nia nicole nicoletta nina noelle nora noreen norma octavia odette olga
    olivia ollie paige paloma pam pamela patricia patty paula paulette pauline peggy penelope penny petra philippa phoebe phyllis
    polly priya rachael rachel ramona raquel reba rebecca reese renee reza rhea rhonda rita rochelle rosa rosalie rosalind rosario
    rose rosemary rosie roxanne ruby ruth sabrina sally salma samantha samira sandra sara sarah scarlett selena selma serena sharon
    shauna sheila shelley sherry shirley sigrid silvia simona simone sofia solange sonia sonja sophia sophie stacey stella stephanie
    sue susan susanna susannah suzanna suzanne suzie svetlana sybil sylvia tabitha talia tamara tamika tammy tania tanya tara tasha
    tatiana teresa tess tessa thea thelma theodora theresa therese tiffany tina toni tonya tracey tricia trish trisha trudy uma
    ursula valentina valeria valerie vanessa velma vera verena veronica vicki vicky victoria viola virginia vivian wanda wendy willa
    wilma winifred yasmin yolanda yvette yvonne zara zelda zoe
    """
)
MALE_NAMES = words(
    """
    aaron abdel abdul abdullah abel abraham adam adrian ahmed aidan alan albert alberto aldo alec alejandro aleksander aleksandr
    alessandro alexander alexandre alexei alfonso alfred alfredo ali alistair allan allen allison alonzo alvaro alvin amir amos
    anders andre andreas andrei andrej andres andrew andrzej andy angelo anil anselm anthony antoine anton antonin antonio archie
    arjun armando arnold aron arthur arturo ashok augusto axel aziz barack bart bashar basil ben benedek benedict benito benjamin
    benny bernard bernd bernie bert bertrand bill billy bjorn bob bobby boris boyd brad bradley brady brandon brent brett brian
    bruce bruno bryan bryce bud burt byron caleb callum calvin carl carlo carlos carter cecil cedric cesar chad charles charlie
    chester christian christoph christophe christopher chuck claude clement cliff clifford clint clive cody colin connor conor
    conrad cornelius cory craig curtis cyrus damian damien damon dan daniel danilo danny darren darryl dave david declan dennis
    denny derek desmond dexter diego dieter dietrich dimitri dirk dmitry dominic don donald doug douglas drew duane duncan dustin
    dwayne dwight dylan ed eddie edgar edmund eduardo edward edwin einar eli elias elijah eliot elliot elliott elmer elton emil
    emilio emmanuel enrico enrique eric erik ernest ernesto esteban ethan eugene evan ezra felix ferdinand fergus fernando floyd
    francesco francisco franco francois frank franklin franz fred freddie frederick friedrich fritz gareth garrett garth gary gavin
    gene geoff geoffrey georg george gerald gerard gerhard gil gilbert giles gino giorgio giovanni glen glenn gonzalo gordon graeme
    graham greg gregory guillermo gunnar gunther gus gustav guy habib hadley hamid hank hannes hans harley harold harrison harry
    harvey hashim hassan hector heinrich heinz henrik henry herbert herman hiroshi homer horst howard hubert hugh hugo humberto
    hussein ian ibrahim ignacio igor ilan irving isaac isaiah ivan ivo jack jacob jacques jake jamal james jared jason javier jay
    jeff jeffrey jeremiah jeremy jermaine jerome jerry jesse jim jimmy joaquin joe joel johan johannes john jon jonah jonas jonathan
    jonny jorge jose josef joseph josh joshua juan julian julio julius jurgen justin kamal kareem karim karl kasper keith ken kenji
    kenneth kenny kent kevin khalid khalil kirk klaus konrad konstantin kurt kyle lamar larry lars laurent lawrence leandro leif
    lennart leo leon leonard leonardo leopold leroy levi lewis liam lionel lloyd lorenzo lou louis lucas lucian luciano ludwig luis
    lukas luke luther lyle mack magnus mahmoud malcolm malik manfred manuel marc marcel marcelo marco marcus mario mark marko martin
    marvin massimo mateo mathew mats matt matteo matthew matthias maurice mauricio max maxim maxime mehmet melvin michael miguel
    mikael mike mikhail miles milo milos milton mitch mitchell mitt mohamed mohammed monty morris moses muhammad murray mustafa
    myron najib nasser nate nathan nathaniel neal ned neil newt nicholas nick nico nicolai nicolas nigel nikolai nils noah noel
    norbert norman olaf oleg oliver olivier omar omari orrin orville osama oscar otis otto owen pablo pascal patricio patrick paul
    pavel pedro pete peter peyton phil philip philippe phillip pierre piers piet pieter pietro preston quentin quincy rafael rafe
    raj rajesh ralf ralph ramon randall randolph randy raphael rashid ravi ray raymond reggie reinhard rene reuben rex ricardo
    richard rick ricky riley rob robbie robert roberto rocco rod roderick rodney rodrigo roger roland rolf ron ronald ronnie ross
    rowan roy rudolf rudy rufus rupert russell ryan salman salvador sam samir sammy samuel sanjay santiago saul scott sean sebastian
    serge sergei sergio seth shaun shawn sheldon sherman sid siegfried silas silvio simon slobodan stan stanislav stanley stefan
    stefano sten stephan stephane stephen steve steven stewart stuart suresh sven tad tariq ted terence terry thaddeus theo theodore
    thomas tim timothy tobias toby todd tom tomas tomasz tommy tony travis trevor tristan troy tucker tyler tyrell tyrone tyson
    ulrich umberto uri valerio vance vaughn vernon victor vijay vikram viktor vince vincent vincenzo virgil vito vivek vlad vladimir
    vladislav wade wallace wally walt walter walton warren wayne wendell wes wesley wilfred wilhelm willard willem william willie
    winston wolfgang woodrow wyatt xavier yitzhak yuri yusuf yves zach zachary zeke
    """
)
"""With FEMALE_NAMES: given names that the news of many countries gives to one sex only; the weakest of signs, any pronoun overrules it."""

GIVEN_NAMES = (
    FEMALE_NAMES
    | MALE_NAMES
    | words(
        """
    abby adel aiden akira alastair alex alexis alison amal amber amit anjali annalise ari arlene ashley aubrey avery becky beth
    bethany blair blake brigitte britt brittany brock caitlin chidi chris clayton corey courtney dale dana dane darcy devin dewey
    dominique dorian emile erin fabian farah farid felipe francis frankie gabriel gianni giuseppe hattie heike helmut henrique
    hernan horace hyun ilse imran inge ingmar ira isla ivy jaime jamie javad jessie jillian jody joey jordi judd jude justine kelly
    kendall kendra kerry kimberly kris lacey laurel laurence lauri leah leigh lester lilian lisbeth louie luigi luz mackenzie maddie
    madeline mallory mariam marian marianne marisol marlon marty mathias micah michal misha nadine naomi nathalie nettie nicola
    nikita nikki olive patrice percy perry petar quinn randi raul reagan reed reid robin rory ruben sadie sal salvatore sasha shane
    sharif shelby sherri shirin sinead spencer stacy sunil taylor terri tia traci tracy trey valentin venkat violet wilbur yasmine
    yasser yusef zainab
    """
    )
)
"""Given names that tell a person from a firm or a town: those above, and those of either sex; none that is as well a place or a word."""
AMBIGUOUS_NAMES = words(
    """
    angel april art austin chase chelsea clay davis dean earl florence grant hope hunter jackson jasper jordan joy june kim lance lee logan
    madison marshall mason mercedes milan morgan nelson parker pearl rich roman rose royal savannah shannon sidney sol trent whitney
    """
)
"""Given names that are places or words too: names only with another one behind them."""
FIRST_NAMES = GIVEN_NAMES | AMBIGUOUS_NAMES

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
LONG_PLACES = frozenset(SAME_PLACE.values())

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
    return folded in SOMEBODY or one in SOMEBODY or one.endswith(PERSON_ENDINGS)


def gender_of_name(name: str) -> str:
    """`f`, `m` or "" (unknown) by the given name of a full name.

    >>> [gender_of_name(name) for name in ("Ines Calder", "Calder", "Robin Marsh")]
    ['f', '', '']
    """
    first, *rest = fold(name).split()
    return "" if not rest else "f" if first in FEMALE_NAMES else "m" if first in MALE_NAMES else ""


@lru_cache(maxsize=20_000)
def is_full_name(folded: str) -> bool:
    """Whether a folded name is a given name with one to three words behind it, none of which makes it a body or a place.

    >>> [is_full_name(name) for name in ("ines calder", "ines calder foundation", "port calder")]
    [True, False, False]
    """
    first, *rest = folded.split()
    return first in FIRST_NAMES and 1 <= len(rest) <= 3 and type_by_form(folded) is None and not {"of", "the", "and", "&"} & set(rest)


def gender(word: str) -> str:
    """`f`, `m` or "" (unknown) of the bearer of a noun or title."""
    folded = word.rstrip(".").casefold()
    return "f" if folded in FEMALE_WORDS else "m" if folded in MALE_WORDS else ""
