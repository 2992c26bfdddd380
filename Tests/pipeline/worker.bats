#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workers that share a queue: whatever dies, stops or fills up, each target that is due has one record.
# shellcheck disable=SC2030,SC2031,SC2153,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers
load fleet_helpers

teardown() {
    common_teardown
    rm -rf "${DISK:-}"
}

setup() { queue_setup; }

@test "five workers share the work: each target once, and nobody says anything" {
    write_queue 300 ok
    for name in 1 2 3 4 5; do start_worker "$name" --batch 20; done
    expect_once
    cat ./*.log
    [ -z "$(cat ./*.log)" ]
    [ "$(ask 'select count(distinct record) from pmon.records')" = 300 ]
    [ "$(ask "select distinct monitor || result from pmon.targets join pmon.records using (target)")" = fleetSUCCESS ]
}

@test "a worker that is killed while it takes, checks, and delivers gives back at once what it held" {
    for phase in claim check deliver; do
        ask 'truncate pmon.records, pmon.targets'
        seconds=1
        [ "$phase" != check ] || seconds=8
        write_queue 30 "slow/$seconds"
        case "$phase" in
        claim) hold pmon.targets ;;
        deliver) hold pmon.records ;;
        esac
        start_worker "$phase" --batch 20
        worker=$LAST_PID
        if [ "$phase" = check ]; then wait_until 10 is_worker probing; else wait_until 10 is_worker waiting; fi
        kill -9 "$(script_of "$worker")"
        [ "$phase" = check ] || release
        # Nothing that it left behind holds the session open, while its checks still run.
        wait_until 10 is_free
        [ "$phase" != check ] || ss -Htn state established "( dport = :$(cat port) )" | grep -q .
        start_worker next --batch 30
        expect_once
        kill "$LAST_PID"
        wait "$LAST_PID"
    done
}

# Kills the stage $2 of the worker whose script is the process $1; false if there is none, or if it has just ended by itself.
kill_stage() {
    # shellcheck disable=SC2086 # words on purpose
    is_running "$1" "$2" && kill -9 $FOUND
}

@test "psql or a stage of a worker is killed: it goes on by itself" {
    write_queue 20 slow/2
    start_worker one --batch 20
    script=$(script_of "$LAST_PID")
    wait_until 10 is_worker probing
    kill -9 "$(pgrep -P "$script" -x psql)"
    wait_until 10 grep -q 'waiting' one.log
    wait_until 10 is_worker probing
    for stage in pmon-probe pmon-ssh; do
        wait_until 20 kill_stage "$script" "$stage"
    done
    expect_once
    grep -q 'info: ' one.log
}

@test "workers killed at random, over and over, and replaced" {
    write_queue 200 slow/0.1
    declare -A workers=()
    for name in 1 2 3 4 5; do
        start_worker "$name" --batch 10
        workers[$name]=$LAST_PID
    done
    RANDOM=7
    for _ in $(seq 25); do
        name=$((RANDOM % 5 + 1))
        sleep "0.$((RANDOM % 3))"
        kill -9 "$(script_of "${workers[$name]}")" 2>/dev/null || true
        start_worker "$name" --batch 10
        workers[$name]=$LAST_PID
    done
    expect_once
}

@test "a worker that is stopped for longer than its limit loses its targets, and drops its records when it goes on" {
    # Checks have half of the limit.
    write_queue 40 slow/1.5
    start_worker slow --batch 20 --limit 8
    group=$LAST_PID
    wait_until 10 is_worker probing
    kill -STOP -- "-$group"
    start_worker quick --batch 20 --limit 8
    expect_once
    kill -CONT -- "-$group"
    wait_until 30 grep -q 'waiting' slow.log
    wait_until 30 grep -q 'info: it goes on' slow.log
    expect_once
    [ "$(grep -c waiting slow.log)" -eq 1 ]
}

@test "a connection that is cut, or goes silent, in the middle of the records" {
    for kind in cut silent; do
        ask 'truncate pmon.records, pmon.targets'
        write_queue 400 status/503
        rm -f proxy.port cuts
        timeout 300 python3 "$BATS_TEST_DIRNAME/servers/cutting_proxy.py" "$PGHOST/.s.PGSQL.5432" "$kind" cuts >proxy.port 3>&- &
        keep $!
        wait_until 10 test -s proxy.port
        PGHOST=127.0.0.1 PGPORT=$(cat proxy.port) start_worker "$kind" --batch 300 --limit 8
        wait_until 30 test -s cuts
        [ "$(ask 'select count(*) from pmon.records')" = 0 ]
        expect_once
        grep -q 'waiting' "$kind.log"
        kill "$LAST_PID"
    done
}

# True if the log $1 says $2 times that it goes on.
goes_on() { [ "$(grep -c 'info: it goes on' "$1")" -ge "$2" ]; }

@test "the database restarts, and crashes, while five workers are at it" {
    # Work for longer than the last one of them takes to come back, twice.
    write_queue 300 slow/1
    for name in 1 2 3 4 5; do start_worker "$name" --batch 5; done
    outages=0
    for signal in INT QUIT; do
        wait_until 20 is_worker probing 3
        kill "-$signal" "$(cat "$BATS_FILE_TMPDIR/postgresql.pid")"
        wait_until 20 is_stopped
        wait_until 20 grep -q waiting 1.log
        run_postgresql
        wait_until 30 psql -qAtXc 'select 1'
        outages=$((outages + 1))
        for name in 1 2 3 4 5; do wait_until 20 goes_on "$name.log" "$outages" || { cat ./*.log; false; }; done
    done
    expect_once
    # While it is away a worker may learn of several reasons; it says each of them once.
    for name in 1 2 3 4 5; do
        awk '/it goes on/ { split("", said) } said[$0]++ { exit 1 }' "$name.log" || { cat "$name.log" && false; }
    done
}

@test "targets that are removed or changed while a worker holds them: one record, then they are gone" {
    write_queue 20 slow/1
    start_worker one --batch 20
    wait_until 10 is_worker probing
    sed -i -e '/^url.20 =/d' -e '/^url.19 =/s/$/x/' pmon.ini
    "$TARGETS" >brought 3>&- &
    keep $!
    wait "$LAST_PID"
    [ "$(cat brought)" = 'fleet: 0 added, 1 changed, 1 removed' ]
    expect_once
    [ "$(ask 'select count(*) from pmon.targets')" = 19 ]
    [ "$(ask "select object ->> 'url' from pmon.targets where target = 'url.19'")" = "http://127.0.0.1:$(cat port)/slow/1/19x" ]
}

@test "the disk of the database is full for a while: nothing that was committed is lost, and the work goes on" {
    [ "$(id -u)" -eq 0 ] || skip "mounting needs root"
    start_full_disk
    psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" -f "$SQL/queue.sql"
    # So many that they are not done before the disk is full.
    write_queue 1200 status/503
    for name in 1 2 3; do start_worker "$name" --batch 20; done
    wait_until 20 has_records 20
    fill_disk
    wait_until 20 grep -q waiting 1.log
    free_disk
    wait_until 30 psql -qAtXc 'select 1'
    expect_once
    grep -q 'No space left on device' full.log
}

@test "periods: a check at each instant of its clock, in each of its places, and no drift" {
    {
        printf '[pmon]\nid = fleet\nplace = home\n[urls]\n'
        for number in $(seq 6); do echo "url.$number = http://127.0.0.1:$(cat port)/slow/0.3/$number"; done
        printf '[checks]\nurl.1.every = 1s\nurl.2.every = 2s\nurl.2.places = berlin, paris\nurl.3.every = 1500ms\n'
    } >pmon.ini
    for place in berlin paris; do sed "s/place = home/place = $place/" pmon.ini >"$place.ini"; done
    # A long one, so that hardly any test sees it begin.
    "$TARGETS" --every 1000d >brought
    [ "$(cat brought)" = 'fleet: 7 added, 0 changed, 0 removed' ]
    start_worker one --conf berlin.ini
    start_worker two --conf paris.ini
    start_worker three
    enough() { [ "$(ask "select count(*) from pmon.records where target = 'url.1'")" -ge 6 ]; }
    wait_until 60 enough
    ask "select target, coalesce(place, ''), run, record ->> 'host' from pmon.records order by 1, 2, 3" >found
    python3 - <<'END'
import collections
runs = collections.defaultdict(list)
for line in open("found"):
    target, place, run, host = line.rstrip("\n").split("|")
    # A record of a place says that place; another one the place of its configuration, and who checked it.
    assert (place in ("berlin", "paris") and not host) if target == "url.2" else (place == "home" and host in ("berlin", "paris", "home"))
    runs[target, place].append(int(run))
every = {"url.1": 1000, "url.2": 2000, "url.3": 1500}
for (target, place), instants in runs.items():
    assert len(set(instants)) == len(instants), (target, place)
    steps = {later - earlier for earlier, later in zip(instants, instants[1:])}
    # A busy machine may be late by whole periods, never by parts of one.
    assert all(step % every.get(target, 86_400_000_000) == 0 for step in steps), (target, place, steps)
assert len(runs["url.4", "home"]) == 1
phases = {place: {run % 2000 for run in runs["url.2", place]} for place in ("berlin", "paris")}
assert phases["berlin"] == phases["paris"] and len(phases["paris"]) == 1, phases
END
}

@test "secrets come from the worker's configuration, evidence from its machines, and monitors are kept apart" {
    timeout 300 python3 "$BATS_TEST_DIRNAME/servers/login.py" >login 3>&- &
    keep $!
    wait_until 10 test -s login
    for id in shop bank; do
        printf '[pmon]\nid = %s\nevery = 1h\n[urls]\nurl.1 = http://127.0.0.1:%s/\n[checks]\nurl.1.user = %s\nurl.1.pwd = secret-of-%s\n' \
            "$id" "$(cat login)" "$id" "$id" >"$id.ini"
        chmod 600 "$id.ini"
    done
    "$TARGETS" --conf shop.ini --conf bank.ini >brought
    "$WORKER" --once --conf bank.ini --conf shop.ini
    [ "$(ask "select record ->> 'monitor', record ->> 'status', message from pmon.records order by 1")" = 'bank|200|OK
shop|200|OK' ]
    # A worker without a password checks nobody, rather than blame a server for it.
    ask 'truncate pmon.records'
    ask "update pmon.targets set due = now()"
    sed -i '/pwd/d' shop.ini
    "$WORKER" --once --conf shop.ini
    [ "$(ask "select distinct record ->> 'status', reason, message from pmon.records")" = '|config|pwd: not known here: url.1 needs it' ]
}

@test "no database: once is 69, else it waits; usage and configuration" {
    export PGHOST=$PWD
    run --separate-stderr "$WORKER" --once
    [ "$status" -eq 69 ]
    [[ "$stderr" == 'pmon-worker: error: the database: connection to server on socket '* ]]
    start_worker one
    wait_until 10 grep -q waiting one.log
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    [ "$(wc -l <one.log)" -eq 1 ]
    for arguments in --wrong '--batch 0' '--limit x' --conf; do
        # shellcheck disable=SC2086 # words on purpose
        run --separate-stderr "$WORKER" $arguments
        [ "$status" -eq 64 ]
    done
    run "$WORKER" --conf none.ini
    [ "$status" -eq 66 ]
    printf '[urls\n' >broken.ini
    run "$WORKER" --conf broken.ini
    [ "$status" -eq 78 ]
    printf '[pmon]\nplace = a\n' >a.ini
    printf '[pmon]\nplace = b\n' >b.ini
    run --separate-stderr "$WORKER" --conf a.ini --conf b.ini
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"b.ini: place: a worker is in one place, 'a', found 'b'" ]]
}
