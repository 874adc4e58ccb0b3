"""Ways to tell a turn that are too loose to stand alone: the tables of cues, by what they are about.

"They put their names to it", "the guns fell silent", "she took the helm": such words make news only of something that the story
has already told to be pending, running, planned, limited, graded or manned. A
frame holds the cues of one kind of turn in one field of life
and the topic that an earlier text must speak of. The lists were written from meaning, after the verb classes of VerbNet and FrameNet
(begin, complete, judgment, quitting, taking over, change of position on a scale), not from any one wire.

A cue is a line of words in base form, each of which matches a token's lemma or its lower-case form:

    a|b   either word
    ~     up to six words, none of them the end of a sentence
    _     up to two words
    #     a number
    @set  a word of one of `SETS`
"""

from dataclasses import dataclass

from schemas.enriched import EventStatus
from streams.domain.enrich.wordlist import words

SETS: dict[str, frozenset[str]] = {
    "consent": words("""
        go-ahead green-light nod blessing approval consent assent clearance all-clear permission backing okay ok thumb thumbs seal
        licence license endorsement imprimatur mandate permit thumbs-up thumbs-down rubber-stamp
    """),
    "rest": words("close end finish conclusion halt standstill stop completion"),
    "unit": words("hour day week fortnight month year season minute game quarter"),
    "post": words("""
        job post role helm rein reins baton captaincy armband
        presidency chair chairmanship leadership gavel title seat position office premiership
        top mantle command throne crown portfolio brief ministry
        stewardship directorship managership dugout hotseat hot-seat vacancy shoe boots
    """),
    "bodies": words("""
        government coalition cabinet team squad alliance bloc board panel
        jury committee union party race contest tournament consortium group
        mission talks treaty pact accord competition election campaign field
        line-up lineup draw bid tour cast show production band council
        commission club side programme program league pack running duel partnership venture project operation force case trial
        delegation convoy festival summit conference championship series primary club leadership
    """),
    "scale": words("""
        notch level step rung tier stage category division status grade rank
        peg class band list roll register danger alert warning watch footing
        rating league flight ranking
    """),
    "law": words(
        "case suit lawsuit charge conviction appeal complaint claim action indictment petition verdict sentence plea challenge bid"
    ),
    "pay": words("compensation damages million payout costs billion"),
    "rates": words("rate rates costs cost benchmark borrowing repo base"),
    "service": words("force effect service operation stream production action use being power orbit air"),
    "measure": words("curfew siege lockdown blockade ban embargo emergency restriction alert order quarantine cordon closure shutdown"),
}
"""Words that stand for one another in a cue."""


NOUNS_FIRST: frozenset[str] = words("""
    jury judge court tribunal panel coroner inquest verdict seal thumb lawmaker parliament senate council shareholder voter member owner
    deputy senator committee cabinet union worker congress assembly plan proposal bill motion curtain fire blaze flame closing argument
    final strike stoppage walkout siege truce talks search hunt kick-off first opening gun poll extra further deadline cutoff extension
    resignation appearance new next acting interim last
""")
"""Nouns that a cue may begin with; the other first words of cues are meant as verbs."""
DISMISSING: frozenset[str] = words("""
    sideline drop axe sack fire dismiss oust remove disqualify relieve expel bench omit overlook unseat depose topple replace swap ditch
    dump miss scratch
""")
"""What is done to somebody; said of things it changes no cast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of turn in one field of life."""

    status: EventStatus
    topic: frozenset[str]
    """Stems of words, one of which the earlier text must have: what was pending, running, planned, limited, graded or manned."""
    cues: tuple[str, ...]


def _cues(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


FRAMES: dict[str, Frame] = {
    "judged": Frame(
        status="decided",
        topic=words("""
            trial juror jury accuse charge court judge lawsuit sue
            case verdict appeal prosecut compensation damages hearing indict tribunal plead
            defendant sentenc deliberat weigh complaint inquiry inquest magistrate arbitrat plaintiff dock
            custody extradit challeng claim petition parole disciplinary
        """),
        cues=_cues("""
            walk free
            walk _ from court
            go free
            free to go
            leave ~ free man|woman
            be set|freed free
            clear ~ of
            clear _ name
            find _ guilty
            find _ not guilty
            find for|against
            find liable|negligent
            jury|tribunal|panel|coroner|inquest ~ find|rule
            plead guilty
            plead no contest
            convict
            acquit
            exonerate
            vindicate
            get|receive|give|hand|serve|land|face ~ sentence|life|term
            # year|month in prison|jail
            # year|month behind bars
            sentence ~ to
            jail|imprison
            send|put|lock|go ~ prison|jail|bars
            be spared|avoid|escape ~ jail|prison|trial|charge|prosecution
            walk|leave ~ suspended sentence
            spend ~ behind bars
            must|have to pay
            order ~ to pay|stop|hand|return|leave|reinstate
            tell ~ to pay
            award ~ @pay
            award ~ million
            win ~ @pay
            win|lose|settle ~ @law
            win|lose ~ battle|fight|custody
            throw ~ out
            toss ~ out
            kick ~ out
            strike _ down
            side with
            rule in favour|favor
            rule against
            rule ~ unlawful|illegal|lawful|unconstitutional|accidental
            overturn|quash|uphold|reverse|annul|void
            dismiss|reject|refuse ~ @law
            turn ~ down|away
            no charge ~ be bring|brought
            not be charge|charged|prosecute|prosecuted
            no case to answer
            be charge with
            bring|file|press|lay ~ charge
            charge ~ with murder|manslaughter|fraud|bribery|theft|assault|corruption
            indict
            order ~ stand trial
            send|commit ~ for|to trial
            drop ~ charge|case
            let ~ off
            verdict of
            return|deliver|hand|reach|give|bring ~ verdict|judgment|judgement|ruling
            decline|refuse to hear|prosecute|charge|review
            agree to hear
            grant ~ bail|asylum|injunction|appeal|parole|divorce|custody
            deny|denied ~ bail|parole|appeal
            strike _ off
            ban ~ for|from
            hold ~ liable|responsible
            settle out of court
            agree to pay
            extradite
            can|may be extradite|extradited
            judge|court|jury ~ order|award|grant|block|bar|clear|convict
            escape ~ with ~ fine|warning
        """),
    ),
    "approved": Frame(
        status="decided",
        topic=words("""
            vote bill law proposal plan referendum motion budget legislat
            ballot approv decide decision consider debate merger takeover application
            licen regulat review weigh council committee seek permission drug
            treaty pact accord agreement negotiat request petition poll polls
            parliament lawmaker senat shareholder bid contract tender choose
            choice pick select reform rate candidate election plebiscite permit
            offer settlement ratif deliberat vaccine planning deadlock scheme bidder shortlist host
        """),
        cues=_cues("""
            give|get|win|receive|have|secure|earn|grant|gain|obtain|hand ~ @consent
            give|get|win ~ green light
            give|get|win ~ go ahead
            seal of approval
            thumb up|down
            wave|nod|push|steer|sail|rush|breeze|squeak|scrape|sweep ~ through
            clear ~ hurdle
            clear the way
            pave the way
            come|be|vote _ down|out|overwhelmingly in favour|favor
            in favour|favor of
            vote|say|voted _ yes|no to
            say no|yes to
            vote ~ to|for|against
            back ~ by
            lawmaker|parliament|senate|council|shareholder|voter|member|owner ~ back|support|favour
            deputy|senator|board|committee|cabinet|union|worker|congress|assembly ~ back|support|favour
            approve|pass|adopt|endorse|ratify|okay|ok|green-light|greenlight|sanction|authorise|authorize|rubber-stamp|enact
            opt to|for|against
            plump for
            settle on|for
            turn ~ down
            reject|rebuff|spurn|veto|defeat|scupper|sink|torpedo
            throw ~ out
            kill ~ off
            vote ~ down
            shoot ~ down
            fail to make|pass|win|get|secure|clear
            fall short of
            put|set ~ name|signature|pen to
            sign
            ink
            initial
            seal|strike|clinch|reach|conclude|cut ~ deal|agreement|accord|pact|compromise|truce|settlement
            shake hand on
            thrash|hammer ~ out
            agree on|to|that
            leave|keep|hold|maintain ~ @rates
            leave|hold|keep|stand ~ unchanged|steady|put|hold
            raise|cut|lift|lower|trim|increase|slash|hike|reduce|bring ~ @rates
            @rates ~ by ~ point
            become ~ law
            make ~ into law
            sign ~ into law
            into law
            be now law
            block|bar|outlaw|legalise|legalize|decriminalise|decriminalize|prohibit|abolish
            will be barred|banned|built|allowed|legal|free|scrapped|barred
            can|may go ahead
            award ~ contract|tender|game|rights
            win|land|secure|lose ~ contract|tender|race|vote|bid|election|ballot|majority|seat
            # vote to #
            by # to #
            by ~ margin of
            vote be #
            unanimous|unanimously
            carry the day
            hand ~ victory|defeat
            get ~ way
            deal a blow
            choose|pick|select ~ for|over|as
            plan|proposal|bill|motion ~ fail|fall|die|pass
            survive ~ vote|motion|challenge
            sweep to victory|power
            re-elect
        """),
    ),
    "ended": Frame(
        status="concluded",
        topic=words("""
            been be in on continu hold under still since trap run week
            month day go last final search strike talks negotiat tour siege curfew
            occup trial hearing outbreak epidemic fire blaze flight visit
            summit session season festival war fighting mission operation serving
            rescue hostage protest match campaign conference voyage emergency
        """),
        cues=_cues("""
            draw|come|grind|bring|roll|limp ~ to a|an|the|their|its|his|her @rest
            come|draw|bring _ to @rest
            bring down the curtain
            curtain fall|come
            ring down ~ curtain
            break up
            end|conclude|wrap|finish|complete
            wind up
            round off
            be over
            be at an end
            at an end
            be back at|in|on work|class|school|job|desk|post|home
            back at work
            return to work|class|school|base|port|barracks|home
            go back to work
            give up|over ~ search|hunt|effort|hope|fight|struggle
            stand down
            call off|halt ~ search|hunt
            lift|rescind|relax ~ @measure
            @measure _ lift
            declare ~ free|over|clear|finished|extinguished
            declare ~ end
            all clear
            fire|blaze|flame ~ be|put|go out
            be put out
            put|bring ~ under control
            extinguish|douse
            burn up|out|itself
            say|bid ~ goodbye|farewell|good-bye
            go dead|dark|silent|quiet
            fall silent
            walk|come|march|file|troop|climb|stream ~ out of|from
            out with ~ hand
            surrender
            lay|put down ~ arm|weapon|gun
            vacate
            with nothing to show
            empty-handed
            rest ~ case
            close|closing argument|argument|statement|speech
            last ~ leave|depart|come|go|pack|be
            pack ~ away|up
            cross the finish|finishing line
            final whistle|bell|gavel|curtain|day|act
            crown
            take|win|lift|claim|retain|clinch ~ title|trophy|cup|championship|tournament|crown|gold
            beat ~ in ~ final
            splash|touch down
            arrive|come|reach|get ~ home|safely
            free|release ~ hostage|captive
            be free|freed
            peter|fizzle|die out
            run _ course
            expire|lapse
            run out
            sign off
            see ~ end
            mark ~ end
            @measure|strike|stoppage|walkout|siege|truce|talks|search|hunt|fire ~ be|be over|end
            be contained
            last ~ pull|bring|lift|rescue ~ out|alive
            be accounted for
            be wrapped up
        """),
    ),
    "begun": Frame(
        status="started",
        topic=words("""
            will to due plan set schedul expect prepar ahead await
            soon tomorrow next slate propos intend before threaten about poise announc
            eve gear brace
        """),
        cues=_cues("""
            begin|start|commence|open|inaugurate|initiate|embark
            kick|tee off
            kick-off
            get|be|go under way|way
            underway
            get _ going|rolling
            get ~ off the ground|mark
            up and running
            be ~ on _ way|move|march
            be _ in force|effect|place|operation
            set|head|sail|ride|march|push off|out|sail
            sail from|out
            roll|pour|push|storm|surge|advance|stream|march|sweep ~ into|in|across
            break ground
            turn ~ sod|soil
            lay ~ stone|brick
            cut|snip ~ ribbon
            open|throw|fling its|their|his|her door|gate
            throw|swing ~ open
            go live
            go on sale|air|display|show|trial|strike|stage|line
            come|go|enter|put|bring _ into @service
            come|be|go|bring|take _ in|on|into @service
            come|be off ~ line
            take effect|hold|shape
            take to _ street|stage|sea|air|sky|field|pitch|court|stand|dock
            take ~ stand|oath|office|dock
            step into ~ dock
            the first of
            first|opening day|night|move|step|stage|leg|session|match|game|round|shot
            first|opening phase|train|flight|passenger|batch|wave|witness|bell|act|convoy|patient|vote
            down tool
            walk off|out
            lay down ~ tool
            fall silent
            gun ~ silent
            as of
            may|can no longer
            no longer be able|allow
            lift|blast|thunder|roar|soar|streak ~ off|pad|sky|orbit|space|aloft|skyward
            leave ~ pad|ground
            hear ~ first|opening
            open|opening statement|argument|ceremony|session
            curtain go|rise
            raise ~ curtain
            stream|pour|flock|pack|troop|queue|file|crowd ~ to|through|into|for|onto
            line up
            cast _ ballot|vote
            go to the poll
            poll open
            be swear|sworn in
            swear in
            swing into
            move in|into
            cross ~ border
            land in|at
            touch down
            switch|power _ on
            join ~ first
            set to work
            get down to
            get ~ jab|shot|dose|first
        """),
    ),
    "prolonged": Frame(
        status="extended",
        topic=words("""
            until till expire end deadline close run hour day week month
            year last term lapse cutoff lift due season contract through temporary
            limit june july august september october november december january
            february march april may monday tuesday wednesday thursday friday
            saturday sunday midnight
        """),
        cues=_cues("""
            more time
            extra time to|for
            another|further|additional|extra # @unit
            another|further|additional|extra @unit
            # more|extra|additional|further @unit
            # _ @unit more|longer|early|sooner
            @unit early
            @unit sooner|earlier|later|longer than
            on top of
            roll ~ over
            tack|add|knock|shave|lop|clip|put|take ~ @unit ~ on|to|off|onto
            renew|extend|prolong|lengthen|stretch|protract|elongate
            halve|trim|shorten|curtail|truncate|double|treble|triple
            cut ~ short
            cut|reduce|raise|increase|commute|slash ~ to|by _ @unit
            cut|reduce ~ from ~ @unit
            stay|remain|stick on|put
            stay|remain|keep ~ for|until ~ @unit
            pen|sign|put|agree|ink ~ new|fresh|extension|deal|contract
            sign _ on|up until
            commit ~ to|until
            keep ~ open|going
            push|put|move ~ back
            deadline|cutoff ~ become|be|move|slip|now
            win|gain|get|buy|give|grant|allow|hand|throw|offer ~ time|reprieve|breathing|extension|lifeline|grace
            give|grant|hand|allow ~ # @unit
            last|run|go|continue|drag|stay|remain|hold|sit|serve|stand|keep ~ until|till|beyond|longer|past
            will ~ until|till
            now ~ until|till
            for|by one|another|a _ more|further @unit
            through to
            fly|go|come|head|return home
            stay ~ longer
            end|come|finish|go|leave|open|close ~ early
            send ~ into extra
            extension
            get|win|land ~ extension
        """),
    ),
    "stepped": Frame(
        status="level_change",
        topic=words("""
            level alert warning rating rate alarm threat status category
            stage tier class list recommend storm hurricane cyclone typhoon depression
            condition relation embassy ambassador grade division league minor reserve outlook code risk watch advis advice drought
            scale rank flag emergency charge death epidemic outbreak zone triple-a heritage protected stable critical
            species junk notch second third fourth championship
        """),
        cues=_cues("""
            raise|lower|upgrade|downgrade|bump|knock|notch|ratchet ~ @scale
            dial|elevate|demote|relegate|reclassify|tighten|ease|relax|loosen ~ @scale
            go|move|step|climb|drop|fall|slip|rise|jump|take|shift|edge ~ up|down ~ @scale
            move|go|rise|climb|drop|fall|jump|slip ~ to ~ @scale
            a|one|two|three|another notch|rung|step|peg ~ up|down|to|from
            up|down|by|of a|one|two|three|another notch|step|rung|level|peg|grade
            lose|regain|win|gain|get|keep|earn ~ rating|status|star|tag|top|ranking
            upgrade|downgrade|demote|relegate|reclassify|promote
            scale|dial|ratchet|step ~ back|up|down
            add ~ to ~ list|roll|register
            put|place|list ~ on|under|as|in ~ list|alert|warning|watch|footing|danger|endangered|register|roll
            put|place ~ under|on
            take|remove|strike ~ off|from ~ list|register|roll
            off ~ critical|danger|endangered list
            out of danger
            off _ ventilator|oxygen|life
            bring|call ~ up
            promote|relegate|demote ~ to|from
            strip ~ of ~ status|star|rank|title
            become|turn|develop|strengthen|grow|swell ~ into|to ~ hurricane|storm|cyclone|typhoon|depression|low
            explode|intensify|weaken|fizzle|blossom|mushroom ~ into|to ~ hurricane|storm|cyclone|typhoon|depression|low
            become ~ hurricane|typhoon|cyclone|pandemic|depression
            reach ~ strength|status|level|category|stage
            declare ~ pandemic|epidemic|emergency|famine|extinct|endangered|disaster
            cut ~ to ~ junk|sell|buy|hold|neutral|negative|positive|stable
            be junk
            rate ~ buy|sell|hold|neutral|outperform|underperform|overweight|underweight
            to ~ level of
            sever|downgrade|cut|scale|upgrade|break ~ relation|tie
            recall ~ ambassador
            expel ~ ambassador
            now ~ murder|manslaughter|homicide|critical|serious|stable
        """),
    ),
    "left": Frame(
        status="participant_change",
        topic=words("""
            coalition team squad seed candidate judge chief commissioner leader head
            captain coach manager bid mission envoy talks headlin cast conductor
            singer star director chair president minister board panel jury lineup line-up tournament open cup match qualif race contest
            nomination partner alliance consortium member club tour trial case editor ceo executive mayor governor spokes ambassador
            final team side group post lead represent guest host presenter speaker mediat negotiat band play nation countr compet
            start appear perform sponsor contender
        """),
        cues=_cues("""
            quit|leave|exit|desert|abandon ~ @bodies
            quit|leave ~ @post
            resign
            quit
            step|stand _ down|aside|back
            bow|pull|drop|back|walk|crash _ out
            withdraw from
            walk away
            turn _ back on
            be out of|for|with
            be ~ without
            miss
            rule ~ out
            sideline|drop|axe|sack|fire|dismiss|oust|remove|disqualify|relieve|expel|bench|omit|overlook|unseat|depose|topple
            suspend ~ from
            recuse
            call it quits
            throw in the towel
            scratch
            end|drop|suspend|abandon ~ campaign|bid|candidacy|run
            hand ~ notice|resignation|in
            tender|submit|offer|announce ~ resignation
            announce|confirm ~ departure|retirement|exit|resignation
            resignation of
            part company|way|ways
            send ~ home
            leave ~ out
            clear ~ desk
            retire
            give way to
            break with|away
            split with|from
            lose ~ headliner|captain|star|leader|striker|partner|sponsor
            fall ill
            not ~ take part
            will not play|attend|lead|appear|sing|run|start|travel|compete|perform|speak
            appearance be|is off
            replace
            show ~ door
            lose _ job|seat|place|post
            jump ship
            cut|sever tie
            swap|ditch|dump
        """),
    ),
    "joined": Frame(
        status="participant_change",
        topic=words("""
            coalition team squad seed candidate judge chief commissioner leader head
            captain coach manager bid mission envoy talks headlin cast conductor
            singer star director chair president minister board panel jury lineup line-up tournament open cup match qualif race contest
            nomination partner alliance consortium member club tour trial case editor ceo executive mayor governor spokes ambassador
            final team side group post lead represent guest host presenter speaker mediat negotiat band play nation countr compet
            start appear perform sponsor contender
        """),
        cues=_cues("""
            take _ over
            take ~ helm|reins|place|chair|baton|armband|charge|job|post|role
            take|step|slip ~ into ~ shoe|breach|role|job|place|void
            step|stand|fill|slot|drop _ in
            deputise|deputize
            draft|call|bring|rope|parachute ~ in|up
            draft ~ as|into
            name|appoint|elect|pick|choose|install|tap|select|nominate|hire ~ as|to|chief|head|captain|coach
            name|appoint|elect|pick|choose|install|tap|select|nominate|hire ~ leader|manager|new|successor|president|chair
            hand|give|offer|pass|entrust ~ @post
            become ~ country|member|nation|state|party|to join|to
            sign up|on
            join|rejoin
            succeed
            inherit
            land|get ~ job|post|role
            assume|accept ~ @post
            fill ~ shoe|post|vacancy|gap|role|void|in
            new|next|acting|interim @post|chief|head|coach|manager|captain|leader|commissioner|chairman|chair|boss
            new|next|acting|interim director|envoy|president|conductor|judge|ceo|mayor|secretary|minister|prosecutor|editor|headliner
            different ~ go-between|envoy|chief|coach|judge|leader|mediator
            top the bill
            team up
            throw ~ hat
            enter ~ race|contest|fray|ring
            add ~ to
            in ~ stead
            in ~ place
            be to lead|head|replace|succeed|chair|captain|take|run|coach
            will|to lead|head|captain|chair|coach ~ instead
            promote to
            be swear|sworn in
            return to ~ squad|team|line-up|lineup|fold|side
            come back into
        """),
    ),
}
"""Frames by name, in the order in which they are asked."""
