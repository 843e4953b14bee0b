"""Celery, as its documentation wants it for work that must not be lost: acknowledged after the work, one message fetched ahead for each
process, and given to another worker after ten silent seconds (Redis, "visibility timeout"), which is looked for every two."""

import os

from celery import Celery

from effect import enqueue_all, happen

app = Celery("jobs", broker=os.environ["QUEUE_REDIS"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={"visibility_timeout": 10, "unacked_restore_interval": 2, "unacked_restore_throttle": 1},
)


@app.task(name="work")
def work(name, lasts_ms):
    happen(name, lasts_ms)


if __name__ == "__main__":
    # There is no call for many at once; the connection stays open.
    with app.producer_pool.acquire(block=True) as producer:
        enqueue_all(lambda jobs: [work.apply_async(job, task_id=job[0], producer=producer) for job in jobs])
