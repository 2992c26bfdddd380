# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Targets in PostgreSQL, workers on this machine, and an oracle that counts what became of them.

# What a test of workers begins with: an empty queue, and a server that answers as its paths say.
queue_setup() {
    common_setup
    SQL=$PROJECT/docs/postgresql
    WORKER=$PROJECT/scripts/pmon-worker
    TARGETS=$PROJECT/scripts/pmon-targets
    FOLLOW=$PROJECT/scripts/pmon-follow
    export SQL WORKER TARGETS FOLLOW
    psql -qX -v ON_ERROR_STOP=1 -c 'set client_min_messages = error; drop schema if exists pmon cascade' \
        -f "$SQL/schema.sql" -f "$SQL/queue.sql"
    timeout 600 python3 "$PROJECT/Tests/soak/server.py" >port 2>/dev/null 3>&- &
    keep $!
    wait_until 30 test -s port
}

# A configuration with $1 addresses of the kind $2 (ok, slow/0.5, status/503), due once an hour, and its targets.
write_queue() {
    {
        printf '[pmon]\nid = fleet\nevery = 1h\ntimeout = 5s\n[urls]\n'
        for number in $(seq "$1"); do echo "url.$number = http://127.0.0.1:$(cat port)/$2/$number"; done
    } >pmon.ini
    "$TARGETS" >brought
    # Of this moment all, so that no further hour begins during the test.
    ask "update pmon.targets set due = date_trunc('second', now()) - interval '7 s'"
    expect_due
}

# Notes what is due: each target and place, and the instant, which is the `run` its one record has to have.
expect_due() {
    ask "select target, coalesce(place, ''), floor(extract(epoch from due) * 1000)::bigint from pmon.targets
        where due <= now() order by 1, 2" >expected
    [ -s expected ]
}

# Starts the worker $1; its messages are in $1.log. It is alone in its process group, so that all of it can be stopped.
start_worker() {
    local name=$1
    shift
    setsid timeout -s KILL 300 "$WORKER" "$@" >"$name.out" 2>"$name.log" 3>&- 9>&- &
    keep $!
}

# The process id of the script of a worker that start_worker has started. $1: the id of its timeout.
script_of() {
    wait_until 30 pgrep -P "$1"
    pgrep -P "$1" | head -n 1
}

# True if nothing is due any more.
is_done() { [ "$(ask 'select count(*) from pmon.targets where due <= now()')" = 0 ]; }

# Waits until all is checked, and counts from outside: each target that was due has one record for that instant and
# place, and none other; and is due again a whole number of periods later.
expect_once() {
    wait_until "${1:-60}" is_done
    psql -qAtXc "select target, coalesce(place, ''), run from pmon.records order by 1, 2, 3" >found
    psql -qAtXc "select target, coalesce(place, ''), floor(extract(epoch from due) * 1000)::bigint, extract(epoch from every)::int
        from pmon.targets" >next
    python3 - <<'END'
def rows(name):
    return [tuple(line.rstrip("\n").split("|")) for line in open(name)]
expected, found = rows("expected"), rows("found")
assert len(set(found)) == len(found), "twice"
lost, more = set(expected) - set(found), set(found) - set(expected)
assert not lost and not more, f"lost {sorted(lost)[:5]} of {len(expected)}, unexpected {sorted(more)[:5]}"
due = {row[:2]: int(row[2]) for row in expected}
for target, place, instant, every in rows("next"):
    if (target, place) in due:
        late = int(instant) - due[target, place]
        assert late > 0 and late % (1000 * int(every)) == 0, (target, place, late)
END
}

# True if a session of a worker is in the state $1: `probing` while its stages run, `waiting` while it waits for a lock.
is_worker() {
    local condition="state = 'idle in transaction'"
    [ "$1" = probing ] || condition="wait_event_type = 'Lock'"
    [ "$(psql -qAtXc "select count(*) from pg_stat_activity where application_name = 'pmon-worker' and $condition")" -ge "${2:-1}" ]
}

# True if no session of a worker is there.
is_free() { [ "$(psql -qAtXc "select count(*) from pg_stat_activity where application_name = 'pmon-worker'")" = 0 ]; }

# Holds the table $1 locked until `release`.
hold() {
    mkfifo gate
    psql -qAtX <gate >/dev/null 2>&1 3>&- &
    keep $!
    exec 9>gate
    echo "begin; lock table $1 in access exclusive mode; select 1;" >&9
    wait_until 10 is_locked "$1"
}

is_locked() { [ "$(psql -qAtXc "select count(*) from pg_locks where relation = '$1'::regclass and mode = 'AccessExclusiveLock' and granted")" -gt 0 ]; }

release() {
    exec 9>&-
    rm gate
}

# True if the history has at least $1 records.
has_records() { [ "$(psql -qAtXc 'select count(*) from pmon.records')" -ge "$1" ]; }

# A server of its own whose folder is a small disk that it alone sees; it comes back after each crash.
start_full_disk() {
    DISK=$(mktemp -d /tmp/pmon-disk.XXXXXX)
    mkdir "$DISK/data" "$DISK/socket"
    chown postgres "$DISK" "$DISK/data" "$DISK/socket"
    export DISK PGHOST=$DISK/socket
    # The mount ends with the processes in its namespace.
    # shellcheck disable=SC2016 # for the inner shell
    timeout 600 unshare -m --propagation private bash -c '
        mount -t tmpfs -o size=90m,mode=0700,uid=postgres tmpfs "$DISK/data"
        cd /
        as="setpriv --reuid postgres --regid postgres --clear-groups"
        $as "$POSTGRESQL_BIN/initdb" -D "$DISK/data/base" -U pmon -A trust -E UTF8 --locale C.UTF-8 --no-sync --wal-segsize=1
        trap "kill -INT \$server; wait \$server; exit" TERM
        while :; do
            $as "$POSTGRESQL_BIN/postgres" -D "$DISK/data/base" -k "$DISK/socket" -c listen_addresses= -c fsync=off \
                -c min_wal_size=2MB -c max_wal_size=4MB &
            server=$!
            wait $server
            sleep 0.2
        done' >full.log 2>&1 3>&- &
    keep $!
    wait_until 30 psql -qAtXc 'select 1'
    FILLER=/proc/$(pgrep -P "$LAST_PID")/root$DISK/data/filler
}

# Leaves no room on it, and makes room again.
fill_disk() { head -c 200M /dev/zero >"$FILLER" 2>/dev/null || true; }
free_disk() { rm -f "$FILLER"; }
