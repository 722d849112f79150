"""Which phase may follow which: every pair there is."""

from itertools import product

import pytest

from domain.case import FASER, Fase
from domain.errors import ActRefused
from domain.transitions import require_step

ALLOWED = {
    (Fase.SAGSAABNING, Fase.SAGSOPLYSNING),
    (Fase.SAGSOPLYSNING, Fase.SAGSVURDERING),
    (Fase.SAGSVURDERING, Fase.AFGOERELSE),
    (Fase.AFGOERELSE, Fase.BESTILLING),
    (Fase.BESTILLING, Fase.OPFOELGNING),
    (Fase.OPFOELGNING, Fase.SAGSOPLYSNING),
    (Fase.OPFOELGNING, Fase.SAGSVURDERING),
}


@pytest.mark.parametrize(("fra", "til"), sorted(ALLOWED))
def test_a_case_goes_one_phase_forward_or_back_from_opfoelgning(fra: Fase, til: Fase) -> None:
    require_step(fra, til)


@pytest.mark.parametrize(("fra", "til"), sorted(set(product(FASER, FASER)) - ALLOWED))
def test_every_other_way_is_refused(fra: Fase, til: Fase) -> None:
    with pytest.raises(ActRefused) as refusal:
        require_step(fra, til)
    assert refusal.value.grund == "forkert_fase"
