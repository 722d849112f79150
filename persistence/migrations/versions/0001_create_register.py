"""The register as it began: cases, clocks, letters, orders, the journal and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - every table of the first version, one after the other
    op.create_table(
        "borger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("cpr_krypteret", sa.String(), nullable=True),
        sa.Column("cpr_opslag", sa.String(), nullable=True),
        sa.Column("adresse_krypteret", sa.String(), nullable=True),
        sa.Column("telefon", sa.String(), nullable=True),
        sa.Column("digital_post", sa.Boolean(), nullable=False),
        sa.Column("adressebeskyttet", sa.Boolean(), nullable=False),
        sa.Column("sprog", sa.String(), nullable=False),
        sa.Column("vaerge", sa.String(), nullable=True),
        sa.Column("vaerge_siden", sa.DateTime(), nullable=True),
        sa.Column("moedeoenske", sa.String(), nullable=True),
        sa.Column("doed", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borger")),
        sa.UniqueConstraint("cpr_opslag", name=op.f("uq_borger_cpr_opslag")),
    )
    op.create_table(
        "fil",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stoerrelse", sa.Integer(), nullable=False),
        sa.Column("medietype", sa.String(), nullable=False),
        sa.Column("noegle_id", sa.String(), nullable=False),
        sa.Column("gemt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_fil")),
    )
    op.create_table(
        "medarbejder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("telefon", sa.String(), nullable=True),
        sa.Column("paragraffer", sa.JSON(), nullable=False),
        sa.Column("aktiv", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medarbejder")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_state_due_at_id"), ["state", "due_at", "id"], unique=False
        )

    op.create_table(
        "morgenpost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("til", sa.String(), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("forloeb_id", sa.Integer(), nullable=True),
        sa.Column("sagsnr", sa.String(), nullable=True),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("om", sa.String(), nullable=False),
        sa.Column("lov", sa.Boolean(), nullable=False),
        sa.Column("forfald", sa.Date(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_morgenpost")),
        sa.UniqueConstraint("noegle", name=op.f("uq_morgenpost_noegle")),
    )
    with op.batch_alter_table("morgenpost", schema=None) as batch_op:
        batch_op.create_index(
            "ix_morgenpost_til_id",
            ["til", "id"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        )

    op.create_table(
        "house_chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_nr", sa.Integer(), nullable=False),
        sa.Column("journal_hash", sa.String(), nullable=False),
        sa.Column("journal_key", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_chain")),
    )
    op.create_table(
        "register_mark",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_register_mark")),
    )
    op.create_table(
        "regelsaet",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_regelsaet")),
    )
    op.create_table(
        "kalender",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_kalender")),
    )
    op.create_table(
        "rule_version",
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("rule_id", "version", name=op.f("pk_rule_version")),
    )
    op.create_table(
        "udfoerer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("cvr", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("paragraffer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_udfoerer")),
    )
    op.create_table(
        "fravaer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("medarbejder_id", sa.String(), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=False),
        sa.Column("stedfortraeder_id", sa.String(), nullable=False),
        sa.Column("registreret_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["medarbejder_id"], ["medarbejder.id"], name=op.f("fk_fravaer_medarbejder_id_medarbejder")
        ),
        sa.ForeignKeyConstraint(
            ["stedfortraeder_id"], ["medarbejder.id"], name=op.f("fk_fravaer_stedfortraeder_id_medarbejder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fravaer")),
    )
    with op.batch_alter_table("fravaer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fravaer_medarbejder_id_til"), ["medarbejder_id", "til"], unique=False
        )

    op.create_table(
        "sag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("borger_id", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("sagsbehandler_id", sa.String(), nullable=True),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("ressourcer_bekraeftet", sa.DateTime(), nullable=True),
        sa.Column("journal_nr", sa.Integer(), nullable=False),
        sa.Column("journal_hash", sa.String(), nullable=False),
        sa.Column("journal_key", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["borger_id"], ["borger.id"], name=op.f("fk_sag_borger_id_borger")),
        sa.ForeignKeyConstraint(
            ["sagsbehandler_id"], ["medarbejder.id"], name=op.f("fk_sag_sagsbehandler_id_medarbejder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sag")),
        sa.UniqueConstraint("nummer", name=op.f("uq_sag_nummer")),
    )
    with op.batch_alter_table("sag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sag_borger_id"), ["borger_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sag_sagsbehandler_id"), ["sagsbehandler_id"], unique=False)

    op.create_table(
        "forloeb",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("fase_siden", sa.DateTime(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("venter", sa.Boolean(), nullable=False),
        sa.Column("akut", sa.Boolean(), nullable=False),
        sa.Column("handlekommune", sa.Boolean(), nullable=False),
        sa.Column("p82_overvejet", sa.Boolean(), nullable=False),
        sa.Column("aeldrelov", sa.Boolean(), nullable=False),
        sa.Column("afklaring_note", sa.String(), nullable=True),
        sa.Column("care_gennemgaaet", sa.DateTime(), nullable=True),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("afsluttet", sa.DateTime(), nullable=True),
        sa.Column("afslutning_grund", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_forloeb_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forloeb")),
        sa.UniqueConstraint("sag_id", "nr", name=op.f("uq_forloeb_sag_id_nr")),
    )
    with op.batch_alter_table("forloeb", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forloeb_tilstand_fase"), ["tilstand", "fase"], unique=False)

    op.create_table(
        "maal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("oenske_nr", sa.Integer(), nullable=True),
        sa.Column("horisont", sa.String(), nullable=True),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_maal_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maal")),
        sa.UniqueConstraint("sag_id", "nr", name=op.f("uq_maal_sag_id_nr")),
    )
    op.create_table(
        "maaling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("vaerdi", sa.JSON(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_maaling_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maaling")),
    )
    with op.batch_alter_table("maaling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_maaling_sag_id"), ["sag_id"], unique=False)

    op.create_table(
        "maal_vurdering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("maal_nr", sa.Integer(), nullable=False),
        sa.Column("hvem", sa.String(), nullable=False),
        sa.Column("tal", sa.Float(), nullable=False),
        sa.Column("ord", sa.String(), nullable=True),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_maal_vurdering_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maal_vurdering")),
    )
    with op.batch_alter_table("maal_vurdering", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maal_vurdering_sag_id_maal_nr"), ["sag_id", "maal_nr"], unique=False
        )

    op.create_table(
        "netvaerksperson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("person_krypteret", sa.String(), nullable=True),
        sa.Column("sektor", sa.String(), nullable=False),
        sa.Column("kontakt", sa.String(), nullable=False),
        sa.Column("stemning", sa.String(), nullable=True),
        sa.Column("oensket", sa.Boolean(), nullable=False),
        sa.Column("maa_kontaktes", sa.Date(), nullable=True),
        sa.Column("registreret", sa.DateTime(), nullable=False),
        sa.Column("fjernet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_netvaerksperson_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_netvaerksperson")),
    )
    with op.batch_alter_table("netvaerksperson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_netvaerksperson_sag_id"), ["sag_id"], unique=False)

    op.create_table(
        "oenske",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("perspektiv", sa.Integer(), nullable=False),
        sa.Column("kan_ikke", sa.Boolean(), nullable=False),
        sa.Column("hvem_siger", sa.String(), nullable=True),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_oenske_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oenske")),
        sa.UniqueConstraint("sag_id", "nr", name=op.f("uq_oenske_sag_id_nr")),
    )
    op.create_table(
        "samtykke",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("oplysninger", sa.String(), nullable=True),
        sa.Column("givet", sa.Date(), nullable=False),
        sa.Column("til_dato", sa.Date(), nullable=False),
        sa.Column("trukket", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_samtykke_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samtykke")),
    )
    with op.batch_alter_table("samtykke", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_samtykke_sag_id_kilde"), ["sag_id", "kilde"], unique=False)

    op.create_table(
        "tema_vurdering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("tema", sa.String(), nullable=False),
        sa.Column("niveau", sa.Integer(), nullable=True),
        sa.Column("ressourcer", sa.String(), nullable=True),
        sa.Column("udfordringer", sa.String(), nullable=True),
        sa.Column("perspektiv", sa.Integer(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=True),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_tema_vurdering_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tema_vurdering")),
    )
    with op.batch_alter_table("tema_vurdering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tema_vurdering_sag_id"), ["sag_id"], unique=False)

    op.create_table(
        "aendret_behov",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("fra", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("meldt", sa.DateTime(), nullable=False),
        sa.Column("udfald", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("vurderet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_aendret_behov_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aendret_behov")),
    )
    with op.batch_alter_table("aendret_behov", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aendret_behov_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "aktindsigt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("anmodet", sa.DateTime(), nullable=False),
        sa.Column("givet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_aktindsigt_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aktindsigt")),
    )
    with op.batch_alter_table("aktindsigt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aktindsigt_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "ansoegning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("modtaget", sa.Date(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("afgjort", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_ansoegning_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ansoegning")),
    )
    with op.batch_alter_table("ansoegning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ansoegning_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "bestilling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("udfoerer_id", sa.String(), nullable=False),
        sa.Column("ydelse", sa.String(), nullable=True),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("koordinator", sa.String(), nullable=True),
        sa.Column("opfoelgning", sa.Date(), nullable=True),
        sa.Column("baggrund", sa.String(), nullable=True),
        sa.Column("stoettebehov", sa.String(), nullable=True),
        sa.Column("maalgruppe", sa.String(), nullable=True),
        sa.Column("formaal", sa.String(), nullable=True),
        sa.Column("leveringsform", sa.String(), nullable=True),
        sa.Column("pris", sa.String(), nullable=True),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("sendt", sa.DateTime(), nullable=True),
        sa.Column("kvitteret", sa.DateTime(), nullable=True),
        sa.Column("startet", sa.DateTime(), nullable=True),
        sa.Column("indsatsplan", sa.DateTime(), nullable=True),
        sa.Column("afsluttet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_bestilling_forloeb_id_forloeb")
        ),
        sa.ForeignKeyConstraint(
            ["udfoerer_id"], ["udfoerer.id"], name=op.f("fk_bestilling_udfoerer_id_udfoerer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bestilling")),
    )
    with op.batch_alter_table("bestilling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bestilling_forloeb_id"), ["forloeb_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bestilling_udfoerer_id"), ["udfoerer_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("calendar_version", sa.String(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("again", sa.JSON(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("start_event", sa.String(), nullable=False),
        sa.Column("start_om", sa.String(), nullable=True),
        sa.Column("noegler", sa.JSON(), nullable=False),
        sa.Column("aftalt", sa.Boolean(), nullable=False),
        sa.Column("forgaenger_id", sa.Integer(), nullable=True),
        sa.Column("flytninger", sa.JSON(), nullable=False),
        sa.Column("hviler_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forgaenger_id"], ["deadline.id"], name=op.f("fk_deadline_forgaenger_id_deadline")
        ),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_deadline_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deadline_forloeb_id_state"), ["forloeb_id", "state"], unique=False
        )
        batch_op.create_index(
            "ix_deadline_next_at",
            ["next_at", "id"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.create_table(
        "dokument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("brev", sa.String(), nullable=False),
        sa.Column("til", sa.String(), nullable=False),
        sa.Column("modtager", sa.String(), nullable=True),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("ord", sa.JSON(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("godkendt", sa.DateTime(), nullable=True),
        sa.Column("godkendt_af", sa.String(), nullable=True),
        sa.Column("ny_dato", sa.Date(), nullable=True),
        sa.Column("ordlyd_version", sa.String(), nullable=True),
        sa.Column("pdf_sha256", sa.String(), nullable=True),
        sa.Column("docx_sha256", sa.String(), nullable=True),
        sa.Column("word_sha256", sa.String(), nullable=True),
        sa.Column("konvolut_krypteret", sa.String(), nullable=True),
        sa.Column("kanal", sa.String(), nullable=True),
        sa.Column("sendt", sa.DateTime(), nullable=True),
        sa.Column("modtages", sa.DateTime(), nullable=True),
        sa.Column("modtaget", sa.DateTime(), nullable=True),
        sa.Column("kvittering", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["docx_sha256"], ["fil.sha256"], name=op.f("fk_dokument_docx_sha256_fil")),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_dokument_forloeb_id_forloeb")),
        sa.ForeignKeyConstraint(["pdf_sha256"], ["fil.sha256"], name=op.f("fk_dokument_pdf_sha256_fil")),
        sa.ForeignKeyConstraint(["word_sha256"], ["fil.sha256"], name=op.f("fk_dokument_word_sha256_fil")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dokument")),
        sa.UniqueConstraint("noegle", name=op.f("uq_dokument_noegle")),
    )
    with op.batch_alter_table("dokument", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dokument_forloeb_id_tilstand"), ["forloeb_id", "tilstand"], unique=False
        )
        batch_op.create_index(
            "ix_dokument_modtages",
            ["modtages"],
            unique=False,
            sqlite_where=sa.text("modtages IS NOT NULL"),
            postgresql_where=sa.text("modtages IS NOT NULL"),
        )

    op.create_table(
        "fase_historik",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("fra", sa.String(), nullable=True),
        sa.Column("startet", sa.DateTime(), nullable=False),
        sa.Column("sluttet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_fase_historik_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fase_historik")),
    )
    with op.batch_alter_table("fase_historik", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fase_historik_forloeb_id_startet"), ["forloeb_id", "startet"], unique=False
        )

    op.create_table(
        "forespoergsel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("oplysninger", sa.String(), nullable=True),
        sa.Column("spurgt", sa.Date(), nullable=False),
        sa.Column("modtaget", sa.Date(), nullable=True),
        sa.Column("svar", sa.String(), nullable=True),
        sa.Column("opgivet", sa.Date(), nullable=True),
        sa.Column("grund", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_forespoergsel_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forespoergsel")),
    )
    with op.batch_alter_table("forespoergsel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forespoergsel_forloeb_id_kilde"), ["forloeb_id", "kilde"], unique=False
        )

    op.create_table(
        "handleplan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("tilbudt", sa.DateTime(), nullable=False),
        sa.Column("svar", sa.String(), nullable=True),
        sa.Column("svaret", sa.DateTime(), nullable=True),
        sa.Column("aktiv", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_handleplan_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handleplan")),
    )
    with op.batch_alter_table("handleplan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handleplan_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "henvendelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("modtaget", sa.DateTime(), nullable=False),
        sa.Column("kanal", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("akut", sa.Boolean(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_henvendelse_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_henvendelse")),
        sa.UniqueConstraint("noegle", name=op.f("uq_henvendelse_noegle")),
    )
    with op.batch_alter_table("henvendelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_henvendelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=True),
        sa.Column("forloeb_id", sa.Integer(), nullable=True),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("payload_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_journal_forloeb_id_forloeb")),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_journal_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("sag_id", "nr", name=op.f("uq_journal_sag_id_nr")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_forloeb_id_id"), ["forloeb_id", "id"], unique=False)

    op.create_table(
        "kadence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("udfoerer_id", sa.String(), nullable=True),
        sa.Column("paragraf", sa.String(), nullable=True),
        sa.Column("interval", sa.String(), nullable=True),
        sa.Column("antal", sa.Integer(), nullable=True),
        sa.Column("startet", sa.DateTime(), nullable=False),
        sa.Column("startet_af", sa.String(), nullable=False),
        sa.Column("fra_udfoerer", sa.Boolean(), nullable=False),
        sa.Column("ny_til", sa.Date(), nullable=True),
        sa.Column("stoppet", sa.DateTime(), nullable=True),
        sa.Column("stoppet_ved", sa.String(), nullable=True),
        sa.Column("grund", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_kadence_forloeb_id_forloeb")),
        sa.ForeignKeyConstraint(
            ["udfoerer_id"], ["udfoerer.id"], name=op.f("fk_kadence_udfoerer_id_udfoerer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kadence")),
    )
    with op.batch_alter_table("kadence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kadence_forloeb_id_stoppet"), ["forloeb_id", "stoppet"], unique=False
        )

    op.create_table(
        "kadence_gang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kadence_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("registreret", sa.DateTime(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kadence_id"], ["kadence.id"], name=op.f("fk_kadence_gang_kadence_id_kadence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kadence_gang")),
    )
    with op.batch_alter_table("kadence_gang", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kadence_gang_kadence_id"), ["kadence_id"], unique=False)

    op.create_table(
        "udfoerer_kadence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("udfoerer_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("interval", sa.String(), nullable=True),
        sa.Column("antal", sa.Integer(), nullable=True),
        sa.Column("startet", sa.DateTime(), nullable=False),
        sa.Column("startet_af", sa.String(), nullable=False),
        sa.Column("stoppet", sa.DateTime(), nullable=True),
        sa.Column("stoppet_af", sa.String(), nullable=True),
        sa.Column("grund", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["udfoerer_id"], ["udfoerer.id"], name=op.f("fk_udfoerer_kadence_udfoerer_id_udfoerer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_udfoerer_kadence")),
    )
    with op.batch_alter_table("udfoerer_kadence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_udfoerer_kadence_udfoerer_id_stoppet"), ["udfoerer_id", "stoppet"], unique=False
        )

    op.create_table(
        "kontakt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("med", sa.JSON(), nullable=False),
        sa.Column("notat", sa.String(), nullable=True),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_kontakt_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kontakt")),
    )
    with op.batch_alter_table("kontakt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kontakt_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "forsendelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dokument_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("besked_id", sa.String(), nullable=False),
        sa.Column("kanal", sa.String(), nullable=False),
        sa.Column("sendt", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("meldt", sa.DateTime(), nullable=True),
        sa.Column("kode", sa.String(), nullable=True),
        sa.Column("opgivet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dokument_id"], ["dokument.id"], name=op.f("fk_forsendelse_dokument_id_dokument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forsendelse")),
        sa.UniqueConstraint("besked_id", name=op.f("uq_forsendelse_besked_id")),
        sa.UniqueConstraint("dokument_id", "nr", name=op.f("uq_forsendelse_dokument_id_nr")),
    )

    op.create_table(
        "indgaaende_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("slags", sa.String(), nullable=False),
        sa.Column("fra", sa.String(), nullable=False),
        sa.Column("fra_hvem", sa.String(), nullable=True),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("modtaget", sa.DateTime(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("handling", sa.String(), nullable=True),
        sa.Column("tekst", sa.String(), nullable=True),
        sa.Column("af", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_indgaaende_post_forloeb_id_forloeb")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["fil.sha256"], name=op.f("fk_indgaaende_post_sha256_fil")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indgaaende_post")),
    )
    with op.batch_alter_table("indgaaende_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indgaaende_post_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "moede",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=True),
        sa.Column("sted", sa.String(), nullable=True),
        sa.Column("deltagere", sa.JSON(), nullable=False),
        sa.Column("indkaldt", sa.DateTime(), nullable=True),
        sa.Column("afholdt", sa.DateTime(), nullable=True),
        sa.Column("noegle", sa.String(), nullable=True),
        sa.Column("sekvens", sa.Integer(), nullable=False),
        sa.Column("aendret", sa.DateTime(), nullable=True),
        sa.Column("aflyst", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_moede_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moede")),
    )
    with op.batch_alter_table("moede", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moede_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "mundtlig_meddelelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("undladt", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_mundtlig_meddelelse_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mundtlig_meddelelse")),
    )
    with op.batch_alter_table("mundtlig_meddelelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mundtlig_meddelelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "opfoelgning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("holdt", sa.DateTime(), nullable=False),
        sa.Column("udfald", sa.String(), nullable=False),
        sa.Column("naeste", sa.Date(), nullable=True),
        sa.Column("borgerens_vurdering", sa.String(), nullable=False),
        sa.Column("uden_status", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_opfoelgning_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opfoelgning")),
    )
    with op.batch_alter_table("opfoelgning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opfoelgning_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "opgave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("medarbejder_id", sa.String(), nullable=True),
        sa.Column("stillet", sa.DateTime(), nullable=False),
        sa.Column("lukket", sa.DateTime(), nullable=True),
        sa.Column("frist_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_opgave_forloeb_id_forloeb")),
        sa.ForeignKeyConstraint(
            ["medarbejder_id"], ["medarbejder.id"], name=op.f("fk_opgave_medarbejder_id_medarbejder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opgave")),
    )
    with op.batch_alter_table("opgave", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opgave_forloeb_id_lukket"), ["forloeb_id", "lukket"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_opgave_medarbejder_id"), ["medarbejder_id"], unique=False)

    op.create_table(
        "partshoering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=True),
        sa.Column("oplysning", sa.String(), nullable=False),
        sa.Column("startet", sa.DateTime(), nullable=False),
        sa.Column("svar_senest", sa.Date(), nullable=True),
        sa.Column("svar", sa.String(), nullable=True),
        sa.Column("svaret", sa.DateTime(), nullable=True),
        sa.Column("bortfaldet", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_partshoering_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partshoering")),
    )
    with op.batch_alter_table("partshoering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partshoering_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "port_tilsidesaettelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("port", sa.String(), nullable=False),
        sa.Column("grund", sa.String(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("brugt", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_port_tilsidesaettelse_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_port_tilsidesaettelse")),
    )
    with op.batch_alter_table("port_tilsidesaettelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_port_tilsidesaettelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "punkt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("runde", sa.Integer(), nullable=False),
        sa.Column("punkt_id", sa.String(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("af", sa.String(), nullable=True),
        sa.Column("aendret", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_punkt_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_punkt")),
        sa.UniqueConstraint(
            "forloeb_id", "fase", "runde", "punkt_id", name=op.f("uq_punkt_forloeb_id_fase_runde_punkt_id")
        ),
    )
    op.create_table(
        "status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("udfoerer_id", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("modtaget", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_status_forloeb_id_forloeb")),
        sa.ForeignKeyConstraint(
            ["udfoerer_id"], ["udfoerer.id"], name=op.f("fk_status_udfoerer_id_udfoerer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status")),
    )
    with op.batch_alter_table("status", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_status_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "begrundelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("anmodet", sa.DateTime(), nullable=False),
        sa.Column("ret", sa.Boolean(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=True),
        sa.Column("givet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_begrundelse_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begrundelse")),
    )
    with op.batch_alter_table("begrundelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_begrundelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "brud",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("opdaget", sa.DateTime(), nullable=False),
        sa.Column("meldt", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("anmeldt", sa.DateTime(), nullable=True),
        sa.Column("ikke_anmeldt", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_brud_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brud")),
    )
    with op.batch_alter_table("brud", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brud_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "gdpr_indsigt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("anmodet", sa.DateTime(), nullable=False),
        sa.Column("forlaenget", sa.DateTime(), nullable=True),
        sa.Column("grund", sa.String(), nullable=True),
        sa.Column("givet", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_gdpr_indsigt_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gdpr_indsigt")),
    )
    with op.batch_alter_table("gdpr_indsigt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gdpr_indsigt_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "optagelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("boform", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("registreret", sa.DateTime(), nullable=False),
        sa.Column("orienteret", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_optagelse_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_optagelse")),
    )
    with op.batch_alter_table("optagelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_optagelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "handlekommune_skift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sag_id", sa.Integer(), nullable=False),
        sa.Column("kommune", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("grund", sa.String(), nullable=True),
        sa.Column("registreret", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sag_id"], ["sag.id"], name=op.f("fk_handlekommune_skift_sag_id_sag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handlekommune_skift")),
    )
    with op.batch_alter_table("handlekommune_skift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handlekommune_skift_sag_id"), ["sag_id"], unique=False)

    op.create_table(
        "udskrivning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("afdeling", sa.String(), nullable=True),
        sa.Column("dato", sa.Date(), nullable=True),
        sa.Column("varslet", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_udskrivning_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_udskrivning")),
    )
    with op.batch_alter_table("udskrivning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_udskrivning_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "afgoerelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("ansoegning_id", sa.Integer(), nullable=True),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("udfald", sa.String(), nullable=False),
        sa.Column("regel", sa.String(), nullable=True),
        sa.Column("hovedhensyn", sa.String(), nullable=True),
        sa.Column("fakta", sa.String(), nullable=True),
        sa.Column("omfang", sa.String(), nullable=True),
        sa.Column("virkning_fra", sa.Date(), nullable=True),
        sa.Column("slut", sa.Date(), nullable=True),
        sa.Column("ikke_bevilget", sa.String(), nullable=True),
        sa.Column("anden_hjaelp", sa.String(), nullable=True),
        sa.Column("aendret_siden", sa.String(), nullable=True),
        sa.Column("borgerens_syn", sa.String(), nullable=True),
        sa.Column("truffet", sa.DateTime(), nullable=False),
        sa.Column("truffet_af", sa.String(), nullable=False),
        sa.Column("sendt", sa.DateTime(), nullable=True),
        sa.Column("modtaget", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ansoegning_id"], ["ansoegning.id"], name=op.f("fk_afgoerelse_ansoegning_id_ansoegning")
        ),
        sa.ForeignKeyConstraint(
            ["forloeb_id"], ["forloeb.id"], name=op.f("fk_afgoerelse_forloeb_id_forloeb")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afgoerelse")),
    )
    with op.batch_alter_table("afgoerelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afgoerelse_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "journal_payload",
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name=op.f("fk_journal_payload_journal_id_journal")
        ),
        sa.PrimaryKeyConstraint("journal_id", name=op.f("pk_journal_payload")),
    )
    op.create_table(
        "bevilling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("afgoerelse_id", sa.Integer(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("ophoert", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["afgoerelse_id"], ["afgoerelse.id"], name=op.f("fk_bevilling_afgoerelse_id_afgoerelse")
        ),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_bevilling_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bevilling")),
        sa.UniqueConstraint("afgoerelse_id", name=op.f("uq_bevilling_afgoerelse_id")),
    )
    with op.batch_alter_table("bevilling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bevilling_forloeb_id"), ["forloeb_id"], unique=False)

    op.create_table(
        "klage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forloeb_id", sa.Integer(), nullable=False),
        sa.Column("afgoerelse_id", sa.Integer(), nullable=False),
        sa.Column("modtaget", sa.DateTime(), nullable=False),
        sa.Column("resultat", sa.String(), nullable=True),
        sa.Column("begrundelse", sa.String(), nullable=True),
        sa.Column("genvurderet", sa.DateTime(), nullable=True),
        sa.Column("fastholdt", sa.String(), nullable=True),
        sa.Column("svaret", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["afgoerelse_id"], ["afgoerelse.id"], name=op.f("fk_klage_afgoerelse_id_afgoerelse")
        ),
        sa.ForeignKeyConstraint(["forloeb_id"], ["forloeb.id"], name=op.f("fk_klage_forloeb_id_forloeb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_klage")),
    )
    with op.batch_alter_table("klage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_klage_forloeb_id"), ["forloeb_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a register is never taken back: restore the backup from before the migration")
