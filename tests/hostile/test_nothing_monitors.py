"""Nothing observes people: no column, setting, figure or text; what a facilitator gets was reviewed (P3, trust S16)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from dialogs.language.outputs import Output
from dialogs.library import HERE, load
from dialogs.settings import KEYS
from storage.purposes.absent import ABSENT, Absent
from storage.tables import metadata

PROJECT = HERE.parent
GOLDEN = Path(__file__).parent / "golden/to_facilitators.yaml"
COLUMNS = [f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns]
SAID = [*HERE.rglob("*.yaml"), *(PROJECT / "bot/pages/templates").iterdir(), *(PROJECT / "bot/channels").rglob("*.html")]
CAUGHT = [
    ("person.last_seen", "Sam was voor het laatst online om tien uur."),
    ("answer.response_time", "De reactietijd was drie dagen."),
    ("team.ranking", "De meest actieve collega van de maand."),
    ("person.score", "Je score is een acht."),
    ("person.streak", "Je hebt vier keer op rij meegedaan."),
    ("person.participation", "Noor en Daan hebben niet geantwoord."),
    ("answer.sentiment", "Het sentiment is positief."),
    ("page_session.ip_address", "Je IP-adres is bekend."),
]


def watched(one: Absent, names: list[str]) -> list[str]:
    """Return the names that are those of something that is never worked out."""
    return [name for name in names if re.search(one.column, name.replace(".", "_"), re.IGNORECASE)]


def told(one: Absent, text: str) -> list[str]:
    """Return where a text tells what is never told."""
    return [found.group() for found in re.finditer(one.text, text, re.IGNORECASE)]


@pytest.mark.trust("S16")
@pytest.mark.parametrize("one", ABSENT, ids=lambda one: one.told)
def test_s16_no_column_and_no_setting_observes_people(one: Absent) -> None:
    assert watched(one, [*COLUMNS, *KEYS]) == []


@pytest.mark.trust("S16")
@pytest.mark.parametrize("one", ABSENT, ids=lambda one: one.told)
def test_s16_no_text_of_a_format_a_message_or_a_page_tells_it(one: Absent) -> None:
    assert {path.name: found for path in SAID if (found := told(one, path.read_text(encoding="utf-8")))} == {}


@pytest.mark.trust("S16")
@pytest.mark.parametrize(("one", "caught"), list(zip(ABSENT, CAUGHT, strict=True)), ids=lambda one: str(one)[:30])
def test_s16_what_observes_people_would_be_found(one: Absent, caught: tuple[str, str]) -> None:
    column, text = caught

    assert (watched(one, [column]), bool(told(one, text))) == ([column], True)


@pytest.mark.trust("S16")
def test_s16_no_figure_for_operators_is_of_one_person() -> None:
    labels = set(re.findall(r"(\w+)=\"\{", (PROJECT / "bot/figures.py").read_text(encoding="utf-8")))

    assert labels == {"channel", "kind", "status"}  # the kind is of what a platform refused


@pytest.mark.trust("S16")
def test_s16_nothing_is_made_for_a_lead() -> None:
    assert "lead" not in get_args(Output.model_fields["to"].annotation)


def to_facilitators() -> Iterator[tuple[str, dict[str, object]]]:
    """Yield all that a format makes for who facilitates or began it: of whom it shows what, and in which words."""
    for name, edition in sorted(load().editions.items()):
        for output in edition.dutch.outputs:
            if output.to in {"facilitator", "initiator"}:
                yield f"{name}.{output.id}", output.model_dump(mode="json", exclude_defaults=True, exclude={"id", "at"})


def as_reviewed() -> str:
    return yaml.safe_dump(dict(to_facilitators()), allow_unicode=True, width=110)


@pytest.mark.trust("S16")
def test_s16_all_that_a_facilitator_gets_was_reviewed() -> None:
    """Who changes this looks whether it tells more of a person than she chose, and then writes the file anew."""
    assert as_reviewed() == GOLDEN.read_text(encoding="utf-8"), "run: python -m tests.hostile.test_nothing_monitors"


if __name__ == "__main__":
    GOLDEN.write_text(as_reviewed(), encoding="utf-8")
