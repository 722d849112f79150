"""decision tells payment and choice"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("afgoerelse", schema=None) as batch_op:
        batch_op.add_column(sa.Column("egenbetaling", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("udfoerervalg", sa.String(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a register is never taken back: restore the backup from before the migration")
