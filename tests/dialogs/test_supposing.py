"""The plan of a round that nobody planned: the first day that may be, and the first of what can be chosen (X08, S06)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.timing.onlooker import Group
from dialogs.timing.supposing import supposed
from tests.dialogs.talking import LIBRARY

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHECK = LIBRARY.editions["quarterly_value_check"].dutch
BEGAN = datetime(2026, 1, 5, 9, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(("now", "last", "day"), [
    ("2026-03-09 08:30", None, "2026-03-16"),
    ("2026-05-11 09:00", None, "2026-05-19"),
    ("2026-03-14 12:00", None, "2026-03-20"),
    ("2026-03-09 08:30", "2026-02-26 14:00", "2026-03-26"),
    ("2026-03-09 08:30", "2026-03-09 08:00", "2026-04-07"),
])  # fmt: skip
def test_the_day_is_the_first_working_day_that_the_rules_allow(now: str, last: str | None, day: str) -> None:
    before = datetime.fromisoformat(last).replace(tzinfo=AMSTERDAM) if last else None

    plan = supposed(CHECK, datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM), Group(AMSTERDAM), before, BEGAN)

    assert f"{plan.moments['vc_when'].astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" == f"{day} 09:00"
    assert plan.moments["vc_from"].astimezone(AMSTERDAM).date() == (before + timedelta(days=1) if before else BEGAN).date()


def test_the_first_of_what_can_be_chosen_is_chosen_unless_another_is_meant() -> None:
    now = datetime(2026, 3, 9, 8, 30, tzinfo=AMSTERDAM)

    usual = supposed(CHECK, now, Group(AMSTERDAM), None, BEGAN)
    other = supposed(CHECK, now, Group(AMSTERDAM), None, BEGAN, {"vc_focus": "trajectory"})

    assert usual.chosen == {"vc_focus": ("period",), "vc_when": ("2026-03-16",), "vc_go": ("yes",)}
    assert other.chosen["vc_focus"] == ("trajectory",)
    assert not usual.people
