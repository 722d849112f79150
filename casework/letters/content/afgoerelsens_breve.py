"""The facts of decisions, of what is told and asked beside them, and of complaints."""

from collections.abc import Callable, Mapping
from typing import Final

from casework.acts.afgoerelse import hearings_of
from casework.acts.virkning import length, longest, notice, told_day
from casework.letters.content.letter_case import (
    Fact,
    LetterCase,
    klage_uger,
    local,
    oensker,
    opfoelgning_dato,
    quiet_until,
    tid,
    udfoerere,
)
from domain.calendar import local_date
from domain.case import Udfald
from domain.letters import FactValue
from persistence.tables import Afgoerelse, Begrundelse, Bestilling, Handleplan, Klage, MundtligMeddelelse


def afgoerelse(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Afgoerelse, case.ref("afgoerelse"))
    ydelse = case.office.rulebook.law.paragraf(row.paragraf)
    return {
        "paragraf": row.paragraf,
        "navn": case.navn_paa(row.paragraf),
        "ansoegt": row.ansoegning_id is not None,
        "regel": row.regel or "",
        "hovedhensyn": row.hovedhensyn or "",
        "fakta": row.fakta or "",
        "omfang": row.omfang,
        "omfang_foer": _before(case, row),
        "ikke_bevilget": row.ikke_bevilget,
        "aendret_siden": row.aendret_siden,
        "anden_hjaelp": row.anden_hjaelp,
        "borgerens_syn": row.borgerens_syn,
        "egenbetaling": row.egenbetaling,
        "udfoerervalg": row.udfoerervalg,
        "oensker": oensker(case),
        "partshoeringer": [
            {"oplysning": hearing.oplysning, "svar": hearing.svar, "svaret": hearing.svaret is not None}
            for hearing in hearings_of(case.uow, row)
        ],
        "handleplan": _handleplan(case),
        "udfoerere": udfoerere(case, row.paragraf),
        **_days(case, row),
        "kan_klages": _can_be_appealed(case, row.paragraf),
        "opsaettende": ydelse.opsaettende if ydelse else False,
        "bestilles": ydelse.bestilles if ydelse else True,
        "naeste_nyt": quiet_until(case),
        "klage_uger": klage_uger(case),
    }


def klagekvittering(case: LetterCase) -> Fact:
    klage = case.uow.session.get_one(Klage, case.ref("klage"))
    decision = case.uow.session.get_one(Afgoerelse, klage.afgoerelse_id)
    return {
        "klage": {
            "modtaget": local_date(klage.modtaget),
            "svar_senest": case.due("genvurdering", klage=klage.id) or case.day,
            "for_sent": for_sent(case, klage),
        },
        "afgoerelse": {
            "dato": local_date(decision.sendt or decision.truffet),
            "navn": case.navn_paa(decision.paragraf),
            "paragraf": decision.paragraf,
        },
    }


def genvurdering(case: LetterCase) -> Fact:
    klage = case.uow.session.get_one(Klage, case.ref("klage"))
    return {
        **klagekvittering(case),
        "begrundelse": klage.begrundelse,
        "resultat": klage.resultat,
        "klage_uger": klage_uger(case),
    }


def begrundelse(case: LetterCase) -> Fact:
    """The reason that was asked for: the caseworker's words, and what each answer that has not been sent rests on."""
    row = case.uow.session.get_one(Begrundelse, case.ref("begrundelse"))
    return {
        "anmodet": local_date(row.anmodet),
        "tekst": row.tekst or "",
        "afgoerelser": [
            {
                "navn": case.navn_paa(given.paragraf),
                "udfald": given.udfald,
                "paragraf": given.paragraf,
                "kan_klages": _can_be_appealed(case, given.paragraf),
                "regel": given.regel,
                "hovedhensyn": given.hovedhensyn,
                "fakta": given.fakta,
            }
            for given in _unsent(case)
        ],
        "klage_uger": klage_uger(case),
    }


def for_sent(case: LetterCase, klage: Klage) -> bool:
    """True where the citizen's time to complain was over when the klage came; only Ankestyrelsen may look past it."""
    last_day = [
        clock.due_on
        for clock in case.clocks
        if clock.rule_id == "klage" and clock.refs.get("afgoerelse") == klage.afgoerelse_id
    ]
    return bool(last_day) and local_date(klage.modtaget) > last_day[-1]


def _days(case: LetterCase, row: Afgoerelse) -> Fact:
    """From when, until when, and when the help is looked at again: the days of the register and of the rules."""
    office, sag = case.office, case.row.sag
    foerste = length(office, sag, "opfoelgning", row.paragraf, case.day, "foerste")
    return {
        "naeste_opfoelgning": opfoelgning_dato(case),
        "foerste_opfoelgning": tid(foerste),
        "virkning_fra": told_day(office, sag, row, case.day),
        "slut": row.slut,
        "hoejst": tid(longest(office, sag, row.paragraf, case.day)),
        "varsling": tid(notice(office, sag, row, case.day)),
    }


def _before(case: LetterCase, row: Afgoerelse) -> str | None:
    """How much help the decision before this gave, in the words of its letter."""
    earlier = [
        given
        for given in case.uow.of_forloeb(Afgoerelse, case.row.id)
        if given.paragraf == row.paragraf
        and given.sendt
        and given.id < row.id
        and given.udfald != Udfald.AFSLAG
    ]
    return earlier[-1].omfang if earlier else None


def _handleplan(case: LetterCase) -> str | None:
    """Where the newest offer of a handleplan stands; None where none was made."""
    plans = case.uow.of_forloeb(Handleplan, case.row.id)
    if not plans:
        return None
    return "aktiv" if plans[-1].aktiv else plans[-1].svar or "tilbudt"


def _newest_koordinator(case: LetterCase) -> str | None:
    orders = case.uow.of_forloeb(Bestilling, case.row.id)
    return _koordinator(case, orders[-1].koordinator if orders else None)


def _koordinator(case: LetterCase, staff_id: str | None) -> str | None:
    who = case.medarbejder(staff_id)
    return who.navn if who else staff_id


def _koordinators_telefon(case: LetterCase) -> str | None:
    """The number of a koordinator who is one of ours."""
    orders = case.uow.of_forloeb(Bestilling, case.row.id)
    who = case.medarbejder(orders[-1].koordinator if orders else None)
    return (who.telefon or case.office.rulebook.letterhead.telefon) if who else None


def _told(case: LetterCase) -> Fact:
    """When the citizen was last told in person, and what the answers were."""
    told = [row for row in case.uow.of_forloeb(MundtligMeddelelse, case.row.id) if row.undladt is None]
    return {
        "tidspunkt": local(told[-1].tidspunkt) if told else None,
        "svar": [
            {"navn": case.navn_paa(row.paragraf), "paragraf": row.paragraf, "udfald": row.udfald}
            for row in _unsent(case)
        ],
    }


def _p82(case: LetterCase) -> Fact:
    """The preventive help that the caseworker has chosen, and what the law says of it."""
    paragraf = str(case.letter.ord.get("slags", ""))
    return {
        "paragraf": paragraf,
        "navn": case.navn_paa(paragraf),
        "kan_klages": _can_be_appealed(case, paragraf),
        "hoejst": tid(longest(case.office, case.row.sag, paragraf, case.day)),
    }


def _can_be_appealed(case: LetterCase, paragraf: str) -> bool:
    ydelse = case.office.rulebook.law.paragraf(paragraf)
    return ydelse.klageadgang if ydelse else True


def _unsent(case: LetterCase) -> list[Afgoerelse]:
    """What is decided, and whose letter has not gone yet."""
    return [row for row in case.uow.of_forloeb(Afgoerelse, case.row.id) if row.sendt is None]


DECIDED: Final[Mapping[str, Callable[[LetterCase], FactValue]]] = {
    "koordinator": _newest_koordinator,
    "koordinator_telefon": _koordinators_telefon,
    "mundtligt": _told,
    "p82": _p82,
}
