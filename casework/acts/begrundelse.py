"""A written reason, asked for after an oral answer (FVL § 23)."""

from casework import drafts
from casework.act import Act, Tekst
from casework.acts.virkning import length
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from domain.calendar import local_date
from domain.case import Udfald
from domain.deadlines import count
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Art, Rolle
from persistence.tables import Afgoerelse, Begrundelse, MundtligMeddelelse

RULE = "begrundelse"
LETTER = "begrundelse"
# The entry of the rule's times that is the citizen's: how long they can ask.
_ANMODNING = "anmodning"


class AnmodBegrundelse(Act):
    pass


class GivBegrundelse(Act):
    tekst: Tekst


def request_begrundelse(forloeb: OpenForloeb, _act: AnmodBegrundelse) -> None:
    """The clock of 14 days runs where the citizen has a right to the reason; where not, somebody has to answer them.

    § 23 gives the right for 14 days after the oral answer, and never to somebody who got all they asked for. Whoever
    asks without it is not turned away at the door: what they asked stands in the case, and a task says what the
    choices are (FVL § 7 asks for guidance, and nothing forbids giving the reason all the same).
    """
    told = [row for row in forloeb.uow.of_forloeb(MundtligMeddelelse, forloeb.id) if row.undladt is None]
    if not told:
        raise ActRefused("ukendt", key="ukendt.mundtligt")
    newest = told[-1]
    if any(row.sendt and row.sendt >= newest.tidspunkt for row in _decisions(forloeb)):
        raise ActRefused("findes_allerede", key="findes_allerede.begrundelse")
    if _waiting(forloeb):
        raise ActRefused("findes_allerede", key="findes_allerede.begrundelse_anmodet")
    ret = _in_time(forloeb, newest) and not _got_everything(forloeb)
    row = forloeb.uow.add(Begrundelse(forloeb_id=forloeb.id, anmodet=forloeb.now, ret=ret))
    forloeb.record(Event.BEGRUNDELSE_ANMODET, refs={RULE: row.id}, detail={"ret": ret}, starts=ret)
    if not ret:
        opgaver.give(forloeb, "svar_paa_begrundelse", Rolle.SAGSBEHANDLER)


def give_begrundelse(forloeb: OpenForloeb, act: GivBegrundelse) -> None:
    """The reason stands in the case, and the letter with it is on its way to the citizen."""
    waiting = _waiting(forloeb)
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.begrundelse")
    waiting[0].tekst, waiting[0].givet = act.tekst, forloeb.now
    refs = {RULE: waiting[0].id}
    forloeb.record(Event.BEGRUNDELSE_GIVET, refs=refs, detail={"tekst": act.tekst})
    drafts.send_by_person(forloeb, LETTER, Rolle.BORGER, refs)
    opgaver.close(forloeb, "svar_paa_begrundelse")


def _waiting(forloeb: OpenForloeb) -> list[Begrundelse]:
    """Those that neither a reason of its own nor the written decision has answered since."""
    sent = max((row.sendt for row in _decisions(forloeb) if row.sendt), default=None)
    return [
        row
        for row in forloeb.uow.of_forloeb(Begrundelse, forloeb.id)
        if row.givet is None and (sent is None or sent < row.anmodet)
    ]


def _in_time(forloeb: OpenForloeb, told: MundtligMeddelelse) -> bool:
    """A citizen's frist: it ends on the next day that counts where it ends on a closed one."""
    day, sag = local_date(told.tidspunkt), forloeb.sag
    varighed = length(forloeb.office, sag, RULE, None, day, _ANMODNING)
    calendars = forloeb.office.rulebook.calendars
    if varighed is None:
        return True
    return forloeb.day <= calendars.forward_to_frist_end(count(varighed, day, Art.LOV, calendars))


def _got_everything(forloeb: OpenForloeb) -> bool:
    """True where all that was decided and is not sent yet is what the citizen applied for."""
    unsent = [row for row in _decisions(forloeb) if row.sendt is None]
    return bool(unsent) and all(row.udfald == Udfald.BEVILLING for row in unsent)


def _decisions(forloeb: OpenForloeb) -> list[Afgoerelse]:
    return list(forloeb.uow.of_forloeb(Afgoerelse, forloeb.id))
