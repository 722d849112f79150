"""Pictures in letters and on pages, drawn from plain facts: the same in web, Word and PDF."""

from docgen.pictures.draw import describe, draw

__all__ = ["describe", "draw"]
