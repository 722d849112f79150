"""Lives of cases at random: what people may do in any order, with time between, and the engine up or down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from domain.calendar import local_date
from domain.errors import ActRefused
from tests.builders import (
    Desk,
    a_case,
    decided,
    in_afgoerelse,
    in_opfoelgning,
    in_sagsoplysning,
    in_sagsvurdering,
    ordered,
)
from tests.flows.deeds import DEEDS, EPISODES, ON_THE_WAY, Deed, on_the_day


@dataclass(frozen=True)
class Turn:
    """Somebody does something, or one thing after the other, and after each so many hours go by; the engine may be down meanwhile."""

    deeds: tuple[Deed, ...]
    hours: int
    engine_down: bool


TURNS = st.builds(
    Turn,
    st.one_of(
        st.sampled_from(ON_THE_WAY).map(lambda deed: (deed,)),
        st.sampled_from(DEEDS).map(lambda deed: (deed,)),
        st.sampled_from(EPISODES),
    ),
    st.sampled_from((0, 0, 1, 24, 24 * 3, 24 * 8, 24 * 20)),
    st.sampled_from((False, False, False, True)),
)


def refused() -> Desk:
    """The citizen has heard no, on paper, and may complain."""
    return decided("85", "afslag")


def waiting_for_a_place() -> Desk:
    """A place in a botilbud is granted, and the citizen has not moved in."""
    return decided("108")


def answered_in_part() -> Desk:
    """A complaint has been answered in part, and the citizen may hold on to the rest."""
    desk = refused()
    desk.wait(days=6)
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat="delvist")
    return desk


def with_cadences() -> Desk:
    """Help runs, and with it FIT and the yearly look at the citizen's health."""
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="fit")
    desk.act("start_kadence", kadence="sundhedstjek")
    return desk


def with_rights_running() -> Desk:
    """The citizen has asked to see the case and what is known of them, and has heard that the latter takes longer."""
    desk = in_sagsoplysning()
    desk.act("anmod_aktindsigt")
    desk.act("anmod_indsigt")
    desk.act("forlaeng_indsigt", grund="Der er mange bilag.")
    return desk


_STAGES: tuple[Callable[[], Desk], ...] = (
    a_case, in_sagsoplysning, in_sagsvurdering, in_afgoerelse, decided, ordered, in_opfoelgning,
    refused, waiting_for_a_place, answered_in_part, with_cadences, with_rights_running,
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """How far a case had come by the common way, and what happened then."""

    begun: Callable[[], Desk]
    turns: list[Turn]

    def __repr__(self) -> str:
        deeds = ", ".join(
            f"{'>'.join(deed[0] for deed in turn.deeds)}+{turn.hours}{'!' * turn.engine_down}"
            for turn in self.turns
        )
        return f"{self.begun.__name__}: {deeds}"


LIVES = st.builds(Life, st.sampled_from(_STAGES), st.lists(TURNS, max_size=12))


def lived(life: Life) -> Desk:
    """A case to which all this has happened, with the engine up at the end."""
    desk = life.begun()
    for turn in life.turns:
        for deed in turn.deeds:
            try_to(desk, *deed)
            if turn.engine_down:
                desk.engine("nede")
            desk.wait(hours=turn.hours)
            if turn.engine_down:
                desk.engine("oppe")
    return desk


def try_to(desk: Desk, name: str, fields: dict[str, Any]) -> None:
    """The act is done, or refused without a trace."""
    try:
        desk.act(name, **on_the_day(fields, local_date(desk.now)))
    except ActRefused:
        return
