"""How a group is named in commands and addresses, from what people call it."""

import re
import unicodedata


def group_id(name: str) -> str:
    """Return the id of a group by its name: small letters without accents, a hyphen for all else."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64]
