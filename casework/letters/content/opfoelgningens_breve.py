"""What letters tell of the help while it runs: who gives it, how it goes, and what the follow-up came to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from casework.acts.opfoelgning import IKKE_SVARET
from casework.letters.content.letter_case import Fact, LetterCase
from domain.calendar import local_date
from domain.case import BestillingTilstand
from domain.letters import FactValue
from persistence.tables import AendretBehov, Bestilling, Maal, MaalVurdering, Opfoelgning, Status

_GIVES_HELP = frozenset({BestillingTilstand.KVITTERET, BestillingTilstand.STARTET})
_WHOSE = ("borger", "udfoerer", "sagsbehandler")


def hjaelpere(case: LetterCase) -> list[FactValue]:
    """Everybody who has said yes to giving help, with what they help with."""
    found: list[FactValue] = []
    for order in case.uow.of_forloeb(Bestilling, case.row.id):
        udfoerer = case.uow.parties.udfoerer(order.udfoerer_id)
        if udfoerer is not None and order.tilstand in _GIVES_HELP:
            hvad = case.navn_paa(order.paragraf)
            found.append(
                {
                    "navn": udfoerer.navn,
                    "hvad": hvad,
                    "omfang": order.ydelse,
                    "paragraf": order.paragraf,
                }
            )
    return found


def opfoelgning(case: LetterCase) -> Fact | None:
    """The follow-up that the letter is about, the newest where it names none; None before the first."""
    row = _held(case)
    if row is None:
        return None
    return {
        "holdt": local_date(row.holdt),
        "udfald": row.udfald,
        # What stands there where the citizen was asked and did not answer is nobody's words.
        "borgerens_vurdering": None if row.borgerens_vurdering == IKKE_SVARET else row.borgerens_vurdering,
        "uden_status": row.uden_status,
    }


def statusser(case: LetterCase) -> list[FactValue]:
    """What the udførere told between the follow-up before and this one."""
    held = _held(case)
    before = [row.holdt for row in _all_held(case) if held is not None and row.id < held.id]
    return [
        {"fra": _name(case, row.udfoerer_id), "dato": local_date(row.modtaget), "tekst": row.tekst}
        for row in case.uow.of_forloeb(Status, case.row.id)
        if row.tekst
        and (not before or row.modtaget > before[-1])
        and (held is None or row.modtaget <= held.holdt)
    ]


def maal_syn(case: LetterCase) -> list[FactValue]:
    """Each goal with what each of those around it last said of it, kept apart."""
    said = sorted(case.uow.of_sag(MaalVurdering, case.row.sag_id), key=lambda row: (row.dag, row.id))
    top = f"{case.office.rulebook.maalskala.til:g}"
    found: list[FactValue] = []
    for goal in case.uow.of_sag(Maal, case.row.sag_id):
        views: Fact = {who: _newest(said, goal.nr, who) for who in _WHOSE}
        found.append({"nr": goal.nr, "tekst": goal.tekst, "mest": top, **views})
    return found


def behov(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(AendretBehov, case.ref("behov"))
    return {"meldt": local_date(row.meldt), "tekst": row.tekst}


def svar_senest(case: LetterCase) -> FactValue:
    """When whoever told of a changed need hears from us at the latest."""
    return case.due("aendret_behov", behov=case.ref("behov")) or case.day


def indsatsplan_senest(case: LetterCase) -> FactValue:
    """When the plan of the help is due from whom the letter is to; to the citizen the plan that is due last."""
    mine = {
        order.id
        for order in case.uow.of_forloeb(Bestilling, case.row.id)
        if case.letter.modtager in {None, order.udfoerer_id}
    }
    return max((due for order in mine if (due := case.due("indsatsplan", bestilling=order))), default=None)


def _all_held(case: LetterCase) -> Sequence[Opfoelgning]:
    return case.uow.of_forloeb(Opfoelgning, case.row.id)


def _held(case: LetterCase) -> Opfoelgning | None:
    if "opfoelgning" in case.letter.refs:
        return case.uow.get(Opfoelgning, case.letter.refs["opfoelgning"])
    rows = _all_held(case)
    return rows[-1] if rows else None


def _name(case: LetterCase, udfoerer_id: str) -> str:
    found = case.uow.parties.udfoerer(udfoerer_id)
    return found.navn if found else udfoerer_id


def _newest(said: Sequence[MaalVurdering], nr: int, who: str) -> Fact | None:
    mine = [row for row in said if row.maal_nr == nr and row.hvem == who]
    if not mine:
        return None
    return {"tal": f"{mine[-1].tal:g}".replace(".", ","), "ord": mine[-1].ord}


FOLLOW_UP: Final[Mapping[str, Callable[[LetterCase], FactValue]]] = {
    "behov": behov,
    "hjaelpere": hjaelpere,
    "indsatsplan_senest": indsatsplan_senest,
    "maal_syn": maal_syn,
    "opfoelgning": opfoelgning,
    "statusser": statusser,
    "svar_senest": svar_senest,
}
