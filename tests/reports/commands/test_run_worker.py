"""`manage.py run_worker` works, passes its options on, and is what every way of starting a worker starts."""

import re
import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from reports.management.commands.run_worker import Command, worker_of
from reports.models import WorkerBeat
from tests.house.project import ROOT
from tests.reports.jobs import tasks


@pytest.fixture(autouse=True)
def signals_as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_it_does_what_stands_in_the_queue(transactional_db):
    tasks.done.clear()
    job = tasks.remember.enqueue("a")
    call_command("run_worker", "--batch")
    assert tasks.done == ["a"]
    row = DBTaskResult.objects.get(pk=job.id)
    assert row.status == "SUCCESSFUL"
    assert row.worker_ids == [WorkerBeat.objects.get().pk], "it beats under the name that the queue knows"
    assert signal.getsignal(signal.SIGTERM).__self__.worker_id == row.worker_ids[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (1.0, 5.0, timedelta(seconds=60))),
        (["--interval", "0.2", "--beat-every", "0.5", "--dead-after", "8"], (0.2, 0.5, timedelta(seconds=8))),
    ],
    ids=["usual", "given"],
)
def test_its_options(arguments, expected):
    options = vars(Command().create_parser("manage.py", "run_worker").parse_args(arguments))
    worker = worker_of(options)
    assert worker.worker_id != worker_of(options).worker_id, "every run has a name of its own"
    reaping = worker.upkeep.duties[0][0]
    assert (worker.interval, worker.heart.every, timedelta(seconds=reaping * 4)) == expected


@pytest.mark.parametrize("name", ["Procfile", "compose.yaml"])
def test_whoever_starts_a_worker_starts_this_one(name):
    """The library's own has no beat, and its jobs stay away for half an hour if it dies."""
    text = (ROOT / name).read_text()
    assert "db_worker" not in text
    assert len(re.findall(r"manage\.py run_worker$", text, re.MULTILINE)) == 1
