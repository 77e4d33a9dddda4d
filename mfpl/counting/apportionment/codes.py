"""Every word a seat rule can use and every code an allocation of seats can answer with."""

from enum import StrEnum


class Method(StrEnum):
    """How seats follow from numbers: the remainders of a quota, or one seat after another by falling quotients."""

    LARGEST_REMAINDER = "largest_remainder"
    DHONDT = "dhondt"
    SAINTE_LAGUE = "sainte_lague"
    HUNTINGTON_HILL = "huntington_hill"
    ADAMS = "adams"
    DEAN = "dean"


class Weighing(StrEnum):
    """By what sections are compared: their members, the square root of their members, or all alike."""

    MEMBERS = "members"
    SQUARE_ROOT = "square_root"
    EQUAL = "equal"


class Excess(StrEnum):
    """What becomes of seats above a cap, or short of a floor, under the largest remainder.

    rerun: the sections at their limit are fixed and the rest is shared again by the same method.
    order_of_remainder: each section keeps what it had, and the seats move one by one by the first remainders.
    """

    RERUN = "rerun"
    ORDER_OF_REMAINDER = "order_of_remainder"


class TieRule(StrEnum):
    """Who goes first when two claims are exactly equal; a lot is drawn from a seed anyone can check."""

    MORE_MEMBERS = "more_members"
    FEWER_MEMBERS = "fewer_members"
    LOT = "lot"


class Scope(StrEnum):
    """What the rule looks at: the seats of one election, or the body with those who continue in it."""

    ELECTION = "election"
    RESULTING_BODY = "resulting_body"


class StepCode(StrEnum):
    """One line of the working; the numbers each carries are in brackets.

    cap, floor (share or number, whole, seats): what a limit comes to; `section` is empty where it is for each.
    continuing (seats): those who stay in the body.
    quota (members, total, whole, quota, floor, remainder)
    remainder_seat (remainder): a seat left over goes to the next remainder.
    quotient_seat (number, held, members, divisor_squared, claim_squared): a seat goes to the highest quotient.
    next_in_line (members, held): who would have had one seat more.
    proportional (seats): what the method gives before any limit.
    cap_binds, floor_binds (proportional, limit, difference)
    moved_in, moved_out (seats, remainder): seats that a limit moved.
    fixed (seats): a section stays at its limit while the rest is shared again.
    tie (seats, equal): exactly equal claims; `sections`, `winners` and `by` say who, and by which rule.
    final (seats, continuing, open, whole)
    """

    CAP = "cap"
    FLOOR = "floor"
    CONTINUING = "continuing"
    QUOTA = "quota"
    REMAINDER_SEAT = "remainder_seat"
    QUOTIENT_SEAT = "quotient_seat"
    NEXT_IN_LINE = "next_in_line"
    PROPORTIONAL = "proportional"
    CAP_BINDS = "cap_binds"
    FLOOR_BINDS = "floor_binds"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    FIXED = "fixed"
    TIE = "tie"
    FINAL = "final"


class ReasonCode(StrEnum):
    """Why no allocation meets the rule: the inequality that fails, with its numbers.

    caps_below_seats (caps, seats): all sections at their caps fill fewer seats than there are.
    floors_above_seats (floors, seats): all sections at their floors need more seats than there are.
    floor_above_cap (section, floor, cap): one section must have more than it may have.
    continuing_above_cap (section, continuing, cap): more stay in the body than the section may have.
    """

    CAPS_BELOW_SEATS = "caps_below_seats"
    FLOORS_ABOVE_SEATS = "floors_above_seats"
    FLOOR_ABOVE_CAP = "floor_above_cap"
    CONTINUING_ABOVE_CAP = "continuing_above_cap"


class SeatsRefusal(StrEnum):
    """Why seats cannot be computed from what was given.

    sections_none: no section was given.
    number_negative (section): members or continuing seats below zero, or no seats (section empty).
    members_none: nobody is a member anywhere, so there is nothing to be in proportion to.
    section_unknown (section): the rule, or the continuing seats, name a section that has no members given.
    continuing_not_counted: the rule looks at one election only, so those who continue have no place in it.
    """

    SECTIONS_NONE = "sections_none"
    NUMBER_NEGATIVE = "number_negative"
    MEMBERS_NONE = "members_none"
    SECTION_UNKNOWN = "section_unknown"
    CONTINUING_NOT_COUNTED = "continuing_not_counted"
