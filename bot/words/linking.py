"""Linking two platforms of one person, by a code that she types on both; and saying where she is written to (X12, GE17).

She asks for a code here, types it there, says there that both are hers, and types it here once more. Until then nothing
changes, and who she is stands on neither side before the code was typed.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings.outsiders import would_guide_her_team
from bot.outgoing.linking import PLATFORMS
from dialogs.language.roles import TAKES_PART, Role
from dialogs.talk.conversation import Status
from dialogs.talk.linking import SURE, YES
from storage.groups import addresses, linked, people, planned_with
from storage.groups.linked import Link
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit
from storage.privacy.uniting import unite
from storage.talks import conversations, finding
from storage.timing import pushing

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", detail: str) -> None:
    """Do what somebody asks about her two platforms."""
    word, _, rest = detail.partition(" ")
    if _here(doing) not in PLATFORMS or (word == "begin" and not linked.on_each(doing.unit, PLATFORMS)):
        doing.say("link.not_here")
    elif word == "code":
        _typed(doing, rest)
    elif word == "yes":
        _agrees(doing, rest)
    elif word == "begin":
        _begins(doing)
    elif len(addresses.of(doing.unit, doing.person.id)) < 2:
        doing.say("link.only_one")
    elif word == "end":
        _ends(doing, sure=rest == "sure")
    else:
        linked.reach_on(doing.unit, doing.person.id, _here(doing), fixed=word == "here")
        doing.person = people.load(doing.unit, doing.person.id)
        doing.say(f"link.{word}", _called(_here(doing)))
    doing.again()


def _here(doing: "Doing") -> str:
    return doing.address.partition(":")[0]


def _called(channel: str) -> dict[str, str]:
    return {"kanaal": PLATFORMS[channel]}


# -- the code


def _begins(doing: "Doing") -> None:
    if len(addresses.of(doing.unit, doing.person.id)) > 1:
        doing.say("link.already")
    elif people.signed_off(doing.unit, doing.person.id):
        doing.say("link.signed_off")
    else:
        doing.parts.append({"code": _here(doing)})


def _typed(doing: "Doing", code: str) -> None:
    """Take a code: of somebody on the other platform, or her own once more, now that it was typed there."""
    if not linked.may_try(doing.unit, doing.person.id, doing.now):
        doing.say("link.too_often")
        return
    link = linked.found(doing.unit, code, doing.now)
    if link is not None and link.person == doing.person.id:
        _typed_own(doing, link)
    elif link is None or link.other not in {None, doing.person.id}:
        linked.tried(doing.unit, doing.person.id, doing.now)
        doing.say("link.unknown")
    elif refused := _refused(doing, people.load(doing.unit, link.person)):
        doing.say(refused)
    else:
        linked.drop(doing.unit, doing.person.id)
        linked.take(doing.unit, link, doing.person.id, _here(doing))
        doing.say("link.is_it_you", {"wie": link.person, **_called(link.channel)}, [(f"{YES} {link.mark}", "link.yes")])


def _typed_own(doing: "Doing", link: Link) -> None:
    if link.other is None or not link.agreed:
        other = next(one for one in PLATFORMS if one != link.channel)
        doing.say("link.there_first", _called(other))
    elif refused := _refused(doing, people.load(doing.unit, link.other)):
        doing.say(refused)
    else:
        _become_one(doing, link)


def _agrees(doing: "Doing", mark: str) -> None:
    """Let who typed a code say that both accounts are hers; whose code it is hears who that was."""
    link = linked.typed_by(doing.unit, doing.person.id, doing.now)
    if link is None or mark not in {"", link.mark}:
        doing.say("link.unknown")
        return
    linked.agree(doing.unit, link)
    to = next(f"{one}:{there}" for one, there in addresses.of(doing.unit, link.person) if one == link.channel)
    part = {"say": "link.once_more", "with": {"wie": doing.person.id, **_called(_here(doing))}}
    key = f"link {link.person} {doing.person.id} {doing.now.isoformat()}"
    outbox.add(doing.unit, Message(key, to, "reply", [part], doing.now, person=link.person))
    doing.say("link.now_there", _called(link.channel))


def _refused(doing: "Doing", other: Person) -> str | None:
    """Return why two accounts do not become one: what to say."""
    both = doing.person.id, other.id
    channels = [channel for one in both for channel, _ in addresses.of(doing.unit, one)]
    if len(set(channels)) < len(channels):
        return "link.same_platform"
    if not set(channels) <= PLATFORMS.keys():
        return "link.not_here"
    if any(people.signed_off(doing.unit, one) for one in both) or "no" in {doing.person.consent, other.consent}:
        return "link.signed_off"
    mine, theirs = ({(held.team, held.role) for held in people.roles_of(doing.unit, one)} for one in both)
    if _guides_hers(mine, theirs) or _guides_hers(theirs, mine):
        return "link.two_roles"
    beside = any(would_guide_her_team(doing.unit, *pair) for pair in (both, both[::-1]))
    return "link.own_team" if beside else None


def _guides_hers(one: Collection[tuple[str, Role]], other: Collection[tuple[str, Role]]) -> bool:
    """Whether somebody would facilitate a group by the one account, and take part in it by the other (§3)."""
    return any((team, "facilitator") in one and role in TAKES_PART for team, role in other)


def _become_one(doing: "Doing", link: Link) -> None:
    unit, now = doing.unit, doing.now
    assert link.other is not None
    assert link.other_channel is not None
    unite(unit, doing.person.id, link.other, now)
    linked.reach_on(unit, doing.person.id, link.channel)
    doing.remember(None)
    doing.person = people.load(unit, doing.person.id)
    doing.settings.clear()
    if doing.person.consent == "yes":
        _ask_no_consent(doing)
    pushing.look_again(unit, doing.person.id, now)
    planned_with.look_again_where_asked(unit, doing.person.id, now)
    audit.note(unit, "platforms linked", now, actor=doing.person.id, subject=doing.person.id)
    doing.say("link.done", _called(link.other_channel))
    to = next(f"{one}:{there}" for one, there in addresses.of(unit, doing.person.id) if one == link.other_channel)
    part = {"say": "link.done_there", "with": _called(link.channel)}
    outbox.add(unit, Message(f"linked {doing.person.id} {now.isoformat()}", to, "reply", [part], now, person=doing.person.id))


def _ask_no_consent(doing: "Doing") -> None:
    """End what asks whether she takes part: on one of her accounts she said so."""
    for one in finding.open_of(doing.unit, doing.person.id):
        if doing.editions.is_about_consent(one.format):
            conversations.save(doing.unit, replace(one, status=Status.WITHDRAWN, ended_at=doing.now), None)
            doing.leave(one.id)


# -- apart again


def _ends(doing: "Doing", *, sure: bool) -> None:
    """Let the account on which she writes be hers no more, after asking; all that she told stays with the other."""
    other = next(one for one, _ in addresses.of(doing.unit, doing.person.id) if one != _here(doing))
    if not sure:
        doing.say("link.end_sure", _called(other), [(SURE, "link.end_yes")])
        return
    linked.unlink(doing.unit, doing.person.id, _here(doing), doing.now)
    doing.remember(None)
    doing.person = people.load(doing.unit, doing.person.id)
    audit.note(doing.unit, "platforms unlinked", doing.now, actor=doing.person.id, subject=doing.person.id)
    doing.say("link.ended", _called(other))
