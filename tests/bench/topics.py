"""What the invented wire writes about: templates by topic, filled by copy.py. Every name and place is made up when they are filled.

`{n}` grows from take to take of a story, `{m}` and `{k}` are drawn anew for each article; the other fields stay a story's own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One kind of story: a headline and a first paragraph for each take, and what else may be said."""

    slug: str
    role: str
    """What the person who speaks for it is called."""
    headlines: tuple[str, ...]
    ledes: tuple[str, ...]
    """Beside the headlines, in the same order; the last one serves all later takes."""
    details: tuple[str, ...]


SUBJECTS = (
    Subject(
        slug="QUAKE",
        role="Governor",
        headlines=(
            "Strong earthquake hits {place}, at least {n} dead",
            "{place} earthquake: death toll rises to {n}",
            "Rescuers end search in {place} as quake toll reaches {n}",
        ),
        ledes=(
            "A strong earthquake struck {place} in northern {country} before dawn on {day}, killing at least {n} people, {org} said.",
            "The death toll from the earthquake in {place} has risen to {n}, {org} said on {day}, as roads to the {hill} valley reopened.",
            "Rescue teams ended their search in {place} on {day}; the earthquake there killed {n} people, {org} said.",
        ),
        details=(
            "Hospitals in {city} treated {m} people, most of them for broken bones, and sent {k} of them on to the capital.",
            "The tremor lasted {k} seconds and was felt as far away as {city}, {m} km to the south.",
            "A dam above {place} showed no damage, but the {hill} tunnel was closed after {k} metres of its lining came down.",
            "{m} families spent the night in the sports hall of {city}, where {other} handed out blankets.",
            "The region's last large earthquake, in 19{k}, destroyed the cathedral of {place}.",
            "Trains between {city} and {place} were cancelled until {next_day} at the earliest.",
        ),
    ),
    Subject(
        slug="STRIKE",
        role="Union leader",
        headlines=(
            "Dock workers in {place} to strike from {next_day}",
            "{place} dock strike called off after pay offer of {m} pct",
            "Ships return to {place} as dockers accept deal",
        ),
        ledes=(
            "Dock workers in the port of {place} will stop work on {next_day} in a dispute over night shifts, their union said on {day}.",
            "A strike that was to close the port of {place} on {next_day} has been called off, {org} and the dockers' union said.",
            "The port of {place} reopened to container ships on {day} after {n} dockers voted to accept a pay deal with {org}.",
        ),
        details=(
            "{org} employs {n} people on the quays and {m} in the warehouses behind them.",
            "About {k} vessels lay at anchor off {hill} on {day} morning, among them {m} grain carriers.",
            "The employers had offered {k} pct over two years; the union asked for a shorter week for crane drivers.",
            "Hauliers in {city} said each idle day costs them {money} mln crowns.",
            "A mediator, {other}, met both sides for {k} hours in a hotel near the {hill} bridge.",
            "The last stoppage, {k} years ago, lasted {m} days and emptied the shelves of {country}'s pharmacies.",
        ),
    ),
    Subject(
        slug="SUMMIT",
        role="Foreign Minister",
        headlines=(
            "{country} to host fisheries talks in {place} on {next_day}",
            "{place} fisheries talks moved online as storm shuts airport",
            "Fisheries talks end with a draft on {hill} quotas",
        ),
        ledes=(
            "Ministers of {k} coastal states will meet in {place} on {next_day} to discuss fishing quotas off {hill}, {org} said on {day}.",
            "Talks on fishing quotas that were to be held in {place} will take place by video instead, {org} said on {day}.",
            "Negotiators ended their talks on {day} with a draft that would cut the {hill} herring quota to {n} tonnes.",
        ),
        details=(
            "{country} closed the {hill} grounds to foreign boats in spring after scientists counted {m} pct fewer herring.",
            "The delegation of {n} people is led by {other}, who has twice refused to sign a communique.",
            "A trawler from {city} was fined {money} crowns last month for using nets {k} millimetres too fine.",
            "Cod landings in {place} fell to {n} tonnes last year, less than half of what they were when the pact was signed.",
            "The draft will go to parliament in {city} within {k} weeks, where the coalition has {m} of the seats.",
            "Environmental groups want a ban on dredging within {k} miles of the {hill} lighthouse.",
        ),
    ),
    Subject(
        slug="MERGER",
        role="Chief executive",
        headlines=(
            "{org} to buy rival for {money} mln crowns",
            "{org} raises offer for rival to {money} mln crowns",
            "Regulator clears takeover by {org} with conditions",
        ),
        ledes=(
            "{org}, {country}'s second largest maker of pumps, agreed on {day} to buy a rival in {place} for {money} mln crowns in cash.",
            "{org} has raised its offer for a rival in {place} to {money} mln crowns, or {m} crowns a share, it said on {day}.",
            "The competition office in {city} cleared the takeover of a pump maker by {org} on {day} if it sells its {hill} works.",
        ),
        details=(
            "Shares of {org} fell {k} pct in {city} while the main index gained {m} points.",
            "The buyer expects savings of {m} mln crowns a year from {k} months after closing.",
            "Some {n} jobs in {place} are affected; the company said it would offer transfers to its {hill} plant.",
            "Analyst {other} called the price full and noted that margins had shrunk for {k} quarters.",
            "Net debt stood at {money} mln crowns at the end of the quarter against {m} mln a year earlier.",
            "The family that founded the rival in 19{k} holds {m} pct and has undertaken to tender its shares.",
        ),
    ),
    Subject(
        slug="TRIAL",
        role="Prosecutor",
        headlines=(
            "Former mayor of {place} goes on trial over {money} mln crown contract",
            "Trial of former {place} mayor postponed to {month}",
            "Former {place} mayor acquitted of bribery",
        ),
        ledes=(
            "The former mayor of {place}, {other}, went on trial on {day} accused of taking bribes for a {money} mln crown contract.",
            "A court in {city} on {day} postponed the trial of {other}, a former mayor of {place}, to {month} because a judge fell ill.",
            "A court in {city} acquitted {other}, a former mayor of {place}, of bribery on {day}, saying {n} pages of evidence proved nothing.",
        ),
        details=(
            "The indictment lists {k} payments through an account in {hill}, the largest of {money} crowns.",
            "{other_surname} denies the charges and told the court that the money was a loan for a boat.",
            "Lawyers called {m} witnesses, among them {k} engineers of the city's water works.",
            "The case began when an auditor of {org} found {n} invoices for gravel that was never delivered.",
            "Under {country}'s law the offence carries up to {k} years in prison.",
            "A verdict against two builders from {city}, sentenced to {m} months each, is under appeal.",
        ),
    ),
    Subject(
        slug="FLOOD",
        role="Interior Minister",
        headlines=(
            "Thousands flee as river floods {place}",
            "{place} flood: {n} homes under water, second dyke holds",
            "Residents return to {place} as flood recedes",
        ),
        ledes=(
            "About {n} people left their homes in {place} on {day} after the river rose {k} centimetres in an hour, {org} said.",
            "Flood water has reached {n} homes in {place}, {org} said on {day}, but the dyke at {hill} was holding.",
            "Residents began to return to {place} on {day} after the river fell below {k} metres for the first time in a week.",
        ),
        details=(
            "Soldiers filled {n} sandbags overnight and used {k} boats to reach farms cut off beyond {hill}.",
            "The bridge at {city} was closed to lorries after a barge struck one of its {k} piers.",
            "Insurers put the damage at {money} mln crowns, twice that of the flood {k} years ago.",
            "Drinking water in {place} has to be boiled, and {m} schools stay shut until {next_day}.",
            "Farmer {other} said that {m} of his cattle had drowned in a barn that stood dry since 19{k}.",
            "The weather office expects another {k} millimetres of rain in the hills above {city}.",
        ),
    ),
    Subject(
        slug="ELECTION",
        role="Party leader",
        headlines=(
            "{country} votes on {next_day}, polls see close race",
            "{person} leads in {country} with {m} pct of votes counted",
            "{person} claims victory in {country} election",
        ),
        ledes=(
            "Voters in {country} choose a new parliament on {next_day}, with {person} and {other} level in the polls.",
            "The party of {person} led {country}'s election on {day} with {m} pct of the votes counted, {org} said.",
            "{person} claimed victory in {country} on {day} after {org} gave the opposition {n} of the seats that were still open.",
        ),
        details=(
            "Turnout reached {m} pct by noon, {k} points more than four years ago, helped by dry weather in {city}.",
            "{other_surname} conceded defeat in {place}, where the party had held the seat for {k} years.",
            "Observers counted {m} polling stations that opened late, most of them in the {hill} district.",
            "The campaign turned on rents, which have risen by {k} pct in {city} since the last vote.",
            "Small parties need {k} pct to enter the chamber of {m} seats.",
            "A recount in {place} was ordered after {n} ballots were found in a school cellar.",
        ),
    ),
    Subject(
        slug="MARKETS",
        role="Central bank governor",
        headlines=(
            "{country}'s central bank raises rate by {k} basis points",
            "{country}'s crown falls to {m} after rate decision",
            "Minutes show {country}'s bank split over rate",
        ),
        ledes=(
            "{country}'s central bank raised its key rate by {k} basis points on {day}, more than economists had expected.",
            "The crown fell to {m} against the dollar on {day} after {country}'s central bank signalled an end to rate rises.",
            "Policymakers in {city} were split over the last rate rise, minutes showed on {day}, with {n} billion crowns of bonds at stake.",
        ),
        details=(
            "Inflation slowed to {k} pct in {month} from {m} pct, mostly on account of fuel.",
            "Ten-year yields rose {k} basis points and trading in {city} reached {money} mln crowns.",
            "Economist {other} of {org} expects the next move in {month}, after the wage round.",
            "Mortgage lending fell by {m} pct; builders in {place} laid off {n} people in a quarter.",
            "Exports of timber from {hill} rose for the {k}th month in a row.",
            "The bank sold {money} mln dollars of its reserves, the most since 19{k}.",
        ),
    ),
    Subject(
        slug="CUP",
        role="Coach",
        headlines=(
            "Cup final between {place} and {city} set for {next_day}",
            "Cup final postponed after fog closes {place} stadium",
            "{place} beat {city} to win cup for first time in {k} years",
        ),
        ledes=(
            "The cup final between {place} Rovers and {city} Athletic will be played on {next_day} before {n} spectators, {org} said on {day}.",
            "The cup final between {place} Rovers and {city} Athletic was postponed on {day} because of fog, {org} said.",
            "{place} Rovers won the cup on {day}, beating {city} Athletic in extra time before {n} spectators.",
        ),
        details=(
            "Striker {other} scored in the {k}th minute after a long throw from the left.",
            "The side has conceded only {k} goals in {m} matches under {surname}.",
            "Tickets sold out in {k} minutes, and police expect {n} visitors without one.",
            "{org} fined both clubs {money} crowns over flares at the semi-final in {hill}.",
            "Goalkeeper {other_surname} will miss the match with a broken finger.",
            "The two clubs have met {m} times since 19{k}.",
        ),
    ),
    Subject(
        slug="OUTAGE",
        role="Transport Minister",
        headlines=(
            "Power cut halts trains across southern {country}",
            "Trains run again in southern {country} after power cut that hit {n}",
            "Inquiry blames {hill} substation for power cut",
        ),
        ledes=(
            "A power cut stopped trains across southern {country} on {day}, stranding {n} passengers in {place} and {city}.",
            "Trains were running again in southern {country} on {day} after a power cut that hit {n} passengers, {org} said.",
            "An inquiry into the power cut in {country} found on {day} that a switch at the {hill} substation had not been checked for {k} months.",
        ),
        details=(
            "Passengers walked {k} km along the track to {place} by the light of their telephones.",
            "Hospitals in {city} ran on generators for {k} hours, and {m} operations were put off.",
            "{org} promised refunds of up to {m} crowns to holders of season tickets.",
            "Engineer {other} said the relay dated from 19{k} and was on a list for replacement.",
            "The line carries {n} people a day, a third more than when it was built.",
            "Signal boxes at {hill} failed one after the other within {k} minutes.",
        ),
    ),
)
"""Ten kinds of story that any general wire carries."""

STATEMENTS = (
    '“{saying},” {person} told reporters in {city}. “{saying_more}.”',
    '“{saying},” said {role} {person}, who visited {place} on {day}.',
    '{role} {person} said that {indirect}.',
    'In a statement, {org} said: “{saying}.”',
    '“{saying_more},” {surname} added.',
    '{other} of {org} was more cautious: “{saying}.”',
    'According to {org}, {indirect}.',
)
SAYINGS = (
    "We will not rest until every one of the {k} questions is answered",
    "Nobody in {place} has forgotten the winter of 19{k}",
    "I have {m} letters on my desk and each asks the same thing",
    "This is a good day for {country} and for {city}",
    "It took us {k} months to get here and it may take {m} more",
    "What {other_surname} proposes would cost {money} mln crowns",
    "The people of {hill} know what is at stake",
    "There was a warning on {day} and no one listened",
)
INDIRECT = (
    "a decision would be taken by {next_day}",
    "{m} inspectors had been sent to {hill}",
    "the plan had the backing of {k} of the {m} districts",
    "nothing had been agreed with {other_surname}",
    "talks would go on in {month}",
    "the cost would not exceed {money} mln crowns",
)
"""For `{indirect}`; SAYINGS for `{saying}` and `{saying_more}`."""
COLOUR = (
    "{Adjective} {thing} lined the streets of {city}, where {trade} had come from {hill} to see the {adjective} {other_thing}.",
    "In the {adjective} quarter of {place}, {trade} argued about {thing} and {other_thing}.",
    "The {thing} market near the {hill} gate was {adjective}, {trade} said, though {other_thing} sold at {m} crowns.",
    "A museum in {city} keeps {k} {adjective} {thing} from that time beside the {other_thing} of {hill}.",
    "{Adjective} as the season was, {trade} in {country} still shipped {m} crates of {thing} a week.",
    "Local radio played {adjective} songs about {thing} while {trade} swept {other_thing} off the square.",
)
ADJECTIVES = tuple(
    "amber ancient bitter blighted brackish brittle candid copper cramped crooked derelict drab draughty dusty elaborate faded feeble fervent "
    "frugal gaudy gilded glassy grim gritty hasty hollow humid idle jagged jaunty leafy lively lopsided lush mellow mossy muddy narrow noisy "
    "ornate painted pale pallid patchy pebbled placid polished quaint quiet ragged restless rugged rusty sallow scarlet scorched sedate shabby "
    "silvery sleek slender smoky solemn spare sprawling steep sturdy sullen sunlit tangled tattered tidy timid tranquil uneven vacant velvet "
    "vivid wary weary wiry wooden worn".split()
)
THINGS = tuple(
    "almonds anchors awnings balconies banners barrels baskets beacons bells bicycles blankets boilers bonnets bricks buckets cables candles "
    "canoes carpets carts chestnuts chimneys clocks cobbles compasses corks crates cradles cymbals drums eels engines fiddles flagons flutes "
    "fountains gables garlands gates gloves gourds hammers hats hinges jars kites ladders lamps lanterns lemons looms mandolins maps marbles "
    "medals melons mirrors mosaics nets oars organs ovens oysters paddles parasols pears pianos pickles pulleys quilts radishes ribbons rivets "
    "saddles sardines sails shutters sickles spindles spoons statues stoves sundials tapestries teapots tiles toys trumpets turnips umbrellas "
    "urns violins wagons walnuts wheels windmills".split()
)
TRADES = tuple(
    "bakers barbers beekeepers blacksmiths brewers bricklayers butchers carpenters clockmakers cobblers coopers couriers dockhands drovers "
    "electricians farmers ferrymen fishmongers gardeners glaziers grocers joiners masons midwives millers miners nurses orchardists painters "
    "pilots plumbers porters potters printers quarrymen ropemakers sailors shepherds stokers tailors tanners teachers tinsmiths weavers "
    "welders".split()
)
FIRST_NAMES = tuple(
    "Ada Albin Anneke Berta Bruno Carla Casimir Clara Dario Delia Edda Emil Fabian Flora Greta Gustav Hanna Henrik Ida Ivo Janna Jonas Karin "
    "Leon Lidia Livia Magnus Maren Marta Milo Nadia Nils Odile Oskar Paula Petra Quentin Rasmus Rosa Ruben Selma Sigrid Stefan Tilda Tobias "
    "Ursula Viktor Vera Wanda Xenia Yves Zora".split()
)
