"""Progress on goals and measures: each number with its day, read from plain data and said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.dates import day_text
from docgen.pictures.facts import day, decimal, number, sentence, tables, words
from domain.billeder import BORGER, SAG
from domain.letter_facts import LetterLabels


@dataclass(frozen=True)
class Point:
    """A number of one day; `ord` is what was said with it."""

    dag: date
    tal: float
    ord: str = ""


@dataclass(frozen=True)
class Series:
    """One person's numbers over time; `hvem` is what a line of theirs is called."""

    hvem: str
    egen: bool
    punkter: tuple[Point, ...]


@dataclass(frozen=True)
class Cutoff:
    tal: float
    tekst: str


@dataclass(frozen=True)
class Curve:
    """One goal or measure on its scale from `mindst` to `mest`."""

    titel: str
    mindst: float
    mest: float
    hoejere_er_bedre: bool
    serier: tuple[Series, ...]
    graenser: tuple[Cutoff, ...]


@dataclass(frozen=True)
class Profile:
    """Numbers that are never summed: each item first and last; `foerst` is None where there is one time only."""

    titel: str
    mindst: float
    mest: float
    punkter: tuple[str, ...]
    foerst: tuple[date, tuple[float | None, ...]] | None
    senest: tuple[date, tuple[float | None, ...]]


@dataclass(frozen=True)
class Progress:
    kurver: tuple[Curve, ...]
    profiler: tuple[Profile, ...]
    flere: int


def read_progress(data: Mapping[str, Any], labels: LetterLabels) -> Progress | None:
    """What the data tells of; None where there is no number yet."""
    til = BORGER if data.get("til") == BORGER else SAG
    kurver = [_curve(row, til, labels) for row in tables(data.get("kurver"))]
    profiler = [_profile(row, labels) for row in tables(data.get("profiler"))]
    left_out = data.get("flere")
    found = Progress(
        tuple(curve for curve in kurver if curve),
        tuple(profile for profile in profiler if profile),
        left_out if isinstance(left_out, int) else 0,
    )
    return found if found.kurver or found.profiler else None


def alt(shown: Progress, labels: LetterLabels) -> str:
    """The same in words: how many numbers, the first, the last, which way it went, and which way is good."""
    say = labels.billeder.say
    told = [say("fremgang.alt_start")]
    for curve in shown.kurver:
        told += [_said(curve, series, labels) for series in curve.serier]
        told += [say("fremgang.alt_graense", tal=decimal(cut.tal), tekst=cut.tekst) for cut in curve.graenser]
    told += [_profile_said(profile, labels) for profile in shown.profiler]
    if shown.flere:
        told.append(say("fremgang.flere", antal=shown.flere))
    return " ".join(told)


def better(curve: Curve, labels: LetterLabels) -> str:
    """Which way is good."""
    return labels.billeder.say("fremgang.hoej" if curve.hoejere_er_bedre else "fremgang.lav")


def short_day(when: date, labels: LetterLabels) -> str:
    """The day with a short month."""
    months = labels.billeder.say("maaneder_kort").split()
    return f"{when.day}. {months[when.month - 1]} {when.year}"


def _said(curve: Curve, series: Series, labels: LetterLabels) -> str:
    first, last = series.punkter[0], series.punkter[-1]
    key = "alt_en" if len(series.punkter) == 1 else "alt_kurve"
    way = "uaendret" if last.tal == first.tal else "steget" if last.tal > first.tal else "faldet"
    return labels.billeder.say(
        f"fremgang.{key}",
        titel=curve.titel.rstrip(" ."),
        hvem=series.hvem,
        antal=len(series.punkter),
        foerst=decimal(first.tal),
        foerst_dag=day_text(first.dag, labels),
        senest=decimal(last.tal),
        senest_dag=day_text(last.dag, labels),
        retning=labels.billeder.say(f"fremgang.{way}"),
        bedre=better(curve, labels),
    )


def _profile_said(profile: Profile, labels: LetterLabels) -> str:
    say = labels.billeder.say
    last_day, last = profile.senest
    if profile.foerst is None:
        items = [
            say("fremgang.alt_punkt_en", punkt=name, senest=decimal(now))
            for name, now in zip(profile.punkter, last, strict=True)
            if now is not None
        ]
        return say(
            "fremgang.alt_profil_en",
            titel=profile.titel,
            senest_dag=day_text(last_day, labels),
            punkter=", ".join(items),
        )
    first_day, first = profile.foerst
    items = [
        say("fremgang.alt_punkt", punkt=name, foerst=decimal(before), senest=decimal(now))
        for name, before, now in zip(profile.punkter, first, last, strict=True)
        if before is not None and now is not None
    ]
    return say(
        "fremgang.alt_profil",
        titel=profile.titel,
        foerst_dag=day_text(first_day, labels),
        senest_dag=day_text(last_day, labels),
        punkter=", ".join(items),
    )


def _curve(row: Mapping[str, Any], til: str, labels: LetterLabels) -> Curve | None:
    series = [_series(part, til, labels) for part in tables(row.get("serier"))]
    given = tuple(part for part in series if part.punkter)
    least, most = number(row.get("mindst")), number(row.get("mest"))
    if not given or least is None or most is None or most <= least:
        return None
    cuts = [(number(cut.get("tal")), words(cut.get("tekst"))) for cut in tables(row.get("graenser"))]
    return Curve(
        titel=_title(row, labels),
        mindst=least,
        mest=most,
        hoejere_er_bedre=row.get("hoejere_er_bedre") is not False,
        serier=given,
        graenser=tuple(Cutoff(at, text) for at, text in cuts if at is not None),
    )


def _series(row: Mapping[str, Any], til: str, labels: LetterLabels) -> Series:
    who = str(row.get("hvem"))
    key = f"fremgang.hvem_{who}.{til}"
    points = [
        (day(point.get("dato")), number(point.get("tal")), words(point.get("ord")))
        for point in tables(row.get("punkter"))
    ]
    return Series(
        hvem=labels.billeder.ord.get(key) or labels.billeder.say("fremgang.hvem_maaling"),
        egen=who not in {"udfoerer", "sagsbehandler"},
        punkter=tuple(
            sorted(
                (
                    Point(when, value, said)
                    for when, value, said in points
                    if when is not None and value is not None
                ),
                key=lambda point: point.dag,
            )
        ),
    )


def _profile(row: Mapping[str, Any], labels: LetterLabels) -> Profile | None:
    least, most, last = number(row.get("mindst")), number(row.get("mest")), _time(row.get("senest"))
    if least is None or most is None or last is None:
        return None
    given = row.get("punkter")
    names = (
        [words(name) for name in given] if isinstance(given, Sequence) and not isinstance(given, str) else []
    )
    count = len(last[1])
    names += [labels.billeder.say("fremgang.punkt", nr=nr) for nr in range(len(names) + 1, count + 1)]
    first = _time(row.get("foerst"))
    if first is not None and len(first[1]) != count:
        first = None
    return Profile(_title(row, labels), least, most, tuple(names[:count]), first, last)


def _time(value: object) -> tuple[date, tuple[float | None, ...]] | None:
    if not isinstance(value, Mapping):
        return None
    when, numbers = day(value.get("dato")), value.get("tal")
    if when is None or not isinstance(numbers, Sequence) or isinstance(numbers, str) or not numbers:
        return None
    return when, tuple(number(one) for one in numbers)


def _title(row: Mapping[str, Any], labels: LetterLabels) -> str:
    nr = row.get("nr")
    if nr is not None:
        return labels.billeder.say("fremgang.maal", nr=nr, tekst=words(row.get("navn")))
    return labels.billeder.say(
        "fremgang.instrument", maaler=sentence(words(row.get("maaler"))), navn=words(row.get("navn"))
    )
