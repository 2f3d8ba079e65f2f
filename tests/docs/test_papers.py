"""The papers on privacy are those that the data register makes, short and in plain Dutch (trust S12, S28)."""

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from bot.upkeep.papers import NAMES, papers
from dialogs.checks.tone import lapses_of
from dialogs.library import HERE
from dialogs.settings import Settings
from storage.privacy.limits import MONTH, Limits, limits_of
from tests.kit.commands import run, settings

PAPERS = HERE.parent / "docs/privacy"
DAY = timedelta(days=1)
MEND = "run: leerbot privacy --out docs/privacy"


@pytest.mark.trust("S12", "S30")
@pytest.mark.parametrize("name", NAMES)
def test_s12_a_paper_is_as_the_register_makes_it(name: str) -> None:
    assert (PAPERS / name).read_text(encoding="utf-8") == papers(Settings())[name], MEND


@pytest.mark.trust("S12", "S28", "S30")
@pytest.mark.parametrize(
    "path", [*sorted(PAPERS.glob("*.md")), PAPERS.parent / "toegankelijkheid.md"], ids=lambda path: path.name
)
def test_s28_a_paper_is_plain(path: Path) -> None:
    parts = [part for part in path.read_text(encoding="utf-8").split("\n\n") if not part.startswith(("|", "#"))]
    said = [re.sub(r"\s*\n\s*", " ", re.sub(r"\([^)]*\)|[*`]", "", line)) for part in parts for line in part.split("\n- ")]

    assert [what for line in said for what, _ in lapses_of(line) if "score" not in what] == []
    assert "{{" not in "".join(said)


@pytest.mark.trust("S12", "S30")
def test_s12_a_paper_tells_what_the_organisation_has_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path / "data")
    assert run("migrate").exit_code == 0
    assert run("settings", "set", "retention.audit_months", "18").exit_code == 0

    done = run("privacy", "--own", "--out", str(tmp_path / "papers"))

    assert (done.exit_code, done.output.count("\n")) == (0, 2)
    assert "18 maanden" in (tmp_path / "papers/verwerkingsregister.md").read_text(encoding="utf-8")


@pytest.mark.trust("S12", "S16")
def test_s16_the_works_council_reads_what_can_be_derived_though_it_is_not_worked_out() -> None:
    paper = papers(Settings())["ondernemingsraad.md"]

    assert "## Wat Leerbot niet uitrekent of laat zien" in paper
    assert "Wie de database heeft, kan er wel iets van afleiden" in paper
    assert [moment for moment in ("`conversation.prompted_at`", "`conversation.touched_at`") if moment not in paper] == []
    assert [untrue for untrue in ("het is er niet", "dan faalt een test.\n\n## Afspraken") if untrue in paper] == []


@pytest.mark.trust("S12")
def test_s12_the_dpia_tells_of_the_same_exceptions_as_the_page_for_the_works_council() -> None:
    council, dpia = (
        " ".join((PAPERS / name).read_text(encoding="utf-8").split()) for name in ("ondernemingsraad.md", "dpia.md")
    )
    exceptions = re.search(r"Drie dingen zijn anders, .*? samen besteedde\.", council)

    assert exceptions is not None
    assert exceptions[0] in dpia
    assert [untrue for untrue in ("lijst per persoon", "logboek dat verandering laat zien") if untrue in dpia] == []


@pytest.mark.trust("S12", "S15")
def test_s12_the_papers_tell_who_reads_how_many_took_part_as_it_is() -> None:
    council, dpia, page = (
        " ".join(path.read_text(encoding="utf-8").split())
        for path in (PAPERS / "ondernemingsraad.md", PAPERS / "dpia.md", PAPERS.parent / "privacy.md")
    )

    for paper in (council, dpia):
        assert "Hoeveel mensen meededen aan een ronde, leest alleen wie de groep begeleidt" in paper
        assert "lleen als het van niemand apart iets zegt" in paper
    assert "één keer, in het overzicht van de week waarin de ronde sloot" in council
    assert "told how many took part in a round once, in the overview of the week in which it closed" in page


ROWS = {
    "Private texts and files": ["private"], "Shared texts and files": ["shared"],
    "Texts and files of the assignments": ["programme"],
    "Private texts of who left a group": ["left"], "All of who left altogether": ["left"],
    "What was sent, and when": ["settled", "showing"], "Conversations without answers": ["ended"],
    "The chat in the browser; its time line": ["chat", "settled"], "Ids of messages that came in": ["seen"],
    "Who did what, without content": ["audit"],
}  # fmt: skip
IN_ENGLISH = {
    7 * DAY: "seven days", 28 * DAY: "four weeks", 30 * DAY: "thirty days", 60 * DAY: "sixty days", 12 * MONTH: "twelve months",
    14 * MONTH: "fourteen months", 15 * MONTH: "fifteen months",
}  # fmt: skip


@pytest.mark.trust("S12")
@pytest.mark.parametrize("row", ROWS)
def test_s12_the_page_on_privacy_tells_the_same_terms(row: str) -> None:
    lines = (PAPERS.parent / "privacy.md").read_text(encoding="utf-8").splitlines()
    [told] = [line for line in lines if line.startswith(f"| {row}")]

    assert [name for name in ROWS[row] if IN_ENGLISH[getattr(limits_of(Settings()), name)] not in told] == []


@pytest.mark.trust("S12")
def test_s12_every_term_stands_on_the_page_on_privacy() -> None:
    assert {name for names in ROWS.values() for name in names} == {one.name for one in fields(Limits)} - {"notice"} | {
        "showing", "ended",
    }  # fmt: skip
