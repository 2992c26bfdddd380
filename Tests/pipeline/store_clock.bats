#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: data.keep by age where the clock leaps.
# shellcheck disable=SC2154 # run sets stderr

load helpers

setup() {
    common_setup
    printf '[pmon]\ndata.keep = 60d\ndata.archive = old.ndjson\n' >pmon.ini
}

# A record of address $1 that was checked at instant $2, in the zone of the machine.
on() {
    local at
    at=$(date -d "$2" +%s)
    printf '{"url":"http://%s/","time":"%s.000000","result":"SUCCESS","message":"OK","at":%d.5,"run":%d000}\n' \
        "$1" "$(date -d "@$at" '+%F %T')" "$at" "$at"
}

# Records of address $1, one every $3 hours from instant $2 on, $4 of them.
series() {
    local at step
    at=$(date -d "$2" +%s)
    for ((step = 0; step < $4; step++)); do
        printf '{"url":"http://%s/","time":"x","result":"SUCCESS","message":"OK","at":%d.5,"run":%d000}\n' \
            "$1" "$at" "$at"
        at=$((at + $3 * 3600))
    done
}

# A run of the store at instant $1, with the records of stdin.
store_at() { "${WITH_CLOCK[@]}" FAKETIME="@$1" pmon-store; }

count() { jq '[.[][]] | length' pmon.json; }

has() { [ "$(count)" = "$1" ]; }

# A history of address a: two days of hourly records that end at 2026-11-20 12:00.
begin() {
    series a '2026-11-18 12:00' 1 49 | store_at '2026-11-20 12:00:00'
    [ "$(count)" = 49 ]
}

@test "runs under a clock that leapt confirm nothing to each other, nor do folds" {
    begin
    local minute
    run --separate-stderr store_at '2099-01-01 00:00:00' < <(on a '2099-01-01 00:00')
    [ "$status" = 0 ]
    [[ $stderr == *'records older than data.keep stay: the clock is 26340 days ahead of what a day of records confirms' ]]
    for minute in 01 02 03; do on a "2099-01-01 00:$minute" | store_at "2099-01-01 00:$minute:00"; done
    "${WITH_CLOCK[@]}" FAKETIME='@2099-01-05 00:00:00' pmon-store fold
    "${WITH_CLOCK[@]}" FAKETIME='@2099-02-05 00:00:00' pmon-store </dev/null
    [ "$(count)" = 53 ]
    # With the right time again all is as before.
    on a '2026-11-20 13:00' | store_at '2026-11-20 13:00:00'
    [ "$(count)" = 54 ]
    [ ! -e old.ndjson ]
}

@test "several commits of one endless run confirm nothing, and warn once" {
    begin
    mkfifo input
    "${WITH_CLOCK[@]}" FAKETIME='@2080-05-05 12:00:00' pmon-store --follow --flush 10ms <input 2>messages 3>&- &
    keep $!
    exec 8>input
    local minute
    for minute in 1 2 3; do
        on a "2080-05-05 12:0$minute" >&8
        wait_until 20 has $((49 + minute))
    done
    exec 8>&-
    wait "$LAST_PID"
    [ "$(count)" = 52 ]
    [ "$(grep -c 'stay: the clock' messages)" = 1 ]
}

@test "a clock that wanders ahead from run to run confirms nothing" {
    begin
    local day
    for day in 2027-02-10 2027-05-01 2027-07-20 2028-01-01 2029-01-01 2031-01-01 2040-01-01; do
        on b "$day" | store_at "$day 00:00:00"
    done
    [ "$(count)" = 56 ]
}

@test "a day of records after a pause of months confirms it" {
    begin
    run --separate-stderr store_at '2027-03-01 00:00:00' < <(on a '2027-03-01 00:00')
    [[ $stderr == *'the clock is 101 days ahead of what a day of records confirms' ]]
    series a '2027-03-01 01:00' 1 22 | store_at '2027-03-01 22:00:00'
    [ "$(count)" = 72 ]
    on b '2027-03-02 00:01' | store_at '2027-03-02 00:01:00'
    [ "$(jq -r '[.[][].at] | min | todate' pmon.json | cut -c1-7)" = 2027-03 ]
    [ "$(wc -l <old.ndjson)" = 49 ]
    [ $(($(count) + $(wc -l <old.ndjson))) = 73 ]
}

@test "records come from a file: those ahead of the clock confirm nothing, those before it do" {
    begin
    # Two days of the future in one file.
    series a '2027-06-01 00:00' 1 48 | store_at '2026-11-20 13:00:00'
    [ "$(count)" = 97 ]
    # Another monitor went on meanwhile.
    series b '2026-11-20 12:00' 3 1600 | store_at '2027-06-08 12:00:00'
    [ "$(jq '."http://a/" | map(select(.at < 1790000000)) | length' pmon.json)" = 0 ]
    [ "$(jq -s 'map(select(.url == "http://a/")) | length' old.ndjson)" = 49 ]
}

@test "a clock that went back drops nothing, and what it dated stays with its neighbours" {
    begin
    on a '1999-12-31 00:00' | store_at '1999-12-31 00:00:00'
    on a '1999-12-31 00:01' | store_at '1999-12-31 00:01:00'
    series a '2026-11-20 13:00' 1 30 | store_at '2026-11-21 19:00:00'
    [ "$(count)" = 81 ]
    series a '2026-11-22 00:00' 3 1000 | store_at '2027-03-26 21:00:00'
    run ! grep -q 1999 pmon.json
    [ "$(grep -c '"time":"1999-12-31' old.ndjson)" = 2 ]
}

@test "one machine whose clock is wrong for ever costs the others nothing" {
    begin
    local hour
    for hour in 13 14 15; do
        { on far '2031-01-01 00:00'; on far "2031-01-0$((hour - 11)) 00:00"; on a "2026-11-20 $hour:00"; } |
            store_at "2026-11-20 $hour:00:00"
    done
    [ "$(jq '."http://a/" | length' pmon.json)" = 52 ]
    [ "$(jq '."http://far/" | length' pmon.json)" = 4 ]
}

@test "data.keep by number knows no time" {
    printf '[pmon]\ndata.keep = 2\n' >pmon.ini
    { on a 2026-10-01; on a 2095-01-01; on a 2026-10-04; } | store_at '2026-10-04 12:00:00'
    [ "$(jq -r '."http://a/"[].time[:10]' pmon.json | tr '\n' ' ')" = '2095-01-01 2026-10-04 ' ]
}

@test "a clock that leaps at random, between runs and while a --follow runs: nothing lost or doubled, as a model says" {
    python3 "$BATS_TEST_DIRNAME/store/clocks.py" 1 25 \
        "${WITH_CLOCK[@]}" FAKETIME_TIMESTAMP_FILE="$PWD/round/clock" FAKETIME_NO_CACHE=1 TZ=UTC
}

@test "what is ahead of a clock that was put back while a --follow runs is marked" {
    mkfifo input
    set_clock() { echo "@$1" >clock.new && mv clock.new clock; }
    set_clock '2040-01-01 00:00:00'
    "${WITH_CLOCK[@]}" FAKETIME_TIMESTAMP_FILE="$PWD/clock" FAKETIME_NO_CACHE=1 \
        pmon-store --follow --flush 10ms --quiet <input 3>&- &
    keep $!
    exec 8>input
    on a '2030-01-01 00:00' >&8
    wait_until 20 has 1
    set_clock '2026-11-20 12:00:00'
    on a '2030-01-01 00:01' >&8
    wait_until 20 has 2
    on a '2026-11-20 12:00' >&8
    wait_until 20 has 3
    exec 8>&-
    wait "$LAST_PID"
    [ "$(jq -c 'map(.[] | .clock)' pmon.json)" = '[null,"ahead",null]' ]
    [ "$(jq -r '."http://a/".time[:4]' current.json)" = 2026 ]
}
