#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: nothing that was acknowledged disappears without a word.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    for run in 1 2 3 4 5; do record http://a/ "$run" SUCCESS; done >five
}

# A large history, and three runs that were not folded.
journal_of_three() {
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    for run in $(seq 60); do record http://a/ "$run" SUCCESS; done | pmon-store
    pmon-store fold
    for run in 61 62 63; do record http://b/ "$run" EXCEPTION_ERROR | pmon-store; done
}

@test "a damaged journal is never folded: it stays, a copy is kept, every run says so until it is repaired" {
    journal_of_three
    # Of the first record its length, of the last one a letter.
    for spoilt in 1s/1/7/ 5s/EXCEPTION/EXCEPTIUN/; do
        rm -f ./*.broken
        cp pmon.json.journal whole
        sed -i "$spoilt" pmon.json.journal
        cp pmon.json.journal spoilt
        cp pmon.json before
        run -65 --separate-stderr pmon-store fold
        [[ $stderr == 'pmon-store: error: damaged journal: pmon.json.journal: 1 line is not whole'* ]]
        cmp pmon.json before
        cmp pmon.json.journal.broken spoilt
        run -65 --separate-stderr pmon-store < <(record http://c/ 1 SUCCESS)
        run -65 --separate-stderr pmon-store </dev/null
        [ "$(echo pmon.json.journal.broken*)" = pmon.json.journal.broken ]
        head -c "$(stat -c %s spoilt)" pmon.json.journal | cmp - spoilt
        run -65 pmon-store check
        run -65 --separate-stderr pmon-store export
        [ "$(jq -r .url <<<"$output" | sort | uniq -c | tr -d '\n' | tr -s ' ')" = ' 60 http://a/ 2 http://b/ 1 http://c/' ]
        cp whole pmon.json.journal
    done
    run -0 pmon-store fold
    [ "$(pmon-store export | wc -l)" = 63 ]
}

@test "an ordinary run that folds finds the damage, too, and stores what it brought" {
    journal_of_three
    sed -i '3s/"run":62/"run":68/' pmon.json.journal
    for run in $(seq 70 90); do record http://a/ "$run" SUCCESS; done >many
    run -65 --separate-stderr pmon-store <many
    [ -e pmon.json.journal.broken ]
    run -65 --separate-stderr pmon-store export
    [ "${#lines[@]}" = 83 ]
    run -0 pmon-store repair
    pmon-store <many
    [ "$(pmon-store export | wc -l)" = 83 ]
}

@test "an empty data file beside records is damage, one that was always empty a beginning" {
    : >pmon.json
    pmon-store <five
    cp -r . ../copy && cp -r ../copy empty && cd empty
    for kind in latest journal; do
        : >pmon.json
        [ "$kind" = journal ] && rm current.json || rm pmon.json.journal
        run -65 --separate-stderr pmon-store < <(record http://b/ 1 SUCCESS)
        [[ $stderr == 'pmon-store: error: damaged data file: pmon.json: empty, but the '* ]]
        [ ! -s pmon.json ]
        run -65 pmon-store check
        run -65 pmon-store export
        run -0 pmon-store repair
        [ "$(pmon-store export | jq -r .url)" = http://b/ ]
        cp ../pmon.json ../pmon.json.journal ../current.json .
    done
    touch new.json
    pmon-store --data new.json </dev/null
    pmon-store --data new.json </dev/null
    pmon-store --data new.json <five
}

@test "an empty latest file is made anew, also by a run without input" {
    pmon-store <five
    cp current.json before
    for size in 0 1; do
        echo | head -c "$size" >current.json
        run -65 pmon-store check
        run -0 --separate-stderr pmon-store </dev/null
        [ "$stderr" = 'pmon-store: warn: damaged latest file: current.json: empty; made anew from the history' ]
        cmp current.json before
    done
    echo 'a note of mine' >current.json
    pmon-store </dev/null
    [ "$(cat current.json.broken)" = 'a note of mine' ]
}

@test "a latest file is no history, and a history no latest file" {
    pmon-store <five
    cp current.json latest
    cp pmon.json history
    run -65 --separate-stderr pmon-store --data current.json < <(record http://b/ 1 SUCCESS)
    [[ $stderr == *'a record in place of a list of them, as in a latest file'* ]]
    run -65 --separate-stderr pmon-store --data new.json --latest pmon.json < <(record http://b/ 1 SUCCESS)
    [[ $stderr == *'it is a history; left as it is' ]]
    cmp current.json latest
    cmp pmon.json history
    [ "$(pmon-store export --data new.json | jq -r .url)" = http://b/ ]
}

@test "an older copy of the latest file is noticed by a run without input" {
    head -n 2 five | pmon-store
    cp current.json older
    pmon-store <five
    cp current.json newest
    cp older current.json
    pmon-store </dev/null
    cmp current.json newest
}

@test "entries of the older pmon keep their meaning when the latest file is written" {
    printf '{"http://old/":{"time":"2018-05-01 10:00:00.000000","result":"APPLICATION_ERROR","message":500}}' >current.json
    pmon-store <five
    [ "$(jq -c '."http://old/" | [.streak, .message, (.since | strflocaltime("%F %T"))]' current.json)" = \
        '[1,500,"2018-05-01 10:00:00"]' ]
}

@test "two histories with one latest file do not remove each other's temporary file" {
    pmon-store --data x.json --latest both.json <five
    pmon-store --data y.json --latest both.json < <(record http://y/ 1 SUCCESS)
    strace -f -o trace pmon-store --data x.json --latest both.json < <(record http://a/ 6 SUCCESS)
    strace -f -o other pmon-store --data y.json --latest both.json < <(record http://y/ 2 SUCCESS)
    name() { grep -oE 'both\.json[^"]*\.tmp", O_WRONLY' "$1" | sort -u; }
    [ -n "$(name trace)" ] && [ "$(name trace)" != "$(name other)" ]
}

@test "bad lines are counted at the end" {
    { cat five; echo bad; echo '{}'; } >input
    run -65 --separate-stderr pmon-store <input
    [ "${stderr_lines[2]}" = 'pmon-store: error: 2 bad lines kept out, in pmon.json.rejected' ]
    [ "$(wc -l <pmon.json.rejected)" = 2 ]
}

@test "what cannot be kept beside the files holds no record up" {
    journal_of_three
    head -c -150 pmon.json.journal >torn
    # Something else has the name of the copy: a folder, a link that leads nowhere, a file that holds other bytes.
    local kind
    for kind in 'mkdir' 'ln -s nowhere/at/all' 'cp five'; do
        cp torn pmon.json.journal
        rm -rf current.json.broken* pmon.json.journal.broken*
        $kind current.json.broken
        run -65 --separate-stderr pmon-store < <(record http://c/ "${#kind}" SUCCESS)
        [[ $stderr == *'copies are current.json.broken.2, pmon.json.journal.broken'* ]]
        [ "$(pmon-store export | jq -r 'select(.url == "http://c/") | .run')" = "${#kind}" ]
        [ -s current.json.broken.2 ]
        [ ! -e nowhere ]
    done
}

@test "lines that are no records hold up neither records nor the latest file, and where they are not is said" {
    pmon-store <five
    local kind run=10
    for kind in mkfifo 'ln -s nowhere/at/all' 'ln -s /dev/full'; do
        rm -f pmon.json.rejected
        $kind pmon.json.rejected
        run=$((run + 1))
        { record http://a/ "$run" EXCEPTION_ERROR; echo bad; } >input
        run ! --separate-stderr pmon-store <input
        [[ $status == 7[34] ]]
        [ "${#stderr_lines[@]}" = 3 ]
        [[ ${stderr_lines[0]} == *"line 2: unexpected 'b' at byte 0" ]] || { echo "$stderr"; false; }
        [[ ${stderr_lines[1]} == *'error: cannot '*pmon.json.rejected* ]]
        [ "${stderr_lines[2]}" = 'pmon-store: error: 1 bad line kept out, not in pmon.json.rejected' ]
        jq -e --argjson run "$run" '."http://a/" | .run == $run and .result == "EXCEPTION_ERROR"' current.json
        jq -e --argjson run "$run" '."http://a/" | last.run == $run' pmon.json
        run -0 pmon-store check
    done
}

@test "bad lines that cannot be kept do not end a large input, nor hold up what --follow passes on" {
    mkfifo pmon.json.rejected input
    # Two parts of 4 MiB, and more bad lines than wait for their file.
    python3 - >many <<'END'
for run in range(1, 101):
    for _ in range(2):
        print("bad" * 16000)
    print('{"url":"http://a/","time":"x","result":"SUCCESS","message":"OK","run":%d}' % run)
END
    run -73 --separate-stderr pmon-store <many
    [ "$(jq '."http://a/" | length' pmon.json)" = 100 ]
    [ "${stderr_lines[-1]}" = 'pmon-store: error: 200 bad lines kept out, not in pmon.json.rejected' ]
    [ "$(grep -c 'pmon.json.rejected' <<<"$stderr")" = 2 ]
    exec 8<>input
    pmon-store --follow --tee --flush 10ms <input >out 2>messages 8>&- 3>&- &
    keep $!
    echo bad >&8
    wait_until 20 grep -q 'error: cannot .*rejected' messages
    record http://b/ 1 SUCCESS >&8
    wait_until 20 grep -q http://b/ out
    # What waits is kept as soon as it can be.
    rm pmon.json.rejected
    record http://b/ 2 SUCCESS >&8
    wait_until 20 test -s pmon.json.rejected
    exec 8>&-
    status=0
    wait "$LAST_PID" || status=$?
    [ "$status" = 65 ]
    [ "$(cat pmon.json.rejected)" = bad ]
    [ "$(tail -n 1 messages)" = 'pmon-store: error: 1 bad line kept out, in pmon.json.rejected' ]
}

@test "nothing that cannot be stored is said to be kept, and no part of it is" {
    small_file_system 1m
    record http://a/ 1 SUCCESS | pmon-store --data small/pmon.json --latest small/current.json
    head -c 600000 /dev/zero | tr '\0' x >bad
    { record http://a/ 2 SUCCESS; cat bad; echo; cat bad; } >input
    run -74 --separate-stderr pmon-store --data small/pmon.json --latest small/current.json <input
    [[ $stderr == *'No space left'*'2 bad lines kept out, not in '*rejected ]]
    [ ! -s small/pmon.json.rejected ]
    [ "$(pmon-store export --data small/pmon.json | jq .run | tail -n 1)" = 2 ]
    # Not even a record fits.
    dd if=/dev/zero of=small/fill bs=1k status=none || true
    run -74 --separate-stderr pmon-store --data small/pmon.json --latest small/current.json <input
    [[ $stderr == *'2 bad lines kept out, not in '*rejected* ]]
    [[ $stderr != *', in '* ]]
}
