"""The app package for Teams: valid against Microsoft's schema, and right where the schema does not look (manifest v1.30)."""

import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from PIL import Image

from bot.channels.teams.package import SOURCE, Publisher, packed
from bot.timing.editions import Editions
from dialogs.library import load
from dialogs.saying.phrases import Language
from dialogs.talk.commands import command
from tests.kit.commands import assert_one_line, run

APP = "5c2b8a4e-7d1f-4f0b-9a55-2f6d4f3f1b77"
VOORBEELD = Publisher(
    "Gemeente Voorbeeld", "https://voorbeeld.nl/leerbot", "https://voorbeeld.nl/privacy", "https://voorbeeld.nl/regels"
)
SCHEMAS = Path(__file__).parents[1] / "kit" / "teams_schema"
WORDS = ("--app-id", APP, "--organisation", VOORBEELD.name, "--website", VOORBEELD.website, "--privacy", VOORBEELD.privacy)


def opened(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def package() -> dict[str, bytes]:
    return opened(packed(APP, "1.0.0", VOORBEELD))


def faults(schema: str, value: Any) -> list[str]:
    known = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    return [problem.message for problem in Draft4Validator(known).iter_errors(value)]


def test_the_manifest_and_its_english_are_valid_against_the_schema_of_microsoft(package: dict[str, bytes]) -> None:
    assert faults("manifest.json", json.loads(package["manifest.json"])) == []
    assert faults("localization.json", json.loads(package["en.json"])) == []


@pytest.mark.parametrize("missing", ["id", "version", "developer", "icons"])
def test_the_schema_sees_what_is_missing(package: dict[str, bytes], missing: str) -> None:
    whole = json.loads(package["manifest.json"])
    del whole[missing]

    assert faults("manifest.json", whole) == [f"'{missing}' is a required property"]


def test_the_package_holds_what_the_manifest_names_at_the_top_and_nothing_else(package: dict[str, bytes]) -> None:
    manifest = json.loads(package["manifest.json"])
    named = {*manifest["icons"].values(), *(one["file"] for one in manifest["localizationInfo"]["additionalLanguages"])}

    assert set(package) == {"manifest.json", *named}


def test_the_icons_have_the_sizes_and_colours_that_teams_wants(package: dict[str, bytes]) -> None:
    color, outline = (Image.open(io.BytesIO(package[name])) for name in ("color.png", "outline.png"))

    assert (color.size, outline.size, outline.mode) == ((192, 192), (32, 32), "RGBA")
    assert color.convert("RGBA").getchannel("A").getextrema() == (255, 255)  # no hole in it
    seen = outline.getchannel("A").point(lambda alpha: 255 if alpha else 0)
    white = Image.new("RGB", outline.size, "white")
    assert Image.composite(outline.convert("RGB"), white, seen).tobytes() == white.tobytes()
    assert outline.getchannel("A").getextrema()[0] == 0


def test_the_ids_and_addresses_are_filled_in_and_the_same_bot_has_the_same_app(package: dict[str, bytes]) -> None:
    manifest = json.loads(package["manifest.json"])
    newer = json.loads(opened(packed(APP.upper(), "1.1.0", VOORBEELD))["manifest.json"])
    other = json.loads(opened(packed(APP.replace("5", "6"), "1.0.0", VOORBEELD))["manifest.json"])

    assert manifest["bots"][0]["botId"] == APP
    assert manifest["developer"]["privacyUrl"] == VOORBEELD.privacy
    assert (newer["id"], newer["version"]) == (manifest["id"], "1.1.0")
    assert other["id"] != manifest["id"] != APP


def test_the_same_words_give_the_same_bytes() -> None:
    assert packed(APP, "1.0.0", VOORBEELD) == packed(APP, "1.0.0", VOORBEELD)


def menu(language: Language) -> Iterator[tuple[str, str]]:
    """Yield each command of the menus in a language, with what it says."""
    manifest, english = (json.loads((SOURCE / name).read_text(encoding="utf-8")) for name in ("manifest.json", "en.json"))
    for number, some in enumerate(manifest["bots"][0]["commandLists"]):
        for place, one in enumerate(some["commands"]):
            at = f"bots[0].commandLists[{number}].commands[{place}]"
            dutch = (one["title"], one["description"])
            yield dutch if language == "nl" else (english[f"{at}.title"], english[f"{at}.description"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_of_the_menu_is_understood_and_fits_older_clients(language: Language) -> None:
    starters = Editions(load()).starters
    for title, description in menu(language):
        assert command(title, starters) is not None, title
        assert len(title) <= 32
        assert len(description) <= 128


def test_nothing_is_left_dutch_in_the_english(package: dict[str, bytes]) -> None:
    english = json.loads(package["en.json"])
    manifest = json.loads(package["manifest.json"])
    texts = {f"name.{key}": one for key, one in manifest["name"].items()}
    texts |= {f"description.{key}": one for key, one in manifest["description"].items()}

    assert set(texts) <= set(english)
    assert english["description.full"].count("\n\n") == manifest["description"]["full"].count("\n\n")
    assert sum(1 for _ in menu("en")) * 2 + len(texts) + 1 == len(english)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"--app-id": "leerbot"}, '"leerbot" is no app id; copy the application id of the bot from Entra'),
        ({"--organisation": "G" * 33}, "has 33 characters; Teams takes 1 to 32"),
        ({"--organisation": " "}, "has 1 characters; Teams takes 1 to 32"),
        ({"--website": "http://voorbeeld.nl"}, '"http://voorbeeld.nl" is no address that Teams takes'),
        ({"--privacy": "https://"}, '"https://" is no address that Teams takes'),
        ({"--version": "1.0"}, '"1.0" is no version that Teams takes; write three numbers, for example 1.0.2'),
        ({"--version": "1.0.01"}, '"1.0.01" is no version that Teams takes'),
    ],
)
def test_what_teams_would_refuse_is_refused_here_in_one_line(tmp_path: Path, change: dict[str, str], said: str) -> None:
    words = dict(zip(WORDS[::2], WORDS[1::2], strict=True)) | change
    out = tmp_path / "leerbot.zip"

    found = run("manifest", "--out", str(out), *(word for pair in words.items() for word in pair))

    assert_one_line(found, said)
    assert not out.exists()


def test_the_command_writes_the_package_and_leaves_one_that_is_there_alone(tmp_path: Path) -> None:
    out = tmp_path / "leerbot.zip"

    assert run("manifest", "--out", str(out), *WORDS).exit_code == 0
    manifest = json.loads(opened(out.read_bytes())["manifest.json"])
    assert manifest["developer"]["termsOfUseUrl"] == VOORBEELD.privacy

    assert_one_line(run("manifest", "--out", str(out), *WORDS, "--version", "1.0.1"), "is there already")
    assert run("manifest", "--out", str(out), *WORDS, "--version", "1.0.1", "--overwrite").exit_code == 0
    assert json.loads(opened(out.read_bytes())["manifest.json"])["version"] == "1.0.1"


def test_the_app_that_the_bot_runs_with_is_taken_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("LEERBOT_TEAMS_APP_ID", APP)
    out = tmp_path / "leerbot.zip"

    assert run("manifest", "--out", str(out), *WORDS[2:]).exit_code == 0
    assert json.loads(opened(out.read_bytes())["manifest.json"])["bots"][0]["botId"] == APP


def test_where_it_cannot_be_written_that_is_said_in_one_line(tmp_path: Path) -> None:
    assert_one_line(run("manifest", "--out", str(tmp_path / "none" / "leerbot.zip"), *WORDS), "give another file in --out")


def test_an_installed_leerbot_has_the_files_too() -> None:
    built = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]

    assert built["targets"]["wheel"]["force-include"] == {"manifest/teams": "bot/channels/teams/app"}
