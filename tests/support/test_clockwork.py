"""What beat sends, a worker knows; which queue a task takes, some worker reads."""

from support.celery import app
from support.processes import COMMANDS


def test_every_task_of_the_clock_is_known_to_the_workers():
    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in app.tasks, name


def test_the_default_queue_has_a_worker():
    queues = {
        command.split("--queues ")[1].split()[0] for command in COMMANDS.values() if "--queues" in command
    }
    assert app.conf.task_default_queue in queues
    assert queues == {"urgent", "default", "bulk"}


def test_a_killed_worker_s_task_comes_back_soon():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    visibility = app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.task_time_limit < visibility <= 120
