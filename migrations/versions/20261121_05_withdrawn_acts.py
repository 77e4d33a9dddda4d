"""Let somebody who asked for a joint act take the request back before it lapses.

Revision: 20261121_05, after 20261121_04. Written 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
revision = '20261121_05'
down_revision = '20261121_04'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('joint_acts', sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('joint_acts', 'withdrawn_at')
