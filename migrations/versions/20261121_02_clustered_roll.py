"""Keep an SQLite roll in the order of its key: counting it read a place in the file for each of its lines.

Revision: 20261121_02, after 20261121_01. Written 2026-11-21. PostgreSQL is left as it is.
"""

import sqlalchemy as sa
from alembic import op
revision = '20261121_02'
down_revision = '20261121_01'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rebuild(with_rowid=False)


def downgrade() -> None:
    _rebuild(with_rowid=True)


def _rebuild(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != 'sqlite':
        return
    op.rename_table('roll_entries', 'roll_entries_before')
    op.drop_index(op.f('ix_roll_entries_voter_id'), table_name='roll_entries_before')
    op.create_table('roll_entries',
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('voter_id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('label', sa.String(length=255), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('included', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=64), nullable=True),
    sa.Column('voted', sa.Boolean(), nullable=False),
    sa.CheckConstraint('included = (reason IS NULL)', name=op.f('ck_roll_entries_reason')),
    sa.CheckConstraint('weight >= 0', name=op.f('ck_roll_entries_weight')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_roll_entries_center_id_centers')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_roll_entries_vote_id_votes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vote_id', 'voter_id', name=op.f('pk_roll_entries')),
    sqlite_with_rowid=with_rowid
    )
    columns = 'vote_id, voter_id, center_id, kind, label, weight, included, reason, voted'
    op.execute(f'INSERT INTO roll_entries ({columns}) SELECT {columns} FROM roll_entries_before')
    op.drop_table('roll_entries_before')
    op.create_index(op.f('ix_roll_entries_voter_id'), 'roll_entries', ['voter_id'], unique=False)
