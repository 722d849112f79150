"""Approving a letter: a named person's act, and the last gate before it leaves."""

from datetime import date
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from casework import drafts, samtykker
from casework.act import Act, Tekst
from casework.acts import afgoerelse, klage
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from casework.gates import ask
from casework.letters.letter_order import letter_order_in
from casework.sending.modtagelse import begin_if_all_have_it
from casework.sending.vaergekopier import principal
from casework.staff import opgaver
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.gates import Stop
from domain.rules import Rolle
from domain.vaerge import Kopi
from persistence.tables import Dokument, Klage

FORLAENGET = "forlaenget_svarfrist"


class GodkendBrev(Act):
    brev: Tekst
    ny_dato: date | None = None

    @model_validator(mode="after")
    def promises_a_date(self) -> Self:
        """A letter that puts off the answer says until when (RSL § 3, stk. 2, 3. pkt.)."""
        if self.brev == FORLAENGET and self.ny_dato is None:
            raise PydanticCustomError("regel", "skal have ny_dato: den dag, borgeren nu kan vente svar")
        return self


def approve_brev(forloeb: OpenForloeb, act: GodkendBrev) -> None:
    """The newest draft of the letter is on its way. Asks G3 of letters to anybody else, G4 and G7 of an afgørelse."""
    if act.brev not in forloeb.office.rulebook.wordings:
        raise ActRefused("ukendt", key="ukendt.brev", brev=act.brev)
    letter = drafts.newest_draft(forloeb, act.brev)
    _require_written(forloeb, letter)
    ask(forloeb, approval_stops(forloeb, letter))
    require_known(forloeb, act.ny_dato)
    if act.ny_dato is not None and act.ny_dato <= forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.ny_dato")
    if letter.word_sha256 and letter.ny_dato and letter.ny_dato != act.ny_dato:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.word_fil")
    drafts.approve(forloeb, letter, act.ny_dato)


def _require_written(forloeb: OpenForloeb, letter: Dokument) -> None:
    """Return where everything the letter needs of the caseworker's words is there; an event drafts it without them."""
    written = forloeb.office.rulebook.skrevne_breve.get(letter.brev)
    for felt in written.felter if written else ():
        if felt.paakraevet and not letter.ord.get(felt.navn):
            raise ActRefused("mangler", key="mangler.brevets_felt", felt=felt.ledetekst)
    if letter.brev == klage.FOELGEBREV and not letter.ord.get("begrundelse"):
        _require_grounds(forloeb, letter)


def _require_grounds(forloeb: OpenForloeb, letter: Dokument) -> None:
    """Return where the genvurdering said why: the klage goes on with its grounds, or not at all (RSL § 66)."""
    row = forloeb.uow.get(Klage, letter.refs.get("klage", 0))
    if row is not None and not row.begrundelse:
        raise ActRefused("mangler", key="mangler.foelgebrevets_grunde")


class SendBrevIgen(Act):
    brev: Tekst


def send_brev_again(forloeb: OpenForloeb, act: SendBrevIgen) -> None:
    """The newest letter of the kind that did not leave is made anew from the case as it is now, and on its way.

    So is its copy to the guardian where that failed too; what nobody is to have any more is dropped.
    """
    failed = [
        letter
        for letter in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.FEJLET)
        if letter.brev == act.brev
    ]
    if not failed:
        raise ActRefused("ukendt", key="ukendt.fejlet_brev", brev=act.brev)
    first = principal(forloeb.uow, failed[-1])
    again = [letter for letter in failed if principal(forloeb.uow, letter).id == first.id]
    for letter in again:
        ask(forloeb, approval_stops(forloeb, letter))
    for letter in again:
        if _still_gets_it(forloeb, letter):
            drafts.try_again(forloeb, letter)
        else:
            drafts.drop(forloeb, letter)
            begin_if_all_have_it(forloeb, letter)
    for _ in again:
        # Each of them asked for somebody to look.
        opgaver.close(forloeb, "ret_fejlet_brev")


def _still_gets_it(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """False of a letter to the dead, or to their guardian, and of a copy to somebody who is to have none any more."""
    if letter.til in {Rolle.BORGER, Rolle.VAERGE} and forloeb.borger.doed is not None:
        return False
    if letter.kopi_af is None:
        return True
    return letter_order_in(forloeb.office, forloeb.uow, letter, forloeb.now).kopi is Kopi.SENDES


def approval_stops(forloeb: OpenForloeb, letter: Dokument) -> tuple[Stop, ...]:
    """What stops the draft from being approved now."""
    if letter.til in {Rolle.KILDE, Rolle.UDFOERER}:
        return samtykker.letter_stops(forloeb, letter)
    if letter.brev.startswith("afgoerelse_"):
        return afgoerelse.letter_stops(forloeb, letter)
    return ()
