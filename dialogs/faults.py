"""Finding what is wrong with a format file, and saying it with file, line and mend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ValidationError

from dialogs import commands, content
from dialogs.content import Format, texts_of
from dialogs.phrases import Phrases, slots_in

if TYPE_CHECKING:
    from dialogs.library import Edition

SLOTS = frozenset({
    "naam", "team", "groep", "bot", "begeleider", "leidinggevende", "contact", "privacy",
    "datum", "datum_uitleg", "datum_sluiting", "datum_overzicht", "datum_volgende",
})  # fmt: skip
"""The places that a format's text may leave open."""

_MENDS = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct the word",
    "literal_error": "use one of the words named here",
    "string_type": "write a text; put it in quotes when YAML reads it as something else",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "tuple_type": "write a list: [one, two]",
    "dict_type": "write names with values: {name: value}",
    "model_type": "write names with values: {name: value}",
    "string_pattern_mismatch": "use the form named here",
    "string_too_short": "write a text",
    "too_short": "give at least one",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, and what to do about it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.mend}"


class FormatError(Exception):
    """The library holds formats that cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each part of a YAML file stands."""

    file: str
    root: yaml.Node | None

    def of(self, path: Sequence[str | int]) -> int:
        """Return the line of the deepest part of a path that is there."""
        node, line = self.root, 1
        for step in path:
            found = self._child(node, step)
            if found is None:
                continue
            line, node = found
        return line

    @staticmethod
    def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    return key.start_mark.line + 1, value
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step].start_mark.line + 1, node.value[step]
        return None

    def problems_of(self, model: type[BaseModel], body: Any) -> list[Problem]:
        """Return what keeps a body from being this model."""
        try:
            model.model_validate(body)
        except ValidationError as refused:
            return [self._problem(error) for error in refused.errors()]
        return []

    def _problem(self, error: Any) -> Problem:
        path = [step for step in error["loc"] if step != "[key]"]
        where = ".".join(str(step) for step in path) or "the format"
        kind, line = error["type"], self.of(path)
        if kind == "extra_forbidden":
            near = get_close_matches(str(path[-1]), sorted(_words()), n=1)
            return Problem(self.file, line, f'"{path[-1]}" is no word of the format language ({where})',
                           f'write "{near[0]}"' if near else "remove it, or correct the word")  # fmt: skip
        if kind == "value_error":
            what, _, mend = str(error["ctx"]["error"]).partition("; ")
            return Problem(self.file, line, what, mend or f"correct {where}")
        return Problem(self.file, line, f"{where}: {error['msg'].lower()}", _MENDS.get(kind, "correct it"))


def _words() -> Iterator[str]:
    for part in vars(content).values():
        if isinstance(part, type) and issubclass(part, content.Part):
            yield from part.model_fields


def read_yaml(path: Path) -> tuple[Any, Lines, list[Problem]]:
    """Read one file of plain YAML: its content, where things stand, and what is wrong with it as YAML."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        twice = list(_twice(root))
        lines = Lines(path.name, root)
        if twice:
            return (
                None,
                lines,
                [Problem(path.name, line, f'"{key}" stands here twice', "keep one of the two") for key, line in twice],
            )
        body = yaml.safe_load(text)
    except UnicodeDecodeError:
        return None, Lines(path.name, None), [Problem(path.name, 1, "the file is not UTF-8", "save it as UTF-8")]
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        what = getattr(broken, "problem", None) or "this is no YAML"
        mend = "check indents (spaces, never tabs), colons and quotes on this line and the one above"
        return None, Lines(path.name, None), [Problem(path.name, mark.line + 1 if mark else 1, str(what), mend)]
    if not isinstance(body, dict):
        return None, lines, [Problem(path.name, 1, "the file holds no names with values", "begin with: id: …")]
    return body, lines, []


def _twice(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item)


def checked(folder: Path, editions: Mapping[str, "Edition"], phrases: Mapping[Any, Phrases]) -> list[Problem]:
    """Return what is wrong between the formats: names, words, places, links."""
    problems: list[Problem] = []
    words: dict[str, str] = {}
    for name, edition in editions.items():
        _, lines, _ = read_yaml(folder / f"{name}.yaml")
        format = edition.dutch
        problems += _alone(lines, name, format, editions)
        for text in (*texts_of(format), *texts_of(edition.english)):
            for slot in sorted(slots_in(text) - SLOTS):
                near = get_close_matches(slot, sorted(SLOTS), n=1) or ["naam"]
                line = _line_with(folder / f"{name}.yaml", "{" + slot + "}")
                problems.append(Problem(lines.file, line, f"nothing fills the place {{{slot}}}", f"write {{{near[0]}}}"))
        word = format.starts.command
        if word and (word in commands.WORDS or words.get(word, name) != name):
            problems.append(
                Problem(
                    lines.file,
                    lines.of(("starts", "command")),
                    f'"{word}" is a word of something else already',
                    "choose another word",
                )
            )
        words[word or ""] = name
    for language, said in phrases.items():
        missing = set(said.texts) ^ set(phrases["nl"].texts)
        problems += [
            Problem(f"{language}.yaml", 1, f'"{key}" stands in one language only', "add or remove it")
            for key in sorted(missing)
        ]
    return problems


def _alone(lines: Lines, name: str, format: Format, editions: Mapping[str, "Edition"]) -> Iterator[Problem]:
    if format.id != name:
        yield Problem(
            lines.file,
            lines.of(("id",)),
            f'the id is "{format.id}" but the file is {name}.yaml',
            "give them the same name",
        )
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            for key, option in question.options.items():
                if option.opens and option.opens not in editions:
                    line = lines.of(("stages", s, "questions", q, "options", key))
                    yield Problem(
                        lines.file,
                        line,
                        f'there is no format "{option.opens}" to open',
                        "name one that is there, or remove opens",
                    )


def _line_with(path: Path, piece: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if piece in line:
            return number
    return 1
