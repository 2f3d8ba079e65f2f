"""Mattermost: forms are dialogs, and typed as ever; nothing that a dialog brings is believed (reference §10, GE10, GE13)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.preparing import CASE, GATHERED, gathered, sets_out
from tests.kit.dialog_town import STORY, DialogTown, checklist, dialog_town, own
from tests.kit.pictures import png
from tests.kit.stories import HERE, play

OVER = "Deze vragen zijn al klaar."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[DialogTown]:
    async with dialog_town(tmp_path, formats=[]) as opened:
        yield opened


async def last(place: DialogTown, person: str = "noor") -> str:
    return (await place.shown(person))[-1].text


# -- the checklist, in the one way, in the other, and half in each


async def test_s04_the_checklist_as_a_dialog_step_by_step(place: DialogTown) -> None:
    await place.says("noor", "inzicht")
    await place.says("noor", "formulier")

    await place.fills("noor", moment_story=STORY, more="go_on", moment_feeling="Stil.", potential="Een kortere zin.")

    assert await own(place) == ["Een kortere zin.", STORY, "Stil."]
    assert len(place.shown_dialogs) >= 2
    assert place.server.whispered == []


async def test_s04_the_checklist_half_as_a_dialog_and_then_typed(place: DialogTown) -> None:
    dialog = await checklist(place)
    _, answer = await place.sends("noor", dialog, {"moment_story": STORY, "more": "go_on"})
    following = place.next_step(dialog, answer)

    shown = await last(place)
    await place.says("noor", "Stil.")

    assert following is not None
    assert "Hoe was dat moment voor jou?" in shown
    assert await own(place) == [STORY, "Stil."]


async def test_s04_the_checklist_half_typed_and_then_as_a_dialog(place: DialogTown) -> None:
    await place.says("noor", "inzicht")
    await place.says("noor", STORY)
    await place.says("noor", "Nog een paar vragen")
    await place.says("noor", "formulier")

    dialog = await place.opens("noor")
    status, answer = await place.sends("noor", dialog, {"moment_feeling": "Stil."})

    assert (status, answer.get("errors")) == (200, None)
    assert "moment_story" not in [one["name"] for one in dialog["elements"]]
    assert await own(place) == [STORY, "Stil."]


async def test_what_was_closed_half_way_is_kept_and_opened_where_it_was(place: DialogTown) -> None:
    dialog = await checklist(place)
    _, answer = await place.sends("noor", dialog, {"moment_story": STORY, "more": "go_on"})
    following = place.next_step(dialog, answer)
    assert following is not None

    status, closed = await place.sends("noor", following, {}, cancelled=True)
    again = await place.opens("noor")

    assert (status, closed) == (200, {})
    assert [one["name"] for one in again["elements"]] == [one["name"] for one in following["elements"]]
    assert await own(place) == [STORY]


async def test_a_server_that_knows_no_steps_leaves_the_rest_in_the_chat(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, formats=[]) as place:
        place.server.settings["Version"] = "11.0.4"
        dialog = await checklist(place)

        status, answer = await place.sends("noor", dialog, {"moment_story": STORY, "more": "go_on"})
        again = await place.opens("noor")

        assert (status, answer) == (200, {})
        assert again["elements"][0]["name"] == "moment_feeling"


async def test_a_dialog_that_was_cancelled_changes_nothing(place: DialogTown) -> None:
    dialog = await checklist(place)
    before = await place.reads("noor")

    assert await place.sends("noor", dialog, {"moment_story": STORY}, cancelled=True) == (200, {})

    assert await place.reads("noor") == before
    assert await own(place) == []
    await place.says("noor", STORY)
    assert await own(place) == [STORY]


# -- what is no answer


async def test_what_is_no_answer_is_said_beside_its_question_and_the_dialog_stays_open(place: DialogTown) -> None:
    dialog = await checklist(place)
    before = await place.reads("noor")

    status, wrong = await place.sends("noor", dialog, {"moment_story": "x" * 4001, "more": "never"})
    kept = await own(place), await place.reads("noor")
    mended = await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"})

    assert (status, list(wrong["errors"])) == (200, ["moment_story", "more"])
    assert "4001 tekens" in wrong["errors"]["moment_story"]
    assert "Je kunt kiezen uit: Nog een paar vragen" in wrong["errors"]["more"]
    assert kept == ([], before)
    assert mended == (200, {})
    assert await own(place) == [STORY]


async def test_a_choice_that_was_not_offered_is_no_answer(place: DialogTown) -> None:
    dialog = await checklist(place)

    _, wrong = await place.sends("noor", dialog, {"moment_story": STORY, "more": "go_on.ready"})

    assert list(wrong["errors"]) == ["more"]


# -- several picked from a list


async def test_several_are_picked_from_a_list_in_a_dialog_and_counted_once(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "overslaan")

        dialog = await place.opens("lotte")
        (element,) = dialog["elements"]
        friday = next(one["value"] for one in element["options"] if one["text"] == "vrijdag")
        sent = await place.sends("lotte", dialog, {"picked": [friday]})
        again = await place.sends("lotte", dialog, {"picked": [friday]})

        assert element["multiselect"] is True
        assert (sent, again) == ((200, {}), (200, {}))
        assert "Zal ik na elk antwoord vragen" in await last(place, "lotte")


async def test_of_a_list_none_may_be_picked(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "overslaan")

        assert await place.sends("lotte", await place.opens("lotte"), {"picked": []}) == (200, {})

        assert "Zal ik na elk antwoord vragen" in await last(place, "lotte")


# -- once, and not too late


async def test_a_dialog_counts_once_however_often_it_comes(place: DialogTown) -> None:
    dialog = await checklist(place)
    values = {"moment_story": STORY, "more": "ready"}

    sent = await asyncio.gather(*(place.sends("noor", dialog, values) for _ in range(3)))
    sent.append(await place.sends("noor", dialog, values | {"moment_story": "Iets anders."}))

    assert [status for status, _ in sent] == [200] * 4
    assert await own(place) == [STORY]


async def test_two_windows_of_one_form_keep_what_each_holds(place: DialogTown) -> None:
    first = await checklist(place)
    second = await place.opens("noor")

    await place.sends("noor", first, {"moment_story": STORY, "more": "ready"})
    status, answer = await place.sends("noor", second, {"moment_story": "Iets anders.", "more": "ready"})

    assert (status, OVER in answer["error"]) == (200, True)
    assert await own(place) == [STORY]


async def test_what_is_typed_while_a_dialog_stands_open_counts_and_nothing_in_the_dialog_is_lost(place: DialogTown) -> None:
    dialog = await checklist(place)
    await place.says("noor", STORY)

    status, answer = await place.sends("noor", dialog, {"moment_story": "Iets anders.", "more": "ready"})

    assert (status, answer) == (200, {})
    assert "Iets anders." in await place.reads("noor")
    assert "die vraag was al klaar" in await place.reads("noor")
    assert await own(place) == [STORY]


@pytest.mark.parametrize("first", ["typed", "dialog"])
async def test_a_dialog_and_a_text_at_the_same_moment_lose_nothing(place: DialogTown, first: str) -> None:
    dialog = await checklist(place)
    sending = place.sends("noor", dialog, {"moment_story": "Uit het formulier.", "more": "ready"})
    typing = place.says("noor", "Uit de chat, ook een verhaal.")

    await asyncio.gather(*((typing, sending) if first == "typed" else (sending, typing)))
    await place.settle()

    everything = await place.reads("noor") + " ".join(await own(place))
    typed = [post["message"] for post in place.server.shown(place.server.chat("noor"), "noor")]
    assert "Uit het formulier." in everything
    assert "Uit de chat, ook een verhaal." in typed


async def test_what_comes_after_the_form_is_over_stays_in_the_window(place: DialogTown) -> None:
    dialog = await checklist(place)
    await place.says("noor", "stop")

    status, answer = await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"})

    assert (status, OVER in answer.get("error", "")) == (200, True)


async def test_what_comes_after_closing_is_held_until_she_says_where_it_goes(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:30")
        await place.until("tue 16:50")
        await place.taps("noor", "Vertellen")
        await place.says("noor", "formulier")
        dialog = await place.opens("noor")
        await place.until("tue 17:10")

        status, answer = await place.sends("noor", dialog, {"wonder_text": STORY})
        asked = await last(place)
        await place.taps("noor", "Alleen voor mij")

        assert (status, answer) == (200, {})
        assert "Deze ronde is gesloten" in asked
        assert await own(place) == [STORY]


async def test_a_button_of_a_form_that_is_over_opens_nothing_and_says_so(place: DialogTown) -> None:
    await checklist(place)
    post, action = next(one for one in place.buttons("noor") if one[1]["name"] == "Alles invullen")
    await place.says("noor", "stop")
    opened = len(place.server.dialogs["noor"])

    assert await place.presses_on("noor", post, action["id"]) in {200, 404}
    await place.settle()

    assert len(place.server.dialogs["noor"]) == opened


async def test_a_button_that_is_pressed_while_its_form_goes_opens_nothing_and_is_told_so(place: DialogTown) -> None:
    await checklist(place)
    post, action = next(one for one in place.buttons("noor") if one[1]["name"] == "Alles invullen")
    await place.says("noor", "stop", settle=False)
    opened = len(place.server.dialogs["noor"])

    assert await place.presses_on("noor", post, action["id"]) == 200
    await place.settle()

    assert len(place.server.dialogs["noor"]) == opened
    assert "Deze knop hoort bij een vraag die al klaar is." in await place.reads("noor")


@pytest.mark.parametrize("status", [400, 500, 0])
async def test_a_dialog_that_the_server_does_not_open_is_told_and_can_be_opened_again(place: DialogTown, status: int) -> None:
    await place.says("noor", "inzicht")
    await place.says("noor", "formulier")
    post, action = next(one for one in place.buttons("noor") if one[1]["name"] == "Alles invullen")
    place.server.go_wrong("POST /actions/dialogs/open", status, times=1)

    assert await place.presses_on("noor", post, action["id"]) == 200
    (told,) = place.server.whispered
    dialog = await place.opens("noor")

    assert told[0] == "noor"
    assert await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"}) == (200, {})


async def test_a_server_that_does_not_tell_its_version_is_taken_for_the_oldest(place: DialogTown) -> None:
    await place.says("noor", "inzicht")
    await place.says("noor", "formulier")
    place.server.go_wrong("GET /config/client", 500, times=1)

    dialog = await place.opens("noor")

    assert [one["name"] for one in dialog["elements"]] == ["moment_story", "more"]


async def test_a_window_that_stood_open_for_days_keeps_its_text(place: DialogTown) -> None:
    dialog = await checklist(place)
    await place.wait(hours=25)

    status, answer = await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"})

    assert (status, "stond te lang open" in answer["error"]) == (200, True)
    assert await own(place) == []


# -- an assignment with a file, and whole stories


async def test_s05_an_assignment_is_filled_in_in_a_dialog_and_read_by_the_group(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await sets_out(place)
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Ik typ het")

        await place.fills("noor", situation=CASE, wanted="Op tijd beginnen")
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        assert CASE in await gathered(place, "bram")
        assert "Op tijd beginnen" in await gathered(place, "bram")


async def test_s05_an_assignment_with_a_file_is_sent_in_the_chat_and_its_readers_chosen_with_a_button(tmp_path: Path) -> None:
    async with dialog_town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await sets_out(place)
        await place.taps("noor", "Beginnen")
        await place.says("noor", "formulier")
        dialog = await place.opens("noor")
        status, answer = await place.sends("noor", dialog, {"unsuccessful_form": "drawing"})

        await place.says("noor", "", ("tekening.png", png()))
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        assert (status, answer) == (200, {})
        assert "(een foto, tekening of document)" in await gathered(place, "bram")


@pytest.mark.no_cover
@pytest.mark.parametrize("story", ["assignment", "informal_insight_checklist", "onboarding", "learning_preference_scan"])
async def test_a_story_goes_over_dialogs_as_everywhere(story: str, tmp_path: Path) -> None:
    await play(HERE / f"{story}.yaml", tmp_path, where=dialog_town)
