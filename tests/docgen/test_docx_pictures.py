"""What is drawn in a letter can be taken out of its Word file again."""

from collections.abc import Callable, Mapping

from docgen.blocks import Picture
from docgen.docx import to_docx
from docgen.docx_pictures import pictures_in
from docgen.docx_reader import read_back
from docgen.letter import Letter
from domain.letters import Wording


def test_a_letter_is_read_back_with_pictures_out_of_its_own_file(
    a_letter: Callable[..., Letter], wordings: Mapping[str, Wording]
) -> None:
    drawn = 0
    for slug in wordings:
        letter = a_letter(slug)
        pictures = [block for block in letter.blocks if isinstance(block, Picture)]
        found = pictures_in(to_docx(letter))
        drawn += len(found)
        assert [(it.alt, it.png) for it in found] == [(it.alt, it.png) for it in pictures]
        assert read_back(to_docx(letter), found).complaints == ()
    assert drawn
