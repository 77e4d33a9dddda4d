"""Acts that touch more than one center: one person asks, one of another center confirms, and then they are done."""

from mfpl.services.joint_acts.adopting import ask_adoption
from mfpl.services.joint_acts.asking import withdraw
from mfpl.services.joint_acts.confirming import confirm
from mfpl.services.joint_acts.naming import ask_naming
from mfpl.services.joint_acts.transferring import ask_transfer

__all__ = ["ask_adoption", "ask_naming", "ask_transfer", "confirm", "withdraw"]
