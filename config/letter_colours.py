"""Whether the municipality's colour can be read: headings stand in it, on white paper and on its own light shade."""

from collections.abc import Sequence
from typing import Final

# WCAG 2.1 AA for text that is not large; a letter is held to it on paper as well.
LEAST_CONTRAST: Final = 4.5
_WHITE: Final = (255.0, 255.0, 255.0)
_SHADE: Final = 0.08  # how much of the colour is in the ground of a box
_CURVE_FROM: Final = 0.04045
_STEPS: Final = 100


def contrast(colour: str) -> float:
    """How far the text is from the ground it stands on, at its worst: 1 is the same, 21 black on white."""
    return _contrast(_parts(colour))


def darker(colour: str) -> str:
    """The nearest darker shade of the colour that can be read."""
    parts = _parts(colour)
    for step in range(_STEPS, -1, -1):
        shade = [round(part * step / _STEPS) for part in parts]
        if _contrast(shade) >= LEAST_CONTRAST:
            return "#" + "".join(f"{part:02x}" for part in shade)
    return "#000000"


def _parts(colour: str) -> list[float]:
    return [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]


def _contrast(text: Sequence[float]) -> float:
    ground = [white * (1 - _SHADE) + part * _SHADE for white, part in zip(_WHITE, text, strict=True)]
    light, dark = sorted((_luminance(ground), _luminance(text)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: Sequence[float]) -> float:
    red, green, blue = (_linear(part / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _CURVE_FROM else ((part + 0.055) / 1.055) ** 2.4
