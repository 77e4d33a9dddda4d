"""Style sheets and other files: addressed by their content, kept for a year, sent compressed."""

import gzip
import hashlib
from pathlib import Path

from flask import Flask, Response, request, url_for

DIRECTORY = Path(__file__).parent / "static"
ONE_YEAR = 365 * 24 * 3600
SMALLEST_COMPRESSED = 500
COMPRESSED = frozenset({"text/html", "text/css", "text/javascript", "text/plain", "application/json", "image/svg+xml"})
WITHOUT_WHOLE_BODY = frozenset({204, 206, 304})


def _fingerprints() -> dict[str, str]:
    return {
        path.relative_to(DIRECTORY).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in DIRECTORY.rglob("*")
        if path.is_file()
    }


FINGERPRINTS = _fingerprints()


def asset(name: str) -> str:
    """Return the address of a file, which changes when the file does."""
    return url_for("static", filename=name, v=FINGERPRINTS[name])


def _keep_for_a_year(response: Response) -> Response:
    named = (request.view_args or {}).get("filename")
    if request.endpoint == "static" and named and request.args.get("v") == FINGERPRINTS.get(named):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def _compress(response: Response) -> Response:
    if response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.best_match(["gzip"]) or response.status_code in WITHOUT_WHOLE_BODY:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= SMALLEST_COMPRESSED:
        response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("ETag", None)
    return response


def init_assets(app: Flask) -> None:
    """Serve the files with headers that let a phone load them once."""
    app.after_request(_keep_for_a_year)
    app.after_request(_compress)
