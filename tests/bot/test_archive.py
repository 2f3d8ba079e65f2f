"""What a team was told goes to the archive of its organisation, and nothing that is private (trust S30, S13)."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from sqlalchemy import select

from bot.outgoing.rooms import LINE
from bot.upkeep.archiving import Wanted, archived
from bot.upkeep.mdto import NAMESPACE, Describing
from bot.upkeep.switching import ARCHIVED, door, tell_archived
from storage.privacy import audit
from storage.privacy.erasing import erase_person
from storage.tables import outbox
from tests.evidence.recording import Record
from tests.kit.commands import assert_one_line, run, settings
from tests.kit.standing import standing
from tests.kit.town import AMSTERDAM, FACILITATOR_ONLY, NAMED, PRIVATE, TEAM, Town, at, town

SHARED = {"noor": "merel", "joost": "ekster"}
PRIVATE_ONES = {"bram": "kievit", "samira": "wulp"}
PICTURE = b"\x89PNG\r\n\x1a\n"
DESCRIBING = Describing("Gemeente Voorbeeld", "temporary", at("2026-04-01 12:00", AMSTERDAM))


async def tell_week(place: Town) -> None:
    """Let four people answer the weekly question, of whom two share it with their team."""
    await place.until("thu 14:00")
    for person, word in (SHARED | PRIVATE_ONES).items():
        await place.says(person, f"Er zat een {word} in de boom.")
        await place.taps(person, "Zo is het goed")
        await place.taps(person, NAMED if person in SHARED else PRIVATE if person == "bram" else FACILITATOR_ONLY)
    await place.until("wed 09:30")


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    if request.param == "postgres":
        request.getfixturevalue("on_postgres")
    async with town(tmp_path) as built:
        await tell_week(built)
        yield built


async def taken(place: Town, until: str = "2026-04-01", since: str = "2026-01-01", team: str = TEAM) -> dict[str, bytes]:
    """Return the files of an archive; it only reads."""
    wanted = Wanted(team, date.fromisoformat(until), date.fromisoformat(since))
    _, packed = await place.app.store.read(lambda unit: archived(unit, place.app.editions, wanted, DESCRIBING))
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        return {name: found.read(name) for name in found.namelist()}


def all_of(files: dict[str, bytes]) -> str:
    return "\n".join([*files, *(body.decode("utf-8", "replace") for body in files.values())])


@pytest.mark.trust("S30")
async def test_s30_what_a_team_was_told_is_in_the_archive_and_nothing_private(place: Town, reached: Record) -> None:
    room, found = await place.room(), all_of(await taken(place))

    assert all(word in room and word in found for word in SHARED.values())
    assert [word for word in PRIVATE_ONES.values() if word in found] == []
    reached("a week of which two texts were shared: these two, and none of the private or facilitator's")


@pytest.mark.trust("S30", "S10")
async def test_s30_who_takes_a_text_away_or_is_erased_is_not_in_a_later_archive(place: Town) -> None:
    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja")
    await place.app.store.run(lambda unit: erase_person(unit, "joost", place.clock.now(), whole=True))
    await place.settle()

    found = all_of(await taken(place))
    assert [word for word in (*SHARED.values(), "Joost") if word in found] == []


@pytest.mark.trust("S30")
async def test_s30_only_what_was_told_in_those_days_is_in_it(place: Town) -> None:
    assert list(await taken(place, until="2026-03-17")) == ["dossier.mdto.xml"]
    assert list(await taken(place, since="2026-03-19")) == ["dossier.mdto.xml"]
    assert len(await taken(place, since="2026-03-18", until="2026-03-18")) > 1


@pytest.mark.trust("S30")
async def test_s30_nothing_of_a_leergroep_goes_to_an_archive(place: Town) -> None:
    await place.add_team("leren", kind="leergroep")

    with pytest.raises(ValueError, match="leren is a leergroep, and what is told there stays there"):
        await taken(place, team="leren")


def texts(root: Element, *path: str) -> list[str | None]:
    return [one.text for one in root.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in path))]


@pytest.mark.trust("S30")
async def test_s30_each_file_is_described_as_mdto_asks(place: Town) -> None:
    files = await taken(place)
    (page,) = (name for name in files if name.endswith(".html"))
    record, file = fromstring(files[f"{page[:-5]}.mdto.xml"]), fromstring(files[f"{page}.bestand.mdto.xml"])

    assert page == "2026-03-18-0900-weekly_wonder-team_wonder.html"
    assert texts(record, "informatieobject", "waardering", "begripCode") == ["V"]
    assert texts(record, "informatieobject", "archiefvormer", "verwijzingNaam") == ["Gemeente Voorbeeld"]
    assert len(texts(record, "informatieobject", "beperkingGebruik")) == 1
    assert texts(record, "informatieobject", "isOnderdeelVan", "verwijzingIdentificatie", "identificatieKenmerk") == texts(
        fromstring(files["dossier.mdto.xml"]), "informatieobject", "identificatie", "identificatieKenmerk"
    )
    assert texts(record, "informatieobject", "heeftRepresentatie", "verwijzingNaam") == [page]
    assert texts(file, "bestand", "omvang") == [str(len(files[page]))]
    assert texts(file, "bestand", "checksum", "checksumWaarde") == [hashlib.sha256(files[page]).hexdigest()]
    assert texts(file, "bestand", "isRepresentatieVan", "verwijzingIdentificatie", "identificatieKenmerk") == texts(
        record, "informatieobject", "identificatie", "identificatieKenmerk"
    )


@pytest.mark.trust("S30", "S18")
async def test_s30_the_team_is_told_and_the_log_of_acts_has_one_line(place: Town) -> None:
    now = place.clock.now()
    await place.app.store.run(lambda unit: tell_archived(unit, TEAM, now, "os:beheer"))
    await place.settle()

    acts = await place.app.store.read(lambda unit: audit.since(unit, now))
    assert [(one.actor, one.subject) for one in acts if one.act == ARCHIVED] == [("os:beheer", TEAM)]
    assert "Voor het archief van de organisatie is een kopie gemaakt" in await place.room()


# -- as an operator does it


def export(out: Path, *more: str, team: str = TEAM) -> tuple[str, ...]:
    words = ("--team", team, "--until", "2026-04-01", "--creator", "Gemeente Voorbeeld", "--appraisal", "permanent")
    return ("archive", "export", *words, "--out", str(out), *more)


@pytest.mark.trust("S30", "S18")
async def test_s30_the_command_writes_the_archive_for_this_account_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, tmp_path / "data")
    out = tmp_path / "archief.zip"
    async with town(tmp_path / "data") as place:
        await tell_week(place)

    done = await asyncio.to_thread(run, *export(out))

    assert (done.exit_code, done.output) == (0, f"{out}: 1 message to {TEAM}; the team hears that they went to the archive\n")
    assert out.stat().st_mode & 0o077 == 0
    assert f"archive exported  {TEAM}  done  command" in (await asyncio.to_thread(run, "audit")).output
    async with standing(tmp_path / "data", "2026-03-18 10:00") as again:
        waits = select(outbox.c.kind).where(outbox.c.room == TEAM, outbox.c.status == "waiting")
        assert await again.app.store.read(lambda unit: unit.connection.execute(waits).scalars().all()) == [LINE]


@pytest.mark.trust("S30", "S18")
async def test_s30_the_command_works_beside_a_bot_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path / "data")
    async with town(tmp_path / "data") as place:
        await tell_week(place)
        async with door(tmp_path / "data", place.app.store, place.clock):
            done = await asyncio.to_thread(run, *export(tmp_path / "archief.zip"))
        await place.settle()

        assert done.exit_code == 0, done.output
        assert "is een kopie gemaakt" in await place.room()


@pytest.mark.trust("S30")
async def test_s30_where_there_is_nothing_for_the_archive_no_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, tmp_path / "data")
    async with town(tmp_path / "data"):
        pass

    for team, said in ((TEAM, "was told nothing in those days"), ("nergens", f'no group "nergens"; choose from {TEAM}')):
        assert_one_line(await asyncio.to_thread(run, *export(tmp_path / "a.zip", team=team)), said)
    assert not (tmp_path / "a.zip").exists()
