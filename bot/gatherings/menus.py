"""What a message to a room tells beside its own words: how often the same was chosen, and what was added (S50).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bot.timing.editions import Editions
from dialogs.gatherings.counted_up import Chosen, Count, counted_up, unpacked
from dialogs.language.outputs import Counts, Output
from dialogs.saying.digest import quoted
from dialogs.saying.phrases import Phrases, fill
from dialogs.settings import K
from storage.groups import teams, together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import ordering
from storage.talks.answers import Readable


def count(unit: Unit, editions: Editions, running: Round, output: Output, team: Team) -> None:
    """Keep with a round what a message tells of how often the same was chosen, once (K3)."""
    known = together.told(unit, running.id)
    done = f"{output.id} "
    if output.counts is None or done in known:
        return
    people = teams.around(unit, team.id)[1].size()
    found = before = _before(known)
    if people >= team.settings[K]:
        chosen = _chosen(unit, editions, running, output, output.counts)
        found = counted_up(before, chosen, output.counts.least, people)
    now = {f"{output.id} {what}": one.packed() for what, one in found.items()}
    together.tell(unit, running.id, {**known, done: "", **now})


def _before(known: Mapping[str, str]) -> dict[str, Count]:
    """Return what was told last of each thing, in any message of the round."""
    found: dict[str, Count] = {}
    for name, kept in known.items():
        _, _, what = name.partition(" ")
        if what:
            one = unpacked(kept)
            found[what] = max(found.get(what, one), one, key=lambda count: count.newest)
    return found


def _chosen(unit: Unit, editions: Editions, running: Round, output: Output, counts: Counts) -> list[Chosen]:
    """Return what was chosen since the round opened, by whom, among what can be chosen; own words are nobody else's.

    What the group itself put beside it when the round was planned can be chosen by its words.
    """
    edition = editions.newest(counts.of)
    read = [edition.read_in(language).question(counts.show) for language in ("nl", "en")]
    names = {text.casefold(): name for name, text in _of_the_group(_written(unit, running, output), output).items()}
    names |= {label.casefold(): name for one in read for name, label in one.choices.items()}
    found = ordering.chosen(unit, running.team, counts.of, counts.show, running.opens_at)
    told = ((one, names.get((one.value.text or "").strip().casefold())) for one in found)
    return [Chosen(one.sealed.id, one.sealed.owner, name) for one, name in told if name is not None]


def _written(unit: Unit, running: Round, output: Output) -> list[Readable]:
    """Return what was written when a round was planned, that stands in one of its messages."""
    talk = running.plan.conversation if running.plan is not None else 0
    return [
        one for more in output.adds if more.of is None for one in ordering.written_with(unit, running.team, talk, more.show)
    ]


def _of_the_group(found: Iterable[Readable], output: Output) -> dict[str, str]:
    """Return what the group itself put in a message, by the name under which it is counted."""
    own = {name for more in output.adds if more.of is None for name in more.show}
    return {f"own:{one.sealed.id}": (one.value.text or "").strip() for one in found if one.sealed.question in own}


def added(
    unit: Unit, editions: Editions, running: Round | None, part: Mapping[str, Any], stood: Collection[int] | None
) -> list[Readable]:  # fmt: skip
    """Return what was added to a message of a round: written when that was planned, or shared elsewhere since.

    ``stood`` are the answers that stood there when it was said: then nothing is added to it.
    """
    if running is None or running.plan is None or not part["output"]:
        return []
    outputs = editions.of(unit, running.format, running.version).dutch.outputs
    found: list[Readable] = []
    for one in (more for output in outputs if output.id == part["say"] for more in output.adds):
        if one.of is None:
            found += ordering.written_with(unit, running.team, running.plan.conversation, one.show)
        else:
            found += ordering.shared(unit, running.team, one.of, one.show, running.opens_at)
    return [one for one in found if stood is None or one.sealed.id in stood]


def in_words(
    editions: Editions,
    running: Round,
    output: Output,
    found: Collection[Readable],
    phrases: Phrases,
    slots: Mapping[str, object],
) -> list[str]:
    """Return what stands below a message: what was added to it, and how often the same was chosen."""
    texts = []
    for one in output.adds:
        lines = [f"- {quoted(said.value.text or '')}" for said in found if said.sealed.question in one.show]
        texts += ["\n".join([fill(one.head, slots), *lines])] if lines else []
    told = {
        name.partition(" ")[2]: unpacked(kept)
        for name, kept in running.told.items()
        if name.startswith(f"{output.id} ") and kept
    }
    if output.counts is not None and told:
        labels = editions.newest(output.counts.of).read_in(phrases.language).question(output.counts.show).choices
        own = {name: quoted(text) for name, text in _of_the_group(found, output).items()}
        called = {what: {**labels, **own}[what] for what in told if what in labels or what in own}
        lines = [
            phrases.text("counts.more" if told[what].more else "counts.exact", {"wat": label, "aantal": told[what].times})
            for what, label in called.items()
        ]
        texts += [fill(output.counts.says, {**slots, "aantallen": ", ".join(lines)})] if lines else []
    return texts
