"""The facts of the letters on the way: receipt, meetings, waiting, sources, hearing, access, farewell."""

from datetime import date, datetime

from casework.letters.content.letter_case import (
    Fact,
    LetterCase,
    ansoegning,
    ansoegninger,
    klage_uger,
    local,
    maal,
    oensker,
    opfoelgning_dato,
    quiet_until,
    tid,
    venter_paa,
)
from domain.calendar import local_date
from domain.case import FASER, DokumentTilstand, Fase
from domain.deadlines import choose, count
from domain.letters import FactValue
from domain.rules import Aftalt
from persistence.tables import (
    Aktindsigt,
    Ansoegning,
    Bestilling,
    Dokument,
    Forespoergsel,
    Henvendelse,
    Moede,
    Partshoering,
    Samtykke,
)

_GONE = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET})


def kvittering(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Henvendelse, case.ref("henvendelse"))
    return {
        "henvendelse": {"dato": local_date(row.modtaget), "kanal": row.kanal, "tekst": row.tekst},
        "ansoegninger": ansoegninger(case),
        "akut": row.akut,
        "naeste_nyt": quiet_until(case),
    }


def indkaldelse(case: LetterCase) -> Fact:
    return {"moede": _moede(case), "vaerge": case.borger.vaerge}


def moede_flyttet(case: LetterCase) -> Fact:
    before = case.letter.refs.get("foer")
    foer = local(datetime.fromisoformat(before)) if before else None
    return {"moede": _moede(case), "foer": foer, "grund": case.letter.refs.get("grund")}


def moede_aflyst(case: LetterCase) -> Fact:
    return {"moede": _moede(case), "grund": case.letter.refs.get("grund")}


def indkaldelse_opfoelgning(case: LetterCase) -> Fact:
    return {
        "opfoelgning_dato": opfoelgning_dato(case) or case.day,
        "moede": _moede(case) if "moede" in case.letter.refs else None,
        "oensker": oensker(case),
        "maal": maal(case),
        "udfoerere": _udfoerere(case),
        "vaerge": case.borger.vaerge,
    }


def ventebrev(case: LetterCase) -> Fact:
    udfoerer = case.uow.parties.udfoerer(str(case.letter.refs.get("udfoerer", "")))
    return {
        "fase_ord": case.office.rulebook.phases[case.row.fase].til_borger,
        "gjort": _gjort(case),
        "venter_paa": venter_paa(case),
        "naeste_nyt": _naeste_nyt(case),
        "ansoegninger": ansoegninger(case),
        "udfoerer": udfoerer.navn if udfoerer else None,
    }


def forlaenget_svarfrist(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Ansoegning, case.ref("ansoegning"))
    return {
        "ansoegning": ansoegning(case, row),
        "ny_dato": case.letter.ny_dato,
        "venter_paa": venter_paa(case),
    }


def samtykke(case: LetterCase) -> Fact:
    return {"ansoegninger": ansoegninger(case)}


def indhentning(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Forespoergsel, case.ref("forespoergsel"))
    return {
        "kilde": row.kilde,
        "oplysninger": row.oplysninger or "",
        "samtykke": _samtykke(case, row.kilde),
        "svar_senest": _counted(case, "oplysninger"),
    }


def rykker_oplysninger(case: LetterCase) -> Fact:
    rows = [
        row
        for row in case.uow.of_forloeb(Forespoergsel, case.row.id)
        if row.kilde == case.letter.refs.get("kilde")
    ]
    return {
        "kilde": rows[-1].kilde,
        "oplysninger": rows[-1].oplysninger or "",
        "samtykke": _samtykke(case, rows[-1].kilde),
        "spurgt": rows[-1].spurgt,
        "svar_senest": _next_reminder(case, rows[-1].kilde),
    }


def partshoering(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Partshoering, case.ref("partshoering"))
    rule = case.office.rulebook.rule("partshoering", case.day)
    varighed = None if rule is None or isinstance(rule.varighed, Aftalt) else choose(rule.varighed or {})
    return {
        "oplysning": row.oplysning,
        "svar_senest": row.svar_senest,
        "svar_dage": (count(varighed, case.day, rule.art, case.office.rulebook.calendars) - case.day).days
        if rule and varighed
        else None,
        "ansoegninger": ansoegninger(case, row.paragraf),
    }


def aktindsigt(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Aktindsigt, case.ref("aktindsigt"))
    wordings = case.office.rulebook.wordings
    papers: list[FactValue] = [
        {"dato": local_date(letter.sendt), "titel": wordings[letter.brev].title_to(letter.til)}
        for letter in case.uow.of_forloeb(Dokument, case.row.id)
        if letter.tilstand in _GONE and letter.sendt
    ]
    return {"anmodet": local_date(row.anmodet), "dokumenter": papers, "klage_uger": klage_uger(case)}


def aktindsigt_forsinket(case: LetterCase) -> Fact:
    row = case.uow.session.get_one(Aktindsigt, case.ref("aktindsigt"))
    rule = case.office.rulebook.rule("aktindsigt", case.day)
    varighed = None if rule is None or isinstance(rule.varighed, Aftalt) else choose(rule.varighed or {})
    return {
        "anmodet": local_date(row.anmodet),
        "forventet": _counted(case, "aktindsigt"),
        "frist": tid(varighed),
    }


def afslutning(case: LetterCase) -> Fact:
    return {"grund": case.row.afslutning_grund, "maal": maal(case)}


def _samtykke(case: LetterCase, kilde: str) -> Fact | None:
    """The newest samtykke to ask the source that has not been taken back."""
    mine = [
        given
        for given in case.uow.of_sag(Samtykke, case.row.sag_id)
        if given.kilde.casefold() == kilde.casefold() and given.trukket is None
    ]
    return {"givet": mine[-1].givet, "til_dato": mine[-1].til_dato} if mine else None


def _moede(case: LetterCase) -> Fact:
    row = case.uow.get(Moede, case.letter.refs.get("moede", 0))
    art = row.art if row else "foerste_samtale"
    return {
        "art": art,
        "navn": case.office.rulebook.moeder.get(art, art),
        "tidspunkt": local(row.tidspunkt) if row else None,
        "minutter": case.office.rulebook.post.moede.minutter,
        "sted": row.sted if row else None,
        "deltagere": list(row.deltagere) if row else [],
    }


def _udfoerere(case: LetterCase) -> list[FactValue]:
    orders = case.uow.of_forloeb(Bestilling, case.row.id)
    found = (
        case.uow.parties.udfoerer(order.udfoerer_id)
        for order in orders
        if order.startet and not order.afsluttet
    )
    return list(dict.fromkeys(udfoerer.navn for udfoerer in found if udfoerer))


def _gjort(case: LetterCase) -> list[FactValue]:
    """What the municipality has done so far, in the plain words of the phases behind."""
    plans = case.office.rulebook.phases
    behind = FASER[: FASER.index(Fase(case.row.fase))]
    return [plans[fase].gjort for fase in behind if plans[fase].gjort]


def _naeste_nyt(case: LetterCase) -> date:
    """When the citizen hears next, at the latest: the rule that sends this letter again, or the one that breaks silence."""
    if (again := _comes_again(case)) is not None:
        return again
    return quiet_until(case)


def _comes_again(case: LetterCase) -> date | None:
    """When the ladder that sent this letter by itself sends the next one; None where it sends no more."""
    coming = [
        local_date(datetime.fromisoformat(at))
        for clock in case.clocks
        if case.letter.godkendt_af == f"regel:{clock.rule_id}" and case.letter.refs == clock.refs
        for index, at in clock.again.items()
        if case.rule_of(clock).stige[int(index)].brev == case.letter.brev
    ]
    return min(coming, default=None)


def _next_reminder(case: LetterCase, kilde: str) -> date:
    """The day before which a reminded source should answer: when its ladder goes on."""
    mine = [
        clock for clock in case.clocks if clock.rule_id == "oplysninger" and clock.refs.get("kilde") == kilde
    ]
    coming = mine[-1].next_at if mine else None
    return max(local_date(coming), case.day) if coming else _counted(case, "oplysninger")


def _counted(case: LetterCase, rule_id: str) -> date:
    """The rule's own time, counted from today."""
    rule = case.office.rulebook.rule(rule_id, case.day)
    varighed = None if rule is None or isinstance(rule.varighed, Aftalt) else choose(rule.varighed or {})
    calendars = case.office.rulebook.calendars
    return count(varighed, case.day, rule.art, calendars) if rule and varighed else case.day
