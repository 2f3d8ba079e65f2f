"""What a person asks of the bot beside the question at hand: the words that work everywhere."""

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.foreseeing.foretelling import MOST_WEEKS, WEEKS
from bot.gatherings import ahead, gone, meetings, own_programmes, retracting, sign_up
from bot.incoming import starting
from bot.incoming.beginning import begin_joining
from bot.outgoing import own_lines
from bot.planned import led_rounds
from bot.words import deputies, habits, linking, menu, own_acts, rooms, switching, team_pause
from dialogs.answers.dates import day_in_words
from dialogs.answers.zones import place_of
from dialogs.language.roles import NEEDS_CONSENT
from dialogs.saying.phrases import Language
from dialogs.talk import events
from storage.groups import calendars, people
from storage.talks.undo import Undo
from storage.timing import pushing

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def obey(doing: "Doing", word: str, *, interrupt: bool = True, team: str | None = None) -> None:
    """Carry out a command that is not about the question at hand; it may come of something in one ``team``."""
    name, _, detail = word.partition(" ")
    match name:
        case "help":
            doing.parts.append({"help": True})
            doing.again()
        case "privacy":
            doing.parts.append({"say": "privacy.full", "with": {}})
            doing.again()
        case "calendar":
            foretell(doing, int(detail or WEEKS))
        case "page":
            page(doing, detail)
        case _ if name in _ELSEWHERE:
            _ELSEWHERE[name](doing, detail)
        case "zone":
            set_zone(doing, detail)
        case "english" | "dutch":
            speak(doing, "en" if name == "english" else "nl")
        case "join" | "return":
            join(doing)
        case "start":
            starting.start(doing, detail, interrupt=interrupt, team=team)
        case _:
            own_acts.do(doing, name, detail)


def speak(doing: "Doing", language: Language) -> None:
    """Speak another language with this person from now on (X11)."""
    before = {"language": doing.person.language, "own_language": doing.person.own_language}
    doing.remember(Undo("setting", doing.now, before))
    people.set_values(doing.unit, doing.person.id, language=language, own_language=True)
    doing.person = replace(doing.person, language=language)
    doing.say("language.set")
    doing.again()


def foretell(doing: "Doing", weeks: int) -> None:
    """Tell somebody who leads or administers a group what each role in it would get in the coming weeks (X08)."""
    held = people.roles_of(doing.unit, doing.person.id)
    groups = dict.fromkeys(role.team for role in held if role.role in {"lead", "admin"})
    if not groups:
        doing.say("err.no_rights", {"rol": "lead"})
    weeks = min(max(weeks, 1), MOST_WEEKS)
    doing.parts += [{"calendar": group, "weeks": weeks, "from": doing.now.isoformat()} for group in groups]


def set_zone(doing: "Doing", zone: str) -> None:
    """Take another time zone for a person, or tell which one it is; rounds close at one moment for all (X03)."""
    if zone:
        before = {"zone": doing.person.zone.key, "own_zone": doing.person.own_zone}
        doing.remember(Undo("setting", doing.now, before))
        people.set_values(doing.unit, doing.person.id, zone=zone, own_zone=True)
        doing.person = replace(doing.person, zone=ZoneInfo(zone))
        pushing.look_again(doing.unit, doing.person.id, doing.now)
    doing.say("zone.set" if zone else "zone.now", {"plaats": place_of(doing.person.zone, doing.person.language)})
    doing.again()


def page(doing: "Doing", name: str) -> None:
    """Give a link to a page in the browser; that of a facilitator only to one (DESIGN §8)."""
    if name == "facilitator" and name not in _roles(doing):
        doing.say("err.no_rights", {"rol": name})
    elif name == "boards" and people.signed_off(doing.unit, doing.person.id):
        doing.say("page.refused.out")
    else:
        if name == "calendar" and calendars.token_of(doing.unit, doing.person.id) is None:
            calendars.renew(doing.unit, doing.person.id)
        doing.parts.append({"page": name})


def join(doing: "Doing") -> None:
    """Take part (again); a pause ends. Who is asked nothing and signed off is told again what belongs to her role."""
    if is_asked_nothing(doing) and people.signed_off(doing.unit, doing.person.id):
        people.set_values(doing.unit, doing.person.id, consent="none", consent_at=None, left_at=None, erase_at=None)
        doing.remember(None)
        doing.person = people.load(doing.unit, doing.person.id)
    if doing.person.away_until is not None and (doing.person.consent == "yes" or is_asked_nothing(doing)):
        own_acts.back_early(doing)
    elif doing.person.consent == "yes":
        doing.say("welcome.already")
    else:
        introduce(doing)


def _roles(doing: "Doing") -> set[str]:
    return {role.role for role in people.roles_of(doing.unit, doing.person.id)}


def is_asked_nothing(doing: "Doing") -> bool:
    """Whether somebody only has roles in which nobody is asked anything, such as the facilitator (§3)."""
    held = _roles(doing)
    return bool(held) and not held & NEEDS_CONSENT


def introduce(doing: "Doing") -> None:
    """Begin, or take up, the conversation in which somebody may agree to take part (S01).

    Who only has a role in which nobody is asked anything, such as the facilitator, is told what there is for her (§3).
    """
    if is_asked_nothing(doing):
        doing.say("welcome.no_questions")
        if "facilitator" in _roles(doing):
            doing.say("help.facilitator")
        return
    conversation = begin_joining(doing.unit, doing.editions, doing.person, doing.cause, doing.now)
    kept = people.kept_until(doing.unit, doing.person.id)
    if kept is not None:
        doing.say("welcome.signed_off", {"datum": day_in_words(kept, doing.person.zone, doing.person.language)})
    elif not conversation.state.marks and doing.person.consent != "renew":
        doing.say("welcome.not_joined_yet")
    doing.advance(conversation, events.Opened(by_bot=True))


_ELSEWHERE = {
    "team": team_pause.do, "round": led_rounds.do, "meetings": meetings.do, "deputy": deputies.do, "lines": own_lines.do,
    "group": gone.do, "link": linking.do, "ahead": ahead.do, "sign_up": sign_up.do, "retract": retracting.do, "room": rooms.do,
    "own": own_programmes.do, "switch": switching.do, "habits": habits.do, "menu": menu.do,
}  # fmt: skip
"""What is done about a whole group: its pause, the round that somebody leads, its meetings, who stands in there; about lines
that somebody writes down for others, leaving one group, the messages that go to it by themselves, who joins it, and
assignments that are called off; about own trajectories, formats that a group has on, its habits; and what there is to do."""
