"""Say of every rule that was taken in before that it is a clause, and from which day until which it is in force.

Revision: 20261121_04, after 20261121_03. Written 2026-11-21. Data only. A last day counts, as documents say.
On the way down nothing is done: the rows go with their tables, one step further.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
revision = '20261121_04'
down_revision = '20261121_03'
branch_labels = None
depends_on = None

RULES = sa.table('rule_versions', *(
    sa.column(name, kind) for name, kind in (
        ('id', sa.Uuid()), ('code', sa.String()), ('number', sa.Integer()), ('fingerprint', sa.String()),
        ('in_force_from', sa.Date()), ('in_force_until', sa.Date()),
    )
))
CLAUSES = sa.table('clauses', sa.column('id', sa.Uuid()), sa.column('kind', sa.String()), sa.column('code', sa.String()))
VERSIONS = sa.table('clause_versions', *(
    sa.column(name, kind) for name, kind in (
        ('id', sa.Uuid()), ('clause_id', sa.Uuid()), ('number', sa.Integer()), ('rule_version_id', sa.Uuid()),
        ('fingerprint', sa.String()),
    )
))
ENACTMENTS = sa.table('enactments', *(
    sa.column(name, kind) for name, kind in (
        ('id', sa.Uuid()), ('clause_id', sa.Uuid()), ('sequence', sa.Integer()), ('clause_version_id', sa.Uuid()),
        ('effect', sa.String()), ('from_on', sa.Date()), ('recorded_at', sa.DateTime(timezone=True)),
    )
))


def upgrade() -> None:
    bind = op.get_bind()
    now = datetime.now(UTC)
    clauses, sequences = {}, {}
    known = sa.select(VERSIONS.c.rule_version_id).where(VERSIONS.c.rule_version_id.is_not(None))
    unknown = sa.select(RULES).where(RULES.c.id.not_in(known)).order_by(RULES.c.code, RULES.c.number)
    for rule in bind.execute(unknown).all():
        if rule.code not in clauses:
            clauses[rule.code] = uuid4()
            bind.execute(CLAUSES.insert().values(id=clauses[rule.code], kind='rule', code=rule.code))
        clause, version = clauses[rule.code], uuid4()
        bind.execute(VERSIONS.insert().values(
            id=version, clause_id=clause, number=rule.number, rule_version_id=rule.id, fingerprint=rule.fingerprint
        ))
        acts = [('in_force', version, rule.in_force_from)]
        if rule.in_force_until is not None:
            acts.append(('retired', None, rule.in_force_until + timedelta(days=1)))
        for effect, in_force, day in acts:
            sequences[clause] = sequences.get(clause, 0) + 1
            bind.execute(ENACTMENTS.insert().values(
                id=uuid4(), clause_id=clause, sequence=sequences[clause], clause_version_id=in_force, effect=effect,
                from_on=day, recorded_at=now,
            ))


def downgrade() -> None:
    pass
