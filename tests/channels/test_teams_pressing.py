"""What people press and fill in on cards in Teams counts once, is checked anew, and is never thanked for unless it is kept."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import Act, Chose, Said, Submitted
from bot.channels.teams.activities import Reading
from bot.channels.teams.activity import Activity
from bot.channels.teams.invokes import Invokes
from bot.channels.teams.pressing import LONGEST_ID, MOST_INPUTS, MOST_PICKED, REFUSED
from dialogs.saying.prompt import Choice
from storage.errors import NotSaved
from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.libraries import with_text
from tests.kit.teams import JSON, FakeTeams
from tests.kit.teams_cards import choose, instead, pick, say, send
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import NAMED, shipped_library

WAYS = ("submits", "executes")
"""As a message without words, and as an invoke for which Teams waits."""
OLD = "Deze knop hoort bij een vraag die al klaar is."


# -- one act


@pytest.fixture
def teams() -> FakeTeams:
    made = FakeTeams(url="https://smba.trafficmanager.net")
    made.add("noor")
    return made


async def told(raw: JSON) -> tuple[Act | None, str | None]:
    """Return what an activity says that somebody did, and by what it is known when it comes again."""

    async def offered(person: str) -> list[Choice]:
        return [Choice("a.0", "Ja")]

    async def fetch(url: str) -> bytes:
        return b""

    heard = await Reading(offered, fetch).read(Activity.model_validate(raw), raw)
    return (heard.incoming.act, heard.incoming.sameness) if heard and heard.incoming else (None, None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("data", "filled", "act"), [
    (choose("c1.wonder.!act"), {}, Chose(("c1.wonder.!act",))),
    (choose("do.toon 3"), {}, Chose(("do.toon 3",))),
    (pick("c1.days.mon"), {"picked": "c1.days.mon,c1.days.wed"}, Chose(("c1.days.mon", "c1.days.wed"))),
    (pick("c1.days.mon"), {"picked": "c1.days.mon,c1.days.mon,"}, Chose(("c1.days.mon",))),
    (pick("c1.days.mon"), {"picked": ""}, Chose(("c1.days.",))), (pick("c1.days.mon"), {}, Chose(("c1.days.",))),
    (pick("c1.who.jan.de.wit"), {"picked": None}, Chose(("c1.who.",))),
    (send("c1.!form"), {"a": "Ja, hoor", "b": None, "c": 3, "d": 2.5, "e": 4.0}, Submitted(
        "c1.!form", {"a": "Ja, hoor", "c": "3", "d": "2.5", "e": "4"})),
    (instead("c1.!form"), {"a": "Iets"}, Submitted("c1.!chat", {"a": "Iets"})),
    (say("wijzig"), {}, Said("wijzig")),
])  # fmt: skip
async def test_a_button_is_the_act_that_it_says_by_either_way(
    teams: FakeTeams, way: str, data: JSON, filled: JSON, act: Act
) -> None:
    assert (await told(getattr(teams, way)("noor", "7", data, filled)))[0] == act


async def test_a_button_that_brings_words_along_is_no_text(teams: FakeTeams) -> None:
    raw = teams.message("noor", "Ja") | {"value": choose("c1.wonder.yes")}

    assert (await told(raw))[0] == Chose(("c1.wonder.yes",))


async def test_words_beside_what_is_not_ours_are_words(teams: FakeTeams) -> None:
    assert (await told(teams.message("noor", "Hallo.") | {"value": {"iets": 1}}))[0] == Said("Hallo.")


HOSTILE: list[Any] = [
    {}, [], "x", 7, True, {"leerbot": None}, {"leerbot": "choose"}, {"leerbot": []}, {"leerbot": {}}, {"leerbot": {"do": 7}},
    {"leerbot": {"do": "delete"}}, {"leerbot": {"do": "__class__"}}, {"leerbot": {"do": "choose"}}, choose(""),
    choose("x" * (LONGEST_ID + 1)), choose("c1.a\nb"), choose("c1.\x00"), {"leerbot": {"do": "choose", "choice": ["c1.a.b"]}},
    {"leerbot": {"do": "choose", "choice": {"$ne": 1}}}, {"leerbot": {"do": "pick", "of": 3}},
    {**pick("c1.a.b"), "picked": ["c1.a.b"]}, {**pick("c1.a.b"), "picked": {"c1.a.b": True}}, {**pick("c1.a.b"), "picked": 7},
    {**pick("c1.a.b"), "picked": ",".join(f"c1.a.{number}" for number in range(MOST_PICKED + 1))},
    {**pick("c1.a.b"), "picked": "x" * (LONGEST_ID + 1)},
    {**send("c1.!form"), "a": {"b": "c"}}, {**send("c1.!form"), "a": ["b"]},
    {**send("c1.!form"), "a": True}, {**send("c1.!form"), "x" * (LONGEST_ID + 1): "a"},
    {**send("c1.!form"), **{f"f{number}": "a" for number in range(MOST_INPUTS + 1)}}, {"leerbot": {"do": "form"}},
    {"leerbot": {"do": "instead", "form": "c1.!form"}}, {"leerbot": {"do": "say"}}, say("x" * (LONGEST_ID + 1)),
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: json.dumps(data)[:40])
async def test_what_no_card_of_ours_says_is_refused(teams: FakeTeams, data: Any) -> None:
    invoked = teams.activity("invoke", "noor", value={"action": {"data": data}}) | {"name": "adaptiveCard/action"}

    assert (await told(invoked))[0] == REFUSED
    assert (await told(teams.activity("message", "noor", text=None, value=data)))[0] == REFUSED


@pytest.mark.parametrize("value", [None, {}, [], 7, {"action": None}, {"action": []}, {"action": "x"}, {"action": {"data": 7}}])
async def test_an_invoke_without_what_belongs_in_it_is_refused(teams: FakeTeams, value: Any) -> None:
    invoked = teams.activity("invoke", "noor", value=value) | {"name": "adaptiveCard/action"}

    assert (await told(invoked))[0] == REFUSED


async def test_the_same_once_more_is_known_under_its_other_name_and_another_is_not(teams: FakeTeams) -> None:
    async def known(card: str, data: JSON, **filled: str) -> str | None:
        first = teams.executes("noor", card, data, filled)
        found = {(await told(one))[1] for one in (first, teams.again(first))}
        assert len(found) == 1
        return found.pop()

    form = send("c1.!form")
    names = [
        await known("7", choose("c1.a.yes")), await known("7", choose("c1.a.no")), await known("8", choose("c1.a.yes")),
        await known("7", form, a="1"), await known("7", form, a="2"), await known("7", send("c2.!form"), a="1"),
        await known("7", instead("c1.!form"), a="1"),
    ]  # fmt: skip
    assert len(set(names)) == len(names)
    assert (await told(teams.submits("noor", "", choose("c1.a.yes"))))[1] is None


# -- the whole bot


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def own(place: TeamsTown, person: str = "noor") -> list[Any]:
    """Return what somebody answered."""

    def read(unit: Unit) -> list[Any]:
        found = answers.own(unit, people.viewer(unit, person), person, choices=True)
        return [one.value.text or one.value.chosen for one in found]

    return await place.app.store.read(read)


async def last(place: TeamsTown, person: str = "noor") -> str:
    return (await place.shown(person))[-1].text


async def asked(place: TeamsTown) -> dict[str, str]:
    """Let Noor be asked who may read what she wrote; return the buttons by their labels."""
    await place.says("noor", "verwondering")
    await place.says("noor", "De balie was rustig.")
    await place.taps("noor", "Zo is het goed")
    return (await place.shown("noor"))[-1].choices


@pytest.mark.trust("R14")
@pytest.mark.parametrize("way", WAYS)
async def test_what_is_pressed_five_times_counts_once_and_is_answered_five_times(place: TeamsTown, way: str) -> None:
    choices = await asked(place)
    before = len(await place.shown("noor"))
    pressed = getattr(place.server, way)("noor", "7", choose(choices["Met de groep, met mijn naam"]))
    same = [pressed, pressed, *(place.server.again(pressed) for _ in range(3))]

    answered = [await place.answered(one) for one in same]
    await place.settle()

    assert {status for status, _ in answered} == {200 if way == "executes" else 202}
    assert len(await place.shown("noor")) == before + 1
    assert OLD not in await last(place)


async def test_what_is_pressed_at_the_same_time_twice_counts_once(place: TeamsTown) -> None:
    choices = await asked(place)
    before = len(await place.shown("noor"))
    pressed = place.server.executes("noor", "7", choose(choices["Alleen voor mij"]))

    answered = await asyncio.gather(*(place.answered(one) for one in (pressed, place.server.again(pressed), pressed)))
    await place.settle()

    assert {status for status, _ in answered} == {200}
    assert len(await place.shown("noor")) == before + 1


@pytest.mark.trust("R15")
async def test_a_button_of_an_old_card_is_told_and_changes_nothing(place: TeamsTown) -> None:
    choices = await asked(place)
    await place.presses("noor", choices["Met de groep, met mijn naam"])
    await place.wait(minutes=2)

    await place.presses("noor", choices["Alleen voor mij"])
    await place.presses("noor", choices["Met de groep, met mijn naam"])

    assert (await place.reads("noor")).count(OLD) == 2
    await place.until("wed 09:00")
    assert "De balie was rustig." in await place.room()


async def test_somebody_elses_button_is_refused(place: TeamsTown) -> None:
    choices = await asked(place)
    await place.presses("bram", choices["Met de groep, met mijn naam"])

    assert "van iemand anders" in await last(place, "bram")
    await place.until("wed 09:00")
    assert "balie" not in await place.room()


async def test_who_did_something_else_since_may_press_the_same_at_once(place: TeamsTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", "De balie was rustig.", NAMED)
    await place.taps("noor", "Wijzig 1")
    await place.says("noor", "stop")
    before = len(await place.shown("noor"))

    await place.taps("noor", "Wijzig 1")

    assert len(await place.shown("noor")) == before + 1
    assert "Hoe wil je het nu zeggen?" in (await place.shown("noor"))[-1].text


async def test_who_may_do_it_once_more_is_heard_again_after_a_while(place: TeamsTown) -> None:
    await asked(place)
    card = "7"
    for _ in range(2):
        await place.uses("noor", card, say("mijn antwoorden"), {})
        await place.wait(minutes=2)

    assert (await place.reads("noor")).count("Jouw antwoorden") == 2


@pytest.mark.parametrize("way", WAYS)
async def test_a_value_that_is_not_ours_is_answered_once_and_keeps_nothing(place: TeamsTown, way: str) -> None:
    await asked(place)
    kept = await own(place)
    for number, data in enumerate(one for one in HOSTILE if isinstance(one, dict) and one):
        status, answer = await place.answered(getattr(place.server, way)("noor", f"{number}", data))
        assert (status, answer.get("statusCode")) in {(200, 200), (202, None)}
    await place.settle()

    assert await own(place) == kept
    assert OLD in await last(place)


async def test_of_who_is_not_known_a_button_is_answered_and_nothing_kept(place: TeamsTown) -> None:
    place.server.add("vreemd")

    assert await place.answered(place.server.executes("vreemd", "7", choose("c1.wonder.!act"))) == (200, {
        "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Ontvangen."
    })  # fmt: skip
    assert place.server.messages[place.server.chat("vreemd")] == {}


async def test_what_was_pressed_stands_nowhere_to_be_guessed(place: TeamsTown) -> None:
    choices = await asked(place)
    await place.presses("noor", choices["Alleen voor mij"])

    def kept(unit: Unit) -> bytes:
        return bytes(unit.connection.exec_driver_sql("select pressed from chat where person = 'noor'").scalar_one())

    assert re.search(rb"[0-9a-f]{64}", await place.app.store.read(kept)) is None


# -- forms

FORM = """\
id: look_about
title: Rondkijken
source: 001 §1.2
why: Wie rondkijkt, ziet meer.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {command: rondkijken}
stages:
  - id: look
    who: owner
    mode: form
    questions:
      - {id: seen, required: true, ask: "Wat zag je?"}
      - {id: places, kind: multi, ask: "Waar was dat?", options: {desk: Aan de balie, hall: In de gang, street: Op straat}}
      - {id: hours, kind: number, halves: true, least: 0, most: 8, ask: "Hoeveel uur keek je?"}
      - {id: idea, ask: "Op welk idee bracht het je?"}
    thanks: Dank je.
"""


@pytest.fixture
async def formed(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    library = with_text(tmp_path / "dialogs", "look_about", FORM)
    async with teams_town(tmp_path / "data", library=library, formats=["weekly_wonder"]) as opened:
        yield opened


async def shows_a_form(place: TeamsTown) -> str:
    """Let Noor be asked something as one form; return its name."""
    await place.says("noor", "rondkijken")
    return f"c{(await place.app.store.read(lambda unit: people.load(unit, 'noor'))).active}.!form"


@pytest.mark.parametrize("way", WAYS)
async def test_a_form_is_taken_as_a_whole(formed: TeamsTown, way: str) -> None:
    form = await shows_a_form(formed)
    filled = {"seen": "De balie was rustig.", "places": "desk,street", "hours": 2.5, "idea": ""}
    await formed.answered(getattr(formed.server, way)("noor", "7", send(form), filled))
    await formed.settle()

    assert set(await own(formed)) == {"De balie was rustig.", ("desk", "street"), "2,5"}
    assert "Dank je." in await last(formed)


async def test_a_form_that_lacks_something_is_told_so_and_what_it_holds_is_kept(formed: TeamsTown) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", send(form), {"seen": " ", "places": "hall", "idea": "Vaker langsgaan."})

    assert set(await own(formed)) == {("hall",), "Vaker langsgaan."}
    assert "Ik zag geen tekst." in await last(formed)

    await formed.says("noor", "De balie was rustig.")
    assert set(await own(formed)) == {("hall",), "Vaker langsgaan.", "De balie was rustig."}


@pytest.mark.parametrize(("wrong", "words"), [
    ({"places": "desk,zolder"}, "Dat begrijp ik niet helemaal."), ({"hours": "veel"}, "Ik zie hier geen getal in."),
    ({"hours": 12}, "Dat getal past hier niet."), ({"idea": "x" * 4_001}, "Je tekst is 4001 tekens lang."),
])  # fmt: skip
async def test_what_does_not_fit_on_a_form_is_told_in_words_and_the_rest_is_kept(
    formed: TeamsTown, wrong: JSON, words: str
) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", send(form), {"seen": "De balie was rustig.", **wrong})

    assert await own(formed) == ["De balie was rustig."]
    assert words in "".join([one.text for one in await formed.shown("noor")][1:])


async def test_what_was_filled_in_so_far_goes_along_into_the_chat(formed: TeamsTown) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", instead(form), {"seen": "De balie was rustig.", "places": ""})

    assert await own(formed) == ["De balie was rustig."]
    assert "Waar was dat?" in await last(formed)


async def test_a_form_is_filled_in_on_its_own_card(formed: TeamsTown) -> None:
    await formed.says("noor", "rondkijken")
    await formed.fills("noor", seen="De balie was rustig.", places=("desk", "street"), hours="2.5", idea="")

    assert set(await own(formed)) == {"De balie was rustig.", ("desk", "street"), "2,5"}


async def test_several_are_picked_of_a_list_on_its_own_card(formed: TeamsTown) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", instead(form), {"seen": "De balie was rustig."})

    await formed.taps("noor", "Aan de balie", "Op straat")

    assert set(await own(formed)) == {"De balie was rustig.", ("desk", "street")}
    assert "Hoeveel uur keek je?" in await last(formed)


async def test_nothing_picked_of_a_list_is_none_of_it(formed: TeamsTown) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", instead(form), {"seen": "De balie was rustig."})

    await formed.uses("noor", "8", pick(form.replace("!form", "places.desk")), {"picked": ""})

    assert "Hoeveel uur keek je?" in await last(formed)


async def test_a_form_that_comes_late_changes_nothing(formed: TeamsTown) -> None:
    form = await shows_a_form(formed)
    await formed.uses("noor", "7", send(form), {"seen": "De balie was rustig."})
    await formed.wait(minutes=2)
    await formed.uses("noor", "7", send(form), {"seen": "Iets heel anders."})

    assert await own(formed) == ["De balie was rustig."]
    assert OLD in await last(formed)


# -- when it cannot be kept


class Away:
    """A bot that cannot keep what comes in, or takes forever over it."""

    def __init__(self, problem: Exception | None) -> None:
        self.problem = problem
        self.asked = 0

    async def take(self, activity: Activity, raw: Any) -> None:
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        await asyncio.Event().wait()


@pytest.mark.trust("R16")
@pytest.mark.parametrize("problem", [NotSaved("vol"), ValueError("wat Noor schreef"), None])
@pytest.mark.parametrize(
    ("locale", "words"), [("nl-NL", "Nog niet opgeslagen."), ("en-GB", "Not saved yet."), (None, "Nog niet")]
)
async def test_what_is_not_kept_is_told_in_time_and_never_thanked_for(
    teams: FakeTeams, problem: Exception | None, locale: str | None, words: str
) -> None:
    away = Away(problem)
    raw = teams.executes("noor", "7", choose("c1.wonder.!act")) | {"locale": locale}

    answer = await Invokes(away.take, shipped_library().phrases, in_time=0.05).press(Activity.model_validate(raw), raw)

    assert away.asked == 1
    assert (answer["statusCode"], answer["type"]) == (200, "application/vnd.microsoft.activity.message")
    assert str(answer["value"]).startswith(words)


# -- whatever comes

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
DOES = st.sampled_from(["choose", "pick", "form", "instead", "say"]) | ANY
IDS = ["c1.wonder.!act", "c1.!form", "c1.!chat", "a1.show", "do.hulp", "c1+2.!.!skip", "c99999999999999999.a.b", "c1.a."]
SAID = st.sampled_from(IDS) | ANY
OURS = st.fixed_dictionaries({"do": DOES}, optional={"choice": SAID, "of": SAID, "form": SAID, "text": SAID})
BESIDE = st.dictionaries(st.text(max_size=12), ANY, max_size=3)
VALUES = st.builds(lambda ours, beside: {**beside, "leerbot": ours}, OURS | ANY, BESIDE)


@pytest.mark.no_cover
@settings(max_examples=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=VALUES | ANY, waits=st.booleans(), card=st.sampled_from(["7", "8", None]))
async def test_no_value_at_all_is_answered_with_5xx(place: TeamsTown, value: Any, waits: bool, card: str | None) -> None:
    raw = place.server.activity("message", "noor", text=None, value=value, replyToId=card)
    if waits:
        raw |= {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": value}}}

    status, answer = await place.answered(raw)

    assert status in {200, 202}
    if waits:
        assert answer["statusCode"] == 200
        assert answer["value"] == "Ontvangen."
