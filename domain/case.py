"""The case as values: the phases, their order, and the states that its parts can be in."""

from enum import StrEnum


class Fase(StrEnum):
    SAGSAABNING = "sagsaabning"
    SAGSOPLYSNING = "sagsoplysning"
    SAGSVURDERING = "sagsvurdering"
    AFGOERELSE = "afgoerelse"
    BESTILLING = "bestilling"
    OPFOELGNING = "opfoelgning"


FASER = tuple(Fase)
# The citizen waits for the municipality in these; afterwards somebody gives help or none is given.
VENTEFASER = frozenset(FASER[:4])
AFSLUTTET = "afsluttet"


class ForloebTilstand(StrEnum):
    AABENT = "aabent"
    AFSLUTTET = "afsluttet"


class AnsoegningTilstand(StrEnum):
    AABEN = "aaben"
    AFGJORT = "afgjort"
    TRUKKET = "trukket"
    OVERSENDT = "oversendt"


class Udfald(StrEnum):
    BEVILLING = "bevilling"
    DELVIS = "delvis"
    AFSLAG = "afslag"
    NEDSAETTELSE = "nedsaettelse"
    OPHOER = "ophoer"


class OpfoelgningUdfald(StrEnum):
    FORTSAET = "fortsaet"
    JUSTER = "juster"
    NY_UDREDNING = "ny_udredning"
    AFSLUT = "afslut"


class BestillingTilstand(StrEnum):
    OPRETTET = "oprettet"
    SENDES = "sendes"
    SENDT = "sendt"
    KVITTERET = "kvitteret"
    AFVIST = "afvist"
    STARTET = "startet"
    AFSLUTTET = "afsluttet"


class DokumentTilstand(StrEnum):
    """A letter's way: drafted, approved, stored as bytes, sent, received; or failed, or no longer needed.

    What is for the journal only is kept (GEMT) when it is stored, and never sent.
    """

    KLADDE = "kladde"
    GODKENDT = "godkendt"
    DANNET = "dannet"
    SENDT = "sendt"
    MODTAGET = "modtaget"
    GEMT = "gemt"
    FEJLET = "fejlet"
    BORTFALDET = "bortfaldet"


class PunktTilstand(StrEnum):
    AABENT = "aabent"
    LUKKET = "lukket"
    FRAVALGT = "fravalgt"


class Kanal(StrEnum):
    DIGITAL_POST = "digital_post"
    FYSISK_POST = "fysisk_post"


class Stilling(StrEnum):
    """What a member of staff is to a case."""

    SAGSBEHANDLER = "sagsbehandler"
    LEDER = "leder"
    CHEF = "chef"
    ADMINISTRATOR = "administrator"
