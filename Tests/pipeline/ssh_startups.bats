# SPDX-License-Identifier: MIT
# A real sshd whose MaxStartups is used up by others that do not log in: what the message says, and when a visit gets in.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    start_sshd "MaxStartups 1:100:1" "LoginGraceTime 300"
    occupy
}

# Takes the only place among those that are not logged in; again once the look of wait_for_port has gone.
occupy() {
    local line=
    for _ in $(seq 200); do
        exec 8<>"/dev/tcp/127.0.0.1/$SSH_PORT"
        read -r -t 10 line <&8 || true
        [[ $line != SSH-* ]] || return 0
        sleep 0.1
    done
    return 1
}

# Connections that sshd has dropped.
dropped() { grep -c 'drop connection' sshd.log; }

has_dropped() { [ "$(dropped)" -ge "$1" ]; }

@test "the message names MaxStartups, for both types, after three further tries" {
    local type before
    for type in ssh openssh; do
        before=$(dropped || true)
        remote_ini 'key = user' "type = $type" 'timeout = 30s'
        pmon-ssh url.1 >record
        jq -e '.reason == "reset" and (.message | contains("MaxStartups"))' record
        [ "$(dropped)" -eq $((before + 4)) ]
    done
    remote_ini 'key = user'
    pmon-ssh url.1 >record
    jq -e '.message | endswith("the connection was cut during handshake; the server says: Exceeded MaxStartups")' record
}

@test "a place that comes free in the meantime is taken" {
    local type before
    for type in ssh openssh; do
        before=$(dropped || true)
        remote_ini 'key = user' "type = $type" 'timeout = 30s'
        pmon-ssh url.1 >record 8>&- &
        PIDS+=($!)
        # After the second cut the third or the fourth try gets in.
        wait_until 30 has_dropped $((before + 2))
        exec 8>&-
        wait $!
        jq -e '.result == "SUCCESS"' record
        occupy
    done
}
