"""How Prefect is set up in this house: its own folder, loopback only, small, quiet, and forgetful after a month.

The figures behind each line were measured with the pinned Prefect; docs/adr/0005-version-pins.md has the pins.
"""

import os
from collections.abc import Mapping

from config.settings import HOUSE, NO_FOLDER, Settings

_DAYS_KEPT = 30
_DAY = 86_400
# An operator may give the engine a database of its own on PostgreSQL, and a shared secret.
_MAY_BE_SET = (
    "PREFECT_SERVER_DATABASE_CONNECTION_URL",
    "PREFECT_SERVER_API_AUTH_STRING",
    "PREFECT_API_AUTH_STRING",
    "PREFECT_LOGGING_LEVEL",
)


def prefect_environment(settings: Settings, outside: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of every process that has to do with the engine; whatever else is set for Prefect is left out."""
    home = settings.var / "prefect"
    own = {key: value for key, value in outside.items() if not key.startswith("PREFECT_")}
    chosen = {key: outside[key] for key in _MAY_BE_SET if key in outside}
    return (
        own
        | {
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": f"http://127.0.0.1:{settings.prefect_port}/api",
            # Reaching for the engine where there is none is an error in milliseconds, never a server of its own.
            "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
            # The act waits for its letter: the runner looks every other second, not every tenth.
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60",
            "PYTHONPATH": str(HOUSE),
            "PYTHONUNBUFFERED": "1",
        }
        | _server(str(home))
        | chosen
    )


def settings_environment(settings: Settings) -> dict[str, str]:
    """The variables from which a child process reads the same settings."""
    prefix = settings.model_config["env_prefix"]
    said = {name: value for name, value in settings if value is not None}
    if settings.lokal == NO_FOLDER:
        said["lokal"] = ""
    elif not settings.lokal.is_dir():
        # Nobody has rules of their own here; a folder that is named must be there.
        del said["lokal"]
    return {f"{prefix}{name}".upper(): str(value) for name, value in said.items()}


def _server(home: str) -> dict[str, str]:
    return {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home}/prefect.sqlite3",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": f"{home}/sider",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # On SQLite one row at a time locks the database so often that calls are refused and wait two seconds.
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "2",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "2",
        # Flow runs are kept for ever unless both are said.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(_DAYS_KEPT * _DAY),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{_DAYS_KEPT}D",
    }
