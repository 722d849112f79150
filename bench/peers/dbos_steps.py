"""Workflows of one step in DBOS, each step writing a row and a log row of its own; workflows per second."""

import sys
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig
from sqlite_settings import PRAGMAS, in_force, tell

_TABLES = (
    "CREATE TABLE kontakt (id INTEGER PRIMARY KEY, sag INTEGER, med TEXT, notat TEXT, tidspunkt TEXT)",
    "CREATE TABLE log (id INTEGER PRIMARY KEY, sag INTEGER, event TEXT, actor TEXT, detail TEXT, done_at TEXT)",
)


def engine_with_settings(url: str) -> sa.Engine:
    engine = sa.create_engine(url)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"  # as DBOS sets it on an engine that it makes itself
        for pragma in ("busy_timeout=30000", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def main(folder: str, steps: int) -> None:
    system = engine_with_settings(f"sqlite:///{folder}/dbos.sqlite3")
    own = engine_with_settings(f"sqlite:///{folder}/case.sqlite3")
    with own.begin() as connection:
        for table in _TABLES:
            connection.execute(sa.text(table))
    config: DBOSConfig = {
        "name": "bench",
        "system_database_url": f"sqlite:///{folder}/dbos.sqlite3",
        "system_database_engine": system,
        "log_level": "ERROR",
    }
    DBOS(config=config)

    @DBOS.step()
    def register_contact(sag: int) -> None:
        now = datetime.now(UTC).isoformat()
        with own.begin() as connection:
            connection.execute(
                sa.text("INSERT INTO kontakt (sag, med, notat, tidspunkt) VALUES (:sag, :med, :notat, :now)"),
                {"sag": sag, "med": '["borger"]', "notat": "Talt om, hvad der er svært lige nu.", "now": now},
            )
            connection.execute(
                sa.text(
                    "INSERT INTO log (sag, event, actor, detail, done_at) VALUES (:sag, :event, 'sb1', :detail, :now)"
                ),
                {"sag": sag, "event": "kontakt:registreret", "detail": '{"med": ["borger"]}', "now": now},
            )

    @DBOS.workflow()
    def contact(sag: int) -> None:
        register_contact(sag)

    DBOS.launch()
    contact(0)
    started, worked = perf_counter(), process_time()
    for sag in range(1, steps + 1):
        contact(sag)
    seconds, cpu = perf_counter() - started, process_time() - worked
    with own.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM kontakt")) == steps + 1
    with system.connect() as connection:
        succeeded = connection.scalar(
            sa.text("SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS'")
        )
        assert succeeded == steps + 1, succeeded
        pragmas = in_force(connection.exec_driver_sql)
    DBOS.destroy()
    tell(per_second=steps / seconds, cpu_ms=cpu * 1000 / steps, pragmas=pragmas)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
