"""Why the power of a rule over a roll cannot be measured."""

from enum import StrEnum


class PowerRefusal(StrEnum):
    """The reasons, with what each carries in brackets.

    nobody: the roll has no voters.
    no_single_decision: each section decides for itself, so there is no one result to have power over.
    not_monotone: one more yes can turn a decision from passed to failed, and then the measures mean nothing.
    count_not_voted (name): the rule asks for signatures or blocks, which are not votes.
    not_measured (key): a kind of condition whose power this program cannot measure.
    too_large (limit): more voters than can even be sampled.
    """

    NOBODY = "nobody"
    NO_SINGLE_DECISION = "no_single_decision"
    NOT_MONOTONE = "not_monotone"
    COUNT_NOT_VOTED = "count_not_voted"
    NOT_MEASURED = "not_measured"
    TOO_LARGE = "too_large"


class PowerRefused(ValueError):  # noqa: N818 - named as the sentence says it
    """The power cannot be measured; `params` are what the sentence about it needs."""

    def __init__(self, code: PowerRefusal, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(str(code))
