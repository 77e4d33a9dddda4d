"""The demonstration: an invented organization with two centers, loaded into an empty database."""

from mfpl.services.demonstration.loading import Progress, Step, load_demonstration
from mfpl.services.demonstration.sign_ins import PASSWORD, SignIn, list_sign_ins
from mfpl.services.organization import is_empty

__all__ = ["PASSWORD", "Progress", "SignIn", "Step", "is_empty", "list_sign_ins", "load_demonstration"]
