"""The first schema: people, centers, members, bodies, rules, proposals, votes, history and mail.

Revision: 20261121_01, the first. Written 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '20261121_01'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('centers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('legal_entity', sa.String(length=255), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('time_zone', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centers')),
    sa.UniqueConstraint('code', name=op.f('uq_centers_code'))
    )
    op.create_table('history_entries',
    sa.Column('stream', sa.String(length=80), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('parameters', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'sequence', name=op.f('pk_history_entries'))
    )
    op.create_table('history_heads',
    sa.Column('stream', sa.String(length=80), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('sealed_sequence', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('stream', name=op.f('pk_history_heads'))
    )
    op.create_table('history_seals',
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('sequence', name=op.f('pk_history_seals'))
    )
    op.create_table('outbox_messages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recipient', sa.String(length=255), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('template', sa.String(length=64), nullable=False),
    sa.Column('parameters', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('abandoned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.String(length=255), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_messages'))
    )
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_messages_sent_at_due_at'), ['sent_at', 'due_at'], unique=False)

    op.create_table('people',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('full_name', sa.String(length=255), nullable=False),
    sa.Column('called_name', sa.String(length=255), nullable=False),
    sa.Column('search_key', sa.String(length=255), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('time_zone', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people'))
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_people_search_key'), ['search_key'], unique=False)

    op.create_table('rule_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('in_force_from', sa.Date(), nullable=True),
    sa.Column('in_force_until', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_versions')),
    sa.UniqueConstraint('code', 'number', name=op.f('uq_rule_versions_code_number'))
    )
    with op.batch_alter_table('rule_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rule_versions_fingerprint'), ['fingerprint'], unique=False)

    op.create_table('throttles',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('origin', sa.String(length=64), nullable=False),
    sa.Column('window_start', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'origin', 'window_start', name=op.f('pk_throttles'))
    )
    op.create_table('accounts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(length=255), nullable=False),
    sa.Column('email_key', sa.String(length=255), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=True),
    sa.Column('epoch', sa.String(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_accounts_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('email_key', name=op.f('uq_accounts_email_key')),
    sa.UniqueConstraint('person_id', name=op.f('uq_accounts_person_id'))
    )
    op.create_table('bodies',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=True),
    sa.Column('seats', sa.Integer(), nullable=True),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(kind = 'assembly') = (center_id IS NOT NULL)", name=op.f('ck_bodies_center')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_bodies_center_id_centers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bodies')),
    sa.UniqueConstraint('code', name=op.f('uq_bodies_code'))
    )
    op.create_table('center_names',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('short_name', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_center_names_center_id_centers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_center_names')),
    sa.UniqueConstraint('center_id', 'language', name=op.f('uq_center_names_center_id_language'))
    )
    op.create_table('joint_acts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=False),
    sa.Column('parameters', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_center_id', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lapses_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('confirmed_center_id', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('confirmed_by IS NULL OR confirmed_by <> asked_by', name=op.f('ck_joint_acts_two_people')),
    sa.CheckConstraint('confirmed_center_id IS NULL OR confirmed_center_id <> asked_center_id', name=op.f('ck_joint_acts_two_centers')),
    sa.ForeignKeyConstraint(['asked_by'], ['people.id'], name=op.f('fk_joint_acts_asked_by_people')),
    sa.ForeignKeyConstraint(['asked_center_id'], ['centers.id'], name=op.f('fk_joint_acts_asked_center_id_centers')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['people.id'], name=op.f('fk_joint_acts_confirmed_by_people')),
    sa.ForeignKeyConstraint(['confirmed_center_id'], ['centers.id'], name=op.f('fk_joint_acts_confirmed_center_id_centers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_acts'))
    )
    with op.batch_alter_table('joint_acts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joint_acts_kind_object_id'), ['kind', 'object_id'], unique=False)

    op.create_table('members',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('search_key', sa.String(length=255), nullable=False),
    sa.Column('sort_key', sa.String(length=255), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(kind = 'individual') = (person_id IS NOT NULL)", name=op.f('ck_members_person')),
    sa.CheckConstraint("kind IN ('organization', 'individual')", name=op.f('ck_members_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_members_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_members')),
    sa.UniqueConstraint('person_id', name=op.f('uq_members_person_id'))
    )
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.create_index('ix_members_sort_key_id', ['sort_key', 'id'], unique=False)

    op.create_table('account_tokens',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('purpose', sa.String(length=32), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_account_tokens_account_id_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_tokens')),
    sa.UniqueConstraint('digest', name=op.f('uq_account_tokens_digest'))
    )
    with op.batch_alter_table('account_tokens', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_tokens_account_id_purpose'), ['account_id', 'purpose'], unique=False)

    op.create_table('affiliations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=64), nullable=False),
    sa.CheckConstraint('until_on IS NULL OR until_on > from_on', name=op.f('ck_affiliations_days')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_affiliations_center_id_centers')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_affiliations_member_id_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_affiliations'))
    )
    with op.batch_alter_table('affiliations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_affiliations_center_id_member_id'), ['center_id', 'member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_affiliations_member_id_from_on'), ['member_id', 'from_on'], unique=False)

    op.create_table('body_names',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('body_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_body_names_body_id_bodies'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_names')),
    sa.UniqueConstraint('body_id', 'language', name=op.f('uq_body_names_body_id_language'))
    )
    op.create_table('mandates',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('body_id', sa.Uuid(), nullable=True),
    sa.Column('center_id', sa.Uuid(), nullable=True),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.CheckConstraint('until_on IS NULL OR until_on > from_on', name=op.f('ck_mandates_days')),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_mandates_body_id_bodies')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_mandates_center_id_centers')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mandates_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandates'))
    )
    with op.batch_alter_table('mandates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mandates_body_id_kind'), ['body_id', 'kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandates_person_id'), ['person_id'], unique=False)

    op.create_table('proposals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=False),
    sa.Column('body_id', sa.Uuid(), nullable=False),
    sa.Column('scope_center_id', sa.Uuid(), nullable=True),
    sa.Column('visibility', sa.String(length=16), nullable=False),
    sa.Column('sponsor_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_proposals_body_id_bodies')),
    sa.ForeignKeyConstraint(['scope_center_id'], ['centers.id'], name=op.f('fk_proposals_scope_center_id_centers')),
    sa.ForeignKeyConstraint(['sponsor_id'], ['people.id'], name=op.f('fk_proposals_sponsor_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sa.UniqueConstraint('number', name=op.f('uq_proposals_number'))
    )
    op.create_table('representatives',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('votes', sa.Boolean(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.CheckConstraint('until_on IS NULL OR until_on > from_on', name=op.f('ck_representatives_days')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_representatives_member_id_members'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_representatives_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_representatives'))
    )
    with op.batch_alter_table('representatives', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_representatives_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_representatives_person_id'), ['person_id'], unique=False)

    op.create_table('standings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=64), nullable=False),
    sa.CheckConstraint('until_on IS NULL OR until_on > from_on', name=op.f('ck_standings_days')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_standings_member_id_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standings'))
    )
    with op.batch_alter_table('standings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standings_member_id_from_on'), ['member_id', 'from_on'], unique=False)

    op.create_table('proposal_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('source_language', sa.String(length=8), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_proposal_versions_author_id_people')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_proposal_versions_proposal_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_versions')),
    sa.UniqueConstraint('proposal_id', 'number', name=op.f('uq_proposal_versions_proposal_id_number'))
    )
    op.create_table('proposal_texts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('source_fingerprint', sa.String(length=64), nullable=True),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('reviewer_id', sa.Uuid(), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('original', 'draft', 'reviewed', 'certified')", name=op.f('ck_proposal_texts_status')),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_proposal_texts_author_id_people')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['people.id'], name=op.f('fk_proposal_texts_reviewer_id_people')),
    sa.ForeignKeyConstraint(['version_id'], ['proposal_versions.id'], name=op.f('fk_proposal_texts_version_id_proposal_versions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_texts')),
    sa.UniqueConstraint('version_id', 'language', name=op.f('uq_proposal_texts_version_id_language'))
    )
    op.create_table('votes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('body_id', sa.Uuid(), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('roll_date', sa.Date(), nullable=False),
    sa.Column('tie_rule', sa.String(length=32), nullable=True),
    sa.Column('smallest_cell', sa.Integer(), nullable=False),
    sa.Column('rule_version_id', sa.Uuid(), nullable=False),
    sa.Column('rule_document', sa.Text(), nullable=True),
    sa.Column('rule_fingerprint', sa.String(length=64), nullable=True),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_early_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('example', sa.Boolean(), nullable=False),
    sa.CheckConstraint("level IN ('open', 'sheet')", name=op.f('ck_votes_level')),
    sa.CheckConstraint('closes_at > opens_at', name=op.f('ck_votes_hours')),
    sa.CheckConstraint('frozen_at IS NULL OR rule_document IS NOT NULL', name=op.f('ck_votes_pinned')),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_votes_body_id_bodies')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_votes_proposal_id_proposals')),
    sa.ForeignKeyConstraint(['rule_version_id'], ['rule_versions.id'], name=op.f('fk_votes_rule_version_id_rule_versions')),
    sa.ForeignKeyConstraint(['version_id'], ['proposal_versions.id'], name=op.f('fk_votes_version_id_proposal_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_votes')),
    sa.UniqueConstraint('number', name=op.f('uq_votes_number'))
    )
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_votes_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('body_id', sa.Uuid(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('precision', sa.String(length=16), nullable=False),
    sa.Column('outcome', sa.String(length=64), nullable=False),
    sa.Column('record', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('verdict', sa.Text(), nullable=True),
    sa.CheckConstraint("kind IN ('vote', 'record')", name=op.f('ck_decisions_kind')),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_decisions_body_id_bodies')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_decisions_vote_id_votes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions')),
    sa.UniqueConstraint('number', name=op.f('uq_decisions_number'))
    )
    op.create_table('open_ballots',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('voter_id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('choices', sa.String(length=512), nullable=False),
    sa.Column('receipt', sa.String(length=64), nullable=False),
    sa.Column('cast_by', sa.Uuid(), nullable=False),
    sa.Column('cast_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cast_by'], ['people.id'], name=op.f('fk_open_ballots_cast_by_people')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_open_ballots_center_id_centers')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_open_ballots_vote_id_votes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_ballots')),
    sa.UniqueConstraint('receipt', name=op.f('uq_open_ballots_receipt')),
    sa.UniqueConstraint('vote_id', 'voter_id', name=op.f('uq_open_ballots_vote_id_voter_id'))
    )
    op.create_table('questions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('effective_if', sa.Integer(), nullable=True),
    sa.CheckConstraint('effective_if IS NULL OR effective_if < position', name=op.f('ck_questions_effective_if')),
    sa.CheckConstraint('position >= 1', name=op.f('ck_questions_position')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_questions_vote_id_votes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questions')),
    sa.UniqueConstraint('vote_id', 'position', name=op.f('uq_questions_vote_id_position'))
    )
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
    sa.PrimaryKeyConstraint('vote_id', 'voter_id', name=op.f('pk_roll_entries'))
    )
    with op.batch_alter_table('roll_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roll_entries_voter_id'), ['voter_id'], unique=False)

    op.create_table('sheet_ballots',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('center_id', sa.Uuid(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('choices', sa.String(length=512), nullable=False),
    sa.Column('receipt', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_sheet_ballots_center_id_centers')),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_sheet_ballots_vote_id_votes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_ballots')),
    sa.UniqueConstraint('receipt', name=op.f('uq_sheet_ballots_receipt')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('sheet_ballots', schema=None) as batch_op:
        batch_op.create_index('ix_sheet_ballots_count', ['vote_id', 'center_id', 'weight', 'choices'], unique=False)

    op.create_table('verdicts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=64), nullable=False),
    sa.Column('took_effect', sa.Boolean(), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('verdict', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_verdicts_vote_id_votes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verdicts')),
    sa.UniqueConstraint('vote_id', 'position', name=op.f('uq_verdicts_vote_id_position'))
    )
    op.create_table('vote_texts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['vote_id'], ['votes.id'], name=op.f('fk_vote_texts_vote_id_votes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_texts')),
    sa.UniqueConstraint('vote_id', 'language', name=op.f('uq_vote_texts_vote_id_language'))
    )
    op.create_table('decision_texts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_texts_decision_id_decisions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_texts')),
    sa.UniqueConstraint('decision_id', 'language', name=op.f('uq_decision_texts_decision_id_language'))
    )
    op.create_table('question_texts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('wording', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_texts_question_id_questions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_texts')),
    sa.UniqueConstraint('question_id', 'language', name=op.f('uq_question_texts_question_id_language'))
    )


def downgrade() -> None:
    op.drop_table('question_texts')
    op.drop_table('decision_texts')
    op.drop_table('vote_texts')
    op.drop_table('verdicts')
    with op.batch_alter_table('sheet_ballots', schema=None) as batch_op:
        batch_op.drop_index('ix_sheet_ballots_count')

    op.drop_table('sheet_ballots')
    with op.batch_alter_table('roll_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roll_entries_voter_id'))

    op.drop_table('roll_entries')
    op.drop_table('questions')
    op.drop_table('open_ballots')
    op.drop_table('decisions')
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_votes_proposal_id'))

    op.drop_table('votes')
    op.drop_table('proposal_texts')
    op.drop_table('proposal_versions')
    with op.batch_alter_table('standings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standings_member_id_from_on'))

    op.drop_table('standings')
    with op.batch_alter_table('representatives', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_representatives_person_id'))
        batch_op.drop_index(batch_op.f('ix_representatives_member_id'))

    op.drop_table('representatives')
    op.drop_table('proposals')
    with op.batch_alter_table('mandates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mandates_person_id'))
        batch_op.drop_index(batch_op.f('ix_mandates_body_id_kind'))

    op.drop_table('mandates')
    op.drop_table('body_names')
    with op.batch_alter_table('affiliations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_affiliations_member_id_from_on'))
        batch_op.drop_index(batch_op.f('ix_affiliations_center_id_member_id'))

    op.drop_table('affiliations')
    with op.batch_alter_table('account_tokens', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_tokens_account_id_purpose'))

    op.drop_table('account_tokens')
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_index('ix_members_sort_key_id')

    op.drop_table('members')
    with op.batch_alter_table('joint_acts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_joint_acts_kind_object_id'))

    op.drop_table('joint_acts')
    op.drop_table('center_names')
    op.drop_table('bodies')
    op.drop_table('accounts')
    op.drop_table('throttles')
    with op.batch_alter_table('rule_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rule_versions_fingerprint'))

    op.drop_table('rule_versions')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_people_search_key'))

    op.drop_table('people')
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_messages_sent_at_due_at'))

    op.drop_table('outbox_messages')
    op.drop_table('history_seals')
    op.drop_table('history_heads')
    op.drop_table('history_entries')
    op.drop_table('centers')
