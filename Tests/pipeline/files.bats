#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The files of all tools: owner and mode of new ones, one file for two purposes, names that are not UTF-8.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    home=$(mktemp -d)
    cd "$home" || return 1
    for run in 1 2 3; do record http://a/ "$run" SUCCESS; done >"$BATS_TEST_TMPDIR/records"
}
teardown() {
    cd / && rm -rf "$home"
    common_teardown
}

# Runs a command as an account without rights.
as_account() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }

@test "a first run as root, under a strict umask, leaves all files to the owner of the folder" {
    [ "$(id -u)" -eq 0 ] || skip "needs root"
    as_account true || skip "needs setpriv"
    printf '[pmon]\nlog.file = pmon.log\nlog.level = DEBUG\ndata.keep = 2\ndata.archive = old.ndjson\n' >pmon.ini
    chown -R 65534:65534 "$home"
    (umask 077 && { echo bad; cat "$BATS_TEST_TMPDIR/records"; } | pmon-store || [ $? -eq 65 ])
    for file in pmon.json pmon.json.lock pmon.json.journal pmon.json.rejected current.json pmon.log old.ndjson; do
        [ "$(stat -c %u:%g "$file")" = 65534:65534 ]
    done
    as_account test -x "$PMON_BIN/pmon-store" || skip "the account cannot reach the binaries"
    { echo bad; record http://a/ 4 SUCCESS; } | as_account "$PMON_BIN/pmon-store" || [ $? -eq 65 ]
    [ "$(wc -l <old.ndjson)" -eq 2 ]
    [ "$(as_account "$PMON_BIN/pmon-store" export | wc -l)" -eq 2 ]
}

@test "later files of root take owner and mode of the data file, existing ones stay" {
    [ "$(id -u)" -eq 0 ] || skip "needs root"
    printf '[pmon]\nlog.file = pmon.log\ndata.keep = 1\ndata.archive = sub/old.ndjson.gz\n' >pmon.ini
    mkdir sub
    echo '{}' >pmon.json
    echo '{}' >current.json
    chown 65534:12 pmon.json
    chmod 0660 pmon.json
    chmod 0604 current.json
    (umask 077 && { echo bad; cat "$BATS_TEST_TMPDIR/records"; } | pmon-store || [ $? -eq 65 ])
    for file in pmon.json pmon.json.lock pmon.json.journal pmon.json.rejected pmon.log sub/old.ndjson.gz; do
        [ "$(stat -c %u:%g:%a "$file")" = 65534:12:660 ]
    done
    [ "$(stat -c %u:%a current.json)" = 0:604 ]
}

@test "every tool refuses one file for two purposes before it writes anything" {
    printf '[pmon]\nlog.file = ./x/../pmon.json\n[urls]\nurl.1 = http://127.0.0.1:1/\n[email]\nto = a@b.example\nfrom = a@b.example\nserver = localhost\n' >pmon.ini
    mkdir x
    echo '{}' >pmon.json
    for tool in pmon-probe pmon-ssh pmon-store pmon-mail pmon-serve "pmon-store check" "pmon-store repair" "pmon-store fold"; do
        for more in "" --check-config; do
            # shellcheck disable=SC2086 # several words
            run --separate-stderr timeout 20 $tool $more </dev/null
            [ "$status" -eq 78 ]
            [[ "$stderr" == *"data.file and log.file are the same file: "* ]]
        done
    done
    [ "$(ls)" = "$(printf '%s\n' pmon.ini pmon.json x)" ]
    [ "$(cat pmon.json)" = '{}' ]
}

@test "the configuration is not overwritten by a flag" {
    echo '[pmon]' >pmon.ini
    ln -s pmon.ini linked
    for name in pmon.ini ./pmon.ini linked; do
        run pmon-store --latest "$name" <"$BATS_TEST_TMPDIR/records"
        [ "$status" -eq 78 ]
    done
    [ "$(cat pmon.ini)" = '[pmon]' ]
}

@test "names that are not UTF-8 are kept, in links and in arguments" {
    name=$'caf\xe9.json'
    ln -s "$name" pmon.json
    pmon-store <"$BATS_TEST_TMPDIR/records"
    [ -L pmon.json ] && [ -f "$name" ]
    [ "$(jq '.["http://a/"] | length' "./$name")" -eq 3 ]
    [ -f "$name.lock" ]
    record http://b/ 9 SUCCESS | pmon-store --data $'\xff\xfe' --latest $'l\xc3'
    [ "$(pmon-store export --data=$'\xff\xfe' --since 2001-01-01 | wc -l)" -eq 1 ]
    [ "$(jq 'keys[0]' <$'l\xc3')" = '"http://b/"' ]
    echo '[pmon]' >$'c\xf0.ini'
    pmon-store check --conf $'c\xf0.ini'
    run --separate-stderr pmon-store export --data $'no\xe9'
    [ "$status" -eq 66 ]
    [[ "$stderr" == *'no\xE9'* ]]
}

@test "an archive that is /dev/null drops what is not kept" {
    printf '[pmon]\ndata.keep = 1\ndata.archive = /dev/null\n' >pmon.ini
    pmon-store <"$BATS_TEST_TMPDIR/records"
    [ "$(jq -c '."http://a/" | map(.run)' pmon.json)" = '[3]' ]
    record http://a/ 4 SUCCESS | pmon-store
    [ "$(jq -c '."http://a/" | map(.run)' pmon.json)" = '[4]' ]
    [ ! -e /dev/null.lock ]
}

@test "a latest file that is linked into a folder of root stays root's" {
    [ "$(id -u)" -eq 0 ] || skip "needs root"
    mkdir own roots
    chown 65534:65534 "$home" own
    ln -s ../roots/current.json own/current.json
    ln -s ../roots own/folder
    printf '[pmon]\ndata.file = own/pmon.json\nlatest.file = own/current.json\ndata.keep = 1\ndata.archive = own/folder/old.ndjson\n' >pmon.ini
    pmon-store <"$BATS_TEST_TMPDIR/records"
    [ "$(stat -c %u own/pmon.json)" = 65534 ]
    for file in current.json old.ndjson old.ndjson.lock; do [ "$(stat -c %u "roots/$file")" = 0 ]; done
    chown 65534 roots && rm roots/*
    record http://a/ 5 SUCCESS | pmon-store
    for file in current.json old.ndjson old.ndjson.lock; do [ "$(stat -c %u "roots/$file")" = 65534 ]; done
}
