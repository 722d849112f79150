"""Post that comes in: kept as it came, and what it answers is ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from casework.act import Act, Paragraf, Tekst
from casework.acts import (
    aendret_behov,
    afgoerelse,
    aktindsigt,
    begrundelse,
    bestilling,
    boform,
    gdpr_indsigt,
    klage,
    opfoelgning,
    sagsaabning,
    sagsoplysning,
    sagsvurdering,
)
from casework.danish_time import DanskTid
from casework.dates import require_known, require_received
from casework.forloeb import OpenForloeb
from casework.office import Office
from casework.staff import opgaver
from domain.calendar import local_date
from domain.errors import ActRefused
from domain.events import Event
from domain.post_ind import PostInd, Svar, media_type_of
from domain.rules import Rolle
from persistence.documents import DocumentStore
from persistence.tables import IndgaaendePost

# A wish that no act answers, only a letter: another goal, another contact person.
OENSKE = "oenske"
OPGAVE = "svar_paa_oenske"


class Vedlagt(Act):
    """A file that lies in the document store: what it is known by, and under which key."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    stoerrelse: int = Field(ge=1)
    medietype: Tekst
    noegle_id: Tekst


class ModtagPost(Act):
    """`dato` stands on it, `modtaget` is when it came to us; now where nothing is said.

    `svarer_paa` is the act it stands for, and what that needs is in `tekst`, `svar`, `kilde` and `paragraf`.
    """

    slags: Literal["scan", "svar", "formular", "mail", "oenske"]
    fra: Literal["borger", "udfoerer", "kilde"]
    fra_hvem: Tekst | None = None
    dato: date | None = None
    modtaget: DanskTid | None = None
    svarer_paa: Svar | None = None
    svar: Literal["ja", "nej"] | None = None
    kilde: Tekst | None = None
    paragraf: Paragraf | None = None
    tekst: Tekst | None = None
    fil: Vedlagt | None = None

    @model_validator(mode="after")
    def names_the_sender(self) -> Self:
        """The citizen is known; whoever else wrote is named."""
        if self.fra != "borger" and self.fra_hvem is None:
            raise PydanticCustomError("regel", "skal have fra_hvem, når det ikke er borgeren, der skriver")
        return self


@dataclass(frozen=True)
class _Standing:
    """One act that post can stand for, and its fields out of the post's."""

    model: type[Act]
    use_case: Callable[..., Any]
    fields: Callable[[ModtagPost], Mapping[str, Any]]


def _nothing(_post: ModtagPost) -> Mapping[str, Any]:
    return {}


_STANDS_FOR: Mapping[Svar, _Standing] = {
    Svar.PARTSHOERINGSSVAR: _Standing(
        afgoerelse.ModtagPartshoeringssvar,
        afgoerelse.receive_partshoeringssvar,
        lambda post: {"svar": post.tekst},
    ),
    Svar.OPLYSNINGER: _Standing(
        sagsoplysning.ModtagOplysninger,
        sagsoplysning.receive_oplysninger,
        lambda post: {"fra": post.kilde or post.fra_hvem, "oplysninger": post.tekst},
    ),
    Svar.STATUS: _Standing(
        opfoelgning.ModtagStatus,
        opfoelgning.receive_status,
        lambda post: {"fra": post.fra_hvem, "tekst": post.tekst},
    ),
    Svar.KVITTERING: _Standing(
        bestilling.KvitterBestilling,
        bestilling.acknowledge_bestilling,
        lambda post: {"udfoerer": post.fra_hvem, "svar": post.svar},
    ),
    Svar.INDSATSPLAN: _Standing(
        bestilling.ModtagIndsatsplan,
        bestilling.receive_indsatsplan,
        lambda post: {"udfoerer": post.fra_hvem},
    ),
    Svar.KLAGE: _Standing(klage.ModtagKlage, klage.receive_klage, lambda post: {"paragraf": post.paragraf}),
    Svar.ANSOEGNING: _Standing(
        sagsaabning.ModtagAnsoegning,
        sagsaabning.receive_ansoegning,
        lambda post: {"paragraf": post.paragraf},
    ),
    Svar.SAMTYKKE: _Standing(
        sagsoplysning.GivSamtykke,
        sagsoplysning.give_samtykke,
        lambda post: {"fra": post.kilde, "oplysninger": post.tekst},
    ),
    Svar.SAMTYKKE_TRUKKET: _Standing(
        sagsoplysning.TraekSamtykke, sagsoplysning.withdraw_samtykke, lambda post: {"fra": post.kilde}
    ),
    Svar.HANDLEPLAN: _Standing(
        sagsvurdering.SvarHandleplan, sagsvurdering.answer_handleplan, lambda post: {"svar": post.svar}
    ),
    Svar.DELVIST_MEDHOLD: _Standing(
        klage.SvarDelvistMedhold, klage.answer_delvist_medhold, lambda post: {"fasthold": post.svar}
    ),
    Svar.AENDRET_BEHOV: _Standing(
        aendret_behov.MeldAendretBehov,
        aendret_behov.report_changed_need,
        lambda post: {"fra": post.fra, "tekst": post.tekst},
    ),
    Svar.AKTINDSIGT: _Standing(aktindsigt.AnmodAktindsigt, aktindsigt.request_aktindsigt, _nothing),
    Svar.INDSIGT: _Standing(gdpr_indsigt.AnmodIndsigt, gdpr_indsigt.request_indsigt, _nothing),
    Svar.BEGRUNDELSE: _Standing(begrundelse.AnmodBegrundelse, begrundelse.request_begrundelse, _nothing),
    Svar.ORIENTERING: _Standing(boform.ModtagOrientering, boform.receive_orientering, _nothing),
}


def receive_post(forloeb: OpenForloeb, act: ModtagPost) -> None:
    """The post stands in the case with its file, and what it answers is ended as if somebody had typed it.

    A wish is a task: somebody owes an answer to it.
    """
    require_received(forloeb, act.modtaget)
    came = act.modtaget or forloeb.now
    dato = act.dato or local_date(came)
    require_known(forloeb, dato)
    if dato > forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.post")
    if act.fra == "udfoerer" and forloeb.uow.parties.udfoerer(act.fra_hvem or "") is None:
        raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=str(act.fra_hvem))
    _require_new(forloeb, act)
    _keep(forloeb, act.fil)
    row = forloeb.uow.add(
        IndgaaendePost(
            forloeb_id=forloeb.id,
            slags=act.slags,
            fra=act.fra,
            fra_hvem=act.fra_hvem,
            dato=dato,
            modtaget=came,
            sha256=act.fil.sha256 if act.fil else None,
            handling=act.svarer_paa.value if act.svarer_paa else None,
            tekst=act.tekst,
            af=forloeb.actor,
        )
    )
    told = act.model_dump(mode="json", exclude_none=True, exclude={"modtaget", "dato"})
    forloeb.record(Event.POST_MODTAGET, act.slags, refs={"post": row.id}, detail=told, at=act.modtaget)
    if act.slags == OENSKE:
        opgaver.give(forloeb, OPGAVE, Rolle.SAGSBEHANDLER)
    if act.svarer_paa is not None:
        _stand_for(forloeb, act, act.svarer_paa)


def _require_new(forloeb: OpenForloeb, act: ModtagPost) -> None:
    """Return where the case has not got this very file already; what it answers is the answered act's to refuse.

    One paper can answer two things: a klage over two decisions.
    """
    if act.fil is None or act.svarer_paa is not None:
        return
    for row in forloeb.uow.of_forloeb(IndgaaendePost, forloeb.id):
        if row.sha256 == act.fil.sha256:
            raise ActRefused(
                "findes_allerede", key="findes_allerede.post", dato=row.dato.strftime("%d.%m.%Y")
            )


def attach(office: Office, store: DocumentStore, content: bytes) -> Vedlagt:
    """The bytes lie in the store; they are swept away again where no case comes to know of them.

    Raises ActRefused of what is empty, too large, or of a kind that is not taken in.
    """
    limits, kind = office.rulebook.post_ind, media_type_of(content)
    try:
        _require_taken(limits, kind, len(content))
    except ActRefused as refused:
        raise office.worded(refused) from None
    kept = store.put(content)
    return Vedlagt(sha256=kept.sha256, stoerrelse=kept.size, medietype=str(kind), noegle_id=kept.key_id)


def _require_taken(limits: PostInd, kind: str | None, size: int) -> None:
    if size == 0:
        raise ActRefused("ugyldig_fil", key="ugyldig_fil.tom")
    if size > limits.stoerst:
        raise ActRefused("ugyldig_fil", key="ugyldig_fil.for_stor", mb=str(limits.stoerst // 1_000_000))
    if kind not in limits.endelser:
        raise ActRefused("ugyldig_fil", key="ugyldig_fil.type", endelser=", ".join(limits.endelser.values()))


def _keep(forloeb: OpenForloeb, fil: Vedlagt | None) -> None:
    if fil is not None:
        _require_taken(forloeb.office.rulebook.post_ind, fil.medietype, fil.stoerrelse)
        kept = (fil.sha256, fil.stoerrelse, fil.medietype, fil.noegle_id)
        forloeb.uow.documents.add_file(*kept, forloeb.now)


def _stand_for(forloeb: OpenForloeb, post: ModtagPost, svar: Svar) -> None:
    standing = _STANDS_FOR[svar]
    fields: dict[str, Any] = {k: v for k, v in standing.fields(post).items() if v is not None}
    if post.modtaget is not None and "modtaget" in standing.model.model_fields:
        fields["modtaget"] = post.modtaget
    try:
        act = standing.model.model_validate(fields)
    except ValidationError:
        raise ActRefused("mangler", key="mangler.post_svar") from None
    standing.use_case(forloeb, act)
