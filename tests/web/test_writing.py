"""What people do through the API: write, edit, delete, press, talk in the room, choose a language. Once is once."""

import asyncio

import pytest

from tests.kit.town import TEAM
from tests.web.desk import Desk, assert_refused

# Writing to the bot


async def test_what_somebody_wrote_stands_in_her_column_once_it_is_stored(desk: Desk) -> None:
    answer = await desk.call("POST", "people/noor/messages", {"text": "Hoi!", "id": "eerste"})

    assert answer == (202, {"id": "eerste"})
    assert [(one["id"], one["from"], one["text"], one["state"]) for one in await desk.wrote("noor")] == [
        ("eerste", "noor", "Hoi!", "sent")
    ]


async def test_a_message_without_an_id_gets_one(desk: Desk) -> None:
    answer = await desk.says("noor", "Hoi!")

    assert (await desk.wrote("noor"))[0]["id"] == answer.body["id"]


async def test_the_same_id_twice_is_one_message_and_one_answer(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    await desk.says("noor", "De rust op de gang.", id="zelfde")
    before = await desk.column("noor")

    again = await desk.says("noor", "De rust op de gang.", id="zelfde")

    assert again == (202, {"id": "zelfde"})
    assert await desk.column("noor") == before


async def test_two_people_may_use_the_same_id(desk: Desk) -> None:
    await desk.says("noor", "Van Noor", id="1")
    await desk.says("bram", "Van Bram", id="1")

    assert [one["text"] for one in await desk.wrote("noor")] == ["Van Noor"]
    assert [one["text"] for one in await desk.wrote("bram")] == ["Van Bram"]


async def test_twenty_messages_at_once_are_all_kept(desk: Desk) -> None:
    texts = [f"Bericht {number}" for number in range(20)]

    answers = await asyncio.gather(*(desk.call("POST", "people/noor/messages", {"text": text}) for text in texts))
    await desk.settle()

    assert {answer.status for answer in answers} == {202}
    assert sorted(one["text"] for one in await desk.wrote("noor")) == sorted(texts)
    assert len({one["seq"] for one in await desk.column("noor")}) == len(await desk.column("noor"))


@pytest.mark.trust("R14")
async def test_the_same_message_twenty_times_at_once_is_one(desk: Desk) -> None:
    call = ("POST", "people/noor/messages", {"text": "Eén keer", "id": "zelfde"})

    answers = await asyncio.gather(*(desk.call(*call) for _ in range(20)))

    assert {answer.status for answer in answers} == {202}
    assert [one["text"] for one in await desk.wrote("noor")] == ["Eén keer"]


async def test_two_presses_of_one_button_at_once_are_one_answer(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    await desk.says("noor", "De rust op de gang.")
    asked = await desk.newest("noor")
    press = {"message": asked["id"], "action": asked["choices"][0]["id"], "id": "tik"}

    answers = await asyncio.gather(*(desk.call("POST", "people/noor/actions", press) for _ in range(5)))
    await desk.settle()

    assert {answer.status for answer in answers} == {202}
    assert (await desk.newest("noor"))["text"].count("Wie mag dit lezen?") == 1
    assert sum("Wie mag dit lezen?" in one["text"] for one in await desk.column("noor")) == 1


# Editing and deleting


async def test_an_edited_message_says_the_new_words_and_the_bot_asks_what_was_meant(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    await desk.says("noor", "De rust op de gang.", id="rust")

    answer = await desk.call("PATCH", "people/noor/messages/rust", {"text": "De drukte op de gang."})
    await desk.settle()

    assert answer == (202, {"id": "rust"})
    edited = next(one for one in await desk.wrote("noor") if one["id"] == "rust")
    assert (edited["text"], edited["state"]) == ("De drukte op de gang.", "revised")
    await desk.says("noor", "mijn antwoorden")
    assert "De rust op de gang." in (await desk.newest("noor"))["text"]


async def test_a_deleted_message_stays_as_a_place_without_words(desk: Desk) -> None:
    await desk.says("noor", "Toch maar niet", id="weg")
    before = (await desk.column("noor"))[-1]["seq"]

    answer = await desk.call("DELETE", "people/noor/messages/weg")

    assert answer == (202, {"id": "weg"})
    gone = next(one for one in await desk.column("noor", before) if one["id"] == "weg")
    assert (gone["state"], gone["text"], gone["files"]) == ("withdrawn", "", [])
    assert_refused(await desk.call("DELETE", "people/noor/messages/weg"), 404)
    assert_refused(await desk.call("PATCH", "people/noor/messages/weg", {"text": "terug"}), 404)


@pytest.mark.trust("R15")
async def test_two_edits_at_once_are_both_done_and_one_stands(desk: Desk) -> None:
    await desk.says("noor", "Eerst", id="x")

    answers = await asyncio.gather(*(desk.call("PATCH", "people/noor/messages/x", {"text": f"Daarna {n}"}) for n in range(5)))
    again = await desk.call("PATCH", "people/noor/messages/x", {"text": "Ten slotte"})

    assert {answer.status for answer in (*answers, again)} == {202}
    assert (await desk.wrote("noor"))[0]["text"] == "Ten slotte"


async def test_the_same_edit_again_is_one_edit(desk: Desk) -> None:
    await desk.says("noor", "Eerst", id="x")
    await desk.call("PATCH", "people/noor/messages/x", {"text": "Daarna"})
    await desk.settle()
    before = await desk.column("noor")

    again = await desk.call("PATCH", "people/noor/messages/x", {"text": "Daarna"})
    await desk.settle()

    assert again == (202, {"id": "x"})
    assert await desk.column("noor") == before


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_a_message_cannot_be_edited_to_nothing(desk: Desk, text: str) -> None:
    await desk.says("noor", "Iets", id="x")

    assert_refused(await desk.call("PATCH", "people/noor/messages/x", {"text": text}), 422)


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_only_the_own_message_can_be_touched(desk: Desk, method: str) -> None:
    await desk.says("noor", "verwondering", id="x")
    asked = await desk.newest("noor")
    before = await desk.column("noor")

    refused = [
        await desk.call(method, f"people/bram/messages/{id_}", {"text": "van Bram"})
        for id_ in ("x", asked["id"], "bestaat-niet")
    ]
    refused.append(await desk.call(method, f"people/noor/messages/{asked['id']}", {"text": "door de bot gezegd"}))

    for answer in refused:
        assert_refused(answer, 404)
    assert await desk.column("noor") == before


# In the room


async def test_somebody_of_the_team_writes_in_the_room_and_another_reacts_under_it(desk: Desk) -> None:
    first = await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "Wie is er woensdag?"})
    await desk.post(f"rooms/{TEAM}/messages", {"from": "fatima", "text": "Ik.", "thread": first.body["id"]})

    assert [(one["from"], one["text"], one["thread"]) for one in await desk.room()] == [
        ("noor", "Wie is er woensdag?", None),
        ("fatima", "Ik.", first.body["id"]),
    ]
    assert await desk.column("noor") == []


async def test_the_same_message_in_the_room_twice_is_one(desk: Desk) -> None:
    post = {"from": "noor", "text": "Wie is er woensdag?", "id": "een"}

    answers = [await desk.post(f"rooms/{TEAM}/messages", post) for _ in range(2)]

    assert answers == [(202, {"id": "een"})] * 2
    assert len(await desk.room()) == 1


async def test_an_id_that_somebody_else_used_in_the_room_is_refused_and_loses_nothing(desk: Desk) -> None:
    await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "Van Noor", "id": "een"})

    answer = await desk.post(f"rooms/{TEAM}/messages", {"from": "bram", "text": "Van Bram", "id": "een"})

    assert_refused(answer, 422)
    assert [one["text"] for one in await desk.room()] == ["Van Noor"]


async def test_an_id_that_somebody_else_used_to_call_the_bot_in_the_room_is_refused_too(desk: Desk) -> None:
    await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "@leerbot hoi", "id": "een"})

    answer = await desk.post(f"rooms/{TEAM}/messages", {"from": "bram", "text": "@leerbot van Bram", "id": "een"})

    assert_refused(answer, 422)
    assert [one["text"] for one in await desk.room()] == ["@leerbot hoi"]


async def test_whoever_calls_the_bot_in_the_room_is_answered_in_her_own_column(desk: Desk) -> None:
    await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "@Leerbot wat kun jij?", "id": "een"})

    assert [one["from"] for one in await desk.room()] == ["noor"]
    assert [one["from"] for one in await desk.column("noor")] == ["bot"]


@pytest.mark.parametrize("who", ["ruud", "piet", "bot", "", "noor "])
async def test_a_stranger_to_the_room_cannot_write_there(desk: Desk, who: str) -> None:
    assert_refused(await desk.post(f"rooms/{TEAM}/messages", {"from": who, "text": "Hoi"}), 403)
    assert await desk.room() == []


async def test_a_reaction_to_nothing_is_refused(desk: Desk) -> None:
    assert_refused(await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "Ja!", "thread": "weg"}), 404)
    assert await desk.room() == []


async def test_there_is_no_room_but_the_teams(desk: Desk) -> None:
    assert_refused(await desk.post("rooms/kelder/messages", {"from": "noor", "text": "Hoi"}), 404)


# Language


async def test_the_bot_speaks_the_language_that_was_chosen_from_then_on(desk: Desk) -> None:
    await desk.says("noor", "hulp")
    answer = await desk.call("PUT", "people/noor/language", {"language": "en"})
    await desk.says("noor", "hulp")

    assert answer == (204, None)
    assert [one["lang"] for one in await desk.column("noor") if one["from"] == "bot"] == ["nl", "en"]
    assert {one["id"]: one["language"] for one in (await desk.get("people")).body}["noor"] == "en"


@pytest.mark.parametrize("language", ["de", "", "NL", None, 7])
async def test_a_language_that_the_bot_does_not_speak_is_refused(desk: Desk, language: object) -> None:
    assert_refused(await desk.call("PUT", "people/noor/language", {"language": language}), 422)
