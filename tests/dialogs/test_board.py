"""A board: what a group harvested, in the tellers' own words, composed from what the gate let through (S06, D4)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dialogs.language.outputs import Output
from dialogs.language.values import WORTHS
from dialogs.library import load
from dialogs.saying.board import Board, as_message, below, board
from dialogs.saying.digest import Item
from dialogs.saying.prompt import Chart
from dialogs.settings import DEFAULTS, K

NL = load().phrases["nl"]
SLOTS = {"team": "Team Vergunningen", "datum": "donderdag 26 maart 2026"}
HEADS = ("Beleving", "Voor later", "Toegepast", "Effect", "Anders kijken", "In de weg", "Levend houden", "Vraag aan ons")
OUTPUT = Output.model_validate({
    "id": "harvest", "kind": "board", "at": "closing",
    "head": "**Totaalopbrengst van {team}, {datum}**",
    "sections": [{"head": f"**{head}**", "value": [value]} for head, value in zip(HEADS, WORTHS[:8], strict=True)],
    "empty": "Deze keer niets, dat is prima.",
    "count": "Aan deze opbrengst werkten {aantal} mensen mee.",
    "talk": ["Wat herken je?", "Wat wil je vaker zien?"],
    "close": "Dank jullie wel.",
})  # fmt: skip
ENOUGH = DEFAULTS[K]


def line(number: int, text: str | None = "Het werd stil.", worth: str = "experience", name: str | None = "Noor") -> Item:
    return Item(number, "told", text, name, nameless=name is None, worth=worth)


def shown(items: Sequence[Item], told_by: int = ENOUGH, output: Output = OUTPUT) -> Board:
    return board(output, items, told_by, SLOTS, "seed", DEFAULTS)


def text_of(items: Sequence[Item], told_by: int = ENOUGH, output: Output = OUTPUT) -> str:
    return as_message(shown(items, told_by, output), NL).text


def test_a_board_names_every_value_in_order_with_what_was_told_of_it() -> None:
    items = [line(1), line(2, "De checklist werkt.", "applied", "Bram"), line(3, "Minder bellers.", "realised")]

    digest = as_message(shown(items), NL)

    assert digest.text == (
        "**Totaalopbrengst van Team Vergunningen, donderdag 26 maart 2026**\n\n"
        "**Beleving**\n- **Noor**: \u2068Het werd stil.\u2069\n\n"
        "**Voor later**\nDeze keer niets, dat is prima.\n\n"
        "**Toegepast**\n- **Bram**: \u2068De checklist werkt.\u2069\n\n"
        "**Effect**\n- **Noor**: \u2068Minder bellers.\u2069\n\n"
        "**Anders kijken**\nDeze keer niets, dat is prima.\n\n"
        "**In de weg**\nDeze keer niets, dat is prima.\n\n"
        "**Levend houden**\nDeze keer niets, dat is prima.\n\n"
        "**Vraag aan ons**\nDeze keer niets, dat is prima.\n\n"
        "Aan deze opbrengst werkten 4 mensen mee.\n\n"
        "**Om over door te praten:**\n- Wat herken je?\n- Wat wil je vaker zien?\n\n"
        "Dank jullie wel."
    )
    assert digest.answers == (1, 2, 3)


def test_what_one_person_told_of_a_value_stands_together_under_her_name() -> None:
    text = text_of([line(1), line(2, "Spannend.", name="Bram"), line(3, "Later trots.")])

    assert "- **Noor**\n  - \u2068Het werd stil.\u2069\n  - \u2068Later trots.\u2069\n" in text


def test_nameless_texts_stand_alone_after_the_others() -> None:
    text = text_of([line(1, "Stil.", name=None), line(2, "Ook stil.", name=None), line(3)])

    told = text.split("**Beleving**\n")[1].split("\n\n")[0].split("\n")
    assert told[0] == "- **Noor**: \u2068Het werd stil.\u2069"
    assert sorted(told[1:]) == ["- \u2068Ook stil.\u2069", "- \u2068Stil.\u2069"]


@pytest.mark.parametrize(("told_by", "said"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_k1_how_many_worked_on_it_is_told_from_four_on(told_by: int, said: bool) -> None:
    assert (f"werkten {told_by} mensen mee" in text_of([line(1)], told_by)) is said


def test_s06_what_was_taken_back_is_not_there_and_its_heading_says_what_an_empty_one_says() -> None:
    text = text_of([line(1, None), line(2, "De checklist werkt.", "applied")])

    assert "**Beleving**\nDeze keer niets, dat is prima." in text
    assert "weggehaald" not in text


def test_where_all_was_taken_back_only_that_is_said() -> None:
    assert text_of([line(1, None)]) == (
        "**Totaalopbrengst van Team Vergunningen, donderdag 26 maart 2026**\n\nDe verteller heeft deze tekst weggehaald."
    )


def test_a_board_of_few_words_leaves_out_what_it_was_not_given() -> None:
    bare = OUTPUT.model_copy(update={"count": None, "talk": (), "close": None})

    assert text_of([line(1)], output=bare).endswith("**Vraag aan ons**\nDeze keer niets, dat is prima.")


def test_what_was_changed_later_says_so_and_a_file_goes_along() -> None:
    changed = replace(line(1), changed=True)
    drawing = replace(line(2, "", "applied"), file="tekening")

    digest = as_message(shown([changed, drawing]), NL)

    assert "\u2068Het werd stil.\u2069 (aangepast)" in digest.text
    assert "- **Noor**: (een foto, tekening of document)" in digest.text
    assert digest.files == ("tekening",)


def test_the_order_of_people_says_nothing_and_is_the_same_under_every_heading() -> None:
    people = ("Noor", "Bram", "Samira", "Joost", "Ingrid")
    items = [line(n, worth=worth, name=name) for worth in ("experience", "applied") for n, name in enumerate(people)]

    headings = shown(items).headings

    assert [story[0].name for story in headings[0].stories] == [story[0].name for story in headings[2].stories]
    assert [story[0].name for story in headings[0].stories] == [
        story[0].name for story in shown(items[::-1]).headings[0].stories
    ]


BELOW = Output.model_validate({
    "id": "actions", "under": "harvest", "at": "closing", "head": "Daarna",
    "sections": [{"head": "**Acties van {team}**", "show": ["action"]}, {"head": "**Antwoord**", "show": ["reply"]}],
})  # fmt: skip


def test_under_a_board_stands_what_is_done_with_it_and_no_heading_over_nothing() -> None:
    items = [Item(1, "action", "Ik bel eerst.", "Noor"), Item(2, "reply", None, "Ingrid"), Item(3, "told", "Niets.", "Noor")]

    found = below([(BELOW, items), (BELOW, [])], SLOTS, "seed")

    assert [(one.title, one.values) for one in found] == [("**Acties van Team Vergunningen**", ())]
    assert found[0].stories == ((items[0],),)


def test_a_board_that_changed_says_on_which_day_below_its_head() -> None:
    changed = replace(shown([line(1)]), changed="Aangepast op woensdag 1 april.")

    assert as_message(changed, NL).text.split("\n")[1] == "Aangepast op woensdag 1 april."


def test_a_format_knows_under_which_heading_of_its_board_a_value_stands() -> None:
    harvest = load().editions["quarterly_value_check"].dutch

    assert (harvest.heading("applied"), harvest.heading(None)) == ("**Toegepast**", None)


def told(number: int, text: str, *, written: bool = False, teller: str | None = "noor", worth: str = "experience") -> Item:
    return replace(line(number, text, worth), teller=teller, written=written)


def test_what_was_prepared_and_told_in_the_same_words_stands_there_once_as_it_was_confirmed() -> None:
    items = [told(1, "Het werd stil."), told(2, "het werd  stil", written=True)]

    digest = as_message(shown(items), NL)

    assert digest.text.count("stil") == 1
    assert "\u2068het werd  stil\u2069" in digest.text
    assert digest.answers == (2, 1)  # it still comes back when the line is taken away
    assert "\u2068Het werd stil.\u2069" in text_of([items[0], replace(items[1], text=None)])


@pytest.mark.parametrize(
    "other",
    [
        told(1, "Het werd heel stil."),
        told(1, "Het werd stil?"),
        told(1, "Het werd stil.", teller="bram"),
        told(1, "Het werd stil.", teller=None),
        told(1, "Het werd stil.", worth="potential"),
        replace(told(1, "Het werd stil."), file="f1"),
        told(1, "…"),
        told(1, "-Het werd stil."),
        told(1, "Het werd Stil."),
        told(1, "(Het werd) stil."),
        told(1, "Het werd stil 🙂"),
    ],
)
def test_what_differs_in_anything_from_a_line_that_was_confirmed_stands_there_too(other: Item) -> None:
    assert [item.answer for item in shown([other, told(2, "Het werd stil.", written=True)]).items] != [2]


def test_two_lines_that_a_teller_confirmed_both_stand_there() -> None:
    items = [told(1, "Het werd stil.", written=True), told(2, "Het werd stil.", written=True)]

    assert len(shown(items).items) == 2


def test_s06_figures_say_under_which_heading_stories_stand_in_the_order_of_the_board() -> None:
    items = [line(1), line(2, name="Bram"), line(3, "Nog iets."), line(4, worth="applied", name="Bram")]

    assert as_message(shown(items), NL).chart == Chart("Waar de verhalen over gaan", (("Beleving", 2), ("Toegepast", 1)))


@pytest.mark.parametrize(("items", "told_by", "changed"), [
    ([line(1), line(2, worth="applied")], ENOUGH - 1, None),
    ([line(1), line(2, worth="applied")], ENOUGH, "Aangepast op vrijdag."),
    ([line(1), line(2, name="Bram")], ENOUGH, None),
])  # fmt: skip
def test_k1_k3_no_figure_is_told_of_few_people_of_a_board_that_changed_or_of_one_heading(
    items: list[Item], told_by: int, changed: str | None
) -> None:
    assert as_message(replace(shown(items, told_by), changed=changed), NL).chart is None
