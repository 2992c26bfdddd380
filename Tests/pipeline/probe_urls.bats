#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Addresses that cannot be one: a check of the configuration reports those that a run could not check, and no others.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
}

@test "--check-config complains of an address if and only if a run cannot check it, in the words of its record" {
    run python3 "$BATS_TEST_DIRNAME/servers/address_check.py"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" =~ ^[0-9]+/79\ [0-9]+/14$ ]]
}

@test "an address that cannot be one costs its own record, in a run of all stages too" {
    cat >pmon.ini <<END
[urls]
url.a = $FAULTS/ok
url.b = example.org
url.c = http://127.0.0.1:99999/
url.d = $FAULTS/nope
END
    run --separate-stderr "$PROJECT/scripts/pmon" --quiet=True
    [ "$status" -eq 78 ]
    [ "$(grep -c '^pmon-probe: error: ' <<<"$stderr")" -eq 2 ]
    [[ "$stderr" == *"pmon.ini:3: url.b: no scheme: did you mean https://example.org?"* ]]
    [[ "$stderr" == *"pmon.ini:4: url.c: malformed address: "* ]]
    [ "$(jq -r '.[] | [.target, .result, .reason // "-"] | join(" ")' current.json | sort | paste -sd,)" = \
        "url.a SUCCESS -,url.b EXCEPTION_ERROR url,url.c EXCEPTION_ERROR url,url.d APPLICATION_ERROR status" ]
    run --separate-stderr pmon-probe --only url.a
    [ "$status" -eq 0 ]
    # What was given otherwise is no fault of the configuration.
    run --separate-stderr pmon-probe example.org
    [ "$status" -eq 0 ]
    [ "$(member .reason)" = url ]
}

@test "with --every the faults of a changed file are reported, and its other addresses are checked" {
    printf '[urls]\nurl.a = %s/ok\n' "$FAULTS" >pmon.ini
    start sh -c 'exec pmon-probe --every 300ms >records 2>errors'
    wait_until 10 test -s records
    printf 'url.b = http://[::1\n' >>pmon.ini
    wait_until 10 grep -q '"target":"url.b"' records
    grep -q '^pmon-probe: error: pmon.ini:3: url.b: malformed address: ' errors
    count=$(grep -c '"target":"url.a"' records)
    wait_until 10 sh -c "[ \$(grep -c '\"target\":\"url.a\"' records) -gt $count ]"
}
