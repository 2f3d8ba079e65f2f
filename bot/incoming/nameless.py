"""What becomes of texts without a name when a round is reported: shown together, or their authors are asked (K2, C-37)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.timing.editions import Editions
from dialogs.language.outputs import Output
from dialogs.talk.conversation import Status
from dialogs.visibility import nameless_batch
from storage.groups import teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import cards, posts
from storage.store import Unit
from storage.talks import answered, answers, conversations, finding, nameless
from storage.talks.conversations import Conversation, Fresh


def settle_nameless(
    unit: Unit, editions: Editions, running: Round, team: Team, output: Output, moment: datetime, now: datetime
) -> None:
    """Release the nameless texts that wait, or ask their authors what to do with them (K2, C-37).

    A text that has no place in this digest makes no batch larger; its author is asked. So it is with one that stood in it
    before, and with one of another round where it shows only this one.
    """
    waiting = nameless.waiting(unit, team.id, running.format, running.id, _closed_with(unit, editions, running, output))
    placeless = _placeless(unit, running, team, output, frozenset(one.id for one in waiting))
    _, circle = teams.around(unit, team.id)
    batch = nameless_batch([one for one in waiting if one.id not in placeless], circle.size(), team.settings)
    nameless.release(unit, batch.release)
    if batch.release:
        posts.revise_boards_for(unit, batch.release, now)
    stop_asking(unit, asking_about(unit, editions, batch.release), now)
    to_ask = batch.ask | placeless
    together = {(one.owner, tuple(nameless.siblings(unit, one.id))) for one in waiting if one.id in to_ask}
    _ask_or_keep(unit, editions, together, nameless.asked_before(unit, to_ask), team, moment, now)


def _closed_with(unit: Unit, editions: Editions, running: Round, output: Output) -> list[str]:
    """Return the questions of the stage at whose closing an output tells of it, where its round may itself go on (S10, S17)."""
    stages = editions.of(unit, running.format, running.version).dutch.stages
    return [question.id for stage in stages if stage.id == output.at.anchor for question in stage.questions]


def _placeless(unit: Unit, running: Round, team: Team, output: Output, ids: frozenset[int]) -> frozenset[int]:
    """Return the texts that have no place in this output: they stood in it before, or are of another round."""
    elsewhere = ids - nameless.of_round(unit, ids, running.id) if output.of_round else frozenset()
    return elsewhere | nameless.stood_in(unit, ids, posts.output_in(output.id, team.id))


def _ask_or_keep(
    unit: Unit, editions: Editions, together: Collection[tuple[str, tuple[int, ...]]], asked: Mapping[int, int], team: Team,
    moment: datetime, now: datetime,
) -> None:  # fmt: skip
    """Ask each author what to do with what was told together; what was asked about before is kept for its author alone."""
    for owner, ids in sorted(together):
        asking = asking_about(unit, editions, ids)
        if not any(asked[id_] for id_ in ids):
            _ask_about(unit, editions, owner, ids, team, moment, now)
        elif all(one.prompted_at for one in asking):
            stop_asking(unit, asking, now)
            answers.share(unit, owner, ids, "V0", None, now)
            cards.replace(unit, cards.showing(unit, owner, ids), now)


def asking_about(unit: Unit, editions: Editions, ids: Collection[int]) -> list[Conversation]:
    """Return the conversations in which somebody is asked what to do with one of these texts."""
    format_id = editions.library.for_act("too_few")
    return [one for one in finding.about(unit, ids) if one.format == format_id]


def stop_asking(unit: Unit, asking: Collection[Conversation], now: datetime) -> None:
    """End such conversations: it has been decided."""
    for one in asking:
        over = replace(one, status=Status.SKIPPED, ended_at=now, state=replace(one.state, held=None, echo=""))
        conversations.save(unit, over, None)


def _ask_about(
    unit: Unit, editions: Editions, owner: str, ids: Sequence[int], team: Team, moment: datetime, now: datetime
) -> None:
    format_id = editions.library.for_act("too_few")
    edition = editions.pinned(unit, format_id, team.settings)
    occasion = f"too_few {ids[0]} {moment.isoformat()}"
    fresh = Fresh(owner, format_id, edition.version, edition.dutch.stages[0].id, now, team=team.id, occasion=occasion,
                  about=ids[0], next_at=now, apart=answered.is_apart(unit, ids[0]))  # fmt: skip
    conversations.begin(unit, [fresh])
    nameless.count_asked(unit, ids)
