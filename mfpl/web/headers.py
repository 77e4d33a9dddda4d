"""Security headers on every answer, and which answers a browser may keep."""

from flask import Flask, Response, g, request

from mfpl.web.actor import current_account

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "script-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_ONLY = "max-age=31536000; includeSubDomains"


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if _personal() else "private, no-cache"
    return response


def _personal() -> bool:
    return bool(g.get("faulted")) or "token" in (request.view_args or {}) or current_account() is not None


def init_headers(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_set_headers)
