#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: folding, retention, check, repair, endless input, links, modes, locks.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    for run in 1 2 3 4 5; do record http://a/ "$run" SUCCESS; done >five
}

@test "a large data file is left alone until the journal has grown to an eighth" {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    for run in $(seq 80); do record http://a/ "$run" SUCCESS; done | pmon-store
    pmon-store fold
    cp pmon.json before
    record http://a/ 81 SUCCESS | pmon-store
    record http://a/ 82 EXCEPTION_ERROR | pmon-store
    cmp pmon.json before
    [ "$(grep -c '{' pmon.json.journal)" = 2 ]
    [ "$(pmon-store export | wc -l)" = 82 ]
    [ "$(jq -c '."http://a/" | [.run, .streak, .previous]' current.json)" = '[82,1,"SUCCESS"]' ]
    # Fed again before and after the fold, each record still is there once.
    record http://a/ 81 SUCCESS | pmon-store
    [ "$(pmon-store export | wc -l)" = 82 ]
    pmon-store fold
    [ ! -s pmon.json.journal ]
    [ "$(jq '."http://a/" | length' pmon.json)" = 82 ]
    record http://a/ 7 SUCCESS | pmon-store
    [ "$(pmon-store export | wc -l)" = 82 ]
    [ "$(jq -c '."http://a/" | [.run, .streak]' current.json)" = '[82,1]' ]
    for run in $(seq 100 130); do record http://a/ "$run" SUCCESS; done | pmon-store
    [ ! -s pmon.json.journal ]
    [ "$(jq -c '."http://a/" | [.run, .streak]' current.json)" = '[130,31]' ]
}

@test "a run with no fold due reads neither the data file nor the journal" {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    for run in $(seq 200); do record http://a/ "$run" SUCCESS; done | pmon-store
    pmon-store fold
    record http://a/ 201 SUCCESS | pmon-store
    record http://a/ 202 SUCCESS >input
    strace -o trace -e trace=openat,read,pread64,mmap pmon-store <input
    run ! grep 'pmon.json", O_RDONLY' trace
    run ! grep 'pmon.json.journal", O_RDONLY' trace
    grep -q 'pmon.json.journal", O_RDWR' trace
}

@test "data.keep by number, the rest goes to the archive" {
    printf '[pmon]\ndata.keep = 3\ndata.archive = old.ndjson\n' >pmon.ini
    pmon-store <five
    [ "$(jq -c '[."http://a/"[].run]' pmon.json)" = '[3,4,5]' ]
    [ "$(jq -c '[.url, .run]' old.ndjson | tr -d '\n')" = '["http://a/",1]["http://a/",2]' ]
    record http://b/ 1 SUCCESS | pmon-store
    [ "$(wc -l <old.ndjson)" = 2 ]
}

@test "a fold that fails leaves both files alone, and the next run makes up for it" {
    pmon-store <five
    printf '[pmon]\ndata.keep = 3\ndata.archive = /dev/full\n' >pmon.ini
    cp pmon.json before
    cp current.json latest
    run -74 --separate-stderr pmon-store < <(record http://a/ 6 EXCEPTION_ERROR)
    [[ "$stderr" == *"/dev/full"* ]]
    cmp pmon.json before
    cmp current.json latest
    [ ! -e pmon.json.tmp ]
    [ "$(pmon-store export | jq -c .run | tr '\n' ' ')" = '1 2 3 4 5 6 ' ]
    printf '[pmon]\ndata.keep = 3\ndata.archive = old.ndjson\n' >pmon.ini
    pmon-store </dev/null
    [ "$(jq -c '[."http://a/"[].run]' pmon.json)" = '[4,5,6]' ]
    [ "$(jq -c '."http://a/" | [.run, .result, .streak]' current.json)" = '[6,"EXCEPTION_ERROR",1]' ]
    [ "$(jq -c .run old.ndjson | tr '\n' ' ')" = '1 2 3 ' ]
}

@test "data.keep by age, the archive compressed" {
    printf '[pmon]\ndata.keep = 1h\ndata.archive = old.ndjson.gz\n' >pmon.ini
    now=$(date +%s)
    for hours in $(seq 30 -1 0); do
        printf '{"url":"http://a/","time":"x","result":"SUCCESS","message":"OK","at":%d}\n' $((now - hours * 3600))
    done | pmon-store
    # The time is confirmed by the records of the last day.
    [ "$(jq '."http://a/" | length' pmon.json)" = 26 ]
    [ "$(gzip -dc old.ndjson.gz | wc -l)" = 5 ]
    printf '{"url":"http://b/","time":"x","result":"SUCCESS","message":"OK","at":%d}\n' $((now - 100000)) | pmon-store
    [ "$(gzip -dc old.ndjson.gz | jq -s length)" = 6 ]
}

@test "without an archive what is not kept is dropped" {
    printf '[pmon]\ndata.keep = 2\n' >pmon.ini
    pmon-store <five
    [ "$(jq -c '[."http://a/"[].run]' pmon.json)" = '[4,5]' ]
    [ "$(jq -c '."http://a/".streak' current.json)" = 5 ]
}

@test "a damaged journal is told, after all that is whole in it" {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    for run in $(seq 80); do record http://a/ "$run" SUCCESS; done | pmon-store
    pmon-store fold
    { record http://a/ 81 SUCCESS; record http://a/ 82 SUCCESS; } | pmon-store
    printf 'x' | dd of=pmon.json.journal bs=1 seek=20 conv=notrunc status=none
    run -65 --separate-stderr pmon-store export
    [ "${#lines[@]}" = 81 ]
    [ "$stderr" = 'pmon-store: error: damaged journal: pmon.json.journal: 1 lines are not whole' ]
    run -65 pmon-store check
    run -0 pmon-store repair
    run -0 pmon-store check
    [ -e pmon.json.journal.broken ]
    [ "$(pmon-store export | wc -l)" = 81 ]
}

@test "check counts, and finds what is damaged" {
    pmon-store <five
    run -0 pmon-store check
    [[ ${lines[0]} == "pmon.json: ok, 1 addresses, 5 records, "* ]]
    [ "${lines[2]}" = 'current.json: ok, 1 addresses' ]
    echo '{"http://a/":{"at":1' >current.json
    run -65 --separate-stderr pmon-store check
    [[ $stderr == *'damaged latest file: current.json: '* ]]
    run -0 pmon-store repair
    run -0 pmon-store check
    [ "$(jq '."http://a/".streak' current.json)" = 5 ]
    printf 'x' | dd of=pmon.json bs=1 seek=0 conv=notrunc status=none
    run -65 --separate-stderr pmon-store check
    [[ $stderr == *'damaged data file: pmon.json: '* ]]
}

@test "check does not take what data.keep has dropped for damage" {
    printf '[pmon]\ndata.keep = 1\n' >pmon.ini
    for run in 2 1; do record http://a/ "$run" SUCCESS; done | pmon-store
    [ "$(jq -c '[."http://a/"[].run]' pmon.json)" = '[1]' ]
    [ "$(jq '."http://a/".run' current.json)" = 2 ]
    pmon-store check
}

@test "a lost or damaged latest file is made anew" {
    pmon-store <five
    cp current.json before
    rm current.json
    pmon-store </dev/null
    cmp current.json before
    echo '{' >current.json
    run -0 --separate-stderr pmon-store </dev/null
    [[ $stderr == 'pmon-store: warn: damaged latest file: '* ]]
    cmp current.json before
}

@test "an address that left the configuration leaves the latest file, not the history" {
    { cat five; record http://b/ 1 SUCCESS; } | pmon-store
    printf '[pmon]\n[urls]\nurl.1 = http://b/\n' >pmon.ini
    record http://c/ 1 SUCCESS | pmon-store
    [ "$(jq -c keys current.json)" = '["http://b/","http://c/"]' ]
    [ "$(jq -c keys pmon.json)" = '["http://a/","http://b/","http://c/"]' ]
    record http://b/ 2 SUCCESS | pmon-store
    [ "$(jq -c keys current.json)" = '["http://b/"]' ]
}

@test "records out of order end up as if they had been in order" {
    for run in 3 1 2; do
        result=SUCCESS
        [ "$run" != 2 ] || result=EXCEPTION_ERROR
        record http://a/ "$run" "$result" | pmon-store
    done
    [ "$(jq -c '."http://a/" | [.run, .streak, .since, .previous]' current.json)" = '[3,1,1700000003,"EXCEPTION_ERROR"]' ]
    [ "$(jq -c '[."http://a/"[].run]' pmon.json)" = '[3,1,2]' ]
}

@test "--tee passes good lines on as they came" {
    { cat five; echo bad; } >input
    run -65 --separate-stderr pmon-store --tee <input
    [ "$output" = "$(cat five)" ]
    pmon-store --data x.json --tee <five | true && status=${PIPESTATUS[0]}
    [ "$status" = 141 ] || [ "$status" = 0 ]
    [ "$(jq '."http://a/" | length' x.json)" = 5 ]
}

# Starts the store in the background, reading from the pipe that descriptor 8 writes to.
start_store() {
    mkfifo pipe
    exec 8<>pipe
    pmon-store "$@" <pipe >out 8>&- 3>&- &
    LAST_PID=$!
    PIDS+=("$LAST_PID")
}

has_records() { [ "$(pmon-store export | wc -l)" = "$1" ]; }

@test "--follow commits while the input goes on, and leaves with 0 when asked to" {
    start_store --follow --flush 20ms
    head -n 1 five >&8
    wait_until 20 test -s pmon.json
    tail -n 4 five >&8
    wait_until 20 has_records 5
    kill -TERM "$LAST_PID"
    wait "$LAST_PID"
    exec 8>&-
}

@test "a stopped run stores what it has read" {
    start_store --tee
    cat five >&8
    wait_until 20 cmp five out
    kill -TERM "$LAST_PID"
    status=0
    wait "$LAST_PID" || status=$?
    exec 8>&-
    [ "$status" = 143 ]
    [ "$(jq '."http://a/" | length' pmon.json)" = 5 ]
}

@test "mode, owner and links stay" {
    mkdir d
    echo '{}' >d/real.json
    chmod 600 d/real.json
    ln -s d/real.json link.json
    pmon-store --data link.json <five
    [ -L link.json ]
    [ "$(jq '."http://a/" | length' d/real.json)" = 5 ]
    [ "$(stat -c %a d/real.json d/real.json.journal | tr '\n' ' ')" = '600 600 ' ]
    [ ! -e link.json.journal ]
    [ ! -e current.json ]
    if [ "$(id -u)" = 0 ]; then
        chown 12:34 d/real.json
        record http://a/ 6 SUCCESS | pmon-store --data link.json
        [ "$(stat -c %u:%g d/real.json)" = 12:34 ]
    fi
}

@test "what cannot be done is told with its status" {
    run -73 --separate-stderr pmon-store --data none/pmon.json <five
    [ "$stderr" = 'pmon-store: error: cannot create: none/pmon.json.lock: No such file or directory' ]
    echo '[1]' >wrong.json
    run -65 --separate-stderr pmon-store --data wrong.json <five
    [[ $stderr == 'pmon-store: error: damaged data file: wrong.json: '*'see pmon-store repair' ]]
    [ "$(cat wrong.json)" = '[1]' ]
    [ "$(wc -l <wrong.json.journal)" = 5 ]
}

@test "a full disk leaves the old files as they were" {
    small_file_system 64k
    pmon-store --data small/pmon.json --latest small/current.json <five
    cp small/pmon.json small/current.json .
    for run in $(seq 10 400); do record http://a/ "$run" SUCCESS; done >many
    run --separate-stderr pmon-store --data small/pmon.json --latest small/current.json <many
    cmp small/pmon.json pmon.json && cmp small/current.json current.json && names=$(echo small/*)
    [ "$status" = 74 ]
    [[ $stderr == *'No space left on device' ]]
    [ "$names" = 'small/current.json small/pmon.json small/pmon.json.journal small/pmon.json.lock' ]
}
