"""Days, steps, numbers and people, asked in the chat and on a form, to a whole team (spec §0.2, C-40)."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from dialogs.library import HERE, Library, load
from storage.groups import people
from tests.browser.scenes import FORMATS
from tests.kit.town import town

ONE_BY_ONE = """\
id: plan_it
title: Samen plannen
source: 001 §1.2
why: Wie afspreekt wanneer, doet het vaker.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {command: plannen}
stages:
  - id: plan
    who: owner
    questions:
      - {id: about, kind: info, ask: "Het gaat over een eigen stap."}
      - {id: when, kind: date, required: true, ask: "Wanneer begin je?"}
      - {id: who, kind: person, ask: "Met wie?"}
      - {id: share, kind: share, ask: "Wie mag dit lezen?", allow: [V0, V2]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "dialogs"
    shutil.copytree(HERE / "formats", folder / "formats")
    shutil.copy(FORMATS / "look_back.yaml", folder / "formats")
    (folder / "formats" / "plan_it.yaml").write_text(ONE_BY_ONE, encoding="utf-8")
    return load(folder)


async def test_a_day_is_confirmed_kept_and_found_again(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "data", library=library) as place:
        await place.says("noor", "plannen")
        asked = await place.hears("noor")
        assert "Het gaat over een eigen stap.\n\nWanneer begin je?" in asked[-1].text

        await place.says("noor", "volgende week donderdag")
        assert "Bedoel je donderdag 19 maart 2026?" in (await place.hears("noor"))[-1].text

        await place.says("noor", "ja")
        await place.says("noor", "overslaan")
        assert "donderdag 19 maart 2026" in (await place.hears("noor"))[-1].text
        await place.says("noor", "mijn antwoorden")
        assert "donderdag 19 maart 2026" in (await place.hears("noor"))[-1].text


async def test_c40_the_list_holds_who_does_not_take_part_and_not_the_facilitator(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "data", library=library) as place:
        await place.add("lotte", consent="no")
        await place.says("noor", "plannen")
        await place.says("noor", "morgen")
        await place.says("noor", "ja")

        asked = (await place.hears("noor"))[-1]
        assert list(asked.choices) == ["Bram", "Ingrid", "Joost", "Lotte", "Samira"]


async def test_the_same_questions_stand_on_a_form(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "data", library=library) as place:
        await place.says("noor", "omkijken")
        form = (await place.hears("noor"))[-1].form
        assert form is not None
        kinds = {field["id"]: field["kind"] for field in form["fields"]}
        assert kinds["felt"] == "scale"
        assert kinds["period"] == "info"

        await place.fills("noor", moment="Een burger belde.", felt="4", hours="2,5", next_day="morgen", helper="bram")
        assert "Bedoel je dinsdag 10 maart 2026?" in (await place.hears("noor"))[-1].text
        await place.says("noor", "ja")
        assert "Dank je" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("home", [True, False])
async def test_c40_two_colleagues_of_one_name_are_told_apart_where_one_is_chosen(
    tmp_path: Path, library: Library, *, home: bool
) -> None:
    async with town(tmp_path / "data", library=library) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        if home:
            await place.add("sam", team="bezwaar")
        await place.add("sam")
        await place.add("sam2", "member" if home else "lead")
        await place.app.store.run(lambda unit: people.rename(unit, "sam2", "Sam"))
        beside = ("Sam (Team Bezwaar)", "Sam (Team Vergunningen)") if home else ("Sam", "Sam (teamleider)")

        for said in ("plannen", "morgen", "ja"):
            await place.says("noor", said)
        shown = [label for label in (await place.hears("noor"))[-1].choices if label.startswith("Sam")]
        await place.says("noor", "Sam")
        asked = [label for label in (await place.hears("noor"))[-1].choices if label.startswith("Sam")]

        assert sorted(one for one in shown if not one.startswith("Samira")) == sorted(beside)
        assert sorted(asked) == sorted(beside)


async def test_c40_of_three_of_one_name_those_who_are_of_one_team_are_told_apart_by_who_leads(
    tmp_path: Path, library: Library
) -> None:
    async with town(tmp_path / "data", library=library) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("sam", team="bezwaar")
        for who in ("sam", "sam2"):
            await place.add(who)
        await place.add("sam3", "lead")
        for who, name in (("sam2", "\uff33am"), ("sam3", "sam")):
            await place.app.store.run(partial(people.rename, id_=who, name=name))

        for said in ("plannen", "morgen", "ja"):
            await place.says("noor", said)
        shown = [label for label in (await place.hears("noor"))[-1].choices if "(" in label]

        assert sorted(shown) == ["Sam (Team Bezwaar)", "sam (Team Vergunningen, teamleider)", "\uff33am (Team Vergunningen)"]
