"""The floor: the same server, engine and settings, and one route that inserts one row and commits."""

import sys

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from waitress import serve

from mfpl.store.engine import Sessions, open_engine

THREADS = 8
TABLE = "CREATE TABLE IF NOT EXISTS floor_ballots (id CHAR(32) PRIMARY KEY, choices VARCHAR(512) NOT NULL)"
INSERT = "INSERT INTO floor_ballots (id, choices) VALUES (:id, :choices)"


def create_floor(url: str) -> Flask:
    """Return the least application that keeps a ballot."""
    app = Flask("floor")
    sessions = Sessions(open_engine(url))
    with sessions.transaction() as session:
        session.execute(text(TABLE))

    @app.post("/cast")
    def cast() -> ResponseReturnValue:
        with sessions.transaction() as session:
            session.execute(text(INSERT), {"id": request.form["id"], "choices": request.form["choices"]})
        return redirect("/", 303)

    return app


if __name__ == "__main__":
    address, _, port = sys.argv[1:]
    serve(create_floor(address), host="127.0.0.1", port=int(port), threads=THREADS, ident="")
