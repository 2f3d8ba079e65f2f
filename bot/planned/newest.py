"""In a programme a round may end those of its kind around earlier meetings once it begins (S11)."""

from datetime import datetime

from dialogs.language.content import Format
from dialogs.timing.plans import Plan
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import ending


def ends_earlier(unit: Unit, format: Format, running: Round, plan: Plan, now: datetime) -> None:
    """End what goes on around earlier meetings, where the first stage of a round is reached just now; may run twice."""
    if not format.starts.newest or not plan.reached or (running.plan is not None and running.plan.reached):
        return
    for id_ in rounds.before_meeting(unit, running):
        if rounds.close(unit, id_, now):
            rounds.set_next(unit, id_, None)
            ending.withdraw_in(unit, id_, now)
