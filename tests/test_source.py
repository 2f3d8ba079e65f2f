"""What stands nowhere in our source: running or unpacking anything, SQL made of texts, waiting for ever (trust S22 to S25)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.library import HERE

PROJECT = HERE.parent
SOURCE = {
    path.relative_to(PROJECT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("bot", "dialogs", "storage")
    for path in sorted((PROJECT / folder).rglob("*.py"))
}
UNPACK = {"pickle", "marshal", "shelve", "dill", "jsonpickle", "cPickle"}
RUN = {"eval", "exec", "compile", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "yaml.full_load"}
STATEMENTS = {"exec_driver_sql", "execute", "executemany", "DDL"}
WAITS = {"ClientSession": "timeout", "SMTP": "timeout", "urlopen": "timeout", "create_connection": "timeout"}
"""What reaches another machine, and the word with which it says for how long."""


def name_of(node: ast.expr) -> str:
    """Return what is called, with what it is called on where that is a plain name."""
    if isinstance(node, ast.Attribute):
        return f"{node.value.id if isinstance(node.value, ast.Name) else '?'}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def made_of_texts(node: ast.expr) -> bool:
    """Whether a statement is put together of texts that are not constants of ours; settings of a database take no values."""
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        setting = isinstance(first, ast.Constant) and str(first.value).startswith(("PRAGMA ", "SHOW "))
        return not setting and not all(map(is_constant, node.values))
    formatted = isinstance(node, ast.Call) and name_of(node.func).endswith(".format")
    return (formatted or isinstance(node, ast.BinOp)) and not is_constant(node)


def is_constant(node: ast.AST) -> bool:
    """Whether nothing else stands in it than constants of ours, which have capitals, and how they are listed."""
    inside = list(ast.walk(node))
    own = {one.target.id for one in inside if isinstance(one, ast.comprehension) and isinstance(one.target, ast.Name)}
    names = {one.id for one in inside if isinstance(one, ast.Name)}
    return all(name.isupper() for name in names - own - {"sorted", "repr"})


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def named(tree: ast.AST) -> set[str]:
    """Return what is taken out of modules by its name."""
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {f"{node.module}.{one.name}" for node in taken for one in node.names}


def lapses(tree: ast.AST) -> list[str]:
    """Return what should not stand there."""
    found = [f"imports {name}" for name in sorted(imported(tree) & UNPACK | named(tree) & RUN)]
    for call in calls(tree):
        name, given = name_of(call.func), {word.arg for word in call.keywords}
        if name in RUN or any(word.arg == "shell" and not _is_false(word.value) for word in call.keywords):
            found.append(f"line {call.lineno}: calls {name}")
        if (
            (name in {"text", "sa.text", "sqlalchemy.text"} or name.rpartition(".")[2] in STATEMENTS)
            and call.args
            and made_of_texts(call.args[0])
        ):
            found.append(f"line {call.lineno}: a statement made of texts")
        wanted = WAITS.get(name.rpartition(".")[2])
        if wanted and wanted not in given:
            found.append(f"line {call.lineno}: {name} may wait for ever")
    return found


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.trust("S22", "S24")
def test_nothing_of_ours_runs_unpacks_or_waits_for_ever() -> None:
    assert {name: found for name, tree in SOURCE.items() if (found := lapses(tree))} == {}


@pytest.mark.trust("S22", "S24")
@pytest.mark.parametrize(
    "line",
    [
        "import pickle", "from marshal import loads", "eval(words)", "yaml.load(text)", "subprocess.run(line, shell=True)",
        "connection.execute(f'SELECT {name}')", "text('SELECT ' + name)", "sa.text(f'SELECT {name}')",
        "connection.execute('SELECT {}'.format(name))", "from os import system",
        "ClientSession()", "smtplib.SMTP('host')",
    ],
)  # fmt: skip
def test_what_should_not_stand_there_would_be_found(line: str) -> None:
    assert len(lapses(ast.parse(line))) == 1


@pytest.mark.trust("S25")
@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-postgres.lock", "requirements-dev.lock"])
def test_every_dependency_is_locked_with_its_hashes(lock: str) -> None:
    locked = re.split(r"\n(?=\S)", Path(PROJECT / lock).read_text(encoding="utf-8").strip())
    packages = [one for one in locked if not one.startswith("#")]

    assert len(packages) > 10
    assert [one for one in packages if "==" not in one or "--hash=sha256:" not in one] == []
