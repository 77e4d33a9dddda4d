"""Passwords: kept as argon2id hashes, checked in the same time whether or not there is one."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The second of the settings OWASP gives for argon2id (19 MiB, 2 passes): some 30 ms, and little memory per sign-in.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_nobody = _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    """Return the hash of a password; slow, so never called inside a transaction."""
    return _hasher.hash(password)


def matches(password: str, *, password_hash: str | None) -> bool:
    """Return whether a password has this hash; without a hash False, after the same work."""
    try:
        _hasher.verify(password_hash or _nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
