# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2030,SC2031 # what is quoted is meant for another shell; each test has its own
# Lists of services and of sockets, and secrets in what a machine says.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    mkdir fakes
}

# A server whose sessions find the programs of the folder fakes first.
start_faked() {
    start_sshd "SetEnv SHLVL=5 PATH=$PWD/fakes:$PATH"
}

# A program $1 that prints $2 and ends with status $3 (0).
fake() {
    printf '%s\n' "$2" >"fakes/$1.text"
    printf '#!/bin/sh\ncat "%s"\nexit %s\n' "$PWD/fakes/$1.text" "${3:-0}" >"fakes/$1"
    chmod 755 "fakes/$1"
}

# One check with the marker $1 and the command $2, for whose record the jq expression $3 holds.
expect() {
    remote_ini "process = $1" "scan_cmd = $2" "key = user" "user = root"
    pmon-ssh url.1 >record
    jq -e "$3" record >/dev/null || { printf '%s: ' "$2"; cat record; return 1; } >&2
}

@test "what runs, what does not, and what is between both, in the words of each program" {
    start_faked
    local up='.result == "SUCCESS"' down='.reason == "process"' between='.reason == "protocol"'
    fake systemctl inactive 3
    expect active "systemctl is-active shop" "$down"
    jq -e '.message | test("not running: .systemctl is-active shop. says .inactive.$")' record
    jq -e '.ssh == ["inactive", "each line of '"'systemctl is-active shop'"' that holds '"'active'"' is of what does not run"]' record
    fake systemctl reloading 0
    expect active "systemctl is-active shop" "$between"
    fake systemctl $'failed\nactive' 0
    expect active "systemctl is-active shop mail" "$between"
    fake systemctl $'○ shop.service - Shop\n     Loaded: loaded (/etc/shop)\n     Active: inactive (dead)' 3
    expect shop "systemctl status shop" "$down"
    expect "active (running)" "systemctl status shop" "$down"
    fake systemctl $'● shop.service - Shop\n     Active: active (running) since Mon\n   Main PID: 30 (shop)' 0
    expect shop "systemctl status shop" "$up"
    expect "active (running)" "systemctl status shop" "$up"
    fake docker $'ID IMAGE STATUS NAMES\n1f shop:1 Exited (137) 2 days ago shop\n2f db:1 Up 2 days db' 0
    expect shop "docker ps -a" "$down"
    expect db "docker ps -a" "$up"
    fake supervisorctl 'shop      STARTING' 0
    expect shop "supervisorctl status" "$between"
    fake service 'shop is not running' 3
    expect shop "service shop status" "$down"
    expect running "service shop status | cat" "$down"
    fake service 'shop is running.' 0
    expect shop "service shop status" "$up"
}

@test "sockets: their owners, those without one, and pmon's own connection" {
    start_sshd
    local port command
    port=$(free_port)
    start python3 -c 'import socket, sys, time; s = socket.create_server(("127.0.0.1", int(sys.argv[1]))); time.sleep(300)' "$port"
    wait_for_port "$port"
    for command in "ss -ltnp" "ss -ltnp | grep :$port" "ss -ltn"; do
        expect "127.0.0.1:$port" "$command" '.result == "SUCCESS"'
    done
    expect python3 "ss -ltnp | grep :$port" '.result == "SUCCESS" and (.ssh | all(test("pid=")))'
    expect "nosuchprogram" "ss -ltnp" '.reason == "process"'
    # A holder of the marker that the list does not show.
    start python3 -c 'import time; time.sleep(300)' nosuchport
    await_program python3
    expect "nosuchport" "ss -ltnp | grep :$port" '.result == "EXCEPTION_ERROR" and (.verdict | test("does not show process"))'
    expect ":$SSH_PORT" "ss -Htnp state established" '.result == "EXCEPTION_ERROR"'
}

@test "who listens at the port of the address is told where the service is not there, and only there" {
    start_sshd
    local port command
    port=$(free_port)
    start python3 -c 'import socket, sys, time; s = socket.create_server(("127.0.0.1", int(sys.argv[1]))); time.sleep(300)' "$port"
    wait_for_port "$port"
    # The verdict on the address http://127.0.0.1:$1/ with the marker $2 and the command $3; the jq expression $4 holds.
    verdict() {
        {
            printf '[urls]\nurl.1 = http://127.0.0.1:%s/\n[remote]\nurl.1.type = ssh\n' "$1"
            printf 'url.1.%s\n' "process = $2" "scan_cmd = $3" "port = $SSH_PORT" "key = user" "user = root"
        } >pmon.ini
        record url.1 | pmon-ssh >answer
        jq -e "$4" answer >/dev/null || { printf '%s: ' "$3"; cat answer; return 1; } >&2
    }
    local held=".verdict | test(\"'shopserver' is not running; 'python3' \\\\([0-9]+\\\\) listens at 127.0.0.1:$port\")"
    for command in "ss -ltnp" "ps aux; ss -ltnp" "ss -tulpen"; do
        verdict "$port" shopserver "$command" "$held"
    done
    if command -v netstat >/dev/null; then verdict "$port" shopserver "netstat -tlnp" "$held"; fi
    if command -v lsof >/dev/null; then verdict "$port" shopserver "lsof -nP -iTCP -sTCP:LISTEN" "$held"; fi
    verdict "$port" python3 "ss -ltnp" '.verdict | contains("is running") and (contains("listens") | not)'
    verdict "$(free_port)" shopserver "ss -ltnp" '.verdict | contains("listens") | not'
    verdict "$port" shopserver "ps aux" '.verdict | contains("not running") and (contains("listens") | not)'
    # A service that runs and could not have its address.
    mkdir logs
    echo 'bind() to 0.0.0.0:80 failed (98: Address already in use)' >logs/app.log
    local logs=$'\nurl.1.log.dir = '$PWD$'/logs\nurl.1.log.pattern = failed'
    verdict "$port" python3 "ps aux; ss -ltnp$logs" ".verdict | contains(\"'python3' (\") and contains(\"listens at 127.0.0.1:$port\")"
    # Without owners nobody can be named.
    verdict "$port" shopserver "ss -ltn" '.verdict | contains("listens") | not'
}

@test "a zombie is none in lists of names alone" {
    start_sshd
    ln -s /bin/true pmonwraith
    printf 'import os, time\nos.fork() or os.execv("./pmonwraith", ["pmonwraith"])\ntime.sleep(100)\n' >parent.py
    start python3 parent.py
    wait_until 30 sh -c 'ps -eo stat,comm | grep "^Z.*pmonwraith"'
    local command
    for command in "ps -eo comm | sed 's/ <defunct>//'" "busybox ps -o comm" "busybox ps -o user,comm"; do
        expect pmonwraith "$command" '.reason == "process" and (.message | test("has ended"))'
    done
}

@test "a password that the machine repeats, and those in the arguments of processes, are masked" {
    [ "$(id -u)" -eq 0 ] || skip "an account can be made by root alone"
    make_account
    make_home user.pub
    mkdir -m 755 "$ACCOUNT_HOME/logs"
    echo "ERROR: login with $ACCOUNT_PASSWORD failed" >"$ACCOUNT_HOME/logs/app.log"
    chown -R "$ACCOUNT:" "$ACCOUNT_HOME/logs"
    echo "your password is $ACCOUNT_PASSWORD, or other-canary" >banner
    start_sshd "PasswordAuthentication yes" "Banner $PWD/banner"
    start python3 -c 'import time; time.sleep(300)' --token=canary-token "-p$ACCOUNT_PASSWORD" \
        --password canary-token -u shop:secret@x -H "Authorization: Bearer canary-token" http://u:canary-token@h/ wallet
    await_program python3
    local settings=("user = $ACCOUNT" "process = wallet" "log.dir = $ACCOUNT_HOME/logs" "log.pattern = error")
    remote_ini "${settings[@]}" "pwd = $ACCOUNT_PASSWORD"
    chmod 600 pmon.ini
    pmon-ssh url.1 >record
    jq -e '.result == "SUCCESS" and (.ssh[0] | endswith("--token=*** -p*** --password *** -u shop:***@x -H Authorization: Bearer *** http://u:***@h/ wallet"))' record
    jq -e '.logs == "ERROR: login with *** failed" and (.verdict | test("login with \\*\\*\\* failed"))' record
    remote_ini "${settings[@]}" "scan_cmd = ps -eo comm" "pwd = $ACCOUNT_PASSWORD"
    pmon-ssh url.1 >>record
    jq -se '.[1].verdict | test("cannot tell .*--token=\\*\\*\\*")' record
    remote_ini "${settings[@]}" "pwd = other-canary"
    pmon-ssh url.1 >>record
    jq -se '.[2].message | test("the server says: your password is .*, or \\*\\*\\*$")' record
    run ! grep -e canary-token -e other-canary record
    run ! grep "$ACCOUNT_PASSWORD" <(head -n 2 record)
}
