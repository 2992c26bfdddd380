#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What all pipeline tests share keeps its promises on a busy machine, too.

load helpers

@test "a port is given once, and is none that the kernel gives to others" {
    local pids=() pid low
    for _ in 1 2 3 4; do
        for _ in 1 2 3 4 5; do free_port; done >>ports 3>&- &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    free_ports 30 >>ports
    [ "$(sort -u ports | wc -l)" -eq 50 ]
    read -r low _ </proc/sys/net/ipv4/ip_local_port_range
    [ "$(sort -n ports | tail -n 1)" -lt "$low" ]
}

@test "a port that somebody listens on is left out" {
    # All of them are this test's own: another one could be given a port beyond them just now.
    free_ports 20 >own
    local first taken
    first=$(head -n 1 own)
    taken=$(sed -n 2p own)
    start python3 -c 'import socket, sys, time; s = socket.create_server(("127.0.0.1", int(sys.argv[1]))); time.sleep(100)' "$taken"
    wait_for_port "$taken"
    # As a run would look on after the first one.
    echo "$first" >port
    BATS_RUN_TMPDIR=$PWD free_ports 5 >ports
    run ! grep -x "$taken" ports
    [ "$(grep -cxFf own ports)" -eq 5 ]
}

@test "a wait has all of its seconds, whenever it begins" {
    # Shortly before the clock's next second.
    until [ "${EPOCHREALTIME: -6:1}" -ge 8 ]; do sleep 0.01; done
    local begin=${EPOCHREALTIME/[.,]/}
    run ! wait_until 1 false
    [ $((${EPOCHREALTIME/[.,]/} - begin)) -ge 1000000 ]
}
