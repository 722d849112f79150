"""The demo's own process: `python -m sagsgang.demo_process` plays its months behind the pages, and ends."""

from config.settings import load_settings
from sagsgang.demo import play
from tasks.log_lines import log_events


def main() -> None:
    """The demo's months have been played; what was played before is not played again."""
    log_events()
    play(load_settings())


if __name__ == "__main__":
    main()
