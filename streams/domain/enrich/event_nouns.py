"""Nouns that name happenings, by family: made by `python -m streams.lexicon` from WordNet's nouns; not edited by hand.

WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under the WordNet 3.0 licence, which allows to use, copy,
modify and distribute it for any purpose without fee, with this notice; provided "as is", without any warranty.
"""

from streams.domain.enrich.wordlist import words

NOUNS: dict[str, frozenset[str]] = {
    "travel": words("""
    airing commute digression errand excursion expedition exploration hadj hajj itineration jaunt journey journeying joyride
    junket lockage nonstop odyssey outing pilgrimage redeye ride safari sashay schlep shlep sojourn spacefaring spaceflight tour
    trek trip visit visitation visiting walkabout
"""),
    "meeting": words("""
    arbitration assignation backgrounder bargaining briefing caucus clinic colloquium colloquy conciliation conclave conference
    consultation convention diplomacy forum haggle haggling holdout huddle indaba interview jirga mediation meeting negotiation
    parley plenum powwow pretrial recitation rendezvous roundtable seminar session sidebar sitting socialisation socialising
    socialization socializing summit symposium synod talks teach-in teleconference teleconferencing tryst tutorial umpirage
    wrangling
"""),
    "contest": words("""
    bout burnup campaign cliffhanger cockfight contest decathlon discus diving doubleheader downhill final footrace freestyle
    funrun gymkhana hop-step-and-jump hurdles hurdling iditarod javelin meet nightcap olympiad olympics pentathlon playoff
    preakness prelim preliminary prizefight quarterfinal race regatta repechage sailing-race semi semifinal slalom spelldown
    steeplechase tournament tourney
"""),
    "show": words("""
    affusion agape agon agrypnia aspersion bacchanal bacchanalia ballet banquet baptism bash beanfeast beatification bender berit
    berith binge blowout bolero booze-up brawl bris briss brith bun-fight bunfight burial burlesque cakewalk cancan canonisation
    canonization carnival carousal carouse ceilidh celebration ceremonial ceremony chanoyu choreography christening circumcision
    cohort commemoration commencement concert consecration conventicle conviviality cornhusking coronation cotilion cotillion
    counterattraction debauch debauchery devotional dionysia eisteddfod enthronement enthronisation enthronization entombment
    eucharist exhibition fair feast feria festivity fete fiesta follies formal formalities formality fundraiser funeral funfair
    gala gaudy groundbreaking hijinks histrionics housewarming hymeneals inaugural inauguration inhumation initiation interment
    inunction investiture jamboree jinks jollification jolly jubilation kwanza kwanzaa lecture levee libation liturgy luau lustrum
    masque masquerade matinee matrimony maundy memorialisation memorialization merrymaking none nuptials oblation offertory
    oktoberfest orgy pageant pageantry penance performance pianism piss-up placebo potlatch premiere presentation prom purgation
    rave rededication rendition requiem reunion revel revelry revue rite rodeo sacrament sanctification saturnalia seance
    sepulture sheepshearing shindig shindy show-stopper showstopper shrift sleepover smoker sociable social soiree solemnisation
    solemnization spectacular striptease theatrical toot travelog travelogue vaudeville vesper viewing vigil wedding whoopee
"""),
    "court": words("""
    acquittal arbitrament arbitrement causa counterclaim countersuit court-martial demurrer dismissal dispossession entrapment
    eviction fatwa foreclosure hearing inquest lawsuit litigation mistrial moot notification ouster plea presentment proceeding
    proceedings prosecution receivership recusation retrial ruling verdict
"""),
    "ballot": words("""
    by-election bye-election campaigning candidacy candidature co-optation co-option election electioneering hustings plebiscite
    primary reelection referendum stumping
"""),
    "stoppage": words("""
    boycott go-slow nonviolence recusancy satyagraha sit-down sit-in strike walkout work-in
"""),
    "force": words("""
    ambuscade ambush attack barrage blitz blitzkrieg bombardment bombing brushup cannonade charge counterattack counterbombardment
    countercharge counterfire countermove crossfire dive-bombing drill drumfire dry-gulching firing foray fratricide fusillade
    infiltration inroad interpenetration invasion maraud onrush onslaught raid rehearsal riposte run-through salvo scrimmage
    shadowboxing shelling square-bashing strafe volley
"""),
    "disaster": words("""
    aftershock airburst alluvion apocalypse avalanche back-blast backblast backfire balefire blizzard blowback blowup bonfire
    calamity campfire cataclysm catastrophe conflagration cyclone detonation disaster earthquake epidemic explosion famine fire
    firestorm flashflood flood floodhead foreshock grassfire hailstorm hurricane inferno inundation lahar meltdown microseism
    noreaster northeaster pandemic quake rainstorm sandstorm seaquake seism sirocco smolder smoulder smudge snowstorm storm
    supertwister temblor tempest thundershower thunderstorm tornado tragedy tremor tsunami twister typhoon waterspout whirlwind
    wildfire windstorm
"""),
    "deal": words("""
    auction bookfair closeout sale sell selloff vendue
"""),
    "project": words("""
    abdominoplasty ablation adenoidectomy adrenalectomy altering amputation amygdalotomy anaplasty angioplasty appendectomy
    appendicectomy arthrodesis arthroplasty arthroscopy autoplasty cabg callosectomy callosotomy castration catheterisation
    catheterization cauterisation cauterization cautery census checkout chemosurgery cholecystectomy cholelithotomy clitoridectomy
    colostomy craniotomy cryocautery cryosurgery curettage curettement debridement decortication electrocautery electrosurgery
    emasculation embolectomy endarterectomy enterostomy enterotomy enucleation epikeratophakia evisceration exenteration
    extirpation facelift fenestration gastrectomy gastroenterostomy gastrostomy haemorrhoidectomy hemorrhoidectomy hypophysectomy
    hysterectomy hysterotomy ileostomy immunisation immunization implantation inoculation inspection iridectomy iridotomy
    jejunostomy keratoplasty keratotomy laminectomy laryngectomy lasek lasik leucotomy leukotomy lipectomy liposuction lithotomy
    lobectomy lobotomy lumpectomy mastectomy mastoidectomy mastopexy meniscectomy microsurgery myotomy myringectomy myringoplasty
    myringotomy nephrectomy neurectomy neuroplasty neurosurgery neutering nosecount oophorectomy oophorosalpingectomy
    ophthalmectomy orchidectomy orchiectomy orchiopexy osteotomy ostomy otoplasty ovariectomy palatopharyngoplasty pancreatectomy
    panhysterectomy phacoemulsification phalloplasty phlebectomy photocoagulation pneumonectomy polypectomy proctoplasty
    prostatectomy psychosurgery rectoplasty resection rhinoplasty rhinotomy rhizotomy rhytidectomy rhytidoplasty salpingectomy
    sensitisation sensitising sensitization sensitizing septectomy sigmoidectomy spaying splenectomy stapedectomy sterilisation
    sterilization strabotomy suprarenalectomy surgery sympathectomy taxis thermocautery thrombectomy thyroidectomy tonsillectomy
    tracheostomy tracheotomy transplant transplantation trephination turp tympanoplasty uppp uranoplasty uvulopalatopharyngoplasty
    vaccination vasectomy vasovasostomy vitrectomy vivisection vulvectomy xenotransplant xenotransplantation
"""),
}
