#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What pmon-store promises when something breaks. PMON_LONG_TESTS=1 runs all of it, else a part that takes a minute.

load helpers
load store_helpers

setup() {
    common_setup
    # Memory instead of a disk where there is one: these tests are about system calls, and call fsync thousands of times.
    FAULTS=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "$BATS_TEST_TMPDIR")")
    cd "$FAULTS" || return 1
}

teardown() {
    common_teardown
    cd /
    rm -rf "$FAULTS"
}

# Faults of kind $1; $2 is the kind of run, or the program that knows it.
faults() {
    command -v strace >/dev/null || skip "no strace"
    strace -o /dev/null true || skip "strace is not permitted here"
    case ${2:-} in *.py) program=$2 && set -- "$1" ;; *) program=faults.py ;; esac
    run -0 python3 "$PROJECT/Tests/pipeline/store/$program" "$@"
    echo "$output"
}

# Program $1 on disks of its own.
on_disks() {
    cd "$BATS_TEST_TMPDIR" || return 1
    # In the namespace of all, that of another test would hold the disk when it is to be mounted again.
    enter=(unshare --mount)
    [ "$(id -u)" -eq 0 ] || enter=()
    run "${enter[@]}" python3 "$PROJECT/Tests/pipeline/store/$1" "${@:2}"
    [ "$status" != 77 ] || skip "$output"
    [ "$status" = 0 ] || { echo "$output"; false; }
}

@test "killed at any system call, both files stay whole and nothing is lost or doubled: first run" { faults kill first; }

@test "killed at any system call: fold" { faults kill fold; }

@test "killed at any system call: no fold due" { faults kill journal; }

@test "killed at any system call: records leave for the archive" { faults kill archive; }

@test "killed at any system call: records leave for a compressed archive" { faults kill gzip; }

@test "an error of any write, fsync, rename or open leaves the old files intact" { faults error; }

@test "killed at any system call of the recovery, too" {
    faults again fold-pending
    [ -z "$PMON_LONG_TESTS" ] || faults again
}

@test "killed at any system call of a repair, the damaged bytes stay and the next repair ends where one does" {
    faults kill repairs.py
}

@test "an error of any write, fsync, rename or open of a repair loses nothing" { faults error repairs.py; }

@test "eight writers and a reader" {
    run -0 python3 "$PROJECT/Tests/pipeline/store/writers.py" "${PMON_LONG_TESTS:+60}"
}

@test "stores, a --follow, check, export, fold and forget on one history at once" {
    python3 "$PROJECT/Tests/pipeline/store/crowd.py" 40
}

@test "a data file cut off anywhere is never overwritten, and repaired" {
    run -0 python3 "$PROJECT/Tests/pipeline/store/truncation.py" "${PMON_LONG_TESTS:+2000}"
}

@test "power cuts" { on_disks powercut.py "${PMON_LONG_TESTS:+200}"; }

@test "a disk that has another number after a restart" { on_disks devices.py; }
