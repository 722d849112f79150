"""law/*.toml as the law book: the acts' sections, and the paragraphs of help in ydelser.toml."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import Field

from config.border import Border, ManyOf, Sourced, Words
from config.faults import FaultLog
from domain.law import SERVICELOV, LawBook, LawRef, Paragraf, Pligt, normalise_paragraf, section_key

SERVICES_FILE = "ydelser.toml"


class _Section(Border):
    paragraf: Words
    titel: Words
    kilde: Words | None = None
    sat: date | None = None
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    skal_efterproeves: bool = False


class _Act(Sourced):
    lov: Words
    titel: Words
    kaldes: ManyOf[Words] = ()
    gyldig_fra: date
    paragraf: ManyOf[_Section]


class _Service(Sourced):
    navn: Words
    navn_andre: Words | None = None
    pligt: Pligt = Field(strict=False)
    klageadgang: bool
    varsling: bool = False
    opsaettende: bool = False
    bestilles: bool = True


class _Services(Border):
    ydelse: dict[str, _Service]


def load_law(folder: Path) -> LawBook:
    """Give the law book of all acts in the folder, or every fault in its files at once."""
    faults = FaultLog()
    refs: list[LawRef] = []
    names: dict[str, str] = {}
    paths = sorted(path for path in folder.glob("*.toml") if path.name != SERVICES_FILE)
    if not paths:
        faults.add(folder.name, "", "ingen_filer")
    for path in paths:
        act = faults.load(_Act, path)
        if act is None:
            continue
        for name in dict.fromkeys(name.casefold() for name in (act.lov, act.titel, *act.kaldes)):
            if name in names:
                faults.add(path.name, "kaldes", "findes_to_gange", navn=name)
            names[name] = act.lov
        found = list(_refs(act, path.name, faults))
        _check_overlaps(found, path.name, faults)
        refs += found
    paragraffer = _services(folder / SERVICES_FILE, refs, faults)
    faults.refuse()
    return LawBook(tuple(refs), paragraffer, names)


def _refs(act: _Act, file: str, faults: FaultLog) -> Iterator[LawRef]:
    for number, row in enumerate(act.paragraf, 1):
        fra = row.gyldig_fra or act.gyldig_fra
        if section_key(row.paragraf) is None:
            faults.add(file, f"paragraf.{number}.paragraf", "ikke_en_paragraf", tekst=row.paragraf)
        if row.gyldig_til is not None and row.gyldig_til < fra:
            faults.add(file, f"paragraf.{number}.gyldig_til", "gyldighed_vendt")
        yield LawRef(
            act=act.lov,
            section=row.paragraf,
            title=row.titel,
            source=row.kilde or act.kilde,
            sat=row.sat or act.sat,
            gyldig_fra=fra,
            gyldig_til=row.gyldig_til,
            skal_efterproeves=row.skal_efterproeves or act.skal_efterproeves,
        )


def _check_overlaps(refs: list[LawRef], file: str, faults: FaultLog) -> None:
    ordered = sorted(refs, key=lambda ref: (ref.section, ref.gyldig_fra))
    for earlier, later in pairwise(ordered):
        if earlier.section == later.section and earlier.valid_on(later.gyldig_fra):
            faults.add(file, "paragraf", "gyldighed_overlapper", navn=later.section)


def _services(path: Path, refs: list[LawRef], faults: FaultLog) -> dict[str, Paragraf]:
    model = faults.load(_Services, path)
    if model is None:
        return {}
    sections = {section_key(ref.section) for ref in refs if ref.act == SERVICELOV}
    for number in model.ydelse:
        if normalise_paragraf(number) != number or number not in sections:
            faults.add(path.name, f"ydelse.{number}", "ikke_paragraf_i_sel", navn=number)
    return {number: Paragraf(id=number, **row.model_dump()) for number, row in model.ydelse.items()}
