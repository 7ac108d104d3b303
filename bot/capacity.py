"""What many servers need: processes, replicas, memory, the time to log in, writes to the database.

    python -m bot.capacity

Prints the table of `docs/scaling.md`. The measured values are those of the README and of docs/running.md.
"""

import math
import sys
from dataclasses import dataclass

from bot.sharding.turns import SPACING

# Assumed: what people do, and what Discord allows.
QUESTIONS_PER_SERVER = 5  # a day
PEAK = 4  # times the mean
SERVERS_PER_SHARD = 1_000  # Discord allows 2,500
MANY_SERVERS, BUCKETS = (
    150_000,
    16,
)  # from so many servers on, Discord lets so many shards log in at once instead of one
JUDGED = 0.05  # of the answers
KEPT = 0.1  # of the questions: those that were declined
# Chosen: how shards are spread.
SHARDS_PER_PROCESS = 16
# Measured.
QUESTIONS_PER_SECOND = 69  # of one process, all plans new, beside a simulated Discord on the same two slow cores
RAY_QUESTIONS_PER_SECOND = 60  # of one replica, on one of them
PROCESS_MB, ASKING_MB, REPLICA_MB = 850, 325, 850  # with its own networks; with names alone; a replica
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Plan:
    """What a number of servers needs.

    Attributes:
        servers: How many there are.
        shards: Connections to Discord.
        processes: Processes of the bot.
        login_minutes: From the first IDENTIFY to the last.
        mean: Questions a second, over the day.
        peak: Questions a second, in the busiest hour.
        load: The share of what a process can answer that the peak takes, where each has its own networks.
        memory_gb: Of all processes, each with its own networks.
        replicas: Of Ray Serve, where the processes share them.
        shared_memory_gb: Of all processes and replicas then.
        durable_writes: Judgements and declined questions a second at the peak.
        light_writes: Cooldowns and follow-ups a second at the peak, in tables that a crash may empty.
    """

    servers: int
    shards: int
    processes: int
    login_minutes: float
    mean: float
    peak: float
    load: float
    memory_gb: float
    replicas: int
    shared_memory_gb: float
    durable_writes: float
    light_writes: float


def plan(servers: int) -> Plan:
    """What a number of servers needs."""
    shards = math.ceil(servers / SERVERS_PER_SHARD)
    processes = math.ceil(shards / SHARDS_PER_PROCESS)
    buckets = BUCKETS if servers >= MANY_SERVERS else 1
    mean = servers * QUESTIONS_PER_SERVER / _DAY
    peak = PEAK * mean
    replicas = math.ceil(peak / RAY_QUESTIONS_PER_SECOND)
    return Plan(
        servers=servers,
        shards=shards,
        processes=processes,
        login_minutes=(math.ceil(shards / buckets) - 1) * SPACING / 60,
        mean=mean,
        peak=peak,
        load=peak / (processes * QUESTIONS_PER_SECOND),
        memory_gb=processes * PROCESS_MB / 1000,
        replicas=replicas,
        shared_memory_gb=(processes * ASKING_MB + replicas * REPLICA_MB) / 1000,
        durable_writes=peak * (JUDGED + KEPT),
        light_writes=peak * 2,
    )


def table(plans: list[Plan]) -> str:
    """The plans as a Markdown table, one a column."""
    rows = {
        "servers": [f"{one.servers:,}" for one in plans],
        "shards": [f"{one.shards:,}" for one in plans],
        "processes of the bot": [f"{one.processes:,}" for one in plans],
        "minutes until all have logged in": [f"{one.login_minutes:.1f}" for one in plans],
        "questions a second, mean and peak": [f"{one.mean:.1f}, {one.peak:.1f}" for one in plans],
        "load at the peak, each process with its own networks": [f"{one.load:.0%}" for one in plans],
        "memory of these, GB": [f"{one.memory_gb:.1f}" for one in plans],
        "replicas, where they are shared": [f"{one.replicas:,}" for one in plans],
        "memory of processes and replicas then, GB": [f"{one.shared_memory_gb:.1f}" for one in plans],
        "durable writes a second": [f"{one.durable_writes:.1f}" for one in plans],
        "cooldowns and follow-ups written a second": [f"{one.light_writes:.0f}" for one in plans],
    }
    lines = [f"| {name} | {' | '.join(values)} |" for name, values in rows.items()]
    lines.insert(1, "|---" * (len(plans) + 1) + "|")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table([plan(servers) for servers in (10_000, 100_000, 1_000_000)]))
