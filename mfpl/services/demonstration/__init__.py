"""The demonstration: an invented organization with two centers, loaded into an empty database."""

from mfpl.services.demonstration.loading import Progress, Step, is_empty, load_demonstration
from mfpl.services.demonstration.sign_ins import PASSWORD, SignIn, list_sign_ins

__all__ = ["PASSWORD", "Progress", "SignIn", "Step", "is_empty", "list_sign_ins", "load_demonstration"]
