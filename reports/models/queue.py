"""Which workers are alive. The jobs themselves are rows of `django-tasks-db`."""

from django.db import models


class WorkerBeat(models.Model):
    """A sign of life that each worker of the job queue writes every few seconds, whatever it is doing.

    The name is the one that the queue keeps with the jobs that the worker has begun.
    """

    worker = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        ordering = ["-beat_at"]

    def __str__(self) -> str:
        return self.worker
