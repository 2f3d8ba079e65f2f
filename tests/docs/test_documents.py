"""The documents speak of what is there: links, commands, settings and calls."""

import re
from pathlib import Path

import pytest
from aiohttp.web import AbstractResource
from typer.main import get_command

from bot.__main__ import cli
from bot.config import PREFIX, Config
from dialogs.library import HERE
from dialogs.settings import KEYS
from tests.kit.town import town

PROJECT = HERE.parent
DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
SETTINGS = (PROJECT / "docs/reference/settings.md").read_text(encoding="utf-8")
MAP = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
FOLDERS = ("dialogs", "storage", "bot")
CALLS = (PROJECT / "docs/reference/web-chat-api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))

    places = {str((document.parent / link).resolve().relative_to(PROJECT)) for link in links}

    assert {place for place in places if not (PROJECT / place).exists()} == set()


def test_every_decision_stands_in_the_list() -> None:
    folder = PROJECT / "docs/decisions"
    listed = set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))

    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


def test_every_dependency_has_its_line() -> None:
    text = (PROJECT / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8").casefold()
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^    "([\w-]+)[^"]*",', project.split("[project.optional-dependencies]")[0], re.MULTILINE)

    assert named
    assert [name for name in named if name.casefold() not in text] == []


def test_the_way_without_make_is_that_of_make() -> None:
    recipes = re.findall(r"^\t\$\(BIN\)/(.+)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    checks = [line for line in recipes if line.split()[0] in {"ruff", "mypy", "lint-imports", "leerbot"}]

    assert len(checks) == 5
    assert [line for line in checks if f".venv/bin/{line}\n" not in README] == []


def test_every_command_is_explained() -> None:
    commands = set(getattr(get_command(cli), "commands"))  # noqa: B009 - typer hides the type

    assert set(re.findall(r"^\| `leerbot (\w+)", SETTINGS, re.MULTILINE)) == commands


def test_every_setting_is_explained_with_what_holds_without_it() -> None:
    rows = dict(re.findall(r"^\| `(LEERBOT_\w+)` \| (\S+) \|", SETTINGS, re.MULTILINE))

    assert set(rows) == {f"{PREFIX}{name.upper()}" for name in Config.model_fields}
    for name, field in Config.model_fields.items():
        kept = rows[f"{PREFIX}{name.upper()}"].strip("`")
        default = ",".join(field.default) if isinstance(field.default, tuple) else field.default
        assert kept == ("–" if default is None else str(default)), name


def test_every_setting_of_a_group_is_explained_as_the_catalogue_does() -> None:
    rows = re.findall(r"^\| `([a-z._]+)` \| (.+) \| (.+) \| (.+) \|$", SETTINGS, re.MULTILINE)

    assert rows == [(key.name, key.default or "–", key.allowed, key.explains) for key in KEYS.values()]


def test_every_file_of_the_map_is_there() -> None:
    rows = re.findall(r"^\| [a-z][^|]* \|(.*)\|(.*)\|(.*)\|$", MAP.partition("## Where to look")[2], re.MULTILINE)

    named = [f"{folder}/{name}" for row in rows for folder, cell in zip(FOLDERS, row, strict=True) for name in _named(cell)]
    assert len(named) > 100
    assert [name for name in named if not (PROJECT / name).is_dir() and not (PROJECT / f"{name}.py").exists()] == []


def _named(cell: str) -> list[str]:
    """Return the files that a cell names: those of a package stand behind it, up to a semicolon."""
    named = []
    for part in cell.split(";"):
        package, _, names = part.rpartition("/`:")
        folder = f"{package.strip().strip('`')}/" if package else ""
        named += [f"{folder}{name}" for name in re.findall(r"`([\w/]+)`", names)]
    return named


async def test_every_call_of_the_web_chat_is_described(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        there = {_call(route.method, route.resource) for route in place.app.http.router.routes() if route.resource}

    described = {
        (method, re.sub(r"\{\w+\}", "{}", path.partition("?")[0]))
        for method, path in re.findall(r"`(GET|PUT|POST|PATCH|DELETE) (/chat/api/[^\s`]*)", CALLS)
    }
    deleting = ("DELETE", "/chat/api/people/{}/messages/{}")  # stands beside PATCH, as "DELETE …"
    assert described | {deleting} == {call for call in there if call[1].startswith("/chat/api") and call[0] != "HEAD"}


def _call(method: str, resource: AbstractResource) -> tuple[str, str]:
    return method, re.sub(r"\{\w+\}", "{}", resource.canonical)
