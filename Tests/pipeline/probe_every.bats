#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe --every: no drift, no overlap, a configuration that changes.
# shellcheck disable=SC2154 # bats sets stderr and lines

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
}

@test "scans begin at multiples of the period, their addresses spread over it" {
    pmon-probe --every 500ms --count 4 "$FAULTS/ok?1" "$FAULTS/ok?2" "$FAULTS/ok?3" "$FAULTS/ok?4" "$FAULTS/ok?5" >out
    [ "$(wc -l <out)" -eq 20 ]
    [ "$(jq -r .run out | sort -u | wc -l)" -eq 4 ]
    [ "$(jq -r .of out | sort -u)" = 5 ]
    # A busy machine makes some checks late, but not most of them, and none early: the median tells.
    # Every address is checked each 500 ms: three periods lie between the first and the last, and nothing adds up.
    jq -e -s 'group_by(.url) | map(last.at - first.at) | sort[2] | . > 1.35 and . < 1.65' out
    # The addresses of one scan are 100 ms apart.
    jq -e -s 'group_by(.run) | map(sort_by(.at) | [.[1:], .[:-1]] | transpose[] | .[0].at - .[1].at)
        | length == 16 and (sort[8] | . > 0.05 and . < 0.2)' out
}

@test "steps of the clock neither hurry nor hold the scans, and records tell the new time" {
    printf '[pmon]\ntimeout = 5\n' >pmon.ini
    printf '+0\n' >offset
    step_to() { printf '%s\n' "$1" >offset.new && mv offset.new offset; }
    # has_records N FILTER: that many records of which the filter is true, where $first is the first one.
    has_records() { [ "$(jq -nc "input as \$first | \$first, inputs | select($2)" out | wc -l)" -ge "$1" ]; }
    : >out
    # Only the probe's wall clock is false; the arrival of each record is noted by the true one.
    "${WITH_CLOCK[@]}" FAKETIME_TIMESTAMP_FILE="$PWD/offset" FAKETIME_NO_CACHE=1 NO_FAKE_STAT=1 TZ=UTC \
        pmon-probe --every 500ms --count 16 "$FAULTS/delay?0.2" |
        while read -r line; do jq -c --arg now "$(date +%s.%N)" '. + {arrived: $now | tonumber}' <<<"$line"; done >>out &
    local pid=$!
    # shellcheck disable=SC2030,SC2031 # each test has its own
    PIDS+=("$pid")
    wait_until 30 has_records 3 true
    step_to +3600
    # shellcheck disable=SC2016 # for jq
    wait_until 30 has_records 2 '.at - $first.at > 3000'
    step_to -3600
    wait "$pid"
    [ "$(wc -l <out)" -eq 16 ]
    [ "$(jq -r .result out | sort -u)" = SUCCESS ]
    # Each comes at its multiple of the period, an hour forth or two back notwithstanding.
    jq -e -s 'to_entries | map(.value.arrived - .key * 0.5) | max - min < 2' out
    jq -e -s '[.[1:], .[:-1]] | transpose | map(.[0].at - .[1].at)
        | (map(select(. > 3500)) | length == 1) and (map(select(. < -7100)) | length == 1)' out
    # All fields that tell the time tell the same, and durations do not notice.
    jq -e -s 'map((.at | floor | strftime("%Y-%m-%d %H:%M:%S")) == .time[:19]
        and (.run / 1000 - .at | fabs) < 1.5 and .timing.total > 190 and .timing.total < 3000) | all' out
}

@test "a check that lasts longer than the period does not overlap itself, and every scan is whole" {
    printf '[pmon]\ntimeout = 5\n' >pmon.ini
    run --separate-stderr pmon-probe --every 200ms --count 3 "$FAULTS/delay?0.5" "$FAULTS/ok"
    [ "$status" -eq 0 ]
    [[ "$stderr" == *"scan left out"* ]]
    [ "${#lines[@]}" -eq 6 ]
    jq -e -s 'group_by(.run) | length == 3 and (map(length == 2) | all)' <<<"$output"
    jq -e -s 'map(select(.url | endswith("0.5"))) | sort_by(.at) | [.[1:], .[:-1]] | transpose
        | map((.[0].at - .[1].at) > 0.45) | all' <<<"$output"
}

@test "a changed configuration is read, a bad one is reported and the old one kept" {
    printf '[urls]\nurl.a=%s/ok\n' "$FAULTS" >pmon.ini
    pmon-probe --every 100ms >out 2>err &
    local pid=$!
    # shellcheck disable=SC2030,SC2031 # each test has its own
    PIDS+=("$pid")
    wait_until 30 grep -q url.a out
    printf '[urls]\nurl.b=%s/ok\n' "$FAULTS" >pmon.new && mv pmon.new pmon.ini
    wait_until 30 grep -q url.b out
    printf '[urls\n' >pmon.new && mv pmon.new pmon.ini
    wait_until 30 grep -q 'stays in force' err
    local before
    before=$(wc -l <out)
    more_records() { [ "$(wc -l <out)" -gt "$before" ]; }
    wait_until 30 more_records
    [ "$(tail -n 1 out | jq -r .target)" = url.b ]
    printf '[urls]\nurl.c=%s/ok\n' "$FAULTS" >pmon.new && mv pmon.new pmon.ini
    kill -s HUP "$pid"
    wait_until 30 grep -q url.c out
    kill -s TERM "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 0 ]
}

@test "SIGHUP while the configuration is read for the first time asks to read it again" {
    mkfifo pmon.pipe
    ln -s pmon.pipe pmon.ini
    pmon-probe --every 100ms >out 2>err 3>&- &
    local pid=$!
    # shellcheck disable=SC2030,SC2031 # each test has its own
    PIDS+=("$pid")
    # The pipe opens once the tool has opened it as well; only its content is missing then.
    exec 7>pmon.pipe
    printf '[urls]\nurl.b=%s/ok\n' "$FAULTS" >pmon.new && mv pmon.new pmon.ini
    kill -s HUP "$pid"
    printf '[urls]\nurl.a=%s/ok\n' "$FAULTS" >&7
    exec 7>&-
    wait_until 30 grep -q url.b out
    kill -s TERM "$pid"
    wait "$pid"
}

@test "a target with a period of its own keeps it, others keep that of --every" {
    {
        printf '[pmon]\ntimeout = 5\n[urls]\n'
        for key in a b often seldom; do printf 'url.%s = %s/ok?%s\n' "$key" "$FAULTS" "$key"; done
        printf '[checks]\nurl.often.every = 750ms\nurl.seldom.every = 1h\n'
    } >pmon.ini
    # Long periods, as what takes longer than its period misses turns.
    pmon-probe --every 3s --count 3 >out
    [ "$(jq -r .target out | sort | uniq -c | awk '$2 != "url.often" { print $2, $1 }')" = 'url.a 3
url.b 3
url.seldom 1' ]
    # From the first beginning to the last turn are seven seconds and a half at least.
    [ "$(grep -c url.often out)" -ge 8 ]
    # Each scan is one, with as many records as it announces.
    jq -e -s 'group_by(.run) | map(length == .[0].of) | all' out
    jq -e -s 'map(select(.target == "url.often").at) | [.[1:], .[:-1]] | transpose | map(.[0] - .[1]) | sort[length / 2 | floor] | . > 0.6 and . < 1.05' out
    # The target of a long period had its first check at once.
    jq -e -s '(map(select(.target == "url.seldom").at)[0] - map(.at | values)[0]) < 4' out
}

@test "--count does not end before the targets with periods of their own have had their turn" {
    printf '[urls]\n' >pmon.ini
    for name in plain a b c; do echo "url.$name = $FAULTS/ok?$name"; done >>pmon.ini
    printf '[checks]\nurl.a.every = 4s\nurl.b.every = 4s\nurl.c.every = 4s\n' >>pmon.ini
    timeout 60 pmon-probe --every 1s --count 1 >out
    [ "$(jq -r .target out | sort | tr '\n' ' ')" = 'url.a url.b url.c url.plain ' ]
    sed -i 's/^url.plain = .*//' pmon.ini
    timeout 60 pmon-probe --every 1s --count 1 >out
    [ "$(jq -r .target out | sort | tr '\n' ' ')" = 'url.a url.b url.c ' ]
}
