"""What belongs to a phase or a side process: its letters, deadlines, tasks and gates."""

from dataclasses import dataclass

from domain.case import Fase


@dataclass(frozen=True)
class PhasePlan:
    """One phase, or a side process that runs beside them (`fase` is None).

    `porte` are asked when the case goes on to the next phase, `porte_undervejs` by acts inside the phase;
    `til_borger` completes "Lige nu er vi nået hertil: ..."; `gjort` says the same of a phase that is over.
    """

    id: str
    titel: str
    til_borger: str
    gjort: str = ""
    breve: tuple[str, ...] = ()
    frister: tuple[str, ...] = ()
    opgaver: tuple[str, ...] = ()
    porte: tuple[str, ...] = ()
    porte_undervejs: tuple[str, ...] = ()

    @property
    def fase(self) -> Fase | None:
        """Its phase; None for a side process."""
        return Fase(self.id) if self.id in {*Fase} else None


@dataclass(frozen=True)
class Gate:
    """One gate as people read it; a leader can pass it with a reason unless the law demands it."""

    id: str
    titel: str
    regel: str
    kilde: str
    lovbundet: bool
