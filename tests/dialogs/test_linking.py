"""The words with which two platforms are linked, and nothing that looks like them (X12)."""

import pytest

from dialogs.talk.commands import command
from dialogs.talk.linking import LENGTH, LETTERS, in_pieces


@pytest.mark.parametrize(("said", "does"), [
    ("koppel", "link begin"), ("Koppelen.", "link begin"), ("link accounts", "link begin"), ("link", None),
    ("koppel ja", "link yes"), ("koppel ja 0a1b2c3d", "link yes 0a1b2c3d"), ("koppel ja zeker", None),
    ("koppel K7P4-9XQM", "link code K7P49XQM"), ("koppel k7p49xqm!", "link code K7P49XQM"),
    ("Link K7P4 9XQM", "link code K7P49XQM"),
    ("koppel KOP4-9IQL", "link code K0P491Q1"), ("ontkoppel", "link end"), ("ontkoppel zeker", "link end sure"),
    ("berichten hier", "link here"), ("messages everywhere", "link follow"),
    ("koppel de kar los", None), ("koppel K7P4-9XQ", None), ("K7P4-9XQM", None), ("koppel UUUU-UUUU", None),
])  # fmt: skip
def test_what_is_asked_about_linking(said: str, does: str | None) -> None:
    assert command(said, {}) == does


def test_every_code_that_is_shown_can_be_typed() -> None:
    for start in range(0, len(LETTERS), LENGTH):
        code = LETTERS[start : start + LENGTH]

        assert command(f"koppel {in_pieces(code)}", {}) == f"link code {code}"
