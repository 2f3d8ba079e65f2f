"""S03: the weekly question and what comes of it, example by example."""

from pathlib import Path

from tests.kit.town import NAMED, NAMELESS, PRIVATE, TEAM, town

W1 = "Wat heeft jou de afgelopen week verwonderd in je werk?"
EVERYBODY = ("ingrid", "noor", "bram", "samira", "joost")


async def test_s03_acceptance_1_each_member_who_takes_part_gets_exactly_one_prompt(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.set("joost", away_until=place.moment("2026-03-20 09:00"))
        await place.until("thu 13:59")
        for who in (*EVERYBODY, "lotte", "fatima"):
            await place.hears(who)

        await place.until("thu 14:00")
        await place.wait(hours=3)

        for who in ("ingrid", "noor", "bram", "samira"):
            (prompt,) = await place.hears(who)
            assert "Wat heeft jou verwonderd?" in prompt.text
            assert W1 in prompt.text
            assert list(prompt.choices) == ["Vertellen", "Later", "Deze week niets"]
        for who in ("joost", "lotte", "fatima"):
            assert await place.hears(who) == []


async def test_s03_acceptance_2_who_answered_is_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 11:00")
        await place.tells("noor", "Een vriendelijke burger.", PRIVATE)
        for who in ("noor", "bram"):
            await place.hears(who)

        await place.until("mon 17:00")

        assert await place.hears("noor") == []
        assert len(await place.hears("bram")) == 1


async def test_s03_acceptance_3_nothing_shared_is_nothing_posted_and_an_empty_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("wed 10:00")
        await place.hears("fatima")
        await place.until("thu 14:00")
        await place.tells("noor", "Dit houd ik voor me.")

        await place.until("wed 09:30")

        assert await place.room() == ""
        (digest,) = await place.hears("fatima")
        assert "niets nieuw" in digest.text
        assert "Dit houd ik voor me" not in digest.text


async def test_s03_acceptance_4_two_nameless_texts_are_not_posted_and_their_authors_are_asked(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Naamloos van de een.", NAMELESS)
        await place.tells("bram", "Naamloos van de ander.", NAMELESS)
        for who in EVERYBODY:
            await place.hears(who)
        await place.until("tue 17:00")
        for who in EVERYBODY:
            await place.hears(who)

        await place.until("wed 10:00")

        assert "Naamloos" not in await place.room() + await place.reads("fatima")
        for who in ("noor", "bram"):
            (asked,) = await place.hears(who)
            assert list(asked.choices) == ["Met naam delen", "Wachten", "Privé houden"]
        for who in ("samira", "joost", "ingrid"):
            assert await place.hears(who) == []


async def test_s03_acceptance_5_on_a_holiday_the_prompt_moves_a_working_day_and_the_closing_stays(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-05-11 08:30", formats=["weekly_wonder"]) as place:
        await place.until("2026-05-15 13:59")
        before = await place.hears("noor")

        await place.until("2026-05-15 14:00")
        prompt = await place.hears("noor")
        await place.until("2026-05-18 10:00")
        reminder = await place.hears("noor")
        await place.until("2026-05-19 16:59")
        await place.tells("bram", "Net op tijd.", NAMED)
        await place.until("2026-05-19 17:01")
        await place.says("noor", "Te laat.")
        late = await place.hears("noor")
        await place.until("2026-05-20 09:00")

        assert before == []
        assert len(prompt) == len(reminder) == 1
        assert "Het kan tot dinsdag 19 mei" in reminder[0].text
        assert "Deze ronde is gesloten op dinsdag 19 mei" in late[0].text
        assert "Net op tijd." in await place.room()


async def test_s03_acceptance_6_what_the_lead_shares_is_treated_as_any_other(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("ingrid", "Dat het team zelf begon.", NAMED)
        await place.tells("noor", "Dat het zo snel ging.", NAMED)
        await place.tells("bram", "Alleen van mij.", PRIVATE)

        await place.until("wed 09:00")

        lines = (await place.room()).splitlines()
        named = [line for line in lines if line.startswith("- **")]
        assert {line.split("**")[1] for line in named} == {"Ingrid", "Noor"}
        assert "Alleen van mij" not in await place.reads("ingrid") + await place.room()


async def test_s03_acceptance_7_an_answer_after_closing_may_be_kept_or_go_along_with_the_next_round(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as place:
        await place.until("wed 10:00")
        await place.until("wed 10:00")
        for who in ("noor", "bram"):
            await place.hears(who)

        await place.says("noor", "Dit schiet me nu te binnen.")
        await place.says("bram", "Mij ook iets.")
        asked = [(await place.hears(who))[-1] for who in ("noor", "bram")]
        await place.taps("noor", "Naar de volgende keer")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)
        await place.taps("bram", PRIVATE)
        kept = (await place.hears("bram"))[-1]
        closed_week = await place.room()
        await place.until("wed 09:00")

        assert all("Deze ronde is gesloten op dinsdag 17 maart" in one.text for one in asked)
        assert list(asked[0].choices) == ["Alleen voor mij", "Naar de volgende keer"]
        assert "Dit blijft alleen voor jou" in kept.text
        assert closed_week == ""
        room = await place.room()
        assert "Dit schiet me nu te binnen." in room
        assert "Mij ook iets." not in room


async def test_s03_the_lead_a_member_and_the_room_see_the_same_and_others_see_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("hanna", "facilitator", team="bezwaar", consent=None)
        await place.add("olaf", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.switch_on("facilitator_week", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("noor", "Tekst voor het team.", NAMED)
        await place.tells("bram", "Tekst voor Fatima.", "Alleen de begeleider")

        await place.until("wed 10:00")

        assert "Tekst voor het team." in await place.room()
        assert "Tekst voor Fatima." not in await place.room()
        for who in ("hanna", "olaf"):
            assert "Tekst voor" not in await place.reads(who)
        assert "Tekst voor" not in await place.room("bezwaar")
        assert "Tekst voor" not in await place.reads("ingrid")
        assert "Tekst voor Fatima." in await place.reads("fatima")


async def test_s03_what_is_shared_stands_in_one_digest_only(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eén keer is genoeg.", NAMED)

        await place.wait(days=21)

        assert (await place.room()).count("Eén keer is genoeg.") == 1
        assert len(await place.shown(TEAM, "room")) == 1


async def test_s03_a_digest_holds_names_then_nameless_then_questions_and_a_beginning(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("ingrid", "Dat het stil was.")
        await place.taps("ingrid", "Ik heb er een vraag bij")
        await place.says("ingrid", "Waar komt die rust vandaan?")
        await place.taps("ingrid", NAMED)
        for who in ("noor", "bram", "samira"):
            await place.tells(who, f"Naamloos {who[0]}.", NAMELESS)

        await place.until("wed 09:00")

        room = await place.room()
        parts = (
            "**Wat ons de afgelopen week opviel** (Team Vergunningen, woensdag 18 maart)", "**Met naam gedeeld**",
            "**Ingrid**", "**Zonder naam gedeeld**", "Naamloos", "**Vragen om samen te verkennen**", "Waar komt die rust",
            "**Om mee te beginnen in het overleg:** wat in deze lijst maakt jou nieuwsgierig?",
        )  # fmt: skip
        places = [room.find(part) for part in parts]
        assert places == sorted(places)
        assert -1 not in places
        assert not any(name in room for name in ("Noor", "Bram", "Samira", "Joost"))


async def test_s03_an_idea_stands_beside_what_it_came_from(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Een lege brievenbus.")
        await place.taps("noor", "Het bracht me op een idee")
        await place.says("noor", "Brieven op vrijdag sturen.")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        room = await place.room()
        assert "Een lege brievenbus." in room
        assert "Brieven op vrijdag sturen." in room
