#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The follower: every record of the database in the files of this machine, once, whatever the order of the commits.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers
load follow_helpers

setup() { follow_setup; }

@test "what is there, then what comes, once; nothing new is nothing done" {
    for number in $(seq 50); do record "$number" "a$((number % 5))"; done | import
    "$FOLLOW" --once
    expect_same
    for number in $(seq 51 60); do record "$number" a1 EXCEPTION_ERROR; done | import
    "$FOLLOW" --once --then 'date >>told'
    expect_same
    [ "$(jq -r '."http://a1/" | [.result, .streak] | join(" ")' current.json)" = 'EXCEPTION_ERROR 10' ]
    stamp=$(stat -c %i pmon.json.position)
    "$FOLLOW" --once --then 'date >>told'
    [ "$(stat -c %i pmon.json.position)" = "$stamp" ]
    [ "$(wc -l <told)" -eq 1 ]
}

@test "records whose transactions end in another order than they began" {
    record 1 a | import
    "$FOLLOW" --once
    for name in 1 2 3; do
        mkfifo "gate$name"
        psql -qAtX <"gate$name" >"session$name" 3>&- &
        keep $!
    done
    exec 5>gate1 6>gate2 7>gate3
    # Each has its place in the order before the next one.
    number=10
    for gate in 5 6 7; do
        number=$((number + 1))
        {
            echo 'begin; create temporary table incoming (line text) on commit drop;'
            echo "insert into incoming values ('$(record $number "late$gate")');"
            echo 'select pmon.take();'
        } >&"$gate"
        wait_until 30 test -s "session$((gate - 4))"
    done
    record 20 b | import
    "$FOLLOW" --once
    [ "$(pmon-store export --data pmon.json | wc -l)" -eq 2 ]
    for gate in 7 5; do
        echo 'commit; select 2;' >&"$gate"
        wait_until 30 grep -q 2 "session$((gate - 4))"
        record "3$gate" c | import
        "$FOLLOW" --once
        expect_same
    done
    # One that is taken back is none.
    exec 6>&- 5>&- 7>&-
    wait_until 10 grep -q . session2
    record 40 d | import
    "$FOLLOW" --once
    expect_same
    [ "$(pmon-store export --data pmon.json | jq -r .url | grep -c late)" -eq 2 ]
}

@test "killed again and again between store and position, beside a second one, while records come" {
    (for number in $(seq 30); do for address in a b c; do record "$number" "$address"; done | import; done) 3>&- &
    feeder=$!
    PIDS+=("$feeder")
    mkdir other
    cp pmon.ini other
    timeout -s KILL 600 "$FOLLOW" --conf other/pmon.ini 2>other.log 3>&- &
    keep $!
    RANDOM=3
    while kill -0 "$feeder" 2>/dev/null; do
        timeout -s KILL "0.$((RANDOM % 5 + 2))" "$FOLLOW" 2>>log 3>&- || true
    done
    "$FOLLOW" --once
    expect_same
    all() { [ "$(pmon-store export --data other/pmon.json | wc -l)" -eq 90 ]; }
    wait_until 60 all
    expect_same other/pmon.json
    # Twice the same on the same files.
    record 99 z | import
    "$FOLLOW" --once 3>&- &
    PIDS+=($!)
    "$FOLLOW" --once
    wait $!
    expect_same
}

@test "the database is away, and another one than before" {
    record 1 a | import
    timeout 600 "$FOLLOW" 2>log 3>&- &
    keep $!
    wait_until 30 test -s pmon.json.position
    kill -INT "$(cat "$BATS_FILE_TMPDIR/postgresql.pid")"
    wait_until 60 is_stopped
    # What is said of the last look depends on the moment of the stop; from then on there is no socket.
    wait_until 30 grep -q 'No such file.*waiting' log
    run_postgresql
    wait_until 60 psql -qAtXc 'select 1'
    record 2 a | import
    wait_until 60 has_stored 2
    [ "$(grep -c 'No such file.*waiting' log)" -eq 1 ]
    [ -z "$(grep waiting log | sort | uniq -d)" ]
    wait_until 30 grep -q 'info: it goes on' log
    kill "$LAST_PID"
    wait "$LAST_PID"
    # A copy that was promoted counts transactions that this one had seen already.
    sed -i -E 's/^([0-9]+):([0-9]+):/\1:9\2:/; s/ .*/ 99999999:99999999:/' pmon.json.position
    record 3 a | import
    run --separate-stderr "$FOLLOW" --once
    [ "$status" -eq 0 ]
    [ "$stderr" = 'pmon-follow: warn: another database: the records since the last position, and those of the day before it, come once more' ]
    expect_same
    run --separate-stderr "$FOLLOW" --once
    [ -z "$stderr" ]
    # After days away a day would be too little.
    sed -i 's/ .*/ 99999999:99999999:/; s/^[0-9]*/1/' pmon.json.position
    touch -d '-3 days' pmon.json.position
    record -200000 a | import
    run --separate-stderr "$FOLLOW" --once
    [ "$status" -eq 0 ]
    expect_same
    echo nonsense >pmon.json.position
    run --separate-stderr "$FOLLOW" --once
    [ "$status" -eq 0 ]
    expect_same
}

@test "a disk without room: nothing is lost, the records come again" {
    [ "$(id -u)" -eq 0 ] || skip "mounting needs root"
    for number in $(seq 3000); do record "$number" "a$((number % 50))"; done >records
    import <records
    # shellcheck disable=SC2016 # for the inner shell
    unshare -m --propagation private bash -c '
        mkdir small && mount -t tmpfs -o size=900k tmpfs small && cp pmon.ini small
        head -c 500k /dev/zero >small/filler
        timeout 300 "$FOLLOW" --conf small/pmon.ini 2>log 3>&- &
        pid=$!
        for _ in $(seq 600); do ! grep -q waiting log || break; sleep 0.1; done
        rm small/filler
        for _ in $(seq 600); do ! grep -q "it goes on" log || break; sleep 0.1; done
        kill $pid; wait $pid; echo $? >status
        pmon-store export --data small/pmon.json >stored'
    cat log
    [ "$(cat status)" = 0 ] || { cat status; false; }
    [ "$(grep -c waiting log)" -eq 1 ]
    jq -r '[.url, .run] | join("|")' stored | LC_ALL=C sort >here
    jq -r '[.url, .run] | join("|")' records | LC_ALL=C sort | diff - here
}

@test "the command after a batch has the configuration, and its failure is said" {
    mkdir sub
    printf '[pmon]\nid = fleet\ndata.file = d.json\nlatest.file = l.json\n' >sub/pmon.ini
    record 1 a | import
    # shellcheck disable=SC2016 # for the inner shell
    run --separate-stderr "$FOLLOW" --conf sub/pmon.ini --once --then 'pmon-store --show data.file; cat "$PMON_CONF" >got; exit 7'
    [ "$status" -eq 0 ]
    [ "$output" = "$PWD/sub/d.json"$'\t'"$PWD/sub/pmon.ini:3" ]
    cmp got sub/pmon.ini
    [[ "$stderr" == *"ended with 7; it runs again after the next batch, or in a minute" ]]
    [ -s sub/d.json.position ]
    # Where a follower begins.
    "$FOLLOW" --conf sub/pmon.ini --once --since 1s --position other
    record 2000 b | import
    mkdir third && cp sub/pmon.ini third
    "$FOLLOW" --conf third/pmon.ini --once --since 5m
    [ "$(pmon-store export --data third/d.json | jq -r .url)" = http://b/ ]
}

@test "page and mail see what they would see if one machine had checked everything" {
    {
        printf '[pmon]\nid = fleet\nplace = home\nevery = 1h\n[urls]\n'
        for kind in ok status/503 reset garbage; do
            echo "url.${kind%%/*} = http://127.0.0.1:$(cat port)/$kind"
        done
        printf 'url.twice = http://127.0.0.1:%s/ok\nurl.machine = ssh://nobody@127.0.0.1:1\nurl.down = http://127.0.0.1:1/\n' "$(cat port)"
        printf '[checks]\nurl.ok.name = All is well\nurl.reset.needs = url.down\n[maintenance]\nw = daily 00:00-24:00: url.garbage\n'
        printf '[email]\nserver = 127.0.0.1:1\nfrom = a@example.org\nto = b@example.org\non = change\n'
    } >pmon.ini
    mkdir alone
    cp pmon.ini alone
    (cd alone && pmon-probe | pmon-ssh | pmon-store && pmon-probe | pmon-ssh | pmon-store)
    "$TARGETS" >/dev/null
    for turn in 1 2; do
        ask "update pmon.targets set due = now() - interval '10 s' + $turn * interval '1 s'"
        "$WORKER" --once --batch 2
        "$FOLLOW" --once
    done
    # The same checks with the same states; what time and chance decide is left out, such as which of two equals is newer.
    plain='walk(if type == "object" then del(.at, .time, .run, .of, .since, .outage, .timing, .host, .certificate) else . end) | map_values(if .checks then {checks} else . end)'
    jq -S "$plain" alone/current.json >expected
    jq -S "$plain" current.json | diff expected -
    [ "$(jq 'length' expected)" -eq 6 ]
    # The mail names the same checks.
    (cd alone && pmon-mail --events) | jq -S '[.down, .fresh, .maintenance] | map(map({url, target, place, result, reason, message, streak}))' >events
    pmon-mail --events | jq -S '[.down, .fresh, .maintenance] | map(map({url, target, place, result, reason, message, streak}))' | diff events -
    [ -s events ]
    # A store that takes the records all at once comes to the same latest file, byte for byte.
    ask 'select record from pmon.records order by at' | pmon-store --data whole.json --latest whole-latest.json
    pmon-store --data pmon.json --latest ours.json </dev/null
    cmp whole-latest.json current.json
}

@test "a command that takes its time holds no record up, and runs once at a time" {
    record 1 a | import
    # Each run of it takes a `go`, and waits until there is one.
    timeout 300 "$FOLLOW" --then 'echo in >>told; until rm go; do sleep 0.05; done 2>/dev/null; echo out >>told' 2>log 3>&- &
    keep $!
    wait_until 60 test -s told
    record 2 b | import
    stored() { jq -e 'has("http://b/")' current.json; }
    wait_until 60 stored
    [ "$(cat told)" = in ]
    touch go
    twice() { [ "$(wc -l <told)" -ge 3 ]; }
    wait_until 60 twice
    kill "$(script_of "$LAST_PID")"
    touch go
    wait "$LAST_PID"
    # What was begun has ended.
    [ "$(xargs <told)" = 'in out in out' ]
    [ ! -s log ]
}

@test "targets that nobody checks are named, with their place" {
    printf '[pmon]\nid = fleet\n[urls]\nurl.1 = http://127.0.0.1:1/\nurl.2 = http://127.0.0.1:1/2\n[checks]\nurl.2.places = rome, oslo\n' >pmon.ini
    "$TARGETS" >/dev/null
    run --separate-stderr "$FOLLOW" --once
    [ -z "$stderr" ]
    ask "update pmon.targets set due = now() - 3 * every where place is not null"
    run --separate-stderr "$FOLLOW" --once
    [ "$stderr" = 'pmon-follow: warn: targets are overdue in oslo, rome: are enough workers there?' ]
}

@test "the lines of the document set it all up, by a role without privileges" {
    port=$(free_port)
    printf '[pmon]\nid = shop\nevery = 2s\nhttp.port = %s\n[urls]\nurl.a = http://127.0.0.1:%s/ok\nurl.b = http://127.0.0.1:1/\n[tell]\nme.command = cat >>events\n' \
        "$port" "$(cat port)" >pmon.ini
    # The first block of shell lines of the section; the server is this one, the role another one than its owner.
    awk '/^## / { inside = /Workers and a database/ } inside && /^```sh/ { on = 1; next } /^```/ { if (on) exit } on' "$PROJECT/docs/scale.md" >lines
    [ "$(wc -l <lines)" -eq 9 ]
    sed -i -e 's/^sudo -u postgres //; s/ --pwprompt pmon/ watch/; s/--owner pmon pmon/--owner watch watch/' \
        -e "s|db.example.org PGDATABASE=pmon PGUSER=pmon|$PGHOST PGDATABASE=watch PGUSER=watch|" \
        -e "s|/usr/share/doc/pmon|$PROJECT|; s|/etc/pmon/pmon.ini|$PWD/pmon.ini|" -e '/^pmon-serve/s/ *#/ \& #/' lines
    echo "jobs -p >'$PWD/pids'" >>lines
    PATH=$PROJECT/scripts:$PATH timeout 300 bash -e lines >said 2>log 3>&-
    mapfile -t -O "${#PIDS[@]}" PIDS <pids
    [ "$(cat said)" = 'shop: 2 added, 0 changed, 0 removed' ]
    shown() { [ "$(curl -s "http://127.0.0.1:$port/api/v1/monitors" | jq -c '[.monitors[] | [.target, .state]] | sort')" = '[["url.a","ok"],["url.b","down"]]' ]; }
    wait_until 60 shown
    wait_until 60 grep -q '"kind":"change"' events
    cat log
    run grep -v pmon-serve log
    [ "$status" -eq 1 ]
}
