"""`sagsgang handling`: any act on a case, through the same door as the pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.office import Office
from casework.perform import perform, read_act
from casework.registry import ACTS
from casework.sheets.operations import forloeb_of_case, sagsbehandler_of
from config.display import load_display
from config.faults import nearest
from domain.case import ForloebTilstand
from domain.errors import BadInput, Fault
from sagsgang.commands.endings import Ending
from sagsgang.commands.felter import fields_of_file, fields_of_words, fields_shown, merged
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, show_table

DEFAULT_STAFF = "sb1"
# No case number looks like this.
_ACT_LIKE = re.compile(r"[a-zæøå]+(?:_[a-zæøå0-9]+)*")


@dataclass(frozen=True)
class Wanted:
    """What was typed: the case (None where the act makes one), the act, and its fields."""

    sagsnummer: str | None
    name: str
    words: Sequence[str]


def show_acts(*, as_json: bool) -> Ending:
    """Every act that can be done on a case stands there with its fields."""
    acts = {name: spec for name, spec in ACTS.items() if not _only_for_scenarios(name)}
    if as_json:
        print_json({name: spec.model.model_json_schema() for name, spec in acts.items()})
    else:
        show_table(
            "Handlinger (* skal med)",
            ("Handling", "Felter"),
            [(name, fields_shown(spec.model)) for name, spec in acts.items()],
        )
    return Ending.DONE


def run(
    typed: Sequence[str], *, fil: Path | None, af: str | None, forloeb: int | None, as_json: bool
) -> Ending:
    """The act is done, or refused with its reason; the engine does the rest when it runs."""
    wanted = _read(typed)
    spec = ACTS[wanted.name]
    fields = merged(fields_of_file(fil) if fil else {}, fields_of_words(spec.model, wanted.words))
    act = read_act(wanted.name, fields)
    office = the_office()
    forloeb_id = forloeb_meant(office, wanted.sagsnummer, forloeb) if spec.needs_forloeb else None
    by = af or (sagsbehandler_of(office, wanted.sagsnummer) if wanted.sagsnummer else None) or DEFAULT_STAFF
    done = perform(office, wanted.name, act, forloeb_id=forloeb_id, by=by, now=now())
    nr, fase = None, None
    if done.sagsnummer is not None:
        row = next(row for row in forloeb_of_case(office, done.sagsnummer) if row.id == done.forloeb_id)
        nr, fase = row.nr, row.fase
    if as_json:
        print_json({"handling": wanted.name, "sag": done.sagsnummer, "forloeb": nr, "fase": fase, "af": by})
    elif done.sagsnummer is None:
        say(f"Gjort: {wanted.name}.")
    else:
        say(f"Gjort: {wanted.name} i sag {done.sagsnummer}, forløb {nr} (fase: {fase}).")
    return Ending.DONE


def _read(typed: Sequence[str]) -> Wanted:
    """NR NAVN felter, or NAVN felter for the few acts that are about no case yet."""
    for name in typed[:2]:
        if _only_for_scenarios(name):
            raise BadInput(
                [Fault("handling", "NAVN", f"'{name}' er kun til scenarier; luk punkterne ét ad gangen")]
            )
    if typed and typed[0] in ACTS and not ACTS[typed[0]].needs_forloeb:
        return Wanted(None, typed[0], typed[1:])
    if typed and typed[0] in ACTS:
        raise BadInput([Fault("handling", "NR", f"mangler: skriv sagens nummer før '{typed[0]}'")])
    if typed and _ACT_LIKE.fullmatch(typed[0]) and not set(typed[1:2]) & set(ACTS):
        raise _unknown(typed[0])
    if len(typed) < 2:  # noqa: PLR2004 - number and name
        raise BadInput([Fault("handling", "NAVN", "mangler; 'sagsgang handling --liste' viser dem alle")])
    nummer, name, *words = typed
    if name not in ACTS:
        raise _unknown(name)
    return Wanted(nummer, name, words)


def _unknown(name: str) -> BadInput:
    known = [act for act in ACTS if not _only_for_scenarios(act)]
    near = nearest(name, known, most=3) or "; 'sagsgang handling --liste' viser dem alle"
    return BadInput([Fault("handling", "goer", f"kender ingen handling '{name}'{near}")])


def _only_for_scenarios(name: str) -> bool:
    """The same mark that keeps the act off the pages (display.toml)."""
    label = load_display().acts.get(name)
    return label is not None and label.kun_scenarier


def forloeb_meant(office: Office, sagsnummer: str | None, nr: int | None) -> int:
    """The forløb that is meant: the named one, else the only one, else the only one that is open."""
    rows = forloeb_of_case(office, str(sagsnummer))
    if nr is not None:
        found = [row for row in rows if row.nr == nr]
        if not found:
            raise BadInput([Fault("handling", "--forloeb", f"sagen har intet forløb {nr}")])
        return found[0].id
    if len(rows) == 1:
        return rows[0].id
    still_open = [row for row in rows if row.tilstand == ForloebTilstand.AABENT]
    if len(still_open) != 1:
        which = ", ".join(str(row.nr) for row in still_open or rows)
        raise BadInput(
            [Fault("handling", "--forloeb", f"mangler: sagen har flere forløb at vælge imellem ({which})")]
        )
    return still_open[0].id
