"""The one sentence that says why a deadline is due the day it is."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from casework.forklaring.forklaringsord import Ordbog
from casework.forklaring.rytmens_dag import RytmensDag
from domain.calendar import local_date
from domain.forklaring import Forklaring, Rykning, Slags
from domain.rules import Art, DeadlineRule, Ejer, Enhed

_BACK = frozenset({Rykning.TILBAGE})
_TOLD_BY_DAY = frozenset({Rykning.TILBAGE, Rykning.FREM, Rykning.FREM_FOR_BORGER, Rykning.ALDRIG})


@dataclass(frozen=True)
class Frist:
    """What the sentence is about.

    `om` and `hvad` are words of the register: what the deadline is about, and what its start was about. `posted` is
    when a letter that started it went by paper post. `team` and `paragraf` say for whom the municipality has a rule of
    its own. `flyttet` and `hvorfor` are the last time its date was moved. `rytme` is what a case's own
    day of a cadence rests on.
    """

    rule: DeadlineRule
    started: datetime
    event: str
    om: str | None = None
    start_om: str | None = None
    hvad: str = ""
    posted: date | None = None
    team: str | None = None
    paragraf: str | None = None
    loeber: bool = True
    anden_loeber: bool = True
    flyttet: date | None = None
    hvorfor: str = ""
    rytme: RytmensDag | None = None


def sentence(bog: Ordbog, frist: Frist, why: Forklaring) -> str:
    """One Danish sentence that names the date, what began it, how long, by which rule, and what moved it."""
    say = bog.words.say
    facts = {
        "navn": bog.frist(frist.rule.id),
        "om": f" ({frist.om})" if frist.om else "",
        "er": say("verbum", "er" if frist.loeber else "var"),
        "forfald": bog.dag(why.forfald),
        "hjemmel": authority(bog, frist),
        "ryk": _moved(bog, why),
        "begyndt": _began(bog, frist, why),
    }
    match why.slags:
        case Slags.AFTALT:
            return say("saetning", "aftalt", aftale=_agreed(bog, frist, facts["begyndt"]), **facts)
        case Slags.RELATIV:
            return _relative(bog, frist, why, facts)
        case Slags.FLYTTET if frist.flyttet is not None:
            moved = {"naar": bog.dato(frist.flyttet), "hvorfor": reason(bog, frist.hvorfor)}
            return say("saetning", "flyttet", **moved, **facts)
        case Slags.FLYTTET:
            return say("saetning", "beholdt", **facts)
        case Slags.REGNET:
            assert why.varighed is not None
            if why.varighed.antal == 0 and not why.varighed.halv:
                return say("saetning", "regnet_straks", **facts)
            tid, tael = bog.tid(why.varighed), _counted(bog, frist, why)
            return say("saetning", "regnet", tid=tid, valgt=bog.valgt(why.noegle), tael=tael, **facts)


def authority(bog: Ordbog, frist: Frist) -> str:
    """The rule's basis, and who has set its time: the law, or the municipality (for one team or paragraf)."""
    rule, say = frist.rule, bog.words.say
    kind = "kommunal" if rule.kommunal else rule.art.value
    own = [
        say("hjemmel", name, **{name: value})
        for name, value in (("paragraf", frist.paragraf), ("team", frist.team))
        if value is not None
    ]
    return say("hjemmel", kind, hjemmel=bog.hjemmel(rule.hjemmel), egen="".join(own))


def reason(bog: Ordbog, word: str) -> str:
    """Why a date was moved."""
    key = bog.words.first("flytning", word)
    return bog.words.say("flytning", key) if key else word.replace("_", " ")


def _began(bog: Ordbog, frist: Frist, why: Forklaring) -> str:
    hours = why.varighed is not None and why.varighed.enhed is Enhed.TIMER
    dag = bog.dag_kl(frist.started) if hours else bog.dag(local_date(frist.started))
    post = bog.words.say("post", "fysisk_post", sendt=bog.dag(frist.posted)) if frist.posted else ""
    return bog.begyndt(frist.event, frist.start_om, dag=dag, hvad=frist.hvad, post=post)


def _agreed(bog: Ordbog, frist: Frist, begyndt: str) -> str:
    """What people agreed on: a day, or a case's own interval between two."""
    rytme = frist.rytme
    if rytme is not None:
        tid = bog.tid(rytme.tid) if rytme.tid else ""
        return bog.words.say("aftale", rytme.noegle, dag=bog.dag(rytme.dag), tid=tid, antal=rytme.antal)
    key = bog.words.first("aftale", frist.rule.id) or "andet"
    return bog.words.say("aftale", key, dag=bog.dag(local_date(frist.started)), begyndt=begyndt)


def _relative(bog: Ordbog, frist: Frist, why: Forklaring, facts: dict[str, str]) -> str:
    assert why.relativ is not None
    anden, say = bog.frist(why.relativ.frist), bog.words.say
    if why.anden is None:
        return say("saetning", "relativ_ukendt", anden=anden, **facts)
    return say(
        "saetning",
        "relativ",
        afstand=bog.afstand(why.relativ),
        anden=anden,
        anden_er=say("verbum", "er" if frist.anden_loeber else "var"),
        anden_dag=bog.dag(why.anden),
        **facts,
    )


def _counted(bog: Ordbog, frist: Frist, why: Forklaring) -> str:
    """What of the calendar made the count longer or shorter than it sounds."""
    say = bog.words.say
    assert why.varighed is not None
    if why.slut is not None:
        return say("tael", "timer", dag=bog.dag(local_date(why.slut)), kl=bog.kl(why.slut))
    if why.kort_maaned:
        month = bog.labels.maaneder[why.regnet.month - 1]
        day = local_date(frist.started).day
        assert day > monthrange(why.regnet.year, why.regnet.month)[1]
        return say("tael", "kort_maaned", maaned=f"{month} {why.regnet.year}", dag=day)
    if why.varighed.halv:
        return say("tael", "halv")
    if why.varighed.enhed is not Enhed.ARBEJDSDAGE:
        return ""
    if not why.kalender_kendt:
        return say("tael", "kalender")
    days = [say("tael", "weekend" if why.weekender == 1 else "weekender")] if why.weekender else []
    days += [bog.fri_den(day) for day in why.sprunget]
    # The municipality's closing days are no part of the law's count, nor of a citizen's.
    key = Art.LOV if frist.rule.art is Art.LOV or frist.rule.ejer is Ejer.BORGER else Art.LOKAL
    return say("tael", key.value, dage=bog.liste(days)) if days else ""


def _moved(bog: Ordbog, why: Forklaring) -> str:
    """Why the counted day is not the date, or why it is though nobody is at work."""
    say = bog.words.say
    if why.rykning is None:
        return ""
    if why.rykning not in _TOLD_BY_DAY:
        return say("ryk", why.rykning.value, regnet=bog.dag(why.regnet))
    first, *more = why.lukket
    head = say("ryk", f"dag_{why.slags.value}", dag=bog.dag(first.dag))
    named = "" if bog.fri(first) in head else say("ryk", "som", hvad=bog.fri(first))
    beside = ""
    if more:
        way = "tilbage" if why.rykning in _BACK else "frem"
        flere = bog.liste([bog.fri(day) for day in more])
        beside = say("ryk", f"{'en' if len(more) == 1 else 'flere'}_{way}", flere=flere)
    return say("ryk", why.rykning.value, lukket=f"{head}{named}{beside}")
