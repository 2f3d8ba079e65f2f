"""S18: the fourteen factors with their actions and examples, on one page that holds nothing of anybody."""

import re
from pathlib import Path

import pytest

from tests.kit.picking import FEEDBACK, picks
from tests.pages.visiting import visiting


@pytest.mark.parametrize(
    ("language", "head", "action", "example"),
    [
        ("nederlands", "Kleine acties", FEEDBACK, "Bijvoorbeeld: open het wekelijkse overleg met een rondje feedback."),
        ("english", "Small actions", "Ask aloud for particular feedback", "For example: "),
    ],
)
async def test_s18_f55_the_page_shows_six_four_and_four_factors_with_actions_and_an_example(
    tmp_path: Path, language: str, head: str, action: str, example: str
) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", language)
        page = (await (await visit.inside("noor")).reads("/pages/actions")).text

        levels = page.split("<section")[1:]
        assert [len(re.findall("<h3>", level)) for level in levels] == [6, 4, 4]
        assert [len(re.findall('class="quiet"', level)) for level in levels] == [6, 4, 4]
        assert f"<h1>{head}</h1>" in page
        assert action in page
        assert example in page


async def test_s18_nothing_that_somebody_chose_stands_on_the_page(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await picks(visit.town, action="Een briefje op de koffieautomaat.")
        page = (await (await visit.inside("noor")).reads("/pages/actions")).text

        assert "koffieautomaat" not in page


async def test_s18_a_word_gives_the_link_also_while_an_action_is_chosen(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", "actie")
        assert "kleine acties" in (await visit.town.hears("noor"))[-1].text
        await visit.town.says("noor", "kleine acties")

        assert "link naar alle kleine acties" in "\n".join(one.text for one in await visit.town.hears("noor"))
