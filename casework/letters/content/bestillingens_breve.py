"""The facts of what goes to an udfører: only what is needed to help, never a protected address."""

from datetime import date

from casework.acts.running_help import runs_on
from casework.letters.content.letter_case import Fact, LetterCase, maal, oensker, opfoelgning_dato, ressourcer
from casework.letters.content.opfoelgningens_breve import hjaelpere
from domain.deadlines import choose, count
from domain.rules import Aftalt, Varighed
from persistence.tables import Afgoerelse, Bestilling, Bevilling, Handleplan


def bestilling(case: LetterCase) -> Fact:
    order = case.uow.session.get_one(Bestilling, case.ref("bestilling"))
    borger = case.borger
    address = None if borger.adressebeskyttet else case.uow.parties.adresse_of(borger)
    return {
        "bestilling": _order(case, order) | _task(case, order),
        "udfoerer": _udfoerer(case, order),
        "uddrag": _extract(case),
        "hjaelpere": [
            helper
            for helper in hjaelpere(case)
            if isinstance(helper, dict) and helper["navn"] != _udfoerer(case, order)["navn"]
        ],
        "oensker": oensker(case),
        "maal": maal(case),
        "ressourcer": ressourcer(case),
        "kontakt": {
            "telefon": borger.telefon,
            "adresse": address.replace("\n", ", ") if address else None,
            "moedeoensker": borger.moedeoenske,
        },
        "kvittering_senest": _count(case, "bestilling_kvittering") or case.day,
        "start_dage": _days(case, "opstart"),
        "status_dage": _status_days(case),
    }


def statusanmodning(case: LetterCase) -> Fact:
    order = case.uow.session.get_one(Bestilling, case.ref("bestilling"))
    return {
        "bestilling": _order(case, order),
        "udfoerer": _udfoerer(case, order),
        "maal": maal(case),
        "status_senest": case.due("status", bestilling=order.id) or case.day,
        "opfoelgning_dato": opfoelgning_dato(case) or case.day,
    }


def _order(case: LetterCase, order: Bestilling) -> Fact:
    who = case.medarbejder(order.koordinator)
    return {
        "nr": order.nr,
        "ydelse": order.ydelse,
        "paragraf": order.paragraf,
        "navn": case.navn_paa(order.paragraf),
        "koordinator": who.navn if who else order.koordinator,
        "opfoelgning": order.opfoelgning,
    }


def _task(case: LetterCase, order: Bestilling) -> Fact:
    """What the udfører is to do, as it was decided and as the order says it (VUM 2.0)."""
    running = [
        row
        for row in case.uow.of_forloeb(Bevilling, case.row.id)
        if row.paragraf == order.paragraf and runs_on(row, case.day)
    ]
    given = case.uow.get(Afgoerelse, running[-1].afgoerelse_id) if running else None
    return {
        "baggrund": order.baggrund,
        "formaal": order.formaal,
        "leveringsform": order.leveringsform,
        "maalgruppe": order.maalgruppe,
        "omfang": given.omfang if given else None,
        "fra": running[-1].fra if running else None,
        "til": given.slut if given else None,
        "pris": order.pris,
        "stoettebehov": order.stoettebehov,
    }


def _extract(case: LetterCase) -> Fact | None:
    """Where the citizen's handleplan stands, which wishes, goals and resources are taken from (SEL § 141, stk. 5)."""
    plans = case.uow.of_forloeb(Handleplan, case.row.id)
    return {"aktiv": plans[-1].aktiv is not None, "svar": plans[-1].svar} if plans else None


def _udfoerer(case: LetterCase, order: Bestilling) -> Fact:
    found = case.uow.parties.udfoerer(order.udfoerer_id)
    return {"navn": found.navn if found else order.udfoerer_id}


def _varighed(case: LetterCase, rule_id: str) -> Varighed | None:
    rule = case.office.rulebook.rule(rule_id, case.day)
    return None if rule is None or isinstance(rule.varighed, Aftalt) else choose(rule.varighed or {})


def _count(case: LetterCase, rule_id: str) -> date | None:
    rule, varighed = case.office.rulebook.rule(rule_id, case.day), _varighed(case, rule_id)
    return count(varighed, case.day, rule.art, case.office.rulebook.calendars) if rule and varighed else None


def _days(case: LetterCase, rule_id: str) -> int:
    until = _count(case, rule_id)
    return (until - case.day).days if until else 0


def _status_days(case: LetterCase) -> int:
    rule = case.office.rulebook.rule("status", case.day)
    return abs(rule.forfald.antal) if rule and rule.forfald else 0
