"""The citizen's card: what can be corrected when it turns out to be wrong or has changed."""

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from casework.act import Act, JaNej, Tekst
from casework.acts.citizens import Cpr, change_vaerge
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from casework.vaergekopi import SPOERG_VAERGE, vaergekort
from domain.errors import ActRefused
from domain.events import Event
from domain.vaerge import VaergeArt, VaergeOmfang, Vaergevej

_ENCRYPTED = frozenset({"cpr", "adresse"})
_VEJ = frozenset({"vaerge_cpr", "vaerge_cvr", "vaerge_adresse", "vaerge_digital_post"})
_KENDT = _VEJ | {"vaerge_art", "vaerge_omfang"}
_SAGT_OM_VAERGE = _KENDT | {"vaerge"}
_VAERGE = _SAGT_OM_VAERGE | {"vaerge_ophoert"}


class RetBorger(Act):
    """Only the fields that are given are changed; `vaerge_ophoert` says that there is no guardian any more.

    Another name of the guardian is another guardian: what was known of the one before is forgotten.
    """

    navn: Tekst | None = None
    cpr: Cpr | None = None
    adresse: str | None = None
    telefon: str | None = None
    digital_post: JaNej | None = None
    adressebeskyttet: JaNej | None = None
    vaerge: str | None = None
    vaerge_art: VaergeArt | None = None
    vaerge_omfang: VaergeOmfang | None = None
    vaerge_digital_post: JaNej | None = None
    vaerge_cpr: Cpr | None = None
    vaerge_cvr: Annotated[str, StringConstraints(pattern=r"^\d{8}$")] | None = None
    vaerge_adresse: str | None = None
    vaerge_ophoert: JaNej = False
    moedeoenske: str | None = None

    @model_validator(mode="after")
    def changes_something(self) -> Self:
        """At least one field is given, and a guardian has one number."""
        if not self.model_fields_set:
            raise PydanticCustomError("regel", "skal rette mindst ét felt")
        if self.vaerge_cpr and self.vaerge_cvr:
            raise PydanticCustomError("regel", "skal have værgens CPR-nummer eller CVR-nummer, ikke begge")
        return self


def correct_borger(forloeb: OpenForloeb, act: RetBorger) -> None:
    """The card says what is true now; letters that have gone stay as they went."""
    changed = {name: value for name, value in act.model_dump(exclude_unset=True).items() if value is not None}
    if "cpr" in changed:
        _require_free(forloeb, changed["cpr"])
    for name in changed.keys() - _ENCRYPTED - _VAERGE:
        setattr(forloeb.borger, name, changed[name])
    forloeb.uow.parties.seal_identity(forloeb.borger, changed.get("cpr"), changed.get("adresse"))
    if act.vaerge_ophoert or changed.keys() & _SAGT_OM_VAERGE:
        _correct_vaerge(forloeb, act)
    forloeb.record(Event.BORGER_RETTET, detail={"felter": sorted(changed)})
    if _answers_for_vaerge(forloeb):
        opgaver.close(forloeb, SPOERG_VAERGE)


def _correct_vaerge(forloeb: OpenForloeb, act: RetBorger) -> None:
    borger, parties = forloeb.borger, forloeb.uow.parties
    if act.vaerge_ophoert:
        change_vaerge(borger, "", forloeb.now)
    if act.vaerge is not None and act.vaerge.strip() != (borger.vaerge or ""):
        change_vaerge(borger, act.vaerge.strip(), forloeb.now)
    if act.model_fields_set & _KENDT and vaergekort(borger) is None:
        raise ActRefused("ukendt", key="ukendt.vaerge")
    # Letters that were approved before do not know of it.
    borger.vaerge_siden = forloeb.now
    borger.vaerge_art = act.vaerge_art.value if act.vaerge_art else borger.vaerge_art
    borger.vaerge_omfang = act.vaerge_omfang.value if act.vaerge_omfang else borger.vaerge_omfang
    if not act.model_fields_set & _VEJ:
        return
    known = parties.vaergevej_of(borger)
    number = act.vaerge_cpr or act.vaerge_cvr or known.nummer
    if number is not None and number == parties.cpr_of(borger):
        # The citizen's own number: the guardian's copy would go to the citizen, and the guardian would get nothing.
        raise ActRefused("ugyldig_vaerdi", key="ugyldig_vaerdi.vaerge_cpr")
    parties.seal_vaerge(
        borger,
        Vaergevej(
            digital_post=known.digital_post if act.vaerge_digital_post is None else act.vaerge_digital_post,
            nummer=number,
            adresse=known.adresse if act.vaerge_adresse is None else act.vaerge_adresse,
        ),
    )


def _answers_for_vaerge(forloeb: OpenForloeb) -> bool:
    """True where nobody has to find out more about a guardian."""
    known = vaergekort(forloeb.borger)
    return known is None or (known.omfang is not None and known.kanal is not None)


def _require_free(forloeb: OpenForloeb, cpr: str) -> None:
    other = forloeb.uow.parties.borger_by_cpr(cpr)
    if other is not None and other.id != forloeb.borger.id:
        raise ActRefused("findes_allerede", key="findes_allerede.cpr")
