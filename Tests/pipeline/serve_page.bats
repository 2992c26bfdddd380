#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The page in a real browser, in every state. PMON_SHOTS=FOLDER keeps a picture of each.

load helpers
load serve_helpers

# axe-core comes with a package of PyPI; it is kept outside the repository.
setup_file() {
    export AXE=${XDG_CACHE_HOME:-$HOME/.cache}/pmon/axe-4.12.1.min.js
    [ ! -s "$AXE" ] || return 0
    local wheel=axe_playwright_python-0.1.8-py3-none-any.whl
    (
        mkdir -p "${AXE%/*}"
        cd "$BATS_FILE_TMPDIR"
        python3 -m pip download -q --no-deps axe-playwright-python==0.1.8
        echo "fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8  $wheel" | sha256sum -c --quiet
        python3 -m zipfile -e "$wheel" .
        mv axe_playwright_python/axe.min.js "$AXE"
    ) || echo "# axe-core cannot be fetched: accessibility is not checked" >&3
}

setup() {
    common_setup
    [ -s "$AXE" ] || AXE=
    printf '[pmon]\nid = test\nevery = 5m\nscan.pause = 0\n' >pmon.ini
    SHOTS=${PMON_SHOTS:-$PWD}
}

# Checks the page at $SITE$1, which must show the text $2; $3 names the pictures.
look() {
    /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/page_check.py" "$SITE$1" "$2" --axe "$AXE" --shots "$SHOTS/$3"
}

@test "all good" {
    write_results ooo
    start_server
    look / 'All 3 OK' ok
}

@test "application errors" {
    write_results oao
    start_server
    look / '1 of 3 with application errors' app
}

@test "down, with detail, evidence and help pages" {
    write_results oad
    start_server
    look / '2 of 3 failing' mixed
    key=$(curl -s "$SITE/api/v1/monitors?state=down" | jq -r '.monitors[0].key')
    look "/m/$key" 'connection refused' detail
    look "/m/$key/evidence" 'Processes' evidence
    look "/incidents" 'Incidents' incidents
    look /help 'Uptime' help
}

@test "stale" {
    write_results ooo 10800
    start_server
    look / 'Stale: last scan 3 h ago, expected every 5 m' stale
}

@test "nothing configured" {
    start_server
    look / 'Nothing is configured' empty
}

@test "no scan yet, and mail possible" {
    printf '[urls]\nurl.1 = http://host0.example.org/\n[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n' >>pmon.ini
    start_server
    look / 'No scan yet' noscan
}

@test "a damaged file" {
    write_results ooo
    echo '{"http://host0' >current.json
    start_server
    look / 'current.json cannot be read' damaged
}

@test "a scan that runs, and one that failed" {
    write_results ooo
    # shellcheck disable=SC2016 # the server's shell expands it
    printf 'scan.command = printf %s >&3; until test -e go; do sleep 0.1; done; echo disk is full >&2; exit 74\n' "'{\"of\":14}\\n{}\\n'" >>pmon.ini
    start_server
    curl -sf -X POST -H 'Content-Type: application/json' "$SITE/api/v1/scans"
    look / 'Scanning 2/14' scanning
    touch go
    failed() { [ "$(curl -s "$SITE/api/v1/status" | jq -r .scan.state)" = failed ]; }
    wait_until 10 failed
    look / 'disk is full (status 74)' scanfailed
    look / 'Retry' scanfailed
}

@test "the buttons scan, try again and mail, with scripts and without" {
    write_results ooo
    # shellcheck disable=SC2016 # the server's shell expands it
    printf 'scan.command = echo "$PMON_NOTIFY" >>scans; exit 74\n[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n' >>pmon.ini
    start_server
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/scan_check.py" "$SITE/" "$PWD/scans"
}

@test "groups fold, strips tell their cells, evidence is copied" {
    write_results ood
    cat >>pmon.ini <<'END'
[urls]
url.0 = http://host0.example.org/health
url.1 = http://host1.example.org/health
url.2 = http://host2.example.org/health
[checks]
url.0.group = good
url.1.group = good
url.2.group = bad
END
    start_server
    look / '2/2 OK' grouped
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/actions_check.py" "$SITE/"
}

@test "evidence of the past" {
    store_past_failure
    start_server
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    look "/m/$key" 'the old verdict' past
    look "/m/$key/evidence?at=$at" 'an old line' pastevidence
}

@test "hostile text stays text" {
    at=$(date +%s)
    text='\"><script>document.title=1</script><img src=x onerror=alert(1)>'
    entry=$(record EXCEPTION_ERROR "\"$text\"" "$at" ",\"verdict\":\"$text\",\"ssh\":[\"$text\"],\"logs\":\"$text\"")
    printf '{"javascript:alert(1)//%s":%s}' "$text" "$entry" >current.json
    start_server
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/page_check.py" "$SITE/" '1 of 1 down'
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/page_check.py" "$SITE/m/$key" 'DOWN'
}

@test "a static copy needs no server" {
    write_results oad
    pmon-serve --once >page.html
    /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/page_check.py" "file://$PWD/page.html" '2 of 3 failing' --static --axe "$AXE" --shots "$SHOTS/static"
}

@test "the page keeps itself up to date and loses nothing of the reader's" {
    write_results ooo
    start_server
    # The functions of this file in a program of their own, for the browser's script to call.
    { declare -f record write_results; echo 'write_results odo'; } >update
    cat >again <<END
cd '$PWD' && exec pmon-serve --port $SITE_PORT
END
    stop="kill $(server_process)"
    start_again="setsid timeout 600 sh ./again >/dev/null 2>&1 & echo \$! >again.pid"
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/live_check.py" "$SITE/" 'bash ./update' "$stop" "$start_again"
    kill "$(cat again.pid)" 2>/dev/null || true
}

# The three addresses; the first one is under maintenance.
plan() {
    {
        printf '[urls]\nurl.%d = http://host%d.example.org/health\n' 0 0
        printf 'url.%d = http://host%d.example.org/health\n' 1 1 2 2
        printf '[checks]\nurl.0.name = Shop\nurl.0.group = Shop\n[maintenance]\n'
        echo "disk swap = $(date -ud '-8 min' '+%F %H:%M') .. $(date -ud '+2 hours' '+%F %H:%M') UTC: Shop"
        echo "night = $(date -ud '+1 hour' '+daily %H:%M') 2h UTC: *"
    } >>pmon.ini
}

@test "under maintenance and well" {
    plan
    write_results ooo
    start_server
    look / '2 OK, 1 under maintenance' maintenance
    look /?state=maintenance 'disk swap until' maintenance-filter
}

@test "under maintenance and failing" {
    plan
    write_results doo
    start_server
    look / '2 OK, 1 under maintenance' maintenance-failing
    key=$(curl -s "$SITE/api/v1/monitors?state=maintenance" | jq -r '.monitors[0].key')
    look "/m/$key" 'disk swap until' maintenance-detail
}

@test "silenced" {
    write_results odo
    echo '*host1* until recovery # ops: a new disk comes on Monday' >pmon.silence
    start_server
    look / '1 silenced' silenced
    key=$(curl -s "$SITE/api/v1/monitors?state=silenced" | jq -r '.monitors[0].key')
    look "/m/$key" 'silenced until recovery by line 1' silenced-detail
}

@test "maintenance, silenced, down and a wrong line of the silence file" {
    plan
    write_results dda
    printf '*host1* until 2099-01-01 08:00\nforever\n' >pmon.silence
    start_server
    look / 'pmon.silence:2: ' maintenance-mixed
}

@test "on a phone the first monitor is near the top, and no message makes the page long" {
    write_results odo
    long=$(printf 'a long message, and more of it; %.0s' {1..1200})
    sed -i "s/connection refused/$long/" pmon.json current.json
    {
        printf '[urls]\nurl.%d = http://host%d.example.org/health\n' 0 0
        printf 'url.%d = http://host%d.example.org/health\n' 1 1 2 2
        printf '[checks]\nurl.1.group = %s\n' "$(printf 'a long name of a group %.0s' {1..9})"
    } >>pmon.ini
    start_server
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/phone_check.py" "$SITE/"
    # The page of the monitor has all of it.
    key=$(curl -s "$SITE/api/v1/monitors?state=down" | jq -r '.monitors[0].key')
    curl -s -H 'Accept: text/html' "$SITE/m/$key" >page
    [ "$(grep -o 'a long message' page | wc -l)" -ge 1200 ]
}

@test "a headline takes one line of a wide window and leaves room for the first monitor on a phone" {
    local letters
    for letters in 'aoddadoddaoddaod 0' 'ooo 10800'; do
        # shellcheck disable=SC2086 # two arguments
        write_results $letters
        start_server
        run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/phone_check.py" "$SITE/" --top
        kill "$(server_process)"
    done
    # A file that is damaged, in many words.
    write_results odo
    sed -i '5s/time/ti\x01me/' pmon.json
    start_server
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/phone_check.py" "$SITE/" --top
    curl -s -H 'Accept: text/html' "$SITE/" >page
    grep -q 'pmon.json cannot be read<' page
    grep -q '<span class="detail">.*control character' page
    grep -q '<span class="hint">pmon-store check' page
}

@test "paper shows all of a text" {
    write_results oadd
    local verdict
    verdict=$(printf 'process nginx is not running; %.0s' {1..9})
    sed -i "s|/ is 100 % full|$verdict|" pmon.json current.json
    {
        echo '[urls]'
        printf 'url.shop-%d = http://host%d.example.org/health\n' 0 0 1 1 2 2 3 3
        printf '[checks]\nurl.shop-2.group = %s\n' "$(printf 'a long name of a group %.0s' {1..4})"
        printf 'url.shop-%d.name = %s\n' 0 "$(printf 'a long name %.0s' {1..9})" 3 "$(printf 'x%.0s' {1..90})"
    } >>pmon.ini
    start_server
    pmon-serve --report 1d >report.html
    key=$(curl -s "$SITE/api/v1/monitors?state=down" | jq -r '.monitors[0].key')
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/print_check.py" "$SITE/" "$SITE/m/$key" "$SITE/m/$key/evidence" \
        "$SITE/incidents" "file://$PWD/report.html"
}

@test "typing filters the list as the server does" {
    write_results oadoaod
    {
        echo '[urls]'
        printf 'url.shop-%d = http://host%d.example.org/health\n' 0 0 1 1 2 2 3 3 4 4 5 5 6 6
        echo '[checks]'
        printf 'url.shop-%d.group = %s\n' 0 'Über <b>uns</b>' 2 'Über <b>uns</b>'
        printf 'url.shop-4.name = Straße "&amp;" 100 %%\n'
    } >>pmon.ini
    printf 'shop-2 until recovery\n' >pmon.silence
    start_server
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/filter_check.py" "$SITE/" host shop-2 others monitors failing since \
        'SERVICE unavailable' 503 'über <B>' 'straße "&amp;"' '100 %' evidence 'full' '  refused ' ok silenced '<' '%2' 'host0.example.org/health a'
}

@test "a time is the same wherever it stands, in each zone that a reader may choose" {
    write_results od
    export TZ=Asia/Kathmandu
    start_server
    key=$(curl -s "$SITE/api/v1/monitors?state=down" | jq -r '.monitors[0].key')
    run -0 /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/clock_check.py" "$SITE/m/$key"
}

@test "a file that cannot be read does not say that nothing happened" {
    write_results ooo
    printf '{"http://host0' >pmon.json
    start_server
    curl -s -H 'Accept: text/html' "$SITE/" >page
    [ "$(grep -c 'No incidents' page)" = 0 ]
    grep -q 'Not known: pmon.json cannot be read' page
    rm pmon.json
    missing() { curl -s -H 'Accept: text/html' "$SITE/" | grep -q 'Not known: pmon.json is missing'; }
    wait_until 10 missing
}
