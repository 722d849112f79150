"""Human tasks completed in viewflow, each in one transaction with a row of its own and a log row; steps per second."""

# ruff: noqa: PLC0415 - Django gives its models only when it has been set up
import sys
from time import perf_counter, process_time

import django
from django.conf import settings
from sqlite_settings import PRAGMAS, in_force, tell


def main(folder: str, steps: int) -> None:
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"{folder}/viewflow.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "init_command": ";".join(f"PRAGMA {pragma}" for pragma in PRAGMAS),
                },
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "viewflow_case",
        ],
        USE_TZ=True,
        SECRET_KEY="bench",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    tell(**measure(steps))


def measure(steps: int) -> dict[str, object]:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone
    from viewflow.workflow.models import Task
    from viewflow_case.flows import CaseFlow
    from viewflow_case.models import Kontakt, LogRow

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Kontakt)
        editor.create_model(LogRow)
    User.objects.create(username="sb1")
    with transaction.atomic():
        for _ in range(steps + 1):
            CaseFlow.start.run()
    waiting = list(
        Task.objects.filter(flow_task=CaseFlow.kontakt).order_by("pk").values_list("pk", "process_id")
    )

    def step(task_pk: int, process_pk: int) -> None:
        # As viewflow's own task view does it: lock, one transaction, the task read anew, then executed.
        with CaseFlow.lock(process_pk), transaction.atomic():
            task = Task.objects.get(pk=task_pk)
            activation = CaseFlow.kontakt.activation_class(task)
            activation.start(None)
            now = timezone.now()
            Kontakt.objects.create(
                process_id=process_pk,
                med=["borger"],
                notat="Talt om, hvad der er svært lige nu.",
                tidspunkt=now,
            )
            LogRow.objects.create(
                process_id=process_pk,
                event="kontakt:registreret",
                actor="sb1",
                detail={"med": ["borger"]},
                done_at=now,
            )
            activation.execute()

    step(*waiting[0])
    started, worked = perf_counter(), process_time()
    for task_pk, process_pk in waiting[1:]:
        step(task_pk, process_pk)
    seconds, cpu = perf_counter() - started, process_time() - worked
    done = Task.objects.filter(flow_task=CaseFlow.kontakt, status="DONE").count()
    assert done == steps + 1 == Kontakt.objects.count() == LogRow.objects.count()
    with connection.cursor() as cursor:
        pragmas = in_force(cursor.execute)
    return {"per_second": steps / seconds, "cpu_ms": cpu * 1000 / steps, "pragmas": pragmas}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
