"""Whether who reads feedback of several can derive which of them wrote what, tried in every way (S39, K3, 0038).

She knows all five by name, what they are to her, and may hear from some what they wrote. Whatever she reads has to be the
same for any other way to give the same texts to the same people, for each theme apart.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, permutations, product
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.incoming.scenes import scene_of
from bot.incoming.surroundings import setting_of
from bot.outgoing.recalling import with_recalled
from bot.pages import learning_plans
from dialogs.gatherings.gathered import comes_of_it, place_among, told_of_all
from dialogs.language.conditions import ENOUGH
from storage.groups import people
from storage.store import Unit
from storage.tables import answer, conversation
from storage.talks import answers, conversations
from tests.acceptance.test_pop_feedback import ALL, START, ask, give
from tests.kit.town import Town, town

FIVE = ("bram", "samira", "joost", "ingrid", "karin")
WRITE = ("bram", "samira", "joost", "ingrid")
GOOD = ("Rustige uitleg", "Goed geluisterd", "Heldere taal", "Altijd op tijd")
MORE = ("Vaker bellen", "Eerder vragen", "Meer delen", "Langer stilstaan")
RELATIONS = ("colleague", "lead", "client")
THEMES = {"sees_good": ("a", "b", "c", "d"), "one_more": ("e", "f", "g", "h")}
Report = tuple[str, str | None, tuple[tuple[str, ...], ...]]


def read(seed: str, gave: dict[str, dict[str, str]], relation: dict[str, str], k: int, asked: int = 5) -> Report:
    """Return all that she reads: what came of it, what they are to her, and the texts of each theme in their order."""
    way = comes_of_it(len(gave), k, longer=False)
    if way != ENOUGH:
        return way, None, ()
    what = told_of_all([relation[who] for who in gave], asked)
    themes = tuple(
        tuple(sorted((texts[theme] for texts in gave.values()), key=lambda text: place_among(seed, theme, text)))
        for theme in THEMES
    )
    return way, what, themes


def ways(givers: Sequence[str]) -> Iterator[dict[str, dict[str, str]]]:
    """Yield each way to give the texts of each theme to the givers."""
    for good, more in product(*(permutations(texts[: len(givers)]) for texts in THEMES.values())):
        yield {who: {"sees_good": good[n], "one_more": more[n]} for n, who in enumerate(givers)}


@pytest.mark.trust("S14")
async def test_s39_whoever_of_four_wrote_which_text_of_each_theme_she_reads_the_same(tmp_path: Path) -> None:
    """The report in the chat and the page to print, as they are really drawn."""
    members = ["noor", *WRITE[:3]]
    async with town(tmp_path, start=START, formats=ALL, members=members, public_url="https://leerbot.example") as place:
        await ask(place, of=WRITE)
        for who in WRITE:
            await give(place, who)
        await place.until("2026-05-13 10:00")
        ways_to_give = [(good, tuple(more)) for good in permutations(GOOD) for more in (MORE, MORE[::-1], MORE[1:] + MORE[:1])]
        read = {await place.app.store.run(partial(drawn_after, place, good, more)) for good, more in ways_to_give}
    assert len(read) == 1
    (told,) = read
    assert all(text in part for part in told for text in (*GOOD, *MORE))


def drawn_after(place: Town, good: Sequence[str], more: Sequence[str], unit: Unit) -> tuple[str, str]:
    """Let the four have written these texts; return what she reads of them in the chat, and on her page."""
    for question, texts in (("sees_good", good), ("one_more", more)):
        for who, text in zip(WRITE, texts, strict=True):
            hers = select(answer.c.id).where(answer.c.owner == who, answer.c.question == question)
            assert answers.change(unit, who, unit.connection.execute(hers).scalar_one(), text, place.clock.now())
    noor, editions = people.load(unit, "noor"), place.app.editions
    asked = select(conversation.c.id).where(conversation.c.person == "noor", conversation.c.stage == "report")
    setting = setting_of(unit, editions, noor, conversations.load(unit, unit.connection.execute(asked).scalar_one()))
    shown = [one for one in setting.stage.questions if one.recall]
    scene, _ = with_recalled(unit, setting, scene_of(unit, setting, place.clock.now(), {}), shown)
    plan = learning_plans.shown(unit, noor, editions=editions, days=False)["plans"]
    return "\n".join(scene.recalled[one.id] for one in shown if one.id in scene.recalled), str(plan)


def test_s39_which_of_the_five_wrote_nothing_shows_nowhere() -> None:
    for chosen in product(RELATIONS, repeat=5):
        relation = dict(zip(FIVE, chosen, strict=True))
        assert len({read("s", next(ways(givers)), relation, 4) for givers in combinations(FIVE, 4)}) == 1


def test_s39_what_they_are_never_singles_out_fewer_than_all_who_wrote() -> None:
    for chosen in product(RELATIONS, repeat=4):
        relation = dict(zip(FIVE, chosen, strict=False))
        _, what, _ = read("s", next(ways(FIVE[:4])), relation, 4, asked=4)
        assert (what is None) == (len(set(chosen)) > 1)


@pytest.mark.parametrize("k", [4, 5])
def test_s39_fewer_than_promised_all_read_alike(k: int) -> None:
    relation = dict.fromkeys(FIVE, "colleague")
    found = {read("s", next(ways(givers)), relation, k) for size in range(1, 4) for givers in combinations(FIVE, size)}
    assert len(found) == 1


def test_s39_order_does_not_bind_two_texts_of_one_person_over_seeds() -> None:
    ranks = []
    for number in range(200):
        _, _, (good, more) = read(f"s{number}", next(ways(FIVE[:4])), dict.fromkeys(FIVE, "colleague"), 4)
        ranks.append(good.index("a") == more.index("e"))
    assert 20 < sum(ranks) < 80  # a quarter by chance
