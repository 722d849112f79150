"""Staff and udførere from a TOML file: [[medarbejder]] and [[udfoerer]], in the shape that scenarios have."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from casework.staff.stamdata import load_stamdata
from config.faults import faults_of, read_toml, reason
from domain.errors import BadInput, BrokenConfig, Fault
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import the_office
from sagsgang.commands.screen import print_json, say
from sagsgang.scenario_file import MedarbejderRow, UdfoererRow


class _Medarbejder(MedarbejderRow):
    aktiv: bool = True


class _Stamdata(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    medarbejder: list[_Medarbejder] = []
    udfoerer: list[UdfoererRow] = []


def run(fil: Path, *, as_json: bool) -> Ending:
    """Everybody in the file stands in the register; loading it again changes what has changed."""
    try:
        found = _Stamdata.model_validate(read_toml(fil))
    except BrokenConfig as error:
        raise BadInput(error.faults) from None
    except ValidationError as error:
        raise BadInput(faults_of(error, fil.name)) from None
    if twice := [*_named_twice(fil.name, found)]:
        raise BadInput(twice)
    load_stamdata(the_office(), found.medarbejder, found.udfoerer)
    if as_json:
        print_json({"medarbejdere": len(found.medarbejder), "udfoerere": len(found.udfoerer)})
    else:
        say(f"{len(found.medarbejder)} medarbejdere og {len(found.udfoerer)} udførere er på plads.")
    return Ending.DONE


def _named_twice(file: str, found: _Stamdata) -> Iterator[Fault]:
    """Each row whose id stands further up: messages go by id, whether it is a person's or an udfører's."""
    rows = [("medarbejder", nr, row.id) for nr, row in enumerate(found.medarbejder, 1)]
    rows += [("udfoerer", nr, row.id) for nr, row in enumerate(found.udfoerer, 1)]
    seen: set[str] = set()
    for table, number, who in rows:
        if who in seen:
            yield Fault(file, f"{table}.{number}.id", reason("findes_to_gange", navn=who))
        seen.add(who)
