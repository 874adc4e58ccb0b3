"""Intake: the conventions of wire desks, each as a wire sends it: what it means, and the headline that is left."""

from dataclasses import dataclass

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.item import EditorialKind
from streams.domain.intake.editorial import read_marks, take_notes
from tests.builders import BODY, ninjs
from tests.domain.intake.wires import item_in

BARE = "Bridge closes to lorries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One item as sent, and what is to be understood."""

    kind: EditorialKind | None
    number: int | None = None
    note: str | None = None
    headline: str = BARE
    slug: str = ""
    ednote: str = ""
    above: str = ""
    pub_status: str = ""
    signal: str = ""


CASES = (
    # Reuters' prefixes
    Sent(headline=f"UPDATE 1-{BARE}", kind="update", number=1),
    Sent(headline=f"UPDATE 12-{BARE}", kind="update", number=12),
    Sent(headline=f"WRAPUP 3-{BARE}", kind="update", number=3),
    Sent(headline=f"CORRECTED-{BARE}", kind="correction"),
    Sent(headline=f"CORRECTED-UPDATE 2-{BARE}", kind="correction", number=2),
    Sent(headline=f"CORRECTED (OFFICIAL)-{BARE}", kind="correction"),
    Sent(headline=f"REFILE-{BARE}", kind="refile"),
    Sent(headline=f"REFILE-CORRECTED-UPDATE 2-{BARE}", kind="correction", number=2),
    Sent(headline=f"RPT-{BARE}", kind="refile"),
    Sent(headline=f"RPT-UPDATE 3-{BARE}", kind="update", number=3),
    Sent(headline=f"BREAKING-UPDATE 1-{BARE}", kind="update", number=1),
    Sent(headline=f"WITHDRAWN-{BARE}", kind="kill"),
    Sent(headline=f"ADVISORY-{BARE}", kind="advisory"),
    # of haste alone
    Sent(headline=f"BREAKING: {BARE}", kind=None),
    Sent(headline=f"BREAKING NEWS - {BARE}", kind=None),
    Sent(headline=f"URGENT - {BARE}", kind=None),
    Sent(headline=f"*** FLASH *** {BARE}", kind=None),
    # in brackets
    Sent(headline=f"(CORRECTED) - {BARE}", kind="correction"),
    Sent(headline=f"(2nd LD) {BARE}", kind="update", number=2),
    Sent(headline=f"(LEAD) {BARE}", kind="update"),
    Sent(headline=f"[UPDATED] {BARE}", kind="update"),
    Sent(headline=f"<CORRECTED> - {BARE}", kind="correction"),
    # behind the headline
    Sent(headline=f"{BARE} (Corrects day in first paragraph)", kind="correction", note="Corrects day in first paragraph"),
    Sent(
        headline=f"CORRECTED-{BARE} (corrects day to Thursday, not Friday)", kind="correction", note="corrects day to Thursday, not Friday"
    ),
    Sent(headline=f"{BARE} (Adds mayor)", kind="update", note="Adds mayor"),
    Sent(headline=f"{BARE} (Repeats to more subscribers)", kind="refile", note="Repeats to more subscribers"),
    # AP's slugs and leads
    Sent(slug="BC-Bridge,1st Ld", kind="update", number=1),
    Sent(slug="BC-Bridge, 1st Ld-Writethru", kind="writethru", number=1),
    Sent(slug="AM-BRIDGE-2NDLD", kind="update", number=2),
    Sent(slug="PM-BRIDGE--3RDLD (WRITETHROUGH)", kind="writethru", number=3),
    Sent(slug="BC-Bridge,4th Lead-Writethru", kind="writethru", number=4),
    Sent(slug="BC-Bridge, Writethru", kind="writethru"),
    Sent(slug="BC-Bridge, CORRECTIVE", kind="correction"),
    Sent(slug="BC-(CORRECTED)---BRIDGE", kind="correction"),
    Sent(slug="BC-Bridge, KILL", kind="kill"),
    Sent(slug="BC-Bridge, HOLD", kind="hold"),
    Sent(slug="BC-Bridge, Advisory", kind="advisory"),
    Sent(slug="BC-BRIDGE-KILL", kind=None),
    Sent(headline=f"2nd Ld-Writethru: {BARE}", kind="writethru", number=2),
    Sent(headline=f"BULLETIN KILL: {BARE}", kind="kill"),
    Sent(headline=f"HOLD FOR RELEASE - {BARE}", kind="hold"),
    # editors' notes, in their field and above the text
    Sent(
        ednote="Eds: Corrects the number of cables in paragraph 2.",
        kind="correction",
        note="Eds: Corrects the number of cables in paragraph 2.",
    ),
    Sent(ednote="UPDATES with mayor, background", kind="update", note="UPDATES with mayor, background"),
    Sent(ednote="Refiles to fix dropped word", kind="refile", note="Refiles to fix dropped word"),
    Sent(ednote="Fixes typo", kind="refile", note="Fixes typo"),
    Sent(ednote="Removes photo reference", kind="update", note="Removes photo reference"),
    Sent(ednote="HOLD FOR RELEASE at 1800 GMT", kind="hold", note="HOLD FOR RELEASE at 1800 GMT"),
    Sent(ednote="Kill the story below: it did not happen", kind="kill", note="Kill the story below: it did not happen"),
    Sent(ednote="Photos to follow", kind="advisory", note="Photos to follow"),
    Sent(above="(Corrects name in paragraph 3)", kind="correction", note="Corrects name in paragraph 3"),
    Sent(above="(Adds mayor's quote (para 4), background)", kind="update", note="Adds mayor's quote (para 4), background"),
    Sent(above="(Recasts with vote)", kind="update", note="Recasts with vote"),
    Sent(above="Eds: New throughout. With photos.", kind="update", note="New throughout. With photos."),
    Sent(above="(Eds: Corrects name)", kind="correction", note="Corrects name"),
    Sent(above="ATTENTION EDITORS - Clarifies that the tunnel stays open", kind="correction", note="Clarifies that the tunnel stays open"),
    # statuses and signals
    Sent(pub_status="canceled", kind="kill"),
    Sent(pub_status="cancelled", kind="kill"),
    Sent(pub_status="stat:canceled", kind="kill"),
    Sent(pub_status="withheld", kind="hold"),
    Sent(headline=f"UPDATE 2-{BARE}", pub_status="canceled", kind="kill", number=2),
    Sent(signal="sig:update", kind="update"),
    Sent(signal="sig:correction", kind="correction"),
    Sent(signal="http://cv.iptc.org/newscodes/signal/update", kind="update"),
    Sent(signal="sig:atts", kind=None),
)


@pytest.mark.parametrize(
    "sent",
    CASES,
    ids=lambda sent: sent.headline.replace(BARE, "…") + "|".join([sent.slug, sent.ednote, sent.above, sent.pub_status, sent.signal]),
)
def test_a_convention_becomes_editorial_and_leaves_headline_and_body_clean(sent: Sent) -> None:
    item = item_in(
        orjson.dumps(
            ninjs(
                headline=sent.headline, slugline=sent.slug, ednote=sent.ednote, pubstatus=sent.pub_status, signal=sent.signal,
                body_text="\n\n".join(filter(None, [sent.above, BODY])),
            )
        )
    )  # fmt: skip
    said = item.editorial
    assert (said and said.kind, said and said.number, said and said.note) == (sent.kind, sent.number, sent.note)
    assert (item.headline, item.body, item.lead_number) == (BARE, BODY, sent.number)


@pytest.mark.parametrize(
    "headline",
    [
        "Storms kill two", "KILLER WHALE SEEN", "Update on the bridge", "Corrections officer hurt", "Holding firm: the port",
        "BREAKING BAD RETURNS",
        "Lead in water: what is known", "Alert driver saves bus", "COURT CORRECTS SENTENCE",
        "Bridge (Correctional Street) closes", "Minister repeats claim",
    ],
)  # fmt: skip
def test_a_headline_that_only_uses_the_word_is_left_alone(headline: str) -> None:
    marks = read_marks(headline=headline, slug="BC-STORMS-KILL", note="", pub_status="usable")
    assert (marks.editorial, marks.headline) == (None, headline)


@pytest.mark.parametrize(
    "text",
    [
        "(Reuters) - The bridge closed.",
        "(Corrected) figures are due on Monday, the port said.",
        "Editors at the Courier went on strike.",
        "Adds the mayor: “No lorry will pass.”",
    ],
)
def test_a_sentence_is_no_note(text: str) -> None:
    assert take_notes([text, "Two."])[1][-1] == "Two."
    assert not take_notes(["One.", "Two.", "Three.", "Four.", "(Adds mayor) Five."])[0]


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=60))
def test_any_headline_slug_and_note_can_be_read(headline: str, slug: str, note: str) -> None:
    marks = read_marks(headline=headline, slug=slug, note=note, pub_status="usable")
    assert marks.headline in headline or marks.headline == headline
    assert (marks.editorial is not None) >= bool(note)
