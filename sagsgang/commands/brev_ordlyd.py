"""`sagsgang brev --tjek`, `--tilpas` and `--forskel`: the municipality's own wordings, before any letter has them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from config.loader import CONFIG, load_rulebook
from config.own_wording import (
    PARTS,
    Change,
    Kind,
    OwnWording,
    both_changed,
    changes,
    own_copy,
    own_wordings,
    parts_of,
)
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
    letters = ", ".join(row.slug for row in own if not _is_part(row.slug))
    parts = ", ".join(row.slug for row in own if _is_part(row.slug))
    say(f"{local}: alt kan bruges. Egne breve: {letters or 'ingen'}. Egne dele: {parts or 'ingen'}.")
    for sentence in behind(own):
        say(f"Advarsel: {sentence}")
    return Ending.DONE


def adapt(slug: str, *, as_json: bool) -> Ending:
    """The letter or part lies in the municipality's own folder, ready to be changed; what it was made from is kept."""
    slug = _require_known(slug)
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
    own = _require_own(_require_known(slug))
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
    _tell(own, ours, theirs, both)
    return Ending.DONE


def behind(own: Sequence[OwnWording]) -> list[str]:
    """A sentence for each own wording that was made from another version than the program's."""
    return [
        f"Kommunens {'egen del' if _is_part(row.slug) else 'eget brev'} '{row.slug}' bygger på "
        f"{_edition(row.slug, row.bygger_paa)}, og programmets er nu {row.version}: "
        f"se 'sagsgang brev {row.slug} --forskel'."
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


def _is_part(slug: str) -> bool:
    return slug.startswith(f"{PARTS}/")


def _edition(slug: str, version: str | None) -> str:
    """A part has no number of its own: the program knows it by its words."""
    kind = "udgave" if _is_part(slug) else "version"
    return f"{kind} {version}" if version else f"en ukendt {kind}"


def _require_own(slug: str) -> OwnWording:
    own = {row.slug: row for row in own_wordings(CONFIG, load_settings().lokal)}.get(slug)
    if own is None:
        text = f"kommunen har ingen egen ordlyd her: begynd med 'sagsgang brev {slug} --tilpas'"
        raise BadInput([Fault("brev", slug, text)])
    return own


def _tell(own: OwnWording, ours: Sequence[Change], theirs: Sequence[Change], both: Sequence[int]) -> None:
    if own.grundlag is None:
        say(
            "Den ordlyd, kommunens blev lavet ud fra, er ikke gemt. Her er forskellen fra programmets nuværende."
        )
    _show(f"Det har kommunen ændret ({own.slug})", ours)
    if own.grundlag is not None:
        _show(
            f"Det har programmet ændret siden {_edition(own.slug, own.bygger_paa)} (nu {own.version})", theirs
        )
    if both:
        say(f"Begge har ændret noget på linje {', '.join(map(str, both))}: vælg selv, hvad der skal stå.")
    if own.is_behind:
        say(
            f"Når I har set på det, så kør 'sagsgang brev {own.slug} --tilpas': så bygger jeres på "
            f"{_edition(own.slug, own.version)}."
        )


def _require_known(slug: str) -> str:
    """The name as it is known; a part may be named as its file is."""
    name = slug.removesuffix(".md")
    if name in LETTER_FACTS or name in parts_of(CONFIG):
        return name
    if f"{PARTS}/{name}" in parts_of(CONFIG):
        raise BadInput(
            [Fault("brev", "SLUG", f"'{name}' er en del, som breve henter: skriv '{PARTS}/{name}'")]
        )
    raise BadInput(
        [Fault("brev", "SLUG", f"kender intet brev '{slug}'; 'sagsgang brev --liste' viser dem alle")]
    )
