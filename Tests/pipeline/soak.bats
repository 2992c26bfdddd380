#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The short form of scripts/soak: stores are killed, the disk is full, the mail server is gone, and nothing is lost.
# shellcheck disable=SC2154 # `run --separate-stderr` sets stderr

load helpers

@test "under faults the history holds exactly what was acknowledged, and nothing grows" {
    mkdir scratch
    TMPDIR=$PWD/scratch run timeout 600 "$PROJECT/scripts/soak" 0.7
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" =~ "acknowledged "([0-9]+)", in the history "([0-9]+)", in the archive "([0-9]+)"; lost 0, twice 0, unknown 0, altered 0" ]]
    [ "${BASH_REMATCH[1]}" -ge 10000 ]
    [ "${BASH_REMATCH[1]}" -eq $((BASH_REMATCH[2] + BASH_REMATCH[3])) ]
    # The faults did happen.
    [[ "$output" =~ "RunLane: exit statuses -9: " ]]
    [[ "$output" =~ "disk filled "[1-9] ]]
    [ -z "$(ls -A scratch)" ]
}
