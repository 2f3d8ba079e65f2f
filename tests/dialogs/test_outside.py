"""What goes outside a group: a digest without names, by what the group wrote down that it allows (S31)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from dialogs.faults import FormatError
from dialogs.visibility import Outside, Sealed, readable_by
from tests.dialogs.test_anchors import a_format
from tests.kit.libraries import with_text

LINE = {"id": "line", "public": "V2", "unsigned": True, "ask": "Wat mag naar buiten?"}
GOES: dict[str, Any] = {
    "id": "outside", "to": "initiator", "at": "wed 09:00", "head": "Klaar", "allowed_by": {"agreement": "may"},
    "sections": [{"head": "Verteld", "show": ["line"]}],
}  # fmt: skip
ROOM = {"id": "room", "at": "wed 09:00", "head": "Kop", "sections": [{"head": "Verteld", "show": ["line"]}]}


def going(line: dict[str, Any] = LINE, **words: Any) -> None:
    stage = {"id": "tell", "window": {"closes": "tue 17:00"}, "questions": [line]}
    a_format({}, stages=[stage], outputs=[ROOM, GOES | words])


def test_a_digest_may_go_outside_with_what_was_written_for_all() -> None:
    going()


@pytest.mark.parametrize(
    ("line", "words", "flaw"),
    [
        (LINE, {"kind": "overview", "sections": []}, "goes outside the group"),
        (LINE, {"allowed_by": {}}, "does not say where a group allows"),
        ({**LINE, "unsigned": False}, {}, "with the name of who wrote it"),
    ],
)
def test_what_goes_outside_is_no_overview_is_allowed_and_has_no_name(
    line: dict[str, Any], words: dict[str, Any], flaw: str
) -> None:  # fmt: skip
    with pytest.raises(ValidationError, match=flaw):
        going(line, **words)


def test_what_stays_inside_is_allowed_by_nothing() -> None:
    with pytest.raises(ValidationError, match="does not say where a group allows"):
        going(to="room")


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
