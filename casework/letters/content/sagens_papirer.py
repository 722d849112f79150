"""Every paper of a sag: what has gone out, come in, or been kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.letters.content.letter_case import LetterCase
from config.display import load_display
from domain.calendar import local_date
from domain.case import DokumentTilstand
from domain.rules import Rolle
from persistence.tables import Dokument, IndgaaendePost

_KEPT = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET, DokumentTilstand.GEMT})


@dataclass(frozen=True)
class Papir:
    """One paper: its day, what it is, the heading its reader knows it by, who it is to or from, and in which role."""

    dato: date
    titel: str
    overskrift: str
    hvem: str
    rolle: str


def papers(case: LetterCase) -> list[Papir]:
    """All of them in every forløb of the sag, oldest first."""
    return sorted([*_gone(case), *_come(case)], key=lambda paper: paper.dato)


def _gone(case: LetterCase) -> Iterator[Papir]:
    display = load_display()
    for forloeb in case.uow.cases.forloeb_of(case.row.sag_id):
        for letter in case.uow.of_forloeb(Dokument, forloeb.id):
            if letter.tilstand in _KEPT and letter.kopi_af is None:
                day = local_date(letter.sendt or letter.godkendt or letter.oprettet)
                whom = _named(case, letter.til, letter.modtager)
                wording = case.office.rulebook.wordings.get(letter.brev)
                titel = display.say("brev", letter.brev)
                heading = wording.title_to(letter.til) if wording else titel
                yield Papir(day, titel, heading, whom, display.say("rolle", letter.til))


def _come(case: LetterCase) -> Iterator[Papir]:
    display = load_display()
    for forloeb in case.uow.cases.forloeb_of(case.row.sag_id):
        for post in case.uow.of_forloeb(IndgaaendePost, forloeb.id):
            whom = _named(case, post.fra, post.fra_hvem)
            titel = display.say("post", post.slags)
            yield Papir(post.dato, titel, titel, whom, display.say("rolle", post.fra))


def _named(case: LetterCase, rolle: str, hvem: str | None) -> str:
    """By name: an udfører is known to the register by an id that nobody else understands."""
    udfoerer = case.uow.parties.udfoerer(hvem or "") if rolle == Rolle.UDFOERER else None
    return udfoerer.navn if udfoerer else hvem or load_display().say("rolle", rolle)
