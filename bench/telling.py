"""Says on the error stream what is being measured, so that nobody waits without news."""

import sys
import time

_started = time.monotonic()


def tell(what: str) -> None:
    """Say what begins now, with the seconds since the start."""
    print(f"  {time.monotonic() - _started:6.1f} s  {what}", file=sys.stderr, flush=True)
