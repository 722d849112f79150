"""What a letter is about, for the post: the help it concerns, its meeting, and what may not stand in it."""

from datetime import timedelta

from casework.letters.content.letter_case import LetterCase
from domain.case import AnsoegningTilstand
from domain.post import Moedetid
from domain.rules import Rolle
from persistence.tables import Afgoerelse, Ansoegning, Bestilling, Moede

_OUTSIDE = frozenset({Rolle.UDFOERER, Rolle.KILDE})


def paragraf_of(case: LetterCase) -> str | None:
    """The help that the letter concerns; None where it concerns several, or none."""
    refs = case.letter.refs
    if "paragraf" in refs:
        return str(refs["paragraf"])
    tables: tuple[tuple[str, type[Afgoerelse | Bestilling | Ansoegning]], ...] = (
        ("afgoerelse", Afgoerelse),
        ("bestilling", Bestilling),
        ("ansoegning", Ansoegning),
    )
    for name, table in tables:
        row = case.uow.get(table, refs[name]) if name in refs else None
        if row is not None:
            return row.paragraf
    asked = {
        row.paragraf
        for row in case.uow.of_forloeb(Ansoegning, case.row.id)
        if row.tilstand != AnsoegningTilstand.TRUKKET
    }
    return asked.pop() if len(asked) == 1 else None


def moedetid_of(case: LetterCase) -> Moedetid | None:
    """The meeting that the letter calls to, moves or calls off; None where no time is set for it."""
    row = case.uow.get(Moede, case.letter.refs["moede"]) if "moede" in case.letter.refs else None
    if row is None or row.tidspunkt is None or row.noegle is None:
        return None
    length = timedelta(minutes=case.office.rulebook.post.moede.minutter)
    return Moedetid(
        noegle=row.noegle,
        sekvens=row.sekvens,
        aendret=row.aendret or row.tidspunkt,
        start=row.tidspunkt,
        slut=row.tidspunkt + length,
        sted=row.sted,
        aflyst=row.aflyst is not None,
    )


def kept_from(case: LetterCase) -> tuple[str, ...]:
    """The lines of a protected address, which no letter to anybody but the citizen may hold."""
    borger = case.borger
    if not borger.adressebeskyttet or case.letter.til not in _OUTSIDE:
        return ()
    lines = (case.uow.parties.adresse_of(borger) or "").split("\n")
    # The street and its number tell where somebody lives; the town alone does not.
    return tuple(line.strip() for line in lines[:1] if line.strip())
