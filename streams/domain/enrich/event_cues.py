"""Ways of telling what became of something, as phrases: data for the rules in event_turns.py.

A phrase is written in base forms; "a|b" is either, "…" up to six words, and a phrase stands under what it says and under where
the thing that it speaks of stands. Written from meaning (what stops, what waits, what changes its day, its place, its form, what comes
back), so most of them have other uses too: "the ball dropped", "she returned". They count only for what a story already knows.
"""

from dataclasses import dataclass
from typing import Literal

from schemas.enriched import EventStatus

Slot = Literal["object", "subject", "behind", "last", "clause"]
"""Where the thing stands: the verb's object or passive subject; its subject; the first noun behind the phrase; the phrase's own last word;
wherever the clause has it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase."""

    status: EventStatus
    slot: Slot
    words: tuple[frozenset[str], ...]
    """Base forms, one of each set; the empty set is the gap."""
    negative: bool = False
    """Whether the phrase says no itself, so that a negation is no denial of it."""


HELD = (
    "hold|play|stage|run|open|build|go|come|travel|visit|take|perform|happen|proceed|return|meet|appear|fly|sail|race|fight|sing|make|speak|"
    "vote|sign|launch|announce|start|begin|sit|join|march"
)
RUNNING = "fly|sail|run|roll|flow|move|operate|work|open|sell|receive|accept|issue|serve|take|carry|produce|pump|trade"
BANS = "ban|suspension|embargo|closure|halt|moratorium|freeze|restriction|blockade|stoppage|break|shutdown|boycott"

PHRASES: dict[tuple[EventStatus, Slot], str] = {
    ("cancelled", "object"): """
        cancel; scrap; axe; ax; abandon; shelve; ditch; abort; nix; bin; torpedo; scupper; scuttle; derail; jettison; junk;
        discontinue; forgo; forego; annul; rescind; drop; call … off; cry … off; write … off; blow … off; tear|rip … up; give …
        up; wash|rain|snow|fog|freeze|wind … off|out; knock … on the head; strike|take|drop|pull|remove|delete|erase … from|off
        the … list|programme|program|calendar|agenda|schedule|card|bill|timetable|line-up; break off; throw … out
    """,
    ("cancelled", "behind"): """
        pull the plug on; call time on; put pay|paid to; put a|an end|stop to; do away with; walk away from; back out of; pull out
        of; decide|opt against; turn … back on; bail|renege on; go back on; be spare|spar; drop|abandon|shelve|scrap plan|plans
        for|to; the cancellation of; the scrapping of; the abandonment of; the axing of; the shelving of; have no plan|plans to;
        with … off because|after|owing|due
    """,
    ("cancelled", "subject"): """
        fall through|apart|flat; come|amount to nothing|naught|nought; go up in smoke; bite the dust; fall victim to; fall by the
        wayside; be off; be dead; be no more; collapse; founder; fizzle out
    """,
    ("postponed", "object"): """
        postpone; defer; delay; push … back; put … off; put … back; put … on hold; put … on ice; put … on the back burner; set …
        back; hold … over; hold … off; hold … back; kick … into the long grass; kick … down the road; stall; keep … on ice; leave
        … in limbo; see off; push … into
    """,
    ("postponed", "behind"): """
        hold off|fire on; hold off; wait before; the postponement of; the deferral of; the deferment of; delay to|of|in; wait
        for|until|till; have to wait … for|until|till; must wait … for|until|till
    """,
    ("postponed", "clause"): "later than plan|planned|schedule|scheduled|expect|expected|announce|hope|intend",
    ("postponed", "subject"): """
        be on hold; be on ice; be in limbo; have to wait; must wait; slip; be delay; be late
    """,
    ("rescheduled", "object"): """
        reschedule; rearrange; bring … forward; move … forward|up|back; put … back; push … back; push … to; shift … to; switch …
        to; move … to; fix; put … off to|until|till; defer … to|until|till; postpone … to|until|till; delay … to|until|till;
        advance … to; pull … forward; set … back; hold … over; extend … to|until|till; give until; give … more; set … for; rebook;
        redate
    """,
    ("rescheduled", "subject"): """
        have|get a new|later|earlier date|day|time|slot; have|get another date; go to the poll|polls; vote; sit; slip to|into; be
        now; take place; be hold; start; begin; open; face; travel; meet; visit; fly; leave; go ahead; come; play; run; be set; be
        due; be to; see to; fall; kick off; set off; get under
    """,
    ("rescheduled", "behind"): """
        new|fresh|alternative|later|earlier date for|of; rethink|revise the calendar|timetable|schedule of|for; new|fresh date …
        for
    """,
    ("moved", "object"): """
        move; shift; switch; transfer; relocate; divert; reroute; redirect; steer; transplant; uproot; rehouse; rehome; resite;
        take … away|indoors|inside|outdoors|elsewhere|outside; bring … indoors|inside; take … to; bring … to; hold …
        indoors|outdoors; find … a new home for; give … a new home
    """,
    ("moved", "subject"): """
        go to; move; relocate; decamp; switch|change venue|venues|place|places|course; find|have|get a new
        home|venue|place|ground; follow|take a different|another|new path|route|course|way; up stick|sticks; be now at|in
    """,
    ("moved", "behind"): """
        the relocation of; change of venue|place|scene for; new home|venue|location for; turn up for; report for; no longer
        bring|take|come|go
    """,
    ("moved", "clause"): """
        instead of; rather than; , not; and not; but not; not in|at; not in|at|on; instead of in|at|on; rather than in|at|on; land
        at|in; instead at|in; a new venue
    """,
    ("replaced", "object"): """
        replace; swap; substitute; supplant; supersede; turn … into
    """,
    ("replaced", "behind"): """
        take the place of; take over from; stand in for; fill in for; in favour|favor of; instead of; in place of; in lieu of;
        rather than; and not; but not; not at; replacement|substitute|alternative for|to
    """,
    ("replaced", "subject"): """
        make way for; give way to; make room for; yield to; be out; go out of the window
    """,
    ("replaced", "clause"): """
        by video|videolink|phone|telephone|post|mail|email|letter; by video link; via video|zoom|videolink|livestream|stream;
        online; virtually; remotely; in writing; from home; as a webcast; by remote; in its place; in their place; in his place;
        in her place; in its|their stead
    """,
    ("reinstated", "object"): """
        resume; restart; reopen; revive; reinstate; restore; relaunch; resurrect; rescue; save; reprieve; salvage; recommence;
        reactivate; rekindle; unfreeze; readmit; rehire; recall; bring … back; fire … up; start … up; switch|turn … back on; put …
        back on|in|into; get … back on|in|into; allow|let … again|back; welcome … back; give … the go-ahead; give … a reprieve;
        give … back; pick … up again; take … up again; have … back; set … in motion again
    """,
    ("reinstated", "subject"): f"""
        resume; restart; reopen; return; recommence; come back; be back; be on again; be back on; go ahead; be play … after all;
        go on after all; run again; be run … normal; {RUNNING} … again; again {RUNNING}; start up; reconvene; be up and run; be
        lift; the first … since; be hold after all; be sell … once more; … once more; get … back; get the green|go light|ahead;
        regain; receive again; be … after all; {HELD} … after all; return to service|work|normal|the; the {BANS} … end; sit down
        again; fly|sail|move|race|roll|flow again
    """,
    ("reinstated", "behind"): f"""
        the resumption of; the return of; the reopening of; the restart of; the revival of; reprieve for; return to; back down|off
        on; climb down on|over; lift|scrap|end|drop|ease|revoke|overturn|withdraw|cancel|remove|relax … {BANS} on|of; do away with
        … {BANS} on|of
    """,
    ("reinstated", "last"): f"""
        lift|scrap|end|drop|ease|revoke|overturn|quash|withdraw|cancel|remove|relax … {BANS}; do away … {BANS}
    """,
    ("reinstated", "clause"): "climb down; back on the calendar; after a break",
    ("suspended", "object"): """
        suspend; halt; stop; pause; freeze; interrupt; ground; shut; close; shutter; idle; mothball; down tools; adjourn; break
        off; bring … to a|an halt|standstill|stop; bring … to an abrupt|early|sudden halt|end|stop; shut … down; lay … off; take …
        off duty|air|shelf|shelves|line; bench; place|put … on leave; put … on hold; stand … down; keep … shut|closed; cut … off;
        knock … out; send … home; hold … up; cease; sideline; close … down|off
    """,
    ("suspended", "subject"): """
        halt; pause; cease; stop; break up|off; adjourn; shut|close down; close; shut; freeze; come … to a|an …
        halt|standstill|stop|end; grind|ground to a halt|standstill; come to a|an … end for now; go dark; be on hold; be at a
        standstill; be at|in a halt; be halt; stand still; be out of action|service; be down; lie idle; stand idle; fall silent;
        dry up; be close; be shut
    """,
    ("suspended", "behind"): """
        call a halt|stop to; put the brake|brakes on; the suspension of; suspension|halt|stop to; pause in; a pause|halt|break in;
        walk out of; break off from; down tool|tools on|at; pull … off; walk away from; nothing move on|in|at
    """,
}
"""(what it says, where the thing stands) to phrases."""

NEGATIVE: dict[tuple[EventStatus, Slot], str] = {
    ("cancelled", "subject"): f"""
        will not {HELD}; will not be {HELD}; will not , … {HELD}; will never {HELD}; be not go|happen|take|come; will no longer
        {HELD}; be no longer go|happen|plan|take|come; will not now {HELD}; be not go to happen; will not be ask; will not be …
        ask; no … will be hold|play|stage|run|draw|make; no … will take place
    """,
    ("cancelled", "behind"): """
        there will be no; there be to be no; there will not be; will not be have|hold|play|stage|host; not be host; will not
        host|stage|hold; no longer plan|intend to
    """,
    ("postponed", "subject"): """
        will not start|begin|open|get|come|go|happen|leave|launch … until|till|before|on; will not get|start|begin|open|launch|go;
        not before; will only start|begin|open
    """,
    ("suspended", "subject"): """
        no … will be|run|fly|sail … for the time|moment; be no longer
        fly|run|operate|sail|serve|accept|produce|pump|take|work|play|issue|make|sell|ship; have stop; have cease; no longer
        fly|run|operate|sail|serve|accept|produce|pump|issue|sell|ship; be not run|fly|operate|sail|work; no …
        run|fly|sail|depart|operate|move|circulate; nothing move; no … will be draw; will not fly|run|operate|sail|trade …
        for|until
    """,
}
"""Phrases that say no themselves."""


def _cues() -> dict[str, tuple[Cue, ...]]:
    """The phrases by their first words; those that begin with a gap under ""."""
    found: dict[str, list[Cue]] = {}
    for table, negative in ((PHRASES, False), (NEGATIVE, True)):
        for (status, slot), text in table.items():
            for phrase in text.split(";"):
                words = tuple(frozenset() if word == "…" else frozenset(word.split("|")) for word in phrase.split())
                if words:
                    cue = Cue(status, slot, words, negative)
                    for first in words[0] or words[1]:
                        found.setdefault(first, []).append(cue if words[0] else Cue(status, slot, words[1:], negative))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for first, cues in found.items()}


CUES = _cues()
"""First word to phrases, the longest first."""
