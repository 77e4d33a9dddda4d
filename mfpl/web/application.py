"""The Flask application of this project: a view's answer counts once its action was asked for and its work kept."""

import logging
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue

from mfpl.domain.refusals import Refusal
from mfpl.web.access import require_asked
from mfpl.web.transaction import abandon, commit

log = logging.getLogger(__name__)


class Application(Flask):
    """Flask, with one permission and one commit around every view."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view; commit only when it answered without raising and had asked for its action."""
        try:
            response = self.make_response(super().dispatch_request())
            require_asked(response)
            commit()
        except Refusal:
            abandon()
            raise
        return response

    def log_exception(self, exc_info: Any) -> None:
        """Log a fault by its endpoint; an address may hold a mailed link, which no log may keep."""
        log.error("fault method=%s endpoint=%s", request.method, request.endpoint, exc_info=exc_info)
