"""Writes the list of all parts that run (CycloneDX), from the lock: `make sbom` calls it.

    python manifest/sbom.py [FOLDER]     writes leerbot-VERSION.cdx.json there, or in dist/

Each part of `requirements-postgres.lock` is named with its version, the hash of each file that may be installed, for which
machines it is, and who needs it. The same lock gives the same list, byte by byte: its number comes of what it says, and its
date is `SOURCE_DATE_EPOCH`, or left at the date that packages have when nobody says one.
"""

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "requirements-postgres.lock"
US = "leerbot"
FIRST_LINE = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? ?\\?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NEEDED_BY = re.compile(r"^    #(?: via|  ) ([a-z0-9][a-z0-9._-]*)", re.MULTILINE)
UNDATED = "1580601600"
"""2020-02-02, which hatchling gives the files of a package too."""


@dataclass(frozen=True)
class Part:
    """One part of the lock."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def parts(lock: str) -> Iterator[Part]:
    """Yield what a lock names; raises ValueError for a line that is no part with its hashes."""
    for block in re.split(r"\n(?=[^\s#])", lock.strip()):
        first = FIRST_LINE.fullmatch(block.partition("\n")[0])
        hashes = tuple(HASH.findall(block))
        if first is None or not hashes:
            raise ValueError(f"no part with its hashes: {block.splitlines()[0]}")
        yield Part(first["name"], first["version"], first["marker"], hashes, tuple(NEEDED_BY.findall(block)))


def component(part: Part) -> Component:
    """Return a part as CycloneDX knows it; the hashes are of the files of which one is installed."""
    purl = PackageURL("pypi", name=part.name, version=part.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{part.name}/{part.version}/"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in part.hashes],
    )
    only = [Property(name="leerbot:only-where", value=part.marker)] if part.marker else []
    return Component(
        type=ComponentType.LIBRARY, name=part.name, version=part.version, bom_ref=str(purl), purl=purl,
        external_references=[files], properties=only,
    )  # fmt: skip


def listed(lock: str, version: str, moment: datetime) -> str:
    """Return the list of the parts of a lock."""
    ours = Component(type=ComponentType.APPLICATION, name=US, version=version, bom_ref=US)
    found = {part: component(part) for part in parts(lock)}
    bom = Bom(components=found.values(), serial_number=uuid5(NAMESPACE_URL, f"{US} {version} {lock}"))
    bom.metadata.component, bom.metadata.timestamp = ours, moment
    for needed_by in {US, *(part.name for part in found)}:
        needed = [one for part, one in found.items() if needed_by in part.needed_by]
        for whose in [ours] if needed_by == US else [one for part, one in found.items() if part.name == needed_by]:
            bom.register_dependency(whose, needed)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def main(folder: Path) -> None:
    """Write the list of this version."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", UNDATED)), UTC)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{US}-{version}.cdx.json"
    file.write_text(listed(LOCK.read_text(encoding="utf-8"), version, moment), encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "dist")
