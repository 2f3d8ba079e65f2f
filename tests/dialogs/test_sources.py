"""Documents are named by their titles, not by the numbers that the specification gives them (X13)."""

import pytest

from dialogs.library import load
from dialogs.saying.sources import in_words

NL = load().phrases["nl"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("001 §1.2", '"Handreiking Leren op de werkplek" (RDDI, 2024), paragraaf 1.2'),
        ("000 VR3, 000 Onderzoek", '"Leergroepen bij de Rijksoverheid: vijf vuistregels" (BZK, 2018), vuistregel 3'),
        ("001 §2.4, §2.4.2", '"Handreiking Leren op de werkplek" (RDDI, 2024), paragraaf 2.4, paragraaf 2.4.2'),
        (
            "000 VR4, B1–B6, 003",
            (
                '"Leergroepen bij de Rijksoverheid: vijf vuistregels" (BZK, 2018), vuistregel 4; '
                '"Samen leren niet aan het toeval overlaten" (Driestar)'
            ),
        ),
        ("003", '"Samen leren niet aan het toeval overlaten" (Driestar)'),
        ("ons eigen handboek", "ons eigen handboek"),
        ("999 §1", "999 §1"),
    ],
)
def test_a_source_is_named_in_words(source: str, words: str) -> None:
    assert in_words(source, NL) == words
