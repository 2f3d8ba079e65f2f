"""The key of each person, wrapped, in a small store of its own: destroying a key reaches old backups (DESIGN §7).

What goes on a day of its own is sealed *apart*, under one more key of its owner's that goes with it (docs/decisions/0020).
"""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import URL, Connection, and_, delete, insert, or_, select
from sqlalchemy.exc import DBAPIError

from storage.database import connecting, postgres
from storage.database.neutral import upsert
from storage.database.places import Place
from storage.errors import MissingKey, NotSaved, StorageError
from storage.privacy import crypto, doomed, key_backup, key_rotation
from storage.privacy.key_tables import destroyed, erased, key, metadata

CACHED = 20_000
MEND = "put its backup back"
PORTION = 500
APART = "|"
"""Between an owner and what one of her keys is for; it stands in nobody's id."""
AFTER = chr(ord(APART) + 1)


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody was erased: a mark of its own, and a print of her id."""

    mark: str
    owner: str
    whole: bool


def fingerprint(owner: str) -> str:
    """Return what is kept instead of the id of somebody who was erased."""
    return sha256(f"erased|{owner}".encode()).hexdigest()


def apart(owner: str, what: str) -> str:
    """Return the name of the key under which something of an owner's is sealed apart."""
    return f"{owner}{APART}{what}"


class KeyStore:
    """Keys by owner: a person's id, or ``room:`` with the id of a group; or by a name that ``apart`` gives.

    A key for what is sealed apart is made when it is first used. Safe to use from several threads.
    """

    def __init__(self, place: Place | str, ring: crypto.KeyRing) -> None:
        """Open the keys of a place: the path of a file, or the URL of a PostgreSQL database."""
        self._ring = ring
        self._lock = threading.Lock()
        self._cache: dict[str, AESGCM] = {}
        self._recalled: dict[bytes, str] = {}
        self.owes = True
        """Whether keys may be noted that are to be destroyed: at first too, as a process before may not have come to it."""
        if isinstance(place, URL):
            self.name = f"schema {postgres.KEYS}"
            self._engine = postgres.keys_schema(place)
        else:
            self.name = "keys.db"
            self._engine = connecting.keys_file(Path(place))
            with self._usable() as db:
                metadata.create_all(db)

    @contextmanager
    def _usable(self) -> Iterator[Connection]:
        """Open what stands there; says in one line what is wrong with it, and the mend; raises StorageError."""
        try:
            with self._lock, self._engine.begin() as db:
                yield db
        except DBAPIError as problem:
            raise StorageError(f"{self.name} cannot be used ({connecting.reason(problem)}); {MEND}") from problem

    @contextmanager
    def _at_work(self) -> Iterator[Connection]:
        try:
            with self._lock, self._engine.begin() as db:
                yield db
        except DBAPIError as problem:
            raise NotSaved(f"{self.name} cannot be reached") from problem

    def require_usable(self) -> None:
        """Raise StorageError, with the mend, when there are no keys or the master keys do not open them."""
        with self._usable() as db:
            if not key_rotation.opened(db, self._ring, self.name):
                raise StorageError(f"{self.name} holds no keys, so nothing that was kept can be read; {MEND}")

    def renew(self, ring: crypto.KeyRing) -> None:
        """Use other master keys from now on; raises StorageError, and keeps those of before, when they do not open the keys."""
        with self._usable() as db:
            key_rotation.opened(db, ring, self.name)
            self._ring = ring

    def log_in(self, place: URL) -> None:
        """Open connections with the password of a place from now on."""
        postgres.log_in(self._engine, place)

    @property
    def newest(self) -> str:
        """The name of the master key that seals what is new."""
        return self._ring.newest

    def derived(self, purpose: bytes) -> list[bytes]:
        """Return a key for one purpose of each master key, the newest first."""
        return self._ring.derived(purpose)

    def make(self, owner: str) -> None:
        """Make a key for an owner who has none; it is durable when this returns."""
        with self._at_work() as db:
            db.execute(upsert(key).values(self._fresh(owner)).on_conflict_do_nothing())
        self.key(owner)

    def _fresh(self, owner: str) -> dict[str, object]:
        name, wrapped = self._ring.wrap(owner, crypto.new_key())
        return {"owner": owner, "ring": name, "wrapped": wrapped}

    def key(self, owner: str) -> AESGCM:
        """Return the key of an owner; raises MissingKey when it was never made or has been destroyed."""
        if found := self._cache.get(owner):
            return found
        if found := self._looked_up([owner]).get(owner):
            return found
        raise MissingKey(owner)

    def gather(self, owners: Iterable[str]) -> None:
        """Look up the keys of several owners at once, before they are asked for one by one; who has none is passed over."""
        if missing := [owner for owner in owners if owner not in self._cache]:
            self._looked_up(missing)

    def _to_seal_with(self, name: str) -> AESGCM:
        """Return the key of a name; what is sealed apart gets one, unless its owner has none any more."""
        owner, apart_, _ = name.partition(APART)
        if apart_ and name not in self._cache:
            self.key(owner)
            self.make(name)
        return self.key(name)

    def _looked_up(self, owners: Sequence[str]) -> dict[str, AESGCM]:
        with self._at_work() as db:
            rows = db.execute(select(key).where(key.c.owner.in_(owners))).all()
            found = {owner: AESGCM(self._ring.unwrap(owner, ring, wrapped)) for owner, ring, wrapped in rows}
            if len(self._cache) + len(found) > CACHED:
                self._cache.clear()
            self._cache.update(found)
            return found

    def forget(self, owner: str | None = None) -> None:
        """Let go of a key that was destroyed, also by another replica; of all of them when nobody knows which.

        With an owner's key go those of what she has apart.
        """
        if owner is None:
            self._cache.clear()
        else:
            hers = [] if APART in owner else [one for one in tuple(self._cache) if one.startswith(owner + APART)]
            for name in (owner, *hers):
                self._cache.pop(name, None)
        self._recalled.clear()

    def erase(self, beside: Connection, owner: str, at: float, *, whole: bool) -> str:
        """Destroy a key for good; return the mark under which that is remembered, with only a print of the owner's id.

        What it sealed can never be read again, wherever copies of it are.
        Unless she is erased as a ``whole`` she gets a fresh key, under which nothing stands yet. Where the keys stand in the
        database ``beside`` which they are, this is part of its transaction.
        """
        mark = sha256(f"erased|{owner}|{at!r}".encode()).hexdigest()[:32]  # the same when the unit has to run again
        if beside.dialect.name == "postgresql":
            self._erase(beside, owner, mark, at, whole=whole)
        else:
            with self._at_work() as db:
                self._erase(db, owner, mark, at, whole=whole)
        self.forget(owner)
        return mark

    def _erase(self, db: Connection, owner: str, mark: str, at: float, *, whole: bool) -> None:
        hers = and_(key.c.owner >= owner + APART, key.c.owner < owner + AFTER)  # for a LIKE of SQLite, Noor is noor
        db.execute(delete(key).where(or_(key.c.owner == owner, hers)))
        if not whole:
            db.execute(insert(key).values(self._fresh(owner)))
        db.execute(upsert(erased).values(mark=mark, owner=fingerprint(owner), whole=whole, at=at).on_conflict_do_nothing())
        postgres.tell_replicas(db, owner)

    def destroy(self, beside: Connection, names: Collection[str], at: float) -> None:
        """Destroy keys of what was sealed apart: it can never be read again, wherever copies of it are.

        That they were is remembered with a print of their names. Where the keys stand in the database ``beside`` which they
        are, this is part of its transaction; else it is noted there, and done when that is kept.
        """
        if names and beside.dialect.name == "postgresql":
            self._destroy(beside, names, at)
        elif names:
            doomed.note(beside, names, at)
            self.owes = True

    def destroy_noted(self, beside: Connection) -> None:
        """Destroy the keys of which it is noted that what they sealed is gone, also by a process that did not come to it.

        That has to be kept already: what is noted in this same transaction may still come back.
        """
        for at, names in doomed.noted(beside).items():
            with self._at_work() as db:
                self._destroy(db, names, at)
        doomed.forget(beside)

    def _destroy(self, db: Connection, names: Collection[str], at: float) -> None:
        there = db.execute(delete(key).where(key.c.owner.in_(names)).returning(key.c.owner)).scalars().all()
        for name in there:
            db.execute(upsert(destroyed).values(name=fingerprint(name), at=at).on_conflict_do_nothing())
            postgres.tell_replicas(db, name)
        for name in names:
            self.forget(name)

    def destroyed(self, names: Iterable[str]) -> set[str]:
        """Return those of the names of which the key was destroyed; one that is only missing may still be put back."""
        found, wanted = set[str](), sorted(set(names))
        with self._at_work() as db:
            for start in range(0, len(wanted), PORTION):
                some = {fingerprint(name): name for name in wanted[start : start + PORTION]}
                gone = db.execute(select(destroyed.c.name).where(destroyed.c.name.in_(some))).scalars()
                found |= {some[one] for one in gone}
                found -= set(db.execute(select(key.c.owner).where(key.c.owner.in_(some.values()))).scalars())
        return found

    def erased(self) -> list[Erased]:
        """Return who was erased: a database that does not know of it, put back or unable to keep it, does it again."""
        with self._at_work() as db:
            rows = db.execute(select(erased).order_by(erased.c.at)).all()
        return [Erased(row.mark, row.owner, row.whole) for row in rows]

    def forget_erased(self, before: float) -> None:
        """Forget who and what was erased so long ago that no backup holds it any more."""
        with self._at_work() as db:
            db.execute(delete(erased).where(erased.c.at < before))
            db.execute(delete(destroyed).where(destroyed.c.at < before))

    def seal(self, owner: str, place: str, text: str) -> bytes:
        """Return a text as it is kept."""
        return crypto.seal(self._to_seal_with(owner), place, text.encode())

    def unseal(self, owner: str, place: str, sealed: bytes) -> str:
        """Return a kept text; raises CannotOpen or MissingKey."""
        return crypto.unseal(self.key(owner), place, sealed).decode()

    def recall(self, owner: str, place: str, sealed: bytes) -> str:
        """Return a kept text that is read again and again, as a name is; raises CannotOpen or MissingKey."""
        found = self._recalled.get(sealed)
        if found is None:
            if len(self._recalled) >= CACHED:
                self._recalled.clear()
            found = self._recalled[sealed] = self.unseal(owner, place, sealed)
        return found

    def seal_bytes(self, owner: str, place: str, body: bytes) -> bytes:
        """Return a file's content as it is kept."""
        return crypto.seal(self._to_seal_with(owner), place, body)

    def unseal_bytes(self, owner: str, place: str, sealed: bytes) -> bytes:
        """Return a kept file's content; raises CannotOpen or MissingKey."""
        return crypto.unseal(self.key(owner), place, sealed)

    def empty(self) -> bool:
        """Whether there are no keys at all."""
        with self._at_work() as db:
            return (
                db.execute(select(key.c.owner).limit(1)).first() is None and db.execute(select(erased).limit(1)).first() is None
            )

    def packed(self) -> bytes:
        """Return all keys, wrapped as they are, and who and what was erased, for a backup of their own."""
        with self._at_work() as db:
            return key_backup.packed(db)

    def put_back(self, packed: bytes) -> None:
        """Take in the keys of a backup; raises StorageError for what is none."""
        rows = key_backup.rows_in(packed)
        with self._at_work() as db:
            key_backup.put_back(db, rows)

    def rotate(self, told: Callable[[str, int, int], None]) -> int:
        """Seal every key with the newest master key; returns how many were not. Broken off, it goes on where it was."""
        return key_rotation.rotate(self._at_work, self._ring, told)

    def close(self) -> None:
        """Close."""
        self._engine.dispose()
