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
    # Before FAKETIME=CLOCK and a command: its wall clock shows what libfaketime understands by CLOCK. Not the program
    # faketime, which fails where a killed one has left a file with the same process id in /dev/shm.
    # shellcheck disable=SC2034 # for the tests
    WITH_CLOCK=(env "LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)" DONT_FAKE_MONOTONIC=1
        FAKETIME_DONT_FAKE_MONOTONIC=1)
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
    # What libfaketime leaves of processes that end without exit handlers.
    local file
    for file in /dev/shm/*faketime_*_*; do
        [ -e "/proc/${file##*_}" ] || rm -f "$file"
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

# A port that nobody listens on, and that no other test of this run is given.
free_port() { free_ports 1; }

# That many of them. They lie below those that the kernel gives to connections and to servers that ask for any port:
# one of those could be taken again before the test listens on it.
free_ports() {
    python3 - "$BATS_RUN_TMPDIR/port" "$1" <<'END'
import fcntl, random, socket, sys
with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
    # Browsers refuse to open 10080.
    lowest, end = 10_081, int(file.read().split()[0])
with open(sys.argv[1], "a+") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    file.seek(0)
    # Another run on this machine begins elsewhere.
    port = int(file.read() or random.randrange(lowest, end))
    found = []
    while len(found) < int(sys.argv[2]):
        port = port + 1 if port + 1 < end else lowest
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except OSError:
                continue
        found.append(port)
    file.truncate(0)
    file.write(str(port))
print(*found, sep="\n")
END
}

# Waits until a command succeeds, for $1 seconds.
wait_until() {
    # Of whole seconds, as in $SECONDS, the first one may be over at once.
    local deadline=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
    shift
    until "$@" >/dev/null 2>&1; do
        if [ "${EPOCHREALTIME/[.,]/}" -ge "$deadline" ]; then
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
    wait_until 60 is_listening "$1"
}
