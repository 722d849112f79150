"""The shape of deadlines.toml, strict; each model yields a value of the domain."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from domain.events import RULE_EVENTS
from domain.kadencer import KadenceRegel
from domain.rules import (
    Aftalt,
    Art,
    DeadlineRule,
    Ejer,
    Gentagelse,
    Goer,
    Moenster,
    Rolle,
    Trin,
    Varighed,
    parse_betingelser,
    parse_forfald,
    parse_moenster,
    parse_naar,
    parse_varighed,
)


def _checked(parse: Callable[[str], Any]) -> AfterValidator:
    def check(text: str) -> str:
        try:
            parse(text)
        except ValueError as error:
            raise PydanticCustomError("regel", "{grund}", {"grund": str(error)}) from None
        return text

    return AfterValidator(check)


def _somebody(rolle: Rolle) -> Rolle:
    if rolle is Rolle.JOURNAL:
        raise PydanticCustomError("regel", "et trin skal vende sig til nogen; sagen selv er ingen")
    if rolle is Rolle.VAERGE:
        raise PydanticCustomError("regel", "et trin vender sig til borgeren; værgen får sin kopi af sig selv")
    return rolle


# Whom a step turns to: what is for the journal alone would tell nobody.
Modtager = Annotated[Rolle, AfterValidator(_somebody)]


def _known_event(text: str) -> Moenster:
    moenster = parse_moenster(text)
    if moenster.event not in RULE_EVENTS:
        raise ValueError(f"kender ingen hændelse '{moenster.event}'")
    return moenster


def _known_varighed(value: Any) -> Any:
    match value:
        case None | "aftalt_dato":
            return value
        case str():
            return _parsed("standard", value)
        case dict():
            return {key: _parsed(key, text)[key] for key, text in value.items()}
        case _:
            raise PydanticCustomError(
                "regel", "skal være en varighed, en tabel af varigheder eller 'aftalt_dato'"
            )


def _parsed(key: str, text: Any) -> dict[str, Varighed]:
    try:
        return {key: parse_varighed(str(text))}
    except ValueError as error:
        raise PydanticCustomError("regel", "{grund}", {"grund": str(error)}) from None


VarighedText = Annotated[str, _checked(parse_varighed)]
NaarText = Annotated[str, _checked(parse_naar)]
ForfaldText = Annotated[str, _checked(parse_forfald)]
EventText = Annotated[str, _checked(_known_event)]
BetingelseText = Annotated[str, _checked(parse_betingelser)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TrinModel(Strict):
    naar: NaarText
    goer: Goer
    til: Modtager
    brev: str | None = None
    opgave: str | None = None
    gentag: VarighedText | None = None
    sen: Literal["straks"] | None = None

    @model_validator(mode="after")
    def names_its_object(self) -> Self:
        """A letter step names its letter, a task step its task."""
        if self.goer in {Goer.KLADDE, Goer.SEND} and self.brev is None:
            raise PydanticCustomError("regel", "trinet skal nævne et brev")
        if self.goer is Goer.OPGAVE and self.opgave is None:
            raise PydanticCustomError("regel", "trinet skal nævne en opgave")
        return self

    def to_trin(self, *, last: bool) -> Trin:
        default = "5 arbejdsdage" if last and self.goer is Goer.ESKALER else None
        gentag = self.gentag or default
        return Trin(
            naar=parse_naar(self.naar),
            goer=self.goer,
            til=self.til,
            brev=self.brev,
            opgave=self.opgave,
            gentag=parse_varighed(gentag) if gentag else None,
            straks_hvis_sen=self.sen is not None,
        )


class GentagelseModel(Strict):
    efter_ventebreve: int = Field(ge=1)
    goer: Goer
    til: Modtager


class KadenceModel(Strict):
    """What a rule of kadencer.toml has besides; the same words as in the domain."""

    del_af: str | None = None
    udfoerer: bool = False
    efter_indsats: bool = False
    antal: int | None = Field(default=None, ge=1)
    mindst: int | None = Field(default=None, ge=1)
    holdes_ved: list[EventText] = []
    ny_sagsbehandler: VarighedText | None = None

    def to_regel(self) -> KadenceRegel:
        return KadenceRegel(**{**dict(self), "holdes_ved": frozenset(self.holdes_ved)})


class ChangeModel(Strict):
    gyldig_fra: date


class ScopeModel(Strict):
    """Whom a municipality's particular rule is for: a team, a paragraf, or both."""

    team: str | None = Field(default=None, min_length=1)
    paragraf: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def is_for_somebody(self) -> Self:
        """It names a team or a paragraf; for everybody it would be the rule itself."""
        if self.team is None and self.paragraf is None:
            raise PydanticCustomError("regel", "skal nævne et team eller en paragraf")
        return self


class RuleModel(Strict):
    art: Art
    hjemmel: str = Field(min_length=1)
    kilde: str = Field(min_length=1)
    sat: date
    skal_efterproeves: bool = False
    gyldig_fra: date
    gyldig_til: date | None = None
    kommunal: bool = False
    naar_gaelder: BetingelseText | None = None
    undtaget: list[str] = []
    start: EventText
    ogsaa_start: list[EventText] = []
    slut: list[EventText]
    afloeses_ved: list[EventText] = []
    varighed: Annotated[Any, AfterValidator(_known_varighed)] = None
    forfald: ForfaldText | None = None
    ejer: Ejer
    slags: Literal["frist", "tidligst"] = "frist"
    stige: list[TrinModel]
    gentagelse: GentagelseModel | None = None
    mellemrum: VarighedText | None = None
    vedtaget: dict[str, date] = {}
    offentliggjort: dict[str, date] = {}
    kadence: KadenceModel | None = None

    @model_validator(mode="after")
    def is_complete(self) -> Self:
        """A rule has a duration or a due date relative to another, and an end of validity after its start."""
        if (self.varighed is None) == (self.forfald is None):
            raise PydanticCustomError("regel", "skal have enten varighed eller forfald")
        if self.gyldig_til is not None and self.gyldig_til < self.gyldig_fra:
            raise PydanticCustomError("regel", "gyldig_til ligger før gyldig_fra")
        return self

    def to_rule(self, rule_id: str, version: str, content: Mapping[str, Any]) -> DeadlineRule:
        """The same rule as a value of the domain."""
        return DeadlineRule(
            id=rule_id,
            version=version,
            content=content,
            art=self.art,
            hjemmel=self.hjemmel,
            start=parse_moenster(self.start),
            ogsaa_start=tuple(map(parse_moenster, self.ogsaa_start)),
            ejer=self.ejer,
            slut=tuple(map(parse_moenster, self.slut)),
            afloeses_ved=tuple(map(parse_moenster, self.afloeses_ved)),
            varighed=Aftalt.DATO if self.varighed == Aftalt.DATO else self.varighed,
            forfald=parse_forfald(self.forfald) if self.forfald else None,
            stige=tuple(trin.to_trin(last=trin is self.stige[-1]) for trin in self.stige),
            betingelser=parse_betingelser(self.naar_gaelder) if self.naar_gaelder else (),
            undtaget=frozenset(self.undtaget),
            tidligst=self.slags == "tidligst",
            kommunal=self.kommunal,
            gentagelse=self._gentagelse(),
            mellemrum=parse_varighed(self.mellemrum) if self.mellemrum else None,
            gyldig_fra=self.gyldig_fra,
            gyldig_til=self.gyldig_til,
            kilde=self.kilde,
            sat=self.sat,
            skal_efterproeves=self.skal_efterproeves,
            vedtaget=self.vedtaget,
            offentliggjort=self.offentliggjort,
            kadence=self.kadence.to_regel() if self.kadence else None,
        )

    def _gentagelse(self) -> Gentagelse | None:
        found = self.gentagelse
        return Gentagelse(found.efter_ventebreve, found.goer, found.til) if found else None


class ModtagelseModel(Strict):
    digital_post: Literal["samme dag"]
    fysisk_post: VarighedText


class AfsendelseModel(Strict):
    uden_godkendelse: list[str]


class UdskydelseModel(Strict):
    hoejst: VarighedText


class SettingsModel(Strict):
    modtagelse: ModtagelseModel
    afsendelse: AfsendelseModel
    udskydelse: UdskydelseModel

    @classmethod
    def example(cls) -> Self:
        """Settings that stand in while the faults of the real ones are gathered."""
        return cls(
            modtagelse=ModtagelseModel(digital_post="samme dag", fysisk_post="6 arbejdsdage"),
            afsendelse=AfsendelseModel(uden_godkendelse=[]),
            udskydelse=UdskydelseModel(hoejst="30 dage"),
        )
