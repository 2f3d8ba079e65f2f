"""What a format tells of another is told there, and can be chosen or shared there (S49, S50)."""

from pathlib import Path

import pytest

from dialogs.library import load
from tests.dialogs.broken import GOOD
from tests.dialogs.test_faults import library, problems

CARD = """\
id: card
title: Kaart
source: 004
why: Zo kies je zelf.
kept: twaalf maanden
menu: never
needs: {told: {of: small, people: 2}}
starts: {plans: kaart maken}
stages:
  - id: plan
    who: starter
    questions:
      - {id: dish, public: V2, unsigned: true, ask: Wat hoort erop?}
      - id: go
        kind: yesno
        required: true
        ask: Doen?
        options: {yes: {label: Ja, does: open round, ends: submitted}, no: {label: Nee, ends: skipped}}
  - id: look
    who: starter
    unused: small
    window: {opens: +6 weeks 10:00, closes: +5 workdays}
    questions:
      - {id: fits, ask: Wat past beter?}
outputs:
  - id: line
    kind: message
    at: opening
    head: Kijk
    adds:
      - {show: [dish], head: Van ons}
      - {of: small, show: [moment], head: Gedeeld}
    counts: {of: small, show: where_to, says: "Gekozen: {aantallen}."}
"""
WITH_WORDS = GOOD.replace(
    "        ask: Waarheen?\n", "        ask: Waarheen?\n        options: {far: {label: Ver, words: true}}\n"
)


def found_in(folder: Path, card: str) -> list[tuple[str, str]]:
    """Return what is wrong with a card that stands beside another format, and the mend."""
    library(folder, WITH_WORDS)
    return [(one.what, one.mend) for one in problems(library(folder, card, name="card"))]


def test_a_card_of_what_is_told_elsewhere_is_whole(tmp_path: Path) -> None:
    library(tmp_path, WITH_WORDS)

    assert "card" in load(library(tmp_path, CARD, name="card")).editions


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ("told: {of: small", "told: {of: smal", 'there is no format "smal" in which something is told', 'write "small"'),
        ("unused: small", "unused: smal", 'there is no format "smal" in which something is told', 'write "small"'),
        ("- {of: small", "- {of: smal", 'there is no format "smal" in which something is told', 'write "small"'),
        ("counts: {of: small", "counts: {of: smal", 'there is no format "smal" in which something is told', 'write "small"'),
        ("show: [moment]", "show: [further]", "small asks nobody to share further with the group",
         "name texts there that can be shared with V2 or V3"),
        ("show: where_to", "show: further", "small has no question further of which the words can be chosen",
         "name one with options that have words: true"),
        ("show: where_to", "show: nothing", "small has no question nothing of which the words can be chosen",
         "name one with options that have words: true"),
        ("show: [dish]", "show: [go]", "line adds go, which nobody writes for the group when she plans",
         "name public texts of that stage"),
    ],
)  # fmt: skip
def test_what_is_not_told_elsewhere_is_told(old: str, new: str, what: str, mend: str, tmp_path: Path) -> None:
    assert (what, mend) in found_in(tmp_path, CARD.replace(old, new))
