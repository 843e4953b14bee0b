"""What each of the jobs does: it waits, and says in a line of a file that it was done and when it began."""

import os
import sys
import time

_file = os.open(os.environ["QUEUE_EFFECTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def happen(name, lasts_ms):
    began = time.time_ns()
    if lasts_ms:
        time.sleep(lasts_ms / 1000)
    os.write(_file, f"{name} {began}\n".encode())


def asked():
    """Which jobs to enqueue: groups of their names and how long each lasts, and the pause after each group, in seconds."""
    prefix, count, most_ms, pause_ms, group = sys.argv[1], *map(int, sys.argv[2:6])
    jobs = [(f"{prefix}_{n}", n * 7919 % (most_ms + 1)) for n in range(count)]
    return [jobs[at : at + group] for at in range(0, count, group)], pause_ms / 1000


def enqueue_all(enqueue):
    """Prints when each job was about to be enqueued, and when all were acknowledged."""
    said = []
    groups, pause = asked()
    for group in groups:
        now = time.time_ns()
        enqueue(group)
        said += [f"{name} {now}" for name, _ in group]
        time.sleep(pause)
    print("\n".join([*said, f"acknowledged {time.time_ns()}"]))
