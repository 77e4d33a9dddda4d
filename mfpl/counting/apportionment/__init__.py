"""Seats for sections: seat rules as documents, and what each gives, exactly and step by step."""

from mfpl.counting.apportionment.apportioning import apportion
from mfpl.counting.apportionment.codes import (
    Excess,
    Method,
    ReasonCode,
    Scope,
    SeatsRefusal,
    StepCode,
    TieRule,
    Weighing,
)
from mfpl.counting.apportionment.rule import Limit, SeatRule, parse_seat_rule
from mfpl.counting.apportionment.ties import lot
from mfpl.counting.apportionment.working import Allocation, OpenTie, Reason, SeatsRefused, Step

__all__ = [
    "Allocation",
    "Excess",
    "Limit",
    "Method",
    "OpenTie",
    "Reason",
    "ReasonCode",
    "Scope",
    "SeatRule",
    "SeatsRefusal",
    "SeatsRefused",
    "Step",
    "StepCode",
    "TieRule",
    "Weighing",
    "apportion",
    "lot",
    "parse_seat_rule",
]
