"""The app package with which Leerbot is put into Teams: a zip with a manifest, its English, and two icons (manifest v1.30).

What is the same everywhere stands in ``manifest/teams``; who runs it, and under which id, is filled in here.
"""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

import bot

_INSTALLED = Path(__file__).parent / "app"
"""Where an installed Leerbot has the files of ``manifest/teams``; a checkout has them there."""
SOURCE = _INSTALLED if _INSTALLED.is_dir() else Path(bot.__file__).parents[1] / "manifest" / "teams"
MANIFEST, REST = "manifest.json", ("en.json", "color.png", "outline.png")
LONGEST_NAME = 32
_VERSION = re.compile(r"(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}")
_MADE_AT = (1980, 1, 1, 0, 0, 0)
"""When every file in a package was made, so that the same words give the same bytes."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who runs this Leerbot: what Teams shows beside the app. The pages are https addresses."""

    name: str
    website: str
    privacy: str
    terms: str

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise ValueError(f"the name of the organisation has {len(self.name)} characters; Teams takes 1 to {LONGEST_NAME}")
        for page in (self.website, self.privacy, self.terms):
            if urlsplit(page).scheme != "https" or not urlsplit(page).hostname:
                raise ValueError(f'"{page}" is no address that Teams takes; write one that begins with https://')


def packed(app_id: str, version: str, publisher: Publisher) -> bytes:
    """Return the package of an app; raises ValueError, with the mend, for an id or a version that Teams does not take."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f'"{version}" is no version that Teams takes; write three numbers, for example 1.0.2')
    written = json.dumps(_manifest(_guid(app_id), version, publisher), ensure_ascii=False, indent=2)
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (MANIFEST, *REST):
            body = written.encode() if name == MANIFEST else (SOURCE / name).read_bytes()
            archive.writestr(zipfile.ZipInfo(name, _MADE_AT), body, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def manifest_id(app_id: str) -> str:
    """Return under which id the app package of a bot goes, the same each time."""
    return str(uuid5(NAMESPACE_URL, f"leerbot {app_id}"))


def _guid(app_id: str) -> str:
    try:
        return str(UUID(app_id))
    except ValueError as problem:
        raise ValueError(f'"{app_id}" is no app id; copy the application id of the bot from Entra') from problem


def _manifest(app_id: str, version: str, publisher: Publisher) -> Mapping[str, Any]:
    """Return the manifest; the same bot has the same app id each time, so that a newer package updates it."""
    same = json.loads((SOURCE / MANIFEST).read_text(encoding="utf-8"))
    bots = [{"botId": app_id, **same["bots"][0]}]
    developer = {
        "name": publisher.name, "websiteUrl": publisher.website, "privacyUrl": publisher.privacy,
        "termsOfUseUrl": publisher.terms,
    }  # fmt: skip
    return {
        **same,
        "version": version,
        "id": manifest_id(app_id),
        "webApplicationInfo": {"id": app_id, "resource": f"api://botid-{app_id}"},
        "developer": developer,
        "bots": bots,
    }
