"""Whole numbers as an address or a form writes them."""

_MOST_DIGITS = 9


def number_of(text: str) -> int | None:
    """None of what is no number, or has more digits than anything of ours is counted to."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
