"""All tables of the register, known to the metadata once this package is imported."""

from persistence.tables.afgoerelse import (
    Afgoerelse,
    Aktindsigt,
    Begrundelse,
    Bevilling,
    Klage,
    MundtligMeddelelse,
    Partshoering,
)
from persistence.tables.base import Table, table_of
from persistence.tables.bestilling import (
    AendretBehov,
    Bestilling,
    Opfoelgning,
    Optagelse,
    Status,
    Udskrivning,
)
from persistence.tables.case import (
    Ansoegning,
    FaseHistorik,
    Forloeb,
    HandlekommuneSkift,
    Henvendelse,
    Opgave,
    PortTilsidesaettelse,
    Punkt,
    Sag,
)
from persistence.tables.databeskyttelse import Brud, GdprIndsigt
from persistence.tables.deadline import Deadline, Kalender, Regelsaet, RuleVersion
from persistence.tables.document import Dokument, Fil, Forsendelse, IndgaaendePost
from persistence.tables.journal import HouseChain, JournalEntry, JournalPayload, RegisterMark
from persistence.tables.kadence import Kadence, KadenceGang, UdfoererKadence
from persistence.tables.oplysning import (
    Forespoergsel,
    Handleplan,
    Kontakt,
    Maal,
    Maaling,
    MaalVurdering,
    Moede,
    Netvaerksperson,
    Oenske,
    Samtykke,
    TemaVurdering,
    Undtagelse,
)
from persistence.tables.outbox import Morgenpost, OutboxRow
from persistence.tables.parties import Borger, Fravaer, Medarbejder, Udfoerer

__all__ = [
    "AendretBehov", "Afgoerelse", "Aktindsigt", "Ansoegning", "Begrundelse", "Bestilling", "Bevilling", "Borger",
    "Brud",
    "Deadline", "Dokument", "FaseHistorik", "Fil", "Forespoergsel", "Forloeb", "Forsendelse", "Fravaer", "GdprIndsigt", "HandlekommuneSkift", "Handleplan",
    "Henvendelse", "HouseChain", "IndgaaendePost",
    "JournalEntry", "JournalPayload", "Kadence", "KadenceGang", "Kalender", "Klage", "Kontakt", "Maal", "MaalVurdering", "Maaling", "Medarbejder",
    "Moede", "Morgenpost", "MundtligMeddelelse", "Netvaerksperson", "Oenske", "Opfoelgning", "Opgave", "Optagelse", "OutboxRow", "Partshoering",
    "PortTilsidesaettelse", "Punkt", "Regelsaet", "RegisterMark", "RuleVersion", "Sag", "Samtykke", "Status", "Table",
    "TemaVurdering", "Udfoerer", "UdfoererKadence", "Udskrivning", "Undtagelse",
    "table_of",
]  # fmt: skip
