"""What goes outside a group: a digest without names, by what the group wrote down that it allows (S31)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.checks.faults import FormatError
from dialogs.visibility import Outside, Sealed, readable_by
from tests.dialogs.test_anchors import a_format
from tests.kit.libraries import with_text

LINE = {"id": "line", "public": "V2", "unsigned": True, "ask": "Wat mag naar buiten?"}
GOES: dict[str, Any] = {
    "id": "outside", "to": "initiator", "at": "wed 09:00", "head": "Klaar", "allowed_by": {"agreement": "may"},
    "sections": [{"head": "Verteld", "show": ["line"]}],
}  # fmt: skip
ROOM = {"id": "room", "at": "wed 09:00", "head": "Kop", "sections": [{"head": "Verteld", "show": ["line"]}]}


def test_a_digest_may_go_outside_with_what_was_written_for_all() -> None:
    stage = {"id": "tell", "window": {"closes": "tue 17:00"}, "questions": [LINE]}

    assert a_format({}, stages=[stage], outputs=[ROOM, GOES]).outputs[1].to == "initiator"


@pytest.mark.parametrize(
    "allowed_by", ["{weekly_wonder: wonder_text}", "{leergroep_contract: own_functioning}", "{nobody: line}"]
)
def test_what_allows_it_is_written_down_where_a_group_agrees(tmp_path: Path, allowed_by: str) -> None:
    shipped = Path("dialogs/formats/leergroep_yield.yaml").read_text(encoding="utf-8")
    text = shipped.replace("{leergroep_contract: outside_ok}", allowed_by)
    assert yaml.safe_load(text)["outputs"][1]["allowed_by"]

    with pytest.raises(FormatError, match="no group writes down at"):
        with_text(tmp_path, "leergroep_yield", text)


SEALED = Sealed(1, "fatima", "fatima", "V2", "noord", "line")


@pytest.mark.parametrize(
    ("answer", "reads"),
    [
        (SEALED, True),
        (Sealed(1, "fatima", "fatima", "V2", "zuid", "line"), False),
        (Sealed(1, "fatima", "fatima", "V2", "noord", "case"), False),
        (Sealed(1, "fatima", "fatima", "V0", "noord", "line"), False),
        (Sealed(1, "fatima", "fatima", "V2", "noord", "line", withdrawn=True), False),
        (Sealed(1, "fatima", "fatima", "V2", "noord", "line", bound=True), False),
    ],
)
def test_who_is_outside_reads_what_was_written_for_her_and_nothing_else(answer: Sealed, *, reads: bool) -> None:
    assert bool(readable_by(Outside("noord", frozenset({"line"})), [answer])) == reads
