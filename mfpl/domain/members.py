"""Members: kinds, standings, and why somebody is not on a roll."""

from enum import StrEnum


class MemberKind(StrEnum):
    """What a membership is: an organization, or one person."""

    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"


class Status(StrEnum):
    """The standing of a member on a day."""

    GOOD_STANDING = "good_standing"
    GRACE = "grace"
    AT_RISK = "at_risk"
    SUSPENDED = "suspended"
    INACTIVE = "inactive"


class Exclusion(StrEnum):
    """Why a member listed on a roll has no vote."""

    NOT_IN_STANDING = "not_in_standing"
    JOINED_TOO_LATE = "joined_too_late"
    HAD_LEFT = "had_left"
    NO_CENTER = "no_center"
    SEVERAL_CENTERS = "several_centers"
