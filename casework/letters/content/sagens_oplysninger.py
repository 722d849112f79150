"""What letters tell of what the municipality knows: the citizen's story, the themes, the sources, who is in the case."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from casework.letters.content.letter_case import Fact, LetterCase, local
from domain.calendar import local_date
from domain.case import BestillingTilstand
from domain.letters import FactValue
from persistence.tables import Bestilling, Forespoergsel, Henvendelse, Moede, Samtykke, TemaVurdering

_WITH_HELP = frozenset({BestillingTilstand.SENDT, BestillingTilstand.KVITTERET, BestillingTilstand.STARTET})


def henvendelser(case: LetterCase) -> list[FactValue]:
    """What the citizen came with, verbatim and oldest first."""
    rows = sorted(case.uow.of_forloeb(Henvendelse, case.row.id), key=lambda row: row.modtaget)
    return [{"dato": local_date(row.modtaget), "tekst": row.tekst} for row in rows if row.tekst]


def temaer(case: LetterCase) -> list[FactValue]:
    """The newest assessment of each theme, in the order the themes were first taken up."""
    newest = {row.tema: row for row in case.uow.of_sag(TemaVurdering, case.row.sag_id)}
    return [
        {
            "navn": row.tema[:1].upper() + row.tema[1:],
            "ressourcer": row.ressourcer,
            "udfordringer": row.udfordringer,
            "niveau": row.niveau,
            "perspektiv": row.perspektiv,
            "kilde": row.kilde,
            "dato": local_date(row.tidspunkt),
        }
        for row in newest.values()
    ]


def kilder(case: LetterCase) -> list[FactValue]:
    """Who was asked, and when they answered or were given up."""
    return [
        {"navn": row.kilde, "spurgt": row.spurgt, "modtaget": row.modtaget, "opgivet": row.opgivet}
        for row in case.uow.of_forloeb(Forespoergsel, case.row.id)
    ]


def samtykker(case: LetterCase) -> list[FactValue]:
    """What the citizen has said yes to and not taken back, as far as it still holds."""
    return [
        {"kilde": row.kilde, "oplysninger": row.oplysninger, "givet": row.givet, "til_dato": row.til_dato}
        for row in case.uow.of_sag(Samtykke, case.row.sag_id)
        if row.trukket is None and row.til_dato >= case.day
    ]


def aktoerer(case: LetterCase) -> list[FactValue]:
    """Everybody who has a part in the case, each with what it is and since when."""
    return list(_aktoerer(case))


def naeste_moede(case: LetterCase) -> Fact | None:
    """The first meeting that is still to come and has a time."""
    coming = [
        row
        for row in case.uow.of_forloeb(Moede, case.row.id)
        if row.tidspunkt and row.tidspunkt >= case.now and row.afholdt is None and row.aflyst is None
    ]
    if not coming:
        return None
    row = min(coming, key=lambda row: row.tidspunkt or case.now)
    navn = case.office.rulebook.moeder.get(row.art, row.art)
    return {"navn": navn, "tidspunkt": local(row.tidspunkt), "sted": row.sted}


def _aktoerer(case: LetterCase) -> Iterator[Fact]:
    who = case.medarbejder(case.row.sag.sagsbehandler_id)
    if who is not None:
        yield {"navn": who.navn, "rolle": "sagsbehandler", "om": None, "siden": None}
    if case.borger.vaerge:
        yield {"navn": case.borger.vaerge, "rolle": "vaerge", "om": None, "siden": None}
    for order in case.uow.of_forloeb(Bestilling, case.row.id):
        udfoerer = case.uow.parties.udfoerer(order.udfoerer_id)
        if udfoerer is not None and order.tilstand in _WITH_HELP:
            since = local_date(order.startet) if order.startet else None
            yield {
                "navn": udfoerer.navn,
                "rolle": "udfoerer",
                "om": case.navn_paa(order.paragraf),
                "siden": since,
            }
    for asked in case.uow.of_forloeb(Forespoergsel, case.row.id):
        yield {"navn": asked.kilde, "rolle": "kilde", "om": asked.oplysninger, "siden": asked.spurgt}


def bekraeftet(case: LetterCase) -> FactValue:
    """When the citizen said that their own resources are described rightly; None where they have not."""
    said = case.row.sag.ressourcer_bekraeftet
    return local_date(said) if said else None


KNOWN: Final[Mapping[str, Callable[[LetterCase], FactValue]]] = {
    "aktoerer": aktoerer,
    "bekraeftet": bekraeftet,
    "henvendelser": henvendelser,
    "kilder": kilder,
    "naeste_moede": naeste_moede,
    "samtykker": samtykker,
    "temaer": temaer,
}
