#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe's addresses ping://, in a network of their own where the system permits them or not.

load helpers

setup() {
    common_setup
    unshare -n true 2>/dev/null || skip "a network of its own needs root"
}

# in_network COMMAND...: runs it with a loopback alone, and with pings permitted to the groups of $RANGE.
in_network() {
    # shellcheck disable=SC2016 # the inner shell expands them
    unshare -n sh -c 'ip link set lo up; echo "$1" >/proc/sys/net/ipv4/ping_group_range; shift; exec "$@"' sh "$RANGE" "$@"
}

@test "an echo is answered, by both families and by each address of a name" {
    RANGE="0 2147483647"
    run --separate-stderr in_network pmon-probe --allow ping ping://127.0.0.1 "ping://[::1]" ping://localhost
    [ "$status" -eq 0 ]
    [ "$(jq -r '.result + " " + .message' <<<"$output" | sort -u)" = "SUCCESS OK" ]
    jq -e '.timing.wait > 0 and .timing.wait < 900 and (.address == "127.0.0.1" or .address == "::1")' <<<"$output"
    [ "$(jq -r 'select(.url == "ping://localhost") | .timing | keys_unsorted | join(",")' <<<"$output")" = dns,wait,total ]
    output=$(in_network pmon-probe --allow ping - <<<'{"url":"ping://localhost","addresses":"all","ip":"4"}')
    [ "$(jq -c '[.result, [.addresses[].address]]' <<<"$output")" = '["SUCCESS",["127.0.0.1"]]' ]
    # The system's own ping says the same.
    in_network busybox ping -c 1 -W 2 127.0.0.1
}

@test "an echo without answer is a timeout, one that cannot go out is told with the cause" {
    RANGE="0 2147483647"
    printf '[pmon]\ntimeout = 2500ms\n' >short.ini
    run --separate-stderr in_network sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all
        exec pmon-probe --conf short.ini --allow ping ping://127.0.0.9 ping://198.51.100.1'
    [ "$(jq -r 'select(.url == "ping://127.0.0.9") | .reason + " " + .message' <<<"$output")" = \
        "timeout timed out after 2500ms waiting for the echo of 127.0.0.9" ]
    jq -e 'select(.url == "ping://127.0.0.9") | .timing.total >= 2500 and .timing.total < 3500' <<<"$output"
    [ "$(jq -r 'select(.url == "ping://198.51.100.1") | .reason + " " + .message' <<<"$output")" = \
        "unreachable 198.51.100.1 cannot be reached: Network is unreachable" ]
}

@test "a ping that the system does not permit is a matter of its configuration" {
    RANGE="1 0"
    run --separate-stderr in_network pmon-probe --allow ping ping://127.0.0.1
    [ "$(jq -r '.result + " " + .reason + " " + .message' <<<"$output")" = \
        "EXCEPTION_ERROR config the system permits no ping: net.ipv4.ping_group_range must hold the group $(id -g)" ]
}

@test "many pings at once are each answered" {
    RANGE="0 2147483647"
    for index in $(seq 1 250); do echo "ping://127.0.0.$index"; done >targets
    run --separate-stderr in_network pmon-probe --allow ping - <targets
    [ "$(jq -r .result <<<"$output" | sort | uniq -c | xargs)" = "250 SUCCESS" ]
    [ "$(jq -r .address <<<"$output" | sort -u | wc -l)" -eq 250 ]
}
