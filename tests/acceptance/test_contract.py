"""S24: what a leergroep decided is read by all of it, and who agrees is kept by version."""

from pathlib import Path

from storage.groups import agreements
from storage.privacy.erasing import erase_person
from tests.acceptance.contracts import CONTRACT, EVERYBODY, a_group, agree, agreed, number_of, standing_of, writes
from tests.kit.leergroep import GROUP, decide
from tests.kit.town import FACILITATOR, LEAD, Town


async def test_s24_the_facilitator_writes_down_what_was_decided_and_everybody_is_asked_herself_too(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place, "Over samenwerken.", "Niet over collega's.")

        for one in EVERYBODY:
            await place.taps(one, "Bekijken")
            heard = (await place.hears(one))[-1].text
            assert "De afspraken van Leergroep Noord" in heard
            assert "Over samenwerken." in heard
            assert "maandag 9 maart" in heard
        assert "Over samenwerken." not in await place.reads(LEAD)
        assert await agreed(place) == frozenset()


async def test_s24_edge_r1_lite_the_day_alone_is_enough_to_agree_to(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place)

        await agree(place, *EVERYBODY)

        assert await agreed(place) == set(EVERYBODY)
        assert "Besproken op: maandag 9 maart" in (await place.reads("noor")).replace("*", "")


async def test_s24_edge_who_wants_to_talk_first_agrees_later_by_a_word_and_can_come_back_to_it(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place, "Over samenwerken.")
        await place.taps("noor", "Bekijken")
        await place.taps("noor", "Ik wil nog iets bespreken")

        assert await agreed(place) == frozenset()
        await place.wait(days=20)
        await place.says("noor", "contract")
        heard = (await place.hears("noor"))[-1].text
        assert "Over samenwerken." in heard
        assert "Je bent nog niet akkoord" in heard
        await place.taps("noor", "Akkoord")
        assert await agreed(place) == {"noor"}
        await place.taps("noor", "Toch niet akkoord")
        assert await agreed(place) == frozenset()


async def test_s24_who_agrees_by_a_word_is_asked_no_more(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place, "Over samenwerken.")

        await place.says("noor", "contract akkoord")
        await place.wait(days=9)

        assert await agreed(place) == {"noor"}
        assert "Wil je nog laten weten" not in await place.reads("noor")
        assert (await place.reads("bram")).count("Wil je nog laten weten") == 1


async def test_n4_who_agrees_by_a_word_before_she_is_asked_is_not_asked(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await decide(place, "noor")  # before nine

        await place.until("2026-03-09 12:00")

        assert await agreed(place) == {"noor"}
        assert "Ben je het ermee eens?" not in await place.reads("noor")
        assert "Ben je het ermee eens?" in await place.reads("bram")


async def test_s24_edge_words_that_change_after_somebody_agreed_have_to_be_agreed_to_again(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await place.add_team("balie")
        await place.add(FACILITATOR, "member", team="balie")
        await writes(place, "Over samenwerken.")
        await agree(place, *EVERYBODY)

        await place.wait(minutes=5)
        number = await number_of(place, FACILITATOR, "topics_in")
        await place.says(FACILITATOR, f"wijzig {number}")
        await place.says(FACILITATOR, "Over iets anders.")

        assert await agreed(place) == frozenset()


async def test_s24_acceptance_2_a_version_that_is_not_through_yet_gives_way_to_a_newer_one(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place, "Over samenwerken.")
        await agree(place, "noor")
        await writes(place, "Over iets anders.")
        voided = await agreed(place)
        await place.until("tue 12:00")

        await agree(place, "noor")

        assert voided == frozenset()
        assert await agreed(place) == {"noor"}
        assert "Over iets anders." in await place.reads("noor")
        assert "Nog niet iedereen in Leergroep Noord is akkoord." in await standing_of(place, "noor")


async def test_s24_wrong_hands_a_participant_writes_no_version(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        heard = await standing_of(place, "noor")

        assert "Leergroep Noord heeft nog geen afspraken vastgelegd." in heard
        assert "Op welke dag" not in await place.reads("noor")


async def test_s24_who_agreed_is_forgotten_with_her(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await writes(place, "Over samenwerken.")
        await agree(place, "noor", "bram")

        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))

        assert await agreed(place) == {"bram"}


async def test_s24_edge_of_one_who_is_slow_the_facilitator_hears_that_not_all_agree_and_never_who(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        await writes(place, "Over samenwerken.")
        await agree(place, *(one for one in EVERYBODY if one != "joost"))

        await place.until("wed 10:00")
        signalled = (await place.hears(FACILITATOR))[-1].text
        await place.says("joost", "contract akkoord")
        await place.until("wed 10:00")

        assert "Nog niet iedereen is akkoord met de afspraken." in signalled
        assert "Joost" not in signalled
        assert "Nog niet iedereen" not in (await place.hears(FACILITATOR))[-1].text


async def both_decide(place: Town) -> None:
    """Let Noor take part in two groups, which both made agreements."""
    await place.add_team("zuid", "Leergroep Zuid", kind="leergroep")
    await place.add("hanna", "facilitator", team="zuid", consent=None)
    await place.add("noor", "participant", team="zuid")
    await decide(place)
    for said in ("contract", "vandaag", "ja", "2", "ja"):
        await place.says("hanna", said)


async def test_s24_who_is_in_two_groups_agrees_in_each_apart(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await both_decide(place)

        await place.says("noor", "contract akkoord")
        asked = (await place.hears("noor"))[-1].text
        none = await agreed(place)
        await place.says("noor", "contract akkoord 3")

        assert "Leergroep Noord" in asked
        assert "Leergroep Zuid" in asked
        assert none == await agreed(place) == frozenset()
        assert await place.app.store.read(lambda unit: agreements.agreed(unit, CONTRACT, "zuid")) == {"noor"}


async def test_s24_help_names_the_word_to_all_of_a_leergroep_and_to_nobody_else(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        for one in ("noor", FACILITATOR, LEAD):
            await place.says(one, "hulp")

        assert "**contract**" in await place.reads("noor")
        assert "**contract**" in await place.reads(FACILITATOR)
        assert "**contract**" not in await place.reads(LEAD)


async def test_x19_what_was_planned_for_no_day_is_under_way_and_was_not_held(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await decide(place)

        for one in (FACILITATOR, "noor"):
            await place.says(one, "stand")

            told = (await place.hears(one))[-1].text
            assert "Afspraken (Leergroep Noord) loopt sinds maandag 9 maart." in told
            assert "was op" not in told


async def test_s24_x16_who_reads_what_two_groups_decided_has_a_button_for_each_that_names_it(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await both_decide(place)

        await place.says("noor", "contract")
        both = list((await place.hears("noor"))[-1].choices)
        await place.taps("noor", "Akkoord (Leergroep Noord)")
        one = (await place.hears("noor"))[-1]

        assert both == ["Akkoord (Leergroep Noord)", "Akkoord (Leergroep Zuid)"]
        assert "Je bent akkoord met deze afspraken van Leergroep Noord." in one.text
        assert list(one.choices) == ["Toch niet akkoord"]
        assert await agreed(place) == {"noor"}
        assert await place.app.store.read(lambda unit: agreements.agreed(unit, CONTRACT, "zuid")) == frozenset()
