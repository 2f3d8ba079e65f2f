"""S22: each candidate chooses alone; who facilitates the group makes it complete, and others hear only what is theirs."""

from pathlib import Path

from storage.groups import people
from tests.kit.forming import FORMED, answers, completes, starts
from tests.kit.town import Town, town

ASKED = ("Bram", "Joost", "Samira")


async def roles(place: Town) -> dict[str, str]:
    held = await place.app.store.read(lambda unit: people.members(unit, FORMED, ("candidate", "participant")))
    return {one.person: one.role for one in held}


async def last(place: Town, who: str) -> str:
    return (await place.hears(who))[-1].text


async def test_s22_complete_makes_participants_and_the_lead_hears_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.hears("ingrid")
        await answers(place, "bram", "Ik doe mee")
        await answers(place, "samira", "Ik doe mee")
        await completes(place)
        await place.wait(days=2)

        assert await roles(place) == {"bram": "participant", "samira": "participant"}
        assert "– Samira" in await last(place, "bram")
        assert "met 2 deelnemers" in await last(place, "noor")
        assert await place.hears("ingrid") == []
        await place.until("2026-04-20 12:00")
        assert "Er komt een leergroep" not in "".join(one.text for one in (await place.hears("joost"))[1:])


async def test_x19_s22_in_the_room_of_a_group_the_bot_introduces_itself_once_there_is_somebody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")
        await answers(place, "samira", "Ik doe mee")
        await place.wait(days=1)
        before = await place.room(FORMED)

        await completes(place)
        await place.wait(days=1)

        assert before == ""
        assert (await place.room(FORMED)).count("Ik ben Leerbot") == 1


async def test_s22_one_who_joins_is_no_group_yet(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")

        for said in ("groep rond", "groep rond met wie bram"):
            await place.says("fatima", said)
            assert "nog geen groep" in await last(place, "fatima")


async def test_s22_s07_a_weekly_overview_shows_the_words_of_a_sign_up_and_no_choice(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee", why="Om te leren.")
        await place.until("wed 12:00")

        overview = await last(place, "fatima")
        assert "Om te leren." in overview
        assert "Ik doe mee" not in overview
        assert "document" not in overview


async def test_s22_help_names_the_words_for_who_forms_a_group_and_for_a_candidate(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        said = {}
        for who in ("fatima", "noor", "bram", "ingrid"):
            await place.says(who, "hulp")
            said[who] = await last(place, who)

        assert [who for who, text in said.items() if "**aanmeldingen**" in text] == ["fatima", "noor"]
        assert [who for who, text in said.items() if "**aanmelden voor leergroep**" in text] == ["bram"]


async def test_s22_who_is_not_chosen_waits_and_who_wanted_to_talk_is_a_candidate_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=(*ASKED, "Noor"))
        await answers(place, "bram", "Ik doe mee", why="Bram zijn reden.")
        await answers(place, "samira", "Ik doe mee")
        await answers(place, "joost", "Eerst een gesprek", why="Joost zijn twijfel.")
        await place.says("fatima", "aanmeldingen")
        before = await last(place, "fatima")
        await answers(place, "noor", "Ik doe mee")
        await completes(place, "Samira en Noor")
        await place.wait(days=2)

        assert "Joost zijn twijfel." in before
        assert await roles(place) == {"samira": "participant", "noor": "participant", "bram": "candidate"}
        assert "wachtlijst" in await last(place, "bram")
        await place.says("fatima", "aanmeldingen")
        now = await last(place, "fatima")
        assert "Bram zijn reden." in now
        assert "Joost" not in now


async def test_s22_edge_a_name_that_is_not_among_them_is_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")

        await place.says("fatima", "groep rond met Bram en Kees")

        assert "Die naam staat niet bij de aanmeldingen" in await last(place, "fatima")


async def test_s22_edge_nobody_applies(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.wait(weeks=4)

        assert "Vertel er eerst meer over" in await place.reads("fatima")
        await place.says("fatima", "groep rond")
        assert "Nog niemand wil meedoen" in await last(place, "fatima")
        assert await roles(place) == dict.fromkeys(("bram", "joost", "samira"), "candidate")


async def test_s22_edge_eight_could_be_two_groups_and_a_whole_team_may_feel_pressed(tmp_path: Path) -> None:
    many = [f"lid{number}" for number in range(1, 9)]
    async with town(tmp_path, formats=[], members=("noor", *many)) as place:
        await starts(place, asked=tuple(one.capitalize() for one in ("noor", *many)))
        for who in ("noor", *many):
            await answers(place, who, "Ik doe mee")

        await place.says("fatima", "aanmeldingen")

        said = await last(place, "fatima")
        assert "9 mensen willen meedoen" in said
        assert "genoeg voor twee groepen" in said
        assert "wachtlijst" in said
        assert "Een heel team wil meedoen" in said


async def test_s22_edge_from_how_many_on_a_group_is_large_can_be_set(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=("Noor", *ASKED))
        await place.chooses(FORMED, leergroep__size_warn=4)
        for who in ("noor", "bram", "joost", "samira"):
            await answers(place, who, "Ik doe mee")

        await place.says("fatima", "aanmeldingen")

        assert "Met 4 is de groep al vrij groot." in await last(place, "fatima")


async def test_s22_edge_somebody_registers_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)

        await place.says("noor", "Meld Bram aan")

        assert "Iemand anders aanmelden kan niet" in await last(place, "noor")


async def test_s22_a_reminder_comes_only_to_who_asked_for_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.taps("bram", "Later")
        await place.taps("bram", "Volgende week")
        for who in ("bram", "joost"):
            await place.hears(who)
        await place.wait(weeks=2)

        assert "Er komt een leergroep" in await last(place, "bram")
        assert await place.hears("joost") == []


async def test_s22_who_takes_her_sign_up_back_is_read_by_nobody_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee", why="Om te leren.")
        await place.says("fatima", "aanmeldingen")
        await place.says("bram", "aanmelding intrekken")

        assert "ingetrokken" in await last(place, "bram")
        assert "Om te leren." not in await place.reads("fatima")
        await place.says("bram", "aanmelding intrekken")
        assert "geen aanmelding" in await last(place, "bram")


async def test_s22_who_said_no_can_still_join_while_it_is_open(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.taps("bram", "Nee, ik doe niet mee")
        await place.says("bram", "aanmelden voor leergroep")
        await place.says("bram", "overslaan")
        for said in ("Ja", "Ja", "Ja", "Ik doe mee"):
            await place.taps("bram", said)
        await place.says("noor", "aanmeldingen")

        assert "nu meedoen: 1." in await last(place, "noor")


async def test_s22_wrong_hands_only_who_facilitates_it_makes_a_group_complete(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")

        for who in ("noor", "joost"):
            await place.says(who, "groep rond met wie bram")

        assert "begeleider kan dit wel" in await last(place, "noor")
        assert "geen groep die je nu samenstelt" in await last(place, "joost")
        assert await roles(place) == dict.fromkeys(("bram", "joost", "samira"), "candidate")


async def test_s22_complete_twice_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")
        await answers(place, "samira", "Ik doe mee")
        await answers(place, "joost", "Ik doe mee")
        await completes(place, "Bram, Joost")

        await place.says("fatima", "groep rond met wie samira bram")

        assert "is rond, met 2 deelnemers" in await last(place, "fatima")
        assert (await roles(place))["samira"] == "candidate"
        await place.says("noor", "aanmeldingen")
        assert "is rond, met 2 deelnemers" in await last(place, "noor")


async def test_s22_s23_what_candidates_tell_of_how_they_learn_stands_with_their_sign_up(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        for who in ("samira", "bram"):
            await answers(place, who, "Ik doe mee", look="Kijken")
            for said in ("5", "5", "2", "2", "5", "4", "5", "2"):
                await place.says(who, said)
            await place.says(who, f"{who.capitalize()} leert door te doen.")
            await place.taps(who, "Alleen de begeleider")
        await place.says("fatima", "aanmeldingen")

        said = await last(place, "fatima")
        assert "Samira leert door te doen." in said
        assert "Bram leert door te doen." in said


async def test_ge4_who_asked_for_the_group_and_signed_off_hears_no_more_of_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        for said in ("afmelden", "2", "ja"):
            await place.says("noor", said)
        before = len(await place.shown("noor"))

        await answers(place, "bram", "Ik doe mee")
        await place.wait(weeks=4)

        assert [one.text for one in (await place.shown("noor"))[before:]] == []
