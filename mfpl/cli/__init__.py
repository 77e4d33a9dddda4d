"""The mfpl command: each subcommand calls one service or one pure function."""

from mfpl.cli.program import main

__all__ = ["main"]
