"""Where a database may stand."""

import pytest

from storage.database.places import place_at


def test_a_file_of_another_name_is_refused_and_told_the_name() -> None:
    with pytest.raises(ValueError, match=r"leerbot\.db \(a folder of your choice, and that name\)"):
        place_at("sqlite:////var/lib/leerbot/t.db")
