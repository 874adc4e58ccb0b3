"""What news counts: words for measures, for units, and for a figure that has changed."""

from streams.domain.enrich.wordlist import words

MEASURES: dict[str, str] = {
    **dict.fromkeys(words("dead death fatality killed kill die died dies casualty body victim perish toll slay"), "dead"),
    **dict.fromkeys(words("injured injury injure wound wounded hurt hospitalise hospitalize"), "injured"),
    **dict.fromkeys(words("missing unaccounted"), "missing"),
    **dict.fromkeys(words("trap trapped bury"), "trapped"),
    **dict.fromkeys(words("arrest arrested detain detainee detention"), "arrested"),
    **dict.fromkeys(words("hostage captive abduct kidnap"), "hostages"),
    **dict.fromkeys(words("displace displaced evacuate evacuee homeless flee"), "displaced"),
}
"""Word (base form) to the measure that it counts."""

PEOPLE: frozenset[str] = words("""
    people person man woman child civilian soldier passenger worker resident miner villager student protester fan migrant
    police officer others firefighter rescuer tourist crew member victim human life
""")
"""Nouns behind a number that say who, while a verb says what became of them."""

COINS: dict[str, str] = {
    "penny": "pence", "pence": "pence", "cent": "cents", "franc": "francs", "crown": "crowns", "krona": "kronor", "krone": "kroner",
    "rupee": "rupees", "peso": "pesos", "rouble": "roubles", "ruble": "roubles", "florin": "florins", "guilder": "guilders",
    "zloty": "zlotys", "forint": "forints", "lira": "lira", "rand": "rand", "dirham": "dirhams", "dinar": "dinars", "riyal": "riyals",
    "shilling": "shillings", "yuan": "yuan", "baht": "baht", "ringgit": "ringgit", "koruna": "korunas", "shekel": "shekels",
}  # fmt: skip
"""Base form of a coin to the unit as it is printed; several countries share most of these names."""

CURRENCIES: dict[str, str] = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    **COINS,
}

OFFERS: frozenset[str] = words("offer bid approach proposal tender")
"""What a bidder puts on the table: one quantity under several names."""

COSTS: frozenset[str] = words("damage damages cost bill loss repair")
"""What a misfortune comes to in money."""

SAME_MEASURE: dict[str, str] = {**dict.fromkeys(OFFERS, "offer"), **dict.fromkeys(COSTS, "cost"), "infection": "case"}
"""Noun to the one under which its figure is kept."""

TALLIES: frozenset[str] = words("toll number count figure tally total list")
"""Nouns that only say that something is counted."""

COUNTED: frozenset[str] = words("case infection patient vote seat majority margin lead signature")
"""Counts for which a word of change is enough, since news follows them by the number."""

MARGINS: frozenset[str] = words("lead majority margin")
"""What votes are counted into: "her lead is 3,200 votes"."""

WEALTH: frozenset[str] = words("share stock index future bond yield currency")
"""Prices that move all day: no figure of a story."""

UNNAMED = "figure"
"""The measure of a number whose clause does not say what it counts, only what it was before."""

SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}

CHANGE_VERBS: frozenset[str] = words("""
    rise climb grow increase jump reach fall drop decrease decline narrow widen swell raise cut lower revise reduce double
    pass top surpass upgrade downgrade lift stand update mount bring take hit exceed total climb creep inch edge swell shrink
    push sweeten improve boost hike trim slash up soar surge slip dip reckon estimate put
""")
"""Verbs that say that a figure is no longer what it was."""

SUBSETS: frozenset[str] = words("including among include")
"""Words before a part of what was counted."""

QUALIFIERS: tuple[tuple[str, str], ...] = (
    ("at least", "at_least"),
    ("more than", "at_least"),
    ("over", "at_least"),
    ("no fewer than", "at_least"),
    ("upwards of", "at_least"),
    ("up to", "at_most"),
    ("as many as", "at_most"),
    ("at most", "at_most"),
    ("fewer than", "at_most"),
    ("less than", "at_most"),
    ("about", "about"),
    ("around", "about"),
    ("some", "about"),
    ("nearly", "about"),
    ("almost", "about"),
    ("roughly", "about"),
    ("approximately", "about"),
)
"""What stands before a number, the longest first."""

REACHING: frozenset[str] = words("reach hit top pass surpass exceed")
"""Of CHANGE_VERBS those whose object is the new value."""

ESTIMATING: frozenset[str] = words("reckon estimate put stand total take bring")
"""Of CHANGE_VERBS those that say what a figure is, not that it is new."""

INCIDENTS: tuple[frozenset[str], ...] = (
    words("earthquake quake tremor aftershock tsunami"),
    words("fire blaze wildfire inferno"),
    words("crash collision accident pile-up derailment"),
    words("landslide mudslide avalanche rockfall"),
    words("storm hurricane cyclone typhoon flood flooding tornado rain gale"),
    words("attack bombing bomb blast explosion shooting shelling strike airstrike raid missile gunman"),
    words("sinking shipwreck capsize ferry boat ship trawler"),
    words("collapse cave-in"),
    words("eruption volcano"),
    words("outbreak epidemic disease virus cholera"),
)
"""Kinds of incident, the nouns of one kind together: the toll of one kind is not that of another."""

INCIDENT_OF: dict[str, str] = {noun: sorted(group)[0] for group in INCIDENTS for noun in group}

ELSEWHERE: frozenset[str] = words("neighbouring neighboring nearby adjacent another separate elsewhere separately unrelated similar")
"""Words that put a number outside the story's own incident."""
