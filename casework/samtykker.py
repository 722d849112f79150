"""What the citizen has said yes to, and what it stops where they have not (G3): asking somebody, and telling somebody."""

from collections.abc import Sequence

from casework.forloeb import OpenForloeb
from domain.case import BestillingTilstand
from domain.deadlines import Tilstand
from domain.gates import Stop
from domain.phases.sagsoplysning import SamtykkeFacts, UndtagelseFacts, g3, g3_deling
from domain.rules import Rolle
from persistence.tables import (
    Bestilling,
    Dokument,
    Forespoergsel,
    HandlekommuneSkift,
    Samtykke,
    Undtagelse,
)

BESTILLING = "bestilling"
# The order has been sent and is not over: what the udfører needs to help goes with it (SEL § 141, stk. 5; G8).
_HAS_THE_ORDER = frozenset(
    {
        BestillingTilstand.SENDES,
        BestillingTilstand.SENDT,
        BestillingTilstand.KVITTERET,
        BestillingTilstand.STARTET,
    }
)


def given(forloeb: OpenForloeb) -> Sequence[Samtykke]:
    return forloeb.uow.of_sag(Samtykke, forloeb.sag.id)


def waiting_for(forloeb: OpenForloeb, kilde: str) -> list[Forespoergsel]:
    """What the source has been asked and has neither answered nor been given up on."""
    rows = forloeb.uow.of_forloeb(Forespoergsel, forloeb.id)
    return [
        row
        for row in rows
        if row.kilde.casefold() == kilde.casefold() and row.modtaget is None and row.opgivet is None
    ]


def asking_stops(forloeb: OpenForloeb, kilde: str, oplysninger: str | None) -> tuple[Stop, ...]:
    """What stops the source from being asked today."""
    return g3(_samtykker(forloeb), kilde, oplysninger, forloeb.day, _undtagelser(forloeb))


def letter_stops(forloeb: OpenForloeb, letter: Dokument) -> tuple[Stop, ...]:
    """What stops a letter from telling or asking anybody but the citizen today."""
    if not _needs_a_yes(forloeb, letter):
        return ()
    if letter.til == Rolle.UDFOERER or letter.brev in forloeb.office.rulebook.skrevne_breve:
        return _telling_stops(forloeb, letter)
    row = forloeb.uow.get(Forespoergsel, letter.refs.get("forespoergsel", 0))
    rows = [row] if row else waiting_for(forloeb, str(letter.modtager))
    return asking_stops(forloeb, str(letter.modtager), rows[-1].oplysninger if rows else None)


def sending_stops(forloeb: OpenForloeb, letter: Dokument) -> tuple[Stop, ...]:
    """What has come to stop a letter that was approved: the yes it needed has ended, or the order has."""
    return _telling_stops(forloeb, letter) if _needs_a_yes(forloeb, letter) else ()


def _needs_a_yes(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """True of a letter to somebody else, except where the law has it sent, or they have an order and need it to help."""
    if letter.til == Rolle.UDFOERER:
        return letter.brev != BESTILLING and not _has_order(forloeb, str(letter.modtager))
    return letter.til == Rolle.KILDE and not _by_law(forloeb, letter)


def _by_law(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """True where the law has this letter sent to this one: the klage to Ankestyrelsen, the case to its new municipality."""
    written = forloeb.office.rulebook.skrevne_breve.get(letter.brev)
    if written is None or not written.uden_samtykke:
        return False
    moved_to = {row.kommune for row in forloeb.uow.of_sag(HandlekommuneSkift, forloeb.sag.id)}
    lawful = {written.modtager} if written.modtager else moved_to
    return str(letter.modtager).casefold() in {str(name).casefold() for name in lawful}


def _telling_stops(forloeb: OpenForloeb, letter: Dokument) -> tuple[Stop, ...]:
    udfoerer = forloeb.uow.parties.udfoerer(str(letter.modtager)) if letter.til == Rolle.UDFOERER else None
    names = [str(letter.modtager), *([udfoerer.navn] if udfoerer else [])]
    return g3_deling(_samtykker(forloeb), names, forloeb.day, _undtagelser(forloeb))


def _has_order(forloeb: OpenForloeb, udfoerer_id: str) -> bool:
    return any(
        order.udfoerer_id == udfoerer_id and order.tilstand in _HAS_THE_ORDER
        for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id)
        for order in forloeb.uow.of_forloeb(Bestilling, row.id)
    )


def _samtykker(forloeb: OpenForloeb) -> list[SamtykkeFacts]:
    # Its clock may end it a day or two before a date that fell on a closed day; nobody is asked in between.
    over = {
        clock.refs.get("samtykke")
        for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id)
        for clock in forloeb.uow.deadlines.all_of(row.id)
        if clock.rule_id == "samtykke" and clock.state == Tilstand.UDLOEBET
    }
    return [
        SamtykkeFacts(row.kilde, row.oplysninger, row.til_dato, row.trukket is not None or row.id in over)
        for row in given(forloeb)
    ]


def _undtagelser(forloeb: OpenForloeb) -> list[UndtagelseFacts]:
    rows = forloeb.uow.of_sag(Undtagelse, forloeb.sag.id)
    return [UndtagelseFacts(row.hvem, row.til_dato) for row in rows]
