#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/pmon: the whole run, as a new user starts it.
# shellcheck disable=SC2016 # for the inner shell
# shellcheck disable=SC2030,SC2031 # each test has its own PIDS

load helpers
load probe_helpers

setup() {
    common_setup
    PMON="$PROJECT/scripts/pmon"
    PORT=$(free_port)
    # The sample on a free port, so that tests can run beside each other and beside a real pmon.
    sed "s/8371/$PORT/g" "$PROJECT/pmon.ini" >pmon.ini
}

@test "the sample shows three results from real servers and says where the files are" {
    run --separate-stderr "$PMON"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "${#lines[@]}" -eq 5 ]
    [[ "${lines[0]}" =~ ^OK\ .*\ ms\ \ the\ page\ itself\ .*OK$ ]]
    [[ "$output" == *"APP "*"/no-such-page"*"404"* ]]
    [[ "$output" == *"DOWN"*"no-such-name.invalid"* ]]
    [ "${lines[3]}" = "$PWD/pmon.json" ]
    [ "${lines[4]}" = "$PWD/current.json" ]
    [ "$(jq length pmon.json)" -eq 3 ]
    [ "$(jq -r '[.[].result] | sort | join(" ")' current.json)" = "APPLICATION_ERROR EXCEPTION_ERROR SUCCESS" ]
}

@test "the page of the sample is gone after the run" {
    "$PMON" >/dev/null
    run is_listening "$PORT"
    [ "$status" -ne 0 ]
}

@test "a second run adds to the history" {
    "$PMON" >/dev/null
    "$PMON" >/dev/null
    [ "$(jq '[.[] | length] | unique == [2]' pmon.json)" = true ]
}

@test "no colour and no escape codes where stdout is no terminal" {
    run --separate-stderr "$PMON" --conf=pmon.ini
    [ "$status" -eq 0 ]
    [[ "$output" != *$'\e'* ]]
}

@test "colour on a terminal, unless NO_COLOR is set" {
    run script -qec "TERM=xterm $PMON" /dev/null
    [[ "$output" == *$'\e[34m'* ]]
    run script -qec "TERM=xterm NO_COLOR=1 $PMON" /dev/null
    # Of the progress a line is left that was erased.
    [[ ! "$output" =~ $'\e['[0-9\;]*m ]]
    run script -qec "TERM=dumb $PMON" /dev/null
    [[ "$output" != *$'\e['* ]]
}

@test "--quiet=True prints nothing" {
    run --separate-stderr "$PMON" --quiet=True
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "an unknown option or value is a usage error" {
    run --separate-stderr "$PMON" --serve=True
    [ "$status" -eq 64 ]
    [[ "$stderr" == *"unknown option '--serve=True'"* ]]
    run --separate-stderr "$PMON" --server=maybe
    [ "$status" -eq 64 ]
    [[ "$stderr" == *"--server: expected True or False, found 'maybe'"* ]]
}

@test "a missing configuration is 66" {
    run --separate-stderr "$PMON" --conf=nowhere.ini
    [ "$status" -eq 66 ]
    [[ "$stderr" == *"nowhere.ini"* ]]
    [ ! -e pmon.json ]
}

@test "a configuration that may not be read is 77" {
    [ "$(id -u)" -eq 0 ] || skip "needs root, to become somebody else"
    chmod 000 pmon.ini
    chmod 755 .
    run --separate-stderr setpriv --reuid=65534 --clear-groups "$PMON" --conf=pmon.ini
    [ "$status" -eq 77 ]
    [[ "$stderr" == "pmon: error: cannot open: pmon.ini: permission denied" ]]
}

@test "no room for the stages' own files is 73" {
    TMPDIR=$PWD/nowhere run --separate-stderr "$PMON"
    [ "$status" -eq 73 ]
    [[ "$stderr" == *"pmon: error: cannot create a temporary folder"* ]]
}

@test "a folder for temporary files that looks like an option, and options of bash in the environment, change nothing" {
    mkdir ./-t
    TMPDIR=-t run -0 --separate-stderr "$PMON"
    [ -z "$stderr" ]
    [ "$(jq length pmon.json)" -eq 3 ]
    rmdir ./-t
    run -0 --separate-stderr env BASHOPTS=lastpipe:nullglob "$PMON"
    [ -z "$stderr" ]
    [ "$(jq -s '[.[][][]] | length' pmon.json)" -eq 6 ]
}

@test "a table that cannot be written is 74" {
    run --separate-stderr sh -c "'$PMON' >/dev/full"
    [ "$status" -eq 74 ]
    [[ "$stderr" == *"pmon: error: cannot write the table: stdout"* ]]
    [ "$(jq length pmon.json)" -eq 3 ]
}

@test "without jq the records are stored, and it is said that jq makes the table" {
    mkdir programs
    ln -s /usr/bin/* programs/
    rm programs/jq
    run -69 --separate-stderr env PATH="$PWD/programs" "$PMON"
    [[ "$stderr" == 'pmon: error: jq, which makes the table, is missing'* ]]
    [ "$(jq length pmon.json)" -eq 3 ]
    run -0 --separate-stderr env PATH="$PWD/programs" "$PMON" --quiet=True
    [ -z "$stderr" ]
}

@test "a configuration in a pipe is refused, as each tool reads it" {
    run -66 bash -c '"$1" --conf=<(cat pmon.ini)' bash "$PMON"
    [[ "$output" == *'a pipe can be read once'* ]]
    [ ! -e pmon.json ]
}

@test "whatever ends its lines, a configuration with [tell] tells" {
    local end
    printf '[tell]\nx.command = cat >>told\nx.on = always\n' >>pmon.ini
    for end in '\n' '\r\n' '\r'; do
        sed ":a;N;\$!ba;s/\n/$end/g" pmon.ini >other.ini
        rm -f told
        "$PMON" --conf=other.ini --quiet=True
        [ -s told ]
    done
}

@test "a broken configuration is 78, said once with file and line" {
    printf '[pmon]\ndata.keep = soon\n' >broken.ini
    run --separate-stderr "$PMON" --conf=broken.ini
    [ "$status" -eq 78 ]
    [ "$(grep -c 'broken.ini:2' <<<"$stderr")" -eq 1 ]
    [ ! -e pmon.json ]
}

@test "one broken setting costs one record, and each stage goes on" {
    cat >one.ini <<END
[pmon]
http.port = many
[urls]
url.a = http://127.0.0.1:1/a
url.b = http://127.0.0.1:1/b
url.c = ssh://pmon@127.0.0.1:1
[checks]
url.b.retries = often
[remote]
url.c.pwd = env:PMON_NO_SUCH_VARIABLE
[email]
tls = perhaps
END
    run --separate-stderr "$PMON" --conf=one.ini
    [ "$status" -eq 78 ]
    for line in 2 8 10 12; do [ "$(grep -c "one.ini:$line: " <<<"$stderr")" -eq 1 ]; done
    [ "$(jq -r 'map(.[0].reason) | join(" ")' pmon.json)" = "refused config config" ]
    [ "$(jq -r '."http://127.0.0.1:1/b"[0] | .result + " " + .message' pmon.json)" = \
        "EXCEPTION_ERROR one.ini:8: url.b.retries: expected a number from 0 to 100, found 'often'" ]
    [[ "$(jq -r '."ssh://pmon@127.0.0.1:1"[0].message' pmon.json)" == "one.ini:10: url.c.pwd: cannot read secret: env:PMON_NO_SUCH_VARIABLE"* ]]
    run --separate-stderr pmon-mail --conf one.ini
    [ "$status" -eq 78 ]
    run --separate-stderr pmon-serve --conf one.ini
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"one.ini:2: http.port: "* ]]
}

@test "what is odd about a configuration is said once, and beside its errors too" {
    printf '[pmon]\ntimout = 5s\n[url]\nurl.a = http://127.0.0.1:1/\n[urls]\nurl.b = http://127.0.0.1:1/\n' >odd.ini
    run --separate-stderr "$PMON" --conf=odd.ini
    [ "$status" -eq 0 ]
    [ "$stderr" = "pmon-probe: warn: odd.ini:2: unknown key 'timout' in [pmon], did you mean timeout?
pmon-probe: warn: odd.ini:3: unknown section [url], did you mean [urls]?" ]
    sed -i 's/timout = 5s/every = often/' odd.ini
    run --separate-stderr "$PMON" --conf=odd.ini
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"odd.ini:2: every: "* ]]
    [[ "$stderr" == *"odd.ini:3: unknown section [url]"* ]]
}

@test "where the results could not be stored, the run says so and names no files" {
    enter=(unshare --mount)
    [ "$(id -u)" -eq 0 ] || enter=(unshare --user --map-root-user --mount)
    mkdir disk
    printf '[pmon]\ndata.file = disk/pmon.json\nlatest.file = disk/current.json\n[urls]\nurl.a = http://127.0.0.1:1/\n' >full.ini
    run --separate-stderr "${enter[@]}" sh -c 'mount -t tmpfs -o size=8k tmpfs disk
        head -c 8k /dev/zero >disk/ballast 2>/dev/null
        "$0" --conf=full.ini' "$PMON"
    [ "$status" -eq 74 ]
    [[ "$stderr" == *"cannot write: disk/pmon.json."*": No space left on device"* ]]
    [[ "$output" == DOWN* ]]
    [[ "$output" != *.json* ]]
}

@test "a full disk for temporary files costs the table: the records are stored, faults are told, and the status is 74" {
    enter=(unshare --mount)
    [ "$(id -u)" -eq 0 ] || enter=(unshare --user --map-root-user --mount)
    mkdir disk
    printf '[urls]\nurl.a = http://127.0.0.1:1/\nurl.b = nowhere\n' >full.ini
    run --separate-stderr "${enter[@]}" sh -c 'mount -t tmpfs -o size=8k tmpfs disk
        head -c 8k /dev/zero >disk/ballast 2>/dev/null
        TMPDIR=$PWD/disk "$0" --conf=full.ini' "$PMON"
    [ "$status" -eq 74 ]
    [ "$(grep -c 'full.ini:3: url.b: ' <<<"$stderr")" -eq 1 ]
    [[ "$stderr" == *"cannot write into $PWD/disk/pmon."*", a folder for temporary files"* ]]
    [ "$(jq -r '.[].result' current.json | sort | uniq -c | xargs)" = "2 EXCEPTION_ERROR" ]
}

@test "a damaged data file stops the run with 65 and stays as it is" {
    echo '{"http://localhost/": [{"time"' >pmon.json
    cp pmon.json before
    run --separate-stderr "$PMON"
    [ "$status" -eq 65 ]
    [[ "$stderr" == *"pmon.json"* ]]
    cmp before pmon.json
}

@test "the older options do what they did" {
    run --separate-stderr "$PMON" --conf="$PWD/pmon.ini" --nomail=True
    [ "$status" -eq 0 ]
    start "$PMON" --conf="$PWD/pmon.ini" --server=True --nomail=True
    wait_for_port "$PORT"
    run curl -fsS -H 'Accept: application/json' "http://127.0.0.1:$PORT/"
    [ "$status" -eq 0 ]
    [ "$(jq '.data | length' <<<"$output")" -eq 3 ]
}

@test "pmon works through a symbolic link and from another folder" {
    mkdir elsewhere
    ln -s "$PMON" elsewhere/pmon
    cd elsewhere
    run --separate-stderr ./pmon --conf=../pmon.ini
    [ "$status" -eq 0 ]
    [ -s ../pmon.json ]
    [ ! -e pmon.json ]
}
