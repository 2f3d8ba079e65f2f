"""The chain through the log of acts: each line is bound to all before it, so that a change or a loss is found (trust S19).

Pure. A line binds the ids in it by a mark only, made with a salt that is thrown away when a person is erased: then her id is
gone for good, and the chain still holds (0040). Who rewrites every line to the last makes another chain: that is found by an
``Anchor`` that was kept elsewhere.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BEGINS = hashlib.sha256(b"leerbot log of acts").hexdigest()
"""What the first line of all is bound to."""
TAKEN_OUT = "names taken out"
"""The act by which ids went out of older lines; its subject says which: the number of the line, and a or s."""
ERASED = "erased"
"""The act under which erasing stands in the log; its subject is a mark, not a person."""
LET_GO = "old acts let go"
"""The act by which the oldest lines went; its subject is the anchor of the last one that did."""

Result = Literal["done", "refused"]
Origin = Literal["chat", "page", "command", "bot"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An id as a line keeps it: in the clear while its person is known, and its mark for good."""

    id: str | None
    salt: str | None
    mark: str | None

    @property
    def taken_out(self) -> bool:
        return self.mark is not None and self.id is None

    @property
    def whole(self) -> bool:
        """Whether the id is the one that was marked, or was taken out with its salt."""
        if self.id is None or self.mark is None:
            return self.id is None and self.salt is None
        return self.salt is not None and hmac.compare_digest(_mark(self.salt, self.id), self.mark)


def kept(id_: str | None) -> Kept:
    """Return an id as a new line keeps it."""
    if id_ is None:
        return Kept(None, None, None)
    salt = secrets.token_hex(16)
    return Kept(id_, salt, _mark(salt, id_))


def _mark(salt: str, id_: str) -> str:
    return hmac.digest(salt.encode(), id_.encode(errors="surrogatepass"), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log; ``chain`` binds it to the one before."""

    id: int
    at: float
    act: str
    result: str
    origin: str
    actor: Kept
    subject: Kept
    chain: str

    def bound_to(self, before: str) -> str:
        """Return what its chain is after another line."""
        parts = [before, self.id, self.at, self.act, self.result, self.origin, self.actor.mark, self.subject.mark]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line by its number and chain: kept elsewhere it proves that the log was not rewritten or cut since."""

    id: int
    chain: str

    def __str__(self) -> str:
        return f"{self.id}:{self.chain}"

    @classmethod
    def read(cls, text: str) -> "Anchor":
        """Return what was written down; raises ValueError."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip())
        if found is None:
            raise ValueError(f'"{text}" is no anchor; write one as leerbot audit --verify shows it, a number and 64 letters')
        return cls(int(found[1]), found[2])


START = Anchor(0, BEGINS)


@dataclass(frozen=True, slots=True)
class Broken(Exception):
    """The first line that is not as it was written, and what is wrong with it."""

    id: int
    why: str

    def __str__(self) -> str:
        return f"line {self.id} of the log of acts is not as it was written: {self.why}"


class TooOld(ValueError):
    """An anchor of a line that was let go of, which proves nothing."""

    def __init__(self, anchor: Anchor, begins: Anchor) -> None:
        super().__init__(f"the anchor {anchor.id} is older than what was let go, up to line {begins.id}; give a newer one")


def verified(lines: Iterable[Line], begins: Anchor = START, anchor: Anchor | None = None) -> Anchor:
    """Return the anchor of the last line of a log that ``begins`` after one; raises Broken.

    ``anchor`` was kept elsewhere; raises TooOld for one of a line that was let go of, but for the last of these.
    """
    last, names = begins, _Names()
    _compare(begins, anchor)
    for line in lines:
        if line.id != last.id + 1:
            raise Broken(last.id + 1, "it is gone")
        if not (line.actor.whole and line.subject.whole):
            raise Broken(line.id, "it names another than it did")
        if line.bound_to(last.chain) != line.chain:
            raise Broken(line.id, "it says something else, or what was before it did")
        last = Anchor(line.id, line.chain)
        _compare(last, anchor)
        names.pass_by(line)
    if anchor is not None and anchor.id > last.id:
        raise Broken(last.id + 1, "the anchor that was kept elsewhere knows of it, and it is gone")
    names.look()
    if anchor is not None and anchor.id < begins.id:
        raise TooOld(anchor, begins)
    return last


def _compare(line: Anchor, anchor: Anchor | None) -> None:
    if anchor is not None and anchor.id == line.id and anchor.chain != line.chain:
        raise Broken(line.id, "the anchor that was kept elsewhere says otherwise")


class _Names:
    """Which names are gone from the lines passed by, and by which erasing."""

    def __init__(self) -> None:
        self._nameless: dict[str, int] = {}
        self._taken: list[Line] = []

    def pass_by(self, line: Line) -> None:
        """Take a line along; erasing writes at one moment of which lines it took names, and that it erased."""
        self._nameless |= dict.fromkeys(places(line), line.id)
        if line.act == TAKEN_OUT:
            named = (line.subject.id or "").split()
            self._nameless = {place: at for place, at in self._nameless.items() if place not in named}
            self._taken.append(line)
        elif line.act == ERASED and (of := next((one for one in self._taken if one.at == line.at), None)):
            self._taken.remove(of)

    def look(self) -> None:
        """Raise Broken where a name is gone that nobody erased."""
        if self._nameless:
            raise Broken(min(self._nameless.values()), "a name was taken out of it that nobody erased")
        if self._taken:
            raise Broken(self._taken[0].id, "it says that names were taken out, and nobody was erased then")


def places(line: Line) -> list[str]:
    """Return where an id was taken out of a line, as ``TAKEN_OUT`` says it."""
    return [f"{line.id}{what}" for what, kept in (("a", line.actor), ("s", line.subject)) if kept.taken_out]
