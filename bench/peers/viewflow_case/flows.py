"""A flow of human tasks in viewflow."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process


class CaseFlow(flow.Flow):
    """Henvendelse, one contact with the citizen, and then the next task waits for a person."""

    process_class = Process

    start = flow.StartHandle().Next(this.kontakt)
    kontakt = flow.View(lambda _request: None).Assign(username="sb1").Next(this.vurdering)
    vurdering = flow.View(lambda _request: None).Assign(username="sb1").Next(this.end)
    end = flow.End()
