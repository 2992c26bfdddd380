#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-worker: what becomes of its targets when it is sent signals.
# shellcheck disable=SC2030,SC2031,SC2153,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers
load fleet_helpers

setup() { queue_setup; }

# True if the worker $LAST_PID has targets in hand and its probe runs.
is_checking() { is_worker probing && is_running "$LAST_PID" pmon-probe; }

@test "signals: the first lets a worker deliver what it has in hand, and it ends with 0" {
    # Long enough that a signal comes while the first batch is checked.
    write_queue 40 slow/4
    # So it is with one to the whole group, as where a terminal is closed.
    for signal in HUP:10 QUIT:20; do
        setsid env --default-signal=QUIT "$WORKER" --batch 10 2>log 3>&- &
        keep $!
        wait_until 10 is_checking
        kill -s "${signal%:*}" -- "-$LAST_PID"
        wait "$LAST_PID"
        [ ! -s log ]
        [ "$(ask 'select count(*) from pmon.records')" = "${signal#*:}" ]
    done
    "$WORKER" --batch 10 2>log 3>&- &
    keep $!
    wait_until 10 is_checking
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    [ ! -s log ]
    [ "$(ask 'select count(*) from pmon.records')" = 30 ]
    # timeout(1) sends it to the process and to its group, which is one request; a later one drops what is in hand.
    timeout 300 "$WORKER" --batch 5 2>log 3>&- &
    keep $!
    wait_until 10 is_checking
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    [ "$(ask 'select count(*) from pmon.records')" = 35 ]
    # Another kind is another request at once. A shell ignores SIGINT for what it starts in the background.
    env --default-signal=INT "$WORKER" --batch 5 2>log 3>&- &
    keep $!
    wait_until 10 is_checking
    kill -TERM "$LAST_PID"
    # Two in the same moment may pass for one.
    while kill -INT "$LAST_PID" 2>/dev/null; do sleep 0.1; done
    status=0
    wait "$LAST_PID" || status=$?
    # The shell may look at them in another order.
    [ "$status" -eq 130 ] || [ "$status" -eq 143 ]
    [ "$(ask 'select count(*) from pmon.records')" = 35 ]
    [ ! -s log ]
    "$WORKER" --once
    expect_once
}

@test "a signal to the group before the checks have begun: they are delivered, and nothing is said" {
    write_queue 40 ok
    mkdir late
    # A stage that begins late, as on a busy machine: after the signal.
    printf '#!/bin/sh\ntouch begun\nuntil [ -e sent ]; do sleep 0.05; done\nexec %s "$@"\n' "$(command -v timeout)" >late/timeout
    chmod 755 late/timeout
    count=0
    for signal in HUP INT QUIT TERM; do
        rm -f begun sent
        setsid env --default-signal=INT,QUIT PATH="$PWD/late:$PATH" "$WORKER" --batch 10 2>log 3>&- &
        keep $!
        wait_until 10 test -e begun
        kill -s "$signal" -- "-$LAST_PID"
        touch sent
        wait "$LAST_PID"
        count=$((count + 10))
        [ ! -s log ]
        [ "$(ask 'select count(*) from pmon.records')" = "$count" ]
    done
    expect_once
}
