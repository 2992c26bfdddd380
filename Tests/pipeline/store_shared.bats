#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: several monitors on the same files, records of a wrong clock, repair and check beside writers.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

# A record of address $1, monitor $2 and age $3 in seconds, which is its run, too.
mine() {
    local at=$(($(date +%s) - $3))
    printf '{"url":"%s","time":"x","result":"SUCCESS","message":"OK","at":%d,"run":%d,"monitor":"%s","target":"url.1"}\n' \
        "$1" "$at" "$at" "$2"
}

addresses() { jq -r 'keys_unsorted | join(" ")' current.json; }

@test "monitors that share files leave each other's entries in place" {
    for name in one two; do
        printf '[pmon]\nid = %s\n[urls]\nurl.1 = http://%s/\n' "$name" "$name" >"$name.ini"
    done
    for age in 300 200 100; do
        for name in one two; do
            mine "http://$name/" "$name" "$age" | pmon-store --conf "$name.ini"
        done
    done
    [ "$(addresses)" = "http://one/ http://two/" ]
    [ "$(jq -c 'map(.streak)' <<<"$(jq '[.[]]' current.json)")" = '[3,3]' ]
    # The own entry leaves with its target, the other one stays.
    printf '[pmon]\nid = one\n[urls]\nurl.1 = http://new/\n' >one.ini
    mine http://new/ one 50 | pmon-store --conf one.ini
    [ "$(addresses)" = "http://new/ http://two/" ]
    # Entries of a monitor that is silent for 30 days leave with the next run.
    mine http://old/ three $((31 * 86400)) | pmon-store --conf one.ini
    [[ "$(addresses)" == *http://old/* ]]
    mine http://new/ one 40 | pmon-store --conf one.ini
    [ "$(addresses)" = "http://new/ http://two/" ]
    [ "$(pmon-store export --conf one.ini --url http://old/ | wc -l)" -eq 1 ]
}

@test "a record of a wrong clock is stored and marked, and shown only while there is no other" {
    mine http://a/ me $((-80 * 365 * 86400)) >ahead
    run -0 --separate-stderr pmon-store <ahead
    [[ "$stderr" == *"1 record lies more than a day in the future"* ]]
    [ "$(jq -r '."http://a/".clock' current.json)" = ahead ]
    mine http://a/ me 100 | pmon-store
    [ "$(jq -c '."http://a/" | [.clock, .streak]' current.json)" = '[null,1]' ]
    pmon-store <ahead
    mine http://a/ me 50 | pmon-store
    [ "$(jq -c '."http://a/" | [.clock, .streak]' current.json)" = '[null,2]' ]
    [ "$(jq -c '."http://a/" | map(.clock)' pmon.json)" = '["ahead",null,null]' ]
    run -0 --separate-stderr pmon-store check
    [ "$stderr" = "" ]
    rm current.json
    pmon-store </dev/null
    [ "$(jq -c '."http://a/" | [.clock, .streak]' current.json)" = '[null,2]' ]
    # In files of older versions nothing is marked.
    sed -i 's/,"clock":"ahead"//' pmon.json
    rm current.json
    pmon-store </dev/null
    [ "$(jq -c '."http://a/".streak' current.json)" = 2 ]
}

@test "records without run that were marked come only once" {
    printf '{"url":"http://a/","time":"x","result":"SUCCESS","message":"OK","at":9000000000}\n' >ahead
    pmon-store --quiet <ahead
    pmon-store --quiet <ahead
    pmon-store export >out
    [ "$(wc -l <out)" -eq 1 ]
    pmon-store --quiet <out
    [ "$(pmon-store export | wc -l)" -eq 1 ]
}

@test "after a restored backup, repair makes the latest file anew and check is content" {
    mine http://a/ me 300 | pmon-store
    cp pmon.json backup.json
    mine http://a/ me 200 | pmon-store
    cp backup.json pmon.json
    run -65 --separate-stderr pmon-store check
    [[ "$stderr" == *"newer than the history: http://a/"*"pmon-store repair"* ]]
    run -0 pmon-store repair
    run -0 --separate-stderr pmon-store check
    [ "$stderr" = "" ]
    [ "$(jq '."http://a/".streak' current.json)" = 1 ]
    [ "$(jq '."http://a/".run' current.json.broken)" -gt "$(jq '."http://a/".run' current.json)" ]
}

@test "check beside a store that writes finds nothing wrong" {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    touch run
    (
        age=100000
        while [ -e run ]; do
            mine http://a/ me $age | pmon-store || exit 1
            age=$((age - 1))
        done
    ) 3>&- &
    writer=$!
    wait_until 10 test -e current.json
    for _ in $(seq 40); do
        run --separate-stderr pmon-store check
        [ "$status" -eq 0 ] && [ "$stderr" = "" ] || { echo "$status $stderr"; rm run; wait "$writer"; false; }
    done
    rm run
    wait "$writer"
}

@test "repair files no record under a wrong address and loses none" {
    run -0 python3 "$PROJECT/Tests/pipeline/store/damage.py" 1 "${PMON_LONG_TESTS:+5000}"
    echo "$output"
}

@test "records that have lost their address are kept as they were" {
    { record http://a/ 1 SUCCESS; record http://b/ 2 SUCCESS; record http://b/ 3 SUCCESS; } | pmon-store
    stored 2 SUCCESS >expected
    stored 3 SUCCESS >>expected
    sed -i 's|^"http://b/"|\x00&|; s|http://b/|http://\x00/|' pmon.json
    run -0 --separate-stderr pmon-store repair
    [[ "$stderr" == *"2 records have lost their address; they are in pmon.json.unplaced"* ]] || { echo "$stderr"; false; }
    cmp expected pmon.json.unplaced
    [ "$(jq -c 'map_values(map(.run))' pmon.json)" = '{"http://a/":[1]}' ]
    jq -c '{url: "http://b/"} + .' pmon.json.unplaced | pmon-store
    [ "$(jq -c 'map_values(map(.run))' pmon.json)" = '{"http://a/":[1],"http://b/":[2,3]}' ]
}

@test "first runs at the same time begin one history beside the latest file of another one" {
    record http://old/ 1 SUCCESS | pmon-store
    for _ in $(seq 12); do
        rm -f new.json*
        cp current.json latest.json
        local pids=()
        for n in 1 2 3; do
            record "http://$n/" 2 SUCCESS | pmon-store --data new.json --latest latest.json 2>"err.$n" 3>&- &
            pids+=("$!")
        done
        for pid in "${pids[@]}"; do wait "$pid"; done
        [ "$(cat err.? | sort | uniq -c | grep -c .)" -le 1 ]
        run ! grep -v 'warn: new.json: a new history, though' err.1 err.2 err.3
        [ "$(jq length new.json)" = 3 ]
        [ "$(jq length latest.json)" = 4 ]
        [ ! -s new.json.lock ]
    done
}

@test "a first run that is killed has begun nothing, or a history" {
    strace -o /dev/null true || skip "strace is not permitted here"
    record http://old/ 1 SUCCESS | pmon-store
    for call in linkat.1 flock.1 write.1 write.2 write.3 write.4 fsync.1 fsync.2 rename.1 rename.2 truncate.1 ftruncate.1; do
        rm -f new.json*
        cp current.json latest.json
        record http://a/ 2 SUCCESS | strace -f -qq -o /dev/null -e "inject=${call%.*}:signal=KILL:when=${call#*.}" \
            pmon-store --data new.json --latest latest.json || true
        run -0 pmon-store --data new.json --latest latest.json < <(record http://b/ 3 SUCCESS)
        jq -e '.["http://b/"] | length == 1' new.json
        # From now on it is missed.
        rm new.json
        run -65 pmon-store --data new.json --latest latest.json < <(record http://b/ 4 SUCCESS)
    done
}

# From here on pmon-store finds no file system that has files without a name.
named_files_alone() {
    strace -o /dev/null cc --version >/dev/null || skip "cc or strace is missing here, or strace not permitted"
    cc -shared -fPIC -o named.so -x c - -ldl <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#define OPEN(name) int name(const char *path, int flags, ...) { \
    if ((flags & O_TMPFILE) == O_TMPFILE) { errno = EOPNOTSUPP; return -1; } \
    va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list); \
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name))(path, flags, mode); }
OPEN(open)
OPEN(open64)
END
    record http://old/ 1 SUCCESS | pmon-store
    cp current.json latest.json
}

# A run over them, with further arguments of strace.
named() { strace -E LD_PRELOAD="$PWD/named.so" -f -qq -o /dev/null "$@" pmon-store --data new.json --latest latest.json; }

@test "where files have a name from the start, a second process does not see the lock without its word" {
    named_files_alone
    # The first one takes a while to write the word, which is its first write.
    named -e inject=write:delay_enter=2000000:when=1 < <(record http://a/ 2 SUCCESS) 3>&- &
    keep $!
    exists() { compgen -G 'new.json.lock*'; }
    wait_until 20 exists
    named < <(record http://b/ 3 SUCCESS)
    wait "$LAST_PID"
    jq -e '[.[][].run] | sort == [2, 3]' new.json
    [ "$(echo new.json*)" = 'new.json new.json.journal new.json.lock' ]
    [ ! -s new.json.lock ]
}

@test "where files have a name from the start, a first run that is killed has begun nothing, or a history" {
    named_files_alone
    local kill
    for kill in flock.1 fchmod.1 write.1 rename.1 flock.2 write.2 write.3 rename.2 rename.3 ftruncate.1 truncate.1; do
        rm -f new.json*
        cp current.json latest.json
        named -e "inject=${kill%.*}:signal=KILL:when=${kill#*.}" < <(record http://a/ 2 SUCCESS) || true
        named < <(record http://b/ 3 SUCCESS)
        jq -e '.["http://b/"] | length == 1' new.json
        [ ! -e new.json.lock.tmp ]
        # From now on it is missed.
        rm new.json
        run -65 pmon-store --data new.json --latest latest.json < <(record http://b/ 4 SUCCESS)
    done
}

@test "two histories with one latest file are well, whether their checks are others or the same" {
    local age name check
    for check in other same; do
        rm -f ./*.json ./*.json.* ./*.ini
        for name in one two; do
            local url=http://$name/
            [ "$check" = other ] || url=http://same/
            printf '[pmon]\nid = %s\ndata.file = %s.json\ndata.fold = 1\n[urls]\nurl.1 = %s\n' "$name" "$name" "$url" >"$name.ini"
        done
        for age in 90 80 70 60 50 40 30; do
            for name in one two; do
                mine "$(sed -n 's/^url.1 = //p' "$name.ini")" "$name" "$age" >record
                run -0 pmon-store --conf "$name.ini" <record
            done
        done
        for name in one two; do
            run -0 pmon-store check --conf "$name.ini"
            cp current.json before
            run -0 pmon-store repair --conf "$name.ini"
            cmp current.json before
        done
        [ -z "$(find . -name '*.broken*')" ]
        # What one of them has lost of its own is told as ever.
        cp two.json backup
        mine "$(sed -n 's/^url.1 = //p' two.ini)" two 10 | pmon-store --conf two.ini
        cp backup two.json
        run -65 pmon-store check --conf two.ini
        run -0 pmon-store check --conf one.ini
    done
}

@test "stores of different configurations on one data file, in turns and at once: nothing lost or doubled, as a model says" {
    python3 "$BATS_TEST_DIRNAME/store/configurations.py" 1 12
}

@test "an address that another configuration has stored comes into the latest file of one's own" {
    printf '[pmon]\nid = one\nlatest.file = one.json\n[urls]\nurl.1 = http://one/\nurl.2 = http://both/\n' >one.ini
    printf '[pmon]\nid = two\nlatest.file = two.json\n[urls]\nurl.1 = http://two/\nurl.2 = http://both/\n' >two.ini
    mine http://one/ one 100 | pmon-store --conf one.ini
    { mine http://two/ two 90; mine http://both/ two 90; mine http://gone/ one 90; } | pmon-store --conf two.ini
    # Those that it has itself come with any run, all others with a run without input, but for those that have left.
    mine http://one/ one 80 | pmon-store --conf one.ini
    [ "$(jq -r 'keys | join(" ")' one.json)" = 'http://both/ http://one/' ]
    pmon-store --conf one.ini </dev/null
    [ "$(jq -r 'keys | join(" ")' one.json)" = 'http://both/ http://one/ http://two/' ]
    cp -p one.json before
    pmon-store --conf one.ini </dev/null
    [ ! one.json -nt before ]
}
