"""The pictures of a case as its page shows them: what each is drawn from, the words that say the same, and its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.letters.content.billeder import network, progress
from casework.letters.content.sagens_trin import steps
from casework.office import Office
from casework.views.case_page import find_forloeb
from config.display import Display
from docgen.pictures import describe
from docgen.pictures.facts import decimal
from docgen.pictures.fremgang import Curve, Profile, read_progress
from docgen.pictures.tidslinje import groups
from domain.billeder import SAG, Billedslags
from domain.calendar import local_date
from domain.letter_facts import LetterLabels
from persistence.tables import Forloeb
from persistence.unit_of_work import UnitOfWork

_ALL = 1_000_000


@dataclass(frozen=True)
class NumberLine:
    """One number somebody gave: of what, when, whose, and what was said with it."""

    titel: str
    dag: date
    hvem: str
    tal: str
    ord: str


@dataclass(frozen=True)
class StepLine:
    hvornaar: str
    gruppe: str
    tekst: str
    hvem: str


@dataclass(frozen=True)
class PersonLine:
    sektor: str
    navn: str
    relation: str
    kontakt: str
    stemning: str
    oensket: bool
    hjaelp: str
    rolle: str
    graenser: str
    maa_kontaktes: date | None


@dataclass(frozen=True)
class CasePictures:
    """`alt` has the words of each picture that there is something to draw for."""

    alt: Mapping[str, str]
    tal: tuple[NumberLine, ...]
    trin: tuple[StepLine, ...]
    personer: tuple[PersonLine, ...]


def case_pictures(
    office: Office, display: Display, nummer: str, forloeb_nr: int | None, now: datetime
) -> CasePictures | None:
    """The pictures' words and tables, nothing drawn; None where there is no such case."""
    labels = office.rulebook.letterhead.etiketter
    with office.register.read() as uow:
        found = find_forloeb(uow, nummer, forloeb_nr)
        if found is None:
            return None
        sag, row = found
        data = {slags: _data(office, uow, row, slags, now) for slags in Billedslags}
        told = {slags.value: describe(facts, labels) for slags, facts in data.items()}
        return CasePictures(
            alt={slags: words for slags, words in told.items() if words},
            tal=_numbers(progress(office, uow, sag.id, SAG, most=_ALL), labels),
            trin=_steps(data[Billedslags.TIDSLINJE], labels),
            personer=_people(data[Billedslags.NETVAERK], display),
        )


def picture_data(
    office: Office, nummer: str, forloeb_nr: int | None, slags: str, now: datetime
) -> Mapping[str, Any] | None:
    """What the case's picture of that kind is drawn from; None where there is no such case, kind or picture."""
    if slags not in {*Billedslags}:
        return None
    with office.register.read() as uow:
        found = find_forloeb(uow, nummer, forloeb_nr)
        return _data(office, uow, found[1], Billedslags(slags), now) if found else None


def _data(
    office: Office, uow: UnitOfWork, row: Forloeb, slags: Billedslags, now: datetime
) -> Mapping[str, Any] | None:
    match slags:
        case Billedslags.FREMGANG:
            return progress(office, uow, row.sag_id, SAG)
        case Billedslags.NETVAERK:
            return network(uow, row.sag_id, row.sag.borger.navn, SAG)
        case Billedslags.TIDSLINJE:
            return {"slags": slags.value, "trin": steps(office, uow, row, local_date(now), SAG)}


def _numbers(data: Mapping[str, Any] | None, labels: LetterLabels) -> tuple[NumberLine, ...]:
    shown = read_progress(data, labels) if data else None
    if shown is None:
        return ()
    of_curves = (line for curve in shown.kurver for line in _of_curve(curve))
    of_profiles = (line for profile in shown.profiler for line in _of_profile(profile))
    return (*of_curves, *of_profiles)


def _of_curve(curve: Curve) -> list[NumberLine]:
    lines = [
        NumberLine(curve.titel, point.dag, series.hvem, decimal(point.tal), point.ord)
        for series in curve.serier
        for point in series.punkter
    ]
    return sorted(lines, key=lambda line: line.dag)


def _of_profile(profile: Profile) -> list[NumberLine]:
    return [
        NumberLine(f"{profile.titel}: {name}", day, "", decimal(value), "")
        for day, values in ([profile.foerst] if profile.foerst else []) + [profile.senest]
        for name, value in zip(profile.punkter, values, strict=True)
        if value is not None
    ]


def _steps(data: Mapping[str, Any] | None, labels: LetterLabels) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(step.dato, group.titel, step.tekst, step.hvem)
        for group in groups(data or {}, labels)
        for step in group.trin
    )


def _people(data: Mapping[str, Any] | None, display: Display) -> tuple[PersonLine, ...]:
    words = display.choices
    return tuple(
        PersonLine(
            sektor=words["sektor"].get(person["sektor"], person["sektor"]),
            navn=person["navn"] or "",
            relation=person["relation"] or "",
            kontakt=words["kontakt"].get(person["kontakt"], person["kontakt"]),
            stemning=words["stemning"].get(person["stemning"] or "", ""),
            oensket=person["oensket"],
            hjaelp=person["hjaelp"] or "",
            rolle=person["rolle"] or "",
            graenser=person["graenser"] or "",
            maa_kontaktes=person["maa_kontaktes"],
        )
        for person in (data["personer"] if data else ())
    )
