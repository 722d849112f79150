"""The rows that a step in viewflow writes of its own: the contact, and a log."""

from django.db import models
from viewflow.workflow.models import Process


class Kontakt(models.Model):  # noqa: DJ008 - nobody is shown it
    process = models.ForeignKey(Process, on_delete=models.CASCADE)
    med = models.JSONField()
    notat = models.TextField()
    tidspunkt = models.DateTimeField()


class LogRow(models.Model):  # noqa: DJ008 - nobody is shown it
    process = models.ForeignKey(Process, on_delete=models.CASCADE)
    event = models.CharField(max_length=100)
    actor = models.CharField(max_length=100)
    detail = models.JSONField()
    done_at = models.DateTimeField()
