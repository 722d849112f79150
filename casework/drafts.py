"""A letter's life inside the register: draft, approval, and what must happen for it to leave."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.forloeb import OpenForloeb
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event, named_in
from domain.rules import Rolle
from persistence.tables import Dokument

RENDER = "dan"
SEND = "send"


def draft(forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any]) -> Dokument:
    """A draft of the letter waits for approval; one that already waits about the same is left as it is."""
    waiting = _waiting(forloeb, brev, til, refs)
    if waiting is not None:
        return waiting
    letter = _add(forloeb, brev, til, refs)
    forloeb.tell(Event.BREV_KLADDE, brev, {"til": til.value, **named_in(refs)})
    return letter


def write(
    forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any], words: Mapping[str, Any]
) -> Dokument:
    """A draft with these words waits for approval; one that already waits for the same reader says them now.

    So do those that the same event drafted for other readers and that nobody has written in.
    """
    drafted = forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE)
    # An event's draft is about more than whom it goes to: the klage it tells of, the follow-up that was held.
    mine = (row for row in drafted if (row.brev, row.til) == (brev, til) and refs.items() <= row.refs.items())
    old = next(reversed(list(mine)), None)
    letter = old or _add(forloeb, brev, til, refs)
    letter.ord = dict(words)
    # What was edited in Word was the letter with the words before.
    letter.word_sha256 = None
    for beside in drafted:
        if beside.brev == brev and not beside.ord and _event(beside.refs) == _event(letter.refs) != {}:
            beside.ord = dict(words)
    said = {"ord": dict(words), "rettet": True} if old else {"ord": dict(words)}
    forloeb.tell(Event.BREV_KLADDE, brev, {"til": til.value, **said, **named_in(letter.refs)})
    return letter


def draft_anew(forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any]) -> Dokument:
    """A fresh draft waits, and older ones that would say the same are dropped; what was written in the last stands in it."""
    for old in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE):
        if old.brev == brev and _about(old.refs) == _about(refs):
            drop(forloeb, old)
    before = [
        old.ord
        for old in forloeb.uow.of_forloeb(Dokument, forloeb.id)
        if (old.brev, old.til) == (brev, til) and _about(old.refs) == _about(refs)
    ]
    letter = draft(forloeb, brev, til, refs)
    letter.ord = dict(before[-1]) if before else {}
    return letter


def send_by_rule(forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any], rule_id: str) -> None:
    """The letter is on its way without approval; one that decides anything is only drafted."""
    if brev not in forloeb.office.rulebook.uden_godkendelse:
        draft(forloeb, brev, til, refs)
        return
    _set_off(forloeb, _add(forloeb, brev, til, refs), by=f"regel:{rule_id}")


def send_by_person(
    forloeb: OpenForloeb,
    brev: str,
    til: Rolle,
    refs: Mapping[str, Any],
    words: Mapping[str, Any] | None = None,
) -> Dokument:
    """The letter is on its way: the act of sending it was itself a named person's approval."""
    letter = _add(forloeb, brev, til, refs)
    letter.ord = dict(words or {})
    approve(forloeb, letter)
    return letter


def approve(forloeb: OpenForloeb, letter: Dokument, ny_dato: date | None = None) -> None:
    """A named person has said yes to the draft, and it is on its way."""
    letter.ny_dato = ny_dato
    forloeb.tell(Event.BREV_GODKENDT, letter.brev, {"til": letter.til, "dokument": letter.id})
    _set_off(forloeb, letter, by=forloeb.actor)


def try_again(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The letter is made and sent once more; under its old key, so that it cannot leave twice."""
    letter.godkendt, letter.godkendt_af = forloeb.now, forloeb.actor
    forloeb.tell(Event.BREV_GODKENDT, letter.brev, {"til": letter.til, "dokument": letter.id, "igen": True})
    make_again(forloeb, letter)


def make_again(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The letter that was approved before is made anew from the case as it is now."""
    letter.tilstand = DokumentTilstand.GODKENDT.value
    forloeb.uow.outbox.drop_failed([f"{RENDER}:{letter.noegle}"], forloeb.now)
    # A key of its own each time: where nothing has passed since the last, the same one would be taken for done.
    _render(forloeb, letter, f"{RENDER}:{letter.noegle}:{forloeb.office.new_key()}")


def newest_draft(forloeb: OpenForloeb, brev: str) -> Dokument:
    """The draft that was made last; ActRefused("ingen_kladde") where none waits."""
    found = forloeb.uow.documents.newest_draft(forloeb.id, brev)
    if found is None:
        raise ActRefused("ingen_kladde", brev=brev)
    return found


def drop(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The letter will not be sent; it stays in the journal that it was meant to be."""
    letter.tilstand = DokumentTilstand.BORTFALDET.value
    forloeb.uow.outbox.drop([f"{RENDER}:{letter.noegle}", f"{SEND}:{letter.noegle}"], forloeb.now)
    forloeb.tell(Event.BREV_BORTFALDET, letter.brev, {"til": letter.til})


def hold_back(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The letter does not leave; it waits as a draft with its words, beside one that somebody has written in since."""
    drop(forloeb, letter)
    til = Rolle(letter.til)
    waiting = _waiting(forloeb, letter.brev, til, letter.refs)
    if waiting is None or waiting.ord or waiting.word_sha256:
        waiting = _add(forloeb, letter.brev, til, letter.refs)
        forloeb.tell(Event.BREV_KLADDE, letter.brev, {"til": letter.til, **named_in(letter.refs)})
    waiting.ord, waiting.word_sha256 = dict(letter.ord), letter.word_sha256


def drop_drafts(forloeb: OpenForloeb, *breve: str, refs: Mapping[str, Any] | None = None) -> None:
    """Drafts that nobody needs any more are dropped; of all letters when none is named."""
    for old in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE):
        if (not breve or old.brev in breve) and all(
            old.refs.get(key) == value for key, value in (refs or {}).items()
        ):
            drop(forloeb, old)


def _waiting(forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any]) -> Dokument | None:
    drafts = forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE)
    same = (old for old in drafts if (old.brev, old.til) == (brev, til))
    return next((old for old in same if _about(old.refs) == _about(refs)), None)


def _event(refs: Mapping[str, Any]) -> dict[str, Any]:
    """What the draft is about, whomever it goes to."""
    return {key: value for key, value in refs.items() if key not in {"udfoerer", "kilde"}}


def _about(refs: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in refs.items() if key not in {"moede", "henvendelse"}}


def _add(forloeb: OpenForloeb, brev: str, til: Rolle, refs: Mapping[str, Any]) -> Dokument:
    return forloeb.uow.add(
        Dokument(
            forloeb_id=forloeb.id,
            noegle=forloeb.office.new_key(),
            brev=brev,
            til=til.value,
            modtager=_recipient(til, refs),
            tilstand=DokumentTilstand.KLADDE.value,
            refs=dict(refs),
            oprettet=forloeb.now,
        )
    )


def _recipient(til: Rolle, refs: Mapping[str, Any]) -> str | None:
    key = {Rolle.UDFOERER: "udfoerer", Rolle.KILDE: "kilde"}.get(til)
    return str(refs[key]) if key and key in refs else None


def _set_off(forloeb: OpenForloeb, letter: Dokument, *, by: str) -> None:
    letter.tilstand = DokumentTilstand.GODKENDT.value
    letter.godkendt, letter.godkendt_af = forloeb.now, by
    _render(forloeb, letter, f"{RENDER}:{letter.noegle}")


def _render(forloeb: OpenForloeb, letter: Dokument, key: str) -> None:
    forloeb.uow.outbox.put(
        RENDER,
        key,
        {"dokument": letter.id},
        forloeb_id=forloeb.id,
        due_at=forloeb.due_at,
        ready_at=forloeb.now,
    )
