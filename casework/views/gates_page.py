"""What stops a forløb from going on to its next phase: a checklist with the act that answers each point."""

from dataclasses import dataclass
from datetime import datetime

from casework.acts.sagens_gang import stops_before
from casework.forloeb import open_forloeb
from casework.office import SYSTEM, Office
from casework.views.case_page import find_forloeb
from config.display import Display
from domain.case import FASER, Fase
from domain.gates import Stop


@dataclass(frozen=True)
class Point:
    """`svar` names the acts that answer what is missing; `tekst` says what to do about it."""

    port: str
    key: str
    titel: str
    paa_plads: bool
    tekst: str
    svar: tuple[str, ...]
    lovbundet: bool


@dataclass(frozen=True)
class Choice:
    fase: str
    titel: str


@dataclass(frozen=True)
class GatesPage:
    """`naeste` is None in the last phase; `andre` are the phases that a follow-up may go back to."""

    naeste: Choice | None
    andre: tuple[Choice, ...]
    punkter: tuple[Point, ...]
    port_regler: tuple[tuple[str, str, str], ...]

    @property
    def svar(self) -> tuple[str, ...]:
        """The acts that answer what is missing, each once."""
        missing = (point for point in self.punkter if not point.paa_plads)
        return tuple(dict.fromkeys(act for point in missing for act in point.svar))


def gates_page(
    office: Office, display: Display, nummer: str, forloeb_nr: int | None, now: datetime
) -> GatesPage | None:
    """The way on from the phase the forløb is in; None where there is no such case."""
    with office.register.read() as uow:
        found = find_forloeb(uow, nummer, forloeb_nr)
        if found is None:
            return None
        row = found[1]
        here = FASER.index(Fase(row.fase))
        following = FASER[here + 1] if here + 1 < len(FASER) else None
        forloeb = open_forloeb(office, uow, row.id, actor=SYSTEM, now=now)
        found_stops = stops_before(forloeb, following) if following else ()
        stops = tuple(
            stop for stop in found_stops if stop.lovbundet or not uow.cases.override(row.id, stop.port)
        )
        gates = (
            [*office.rulebook.phases[row.fase].porte, *(stop.port for stop in found_stops)]
            if following
            else []
        )
        ports = tuple(dict.fromkeys(gates))
        titles = {fase: Choice(fase.value, office.rulebook.phases[fase.value].titel) for fase in FASER}
        back = row.fase == Fase.OPFOELGNING
        return GatesPage(
            naeste=titles[following] if following else None,
            andre=(titles[Fase.SAGSOPLYSNING], titles[Fase.SAGSVURDERING]) if back else (),
            punkter=tuple(
                _point(office, display, key, stops) for port in ports for key in _keys(display, port)
            ),
            port_regler=tuple(
                (port, office.rulebook.gates[port].regel, office.rulebook.gates[port].kilde) for port in ports
            ),
        )


def _keys(display: Display, port: str) -> list[str]:
    return [key for key in display.words["port_punkt"] if key.partition(".")[0] == port] or [port]


def _point(office: Office, display: Display, key: str, stops: tuple[Stop, ...]) -> Point:
    port = key.partition(".")[0]
    gate, messages = office.rulebook.gates[port], office.rulebook.messages
    return Point(
        port=port,
        key=key,
        titel=display.words["port_punkt"].get(key, gate.titel),
        paa_plads=key not in {stop.key for stop in stops},
        tekst=messages.get(key) or messages.get(port, gate.regel),
        svar=display.answers.get(key, ()),
        lovbundet=gate.lovbundet,
    )
