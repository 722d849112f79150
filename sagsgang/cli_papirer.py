"""The words of `sagsgang post-ind` and `sagsgang kopi`: papers that come in, and everything that is handed out."""

from pathlib import Path
from typing import Annotated

import typer

from sagsgang.cli_regler import AsJson

Nummer = Annotated[str, typer.Argument(metavar="NR", help="Sagens nummer.")]
Af = Annotated[
    str | None, typer.Option(metavar="ID", help="Medarbejderen, der handler; ellers sagens sagsbehandler.")
]


def post_ind(
    nummer: Nummer,
    filer: Annotated[
        list[Path], typer.Argument(metavar="FIL...", help="Filerne; deres navne bliver ikke gemt.")
    ],
    *,
    slags: Annotated[str, typer.Option(help="scan, svar, formular, mail eller oenske.")] = "scan",
    fra: Annotated[str, typer.Option(help="borger, udfoerer eller kilde.")] = "borger",
    hvem: Annotated[
        str | None,
        typer.Option(metavar="NAVN", help="Hvem, når det ikke er borgeren; en udfører ved sit id."),
    ] = None,
    dato: Annotated[str | None, typer.Option(metavar="DATO", help="Den dag, der står på papiret.")] = None,
    modtaget: Annotated[str | None, typer.Option(metavar="TID", help="Hvornår det kom; ellers nu.")] = None,
    svarer_paa: Annotated[
        str | None, typer.Option(metavar="HANDLING", help="Den handling, det gælder som, fx modtag_klage.")
    ] = None,
    svar: Annotated[str | None, typer.Option(help="ja eller nej, hvor handlingen spørger.")] = None,
    kilde: Annotated[str | None, typer.Option(help="Den kilde, det handler om.")] = None,
    paragraf: Annotated[str | None, typer.Option(help="Den paragraf, det handler om.")] = None,
    tekst: Annotated[str | None, typer.Option(help="Det, der står, med få ord.")] = None,
    af: Af = None,
    forloeb: Annotated[
        int | None, typer.Option(metavar="N", help="Hvilket forløb, hvor sagen har flere.")
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Læg post på en sag.

    Det kan være et scannet papir, et svar, et skema eller en mail.

    Filen bliver gemt, som den kom, og det, den svarer på, er slut.
    """
    from sagsgang.commands.post_ind import run

    fields = {
        "slags": slags,
        "fra": fra,
        "fra_hvem": hvem,
        "dato": dato,
        "modtaget": modtaget,
        "svarer_paa": svarer_paa,
        "svar": svar,
        "kilde": kilde,
        "paragraf": paragraf,
        "tekst": tekst,
    }
    raise typer.Exit(int(run(nummer, filer, fields, af=af, forloeb=forloeb, as_json=som_json)))


def kopi(
    nummer: Nummer,
    ud: Annotated[Path, typer.Option(metavar="MAPPE", help="En tom mappe, eller en fil, der ender på .zip.")],
    kilder: Annotated[
        bool, typer.Option("--kilder", help="Også det, andre har skrevet; læs det igennem først.")
    ] = False,
    navne: Annotated[
        bool, typer.Option("--navne", help="Også medarbejdernes navne, i en fil for sig.")
    ] = False,
    af: Af = None,
    som_json: AsJson = False,
) -> None:
    """Lav borgerens egen kopi af alt i sagen.

    Det er breve som sendt, post, journal, ønsker, mål og målinger.

    Det står i sagens journal, at kopien er lavet.
    """
    from sagsgang.commands.kopi import run

    raise typer.Exit(int(run(nummer, ud, kilder=kilder, navne=navne, af=af, as_json=som_json)))
