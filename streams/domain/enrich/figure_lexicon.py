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

CURRENCIES: dict[str, str] = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "penny": "pence",
    "pence": "pence",
}

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
    pass top surpass upgrade downgrade lift stand update mount bring shrink sweeten improve boost push take hit swell slash trim
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
