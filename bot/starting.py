"""Starting a dialog by its word, or taking it up where it was left (spec §4.1)."""

from typing import TYPE_CHECKING

from bot import led_rounds
from bot.beginning import begin_own, own_lack
from bot.own_question import may_choose
from dialogs import events
from dialogs.content import Format
from storage import finding, people
from storage.conversations import Conversation

if TYPE_CHECKING:
    from bot.doing import Doing


def start(doing: "Doing", what: str, *, interrupt: bool) -> None:
    """Start a format on the person's own initiative, or plan a round of it; what is under way is taken up (spec §4.1)."""
    format_id, _, plan = what.partition(" ")
    format, running = doing.editions.newest(format_id).dutch, doing.active()
    if running is not None and _is_meant(running, format, bool(plan)):
        doing.take_up(running)
        return
    if running is not None and interrupt:
        doing.advance(running, events.Interrupted(f"start {what}"))
        return
    for waiting in finding.open_of(doing.unit, doing.person.id):
        if _is_meant(waiting, format, bool(plan)) and not waiting.course.done:
            doing.advance(waiting, events.Chose("!", ("!act",)))
            return
    if plan:
        led_rounds.begin(doing, format)
    elif format.plan:
        doing.say("planned.nothing_open", {"titel": doing.editions.newest(format_id).read_in(doing.person.language).title})
    else:
        _begin(doing, format)


def _is_meant(one: Conversation, format: Format, plans: bool) -> bool:
    """Whether a conversation is what a word asks for: of that format, and where rounds are planned the planning or not."""
    return one.format == format.id and (not format.plan or (one.stage == format.stages[0].id) == plans)


def _begin(doing: "Doing", format: Format) -> None:
    allowed = format.starts.by
    held = {role.role for role in people.roles_of(doing.unit, doing.person.id)}
    if not held & set(allowed) and not doing.editions.for_anybody(format.id):
        doing.say("err.no_rights", {"rol": allowed[0]})
    elif format.starts.own and not may_choose(doing.unit, doing.editions, doing.person):
        doing.say("own.not_yet", {"aantal": min(doing.editions.library.own_after().values(), default=0)})
    elif (missing := own_lack(doing.unit, doing.editions, doing.person, format.id, doing.now)) is not None:
        doing.say(f"needs.{missing.what}", {"rol": missing.role, "aantal": missing.number})
    else:
        doing.open_with(begin_own(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now))
