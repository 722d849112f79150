"""Pointing out one running deadline: by its rule, and by what it is about where several run."""

from collections.abc import Sequence

from casework.act import Act, Paragraf, Tekst
from casework.forloeb import OpenForloeb
from domain.deadlines import Tilstand
from domain.errors import ActRefused
from domain.events import named_in
from persistence.tables import Deadline


class UdpegetFrist(Act):
    """`frist` is the rule; the others say which, where more than one runs."""

    frist: Tekst
    paragraf: Paragraf | None = None
    kilde: Tekst | None = None
    udfoerer: Tekst | None = None


def pointed_out(forloeb: OpenForloeb, act: UdpegetFrist) -> Sequence[Deadline]:
    """The active deadline that is meant; several only where no words of theirs tell them apart."""
    asked = {name: getattr(act, name) for name in ("paragraf", "kilde", "udfoerer")}
    wanted = {name: value for name, value in asked.items() if value is not None}
    found = [
        clock
        for clock in forloeb.clocks.running
        if clock.rule_id == act.frist
        and clock.state == Tilstand.AKTIV
        and wanted.items() <= named_in(clock.refs).items()
    ]
    if not found:
        raise ActRefused("ukendt", key="ukendt.frist")
    if any(named_in(clock.refs) != named_in(found[0].refs) for clock in found):
        raise ActRefused("ukendt", key="ukendt.frist_flere")
    return found
