"""Papers on privacy, made of the data register: the processing register, and a page for the works council (trust S12)."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dialogs.settings import K_TEXT, PER_DAY, PER_WEEK, K, Settings
from storage.privacy.limits import limits_of
from storage.purposes import REGISTER
from storage.purposes.absent import ABSENT
from storage.purposes.kept import Ground, Kept, Reader

HERE = Path(__file__).parent
NAMES = ("verwerkingsregister.md", "ondernemingsraad.md")


def papers(chosen: Settings) -> Mapping[str, str]:
    """Return each paper by the name of its file, with the terms and thresholds that an organisation has chosen."""
    said = {
        "task": Ground.TASK.value, "duty": Ground.DUTY.value,
        "kept": _kept(chosen),
        "columns": _columns(),
        "absent": "\n".join(f"- {one.told}" for one in ABSENT),
        "readers": _readers(),
        "moments": _moments(),
        "per_day": str(chosen[PER_DAY]), "per_week": str(chosen[PER_WEEK]), "k": str(chosen[K]), "k_text": str(chosen[K_TEXT]),
    }  # fmt: skip
    return {name: _filled((HERE / name).read_text(encoding="utf-8"), said) for name in NAMES}


def _filled(text: str, said: Mapping[str, str]) -> str:
    for name, words in said.items():
        text = text.replace("{{" + name + "}}", words)
    return text


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace("| --- ", "|---").replace("---|---", "---|---")


def _kept(chosen: Settings) -> str:
    limits = limits_of(chosen)
    rows = (
        (_capital(one.what), one.purpose, _names(one.readers), one.lasts(limits),
         "plicht" if one.ground is Ground.DUTY else "taak")
        for one in REGISTER if one.personal
    )  # fmt: skip
    return _table(("Wat", "Waarvoor", "Wie leest", "Hoe lang", "Grondslag"), rows)


def _columns() -> str:
    return _table(
        ("Tabel", "Kolommen"),
        (
            (f"`{one.table.name}`", "; ".join(f"*{name}*: {', '.join(columns)}" for name, columns in one.classes().items()))
            for one in REGISTER
        ),
    )


def _readers() -> str:
    rows = [
        (_capital(reader.value), "; ".join(one.what for one in REGISTER if one.personal and reader in one.readers))
        for reader in Reader
    ]
    rows += [
        ("De leidinggevende", "wat de groep leest, en niets meer"),
        ("Niemand: alleen de software", "; ".join(one.what for one in REGISTER if one.personal and not one.readers)),
    ]
    return _table(("Wie", "Leest"), rows)


def _moments() -> str:
    rows = (
        (f"`{one.table.name}.{'`, `'.join(columns)}`", why)
        for one in REGISTER
        for why, columns in _by_reason(one).items()
    )  # fmt: skip
    return _table(("Tijdstip", "Waarvoor"), rows)


def _by_reason(one: Kept) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, why in one.moments.items():
        found.setdefault(why, []).append(name)
    return found


def _names(readers: Iterable[Reader]) -> str:
    return ", ".join(one.value for one in readers) or "niemand: alleen de software"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
