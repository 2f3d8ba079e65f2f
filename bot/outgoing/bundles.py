"""Two matters of one day in one message: each keeps its own words, and can be answered by itself (N2, N6)."""

from collections.abc import Sequence

from bot.gatherings import asking_others
from bot.incoming.surroundings import Setting
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Prompt
from storage.groups import people
from storage.store import Unit
from storage.talks.conversations import Conversation


def bundled(unit: Unit, matters: Sequence[Setting], prompts: Sequence[Prompt]) -> Prompt:
    """Return two matters in one message: the words and a button of each, then later and skip for both.

    Where somebody else is asked to do one that she skips, or hears of it, each has a button of its own for that.
    """
    phrases, titles = matters[0].phrases, [matter.format.title for matter in matters]
    groups = [matter.team.name if matter.team else "" for matter in matters]
    whose = [whose_is(unit, matter.conversation, phrases) for matter in matters]
    names = told_apart(titles, groups, [_called(one) for one in matters], whose)
    texts = [f"**{name}**\n{prompt.text}" for name, prompt in zip(names, prompts, strict=True)]
    ids = [str(matter.conversation.id) for matter in matters]
    skips = [
        Choice(f"c{id_}.!.!skip", f"{matter.stage.prompt.skip or phrases.text('button.skip')} – {name}")
        for id_, matter, name in zip(ids, matters, names, strict=True)
    ]
    together = Choice(f"c{'+'.join(ids)}.!.!skip", phrases.text("button.skip"))
    later = Choice(f"c{'+'.join(ids)}.!.!later", phrases.text("button.later"))
    each = any(matter.stage.prompt.passes or asking_others.who_asked(unit, matter.conversation) for matter in matters)
    choices = [Choice(f"c{id_}.!.!act", name) for id_, name in zip(ids, names, strict=True)]
    choices += [*skips, later] if each else [later, together]
    readers = {prompt.readers for prompt in prompts}
    return Prompt(
        "\n\n".join([phrases.text("reminder.bundle"), *texts]), readers=readers.pop() if len(readers) == 1 else None,
        choices=tuple(choices), language=phrases.language,
    )  # fmt: skip


def _called(matter: Setting) -> str:
    """Return what tells a matter from another of its title, with the name that its round was given."""
    return matter.names_given.called(apart(matter.format, matter.stage, matter.phrases))


def apart(format: Format, stage: Stage, phrases: Phrases) -> str:
    """Return what is to be done; where several rounds may be open beside each other (S05), what is asked."""
    return (stage.called if format.meets else None) or stage.prompt.act or phrases.text("button.act")


def told_apart(
    titles: Sequence[str], groups: Sequence[str], acts: Sequence[str], whose: Sequence[str | None] = ()
) -> list[str]:  # fmt: skip
    """Return what matters are called; where that is the same, with ``whose`` they are (S39), with their groups (GE16), or both.

    Where that is the same too it is said what is to be done, and where nothing tells them apart they are numbered.
    """
    every = list(zip(titles, whose or [None] * len(titles), groups, acts, strict=True))
    names = [_among(one, [other for other in every if other[0] == one[0]]) for one in every]
    return [f"{name} – {names[: n + 1].count(name)}" if names.count(name) > 1 else name for n, name in enumerate(names)]


_Matter = tuple[str, str | None, str, str]


def _among(one: _Matter, same: Sequence[_Matter]) -> str:
    """Return what one matter is called among those with its title."""
    title, whom, group, act = one
    beside = [whom] if whom and len({other[1] for other in same}) > 1 else []
    same = [other for other in same if other[1] == whom]
    beside += [group] if group and len({other[2] for other in same}) > 1 else []
    beside += [act] if len([other for other in same if other[2] == group]) > 1 else []
    return f"{title} ({', '.join(beside)})" if beside else title


def whose_is(unit: Unit, one: Conversation, phrases: Phrases) -> str | None:
    """Return for whom somebody does what one other person asked of her; None where nobody did."""
    asking = asking_others.who_asked(unit, one)
    return phrases.text("matter.for", {"naam": people.name_of(unit, asking[0])}) if len(asking) == 1 else None
