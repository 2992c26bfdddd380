#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What is around the queue is not as usual: disks without room, copies of the database, locks, rights, odd environments.
# shellcheck disable=SC2030,SC2031,SC2153,SC2154,SC2317 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers

teardown() { common_teardown; }

setup() { queue_setup; }

# Stores a record of the target $1 in a transaction that ends when the command $2 of a shell does.
store_record() {
    psql -qAtX -v ON_ERROR_STOP=1 >/dev/null <<END
begin;
create temporary table incoming (line text) on commit drop;
insert into incoming values ('{"url":"http://h/$1","target":"url.$1","time":"2026-05-04 10:00:00.000","result":"SUCCESS","message":"OK","run":5,"at":1777888800}');
select pmon.take();
\\! ${2:-true}
commit;
END
}

# A copy of the database that reads along, in the folder COPY.
start_copy() {
    COPY=$(mktemp -d /tmp/pmon-copy.XXXXXX)
    local as=()
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$COPY"
        as=(setpriv --reuid postgres --regid postgres --clear-groups)
    fi
    (cd / && "${as[@]}" "$POSTGRESQL_BIN/pg_basebackup" -D "$COPY/data" -R -X stream --no-sync -c fast)
    (cd / && exec timeout 600 "${as[@]}" "$POSTGRESQL_BIN/postgres" -D "$COPY/data" -k "$COPY" -c listen_addresses= \
        -c fsync=off >>"$BATS_FILE_TMPDIR/copy.log" 2>&1 3>&-) &
    keep $!
    wait_until 30 psql -qAtX -h "$COPY" -c 'select 1'
}

# True once the copy has the record of the target $1.
has_copied() { [ "$(psql -qAtX -h "$COPY" -c "select count(*) from pmon.records where target = 'url.$1'")" = 1 ]; }

# The targets of the records in the data file.
stored() { "$PMON_BIN/pmon-store" export 2>/dev/null | jq -r .target | sort | tr '\n' ' '; }

is_gone() { ! kill -0 "$1" 2>/dev/null; }

@test "a follower of a copy misses no record whose transaction was under way when it looked" {
    start_copy
    mkfifo gate
    store_record slow 'cat gate' 3>&- &
    keep $!
    has_begun() { [ "$(ask "select count(*) from pg_stat_activity where state = 'idle in transaction' and backend_xid is not null")" = 1 ]; }
    wait_until 10 has_begun
    store_record quick
    wait_until 10 has_copied quick
    PGHOST=$COPY "$FOLLOW" --once
    [ "$(stored)" = 'url.quick ' ]
    echo go >gate
    wait_until 10 has_copied slow
    PGHOST=$COPY "$FOLLOW" --once
    [ "$(stored)" = 'url.quick url.slow ' ]
    # What is known does not come again, from the copy or from the database itself.
    cp pmon.json.position before
    PGHOST=$COPY "$FOLLOW" --once
    cmp pmon.json.position before
    "$FOLLOW" --once
    cmp pmon.json.position before
    rm -rf "$COPY"
}

@test "a database that was put back to an earlier state is another one" {
    store_record one
    "$FOLLOW" --once
    # Its next transactions have numbers that the position calls seen.
    read -r origin snapshot <pmon.json.position
    number=$((${snapshot%%:*} + 100000))
    echo "$origin $number:$number:" >pmon.json.position
    run --separate-stderr "$FOLLOW" --once
    [ "$status" -eq 0 ]
    [[ "$stderr" == *'warn: another database: '* ]]
    read -r origin snapshot <pmon.json.position
    [ "${snapshot%%:*}" -lt "$number" ]
}

@test "no room for a worker's temporary files: no target is blamed, and the work goes on when there is room" {
    [ "$(id -u)" -eq 0 ] || skip "mounting needs root"
    write_queue 400 ok
    mkdir small
    for size in 32k 64k 100k 150k; do
        # shellcheck disable=SC2016 # for the inner shell
        run --separate-stderr unshare -m --propagation private bash -c 'mount -t tmpfs -o "size=$1" tmpfs small &&
            TMPDIR=$PWD/small timeout 300 "$WORKER" --once' - "$size"
        [ "$status" -eq 74 ] || { echo "$size: $status: $stderr" && false; }
        [ "$(ask "select count(*) from pmon.records where result <> 'SUCCESS'")" = 0 ]
    done
    "$WORKER" --once
    expect_once
    [ "$(ask "select distinct result from pmon.records")" = SUCCESS ]
}

@test "a signal ends a follower whose query waits for a lock" {
    store_record one
    hold pmon.records
    is_waiting() { [ "$(ask "select count(*) from pg_stat_activity where application_name = 'pmon-follow' and wait_event_type = 'Lock'")" = 1 ]; }
    is_over() { [ "$(ask "select count(*) from pg_stat_activity where application_name = 'pmon-follow'")" = 0 ]; }
    for mode in '' --once; do
        # shellcheck disable=SC2086 # no word where there is none
        "$FOLLOW" $mode 2>log 3>&- 9>&- &
        keep $!
        wait_until 10 is_waiting
        kill -TERM "$LAST_PID"
        wait_until 10 is_gone "$LAST_PID"
        code=0
        wait "$LAST_PID" || code=$?
        [ "$code" -eq "$([ -n "$mode" ] && echo 143 || echo 0)" ]
        [ ! -s log ]
        # Its session may wait on, as a server that waits for a lock does not look whether its client is there.
        ask "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pmon-follow'" >/dev/null
        wait_until 10 is_over
    done
    release
    "$FOLLOW" --once
    [ "$(stored)" = 'url.one ' ]
}

@test "the encoding of the client's environment changes no letter" {
    printf '[pmon]\nid = Łódź\n[urls]\nurl.1 = http://127.0.0.1:%s/ok/1\n[checks]\nurl.1.name = 東京 ñ\nurl.1.expect.body = ж\n' "$(cat port)" >pmon.ini
    export PGCLIENTENCODING=LATIN1
    "$TARGETS" >brought
    "$WORKER" --once
    "$FOLLOW" --once
    "$PMON_BIN/pmon-store" export >records
    echo '{"url":"http://x/","result":"SUCCESS","message":"ñandú 東","run":1,"at":1777888800}' >line
    [ "$(psql -qAtX -f "$SQL/import.sql" <line)" = 1 ]
    export PGCLIENTENCODING=UTF8
    [ "$(ask "select monitor from pmon.targets")" = Łódź ]
    [ "$(jq -r '.monitor, .message' records)" = $'Łódź\nbody "ok ", expected to match "ж"' ]
    [ "$(ask "select message from pmon.records order by run")" = $'ñandú 東\nbody "ok ", expected to match "ж"' ]
}

@test "the rights that the document names are enough, and none is too many" {
    sed -n '/^grant /p' "$PROJECT/docs/scale.md" >grants
    [ "$(wc -l <grants)" -ge 4 ]
    for role in pmon_targets pmon_worker pmon_follower; do ask "create role $role login"; done
    printf '[pmon]\nid = fleet\n[urls]\nurl.1 = http://127.0.0.1:%s/ok/1\n' "$(cat port)" >pmon.ini
    use_queue() {
        PGUSER=pmon_targets "$TARGETS" && PGUSER=pmon_targets "$TARGETS" --every 1h && PGUSER=pmon_worker "$WORKER" --once &&
            PGUSER=pmon_follower "$FOLLOW" --once && [ "$(stored)" = 'url.1 ' ]
    }
    for without in $(seq "$(wc -l <grants)"); do
        sed "${without}d" grants | psql -qX -v ON_ERROR_STOP=1
        run use_queue
        [ "$status" -eq 69 ]
        [[ "$output" == *'permission denied'* ]]
        ask 'drop owned by pmon_targets, pmon_worker, pmon_follower; truncate pmon.targets, pmon.records'
        rm -f pmon.json*
    done
    psql -qX -v ON_ERROR_STOP=1 -f grants
    use_queue
    ask 'drop owned by pmon_targets, pmon_worker, pmon_follower; drop role pmon_targets, pmon_worker, pmon_follower'
}

@test "transactions that are serializable unless told otherwise" {
    write_queue 60 ok
    export PGOPTIONS='-c default_transaction_isolation=serializable'
    "$TARGETS" --every 2h >/dev/null
    for name in 1 2 3; do start_worker "$name" --batch 7; done
    expect_once
    for name in 1 2 3; do [ ! -s "$name.log" ] || { cat "$name.log" && false; }; done
}

@test "a clock that was ahead: what it put off is named, and listing the targets brings it back" {
    write_queue 3 ok
    ask "update pmon.targets set due = due + interval '3 years' where target <> 'url.2'"
    [ "$(ask 'select targets from pmon.overdue')" = 2 ]
    "$TARGETS" >brought
    [ "$(cat brought)" = 'fleet: 0 added, 2 changed, 0 removed' ]
    [ "$(ask 'select count(*) from pmon.overdue')" = 0 ]
    "$WORKER" --once
    [ "$(ask "select count(distinct target) from pmon.records where run between 1000 * extract(epoch from now() - interval '2 h') and 1000 * extract(epoch from now())")" = 3 ]
    "$TARGETS" >brought
    [ "$(cat brought)" = 'fleet: 0 added, 0 changed, 0 removed' ]
}

@test "the scan command of the document lets workers check everything once more, in all places at one instant" {
    write_queue 4 ok
    ask "insert into pmon.targets (monitor, target, place, every, due, object)
        select monitor, target, 'rome', every, due + interval '2 min', object from pmon.targets"
    printf 'place = rome\n' | sed -i '1r /dev/stdin' pmon.ini
    ask "update pmon.targets set due = now() - interval '1 s'"
    "$WORKER" --once
    [ "$(ask 'select count(*), count(distinct run) from pmon.records')" = '8|1' ]
    # shellcheck disable=SC2016 # a pattern
    command=$(sed -n 's/.*`scan.command = \(psql .*"\)`.*/\1/p' "$PROJECT/docs/scale.md")
    [ -n "$command" ]
    sh -c "$command"
    "$WORKER" --once
    [ "$(ask 'select count(*), count(distinct run) from pmon.records')" = '16|2' ]
    [ "$(ask 'select count(distinct due), bool_and(due > now()) from pmon.targets')" = '1|t' ]
}
