"""Two matters of one day in one message: each keeps its own words, and can be answered by itself (N2, N6)."""

from collections.abc import Sequence

from bot.scenes import Setting
from dialogs.prompt import Choice, Prompt


def bundled(matters: Sequence[Setting], prompts: Sequence[Prompt]) -> Prompt:
    """Return two matters in one message: the words and a button of each, then later and skip for both.

    What somebody else is asked to do when she skips it has a button of its own for that.
    """
    phrases, names = matters[0].phrases, _told_apart(matters)
    texts = [f"**{name}**\n{prompt.text}" for name, prompt in zip(names, prompts, strict=True)]
    ids = [str(matter.conversation.id) for matter in matters]
    passes = {id_: matter.stage.prompt for id_, matter in zip(ids, matters, strict=True) if matter.stage.prompt.passes}
    skipped = "+".join(id_ for id_ in ids if id_ not in passes)
    choices = [Choice(f"c{id_}.!.!act", name) for id_, name in zip(ids, names, strict=True)]
    choices += [Choice(f"c{id_}.!.!skip", prompt.skip) for id_, prompt in passes.items()]
    choices.append(Choice(f"c{'+'.join(ids)}.!.!later", phrases.text("button.later")))
    choices += [Choice(f"c{skipped}.!.!skip", phrases.text("button.skip"))] if skipped else []
    readers = {prompt.readers for prompt in prompts}
    return Prompt(
        "\n\n".join([phrases.text("reminder.bundle"), *texts]), readers=readers.pop() if len(readers) == 1 else None,
        choices=tuple(choices), language=phrases.language,
    )  # fmt: skip


def _told_apart(matters: Sequence[Setting]) -> list[str]:
    """Return what matters are called; where that is the same, with their groups (GE16), or else with what is to be done."""
    titles = [matter.format.title for matter in matters]
    if len(set(titles)) == len(titles):
        return titles
    several = len({matter.conversation.team for matter in matters}) > 1
    beside = (matter.team.name if matter.team and several else matter.stage.prompt.act for matter in matters)
    return [f"{title} ({what})" for title, what in zip(titles, beside, strict=True)]
