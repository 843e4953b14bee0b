"""RQ with its default worker, which works in a fork for each job; a job whose worker died is tried again, three times. What died is looked
for every twenty seconds instead of every ten minutes, also by workers that have nothing to do (they look before they wait for a job, which is
at most the worker's TTL less 15 seconds: seven minutes, if not said otherwise). RQ believes a worker dead after the monitoring interval and
60 seconds."""

import os

import rq
from redis import Redis

from effect import enqueue_all, happen


class Worker(rq.Worker):
    def __init__(self, *args, **settings):
        super().__init__(*args, **{**settings, "maintenance_interval": 20, "job_monitoring_interval": 5, "worker_ttl": 20})


def work(name, lasts_ms):
    happen(name, lasts_ms)


if __name__ == "__main__":
    queue = rq.Queue(connection=Redis.from_url(os.environ["QUEUE_REDIS"]))

    def enqueue(jobs):
        queue.enqueue_many([queue.prepare_data("rq_jobs.work", job, job_id=job[0], result_ttl=0, retry=rq.Retry(max=3)) for job in jobs])

    enqueue_all(enqueue)
