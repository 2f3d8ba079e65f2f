"""The words about signing up for a group, recognised only as a whole message (S22)."""

import pytest

from dialogs.talk.commands import command


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("aanmeldingen", "sign_up list 0"),
        ("Aanmeldingen 2.", "sign_up list 2"),
        ("groep rond", "sign_up complete 0"),
        ("Groep rond 2 met Noor, Bram en Joost", "sign_up complete 2 Noor, Bram en Joost"),
        ("groep rond 3 met wie noor bram", "sign_up complete 3 who noor bram"),
        ("group complete with Noor", "sign_up complete 0 Noor"),
        ("aanmelding intrekken", "sign_up withdraw 0"),
        ("Aanmelding bevestigen 2", "sign_up confirm 2"),
        ("Meld Bram aan", "sign_up another 0"),
        ("meld Jan Jansen aan voor de leergroep", "sign_up another 0"),
        ("aanmelden Noor", "sign_up another 0"),
        ("register Noor", "sign_up another 0"),
        ("niet begeleiden", "sign_up decline 0"),
        ("Niet begeleiden 2 zeker", "sign_up decline 2 sure"),
        ("andere begeleider Hanna de Wit", "sign_up another_guide 0 Hanna de Wit"),
        ("other facilitator 2 who hanna", "sign_up another_guide 2 who hanna"),
        ("meld mij aan", None),
        ("meld het aan", None),
        ("Ik vond de aanmeldingen lastig", None),
        ("groep rond met " + "Noor, " * 400, None),
    ],
)
def test_s22_a_whole_message_is_a_word_about_signing_up(said: str, means: str | None) -> None:
    assert command(said, {}) == means
