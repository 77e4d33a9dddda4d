"""Errors as pages: every refusal and every fault in words, in the language of the address, with a way on."""

from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from mfpl.domain.refusals import Refusal, TooMany
from mfpl.web.access import SignInNeededError
from mfpl.web.transaction import SAFE_METHODS
from mfpl.web.wording.refusals import sentence

SECRET_FIELDS = frozenset({"csrf_token", "password", "new_password", "current_password", "token"})
WORTH_KEEPING = 12


def refused(refusal: Refusal) -> ResponseReturnValue:
    """Answer a refusal with its sentence and a way on."""
    opening = request.method in SAFE_METHODS
    headers = {"Retry-After": str(60 * refusal.params["minutes"])} if isinstance(refusal, TooMany) else {}
    return (
        render_template("errors/refusal.html", sentence=sentence(refusal), refusal=refusal, opening=opening),
        refusal.status,
        headers,
    )


def _sign_in_needed(_needed: SignInNeededError) -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else request.path
    return redirect(url_for("accounts.sign_in", next=back), 303)


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """Answer a form of another session with what was typed into it."""
    typed = [
        value
        for name, value in request.form.items(multi=True)
        if name not in SECRET_FIELDS and len(value) >= WORTH_KEEPING
    ]
    return render_template("errors/stale_form.html", typed=typed), 400


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect
        return error.get_response()
    known = error.code if error.code in {403, 404, 405, 413, 503} else 400
    response = Response(render_template(f"errors/{known}.html"), error.code)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _fault(_error: InternalServerError) -> ResponseReturnValue:
    g.faulted = True
    return render_template("errors/500.html"), 500


def init_errors(app: Flask) -> None:
    """Turn refusals and faults into pages."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(SignInNeededError, _sign_in_needed)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _fault)
