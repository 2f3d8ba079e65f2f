"""The words about a group that is being formed: who wants to join it, and making it complete (S22).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.gatherings import declining, matching
from bot.gatherings.signed_up import EVER, FORMING, Gathering, Wish, counted, gathering, guides, tell, unread, wishes
from bot.incoming import keeping, several
from dialogs.answers.names import people_called
from dialogs.talk.effects import Value
from dialogs.talk.sign_up import MATCHES, WHO
from storage.groups import people, rounds
from storage.outgoing import posts
from storage.privacy import audit
from storage.talks import answered, answers, ending, finding

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

WORDS = {"list": "aanmeldingen", "complete": "groep rond", "match": MATCHES}
CONFIRM = "aanmelding bevestigen"
"""The word with which a candidate says yes after all."""
FEWEST = 2
"""How many people are a group at least."""


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about signing up: ``list 0``, ``complete 2 Noor, Bram``; 0 names no group."""
    act, number, *rest = detail.split(" ", 2)
    if act == "another":
        doing.say("sign_up.not_for_another")
    elif act == "withdraw":
        _withdraw(doing)
    elif act == "confirm":
        _confirm(doing, int(number))
    elif act == "another_guide":
        declining.name_another(doing, int(number), rest[0])
    elif len(found := _formed_by(doing, int(number))) == 1:
        _ACTS[act](doing, found[0], "".join(rest))
    elif not found:
        doing.say("sign_up.none")
    else:
        told = f" met {rest[0]}" if rest else ""
        choices = [(f"{_word(doing, act, one)}{told}", one.team.name) for one in found]
        doing.say("planned.which_group", {}, choices)
    doing.again()


def _formed_by(doing: "Doing", number: int) -> list[Gathering]:
    """Return the groups that are being formed and that a person facilitates or took the initiative to, or the one she named."""
    held = {one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role in FORMING}
    numbered = enumerate(several.numbered(doing.unit, doing.person.id), 1)
    found = (gathering(doing.unit, doing.editions, team) for place, team in numbered if team in held and number in {0, place})
    return [one for one in found if one is not None]


def _word(doing: "Doing", act: str, one: Gathering) -> str:
    return several.with_number(doing.unit, doing.person.id, WORDS[act], one.team.id)


def _list(doing: "Doing", one: Gathering, _rest: str) -> None:
    """Show who facilitates a group what candidates answered; tell who took the initiative no more than how many join."""
    if not guides(doing.unit, doing.person.id, one.team):
        doing.parts.append(counted(doing.unit, one.format, one.running, one.team, complete=one.complete))
        return
    doing.say("sign_up.head", {"groep": one.team.name})
    doing.parts.append({"signed_up": one.running.id})
    if one.format.match is not None:
        if len(matching.candidates(doing.unit, one, one.format.match, doing.person.id)) >= FEWEST:
            doing.say("match.how", {}, [(_word(doing, "match", one), "match.look")])
    elif not one.complete:
        doing.say("sign_up.how_to_complete", {}, [(_word(doing, "complete", one), "sign_up.make_complete")])


# -- complete


def _complete(doing: "Doing", one: Gathering, names: str) -> None:
    """Make a group complete with who wants to join, or with those who are named; she is asked first whether it is right."""
    found = wishes(doing.unit, one.format, one.running, doing.person.id)
    if not guides(doing.unit, doing.person.id, one.team):
        doing.say("err.no_rights", {"rol": "facilitator"})
    elif one.format.match is not None:
        doing.say("match.how", {}, [(_word(doing, "match", one), "match.look")])
    elif one.complete:
        doing.say("sign_up.is_complete", {"groep": one.team.name, "aantal": len(people.members(doing.unit, one.team.id))})
    elif names.startswith(WHO):
        meant = [wish.person for wish in found if wish.joins and wish.person in names.split(" ")]
        _begin(doing, one, meant, found) if len(meant) >= FEWEST else doing.say("sign_up.too_few")
    else:
        _make_sure(doing, one, names, found)


def _make_sure(doing: "Doing", one: Gathering, names: str, found: Sequence[Wish]) -> None:
    """Say who would take part, and ask whether that is so."""
    known = {wish.person: people.name_of(doing.unit, wish.person) for wish in found}
    pieces = [part.strip() for part in names.replace(" en ", ",").replace(" and ", ",").split(",") if part.strip()]
    called = [people_called(piece, known) for piece in pieces]
    if any(not sure for sure, _ in called):
        doing.say("sign_up.unknown_name")
        return
    joining = [wish.person for wish in found if wish.joins]
    meant = list(dict.fromkeys(ids[0] for _, ids in called)) if pieces else joining
    if undecided := [person for person in meant if person not in joining]:
        for person in undecided:
            doing.say("sign_up.no_yes", {"wie": person})
        return
    if len(meant) < FEWEST:
        if before := unread(doing.unit, one.format, one.running, doing.person.id):
            doing.say("sign_up.before", {"aantal": before})
        doing.say("sign_up.too_few" if meant or before else "sign_up.nobody")
        return
    doing.say("sign_up.with_these", {"groep": one.team.name})
    for person in meant:
        doing.say("sign_up.member", {"wie": person})
    yes = f"{_word(doing, 'complete', one)} met wie {' '.join(meant)}"
    doing.say("sign_up.sure", {}, [(yes, "sign_up.yes"), (_word(doing, "list", one), "sign_up.not_yet")])


def _begin(doing: "Doing", one: Gathering, meant: Sequence[str], found: Sequence[Wish]) -> None:
    """Let those who are meant take part from now on; who wanted to join too waits, and all others are candidates no more."""
    unit, now, team = doing.unit, doing.now, one.team
    for person in meant:
        people.appoint(unit, team.id, person, "participant", now)
    waiting = {wish.person for wish in found if wish.joins} - set(meant)
    for held in people.members(unit, team.id, ("candidate",)):
        if held.person not in waiting:
            people.end_role(unit, team.id, held.person, "candidate", now)
    for owner, ids in answered.shared_in(unit, one.running.id).items():
        if owner not in {*meant, *waiting}:
            keeping.make_private(unit, owner, ids, now)
    ending.withdraw_from(unit, one.running.id, one.stage, now)
    rounds.close(unit, one.running.id, now)
    rounds.set_next(unit, one.running.id, None)
    rounds.report(unit, one.running.id)
    audit.note(unit, "group complete", now, actor=doing.person.id, subject=team.id)
    _tell_all(doing, one, meant, waiting, [wish.person for wish in found if wish.person not in {*meant, *waiting}])


def _tell_all(doing: "Doing", one: Gathering, meant: Sequence[str], waiting: set[str], talking: Sequence[str]) -> None:
    """Tell each who takes part with whom, who waits or wanted to talk first how it is, and the initiator how many there are."""
    unit, team, key = doing.unit, one.team, f"complete {one.running.id}"
    for person in meant:
        lines = [{"say": "sign_up.member", "with": {"wie": other}} for other in meant if other != person]
        parts = [{"say": "sign_up.you_take_part", "with": {"groep": team.name}, "team": team.id}, *lines,
                 {"say": "sign_up.stays_here", "with": {}, "team": team.id}]  # fmt: skip
        tell(unit, team, person, f"{key} {person}", parts, doing.now)
    for person in sorted(waiting):
        part = {"say": "sign_up.you_wait", "with": {"groep": team.name}, "team": team.id}
        tell(unit, team, person, f"{key} {person}", [part], doing.now)
    for person in talking:
        part = {"say": "sign_up.you_talk", "with": {"groep": team.name}, "team": team.id}
        tell(unit, team, person, f"{key} {person}", [part], doing.now)
    for held in people.members(unit, team.id, ("initiator",)):
        if held.person not in {*meant, doing.person.id}:
            part = counted(unit, one.format, one.running, team, complete=True)
            tell(unit, team, held.person, f"{key} {held.person} initiator", [part], doing.now)
    words = [(several.with_number(unit, doing.person.id, word, team.id), f"sign_up.{label}") for word, label in NEXT.items()]
    doing.say("sign_up.you_made_complete", {"groep": team.name, "aantal": len(meant)}, words)


NEXT = {"contract": "contract", "bijeenkomsten plannen": "meetings"}
"""What who facilitates a group does next, and what its button says."""


# -- a candidate


def _withdraw(doing: "Doing") -> None:
    """Let what a candidate answered be hers alone again: she joins no group that is still being formed."""
    hers = [one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role == "candidate"]
    ids = [id_ for running in rounds.dated_since(doing.unit, hers, EVER)
           for id_ in answered.shared_in(doing.unit, running.id).get(doing.person.id, ())]  # fmt: skip
    if ids:
        doing.remember(keeping.make_private(doing.unit, doing.person.id, ids, doing.now))
    doing.say("sign_up.withdrawn" if ids else "sign_up.nothing_to_withdraw")


def _confirm(doing: "Doing", number: int) -> None:
    """Let a candidate say yes after all, who wanted to talk about it first or took her sign-up back: nobody else can (P1)."""
    found = {one.team.id: one for one in _asked_in(doing, number) if not one.complete and _answered(doing, one)}
    words = {id_: several.with_number(doing.unit, doing.person.id, CONFIRM, id_) for id_ in found}
    if not found:
        doing.say("sign_up.nothing_to_confirm")
    elif len(found) > 1:
        doing.say("sign_up.which", {}, [(words[id_], one.team.name) for id_, one in found.items()])
    else:
        [one] = found.values()
        _says_yes(doing, one)
        doing.say("sign_up.confirmed", {"groep": one.team.name})


def stands(doing: "Doing") -> None:
    """Tell who asks to join a group what she can do about what she answered; or that she cannot join one now."""
    told = [one for one in _asked_in(doing, 0) if not one.complete and _answered(doing, one)]
    for one in told:
        doing.say("sign_up.told", {"groep": one.team.name})
    if not told:
        doing.say("sign_up.not_open")


def _says_yes(doing: "Doing", one: Gathering) -> None:
    """Keep that somebody joins, with who facilitates the group as the reader of all that she answered about it."""
    assert one.format.joining is not None
    unit, hers, asked = doing.unit, finding.in_round(doing.unit, one.running.id, doing.person.id), one.format.joining[1]
    assert hers is not None
    name, option = next((name, option) for name, option in asked.options.items() if option.joins)
    answers.record(
        unit, doing.person.id, hers.id, one.team.id, one.format.id, asked.id, 0, asked.kind, Value(chosen=(name,)), doing.now,
        repeats=True, kept_apart=hers.apart,
    )  # fmt: skip
    ids = answers.ids_in(unit, hers.id, [question.id for question in one.format.stage(one.stage).asked], 0)
    answers.share(unit, doing.person.id, ids, option.gives or "V1", one.team.id, doing.now)
    posts.revise_posts_with(unit, ids, doing.now, own=False)
    doing.remember(None)


def _asked_in(doing: "Doing", number: int) -> list[Gathering]:
    """Return the groups that are being formed and that a person was asked to join, or the one she named."""
    held = {one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role == "candidate"}
    numbered = enumerate(several.numbered(doing.unit, doing.person.id), 1)
    found = (gathering(doing.unit, doing.editions, team) for place, team in numbered if team in held and number in {0, place})
    return [one for one in found if one is not None]


def _answered(doing: "Doing", one: Gathering) -> bool:
    """Whether somebody answered whether she joins a group, and still has that answer."""
    assert one.format.joining is not None
    hers = finding.in_round(doing.unit, one.running.id, doing.person.id)
    return hers is not None and bool(answers.ids_in(doing.unit, hers.id, [one.format.joining[1].id], 0))


_ACTS: Mapping[str, Callable[["Doing", Gathering, str], None]] = {
    "list": _list, "complete": _complete, "decline": declining.decline, "match": matching.do
}  # fmt: skip
