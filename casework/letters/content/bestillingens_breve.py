"""The facts of what goes to an udfører: only what is needed to help, never a protected address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.acts.running_help import runs_on
from casework.acts.virkning import length
from casework.letters.content.letter_case import (
    Fact,
    LetterCase,
    oensker,
    opfoelgning_dato,
    ressourcer,
    tid,
)
from casework.letters.content.opfoelgningens_breve import hjaelpere
from casework.letters.content.sagens_oplysninger import samtykker
from config.display import load_display
from domain.case import DokumentTilstand
from domain.deadlines import choose, count
from domain.letters import FactValue
from domain.rules import Aftalt, Varighed
from persistence.tables import Afgoerelse, Bestilling, Bevilling, Dokument, Handleplan, Maal

_SENT = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET})
# At the places to live and at § 101 the parts of the plan that matter go with the order (SEL § 141, stk. 5).
_MUST_HAVE_PLAN = frozenset({"101", "107", "108", "109", "110"})
_PLAN_PARTS = ("formaal", "vej", "foerste_skridt", "faellesskaber", "varighed", "bolig", "arbejde")


def bestilling(case: LetterCase) -> Fact:
    order = case.uow.session.get_one(Bestilling, case.ref("bestilling"))
    borger = case.borger
    address = None if borger.adressebeskyttet else case.uow.parties.adresse_of(borger)
    return {
        "bestilling": _order(case, order) | _task(case, order),
        "udfoerer": _udfoerer(case, order),
        "uddrag": _extract(case, order),
        "hjaelpere": [
            helper
            for helper in hjaelpere(case)
            if isinstance(helper, dict) and helper["navn"] != _udfoerer(case, order)["navn"]
        ],
        "oensker": oensker(case),
        "maal": (goals := _goals(case, order)),
        "har_niveau": any(isinstance(goal, dict) and goal["forventet"] is not None for goal in goals),
        "ressourcer": ressourcer(case),
        "kontakt": {
            "telefon": borger.telefon,
            "adresse": address.replace("\n", ", ") if address else None,
            "moedeoensker": borger.moedeoenske,
            "beskyttet": borger.adressebeskyttet,
        },
        "samtykker": _may_know(case, order),
        "kvittering_senest": _count(case, "bestilling_kvittering") or case.day,
        "start_dage": _days(case, "opstart"),
        "status_dage": _status_days(case),
    }


def statusanmodning(case: LetterCase) -> Fact:
    order = case.uow.session.get_one(Bestilling, case.ref("bestilling"))
    return {
        "bestilling": _order(case, order),
        "udfoerer": _udfoerer(case, order),
        "maal": _goals(case, order),
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
        "omfang": order.omfang or (given.omfang if given else None),
        "begynder": order.begynder,
        "udredning": order.udredning,
        "netvaerk": order.netvaerk,
        "koordinering": order.koordinering,
        "kontaktrytme": order.kontaktrytme,
        "maaling": order.maaling,
        "giv_besked": [line.strip() for line in (order.giv_besked or "").splitlines() if line.strip()],
        "foerste_opfoelgning": tid(
            length(case.office, case.row.sag, "opfoelgning", order.paragraf, case.day, "foerste")
        ),
        "fra": running[-1].fra if running else None,
        "til": given.slut if given else None,
        "pris": order.pris,
        "stoettebehov": order.stoettebehov,
    }


def _goals(case: LetterCase, order: Bestilling) -> list[FactValue]:
    """The goals that the order is about, with what each should come to; all of the sag's where it names none."""
    return [
        {
            "nr": row.nr,
            "tekst": row.tekst,
            "oenske": row.oenske_nr,
            "horisont": row.horisont,
            "maaltype": row.maaltype,
            "forventet": row.forventet_niveau,
        }
        for row in case.uow.of_sag(Maal, case.row.sag_id)
        if not order.maal or row.nr in order.maal
    ]


def _may_know(case: LetterCase, order: Bestilling) -> list[FactValue]:
    """What the citizen has said yes to that this udfører knows; what others may know is nobody's here."""
    names = {order.udfoerer_id.casefold(), str(_udfoerer(case, order)["navn"]).casefold()}
    return [
        row
        for row in samtykker(case)
        if isinstance(row, dict) and str(row["kilde"]).casefold() in names and row["oplysninger"]
    ]


def _extract(case: LetterCase, order: Bestilling) -> Fact | None:
    """Where the citizen's handleplan stands, and the parts of it that a place to live is to have (SEL § 141, stk. 5)."""
    plans = case.uow.of_forloeb(Handleplan, case.row.id)
    if not plans:
        return None
    said = _plan_words(case) if plans[-1].aktiv is not None and order.paragraf in _MUST_HAVE_PLAN else {}
    display = load_display()
    parts: list[FactValue] = [
        {
            "om": display.say("handleplan", name),
            "tekst": "\n".join(words) if isinstance(words, list) else words,
        }
        for name in _PLAN_PARTS
        if (words := said.get(name))
    ]
    return {"aktiv": plans[-1].aktiv is not None, "svar": plans[-1].svar, "plan": parts}


def _plan_words(case: LetterCase) -> Mapping[str, Any]:
    """What was written in the handleplan that the citizen has been sent; nothing where none has been."""
    written = [
        letter
        for forloeb in case.uow.cases.forloeb_of(case.row.sag_id)
        for letter in case.uow.of_forloeb(Dokument, forloeb.id)
        if letter.brev == "handleplan" and letter.tilstand in _SENT and letter.ord
    ]
    return written[-1].ord if written else {}


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
