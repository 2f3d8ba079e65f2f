"""S01, X22: what somebody who takes part chooses, and the first day on which she is asked."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.town import NAMED, TEAM, Town, at, town

QUESTION = "Wat heeft jou de afgelopen week verwonderd in je werk?"
JOINING = ("Ja, ik doe mee", "overslaan", "overslaan", "overslaan", "Nu niet")
"""What somebody who answers as little as possible presses and types while she joins."""


async def test_s01_acceptance_3_who_did_not_say_how_to_share_is_asked_after_each_answer(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "stop")
        await place.until("thu 14:00")
        await place.says("lotte", "De stilte op de gang.")

        await place.taps("lotte", "Zo is het goed")

        assert "Wie mag dit lezen?" in (await place.hears("lotte"))[-1].text


async def test_s01_everything_chosen_is_kept_and_the_trial_stays_private(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "Lot")
        await place.taps("lotte", "dinsdag", "donderdag")
        await place.taps("lotte", "Vraag het elke keer")
        await place.taps("lotte", "Ja, graag")
        trial = (await place.hears("lotte"))[-1]
        await place.says("lotte", "Een geheim dat bleef.")
        await place.taps("lotte", "Zo is het goed")
        last = (await place.hears("lotte"))[-1]

        await place.wait(days=14)

        person = await place.app.store.read(lambda unit: people.load(unit, "lotte"))
        assert person.quiet_days == {1, 3}
        assert QUESTION in trial.text
        assert "Alleen jij leest dit." in trial.text
        assert "Dit blijft alleen voor jou" in last.text
        assert NAMED not in last.choices
        assert "geheim" not in await place.room() + await place.reads("fatima")


async def test_s01_who_keeps_everything_private_is_not_asked_to_share(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.set("noor", default_share="private")
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.tells("noor", "Voor mezelf.")

        heard = (await place.hears("noor"))[-1]
        assert "Dit blijft alleen voor jou" in heard.text
        assert heard.choices == {}


async def test_x22_who_agrees_while_a_round_is_open_joins_with_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("thu 15:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "stop")
        await place.hears("lotte")

        await place.until("2026-03-19 13:59")
        during = await place.hears("lotte")
        await place.until("2026-03-19 14:00")

        assert during == []
        assert len(await place.hears("lotte")) == 1


async def test_x22_who_comes_into_the_team_while_a_round_is_open_joins_with_the_next(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 15:00")
        await place.add("lotte", team=TEAM)

        await place.until("2026-03-19 13:59")
        during = await place.hears("lotte")
        await place.until("2026-03-19 14:00")

        assert during == []
        assert len(await place.hears("lotte")) == 1


async def joins(place: Town, who: str) -> str:
    """Let somebody take part, and return the last that she is told."""
    await place.taps(who, JOINING[0])
    for word in JOINING[1:-1]:
        await place.says(who, word)
    await place.taps(who, JOINING[-1])
    return (await place.hears(who))[-1].text


@pytest.mark.parametrize(
    ("values", "told", "comes"),
    [
        ({"quiet_days": ""}, "Tot donderdag 12 maart.", "2026-03-12 14:00"),
        ({"quiet_days": "3"}, "Tot vrijdag 13 maart.", "2026-03-13 14:00"),
        ({"zone": "Pacific/Auckland", "quiet_days": "3,4"}, "Tot maandag 16 maart.", "2026-03-16 02:00"),
    ],
)
async def test_s01_the_day_that_is_named_is_the_day_on_which_she_is_asked(
    tmp_path: Path, values: dict[str, str], told: str, comes: str
) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("tue 10:00")
        await place.set("lotte", **values)

        text = await joins(place, "lotte")
        await place.until(place.moment(comes) - timedelta(minutes=1))
        before = await place.hears("lotte")
        await place.until(comes)

        assert text.endswith(told)
        assert before == []
        assert len(await place.hears("lotte")) == 1


async def test_s01_the_day_that_is_named_leaves_the_day_of_the_invitation_alone(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 10:00")
        await place.add("lotte", consent=None)
        await place.until("thu 11:00")

        text = await joins(place, "lotte")
        await place.until("fri 13:59")
        before = await place.hears("lotte")
        await place.until("fri 14:00")

        assert text.endswith("Tot vrijdag 13 maart.")
        assert before == []
        assert len(await place.hears("lotte")) == 1


@pytest.mark.parametrize("formats", [[], ["weekly_wonder"]])
async def test_s01_no_day_is_named_when_none_is_known(tmp_path: Path, formats: list[str]) -> None:
    async with town(tmp_path, asked=["lotte"], formats=formats) as place:
        await place.until("mon 10:00")
        await place.set("lotte", away_until=at("2026-03-30 09:00") if formats else None)

        assert (await joins(place, "lotte")).endswith("Tot de volgende keer.")


@pytest.mark.parametrize("name", ["Bram", "bram", " B\u200bram ", "Fatima"])
async def test_s01_nobody_is_called_as_a_colleague_already_is(tmp_path: Path, name: str) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", name)
        told = (await place.hears("lotte"))[-1].text

        await place.says("lotte", "Bram B.")

        assert "Zo heet hier al iemand." in told
        assert "Hoe mag ik je noemen?" in told
        assert await place.app.store.read(lambda unit: people.name_of(unit, "lotte")) == "Bram B."


async def test_s01_who_likes_the_name_she_has_may_say_so(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")

        await place.says("lotte", "Lotte")

        assert "Op welke dagen" in (await place.hears("lotte"))[-1].text
