"""The sections of the site, in one list: add a blueprint here and its pages exist."""

from flask import Blueprint

from mfpl.web.accounts import links, settings, sign_in
from mfpl.web.accounts.section import pages as accounts
from mfpl.web.acts import asking as act_requests
from mfpl.web.acts import views as act_views
from mfpl.web.acts.section import pages as acts
from mfpl.web.bylaws import views as bylaw_views
from mfpl.web.bylaws.section import pages as bylaws
from mfpl.web.decisions import views as decision_views
from mfpl.web.decisions.section import pages as decisions
from mfpl.web.members import views as member_views
from mfpl.web.members.section import pages as members
from mfpl.web.overview.views import front
from mfpl.web.overview.views import pages as overview
from mfpl.web.proposals.views import pages as proposals
from mfpl.web.results import views as result_views
from mfpl.web.results.section import pages as results
from mfpl.web.rules import power as rule_power
from mfpl.web.rules import replaying as rule_replays
from mfpl.web.rules import schema as rule_schemas
from mfpl.web.rules import trying_keeping as rule_trials
from mfpl.web.rules import views as rule_views
from mfpl.web.rules.section import pages as rules
from mfpl.web.seats import views as seat_views
from mfpl.web.seats.section import pages as seats
from mfpl.web.votes.views import pages as votes

__all__ = [
    "SECTIONS",
    "act_requests",
    "act_views",
    "bylaw_views",
    "decision_views",
    "links",
    "member_views",
    "result_views",
    "rule_power",
    "rule_replays",
    "rule_schemas",
    "rule_trials",
    "rule_views",
    "seat_views",
    "settings",
    "sign_in",
]

SECTIONS: tuple[Blueprint, ...] = (
    front,
    overview,
    accounts,
    proposals,
    votes,
    results,
    decisions,
    bylaws,
    rules,
    seats,
    members,
    acts,
)
