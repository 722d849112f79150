"""Everything about one citizen as one value: letters as sent, what came in, the journal, and what is known of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any, Final

from casework.office import Office
from casework.views.case_post import PostLine, post_lines
from casework.views.egen_kopi_afsnit import Afsnit, Row
from casework.views.timeline_page import Day, Line, Names, timeline
from config.display import Display
from domain.calendar import local_date
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.journal import Entry
from persistence.tables import (
    AendretBehov,
    Afgoerelse,
    Aktindsigt,
    Ansoegning,
    Begrundelse,
    Bestilling,
    Bevilling,
    Brud,
    Deadline,
    Dokument,
    Forespoergsel,
    Forloeb,
    GdprIndsigt,
    HandlekommuneSkift,
    Handleplan,
    Henvendelse,
    Klage,
    Kontakt,
    Maal,
    Maaling,
    MaalVurdering,
    Moede,
    MundtligMeddelelse,
    Oenske,
    Opfoelgning,
    Optagelse,
    Partshoering,
    Sag,
    Samtykke,
    Status,
    Table,
    TemaVurdering,
    Udskrivning,
    Undtagelse,
    table_of,
)
from persistence.unit_of_work import UnitOfWork

_KEPT: Final = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET, DokumentTilstand.GEMT})
_OF_SAG: Final[tuple[type[Table], ...]] = (
    Oenske,
    Maal,
    MaalVurdering,
    Maaling,
    TemaVurdering,
    Samtykke,
    Undtagelse,
    HandlekommuneSkift,
)
_OF_FORLOEB: Final[tuple[type[Table], ...]] = (
    Henvendelse,
    Ansoegning,
    Kontakt,
    Moede,
    Forespoergsel,
    Partshoering,
    Handleplan,
    Afgoerelse,
    MundtligMeddelelse,
    Begrundelse,
    Bevilling,
    Bestilling,
    Status,
    Opfoelgning,
    AendretBehov,
    Klage,
    Aktindsigt,
    GdprIndsigt,
    Udskrivning,
    Optagelse,
    Brud,
    Deadline,
)
# How the register finds its rows says nothing of a citizen.
_OURS: Final = frozenset(
    {"id", "noegle", "sekvens", "kanal_id", "refs", "done", "again", "rule_version", "calendar_version"}
)
# What sources have written is read through by a person before the citizen gets it; that they wrote is no secret.
_OTHERS_WORDS: Final[Mapping[type[Table], Sequence[str]]] = {Forespoergsel: ("svar",)}


@dataclass(frozen=True)
class KopiFil:
    """One file of the copy: where it lies in it, and what it is known by in the store."""

    sti: str
    sha256: str
    navn: str
    hvem: str
    dato: date


@dataclass(frozen=True)
class EgenKopi:
    """`udeladt` came from others and has to be read through by a person first; `medarbejdere` lies in a file of its own."""

    sagsnummer: str
    forloeb_id: int
    kort: Mapping[str, Any]
    breve: tuple[KopiFil, ...]
    post: tuple[KopiFil, ...]
    udeladt: tuple[PostLine, ...]
    journal: tuple[Day, ...]
    oplysninger: Mapping[str, Any]
    afsnit: Mapping[str, list[Row]]
    medarbejdere: Mapping[str, str]


def egen_kopi(office: Office, display: Display, nummer: str, *, kilder: bool = False) -> EgenKopi:
    """The copy; ActRefused where there is no such case. `kilder`: what others have written is with it."""
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(nummer)
        if sag is None:
            raise office.worded(ActRefused("ukendt", key="ukendt.sag", sag=nummer))
        forloeb = uow.cases.forloeb_of(sag.id)
        staff = _numbered(uow)
        post = post_lines(office, display, nummer)
        shown = [line for line in post if kilder or line.fra_rolle != Rolle.KILDE]
        return EgenKopi(
            sagsnummer=nummer,
            forloeb_id=forloeb[-1].id,
            kort=_card(uow, sag),
            breve=tuple(_letters(display, uow, forloeb)),
            post=tuple(_post(shown)),
            udeladt=tuple(line for line in post if line not in shown),
            journal=_journal(office, display, uow, sag, forloeb, staff, kilder=kilder),
            oplysninger=_known(uow, sag, forloeb, staff, kilder=kilder),
            afsnit=Afsnit(office, display, uow, sag, forloeb).all(),
            medarbejdere={staff[person.id]: person.navn for person in uow.parties.staff()},
        )


def _numbered(uow: UnitOfWork) -> Mapping[str, str]:
    """Each member of staff under a number: the names are for whoever hands out the copy to add."""
    everybody = sorted(person.id for person in uow.parties.staff())
    return {who: f"M{nr}" for nr, who in enumerate(everybody, start=1)}


def _card(uow: UnitOfWork, sag: Sag) -> Mapping[str, Any]:
    borger = sag.borger
    return {
        "navn": borger.navn,
        "cpr": uow.parties.cpr_of(borger),
        "adresse": uow.parties.adresse_of(borger),
        "adressebeskyttet": borger.adressebeskyttet,
        "telefon": borger.telefon,
        "digital_post": borger.digital_post,
        "sprog": borger.sprog,
        "vaerge": borger.vaerge,
        "vaerge_art": borger.vaerge_art,
        "vaerge_omfang": borger.vaerge_omfang,
        "moedeoenske": borger.moedeoenske,
    }


def _letters(display: Display, uow: UnitOfWork, forloeb: Sequence[Forloeb]) -> Iterator[KopiFil]:
    """Oldest first, whichever forløb they are of."""
    # A guardian's copy says what the citizen's own letter says, and where the guardian lives, which is not the citizen's.
    kept = [
        (local_date(letter.sendt or letter.godkendt or letter.oprettet), letter.pdf_sha256, letter)
        for row in forloeb
        for letter in uow.of_forloeb(Dokument, row.id)
        if letter.tilstand in _KEPT and letter.kopi_af is None
    ]
    numbers = count(1)
    for day, sha256, letter in sorted(kept, key=lambda each: (each[0], each[2].id)):
        if sha256 is not None:
            yield KopiFil(
                sti=f"breve/{next(numbers):03}-{day.isoformat()}-{letter.brev}.pdf",
                sha256=sha256,
                navn=display.say("brev", letter.brev),
                hvem=_to(display, uow, letter),
                dato=day,
            )


def _to(display: Display, uow: UnitOfWork, letter: Dokument) -> str:
    udfoerer = uow.parties.udfoerer(letter.modtager or "")
    return udfoerer.navn if udfoerer else letter.modtager or display.say("rolle", letter.til)


def _post(lines: Sequence[PostLine]) -> Iterator[KopiFil]:
    numbers = count(1)
    for line in reversed(lines):
        if line.sha256 is not None and line.fil is not None:
            ending = line.fil.rpartition(".")[2]
            path = f"post/{next(numbers):03}-{line.dato.isoformat()}.{ending}"
            yield KopiFil(path, line.sha256, line.navn, line.fra, line.dato)


def _journal(
    office: Office,
    display: Display,
    uow: UnitOfWork,
    sag: Sag,
    forloeb: Sequence[Forloeb],
    staff: Mapping[str, str],
    *,
    kilder: bool,
) -> tuple[Day, ...]:
    """Every day of every forløb, oldest first."""
    names = Names(staff, {row.id: row.navn for row in uow.parties.udfoerere()})
    days: list[Day] = []
    told = [entry if kilder else _without_sources_words(entry) for entry in uow.journal.entries(sag.id)]
    for nr, row in enumerate(forloeb):
        mine = (entry for entry in told if nr == 0 or entry.forloeb_id == row.id)
        days += timeline(office, display, names, mine, row.id, alt=True).dage
    by_day: dict[date, list[Line]] = {}
    for day in days:
        by_day.setdefault(day.dag, []).extend(day.linjer)
    return tuple(
        Day(dag, tuple(sorted(lines, key=lambda line: line.tid))) for dag, lines in sorted(by_day.items())
    )


def _without_sources_words(entry: Entry) -> Entry:
    """The entry with what a source wrote left out of it: that they wrote, and when, stands."""
    from_source = entry.event == Event.OPLYSNINGER_MODTAGET or (
        entry.event == Event.POST_MODTAGET and entry.detail.get("fra") == Rolle.KILDE
    )
    if not from_source:
        return entry
    kept = {key: value for key, value in entry.detail.items() if key not in {"oplysninger", "tekst", "svar"}}
    return replace(entry, detail=kept)


def _known(
    uow: UnitOfWork, sag: Sag, forloeb: Sequence[Forloeb], staff: Mapping[str, str], *, kilder: bool
) -> Mapping[str, Any]:
    """Every row about the citizen by its table, in the register's own words."""
    found: dict[str, Any] = {}
    for table in _OF_SAG:
        found[table.__tablename__] = [_row(row, staff) for row in uow.of_sag(table, sag.id)]
    for table in _OF_FORLOEB:
        rows = [row for each in forloeb for row in uow.of_forloeb(table, each.id)]
        left_out = () if kilder else _OTHERS_WORDS.get(table, ())
        found[table.__tablename__] = [_row(row, staff, left_out) for row in rows]
    found["netvaerk"] = [
        {**uow.netvaerk.person_of(row), "sektor": row.sektor, "kontakt": row.kontakt}
        for row in uow.netvaerk.now(sag.id)
    ]
    return found


def _row(row: Table, staff: Mapping[str, str], left_out: Sequence[str] = ()) -> dict[str, Any]:
    columns = [
        name
        for name in table_of(type(row)).columns.keys()  # noqa: SIM118 - columns are no dict
        if not _is_ours(name) and name not in left_out
    ]
    return {name: _shown(getattr(row, name), staff) for name in columns}


def _is_ours(column: str) -> bool:
    return column in _OURS or column.endswith(("_id", "_krypteret"))


def _shown(value: Any, staff: Mapping[str, str]) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [_shown(item, staff) for item in value]
    return staff.get(value, value) if isinstance(value, str) else value
