"""content that changes without a release"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('content_issues',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.BigInteger(), nullable=False),
    sa.Column('seconded_by', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_content_issues'))
    )
    op.create_table('content_files',
    sa.Column('issue', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('path', sa.String(length=128), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('issue', 'path', name=op.f('pk_content_files'))
    )
    op.create_table('content_proposals',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposed_by', sa.BigInteger(), nullable=False),
    sa.Column('base', sa.Integer(), nullable=False),
    sa.Column('data_version', sa.String(length=16), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('confirmed_by', sa.BigInteger(), nullable=True),
    sa.Column('issue', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_content_proposals'))
    )
    op.create_index(op.f('ix_content_proposals_at'), 'content_proposals', ['at'])
    op.create_table('content_drafts',
    sa.Column('proposal', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('path', sa.String(length=128), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('proposal', 'path', name=op.f('pk_content_drafts'))
    )
    guard()


def guard() -> None:
    """What was published is never changed or deleted."""
    sqlite = op.get_bind().dialect.name == 'sqlite'
    for table in ('content_issues', 'content_files'):
        for verb in ('UPDATE', 'DELETE') if sqlite else ():
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        if not sqlite:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )


# There is no way down: going back is restoring the backup that was taken before.
