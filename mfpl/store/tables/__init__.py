"""The tables, one module per noun; importing this package makes them all known to the metadata."""

from mfpl.store.tables.accounts import Account, AccountToken, Person, Throttle
from mfpl.store.tables.acts import JointAct
from mfpl.store.tables.amendments import Amendment, AmendmentDay, Deadlock
from mfpl.store.tables.ballots import OpenBallot, SheetBallot
from mfpl.store.tables.base import Base
from mfpl.store.tables.bodies import Body, BodyName, Mandate
from mfpl.store.tables.bylaws import Article, ArticleTitle, Clause, ClauseVersion, Enactment
from mfpl.store.tables.centers import Center, CenterName
from mfpl.store.tables.decisions import Decision, DecisionText, StoredVerdict
from mfpl.store.tables.history import HistoryEntry, HistoryHead, HistorySeal
from mfpl.store.tables.members import Affiliation, Member, Representative, Standing
from mfpl.store.tables.outbox import OutboxMessage
from mfpl.store.tables.proposals import Proposal, ProposalText, ProposalVersion
from mfpl.store.tables.rules import RuleExample, RuleVersion
from mfpl.store.tables.votes import Question, QuestionText, RollEntry, Vote, VoteText

__all__ = [
    "Account",
    "AccountToken",
    "Affiliation",
    "Amendment",
    "AmendmentDay",
    "Article",
    "ArticleTitle",
    "Base",
    "Body",
    "BodyName",
    "Center",
    "CenterName",
    "Clause",
    "ClauseVersion",
    "Deadlock",
    "Decision",
    "DecisionText",
    "Enactment",
    "HistoryEntry",
    "HistoryHead",
    "HistorySeal",
    "JointAct",
    "Mandate",
    "Member",
    "OpenBallot",
    "OutboxMessage",
    "Person",
    "Proposal",
    "ProposalText",
    "ProposalVersion",
    "Question",
    "QuestionText",
    "Representative",
    "RollEntry",
    "RuleExample",
    "RuleVersion",
    "SheetBallot",
    "Standing",
    "StoredVerdict",
    "Throttle",
    "Vote",
    "VoteText",
]
