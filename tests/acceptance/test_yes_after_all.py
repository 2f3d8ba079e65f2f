"""S22, P1: who wanted to talk first, or took her sign-up back, says yes herself; nobody can do that for her."""

from pathlib import Path

from storage.groups import people
from tests.acceptance.test_signing_up import ASKED, last, roles
from tests.kit.forming import FORMED, answers, completes, starts
from tests.kit.town import Town, town

HESITANT = "Ik weet nog niet of ik tijd heb."


async def are_asked(place: Town) -> None:
    """Let Bram and Samira want to join, and Joost talk first."""
    await starts(place, asked=ASKED)
    await answers(place, "bram", "Ik doe mee")
    await answers(place, "samira", "Ik doe mee")
    await answers(place, "joost", "Eerst een gesprek", why=HESITANT)


async def test_s22_wrong_hands_who_only_wanted_to_talk_is_made_a_participant_by_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await are_asked(place)

        for said in ("groep rond met Bram en Joost", "groep rond met wie bram joost"):
            await place.says("fatima", said)

        assert "Joost wil eerst praten, en zei nog geen ja." in await place.reads("fatima")
        assert "nog geen groep" in await last(place, "fatima")
        assert await roles(place) == dict.fromkeys(("bram", "joost", "samira"), "candidate")


async def test_s22_who_wanted_to_talk_says_yes_herself_after_the_time_to_sign_up_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await are_asked(place)
        await place.wait(weeks=4)
        await place.says("joost", "aanmelden voor leergroep")
        shown = await last(place, "joost")
        await place.says("joost", "aanmelding bevestigen")
        await place.says("noor", "aanmeldingen")
        await completes(place)

        assert 'Wil je alsnog meedoen? Typ "aanmelding bevestigen".' in shown
        assert "Fijn, je wilt meedoen met Leergroep Handhaving." in await last(place, "joost")
        assert "nu meedoen: 3." in await last(place, "noor")
        assert (await roles(place))["joost"] == "participant"


async def test_s22_who_took_her_sign_up_back_can_say_yes_again_and_is_read_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await are_asked(place)
        await place.says("joost", "aanmelding intrekken")
        await place.says("fatima", "aanmeldingen")
        between = await last(place, "fatima")
        await place.says("joost", "aanmelding bevestigen")
        await place.says("fatima", "aanmeldingen")

        assert "Joost" not in between.replace('"groep rond met Noor, Bram en Joost"', "")
        now = await last(place, "fatima")
        assert HESITANT in now
        assert "3 mensen willen meedoen" in now


async def test_s22_wrong_hands_who_was_not_asked_or_did_not_answer_has_nothing_to_confirm(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        for who in ("noor", "joost", "ingrid"):
            await place.says(who, "aanmelding bevestigen")
            assert "geen aanmelding van je open om te bevestigen" in await last(place, who)
        await place.says("noor", "aanmelden voor leergroep")

        assert "Aanmelden kan nu niet, of niet meer." in await last(place, "noor")
        assert set((await roles(place)).values()) == {"candidate"}


async def test_s22_after_the_group_is_complete_nobody_says_yes_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await are_asked(place)
        await completes(place)
        await place.says("joost", "aanmelding bevestigen")

        assert "geen aanmelding van je open om te bevestigen" in await last(place, "joost")
        assert "joost" not in await roles(place)


async def test_s22_who_is_asked_for_two_groups_says_for_which_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for _ in range(2):
            await starts(place, asked=("Joost", "Bram"))
            await place.wait(days=2)
            await answers(place, "joost", "Eerst een gesprek")
        await place.says("joost", "aanmelding bevestigen")
        await place.taps("joost", "Leergroep Handhaving 2")

        assert "Fijn, je wilt meedoen met Leergroep Handhaving 2." in await last(place, "joost")


async def test_s22_edge_a_group_of_people_with_long_ids_is_made_complete_by_the_button(tmp_path: Path) -> None:
    ids = [f"0f8fad5b-d9cb-469f-a165-7086772895{number:02}" for number in range(12)]
    async with town(tmp_path, formats=[], members=("noor", *ids)) as place:
        await starts(place, size="6")
        for one in ids:
            await answers(place, one, "Ik doe mee")
        await completes(place)

        held = await place.app.store.read(lambda unit: people.members(unit, FORMED, ("participant",)))
        assert {one.person for one in held} == set(ids)


async def test_ge18_who_facilitates_from_now_on_hears_that_people_want_to_join_and_reads_it_once_they_confirm(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee", why="Om te leren.")
        await answers(place, "samira", "Ik doe mee")
        await place.wait(hours=2)
        await place.leaves("fatima", FORMED)
        await place.says("noor", "aanmeldingen")
        counted = await last(place, "noor")
        await place.add("hanna", "facilitator", team=FORMED, consent=None)
        heard = []
        for said in ("aanmeldingen", "groep rond"):
            await place.says("hanna", said)
            heard.append(await last(place, "hanna"))
        for one in ("bram", "samira"):
            await place.says(one, "aanmelding bevestigen")
        await place.says("hanna", "groep rond")
        await place.taps("hanna", "Ja, de groep is rond")

        assert "nu meedoen: 2." in counted
        for one in heard:
            assert "zeiden al mensen dat zij willen meedoen: 2." in one
            assert "Nog niemand wil meedoen" not in one
            assert "Om te leren." not in one
        assert set((await roles(place)).values()) == {"participant"}


async def test_s22_edge_who_is_asked_for_two_groups_reads_for_which_one_she_answers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for _ in range(2):
            await starts(place, asked=("Joost", "Bram"))
        await place.wait(days=1)
        read = []
        for _ in range(2):
            await place.says("joost", "aanmelden voor leergroep")
            read.append(await last(place, "joost"))
            await place.says("joost", "overslaan")
            for said in ("Ja", "Ja", "Ja", "Nee"):
                await place.taps("joost", said)

        for group in ("Leergroep Handhaving", "Leergroep Handhaving 2"):
            assert [f"In {group} leer je samen" in one for one in read].count(True) == 1
