"""Letters that a caseworker writes: in the house's wording, with words of the caseworker's own."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from casework import drafts
from casework.act import Act, Tekst
from casework.forloeb import OpenForloeb
from domain.errors import ActRefused
from domain.rules import Rolle
from domain.written_letters import Felt, SkrevetBrev

_NAMED = {Rolle.UDFOERER: "udfoerer", Rolle.KILDE: "kilde"}


class SkrivBrev(Act):
    brev: Tekst
    til: Rolle | None = None
    modtager: Tekst | None = None
    ord: dict[str, str] = Field(default_factory=dict)


def write_brev(forloeb: OpenForloeb, act: SkrivBrev) -> None:
    """A draft of the letter waits with these words; one that waits for the same reader gets them instead of its own.

    Raises ActRefused where the letter has no such field or reader, or a field it needs is empty.
    """
    brev = forloeb.office.rulebook.skrevne_breve.get(act.brev)
    if brev is None:
        raise ActRefused("ukendt", key="ukendt.skrevet_brev", brev=act.brev)
    til = _reader(brev, act.til)
    modtager = act.modtager or brev.modtager or _drafted_for(forloeb, brev.slug, til)
    drafts.write(forloeb, brev.slug, til, _recipient(forloeb, til, modtager), _words(brev, act.ord))


def _reader(brev: SkrevetBrev, til: Rolle | None) -> Rolle:
    if til is None:
        return brev.til[0]
    if til not in brev.til:
        raise ActRefused("ukendt", key="ukendt.brevets_laeser", til=til.value)
    return til


def _drafted_for(forloeb: OpenForloeb, slug: str, til: Rolle) -> str | None:
    """Whom an event has drafted the letter for."""
    waiting = forloeb.uow.documents.newest_draft(forloeb.id, slug)
    return waiting.modtager if waiting and waiting.til == til else None


def _recipient(forloeb: OpenForloeb, til: Rolle, modtager: str | None) -> Mapping[str, Any]:
    """Whom it goes to, where the reader's role does not say it."""
    name = _NAMED.get(til)
    if name is None:
        return {}
    if modtager is None:
        raise ActRefused("mangler", key="mangler.modtager")
    if til is Rolle.UDFOERER and forloeb.uow.parties.udfoerer(modtager) is None:
        raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=modtager)
    return {name: modtager}


def _words(brev: SkrevetBrev, typed: Mapping[str, str]) -> dict[str, Any]:
    """The words by field: a text, or where the field is a list the lines of it; None and no lines where it is empty."""
    for navn in typed:
        if brev.felt(navn) is None:
            raise ActRefused("ukendt", key="ukendt.brevets_felt", felt=navn)
    found = {felt.navn: _said(felt, typed.get(felt.navn, "")) for felt in brev.felter}
    for felt in brev.felter:
        said = found[felt.navn]
        if felt.paakraevet and not said:
            raise ActRefused("mangler", key="mangler.brevets_felt", felt=felt.ledetekst)
        if felt.valg and said and said not in felt.valg:
            raise ActRefused("ukendt", key="ukendt.brevets_valg", felt=felt.ledetekst)
    return found


def _said(felt: Felt, text: str) -> str | list[str] | None:
    if felt.liste:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text.strip() or None
