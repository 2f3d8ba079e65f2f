"""Drawing a page: a template filled with texts, never with markup; no script, nothing from elsewhere (trust S27)."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiohttp import web as http
from babel.dates import format_date, format_time

from bot.pages.light import blocks
from bot.timing.editions import Editions
from dialogs.saying.phrases import Language

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
LOOKS = {
    "basics.css": (HERE, "text/css"),
    "pages.css": (HERE, "text/css"),
    "icon.svg": (HERE.parent / "channels" / "web" / "page", "image/svg+xml"),
}
"""What decides how the pages look, where it stands and of which type it is; the web chat has the same icon."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}


@cache
def templates() -> "Environment":
    """Return what fills a template."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - two megabytes, until a page is opened

    return Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


class Look:
    """Fills the templates, in the language of the reader."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    def page(
        self, template: str, language: Language, zone: ZoneInfo, values: Mapping[str, object], status: int = 200
    ) -> http.Response:
        """Return a page."""

        def day(moment: datetime) -> str:
            return format_date(moment.astimezone(zone).date(), "d MMMM y", locale=language)

        def hour(moment: datetime) -> str:
            return format_time(moment.astimezone(zone), "HH:mm", locale=language)

        def say(key: str, **slots: object) -> str:
            return self._editions.phrases(language).text(key, slots)

        def say_in(other: Language, key: str) -> str:
            return self._editions.phrases(other).text(key)

        body = (
            templates()
            .get_template(template)
            .render(language=language, say=say, say_in=say_in, day=day, hour=hour, blocks=blocks, **values)
        )
        return http.Response(text=body, content_type="text/html", charset="utf-8", status=status)


def style(name: str) -> http.Response:
    """Return a style sheet, or the icon; raises KeyError for what is none."""
    folder, type_ = LOOKS[name]
    return http.Response(body=(folder / name).read_bytes(), content_type=type_, charset="utf-8")
