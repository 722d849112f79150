"""Orders and goals hold what VUM 2.0 wants told, and a leader's exception from samtykke has a place."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undtagelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("hvem", sa.String(), nullable=False),
        sa.Column("hjemmel", sa.String(), nullable=False),
        sa.Column("grund", sa.String(), nullable=False),
        sa.Column("til_dato", sa.Date(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_undtagelse_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undtagelse")),
    )
    with op.batch_alter_table("undtagelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undtagelse_sag_id"), ["sag_id"], unique=False)

    with op.batch_alter_table("bestilling", schema=None) as batch_op:
        batch_op.add_column(sa.Column("omfang", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("begynder", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("udredning", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("netvaerk", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("koordinering", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("giv_besked", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("kontaktrytme", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("maaling", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("maal", sa.JSON(), nullable=True))

    with op.batch_alter_table("maal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("maaltype", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("forventet_niveau", sa.Integer(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a register is never taken back: restore the backup from before the migration")
