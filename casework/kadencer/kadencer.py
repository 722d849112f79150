"""Cadences of one case: turned on, held, adjusted and turned off by a person."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from casework.act import Act, JaNej, Tekst
from casework.dates import require_coming
from casework.forloeb import OpenForloeb
from casework.kadencer.kadencegang import (
    StoppetVed,
    Valg,
    cadences_of,
    count_anew,
    hold,
    hold_step,
    part_of,
    refs_of,
    turn_off,
    turn_on,
)
from config.faults import reason
from domain.calendar import local_date
from domain.case import BestillingTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import DeadlineRule, Enhed, Moenster, parse_varighed
from persistence.tables import Bestilling, Kadence

T = BestillingTilstand
_HJAELPER = frozenset({T.KVITTERET, T.STARTET})
_HAR_HJULPET = _HJAELPER | {T.AFSLUTTET}
_FLEST_GANGE = 100
# How people write a unit, and how the rules do.
_SKREVET = {
    "dag": "dage",
    "arbejdsdag": "arbejdsdage",
    "uge": "uger",
    "måned": "maaneder",
    "måneder": "maaneder",
    "maaned": "maaneder",
}


def _interval(text: str) -> str:
    """A time of at least a day as the rules write it: "3 måneder" and "1 uge" are understood too."""
    number, _, unit = text.strip().partition(" ")
    written = f"{number} {_SKREVET.get(unit, unit)}"
    try:
        found = parse_varighed(written)
    except ValueError as error:
        raise PydanticCustomError("regel", "{grund}", {"grund": str(error)}) from None
    if found.enhed is Enhed.TIMER or not found.antal:
        raise PydanticCustomError("regel", "{grund}", {"grund": reason("kadence_mellemrum")})
    return written


Interval = Annotated[str, AfterValidator(_interval)]
Antal = Annotated[int, Field(ge=1, le=_FLEST_GANGE)]


class OmKadence(Act):
    """`udfoerer` says whose it is where the cadence runs with several."""

    kadence: Tekst
    udfoerer: Tekst | None = None


class StartKadence(OmKadence):
    interval: Interval | None = None
    foerste: date | None = None
    antal: Antal | None = None


class HoldKadence(OmKadence):
    dato: date | None = None
    note: str | None = None


class JusterKadence(OmKadence):
    interval: Interval | None = None
    naeste: date | None = None
    som_reglen: JaNej = False

    @model_validator(mode="after")
    def changes_something(self) -> Self:
        """It says a new interval (or the rule's own again), a new date, or both."""
        if self.interval is None and self.naeste is None and not self.som_reglen:
            raise PydanticCustomError("regel", "{grund}", {"grund": reason("kadence_intet_nyt")})
        return self


class StopKadence(OmKadence):
    grund: Tekst


def start_kadence(forloeb: OpenForloeb, act: StartKadence) -> None:
    """The cadence is on for the case, and the first date stands among its deadlines."""
    rule = cadence_named(cadences_of(forloeb), act.kadence)
    require_coming(forloeb, act.foerste, "ugyldig_dato.kadence")
    udfoerer, paragraf = _kept_with(forloeb, rule, act.udfoerer)
    if any(row.udfoerer_id == udfoerer for row in _on(forloeb, rule.id)):
        raise ActRefused("findes_allerede", key="findes_allerede.kadence")
    turn_on(forloeb, rule, Valg(udfoerer, paragraf, act.interval, act.foerste, act.antal))


def hold_kadence(forloeb: OpenForloeb, act: HoldKadence) -> None:
    """The cadence, or one step of it, has been held; the next one has its date."""
    rules = cadences_of(forloeb)
    day = act.dato or forloeb.day
    rule = rules.get(act.kadence.strip())
    if rule is not None and part_of(rule).del_af is not None and _is_held(rule):
        row = _of_step(forloeb, rule, act.udfoerer)
        _require_past(forloeb, row, rule, day)
        hold_step(forloeb, row, rule, day, act.note)
        return
    rule = cadence_named(rules, act.kadence)
    row = _the_one(forloeb, rule.id, act.udfoerer)
    _require_past(forloeb, row, rule, day)
    hold(forloeb, row, rule, day, act.note)


def adjust_kadence(forloeb: OpenForloeb, act: JusterKadence) -> None:
    """The case has its own interval or next date, and the running clock has been counted anew."""
    rule = cadence_named(cadences_of(forloeb), act.kadence)
    require_coming(forloeb, act.naeste, "ugyldig_dato.kadence")
    row = _the_one(forloeb, rule.id, act.udfoerer)
    row.interval = act.interval or (None if act.som_reglen else row.interval)
    told = act.model_dump(mode="json", exclude_none=True, include={"interval", "naeste"})
    forloeb.tell(Event.KADENCE_JUSTERET, rule.id, {**refs_of(row), **told})
    count_anew(forloeb, row, rule, act.naeste)


def stop_kadence(forloeb: OpenForloeb, act: StopKadence) -> None:
    """The cadence is off in the case, and does not come back by itself; nobody is reminded of it."""
    rule = cadence_named(cadences_of(forloeb), act.kadence)
    turn_off(forloeb, _the_one(forloeb, rule.id, act.udfoerer), StoppetVed.PERSON, act.grund)


def cadence_named(rules: Mapping[str, DeadlineRule], slug: str) -> DeadlineRule:
    """The cadence of that name, one that can be turned on by itself; ActRefused that names those there are."""
    own = {rule.id: rule for rule in rules.values() if part_of(rule).del_af is None}
    rule = own.get(slug.strip())
    if rule is None:
        raise ActRefused("ukendt", key="ukendt.kadence", kadence=slug.strip(), kendte=", ".join(sorted(own)))
    return rule


def _kept_with(
    forloeb: OpenForloeb, rule: DeadlineRule, udfoerer: str | None
) -> tuple[str | None, str | None]:
    """The udfører and the paragraf of its help: the one named, or the only one whose help is on its way or runs."""
    orders = [
        order
        for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id)
        for order in forloeb.uow.of_forloeb(Bestilling, row.id)
    ]
    if udfoerer is not None:
        theirs = [row for row in orders if row.udfoerer_id == udfoerer and row.tilstand in _HAR_HJULPET]
        if not theirs:
            raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=udfoerer)
        return udfoerer, theirs[-1].paragraf
    if not part_of(rule).udfoerer:
        return None, None
    mine = [row for row in orders if row.forloeb_id == forloeb.id]
    helping = [row for row in mine if row.tilstand in _HJAELPER]
    if not helping and part_of(rule).efter_indsats:
        # What goes on after the help may well begin after it too.
        helping = [row for row in mine if row.tilstand == T.AFSLUTTET]
    if len({row.udfoerer_id for row in helping}) != 1:
        raise ActRefused("ukendt", key="ukendt.kadence_udfoerer")
    return helping[-1].udfoerer_id, helping[-1].paragraf


def _on(forloeb: OpenForloeb, slug: str) -> list[Kadence]:
    return [row for row in forloeb.uow.kadencer.running(forloeb.id) if row.slug == slug]


def _the_one(forloeb: OpenForloeb, slug: str, udfoerer: str | None) -> Kadence:
    """The one that is on and can be meant."""
    return _only([row for row in _on(forloeb, slug) if udfoerer in {None, row.udfoerer_id}])


def _of_step(forloeb: OpenForloeb, rule: DeadlineRule, udfoerer: str | None) -> Kadence:
    """The cadence whose step waits to be done; it may have ended since (the plan after a last check)."""
    waiting = {clock.refs["kadence"] for clock in forloeb.clocks.active(rule.id)}
    rows = [forloeb.uow.session.get_one(Kadence, row_id) for row_id in sorted(waiting)]
    return _only([row for row in rows if udfoerer in {None, row.udfoerer_id}])


def _only(rows: list[Kadence]) -> Kadence:
    if not rows:
        raise ActRefused("ukendt", key="ukendt.kadence_ikke_i_gang")
    if len(rows) > 1:
        raise ActRefused("ukendt", key="ukendt.kadence_flere")
    return rows[0]


def _is_held(rule: DeadlineRule) -> bool:
    """True for a step that a person does; a count of others (three times a year) holds itself."""
    return Moenster(Event.KADENCE_HOLDT, rule.id) in rule.slut


def _require_past(forloeb: OpenForloeb, row: Kadence, rule: DeadlineRule, day: date) -> None:
    """Return where it may have been held that day: not ahead, not before the last time, and not a second time."""
    held = forloeb.uow.kadencer.held(row.id, rule.id)
    if day in held:
        raise ActRefused("findes_allerede", key="findes_allerede.kadence_holdt")
    since = held[-1] if held else local_date(row.startet)
    if not since <= day <= forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.kadence_holdt")
