"""X12, GE17: which two become one, where somebody types more than one code; and what becomes of an account that is let go."""

from pathlib import Path

from sqlalchemy import select

from storage.groups import linked
from storage.store import Unit
from storage.tables import link, outbox
from tests.kit.both_town import THERE, BothTown, both_town, code_in, code_of, is_one
from tests.kit.town import NAMED

NOBODY = "http://127.0.0.1:9"
"""Where Mattermost would call: nobody presses here, and what was answered says so in its place all the same."""


async def lets_go(place: BothTown) -> None:
    """Let Noor take her account on Mattermost off again."""
    await place.matter.says(THERE, "ontkoppel")
    await place.matter.taps(THERE, "Ja, maak los")


async def asked_there(place: BothTown) -> None:
    """Let Noor be asked on Mattermost."""
    await place.matter.add(THERE)
    await place.link()
    await place.matter.says(THERE, "berichten hier")
    await place.teams.until("thu 15:00")


async def answers_on_teams(place: BothTown) -> None:
    """Let Noor answer the weekly question on Teams."""
    await place.teams.says("noor", "De stilte op de gang.")
    await place.teams.taps("noor", "Zo is het goed")
    await place.teams.taps("noor", NAMED)


async def test_x12_a_yes_is_about_the_code_that_was_typed_last_and_not_the_one_that_was_made_last(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        hers = await code_of(place)
        await place.teams.wait(minutes=1)
        his = await code_of(place, "bram")
        await place.matter.says(THERE, f"koppel {his}")
        await place.matter.says(THERE, f"koppel {hers}")
        await place.teams.hears("bram")

        await place.matter.taps(THERE, "Ja, dat ben ik")

        assert await place.teams.hears("bram") == []
        assert "Noor-there heeft in Mattermost jouw code getypt." in (await place.teams.shown("noor"))[-1].text


async def test_x12_a_yes_under_the_question_about_one_code_is_no_yes_to_another(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        hers, his = await code_of(place), await code_of(place, "bram")
        await place.matter.says(THERE, f"koppel {hers}")
        (about_hers,) = (await place.matter.shown(THERE))[-1].message.body["choices"]
        await place.matter.says(THERE, f"koppel {his}")
        await place.teams.hears("bram")

        await place.matter.says(THERE, about_hers["id"].removeprefix("do."))

        assert "Deze code ken ik niet" in (await place.matter.shown(THERE))[-1].text
        assert await place.teams.hears("bram") == []


async def test_x12_who_let_an_account_go_and_finds_it_on_the_list_again_can_link_it_again(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.link()
        await lets_go(place)
        await place.matter.add(THERE)

        await place.link()

        assert (await place.teams.shown("noor"))[-1].text.startswith("Gekoppeld.")
        assert await is_one(place)
        assert await place.teams.app.store.read(lambda unit: linked.still_known_as(unit, THERE)) == "noor"


async def test_x12_what_she_tells_after_letting_an_account_go_is_shown_in_no_message_there(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"], callback_url=NOBODY) as place:
        await asked_there(place)
        await lets_go(place)

        await answers_on_teams(place)

        assert "De stilte op de gang." in await place.teams.reads("noor")
        assert "De stilte op de gang." not in await place.matter.reads(THERE)


async def test_x12_what_she_takes_back_after_letting_an_account_go_is_gone_there_too(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"], callback_url=NOBODY) as place:
        await asked_there(place)
        await answers_on_teams(place)
        await place.matter.says(THERE, "mijn antwoorden")
        await lets_go(place)
        before = await place.matter.reads(THERE)

        await place.teams.says("noor", "verwijder 1")
        await place.teams.taps("noor", "Ja")

        assert "De stilte op de gang." in before
        assert "De stilte op de gang." not in await place.matter.reads(THERE)


async def test_x12_a_code_whose_post_was_lost_sight_of_is_the_one_that_counts(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.matter.add("bram-there")
        place.matter.server.go_wrong("POST /posts", 0, done=True)
        await place.matter.says(THERE, "koppel")
        await place.matter.says("bram-there", "hulp")  # what Mattermost did not take goes again now

        (asked,) = await place.matter.shown(THERE)
        await place.teams.says("noor", f"koppel {code_in(asked.text)}")

        assert "Deze code hoort bij Noor-there in Mattermost." in (await place.teams.shown("noor"))[-1].text


async def test_x12_nothing_of_a_code_stands_in_what_is_kept_of_a_message(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")

        def kept(unit: Unit) -> tuple[str, list[str]]:
            return unit.connection.execute(select(link.c.code)).scalar_one(), list(
                unit.connection.execute(select(outbox.c.recipe)).scalars()
            )

        hashed, recipes = await place.teams.app.store.read(kept)
        assert any("koppel ja" in one for one in recipes)
        assert not any(hashed[:8] in one for one in recipes)
