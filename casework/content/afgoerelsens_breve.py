"""The facts of decisions, plans and complaints."""

from datetime import date

from casework.content.letter_case import (
    Fact,
    LetterCase,
    indsatser,
    maal,
    oensker,
    opfoelgning_dato,
    ressourcer,
)
from domain.calendar import local_date
from domain.case import Udfald
from domain.deadlines import choose, count
from domain.phases.afgoerelse import MOD_BORGEREN
from domain.rules import Aftalt
from persistence.tables import Afgoerelse, Bestilling, Handleplan, Klage, Partshoering


def afgoerelse(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Afgoerelse, case.ref("afgoerelse"))
    ydelse = case.office.rulebook.law.paragraf(row.paragraf)
    return {
        "paragraf": row.paragraf,
        "navn": case.navn_paa(row.paragraf),
        "regel": row.regel or "",
        "hovedhensyn": row.hovedhensyn or "",
        "fakta": row.fakta or "",
        "oensker": oensker(case),
        "partshoering": _hearing(case),
        "handleplan_tilbudt": bool(case.uow.of_forloeb(Handleplan, case.row.id)),
        "naeste_opfoelgning": opfoelgning_dato(case),
        "kan_klages": ydelse.klageadgang if ydelse else True,
        "opsaettende": ydelse.opsaettende if ydelse else False,
        "virkning_fra": _earliest(case, row, varsling=ydelse.varsling if ydelse else False),
        "klage_uger": _klage_uger(case),
    }


def handleplan(case: LetterCase) -> Fact:
    orders = case.uow.of_forloeb(Bestilling, case.row.id)
    return {
        "oensker": oensker(case),
        "maal": maal(case),
        "ressourcer": ressourcer(case),
        "koordinator": _koordinator(case, orders[-1].koordinator if orders else None),
        "opfoelgning_dato": opfoelgning_dato(case),
        "indsatser": indsatser(case),
    }


def klagekvittering(case: LetterCase) -> Fact:
    klage = case.uow.session.get_one(Klage, case.ref("klage"))
    decision = case.uow.session.get_one(Afgoerelse, klage.afgoerelse_id)
    return {
        "klage": {
            "modtaget": local_date(klage.modtaget),
            "svar_senest": case.due("genvurdering", klage=klage.id) or case.day,
        },
        "afgoerelse": {
            "dato": local_date(decision.sendt or decision.truffet),
            "navn": case.navn_paa(decision.paragraf),
            "paragraf": decision.paragraf,
        },
    }


def genvurdering(case: LetterCase) -> Fact:
    klage = case.uow.session.get_one(Klage, case.ref("klage"))
    return {**klagekvittering(case), "resultat": klage.resultat}


def _hearing(case: LetterCase) -> Fact | None:
    rows = case.uow.of_forloeb(Partshoering, case.row.id)
    return {"oplysning": rows[-1].oplysning, "svar": rows[-1].svar} if rows else None


def _earliest(case: LetterCase, row: Afgoerelse, *, varsling: bool) -> date | None:
    """The first day a cut can take effect, where the law demands notice (SEL § 3 a)."""
    rule = case.office.rulebook.rule("varsling", case.day)
    if (
        not varsling
        or Udfald(row.udfald) not in MOD_BORGEREN
        or rule is None
        or isinstance(rule.varighed, Aftalt)
    ):
        return None
    varighed = choose(rule.varighed or {})
    return count(varighed, case.day, rule.art, case.office.rulebook.calendars) if varighed else None


def _klage_uger(case: LetterCase) -> int:
    rule = case.office.rulebook.rule("klage", case.day)
    assert rule is not None and rule.varighed is not None and not isinstance(rule.varighed, Aftalt)  # noqa: PT018 - one fact about one rule
    varighed = choose(rule.varighed)
    assert varighed is not None
    return varighed.antal


def _koordinator(case: LetterCase, staff_id: str | None) -> str | None:
    who = case.medarbejder(staff_id)
    return who.navn if who else staff_id
