"""Mail in words: a message of the outbox as subject, text and HTML, in the recipient's language."""

from typing import Any
from uuid import UUID

from flask import current_app, render_template

from mfpl.domain.accounts import Purpose, token_for
from mfpl.services.mail import MailWords
from mfpl.store.queries.outbox import WaitingMessage
from mfpl.web.languages import language, speaking

LINKED = {
    Purpose.SIGN_IN: "accounts.open_link",
    Purpose.INVITATION: "accounts.invitation",
    Purpose.NEW_PASSWORD: "accounts.new_password",
}


def public_address(endpoint: str, **values: Any) -> str:
    """Return the full address of a page in the language being spoken, for what is read outside this site."""
    path = current_app.url_map.bind("localhost").build(endpoint, {"language": language().code, **values})
    return f"{current_app.config['PUBLIC_ADDRESS']}{path}"


def render(message: WaitingMessage) -> MailWords:
    """Return a message in words; its text template begins with the subject on a line of its own."""
    with speaking(message.language):
        content = {**message.params, "home": public_address("overview.home"), "link": _link(message)}
        subject, _, text = render_template(f"mail/{message.template}.txt", **content).partition("\n")
        return MailWords(
            subject.strip(), text.strip() + "\n", render_template(f"mail/{message.template}.html", **content)
        )


def _link(message: WaitingMessage) -> str:
    if "token_id" in message.params:
        purpose = Purpose(message.params["purpose"])
        secret: str = current_app.config["SECRET_KEY"]
        token = token_for(secret, token_id=UUID(hex=message.params["token_id"]), purpose=purpose)
        return public_address(LINKED[purpose], token=token)
    endpoint = message.params.get("endpoint", "accounts.request_password")
    return public_address(endpoint, **message.params.get("values", {}))
