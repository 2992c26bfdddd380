# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Shared by all pipeline tests: where the binaries are, a fresh folder, free ports, waiting without sleeping blindly.

bats_require_minimum_version 1.5.0

# What most files need; one that needs more defines its own.
setup() { common_setup; }
teardown() { common_teardown; }

# The folder of the binaries; each test's own folder is the working folder.
common_setup() {
    PROJECT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    PMON_BIN=${PMON_BIN:-$PROJECT/.build/release}
    export PROJECT PMON_BIN PATH="$PMON_BIN:$PATH"
    unset PMON_CONF PMON_NOTIFY http_proxy https_proxy all_proxy
    cd "$BATS_TEST_TMPDIR" || return 1
    PIDS=()
}

# Ends what a test started, each by its own process id.
common_teardown() {
    local pid
    for pid in "${PIDS[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    for pid in "${PIDS[@]}"; do
        wait "$pid" 2>/dev/null || true
    done
}

# Starts a program in the background for at most two minutes; its id is in $LAST_PID and ends with the test.
start() {
    timeout 120 "$@" 3>&- &
    LAST_PID=$!
    PIDS+=("$LAST_PID")
}

# Takes over a process that the test has started itself; its id is in $LAST_PID and ends with the test.
keep() {
    LAST_PID=$1
    PIDS+=("$1")
}

# A port of 127.0.0.1 that nobody listens on now.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until a command succeeds, at most $1 seconds.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            echo "waited in vain for: $*" >&2
            return 1
        fi
        sleep 0.05
    done
}

# True if something accepts connections on port $1 of 127.0.0.1.
is_listening() {
    (exec 9<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Waits until something listens on port $1.
wait_for_port() {
    wait_until 10 is_listening "$1"
}
