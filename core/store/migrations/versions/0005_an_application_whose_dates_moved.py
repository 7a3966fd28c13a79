"""an application whose dates moved"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('applications', sa.Column('moved_at', sa.DateTime(timezone=True), nullable=True))


# There is no way down: going back is restoring the backup that was taken before.
