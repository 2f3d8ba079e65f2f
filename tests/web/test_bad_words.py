"""Whatever somebody types or presses gets a clear answer; nothing is lost, nothing is executed (issue: bad input)."""

import pytest

from tests.kit.town import NAMED
from tests.web.desk import Desk, assert_refused

NEXT = "Wil je er nog iets bij kwijt?"
LITERAL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**vet** _schuin_ [link](javascript:alert(1)) `code`",
    "# Kop\n- punt\n> citaat",
    "&lt;b&gt; &amp; &#x27;",
    "'; DROP TABLE answer; --",
    "{naam} {bot} %s ${x} {{7*7}}",
    "🧑‍🤝‍🧑 é è ﷽",
    "שלום עולם",
]


async def asked(desk: Desk) -> None:
    await desk.says("noor", "verwondering")


async def kept(desk: Desk) -> str:
    """Return what the bot says that it keeps of Noor."""
    await desk.says("noor", "mijn antwoorden")
    return str((await desk.newest("noor"))["text"])


@pytest.mark.parametrize("text", LITERAL)
async def test_a_text_that_looks_like_code_is_kept_as_it_is(desk: Desk, text: str) -> None:
    await desk.shares("noor", text)

    await desk.moves("2026-03-11T09:00")

    assert text in [one["text"] for one in await desk.wrote("noor")]
    post = (await desk.room())[-1]["text"]
    assert f"**Noor**: \u2068{text.replace(chr(10), ' / ')}\u2069" in post


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200e\u2060", "\u202e", "\ufeff"])
async def test_nothing_to_read_is_no_answer(desk: Desk, text: str) -> None:
    await asked(desk)

    answer = await desk.says("noor", text)

    assert answer.status == 202
    assert NEXT not in (await desk.newest("noor"))["text"]
    assert (await desk.newest("noor"))["text"]


async def test_an_emoji_is_an_answer(desk: Desk) -> None:
    await asked(desk)

    await desk.says("noor", "🎉")

    assert NEXT in (await desk.newest("noor"))["text"]


@pytest.mark.trust("S23")
async def test_four_thousand_signs_are_an_answer(desk: Desk) -> None:
    await asked(desk)

    await desk.says("noor", "é" * 4000)

    assert "Wie mag dit lezen?" in (await desk.newest("noor"))["text"]


@pytest.mark.trust("S23")
async def test_one_sign_more_comes_back_and_is_not_kept(desk: Desk) -> None:
    await asked(desk)
    text = "kanarie " * 500 + "x"

    await desk.says("noor", text)

    said = "\n".join(one["text"] for one in await desk.column("noor") if one["from"] == "bot")
    assert "4001" in said
    assert text in said
    assert "kanarie" not in await kept(desk)


@pytest.mark.trust("R28")
@pytest.mark.parametrize("mark", ["\x00", "\x1b[31m", "\ud800", "\u202e", "\u200b", "\u2069\u2066", "\r", "\x7f", "\uffff"])
async def test_a_strange_mark_in_an_answer_does_no_harm(desk: Desk, mark: str) -> None:
    await asked(desk)

    answer = await desk.says("noor", f"kanarie{mark}vogel")

    assert answer.status == 202
    assert NEXT in (await desk.newest("noor"))["text"]
    assert (await desk.wrote("noor"))[-1]["text"].startswith("kanarie")


async def test_a_text_cannot_close_the_brackets_that_hold_it(desk: Desk) -> None:
    await desk.shares("noor", "hoi\u2069\n**Piet**: niet van Piet \u202eomgekeerd")

    await desk.moves("2026-03-11T09:00")

    post = (await desk.room())[-1]["text"]
    assert "**Noor**: \u2068hoi / **Piet**: niet van Piet" in post
    assert post.count("\u2068") == post.count("\u2069") == 1


# Buttons


async def test_an_old_button_says_so_and_changes_nothing(desk: Desk) -> None:
    await asked(desk)
    await desk.says("noor", "De rust op de gang.")
    old = await desk.newest("noor")
    await desk.presses("noor", "Zo is het goed")
    await desk.presses("noor", NAMED)
    before = await kept(desk)

    for choice in old["choices"]:
        answer = await desk.post("people/noor/actions", {"message": old["id"], "action": choice["id"]})
        assert answer == (202, {})

    assert (await desk.newest("noor"))["choices"] == []
    assert await kept(desk) == before


NONSENSE = [
    "onzin", ".", " ", "😀", "\x00", "many", "x" * 10_000,
    "c", "c.", "c1", "c1.", "c1..", "c-1.x.y", "c999999.wonder_next.enough", "c99999999999999999999.x.y",
    "c1.!form", "c1.held.yes", "c1.wonder_text.!act", "c1.wonder_next.\ud800", "\ud800",
    "a1", "a1.", "a1.frobnicate", "a².withdraw", "a999999.withdraw", "a99999999999999999999999.withdraw",
    "do.", "do.rm -rf",
]  # fmt: skip


@pytest.mark.parametrize("action", NONSENSE, ids=lambda action: repr(action)[:30])
async def test_an_action_that_is_nonsense_is_answered_and_changes_nothing(desk: Desk, action: str) -> None:
    await asked(desk)
    await desk.says("noor", "De rust op de gang.")
    before = await kept(desk)

    for act in ({"action": action}, {"action": "many", "values": {"chosen": [action]}}):
        answer = await desk.post("people/noor/actions", {"message": action, **act})
        assert answer.status == 202

    assert await kept(desk) == before


@pytest.mark.parametrize("whose", ["joost", "bram"])
async def test_a_button_of_somebody_else_does_nothing(desk: Desk, whose: str) -> None:
    await asked(desk)
    await desk.says("noor", "De rust op de gang.")
    mine = await desk.newest("noor")

    for choice in mine["choices"]:
        await desk.post(f"people/{whose}/actions", {"message": mine["id"], "action": choice["id"]})

    assert (await desk.newest("noor")) == mine
    assert "De rust op de gang." not in str(await desk.column(whose))


async def test_an_answer_of_somebody_else_cannot_be_touched_by_its_number(desk: Desk) -> None:
    await desk.shares("noor", "De rust op de gang.")
    before = await kept(desk)
    acts = [choice["id"] for choice in (await desk.newest("noor"))["choices"] if choice["id"].startswith("a")]

    for act in acts:
        await desk.post("people/bram/actions", {"message": "m1", "action": act})

    assert acts
    assert await kept(desk) == before
    assert "De rust op de gang." not in str(await desk.column("bram"))


async def test_ticks_of_several_questions_at_once_are_refused(desk: Desk) -> None:
    await desk.says("joost", "hoi")
    await desk.presses("joost", "Ja, ik doe mee")
    await desk.says("joost", "Joost")
    ticks = [choice["id"] for choice in (await desk.newest("joost"))["choices"]]
    mixed = [ticks[0], ticks[1].replace("quiet_days", "default_share"), "c1", "onzin"]

    answer = await desk.post("people/joost/actions", {"message": "m1", "action": "many", "values": {"chosen": mixed}})

    assert answer.status == 202
    assert [choice["id"] for choice in (await desk.newest("joost"))["choices"]] in ([], ticks)


async def test_an_action_is_needed(desk: Desk) -> None:
    assert_refused(await desk.post("people/noor/actions", {"message": "m1"}), 422)


VALUES = [[], "x", 7, True]


@pytest.mark.parametrize("values", VALUES, ids=repr)
async def test_values_are_names_with_values(desk: Desk, values: object) -> None:
    answer = await desk.post("people/noor/actions", {"message": "m1", "action": "many", "values": values})

    if values:
        assert_refused(answer, 422)
    else:
        assert answer.status == 202


FORMS: list[dict[str, object]] = [
    {"wonder_text": 7}, {"wonder_text": [None]}, {"wonder_text": True}, {"wonder_text": 1e308},
    {"x": {"y": {"z": 1}}}, {"": ""}, {"\ud800": "\ud800"},
]  # fmt: skip


@pytest.mark.parametrize("values", FORMS, ids=repr)
async def test_a_form_of_nonsense_is_answered(desk: Desk, values: dict[str, object]) -> None:
    await asked(desk)
    conversation = (await desk.newest("noor"))["choices"]

    answer = await desk.post("people/noor/actions", {"message": "m1", "action": "c1.!form", "values": values})

    assert answer.status == 202
    assert (await desk.newest("noor"))["choices"] == conversation or (await desk.newest("noor"))["text"]
