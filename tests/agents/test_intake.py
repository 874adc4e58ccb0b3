"""The intake stage: one message in, one outcome out."""

import pytest

from schemas.errors import InvalidEvent
from schemas.ids import stable_id
from streams.agents.intake import Intake
from tests.builders import NOON, message, ninjs, raw

STAGE = Intake()


def test_an_item_is_named_after_its_place_in_the_topic() -> None:
    outcome = STAGE.handle(message(raw(partition=2, offset=17)), STAGE.memory())
    assert outcome.name == "item"
    assert [sent.item_id for sent in outcome.send] == [stable_id("wire.raw", 2, 17)]
    assert outcome.send[0].received_at == NOON
    assert outcome.change == {}


def test_other_media_are_counted_and_passed_over() -> None:
    outcome = STAGE.handle(message(raw(ninjs(type="video"))), STAGE.memory())
    assert (outcome.name, outcome.send) == ("other_media", ())


def test_what_cannot_be_read_is_blamed_on_the_message() -> None:
    with pytest.raises(InvalidEvent, match="neither a headline nor a body"):
        STAGE.handle(message(raw(ninjs(headline=None, body_text=None))), STAGE.memory())


def test_every_outcome_is_announced() -> None:
    assert STAGE.outcomes == ("item", "other_media")
