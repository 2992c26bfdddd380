#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What all tools share: configuration, flags, messages, exit statuses, closed descriptors.
# shellcheck disable=SC2154 # run sets stderr and stderr_lines

bats_require_minimum_version 1.5.0
load helpers
setup() { common_setup; }
teardown() { common_teardown; }

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
