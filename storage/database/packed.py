"""Plain values as the database keeps them: JSON, read and written by the library that reads the formats too."""

from typing import Any

from pydantic_core import from_json, to_json


def pack(value: Any) -> str:
    """Return plain values as one text."""
    return to_json(value).decode()


def unpack(text: str) -> Any:
    """Return what was packed."""
    return from_json(text)
