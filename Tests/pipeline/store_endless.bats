#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: stops, readers that stall, and faults that pass.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    seq 3000 | awk '{
        printf "{\"url\":\"http://%s/\",\"time\":\"2023-11-14 22:13:20.000000\",\"result\":\"SUCCESS\",", $1 % 7
        printf "\"message\":\"%080d\",\"at\":%d,\"run\":%d}\n", $1, 1700000000 + $1, $1 }' >many
    head -n 20 many >few
}
teardown() { common_teardown; }

# Starts a store that reads from the pipe that descriptor 8 writes to.
start_store() {
    mkfifo input
    exec 8<>input
    pmon-store "$@" <input >out 2>messages 8>&- 3>&- &
    keep $!
}

has_records() { [ "$(pmon-store export "${@:2}" 2>/dev/null | wc -l)" = "$1" ]; }

# True if the store has taken all of its input and sleeps.
is_idle() { [ "$(awk '{ print $3 }' "/proc/$LAST_PID/stat")" = S ]; }

# Holds the lock until descriptor 9 is closed.
hold_lock() {
    exec 9>pmon.json.lock
    flock 9
}

waits_for_lock() { grep -q pmon.json.lock <(ls -l "/proc/$LAST_PID/fd"); }

@test "a stop while another process holds the lock stores what was read, a second and third one, too" {
    hold_lock
    pmon-store <few 2>messages 9>&- 3>&- &
    keep $!
    wait_until 20 waits_for_lock
    for _ in 1 2 3; do
        kill -TERM "$LAST_PID"
        # Two signals within a tenth of a second count as one.
        timeout 0.2 tail --pid="$LAST_PID" -f /dev/null || true
    done
    kill -0 "$LAST_PID"
    exec 9>&-
    status=0
    wait "$LAST_PID" || status=$?
    [ "$status" = 143 ]
    has_records 20
}

@test "a reader of --tee that stalls holds up neither the store nor a stop" {
    mkfifo output
    mkfifo input
    exec 8<>input 7<>output
    pmon-store --tee <input >output 2>messages 8>&- 7>&- 3>&- &
    keep $!
    cat many >&8
    # 600 KiB do not fit into the pipe.
    wait_until 30 has_records 3000
    kill -TERM "$LAST_PID"
    status=0
    wait "$LAST_PID" || status=$?
    [ "$status" = 143 ]
    exec 8>&- 7>&-
    has_records 3000
}

@test "--tee passes on nothing that is not stored, and everything that is" {
    # The journal is synchronised before the first line is written.
    strace -f -o trace -e trace=fsync,write pmon-store --tee <few >out
    cmp out few
    awk '/fsync\(/ { stored = 1 } /write\(1, / && !stored { exit 1 }' trace
    mkdir locked
    : >locked/pmon.json.journal
    chattr +i locked/pmon.json.journal 2>/dev/null || skip "no immutable files here"
    run pmon-store --tee --data locked/pmon.json <few
    chattr -i locked/pmon.json.journal
    [ "$status" != 0 ]
    [[ $output != *'"url"'* ]]
}

@test "a slow reader of --tee gets every line" {
    pmon-store --tee <many | {
        read -r first
        wait_until 20 has_records 3000
        echo "$first"
        cat
    } >out
    cmp out many
}

@test "--follow --tee goes on storing while its reader stalls" {
    mkfifo output
    mkfifo input
    exec 8<>input 7<>output
    pmon-store --follow --flush 20ms --tee <input >output 2>messages 8>&- 7>&- 3>&- &
    keep $!
    cat many >&8
    wait_until 30 has_records 3000
    record http://later/ 1 SUCCESS >&8
    wait_until 30 has_records 3001
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    exec 8>&- 7>&-
}

@test "--follow outlives a full disk and says so once" {
    small_file_system 400k
    start_store --follow --flush 20ms --data small/pmon.json --latest small/current.json
    cat few >&8
    wait_until 20 has_records 20 --data small/pmon.json
    dd if=/dev/zero of=small/fill bs=1k status=none || true
    sed -n 21,200p many >&8
    wait_until 20 grep -q 'No space left' messages
    sed -n 201,300p many >&8
    rm small/fill
    wait_until 30 has_records 300 --data small/pmon.json
    [ "$(grep -c 'is kept and tried again' messages)" = 1 ]
    wait_until 20 grep -q 'stored again' messages
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    exec 8>&-
    [ "$(echo small/*)" = 'small/current.json small/pmon.json small/pmon.json.journal small/pmon.json.lock' ]
}

@test "--follow that is stopped during an outage says what is not stored" {
    small_file_system 400k
    start_store --follow --flush 20ms --data small/pmon.json --latest small/current.json
    wait_until 20 test -e small/pmon.json.journal
    dd if=/dev/zero of=small/fill bs=1k status=none || true
    cat few >&8
    wait_until 20 grep -q 'No space left' messages
    kill -TERM "$LAST_PID"
    status=0
    wait "$LAST_PID" || status=$?
    exec 8>&-
    [ "$status" = 74 ]
    grep -q 'error: 20 records that were read are not stored; they are on stdout' messages
    rm small/fill
    pmon-store --data small/pmon.json <out
    has_records 20 --data small/pmon.json
}

@test "--follow at the end of its input waits for room, unless it is stopped" {
    small_file_system 400k
    start_store --follow --flush 10s --data small/pmon.json --latest small/current.json
    wait_until 20 test -e small/pmon.json.journal
    dd if=/dev/zero of=small/fill bs=1k status=none || true
    cat few >&8
    exec 8>&-
    wait_until 20 grep -q 'No space left' messages
    kill -0 "$LAST_PID"
    rm small/fill
    wait "$LAST_PID"
    has_records 20 --data small/pmon.json
    [ ! -s out ]
    grep -q 'stored again' messages
}

@test "--follow --tee passes nothing on that is not stored, at the end neither" {
    small_file_system 400k
    start_store --follow --tee --flush 20ms --data small/pmon.json --latest small/current.json
    wait_until 20 test -e small/pmon.json.journal
    dd if=/dev/zero of=small/fill bs=1k status=none || true
    cat few >&8
    exec 8>&-
    wait_until 20 grep -q 'No space left' messages
    kill -TERM "$LAST_PID"
    status=0
    wait "$LAST_PID" || status=$?
    [ "$status" = 74 ]
    [ ! -s out ]
    grep -q 'error: 20 records that were read are not stored$' messages
}

@test "--follow outlives errors of the disk, and stores each record once" {
    strace -o /dev/null true || skip "strace is not permitted here"
    for fault in fsync:error=EIO:when=2+5 write:error=ENOSPC:when=6+9 rename:error=EIO:when=1+3; do
        rm -f pmon.json* current.json* input
        mkfifo input
        exec 8<>input
        strace -qq -o /dev/null -e "inject=$fault" pmon-store --follow --flush 20ms <input 2>messages 8>&- 3>&- &
        keep $!
        head -n 5 many >&8
        sed -n 6,9p many >&8
        wait_until 40 has_records 9
        exec 8>&-
        wait "$LAST_PID" || true
        [ "$(pmon-store export | sort -u | wc -l)" = 9 ]
        pmon-store check >/dev/null
    done
}

@test "--follow folds when a flush is due, not for each part of a flood" {
    for n in 1 2 3 4; do sed "s|http://|http://$n.|" many; done >flood
    for n in 1 2 3 4; do sed "s|http://|http://$n.|" flood; done >flood16
    pmon-store <few
    before=$(stat -c %i pmon.json)
    start_store --follow --flush 1h
    # 10 MB of records: two parts of 4 MiB, and what waits in memory.
    cat flood16 >&8
    is_stored() { [ "$(stat -c %s pmon.json.journal)" -gt 8000000 ]; }
    wait_until 60 is_stored
    wait_until 60 is_idle
    [ "$(stat -c %i pmon.json)" = "$before" ]
    kill -9 "$LAST_PID"
    wait "$LAST_PID" || true
    stored=$(pmon-store export | wc -l)
    [ "$stored" -gt 30000 ]
    # The next one makes all whole, and what comes twice is kept once.
    exec 8>&-
    pmon-store --follow --flush 1h <flood16
    has_records 48020
    [ ! -s pmon.json.journal ]
    [ "$(jq length current.json)" = 119 ]
    pmon-store check >/dev/null
}

@test "--follow reads no more than it can keep while it cannot store" {
    pmon-store <few
    hold_lock
    mkfifo input
    for _ in $(seq 25); do cat many; done >input 9>&- 3>&- &
    writer=$!
    keep "$writer"
    pmon-store --follow --flush 20ms <input 2>messages 9>&- 3>&- &
    keep $!
    wait_until 20 waits_for_lock
    wait_until 20 is_idle
    # 15 MB were offered, and the writer still waits.
    [ "$(awk '/^RssAnon/ { print $2 }' "/proc/$LAST_PID/status")" -lt 40000 ]
    kill -0 "$writer"
    exec 9>&-
    wait "$writer"
    wait "$LAST_PID"
    has_records 3000
}

@test "the memory of a run does not grow with its input" {
    peak() {
        awk -v lines="$1" 'BEGIN { for (n = 0; n < lines; n++) {
            printf "{\"url\":\"http://%d/\",\"time\":\"2023-11-14 22:13:20.000000\",\"result\":\"SUCCESS\",", n % 1000
            printf "\"message\":\"%0200d\",\"at\":%d,\"run\":%d}\n", n, 1700000000 + n, n } }' >lines
        rm -f pmon.json* current.json
        pmon-store <lines 3>&- &
        keep $!
        most=0
        while memory=$(awk '/^RssAnon/ { print $2 }' "/proc/$LAST_PID/status" 2>/dev/null) && [ -n "$memory" ]; do
            [ "$memory" -le "$most" ] || most=$memory
        done
        wait "$LAST_PID"
        [ "$(wc -l <pmon.json)" = "$(($1 + 2002))" ] || return 1
        echo "$most"
    }
    [ -n "$PMON_LONG_TESTS" ] || skip "takes a minute"
    small=$(peak 600000)
    large=$(peak 2000000)
    echo "600,000 lines: $small KiB, 2,000,000 lines: $large KiB"
    [ "$large" -lt $((small + 16384)) ]
}
