#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/pmon for a beginner in an empty folder: init, addresses without a file, the whole monitor in one command.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    PMON="$PROJECT/scripts/pmon"
    start_faults
    mkdir new
    cd new || return 1
}

@test "init writes a configuration without a fault, with keys and names, and says what is next" {
    run -0 --separate-stderr "$PMON" init "$FAULTS/ok" "shop=$FAULTS/cart" www.example.org/a/b.html?x=1 "shop=$FAULTS/2"
    [[ "$output" == *"pmon.ini is written, for 4 addresses"*"pmon --every=1m"* ]]
    [ -z "$stderr" ]
    grep -Fx "url.shop = $FAULTS/cart" pmon.ini
    grep -Fx "url.shop-2 = $FAULTS/2" pmon.ini
    grep -Fx "url.example-b-html = https://www.example.org/a/b.html?x=1" pmon.ini
    grep -Fx "url.example-b-html.name = example.org/a/b.html" pmon.ini
    for tool in probe ssh store mail serve; do
        run -0 "pmon-$tool" --check-config
        [ -z "$output" ]
    done
    # What is commented out is right as well.
    sed 's/^;//' pmon.ini >all.ini
    PMON_MAIL_PASSWORD=x run -0 pmon-probe --conf all.ini --check-config
    [ -z "$output" ]
    run -0 "$PMON" --quiet=True
    [ "$(jq length current.json)" -eq 4 ]
}

@test "init never overwrites, and takes nothing that cannot be checked" {
    echo mine >pmon.ini
    run -73 "$PMON" init "$FAULTS/ok"
    [[ "$output" == *"pmon.ini is there already"* ]]
    ln -s nowhere link.ini
    run -73 "$PMON" init --conf=link.ini "$FAULTS/ok"
    run -78 "$PMON" init --conf=bad.ini 'http://a b/'
    [[ "$output" == "pmon: error: url."*"malformed address"* ]]
    run -64 "$PMON" init --conf=none.ini </dev/null
    run -73 "$PMON" init --conf=no/such/folder.ini "$FAULTS/ok"
    [ "$output" = 'pmon: error: cannot create: no/such/folder.ini: No such file or directory' ]
    for item in $'http://127.0.0.1/a\nurl.more = http://127.0.0.1/b' $'http://127.0.0.1/\tx' 'größe=http://127.0.0.1/' 'my shop=https://127.0.0.1/'; do
        run -78 "$PMON" init --conf=bad.ini "$item"
        [[ "$output" == "pmon: error: ${item%%[=$'\n\t']*}"*': a'* ]]
    done
    [ "$(cat pmon.ini)" = mine ]
    [ "$(ls)" = $'link.ini\npmon.ini' ]
}

@test "init leaves no half of a configuration on a full disk" {
    mkdir full
    # shellcheck disable=SC2016 # the inner shell expands it
    unshare -m sh -c 'mount -t tmpfs -o size=4k none full && head -c 4096 /dev/zero >full/fill
        "$1" init --conf=full/my.ini "$2"; echo "$?"; ls full' sh "$PMON" "$FAULTS/ok" >said 2>&1
    [ "$(cat said)" = $'pmon: error: cannot write: full/my.ini: No space left on device\n73\nfill' ]
}

@test "init asks for addresses, and keeps passwords from others" {
    printf 'a=http://u:secret@127.0.0.1:1/\nb=http://127.0.0.1:2/\n\nnot this\n' | "$PMON" init
    [ "$(grep -c '^url\.[ab] = ' pmon.ini)" -eq 2 ]
    [ "$(stat -c %a pmon.ini)" = 600 ]
    run ! grep -q '^url.a.name.*secret' pmon.ini
    rm pmon.ini
    printf 'shop=http://127.0.0.1:1/\r\n\r\nhttp://127.0.0.1:2/\r\n' | "$PMON" init
    run ! grep -q $'\r' pmon.ini
    [ "$(grep -c '^url.* = http' pmon.ini)" -eq 1 ]
    run -0 script -qec "printf 'http://127.0.0.1:1/\n\n' | $PMON init --conf=t.ini" /dev/null
    grep -q '^url.*= http://127.0.0.1:1/$' t.ini
}

@test "table, page, mail and events call a monitor the same" {
    local port
    port=$(free_port)
    cat >pmon.ini <<END
[pmon]
http.port = $port
[urls]
url.shop = http://127.0.0.1:1/shop
url.2 = http://127.0.0.1:1/two
url.pay = http://127.0.0.1:1/pay
url.4 = http://127.0.0.1:1/same
url.5 = http://127.0.0.1:1/same
url.box = ssh://127.0.0.1:1
[checks]
url.pay.name = Pay & go
[email]
server = 127.0.0.1
from = pmon@example.org
to = ops@example.org
END
    run --separate-stderr "$PROJECT/scripts/pmon" --nomail=True
    cut -c 19-62 <<<"$output" | sed -n '1,6s/ *$//p' | sort >table
    printf '%s\n' 'Pay & go' box http://127.0.0.1:1/two shop url.4 url.5 | sort >expected
    diff expected table
    pmon-serve --once >page.html
    pmon-serve --report 1d --csv | tail -n +2 >report
    pmon-mail --events --explain shop >/dev/null 2>&1 || true
    pmon-mail --print | python3 -c 'import email, email.policy, sys
print(email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default).get_body(("plain",)).get_content())' >mail
    while IFS= read -r name; do
        grep -qF ">${name/&/&amp;}<" page.html
        grep -qF "$name" report
        # Mails leave out the scheme, of which mail programs would make a link.
        grep -qE "(^|[ ,])${name#http://}($|[ ,(:])" mail
    done <expected
}

@test "addresses alone are checked once: a table, a status, no file" {
    run -0 --separate-stderr "$PMON" "$FAULTS/ok"
    [[ "$output" =~ ^OK\ .*\ ms\ .*/ok ]]
    [ -z "$stderr" ]
    run -1 --separate-stderr "$PMON" "$FAULTS/ok" "$FAULTS/nothing" http://127.0.0.1:1/ example.invalid
    [ "${#lines[@]}" -eq 4 ]
    [[ "$output" == *"DOWN"*"https://example.invalid"* ]]
    # A configuration counts only if it is named.
    printf '[pmon]\nproxy = http://127.0.0.1:1\n' >pmon.ini
    run -0 "$PMON" "$FAULTS/ok"
    run -1 "$PMON" --conf=pmon.ini "$FAULTS/ok"
    run -64 "$PMON" --every=1m "$FAULTS/ok"
    # Other schemes than the web's are asked for by name.
    run -1 "$PMON" "${FAULTS/http/tcp}"
    [[ "$output" == *"expected --allow tcp"* ]]
    run -0 "$PMON" --allow tcp "${FAULTS/http/tcp}"
    [ "$(ls)" = pmon.ini ]
}

@test "a configuration may be named alone, and one that is missing says how to write it" {
    run -66 "$PMON" mine.ini
    [[ "$output" == "pmon: error: cannot open: mine.ini: no such file; pmon init --conf=mine.ini ADDRESS... writes one" ]]
    "$PMON" init --conf=mine.ini "$FAULTS/ok"
    run -0 "$PMON" mine.ini
    [[ "$output" == "OK "* ]]
    run -0 "$PMON" --version
    [ "$output" = "$(pmon-probe --version)" ]
}

# Nothing of the monitor is left: neither a tool nor the script.
gone() { ! pgrep -f "conf[= ]$PWD/m.ini"; }

# True if the data file has $1 records.
runs() { [ "$(pmon-store --conf m.ini export | wc -l)" -ge "$1" ]; }

@test "--every scans and serves until SIGINT or SIGTERM, and leaves no process" {
    port=$(free_port)
    "$PMON" init --conf="$PWD/m.ini" "$FAULTS/ok"
    sed -i "s/^;http.port.*/http.port = $port/" m.ini
    for signal in INT TERM; do
        rm -f ./*.json
        env --default-signal=INT "$PMON" --every=1 --conf="$PWD/m.ini" >out 2>err 3>&- &
        keep $!
        wait_until 60 runs 3
        is_shown() { curl -fsS "http://127.0.0.1:$port/" | jq -e '.data | length == 1'; }
        wait_until 30 is_shown
        kill -s "$signal" "$LAST_PID"
        status=0
        wait "$LAST_PID" || status=$?
        [ "$status" -eq 0 ]
        wait_until 30 gone
        [ ! -s err ] || { cat err; false; }
    done
}

@test "--every says nothing where each look at the clock is a second later, as on a busy machine" {
    port=$(free_port)
    "$PMON" init --conf="$PWD/m.ini" "$FAULTS/ok"
    sed -i "s/^;http.port.*/http.port = $port/" m.ini
    mkdir bin
    cat >bin/date <<'END'
#!/bin/sh
[ "$1" = +%s ] || exec /bin/date "$@"
echo x >>looks
wc -l <looks
END
    chmod +x bin/date
    PATH=$PWD/bin:$PATH "$PMON" --every=1 --conf="$PWD/m.ini" >out 2>err 3>&- &
    keep $!
    wait_until 60 runs 3
    kill "$LAST_PID"
    wait "$LAST_PID"
    [ ! -s err ] || { cat err; false; }
}

@test "--every ends a run that is under way, and one without its page says why" {
    port=$(free_port)
    "$PMON" init --conf="$PWD/m.ini" "$FAULTS/delay?3"
    printf '\n' >>m.ini
    sed -i "s/^;http.port.*/http.port = $port/; s/^;timeout.*/timeout = 100/" m.ini
    "$PMON" --every=1h --conf="$PWD/m.ini" >out 2>err 3>&- &
    keep $!
    wait_until 30 grep -q delay ../faults.port.requests
    began=$SECONDS
    kill "$LAST_PID"
    wait "$LAST_PID"
    # Not after the hour, nor the time limit of 100 s.
    [ $((SECONDS - began)) -lt 60 ]
    wait_until 30 gone
    # The port is taken.
    sed -i "s|^\(url.*= \).*delay.*|\1$FAULTS/ok|" m.ini
    start pmon-serve --conf m.ini
    wait_for_port "$port"
    run -73 --separate-stderr "$PMON" --every=1h --conf="$PWD/m.ini"
    [[ "$stderr" == *"cannot listen on"* ]]
    # It is seen at once, however late it comes.
    kill "$LAST_PID"
    wait "$LAST_PID" || true
    "$PMON" --every=1h --conf="$PWD/m.ini" >out 2>err 3>&- &
    keep $!
    wait_for_port "$port"
    wait_until 60 grep -q '^OK' out
    kill -9 "$(pgrep -P "$LAST_PID" -x pmon-serve)"
    status=0
    wait "$LAST_PID" || status=$?
    [ "$status" -eq 137 ]
    for time in 0 soon 1.5 -1 5ms; do run -64 "$PMON" --every="$time" --conf="$PWD/m.ini"; done
}

@test "a run on a terminal shows its progress on stderr, and nowhere else" {
    python3 - >port 3>&- <<'END' &
import socket, time
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
held = []
server.settimeout(60)
while True:
    held.append(server.accept())
END
    keep $!
    wait_until 30 test -s port
    printf '[pmon]\ntimeout = 2s\n[urls]\nurl.a = http://127.0.0.1:%s/\n' "$(cat port)" >pmon.ini
    cat >terminal.py <<'END'
import os, pty, sys
def read(descriptor):
    data = os.read(descriptor, 4096)
    with open("shown", "ab") as file:
        file.write(data)
    return data
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
END
    TERM=xterm python3 terminal.py "$PROJECT/scripts/pmon" </dev/null
    grep -q '0/1 done, 0 failed' shown
    run --separate-stderr "$PROJECT/scripts/pmon"
    [ -z "$stderr" ]
    rm shown
    TERM=xterm python3 terminal.py "$PROJECT/scripts/pmon" --quiet=True </dev/null
    [ ! -s shown ]
}
