#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve under memcheck: requests that are no HTTP, and each page.

bats_require_minimum_version 1.5.0
load helpers
load ../pipeline/serve_helpers

setup() {
    serve_setup
    # Swift's concurrency moves frames of which some bytes were never written, so that only accesses to wrong memory
    # are judged here, no values.
    MEMCHECK+=(--undef-value-errors=no)
}

teardown() { common_teardown; }

@test "broken requests and ordinary ones" {
    write_results oad
    SITE_PORT=$(free_port)
    SITE=http://127.0.0.1:$SITE_PORT
    start_memcheck pmon-serve --port "$SITE_PORT"
    server=$LAST_PID
    wait_until 60 curl -sf -o /dev/null "$SITE/healthz"
    for path in / /status.txt /metrics /api/v1/status /no/such /..%2f..%2fetc/passwd '/?q=%ff%00' "/$(printf 'a%.0s' $(seq 5000))"; do
        code -m 60 -H 'Accept: text/html' "$SITE$path" >>codes
        echo >>codes
    done
    python3 "$PROJECT/Tests/pipeline/servers/broken_http.py" "$SITE_PORT"
    [ "$(code -m 60 "$SITE/healthz")" = 200 ]
    grep -q 200 codes
    grep -q 404 codes
    # valgrind runs the server in its own process.
    kill -TERM "$server"
    wait "$server" && status=0 || status=$?
    is_clean "$status" 0
}
