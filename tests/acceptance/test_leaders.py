"""S33 and S34: who leads looks at her own learning, makes an occasion to learn together, and looks back on her tone."""

from pathlib import Path

import pytest

from tests.kit.town import FACILITATOR, LEAD, MEMBERS, NAMED, PRIVATE, Town, town
from tests.kit.value_checks import plan

OFTEN, SOMETIMES, NEVER = "Vaak", "Soms", "Niet"
SLOT = "Wil je elke twee weken een vast moment om terug te kijken"
TOLD = "Ik zei een training van Noor af."


async def reflects(place: Town, rhythm: str | None = SOMETIMES, who: str = LEAD) -> None:
    """Let somebody look back on her own learning until she is offered something; without a rhythm she skips all traps."""
    await place.says(who, "mijn leiderschap")
    await place.says(who, "Leren hoort bij het werk.")
    await place.wait(minutes=2)
    await place.says(who, TOLD)
    await place.wait(minutes=2)
    await place.says(who, "Ik zeg ja en doe nee.")
    for number in range(6):
        if rhythm is None:
            await place.says(who, "overslaan")
        else:
            await place.taps(who, rhythm if number == 4 else SOMETIMES)
    for _ in range(5):
        await place.says(who, "overslaan")


async def nobody_heard(place: Town) -> None:
    """Nobody but who leads was told anything, and the room neither."""
    for who in (*MEMBERS, FACILITATOR):
        assert "training van Noor" not in await place.reads(who)
    assert "training van Noor" not in await place.room()


async def test_s33_acceptance_1_nothing_reaches_anyone_unless_she_shares_one_thing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await reflects(place)
        await place.taps(LEAD, "Nu niet")
        await place.taps(LEAD, "Nee, nu niet")
        await place.wait(days=21)

        await nobody_heard(place)
        assert "leert" not in await place.room()


async def test_s33_acceptance_1_what_she_shares_is_that_one_thing_alone(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await reflects(place)
        await place.taps(LEAD, "Nu niet")
        await place.taps(LEAD, "Ja, één ding")
        await place.says(LEAD, "Ik leer om langer te luisteren.")
        await place.wait(days=2)

        assert "langer te luisteren" in await place.room()
        await nobody_heard(place)


async def test_s33_acceptance_2_often_at_the_fifth_trap_offers_a_fixed_moment_and_no_remark(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await reflects(place, OFTEN)
        offered = (await place.hears(LEAD))[-1]
        assert SLOT in offered.text
        assert "kleine actie" not in offered.text

        await place.taps(LEAD, "Ja, zet het aan")
        await place.taps(LEAD, "Nee, nu niet")
        await place.until("2026-03-27 15:00")

        assert "Er staat tijd om terug te kijken" in await place.room()


@pytest.mark.parametrize("rhythm", [NEVER, SOMETIMES])
async def test_s33_less_than_often_offers_a_small_action(tmp_path: Path, rhythm: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reflects(place, rhythm)

        offered = (await place.hears(LEAD))[-1].text
        assert "Wil je er een kleine actie van maken?" in offered
        assert SLOT not in offered


async def test_s33_edge_who_skips_all_traps_goes_on_without_a_remark(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reflects(place, None)

        heard = "\n".join(one.text for one in await place.hears(LEAD))
        assert "Jouw kaart" in heard
        assert "Wil je er een kleine actie van maken?" in heard


async def test_f64_the_six_explanations_are_asked_one_by_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reflects(place)

        heard = await place.reads(LEAD)
        for trap in (
            "laat iets anders zien",
            "weet niet hoe",
            "dat ik iets niet weet",
            "verloren tijd",
            "geen plek om na te",
            "niet zo.",
        ):
            assert trap in heard


async def test_s33_edge_lead_of_leads_reads_nothing_of_a_lead_under_her(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("directie")
        await place.add("olga", "lead", team="directie")
        await place.add(LEAD, "member", team="directie")
        await reflects(place)
        await place.taps(LEAD, "Nu niet")
        await place.taps(LEAD, "Nee, nu niet")
        await place.wait(days=7)

        assert "training van Noor" not in await place.reads("olga") + await place.room("directie")
        await reflects(place, who="olga")
        assert "Jouw kaart" in await place.reads("olga")


async def test_s33_edge_a_text_that_names_a_team_member_is_not_shared_as_it_is(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "deel wat ik leer")
        await place.says(LEAD, "Ik leer van Noor.")
        assert "Schrijf het zonder namen" in "\n".join(one.text for one in await place.hears(LEAD))
        await place.says(LEAD, "Ik leer van mijn team.")
        await place.wait(days=2)

        assert "Ik leer van mijn team." in (room := await place.room())
        assert "Noor" not in room


async def test_s33_what_she_wrote_can_not_be_shared_with_the_group_afterwards(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reflects(place)
        await place.taps(LEAD, "Nu niet")
        await place.taps(LEAD, "Nee, nu niet")
        await place.hears(LEAD)

        await place.says(LEAD, "deel 2")

        assert NAMED not in (await place.hears(LEAD))[-1].choices


async def test_s33_what_is_offered_to_who_leads_alone_is_not_said_to_be_for_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leader_reflection_offer"]) as place:
        await place.until("2026-03-11 09:00")
        await plan(place, when="27 maart om 14:00")
        await place.hears(LEAD)
        await place.until("2026-03-13 10:01")
        offered = "".join(one.text for one in await place.hears(LEAD))
        assert "Alleen jij leest dit." in offered
        assert "voor de groep" not in offered


async def test_s33_cadence_it_is_offered_two_weeks_before_the_value_check_and_reminded_of_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leader_reflection_offer"]) as place:
        await place.until("2026-04-20 09:00")
        for said, tap in ((None, "De afgelopen periode"), ("overslaan", None), ("21 mei om 14:00", None), ("ja", None)):
            if said is None:
                await place.says(LEAD, "waardecheck start")
            await (place.taps(LEAD, tap) if tap else place.says(LEAD, said or ""))
        await place.taps(LEAD, "Kies jij maar")
        await place.taps(LEAD, "Ja, nodig uit")
        await place.hears(LEAD)
        await place.until("2026-05-07 11:00")

        asked = "terugkijken op wat jij als leidinggevende leert"
        assert [one for one in await place.hears(LEAD) if asked in one.text]
        await place.until("2026-06-05 18:00")
        heard = [one.text for one in await place.hears(LEAD)]
        assert len([one for one in heard if "Wil je nog terugkijken" in one]) == 1
        assert not [one for one in heard if asked in one]


async def test_s33_cadence_it_is_offered_on_its_day_where_the_check_is_planned_just_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leader_reflection_offer"]) as place:
        await place.until("2026-03-11 09:00")
        await plan(place, when="27 maart om 14:00")
        await place.until("2026-03-13 09:59")
        await place.hears(LEAD)
        await place.until("2026-03-13 10:01")
        assert "terugkijken op wat jij als leidinggevende leert" in "".join(one.text for one in await place.hears(LEAD))


async def test_s33_cadence_it_is_offered_on_its_day_where_the_check_is_moved_nearer(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leader_reflection_offer"]) as place:
        await plan(place, when="24 april om 14:00")
        await place.until("2026-03-11 09:00")
        await place.says(FACILITATOR, "verplaats naar 27 maart om 14:00")
        assert "27 maart" in (await place.hears(FACILITATOR))[-1].text
        await place.until("2026-03-13 09:59")
        await place.hears(LEAD)
        await place.until("2026-03-13 10:01")
        assert "terugkijken op wat jij als leidinggevende leert" in "".join(one.text for one in await place.hears(LEAD))


async def plans_forum(place: Town, *, link: str = "Minder klachten.", share: str = PRIVATE) -> None:
    """Let the lead think of an occasion to learn, on Thursday 19 March at ten."""
    await place.says(LEAD, "leergelegenheid")
    await place.taps(LEAD, "Samen iets nieuws")
    await place.says(LEAD, "Een boos gesprek naspelen.")
    await place.wait(minutes=2)
    await place.says(LEAD, link)
    await place.wait(minutes=2)
    for _ in range(3):
        await place.says(LEAD, "overslaan")
    await place.says(LEAD, "19 maart om 10:00")
    await place.says(LEAD, "ja")
    await place.taps(LEAD, share)
    await place.taps(LEAD, "Ja, leg vast")


async def test_s34_acceptance_1_without_a_link_to_the_result_there_is_a_hint_and_no_block(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plans_forum(place, link="overslaan")

        heard = "\n".join(one.text for one in await place.hears(LEAD))
        assert "Mensen leren makkelijker als ze zien wat het voor het werk uitmaakt." in heard
        assert "Goed. Verandert de dag" in heard


async def test_s34_acceptance_2_an_after_check_that_is_ignored_is_not_asked_a_second_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plans_forum(place)
        await place.hears(LEAD)
        await place.until("2026-03-20 10:00")
        assert "hoe jij erin stond" in (await place.hears(LEAD))[-1].text

        await place.wait(days=60)

        assert not [one for one in await place.hears(LEAD) if "hoe jij erin stond" in one.text]


async def test_s34_a_plan_is_private_until_she_shares_it_and_then_stands_in_the_room_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plans_forum(place)
        assert "boos gesprek" not in await place.room()
        await place.says(LEAD, "annuleer")
        await place.taps(LEAD, "Ja")

        await plans_forum(place, share=NAMED)
        await place.wait(hours=1)

        assert "**Wat er uitdagend aan is**" in await place.room()
        assert "Een boos gesprek naspelen." in await place.room()


async def test_s34_four_steps_stand_beside_practising_something_new(tmp_path: Path) -> None:
    """F100: the shorter route to learning together is a new experience together."""
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Samen iets nieuws")

        assert "gegevens verzamelen, bij elkaar leggen, samen betekenis geven, omzetten in doen" in await place.reads(LEAD)


async def test_s34_the_aim_of_her_reflection_stands_with_the_question_and_counts_only_where_she_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "mijn leiderschap")
        await place.says(LEAD, "Leren hoort bij het werk.")
        for _ in range(11):
            await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Allebei")
        await place.says(LEAD, "stop")
        await place.wait(minutes=2)
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Ruwe gegevens")
        await place.says(LEAD, "De klachten.")
        await place.says(LEAD, "overslaan")
        await place.hears(LEAD)
        await place.says(LEAD, "overslaan")

        aim = (await place.hears(LEAD))[-1].text
        assert "Waar wil je het leren op richten" in aim
        assert "Allebei" in aim.split("Waar wil je het leren op richten")[0]
        for said in ("overslaan", "overslaan"):
            await place.says(LEAD, said)
        await place.says(LEAD, "19 maart om 10:00")
        await place.says(LEAD, "ja")
        assert "Allebei" not in (await place.hears(LEAD))[-1].text


async def test_s34_edge_in_a_crisis_the_plan_is_parked_and_asked_about_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Ruwe gegevens")
        await place.says(LEAD, "De klachten van dit jaar.")
        for _ in range(4):
            await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Nu is het te druk")
        await place.hears(LEAD)
        await place.until("2026-04-07 18:00")
        assert "rust" in (await place.hears(LEAD))[-1].text

        await place.wait(days=60)

        assert not await place.hears(LEAD)
        assert "klachten" not in await place.room()


async def test_s34_a_card_for_a_talk_reaches_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "aanspreken")
        await place.says(LEAD, "Brieven gaan te laat weg.")
        for _ in range(3):
            await place.says(LEAD, "overslaan")

        assert "Jouw kaart voor het gesprek" in await place.reads(LEAD)
        assert not [who for who in (*MEMBERS, FACILITATOR) if await place.hears(who)]
