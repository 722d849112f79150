"""The demonstration: the example municipality with eight months of fictive cases behind it."""

from datetime import datetime

from config.settings import Settings
from sagsgang.demo.progress import Progress, Report, write_progress
from sagsgang.demo.stage import prepare

__all__ = ["Progress", "Report", "play", "prepare"]


def play(settings: Settings, now: datetime | None = None, on_progress: Report | None = None) -> None:
    """The municipality's eight months have been played up to `now`; what was played before is not played again."""
    # Only now: the flows bring the engine with them, and preparing must not wait for that.
    from sagsgang.demo.theatre import perform_all  # noqa: PLC0415 - see above

    def report(progress: Progress) -> None:
        write_progress(settings, progress)
        if on_progress is not None:
            on_progress(progress)

    perform_all(settings, now, report)
