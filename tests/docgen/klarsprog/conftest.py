import pytest

from config.klarsprog import load_klarsprog
from config.loader import CONFIG
from domain.klarsprog import Klarsprog


@pytest.fixture(scope="session")
def rules() -> Klarsprog:
    return load_klarsprog(CONFIG / "klarsprog.toml")
