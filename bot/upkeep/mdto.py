"""What describes a file in an archive: MDTO 1.0.1, the norm of the Nationaal Archief, with what is known here and no more.

The organisation decides what its own selection list says of it, and who may use it. Beside what the norm demands stands what
lets an archive put the parts together: of which whole each is, and a checksum.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
Appraisal = Literal["temporary", "permanent"]
APPRAISALS: dict[Appraisal, tuple[str, str]] = {
    "temporary": ("Tijdelijk te bewaren", "V"), "permanent": ("Blijvend te bewaren", "B"),
}  # fmt: skip
FORMATS = {".html": "HTML", ".jpg": "JPEG", ".png": "PNG", ".pdf": "PDF"}
RESTRICTED = "Te bepalen door de archiefvormer"
WHY = "Bevat teksten van medewerkers, voor een deel met hun naam."
_UNSEEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in XML."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something in an archive: by which mark it is known, and how it is called."""

    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Describing:
    """Describes what one organisation archives at one moment."""

    creator: str
    appraisal: Appraisal
    at: datetime

    def dossier(self, whole: Named, published: Sequence[datetime]) -> bytes:
        """Return what describes all of it."""
        told = self._object(whole, "Dossier")
        if published:
            span = SubElement(told, "dekkingInTijd")
            _term(span, "dekkingInTijdType", "Publicatie in de groep", "Leerbot")
            _text(span, "dekkingInTijdBegindatum", min(published).date().isoformat())
            _text(span, "dekkingInTijdEinddatum", max(published).date().isoformat())
        return self._ended(told)

    def record(self, one: Named, published: datetime, whole: Named, files: Sequence[str]) -> bytes:
        """Return what describes one message, which stands in some files."""
        told = self._object(one, "Archiefstuk")
        _text(told, "taal", "nl")
        self._event(told, "Creatie", published)
        self._event(told, "Export", self.at)
        return self._ended(told, whole, files)

    def file(self, path: str, body: bytes, one: Named) -> bytes:
        """Return what describes a file that shows a message."""
        root = Element("MDTO", xmlns=NAMESPACE)
        told = SubElement(root, "bestand")
        _identified(told, path)
        _text(told, "naam", path)
        _text(told, "omvang", str(len(body)))
        suffix = path[path.rfind(".") :].lower()
        _term(told, "bestandsformaat", FORMATS.get(suffix, suffix.lstrip(".").upper() or "onbekend"), "Leerbot")
        checksum = SubElement(told, "checksum")
        _term(checksum, "checksumAlgoritme", "SHA256", "Begrippenlijst ChecksumAlgoritme MDTO")
        _text(checksum, "checksumWaarde", sha256(body).hexdigest())
        _text(checksum, "checksumDatum", _moment(self.at))
        _reference(told, "isRepresentatieVan", one)
        return _written(root)

    def _object(self, one: Named, level: str) -> Element:
        told = Element("informatieobject")
        _identified(told, one.mark)
        _text(told, "naam", one.name)
        _term(told, "aggregatieniveau", level, "Begrippenlijst Aggregatieniveaus MDTO")
        return told

    def _event(self, told: Element, kind: str, at: datetime) -> None:
        event = SubElement(told, "event")
        _term(event, "eventType", kind, "Begrippenlijst EventTypeLijst MDTO")
        _text(event, "eventTijd", _moment(at))

    def _ended(self, told: Element, whole: Named | None = None, files: Sequence[str] = ()) -> bytes:
        """Return a description, with what the norm wants last; the order of the elements is that of its schema."""
        label, code = APPRAISALS[self.appraisal]
        _term(told, "waardering", label, "Begrippenlijst Waarderingen MDTO", code)
        if whole is not None:
            _reference(told, "isOnderdeelVan", whole)
        for path in files:
            _reference(told, "heeftRepresentatie", Named(path, path))
        _text(SubElement(told, "archiefvormer"), "verwijzingNaam", self.creator)
        limits = SubElement(told, "beperkingGebruik")
        _term(limits, "beperkingGebruikType", RESTRICTED, "Leerbot")
        _text(limits, "beperkingGebruikNadereBeschrijving", WHY)
        root = Element("MDTO", xmlns=NAMESPACE)
        root.append(told)
        return _written(root)


def _text(below: Element, name: str, text: str) -> None:
    SubElement(below, name).text = _UNSEEN.sub("", text)


def _identified(below: Element, mark: str, name: str = "identificatie") -> None:
    told = SubElement(below, name)
    _text(told, "identificatieKenmerk", mark)
    _text(told, "identificatieBron", "Leerbot")


def _term(below: Element, name: str, label: str, listed: str, code: str | None = None) -> None:
    told = SubElement(below, name)
    _text(told, "begripLabel", label)
    if code is not None:
        _text(told, "begripCode", code)
    _text(SubElement(told, "begripBegrippenlijst"), "verwijzingNaam", listed)


def _reference(below: Element, name: str, to: Named) -> None:
    told = SubElement(below, name)
    _text(told, "verwijzingNaam", to.name)
    _identified(told, to.mark, "verwijzingIdentificatie")


def _moment(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()


def _written(root: Element) -> bytes:
    indent(root)
    body: bytes = tostring(root, "utf-8", xml_declaration=True)
    return body
