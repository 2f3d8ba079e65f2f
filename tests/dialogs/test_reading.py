"""Reading YAML: the quick parser and the one that tells what is wrong read the same."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from dialogs.language import reading
from dialogs.library import HERE
from tests.kit.generated.formats import bodies
from tests.kit.generated.words import Body

FILES = sorted(path for path in HERE.rglob("*.yaml"))


def read_by(parser: Any, text: str) -> tuple[Any, list[tuple[str, object, int]]]:
    """Return what stands in a text by one parser, and its pieces with the line on which each begins."""
    loader = parser(text)
    root = loader.get_single_node()
    return loader.construct_document(root), list(pieces(root))


def pieces(node: yaml.Node) -> Iterator[tuple[str, object, int]]:
    yield node.tag, node.value if isinstance(node, yaml.ScalarNode) else None, node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from pieces(key)
            yield from pieces(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from pieces(item)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_parsers_read_a_shipped_file_the_same(path: Any) -> None:
    text = path.read_text(encoding="utf-8")

    assert read_by(reading._Quick, text) == read_by(reading._Telling, text)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_both_parsers_read_a_generated_format_the_same(body: Body) -> None:
    text = yaml.safe_dump(body, allow_unicode=True, sort_keys=False)

    assert read_by(reading._Quick, text) == read_by(reading._Telling, text)
