"""`sagsgang demo`: the example municipality and its months of fictive cases, ready to be looked at."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from config.settings import load_settings
from sagsgang import demo
from sagsgang.commands.endings import Ending
from sagsgang.commands.screen import say


def run() -> Ending:
    """The demo has been played to now; what was played before is not played again."""
    settings = load_settings()
    demo.prepare(settings)
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("Spiller eksempelkommunens måneder", total=None)
        demo.play(
            settings,
            on_progress=lambda so_far: bar.update(
                task, completed=so_far.done, total=so_far.total, description=so_far.tekst
            ),
        )
    say("Demoen er klar: se den med 'sagsgang serve --demo' eller 'sagsgang sager'.")
    return Ending.DONE
