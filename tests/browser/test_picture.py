"""The picture of the README can be taken anew at any time, and has its size."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.demo import Demo
from tests.browser.picture import HEIGHT, PICTURE, WIDTH, lively, take


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height, as they stand at the beginning of a PNG."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def test_the_picture_shows_a_team_in_the_middle_of_its_week(browser: Browser, fresh_demo: Demo, tmp_path: Path) -> None:
    lively(fresh_demo)

    take(browser, fresh_demo, tmp_path / "demo.png")

    assert size_of(tmp_path / "demo.png") == size_of(PICTURE) == (WIDTH, HEIGHT)
