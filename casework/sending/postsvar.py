"""What a person knows of a letter that has left: the envelope came back, or the reader says that they have it."""

from enum import StrEnum
from typing import Literal

from casework.act import Act, Tekst
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from casework.sending.kvitteringer import heed
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.post import Postmelding, Poststatus


class Postsvar(StrEnum):
    KOM_FREM = "kom_frem"
    KOM_RETUR = "kom_retur"


_STATUS = {Postsvar.KOM_FREM: Poststatus.AFLEVERET, Postsvar.KOM_RETUR: Poststatus.FEJLET}


class MeldPostsvar(Act):
    """`til` is given where the answer is about the guardian's copy; else it is about the letter itself."""

    brev: Tekst
    svar: Postsvar
    tidspunkt: DanskTid | None = None
    til: Literal["borger", "vaerge"] | None = None


def tell_postsvar(forloeb: OpenForloeb, act: MeldPostsvar) -> None:
    """The newest letter of the kind that has left stands as the person says; clocks follow as for the post's own word."""
    when = act.tidspunkt or forloeb.now
    if when > forloeb.now:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.postsvar")
    sent = forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.SENDT, DokumentTilstand.MODTAGET)
    copy = act.til == "vaerge"
    letters = [row for row in sent if row.brev == act.brev and (row.kopi_af is not None) is copy]
    attempt = forloeb.uow.documents.newest_forsendelse(letters[-1].id) if letters else None
    if attempt is None:
        raise ActRefused("ukendt", key="ukendt.sendt_brev", brev=act.brev)
    heed(forloeb, letters[-1], attempt, Postmelding(attempt.besked_id, _STATUS[act.svar], when))
    # What the post said before a person looked does not overrule them when its answer comes late.
    attempt.meldt = forloeb.now
