#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What all tools share: configuration, flags, messages, exit statuses, closed descriptors.
# shellcheck disable=SC2154 # run sets stderr and stderr_lines

load helpers

tools="pmon-probe pmon-store pmon-mail"

@test "every tool checks a configuration and tells errors with their lines, and the warnings beside them" {
    printf '[pmon]\ntimeout = soon\ntimout = 5\n' >bad.ini
    for tool in $tools; do
        run --separate-stderr "$tool" --conf bad.ini --check-config
        [ "$status" -eq 78 ]
        [ -z "$output" ]
        [ "${stderr_lines[0]}" = "$tool: warn: bad.ini:3: unknown key 'timout' in [pmon], did you mean timeout?" ]
        [ "${stderr_lines[1]}" = "$tool: error: bad.ini:2: timeout: expected a duration such as 500ms, 10s, 5m, 2h or 30d, found 'soon'" ]
    done
}

@test "a good configuration is checked without a trace" {
    printf '[pmon]\nlog.file = pmon.log\n[urls]\nurl.1 = http://127.0.0.1/\n' >good.ini
    for tool in $tools; do
        run --separate-stderr "$tool" --conf good.ini --check-config
        [ "$status" -eq 0 ]
        [ -z "$output$stderr" ]
    done
    [ ! -e pmon.log ]
}

@test "a missing configuration ends with 66, a wrong flag with 64" {
    for tool in $tools; do
        run --separate-stderr "$tool" --conf none.ini --check-config
        [ "$status" -eq 66 ]
        [ "$stderr" = "$tool: error: cannot open: none.ini: No such file or directory" ]
        run --separate-stderr "$tool" --no-such-flag
        [ "$status" -eq 64 ]
        [ -z "$output" ]
        [[ "${stderr_lines[0]}" == "$tool: error: "* ]]
    done
}

@test "an error of the disk ends every tool with 74, also where it comes as early as the opening of a file" {
    strace -o /dev/null true || skip "strace is not permitted here"
    printf '[pmon]\nid = faulty\n' >faulty.ini
    local tool code
    for tool in $tools pmon-ssh pmon-serve; do
        for code in EIO EMFILE ENFILE ENOMEM ESTALE; do
            run --separate-stderr strace -f -qq -o /dev/null -P faulty.ini -e "inject=openat:error=$code" "$tool" --conf faulty.ini --check-config
            [ "$status" -eq 74 ] || { echo "$tool $code: $status $stderr"; false; }
            [[ "$stderr" == *"$tool: error: cannot open: faulty.ini: "* ]]
        done
        run strace -f -qq -o /dev/null -P faulty.ini -e inject=openat:error=EACCES "$tool" --conf faulty.ini --check-config
        [ "$status" -eq 77 ]
        # An interrupted call is made again.
        run -0 strace -f -qq -o /dev/null -P faulty.ini -e inject=openat:error=EINTR:when=1 "$tool" --conf faulty.ini --check-config
    done
    # Nor is a history that is there taken for one that is not.
    echo '{"url":"http://a/","time":"x","result":"SUCCESS","message":"OK"}' | pmon-store
    run -74 --separate-stderr strace -f -qq -o /dev/null -P pmon.json -e inject=openat:error=EIO pmon-store export
    [[ "$stderr" == *"pmon-store: error: cannot open: pmon.json: Input/output error" ]]
}

@test "an argument that is not wanted is not quoted with its password" {
    run --separate-stderr pmon-store http://user:geheim@host/
    [ "$status" -eq 64 ]
    [[ "$stderr" != *geheim* ]]
}

@test "help and version go to stdout, and a full or closed stdout is seen" {
    for tool in $tools; do
        run --separate-stderr "$tool" --version
        [ "$status" -eq 0 ]
        [[ "$output" == *2.* ]]
        run --separate-stderr "$tool" --help
        [ "$status" -eq 0 ]
        [[ "$output" == *--check-config* ]]
        run bash -c "$tool --version >/dev/full"
        [ "$status" -eq 74 ]
        run bash -c "$tool --version >&-"
        [ "$status" -eq 141 ]
        [ -z "$output" ]
    done
}

@test "a password in a configuration that others can read is warned about" {
    printf '[email]\npwd = geheim\n' >open.ini
    chmod 644 open.ini
    run --separate-stderr pmon-mail --conf open.ini --check-config
    [[ "$stderr" == *"open.ini: holds a password and can be read by others"* ]]
    [[ "$stderr" != *geheim* ]]
}

@test "a file that PMON_CONF names and that is not there is an error of every tool" {
    for tool in probe ssh store mail serve; do
        PMON_CONF=$PWD/none.ini run --separate-stderr timeout 10 "pmon-$tool" </dev/null
        [ "$status" -eq 66 ]
        [ "$stderr" = "pmon-$tool: error: cannot open: $PWD/none.ini: no such file, named by PMON_CONF" ]
    done
}

@test "arguments reach the tools where a preloaded library moves the environment, and clocks may step" {
    printf '[pmon]\nid = faked\n' >faked.ini
    # The library may look at any time.
    set_clock() { echo "$1" >clock.new && mv clock.new clock; }
    set_clock +0
    # In the place of the subshell that calls it, so that a signal reaches the tool.
    faked() { exec "${WITH_CLOCK[@]}" FAKETIME_TIMESTAMP_FILE="$PWD/clock" FAKETIME_NO_CACHE=1 "$@"; }
    for tool in probe ssh store mail serve; do
        [ "$(faked "pmon-$tool" --version)" = "$("pmon-$tool" --version)" ]
        run ! faked "pmon-$tool" --no-such-flag
    done
    [ "$(faked pmon-probe --conf faked.ini http://127.0.0.1:1/ | jq -r '"\(.url) \(.monitor)"')" = "http://127.0.0.1:1/ faked" ]
    # A monitor goes on, scan by scan, while its clock goes back a day and ahead two.
    faked pmon-probe --conf faked.ini --every 300ms http://127.0.0.1:1/ >out 3>&- &
    keep $!
    # scans N FILTER: that many records so far of which the filter is true, where $now is the true time.
    scans() { [ "$(jq -nc --argjson now "$(date +%s)" "inputs | select(.at - \$now | $2)" out | wc -l)" -ge "$1" ]; }
    wait_until 60 scans 1 '. > -1000 and . < 1000'
    set_clock -86400
    wait_until 60 scans 2 '. < -80000'
    set_clock +172800
    wait_until 60 scans 2 '. > 80000'
    kill "$LAST_PID"
    wait "$LAST_PID"
    jq -es 'all(.timing.total >= 0 and .timing.total < 5000)' out
}

@test "the log file has a line a scan and a line a failure, and details at DEBUG" {
    printf '[pmon]\nlog.file = pmon.log\n[urls]\nurl.1 = http://127.0.0.1:1/a\nurl.2 = http://127.0.0.1:1/b\n' >logged.ini
    pmon-probe --conf logged.ini >records 2>stderr
    [ ! -s stderr ]
    [ "$(grep -c 'pmon-probe - INFO - url.[12] http://127.0.0.1:1/[ab]: EXCEPTION_ERROR: connection refused by 127.0.0.1:1, ' pmon.log)" -eq 2 ]
    [ "$(grep -cE 'pmon-probe - INFO - scan [0-9]+: 2 checks, 2 failed, [0-9.]+ s$' pmon.log)" -eq 1 ]
    # The number of what comes on stdin is known at its end alone.
    jq -c '{url}' records | pmon-probe --conf logged.ini - >/dev/null
    [ "$(grep -cE 'INFO - scan [0-9]+: 2 checks, 2 failed' pmon.log)" -eq 2 ]
    pmon-ssh --conf logged.ini <records >enriched
    grep -qE 'pmon-ssh - INFO - 0 visits to machines, 0 failed' pmon.log
    pmon-store --conf logged.ini <enriched
    grep -qE 'pmon-store - INFO - 2 records came, 0 bad lines, ' pmon.log
    run ! grep -q DEBUG pmon.log
    [ "$(wc -l <pmon.log)" -eq 8 ]
}
