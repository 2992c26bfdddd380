# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # what is quoted is meant for another shell; each test has its own
# pmon's own traces on a machine are no evidence, whatever prints the list and whoever else visits.

load helpers
load ssh_helpers

setup() {
    account_setup
    SSHD_WRAPPER=()
}

# An ini file whose address $1 has the marker $2 and the command $3; further [remote] lines as arguments.
add_check() {
    local target=$1 marker=$2 command=$3
    shift 3
    [ -e pmon.ini ] || printf '[urls]\n' >pmon.ini
    sed -i "/^\[remote\]/,\$!s/^\[urls\]/&\n$target = ssh:\/\/127.0.0.1:$SSH_PORT/" pmon.ini
    grep -q '^\[remote\]' pmon.ini || echo '[remote]' >>pmon.ini
    printf "$target.%s\n" "key = user" "known_hosts = $target.known" "user = $ACCOUNT" "process = $marker" "scan_cmd = $command" "$@" |
        awk '{ key = $1 } seen[key]++ { next } { print }' >>pmon.ini
}

# One check with marker $1 and command $2, whose result is $3.
expect() {
    rm -f pmon.ini
    add_check url.1 "$1" "$2"
    pmon-ssh url.1 >record
    jq -e --arg result "$3" '.result == $result' record >/dev/null || { printf '%s: ' "$2"; cat record; return 1; } >&2
}

@test "a dead service: no list, with or without process ids, shows the visit as one" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys"
    local marker=perl$ACCOUNT
    # What may be told of a dead service, but never that it runs.
    for command in "ps -eo user:20,args" "ps -eo user:20,comm" "ps aux | grep -v ssh$" "ps aux | grep -v docker" \
        "ps aux | grep -v /bin/sh" "ps -fu root" "ps -eo pid,user:20,comm | cat"; do
        expect "$ACCOUNT" "$command" APPLICATION_ERROR
    done
    expect "$ACCOUNT" "pstree -u" EXCEPTION_ERROR
    for command in "ps aux | grep $marker" "ps -eo args | egrep $marker" "timeout 5 ps aux | awk /$marker/" \
        "p=$marker; ps aux | sed -n \"/\$p/p\""; do
        expect "$marker" "$command" APPLICATION_ERROR
    done
    printf '#!/bin/sh\nps -eo args | grep "$1"\n' >"$ACCOUNT_HOME/list"
    chmod 755 "$ACCOUNT_HOME/list"
    expect "$marker" "./list $marker" EXCEPTION_ERROR
    jq -e '.message | test("show no process id that says otherwise")' record
    # The same commands find the service once it runs.
    start python3 -c 'import time; time.sleep(100)' "$marker"
    await_program python3
    for command in "ps aux" "ps -eo user:20,args" "ps aux | grep $marker" "ps -eo args | egrep $marker" "./list $marker" \
        "p=$marker; ps aux | sed -n \"/\$p/p\"" "bash -c 'ps aux | cut -c1-200'"; do
        expect "$marker" "$command" SUCCESS
        jq -e '.ssh | any(contains("python3 -c"))' record
    done
}

@test "a list that failed or was cut off is none, whatever hides it" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys"
    for command in "nosuch ps aux 2>/dev/null | cat" "nosuch ps aux 2>/dev/null | grep sshd" "ps aux | head -n 3" \
        "timeout -s KILL 1 sh -c 'ps aux | head -n 5; sleep 9'" "bash -c 'ps aux | head -n 4' | cat"; do
        expect "sshd: /usr/sbin/sshd" "$command" EXCEPTION_ERROR
        jq -e '.message | startswith("cannot tell what runs on")' record
    done
}

@test "a greeting is no line of the list" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys"
    usermod --shell /bin/bash "$ACCOUNT"
    echo 'echo "Welcome to wildfly, the pride of 1 shop"' >"$ACCOUNT_HOME/.bash_profile"
    chmod 644 "$ACCOUNT_HOME/.bash_profile"
    expect wildfly 'bash -lc "ps aux"' APPLICATION_ERROR
    expect wildfly 'bash -lc "ps aux | grep wildfly"' EXCEPTION_ERROR
}

@test "the traces of other visits at the same time are none either" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys $PWD/user.pub"
    local marker=perl$ACCOUNT
    add_check url.1 "$marker" "ps aux | grep $marker"
    add_check url.2 "$ACCOUNT" "ps aux" "user = root"
    add_check url.3 "$marker" "sleep 0.3; ps -ef | egrep '$marker|x'" "user = root" "type = openssh"
    local runs=()
    for n in 1 2 3 4 5 6; do
        pmon-ssh url.1 url.2 url.3 </dev/null >"record.$n" 2>"errors.$n" &
        runs+=($!)
    done
    for run in "${runs[@]}"; do wait "$run"; done
    cat record.* >records
    [ "$(wc -l <records)" -eq 18 ]
    run jq -r 'select(.result == "SUCCESS")' records
    [ -z "$output" ]
    # Hardly any of them is in doubt.
    [ "$(grep -c APPLICATION_ERROR records)" -ge 12 ]
}

@test "a crowd of visits to a machine on which processes come and go: none is wrong, and none in doubt" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys $PWD/user.pub"
    local marker=crowd$ACCOUNT
    start python3 -c 'import time; time.sleep(300)' "$marker"
    await_program python3
    start sh -c 'while :; do /bin/true; done'
    start sh -c 'while :; do /bin/true & /bin/true; wait; done'
    {
        echo '[urls]'
        for n in $(seq 60); do
            for target in "$n" "$((n + 100))"; do echo "url.$target = ssh://127.0.1.$n:$SSH_PORT"; done
        done
        echo '[remote]'
        for n in $(seq 60); do
            for target in "$n $marker" "$((n + 100)) dead$marker"; do
                for line in "key = user" "timeout = 60s" "process = ${target#* }"; do echo "url.${target% *}.$line"; done
            done
        done
    } >pmon.ini
    for _ in 1 2 3; do
        pmon-ssh </dev/null >out
        [ "$(jq -r '"\(.target[4:] | tonumber > 100) \(.result)"' out | sort | uniq -c | tr -s ' ')" = \
            "$(printf ' 60 false SUCCESS\n 60 true APPLICATION_ERROR')" ] || { grep -h cannot out; return 1; } >&2
    done
}

@test "what a login starts outside of its own processes is no service" {
    cat >manager <<'EOF'
#!/bin/sh
[ "$PAM_TYPE" = open_session ] || exit 0
setsid setpriv --reuid "$PAM_USER" --clear-groups bash -c "exec -a '$1' sleep 9" </dev/null >/dev/null 2>&1 &
until pgrep -u "$PAM_USER" -fx "$* 9" >/dev/null; do sleep 0.05; done
EOF
    chmod 755 manager "$PWD"
    printf '#!/bin/sh\nmount --bind pam /etc/pam.d/sshd && exec "$@"\n' >wrapper
    chmod 755 wrapper
    cp /etc/pam.d/sshd pam.before
    SSHD_WRAPPER=(unshare -m ./wrapper)
    { cat pam.before; echo "session optional pam_exec.so quiet $PWD/manager /lib/systemd/systemd --user"; } >pam
    sed -i "s/'\$1'/'\$*'/" manager
    unshare -m ./wrapper true || skip "nothing can be mounted here"
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys" "UsePAM yes"
    # That of the visit before is still there at the second one.
    for n in 1 2; do
        expect "$ACCOUNT" "ps -eo pid,user:20,args" APPLICATION_ERROR
        expect "$ACCOUNT" "ps -eo user:20,args | grep $ACCOUNT" APPLICATION_ERROR
    done
    { cat pam.before; echo "session optional pam_exec.so quiet $PWD/manager agent"; } >pam
    expect "$ACCOUNT" "ps -eo pid,user:20,args" EXCEPTION_ERROR
    jq -e '.message | test("may have begun with pmon.s visit")' record
    wait_until 60 sh -c "! pgrep -u $ACCOUNT"
}
