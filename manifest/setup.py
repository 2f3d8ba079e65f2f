"""Sets the project up on a machine that has only Python 3.11 or newer; `make` calls it before everything else.

    python3 manifest/setup.py run       .venv with what the bot needs to run
    python3 manifest/setup.py dev       the same, with the tools for checks and tests
    python3 manifest/setup.py browser   prints the path of Chromium for the tests, or nothing when there is none

It uses the standard library only, and does nothing when nothing changed. Keep the syntax plain: a Python that is too
old must still be able to read this file, to say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
DEBIAN_WHEELS = Path("usr/share/python-wheels")
BROWSERS = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


class SetupError(Exception):
    """Something only the reader can mend; the message says how."""


def main(wanted: str) -> None:
    """Do what the word asks for, with a Python that is new enough."""
    use_new_enough_python()
    if wanted == "browser":
        set_up("dev")
        print(browser())
    elif wanted in LOCKS:
        set_up(wanted)
    else:
        raise SetupError("usage: python3 manifest/setup.py run | dev | browser")


def use_new_enough_python() -> None:
    """Start again with a newer Python from the PATH when this one is too old."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for newer in ("python3.13", "python3.12", "python3.11", "python3.14"):
        if shutil.which(newer) and works([newer, "--version"]):  # a version manager leaves names that do not work
            os.execvp(newer, [newer, *sys.argv])
    raise SetupError("Leerbot needs Python 3.11 or newer. Install it, or name it: make demo PYTHON=python3.12")


# The virtual environment


def set_up(kind: str) -> None:
    """Bring .venv in line with the lock, unless it is already."""
    mark = mark_of(kind)
    if VENV_PYTHON.exists() and mark.exists() and mark.read_text() == fingerprint(kind):
        return
    if not venv_fits():
        make_venv()
    mark.unlink(missing_ok=True)
    say(f"Installing what stands in {LOCKS[kind]}; the first time this takes about half a minute …")
    pip("install", "--require-hashes", "--requirement", str(PROJECT / LOCKS[kind]))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT))
    pip("check")
    for complete in {"run", kind}:  # the lock of dev holds all of run
        mark_of(complete).write_text(fingerprint(complete))


def mark_of(kind: str) -> Path:
    """Return the file that says for which lock .venv was made."""
    return VENV / f"{kind}.done"


def fingerprint(kind: str) -> str:
    """Sum up what decides how .venv must be: the place too, because a virtual environment cannot be moved."""
    digest = hashlib.sha256(f"{VENV} {sys.version_info[:2]}".encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update((PROJECT / name).read_bytes())
    return digest.hexdigest()


def venv_fits() -> bool:
    """Say whether .venv was made here, by this Python, and has pip."""
    if not VENV_PYTHON.exists():
        return False
    question = "import sys, pip; print(sys.prefix, sys.version_info[:2])"
    answer = subprocess.run([VENV_PYTHON, "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{VENV} {sys.version_info[:2]}"


def make_venv() -> None:
    """Make .venv with pip in it, also where Debian left pip out of Python."""
    say(f"Making {VENV.name} with Python {sys.version.split()[0]} …")
    shutil.rmtree(VENV, ignore_errors=True)
    if not has_ensurepip() and is_root():
        apt_install("python3-venv")
    if has_ensurepip():
        run([sys.executable, "-m", "venv", str(VENV)])
        return
    run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    with tempfile.TemporaryDirectory() as folder:
        wheel = pip_wheel(Path(folder))
        run([str(VENV_PYTHON), str(wheel / "pip"), "install", "--quiet", "--no-index", "--no-deps", str(wheel)])


def has_ensurepip() -> bool:
    """Ask a fresh interpreter, because the package may have come a moment ago."""
    return works([sys.executable, "-c", "import ensurepip"])


def pip_wheel(folder: Path) -> Path:
    """Find pip as Debian ships it, or else fetch and unpack it in the folder, which needs no rights."""
    for root in (Path("/"), folder):
        if root == folder and shutil.which("apt-get"):
            unpack_debian_pip(folder)
        for wheel in (root / DEBIAN_WHEELS).glob("pip-*.whl"):
            return wheel
    raise SetupError("This Python comes without pip. On Debian and Ubuntu: sudo apt-get install python3-venv")


def unpack_debian_pip(folder: Path) -> None:
    """Let apt work with lists and a cache of our own; a failure shows in what is there afterwards."""
    for part in ("state/lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State={folder}/state", "-o", f"Dir::Cache={folder}/cache"]
    apt += ["-o", "Dir::State::status=/var/lib/dpkg/status"]
    for step in ([*apt, "update"], [*apt, "download", "python3-pip-whl"]):
        subprocess.run(step, cwd=folder, stdin=subprocess.DEVNULL, stdout=2, check=False)
    for package in folder.glob("*.deb"):
        run(["dpkg-deb", "-x", str(package), str(folder)])


def pip(*words: str) -> None:
    """Run pip inside .venv."""
    run([str(VENV_PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *words])


# The browser


def browser() -> str:
    """Return the path of Chromium, installed first when that is possible; nothing when it cannot be driven."""
    if not find_browser() or not driver_starts():
        apt_install("chromium", "libatomic1")
    return find_browser() if driver_starts() else ""


def driver_starts() -> bool:
    """Say whether Playwright's own program starts; it needs libatomic, which a bare Debian lacks."""
    return works([str(VENV / "bin" / "playwright"), "--version"])


def find_browser() -> str:
    """Take the browser that was named, or else the first of the usual ones."""
    named = os.environ.get("LEERBOT_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), "")


# The system


def apt_install(*packages: str) -> None:
    """Try to install Debian packages; who calls this looks afterwards whether they are there."""
    if not shutil.which("apt-get") or not (is_root() or shutil.which("sudo")):
        return
    may = [] if is_root() else ["sudo", "-n"]  # -n: never ask for a password
    if not works([*may, "true"]):
        return
    say(f"Installing {' and '.join(packages)} with apt …")
    apt = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            say(done.stderr)


def is_root() -> bool:
    """Say whether packages can be installed without asking."""
    return os.geteuid() == 0


def works(command: "list[str]") -> bool:
    """Run a command without a word, and say whether it succeeded."""
    nothing = subprocess.DEVNULL
    return subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, check=False).returncode == 0


def run(command: "list[str]") -> None:
    """Run a command, all its words on stderr; stop with one clear line when it fails."""
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=2, check=False).returncode:
        raise SetupError(f"This failed, and what it says above tells why: {' '.join(command)}")


def say(text: str) -> None:
    """Tell what is going on, without disturbing what is printed as an answer."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(" ".join(sys.argv[1:]))
    except (SetupError, OSError) as error:
        sys.exit(f"\n*** {error}\n")
