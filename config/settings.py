"""The settings of one installation, from the environment (SAGSGANG_...) alone; secrets never in a file of the house."""

from dataclasses import replace
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.faults import faults_of, reason
from domain.errors import BrokenConfig, Fault

HOUSE = Path(__file__).parent.parent
# Said by an empty SAGSGANG_LOKAL: no rules of our own. Not the folder that the program was started in.
NO_FOLDER = HOUSE / "config" / ".ingen"
_PREFIX = "SAGSGANG_"
_PLACE = "miljøvariabler"


class Settings(BaseSettings):
    """`var` holds everything that lasts: register, documents, keys, outgoing letters.

    `udbakke` and `kvitteringer` are where digital letters are fetched and the post's answers laid, if not in `var`.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore", frozen=True)

    var: Path = HOUSE / "var"
    database: str | None = None
    noegler: str | None = Field(default=None, repr=False)
    lokal: Path = HOUSE / "config" / "local"
    vaert: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65_535)
    prefect_port: int = Field(default=4200, ge=1, le=65_535)
    udbakke: Path | None = None
    kvitteringer: Path | None = None
    lease_sekunder: int = Field(default=120, ge=1)

    @field_validator("lokal", mode="before")
    @classmethod
    def none_when_empty(cls, value: object) -> object:
        """An empty name is no folder."""
        return NO_FOLDER if isinstance(value, str) and not value.strip() else value

    @property
    def database_url(self) -> str:
        """SQLite in `var` unless another database is named."""
        return self.database or f"sqlite:///{self.var / 'sagsgang.sqlite3'}"

    @property
    def key_file(self) -> Path:
        return self.var / "noegler.json"

    @property
    def udbakke_mappe(self) -> Path:
        return self.udbakke or self.var / "udbakke"

    @property
    def kvitteringer_mappe(self) -> Path:
        return self.kvitteringer or self.var / "kvitteringer"

    @property
    def adresse(self) -> str:
        """Where a person finds the pages."""
        return f"http://{self.vaert}:{self.port}"


def load_settings() -> Settings:
    """The settings of this process; raises BrokenConfig that names each variable and what is wrong with it."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = faults_of(error, _PLACE, _PREFIX)
        raise BrokenConfig([replace(fault, key=fault.key.upper()) for fault in faults]) from None
    named = "lokal" in settings.model_fields_set and settings.lokal != NO_FOLDER
    if named and not settings.lokal.is_dir():
        fault = Fault(_PLACE, f"{_PREFIX}LOKAL", reason("mappe_mangler", mappe=settings.lokal))
        raise BrokenConfig([fault])
    return settings
