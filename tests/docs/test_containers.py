"""What is given along to run Leerbot in containers fits the Leerbot that is here, and its image's steps run as they will there.

No container is built: there is no engine where these tests run. The steps of the image run instead, and what they made runs as
the user of the image, where nothing can be written but the folder of the data (trust S25).
"""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from typer.main import get_command

from bot import running
from bot.__main__ import cli
from bot.channels.mattermost.callbacks import door
from bot.channels.teams import endpoint
from bot.config import Config
from bot.outgoing import outbox
from bot.pages import security_txt
from bot.timing import scheduler
from dialogs.library import HERE
from tests.evidence.recording import Record
from tests.kit.commands import KEYS
from tests.kit.ports import free_port
from tests.kit.town import town

PROJECT = HERE.parent
COMPOSE = yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8"))
KUBERNETES = {
    one["kind"]: one for one in yaml.safe_load_all((PROJECT / "manifest/kubernetes.yaml").read_text(encoding="utf-8"))
}
CADDY = (PROJECT / "manifest/Caddyfile").read_text(encoding="utf-8")
HOW_TO = (PROJECT / "docs/how-to/containers.md").read_text(encoding="utf-8")
SETTINGS = {f"LEERBOT_{name.upper()}" for name in Config.model_fields}
COMMANDS = set(vars(get_command(cli))["commands"])
OUTSIDE = [endpoint.PATH, door.ACTIONS, door.DIALOGS, door.COMMANDS, security_txt.PATH, "/pages/once/x", "/pages/board"]
"""What people and platforms ask of a bot from outside."""
INSIDE = ["/", "/chat", "/chat/api/people", "/health/live", "/health/taking", "/health/ready", "/metrics"]
NOBODY = "65532"
"""The user of the image."""
BOTS = [service for name, service in COMPOSE["services"].items() if name.startswith("bot-")]


def instructions(stage: int) -> list[tuple[str, str]]:
    """Return the instructions of one stage of the image."""
    text = re.sub(r"(?m)^#.*\n", "", (PROJECT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line.split(" ", 1) for line in text.split("\nFROM ")[stage + 1].splitlines()[1:] if line]
    return [(word, rest) for word, rest in lines]


# Names that are there


@pytest.mark.trust("S25")
def test_compose_names_settings_and_commands_that_are_there() -> None:
    for service in (*BOTS, COMPOSE["services"]["migrate"]):
        assert set(service["environment"]) <= SETTINGS
        assert set(service["secrets"]) <= SETTINGS & set(COMPOSE["secrets"])
        assert set(service.get("command", ["serve"])) <= COMMANDS
    assert len(BOTS) == 2
    text = (PROJECT / "compose.yaml").read_text(encoding="utf-8")
    for name in {*re.findall(r"\$\{(\w+)", text), *COMPOSE["secrets"]}:
        assert f"`{name}`" in HOW_TO, name


@pytest.mark.trust("S25")
def test_kubernetes_names_settings_commands_and_pages_that_are_there() -> None:
    pod = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
    (bot,) = pod["containers"]

    assert set(KUBERNETES["ConfigMap"]["data"]) <= SETTINGS
    assert {*bot["args"], *pod["initContainers"][0]["args"]} <= COMMANDS
    probes = {bot[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")}
    assert probes == {"/health/live", "/health/taking"}
    assert KUBERNETES["Deployment"]["spec"]["replicas"] == 2


def test_kubernetes_gives_a_bot_no_settings_of_its_own_accord() -> None:
    """A Service called ``leerbot`` would set LEERBOT_PORT to an address, and a bot refuses settings that it does not know."""
    assert KUBERNETES["Service"]["metadata"]["name"].upper() == "LEERBOT"
    assert KUBERNETES["Deployment"]["spec"]["template"]["spec"]["enableServiceLinks"] is False


@pytest.mark.trust("R20")
def test_r20_who_stops_a_bot_gives_it_the_time_that_it_takes() -> None:
    most = running.OPEN_REQUESTS + scheduler.PATIENCE + outbox.UNDER_WAY
    given = {int(service["stop_grace_period"].removesuffix("s")) for service in BOTS}
    given.add(KUBERNETES["Deployment"]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"])

    assert given == {15}
    assert most + 5 <= 15, "closing the database takes a moment too"
    for page in ("containers", "run-it", "postgresql"):
        text = " ".join((PROJECT / f"docs/how-to/{page}.md").read_text(encoding="utf-8").split())
        assert "within ten seconds" in text, page
        assert "15 seconds" in text, page


@pytest.mark.trust("S25")
def test_nothing_secret_stands_in_what_is_given_along() -> None:
    secret = {
        "LEERBOT_KEYS",
        "LEERBOT_MATTERMOST_TOKEN",
        "LEERBOT_TEAMS_APP_PASSWORD",
        "LEERBOT_DATABASE_URL",
        "LEERBOT_SMTP_URL",
    }

    assert not secret & set(KUBERNETES["ConfigMap"]["data"])
    for service in COMPOSE["services"].values():
        assert not secret & set(service["environment"])


@pytest.mark.trust("S25")
def test_a_bot_in_a_container_can_write_nothing_and_become_nobody_else() -> None:
    for service in BOTS:
        assert service["read_only"]
        assert service["user"] == f"{NOBODY}:{NOBODY}"
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert "ports" not in service, "only the proxy is reached from outside"
    pod = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"]
    for one in (*pod["containers"], *pod["initContainers"]):
        tight = {"readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
        assert one["securityContext"] == tight


@pytest.mark.trust("S25")
async def test_the_proxies_let_in_what_is_for_outside_and_nothing_else(tmp_path: Path) -> None:
    (listed,) = re.findall(r"@ours path (.*)", CADDY)
    paths = KUBERNETES["Ingress"]["spec"]["rules"][0]["http"]["paths"]

    def by_caddy(path: str) -> bool:
        return any(fnmatch(path, one) for one in listed.split())

    def by_ingress(path: str) -> bool:
        return any(path == one["path"] or (one["pathType"] == "Prefix" and path.startswith(f"{one['path']}/")) for one in paths)

    assert [path for path in OUTSIDE if not (by_caddy(path) and by_ingress(path))] == []
    assert [path for path in INSIDE if by_caddy(path) or by_ingress(path)] == []
    async with town(tmp_path) as place:
        begin = {resource.canonical.split("/")[1] for resource in place.app.http.router.resources()}
    assert begin <= {path.split("/")[1] for path in (*INSIDE, *OUTSIDE)}, "what is new has to be inside or outside"


# The image


@pytest.mark.trust("S25")
def test_the_image_runs_nothing_by_a_shell_and_ends_as_nobody() -> None:
    for stage in (0, 1):
        for word, rest in instructions(stage):
            if word in {"RUN", "CMD", "ENTRYPOINT"}:
                assert rest.startswith("["), f"{word} {rest} would need a shell"
    ends = dict(instructions(1))
    assert ends["USER"] == f"{NOBODY}:{NOBODY}"
    assert "RUN" not in ends
    assert json.loads(ends["CMD"])[0] in COMMANDS


@pytest.mark.trust("S25")
def test_what_the_image_takes_along_is_there_and_let_in() -> None:
    let_in = {line.removeprefix("!") for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    taken = {name for word, rest in instructions(0) if word == "COPY" for name in rest.split()[:-1]}

    assert taken == let_in
    assert [name for name in taken if not (PROJECT / name).exists()] == []


@pytest.fixture
def built() -> Iterator[Path]:
    """A folder that everybody may read, with what the last step of the image's first stage makes."""
    with TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "src").mkdir()
        for word, rest in instructions(0):
            if word == "COPY":
                for source in rest.split()[:-1]:
                    copy = shutil.copytree if (PROJECT / source).is_dir() else shutil.copy
                    copy(PROJECT / source, folder / "src" / source)
        *_, last = [json.loads(rest) for word, rest in instructions(0) if word == "RUN"]
        step = [sys.executable if word == "python" else word.replace("/opt/leerbot", str(folder / "leerbot")) for word in last]
        subprocess.run(step, cwd=folder / "src", check=True, capture_output=True)
        shutil.rmtree(folder / "src")
        yield folder


WITHOUT_WRITING = """
mount --bind {python} {here}/python && mount --bind {parts} {here}/parts && mount --bind {here}/data {here}/data &&
mount -o remount,bind,ro / && exec setpriv --reuid {who} --regid {who} --clear-groups --no-new-privs --inh-caps=-all \
  --bounding-set=-all env -i LD_LIBRARY_PATH={here}/python/lib {settings} {here}/python/bin/{name} "$@"
"""
TRY = "import os, sys; [open(f'{place}/x', 'w') for place in sys.argv[1:]]"


def words(folder: Path, *given: str, **settings: str) -> list[str]:
    """Return how a Python begins that is somebody else, and can write nowhere but in the folder of the data.

    Where this machine does not let us take that right away, it is one of ours, with nothing around it but the same settings.
    """
    name = Path(sys.executable).resolve().name
    if not may_unshare():
        around = [f"{key}={value}" for key, value in settings.items()]
        return ["env", "-i", f"LD_LIBRARY_PATH={folder}/python/lib", *around, f"{folder}/python/bin/{name}", *given]
    script = WITHOUT_WRITING.format(
        python=sys.base_prefix, name=name, parts=sysconfig.get_path("purelib"),
        here=folder, who=NOBODY, settings=" ".join(f"{name}={value}" for name, value in settings.items()),
    )  # fmt: skip
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", *given]


@cache
def may_unshare() -> bool:
    """Whether this machine lets us hide its disk from a process, as it does to root outside a container."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv"))):
        return False
    return subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.trust("S25")
async def test_s25_what_the_image_holds_runs_as_nobody_and_writes_nothing_but_its_data(built: Path, reached: Record) -> None:
    for name, there in (("python", sys.base_prefix), ("parts", sysconfig.get_path("purelib"))):
        if may_unshare():
            (built / name).mkdir()
        else:
            (built / name).symlink_to(there)
    for name in ("data", "secrets"):
        (built / name).mkdir()
    if may_unshare():
        os.chown(built / "data", int(NOBODY), int(NOBODY))
    (built / "secrets/LEERBOT_KEYS").write_text(KEYS)
    (built / "secrets/LEERBOT_DATABASE_URL").write_text(f"sqlite:///{built}/data/leerbot.db")
    port = free_port()
    image = dict(one.split("=") for one in dict(instructions(1))["ENV"].split())
    path = image.pop("PYTHONPATH").replace("/opt/leerbot", f"{built}/leerbot:{built}/parts")
    settings = {**image, "PYTHONPATH": path, "LEERBOT_SECRETS_DIR": f"{built}/secrets", "LEERBOT_PORT": str(port)}
    entry = json.loads(dict(instructions(1))["ENTRYPOINT"])[1:]

    def run(*given: str) -> Any:
        return subprocess.run(
            words(built, *given, **settings), cwd=built / "leerbot", check=False, capture_output=True, text=True
        )

    for place in ("/tmp", str(built), str(built / "leerbot"), "/", "/etc") if may_unshare() else ():
        assert "Read-only" in run("-c", TRY, place).stderr, place
    done = run(*entry, "migrate")
    assert done.returncode == 0, done.stderr
    begin = words(built, *entry, *json.loads(dict(instructions(1))["CMD"]), **settings)
    bot = await asyncio.create_subprocess_exec(*begin, cwd=built / "leerbot", stdout=-1, stderr=-1)
    assert bot.stdout
    assert await asyncio.wait_for(bot.stdout.readline(), 30)
    answers = await asyncio.to_thread(
        lambda: [urlopen(f"http://127.0.0.1:{port}{one}").status for one in ("/health/ready", "/chat")]
    )
    bot.terminate()
    _, log = await asyncio.wait_for(bot.communicate(), 15)

    assert answers == [200, 200]
    assert (bot.returncode, [line for line in log.decode().splitlines() if "rror" in line]) == (0, [])
    how = f"user {NOBODY}, everything read-only but the data" if may_unshare() else "as who runs the tests, with its own rights"
    reached(f"{how}: serves, and stops when told")
