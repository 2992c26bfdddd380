#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Which value a setting has and where it stands; faults that were reported already.
# shellcheck disable=SC2154 # run sets stderr and stderr_lines

load helpers
setup() {
    common_setup
    printf '[pmon]\nhttp.port = 8371\nhttp.pwd = geheim\ndata.file = sub/data.json\n[urls]\nurl.a = http://127.0.0.1:1/\n' >pmon.ini
    chmod 600 pmon.ini
}

@test "every tool shows settings, one a line, in the order asked for" {
    for tool in probe ssh store mail serve; do
        run --separate-stderr "pmon-$tool" --show http.port --show url.a.timeout --show data.file
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "$output" = "$(printf '8371\tpmon.ini:2\n10s\tdefault\n%s\tpmon.ini:4' "$PWD/sub/data.json")" ]
    done
    [ "$(pmon-probe --show http.pwd)" = "***"$'\t'"pmon.ini:3" ]
}

@test "a setting that does not exist is 64, a file that is not there 66, one that no tool can use 78" {
    run --separate-stderr pmon-store --show http.prot
    [ "$status" -eq 64 ]
    [ "$stderr" = "pmon-store: error: unknown setting 'http.prot', did you mean http.port?" ]
    run --separate-stderr pmon-store --conf none.ini --show http.port
    [ "$status" -eq 66 ]
    printf '[pmon]\ndata.keep = soon\n' >pmon.ini
    run --separate-stderr pmon-store --show http.port
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"pmon.ini:2: data.keep: "* ]]
    run sh -c 'pmon-store --conf /dev/null --show http.port >/dev/full'
    [ "$status" -eq 74 ]
}

@test "a path that is not UTF-8 is shown with its own bytes" {
    name=$(printf 'caf\351.json')
    printf '[pmon]\n' >"$name"
    [ "$(cd . && pmon-store --conf "$name" --show data.file)" = "$PWD/pmon.json"$'\t'"default" ]
    mkdir "$name.d"
    printf '[pmon]\n' >"$name.d/p.ini"
    [ "$(pmon-store --conf "$name.d/p.ini" --show data.file | cut -f 1)" = "$PWD/$name.d/pmon.json" ]
}

@test "after a check, a tool reports what it finds itself and keeps its status" {
    printf '[pmon]\nodd = 1\n[urls]\nurl.a = http://127.0.0.1:1/\nurl.b = http://127.0.0.1:1/b\nurl.c = ssh://x@127.0.0.1\n[checks]\nurl.a.timeout = soon\nurl.b.expect.body = (\n[remote]\nurl.c.port = many\nurl.c.pwd = env:PMON_NO_SUCH_VARIABLE\n[email]\ntls = perhaps\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n' >pmon.ini
    run --separate-stderr pmon-probe --checked
    [ "$status" -eq 78 ]
    [ -z "$stderr" ]
    [ "$(jq -r .reason <<<"$output" | sort | xargs)" = "config config" ]
    run --separate-stderr pmon-ssh --checked url.c
    [ "$status" -eq 78 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ "$stderr" == "pmon-ssh: error: pmon.ini:12: url.c.pwd: cannot read secret"* ]]
    run --separate-stderr pmon-mail --checked
    [ "$status" -eq 78 ]
    [ -z "$stderr" ]
    # The log file keeps all of it.
    sed -i '2s/.*/log.file = pmon.log/' pmon.ini
    run pmon-mail --checked
    grep -q 'pmon-mail - ERROR - pmon.ini:14: tls: ' pmon.log
}
