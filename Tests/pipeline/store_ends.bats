#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: histories that have lost an end, a file or a record's uniqueness, and names that are odd.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
}
teardown() {
    common_teardown
    ! mountpoint -q one.json || umount one.json
}

# A data file of 90 records, and a settled journal of three runs of addresses a and b.
write_history() {
    local run
    for run in $(seq 30); do for name in a b c; do record "http://$name/" "$run" SUCCESS; done; done | pmon-store
    for run in 31 32 33; do
        { record http://a/ "$run" SUCCESS; record http://b/ "$run" EXCEPTION_ERROR; } | pmon-store
    done
    [ "$(grep -c '"run":3[123]' pmon.json.journal)" = 6 ]
}

newest() { jq -c '[."http://a/".run, ."http://b/".run, ."http://b/".streak]' current.json; }

@test "a settled journal whose end is gone is damage, however it went" {
    write_history
    size=$(wc -c <pmon.json.journal)
    mark=$(grep -abo 'settled' pmon.json.journal | tail -n 1 | cut -d: -f1)
    mkdir whole && cp pmon.* current.json whole
    for cut in 0 "$((size / 3))" "$((mark - 15))" "$((mark - 50))" zeros line; do
        cp whole/* . && rm -f ./*.broken*
        case $cut in
        zeros) printf '%0400d' 0 | tr 0 '\0' | dd of=pmon.json.journal bs=1 seek=$((size - 400)) conv=notrunc status=none ;;
        line) head -n -4 whole/pmon.json.journal >pmon.json.journal ;;
        *) truncate -s "$cut" pmon.json.journal ;;
        esac
        lost=$((96 - $(pmon-store export | wc -l)))
        if [ "$lost" = 0 ]; then
            run -0 pmon-store </dev/null
        else
            run -65 --separate-stderr pmon-store < <(record http://c/ 31 SUCCESS)
            [[ $stderr == *'damaged journal: pmon.json.journal: records at its end are gone: current.json has newer ones of http://'* ]]
            cmp current.json.broken whole/current.json
            run -65 pmon-store check
            # The next run goes on, and sets nothing back.
            run -0 pmon-store </dev/null
        fi
        [ "$(newest)" = '[33,33,3]' ]
        run -0 pmon-store repair
        run -0 pmon-store check
    done
}

@test "with an archive, too, and where every run of a stream is a commit of its own" {
    printf '[pmon]\ndata.fold = 1\ndata.keep = 400\ndata.archive = old.ndjson\n' >pmon.ini
    write_history
    truncate -s -300 pmon.json.journal
    run -65 --separate-stderr pmon-store --follow < <(record http://c/ 31 SUCCESS)
    [[ $stderr == *'records at its end are gone'* ]]
    [ "$(newest)" = '[33,33,3]' ]
}

@test "a killed run leaves nothing that looks like a lost end" {
    strace -o /dev/null true || skip "strace is not permitted here"
    write_history
    for call in write:when=1 write:when=2 write:when=3 fsync:when=1 fsync:when=2 rename:when=1 ftruncate:when=1; do
        record http://a/ "$((40 + ${call##*=}))" SUCCESS >one
        strace -f -qq -o /dev/null -e "inject=${call%:*}:signal=KILL:${call#*:}" pmon-store <one || true
        run -0 --separate-stderr pmon-store <one
        [[ $stderr != *'are gone'* ]]
        run -0 pmon-store check
    done
}

@test "a missing data file beside records is damage, and repair begins anew" {
    for ini in '' 'data.fold = 1'; do
        rm -rf ./*.json*
        printf '[pmon]\n%s\n' "$ini" >pmon.ini
        for run in 1 2 3; do record http://a/ "$run" SUCCESS; done | pmon-store
        mv pmon.json away
        for input in "$(record http://b/ 4 SUCCESS)" '' "$(record http://b/ 5 SUCCESS)"; do
            run -65 --separate-stderr pmon-store <<<"$input"
            [[ $stderr == *'damaged data file: pmon.json: missing, but the '* ]]
            [ ! -e pmon.json ]
        done
        run -65 pmon-store check
        run -65 pmon-store fold
        # With the file back in its place all is there.
        cp -r . ../back && mv ../back/away ../back/pmon.json
        (cd ../back && pmon-store </dev/null && [ "$(pmon-store export | wc -l)" = 5 ] && pmon-store check)
        rm -rf ../back
        run -0 pmon-store repair
        [[ $output == *'pmon.json: missing; begins anew with the 2 records of the journal'* ]]
        run -0 pmon-store check
        [ "$(pmon-store export | wc -l)" = 2 ]
        grep -q http://a/ current.json.broken
    done
}

@test "two empty files stay damage until repair" {
    record http://a/ 1 SUCCESS | pmon-store
    for input in "$(record http://b/ 4 SUCCESS)" '' "$(record http://b/ 5 SUCCESS)"; do
        [ -s pmon.json ] && { : >pmon.json; : >current.json; }
        run -65 pmon-store <<<"$input"
        [ ! -s pmon.json ]
    done
    run -0 pmon-store repair
    [ "$(pmon-store export | wc -l)" = 2 ]
    run -0 pmon-store check
}

@test "a history without data file and journal is damage beside its latest file, and a beginning without it" {
    for ini in '' 'data.fold = 1MiB'; do
        rm -rf ./*.json*
        printf '[pmon]\n%s\n' "$ini" >pmon.ini
        for run in 1 2; do record http://a/ "$run" SUCCESS | pmon-store; done
        rm -f pmon.json pmon.json.journal
        run -65 --separate-stderr pmon-store check
        run -65 --separate-stderr pmon-store export
        cp -r . ../fresh
        for input in "$(record http://b/ 4 SUCCESS)" '' "$(record http://b/ 5 SUCCESS)"; do
            run -65 --separate-stderr pmon-store <<<"$input"
            [[ $stderr == *'damaged data file: pmon.json: missing, but the '* ]]
        done
        jq -e '."http://a/".run == 2' current.json
        run -0 pmon-store repair
        [ "$(pmon-store export | wc -l)" = 2 ]
        (cd ../fresh && rm current.json && record http://b/ 4 SUCCESS | pmon-store && pmon-store check)
        rm -rf ../fresh
    done
}

@test "a large first input begins a history beside the latest file of another one" {
    record http://a/ 1 SUCCESS | pmon-store
    record http://b/ 1 SUCCESS | jq -c '.message = "x" * 900000 | range(6) as $run | .run = $run' >large
    run -0 pmon-store --data new.json --latest current.json <large
    [ "$(pmon-store export --data new.json --latest current.json | wc -l)" = 6 ]
    [ "$(jq length new.json)" = 1 ]
}

@test "a history that begins beside the latest file of another one says so" {
    record http://a/ 1 SUCCESS | pmon-store
    run -0 --separate-stderr pmon-store --data new.json --latest current.json < <(record http://b/ 1 SUCCESS)
    [ "$stderr" = 'pmon-store: warn: new.json: a new history, though current.json has records: is data.file right?' ]
    [ "$(jq -c keys current.json)" = '["http://a/","http://b/"]' ]
    run -0 --separate-stderr pmon-store --data new.json --latest current.json < <(record http://b/ 2 SUCCESS)
    [ -z "$stderr" ]
}

@test "records that are there twice are damage that repair mends" {
    for run in 1 2 3; do record http://a/ "$run" SUCCESS; record http://b/ "$run" SUCCESS; done | pmon-store
    jq '."http://b/" |= [.[0], .[1], .[1], .[2], .[0]]' pmon.json >twice
    cat twice >pmon.json
    run -65 --separate-stderr pmon-store check
    [[ $stderr == *'damaged data file: pmon.json: 2 records are there twice, the first of http://b/; pmon-store repair removes them'* ]]
    run -0 pmon-store repair
    [[ $output == *'pmon.json: 2 records removed that were there twice; the former file is pmon.json.broken'* ]]
    cmp pmon.json.broken twice
    run -0 pmon-store check
    [ "$(jq -c '[.[] | map(.run)]' pmon.json)" = '[[1,2,3],[1,2,3]]' ]
}

@test "clock is the store's own: what comes with it is judged anew" {
    record http://a/ 1 SUCCESS | pmon-store
    record http://a/ 2 EXCEPTION_ERROR | sed 's/}$/,"clock":"ahead"}/' | pmon-store
    [ "$(jq -c '."http://a/" | [.run, .clock]' current.json)" = '[2,null]' ]
    far=$(record http://a/ 900000000 SUCCESS)
    [[ $far == *'"time":"2052'* ]]
    echo "$far" | pmon-store
    run -0 --separate-stderr pmon-store --data copy.json --latest copy < <(pmon-store export)
    [ "$(jq -c '."http://a/" | map(.clock)' copy.json)" = '[null,null,"ahead"]' ]
}

@test "folders with line ends in their names are folders" {
    strace -o /dev/null true || skip "strace is not permitted here"
    folder=$'a\nb "c\n'
    mkdir "$folder" && cd "$folder"
    for archive in old.ndjson old.ndjson.gz; do
        rm -f pmon.json* current.json* old*
        printf '[pmon]\ndata.keep = 4\ndata.archive = %s\n' "$archive" >pmon.ini
        for run in 1 2 3 4; do record http://a/ "$run" SUCCESS; done | pmon-store
        for run in 5 6 7; do record http://a/ "$run" SUCCESS; done >three
        run -74 strace -f -qq -o /dev/null -e inject=rename:error=EIO:when=1 pmon-store <three
        run -0 pmon-store <three
        run -0 pmon-store check
        { pmon-store export; if [ "$archive" = old.ndjson ]; then cat old.ndjson; else gzip -dc "$archive"; fi; } |
            jq .run | sort | tr '\n' ' ' >found
        [ "$(cat found)" = '1 2 3 4 5 6 7 ' ]
    done
}

@test "a folder is no data file, and nothing is left of the attempt" {
    mkdir sub
    for name in . .. sub sub/ ./sub/.; do
        run -78 --separate-stderr pmon-store --data "$name" < <(record http://a/ 1 SUCCESS)
        [[ $stderr == *": a folder, expected a file" ]]
        run -78 pmon-store --data x.json --latest "$name" < <(record http://a/ 1 SUCCESS)
    done
    [ ! -e ..journal ]
    [ ! -e x.json.lock ]
    [ -z "$(ls -A sub)" ]
}

@test "an archive that is another history is left alone, and the records wait" {
    record http://other/ 1 SUCCESS | pmon-store --data other.json
    cp other.json before
    printf '[pmon]\ndata.keep = 2\ndata.archive = other.json\n' >pmon.ini
    run -78 --separate-stderr pmon-store < <(for run in 1 2 3; do record http://a/ "$run" SUCCESS; done)
    [[ $stderr == *'data.archive: other.json: not an archive; left as it is'* ]]
    cmp other.json before
    [ "$(pmon-store export | wc -l)" = 3 ]
    printf '[pmon]\ndata.keep = 2\ndata.archive = old.ndjson\n' >pmon.ini
    echo 4711 >old.ndjson.lock
    run -78 --separate-stderr pmon-store </dev/null
    [[ $stderr == *'old.ndjson.lock: not a lock of pmon-store; left as it is'* ]]
    [ "$(cat old.ndjson.lock)" = 4711 ]
    rm old.ndjson.lock
    run -0 pmon-store </dev/null
    [ "$(jq .run old.ndjson)" = 1 ]
}

@test "a single file that is bind-mounted cannot be replaced, and the cause is named" {
    [ "$(id -u)" = 0 ] || skip "needs root to mount"
    record http://a/ 1 SUCCESS | pmon-store --data one.json
    mount --bind one.json one.json || skip "cannot mount"
    run -74 --separate-stderr pmon-store --data one.json < <(record http://a/ 2 SUCCESS)
    [[ $stderr == *'one.json: mounted as a single file; mount its folder instead'* ]]
    # The records wait in the journal.
    [ "$(pmon-store export --data one.json | wc -l)" = 2 ]
    umount one.json
    pmon-store --data one.json </dev/null
    [ "$(jq '."http://a/" | length' one.json)" = 2 ]
    run -0 pmon-store check --data one.json
}
