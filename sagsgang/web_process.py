"""The pages' own process: `python -m sagsgang.web_process`, on this machine only."""

import uvicorn

from config.settings import load_settings
from tasks.log_lines import log_events
from web.app import create_app


def main() -> None:
    """The pages have been served until the process was told to stop."""
    log_events()
    settings = load_settings()
    # No access log: what somebody searches for stands in the address of the page.
    uvicorn.run(
        create_app(settings),
        host=settings.vaert,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
