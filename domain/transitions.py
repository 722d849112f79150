"""Which phase may follow which."""

from domain.case import FASER, Fase
from domain.errors import ActRefused

# From opfølgning a case may go back and look again; everything else goes one step forward.
_TILBAGE = frozenset({Fase.SAGSOPLYSNING, Fase.SAGSVURDERING})


def require_step(fra: Fase, til: Fase) -> None:
    """Return where `til` may follow `fra`; raise ActRefused("forkert_fase") elsewhere."""
    forward = FASER.index(til) == FASER.index(fra) + 1
    back = fra is Fase.OPFOELGNING and til in _TILBAGE
    if not (forward or back):
        raise ActRefused("forkert_fase", key="forkert_fase.gaa_til", fra=fra.value, til=til.value)
