"""The library of formats and phrases on disk: reading, laying languages over it, checking. The only disk reader here."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dialogs.checks.agreeing import between_languages, disagreements
from dialogs.checks.faults import FormatError, Problem, misfits
from dialogs.language.content import Format
from dialogs.language.reading import Source, read
from dialogs.language.starts import Starts
from dialogs.saying.phrases import Language, Phrases
from dialogs.talk.commands import OFF, ON_AND_OFF, PLAN, SWITCH

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Edition:
    """One version of a format: the Dutch, with other languages laid over it. A round keeps the edition it opened with."""

    body: Mapping[str, Any]
    overlay: Mapping[str, Any]

    @cached_property
    def version(self) -> str:
        canonical = json.dumps([self.body, self.overlay], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    @cached_property
    def dutch(self) -> Format:
        return Format.model_validate(self.body)

    @cached_property
    def english(self) -> Format:
        return Format.model_validate(overlaid(self.body, self.overlay))

    @property
    def starts(self) -> tuple[Starts, Starts]:
        """How it is started in Dutch and in English, without reading all of the English: few bots ever need that (P15)."""
        return self.dutch.starts, Starts.model_validate(overlaid(self.body.get("starts", {}), self.overlay.get("starts", {})))

    def read_in(self, language: Language) -> Format:
        """Return the format in a language; what has no translation stays Dutch (X11)."""
        return self.dutch if language == "nl" else self.english

    def to_json(self) -> str:
        return json.dumps({"body": self.body, "overlay": self.overlay}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Edition":
        kept = json.loads(text)
        return cls(kept["body"], kept["overlay"])


@dataclass(frozen=True)
class Library:
    """All formats by id in their newest edition, and the bot's sentences by language."""

    editions: Mapping[str, Edition]
    phrases: Mapping[Language, Phrases]

    def starters(self) -> dict[str, str]:
        """Return the words that start a format, and which; a word that plans a round of it says so."""
        found = {}
        for name, edition in self.editions.items():
            for starts in edition.starts:
                if starts.command:
                    found[starts.command] = name
                if starts.command and edition.dutch.holds:
                    found |= {f"{starts.command} {after}": f"{SWITCH}end {name}" for after in OFF}
                if starts.plans:
                    found[starts.plans] = f"{name} {PLAN}"
                if starts.switched:
                    found |= {f"{starts.switched} {after}": f"{SWITCH}{does} {name}" for after, does in ON_AND_OFF.items()}
        return found

    @cached_property
    def shown(self) -> dict[str, frozenset[str]]:
        """The questions of which who is asked by another reads the answers, by the format; of some her name only (S09)."""
        return {name: frozenset(id_ for one in each.dutch.stages for id_ in one.shows) for name, each in self.editions.items()}

    @cached_property
    def signing(self) -> frozenset[str]:
        """The formats in which somebody signs what another one put to her (S42, S44)."""
        return frozenset(name for name, one in self.editions.items() if any(stage.signs for stage in one.dutch.stages))

    @cached_property
    def ledgers(self) -> dict[str, frozenset[str]]:
        """The questions that book an amount in each ledger of a duo (S43)."""
        asked = [one for edition in self.editions.values() for stage in edition.dutch.stages for one in stage.books]
        return {name: frozenset(one.id for one in asked if one.ledger == name) for name in ("hours", "budget")}

    @cached_property
    def asked_by_others(self) -> frozenset[str]:
        """The formats in which one person is asked by another who named her (S08, S11, S15, S18, S51)."""
        stages = (stage for edition in self.editions.values() for stage in edition.dutch.stages)
        return frozenset(question.asks for stage in stages for question in stage.questions if question.asks)

    def for_act(self, act: str) -> str:
        """Return the format that starts with an act on an own answer; raises KeyError."""
        return self._first(lambda format: format.starts.act == act)

    def for_joining(self) -> str:
        """Return the format with which a person is asked to take part; raises KeyError."""
        return self._first(lambda format: format.starts.joining)

    def for_renewal(self) -> str:
        """Return the format that asks again when the explanation of privacy has changed; raises KeyError."""
        return self._first(lambda format: format.starts.renewal)

    def for_silence(self) -> str:
        """Return the format that asks somebody whether to be quiet for a while (X05); raises KeyError."""
        return self._first(lambda format: format.starts.silence)

    def for_expiring(self) -> str:
        """Return the format that says that old answers will be deleted; raises KeyError."""
        return self._first(lambda format: format.starts.expiring)

    def for_parting(self) -> str:
        """Return the format that says that what was told for a programme will be deleted; raises KeyError."""
        return self._first(lambda format: format.starts.parting)

    def for_own_question(self) -> str:
        """Return the format in which somebody chooses a question of her own (X06); raises KeyError."""
        return self._first(lambda format: format.starts.own)

    def for_rewording(self) -> str:
        """Return the format in which who leads a group changes a message that goes to it by itself (X10); raises KeyError."""
        return self._first(lambda format: format.starts.rewords)

    def for_who_stops(self, planned: str) -> str | None:
        """Return the format that is asked of who stops with what she planned for herself, if there is one (S10)."""
        return next((name for name, edition in self.editions.items() if edition.dutch.starts.stopped == planned), None)

    def own_after(self) -> dict[str, int]:
        """Return the formats in which a question of one's own may take the place of another, and after how many rounds."""
        stages = ((name, stage.own_after) for name, edition in self.editions.items() for stage in edition.dutch.stages)
        return {name: after for name, after in stages if after}

    def _first(self, wanted: Callable[[Format], bool]) -> str:
        for name, edition in self.editions.items():
            if wanted(edition.dutch):
                return name
        raise KeyError("no format of the library does this")


def overlaid(body: Any, over: Any) -> Any:
    """Return ``body`` with the texts of ``over`` in their places; lists of parts are matched by ``id``.

    A text over a part is short for its label: what choosing the option does stays as it is.
    """
    if isinstance(body, Mapping) and isinstance(over, str):
        over = {"label": over}
    if isinstance(body, Mapping) and isinstance(over, Mapping):
        return {key: overlaid(value, over[key]) if key in over else value for key, value in body.items()} | {
            key: value for key, value in over.items() if key not in body
        }
    if isinstance(body, list) and isinstance(over, Mapping):
        return [
            overlaid(item, over[item["id"]]) if isinstance(item, Mapping) and item.get("id") in over else item for item in body
        ]
    return over


def load(folder: Path = HERE) -> Library:
    """Read all formats and phrases below a folder.

    Raises FormatError with every problem found: file, line, what is wrong and the mend.
    """
    dutch, english = _read_all(folder / "formats"), _read_all(folder / "formats" / "en")
    problems = [Problem(f"en/{name}.yaml", 1, "there is no Dutch format of this name", "give it the name of one")
                for name in english.keys() - dutch.keys()]  # fmt: skip
    if not dutch:
        problems.append(Problem(f"{folder.name}/formats", 1, "no format stands in this folder", "add one: name.yaml"))
    editions: dict[str, Edition] = {}
    for name, source in dutch.items():
        edition, found = _edition(source, english.get(name))
        problems += found
        if edition is not None:
            editions[name] = edition
    problems += disagreements(dutch, english, {name: edition.dutch for name, edition in editions.items()})
    said = {language: _read(HERE / "phrases" / f"{language}.yaml") for language in LANGUAGES}
    problems += [problem for source in said.values() for problem in source.problems] or between_languages(said)
    if problems:
        raise FormatError(problems)
    return Library(editions, {language: Phrases(language, source.body) for language, source in said.items()})


def sources(folder: Path = HERE) -> list[Source]:
    """Read all formats and phrases as they stand in their files."""
    read_here = [*_read_all(folder / "formats").values(), *_read_all(folder / "formats" / "en").values()]
    return read_here + [_read(HERE / "phrases" / f"{language}.yaml") for language in LANGUAGES]


def _read_all(folder: Path) -> dict[str, Source]:
    return {path.stem: _read(path) for path in sorted(folder.glob("*.y*ml"))}


def _read(path: Path) -> Source:
    name = f"en/{path.name}" if path.parent.name == "en" else path.name
    return read(name, path.read_bytes())


def _edition(source: Source, over: Source | None) -> tuple[Edition | None, list[Problem]]:
    overlay = over.body if over else {}
    problems = [*source.problems, *(over.problems if over else ())]
    problems = problems or misfits(source, Format, source.body)
    if over and not problems:
        problems = misfits(over, Format, overlaid(source.body, overlay))
    return (None, problems) if problems else (Edition(source.body, overlay), [])


def schema() -> str:
    """Return the JSON schema of the format language, for editors that check YAML while one types."""
    return json.dumps(Format.model_json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
