"""S06 in the middle of every stage: a restart, a moved session, a scribe who is gone, a check that is called off.

Nothing is lost, nothing comes twice, and nothing is shown that its teller did not confirm.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dialogs.visibility import Person
from storage.store import Unit
from storage.talks import answers
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, TEAM, Town, town
from tests.kit.value_checks import PERIOD, prepares

EVERYBODY = (*MEMBERS, LEAD, FACILITATOR)
SHARED, PLACED, TAKEN_UP, REPLY = "Een idee voor de brief.", "Ik bel nu eerst.", "Een proef met bellen.", "We vragen ruimte."
KEPT, UNDECIDED, SILENT, NOT_TAKEN_UP = "Bij de balie was het stil.", "Het duurde lang.", "Iets van Samira.", "Een praatje."
ONCE = (
    "Wil jij dan meeschrijven", "Het duurt ongeveer tien minuten.", "Jij schrijft mee", "Dit is uit jouw verhaal",
    "Welke kleine acties komen", "jouw naam viel daarbij",
)  # fmt: skip
"""What somebody is asked once, however it went."""


@dataclass(slots=True)
class Check:
    """A check that is played, with what was told in it by now: whose it is, and the text."""

    place: Town
    told: list[tuple[str, str]] = field(default_factory=list)
    scribe: str = "bram"
    gone: str = ""
    off: bool = False

    async def tells(self, who: str, text: str, *, owner: str = "") -> None:
        """Let somebody write a text, of her own or of somebody else."""
        await self.place.says(who, text)
        self.told.append((owner or who, text))

    async def can(self, who: str, label: str) -> bool:
        """Let somebody press a button, if there is one that begins so; return whether there is."""
        there = any(text.startswith(label) for one in await self.place.shown(who) for text in one.choices)
        if there:
            await self.place.taps(who, label)
        return there

    async def asked(self, label: str) -> str:
        """Return who is asked to do something for the group now, and begins with it."""
        for who in (*MEMBERS, LEAD):
            if who != self.gone and await self.can(who, label):
                return who
        return ""


async def plan(check: Check) -> None:
    """Let the lead plan half of it."""
    await check.place.says(LEAD, "waardecheck start")
    await check.place.taps(LEAD, PERIOD)
    for said in ("overslaan", "26 maart om 14:00", "ja"):
        await check.place.says(LEAD, said)


async def planned(check: Check) -> None:
    await check.place.says(LEAD, "Kies jij maar" if check.gone else "Bram")
    await check.place.taps(LEAD, "Ja, nodig uit")


async def ask_scribe(check: Check) -> None:
    """Let the scribe read what is asked of him."""
    await check.place.until("2026-03-09 09:00")
    check.scribe = await check.asked("Antwoorden")


async def scribe_asked(check: Check) -> None:
    if check.scribe:
        await check.place.taps(check.scribe, "Ja, ik schrijf mee")


async def prepare(check: Check) -> None:
    """Let one prepare her story and share it, and another be in the middle of hers."""
    await check.place.until("2026-03-24 10:00")
    await prepares(check.place, "samira", SHARED, alone="Nee", asks="Mag het korter?")
    check.told.append(("samira", SHARED))
    await check.place.taps("noor", "Voorbereiden")
    await check.tells("noor", KEPT)


async def prepared(check: Check) -> None:
    for said in ("stop", "bewaren"):
        await check.place.says("noor", said)


async def write(check: Check) -> None:
    """Let the scribe write two lines, and begin with another."""
    await check.place.until("2026-04-02 10:05" if "2 april" in await check.place.room() else "2026-03-26 14:05")
    check.scribe = scribe = await check.asked("Schrijven")
    for text, level in ((PLACED, "3 Toegepast"), (UNDECIDED, "1 Beleving")):
        await check.place.taps(scribe, "Noor")
        await check.place.taps(scribe, level)
        await check.tells(scribe, text, owner="noor")
        await check.place.taps(scribe, "Ja")
    await check.place.taps(scribe, "Samira")


async def written(check: Check) -> None:
    if check.scribe:
        await check.place.taps(check.scribe, "1 Beleving")
        await check.tells(check.scribe, SILENT, owner="samira")
        await check.place.taps(check.scribe, "Nee")


async def confirm(check: Check) -> None:
    """Let a teller place one of her two lines."""
    await check.place.wait(days=1)
    await check.place.taps("noor", "Bekijken")
    await check.place.taps("noor", "Klopt")


async def confirmed(check: Check) -> None:
    await check.place.wait(days=5)


async def act(check: Check) -> None:
    """Let the scribe write one action, and begin with another."""
    check.scribe = scribe = await check.asked("Opschrijven")
    await check.place.taps(scribe, "Joost")
    await check.tells(scribe, TAKEN_UP, owner="joost")
    await check.place.taps(scribe, "Ja")
    await check.place.taps(scribe, "Noor")


async def acted(check: Check) -> None:
    if check.scribe:
        await check.tells(check.scribe, NOT_TAKEN_UP, owner="noor")
        await check.place.taps(check.scribe, "Nee")


async def take_up(check: Check) -> None:
    """Let somebody look at the action that was thought of for her."""
    await check.place.wait(days=1 if check.scribe else 8)  # a stage that nobody ends takes its whole time
    await check.place.taps("joost", "Bekijken")


async def taken_up(check: Check) -> None:
    await check.place.taps("joost", "Ja, ik pak dit op")


async def reply(check: Check) -> None:
    """Let the lead begin to answer the questions."""
    await check.place.taps(LEAD, "Antwoorden")


async def replied(check: Check) -> None:
    await check.tells(LEAD, REPLY)


Step = Callable[[Check], Awaitable[None]]
STAGES: dict[str, tuple[Step, Step]] = {
    "plan": (plan, planned), "ask_scribe": (ask_scribe, scribe_asked), "prepare": (prepare, prepared),
    "write": (write, written), "confirm": (confirm, confirmed), "actions": (act, acted),
    "own_action": (take_up, taken_up), "reply": (reply, replied),
}  # fmt: skip
"""The stages in their order, each in two halves."""


async def plays(check: Check, happens: Mapping[str, Step]) -> dict[str, str]:
    """Play a check to its end, in which something happens in the middle of stages; return what the lead hears of it in each."""
    heard = {}
    for name, (begins, ends) in STAGES.items():
        await begins(check)
        if name in happens:
            await check.place.hears(LEAD)
            await happens[name](check)
            heard[name] = "\n".join(one.text for one in await check.place.hears(LEAD))
        if check.off:
            break
        await ends(check)
    await check.place.until("2026-05-01 12:00")
    return heard


async def owns(place: Town, who: str) -> list[str | None]:
    """Return all texts that are somebody's."""

    def look(unit: Unit) -> list[str | None]:
        return [one.value.text for one in answers.own(unit, Person(who), who)]

    return await place.app.store.read(look)


async def is_whole(check: Check) -> None:
    """Check that nothing was lost, came twice, or was shown without its teller's yes."""
    place = check.place
    columns = {who: await place.reads(who) for who in EVERYBODY}
    for owner, text in check.told:
        assert text in await owns(place, owner), (owner, text)
        if text in {KEPT, UNDECIDED, SILENT, NOT_TAKEN_UP}:
            assert text not in await place.room()
            assert [who for who, column in columns.items() if who != owner and text in column] == []
    posts = [one.text for one in await place.shown(TEAM, "room")]
    assert sorted(posts) == sorted(set(posts))
    assert [(who, asked) for who, column in columns.items() for asked in ONCE if column.count(asked) > 1] == []


async def restarts(check: Check) -> None:
    await check.place.restart()


async def moves(check: Check) -> None:
    await check.place.says(LEAD, "verplaats naar 2 april om 10:00")


async def scribe_leaves(check: Check) -> None:
    check.gone, check.scribe = check.scribe, ""
    await check.place.leaves(check.gone)
    await check.place.settle()


async def cancels(check: Check) -> None:
    for word in ("annuleer", "annuleer zeker"):
        await check.place.says(LEAD, word)
    check.off = "gaat niet door" in await check.place.room()


async def shows_all(place: Town) -> bool:
    """Whether the room reads all that was shared, confirmed, taken up and answered."""
    room = await place.room()
    return all(text in room for text in (SHARED, PLACED, TAKEN_UP, REPLY))


async def test_s06_in_the_middle_of_every_stage_a_restart_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        check = Check(place)

        await plays(check, dict.fromkeys(STAGES, restarts))

        await is_whole(check)
        assert await shows_all(place)


@pytest.mark.parametrize("stage", ["ask_scribe", "prepare"])
async def test_s06_until_the_session_it_is_moved_in_the_middle_of_a_stage(tmp_path: Path, stage: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        check = Check(place)

        heard = await plays(check, {stage: moves})

        assert "is nu op donderdag 2 april" in heard[stage]
        await is_whole(check)
        assert await shows_all(place)


@pytest.mark.parametrize(("tries", "since"), [(moves, "write"), (cancels, "actions")])
async def test_s06_in_the_middle_of_every_other_stage_it_is_said_that_it_cannot_be_moved_or_called_off(
    tmp_path: Path, tries: Step, since: str
) -> None:
    late = list(STAGES)[list(STAGES).index(since) :]
    async with town(tmp_path, formats=[]) as place:
        check = Check(place)

        heard = await plays(check, dict.fromkeys(["plan", *late], tries))

        assert "Er loopt nu niets dat je kunt verplaatsen of sluiten." in heard["plan"]
        assert ["Dat kan niet meer." in heard[stage] for stage in late] == [True] * len(late)
        await is_whole(check)
        assert await shows_all(place)


@pytest.mark.parametrize("stage", STAGES)
async def test_s06_in_the_middle_of_every_stage_a_scribe_who_is_gone_is_followed_by_somebody_else(
    tmp_path: Path, stage: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        check = Check(place)

        await plays(check, {stage: scribe_leaves})

        await is_whole(check)
        assert await shows_all(place)


@pytest.mark.parametrize("stage", ["ask_scribe", "prepare", "write", "confirm"])
async def test_s06_in_the_middle_of_a_stage_before_the_board_it_is_called_off_and_all_stays_with_its_tellers(
    tmp_path: Path, stage: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        check = Check(place)

        await plays(check, {stage: cancels})

        assert "gaat niet door" in await place.room()
        await is_whole(check)
        assert [text for _, text in check.told if text in await place.room()] == []
