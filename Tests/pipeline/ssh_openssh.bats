# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2030,SC2031 # what is quoted is meant for another shell; each test has its own variables
# type = openssh: the system's ssh carries the script, for what libssh2 cannot do. Servers are sshd on loopback.

load helpers
load ssh_helpers

# The ini file for the server, with further [remote] lines as arguments. The keys of this account stay out of it.
make_ini() {
    remote_ini "$@" 'type = openssh' 'process = marker' 'scan_cmd = echo the marker' "known_hosts = $PWD/known_hosts"
}

# One check, whose result is $1 and whose message matches $2.
check_is() {
    run --separate-stderr timeout 20 pmon-ssh url.1
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    jq -e --arg result "$1" '.result == $result' <<<"$output"
    jq -e --arg words "$2" '.message | test($words)' <<<"$output"
}

@test "the evidence is the same as over libssh2" {
    start_sshd
    mkdir logs
    printf 'all well\nan error\n' >logs/app.log
    make_ini 'key = user' "log.dir = $PWD/logs" 'log.files = *.log' 'log.pattern = error' 'scan_cmd = echo marker'
    check_is SUCCESS OK
    shape='del(.time, .at, .run, .memory) | .["file.system"] |= (split("\n") | map(split(" ")[0])) | .verdict |= sub("pmon.*|on .*"; "")'
    jq -S "$shape" <<<"$output" >openssh.json
    sed -i 's/type = openssh/type = ssh/' pmon.ini
    check_is SUCCESS OK
    jq -S "$shape" <<<"$output" >libssh2.json
    diff openssh.json libssh2.json
}

@test "a server with ETM MACs only, and RSA with SHA-2 on both sides" {
    start_sshd 'MACs hmac-sha2-256-etm@openssh.com' 'Ciphers aes256-ctr'
    make_ini 'key = user'
    check_is SUCCESS OK
    unset SSH_PORT
    ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
    cp rsa host
    cp rsa.pub user.pub
    start_sshd
    make_ini 'key = rsa' 'known_hosts = rsa_hosts'
    check_is SUCCESS OK
}

@test "a user's certificate" {
    ssh-keygen -q -t ed25519 -N '' -f authority
    mv user.pub mine.pub
    ssh-keygen -q -s authority -I pmon -n "$(id -un)" mine.pub
    : >user.pub
    start_sshd "TrustedUserCAKeys $PWD/authority.pub"
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'Permission denied'
    jq -e '.reason == "refused"' <<<"$output"
    make_ini 'key = user' "ssh.options = CertificateFile=$PWD/mine-cert.pub"
    check_is SUCCESS OK
}

@test "a jump host, by an option" {
    start_sshd
    make_ini 'key = user'
    gate="ssh -F none -i $PWD/user -o UserKnownHostsFile=$PWD/gate_hosts -o StrictHostKeyChecking=accept-new -W [%h]:%p -p $SSH_PORT 127.0.0.1"
    unset SSH_PORT
    start_sshd
    make_ini 'key = user' "ssh.options = \"ProxyCommand=$gate\""
    check_is SUCCESS OK
    grep -q 'direct-tcpip' sshd.log
}

@test "a jump host and an alias, by the configuration of the account that pmon runs under" {
    [ "$(id -u)" -eq 0 ] || skip 'needs an account with a home'
    make_account
    make_home user.pub
    gate=$(free_port)
    SSH_PORT=$gate start_sshd 'AuthorizedKeysFile .ssh/authorized_keys' 'MaxStartups 10:30:100'
    unset SSH_PORT
    start_sshd 'AuthorizedKeysFile .ssh/authorized_keys' 'MaxStartups 10:30:100'
    cp user "$ACCOUNT_HOME/.ssh/id_ed25519"
    cat >"$ACCOUNT_HOME/.ssh/config" <<EOF
Host gate
    HostName 127.0.0.1
    Port $gate
    StrictHostKeyChecking accept-new
Host db*
    HostName 127.0.0.1
    Port $SSH_PORT
    ProxyJump gate
    RemoteCommand echo this is not the script
    LocalForward 127.0.0.1:$SSH_PORT 127.0.0.1:1
    RequestTTY force
EOF
    {
        echo '[urls]'
        for n in $(seq 12); do echo "url.$n = http://db$n/"; done
        echo '[remote]'
        for n in $(seq 12); do printf 'url.%s.type = openssh\nurl.%s.timeout = 30s\n' "$n" "$n"; done
    } >"$ACCOUNT_HOME/pmon.ini"
    for n in $(seq 12); do record "url.$n"; done >"$ACCOUNT_HOME/in"
    chown -R "$ACCOUNT:" "$ACCOUNT_HOME"
    as_account sh -c 'pmon-ssh <in >out'
    [ "$(grep -c 'nothing unusual\|full\|exhausted' "$ACCOUNT_HOME/out")" -eq 12 ]
    jq -es 'all(.result == "EXCEPTION_ERROR" and .foo == 1.5 and has("memory"))' "$ACCOUNT_HOME/out"
    grep -q 'direct-tcpip' sshd.log
    run ! grep -q 'drop connection' sshd.log
    # The keys of the hosts went where ssh keeps them.
    ssh-keygen -F "[127.0.0.1]:$gate" -f "$ACCOUNT_HOME/.ssh/known_hosts"
    [ ! -e "$ACCOUNT_HOME/known_hosts" ]
}

@test "host keys: strict refuses a new one, a changed one is always refused" {
    start_sshd
    make_ini 'key = user' 'hostkey = strict'
    check_is EXCEPTION_ERROR 'Host key verification failed'
    jq -e '.reason == "certificate"' <<<"$output"
    make_ini 'key = user'
    check_is SUCCESS OK
    sed -i 's/ AAAA.*/ AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH\/E07Knznsf0kTrIPdnlE7fmtq40df1gWRz/' known_hosts
    check_is EXCEPTION_ERROR 'its host key has changed'
    jq -e '.reason == "certificate"' <<<"$output"
}

@test "nothing ever asks: a key with a passphrase, and a terminal at hand" {
    start_sshd
    ssh-keygen -q -p -N secret1 -f user
    make_ini 'key = user' 'agent = false'
    SSH_ASKPASS=$PWD/ask
    printf '#!/bin/sh\ntouch asked\necho secret1\n' >ask
    chmod +x ask
    export SSH_ASKPASS DISPLAY=:9
    check_is EXCEPTION_ERROR 'Permission denied'
    [ ! -e asked ]
    # script(1) is the terminal.
    timeout 20 script -qec 'pmon-ssh url.1 >out' typescript </dev/null
    jq -e '.message | test("Permission denied")' out
    run ! grep -q passphrase typescript
}

@test "nobody there, a name that does not exist, an option that ssh does not know" {
    SSH_PORT=$(free_port)
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'Connection refused'
    jq -e '.reason == "refused"' <<<"$output"
    make_ini 'host = no-such-host.invalid'
    check_is EXCEPTION_ERROR 'Could not resolve hostname'
    jq -e '.reason == "dns"' <<<"$output"
    make_ini 'ssh.options = NoSuchOption=1'
    check_is EXCEPTION_ERROR 'Bad configuration option: nosuchoption'
}

@test "ssh is not installed" {
    SSH_PORT=1
    make_ini 'key = user'
    tool=$(command -v pmon-ssh)
    run --separate-stderr env PATH=/nonexistent "$tool" url.1
    [ "$status" -eq 0 ]
    jq -e '.message | test("cannot start: ssh: No such file or directory, is openssh-client installed")' <<<"$output"
}

# True if no process of this test's ssh is left. make_ini names the file with its folder for that.
is_gone() {
    ! pgrep -f "UserKnownHostsFile=\"$PWD/known_hosts\"" >/dev/null
}

# True if no process has a command line that matches $1.
is_over() { ! pgrep -f "$1"; }

@test "a server that hangs, before and after the login, costs its time and leaves nothing behind" {
    start_hostile mute_after_greeting
    SSH_PORT=$HOSTILE_PORT
    # A proxy command that ignores its end and starts another program. Both are this test's own.
    local time=6.$RANDOM$RANDOM
    make_ini 'key = user' 'timeout = 2s' "ssh.options = \"ProxyCommand=sh -c 'trap : TERM HUP; sleep 1$time & sleep 2$time'\""
    check_is EXCEPTION_ERROR 'no answer within 2s while ssh was connecting'
    wait_until 10 is_gone
    wait_until 10 is_over "^sleep [12]$time$"
    # One in a session of its own.
    make_ini 'key = user' 'timeout = 2s' "ssh.options = \"ProxyCommand=setsid setsid -w sleep 3$time\""
    check_is EXCEPTION_ERROR 'no answer within 2s while ssh was connecting'
    wait_until 10 is_over "sleep 3$time$"
    make_ini 'key = user' 'timeout = 2s'
    check_is EXCEPTION_ERROR 'no answer within 2s while ssh was connecting'
    jq -e '.reason == "timeout"' <<<"$output"
    unset SSH_PORT
    start_sshd
    # The login is within the time, too.
    make_ini 'key = user' 'timeout = 8s' 'scan_cmd = sleep 30'
    check_is EXCEPTION_ERROR 'incomplete: no answer within 8s while running .sleep 30.'
    wait_until 10 is_gone
}

@test "a connection that is cut is tried three times more, and its words are told" {
    SSH_PORT=$(free_port)
    start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$SSH_PORT" cut
    wait_until 10 grep -q listening "hostile.$SSH_PORT"
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'exchange_identification: .*Connection'
    jq -e '.reason == "reset"' <<<"$output"
    [ "$(grep -c accepted "hostile.$SSH_PORT")" -eq 4 ]
}

@test "forty machines on one sshd with its default MaxStartups, and SIGCHLD ignored by the caller" {
    start_sshd "MaxStartups 10:30:100"
    {
        echo '[urls]'
        for n in $(seq 40); do echo "url.$n = ssh://127.0.0.1:$SSH_PORT"; done
        echo '[remote]'
        for n in $(seq 40); do
            cp user "key$n"
            printf 'url.%s.type = openssh\nurl.%s.key = key%s\nurl.%s.known_hosts = %s\nurl.%s.timeout = 60s\n' \
                "$n" "$n" "$n" "$n" "$PWD/known_hosts" "$n"
        done
    } >pmon.ini
    python3 -c 'import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execvp("pmon-ssh", ["pmon-ssh", "--concurrency", "40"])' </dev/null >out
    [ "$(grep -c '"result":"SUCCESS"' out)" -eq 40 ]
    run ! grep -q 'drop connection' sshd.log
    # What has ended is not left as a zombie while others go on, and nothing is left afterwards.
    wait_until 10 is_gone
}

@test "a stop ends what runs" {
    start_sshd
    make_ini 'key = user' 'timeout = 60s' 'scan_cmd = sleep 30'
    record url.1 >in
    start_filter in out
    is_visiting() { ! is_gone; }
    wait_until 30 is_visiting
    kill -TERM "$FILTER_PID"
    wait "$FILTER_PID" || true
    # The record and the check of the address itself.
    has_lines out 2
    wait_until 10 is_gone
}

@test "keys that ssh cannot honour are errors of the configuration" {
    SSH_PORT=22
    local -A wrong=(
        ['pwd = x']='url.1.pwd: a password is not possible with type = openssh'
        ['passphrase = x']='url.1.passphrase: a passphrase is not possible with type = openssh'
        ['keyboard = true']='url.1.keyboard: answering questions is not possible with type = openssh'
        ['hostkey = SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']='url.1.hostkey: a fingerprint is not possible with type = openssh'
        ['ssh.options = ProxyJump']="url.1.ssh.options: expected options of ssh as NAME=VALUE such as ProxyJump=gate.example.org, found 'ProxyJump'"
        ['ssh.options = "A=b']='url.1.ssh.options: expected a closing quote'
        ['ssh.options = StdinNull=yes']="url.1.ssh.options: 'StdinNull=yes' is not possible, because the input of ssh is the script"
        ['ssh.options = ControlPersist=60']="url.1.ssh.options: 'ControlPersist=60' is not possible, because ssh would go on after the visit"
        ['type = telnet']='url.1.type: expected ssh, openssh or none'
    )
    for line in "${!wrong[@]}"; do
        make_ini "$line"
        run --separate-stderr pmon-ssh --check-config
        [ "$status" -eq 78 ]
        grep -qF "${wrong[$line]}" <<<"$stderr"
    done
    make_ini 'keyboard = false' 'ssh.options = -o A=b, -oC=d "E f g"'
    run pmon-ssh --check-config
    [ "$status" -eq 0 ]
}

@test "a server that is full says nothing that ssh repeats, so pmon says what it may be" {
    SSH_PORT=$(free_port)
    start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$SSH_PORT" full
    wait_until 10 grep -q listening "hostile.$SSH_PORT"
    make_ini 'key = user'
    check_is EXCEPTION_ERROR '\(before its greeting, as sshd does when more log in at once than MaxStartups allows'
    jq -e '.reason == "reset"' <<<"$output"
}
