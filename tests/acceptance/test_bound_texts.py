"""S24: what is bound to a contract is read among those alone who agreed to its newest version, in every way there is."""

from pathlib import Path

from tests.acceptance.contracts import (
    EVERYBODY,
    NAMED_HERE,
    a_group,
    agreed,
    export_of,
    levels_of,
    number_of,
    page_of,
    readers_of,
    shared_by,
    told_in_confidence,
    writes,
)
from tests.kit.leergroep import GROUP, decide
from tests.kit.town import FACILITATOR, LEAD


async def test_s24_acceptance_1_what_is_shared_is_read_by_those_alone_who_agreed(tmp_path: Path) -> None:
    four = ("noor", "bram", "samira", FACILITATOR)
    async with a_group(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        await told_in_confidence(place, *four)

        hers = await shared_by(place, "noor")
        await place.until("wed 10:00")

        assert await readers_of(place, hers) == set(four)
        assert "Een geheim van noor." in await place.reads(FACILITATOR)  # D2
        assert "Een geheim van noor." not in await place.room(GROUP)
        assert "Een geheim van noor." in await export_of(place, "noor")
        assert "Een geheim van noor." not in await export_of(place, "joost")


async def test_s24_acceptance_1_who_did_not_agree_can_share_with_the_facilitator_alone(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, "noor")

        await place.taps("joost", "Nu doen")
        await place.says("joost", "Een geheim van joost.")

        asked = (await place.hears("joost"))[-1]
        assert "Delen met de groep kan zodra je akkoord bent met de afspraken van Leergroep Noord." in asked.text
        assert [label.split(" (")[0] for label in asked.choices] == ["Alleen de begeleider", "Alleen voor mij"]
        await place.taps("joost", "Alleen de begeleider")
        assert "Een geheim van joost." not in await export_of(place, "noor")


async def test_s24_acceptance_2_a_new_version_voids_who_agreed_to_the_old_one(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        assert await readers_of(place, hers) == set(EVERYBODY)

        await writes(place, "Over iets anders.")
        assert await readers_of(place, hers) == {"noor"}
        for one in ("bram", "noor"):
            await place.says(one, "contract akkoord")

        assert await readers_of(place, hers) == {"noor", "bram"}


async def test_s24_wrong_hands_the_lead_of_the_same_people_reads_and_decides_nothing(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")

        for said in ("contract", "contract akkoord"):
            await place.says(LEAD, said)

        assert "Over samenwerken." not in await place.reads(LEAD)
        assert LEAD not in await agreed(place)
        assert LEAD not in await readers_of(place, hers)


async def test_s24_wrong_hands_who_joins_later_reads_nothing_of_before_until_she_agrees(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        await place.add(LEAD, "participant", team=GROUP)

        before = await readers_of(place, hers)
        await place.says(LEAD, "contract akkoord")
        refused = await readers_of(place, hers)
        await decide(place, *EVERYBODY, LEAD)

        assert LEAD not in before | refused
        assert LEAD in await readers_of(place, hers)


async def test_s24_wrong_hands_who_leaves_reads_nothing_any_more_and_what_she_told_stays(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        his = await shared_by(place, "bram")

        await place.leaves("bram", GROUP)
        await place.says("bram", "contract")

        assert "bram" not in await readers_of(place, hers)
        assert {"noor", "bram", "samira", "joost", FACILITATOR} == await readers_of(place, his)
        assert "Over samenwerken." not in (await place.hears("bram"))[-1].text


async def test_s24_what_is_bound_is_on_the_page_of_a_facilitator_as_long_as_both_agree(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        await told_in_confidence(place, *EVERYBODY)
        await shared_by(place, "noor")
        await place.until("wed 10:00")

        before = await page_of(place, FACILITATOR)
        await decide(place, "noor")

        assert "Een geheim van noor." in before
        assert "Een geheim van noor." not in await page_of(place, FACILITATOR)


async def test_s24_a_button_from_before_a_new_version_shares_nothing_with_the_group(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        await place.taps("noor", "Nu doen")
        await place.says("noor", "Een geheim van noor.")
        old = (await place.shown("noor"))[-1].choices[NAMED_HERE]

        await decide(place)
        await place.presses("noor", old)

        assert NAMED_HERE not in (await place.hears("noor"))[-1].choices
        assert set(await levels_of(place, "noor")) == {"V0"}


async def test_s24_sharing_afterwards_is_with_the_facilitator_alone_until_she_agrees(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, "bram")
        await place.taps("noor", "Nu doen")
        await place.says("noor", "Een geheim van noor.")
        await place.taps("noor", "Alleen voor mij")
        number = await number_of(place, "noor", "secret_text")

        await place.says("noor", f"deel {number}")
        first = (await place.hears("noor"))[-1]
        await place.says("noor", "stop")
        await place.says("noor", "contract akkoord")
        await place.says("noor", f"deel {number}")

        assert "Delen met de groep kan zodra je akkoord bent" in first.text
        assert NAMED_HERE not in first.choices
        assert NAMED_HERE in (await place.hears("noor"))[-1].choices
