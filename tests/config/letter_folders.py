"""A letter as a municipality writes it, and what its folder is refused for."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from config.wording import load_wordings
from domain.errors import BrokenConfig

CONFIG = Path(__file__).parents[2] / "config"
FRONT = """titel = "Vi har ikke glemt dig"
version = "7"
laeser = "borger"
hjemmel = []
pladsholdere = ["borger"]
paakraevet = []
"""
# With what the shipped letter of the same name must say.
BODY = "Kære {{ borger.fornavn }}. Du hører fra os igen senest i maj. Hjælp imens: ring 112.\n"


def written(front: str = FRONT, body: str = BODY) -> str:
    return f"+++\n{front}+++\n{body}"


def faults(folders: Sequence[Path]) -> list[tuple[str, str, str]]:
    with pytest.raises(BrokenConfig) as caught:
        load_wordings(folders)
    return [(fault.file, fault.key, fault.reason) for fault in caught.value.faults]
