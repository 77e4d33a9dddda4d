"""Stop with one sentence in both languages when the server could not listen: ``port.py HOST PORT``."""

import errno
import socket
import sys

HIGHEST = 65535


def stop(spanish: str, english: str) -> None:
    """End with the reason in both languages and exit code 3: the environment is not fit."""
    print(f"✗ {spanish} · {english}", file=sys.stderr)
    raise SystemExit(3)


def main(host: str, port: str) -> None:
    """Try the port, without keeping it."""
    if not port.isdecimal() or not 0 < int(port) <= HIGHEST:
        stop(f"PORT debe ser un número de 1 a {HIGHEST}", f"PORT must be a number from 1 to {HIGHEST}")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, int(port)))
        except OSError as failed:
            explain(failed, host, port)


def explain(failed: OSError, host: str, port: str) -> None:
    """Say why the port cannot be had."""
    if failed.errno == errno.EADDRINUSE:
        other = f"make run PORT={int(port) + 1}"
        stop(f"El puerto {port} está ocupado; elige otro: {other}", f"Port {port} is taken; choose another: {other}")
    if failed.errno == errno.EACCES:
        stop(f"El puerto {port} no se puede usar con esta cuenta", f"Port {port} may not be used by this user")
    stop(f"{host} no es una dirección de esta máquina", f"{host} is not an address of this machine")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
