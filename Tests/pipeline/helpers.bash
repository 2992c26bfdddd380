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

# Starts a program in the background for at most ten minutes; its id is in $LAST_PID and ends with the test.
start() {
    timeout 600 "$@" 3>&- &
    LAST_PID=$!
    PIDS+=("$LAST_PID")
}

# Takes over a process that the test has started itself; its id is in $LAST_PID and ends with the test.
keep() {
    LAST_PID=$1
    PIDS+=("$1")
}

# A port that nobody listens on now, at no address.
free_port() { free_ports 1; }

# That many different ones. Between this and the listening of its server nobody else takes such a port: the kernel gives
# away higher ones by itself, and a run of tests has each once, as its files run side by side.
free_ports() {
    python3 - "$1" "$BATS_RUN_TMPDIR/ports" <<'END'
import os, random, socket, sys
wanted, folder = int(sys.argv[1]), sys.argv[2]
os.makedirs(folder, exist_ok=True)
while wanted > 0:
    # Browsers refuse to open 10080.
    port = random.randrange(10081, 32768)
    try:
        with socket.socket() as one:
            one.bind(("", port))
        os.mkdir(f"{folder}/{port}")
    except OSError:
        continue
    print(port)
    wanted -= 1
END
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
    wait_until 30 is_listening "$1"
}
