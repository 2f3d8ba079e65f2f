"""What the moments of a format may count from: only what a round has, so that planning never fails."""

import pytest
from pydantic import ValidationError

from dialogs.content import Output, Window


@pytest.mark.parametrize("place", ["opens", "closes"])
def test_a_window_counts_from_nothing_that_a_round_lacks(place: str) -> None:
    with pytest.raises(ValidationError, match='nothing here counts from "meeting"; count from the opening'):
        Window.model_validate({place: "meeting - 3 workdays"})


def test_a_closing_does_not_count_from_itself() -> None:
    with pytest.raises(ValidationError, match='nothing here counts from "closing"'):
        Window.model_validate({"closes": "closing - 1 days"})


def test_a_nudge_may_count_from_the_closing() -> None:
    window = Window.model_validate({"closes": "tue 17:00", "nudges": ["closing - 1 workdays 10:00"]})

    assert window.nudges[0].anchor == "closing"


def test_an_output_counts_from_the_opening_or_the_closing() -> None:
    with pytest.raises(ValidationError, match="count from the opening or the closing"):
        Output.model_validate({"id": "room", "at": "meeting", "head": "Kop", "sections": [{"head": "Kop", "show": ["win"]}]})
