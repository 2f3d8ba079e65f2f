"""What somebody may do with what she just told: a button for each, once she chose who reads it (S18, S20). Nothing is asked."""

from typing import TYPE_CHECKING

from bot.outgoing import peers
from bot.outgoing.peers import PEERS
from dialogs.language.content import Format
from dialogs.talk.conversation import Status
from dialogs.talk.questions import split_key
from storage.groups import people
from storage.talks import answers
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting


def offer(doing: "Doing", setting: "Setting", kept: Conversation) -> None:
    """Offer once what a stage leads on to, where somebody came to its end and nothing else begins."""
    stage, share = setting.stage, setting.stage.shared_at
    if not stage.leads or kept.trial or kept.status is not Status.SUBMITTED or doing.person.active is not None:
        return
    if share is not None and all(split_key(key)[0] != share.id for key in kept.state.marks):
        return  # she stopped before its end, and is asked nothing more (P5)
    found = [_word(doing, setting, kept, name) for name in stage.leads]
    if choices := [one for one in found if one is not None]:
        doing.say("leads.offer", {}, choices)


def _word(doing: "Doing", setting: "Setting", kept: Conversation, name: str) -> tuple[str, str] | None:
    """Return the word with which one of these begins, and what it is called; None where it can't."""
    format = doing.editions.newest(name).read_in(doing.person.language)
    if format.starts.act == PEERS:
        return _to_peers(doing, setting, kept, format)
    roles = {one.role for one in people.roles_of(doing.unit, doing.person.id)}
    word = format.starts.command
    return (word, format.title) if word and roles & set(format.starts.by) else None


def _to_peers(doing: "Doing", setting: "Setting", kept: Conversation, format: Format) -> tuple[str, str] | None:
    """Return the word with which what she told is written anew for peers: how she looks otherwise, or else what came first."""
    told = [one for one in setting.stage.worded if one.kind == "text"]
    first = sorted(told, key=lambda one: (one.value != "reframing", not one.required))
    for question in first:
        ids = answers.ids_in(doing.unit, kept.id, [question.id], 0)
        for one in answers.read(doing.unit, people.viewer(doing.unit, doing.person.id), ids):
            if peers.refusal(doing.unit, doing.editions, one, setting.team) is None:
                return f"deel {one.number} met vakgenoten", format.title
    return None
