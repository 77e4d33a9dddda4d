"""Make the virtual environment and install the locked packages into it, once, saying what happens.

Runs with the standard library of any Python 3.11 or later, before anything is installed. ``environment.py run``
installs what the server needs, ``environment.py dev`` what the tests need as well.
"""

import hashlib
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
# The interpreter under a virtual environment, so that a broken one can be replaced from inside itself.
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
LOG = ENVIRONMENT / "install.log"
SECONDS_BETWEEN_NEWS = 3.0
OFFLINE = (
    "Temporary failure in name resolution",
    "NewConnectionError",
    "ConnectTimeoutError",
    "ProxyError",
    "from versions: none",
)
"""What pip's talk shows when no index could be reached; the last is what it says after its retries."""


def say(spanish: str, english: str) -> None:
    """Print one step in both languages."""
    print(f"→ {spanish} · {english}", flush=True)


def stop(spanish: str, english: str) -> None:
    """End with the reason in both languages and exit code 3: the environment is not fit."""
    print(f"✗ {spanish} · {english}", file=sys.stderr, flush=True)
    raise SystemExit(3)


def fingerprint(purpose: str) -> str:
    """Return what an installed environment is recognised by: lock, project metadata, place and interpreter."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    digest = hashlib.sha256(f"{PROJECT} {sys.version_info[:2]} {settings['project']}".encode())
    digest.update((PROJECT / "requirements" / f"{purpose}.txt").read_bytes())
    return digest.hexdigest()


def is_ready(purpose: str) -> bool:
    """State whether the locked packages are already there; what serves the tests serves the server."""
    stamps = [(name, ENVIRONMENT / f".installed-{name}") for name in {purpose, "dev"}]
    return any(stamp.exists() and stamp.read_text() == fingerprint(name) for name, stamp in stamps)


def is_usable() -> bool:
    """State whether ``.venv`` was made in this place, for this version of Python, and still starts."""
    try:
        made_by = (ENVIRONMENT / "pyvenv.cfg").read_text()
    except FileNotFoundError:
        return False
    if f"-m venv {ENVIRONMENT}\n" not in made_by:
        return False
    same_version = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return (
        PYTHON.exists()
        and not subprocess.run([PYTHON, "-c", same_version], capture_output=True, check=False).returncode
    )


def make_environment() -> None:
    """Make ``.venv`` anew when it is missing, was moved, or no longer starts."""
    if is_usable():
        return
    say("Creando el entorno virtual en .venv…", "Making the virtual environment in .venv…")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run([BASE_PYTHON, "-m", "venv", ENVIRONMENT], capture_output=True, text=True, check=False)
    if made.returncode:
        print(made.stdout + made.stderr, file=sys.stderr)
        stop(
            "No se pudo crear el entorno virtual; en Debian: sudo apt install python3-venv",
            "The virtual environment could not be made; on Debian: sudo apt install python3-venv",
        )


def pip(*arguments: str, packages: int = 0) -> None:
    """Run pip with its talk in a log file, telling every few seconds how far it is."""
    command = [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seen, last_news = 0, time.monotonic()
    with LOG.open("a") as log:
        for line in process.stdout or ():
            log.write(line)
            seen += line.startswith("Collecting")
            if packages and time.monotonic() - last_news > SECONDS_BETWEEN_NEWS:
                last_news = time.monotonic()
                stage = "instalando · installing" if line.startswith("Installing") else f"{seen} / {packages}"
                print(f"  {stage}", flush=True)
    if process.wait():
        explain_failure()


def explain_failure() -> None:
    """Say why pip stopped: no way to the package index, or something its own last lines tell."""
    talk = LOG.read_text()
    if any(sign in talk for sign in OFFLINE):
        stop(
            "No hay conexión con el índice de paquetes de Python; revisa la red y repite la orden",
            "The Python package index cannot be reached; check the network and repeat the command",
        )
    print("".join(talk.splitlines(keepends=True)[-12:]), file=sys.stderr)
    stop(
        "La instalación se detuvo; el relato completo está en .venv/install.log",
        "The installation stopped; the full account is in .venv/install.log",
    )


def main(purpose: str) -> None:
    """Bring ``.venv`` to the state that the lock describes; do nothing when it is there already."""
    if is_ready(purpose):
        return
    make_environment()
    LOG.write_text("")
    lock = PROJECT / "requirements" / f"{purpose}.txt"
    packages = sum("==" in line for line in lock.read_text().splitlines())
    say(f"Instalando {packages} paquetes…", f"Installing {packages} packages…")
    pip("--require-hashes", "--requirement", str(lock), packages=packages)
    pip("--no-deps", "--no-build-isolation", "--editable", str(PROJECT))
    (ENVIRONMENT / f".installed-{purpose}").write_text(fingerprint(purpose))
    say("Paquetes listos", "Packages ready")


if __name__ == "__main__":
    main(sys.argv[1])
