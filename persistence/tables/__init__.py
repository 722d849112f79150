"""All tables of the register, known to the metadata once this package is imported."""

from persistence.tables.afgoerelse import (
    Afgoerelse,
    Aktindsigt,
    Bevilling,
    Klage,
    MundtligMeddelelse,
    Partshoering,
)
from persistence.tables.base import Table, table_of
from persistence.tables.bestilling import AendretBehov, Bestilling, Opfoelgning, Status, Udskrivning
from persistence.tables.case import (
    Ansoegning,
    FaseHistorik,
    Forloeb,
    Henvendelse,
    Opgave,
    PortTilsidesaettelse,
    Punkt,
    Sag,
)
from persistence.tables.deadline import Deadline, RuleVersion
from persistence.tables.document import Dokument, Fil
from persistence.tables.journal import HouseChain, JournalEntry, JournalPayload, RegisterMark
from persistence.tables.oplysning import (
    Forespoergsel,
    Handleplan,
    Kontakt,
    Maal,
    Maaling,
    Moede,
    Oenske,
    Samtykke,
    TemaVurdering,
)
from persistence.tables.outbox import OutboxRow
from persistence.tables.parties import Borger, Fravaer, Medarbejder, Udfoerer

__all__ = [
    "AendretBehov", "Afgoerelse", "Aktindsigt", "Ansoegning", "Bestilling", "Bevilling", "Borger",
    "Deadline", "Dokument", "FaseHistorik", "Fil", "Forespoergsel", "Forloeb", "Fravaer", "Handleplan",
    "Henvendelse", "HouseChain",
    "JournalEntry", "JournalPayload", "Klage", "Kontakt", "Maal", "Maaling", "Medarbejder",
    "Moede", "MundtligMeddelelse", "Oenske", "Opfoelgning", "Opgave", "OutboxRow", "Partshoering",
    "PortTilsidesaettelse", "Punkt", "RegisterMark", "RuleVersion", "Sag", "Samtykke", "Status", "Table",
    "TemaVurdering", "Udfoerer", "Udskrivning",
    "table_of",
]  # fmt: skip
