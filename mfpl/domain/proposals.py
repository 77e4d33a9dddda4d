"""Kinds of proposals: what a body is asked for, and what its adoption does."""

from enum import StrEnum


class ProposalKind(StrEnum):
    """An ordinary matter, or a change of a clause of the by-laws that enacts itself when it is adopted."""

    ORDINARY = "ordinary"
    AMEND_RULES = "amend_rules"
