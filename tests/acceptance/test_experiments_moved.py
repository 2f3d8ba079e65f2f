"""S36, X19: the plan and the days of an experiment that runs are seen, moved and called off by who may begin one."""

from pathlib import Path

import pytest
from sqlalchemy import update

from storage.groups import rounds
from storage.store import Unit
from storage.tables import team
from storage.talks import answered
from tests.kit import interviews
from tests.kit.experiments import START, begins, reviews
from tests.kit.town import FACILITATOR, LEAD, TEAM, Town, town
from tests.kit.trajectories import latest
from tests.kit.value_checks import plan as planned_check

JOINS = ("noor", "bram")


async def says(place: Town, who: str, text: str) -> str:
    """Let somebody say something; return what she is told last."""
    await place.says(who, text)
    return await latest(place, who)


async def asked_on(place: Town, who: str, words: str) -> list[str]:
    """Return the days on which somebody was asked to look back."""
    return [f"{one.message.at:%m-%d}" for one in await place.shown(who) if words in one.text]


async def test_s36_the_plan_and_its_days_can_be_read_while_it_runs(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await place.until("2026-04-01 12:00")  # long after who wants to take part was asked
        assert 'Is het iemand van buiten? Typ straks "stand"' in await place.reads(LEAD)
        told = await says(place, "noor", "stand")
        assert "Tien telefoontjes per dag minder." in told
        assert "Ingrid" not in told  # it can be sent on to who supports it, as it names nobody
        assert "Dag 1: dinsdag 7 april" in told
        assert "Dag 3: maandag 1 juni" in told


async def test_s36_a_day_that_moves_takes_what_hangs_on_it_along_and_no_other_day(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        told = await says(place, LEAD, "verplaats dag 1 naar 14 april")
        assert "Dag 1 is nu op dinsdag 14 april" in told
        await place.until("2026-07-31 18:00")

        assert await asked_on(place, "noor", "kijken jullie terug") == ["04-14", "05-06"]
        assert await asked_on(place, "noor", "eindigt het experiment") == ["06-01"]
        assert "14 april" in await place.room()


async def test_s36_the_end_can_move_and_all_hear_it_as_it_is(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await says(place, LEAD, "verplaats dag 3 naar 8 juni")
        assert "tot maandag 8 juni" in await says(place, LEAD, "experiment")
        await place.until("2026-07-31 18:00")

        assert await asked_on(place, "noor", "eindigt het experiment") == ["06-08"]


@pytest.mark.parametrize("said", ["verplaats naar 20 mei", "verplaats"])
async def test_s36_without_a_day_it_is_asked_which_one_moves(tmp_path: Path, said: str) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        told = await says(place, LEAD, said)
        assert 'Typ "verplaats dag 1 naar 12 maart"' in told
        assert "is nu op" not in told


@pytest.mark.parametrize(("said", "told"), [
    ("verplaats dag 1 naar 12 mei", "Zo zouden de dagen van plaats wisselen"),
    ("verplaats dag 1", "Naar welke dag?"),
    ("verplaats dag 7 naar 14 april", "Die dag is er niet"),
    ("annuleer dag 3", "Dat is de laatste dag"),
    ("verplaats dag 3 naar 12 januari", "12 januari 2027"),
    ("verplaats dag 3 naar 12 januari zeker", "Zal ik het verplaatsen naar"),
    ("verplaats dag 1 naar 11 april", "zaterdag 11 april"),
])  # fmt: skip
async def test_s36_a_day_that_cannot_be_is_said_so(tmp_path: Path, said: str, told: str) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        assert told in await says(place, LEAD, said)


async def test_s36_a_day_to_look_back_may_be_left_out(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        assert "Dag 1 gaat niet door" in await says(place, LEAD, "annuleer dag 1")
        await place.until("2026-05-20 18:00")

        assert await asked_on(place, "noor", "kijken jullie terug") == ["05-06"]


async def test_s36_a_day_that_has_been_stays_as_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await place.until("2026-04-08 12:00")
        await reviews(place, "noor")
        assert "is geweest" in await says(place, LEAD, "verplaats dag 1 naar 14 april")


@pytest.mark.parametrize("word", ["annuleer", "sluit nu"])
async def test_s36_an_experiment_that_is_called_off_asks_nothing_more_once_that_is_meant(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        assert "Zeker weten?" in await says(place, LEAD, word)
        await place.taps(LEAD, "Nee, laat staan")
        assert "Dag 1: dinsdag 7 april" in await latest(place, LEAD)
        await place.says(LEAD, word)
        await place.taps(LEAD, "Ja, stop ermee")
        assert "vraag ik niets meer" in await latest(place, LEAD)
        for who in ("noor", "samira"):
            await place.hears(who)
        await place.until("2026-07-31 18:00")

        assert not [one for who in ("noor", "samira") for one in await place.hears(who) if "xperiment" in one.text]
        room = await place.room()
        assert "Tien telefoontjes per dag minder." in room  # what was shared stays
        assert "is gestopt" in room


async def test_s37_one_that_is_called_off_while_people_look_back_asks_nothing_more_either(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await place.until("2026-04-08 12:00")
        await reviews(place, "noor")
        await place.says(LEAD, "annuleer")
        await place.taps(LEAD, "Ja, stop ermee")
        for who in (*JOINS, LEAD, "samira"):
            await place.hears(who)
        await place.until("2026-07-31 18:00")

        told = [one.text for who in (*JOINS, LEAD, "samira") for one in await place.hears(who)]
        assert not [one for one in told if "xperiment" in one]
        assert "Terugkijken op het experiment" not in await place.room()

        def still_shared(unit: Unit) -> list[object]:
            looked_back = rounds.all_of(unit, "experiment_review", TEAM)
            return [ids for one in looked_back for ids in answered.shared_in(unit, one.id).values()]

        assert await place.app.store.run(still_shared)  # what noor let her group read stays so


async def test_s36_edge_who_has_no_experiment_has_no_days_to_move(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        assert "Er loopt nu niets" in await says(place, LEAD, "verplaats dag 1 naar 14 april")


async def test_s36_edge_beside_something_that_was_planned_she_says_which_of_the_two_ends(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await place.until("2026-03-09 12:00")
        await interviews.begins(place, LEAD, "noor")
        await place.until("2026-03-10 12:00")  # that day she was asked about the experiment
        for label in ("Lezen", "Ja, graag"):
            await place.taps("noor", label)
        await place.until(interviews.AT_TEN)
        helped = await says(place, LEAD, "hulp")
        assert 'voor de dagen van "Experiment"' in helped
        assert 'voor "Leerinterview" van dinsdag 17 maart' in helped

        for label, told in (("Leerinterview", '"Leerinterview" van dinsdag 17 maart'), ("Experiment", "Dan stopt Experiment")):
            assert "Welke bedoel je?" in await says(place, LEAD, "annuleer")
            await place.taps(LEAD, label)
            assert told in await latest(place, LEAD)
        await place.taps(LEAD, "Ja, stop ermee")
        assert "vraag ik niets meer" in await latest(place, LEAD)
        assert "Leerinterview" in await says(place, LEAD, "annuleer")  # it is the only one that is left


async def test_s36_edge_beside_a_check_ahead_both_are_shown_and_either_can_move(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await planned_check(place, when="16 april om 14:00")
        await place.hears(LEAD)
        await place.says(LEAD, "stand")
        told = [one.text for one in await place.hears(LEAD)]
        assert [one for one in told if "Waardecheck loopt, tot" in one]
        assert [one for one in told if "Dag 1: dinsdag 7 april" in one]

        assert "Welke bedoel je?" in await says(place, LEAD, "verplaats naar 21 april")
        await place.taps(LEAD, "Waardecheck")
        assert "Waardecheck is nu op dinsdag 21 april" in await latest(place, LEAD)
        await place.says(LEAD, "sluit nu")
        await place.taps(LEAD, "Waardecheck")
        await place.taps(LEAD, "Ja, begin nu")
        assert "Waardecheck" in await latest(place, LEAD)
        assert "Dag 1 is nu op dinsdag 14 april" in await says(place, LEAD, "verplaats dag 1 naar 14 april")


async def test_s36_a_member_hears_of_the_experiment_and_of_what_was_planned_beside_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await planned_check(place, when="16 april om 14:00")
        await place.hears("noor")
        await place.says("noor", "stand")
        told = [one.text for one in await place.hears("noor")]
        assert [one for one in told if '"Waardecheck" is op donderdag 16 april' in one]
        assert [one for one in told if "Dag 1: dinsdag 7 april" in one]
        assert not [one for one in told if "annuleer" in one]  # it is not hers to end


async def test_s36_edge_only_who_began_it_or_guides_the_group_moves_or_ends_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, who="bram", joins=())
        for text in ("annuleer", "sluit nu", "annuleer dag 1", "verplaats dag 1 naar 14 april"):
            assert "Er loopt nu niets" in await says(place, "noor", text)
        assert "voor de dagen van" not in await says(place, "noor", "hulp")
        for who in ("bram", LEAD, FACILITATOR):
            assert "Dan stopt Experiment" in await says(place, who, "annuleer")


async def no_room(place: Town) -> None:
    """Let the group have no room."""
    await place.app.store.run(
        lambda unit: unit.connection.execute(
            update(team).where(team.c.id == TEAM).values(room_channel=None, room_external=None)
        )
    )


@pytest.mark.parametrize(("said", "told"), [
    (("annuleer dag 1",), "Terugkijken op het experiment van dinsdag 7 april gaat niet door"),
    (("verplaats dag 1 naar 14 april",), "is nu op dinsdag 14 april"),
    (("annuleer", "Ja, stop ermee"), "Experiment is gestopt"),
])  # fmt: skip
async def test_x19_without_a_room_each_who_takes_part_hears_what_changed_and_nobody_else(
    tmp_path: Path, said: tuple[str, ...], told: str
) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await no_room(place)
        await place.says(LEAD, said[0])
        for button in said[1:]:
            await place.taps(LEAD, button)
        await place.until("2026-03-12 12:00")

        for who in (*JOINS, "samira"):
            assert any(told in one.text for one in await place.hears(who)) is (who in JOINS)


async def test_x19_the_room_hears_of_a_day_that_is_left_out(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await place.says(LEAD, "annuleer dag 1")
        await place.until("2026-03-10 12:00")

        assert "Terugkijken op het experiment van dinsdag 7 april om 09:00 gaat niet door" in await place.room()


async def test_s36_a_day_in_another_year_counts_once_that_is_meant(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await place.says(LEAD, "verplaats dag 3 naar 12 januari")
        await place.taps(LEAD, "Ja, verplaats")
        assert "Dag 3 is nu op dinsdag 12 januari" in await latest(place, LEAD)


async def test_s36_the_plan_shows_the_days_as_they_are_now(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await says(place, LEAD, "verplaats dag 1 naar 14 april")
        await says(place, LEAD, "verplaats dag 3 naar 8 juni")
        await place.says("noor", "stand")
        told = await place.reads("noor")
        assert "**Eerste keer terugkijken**: dinsdag 14 april" in told
        assert "**Einde**: maandag 8 juni" in told
        assert "**Eerste keer terugkijken**: dinsdag 7 april" not in told.rpartition("Ons doel")[2]


async def test_s36_who_hears_of_it_later_reads_the_days_as_they_are_then(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await says(place, LEAD, "verplaats dag 1 naar 14 april")
        await place.says("noor", "meedoen met experiment")
        assert "**Eerste keer terugkijken**: dinsdag 14 april" in await place.reads("noor")


async def test_s36_where_the_first_day_is_left_out_the_plan_shows_the_next_one(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=JOINS)
        await says(place, LEAD, "annuleer dag 1")
        await place.says("noor", "stand")
        assert "**Eerste keer terugkijken**: woensdag 6 mei" in await place.reads("noor")
