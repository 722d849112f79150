"""principles.toml as the principle book: ids once, phases known, references answered, the matrix as counted."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from config.border import Border, ManyOf, Words
from config.faults import FaultLog
from domain.case import FASER, Fase
from domain.principles import Celle, Dilemma, Princip, PrincipleBook, Prioritet, Punkt, Refleksion
from domain.rules import Rolle

# TOML gives names; the model makes them phases.
PhaseName = Annotated[Fase, Field(strict=False)]
Reader = Literal["sagsbehandler", "udfoerer", "leder", "begge"]
# The control in the source's table covers its last four columns.
_LAST_FOUR = FASER[2:]


class _Meta(Border):
    titel: Words
    sprog: Literal["da"]
    version: Words
    bemaerkning: str
    id_noegle: str
    hoerer_til_vaerdier: ManyOf[Words]


class _Phase(Border):
    nr: int
    noegle: PhaseName
    kode: Words
    titel: Words


class _Control(Border):
    ocr_sidste_fire: ManyOf[int]
    vores_sidste_fire: ManyOf[int]
    ocr_sagsaabning: ManyOf[bool]
    vores_sagsaabning: ManyOf[bool]
    usikker_celle: str


class _Point(Border):
    id: str = Field(pattern=r"^([PLU]\d*)(-[A-Z]{2})?-\d{2}$")
    tekst: Words
    dokumentation: Words
    obligatorisk: bool
    hoerer_til: Rolle = Field(strict=False)
    prioritet: Prioritet = Field(strict=False)
    kilde: Words
    betingelse: Words | None = None
    ogsaa_i: ManyOf[PhaseName] = ()
    udledt: bool = False


class _Cell(Border):
    med: bool
    saerlig_rolle: bool
    kilde: Literal["tekst", "tekst_generelt", "raad", "tabel", "udledt", "ingen"]
    note: str = ""
    delte_punkter: ManyOf[Words] = ()
    punkt: ManyOf[_Point] = ()


class _Dilemma(Border):
    rolle: Reader
    situation: Words
    raad: ManyOf[Words]


class _Question(Border):
    rolle: Reader
    spoergsmaal: Words


class _Principle(Border):
    nr: int
    noegle: Words
    titel: Words
    titel_i_002: str = ""
    nr_i_002: int
    hvorfor: Words
    faser: dict[PhaseName, _Cell]
    alle_faser: ManyOf[_Point] = ()
    ledelse: ManyOf[_Point] = ()
    dilemma: ManyOf[_Dilemma] = ()
    refleksion: ManyOf[_Question] = ()


class _Principles(Border):
    meta: _Meta
    fase: ManyOf[_Phase]
    tabelkontrol: _Control
    princip: ManyOf[_Principle]
    ledelse: ManyOf[_Point] = ()


def load_principles(path: Path) -> PrincipleBook:
    """Give the principle book, or every fault in the file at once."""
    faults = FaultLog()
    model = faults.load(_Principles, path)
    faults.refuse()
    assert model is not None
    book = PrincipleBook(
        principper=tuple(_princip(row) for row in model.princip),
        ledelse=tuple(_punkt(row, fase=None) for row in model.ledelse),
    )
    _check_order(model, path.name, faults)
    _check_ids(book, path.name, faults)
    for number, princip in enumerate(book.principper, 1):
        _check_cells(princip, number, path.name, faults)
    _check_table(model.tabelkontrol, book, path.name, faults)
    faults.refuse()
    return book


def _princip(row: _Principle) -> Princip:
    return Princip(
        nr=row.nr,
        noegle=row.noegle,
        titel=row.titel,
        hvorfor=row.hvorfor,
        faser={fase: _celle(cell) for fase, cell in row.faser.items()},
        punkter=tuple(_points(row)),
        dilemmaer=tuple(Dilemma(**dilemma.model_dump()) for dilemma in row.dilemma),
        refleksion=tuple(Refleksion(**question.model_dump()) for question in row.refleksion),
    )


def _points(row: _Principle) -> Iterator[Punkt]:
    for fase, cell in row.faser.items():
        yield from (_punkt(point, fase, princip=row.nr) for point in cell.punkt)
    yield from (_punkt(point, None, princip=row.nr, alle_faser=True) for point in row.alle_faser)
    yield from (_punkt(point, None, princip=row.nr) for point in row.ledelse)


def _punkt(row: _Point, fase: Fase | None, *, princip: int | None = None, alle_faser: bool = False) -> Punkt:
    return Punkt(fase=fase, princip=princip, alle_faser=alle_faser, **row.model_dump(exclude={"udledt"}))


def _celle(row: _Cell) -> Celle:
    return Celle(**row.model_dump(exclude={"punkt"}))


def _check_order(model: _Principles, file: str, faults: FaultLog) -> None:
    if tuple(row.noegle for row in model.fase) != FASER:
        faults.add(file, "fase", "faser_mangler", faser=", ".join(FASER))
    if [row.nr for row in model.princip] != list(range(1, len(model.princip) + 1)):
        faults.add(file, "princip", "numre")


def _check_ids(book: PrincipleBook, file: str, faults: FaultLog) -> None:
    seen: set[str] = set()
    for punkt in book:
        if punkt.id in seen:
            faults.add(file, punkt.id, "findes_to_gange", navn=punkt.id)
        seen.add(punkt.id)


def _check_cells(princip: Princip, number: int, file: str, faults: FaultLog) -> None:
    key = f"princip.{number}.faser"
    if tuple(princip.faser) != FASER:
        faults.add(file, key, "faser_mangler", faser=", ".join(FASER))
    own = {punkt.id for punkt in princip.punkter}
    for fase, celle in princip.faser.items():
        faults.unknown(file, f"{key}.{fase}.delte_punkter", celle.delte_punkter, own)
        shared = {punkt.id for punkt in princip.punkter if fase in punkt.ogsaa_i}
        if off := (shared ^ set(celle.delte_punkter)) & own:
            faults.add(file, f"{key}.{fase}.delte_punkter", "delt_passer_ikke", ids=", ".join(sorted(off)))
        if not celle.med and any(fase is punkt.fase or fase in punkt.ogsaa_i for punkt in princip.punkter):
            faults.add(file, f"{key}.{fase}.med", "ikke_med")


def _check_table(control: _Control, book: PrincipleBook, file: str, faults: FaultLog) -> None:
    counted: Mapping[str, tuple[int, ...]] = {
        "vores_sidste_fire": tuple(
            sum(celle.saerlig_rolle for fase, celle in princip.faser.items() if fase in _LAST_FOUR)
            for princip in book.principper
        ),
        "vores_sagsaabning": tuple(
            any(celle.saerlig_rolle for fase, celle in princip.faser.items() if fase is FASER[0])
            for princip in book.principper
        ),
    }
    for key, found in counted.items():
        if getattr(control, key) != found:
            faults.add(file, f"tabelkontrol.{key}", "tabelkontrol", tal=", ".join(map(str, map(int, found))))
