#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the tests share: no port comes to two servers.

load helpers

@test "ports come once a run, also to files side by side, and are none that the kernel gives away by itself" {
    for file in 1 2 3; do
        free_ports 200 >"$file" 3>&- &
        PIDS+=($!)
    done
    for pid in "${PIDS[@]}"; do wait "$pid"; done
    [ "$(sort -u 1 2 3 | wc -l)" -eq 600 ]
    [ "$(sort -n 1 2 3 | tail -n 1)" -lt "$(cut -f 1 /proc/sys/net/ipv4/ip_local_port_range)" ]
}
