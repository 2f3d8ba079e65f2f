"""What a person does with what is her own: looking, sharing, changing, deleting, leaving, taking back (S02, X17)."""

from typing import TYPE_CHECKING

from bot.gatherings.asked_answers import why_it_stands
from bot.gatherings.gone import UNDO_WITHIN
from bot.incoming import keeping, kept_effects
from bot.incoming.beginning import begin_about
from bot.incoming.facts import COLUMNS
from bot.outgoing import peers
from bot.outgoing.open_matters import open_matters
from bot.outgoing.own import is_planned
from bot.outgoing.peers import PEERS
from bot.timing.coming_back import told
from bot.words.leaving import leave_all
from bot.words.pausing import end_pause, pause
from dialogs.answers.dates import day_ahead, day_in_words
from dialogs.answers.days_said import Unclear
from dialogs.timing.pauses import LENGTHS, end_of_pause, on_the_morning_of
from storage.groups import free_moments, people, teams
from storage.outgoing import posts
from storage.talks import answered, answers, conversations, undo
from storage.talks.undo import Undo
from storage.timing import pushing

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", name: str, detail: str) -> None:
    """Do what a word says that is about one's own answers, all of them or one by its number."""
    match name:
        case "mine":
            doing.parts.append({"mine": max(int(detail or 1), 1)})
        case "deleting":
            doing.parts.append({"mine": 1, "act": "withdraw"})
        case "overview" | "who_read":
            doing.parts.append({"overview_of": "own"} if name == "overview" else {"who_read": True})
            doing.again()
        case "undo":
            take_back(doing)
            doing.again()
        case "pause":
            pause_until(doing, detail)
        case "home":
            live_in(doing, detail)
        case "question":  # "standard" is the only other one
            doing.remember(None)
            people.choose_question(doing.unit, doing.person.id, None)
            doing.person = people.load(doing.unit, doing.person.id)
            doing.settings.clear()
        case "leave":
            leave(doing, erase=detail == "erase")
        case "show" | "share" | "change" | "private" | "withdraw" | "peers":
            item(doing, name, int(detail))
        case _:
            doing.say("err.no_dialog")


def leave(doing: "Doing", *, erase: bool) -> None:
    """Leave altogether (S02, GE4)."""
    doing.remember(leave_all(doing.unit, doing.person, doing.now, erase=erase))
    doing.person, doing.about = people.load(doing.unit, doing.person.id), None
    doing.settings.clear()
    doing.touched.clear()
    if erase:
        doing.say("data.deleted")
    doing.say("optout.done")


def take_back(doing: "Doing") -> None:
    """Take back the last choice, if it was made just now; what was erased is gone (X17)."""
    last = undo.last(doing.unit, doing.person.id)
    if last is None or doing.now - last.at > UNDO_WITHIN:
        doing.say("undo.nothing")
    else:
        undo.put_back(doing.unit, doing.person.id, last)
        ids = [row[0] for row in last.readers]
        doing.read_otherwise.update(ids)
        posts.revise_posts_with(doing.unit, ids, doing.now, own=False)
        posts.revise_boards_for(doing.unit, ids, doing.now)
        undo.keep(doing.unit, doing.person.id, None)
        doing.person = people.load(doing.unit, doing.person.id)
        doing.settings.clear()
        pushing.look_again(doing.unit, doing.person.id, doing.now)
        doing.say(f"undo.{last.what}")


def live_in(doing: "Doing", number: str) -> None:
    """Follow the weekly question of another of one's groups, or ask which (X16)."""
    found = people.teams_of(doing.unit, doing.person.id)
    names = [teams.load(doing.unit, team).name for team in found]
    if len(found) < 2:
        doing.say("home.one")
    elif number and 0 < int(number) <= len(found):
        doing.remember(Undo("setting", doing.now, people.values_of(doing.unit, doing.person.id, "home")))
        people.set_values(doing.unit, doing.person.id, home=found[int(number) - 1])
        doing.say("home.set", {"groep": names[int(number) - 1]})
    else:
        home = teams.load(doing.unit, people.home_team(doing.unit, doing.person.id) or found[0]).name
        doing.say("home.which", {"groep": home}, [(f"thuisteam {n}", name) for n, name in enumerate(names, start=1)])


def pause_until(doing: "Doing", text: str) -> None:
    """Leave somebody in peace for a while or until a day, which nobody else hears of (C-39, X04)."""
    person, now = doing.person, doing.now
    if text in LENGTHS:
        wanted = end_of_pause(text, now, person.zone)
    elif isinstance(day := day_ahead(text, now.astimezone(person.zone).date()), Unclear):
        doing.say("pause.past" if day.reason == "past" else "pause.no_day")
        return
    else:
        wanted = on_the_morning_of(day, person.zone)
    doing.remember(Undo("setting", now, people.values_of(doing.unit, person.id, *COLUMNS["pause"])))
    doing.person = pause(doing.unit, person, wanted, now)
    until = doing.person.away_until or wanted
    slots = {"datum": day_in_words(until, person.zone, person.language)}
    doing.say("pause.set" if until == wanted else "pause.longest", slots)


def back_early(doing: "Doing") -> None:
    """End a pause before its day, and say what stands open (S02)."""
    doing.remember(Undo("setting", doing.now, people.values_of(doing.unit, doing.person.id, *COLUMNS["pause"])))
    doing.person = end_pause(doing.unit, doing.person)
    pushing.look_again(doing.unit, doing.person.id, doing.now)
    found = open_matters(doing.unit, doing.person, doing.now)
    heard = [one.id for one in found if told(doing.unit, doing.editions, doing.person, one, doing.now)]
    conversations.put_before(doing.unit, heard, doing.now)
    doing.parts.append({"back": [one.id for one in found]})


def item(doing: "Doing", act: str, number: int) -> None:
    """Do something with an own answer, by its number (S02, GE22)."""
    id_ = answered.own_by_number(doing.unit, doing.person.id, number)
    if id_ is None:
        doing.say("mine.unknown", {"nummer": number})
    elif act == "show" or (act == "change" and not _is_written(doing, id_)):  # with what can be done with it
        doing.parts.append({"one": id_})
        answers.used(doing.unit, id_, doing.now)
    elif (why := _why_not(doing, act, id_)) is not None:
        doing.say(why)
    elif act in {"share", "private"} and _is_planned(doing, id_):
        doing.say("mine.planned", {"nummer": number})
    elif act in {"share", "private"} and free_moments.is_offered(doing.unit, id_):
        doing.say("mine.offered", {"nummer": number})
    elif act == "private":
        doing.remember(keeping.make_private(doing.unit, doing.person.id, [id_], doing.now))
        kept_effects.decided(doing, [id_])
        doing.say("mine.private", {"nummer": number})
    elif act in {"share", "change", "withdraw", PEERS}:
        doing.open_with(begin_about(doing.unit, doing.editions, doing.person, act, id_, doing.cause, doing.now))
    else:
        doing.say("err.old_closed")


def _why_not(doing: "Doing", act: str, id_: int) -> str | None:
    """Return the phrase that says why something is not done with an own answer, where it is not."""
    if act == "change":
        return why_it_stands(doing.unit, doing.editions, id_)
    return _not_for_peers(doing, id_) if act == PEERS else None


def _not_for_peers(doing: "Doing", id_: int) -> str | None:
    """Return the phrase that says why an own answer is not written anew for peers (S20, P8)."""
    team_id = answered.team_of(doing.unit, id_)
    team = teams.load(doing.unit, team_id) if team_id else None
    found = answers.read(doing.unit, people.viewer(doing.unit, doing.person.id), [id_])
    return next((why for one in found if (why := peers.refusal(doing.unit, doing.editions, one, team))), None)


def _is_written(doing: "Doing", id_: int) -> bool:
    """Whether an answer is a text or a file; a choice, a day or a number cannot be put in other words."""
    found = answers.read(doing.unit, people.viewer(doing.unit, doing.person.id), [id_])
    return any(one.value.text is not None or one.value.file is not None for one in found)


def _is_planned(doing: "Doing", id_: int) -> bool:
    """Whether an answer is what she chose for a round that she planned, which the group hears anyhow (S06)."""
    found = answers.read(doing.unit, people.viewer(doing.unit, doing.person.id), [id_])
    return any(is_planned(doing.unit, doing.editions, one) for one in found)
