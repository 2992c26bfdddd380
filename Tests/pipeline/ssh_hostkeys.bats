# SPDX-License-Identifier: MIT
# pmon-ssh and host keys: nobody is logged in to who is not who he should be. The server's own log is the proof.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    start_sshd
}

# The ini file for the server, with further [remote] lines as arguments.
make_ini() {
    {
        printf '[urls]\nurl.1 = ssh://127.0.0.1:%s\n[remote]\nurl.1.key = user\nurl.1.process = sshd\n' "$SSH_PORT"
        for line in "$@"; do echo "url.1.$line"; done
    } >pmon.ini
}

# The public key in file $1 as known_hosts has it.
key_of() {
    cut -d' ' -f1,2 "$1"
}

# Demands that the host key was refused with words that match $1, and that nobody tried to log in.
refused() {
    run --separate-stderr pmon-ssh url.1
    [ "$status" -eq 0 ]
    jq -e '.result == "EXCEPTION_ERROR" and .reason == "certificate"' <<<"$output"
    jq -e --arg words "$1" '.message | test($words)' <<<"$output"
    jq -e '.ssh[0] == .message' <<<"$output"
    wait_until 30 grep -qE 'Connection (closed|reset)|Disconnected|disconnect' sshd.log
    run ! grep -qE 'userauth-request|Accepted|Failed' sshd.log
}

accepted() {
    run --separate-stderr pmon-ssh url.1
    jq -e '.result == "SUCCESS"' <<<"$output"
}

@test "a new host is kept beside the data file, and accepted by ssh" {
    mkdir data
    make_ini
    sed -i '1i [pmon]\ndata.file = data/pmon.json' pmon.ini
    accepted
    ssh -F none -i user -o UserKnownHostsFile=data/known_hosts -o GlobalKnownHostsFile=/dev/null \
        -o StrictHostKeyChecking=yes -p "$SSH_PORT" 127.0.0.1 true
    accepted
    has_lines data/known_hosts 1
}

@test "a changed key is never talked to" {
    make_ini
    ssh-keygen -q -t ed25519 -N '' -f other
    echo "[127.0.0.1]:$SSH_PORT $(key_of other.pub)" >known_hosts
    cp known_hosts before
    refused 'its host key has changed to SHA256:'
    cmp known_hosts before
}

@test "a key of another type than the known one is never talked to" {
    make_ini
    ssh-keygen -q -t ecdsa -N '' -f other
    echo "[127.0.0.1]:$SSH_PORT $(key_of other.pub)" >known_hosts
    refused 'only ecdsa-sha2-nistp256 is known'
}

@test "an unknown host is never talked to under strict" {
    make_ini "hostkey = strict"
    refused 'is not known'
    [ ! -e known_hosts ]
}

@test "a revoked key is never talked to" {
    make_ini
    {
        echo "[127.0.0.1]:$SSH_PORT $(key_of host.pub)"
        echo "@revoked * $(key_of host.pub)"
    } >known_hosts
    refused 'is revoked'
}

@test "a wrong fingerprint is never talked to, the right one is" {
    make_ini "hostkey = SHA256:$(printf 'A%.0s' $(seq 43))"
    refused 'expected SHA256:AAAA'
    make_ini "hostkey = $(ssh-keygen -l -f host.pub | cut -d' ' -f2)"
    accepted
}

@test "an unreadable known_hosts is no empty one" {
    make_ini
    mkdir known_hosts
    refused 'its host key cannot be checked'
}

@test "half an entry of a new host does not stay where there is no room for all of it" {
    make_ini
    { head -c 999 /dev/zero | tr '\\0' '#'; echo; } >known_hosts
    cp known_hosts before
    # A file may not grow beyond 1 KiB, so that 24 bytes of the entry can be written.
    run --separate-stderr bash -c 'ulimit -f 1; pmon-ssh url.1'
    jq -e '.verdict | test("its new host key cannot be kept: cannot write: ")' <<<"$output"
    cmp before known_hosts
}

@test "a host that cannot be remembered is not trusted" {
    make_ini "known_hosts = missing/known_hosts"
    refused 'its new host key cannot be kept'
}

@test "hashed names, lists, wildcards and bad lines are read as ssh reads them" {
    ssh-keygen -q -t ed25519 -N '' -f other
    for hosts in "[127.0.0.1]:$SSH_PORT" "db1,[127.0.0.1]:$SSH_PORT" "[127.0.*]:$SSH_PORT" "127.0.0.1" "*"; do
        {
            echo 'a line of nonsense'
            head -c 6000 /dev/zero | tr '\0' x
            printf '\n[db9]:22 %s\r\n' "$(key_of other.pub)"
            printf '%s %s a comment\r\n' "$hosts" "$(key_of host.pub)"
        } >known_hosts
        make_ini "hostkey = strict"
        accepted
    done
    echo "[127.0.0.1]:$SSH_PORT $(key_of host.pub)" >known_hosts
    ssh-keygen -q -H -f known_hosts
    accepted
    # With the port excluded, the bare name is left, as it is for ssh.
    printf '!%s,* %s\n' "[127.0.0.1]:$SSH_PORT" "$(key_of host.pub)" >known_hosts
    accepted
    printf '!%s,!127.*,* %s\n' "[127.0.0.1]:$SSH_PORT" "$(key_of host.pub)" >known_hosts
    run --separate-stderr pmon-ssh url.1
    jq -e '.reason == "certificate"' <<<"$output"
}

@test "several filters that meet a new host at once keep it once" {
    make_ini
    local pid pids=()
    for _ in 1 2 3 4; do
        pmon-ssh url.1 >>out 2>&1 3>&- &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    [ "$(jq -r .result out | sort -u)" = SUCCESS ]
    has_lines known_hosts 1
}

@test "a known_hosts that is a pipe is refused at once, and holds up no other machine" {
    mkfifo pipe
    make_ini "known_hosts = pipe" "timeout = 20s"
    sed -i "s|^url.1 = .*|&\nurl.2 = ssh://127.0.0.2:$SSH_PORT|" pmon.ini
    printf 'url.2.key = user\n' >>pmon.ini
    run --separate-stderr timeout 15 pmon-ssh url.1 url.2
    [ "$status" -eq 0 ]
    printf '%s\n' "${lines[@]}" | jq -se 'map(select(.target == "url.1")) | .[0].message | test("its host key cannot be checked: .*pipe: a pipe")'
    printf '%s\n' "${lines[@]}" | jq -se 'map(select(.target == "url.2")) | .[0].result == "SUCCESS"'
}
