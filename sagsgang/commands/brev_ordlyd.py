"""`sagsgang brev --tjek`, `--tilpas` and `--forskel`: the municipality's own wordings, before any letter has them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from config.loader import CONFIG, load_rulebook
from config.own_wording import Change, Kind, OwnWording, both_changed, changes, own_copy, own_wordings
from config.settings import load_settings
from domain.errors import BadInput, Fault
from domain.letter_facts import LETTER_FACTS
from sagsgang.commands.endings import Ending
from sagsgang.commands.screen import print_json, say, show_table

_KINDS: Final = {Kind.NYT: "tilføjet", Kind.VAEK: "fjernet", Kind.ANDET: "ændret"}


def check(folder: Path | None, *, as_json: bool) -> Ending:
    """The folder could be used as it is; BrokenConfig with file, line and reason of every fault otherwise."""
    local = folder or load_settings().lokal
    if not local.is_dir():
        raise BadInput([Fault(str(local), "--tjek", "mappen findes ikke")])
    load_rulebook(local=local)
    own = own_wordings(CONFIG, local)
    if as_json:
        print_json({"mappe": str(local), "breve": [_plain(row) for row in own]})
        return Ending.DONE
    say(f"{local}: alt kan bruges. Egne breve: {', '.join(row.slug for row in own) or 'ingen'}.")
    for sentence in behind(own):
        say(f"Advarsel: {sentence}")
    return Ending.DONE


def adapt(slug: str, *, as_json: bool) -> Ending:
    """The letter lies in the municipality's own folder, ready to be changed, and says what it was made from."""
    _require_known(slug)
    local = load_settings().lokal
    local.mkdir(parents=True, exist_ok=True)
    path = own_copy(CONFIG, local, slug)
    if as_json:
        print_json({"brev": slug, "fil": str(path)})
    else:
        say(f"{path}: ret i den, og kør 'sagsgang brev --tjek', før Sagsgang bliver startet igen.")
    return Ending.DONE


def difference(slug: str, *, as_json: bool) -> Ending:
    """What the municipality has changed, what the program has changed since, and where both did."""
    _require_known(slug)
    own = {row.slug: row for row in own_wordings(CONFIG, load_settings().lokal)}.get(slug)
    if own is None:
        raise BadInput([Fault("brev", slug, "kommunen har ingen egen ordlyd til brevet")])
    base = own.program if own.grundlag is None else own.grundlag
    ours, theirs = changes(base, own.egen), changes(base, own.program)
    both = both_changed(ours, theirs)
    if as_json:
        print_json(
            {
                **_plain(own),
                "grundlag_kendt": own.grundlag is not None,
                "kommunen": [asdict(change) for change in ours],
                "programmet": [asdict(change) for change in theirs],
                "begge": list(both),
            }
        )
        return Ending.DONE
    if own.grundlag is None:
        say(
            "Den ordlyd, brevet blev lavet ud fra, er ikke gemt. Her er forskellen fra programmets nuværende."
        )
    _show(f"Det har kommunen ændret ({slug})", ours)
    if own.grundlag is not None:
        _show(f"Det har programmet ændret siden version {own.bygger_paa} (nu {own.version})", theirs)
    if both:
        say(f"Begge har ændret noget på linje {', '.join(map(str, both))}: vælg selv, hvad der skal stå.")
    if own.is_behind:
        say(
            f"Når I har set på det, så kør 'sagsgang brev {slug} --tilpas': så bygger jeres på version {own.version}."
        )
    return Ending.DONE


def behind(own: Sequence[OwnWording]) -> list[str]:
    """A sentence for each own wording that was made from another version than the program's."""
    return [
        f"Kommunens eget brev '{row.slug}' bygger på version {row.bygger_paa or 'ukendt'}, og programmets er nu "
        f"{row.version}: se 'sagsgang brev {row.slug} --forskel'."
        for row in own
        if row.is_behind
    ]


def _show(title: str, found: Sequence[Change]) -> None:
    if not found:
        say(f"{title}: ingenting.")
        return
    show_table(
        title,
        ("Linje", "Hvad", "Efter ordene", "Før", "Nu"),
        [(row.linje, _KINDS[row.slags], row.ved, row.foer, row.nu) for row in found],
    )


def _plain(row: OwnWording) -> dict[str, Any]:
    return {"brev": row.slug, "bygger_paa": row.bygger_paa, "version": row.version, "bagud": row.is_behind}


def _require_known(slug: str) -> None:
    if slug not in LETTER_FACTS:
        raise BadInput(
            [Fault("brev", "SLUG", f"kender intet brev '{slug}'; 'sagsgang brev --liste' viser dem alle")]
        )
