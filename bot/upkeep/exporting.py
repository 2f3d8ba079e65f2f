"""All that is kept about a person, for herself to take along: one archive, for people and for machines (S02, trust S11)."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.timing.editions import Editions
from dialogs.saying.phrases import Language
from storage.groups import people
from storage.privacy import exporting
from storage.store import Unit

NAME = "leerbot.json"
FOLDER = "files"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The moment that stands beside each file in the archive; when it was made stands in it."""


def taken_along(unit: Unit, editions: Editions, id_: str, now: datetime) -> bytes:
    """Return a zip archive with every row that refers to a person, her texts, and the files that she sent.

    It is for herself alone. Raises KeyError when there is no such person.
    """
    person, viewer = people.load(unit, id_), people.viewer(unit, id_)
    rows = exporting.rows_of(unit, viewer)
    files = [(f"{FOLDER}/{file}/{_plain(name)}", body) for file, name, body in exporting.files_of(unit, viewer)]
    versions = exporting.versions_told_in(unit, viewer)
    for row in rows["answer"]:
        if "body" in row:
            row.update(_asked(unit, editions, row, versions[row["conversation"]], person.language))
    whole = {"made_at": now.isoformat(), "person": id_, "files": [path for path, _ in files], "rows": rows}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(NAME, STAMP), json.dumps(whole, ensure_ascii=False, indent=1))
        for path, body in files:
            packed.writestr(zipfile.ZipInfo(path, STAMP), body)
    return archive.getvalue()


def _asked(unit: Unit, editions: Editions, row: Mapping[str, Any], version: str, language: Language) -> dict[str, str]:
    """Return what was asked, in words."""
    try:
        format = editions.of(unit, row["format"], version).read_in(language)
        return {"title": format.title, "asked": format.question(row["question"]).wording(0)}
    except KeyError:  # the edition is not kept any more
        return {}


def _plain(name: str) -> str:
    """Return a file's name without anything that leads to another folder."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".") or "file"
