"""A letter that a caseworker has edited in Word: read back, held against the letter it was, or refused with every reason.

The file is the final document. Its PDF is made from what it says, so that both forms say the same; whom it goes to, the
case and the sender stay the program's, because the envelope is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from casework.letters.letter_order import LetterOrder
from casework.office import Office
from config.faults import reason
from docgen.blocks import Picture
from docgen.dates import day_text
from docgen.docx import to_docx
from docgen.docx_complaints import Complaint
from docgen.docx_pictures import pictures_in
from docgen.docx_reader import ReadBack, read_back
from docgen.docx_text import NotWord, TooLarge
from docgen.fill import FIRST_TOKEN, LAST_TOKEN, fill
from docgen.letter import Letter, compose
from docgen.parts import meta_lines
from docgen.text import to_text
from domain.errors import BadInput, Fault
from domain.letter_facts import LabelledLetterhead, LetterLabels
from domain.letters import FactValue
from persistence.documents import DocumentStore
from persistence.documents_register import DOCX

MOST_BYTES: Final = 4_000_000
WORD: Final = "word"
_FIELD: Final = "fil"
_PATH: Final = re.compile(r"[^\W\d]\w*(\.\w+)*")
_TOKEN: Final = re.compile(f"[{chr(FIRST_TOKEN)}-{chr(LAST_TOKEN)}]")
_MARKS: Final = str.maketrans("", "", "*#>_\\")


@dataclass(frozen=True)
class FromWord:
    """The letter as the file says it, and what its other forms are set without."""

    letter: Letter
    uden: tuple[str, ...]


def read_word(content: bytes, order: LetterOrder, sender: LabelledLetterhead, today: date) -> FromWord:
    """The letter of the order as the Word file says it; BadInput with everything that stops it from being sent."""
    letter = compose(order.wording, order.facts, sender, order.recipient)
    found = _read(content, letter)
    said = replace(
        letter,
        title=found.title,
        date=_date_in(found, letter) or letter.date,
        blocks=found.blocks,
    )
    faults = [
        *(_sentence(complaint) for complaint in found.complaints),
        *_changed_around(found, letter),
        *_wrong_date(found, letter, today),
        *_dropped(said, letter, order, sender),
    ]
    if faults:
        raise BadInput([Fault(WORD, _FIELD, text) for text in dict.fromkeys(faults)])
    return FromWord(said, tuple(dict.fromkeys(_sentence(lost) for lost in found.lost)))


def as_made(content: bytes, order: LetterOrder, sender: LabelledLetterhead) -> Letter:
    """The letter of the order as its own Word file says it, whatever the case has become since it was made."""
    letter = compose(order.wording, order.facts, sender, order.recipient)
    # A picture drawn anew may say something else by now: what is not drawn alike is taken out of the file.
    found = read_back(content, [*pictures_in(content), *_pictures(letter)])
    return replace(
        letter, title=found.title, date=_date_in(found, letter) or letter.date, blocks=found.blocks
    )


def keep_word(office: Office, store: DocumentStore, content: bytes, now: datetime) -> str:
    """The file is kept, and the register knows it by the hash that is given."""
    kept = store.put(content)
    with office.register.write() as uow:
        uow.documents.add_file(kept.sha256, kept.size, DOCX, kept.key_id, now)
    return kept.sha256


def _read(content: bytes, letter: Letter) -> ReadBack:
    if len(content) > MOST_BYTES:
        raise _refused("tekst_for_stor", mest=MOST_BYTES // 1_000_000)
    try:
        return read_back(content, _pictures(letter))
    except TooLarge:
        raise _refused("tekst_pakket_for_stor") from None
    except NotWord:
        raise _refused("tekst_ikke_word") from None


def _pictures(letter: Letter) -> list[Picture]:
    return [block for block in letter.blocks if isinstance(block, Picture)]


def _refused(name: str, **facts: object) -> BadInput:
    return BadInput([Fault(WORD, _FIELD, reason(name, **facts))])


def _sentence(complaint: Complaint) -> str:
    return reason(f"word_{complaint.reason}", sted=complaint.about)


def _changed_around(found: ReadBack, letter: Letter) -> Iterator[str]:
    """What the program fills in itself, and what is otherwise in the file."""
    recipient = tuple(line for line in (letter.recipient.name, *letter.recipient.address) if line)
    if found.recipient != recipient:
        yield reason("word_modtager")
    lines = _lines(found)
    for label, text in meta_lines(letter):
        if label != letter.labels.dato and lines.get(label) != text:
            yield reason("word_linje", sted=label)
    if found.around != read_back(to_docx(letter)).around:
        yield reason("word_brevpapir")


def _lines(found: ReadBack) -> Mapping[str, str]:
    pairs = (line.partition(": ") for line in found.case_lines)
    return {label.strip(): text.strip() for label, _, text in pairs}


def _date_in(found: ReadBack, letter: Letter) -> date | None:
    """The day that the file is dated; None where no day stands there."""
    labels = letter.labels
    words = _lines(found).get(labels.dato, "").replace(".", " ").split()
    match words:
        case [day, month, year] if month in labels.maaneder and day.isdecimal() and year.isdecimal():
            try:
                return date(int(year), labels.maaneder.index(month) + 1, int(day))
            except ValueError:
                return None
    return None


def _wrong_date(found: ReadBack, letter: Letter, today: date) -> Iterator[str]:
    day = _date_in(found, letter)
    if day is None:
        yield reason("word_ingen_dato", sted=letter.labels.dato)
    elif day > today:
        yield reason("word_dato_frem", dato=day_text(day, letter.labels))


def _dropped(said: Letter, letter: Letter, order: LetterOrder, sender: LabelledLetterhead) -> Iterator[str]:
    """What the letter must say, said before it was edited, and says no more."""
    before, now = _flat(to_text(letter)), _flat(to_text(said))
    for part in order.wording.required_parts:
        text = _flat(_shown(part, order, sender))
        if text and text in before and text not in now:
            yield reason("word_mangler_del", sted=text)


def _shown(part: str, order: LetterOrder, sender: LabelledLetterhead) -> str:
    """The required part as this letter shows it; empty where that is for the caseworker to word."""
    if "{{" in part:
        try:
            text, values = fill(replace(order.wording, body=part), order.facts, sender.etiketter)
        except BadInput:
            # It stands in a row of a list, which has no one value.
            return ""
        return _TOKEN.sub(lambda found: values[ord(found[0]) - FIRST_TOKEN], text)
    if _PATH.fullmatch(part) and part.partition(".")[0] in order.facts:
        return _as_figure(_fact(order, part), sender.etiketter)
    return part


def _as_figure(value: FactValue, labels: LetterLabels) -> str:
    """A day or a number as it stands in letters: what a rule has counted out, and nobody words anew."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_text(value, labels)
    return ""


def _fact(order: LetterOrder, path: str) -> FactValue:
    value: FactValue = order.facts
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _flat(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())
