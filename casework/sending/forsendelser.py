"""One try after the other to get a letter to its reader, each under the id that the post answers to."""

from datetime import datetime

from casework.drafts import SEND
from domain.case import Kanal
from domain.post import besked_id
from persistence.tables import Dokument, Forsendelse
from persistence.unit_of_work import UnitOfWork


def set_off(uow: UnitOfWork, letter: Dokument, kanal: Kanal, due_at: datetime, now: datetime) -> None:
    """The stored letter waits in the outbox to be sent.

    One that never left is tried under its old key, so that it cannot leave twice; one that came back gets a new key
    and a new id, so that an answer about the first is never taken for one about the second.
    """
    attempt = uow.documents.newest_forsendelse(letter.id)
    if attempt is None or attempt.sendt is not None or attempt.opgivet is not None:
        attempt = _next(uow, letter, kanal, 1 if attempt is None else attempt.nr + 1)
    attempt.kanal = kanal.value
    uow.outbox.revive(attempt.noegle, now)
    uow.outbox.put(
        SEND,
        attempt.noegle,
        {"dokument": letter.id},
        forloeb_id=letter.forloeb_id,
        due_at=due_at,
        ready_at=now,
    )


def has_left(uow: UnitOfWork, letter: Dokument, key: str, now: datetime) -> None:
    """The try stands as sent, with what left: the letter may be made anew and sent again, and this is what went now."""
    attempt = uow.documents.newest_forsendelse(letter.id)
    if attempt is not None and attempt.noegle == key:
        attempt.sendt = now
        attempt.pdf_sha256, attempt.docx_sha256 = letter.pdf_sha256, letter.docx_sha256
        attempt.ordlyd_version, attempt.konvolut_krypteret = letter.ordlyd_version, letter.konvolut_krypteret


def take_back(uow: UnitOfWork, letter: Dokument, now: datetime) -> None:
    """The try that had not left will not leave; the next one is another."""
    attempt = uow.documents.newest_forsendelse(letter.id)
    if attempt is not None and attempt.sendt is None:
        attempt.opgivet = now
        uow.outbox.drop([attempt.noegle], now)


def _next(uow: UnitOfWork, letter: Dokument, kanal: Kanal, nr: int) -> Forsendelse:
    key = f"{SEND}:{letter.noegle}" if nr == 1 else f"{SEND}:{letter.noegle}:{nr}"
    return uow.add(
        Forsendelse(dokument_id=letter.id, nr=nr, noegle=key, besked_id=besked_id(key), kanal=kanal.value)
    )
