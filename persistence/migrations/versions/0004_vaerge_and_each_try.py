"""A guardian can be reached, a letter can be a copy of another, and each try keeps what left with it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("borger") as borger:
        borger.add_column(sa.Column("vaerge_art", sa.String(), nullable=True))
        borger.add_column(sa.Column("vaerge_omfang", sa.String(), nullable=True))
        borger.add_column(sa.Column("vaerge_kanal", sa.String(), nullable=True))
        borger.add_column(sa.Column("vaerge_krypteret", sa.String(), nullable=True))
    with op.batch_alter_table("dokument") as dokument:
        dokument.add_column(sa.Column("kopi_af", sa.Integer(), nullable=True))
        dokument.create_foreign_key(op.f("fk_dokument_kopi_af_dokument"), "dokument", ["kopi_af"], ["id"])
        dokument.create_index(op.f("ix_dokument_kopi_af"), ["kopi_af"])
    with op.batch_alter_table("forsendelse") as forsendelse:
        forsendelse.add_column(sa.Column("ordlyd_version", sa.String(), nullable=True))
        forsendelse.add_column(sa.Column("pdf_sha256", sa.String(), nullable=True))
        forsendelse.add_column(sa.Column("docx_sha256", sa.String(), nullable=True))
        forsendelse.add_column(sa.Column("konvolut_krypteret", sa.String(), nullable=True))
        for column in ("pdf_sha256", "docx_sha256"):
            name = op.f(f"fk_forsendelse_{column}_fil")
            forsendelse.create_foreign_key(name, "fil", [column], ["sha256"])
    # What a letter is now is what its newest try that has left took with it; of earlier ones nothing was kept. The
    # envelope is sealed to its row in `dokument`, and stays there.
    op.execute(
        """
        UPDATE forsendelse SET
            pdf_sha256 = (SELECT pdf_sha256 FROM dokument WHERE dokument.id = forsendelse.dokument_id),
            docx_sha256 = (SELECT docx_sha256 FROM dokument WHERE dokument.id = forsendelse.dokument_id),
            ordlyd_version = (SELECT ordlyd_version FROM dokument WHERE dokument.id = forsendelse.dokument_id)
        WHERE sendt IS NOT NULL AND nr = (
            SELECT max(nr) FROM forsendelse AS other WHERE other.dokument_id = forsendelse.dokument_id
        )
        """
    )


def downgrade() -> None:
    raise NotImplementedError("a register is never taken back: restore the backup from before the migration")
