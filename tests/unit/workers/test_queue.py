import logging

import pytest
from dramatiq import Message
from dramatiq import actor as dramatiq_actor
from dramatiq.broker import MessageProxy
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO
from prometheus_client import REGISTRY

from tonebridge.adapters.queue.jobs import ACTORS, QUEUES
from tonebridge.settings import RedisSettings, Settings
from tonebridge_workers.actors import declare_actors
from tonebridge_workers.queue import CountFailures, Discretion, open_queue

SETTINGS = Settings(redis=RedisSettings(url="redis://127.0.0.1:1/0"))


@pytest.fixture
def broker():
    broker = StubBroker(middleware=[AsyncIO()])
    for option in ("max_age", "throws"):
        broker.actor_options.add(option)
    return broker


def test_every_actor_that_jobs_are_queued_for_is_there_and_reads_that_queue(broker):
    declare_actors(broker, SETTINGS)

    assert {name: broker.get_actor(name).queue_name for name in broker.actors} == dict(ACTORS)


def test_the_worker_reads_every_queue_with_so_many_threads():
    broker, worker = open_queue(SETTINGS)

    assert broker.queues == {"interactive", "batch", "maintenance"}
    assert worker.worker_threads == SETTINGS.worker.concurrency
    assert any(isinstance(each, CountFailures) for each in broker.middleware)


@pytest.mark.parametrize("wrap", [MessageProxy, lambda message: message])
def test_a_jobs_arguments_never_reach_the_log(wrap):
    job = Message("interactive", "send_reset_mail", (), {"token": "secret"}, {}, "id-1")
    record = logging.LogRecord(
        "dramatiq", logging.ERROR, __file__, 1, "Failed %s after %d s.", (wrap(job), 3), None
    )

    assert Discretion().filter(record) is True
    assert record.getMessage() == "Failed send_reset_mail(id-1) after 3 s."


def test_an_actor_says_nothing_of_its_arguments_at_debug(caplog):
    def mail(*, token):
        return token

    actor = dramatiq_actor(mail, broker=StubBroker(middleware=[]))
    caplog.handler.addFilter(Discretion())
    try:
        with caplog.at_level(logging.DEBUG):
            assert actor(token="secret") == "secret"
    finally:
        caplog.handler.filters.clear()

    assert [record.msg for record in caplog.records] == ["Completed after %.02fms."]


def test_a_lost_connection_is_not_reported_by_every_thread():
    text = "Consumer encountered a connection error: %s"
    record = logging.LogRecord("dramatiq", logging.CRITICAL, __file__, 1, text, ("gone",), None)

    assert Discretion().filter(record) is False


@pytest.mark.parametrize("queue", QUEUES)
def test_dead_jobs_are_counted_from_zero_so_that_the_first_one_is_seen(queue):
    labels = {"queue": queue, "outcome": "dead"}

    assert REGISTRY.get_sample_value("tonebridge_jobs_total", labels) is not None
