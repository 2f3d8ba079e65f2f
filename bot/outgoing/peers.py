"""What somebody writes for peers outside her team, in the channel that her organisation has for that (S20).

It is posted at her yes and never else, through the gate, and goes as it came when she takes it back.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.base import Outgoing
from bot.outgoing.drawn import Drawn, Unsent, key_of
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.saying.digest import quote
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt
from dialogs.settings import COMMUNITY
from dialogs.timing.timetable import at_work
from dialogs.visibility import LEVELS, Room
from storage.groups import people, teams
from storage.groups import settings as known_settings
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.outgoing import outbox, posts
from storage.outgoing.outbox import Claimed, Message
from storage.store import Unit
from storage.talks import answers, nameless, undo
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation
from storage.talks.undo import Undo

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting

PEERS = "peers"
"""The kind of such a message, and the act on an own answer with which it begins."""


def community_of(unit: Unit, team: Team | None) -> Team | None:
    """Return the group in whose channel the people of a team share with peers, where there is one."""
    settings = team.settings if team else known_settings.of(unit)
    found = teams.load_all(unit, [settings[COMMUNITY]]).get(settings[COMMUNITY])
    return found if found is not None and found.room is not None else None


def nothing(unit: Unit, person: Person) -> str:
    """Return the phrase that says why nothing of somebody is for peers: there is no channel, or she told no insight yet."""
    return "peers.no_insight" if is_there(unit, person) else "peers.no_channel"


def is_there(unit: Unit, person: Person) -> bool:
    """Whether somebody has a channel for peers to share something in."""
    home = people.home_team(unit, person.id)
    return community_of(unit, teams.load(unit, home) if home else None) is not None


def refusal(unit: Unit, editions: Editions, one: Readable, team: Team | None) -> str | None:
    """Return the phrase that says why an own text is not for peers; None where it may be written anew for them (P8)."""
    format = editions.newest(one.format).dutch
    of = editions.newest(editions.library.for_act(PEERS)).dutch.starts.of
    if _is_a_case(editions, format) or (team is not None and team.kind == "leergroep"):
        return "peers.case"
    if format.id not in of or one.value.text is None or one.value.chosen:
        return "peers.no_insight"
    return None if community_of(unit, team) else "peers.no_channel"


def _is_a_case(editions: Editions, format: Format) -> bool:
    """Whether what is told in a format belongs to a meeting or a programme of a group; her own trajectory is hers (S20)."""
    series = editions.library.editions.get(format.starts.programme or "")
    hers = series is not None and series.dutch.of_one and not format.apart and format.bound is None
    return format.of_cases and not hers


def publish(doing: "Doing", setting: "Setting", kept: Conversation) -> None:
    """Post what was written in a conversation, with the name of its writer or without, as she chose in it."""
    community, level = community_of(doing.unit, setting.team), _chosen(setting, kept)
    ids = answers.ids_in(doing.unit, kept.id, [question.id for question in setting.stage.worded], 0)
    if community is None or community.room is None:
        doing.say("peers.no_channel")
    elif level is not None and ids:
        doing.remember(Undo("readers", doing.now, readers=undo.readers_of(doing.unit, ids)))
        answers.share(doing.unit, doing.person.id, ids, LEVELS[level], community.id, doing.now)
        if level == "V3":  # a channel of many teams tells nobody by which few she is (K2)
            nameless.release(doing.unit, ids)
        part = {"peers": ids[0], "team": community.id, "at": doing.now.isoformat()}
        due = at_work(doing.now, community)
        outbox.add(doing.unit, Message(f"peers {kept.id}", ":".join(community.room), PEERS, [part], due, room=community.id))
        doing.say("peers.placed", {"kanaal": community.name})


def _chosen(setting: "Setting", kept: Conversation) -> str | None:
    """Return the readers that were chosen for what is published."""
    chosen = (question.options.get(name) for question in setting.stage.questions
              if (mark := kept.state.marks.get(question.id)) for name in mark.chosen)  # fmt: skip
    return next((option.publishes for option in chosen if option and option.publishes), None)


def message(unit: Unit, editions: Editions, claimed: Claimed, *, fixed: bool) -> Drawn | Unsent:
    """Return what was written for peers as it may be read now; with ``fixed`` it stood there, and says when it is gone."""
    part, phrases = claimed.recipe[0], editions.phrases("nl")
    found = answers.read(unit, Room(part["team"]), [part["peers"]])
    if not found and not fixed and claimed.attempt == 1:
        return Unsent("dropped", "taken back")
    at = datetime.fromisoformat(part["at"])
    text = _in_words(unit, found[0], at, phrases) if found else phrases.text("removed_by_author")
    outgoing = Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "room", Prompt(text), PEERS)
    unnamed = frozenset(one.sealed.id for one in found if one.owner is None)
    return Drawn(outgoing, (part["peers"],), posts.output_in(PEERS, part["team"]), nameless=unnamed)


def _in_words(unit: Unit, one: Readable, at: datetime, phrases: Phrases) -> str:
    head = (
        phrases.text("peers.named", {"naam": people.name_of(unit, one.owner)}) if one.owner else phrases.text("peers.nameless")
    )
    changed = one.edited_at is not None and one.edited_at > at
    return "\n\n".join([head, quote(one.value.text or ""), *([phrases.text("digest.changed")] if changed else [])])
