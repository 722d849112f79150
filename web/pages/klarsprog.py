"""What somebody is writing into a letter, read while it is written: advice beside the field, and nothing is kept."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from docgen.plain_language import check_text
from web.desk import AtDesk, Posted, part

router = APIRouter()
# More than a caseworker writes in a field; what comes after is read with the letter.
_MOST_CHARACTERS = 20_000
# The words of a written letter: all of them stand in it.
_WORDS = "ord."


@router.post("/klarsprog")
def read_field(request: Request, desk: AtDesk, form: Posted) -> Response:
    """What is hard to read in the field; nothing where it is not one that stands in a letter."""
    rules = desk.office.rulebook.klarsprog
    text = "\n\n".join(
        str(value)[:_MOST_CHARACTERS]
        for name, value in form.multi_items()
        if name.startswith(_WORDS) or name.rpartition(".")[2] in rules.felter
    )
    return part(request, "parts/klarsprog.html", felt=check_text(text, rules))
