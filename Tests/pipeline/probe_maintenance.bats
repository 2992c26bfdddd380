#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Maintenance windows, and the patterns that select targets.
# shellcheck disable=SC2154 # bats sets stderr

load helpers

setup() {
    bats_require_minimum_version 1.5.0
    common_setup
    (umask 077 && cat >pmon.ini) <<'END'
[urls]
url.shop = http://127.0.0.1:1/
url.pay = http://user:geheim@127.0.0.1:1/pay
[checks]
url.shop.name = Web Shop
url.pay.group = Money, old
[maintenance]
END
}

teardown() { common_teardown; }

# The target and the window of each record of a scan at the UTC instant $1 in the zone $2, sorted.
windows_at() {
    local offset=$(($(date -ud "$1" +%s) - $(date +%s)))
    # An offset, because some local times exist twice.
    TZ=$2 "${WITH_CLOCK[@]}" FAKETIME="$(printf %+d "$offset")" pmon-probe |
        jq -r '"\(.target[4:])=\(.maintenance // "-")"' | sort | xargs
}

@test "a check that begins within a window carries its name, the first in the order of the file" {
    cat >>pmon.ini <<'END'
move = 2026-12-05 22:00 .. 2026-12-06 02:00 Europe/Berlin: group:"Money, old"
Nightly Work = daily 22:30-00:30 UTC: "Web Shop", http://user:*@127.0.0.1:1/*
END
    [ "$(windows_at '2026-12-05 20:59' UTC)" = 'pay=- shop=-' ]
    [ "$(windows_at '2026-12-05 21:00:01' UTC)" = 'pay=move shop=-' ]
    [ "$(windows_at '2026-12-05 22:31' UTC)" = 'pay=move shop=Nightly Work' ]
    [ "$(windows_at '2026-12-06 00:29' UTC)" = 'pay=move shop=Nightly Work' ]
    [ "$(windows_at '2026-12-06 00:30:01' Asia/Kolkata)" = 'pay=move shop=-' ]
    [ "$(windows_at '2026-12-06 01:00:01' UTC)" = 'pay=- shop=-' ]
}

@test "without a zone the machine's clock counts, also on the days on which it changes" {
    echo 'w = daily 02:30-03:30: *' >>pmon.ini
    # 02:30 does not exist: the clock goes from 01:59:59 to 03:00.
    [ "$(windows_at '2026-03-29 00:59' Europe/Berlin)" = 'pay=- shop=-' ]
    [ "$(windows_at '2026-03-29 01:00:01' Europe/Berlin)" = 'pay=w shop=w' ]
    [ "$(windows_at '2026-03-29 01:30:01' Europe/Berlin)" = 'pay=- shop=-' ]
    # It exists twice: from the first to the end by the clock two hours pass.
    [ "$(windows_at '2026-10-25 00:29' Europe/Berlin)" = 'pay=- shop=-' ]
    [ "$(windows_at '2026-10-25 00:30:01' Europe/Berlin)" = 'pay=w shop=w' ]
    [ "$(windows_at '2026-10-25 02:29' Europe/Berlin)" = 'pay=w shop=w' ]
    [ "$(windows_at '2026-10-25 02:30:01' Europe/Berlin)" = 'pay=- shop=-' ]
}

@test "a wrong window is never open and costs nothing else, and all are reported with their lines" {
    cat >>pmon.ini <<'END'
a = daily 00:00-24:00 Mars/Base: *
b = daily 00:00-25:00: *
c = daily 00:00-24:00: url.nope, pay
d = 2026-02-29 00:00 .. 2099-01-01 00:00: *
e = daily 00:00-24:00:
f = daily 00:00-24:00: x*
END
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ "$(jq -r '"\(.target)=\(.maintenance // "-")"' <<<"$output" | sort | xargs)" = 'url.pay=c url.shop=-' ]
    probed=$stderr
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    for line in 8 9 10 11 12; do
        [ "$(grep -c "^pmon-probe: error: pmon.ini:$line: [a-f]: " <<<"$stderr")" -eq 1 ]
        [ "$(grep -c "^pmon-probe: error: pmon.ini:$line: [a-f]: " <<<"$probed")" -eq 1 ]
    done
    [ "$(grep -c "^pmon-probe: warn: pmon.ini:13: f: 'x\*' matches no target$" <<<"$stderr")" -eq 1 ]
    # The other tools do their work.
    run --separate-stderr pmon-store <<<'{"url":"http://a/","time":"2026-12-01 00:00:00.000000","result":"SUCCESS","message":"OK","maintenance":"c"}'
    [ "$status" -eq 0 ]
    [ "$(jq -r '.[].maintenance' current.json)" = c ]
}

@test "--only takes lists, short keys and groups; a missing key is wrong usage, a lost glob a warning" {
    keys() { pmon-probe --list "$@" | jq -r .target | xargs; }
    [ "$(keys --only SHOP)" = url.shop ]
    [ "$(keys --only 'Web Shop')" = url.shop ]
    [ "$(keys --only '"Web Shop",group:"Money, old"')" = 'url.shop url.pay' ]
    [ "$(keys --only pay --only 's?op')" = 'url.shop url.pay' ]
    [ "$(keys --only 'http://*:\*\*\*@127.0.0.1:1/*')" = url.pay ]
    run --separate-stderr pmon-probe --list --only '*geheim*'
    [ "$status" -eq 66 ]
    run --separate-stderr pmon-probe --list --only 'shop,url.shp'
    [ "$status" -eq 64 ]
    [ "$stderr" = "pmon-probe: error: --only: 'url.shp' is not in [urls], did you mean url.shop?" ]
    run --separate-stderr pmon-probe --list --only 'shop,x*'
    [ "$status" -eq 0 ]
    [ "$stderr" = "pmon-probe: warn: --only: 'x*' matches no target" ]
    run --separate-stderr pmon-probe --list --only '"shop'
    [ "$status" -eq 64 ]
    # Targets on stdin are not those of the file.
    run --separate-stderr pmon-probe --only url.new - <<<'{"url":"http://127.0.0.1:1/","target":"url.new"}'
    [ "$status" -eq 0 ]
    [ "$(jq -r .target <<<"$output")" = url.new ]
}
