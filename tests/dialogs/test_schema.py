"""The JSON schema beside the formats is the one that the code writes."""

from dialogs.library import HERE, schema


def test_the_schema_on_disk_is_current() -> None:
    kept = (HERE / "schema.json").read_text(encoding="utf-8")

    assert kept == schema(), "run: leerbot check --write-schema dialogs/schema.json"
