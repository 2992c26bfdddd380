#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-fleet: many hosts check as one, and one that dies in the middle loses nothing.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load fleet_helpers

setup() {
    common_setup
    FLEET=$PROJECT/scripts/pmon-fleet
    python3 "$PROJECT/Tests/soak/server.py" >port 2>/dev/null 3>&- &
    PIDS+=($!)
    wait_until 30 test -s port
}

# A configuration with $1 addresses of which each answers after $2 seconds.
write_targets() {
    {
        printf '[pmon]\nplace = here\ntimeout = 300s\n[urls]\n'
        for number in $(seq "$1"); do
            echo "url.$number = http://127.0.0.1:$(cat port)/slow/$2/$number"
        done
    } >fleet.ini
}

start_hosts() {
    prepare_hosts
    start_host berlin 127.0.0.11
    BERLIN=$LAST_PID
    start_host paris 127.0.0.12
    start_host rome 127.0.0.13
}

@test "three hosts, of which one dies in the middle: every address exactly once in the data file" {
    start_hosts
    write_targets 60 1
    "$FLEET" --conf fleet.ini --chunk 5 --probe "$PMON_BIN/pmon-probe" berlin paris rome >records 2>messages 3>&- &
    fleet=$!
    PIDS+=("$fleet")
    wait_until 60 is_busy "$BERLIN"
    kill_host "$BERLIN"
    wait "$fleet"
    pmon-store --data all.json <records
    [ "$(jq -r 'keys | length' all.json)" -eq 60 ]
    [ "$(jq '[.[] | length] | unique | .[]' all.json)" -eq 1 ]
    # All belong to one scan, and each tells where it comes from.
    [ "$(jq -r '[.run, .of] | @tsv' records | sort -u | cut -f 2)" = 60 ]
    [ "$(jq -r '.result' records | sort -u)" = SUCCESS ]
    [ "$(jq -r '.host' records | sort -u | grep -cE '^(paris|rome)$')" -eq 2 ]
}

@test "each host checks every address, and two of three decide" {
    start_hosts
    write_targets 6 0
    kill_host "$BERLIN"
    run --separate-stderr "$FLEET" --conf fleet.ini --each --probe "$PMON_BIN/pmon-probe" --retries 1 berlin paris rome
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"pmon-fleet: error: url.1: http://127.0.0.1:$(cat port)/slow/0/1: checked by 2 of 3 hosts"* ]]
    echo "$output" >records
    [ "$(jq -r .place records | sort | uniq -c | xargs)" = "6 paris 6 rome" ]
    "$PROJECT/scripts/pmon-quorum" --agree 2 --of 3 <records | pmon-store --data all.json
    [ "$(jq -c '[.[][] | [.result, .place, .of]] | unique' all.json)" = '[["SUCCESS","quorum",6]]' ]
}

@test "no host left: what was not checked is named, nothing is invented" {
    prepare_hosts
    write_targets 12 0
    run --separate-stderr "$FLEET" --conf fleet.ini --retries 1 127.0.0.14
    [ "$status" -eq 69 ]
    [ "$output" = "" ]
    [[ "$stderr" == *"pmon-fleet: error: url.10: http://127.0.0.1:$(cat port)/slow/0/10: checked by no host"* ]]
    [[ "$stderr" == *"pmon-fleet: error: and 2 more"* ]]
}

@test "a hosts file, this machine as a host, and --only" {
    prepare_hosts
    write_targets 12 0
    printf '# ours\n\n:\n' >hosts
    run --separate-stderr "$FLEET" --conf fleet.ini --hosts hosts --only 'url.1*' --probe "$PMON_BIN/pmon-probe"
    [ "$status" -eq 0 ]
    [ "$(jq -r .target <<<"$output" | sort | xargs)" = "url.1 url.10 url.11 url.12" ]
}

@test "an interruption ends what runs on the hosts" {
    start_hosts
    # They take longer than the end of them is waited for below.
    write_targets 5 200
    is_idle() { ! is_busy "$1"; }
    mkdir scratch
    for signal in TERM:143 HUP:129 QUIT:131; do
        TMPDIR=$PWD/scratch env --default-signal=QUIT "$FLEET" --conf fleet.ini --probe "$PMON_BIN/pmon-probe" berlin \
            >records 2>messages 3>&- &
        fleet=$!
        PIDS+=("$fleet")
        wait_until 60 is_busy "$BERLIN"
        kill -s "${signal%:*}" "$fleet"
        code=0
        wait "$fleet" || code=$?
        [ "$code" -eq "${signal#*:}" ]
        [ ! -s records ]
        [ ! -s messages ]
        [ -z "$(ls -A scratch)" ]
        wait_until 60 is_idle "$BERLIN"
    done
}

@test "usage: --help, 64 for what makes no sense, and the statuses of pmon-probe --list" {
    run --separate-stderr "$FLEET" --help
    [ "$status" -eq 0 ]
    [[ "$output" == "usage: pmon-fleet [--conf FILE]"* ]]
    for arguments in "" "--wrong" "--chunk" "--chunk 0 :" "--jobs x :"; do
        # shellcheck disable=SC2086 # words on purpose
        run --separate-stderr "$FLEET" $arguments
        [ "$status" -eq 64 ]
        [[ "$stderr" == "pmon-fleet: error: "* ]]
    done
    run "$FLEET" --hosts no-such-file
    [ "$status" -eq 66 ]
    run "$FLEET" --conf no-such-file :
    [ "$status" -eq 66 ]
    printf '[urls\n' >broken.ini
    run "$FLEET" --conf broken.ini :
    [ "$status" -eq 78 ]
}

@test "a host that leaves with 0 but brings a part of its chunk: the rest is done elsewhere" {
    start_hosts
    write_targets 20 0
    # On berlin half of the records get lost on the way, or all of them.
    for part in 'head -n 2' 'sed -n 3p' 'cat >/dev/null'; do
        cat >probe.sh <<END
#!/bin/sh
case "\$PARALLEL_SSHHOST" in berlin) "$PMON_BIN/pmon-probe" - | $part ;; *) exec "$PMON_BIN/pmon-probe" - ;; esac
exit 0
END
        chmod +x probe.sh
        run --separate-stderr "$FLEET" --conf fleet.ini --chunk 5 --probe "$PWD/probe.sh" berlin paris rome
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "$(jq -r .target <<<"$output" | sort -u | wc -l)" -eq 20 ]
        [ "$(wc -l <<<"$output")" -eq 20 ]
        [ "$(jq -r .host <<<"$output" | sort -u | xargs)" = 'paris rome' ]
    done
    # Nobody else is there: what is missing is named, what is there is kept.
    run --separate-stderr "$FLEET" --conf fleet.ini --chunk 20 --retries 1 --probe "$PWD/probe.sh" berlin
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"checked by no host"* ]]
}
