"""What the tests need of the machine; the only place of the tests that reads the environment."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("thorough", max_examples=100_000, deadline=None)
"""For by hand: pytest --hypothesis-profile=thorough -o faulthandler_timeout=0 tests/dialogs/test_clock_changes.py"""
MISSING = "THE TESTS IN A BROWSER DID NOT RUN: Chromium is missing. Mend it with: sudo apt-get install chromium libatomic1"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that `make test` found; without one these tests fail in CI, and are left out aloud elsewhere."""
    if path := shutil.which(os.environ.get("LEERBOT_CHROMIUM", "chromium")):
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)
