"""What can be chosen in a format, side by side (S18)."""

from dialogs.library import load
from dialogs.saying.catalogue import Entry, catalogue

FORMATS = load().editions


def test_s18_choices_stand_below_what_they_hang_on_with_their_example() -> None:
    levels = catalogue(FORMATS["action_picker"].dutch)

    assert [(level.label, len(level.below)) for level in levels] == [("Ikzelf", 6), ("Ons team", 4), ("Organisatie", 4)]
    assert all(factor.example and factor.below for level in levels for factor in level.below)
    assert Entry("Lummeltijd maken") in levels[2].below[0].below


def test_a_format_in_which_nothing_is_chosen_has_none() -> None:
    assert catalogue(FORMATS["buddy"].dutch) == ()
