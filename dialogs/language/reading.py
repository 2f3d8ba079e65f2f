"""Reading YAML as people mean it, knowing on which line everything stands. It gets bytes; the disk is for ``library``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dialogs.checks.faults import Problem, below

_TEXT = "tag:yaml.org,2002:str"
_INSIDE = ("a flow sequence", "a flow mapping", "quoted scalar", "a simple key")
_CLOSE = "close it with ] or }, and put a text with a comma, a colon or a question mark in quotes"
_IN_PLAIN_WORDS = (
    ("'\\t' that cannot start", "a tab stands here", "use spaces for indents"),
    ("that cannot start any token", "a text begins with a sign that YAML keeps for itself", "put the text in quotes"),
    ("mapping values are not allowed", "a colon stands where none can be", "quote a text with a colon, and check the indent"),
    ("could not find expected ':'", "a name has no colon after it", "write name: value, and check the indent"),
    ("expected ',' or", "a bracket is opened here and not closed", _CLOSE),
    ("end of stream", "a quote is opened here and not closed", "close it"),
    ("expected <block end>", "this line does not fit those above it",
     "begin it in the same column as its neighbours, and check quotes and brackets"),
    ("undefined alias", "a text begins with *", "put the text in quotes"),
    ("constructor for the tag", "a text begins with !", "put the text in quotes"),
    ("unknown escape", "a backslash stands between double quotes", "write it twice"),
    ("another document", "a second document begins here", "remove the line ---"),
)  # fmt: skip


def _as_people_mean_it(loader: type) -> Any:
    """Return a loader to which only true and false are yes-or-no words, ``on`` and ``no`` texts, and 14:00 no minutes."""
    ours: Any = type(f"Our{loader.__name__}", (loader,), {"yaml_implicit_resolvers": {}})
    ours.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
    ours.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789"))
    ours.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|)$"), ["~", "n", ""])
    return ours


_Telling = _as_people_mean_it(yaml.SafeLoader)
"""PyYAML's own parser, whose errors we know how to put in plain words."""
_Quick = _as_people_mean_it(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""libyaml where it is there: ten times as fast."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One YAML file as it was read: what stands in it and where, or why it cannot be read. Each is equal to itself alone."""

    name: str
    body: Mapping[str, Any]
    text: str = ""
    problems: tuple[Problem, ...] = ()

    def line(self, path: Sequence[str | int], body: Any = None) -> int:
        """Return the line of the deepest part of a path that is there; ``body`` tells the ids of items in lists."""
        node, line = _nodes(self.text), 1
        for step in path:
            body = below(body, step)
            name = body.get("id") if isinstance(body, Mapping) else None
            found = _child(node, step) or _child(node, name)
            if found is not None:
                line, node = found
        return line

    def line_with(self, piece: str, start: int) -> int:
        """Return the first line from ``start`` on in which a piece of text stands."""
        return next((n for n, line in enumerate(self.text.splitlines()[start - 1 :], start) if piece in line), start)

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str, int]]:
        """Yield every text with the path to it and the line on which it begins."""
        yield from _texts(_nodes(self.text), ())


def read(name: str, raw: bytes) -> Source:
    """Read one file that holds names with values."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = raw[: broken.start].count(b"\n") + 1
        return _unread(name, line, "a sign here is not UTF-8", "save the file as UTF-8")
    try:
        loader, root = _parsed(text)
        if not isinstance(root, yaml.MappingNode):
            return _unread(name, 1, "the file holds no names with values", "begin with id: and the name of the file")
        problems = tuple(Problem(name, *found) for found in _bad_names(root))
        body = {} if problems else loader.construct_document(root)
        return Source(name, body, text, problems)
    except yaml.reader.ReaderError as broken:
        line = text[: broken.position].count("\n") + 1
        return _unread(name, line, "a sign that cannot be seen stands here", "remove it")
    except yaml.MarkedYAMLError as broken:
        return _unread(name, *_in_plain_words(broken))


def _parsed(text: str) -> tuple[Any, yaml.Node | None]:
    """Read a text quickly, and again by the parser that can tell what is wrong with it."""
    try:
        loader: Any = _Quick(text)
        return loader, loader.get_single_node()
    except yaml.YAMLError:
        loader = _Telling(text)
        return loader, loader.get_single_node()


@lru_cache(maxsize=2)
def _nodes(text: str) -> yaml.Node | None:
    """Parse a text again for its lines; to keep the nodes of all files at once would take ten times their memory (P15)."""
    return _parsed(text)[1]


def _unread(name: str, line: int, what: str, mend: str) -> Source:
    return Source(name, {}, "", (Problem(name, line, what, mend),))


def _in_plain_words(broken: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    context = broken.context or ""
    mark = broken.context_mark if context.endswith(_INSIDE) else broken.problem_mark
    line = mark.line + 1 if mark else 1
    problem = broken.problem or context
    for piece, what, mend in _IN_PLAIN_WORDS:
        if piece in problem:
            return line, what, mend
    return line, f"this is no YAML ({problem})", "check indents, colons, quotes and brackets here and on the line above"


def _bad_names(node: yaml.Node) -> Iterator[tuple[int, str, str]]:
    """Yield names that stand twice, and names that are no text."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.tag != _TEXT:
                yield line, "a name here is no text", f'put it in quotes: "{key.value}"'
            elif key.value in seen:
                yield line, f'"{key.value}" stands here twice', "keep one of the two"
            else:
                seen.add(key.value)
            yield from _bad_names(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _bad_names(item)


def _texts(node: yaml.Node | None, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _texts(item, (*path, number))
    elif isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
        yield path, node.value, node.start_mark.line + 1


def _child(node: yaml.Node | None, step: str | int | None) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
