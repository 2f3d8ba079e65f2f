"""What Mattermost tells of somebody: her language, her zone, and until when she is out of office (X03, X04, X11)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.base import Profile
from bot.channels.mattermost.profiles import profile_of
from bot.people.importing import carry_out
from bot.people.roster import read
from storage.groups import people
from storage.groups.people import Person
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import JSON
from tests.kit.town import FACILITATOR, LEAD, MEMBERS

QUESTION = "de afgelopen week"
PARAMARIBO = {"useAutomaticTimezone": "true", "automaticTimezone": "America/Paramaribo", "manualTimezone": "Europe/Paris"}
EVA = b"e" * 26
UNTIL = "2026-03-16T22:59:59.999Z"


def status(text: str = "", emoji: str = "", until: str = UNTIL, lasts: str = "date_and_time") -> JSON:
    """Return a status of her own as it stands in an account."""
    return {"customStatus": json.dumps({"emoji": emoji, "text": text, "duration": lasts, "expires_at": until})}


async def known(place: MattermostTown, who: str = "noor") -> Person:
    return await place.app.store.read(lambda unit: people.load(unit, who))


# -- how it is read


@pytest.mark.parametrize(("user", "profile"), [
    ({"locale": "nl"}, Profile("nl")),
    ({"locale": "en-AU"}, Profile("en")),
    ({"locale": "pt-BR"}, Profile()),
    ({"timezone": PARAMARIBO}, Profile(zone="America/Paramaribo")),
    ({"timezone": {**PARAMARIBO, "useAutomaticTimezone": "false"}}, Profile(zone="Europe/Paris")),
    ({"timezone": {**PARAMARIBO, "automaticTimezone": ""}}, Profile()),
    ({"timezone": {**PARAMARIBO, "automaticTimezone": "../etc"}}, Profile()),
    ({"props": status("Vakantie")}, Profile(away_until=datetime(2026, 3, 16, 22, 59, 59, 999000, UTC))),
    ({"props": status("weg", "palm_tree")}, Profile(away_until=datetime(2026, 3, 16, 22, 59, 59, 999000, UTC))),
    ({"props": status("OOO", until="2026-03-16T23:00:00+01:00")}, Profile(away_until=datetime(2026, 3, 16, 22, tzinfo=UTC))),
    ({"props": status("In overleg", "calendar")}, Profile()),
    ({"props": status("afwezig", lasts="one_hour")}, Profile()),
    ({"props": status("afwezig", until="0001-01-01T00:00:00Z", lasts="")}, Profile()),
    ({"props": status("afwezig", until="0001-01-01T00:00:00Z")}, Profile()),
    ({"props": status("afwezig", until="2026-03-16T22:59:59")}, Profile()),
    ({"props": status("afwezig", until="9999-12-31T23:59:59-05:00")}, Profile()),
    ({"props": status("afwezig", until="9999-12-31T23:59:59.999999Z")}, Profile()),
    ({"props": status("afwezig", until="0001-01-01T00:00:00+14:00")}, Profile()),
    ({"props": {"customStatus": json.dumps({"duration": [], "emoji": {}, "text": [], "expires_at": UNTIL})}}, Profile()),
    ({"props": {"customStatus": "[" * 5000}}, Profile()),
    ({"props": {"customStatus": "geen json"}}, Profile()),
    ({"props": {"customStatus": "[]"}}, Profile()),
    ({"props": {"customStatus": ""}}, Profile()),
    ({}, Profile()),
])  # fmt: skip
def test_what_an_account_tells(user: JSON, profile: Profile) -> None:
    assert profile_of(user) == profile


# -- language and zone


async def test_x11_she_is_met_in_the_language_of_her_account(tmp_path: Path) -> None:
    async with matter_town(tmp_path, asked=["lotte"]) as place:
        place.server.users["lotte"]["locale"] = "en"

        await place.until("mon 09:00")

        (met,) = await place.hears("lotte")
        assert "I am Leerbot" in met.text or "I'm Leerbot" in met.text


async def test_x11_the_language_that_she_chose_herself_stays(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        await place.says("noor", "english")
        await place.says("noor", "nederlands")

        await place.changes_account("noor", locale="en")

        assert (await known(place)).language == "nl"


async def test_x03_somebody_whose_account_is_in_paramaribo_is_asked_at_two_there(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.changes_account("noor", timezone=PARAMARIBO)

        await place.until("thu 17:59")
        before = await place.hears("noor")
        await place.until("thu 18:00")

        assert before == []
        assert QUESTION in (await place.hears("noor"))[-1].text


async def test_x03_at_the_first_message_her_zone_is_looked_up_and_nothing_goes_at_night(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.users["noor"]["timezone"] = {**PARAMARIBO, "automaticTimezone": "Pacific/Auckland"}

        await place.until("thu 15:00")
        at_night = await place.hears("noor")
        await place.until("thu 22:00")

        assert at_night == []
        assert QUESTION in (await place.hears("noor"))[-1].text


async def test_x03_the_zone_that_she_chose_herself_stays(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        await place.says("noor", "tijdzone Parijs")

        await place.changes_account("noor", timezone=PARAMARIBO)

        assert (await known(place)).zone.key == "Europe/Paris"


async def test_of_somebody_who_is_not_known_nothing_is_kept(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        place.server.add_user("vreemd", locale="en")

        await place.changes_account("vreemd", locale="nl")

        assert await place.app.store.read(lambda unit: people.by_address(unit, "mattermost", "vreemd")) is None


async def test_x20_what_the_list_says_of_her_goes_above_her_account(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        place.app.store.keys.make("eva")
        listed = (
            b"id,name,group,role,platform,platform_id,language\neva,Eva,Team Vergunningen,member,mattermost," + EVA + b",nl\n"
        )
        await place.app.store.run(
            lambda unit: carry_out(unit, place.app.editions, read(listed), place.clock.now(), leavers=False)
        )
        place.server.add_user(EVA.decode(), locale="en", timezone=PARAMARIBO)

        await place.changes_account(EVA.decode(), locale="en")

        eva = await known(place, "eva")
        assert (eva.language, eva.zone.key) == ("nl", "America/Paramaribo")


# -- out of office


async def test_x04_who_is_out_of_office_is_asked_nothing_and_hears_one_line_on_her_day(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.users["noor"]["props"] = status("Vakantie", "palm_tree")

        await place.until("2026-03-16 23:30")
        during = await place.hears("noor")
        await place.until("2026-03-17 09:00")

        assert during == []
        (line,) = await place.hears("noor")
        assert line.text.startswith("Welkom terug, Noor. Je hebt niets in te halen.")


async def test_x04_nobody_else_sees_it(tmp_path: Path) -> None:
    async with matter_town(tmp_path) as place:
        place.server.users["noor"]["props"] = status("Vakantie")

        await place.until("wed 12:00")

        said = [await place.reads(one) for one in (LEAD, FACILITATOR, "bram")] + [await place.room()]
        assert not any("noor" in text.casefold() for text in said)


async def test_x04_her_own_word_goes_above_it(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.changes_account("noor", props=status("Vakantie", until="2026-04-01T22:00:00Z"))
        await place.says("noor", "terug van pauze")
        await place.hears("noor")

        await place.until("thu 15:00")

        assert QUESTION in (await place.hears("noor"))[-1].text


async def test_x04_a_longer_absence_that_she_told_herself_stays(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        await place.says("noor", "afwezig tot 1 mei")
        told = (await known(place)).away_until

        await place.changes_account("noor", props=status("Vakantie"))
        await place.changes_account("noor", props={})

        assert (await known(place)).away_until == told


async def test_x04_when_her_status_is_gone_early_she_is_back_early(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.changes_account("noor", props=status("Vakantie", until="2026-04-01T22:00:00Z"))
        await place.until("wed 12:00")
        await place.hears("noor")

        await place.changes_account("noor", props={})
        await place.until("thu 15:00")

        assert (await place.hears("noor"))[0].text.startswith("Welkom terug, Noor.")
        assert (await known(place)).away_until is None


async def test_x04_so_she_is_where_it_would_have_lasted_longer_than_the_longest_pause(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.changes_account("noor", props=status("Verlof", until="2027-04-01T22:00:00Z"))
        paused = (await known(place)).away_until

        await place.changes_account("noor", props={})
        await place.until("thu 15:00")

        assert paused is not None
        assert paused < datetime(2026, 9, 10, tzinfo=UTC)
        assert (await known(place)).away_until is None
        assert (await place.hears("noor"))[-1].text.startswith("Welkom terug, Noor.")


async def test_x04_another_absence_is_another_pause(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        await place.changes_account("noor", props=status("Vakantie"))
        await place.says("noor", "terug van pauze")

        await place.changes_account("noor", props=status("Vakantie", until="2026-03-20T22:59:00Z"))

        assert (await known(place)).away_until == datetime(2026, 3, 20, 22, 59, tzinfo=UTC)


async def test_x04_who_was_not_asked_yet_is_asked_once(tmp_path: Path) -> None:
    async with matter_town(tmp_path, asked=["lotte"]) as place:
        place.server.users["lotte"]["props"] = status("Vakantie")

        await place.until("mon 09:00")

        assert len(await place.hears("lotte")) == 1
        assert (await known(place, "lotte")).away_until is None


async def test_x04_a_reply_goes_all_the_same(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        place.server.users["noor"]["props"] = status("Vakantie")

        await place.says("noor", "hulp")

        assert "Dit kun je typen" in (await place.hears("noor"))[-1].text


async def test_x04_nothing_is_asked_of_the_server_beside_the_account(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.calls.clear()

        await place.until("thu 15:00")

        asked = [call for call in place.server.calls if call.startswith("GET /users/") and "/me" not in call]
        assert len(asked) == len(set(asked))
        assert not any("status" in call for call in asked)


@pytest.mark.parametrize("strange", [
    status("afwezig", until="9999-12-31T23:59:59-05:00"), status("afwezig", until="9999-12-31T23:59:59.999999Z"),
    {"customStatus": json.dumps({"duration": [], "expires_at": UNTIL})}, {"customStatus": "[" * 5000},
], ids=["past the last year", "at its end", "not a word", "nested"])  # fmt: skip
async def test_what_one_person_writes_in_her_account_keeps_no_message_from_anybody(tmp_path: Path, strange: JSON) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.users["noor"]["props"] = strange

        await place.until("thu 14:00")

        for who in MEMBERS:
            assert QUESTION in (await place.hears(who))[-1].text
