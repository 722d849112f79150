"""Everything needed to make one letter and put it in an envelope, gathered from the case in one read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from casework.letters.content import afgoerelsens_breve as af
from casework.letters.content import bestillingens_breve as be
from casework.letters.content import forloebets_breve as fo
from casework.letters.content.billeder import pictures_of
from casework.letters.content.letter_case import Fact, LetterCase, common
from casework.letters.content.sideforloebets_breve import aktindsigt_delvis
from casework.letters.content.written import written
from casework.letters.om_brevet import kept_from, moedetid_of, paragraf_of
from casework.office import Office
from casework.vaergekopi import copy_for
from domain.case import DokumentTilstand, Kanal
from domain.errors import ActRefused
from domain.letter_facts import LETTER_FACTS
from domain.letters import Facts, Reader, Recipient, Wording
from domain.post import Moedetid
from domain.rules import Rolle
from domain.vaerge import Emne, Kopi
from persistence.tables import Borger, Dokument, Forloeb
from persistence.unit_of_work import UnitOfWork

# Whom a letter goes to, the number the post knows them by, and the way.
Til: TypeAlias = tuple[Recipient, str | None, Kanal]
_CONTENT: dict[str, Callable[[LetterCase], Fact]] = {
    "kvittering": fo.kvittering,
    "indkaldelse": fo.indkaldelse,
    "indkaldelse_opfoelgning": fo.indkaldelse_opfoelgning,
    "moede_flyttet": fo.moede_flyttet,
    "moede_aflyst": fo.moede_aflyst,
    "ventebrev": fo.ventebrev,
    "forlaenget_svarfrist": fo.forlaenget_svarfrist,
    "samtykke": fo.samtykke,
    "indhentning": fo.indhentning,
    "rykker_oplysninger": fo.rykker_oplysninger,
    "partshoering": fo.partshoering,
    "aktindsigt": fo.aktindsigt,
    "aktindsigt_forsinket": fo.aktindsigt_forsinket,
    "aktindsigt_delvis": aktindsigt_delvis,
    "afslutning": fo.afslutning,
    "afgoerelse_bevilling": af.afgoerelse,
    "afgoerelse_delvis": af.afgoerelse,
    "afgoerelse_afslag": af.afgoerelse,
    "afgoerelse_nedsaettelse": af.afgoerelse,
    "afgoerelse_ophoer": af.afgoerelse,
    "begrundelse": af.begrundelse,
    "klagekvittering": af.klagekvittering,
    "genvurdering": af.genvurdering,
    "bestilling": be.bestilling,
    "statusanmodning": be.statusanmodning,
}
_READER = {
    Rolle.UDFOERER: Reader.UDFOERER,
    Rolle.KILDE: Reader.KILDE,
    Rolle.JOURNAL: Reader.JOURNAL,
}
_ROLE = {reader: role for role, reader in _READER.items()}


@dataclass(frozen=True)
class LetterOrder:
    """`recipient_id` is a CPR or CVR number, or None where the recipient has none; `skjult` may not stand in the letter."""

    dokument_id: int
    brev: str
    sagsnummer: str
    forloeb_id: int
    tilstand: str
    wording: Wording
    facts: Facts
    recipient: Recipient
    reader: Reader
    kanal: Kanal
    recipient_id: str | None
    pdf_sha256: str | None
    docx_sha256: str | None
    word_sha256: str | None
    borger_doed: bool
    adressebeskyttet: bool
    skjult: tuple[str, ...]
    made_at: datetime
    paragraf: str | None
    moede: Moedetid | None
    kopi: Kopi
    kopi_af: int | None


def letter_order(office: Office, dokument_id: int, now: datetime) -> LetterOrder:
    """The letter's wording, facts and recipient as the case stands now."""
    with office.register.read() as uow:
        return letter_order_in(office, uow, uow.session.get_one(Dokument, dokument_id), now)


def letter_order_in(office: Office, uow: UnitOfWork, letter: Dokument, now: datetime) -> LetterOrder:
    """The same, in a transaction that is open already."""
    return _order(LetterCase(office, uow, letter, uow.cases.read(letter.forloeb_id), now))


def order_now(office: Office, forloeb_id: int, brev: str, now: datetime) -> LetterOrder:
    """The newest draft of the letter, or the letter as it would be were it drafted now; nothing is written.

    ActRefused where the case has nothing that it could be about.
    """
    with office.register.read() as uow:
        letter = uow.documents.newest_draft(forloeb_id, brev) or _imagined(office, uow, forloeb_id, brev, now)
        try:
            return _order(LetterCase(office, uow, letter, uow.cases.read(forloeb_id), now))
        except LookupError:
            raise ActRefused("ukendt", key="ukendt.brevets_emne", brev=brev) from None


def _imagined(office: Office, uow: UnitOfWork, forloeb_id: int, brev: str, now: datetime) -> Dokument:
    """A draft that is in no register, about what the newest letter of the kind was about."""
    before = [row for row in uow.of_forloeb(Dokument, forloeb_id) if row.brev == brev and row.kopi_af is None]
    last = before[-1] if before else None
    reader = office.rulebook.wordings[brev].reader
    return Dokument(
        id=0,
        forloeb_id=forloeb_id,
        noegle="",
        brev=brev,
        til=last.til if last else _ROLE.get(reader, Rolle.BORGER).value,
        modtager=last.modtager if last else None,
        tilstand=DokumentTilstand.KLADDE.value,
        refs=dict(last.refs) if last else {},
        ord=dict(last.ord) if last else {},
        oprettet=now,
    )


def _order(case: LetterCase) -> LetterOrder:
    letter, row, uow = case.letter, case.row, case.uow
    paragraf = paragraf_of(case)
    recipient, recipient_id, kanal = _as_sealed(uow, letter) or _recipient(case)
    return LetterOrder(
        dokument_id=letter.id,
        brev=letter.brev,
        sagsnummer=row.sag.nummer,
        forloeb_id=row.id,
        tilstand=letter.tilstand,
        wording=case.office.rulebook.wordings[letter.brev],
        facts={**common(case), **_facts(case), **pictures_of(case)},
        recipient=recipient,
        reader=_READER.get(Rolle(letter.til), Reader.BORGER),
        kanal=kanal,
        recipient_id=recipient_id,
        pdf_sha256=letter.pdf_sha256,
        docx_sha256=letter.docx_sha256,
        word_sha256=letter.word_sha256,
        borger_doed=row.sag.borger.doed is not None and letter.til in {Rolle.BORGER, Rolle.VAERGE},
        adressebeskyttet=row.sag.borger.adressebeskyttet,
        skjult=kept_from(case),
        made_at=letter.godkendt or letter.oprettet,
        paragraf=paragraf,
        moede=moedetid_of(case),
        kopi=_copied(case, paragraf),
        kopi_af=letter.kopi_af,
    )


def _copied(case: LetterCase, paragraf: str | None) -> Kopi:
    """Whether the guardian gets a copy of the citizen's letter, or of the one that this is the copy of."""
    letter = case.letter
    if letter.til not in {Rolle.BORGER, Rolle.VAERGE}:
        return Kopi.INGEN
    about = Emne(letter.brev, paragraf, letter.refs.get("art") if "moede" in letter.refs else None)
    return copy_for(case.office, case.borger, about)


def _facts(case: LetterCase) -> Fact:
    """What the letter says of the case: what its own gatherer tells, or each fact by its name."""
    own = _CONTENT.get(case.letter.brev)
    return own(case) if own else written(case)


def seal_envelope(
    uow: UnitOfWork,
    letter: Dokument,
    to: Til,
    *,
    adressebeskyttet: bool,
) -> None:
    """The letter's recipient and way are decided together with its bytes, and every try to send it uses them."""
    recipient, number, kanal = to
    content = {
        "navn": recipient.name,
        "adresse": list(recipient.address),
        "id": number,
        "kanal": kanal.value,
        "adressebeskyttet": adressebeskyttet,
    }
    uow.documents.seal_envelope(letter, content)


def on_paper_instead(uow: UnitOfWork, letter: Dokument, row: Forloeb) -> None:
    """The stored letter goes on paper to where the citizen, or the guardian, lives now."""
    sealed = uow.documents.envelope_of(letter) or {}
    address = (address_of(uow, letter, row) or "").split("\n")
    content = {**sealed, "adresse": address, "kanal": Kanal.FYSISK_POST.value}
    uow.documents.seal_envelope(letter, content)


def address_of(uow: UnitOfWork, letter: Dokument, row: Forloeb) -> str | None:
    """Where the reader of the letter lives, as far as the citizen's card says it."""
    if letter.til == Rolle.VAERGE:
        return uow.parties.vaergevej_of(row.sag.borger).adresse
    return uow.parties.adresse_of(row.sag.borger)


def _as_sealed(uow: UnitOfWork, letter: Dokument) -> Til | None:
    """What the letter was put in; a letter that is to be made (again) has no such thing yet."""
    sealed = uow.documents.envelope_of(letter) if letter.tilstand != DokumentTilstand.GODKENDT else None
    if sealed is None:
        return None
    return Recipient(sealed["navn"], tuple(sealed["adresse"])), sealed["id"], Kanal(sealed["kanal"])


def _recipient(case: LetterCase) -> Til:
    letter, parties = case.letter, case.uow.parties
    if letter.til == Rolle.UDFOERER:
        udfoerer = parties.udfoerer(letter.modtager or "")
        name = udfoerer.navn if udfoerer else str(letter.modtager)
        return Recipient(name), udfoerer.cvr if udfoerer else None, Kanal.DIGITAL_POST
    if letter.til == Rolle.KILDE:
        return Recipient(str(letter.modtager)), None, Kanal.DIGITAL_POST
    borger = case.borger
    if letter.til == Rolle.VAERGE:
        return vaerge_address(case.uow, borger)
    if letter.til == Rolle.JOURNAL:
        return Recipient(borger.navn), None, Kanal.DIGITAL_POST
    address = tuple((parties.adresse_of(borger) or "").split("\n")) if borger.adresse_krypteret else ()
    kanal = Kanal.DIGITAL_POST if borger.digital_post else Kanal.FYSISK_POST
    return Recipient(borger.navn, address), parties.cpr_of(borger), kanal


def vaerge_address(uow: UnitOfWork, borger: Borger) -> Til:
    """To whom and how the guardian's copy goes, as the citizen's card says now."""
    vej = uow.parties.vaergevej_of(borger)
    lines = tuple(line for line in (vej.adresse or "").split("\n") if line.strip())
    return Recipient(borger.vaerge or "", lines), vej.nummer, vej.kanal or Kanal.FYSISK_POST


def address_of_vaerge(office: Office, forloeb_id: int) -> Til:
    """The same, read by itself."""
    with office.register.read() as uow:
        return vaerge_address(uow, uow.cases.read(forloeb_id).sag.borger)


LETTERS = frozenset(LETTER_FACTS)
