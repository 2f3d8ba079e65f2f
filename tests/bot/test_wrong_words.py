"""A wrong setting or word is named in one clear line with the mend."""

from pathlib import Path

import pytest

from tests.kit.commands import run


@pytest.mark.trust("R36")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LEERBOT_PORT", "70000", "LEERBOT_PORT: input should be less than or equal to 65535"),
        ("LEERBOT_TIMEZONE", "Mars", 'LEERBOT_TIMEZONE "Mars" is unknown'),
        ("LEERBOT_HOST", "0.0.0.0", "for this machine only"),
        ("LEERBOT_CLOCK", "fast", "LEERBOT_CLOCK: input should be 'real' or 'movable'"),
        ("LEERBOT_KEYS", "nonsense", "a key has no name"),
        ("LEERBOT_DATABASE_URL", "mysql://x", "write sqlite:///"),
        ("LEERBOT_PUBLIC_URL", "http://leerbot.example.nl", "LEERBOT_PUBLIC_URL has to begin with https://"),
        ("LEERBOT_PUBLIC_URL", "https://example.nl/leerbot", "LEERBOT_PUBLIC_URL is no address of a host alone"),
        ("LEERBOT_PORTT", "1", "LEERBOT_PORTT is no setting of Leerbot; did you mean LEERBOT_PORT?"),
        ("LEERBOT_DATABSE_URL", "x", "LEERBOT_DATABSE_URL is no setting of Leerbot; did you mean LEERBOT_DATABASE_URL?"),
        ("LEERBOT_FAX", "1", "LEERBOT_FAX is no setting of Leerbot; the settings are LEERBOT_AUTH, LEERBOT_CHANNELS"),
        ("LEERBOT_PORT", "many", "LEERBOT_PORT"),
        (
            "LEERBOT_CHANNELS",
            " , ",
            "LEERBOT_CHANNELS names no channel, so nobody could be reached; write web, mattermost or teams",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(
    configured: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    run("migrate")
    monkeypatch.setenv(name, value)

    found = run("serve")

    assert found.exit_code == 1
    assert said in found.output


@pytest.mark.trust("R36")
@pytest.mark.parametrize("command", ["serve", "migrate", "check"])
def test_all_wrong_settings_are_named_at_once_each_in_one_line(
    configured: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name, value in {
        "DATABSE_URL": "x", "PORT": "many", "LOG": "loud", "TIMEZONE": "Mars", "KEYS": "nonsense", "PUBLIC_URL": "http://a.nl",
        "HOST": "0.0.0.0", "CHANNELS": "web,mattermost",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"LEERBOT_{name}", value)

    found = run(command)

    named = [word for line in found.stderr.splitlines() for word in line.split()[:2] if word.startswith("LEERBOT_")]
    assert sorted(word.rstrip(":") for word in named) == [
        "LEERBOT_DATABSE_URL", "LEERBOT_HOST", "LEERBOT_KEYS", "LEERBOT_LOG", "LEERBOT_MATTERMOST_URL", "LEERBOT_PORT",
        "LEERBOT_PUBLIC_URL", "LEERBOT_TIMEZONE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("demo", "--portt", "1"), "no such option: --portt (Possible options: --port); see: leerbot demo --help"),
        (("demo", "--port", "70000"), "invalid value for '--port'"),
        (("demo", "--port"), "option '--port' requires an argument; see: leerbot --help"),
        (("backup",), "missing argument 'file'; see: leerbot backup --help"),
        (("keys", "rotate", "now"), "got unexpected extra argument(s) (now); see: leerbot keys rotate --help"),
        (("people", "imprt"), "no such command 'imprt'. Did you mean 'import'?; see: leerbot people --help"),
        (("bakcup",), "no such command 'bakcup'. Did you mean 'backup'?; see: leerbot --help"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told_in_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = run(*words)

    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith(f"leerbot: {said}")


def test_a_question_that_is_not_answered_breaks_off_in_one_line(configured: Path) -> None:
    run("migrate")
    (configured / "people.csv").write_text("id,name,group,role,platform,platform_id\nnoor,Noor,A,member,web,noor\n")

    found = run("people", "import", str(configured / "people.csv"))

    assert (found.exit_code, found.stderr.splitlines()[-1]) == (1, "leerbot: broken off")
