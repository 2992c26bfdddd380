# SPDX-License-Identifier: MIT
"""Workers that share a queue in PostgreSQL, beside pmon-fleet: the figures of docs/scale.md. Part of bench/scale."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

from loopback import start_nginx

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(HERE)
BIN = os.environ["PMON_BIN"]


class Database:
    """A PostgreSQL of one's own with its usual settings, on a Unix socket."""

    def __init__(self):
        base = "/usr/lib/postgresql"
        binaries = os.path.join(base, max(os.listdir(base), key=float), "bin")
        self.folder = tempfile.mkdtemp(prefix="pmon-queue.", dir="/var/tmp")
        user = {}
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        data = os.path.join(self.folder, "data")
        subprocess.run([f"{binaries}/initdb", "-D", data, "-U", "pmon", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"],
                       check=True, stdout=subprocess.DEVNULL, cwd="/", **user)
        self.server = subprocess.Popen([f"{binaries}/postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses="],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **user)
        os.environ.update(PGHOST=self.folder, PGUSER="pmon", PGDATABASE="postgres")
        while subprocess.run(["psql", "-qAtXc", "select 1"], capture_output=True, check=False).returncode != 0:
            time.sleep(0.1)
        sql = os.path.join(ROOT, "docs", "postgresql")
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", f"{sql}/schema.sql", "-f", f"{sql}/queue.sql"], check=True)

    def ask(self, *commands):
        words = [word for command in commands for word in ("-c", command)]
        result = subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *words], check=True, capture_output=True, text=True)
        return result.stdout.strip()

    def stop(self):
        self.server.send_signal(signal.SIGINT)
        self.server.wait()
        shutil.rmtree(self.folder)


def write_ini(work, port, count, every):
    path = os.path.join(work, f"queue{count}.ini")
    with open(path, "w", encoding="ascii") as file:
        file.write(f"[pmon]\nid = bench\nevery = {every}\nlog.level = ERROR\n[urls]\n")
        file.writelines(f"url.{number} = http://127.0.0.1:{port}/{number}\n" for number in range(count))
    return path


def start_workers(conf, count, *more):
    return [subprocess.Popen([f"{ROOT}/scripts/pmon-worker", "--conf", conf, *more]) for _ in range(count)]


def stop(processes):
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait()


def processor_seconds():
    """Of the whole machine: user and system time."""
    with open("/proc/stat", encoding="ascii") as stat:
        fields = stat.readline().split()
    return (int(fields[1]) + int(fields[3])) / os.sysconf("SC_CLK_TCK")


def throughput(database, work, port, say):
    """As much as five workers get through, and the same by pmon-fleet and pmon-probe."""
    say("20,000 targets that are all due", "seconds", "a minute")
    conf = write_ini(work, port, 20_000, "1h")
    subprocess.run([f"{ROOT}/scripts/pmon-targets", "--conf", conf], check=True, stdout=subprocess.DEVNULL)
    for workers in (1, 5):
        database.ask("truncate pmon.records", "update pmon.targets set due = now()", "vacuum analyze pmon.targets")
        begin = time.perf_counter()
        running = start_workers(conf, workers)
        while database.ask("select count(*) from pmon.targets where due <= now()") != "0":
            time.sleep(0.2)
        seconds = time.perf_counter() - begin
        stop(running)
        assert database.ask("select count(*) from pmon.records") == "20000"
        say(f"pmon-worker, {workers}", f"{seconds:.1f}", f"{60 * 20_000 / seconds:,.0f}")
    for name, command in (
        ("pmon-fleet on this machine alone, into PostgreSQL",
         f"{ROOT}/scripts/pmon-fleet --conf {conf} --probe {BIN}/pmon-probe : | psql -qAtX -f {ROOT}/docs/postgresql/import.sql"),
        ("pmon-probe alone, into PostgreSQL", f"{BIN}/pmon-probe --conf {conf} | psql -qAtX -f {ROOT}/docs/postgresql/import.sql"),
    ):
        database.ask("truncate pmon.records")
        begin = time.perf_counter()
        subprocess.run(["bash", "-o", "pipefail", "-c", command], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        say(name, f"{seconds:.1f}", f"{60 * 20_000 / seconds:,.0f}")


def steady(database, work, port, say, seconds=90):
    """20,000 targets once a minute: are they checked in time, and how far behind is the follower?"""
    conf = write_ini(work, port, 20_000, "1m")
    database.ask("truncate pmon.records, pmon.targets")
    subprocess.run([f"{ROOT}/scripts/pmon-targets", "--conf", conf], check=True, stdout=subprocess.DEVNULL)
    follower = subprocess.Popen([f"{ROOT}/scripts/pmon-follow", "--conf", conf])
    workers = start_workers(conf, 5)
    # The first minute does the work of a whole period at once.
    time.sleep(60)
    began, busy, first = time.time(), processor_seconds(), database.ask("select max(arrived::text::bigint) from pmon.records")
    lag = []
    latest = os.path.join(work, "current.json")
    while time.time() < began + seconds:
        newest = 0.0
        try:
            newest = float(subprocess.run(["jq", "[.[].at] | max", latest], check=True, capture_output=True, text=True).stdout)
        except (subprocess.CalledProcessError, ValueError):
            pass
        there = float(database.ask("select extract(epoch from max(at)) from pmon.records"))
        lag.append(there - newest)
        time.sleep(1)
    busy = processor_seconds() - busy
    took = time.time() - began
    late = database.ask(f"""select count(*), percentile_cont(array[0.5, 0.99, 1]) within group (order by extract(epoch from at) - run / 1000.0)
        from pmon.records where arrived > '{first}'::xid8""")
    stop(workers + [follower])
    count, percentiles = late.split("|")
    say("20,000 targets once a minute, five workers, one follower", f"{60 * int(count) / took:,.0f} checks a minute",
        f"seconds after they were due, median, p99, worst: {percentiles}",
        f"follower behind, median and worst: {sorted(lag)[len(lag) // 2]:.1f} and {max(lag):.1f} s",
        f"{busy / took:.2f} processors, all work of the machine included")


def claiming(database, say):
    """Taking 500 of a million targets."""
    database.ask("truncate pmon.records, pmon.targets", """insert into pmon.targets (monitor, target, every, due, object)
        select 'bench', 'url.' || n, interval '1 h', now() + (n - 100000) * interval '10 ms',
               json_build_object('url', 'http://127.0.0.1/' || n, 'target', 'url.' || n) from generate_series(1, 1000000) as n""",
                 "vacuum analyze pmon.targets")
    # The time that the server needs, 50 times; each takes others than those before.
    text = "call pmon.begin_work(); set jit = off;\n" + "".join(
        """begin; select clock_timestamp() as began \\gset
        select count(*) from pmon.claim(null, array['bench'], 500) \\g /dev/null
        select extract(epoch from clock_timestamp() - :'began'::timestamptz) * 1000;
        update pmon.targets set due = claimed.next from claimed where targets.id = claimed.id;
        commit;\n""" for _ in range(50))
    times = sorted(float(line) for line in subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1"], input=text, check=True, capture_output=True, text=True).stdout.split())
    say("taking 500 of 1,000,000 targets, ms: median, worst", f"{times[len(times) // 2]:.1f}", f"{times[-1]:.1f}")


def measure_queue(work, say):
    database = Database()
    server, port = start_nginx(work)
    try:
        claiming(database, say)
        throughput(database, work, port, say)
        steady(database, work, port, say)
    finally:
        server.terminate()
        server.wait()
        database.stop()
