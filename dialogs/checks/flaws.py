"""What is wrong with a part of a format, told as it is read."""

Path = tuple[str | int, ...]


class Flaw(ValueError):
    """What is wrong with a part; ``path`` is where below the part it stands."""

    def __init__(self, what: str, *path: str | int) -> None:
        super().__init__(what)
        self.path = path


def need(holds: object, otherwise: str, *path: str | int) -> None:
    """Raise Flaw when something does not hold."""
    if not holds:
        raise Flaw(otherwise, *path)
