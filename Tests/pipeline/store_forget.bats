#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store forget: what goes, where to, and what a crash, a full disk or another store does to it.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

FORGET=$BATS_TEST_DIRNAME/store/forget.py

setup() { common_setup; }

@test "the checks that a glob selects go, to the archive if there is one, and nothing else does" {
    python3 "$FORGET" model
}

@test "kill -9 at any system call loses nothing and leaves nothing twice; the next run completes it" {
    strace -o /dev/null true || skip "strace is not permitted here"
    python3 "$FORGET" kill
}

@test "an error of any write, fsync or rename loses nothing and leaves nothing twice" {
    strace -o /dev/null true || skip "strace is not permitted here"
    python3 "$FORGET" error
}

@test "a store that runs at the same time loses nothing" {
    python3 "$FORGET" beside
}

@test "what data.keep has taken before is not missed" {
    python3 "$BATS_TEST_DIRNAME/store/kept.py"
}

@test "what is damaged stays as it is, and nothing is forgotten" {
    printf '[pmon]\ndata.fold = 1\n[urls]\nurl.a = http://a/\n' >pmon.ini
    for run in $(seq 2 60); do record http://old/ "$run" SUCCESS; done | pmon-store
    record http://a/ 1 SUCCESS | pmon-store
    for run in 61 62; do record http://old/ "$run" SUCCESS; done | pmon-store
    sed -i '3s/SUCCESS/SUCCESX/' pmon.json.journal
    sha256sum pmon.json pmon.json.journal current.json >before
    run -65 --separate-stderr pmon-store forget http://old/
    [[ "$stderr" == *'nothing was forgotten; see pmon-store repair'* ]]
    run -65 pmon-store forget --dry-run http://old/
    sha256sum -c --quiet before
    pmon-store repair
    run -0 pmon-store forget http://old/
    [[ "$output" == 'forgot 60 records of http://old/, '* ]]
    sed -i '3s/{/[/' pmon.json
    cp pmon.json before.json
    run -65 --separate-stderr pmon-store forget http://a/
    cmp pmon.json before.json
}

@test "wrong use: no glob, a bad glob, no history, nothing that matches" {
    run -64 pmon-store forget
    run -64 --separate-stderr pmon-store forget ''
    [[ "$stderr" == *'forget: expected a target'* ]]
    run -64 pmon-store forget group:
    run -66 --separate-stderr pmon-store forget x
    [[ "$stderr" == *'cannot open: pmon.json'* ]]
    record http://a/ 1 SUCCESS | pmon-store
    run -1 --separate-stderr pmon-store forget x
    [ -z "$output" ]
    [[ "$stderr" == *'nothing in pmon.json matches'* ]]
    run -1 pmon-store forget --quiet x
    [ -z "$output" ]
    run -0 pmon-store forget 'http://a/'
    [ "$(cat pmon.json)" = '{}' ]
    [ "$(cat current.json)" = '{}' ]
}

@test "the page no longer knows a check that was forgotten, and shows a removed one by its filter alone" {
    printf '[pmon]\nid = m\n[urls]\nurl.a = http://a/\nurl.old = http://old/\n' >pmon.ini
    now=$(date +%s)
    for name in a old; do
        printf '{"url":"http://%s/","time":"%s","result":"%s","message":"refused","at":%d,"run":%d,"target":"url.%s","monitor":"m"}\n' \
            "$name" "$(date -d "@$((now - 60))" '+%F %T')" "$([ "$name" = a ] && echo SUCCESS || echo EXCEPTION_ERROR)" \
            "$((now - 60))" "$((now - 60))000" "$name"
    done | pmon-store
    sed -i '/url.old/d' pmon.ini
    pmon-store </dev/null
    port=$(free_port)
    start pmon-serve --port "$port"
    site=http://127.0.0.1:$port
    wait_until 20 curl -sf -o /dev/null "$site/healthz"
    [ "$(curl -s "$site/status.txt")" = ok ]
    curl -s "$site/api/v1/monitors" | jq -e '.total == 1 and .selected == 1 and .monitors[0].state == "ok"'
    curl -s "$site/api/v1/monitors?state=failing" | jq -e '.selected == 0'
    curl -s "$site/api/v1/monitors?state=removed" >removed
    jq -e '.selected == 1 and .monitors[0].state == "removed" and .monitors[0].removed' removed
    key=$(jq -r '.monitors[0].key' removed)
    run -0 curl -s "$site/metrics"
    [[ "$output" == *http://a/* && "$output" != *http://old/* && "$output" != *removed* ]]
    curl -s "$site/feed.atom" | grep -c '<entry>' | grep -qx 0
    curl -s "$site/api/v1/incidents?open=1" | jq -e '.incidents == []'
    curl -s "$site/api/v1/incidents?open=1&key=$key" | jq -e '.incidents == []'
    curl -s "$site/badge/$key.json" | jq -e '.message == "removed" and .isError == false'
    [ "$(curl -s "$site/badge/all.json" | jq -r .message)" = 'all 1 ok' ]
    page=$(curl -s -H 'Accept: text/html' "$site/")
    [[ "$page" != *http://old/* && "$page" == *'1 monitor<'* && "$page" == *'Removed (1)'* ]]
    page=$(curl -s -H 'Accept: text/html' "$site/?state=removed")
    [[ "$page" == *'⊘ REMOVED'*http://old/* && "$page" == *'<tr class="removed"'* && "$page" != *'<tr class="down'* ]]
    pmon-store forget old
    wait_until 10 sh -c "curl -s '$site/api/v1/monitors?state=removed' | jq -e '.selected == 0'"
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$site/api/v1/monitors/$key")" = 404 ]
}

@test "what is said of damaged files does not show the passwords of old addresses" {
    local record='"time":"2026-01-01 00:00:00.000000","result":"SUCCESS","message":"OK","at":1767225600,"run":1'
    local newer='"time":"2026-01-01 00:01:00.000000","result":"SUCCESS","message":"OK","at":1767225660,"run":2'
    look() {
        "$@" >>said 2>&1 || true
        run ! grep -H geheim said
    }
    # The latest file is older than the history, then newer; a record is there twice; a record is damaged.
    printf '{"http://u:geheim@a/": [{%s},\n{%s}\n]\n}\n' "$record" "$newer" >pmon.json
    printf '{"http://u:geheim@a/":{%s}}\n' "$record" >current.json
    look pmon-store check
    grep -q 'older than the history: http://u:\*\*\*@a/' said
    printf '{"http://u:geheim@a/": [{%s}\n]\n}\n' "$record" >pmon.json
    printf '{"http://u:geheim@a/":{%s}}\n' "$newer" >current.json
    look pmon-store check
    grep -q 'newer than the history: http://u:\*\*\*@a/' said
    look pmon-store </dev/null
    printf '{"http://u:geheim@a/": [{%s},\n{%s}\n]\n}\n' "$record" "$record" >pmon.json
    look pmon-store check
    grep -q 'there twice, the first of http://u:\*\*\*@a/' said
    printf '{"http://u:geheim@a/":{%s,"x":{"y":1,"y":2}}}\n' "$record" >current.json
    look pmon-store check
    look pmon-serve --once
    look pmon-mail --print
    look pmon-store repair
}

@test "records of old addresses with a password are those of their check, and the password is not shown" {
    printf '[urls]\nurl.a = http://u:secret@a/\n[checks]\nurl.a.group = Shop\n' >pmon.ini
    printf '{"http://u:secret@a/": [{"url":"http://u:secret@a/","time":"2026-01-01 00:00:00.000000","result":"SUCCESS","message":"OK","at":1767225600,"run":1}\n]\n}\n' >pmon.json
    run -0 pmon-store forget --dry-run group:Shop
    [[ "$output" == *"1 record of "*"(still in [urls])"* ]]
    [[ "$output" != *secret* ]]
    run -0 pmon-store forget group:Shop
    [[ "$output" != *secret* ]]
    [ "$(grep -c secret pmon.json)" = 0 ]
}

@test "what looks alike stays: letters in two spellings, and what follows a NUL" {
    records() {
        local target
        for target in 'url.cafe\u0301' 'url.caf\u00e9' 'url.\u00c5ngstr\u00f6m' 'url.\u212bngstro\u0308m' 'url.x' 'url.x\u0000' \
            'url.x\u0000y' 'url.x\u0001'; do
            printf '{"url":"http://%s/","time":"x","result":"SUCCESS","message":"OK","at":17%08d,"run":%d,"target":"%s"}\n' \
                "$1" "$RANDOM" "$RANDOM" "$target"
        done
        printf '{"url":"http://%s/\\u0000more","time":"x","result":"SUCCESS","message":"OK","at":1700000000}\n' "$1"
    }
    local glob
    for glob in $'url.caf\u00e9' $'url.cafe\u0301' url.x 'url.x?y' 'http://nul/'; do
        rm -f pmon.json* current.json
        records nul | pmon-store
        pmon-store export | jq -c '[.url, .target]' | sort >before
        pmon-store forget "$glob"
        # What Python's fnmatch selects, letter by letter.
        python3 - "$glob" before >expected <<'PYTHON'
import fnmatch, json, sys
glob = sys.argv[1]
for line in open(sys.argv[2], encoding="utf-8"):
    url, target = json.loads(line)
    names = [target, target[4:]] if target else []
    if not any(fnmatch.fnmatchcase(name, glob) for name in [*names, url]):
        print(line, end="")
PYTHON
        pmon-store export | jq -c '[.url, .target]' | sort | cmp - expected
        ! cmp -s before expected
        # The latest file has given up the same checks.
        jq -c 'to_entries[] | .key as $url | (.value.checks // [.value])[] | [$url, .target]' current.json | sort | cmp - expected
    done
}
