"""What can go wrong with what we remember, one exception per kind."""


class StorageError(Exception):
    """The store could not do what was asked; nothing of it was kept."""


class NotSaved(StorageError):
    """A unit of work was not committed: the disk is full, the database is locked or gone, or the queue is full."""


class InUse(StorageError):
    """Another process keeps the files of this database to itself."""


class Stale(StorageError):
    """Somebody else changed the row meanwhile; look again."""


class CannotOpen(StorageError):
    """A sealed value does not belong where it stands, or was changed."""


class MissingKey(StorageError):
    """A key that sealed something is not there (any more)."""


class WrongSchema(StorageError):
    """The database has another schema than this version of Leerbot knows."""


class Unsure(NotSaved):
    """The connection broke at the commit: only looking again tells whether the unit was kept."""
