"""Sagsoplysning: the citizen's own words, samtykker, and the sources that are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casework import drafts, samtykker
from casework.act import Act, JaNej, Tekst
from casework.acts.contact import tell_of_contact
from casework.dates import require_coming
from casework.forloeb import OpenForloeb
from casework.gates import ask
from domain.case import DokumentTilstand
from domain.deadlines import choose, count
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.sagsoplysning import OplysningFacts, g2
from domain.rules import Rolle
from persistence.tables import Forespoergsel, Oenske, Samtykke, TemaVurdering


class RegistrerOenske(Act):
    tekst: str = ""
    perspektiv: Literal[1, 2, 3] = 1
    kan_ikke: JaNej = False
    hvem_siger: str | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """There are words, or it stands that there could be none (G2 asks who spoke instead)."""
        if not self.tekst.strip() and not self.kan_ikke:
            raise PydanticCustomError("regel", "skal have en tekst, eller kan_ikke = true med hvem_siger")
        return self


class GivSamtykke(Act):
    fra: Tekst
    oplysninger: str | None = None
    til_dato: date | None = None


class TraekSamtykke(Act):
    fra: Tekst


class Indhent(Act):
    fra: Tekst
    oplysninger: str | None = None


class ModtagOplysninger(Act):
    fra: Tekst
    oplysninger: str | None = None


class OpgivOplysninger(Act):
    fra: Tekst
    oplysninger: str | None = None
    grund: str | None = None


class VurderTema(Act):
    tema: Tekst
    niveau: int | None = Field(default=None, ge=0, le=4)
    ressourcer: str | None = None
    udfordringer: str | None = None
    perspektiv: Literal[1, 2, 3] | None = None
    kilde: str | None = None


def record_oenske(forloeb: OpenForloeb, act: RegistrerOenske) -> None:
    """The citizen's words stand verbatim, with who says them."""
    nr = len(forloeb.uow.of_sag(Oenske, forloeb.sag.id)) + 1
    forloeb.uow.add(
        Oenske(
            sag_id=forloeb.sag.id,
            nr=nr,
            tekst=act.tekst,
            perspektiv=act.perspektiv,
            kan_ikke=act.kan_ikke,
            hvem_siger=act.hvem_siger,
            tidspunkt=forloeb.now,
        )
    )
    forloeb.record(Event.OENSKE_REGISTRERET, detail={"nr": nr, **act.model_dump(exclude_none=True)})
    tell_of_contact(forloeb, "oenske")


def give_samtykke(forloeb: OpenForloeb, act: GivSamtykke) -> None:
    """The samtykke stands for this source and these kinds of information (RSL § 11 a); an older one alike is replaced."""
    require_coming(forloeb, act.til_dato, "ugyldig_dato.samtykke")
    _replace_older(forloeb, act)
    til_dato = act.til_dato or _lasts_until(forloeb)
    samtykke = forloeb.uow.add(
        Samtykke(
            sag_id=forloeb.sag.id,
            kilde=act.fra,
            oplysninger=act.oplysninger,
            givet=forloeb.day,
            til_dato=til_dato,
        )
    )
    refs: dict[str, str | int] = {"samtykke": samtykke.id, "kilde": act.fra}
    dates = {"samtykke": act.til_dato} if act.til_dato else {}
    forloeb.record(
        Event.SAMTYKKE_GIVET,
        refs=refs,
        detail={"oplysninger": act.oplysninger, "til_dato": til_dato.isoformat()},
        dates=dates,
    )
    tell_of_contact(forloeb, "samtykke")


def _lasts_until(forloeb: OpenForloeb) -> date:
    """The last day of a samtykke without a date of its own: as long as the rule says, else until it is withdrawn."""
    rule = forloeb.office.rulebook.rule("samtykke", forloeb.day)
    varighed = choose(rule.varighed) if rule and isinstance(rule.varighed, Mapping) else None
    if rule is None or varighed is None:
        return date.max
    return count(varighed, forloeb.day, rule.art, forloeb.office.rulebook.calendars)


def withdraw_samtykke(forloeb: OpenForloeb, act: TraekSamtykke) -> None:
    """No samtykke stands for the source any more, in any forløb of the sag."""
    mine = [
        row
        for row in samtykker.given(forloeb)
        if row.kilde.casefold() == act.fra.casefold() and row.trukket is None
    ]
    if not mine:
        raise ActRefused("ukendt", key="ukendt.samtykke", kilde=act.fra)
    for row in mine:
        row.trukket = forloeb.day
    forloeb.tell(Event.SAMTYKKE_TRUKKET_TILBAGE, None, {"kilde": mine[-1].kilde})
    for other in forloeb.uow.cases.forloeb_of(forloeb.sag.id):
        beside = forloeb.beside(other)
        for samtykke in mine:
            beside.tick(Event.SAMTYKKE_TRUKKET_TILBAGE, refs={"samtykke": samtykke.id})
        _hold_back(beside)


def _hold_back(forloeb: OpenForloeb) -> None:
    """No letter that needed the samtykke leaves any more; it waits as a draft, with its words, for a new one."""
    on_their_way = forloeb.uow.documents.in_state(
        forloeb.id, DokumentTilstand.GODKENDT, DokumentTilstand.DANNET
    )
    for letter in on_their_way:
        if samtykker.sending_stops(forloeb, letter):
            drafts.hold_back(forloeb, letter)


def ask_kilde(forloeb: OpenForloeb, act: Indhent) -> None:
    """The source is needed from now on, and a letter to it waits for approval. Asks G3."""
    ask(forloeb, samtykker.asking_stops(forloeb, act.fra, act.oplysninger))
    for row in samtykker.waiting_for(forloeb, act.fra):
        if row.oplysninger == act.oplysninger:
            raise ActRefused("findes_allerede", key="findes_allerede.indhent", kilde=act.fra)
    row = forloeb.uow.add(
        Forespoergsel(forloeb_id=forloeb.id, kilde=act.fra, oplysninger=act.oplysninger, spurgt=forloeb.day)
    )
    refs: dict[str, str | int] = {"kilde": act.fra, "forespoergsel": row.id}
    forloeb.record(Event.OPLYSNINGER_INDHENTES, refs=refs, detail={"oplysninger": act.oplysninger})
    drafts.draft(forloeb, "indhentning", Rolle.KILDE, refs)


def receive_oplysninger(forloeb: OpenForloeb, act: ModtagOplysninger) -> None:
    """The source has answered, and nobody will be reminded of it."""
    for row in _require_asked(forloeb, act.fra):
        row.modtaget, row.svar = forloeb.day, act.oplysninger
    _answered(forloeb, Event.OPLYSNINGER_MODTAGET, act.fra, {"oplysninger": act.oplysninger})


def give_up_oplysninger(forloeb: OpenForloeb, act: OpgivOplysninger) -> None:
    """The case will be decided without this source, and it stands why."""
    for row in _require_asked(forloeb, act.fra):
        row.opgivet, row.grund = forloeb.day, act.grund
    _answered(forloeb, Event.OPLYSNINGER_OPGIVET, act.fra, {"grund": act.grund})


def assess_tema(forloeb: OpenForloeb, act: VurderTema) -> None:
    """The theme is assessed: resources and difficulties side by side, with who says so (VUM 2.0)."""
    forloeb.uow.add_later(TemaVurdering(sag_id=forloeb.sag.id, tidspunkt=forloeb.now, **act.model_dump()))
    forloeb.record(Event.TEMA_VURDERET, detail=act.model_dump(exclude_none=True))


def gate_out(forloeb: OpenForloeb) -> tuple[Stop, ...]:
    """What stops the forløb from leaving sagsoplysning (G2)."""
    rows = forloeb.uow.of_forloeb(Forespoergsel, forloeb.id)
    missing = sum(row.modtaget is None and row.opgivet is None for row in rows)
    heard = any(
        oenske.tekst.strip() or (oenske.hvem_siger or "").strip()
        for oenske in forloeb.uow.of_sag(Oenske, forloeb.sag.id)
    )
    return g2(OplysningFacts(missing, heard))


def _replace_older(forloeb: OpenForloeb, act: GivSamtykke) -> None:
    for row in samtykker.given(forloeb):
        if row.trukket is None and (row.kilde.casefold(), row.oplysninger) == (
            act.fra.casefold(),
            act.oplysninger,
        ):
            forloeb.supersede("samtykke", {"samtykke": row.id})


def _require_asked(forloeb: OpenForloeb, kilde: str) -> list[Forespoergsel]:
    waiting = samtykker.waiting_for(forloeb, kilde)
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.kilde", kilde=kilde)
    return waiting


def _answered(forloeb: OpenForloeb, event: Event, kilde: str, detail: dict[str, str | None]) -> None:
    known = next(
        row.kilde
        for row in forloeb.uow.of_forloeb(Forespoergsel, forloeb.id)
        if row.kilde.casefold() == kilde.casefold()
    )
    forloeb.record(event, refs={"kilde": known}, detail=detail)
    drafts.drop_drafts(forloeb, "indhentning", "rykker_oplysninger", refs={"kilde": known})
