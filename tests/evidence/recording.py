"""How a check says what it holds, how often it tries, and which figure it reached: a plugin of pytest.

``@pytest.mark.trust("R1")`` names the rows. With ``--soak`` it tries as often as it takes to believe it, and ``--evidence``
puts what came out on the page (``docs/reference/evidence.md``).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from tests.evidence import page
from tests.evidence.rows import ROWS

settings.register_profile("untimed", settings(), deadline=None)
settings.register_profile("soak", max_examples=50_000, deadline=None)
Record = Callable[[str], None]
Often = Callable[[int, int], int]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what CONTRIBUTING.md tells of."""
    parser.addoption("--soak", action="store_true", help="try as often as the figures ask for; takes hours")
    parser.addoption("--evidence", action="store_true", help="write down what was reached, in docs/reference/evidence.md")


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known; a test that takes long on a busy machine is not wrong."""
    config.addinivalue_line("markers", "trust(*rows): which faults, requirements and goals a test checks")
    settings.load_profile(_profile(config))
    if config.getoption("--evidence") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(soak=config.getoption("--soak")))


def _profile(config: pytest.Config) -> str:
    return "soak" if config.getoption("--soak") else "untimed"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each test carry along what it checks."""
    for item in items:
        rows = sorted({row for mark in item.iter_markers("trust") for row in mark.args})
        if unknown := [row for row in rows if row not in ROWS]:
            raise pytest.UsageError(f"{item.nodeid} checks {', '.join(unknown)}, which is no row of tests/evidence/rows.py")
        item.user_properties.extend(("row", row) for row in rows)
        test = getattr(item, "obj", None)
        if getattr(test, "is_hypothesis_test", False):
            own = getattr(test, "_hypothesis_internal_use_settings", None)  # no other way tells what @settings says
            item.user_properties.append(("examples", (own or settings.get_profile(_profile(config))).max_examples))


@pytest.fixture
def reached(request: pytest.FixtureRequest) -> Record:
    """Write down, in a few words, which figure a test reached; after it was asserted."""
    return lambda figure: request.node.user_properties.append(("figure", figure))


@pytest.fixture(scope="session")
def often(request: pytest.FixtureRequest) -> Often:
    """Say how often to try: the first number at every change, the second with ``--soak``."""
    return lambda change, soak: soak if request.config.getoption("--soak") else change


class Keeper:
    """What hears how every test went, also of other processes, and puts it on the page at the end."""

    def __init__(self, *, soak: bool) -> None:
        self._soak = soak
        self._went: dict[tuple[str, str], list[tuple[bool, tuple[str, ...]]]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test went that checks a row; one that could not start or was left out counts too."""
        if report.when == "teardown" or (report.when == "setup" and report.passed):
            return
        said: list[tuple[str, Any]] = report.user_properties
        figures = tuple(what for kind, what in said if kind == "figure")
        tried = tuple(f"{what:,} at random" for kind, what in said if kind == "examples")
        for kind, row in said:
            if kind == "row":
                self._went[row, report.nodeid.partition("[")[0]].append((report.passed, figures or tried))

    def pytest_sessionfinish(self) -> None:
        """Put what came out on the page."""
        when, on = page.today(), page.machine()
        size: page.Size = "soak" if self._soak else "change"
        page.keep(
            page.Reached(row, check.removeprefix("tests/"), size, _told(cases), all(held for held, _ in cases), when, on)
            for (row, check), cases in self._went.items()
        )


def _told(cases: list[tuple[bool, tuple[str, ...]]]) -> str:
    """Return in words what the cases of one test reached."""
    held = sum(held for held, _ in cases)
    figures = list(dict.fromkeys(figure for _, all_ in cases for figure in all_))
    counted = f"{held} of {len(cases)} cases" if len(cases) > 1 or not held else ""
    return "; ".join(filter(None, [counted, *figures])) or "holds"
