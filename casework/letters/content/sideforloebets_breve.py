"""What letters tell of what runs beside the phases: klage, akter, discharge, boform, handover, breach, access."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from casework.letters.content import forloebets_breve
from casework.letters.content.afgoerelsens_breve import for_sent
from casework.letters.content.letter_case import Fact, LetterCase, local
from casework.letters.content.sagens_papirer import papers
from config.display import load_display
from domain.calendar import local_date
from domain.case import AnsoegningTilstand
from domain.letters import FactValue
from persistence.tables import (
    Afgoerelse,
    Ansoegning,
    Brud,
    GdprIndsigt,
    HandlekommuneSkift,
    Klage,
    Optagelse,
    Table,
    Udskrivning,
)

_DELVIST = "delvist"
Row = TypeVar("Row", bound=Table)


def aktindsigt_delvis(case: LetterCase) -> Fact:
    """The list of the papers, with what is held back of them, why, and by which rule."""
    said = case.letter.ord
    undtaget: Fact = {name: said[name] for name in ("papirer", "grund", "hjemmel")}
    shared = {"grund": said["grund"], "hjemmel": said["hjemmel"]}
    rows = said.get("linjer") or [{"papir": paper, **shared} for paper in said["papirer"]]
    return {**forloebets_breve.aktindsigt(case), "undtaget": {**undtaget, "linjer": rows}}


def klage(case: LetterCase) -> Fact | None:
    row = _meant(case, Klage, "klage")
    if row is None:
        return None
    return {
        "modtaget": local_date(row.modtaget),
        "delvist": row.resultat == _DELVIST,
        "begrundelse": row.begrundelse,
        "for_sent": for_sent(case, row),
    }


def klagens_afgoerelse(case: LetterCase) -> Fact | None:
    """The decision that is complained of."""
    complaint = _meant(case, Klage, "klage")
    row = case.uow.get(Afgoerelse, complaint.afgoerelse_id) if complaint else None
    if row is None:
        return None
    return {
        "dato": local_date(row.sendt or row.truffet),
        "modtaget": row.modtaget,
        "navn": case.navn_paa(row.paragraf),
        "paragraf": row.paragraf,
        "regel": row.regel,
        "udfald": load_display().say("afgoerelse", row.udfald),
    }


def akter(case: LetterCase) -> list[FactValue]:
    """Everything that has gone out, come in or been kept in the sag, oldest first and numbered."""
    return [
        {"nr": nr, "dato": paper.dato, "titel": paper.titel, "hvem": paper.hvem}
        for nr, paper in enumerate(papers(case), start=1)
    ]


def udskrivning(case: LetterCase) -> Fact | None:
    row = _meant(case, Udskrivning, "udskrivning")
    return {"afdeling": row.afdeling, "dato": row.dato} if row else None


def optagelse(case: LetterCase) -> Fact | None:
    row = _meant(case, Optagelse, "optagelse")
    return {"boform": row.boform, "dato": row.dato} if row else None


def brud(case: LetterCase) -> Fact | None:
    row = _meant(case, Brud, "brud")
    return {"opdaget": local(row.opdaget)} if row else None


def indsigt(case: LetterCase) -> Fact | None:
    """The citizen's own request for their data, with the day it is answered at the latest."""
    row = _meant(case, GdprIndsigt, "gdpr_indsigt")
    if row is None:
        return None
    due = case.due("gdpr_indsigt", gdpr_indsigt=row.id)
    return {"anmodet": local_date(row.anmodet), "senest": due or case.day, "grund": row.grund or ""}


def skift(case: LetterCase) -> Fact | None:
    rows = case.uow.of_sag(HandlekommuneSkift, case.row.sag_id)
    return {"kommune": rows[-1].kommune, "dato": rows[-1].dato} if rows else None


def oversendte(case: LetterCase) -> list[FactValue]:
    """The applications that have gone over to another municipality."""
    return [
        {"paragraf": row.paragraf, "navn": case.navn_paa(row.paragraf), "modtaget": row.modtaget}
        for row in case.uow.of_forloeb(Ansoegning, case.row.id)
        if row.tilstand == AnsoegningTilstand.OVERSENDT
    ]


def _meant(case: LetterCase, table: type[Row], ref: str) -> Row | None:
    """The row that the letter points at, the newest where it points at none."""
    if ref in case.letter.refs:
        return case.uow.get(table, case.letter.refs[ref])
    rows = case.uow.of_forloeb(table, case.row.id)
    return rows[-1] if rows else None


BESIDE: Final[Mapping[str, Callable[[LetterCase], FactValue]]] = {
    "afgoerelse": klagens_afgoerelse,
    "akter": akter,
    "brud": brud,
    "indsigt": indsigt,
    "klage": klage,
    "optagelse": optagelse,
    "oversendte": oversendte,
    "skift": skift,
    "udskrivning": udskrivning,
}
