"""The colours that stand on each other can be told apart (WCAG 2.1 AA: 4.5 to 1)."""

import re
from pathlib import Path

import pytest

import web

CSS = (Path(web.__file__).parent / "static" / "sagsgang.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", CSS)) | {"hvid": "#ffffff"}
PAIRS = [
    ("blaek", "bund"), ("blaek", "flade"), ("blaek-svag", "bund"), ("blaek-svag", "flade"), ("farve", "flade"),
    ("farve", "bund"), ("hvid", "farve"), ("hvid", "farve-dyb"), ("farve-dyb", "farve-lys"), ("blaek", "farve-lys"),
    ("sen", "sen-lys"), ("sen", "flade"), ("blaek", "sen-lys"), ("snart", "snart-lys"), ("rolig", "rolig-lys"),
    ("blaek-svag", "rolig-lys"), ("godt", "godt-lys"), ("blaek-svag", "sen-lys"),
]  # fmt: skip


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    light, dark = sorted((luminance(COLOURS[text]), luminance(COLOURS[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_fields_edge_can_be_seen() -> None:
    light, dark = luminance("#ffffff"), luminance(COLOURS["streg-felt"])
    assert (light + 0.05) / (dark + 0.05) >= 3
