"""instruments.toml as instruments: numbers, cut-offs and licence notes, never a question's words."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from config.border import Border, ManyOf, Sourced, Words
from config.faults import FaultLog
from domain.instruments import SENTENCE_FACTS, Cutoff, Direction, Instrument, ScoreSentences


class _Cutoff(Border):
    til: float
    tekst: Words
    under: bool = False


class _Sentences(Border):
    antal: Words
    interval: Words
    heltal: Words
    samlet: Words
    kun_profil: Words
    tal: Words


class _Instrument(Sourced):
    navn: Words
    maaler: Words
    antal: int = Field(ge=1)
    fra: float
    til: float
    faktor: float | None = Field(default=None, gt=0)
    retning: Direction = Field(strict=False)
    heltal: bool
    rci: float | None = Field(default=None, gt=0)
    graense: ManyOf[_Cutoff] = ()
    note: str = ""
    licens: Words
    licens_kraeves: bool
    til_borger: Words
    punkter: ManyOf[Words] = ()
    til_maal: bool = False


class _Instruments(Border):
    tekster: _Sentences
    instrument: dict[str, _Instrument]


def load_instruments(path: Path) -> Mapping[str, Instrument]:
    """Give every instrument by id, or every fault in the file at once."""
    faults = FaultLog()
    model = faults.load(_Instruments, path)
    faults.refuse()
    assert model is not None
    sentences = ScoreSentences(**model.tekster.model_dump())
    _check_sentences(model.tekster, path.name, faults)
    found = {name: _instrument(name, row, sentences) for name, row in model.instrument.items()}
    for instrument in found.values():
        _check(instrument, path.name, faults)
    if sum(instrument.til_maal for instrument in found.values()) != 1:
        faults.add(path.name, "instrument", "en_maalskala")
    faults.refuse()
    return found


def _check_sentences(sentences: _Sentences, file: str, faults: FaultLog) -> None:
    for key, sentence in sentences:
        try:
            sentence.format(**dict.fromkeys(SENTENCE_FACTS, ""))
        except (KeyError, IndexError, ValueError):
            faults.add(file, f"tekster.{key}", "pladsholder", kendte=", ".join(SENTENCE_FACTS))


def _instrument(name: str, row: _Instrument, sentences: ScoreSentences) -> Instrument:
    return Instrument(
        id=name,
        sentences=sentences,
        graenser=tuple(Cutoff(**cutoff.model_dump()) for cutoff in row.graense),
        **row.model_dump(exclude={"graense"}),
    )


def _check(instrument: Instrument, file: str, faults: FaultLog) -> None:
    key = f"instrument.{instrument.id}"
    if instrument.fra >= instrument.til:
        faults.add(file, f"{key}.til", "graense_vendt")
    if instrument.punkter and len(instrument.punkter) != instrument.antal:
        faults.add(file, f"{key}.punkter", "punkter_antal", antal=instrument.antal)
    if instrument.total_range is None:
        if instrument.graenser or instrument.rci is not None:
            faults.add(file, key, "profil_uden_sum")
        return
    least, most = instrument.total_range
    levels = [cutoff.til for cutoff in instrument.graenser]
    if levels != sorted(levels):
        faults.add(file, f"{key}.graense", "graense_raekkefoelge")
    for number, level in enumerate(levels, 1):
        if not least <= level <= most:
            faults.add(
                file,
                f"{key}.graense.{number}.til",
                "graense_udenfor",
                tal=f"{level:g}",
                fra=f"{least:g}",
                til=f"{most:g}",
            )
