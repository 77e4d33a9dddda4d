"""Keep the by-laws: articles, clauses in versions, from when each is in force where, and proposals that amend them.

Revision: 20261121_03, after 20261121_02. Written 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '20261121_03'
down_revision = '20261121_02'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('articles',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_articles')),
    sa.UniqueConstraint('code', name=op.f('uq_articles_code')),
    sa.UniqueConstraint('position', name=op.f('uq_articles_position'))
    )
    op.create_table('article_titles',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('article_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_article_titles_article_id_articles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article_titles')),
    sa.UniqueConstraint('article_id', 'language', name=op.f('uq_article_titles_article_id_language'))
    )
    op.create_table('clauses',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('article_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('governs_amendments', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("kind = 'rule' OR NOT governs_amendments", name=op.f('ck_clauses_governs')),
    sa.CheckConstraint("kind IN ('rule', 'seats', 'text')", name=op.f('ck_clauses_kind')),
    sa.CheckConstraint('(article_id IS NULL) = (position IS NULL)', name=op.f('ck_clauses_place')),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_clauses_article_id_articles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clauses')),
    sa.UniqueConstraint('article_id', 'position', name=op.f('uq_clauses_article_id_position')),
    sa.UniqueConstraint('kind', 'code', name=op.f('uq_clauses_kind_code'))
    )
    op.create_table('rule_examples',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=64), nullable=False),
    sa.Column('made_under', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_rule_examples_author_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_examples')),
    sa.UniqueConstraint('code', 'title', name=op.f('uq_rule_examples_code_title'))
    )
    op.create_table('clause_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('clause_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('rule_version_id', sa.Uuid(), nullable=True),
    sa.Column('document', sa.Text(), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.CheckConstraint('(rule_version_id IS NULL) <> (document IS NULL)', name=op.f('ck_clause_versions_document')),
    sa.ForeignKeyConstraint(['clause_id'], ['clauses.id'], name=op.f('fk_clause_versions_clause_id_clauses')),
    sa.ForeignKeyConstraint(['rule_version_id'], ['rule_versions.id'], name=op.f('fk_clause_versions_rule_version_id_rule_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clause_versions')),
    sa.UniqueConstraint('clause_id', 'number', name=op.f('uq_clause_versions_clause_id_number')),
    sa.UniqueConstraint('rule_version_id', name=op.f('uq_clause_versions_rule_version_id'))
    )
    op.create_table('amendments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('proposal_version_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('article_id', sa.Uuid(), nullable=True),
    sa.Column('base_number', sa.Integer(), nullable=True),
    sa.Column('document', sa.Text(), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('rule', 'seats', 'text')", name=op.f('ck_amendments_kind')),
    sa.CheckConstraint('document IS NOT NULL OR base_number IS NOT NULL', name=op.f('ck_amendments_retires_something')),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_amendments_article_id_articles')),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_amendments_author_id_people')),
    sa.ForeignKeyConstraint(['proposal_version_id'], ['proposal_versions.id'], name=op.f('fk_amendments_proposal_version_id_proposal_versions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendments')),
    sa.UniqueConstraint('proposal_version_id', name=op.f('uq_amendments_proposal_version_id'))
    )
    op.create_table('amendment_days',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('amendment_id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendments.id'], name=op.f('fk_amendment_days_amendment_id_amendments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_amendment_days_center_id_centers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_days')),
    sa.UniqueConstraint('amendment_id', 'center_id', name=op.f('uq_amendment_days_amendment_id_center_id'))
    )
    op.create_table('deadlocks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('began_on', sa.Date(), nullable=False),
    sa.Column('lapses_on', sa.Date(), nullable=False),
    sa.CheckConstraint('lapses_on > began_on', name=op.f('ck_deadlocks_days')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_deadlocks_proposal_id_proposals')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_deadlocks_vote_id_votes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadlocks')),
    sa.UniqueConstraint('vote_id', name=op.f('uq_deadlocks_vote_id'))
    )
    with op.batch_alter_table('deadlocks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deadlocks_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('enactments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('clause_id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('clause_version_id', sa.Uuid(), nullable=True),
    sa.Column('center_id', sa.Uuid(), nullable=True),
    sa.Column('effect', sa.String(length=16), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('decision_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(effect = 'retired') = (clause_version_id IS NULL)", name=op.f('ck_enactments_version')),
    sa.CheckConstraint("effect = 'in_force' OR from_on IS NOT NULL", name=op.f('ck_enactments_day')),
    sa.CheckConstraint("effect IN ('in_force', 'retired')", name=op.f('ck_enactments_effect')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_enactments_center_id_centers')),
    sa.ForeignKeyConstraint(['clause_id'], ['clauses.id'], name=op.f('fk_enactments_clause_id_clauses')),
    sa.ForeignKeyConstraint(['clause_version_id'], ['clause_versions.id'], name=op.f('fk_enactments_clause_version_id_clause_versions')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_enactments_decision_id_decisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enactments')),
    sa.UniqueConstraint('clause_id', 'sequence', name=op.f('uq_enactments_clause_id_sequence'))
    )
    op.add_column('proposals', sa.Column('kind', sa.String(length=16), server_default='ordinary', nullable=False))
    declared = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')
    op.add_column('votes', sa.Column('declared', declared, nullable=True))


def downgrade() -> None:
    op.drop_column('votes', 'declared')
    op.drop_column('proposals', 'kind')
    op.drop_table('enactments')
    with op.batch_alter_table('deadlocks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deadlocks_proposal_id'))

    op.drop_table('deadlocks')
    op.drop_table('amendment_days')
    op.drop_table('amendments')
    op.drop_table('clause_versions')
    op.drop_table('rule_examples')
    op.drop_table('clauses')
    op.drop_table('article_titles')
    op.drop_table('articles')
