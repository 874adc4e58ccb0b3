"""Which words name happenings, and which words say what became of one: the tables that event rules read.

Families hold nouns that newsrooms use of one and the same happening ("the trip", "the visit"). The lists were written from
meaning (NewsML-G2 event concepts, schema.org EventStatusType, general news usage), not from any one wire; nouns that they
don't hold come from WordNet (event_nouns.py).
"""

from dataclasses import dataclass
from typing import Literal

from schemas.enriched import EventStatus, Format
from streams.domain.enrich.event_nouns import NOUNS
from streams.domain.enrich.wordlist import words

FAMILIES: dict[str, frozenset[str]] = {
    "travel": words("visit trip tour journey mission delegation stopover pilgrimage voyage travel"),
    "meeting": words("""
    meeting talk talks summit conference videoconference teleconference gathering call session negotiation dialogue
    discussion round consultation forum congress assembly briefing get-together sit-down encounter audience symposium
"""),
    "contest": words("""
    match game final semi-final semifinal quarter-final fixture race marathon tournament tie derby bout fight kick-off
    kickoff play rally regatta championship cup playoff play-off test leg rematch grand-prix
"""),
    "show": words("""
    concert gig festival parade ceremony show performance premiere screening exhibition carnival fair gala wedding funeral
    coronation inauguration opening celebration party display procession recital
"""),
    "court": words("""
    trial hearing verdict ruling sentencing inquest inquiry appeal execution retrial extradition deposition
"""),
    "ballot": words("vote election referendum ballot poll voting runoff run-off primary by-election plebiscite"),
    "stoppage": words("""
    strike walkout walk-out stoppage blockade lockout protest demonstration march sit-in boycott work-to-rule go-slow
"""),
    "works": words("repair maintenance renovation refurbishment roadwork work works"),
    "notice": words("warning alert watch advisory order emergency evacuation deadline cutoff ultimatum mandate bail"),
    "force": words("""
    offensive operation attack raid siege war invasion assault fighting campaign airstrike bombardment exercise drill
    manoeuvre maneuver deployment withdrawal pullout
"""),
    "truce": words("ceasefire cease-fire truce lull armistice curfew lockdown blackout moratorium"),
    "launch": words("launch liftoff lift-off countdown spacewalk splashdown landing docking"),
    "flight": words("flight service departure sailing ferry route train"),
    "deal": words("""
    deal merger offer bid acquisition takeover sale purchase agreement contract order listing flotation offering ipo buyout
"""),
    "disaster": words("""
    earthquake quake flood flooding fire wildfire blaze storm hurricane cyclone eruption landslide explosion crash
"""),
    "facility": words("""
    airport border port harbour harbor bridge school road motorway station market tunnel line railway plant refinery pipeline crossing
"""),
    "fleet": words("fleet aircraft plane jet airliner helicopter"),
    "search": words("search rescue evacuation recovery salvage hunt manhunt digging dig"),
    "exchange": words("exchange swap release handover delivery shipment transfer airlift"),
    "decision": words("""
    decision announcement publication rollout measure reform ban embargo sanction tariff closure suspension restriction
"""),
    "project": words("""
    plan project programme program scheme expansion construction aid payment operations export import production
"""),
}
"""Nouns by the kind of happening that they name."""


NAMED_CONTESTS: frozenset[str] = words("open games olympics masters classic prix slam derby trophy league")
"""Words that name a contest at the end of a name: "the Tarn Open"."""

AKIN: frozenset[frozenset[str]] = frozenset({frozenset({"travel", "meeting"})})
"""Families that one happening may go under: people travel in order to meet."""

GENERIC_SUFFIXES = ("tion", "sion", "ment", "ing", "ance", "al")
"""Endings of nouns made from verbs; used only where the trigger itself is a word for arranged things."""

NOT_EVENTS: frozenset[str] = words("""
    government parliament department apartment building nation population station position question institution constitution
    organisation organization administration opposition section region religion television million billion information
    generation condition situation relation tradition union mission-control morning evening spring king thing wing ring
    string feeling document element moment comment statement argument environment investment equipment document instrument
    finance insurance animal hospital capital official criminal journal metal signal total goal deal-maker proposal
    professional individual material meal canal rival principal general attention intention version session-room tension
    passion pension mansion division commission reason action option portion fraction
""")
"""Nouns with such an ending that name no happening."""

NOT_IN_NEWS: frozenset[str] = words("""
    none formal formality formalities nonstop charge plea redeye airing digression cohort bender bash smoker levee social sociable
    placebo penance theatrical nightcap altering checkout prosecution taxis turp semi downhill sell firing viewing visiting
    blowout blowback backfire holdout sidebar clinic firestorm meltdown smudge bargaining haggling wrangling libation reverie rave
    aspersion brawl tempest twister infiltration countercharge presentment notification dispossession entrapment
""")
"""Nouns that WordNet calls happenings and that news mostly uses in another sense."""

FAMILY_OF: dict[str, str] = {
    **{noun: family for family, nouns in NOUNS.items() for noun in nouns - NOT_EVENTS - NOT_IN_NEWS},
    **{noun: family for family, nouns in FAMILIES.items() for noun in nouns},
}
"""Noun to family; our own lists go first."""

CONTAINERS: frozenset[str] = words("""
    plan plans proposal part leg round day stage series rest phase half start opening end idea project remainder run set
    second first attempt bid state
""")
"""Nouns that stand for what they are of, or to do: "plans to visit", "the first leg of the tour"."""

GROUPS: frozenset[str] = words("delegation team envoy negotiator delegate mission squad party")
"""Who is sent: sending or cancelling them means the journey."""

VERB_EVENTS: dict[str, tuple[str, str]] = {
    "meet": ("meeting", "meeting"),
    "visit": ("visit", "travel"),
    "travel": ("trip", "travel"),
    "fly": ("trip", "travel"),
    "leave": ("trip", "travel"),
    "depart": ("trip", "travel"),
    "arrive": ("visit", "travel"),
    "tour": ("tour", "travel"),
    "vote": ("vote", "ballot"),
    "strike": ("strike", "stoppage"),
    "walk": ("strike", "stoppage"),
    "merge": ("merger", "deal"),
    "lift": ("launch", "launch"),
    "blast": ("launch", "launch"),
    "elect": ("election", "ballot"),
    "launch": ("launch", "launch"),
    "marry": ("wedding", "show"),
    "speak": ("call", "meeting"),
    "talk": ("talks", "meeting"),
    "confer": ("talks", "meeting"),
    "negotiate": ("talks", "meeting"),
    "play": ("match", "contest"),
    "perform": ("concert", "show"),
}
"""Verbs that are a happening by themselves, with the noun for it. `walk` counts with "out" alone."""

SENDING: frozenset[str] = words("send dispatch")
"""Verbs whose object, a group, goes somewhere."""

HOLDING: frozenset[str] = words("""
    hold host stage attend have open begin start make pay undertake conduct join chair convene hold organise organize give
    embark play run launch face
""")
"""Verbs that add nothing but time to their object: "will hold talks"."""

Takes = Literal["object", "subject", "either"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One way to say what became of an event."""

    status: EventStatus
    takes: Takes = "object"
    """Where the event stands: `object` also means the subject of a passive; `either`: the object, or the subject where there is none."""
    any_noun: bool = False
    """Whether the verb makes any noun an arrangement ("cancelled the order"); else the noun must be known to name a happening."""
    needs: Literal["", "date", "term", "place", "claim"] = ""
    """What else must be said: a date ("moved to Friday"), a date or a term ("by a week"), a place ("moved to Lisbon"), something that
    one can take back (an offer)."""


TRIGGERS: dict[tuple[str, str], tuple[Trigger, ...]] = {
    ("cancel", ""): (Trigger(status="cancelled", any_noun=True),),
    ("call", "off"): (Trigger(status="cancelled", any_noun=True),),
    ("scrap", ""): (Trigger(status="cancelled", any_noun=True),),
    ("axe", ""): (Trigger(status="cancelled", any_noun=True),),
    ("ax", ""): (Trigger(status="cancelled", any_noun=True),),
    ("abandon", ""): (Trigger(status="cancelled"),),
    ("bin", ""): (Trigger(status="cancelled"),),
    ("junk", ""): (Trigger(status="cancelled"),),
    ("nix", ""): (Trigger(status="cancelled"),),
    ("shelve", ""): (Trigger(status="cancelled", any_noun=True),),
    ("ditch", ""): (Trigger(status="cancelled", any_noun=True),),
    ("abort", ""): (Trigger(status="cancelled", any_noun=True),),
    ("withdraw", ""): (Trigger(status="withdrawn", any_noun=True, needs="claim"),),
    ("retract", ""): (Trigger(status="withdrawn", any_noun=True, needs="claim"),),
    ("drop", ""): (Trigger(status="withdrawn", any_noun=True, needs="claim"), Trigger(status="cancelled")),
    ("tear", "up"): (Trigger(status="cancelled"),),
    ("give", "up"): (Trigger(status="cancelled"),),
    ("pull", ""): (Trigger(status="cancelled"),),
    ("break", "off"): (Trigger(status="cancelled"), Trigger(status="suspended", takes="subject")),
    ("collapse", ""): (Trigger(status="cancelled", takes="subject"),),
    ("fall", "through"): (Trigger(status="cancelled", takes="subject"),),
    ("break", "down"): (Trigger(status="cancelled", takes="subject"),),
    ("postpone", ""): (Trigger(status="postponed", any_noun=True),),
    ("put", "off"): (Trigger(status="postponed", any_noun=True),),
    ("put", "back"): (Trigger(status="postponed"),),
    ("push", "back"): (Trigger(status="postponed"),),
    ("delay", ""): (Trigger(status="postponed", any_noun=True),),
    ("defer", ""): (Trigger(status="postponed", any_noun=True),),
    ("hold", "back"): (Trigger(status="postponed"),),
    ("hold", "over"): (Trigger(status="postponed"),),
    ("scrub", ""): (Trigger(status="postponed", any_noun=True),),
    ("reschedule", ""): (Trigger(status="rescheduled", any_noun=True),),
    ("rearrange", ""): (Trigger(status="rescheduled", needs="date"),),
    ("bring", "forward"): (Trigger(status="rescheduled", any_noun=True),),
    ("push", ""): (Trigger(status="rescheduled", needs="date"),),
    ("slip", ""): (Trigger(status="rescheduled", takes="subject", needs="date"),),
    ("advance", ""): (Trigger(status="rescheduled", needs="date"),),
    ("move", "forward"): (Trigger(status="rescheduled"),),
    ("move", ""): (Trigger(status="rescheduled", needs="date"), Trigger(status="moved", any_noun=True, needs="place")),
    ("shift", ""): (Trigger(status="rescheduled", needs="date"), Trigger(status="moved", any_noun=True, needs="place")),
    ("switch", ""): (Trigger(status="rescheduled", needs="date"), Trigger(status="moved", needs="place")),
    ("relocate", ""): (Trigger(status="moved", any_noun=True, needs="place"), Trigger(status="moved")),
    ("transfer", ""): (Trigger(status="moved", any_noun=True, needs="place"),),
    ("divert", ""): (Trigger(status="moved", needs="place"),),
    ("reroute", ""): (Trigger(status="moved"),),
    ("replace", ""): (Trigger(status="replaced"),),
    ("swap", ""): (Trigger(status="replaced"),),
    ("reinstate", ""): (Trigger(status="reinstated", any_noun=True),),
    ("resume", ""): (Trigger(status="reinstated", takes="either", any_noun=True),),
    ("revive", ""): (Trigger(status="reinstated", any_noun=True),),
    ("restore", ""): (Trigger(status="reinstated"),),
    ("restart", ""): (Trigger(status="reinstated", takes="either", any_noun=True),),
    ("suspend", ""): (Trigger(status="suspended", any_noun=True),),
    ("stay", ""): (Trigger(status="suspended"),),
    ("stop", ""): (Trigger(status="suspended", takes="either"),),
    ("break", "for"): (Trigger(status="suspended", takes="subject"),),
    ("ground", ""): (Trigger(status="suspended"),),
    ("close", ""): (Trigger(status="suspended", takes="either"), Trigger(status="concluded", takes="subject")),
    ("reopen", ""): (Trigger(status="reinstated", takes="either"),),
    ("lift", ""): (Trigger(status="reinstated"),),
    ("cease", ""): (Trigger(status="suspended", takes="either", any_noun=True),),
    ("shut", ""): (Trigger(status="suspended", takes="either"),),
    ("shut", "down"): (Trigger(status="suspended", takes="either"),),
    ("close", "down"): (Trigger(status="suspended", takes="either"),),
    ("halt", ""): (Trigger(status="suspended", any_noun=True),),
    ("pause", ""): (Trigger(status="suspended", takes="either", any_noun=True),),
    ("freeze", ""): (Trigger(status="suspended", any_noun=True),),
    ("adjourn", ""): (Trigger(status="suspended", takes="either"),),
    ("interrupt", ""): (Trigger(status="suspended", any_noun=True),),
    ("begin", ""): (Trigger(status="started", takes="either"),),
    ("start", ""): (Trigger(status="started", takes="either"),),
    ("open", ""): (Trigger(status="started", takes="either"),),
    ("launch", ""): (Trigger(status="started"),),
    ("go", "live"): (Trigger(status="started", takes="subject", any_noun=True),),
    ("inaugurate", ""): (Trigger(status="started"),),
    ("avert", ""): (Trigger(status="cancelled"),),
    ("commence", ""): (Trigger(status="started", takes="either"),),
    ("kick", "off"): (Trigger(status="started", takes="either"),),
    ("get", "under"): (Trigger(status="started", takes="subject"),),
    ("lift", "off"): (Trigger(status="started", takes="subject"),),
    ("end", ""): (Trigger(status="concluded", takes="either"),),
    ("conclude", ""): (Trigger(status="concluded", takes="either"),),
    ("wrap", "up"): (Trigger(status="concluded", takes="either"),),
    ("finish", ""): (Trigger(status="concluded", takes="either"),),
    ("complete", ""): (Trigger(status="concluded"),),
    ("lapse", ""): (Trigger(status="concluded", takes="subject"),),
    ("expire", ""): (Trigger(status="concluded", takes="subject"),),
    ("extend", ""): (Trigger(status="extended"), Trigger(status="extended", any_noun=True, needs="term")),
    ("prolong", ""): (Trigger(status="extended"), Trigger(status="extended", any_noun=True, needs="term")),
    ("lengthen", ""): (Trigger(status="extended"), Trigger(status="extended", any_noun=True, needs="term")),
    ("renew", ""): (Trigger(status="extended"),),
    ("stretch", ""): (Trigger(status="extended", any_noun=True, needs="date"),),
    ("shorten", ""): (Trigger(status="extended"),),
    ("cut", "short"): (Trigger(status="extended"),),
    ("plan", ""): (Trigger(status="scheduled"),),
    ("schedule", ""): (Trigger(status="scheduled"),),
    ("slate", ""): (Trigger(status="scheduled"),),
    ("set", ""): (Trigger(status="scheduled"),),
    ("arrange", ""): (Trigger(status="scheduled"),),
    ("expect", ""): (Trigger(status="scheduled"),),
    ("announce", ""): (Trigger(status="scheduled"),),
    ("book", ""): (Trigger(status="scheduled"),),
}
"""(lemma, particle) to what it says. One place to add a word."""

NOMINAL: dict[str, EventStatus] = {
    "cancellation": "cancelled",
    "postponement": "postponed",
    "suspension": "suspended",
    "resumption": "reinstated",
}
"""Nouns that name the turn itself: "announced the cancellation of the trip"."""

TURNING: frozenset[str] = words("announce confirm force cause prompt order declare decide report trigger bring see")
"""Verbs whose object such a noun is when the turn is told as news."""

CLAIMS: frozenset[str] = words("report claim accusation allegation suggestion rumour rumor speculation assertion account")
"""What a denial denies; other objects ("denied the appeal", "denied the forward") are no denials."""

WITHDRAWABLE: frozenset[str] = words("""
    offer bid approach bill motion complaint lawsuit suit case appeal application charge charges petition nomination proposal claim
    statement study finding candidacy resolution objection
""")
"""What is taken back by whoever made it."""

STAND_IN: dict[str, str] = {"alternative": "to", "substitute": "for", "replacement": "for"}
"""Noun and its preposition: "as a substitute for the dinner"."""

AGAIN: frozenset[str] = words("""
    another new second third follow-up followup further next separate alternative additional different other
    unrelated similar rival
""")
"""Modifiers that make it another event of the same kind."""

FORMATS: dict[str, Format] = {
    "video": "video",
    "virtual": "video",
    "virtually": "video",
    "online": "video",
    "remote": "video",
    "remotely": "video",
    "videoconference": "video",
    "zoom": "video",
    "televised": "video",
    "in-person": "in_person",
    "face-to-face": "in_person",
    "phone": "phone",
    "telephone": "phone",
    "teleconference": "phone",
    "written": "written",
}
"""How people meet, by the word for it; "face to face" and "in person" are read as one word."""


def related(one: str, other: str) -> bool:
    """Whether nouns of two families can name one happening.

    >>> related("travel", "meeting"), related("travel", "ballot")
    (True, False)
    """
    return one == other or frozenset({one, other}) in AKIN


DECIDABLE: frozenset[str] = words("""
    bill law budget resolution treaty motion amendment proposal plan constitution nomination candidacy request petition complaint
    lawsuit suit case claim charge charges indictment referendum referral order ordinance decree act legislation package pact accord
    convention statute application licence license permit rule regulation rate verdict ruling conviction appeal agreement settlement
    compromise drug vaccine approach raise plea motion charter protocol mandate extradition takeover merger law-suit injunction
""")
"""Nouns for what is decided on, beside deals, exchanges, truces, votes and measures."""

OUTCOMES: dict[tuple[str, str], str] = {
    **dict.fromkeys(
        [
            (v, "")
            for v in (
                "approve",
                "pass",
                "adopt",
                "ratify",
                "endorse",
                "authorise",
                "authorize",
                "uphold",
                "enact",
                "greenlight",
                "clear",
                "accept",
            )
        ],
        "approved",
    ),
    **dict.fromkeys(
        [(v, "") for v in ("reject", "veto", "block", "overturn", "quash", "dismiss", "annul", "outlaw", "overrule", "defeat")]
        + [("fail", ""), ("vote", "down"), ("turn", "down"), ("strike", "down"), ("throw", "out"), ("knock", "down")],
        "rejected",
    ),
    **dict.fromkeys([("sign", ""), ("agree", ""), ("seal", ""), ("reach", ""), ("strike", ""), ("clinch", "")], "agreed"),
}
"""(lemma, particle) to the way a decision went."""

VERDICTS: dict[str, str] = {
    "convict": "convicted",
    "acquit": "acquitted",
    "sentence": "sentenced",
    "jail": "sentenced",
    "imprison": "sentenced",
}
"""What a court does to the accused; "find … guilty" is read apart."""

GRADED: frozenset[str] = words("""
    level alert alarm warning watch advisory rating status category incident storm hurricane cyclone typhoon depression outlook
    emergency threat risk danger charge death signal
""")
"""Nouns for what has a level on a scale."""

GRADING: frozenset[str] = words("""
    raise lower upgrade downgrade reduce elevate escalate heighten reclassify promote lift increase cut step ease move shift put
    bring take weaken strengthen intensify go rise climb drop fall
""")
"""Verbs that move something along a scale."""

ROLES: frozenset[str] = words("""
    chair chairman chairwoman chairperson president premier minister chancellor governor mayor chief executive director head leader
    secretary coach manager captain conductor editor commissioner ambassador envoy speaker judge prosecutor deputy chief chancellor
    ceo boss host headliner candidate member negotiator spokesman spokeswoman treasurer trainer
""")
"""Nouns for who holds a post."""

TAKEN_PART_IN: frozenset[str] = words("""
    coalition alliance bloc union squad team contest competition race campaign jury panel board committee cabinet government
    line-up lineup cast field talks exercise drill mission force patrol convention treaty pact accord
""")
"""What one joins or leaves, beside known happenings."""

RUNNING_FOR: frozenset[str] = words("campaign bid candidacy run")
"""What a candidate ends."""
