"""The letters that a caseworker can write in a case, and the form of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from casework.office import Office
from casework.views.act_form import Option
from config.display import Display
from domain.case import DokumentTilstand
from domain.rules import Rolle
from domain.written_letters import Felt, SkrevetBrev
from persistence.tables import Dokument
from persistence.unit_of_work import UnitOfWork


class Papirslags(StrEnum):
    """What is written: a letter to read, a form to fill in, or a note that stays in the case."""

    BREV = "brev"
    SKEMA = "skema"
    NOTAT = "notat"


@dataclass(frozen=True)
class WrittenLine:
    """A letter that can be written: its name, its heading, whom it can go to, and whether a draft waits."""

    slug: str
    slags: Papirslags
    navn: str
    titel: str
    til: tuple[str, ...]
    venter: bool


@dataclass(frozen=True)
class WrittenLetters:
    """`passer` belong to the case as it stands; `andre` can be written all the same."""

    passer: tuple[WrittenLine, ...]
    andre: tuple[WrittenLine, ...]


@dataclass(frozen=True)
class WrittenForm:
    """The form of one letter, filled with what was last written in it (`skrevet`: when; `kladde`: it is not sent)."""

    slug: str
    navn: str
    titel: str
    felter: tuple[Felt, ...]
    laesere: tuple[Option, ...]
    til: str | None
    modtager: str | None
    udfoerere: tuple[Option, ...]
    skal_have_modtager: bool
    ord: Mapping[str, str]
    skrevet: datetime | None
    kladde: bool


def written_letters(office: Office, display: Display, forloeb_id: int) -> WrittenLetters:
    """Every letter with words of the caseworker's own, those of the case's phase and of what runs beside it first."""
    rules = office.rulebook
    with office.register.read() as uow:
        row = uow.cases.read(forloeb_id)
        drafted = {letter.brev for letter in uow.documents.in_state(forloeb_id, DokumentTilstand.KLADDE)}
    beside = {brev for plan in rules.phases.values() if plan.fase is None for brev in plan.breve}
    fitting = {*rules.phases[row.fase].breve, *beside, *drafted}
    lines = [
        WrittenLine(
            slug=brev.slug,
            slags=_slags(brev),
            navn=display.say("brev", brev.slug),
            titel=rules.wordings[brev.slug].title,
            til=tuple(display.say("rolle", til.value) for til in brev.til),
            venter=brev.slug in drafted,
        )
        for brev in rules.skrevne_breve.values()
    ]
    return WrittenLetters(
        passer=tuple(line for line in lines if line.slug in fitting),
        andre=tuple(line for line in lines if line.slug not in fitting),
    )


def _slags(brev: SkrevetBrev) -> Papirslags:
    if brev.til[0] == Rolle.JOURNAL:
        return Papirslags.NOTAT
    return Papirslags.SKEMA if brev.skema else Papirslags.BREV


def written_form(office: Office, display: Display, forloeb_id: int, slug: str) -> WrittenForm | None:
    """The form of the letter; None where nobody writes such a letter."""
    brev = office.rulebook.skrevne_breve.get(slug)
    if brev is None:
        return None
    with office.register.read() as uow:
        last = _last(uow, forloeb_id, slug)
        return WrittenForm(
            slug=slug,
            navn=display.say("brev", slug),
            titel=office.rulebook.wordings[slug].title,
            felter=brev.felter,
            laesere=tuple(Option(til.value, display.say("rolle", til.value)) for til in brev.til),
            til=last.til if last else None,
            modtager=last.modtager if last else brev.modtager,
            udfoerere=tuple(Option(row.id, row.navn) for row in uow.parties.udfoerere()),
            skal_have_modtager=_names_somebody(brev),
            ord=_as_typed(brev, last.ord) if last else {},
            skrevet=last.oprettet if last and last.ord else None,
            kladde=last is not None and last.tilstand == DokumentTilstand.KLADDE,
        )


def newest_draft_id(office: Office, forloeb_id: int, slug: str) -> int | None:
    """The draft of the letter that was made last."""
    with office.register.read() as uow:
        letter = uow.documents.newest_draft(forloeb_id, slug)
        return letter.id if letter else None


def _last(uow: UnitOfWork, forloeb_id: int, slug: str) -> Dokument | None:
    """What was written last and not dropped; a draft goes before what was sent since."""
    rows = [
        row
        for row in uow.of_forloeb(Dokument, forloeb_id)
        if row.brev == slug and row.kopi_af is None and row.tilstand != DokumentTilstand.BORTFALDET
    ]
    drafts = [row for row in rows if row.tilstand == DokumentTilstand.KLADDE]
    found = drafts or rows
    return found[-1] if found else None


def _names_somebody(brev: SkrevetBrev) -> bool:
    """True where the reader's role does not say who it is."""
    return brev.modtager is None and bool({Rolle.UDFOERER, Rolle.KILDE} & set(brev.til))


def _as_typed(brev: SkrevetBrev, said: Mapping[str, Any]) -> dict[str, str]:
    """The words as they stood in the form; a list is a line for each."""
    found = {felt.navn: said.get(felt.navn) for felt in brev.felter}
    return {
        name: "\n".join(map(str, words)) if isinstance(words, list) else str(words or "")
        for name, words in found.items()
    }
