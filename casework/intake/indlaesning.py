"""Loading henvendelser: each good row is one act, what is there already is passed by, and a row that fails is told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from casework.acts.sagsaabning import BorgerFelter, ModtagHenvendelse
from casework.intake.indlaesning_fil import HenvendelseRow, ReadRow, RowFault
from casework.office import Office
from casework.perform import INDLAESNING, perform
from config.kommune import Kommune
from domain.errors import ActRefused, BadInput, Conflict

_TRIES = 5
# Which column an act was refused for.
_COLUMN = {"ukendt": "ansoegt", "ugyldig_dato": "modtaget"}


@dataclass(frozen=True)
class Loaded:
    """How many rows there were, became henvendelser now, were there already; and why the rest were not loaded."""

    laest: int
    nye: int
    fandtes: int
    fejl: tuple[RowFault, ...]

    @property
    def ikke_indlaest(self) -> int:
        return self.laest - self.nye - self.fandtes


class _Outcome(Enum):
    NEW = auto()
    KNOWN = auto()


def load_henvendelser(office: Office, kommune: Kommune, rows: Iterable[ReadRow], now: datetime) -> Loaded:
    """Every row that can be is a henvendelse, each in a transaction of its own.

    Stopped half way and run again it goes on where it was: no row is loaded twice.
    """
    read, new, known = 0, 0, 0
    faults: list[RowFault] = []
    for row in rows:
        read += 1
        outcome = _load(office, kommune, row, now)
        if outcome is _Outcome.NEW:
            new += 1
        elif outcome is _Outcome.KNOWN:
            known += 1
        else:
            faults += outcome
    return Loaded(read, new, known, tuple(faults))


def _load(office: Office, kommune: Kommune, row: ReadRow, now: datetime) -> _Outcome | tuple[RowFault, ...]:
    if row.henvendelse is None:
        return row.faults
    act = _act(kommune, row.henvendelse)
    try:
        _perform(office, act, now)
    except ActRefused as refused:
        if refused.grund == "findes_allerede":
            return _Outcome.KNOWN
        return (RowFault(row.raekke, row.linje, _COLUMN.get(refused.grund, ""), refused.tekst),)
    except BadInput as refused:
        # A field of the citizen stands in the column of its name.
        return tuple(
            RowFault(row.raekke, row.linje, fault.key.rpartition(".")[2], fault.reason)
            for fault in refused.faults
        )
    return _Outcome.NEW


def _perform(office: Office, act: ModtagHenvendelse, now: datetime) -> None:
    """Done; where somebody else changed the citizen's case in the same moment, done after them."""
    for attempt in range(_TRIES):
        try:
            perform(office, "modtag_henvendelse", act, forloeb_id=None, by=INDLAESNING, now=now)
        except Conflict:
            if attempt == _TRIES - 1:
                raise
        else:
            return


def _act(kommune: Kommune, row: HenvendelseRow) -> ModtagHenvendelse:
    said = {
        "navn": row.navn,
        "cpr": row.cpr,
        "digital_post": row.digital_post,
        "adressebeskyttet": row.adressebeskyttet,
        "vaerge": row.vaerge,
        "adresse": _address(row),
        "telefon": row.telefon,
        "sprog": row.sprog,
        "moedeoenske": row.mede,
    }
    borger = BorgerFelter.model_validate({key: value for key, value in said.items() if value is not None})
    return ModtagHenvendelse(
        borger=borger,
        tekst=row.tekst,
        akut=row.akut,
        ansoegt=row.ansoegt,
        modtaget=row.modtaget,
        team=kommune.team_for(row.postnr.strip(), tuple(row.ansoegt)),
        **({"kanal": row.kanal} if row.kanal else {}),
    )


def _address(row: HenvendelseRow) -> str | None:
    """The lines of the address, as they stand on an envelope."""
    place = f"{row.postnr.strip()} {row.by.strip()}".strip()
    return "\n".join(line for line in (row.adresse.strip(), place) if line) or None
