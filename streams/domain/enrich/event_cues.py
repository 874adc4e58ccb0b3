"""Ways to tell a turn that are too loose to stand alone, in frames: data for the rules in event_hints.py.

"They put their names to it", "the guns fell silent", "sent the match indoors": such words make news only of something that the story has
already told to be pending, planned, running, off, limited, graded or manned. Written from meaning, after the verb classes of VerbNet and
FrameNet (begin, complete, judgment, quitting, taking over, change of position on a scale). A phrase stands here if it has hardly another
use: what news wires often say in other senses ("agreed on", "named", "closed", "took … to") raised more wrong alerts than right ones.

A phrase is a row of words in base form, each of which matches a token's lemma or its lower-case form:

    a|b   either word
    ~     up to six words, none of them the end of a clause
    _     up to two words
    #     a number
    @set  a word of one of `SETS`
"""

from dataclasses import dataclass

from schemas.enriched import EventStatus
from streams.domain.enrich.wordlist import words

SETS: dict[str, frozenset[str]] = {
    "held": words("""
        hold play stage run open build go come travel visit take perform happen proceed return meet appear fly sail race fight sing make
        speak vote sign launch announce start begin sit join march
    """),
    "running": words(
        "fly sail run roll flow move operate work open sell receive accept issue serve take carry produce pump trade ship depart circulate"
    ),
    "ban": words("ban suspension embargo closure halt moratorium freeze restriction blockade stoppage break shutdown boycott"),
    "measure": words("curfew siege lockdown blockade ban embargo emergency restriction alert order quarantine cordon closure shutdown"),
    "lift": words("lift scrap end drop ease revoke overturn quash withdraw cancel remove relax rescind"),
    "list": words("list programme program calendar agenda schedule card bill timetable line-up"),
    "venue": words("venue place home ground course route path way"),
    "rest": words("close end finish conclusion halt standstill stop completion"),
    "unit": words("hour day week fortnight month year season minute game quarter"),
    "post": words("""
        job post role helm rein reins baton captaincy armband presidency chair chairmanship leadership gavel title seat position office
        premiership top mantle command throne crown portfolio brief ministry stewardship directorship managership dugout hotseat hot-seat
        vacancy shoe boots
    """),
    "scale": words("""
        notch level step rung tier stage category division status grade rank peg class band list roll register danger alert warning watch
        footing rating league flight ranking
    """),
    "storm": words("hurricane storm cyclone typhoon depression low"),
    "law": words(
        "case suit lawsuit charge conviction appeal complaint claim action indictment petition verdict sentence plea challenge bid"
    ),
    "service": words("force effect service operation stream production action use being power orbit air"),
}
"""Words that stand for one another in a phrase."""
PLANNED = words(
    "will to due plan set schedul expect prepar ahead await tomorrow intend propos poise announc before threaten about gear eve"
)
RUNNING = words(
    "been is are under since still continu week month final search strike talk tour trial fight mission force occup siege outbreak burn"
)
OFF = words("""
    cancel scrap axe axed suspend halt ground shut clos stop ban banned broke abandon postpon restrict dismiss fired sack froze standstill
    paus shelv withdr interrupt adjourn knocked relegat expel revok laid block defer delay ditch drop ceas paralys idle
""") | {"called off", "put off", "cut off", "walked out", "on hold", "on ice", "on strike", "out of action", "out of service"}
MANNED = words("""
    coalition team squad seed candidate judge chief commissioner leader head captain coach manager bid mission envoy talks headlin cast
    conductor singer star director chair president minister board panel jury lineup line-up tournament open cup match qualif race contest
    nomination partner alliance consortium member club tour trial case editor ceo executive mayor governor spokes ambassador final side
    group post lead represent guest host presenter speaker mediat negotiat band play nation countr compet start appear perform sponsor
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of turn in one field of life."""

    status: EventStatus
    topic: frozenset[str]
    """Stems of words, one of which the earlier text must have; empty: any text will do."""
    told: frozenset[str]
    """Stems of words by which the earlier text tells the turn itself: it must have none of them."""
    phrases: str
    """With semicolons between them."""


FRAMES: dict[str, Frame] = {
    "dropped": Frame(
        status="cancelled",
        topic=frozenset(),
        told=OFF,
        phrases="""
            call|cry|blow|wash|rain|snow|fog ~ off; be called|rained|snowed|washed off|out; tear|rip ~ up; knock ~ on the head;
            strike|drop|pull|remove|delete|erase ~ from|off ~ @list; break off; pull the plug on; call time on; put pay|paid to;
            put a|an end|stop to; do away with; back|pull out of; turn ~ back on; bail|renege on; go back on; be spare|spar|spared;
            drop|abandon|shelve|scrap plan|plans for|to; the cancellation|scrapping|abandonment|axing|shelving of;
            with ~ off because|after|owing|due; fall through|apart|flat; come|amount to nothing|naught|nought; go up in smoke;
            bite the dust; fall victim to; fall by the wayside; fizzle out; will never @held; will no|not longer|now @held;
            be no longer go|happen|plan|take|come; be not go to happen; will not be|be ~ ask; no ~ will take place;
            there be to be no; will not be have|hold|play|stage|host; will not host|stage;
            no longer plan|intend to
        """,
    ),
    "put off": Frame(
        status="postponed",
        topic=frozenset(),
        told=OFF,
        phrases="""
            push|put|set ~ back; put|hold ~ off; hold ~ over; put|keep ~ on hold|ice; put ~ on the back burner; hold off on|fire;
            kick ~ into the long grass; kick ~ down the road; leave ~ in limbo; see off; wait before; the postponement|deferral|deferment
            of; have to wait; must wait; later than plan|planned|schedule|scheduled|expect|expected|announce|hope|intend;
            be on ice; be in limbo; be late; will not get|start|begin|open|launch|go; not before; will only start|begin|open
        """,
    ),
    "redated": Frame(
        status="rescheduled",
        topic=frozenset(),
        told=frozenset(),
        phrases="""
            bring|move|pull ~ forward; move|put|push|set ~ up|back; push|shift|switch|move|advance ~ to;
            put ~ off to|until|till; defer|postpone|delay ~ to|until|till; hold ~ over; give until; give ~ more; set ~ for; be now ~ on;
            have|get a new|later|earlier|another date|day|time|slot; go to the poll|polls; slip to|into; be set; see to; kick|set off;
            get under; new|fresh|alternative|later|earlier date for|of; new|fresh date ~ for;
            rethink|revise the calendar|timetable|schedule of|for
        """,
    ),
    "moved": Frame(
        status="moved",
        topic=frozenset(),
        told=OFF,
        phrases="""
            have|be _ shift|reroute|relocate; take ~ away|indoors|inside|outdoors|elsewhere|outside; bring|hold ~ indoors|inside|outdoors;
            find|give ~ a new home; switch|change @venue; find|have|get|follow|take a new|different|another @venue; up stick|sticks;
            the relocation of; change of @venue|scene for; new home|venue|location for; turn up for; report for;
            no longer bring|take|come|go; instead of in|at|on; rather than in|at|on; land at|in; instead at|in; a new venue
        """,
    ),
    "swapped": Frame(
        status="replaced",
        topic=frozenset(),
        told=OFF,
        phrases="""
            take the place of; take over from; stand|fill in for; in place|lieu of; not at; make|give way|room for|to; yield to;
            go out of the window; by video|phone|telephone link|conference|call; confer|meet|speak|talk by video|phone|telephone;
            via video|zoom|videolink|livestream|stream; in writing; from home; as a webcast; by remote;
            in its|their|his|her place|stead
        """,
    ),
    "back": Frame(
        status="reinstated",
        topic=OFF,
        told=words("resum restart reopen reinstat return"),
        phrases="""
            bring|welcome|get|give ~ back; fire|start ~ up; switch|turn|put ~ back on|in|into; allow|let ~ again|back;
            give ~ the go-ahead; give ~ a reprieve; pick|take ~ up again; have _ job|post|place|title|licence back; have ~ back on|in|into;
            set ~ in motion again; come back; be on again; be back on; go ahead; be play ~ after all; go on after all; @running again;
            be run ~ normal; again @running; start up; be up and run; be lift; the first ~ since; be ~ after all; @held ~ after all;
            be sell ~ once more; get the green|go light|ahead; receive again; return to service|work|normal|the; the @ban ~ end;
            sit down again; the resumption|return|reopening|restart|revival of; reprieve for; return to; back|climb down on|over|off;
            @lift|end ~ @ban; do away ~ @ban; climb down; back on the calendar; after a break
        """,
    ),
    "halted": Frame(
        status="suspended",
        topic=frozenset(),
        told=OFF,
        phrases="""
            down tool|tools; break off; bring ~ to a|an|the halt|standstill|stop; bring ~ to an abrupt|early|sudden halt|end|stop;
            take ~ off duty|air|shelf|shelves|line; place|put ~ on leave; put ~ on hold;
            stand ~ down; keep ~ shut|closed; cut ~ off; knock ~ out; send ~ home; break up; grind|ground to a halt|standstill;
            come to a|an ~ end for now; go dark; be at|in a halt; stand still; be out of action|service;
            lie|stand idle; fall silent; dry up; call a halt|stop to; put the brake|brakes on; the suspension of; pause in;
            a pause|halt|break in; walk out of; break off from; walk away from; nothing move; have stop|cease;
            no ~ will be|run|fly|sail ~ for the time|moment; no longer @running; be not run|fly|operate|sail|work;
            no ~ run|fly|sail|depart|operate|move|circulate; no ~ will be draw; will not fly|run|operate|sail|trade ~ for|until
        """,
    ),
    "judged": Frame(
        status="decided",
        topic=words("""
            trial juror jury accuse charge court judge lawsuit sue case verdict appeal prosecut compensation damages hearing indict tribunal
            plead defendant sentenc deliberat weigh complaint inquiry inquest magistrate arbitrat plaintiff dock custody extradit challeng
            claim petition parole disciplinary
        """),
        told=words("convicted acquitted guilty sentenced jailed ruled pleaded cleared dismissed verdict"),
        phrases="""
            walk free; walk _ from court; go|set|freed free; free to go; leave ~ free man|woman; clear ~ of; clear _ name;
            find _ not guilty; find for|against; find liable|negligent; jury|tribunal|panel|coroner|inquest ~ find|rule; plead no contest;
            # year|month in prison|jail; # year|month behind bars; send|put|lock ~ prison|jail|bars;
            be spared|avoid|escape ~ jail|prison|trial|charge|prosecution; walk|leave ~ suspended sentence; spend ~ behind bars;
            must|have to pay; order ~ to pay|stop|hand|return|leave|reinstate; tell ~ to pay; win ~ compensation|damages|payout|costs;
            win|lose|settle ~ @law; win|lose ~ battle|fight|custody; throw|toss|kick ~ out; strike _ down|off;
            rule in favour|favor; rule against; rule ~ unlawful|illegal|lawful|unconstitutional|accidental; dismiss|reject|refuse ~ @law;
            no charge ~ be bring|brought; not be charge|charged|prosecute|prosecuted; no case to answer; bring|file|press|lay ~ charge;
            order ~ stand trial; send|commit ~ for|to trial; drop ~ charge|case; let ~ off; verdict of;
            return|deliver|hand|reach|give|bring ~ verdict|judgment|judgement|ruling; decline|refuse to hear|prosecute|charge|review;
            agree to hear|pay; grant ~ bail|asylum|injunction|appeal|parole|divorce|custody; deny|denied ~ bail|parole|appeal;
            ban ~ for|from; hold ~ liable|responsible; settle out of court; can|may be extradite|extradited; escape ~ with ~ fine|warning
        """,
    ),
    "approved": Frame(
        status="decided",
        topic=words("""
            vote bill law proposal plan referendum motion budget legislat ballot approv decide decision consider debate merger takeover
            application licen regulat review weigh council committee seek permission drug treaty pact accord agreement negotiat request
            petition poll polls parliament lawmaker senat shareholder bid contract tender choose choice pick select reform rate candidate
            election plebiscite permit offer settlement ratif deliberat vaccine planning deadlock scheme bidder shortlist host
        """),
        told=words("signed approved passed adopted ratified endorsed rejected agreed backed authorised authorized elected"),
        phrases="""
            give|get|win ~ green light; give|get|win ~ go ahead; give|get|win ~ go-ahead|blessing|thumb|thumbs|nod; seal of approval;
            thumb up|down; wave|nod|push|steer|sail|rush|breeze|squeak|scrape|sweep ~ through; clear ~ hurdle; clear|pave the way;
            come|vote _ down|out|overwhelmingly in favour|favor; vote|say|voted _ yes|no to;
            deputy|senator|board|committee|cabinet|union|worker|congress|assembly ~ back|support|favour; opt for|against; plump for;
            settle on|for; turn|vote|shoot ~ down; throw ~ out; kill ~ off; fail to make|pass|win|get|secure|clear; fall short of;
            put|set ~ name|signature|pen to; shake hand on; thrash|hammer ~ out; become ~ law; make|sign ~ into law; into law; be now law;
            can|may go ahead; # vote to #; by # to #; by ~ margin of; vote be #; carry the day; hand ~ victory|defeat; get ~ way;
            deal a blow; survive ~ vote|motion|challenge; sweep to victory|power
        """,
    ),
    "ended": Frame(
        status="concluded",
        topic=RUNNING,
        told=words("ended lifted finished concluded over surrendered freed"),
        phrases="""
            come|draw|bring _ to a|an @rest; bring|ring down ~ curtain; curtain fall|come; round off; be at an end;
            be back at|in|on work|class|school|job|desk|post|home; back at work; return to work|class|school|base|port|barracks|home;
            go back to work; give up|over ~ search|hunt|effort|hope|fight|struggle; stand down; call off|halt ~ search|hunt;
            @lift ~ @measure; @measure _ lift; declare ~ free|over|clear|finished|extinguished|end; all clear;
            fire|blaze|flame ~ be|put|go out; be put out; put|bring ~ under control; burn up|out|itself;
            say|bid ~ goodbye|farewell; go dead|silent|quiet; walk|come|march|file|troop|climb|stream ~ out of|from; out with ~ hand;
            lay|put down ~ arm|weapon|gun; with nothing to show; rest ~ case; close|closing argument|argument|statement|speech;
            pack ~ away|up; cross the finish|finishing line; final whistle|bell|gavel|curtain|day|act; splash|touch down;
            arrive|come|reach|get ~ home|safely; free|release ~ hostage|captive; be free|freed; peter|fizzle|die out; run _ course; run out;
            sign off; see ~ end; @measure|strike|stoppage|walkout|siege|truce|talks|search|hunt|fire ~ be|be over|end; be contained;
            last ~ pull|bring|lift|rescue ~ out|alive; be accounted for; be wrapped up
        """,
    ),
    "begun": Frame(
        status="started",
        topic=PLANNED,
        told=words("began started opened launched underway sworn"),
        phrases="""
            kick|tee off; get _ going|rolling; get ~ off the ground|mark; up and running; set|head|sail|ride|march|push off|out|sail;
            sail from|out; roll|pour|push|storm|surge|advance|stream|march|sweep ~ into|in|across; break ground; turn ~ sod|soil;
            lay ~ stone|brick; cut|snip ~ ribbon; open|throw|fling its|their|his|her door|gate; throw|swing ~ open; go live;
            come|go|enter|put|bring _ into @service; come|be|go|bring|take _ in|on|into @service; come|be off ~ line;
            take effect|hold|shape; take to _ street|stage|sea|air|sky|field|pitch|court|stand|dock; take ~ stand|oath|office|dock;
            step into ~ dock; the first of; first|opening night|move|step|stage|leg|session|match|game|round|shot;
            first|opening phase|train|flight|passenger|batch|wave|witness|bell|act|convoy|patient|vote; down tool; walk off|out;
            lay down ~ tool; gun ~ silent; may|can no longer; no longer be able|allow;
            lift|blast|thunder|roar|soar|streak ~ off|pad|sky|orbit|space|aloft|skyward; leave ~ pad|ground; hear ~ first|opening;
            open|opening statement|argument|ceremony|session; curtain go|rise; raise ~ curtain; line up; cast _ ballot|vote;
            go to the poll; poll open; be swear|sworn in; swear in; swing into; move in|into; cross ~ border; land in|at; touch down;
            switch|power _ on; join ~ first; set to work; get down to; get ~ jab|shot|dose|first
        """,
    ),
    "prolonged": Frame(
        status="extended",
        topic=words("""
            until till expire end deadline close run hour day week month year last term lapse cutoff lift due season contract through
            temporary limit june july august september october november december january february march april may monday tuesday wednesday
            thursday friday saturday sunday midnight
        """),
        told=words("extended prolonged renewed shortened"),
        phrases="""
            more time; extra time to|for; another|further|additional|extra # @unit; another|further|additional|extra @unit;
            # more|extra|additional|further @unit; on top of; roll ~ over;
            have|be _ halve|trim|shorten|curtail; cut ~ short; cut|reduce|raise|increase|commute|slash ~ to|by _ @unit;
            stay|remain|keep ~ for|until ~ @unit; sign _ on|up until; keep ~ open|going; deadline|cutoff ~ become|be|move|slip|now;
            give|grant|hand|allow ~ # @unit; last|run|go|continue|drag|remain|hold|sit|serve|stand|keep ~ until|till|beyond|longer|past;
            now ~ until|till; for|by one|another|a _ more|further @unit; through to; stay ~ longer; send ~ into extra;
            get|win|land ~ extension; fly|go|head home # @unit early
        """,
    ),
    "stepped": Frame(
        status="level_change",
        topic=words("""
            level alert warning rating rate alarm threat status category stage tier class list recommend storm hurricane cyclone typhoon
            depression condition relation embassy ambassador grade division league minor reserve outlook code risk watch advis advice
            drought scale rank flag emergency charge death epidemic outbreak zone triple-a heritage protected stable critical species junk
            notch second third fourth championship
        """),
        told=words("raised lowered upgraded downgraded promoted relegated"),
        phrases="""
            dial|elevate|demote|relegate|reclassify|tighten|ease|relax|loosen ~ @scale; promote|relegate|demote ~ to|from;
            go|move|step|climb|drop|fall|slip|rise|jump|take|shift|edge ~ up|down ~ @scale; knock|dial|ratchet ~ up|down ~ @scale;
            move|go|rise|climb|drop|fall|jump|slip ~ to ~ @scale; a|one|two|three|another notch|rung|step|peg ~ up|down|to|from;
            up|down|by|of a|one|two|three|another notch|step|rung|level|peg|grade;
            lose|regain|win|gain|get|keep|earn ~ rating|status|star|tag|top|ranking; scale|dial|ratchet|step ~ back|up|down;
            add ~ to ~ list|roll|register; put|place|list ~ on|under|as|in ~ alert|warning|watch|footing|danger|endangered;
            take|remove|strike ~ off|from ~ list|register|roll; off ~ critical|danger|endangered list; out of danger;
            off _ ventilator|oxygen|life; bring|call ~ up; strip ~ of ~ status|star|rank|title; become ~ @storm|pandemic;
            turn|develop|strengthen|grow|swell ~ into|to ~ @storm; explode|intensify|weaken|fizzle|blossom|mushroom ~ into|to ~ @storm;
            reach ~ strength|status|level|category|stage;
            declare ~ pandemic|epidemic|emergency|famine|extinct|endangered|disaster;
            cut ~ to ~ junk|sell|buy|hold|neutral|negative|positive|stable; be junk;
            rate ~ buy|sell|hold|neutral|outperform|underperform|overweight|underweight; to ~ level of;
            sever|downgrade|cut|scale|upgrade|break ~ relation|tie; recall|expel ~ ambassador;
            now ~ murder|manslaughter|homicide|critical|serious|stable
        """,
    ),
    "left": Frame(
        status="participant_change",
        topic=MANNED,
        told=words("resigned quit left sacked withdrew stepped dismissed"),
        phrases="""
            quit|leave ~ @post; bow|pull|drop|back|walk|crash _ out; withdraw from; walk away; turn _ back on; be out of|for|with;
            call it quits; throw in the towel; end|drop|suspend|abandon ~ campaign|bid|candidacy|run;
            hand ~ notice|resignation|in; tender|submit|offer|announce ~ resignation;
            announce|confirm ~ departure|retirement|exit|resignation; resignation of; part company|way|ways; send ~ home; clear ~ desk;
            give way to; break with|away; split with|from; lose ~ headliner|captain|star|leader|striker|partner|sponsor; fall ill;
            not ~ take part; appearance be|is off; show ~ door; lose _ job|seat|place|post; jump ship; cut|sever tie
        """,
    ),
    "joined": Frame(
        status="participant_change",
        topic=MANNED,
        told=words("joined appointed named replaced succeeded hired nominated elected"),
        phrases="""
            take ~ helm|reins|place|chair|baton|armband|charge|job|post|role; take|step|slip ~ into ~ shoe|breach|role|job|place|void;
            draft ~ as|into; become ~ country|member|nation|state|party|to join|to; sign up|on; land|get ~ job|post|role;
            fill ~ shoe|post|vacancy|gap|role|void|in; different ~ go-between|envoy|chief|coach|judge|leader|mediator; top the bill;
            team up; throw ~ hat; enter ~ race|contest|fray|ring; in ~ stead; be to lead|head|replace|succeed|chair|captain|take|run|coach;
            will|to lead|head|captain|chair|coach ~ instead; promote to; be swear|sworn in;
            return to ~ squad|team|line-up|lineup|fold|side; come back into
        """,
    ),
}
"""Frames by name."""
