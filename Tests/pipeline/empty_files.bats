#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Files that a power cut has emptied: every reader says so.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

setup() {
    common_setup
    write_results dao
    printf '[pmon]\nevery = 60s\n[email]\nto = a@example.org\nfrom = b@example.org\nserver = localhost\n' >pmon.ini
}

# The page and /readyz as pmon-serve gives them for the files as they are; $1 is the file that cannot be read.
expect_unreadable() {
    start_server
    [ "$(code -H 'Accept: text/html' "$SITE/")" = 200 ]
    grep -q "$1 cannot be read" body
    [ "$(code "$SITE/readyz")" = 503 ]
    [ "$(code "$SITE/healthz")" = 200 ]
}

@test "an empty latest file" {
    : >current.json
    run -65 --separate-stderr pmon-mail --print
    [ "$stderr" = 'pmon-mail: error: damaged latest file: current.json: empty' ]
    expect_unreadable current.json
    # The next run of the store makes it anew, and the page is well again.
    pmon-store </dev/null
    is_ready() { [ "$(code "$SITE/readyz")" = 200 ]; }
    wait_until 20 is_ready
    run -0 pmon-mail --print
}

@test "an empty data file beside a latest file with records" {
    : >pmon.json
    expect_unreadable pmon.json
}

@test "an empty data file beside an empty journal" {
    : >pmon.json
    : >pmon.json.journal
    rm current.json
    expect_unreadable pmon.json
}

@test "no files yet are no damage" {
    rm pmon.json current.json
    touch pmon.json
    start_server
    [ "$(code -H 'Accept: text/html' "$SITE/")" = 200 ]
    run ! grep -q "cannot be read" body
}
