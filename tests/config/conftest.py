"""What several tests of the municipality's files begin with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.letter_folders import CONFIG


@pytest.fixture
def local(tmp_path: Path) -> Callable[..., list[Path]]:
    """A municipality's own folder, read after the shipped one."""

    def write(**files: str | bytes) -> list[Path]:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [CONFIG / "letters", tmp_path]

    return write
