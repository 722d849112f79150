"""The post that has come in to a case, as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.office import Office
from config.display import Display
from domain.rules import Rolle
from persistence.tables import Fil, IndgaaendePost
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class PostLine:
    """`sha256` is None where there is no file; `fil` is what the file is called when it is fetched."""

    id: int
    forloeb_nr: int
    navn: str
    fra: str
    fra_rolle: str
    dato: date
    modtaget: datetime
    svarede: str | None
    tekst: str | None
    sha256: str | None
    medietype: str | None
    fil: str | None
    stoerrelse: int | None


def post_lines(office: Office, display: Display, nummer: str) -> tuple[PostLine, ...]:
    """Everything that has come in to the sag, newest first."""
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(nummer)
        if sag is None:
            return ()
        rows = [
            _line(office, display, uow, nummer, forloeb.nr, row)
            for forloeb in uow.cases.forloeb_of(sag.id)
            for row in uow.of_forloeb(IndgaaendePost, forloeb.id)
        ]
    return tuple(sorted(rows, key=lambda line: (line.modtaget, line.id), reverse=True))


def _line(
    office: Office, display: Display, uow: UnitOfWork, nummer: str, forloeb_nr: int, row: IndgaaendePost
) -> PostLine:
    kept = uow.get(Fil, row.sha256) if row.sha256 else None
    ending = office.rulebook.post_ind.endelser.get(kept.medietype, "fil") if kept else None
    return PostLine(
        id=row.id,
        forloeb_nr=forloeb_nr,
        navn=display.say("post", row.slags),
        fra=_sender(display, uow, row),
        fra_rolle=row.fra,
        dato=row.dato,
        modtaget=row.modtaget,
        svarede=display.choices["svarer_paa"].get(row.handling, row.handling) if row.handling else None,
        tekst=row.tekst,
        sha256=kept.sha256 if kept else None,
        medietype=kept.medietype if kept else None,
        fil=f"{nummer}-post-{row.id}.{ending}" if kept else None,
        stoerrelse=kept.stoerrelse if kept else None,
    )


def _sender(display: Display, uow: UnitOfWork, row: IndgaaendePost) -> str:
    udfoerer = uow.parties.udfoerer(row.fra_hvem or "") if row.fra == Rolle.UDFOERER else None
    if udfoerer is not None:
        return udfoerer.navn
    return row.fra_hvem or display.say("rolle", row.fra)
