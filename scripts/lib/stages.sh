# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The stages of a run: a signal ends the right one of them, and the run knows what became of each.
# shellcheck disable=SC2034,SC2154,SC2317 # shared with the script, which sets traps

# The tool that a stop ends, while stages run; the status of a stop; the status of the run; the page of the sample; the
# folder of this run.
running='' stopped=0 status=0 page='' work=''

# The tools write to stderr as descriptor 3; what bash itself says of a crash goes nowhere, as judge() reports it. Nor is it
# news that a signal to the group has ended a helper: each runs where stderr is /dev/null.
[ -e /dev/fd/2 ] || exec 2>/dev/null
exec 3>&2

# Runs the tool $1 with more flags in the place of this subshell; its process id is for stop(). It has no terminal: none
# of its programs can ask there, or be stopped by it.
tool() {
    echo "$BASHPID" >"$work/$1.pid"
    exec setsid "$bin/$1" --conf "$conf" --checked "${@:2}" 2>&3 3>&-
}

# Probes, looks into machines and stores, and notes how each stage ended; its status is that of the store. A signal to the
# group of the run would end the store before the probe: the stages are a group of their own.
run_stages() {
    set +e
    trap : HUP INT QUIT TERM
    tool pmon-probe "${progress[@]}" | keep "$work/probed" | tool pmon-ssh | keep "$work/records" | tool pmon-store
    local statuses=("${PIPESTATUS[@]}")
    echo "${statuses[@]}" >"$work/statuses"
    return "${statuses[4]}"
}

# Passes stdin on and keeps it in the file $1, even if the next stage ends; signals are for the tools.
keep() {
    trap '' HUP INT QUIT TERM
    exec tee -p "$1" 2>/dev/null
}

# Lets signals reach stop().
listen() {
    trap 'stop 129' HUP
    trap 'stop 130' INT
    trap 'stop 131' QUIT
    trap 'stop 143' TERM
}

# A trap, with the status to exit with. The first signal ends the probe, and the other stages store what came; or the
# mail. The second signal ends all stages at once.
stop() {
    local pid
    # No trap within a trap: bash loses its place.
    trap '' HUP INT QUIT TERM
    if [ -z "$running" ]; then
        leave "$1"
    elif is_another_request "$1"; then
        # Again, as a stage may not have written its process id yet.
        while kill -0 $!; do
            cat "$work"/*.pid | xargs -r kill -s KILL || true
            sleep 0.05
        done
        leave "$1"
    elif [ "$stopped" -eq 0 ]; then
        stopped=$1
        until [ -s "$work/$running.pid" ] || ! kill -0 $!; do sleep 0.05; done
        # Before the probe ends and others learn of it: the next signal counts. It must not hit a process that passes this
        # one on, so there is none.
        listen
        ! read -r pid <"$work/$running.pid" || kill -s TERM "$pid" || true
    else
        listen
    fi
} 2>/dev/null

# Ends a trap and the run with the status $1. The signal may have come as the run began to clean up: bash drops the rest of
# a trap in which another one calls exit.
leave() {
    clean_up
    exit "$1"
}

# Waits for the job in the background and sets `code` to its status; bash runs a trap only while it waits.
finish() {
    while kill -0 $! 2>/dev/null; do
        code=0
        wait $! 2>/dev/null || code=$?
    done
    running=
    { rm -f "$work"/*.pid; } 2>/dev/null
    [ "$stopped" -eq 0 ] || exit "$stopped"
}

# A trap: ends the page of the sample by its own process id, and removes what this run made.
clean_up() {
    trap '' HUP INT QUIT TERM
    [ -z "$page" ] || { kill "$page" && wait "$page"; } 2>/dev/null || true
    [ -z "$work" ] || rm -rf "$work"
}

# True if the status $1 means that a signal ended the tool. It catches SIGHUP, SIGINT and SIGTERM; 141 is a reader that went.
is_crash() { [ "$1" -gt 128 ] && [[ "$1" != @(129|130|141|143) ]]; }

# Counts the status $2 of the tool $1: the first failure is the status of the run, but a crash goes before all others.
# $3: what becomes of the records after a crash.
judge() {
    local signal
    if is_crash "$2"; then
        capture signal kill -l "$2" 2>/dev/null || signal=" $2"
        echo "pmon: error: $1 was ended by SIG$signal${3:-}" >&2
        status=70
    elif [ "$status" -eq 0 ]; then
        status=$2
    fi
}
