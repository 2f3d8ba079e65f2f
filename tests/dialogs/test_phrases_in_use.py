"""Every sentence of the bot is said somewhere: what nothing says any more would be translated and checked for nobody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from dialogs.library import load
from dialogs.saying.phrases import Phrases
from dialogs.talk.conversation import LATER, LISTED, Held, HeldKind
from dialogs.talk.holding import labels

ROOT = Path(__file__).parents[2]


class Heard(dict[str, str]):
    """Sentences that remember which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_asked: set[str] = set()

    def __missing__(self, key: str) -> str:
        self.keys_asked.add(key)
        return ""


def named_in(source: str) -> Iterator[str | re.Pattern[str]]:
    """Yield the keys of phrases that code may name: ``thanks.{level}`` stands for any of the thanks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
            yield re.compile("".join(parts))


def asked_for_what_waits() -> set[str]:
    """Return the keys of the choices that are put while something waits; their names are made of two variables."""
    heard = Heard()
    for kind in get_args(HeldKind):
        waits = LISTED.join(LATER) if kind == "later" else "day\n2026-03-12\n2026-03-19"
        labels(Held(kind, detail=waits), Phrases("nl", heard), lambda _key: {})
    return heard.keys_asked


def said_in(template: str) -> str:
    """Return what a template says as Python would, so that its keys are read in the same way."""
    keys = re.findall(r'say(?:_in)?\((?:"en", )?("[^)]+?)[,)]', template)
    joined = [re.sub(r'" \+ (\w+) \+ "', r"{\1}", key) for key in keys]
    return "\n".join("f" + re.sub(r'" \+ (\w+)$', r'{\1}"', key) for key in joined)


def unsaid(keys: set[str], sources: list[str]) -> set[str]:
    """Return the keys that no code names."""
    named = {name for source in sources for name in named_in(source)}
    patterns = [name for name in named if isinstance(name, re.Pattern)]
    return {key for key in keys - asked_for_what_waits() - named if not any(pattern.fullmatch(key) for pattern in patterns)}


def test_every_phrase_is_said_somewhere() -> None:
    files = [path for folder in ("dialogs", "bot") for path in (ROOT / folder).rglob("*.py")]
    code = [path.read_text(encoding="utf-8") for path in files]
    templates = [said_in(path.read_text(encoding="utf-8")) for path in (ROOT / "bot/pages/templates").glob("*.html")]

    assert unsaid(set(load().phrases["nl"].texts), [*code, *templates]) == set()


@pytest.mark.parametrize("source", ["say('thanks.1')", "say(f'thanks.{number}')"])
def test_a_phrase_that_nothing_says_is_found(source: str) -> None:
    assert unsaid({"thanks.1", "digest.more", "later.tomorrow"}, [source]) == {"digest.more"}
