#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store before files that it may not use: one file for two purposes, pipes.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    for run in 1 2 3; do record http://a/ "$run" SUCCESS; done >records
}

@test "one file for two purposes is refused, and a pipe in the place of a file is not waited for" {
    printf '[pmon]\nlatest.file = ./pmon.json\n' >same.ini
    pmon-store <records
    cp pmon.json before
    run --separate-stderr pmon-store --conf same.ini <records
    [ "$status" -eq 78 ]
    [ "$stderr" = "pmon-store: error: data.file and latest.file are the same file: ./pmon.json" ]
    cmp pmon.json before
    run pmon-store --conf same.ini --check-config
    [ "$status" -eq 78 ]
    for file in x x.journal x.rejected; do
        mkfifo "$file"
        run timeout -k 1 10 pmon-store --data x <<<bad
        [ "$status" -ge 65 ] && [ "$status" -le 78 ]
        rm -f x x.*
    done
}

@test "a run that comes again after a record without one does not stand in the latest file alone" {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    local at
    for at in 10 20 30; do
        printf '{"url":"http://b/","time":"x","result":"SUCCESS","message":"at %d","at":%d%s}\n' "$at" "$at" \
            "$([ "$at" = 20 ] || echo ',"run":7')" | pmon-store
    done
    [ "$(pmon-store export | jq -c .at | tr '\n' ' ')" = '10 20 ' ]
    [ "$(jq -c '."http://b/" | [.at, .streak]' current.json)" = '[20,2]' ]
    run -0 pmon-store check
}

@test "a file whose number goes to another one while they are looked at is not the same file" {
    strace -o /dev/null true || skip "strace is not permitted here"
    local first second
    # The first file is replaced meanwhile, and its number goes to the second one.
    for names in 'pmon.json.journal pmon.json.lock' 'pmon.json current.json.told'; do
        read -r first second <<<"$names"
        rm -f pmon.json* current.json* trace
        record http://a/ 1 SUCCESS | pmon-store
        touch "$second"
        cp "$first" new
        record http://a/ 2 SUCCESS >two
        strace -o trace -P "$first" -e inject=newfstatat:delay_exit=1000000:when=1 pmon-store <two 3>&- &
        wait_until 10 grep -q 'newfstatat.*DELAYED' trace
        ln "$first" old
        mv -f new "$first"
        mv -f old "$second"
        wait "$!"
        [ "$(pmon-store export | wc -l)" = 2 ]
    done
}

@test "records as deep as stdin takes them damage no latest file" {
    deep() {
        printf '{"url":"%s","target":"%s","time":"x","result":"EXCEPTION_ERROR","message":"m","at":%d,"run":%d,"x":%s1%s}\n' "$1" "$2" "$3" "$3" \
            "$(printf '{"a":%.0s' $(seq "$4"))" "$(printf '}%.0s' $(seq "$4"))"
    }
    local now
    now=$(date +%s)
    # Alone, and among the checks of an address, where it is deepest.
    { deep http://alone/ url.1 "$now" 63; deep http://two/ url.2 "$now" 63; deep http://two/ url.3 "$now" 63; } >deepest
    run -0 --separate-stderr pmon-store <deepest
    run -65 --separate-stderr pmon-store < <(deep http://no/ url.4 "$now" 64)
    [[ "$stderr" == *"nesting over 64 levels"* ]]
    run -0 --separate-stderr pmon-store check
    [ -z "$stderr" ]
    cp current.json before
    rm current.json
    run -0 --separate-stderr pmon-store </dev/null
    [ -z "$stderr" ]
    cmp current.json before
    [ "$(pmon-mail --events | jq .counts.down)" = 3 ]
    run -0 --separate-stderr pmon-store export
    [ "$(sort <<<"$output")" = "$(sort deepest)" ]
}

@test "a link that cannot be read is not taken for a file" {
    strace -o /dev/null true || skip "strace is not permitted here"
    local link number failed=0
    for link in pmon.json current.json; do
        for number in 1 2 3 4 5 6; do
            rm -rf far pmon.json* current.json*
            mkdir far
            ln -s far/pmon.json pmon.json
            ln -s far/current.json current.json
            pmon-store <records
            run strace -f -qq -o /dev/null -P "$link" -e "inject=readlink:error=EIO:when=$number" pmon-store < <(record http://a/ 4 SUCCESS)
            [ "$status" -eq 0 ] || [ "$status" -eq 74 ]
            failed=$((failed + (status == 74)))
            [ "$(find . -type l | sort | xargs)" = './current.json ./pmon.json' ]
            [ -z "$(find . -maxdepth 1 -name '*.json.*')" ]
            pmon-store < <(record http://a/ 4 SUCCESS)
            [ "$(jq -c 'map_values(map(.run))' far/pmon.json)" = '{"http://a/":[1,2,3,4]}' ]
            [ "$(jq '."http://a/".streak' far/current.json)" = 4 ]
        done
    done
    [ "$failed" -gt 2 ]
}
