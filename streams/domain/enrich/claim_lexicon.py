"""How news says that a claim is denied, confirmed, turned round or taken back.

Phrases, not names: verbs with what they are about, as reference grammars of reporting and style guides of agencies list them.
"""

import re

from streams.domain.enrich.wordlist import words

STATING: frozenset[str] = words("""
    say tell declare announce claim allege accuse blame charge warn insist argue write report state vow pledge promise swear add
    maintain complain assert suggest believe think expect fear suspect hope plan predict deny describe call put name offer lodge file
    test investigate search acknowledge admit concede publish post reject oppose refuse rule demand reveal describe note face
""")
"""Verbs of sentences in which somebody takes a position, or something is told that may be taken up later."""

HEDGES = re.compile(
    r"\b(?:fear(?:s|ed)?|suspects?(?= that)|(?:is|are|was|were) suspected|suspected of|believ(?:es|ed)|thought to|expect(?:s|ed)?|likely"
    r"|may|might|could|(?<!as )possibl[ey]|probabl[ey]"
    r"|reportedly"
    r"|alleg\w+|rumou?r\w*|unconfirmed|apparently|seem(?:s|ed)?|appear(?:s|ed)? to|not clear|unclear|unknown|too (?:soon|early)|as if"
    r"|yet to"
    r"|plan(?:s|ned)?|would|whether|missing|tests?|sources?|people (?:familiar|close)|newspapers?|media|tabloids?|amateurs?|witness\w*"
    r"|survivors?"
    r"|claim\w*|accus\w+|speculat\w+|said to be|named\b)\b",
    re.IGNORECASE,
)
"""Words that leave open whether it is so."""

CLAIM = (
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|charge(?= that| of having| made| by| from)|suggestions?|speculation|talk"
    r"|assertions?"
    r"|accounts?|stor(?:y|ies)|tales?|versions?|insinuations?|gossip|hearsay|criticism that|complaints? that|idea that)"
)
"""What a denial denies; "charges" and "the claim for asylum" are of the courts."""
OTHER_CLAIMS = re.compile(
    r"\b(?:asylum|insurance|compensation|pay|wage|legal|damages|benefits?|title|land) claims?\b|\bclaims? (?:for|on)\b|\bannual report"
    r"|\breport cards?"
    r"|\b(?:success|love|short|front-page|lead|cover) stor|\b(?:bank|savings|current|email|twitter|social media) accounts?\b",
    re.IGNORECASE,
)
PARTS = r"(?:[^.;:?!]{0,70}?[\s“”\"'’])?"
"""The words between a verb and what it is about, in one clause."""

REJECTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?"
    r"|repudiat(?:es|ed)|contradict(?:s|ed|ing)?|rubbish(?:es|ed)|quash(?:es|ed)|scotch(?:es|ed)|debunk(?:s|ed)|shot down|shoots down"
    r"|knock(?:s|ed) down|brush(?:es|ed)? (?:aside|off)|laugh(?:s|ed)? off|wav(?:es|ed) (?:aside|away)|shrug(?:s|ged) off"
    r"|(?:hit|hits|hitting|fired|fires|struck) back (?:at|over|against)|push(?:es|ed|ing)? back (?:on|at|against)"
    r"|pour(?:s|ed) (?:cold|scorn) (?:water )?on|t(?:ook|akes) issue with|put(?:s)? paid to|attack(?:s|ed) as)\s"
    rf"(?P<gap>{PARTS})(?P<claim>{CLAIM})\b",
    re.IGNORECASE,
)
DENYING = re.compile(
    r"\bden(?:ies|ied|y)\s(?:on \w+ |again |flatly |strongly |firmly |categorically )?(?P<what>that\b|having\b|being\b"
    r"|any (?:involvement|knowledge"
    r"|role|link|link|responsibility|plan|plans|such|part|connection|intention)\b|(?!wrong|noth|anyth|someth|king|shilling)[a-z]{2,}ing\b)",
    re.IGNORECASE,
)
FALSE = (
    r"(?:not (?:so(?=[,.;”\"'’!]|$)|true|the case|correct|accurate|how it was|what happened)|untrue|false|baseless|unfounded|groundless"
    r"|fabricated"
    r"|made[- ]up"
    r"|invented|(?:pure |sheer |complete |total )?(?:fiction|fantasy|invention|fabrication|nonsense|rubbish|speculation|lies)|a (?:pure "
    r"|complete "
    r"|total |downright |big |plain )?(?:lie|fabrication|fairy ?tale|fantasy|hoax|myth|invention)|fake(?: news)?"
    r"|without (?:any )?foundation"
    r"|nothing but (?:lies|rumou?rs|gossip)|far from (?:the truth|true)|(?:malicious|utter|absolute|complete|total) nonsense)"
)
ADVERBS = (
    r"(?:just|simply|quite|all|totally|completely|entirely|absolutely|utterly|plainly|categorically|demonstrably|patently|clearly"
    r"|a|pure|also)"
)
NEITHER = re.compile(
    r"\b(?:neither|nor)\b|\bconfirm(?:ed)? or den|\bconfirm\w* \w+ den|\b(?:no|not|declin\w+ to|refus\w+ to) comment", re.IGNORECASE
)
STANDING = re.compile(r"\b(?:always|repeatedly|consistently|previously|long|steadfastly|earlier)\s*$", re.IGNORECASE)
"""Before a verb of denying: the denial is known."""
OPEN_QUESTION = re.compile(r"\b(?:if|whether|would|could|might)\b|\?", re.IGNORECASE)
SAID_BEHIND = re.compile(r",[”\"]? (?:[^,]{2,60} )?(?:said|told|says|added|wrote)\b[^,]*$")
"""Who said it, at the end of a sentence."""
NO_TRUTH = re.compile(
    r"\bno truth (?:in|to|whatsoever|at all|behind)\b|\bno (?:factual )?(?:basis|foundation) (?:to|for|in) (?:the|this|that|these|such)\b"
    r"|\bnot a (?:single )?word of (?:it|this|that|the)\b|\bnone of (?:it|this|that) (?:is|was) true\b"
    r"|\b(?:tells?|told|gives?|gave|offer(?:s|ed)|paint(?:s|ed)) (?:a |an )?(?:(?:very|quite|rather|entirely|completely) )?different "
    r"(?:story|account|version|picture|tale)\b",
    re.IGNORECASE,
)
IT_IS_FALSE = re.compile(
    rf"(?:^|[\s“\"'‘,])(?:that|this|it|which|they|those|these)(?: (?:is|was|are|were)|['’]s)(?: {ADVERBS})* {FALSE}(?=[\s,.;”\"'’!]|$)",
    re.IGNORECASE,
)
CLAIM_IS_FALSE = re.compile(
    rf"\b(?P<claim>{CLAIM})\b[^.;!?]{{0,90}}?(?P<be>\s(?:is|are|was|were|as|had been)(?: {ADVERBS})* [“\"'‘]?{FALSE})(?=[\s,.;”\"'’!]|$)",
    re.IGNORECASE,
)
CALLED_FALSE = re.compile(
    rf"\b(?:call(?:s|ed)|describ(?:es|ed)|brand(?:s|ed)|label(?:s|led)|dub(?:s|bed)|dismiss(?:es|ed)|reject(?:s|ed)|denounc(?:es|ed))\s"
    rf"[^.;]{{0,90}}?\b(?P<claim>{CLAIM}|it|them|that)\b[^.;]{{0,60}}?[\s“\"'‘](?P<false>{FALSE})(?=[\s,.;”\"'’!]|$)",
    re.IGNORECASE,
)
ANSWERING = re.compile(
    r"\b(?:answering|countering|rebutting|refuting|contradicting|denying|disputing|responding to|in (?:answer|reply|response) to)\s"
    rf"(?P<gap>{PARTS})(?P<claim>{CLAIM}|charge|accusation)\b",
    re.IGNORECASE,
)
REPORTED_SO = re.compile(
    r"\b(?:newspapers?|magazine|tabloids?|broadcaster|television|channel|websites?|blogs?|media|agency|reports?|rumou?rs?|critics?"
    r"|opponents?|rivals?"
    r"|survivors?|witness(?:es)?|residents?|sources?|people|union|opposition|activists?)\b|\b(?:accus|alleg|claim|report|charg|rumou?r"
    r"|blam)\w*\b"
    r"|\b(?:wrote|said|told|says)\b",
    re.IGNORECASE,
)
"""A sentence that a later "that is not so" may speak of: somebody claims something in it."""
ACCUSING = re.compile(
    r"\b(?:accus|alleg|claim|rumou?r|blam|speculat|insinuat|suggest|charg(?:e|ed|ing) (?:that|made)|leak|whistle)\w*"
    r"|\b(?:reports?|reportedly|newspapers?|magazine|tabloids?|broadcaster|television|websites?|blogs?|media|survivors?|witness(?:es)?"
    r"|sources?"
    r"|activists?|critics?|opposition|talk of|according to a report)\b",
    re.IGNORECASE,
)
"""A sentence in which something is claimed of somebody, rather than announced."""
DOUBT = re.compile(
    r"\b(?:fear|believe|doubt|rumou?r)\w*\b|\bsuspects? that\b|\b(?:is|are|was|were) suspected\b|\b(?:thought to|may|might|could"
    r"|(?<!as )possibl[ey]|probabl[ey]|unconfirmed|not clear"
    r"|unclear|unknown"
    r"|too (?:soon|early)|as if|expected|likely|being tested|awaiting"
    r"|tests? (?:results|were|are|on|of|for)|results? (?:are|were) pending|said to be)\b",
    re.IGNORECASE,
)
"""A sentence that leaves its own claim open, so that the same party can confirm it later."""
COURTS = words("court judge jury tribunal magistrate panel justice bench arbitrator regulator commission")
"""Subjects that reject claims by ruling on them."""

CONFIRMING = re.compile(
    r"\b(?:confirm(?:s|ed)|acknowledg(?:es|ed)|admit(?:s|ted)|conced(?:es|ed)|own(?:s|ed) up|verif(?:ies|ied)|corroborat(?:es|ed)"
    r"|bears? out|bore out)\b",
    re.IGNORECASE,
)
NOT_CONFIRMING = re.compile(
    r"\b(?:admitted (?:to|into) (?:hospital|the|a|an|intensive|custody)|conced\w+ (?:defeat|a|two|three|four|goals?|the match|the election)"
    r"|confirmed (?:as|cases?|in (?:office|the post))|confirm\w* (?:the |its |his |her )?(?:date|attendance|order|booking)"
    r"|laboratory-confirmed|now that [^,.;]{0,60}confirmed"
    r"|newly confirmed)\b",
    re.IGNORECASE,
)
FINDING = re.compile(
    r"\b(?:tests?|laborator(?:y|ies)|labs?|autops(?:y|ies)|post-?mortems?|DNA|analys[ei]s|samples?|pathologists?|coroner|forensic \w+"
    r"|scans?|x-rays?"
    r"|examination|investigators?|inquiry|experts?)\b[^.;]{0,60}?\b(?:show(?:s|ed|n)?|f(?:ound|inds?)|reveal(?:s|ed)|establish(?:es|ed)"
    r"|prov(?:es|ed|en)"
    r"|confirm(?:s|ed)|identif(?:ies|ied)|detect(?:s|ed)|conclud(?:es|ed))\b",
    re.IGNORECASE,
)
IDENTIFYING = re.compile(
    r"\bidentified\b[^.;]{0,60}\b(?:body|bodies|remains|victims?|dead|suspect|gunman|attacker|man|woman|boy|girl|driver)\b[^.;]{0,40}\bas\b"
    r"|\b(?:body|bodies|remains|victims?|dead|suspect|gunman|attacker|man|woman|boy|girl|driver)\b[^.;]{0,60}\b(?:been|was"
    r"|were) (?:\w+ )?identified as\b",
    re.IGNORECASE,
)
AS_REPORTED = re.compile(
    r"\b(?:hours|days?|weeks?|months?|minutes|soon|shortly|long) after\s(?P<who>[^,.;]{3,60}?)\s(?:had )?(?:first |already |earlier )?"
    r"(?:named|reported|said|claimed|written|wrote|suggested|alleged|told|warned|spoken|noticed|leaked|revealed)\b",
    re.IGNORECASE,
)
NO_TELLER = re.compile(r"^(?:he|she|it|they|we|i|its|his|her|their|someone|somebody)\b|\b(?:was|were|been|had been)$", re.IGNORECASE)
"""What stands there is no other party that said so first: the speaker, or a passive."""
PRONOUN_START = re.compile(r"^(?:he|she|it|they|its|his|her|their)\b", re.IGNORECASE)

TURNING = re.compile(
    r"\bU-turns?\b|\babout-(?:face|turn)s?\b|\bclimb-?downs?\b|\bvolte-faces?\b|\bback(?:tracks?|tracked|tracking|pedals?|-?pedall?ed)\b"
    r"|\b(?:revers|chang|switch)(?:es|ed) (?:course|tack|tune|its position|his position|her position|their position|(?:its|his|her|their"
    r"|my|our) "
    r"(?:mind|tune|stance|view|line|position))\b|\bchange of (?:heart|mind)\b|\bwalk(?:s|ed)? back\b"
    r"|\b(?:drop(?:s|ped)?|abandon(?:s|ed)?|lift(?:s|ed)?|giv(?:es|en) up|gave up|end(?:s|ed)?) (?:his|her|its|their|all|any|months of"
    r"|years of|weeks of) "
    r"(?:\w+ )?(?:opposition|objections?|resistance|insistence|veto|refusal|demand|boycott)\b|\bback(?:s|ed) down\b|\breneg(?:es|ed)\b"
    r"|\bwent back on\b|\brelent(?:s|ed)\b|\bno longer (?:opposes?|objects?|insists?|rules? out)\b|\b(?:eats?|ate|swallow(?:s"
    r"|ed)) (?:his|her|its|their) "
    r"(?:own )?words\b|\bin a (?:\w+ )?reversal\b|\bgives? up on\b|\bgave up on\b|\bI was wrong\b|\bwe were wrong\b|\bthe opposite\b"
    r"|\bdid the reverse\b",
    re.IGNORECASE,
)
NOT_TURNING = re.compile(
    r"\b(?:no|not|never|without|any|ruled? out|den\w+|refus\w+ to|accus\w+|would be|possible|planning|urg\w+|call\w* (?:on|for)"
    r"|demand\w*|if|n['’]t)\s"
    r"(?:\w+ ){0,4}$",
    re.IGNORECASE,
)
"""What stands before a turn that has not been made."""
STOOD = (
    r"(?:insist(?:ed|ing|s)|vow(?:ed|ing|s)|sw(?:ore|orn|earing|ears)|pledg(?:ed|ing|es)|promis(?:ed|ing|es)|rul(?:ed|ing|es) out"
    r"|den(?:ied|ying)"
    r"|refus(?:ed|ing)|(?P<soft>declar(?:ed|ing)|told|telling|said|saying|assur(?:ed|ing)|announc(?:ed|ing)|maintain(?:ed|ing)|stat(?:ed"
    r"|ing)"
    r"|argu(?:ed|ing)|call(?:ed|ing)))"
)
_OFTEN = r"(?:\w+ly |earlier |first |once |long |always )?"
HAVING_STOOD = re.compile(
    rf"\b(?:after|having|despite)\s(?:[^.;,]{{0,40}}?\s)?(?:had )?{_OFTEN}{STOOD}\b"
    rf"|\b(?:who|which|though|although)\s(?:[^.;,]{{0,30}}?\s)?had {_OFTEN}{STOOD.replace('?P<soft>', '?P<soft2>')}\b"
    r"|\b(?:it|he|she|they) (?:had )?(?:once |earlier )?(?:swore|vowed|promised|pledged|insisted) (?:would|was|were)\b",
    re.IGNORECASE,
)
"""An earlier position told beside what is done now: "after insisting that", "who had vowed", "schools it swore would stay open"."""
POSITION = re.compile(
    r"\b(?:[Nn]o|[Nn]ot|[Nn]ever|[Nn]obody|[Nn]othing|[Nn]one|will|would|must|insist(?:s|ed|ing)?|vow(?:s|ed|ing)?|swor[en]|pledg(?:es?|ed|ing)"
    r"|promis(?:es?|ed|ing)|refus(?:es?|ed|ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied)|oppos(?:es?|ed|ing)|rul(?:es?|ed) out|stay|stands?"
    r"|against|always|cannot|plans?|planned|wants?)\b|n['’]t\b"
)
"""A sentence in which somebody takes a position."""
ADMITTING = words("say announce confirm concede acknowledge admit reveal disclose tell own declare")
OPPOSED = re.compile(r"\b(?:no|not|never|nobody|nothing|none|opposite|out of the question|unthinkable|neither)\b|n['’]t\b", re.IGNORECASE)

FILED = (
    r"(?:offer|bid|approach|proposal|charges?|counts?|complaint|lawsuit|suit|appeal|petition|application|motion|amendment|nomination"
    r"|objection|resignation)"
)
PRINTED = (
    r"(?:papers?|stud(?:y|ies)|article|report|statements?|note|posts?|tweets?|message|videos?|adverts?|advertisement|ad|findings?"
    r"|accusations?|allegations?"
    r"|remarks?|comments?|claims?|letter|editorial|story|press release|guidance|book|advice)"
)
TAKING_BACK = re.compile(
    r"\b(?:(?:withdr(?:ew|awn|aws|awing)|retract(?:s|ed|ing)?|rescind(?:s|ed|ing)?|disown(?:s|ed)|disavow(?:s|ed)|t(?:ook|akes|aken"
    r"|aking) back)\s"
    rf"(?P<gap>{PARTS})(?P<a>(?:{FILED}|{PRINTED}))"
    rf"|(?:drop(?:s|ped)?|abandon(?:s|ed)?|discontinu(?:es|ed))\s(?P<gap2>{PARTS})(?P<b>charges?|counts?|lawsuit|suit|appeal|complaint"
    rf"|claims?|bid|petition)"
    rf"|(?:t(?:ook|akes|aken) down|delet(?:es|ed)|remov(?:es|ed)|pull(?:s|ed))\s(?P<gap3>{PARTS})"
    r"(?P<c>posts?|tweets?|videos?|statement|note|adverts?|advertisement|ad|article|message|press release)"
    rf"|(?P<d>(?:{FILED}|{PRINTED}))\s(?:[^.;]{{0,50}}?\s)?(?:has|have|had|was|were|is|are)(?: now| since)? (?:been )?(?:withdrawn"
    rf"|retracted|rescinded|taken down|deleted))\b",
    re.IGNORECASE,
)
OFF_THE_TABLE = re.compile(
    r"\bt(?:ook|akes|aken|aking)\s(?P<what>[^.;]{3,60}?)\soff the table\b|\bno longer stands? by (?:it|them|the \w+|its \w+|his \w+"
    r"|her \w+)\b"
    r"|\b(?:vanish|disappear)ed from (?:its|the|his|her|their) (?:web ?site|site|page|account)\b|\b(?:asked|told) \w+ to disregard\b",
    re.IGNORECASE,
)
SETTING_RIGHT = re.compile(
    r"\b(?:correct(?:ed|s)|revis(?:ed|es)|amend(?:ed|s)|restat(?:ed|es))\b[^.;]{0,120}?\b(?:errors?|mistakes?|mistaken(?:ly)?"
    r"|wrong(?:ly)?|incorrect(?:ly)?"
    r"|mis(?:calculat|count|stat|report|read|print)\w*|erroneous(?:ly)?|typo)\b",
    re.IGNORECASE,
)
FAMILIES: tuple[frozenset[str], ...] = (
    words("offer bid approach proposal"),
    words("charge charges count counts indictment charged accused indicted case"),
    words("lawsuit suit complaint sued suing case"),
    words("appeal appealed appealing"),
    words("study studies paper papers article research findings finding journal"),
    words("note report finding findings statement statements announcement website"),
    words("accusation accusations allegation allegations claim claims accused alleged"),
    words("remark remarks comment comments words"),
    words("post posts tweet tweets message wrote video videos posted"),
    words("application petition bid motion amendment nomination resignation objection resigned nominated"),
)
"""Nouns by which one thing that can be taken back is called in turns."""

GATE_CHARS = 4
"""Letters of a word by which a sentence is let through to the expressions of a turn."""


def _gate(text: str) -> frozenset[str]:
    return frozenset(word[:GATE_CHARS] for word in text.split())


GATES: dict[str, frozenset[str]] = {
    "rejecting": _gate("""
        deny denies denied denying reject dismiss dispute refute rebut repudiate contradict rubbish quash scotch debunk shot shoots
        knock brush
        laugh wave waving shrug hit hits fired fires struck push pour took takes put puts attack answer counter respond response reply
    """),
    "false": _gate("""
        so true case correct accurate how happened untrue false baseless unfounded groundless fabricated made invented invention fiction
        fantasy fabrication nonsense rubbish speculation lies lie fairy hoax myth fake foundation nothing far malicious utter truth basis
        word none different
    """),
    "confirmed": _gate("""
        confirm acknowledge admit concede own owns owned verify verified verifies corroborate bears bore test laboratory labs autopsy post
        post-mortem dna analysis sample pathologist coroner forensic scan x-ray examination investigator inquiry expert identified after lab
    """),
    "reversed": _gate("""
        u-turn about-face about-turn climb climbdown climb-down volte volte-face back backtrack backpedal back-pedal reverse reversal change
        switch walk walks drop abandon lift gives gave given giving end ends ended renege went relent longer eats ate swallow wrong opposite
        after having despite who which though although it he she they u
    """),
    "withdrawn": _gate("""
        withdrew withdrawn withdraws withdrawing retract rescind disown disavow took takes taken taking drop abandon discontinue delete
        remove pull longer vanish disappear disregard
    """),
    "corrected": _gate("correct revise revising amend restate"),
}
"""Beginnings of words without one of which a sentence holds no turn of a kind; they spare the expressions most of the text."""
