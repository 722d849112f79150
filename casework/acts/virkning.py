"""From which day a decision holds, and until when: the same days in its letter and in the register."""

from datetime import date
from typing import Protocol

from casework.dates import require_known
from casework.forloeb import OpenForloeb
from casework.office import Office
from casework.vaergekopi import slowest
from docgen.dates import day_text
from domain.case import Kanal, Udfald
from domain.deadlines import choose, count
from domain.errors import ActRefused
from domain.gates import Stop, stops
from domain.phases.afgoerelse import MOD_BORGEREN, TIDSBEGRAENSET, virkning
from domain.rules import Aftalt, Art, Varighed
from domain.vaerge import Emne
from persistence.tables import Borger, Sag

_MED_SLUT = frozenset({Udfald.BEVILLING, Udfald.DELVIS, Udfald.NEDSAETTELSE})


class Decided(Protocol):
    """A decision, made or about to be: the act of deciding and its row in the register."""

    @property
    def udfald(self) -> str: ...
    @property
    def paragraf(self) -> str: ...
    @property
    def virkning_fra(self) -> date | None: ...
    @property
    def slut(self) -> date | None: ...


def way_to(office: Office, borger: Borger, decision: Decided) -> Kanal:
    """How the letter of the decision would go today: as slowly as to the last one who gets it."""
    kanal = Kanal.DIGITAL_POST if borger.digital_post else Kanal.FYSISK_POST
    return slowest(office, borger, Emne(f"afgoerelse_{decision.udfald}", decision.paragraf), kanal)


def effect_day(office: Office, sag: Sag, decision: Decided, kanal: Kanal, sent: date) -> date:
    """The first day of the decision, where its letter is sent on the day `sent`."""
    return virkning(
        Udfald(decision.udfald),
        decision.virkning_fra,
        _received(office, kanal, sent),
        _notice_over(office, sag, decision, sent),
    )


def told_day(office: Office, sag: Sag, decision: Decided, sent: date) -> date | None:
    """The day that the letter names; None where the decision holds from the day it is received."""
    kanal = way_to(office, sag.borger, decision)
    if decision.virkning_fra is None and _notice_over(office, sag, decision, sent) is None:
        return None
    return effect_day(office, sag, decision, kanal, sent)


def notice(office: Office, sag: Sag, decision: Decided, day: date) -> Varighed | None:
    """How long the help goes on unchanged after the letter is sent (SEL § 3 a); None where law gives no notice."""
    ydelse = office.rulebook.law.paragraf(decision.paragraf)
    if ydelse is None or not ydelse.varsling or decision.udfald not in MOD_BORGEREN:
        return None
    return length(office, sag, "varsling", decision.paragraf, day)


def length(
    office: Office, sag: Sag, rule_id: str, paragraf: str | None, day: date, key: str | None = None
) -> Varighed | None:
    """The rule's own time for this help; None where it has none."""
    rule = office.rulebook.rule(rule_id, day)
    varighed = rule.for_case(sag.team, paragraf, day).varighed if rule else None
    return None if varighed is None or isinstance(varighed, Aftalt) else choose(varighed, key, paragraf)


def require_possible(forloeb: OpenForloeb, act: Decided) -> None:
    """Return where the days that are decided on can be kept; ActRefused("ugyldig_dato") otherwise."""
    for day in (act.virkning_fra, act.slut):
        require_known(forloeb, day)
    earliest = _earliest(forloeb, act)
    if act.virkning_fra is not None and act.udfald in MOD_BORGEREN and act.virkning_fra < earliest:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.virkning_fra", dag=_in_words(forloeb, earliest))
    if act.slut is None:
        return
    if act.paragraf not in TIDSBEGRAENSET or act.udfald not in _MED_SLUT:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.slut_loebende")
    first = act.virkning_fra or earliest
    if act.slut < max(first, forloeb.day):
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.slut")
    last = last_day(forloeb.office, forloeb.sag, act.paragraf, first)
    if last is not None and act.slut > last:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.slut_hoejst", dag=_in_words(forloeb, last))


def day_stops(forloeb: OpenForloeb, decision: Decided) -> tuple[Stop, ...]:
    """What stops a letter that has lain too long: the days in it can no longer be kept (G7)."""
    earliest = _earliest(forloeb, decision)
    given = decision.virkning_fra
    late = given is not None and decision.udfald in MOD_BORGEREN and given < earliest
    over = decision.slut is not None and decision.slut < max(given or earliest, forloeb.day)
    return stops(Stop("G7", "G7.virkning") if late or over else None)


def longest(office: Office, sag: Sag, paragraf: str, day: date) -> Varighed | None:
    """The most time that law gives this help (SEL § 82 b); None where it sets no end."""
    return length(office, sag, "p82b_slut", paragraf, day) if paragraf == "82 b" else None


def last_day(office: Office, sag: Sag, paragraf: str, first: date) -> date | None:
    """The last day of the most time that law gives, for help that begins on the day `first`."""
    varighed = longest(office, sag, paragraf, first)
    return count(varighed, first, Art.LOV, office.rulebook.calendars) if varighed else None


def _earliest(forloeb: OpenForloeb, decision: Decided) -> date:
    """The first day a decision sent today can hold from, where no other day is given."""
    office, sag, today = forloeb.office, forloeb.sag, forloeb.day
    received = _received(office, way_to(office, sag.borger, decision), today)
    return virkning(Udfald(decision.udfald), None, received, _notice_over(office, sag, decision, today))


def _received(office: Office, kanal: Kanal, sent: date) -> date:
    if kanal is Kanal.DIGITAL_POST:
        return sent
    return count(office.rulebook.fysisk_post, sent, Art.LOV, office.rulebook.calendars)


def _notice_over(office: Office, sag: Sag, decision: Decided, sent: date) -> date | None:
    varighed = notice(office, sag, decision, sent)
    return count(varighed, sent, Art.LOV, office.rulebook.calendars) if varighed else None


def _in_words(forloeb: OpenForloeb, day: date) -> str:
    return day_text(day, forloeb.office.rulebook.letterhead.etiketter)
