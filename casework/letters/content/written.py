"""The facts of a letter that a caseworker writes: the words of the draft, and whatever of the case its wording may name."""

from collections.abc import Callable, Mapping
from typing import Final

from casework.letters.content.afgoerelsens_breve import DECIDED
from casework.letters.content.letter_case import (
    Fact,
    LetterCase,
    ansoegninger,
    indsatser,
    maal,
    oensker,
    opfoelgning_dato,
    ressourcer,
)
from casework.letters.content.opfoelgningens_breve import FOLLOW_UP
from casework.letters.content.sagens_oplysninger import KNOWN
from casework.letters.content.sideforloebets_breve import BESIDE
from domain.letter_facts import COMMON_FACTS, LETTER_FACTS, WRITTEN
from domain.letters import FactValue
from domain.written_letters import Felt


def _words(case: LetterCase) -> FactValue:
    """The caseworker's words; a field that was added to the letter after it was written is empty in it."""
    brev = case.office.rulebook.skrevne_breve[case.letter.brev]
    said = case.letter.ord
    return {felt.navn: _said(felt, said.get(felt.navn, [] if felt.liste else None)) for felt in brev.felter}


def _said(felt: Felt, words: FactValue) -> FactValue:
    if not felt.kolonner or not isinstance(words, list):
        return words
    return [felt.row(str(line)) for line in words]


def _recipient(case: LetterCase) -> FactValue:
    """Who gets it, by name, where it is not the citizen."""
    letter = case.letter
    udfoerer = case.uow.parties.udfoerer(letter.modtager or "")
    return udfoerer.navn if udfoerer else letter.modtager


_GATHERED: Final[Mapping[str, Callable[[LetterCase], FactValue]]] = {
    WRITTEN: _words,
    "ansoegninger": ansoegninger,
    "indsatser": indsatser,
    "maal": maal,
    "modtager": _recipient,
    "oensker": oensker,
    "opfoelgning_dato": opfoelgning_dato,
    "ressourcer": ressourcer,
    **KNOWN,
    **DECIDED,
    **FOLLOW_UP,
    **BESIDE,
}


def written(case: LetterCase) -> Fact:
    """Each fact that the letter may use, gathered by its name."""
    return {name: _GATHERED[name](case) for name in sorted(LETTER_FACTS[case.letter.brev] - COMMON_FACTS)}
