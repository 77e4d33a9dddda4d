"""Wires the application: settings, database, languages, access, errors and the sections of the site."""

from datetime import timedelta
from pathlib import Path

from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import mfpl
from mfpl.config import Config, Mode
from mfpl.store.engine import Sessions, open_engine
from mfpl.web.access import require_declared
from mfpl.web.actor import init_actors
from mfpl.web.addresses import init_addresses
from mfpl.web.application import Application
from mfpl.web.assets import init_assets
from mfpl.web.errors import init_errors
from mfpl.web.headers import init_headers
from mfpl.web.intake import init_intake
from mfpl.web.languages import init_languages
from mfpl.web.pages import init_pages
from mfpl.web.sections import SECTIONS
from mfpl.web.transaction import init_transactions

PROJECT = Path(mfpl.__file__).parents[1]
SESSION_LENGTH = timedelta(days=14)


def create_app(config: Config) -> Application:
    """Return the application; nothing is asked of the database until the first request."""
    app = Application(
        "mfpl", template_folder=str(PROJECT / "templates"), static_folder=str(PROJECT / "mfpl" / "web" / "static")
    )
    _configure(app, config)
    init_transactions(app, Sessions(open_engine(config.database)))
    init_addresses(app)
    init_languages(app)
    init_intake(app)
    CSRFProtect(app)
    init_actors(app)
    init_pages(app)
    init_errors(app)
    init_assets(app)
    init_headers(app)
    for blueprint in SECTIONS:
        app.register_blueprint(blueprint)
    require_declared(app)
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _configure(app: Application, config: Config) -> None:
    app.config.update(
        SECRET_KEY=config.secret_key,
        DEFAULT_LANGUAGE=config.default_language,
        ORGANIZATION=dict(config.organization),
        PUBLIC_ADDRESS=config.public_address,
        MODE=config.mode,
        CLOCK=config.clock,
        SMALLEST_CELL=config.smallest_cell,
        BABEL_TRANSLATION_DIRECTORIES=str(PROJECT / "translations"),
        PERMANENT_SESSION_LIFETIME=SESSION_LENGTH,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.mode is Mode.PRODUCTION,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
