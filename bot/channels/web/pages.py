"""Serving the page of the web chat; it needs no build."""

from pathlib import Path

from aiohttp import web as http

PAGE = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page_routes() -> list[http.RouteDef]:
    """Return the routes of the page and its parts."""
    return [http.get("/", _home), http.get("/chat", _index), http.get("/chat/page/{name}", _part)]


async def _home(request: http.Request) -> http.Response:
    raise http.HTTPFound("/chat")


async def _index(request: http.Request) -> http.Response:
    return _served(PAGE / "index.html")


async def _part(request: http.Request) -> http.Response:
    name = request.match_info["name"]
    path = PAGE / name
    if Path(name).name != name or path.suffix not in TYPES or not path.is_file():
        raise http.HTTPNotFound
    return _served(path)


def _served(path: Path) -> http.Response:
    return http.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=HEADERS)
