"""The words of `sagsgang regler`, `sagsgang kalender` and `sagsgang journal`: what the municipality itself decides."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

_SETTINGS = {"help_option_names": ["--help", "-h"]}
regler = typer.Typer(
    help="Vis kommunens regler, tjek dem, se hvad nye ville ændre, og indfør dem.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)
kalender = typer.Typer(
    help="Vis kalenderen, se hvad nye lukkedage ville ændre, og indfør dem.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)

AsJson = Annotated[bool, typer.Option("--json", help="Til et program: JSON og ikke andet.")]
NyRegler = Annotated[
    Path,
    typer.Option(
        "--ny", metavar="FIL", help="Kommunens egne regler, som de skal være (som local/deadlines.toml)."
    ),
]
NyKalender = Annotated[
    Path,
    typer.Option(
        "--ny", metavar="FIL", help="Kommunens egen kalender, som den skal være (som local/calendar.toml)."
    ),
]
Af = Annotated[str, typer.Option(metavar="ID", help="Den leder, chef eller administrator, der indfører.")]
Fra = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATO", help="Gælder først fra den dag; ellers fra nu."),
]


def _end(ending: int) -> None:
    raise typer.Exit(int(ending))


@regler.command("vis")
def regler_vis(
    frist: Annotated[
        str | None, typer.Argument(metavar="[FRIST]", help="Kun denne frist, med dens stige.")
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Vis de frister, der gælder i dag."""
    from sagsgang.commands.regler import show

    _end(show(frist, as_json=som_json))


@regler.command("tjek")
def regler_tjek(
    mappe: Annotated[
        Path | None,
        typer.Option(
            metavar="MAPPE",
            help="En hel config-mappe eller kun kommunens egne rettelser; ellers dem, der bruges.",
        ),
    ] = None,
) -> None:
    """Tjek regler, breve og faser.

    Alle fejl på én gang, slutkode 2, hvis der er nogen; ellers, hvad en ændring betyder for sager i gang.
    """
    from sagsgang.commands.regler import check

    _end(check(mappe))


@regler.command("diff")
def regler_diff(ny: NyRegler, fra: Fra = None, som_json: AsJson = False) -> None:
    """Vis, hvad nye regler ville ændre, uden at ændre noget.

    Reglerne før og efter, de frister, der ville få en ny dato, og de trin, der ville komme straks eller aldrig.
    Slutkode 1, hvis noget mangler, før reglerne kan indføres.
    """
    from sagsgang.commands.indfoer import rules_diff

    _end(rules_diff(ny, fra=fra.date() if fra else None, as_json=som_json))


@regler.command("indfoer")
def regler_indfoer(
    ny: NyRegler,
    af: Af,
    flyt: Annotated[
        bool, typer.Option("--flyt", help="Flyt også de frister, der løber; ellers beholder de deres regel.")
    ] = False,
    fra: Fra = None,
    som_json: AsJson = False,
) -> None:
    """Indfør nye regler som én journalført handling.

    Filen bliver kommunens egne regler, og den gamle bliver liggende ved siden af. Bliver det afbrudt, så kør igen.
    """
    from sagsgang.commands.indfoer import adopt_rules

    _end(adopt_rules(ny, af=af, flyt=flyt, fra=fra.date() if fra else None, as_json=som_json))


@kalender.command("vis")
def kalender_vis(
    aar: Annotated[int | None, typer.Option("--aar", metavar="ÅR", help="Ellers i år og næste år.")] = None,
    som_json: AsJson = False,
) -> None:
    """Vis helligdage, dage uden svar og kommunens egne lukkedage."""
    from sagsgang.commands.kalender import show

    _end(show(aar, as_json=som_json))


@kalender.command("diff")
def kalender_diff(ny: NyKalender, som_json: AsJson = False) -> None:
    """Vis, hvilke frister der ville flytte sig, uden at ændre noget."""
    from sagsgang.commands.indfoer import calendar_diff

    _end(calendar_diff(ny, as_json=som_json))


@kalender.command("indfoer")
def kalender_indfoer(ny: NyKalender, af: Af, som_json: AsJson = False) -> None:
    """Indfør kalenderen, og flyt de frister, den rører.

    En borgers frist bliver aldrig flyttet til en tidligere dag. Bliver det afbrudt, så kør igen.
    """
    from sagsgang.commands.indfoer import adopt_calendar

    _end(adopt_calendar(ny, af=af, as_json=som_json))


def journal(
    siden: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATO", help="Kun fra den dag.")
    ] = None,
    som_json: AsJson = False,
) -> None:
    """Vis kommunens egen journal.

    Hvem der var væk, og hvilke regler og kalendere der er indført. Slutkode 1, hvis journalen ikke hænger sammen.
    """
    from sagsgang.commands.journal import run

    _end(run(siden=siden.date() if siden else None, as_json=som_json))
