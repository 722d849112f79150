"""The words and options of `sagsgang brev`."""

from pathlib import Path
from typing import Annotated

import typer

from sagsgang.cli_regler import AsJson


def brev(
    slug: Annotated[
        str | None,
        typer.Argument(
            metavar="[BREV]",
            help="Brevets navn, fx partshoering; til --tilpas og --forskel også en del: dele/kontakt.",
        ),
    ] = None,
    *,
    liste: Annotated[bool, typer.Option("--liste", help="Vis alle breve.")] = False,
    form: Annotated[
        str | None, typer.Option("--format", help="tekst, html, pdf, docx eller memo; ellers efter --ud.")
    ] = None,
    ud: Annotated[Path | None, typer.Option(metavar="FIL", help="Hvor brevet skal skrives.")] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Skriv filen over, hvis den findes.")] = False,
    laeser: Annotated[
        str | None, typer.Option(help="Hvem der læser: borger, udfoerer, kilde eller journal.")
    ] = None,
    sag: Annotated[
        str | None,
        typer.Option(metavar="NR", help="Med sagens oplysninger: kladden, eller som det ville blive nu."),
    ] = None,
    forloeb: Annotated[
        int | None, typer.Option(metavar="N", help="Hvilket forløb, hvor sagen har flere.")
    ] = None,
    word: Annotated[
        Path | None,
        typer.Option("--erstat-med", metavar="FIL", help="Brug en rettet Word-fil som sagens brev."),
    ] = None,
    ny_dato: Annotated[
        str | None,
        typer.Option(metavar="DATO", help="Den nye dato for svaret, som brevet lover, fx 2026-05-20."),
    ] = None,
    af: Annotated[
        str | None, typer.Option(metavar="ID", help="Medarbejderen, der lægger Word-filen ind.")
    ] = None,
    tjek: Annotated[bool, typer.Option("--tjek", help="Tjek kommunens mappe uden at bruge den.")] = False,
    mappe: Annotated[
        Path | None,
        typer.Option(metavar="MAPPE", help="Hvilken mappe --tjek skal se på; ellers kommunens egen."),
    ] = None,
    tilpas: Annotated[
        bool,
        typer.Option(
            "--tilpas", help="Læg brevet eller delen i kommunens egen mappe, så teksten kan ændres."
        ),
    ] = False,
    forskel: Annotated[
        bool, typer.Option("--forskel", help="Vis, hvad kommunen og programmet hver især har ændret.")
    ] = False,
    sendt: Annotated[
        int | None,
        typer.Option(metavar="ID", help="Et brev, som det blev sendt; --ud skriver filen, som den er gemt."),
    ] = None,
    gang: Annotated[
        int | None,
        typer.Option(metavar="N", help="Med --sendt: den gang, brevet blev sendt; ellers den sidste."),
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Vis et brev med fiktive oplysninger eller med en sags.

    En borgers brev bliver kun skrevet i en fil (--ud), aldrig på skærmen. Kommunens egen ordlyd kan tjekkes (--tjek),
    begyndes (--tilpas) og holdes op mod programmets (--forskel).
    """
    from sagsgang.commands import brev_ordlyd
    from sagsgang.commands.brev import Wanted, lay_in, run, show_letters

    if sendt is not None:
        from sagsgang.commands.brev_sendt import run as run_sendt

        _end(run_sendt(sendt, gang=gang, ud=ud, ja=ja, as_json=som_json))
    if tjek:
        _end(brev_ordlyd.check(mappe, as_json=som_json))
    if liste or slug is None:
        _end(show_letters(as_json=som_json))
    elif tilpas:
        _end(brev_ordlyd.adapt(slug, as_json=som_json))
    elif forskel:
        _end(brev_ordlyd.difference(slug, as_json=som_json))
    else:
        wanted = Wanted(slug, form, ud, laeser, sag, forloeb, ja=ja, ny_dato=ny_dato)
        _end(lay_in(wanted, word, af=af) if word is not None else run(wanted, as_json=som_json))


def _end(ending: int) -> None:
    raise typer.Exit(int(ending))
