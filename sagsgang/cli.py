"""The command `sagsgang`: its words and options. What each does lies in sagsgang/commands/, loaded when asked for."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sagsgang.cli_breve import brev
from sagsgang.cli_papirer import kopi, post_ind
from sagsgang.cli_regler import AsJson, journal, kalender, regler
from sagsgang.commands.danish_help import speak_danish
from sagsgang.commands.endings import MEANING, told_in_danish

_SETTINGS = {"help_option_names": ["--help", "-h"]}
app = typer.Typer(
    help="Sagsgang: sagernes gang i kommunens myndighed, fra henvendelse til opfølgning.",
    epilog=MEANING,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)
app.add_typer(regler, name="regler", short_help="Vis og tjek reglerne, prøv nye, og indfør dem.")
app.add_typer(kalender, name="kalender", short_help="Vis kalenderen, prøv nye lukkedage, og indfør dem.")
app.command("journal")(journal)
app.command("brev")(brev)
app.command("post-ind")(post_ind)
app.command("kopi")(kopi)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command has run, and the process ends with a number that says how it went."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    speak_danish()
    with told_in_danish():
        # Not "standalone": what cannot be understood is said in Danish by told_in_danish.
        ended = app(
            args=list(arguments) if arguments is not None else None,
            prog_name="sagsgang",
            standalone_mode=False,
        )
        raise SystemExit(ended if isinstance(ended, int) else 0)


def _end(ending: int) -> None:
    raise typer.Exit(int(ending))


@app.command()
def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Med eksempelkommunen og dens fiktive sager.")] = False,
) -> None:
    """Start siderne og motoren.

    De holdes oppe, til du stopper dem med Ctrl-C.
    """
    from sagsgang.commands.serve import run

    _end(run(demo=demo))


@app.command()
def demo() -> None:
    """Gør eksempelkommunen og dens fiktive sager klar.

    Månederne spilles igennem i simuleret tid, uden at siderne vises.
    """
    from sagsgang.commands.demo import run

    _end(run())


@app.command()
def scenarie(
    filer: Annotated[list[Path], typer.Argument(metavar="FIL...", help="Scenarier (TOML).")],
    tjek: Annotated[
        bool,
        typer.Option("--tjek", help="Hold tidslinjen op mod filens forvent; slutkode 1, hvis noget mangler."),
    ] = False,
    som_json: AsJson = False,
    regler: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL",
            help="Nye regler (som config/deadlines.toml): vis, hvad de ville ændre i sagen.",
        ),
    ] = None,
) -> None:
    """Spil en sag igennem reglerne, og se, hvad der sker.

    Tidslinjen vises som en tabel; med --json som det objekt, scenarieformatet beskriver. Med --regler spilles sagen
    under begge regelsæt, og forskellen vises; i JSON står sagen under de nye regler med forskellen i »forskel«.
    """
    from sagsgang.commands.scenarie import run

    _end(run(filer, tjek=tjek, as_json=som_json, regler=regler))


@app.command()
def indlaes(
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="Henvendelser (CSV), eller medarbejdere og udførere (TOML).")
    ],
    rapport: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL", help="Hvor de rækker, der ikke blev indlæst, skal stå; ellers var/rapporter/."
        ),
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Indlæs henvendelser (CSV) eller medarbejdere (TOML).

    Gode rækker indlæses, resten står i en rapport med række og grund. Samme fil igen giver intet dobbelt.
    """
    if fil.suffix.lower() == ".toml":
        from sagsgang.commands.stamdata import run as run_stamdata

        _end(run_stamdata(fil, as_json=som_json))
    from sagsgang.commands.indlaes import run

    _end(run(fil, rapport=rapport, as_json=som_json))


@app.command()
def sager(
    nr: Annotated[
        str | None, typer.Argument(metavar="[NR]", help="Sagens nummer; uden det vises listen.")
    ] = None,
    fase: Annotated[str | None, typer.Option(help="Kun denne fase (eller: afsluttet).")] = None,
    forfaldne: Annotated[
        bool, typer.Option("--forfaldne", help="Kun sager med en frist, der er overskredet.")
    ] = False,
    hvorfor: Annotated[
        str | None,
        typer.Option(metavar="FRIST", help="Sig, hvorfor sagens frist er den dag (fx svarfrist)."),
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Vis de åbne sager, eller alt om én sag.

    Én sag: tidslinje, frister, breve og åbne opgaver. Borgeres navne vises aldrig her.
    """
    from sagsgang.commands.hvorfor import show_why
    from sagsgang.commands.sager import show_case, show_list

    if hvorfor is not None:
        _end(show_why(nr, hvorfor, as_json=som_json))
    if nr is not None:
        _end(show_case(nr, as_json=som_json))
    _end(show_list(fase=fase, overdue_only=forfaldne, as_json=som_json))


@app.command()
def handling(
    ord_: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NR NAVN [felt=værdi]...",
            help="Sagens nummer (udelades, hvor handlingen åbner en), handlingen og dens felter.",
        ),
    ] = None,
    liste: Annotated[bool, typer.Option("--liste", help="Vis alle handlinger og deres felter.")] = False,
    fil: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Felter fra en fil (JSON eller TOML).")
    ] = None,
    af: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Medarbejderen, der handler; ellers sagens sagsbehandler."),
    ] = None,
    forloeb: Annotated[
        int | None, typer.Option(metavar="N", help="Hvilket forløb, hvor sagen har flere.")
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Gør en handling på en sag.

    Det, en regel stopper, bliver afvist med grund og slutkode 1.
    """
    from sagsgang.commands.handling import run, show_acts

    if liste:
        _end(show_acts(as_json=som_json))
    _end(run(ord_ or [], fil=fil, af=af, forloeb=forloeb, as_json=som_json))


@app.command()
def klarsprog(
    filer: Annotated[
        list[Path],
        typer.Argument(
            metavar="FIL...", help="Breve eller andre tekster (.docx, .md, .txt), eller en mappe med dem."
        ),
    ],
    laeser: Annotated[
        str, typer.Option(help="Hvem teksten er til: borger, udfoerer, kilde eller journal.")
    ] = "borger",
    alle: Annotated[
        bool, typer.Option("--alle", help="Vis også det, kommunen har forklaret, at den mener.")
    ] = False,
    som_json: AsJson = False,
) -> None:
    """Find det, der gør en tekst svær at læse.

    Det er lix, lange sætninger, fagord, passiv og forkortelser.

    Hvert fund siger hvor, hvorfor og hvad der er bedre. Et brev fra config/letters læses med fiktive oplysninger.
    Det, borgeren selv har sagt, og lovens ord bliver ladt i fred.

    Slutkode 0: intet at se på. 1: der er fund. 2: en fil kan ikke læses; de andre er vist alligevel.
    """
    from sagsgang.commands.klarsprog import run

    _end(run(filer, laeser=laeser, every=alle, as_json=som_json))


@app.command()
def status(som_json: AsJson = False) -> None:
    """Vis køen, det fejlede, det forfaldne og motoren.

    Slutkode 1, hvis noget er fejlet og venter på et menneske.
    """
    from sagsgang.commands.status import run

    _end(run(as_json=som_json))


@app.command()
def prognose(
    uger: Annotated[
        int | None, typer.Option(metavar="N", help="Så mange uger frem, ugen i dag medregnet (8).")
    ] = None,
    team: Annotated[str | None, typer.Option(metavar="ID", help="Kun dette team.")] = None,
    ud: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv billedet her (.svg eller .png).")
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Vis, hvad der forfalder de kommende uger.

    For hver slags frist, hvert team og hver uge, med dem, der bliver for sene, hvis det går som hidtil.
    """
    from sagsgang.commands.prognose import run

    _end(run(uger=uger, team=team, ud=ud, as_json=som_json))


@app.command()
def migrate() -> None:
    """Bring registerets tabeller op til denne version."""
    from sagsgang.commands.migrate import run

    _end(run())
