"""The intake stage: one message in, one outcome out."""

import pytest

from schemas.errors import InvalidEvent
from schemas.ids import stable_id
from streams.agents.dedupe import Dedupe
from streams.agents.intake import Intake, detect_language
from streams.domain.enrich.enrich import is_english
from streams.replay import Replay
from tests.builders import NOON, message, ninjs, raw
from tests.domain.intake.wires import corpus

STAGE = Intake()


def test_an_item_is_named_after_its_place_in_the_topic() -> None:
    outcome = STAGE.handle(message(raw(partition=2, offset=17)), STAGE.memory())
    assert outcome.name == "item"
    assert [sent.item_id for sent in outcome.send] == [stable_id("wire.raw", 2, 17)]
    assert outcome.send[0].received_at == NOON
    assert outcome.change == {}


def test_the_items_of_one_message_are_named_after_their_place_in_it_too() -> None:
    value = b'[{"uri": "x:1", "headline": "One"}, {"uri": "x:2", "type": "picture"}, {"uri": "x:3", "headline": "Three"}]'
    outcome = STAGE.handle(message(raw(value, offset=5)), STAGE.memory())
    assert outcome.name == "item"
    assert [sent.item_id for sent in outcome.send] == [stable_id("wire.raw", 0, 5, 0), stable_id("wire.raw", 0, 5, 2)]
    assert (outcome.log["format"], outcome.log["items"]) == ("ninjs", 2)


def test_a_message_of_which_some_items_cannot_be_read_says_so_and_sends_the_others() -> None:
    outcome = STAGE.handle(message(raw(corpus("rss.xml"))), STAGE.memory())
    assert (outcome.name, len(outcome.send)) == ("partly_read", 2)
    assert outcome.log["unread"] == ("uri: an entry without guid, id and link",)


def test_other_media_are_counted_and_passed_over() -> None:
    outcome = STAGE.handle(message(raw(ninjs(type="video"))), STAGE.memory())
    assert (outcome.name, outcome.send) == ("other_media", ())


def test_what_cannot_be_read_is_blamed_on_the_message() -> None:
    with pytest.raises(InvalidEvent, match="neither a headline nor a body"):
        STAGE.handle(message(raw(ninjs(headline=None, body_text=None))), STAGE.memory())


def test_the_header_names_format_and_character_set() -> None:
    value = "Caféteria schließt\n\nHeute.".encode("cp1250")
    outcome = STAGE.handle(message(raw(value, content_type="text/plain; charset=windows-1250")), STAGE.memory())
    assert outcome.send[0].headline == "Caféteria schließt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour bridge will close to lorries on Thursday, the city council said.", "en"),
        ("Die Hafenbrücke wird am Donnerstag für Lastwagen gesperrt, teilte der Stadtrat mit.", "de"),
        ("Le pont du port sera fermé aux camions jeudi, a annoncé le conseil municipal.", "fr"),
        ("El puente del puerto se cerrará a los camiones el jueves, dijo el ayuntamiento.", "es"),
        ("В четверг мост в порту будет закрыт для грузовиков, сообщил городской совет.", "ru"),
        ("سيغلق جسر الميناء أمام الشاحنات يوم الخميس، حسبما ذكر مجلس المدينة.", "ar"),
        ("市议会表示，港口大桥将于周四对卡车关闭，维修预计需要四十天。", "zh"),
        ("17 4 22.5 -", "und"),
        ("", "und"),
    ],
)
def test_a_text_without_a_language_is_in_the_one_it_is_written_in(text: str, language: str) -> None:
    assert detect_language(text) == language
    outcome = STAGE.handle(message(raw(ninjs(language=None, headline="4711", body_text=text))), STAGE.memory())
    assert outcome.send[0].language == language


def test_an_unsupported_language_goes_on_to_be_compared_and_filed() -> None:
    outcome = STAGE.handle(message(raw(ninjs(language="fr-CA"))), STAGE.memory())
    assert (outcome.name, outcome.send[0].language, is_english("fr-CA")) == ("item", "fr-ca", False)


def test_a_kill_without_a_word_of_text_reaches_the_article_that_it_kills() -> None:
    flow = Replay([Intake(), Dedupe()])
    killed = ninjs(version="2", pubstatus="canceled", headline=None, body_text=None)
    sent = [record for n, said in enumerate([ninjs(), killed]) for record in flow.feed("wire.raw", raw(said, offset=n))]
    articles = [record.value for record in sent if record.topic == "wire.article"]
    assert [(each.uri, each.revision, each.pub_status) for each in articles] == [("wire:1", 0, "usable"), ("wire:1", 1, "canceled")]


def test_every_outcome_is_announced() -> None:
    assert STAGE.outcomes == ("item", "other_media", "partly_read")
