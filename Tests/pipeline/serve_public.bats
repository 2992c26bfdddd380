#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the folder of http.public never gives out.

load helpers
load serve_helpers

setup() {
    serve_setup
}

# A path of /static/ gives 404 and none of the marks that the guarded files hold.
refused() {
    [ "$(code --path-as-is "$SITE/static/$1")" = 404 ] || { echo "served: $1" >&2; return 1; }
    run ! grep -q guarded body
}

@test "pmon's own files in the served folder are given out under no name" {
    mkdir -p site/sub conf
    cat >conf/pmon.ini <<'END'
[pmon]
id = test
data.file = ../site/pmon.json
latest.file = ../site/current.json
silence.file = ../site/silences
log.file = ../site/pmon.log
data.archive = ../site/archive.jsonl
ca.file = ../site/ca.pem
http.public = ../site
[urls]
url.1 = http://127.0.0.1:1/
[checks]
url.1.pwd = file:../site/pwd
url.1.user = u
url.1.bearer = none
[remote]
url.1.user = u
url.1.key = ../site/id_ed25519
url.1.known_hosts = ../site/hosts
END
    own=(pmon.json pmon.json.journal pmon.json.lock pmon.json.rejected pmon.json.broken-1 current.json current.json.told
        current.json.told.lock silences pmon.log pmon.log.1 archive.jsonl archive.jsonl.lock ca.pem pwd pwd~ id_ed25519 hosts
        known_hosts .htpasswd)
    for name in "${own[@]}"; do echo guarded >"site/$name"; done
    echo '{}' | tee site/pmon.json site/current.json >site/pmon.json.journal
    echo guarded >site/.git
    ln conf/pmon.ini site/hard.txt
    ln site/pwd site/sub/hard.txt
    ln -s pwd site/soft.txt
    ln -s ../conf site/folder
    mkfifo site/pipe
    echo mine >site/index.html
    echo mine >site/pwdx
    start_server --conf conf/pmon.ini
    [ "$(code "$SITE/static/index.html")" = 200 ]
    [ "$(code "$SITE/static/pwdx")" = 200 ]
    for name in "${own[@]}" PWD PMON.JSON pmon.json. pmon.json/ pmon%2ejson %70md %70wd pwd%20 ./pwd sub/../pwd sub/%2e%2e/pwd \
        sub%2f..%2fpwd hard.txt sub/hard.txt soft.txt folder/pmon.ini pipe .git ../conf/pmon.ini %2e%2e/conf/pmon.ini \
        'pwd%00.html' '..\conf\pmon.ini' %c0%ae%c0%ae/conf/pmon.ini '' sub sub/; do
        refused "$name"
    done
    # What replaces a file has another number until the old one is gone.
    echo guarded >site/new
    mv site/new site/pwd
    refused pwd
}

@test "a folder that holds the ini file is refused, however it is written" {
    mkdir -p site/conf
    echo 'mine' >site/index.html
    ln -s site/conf elsewhere
    ln -s "$PWD" whole
    for folder in . "" .. ../../site/ ../../site/conf/.. ../../ / ../../whole; do
        printf '[pmon]\nid = test\nhttp.port = 0\nhttp.public = %s\n' "${folder:-$PWD}" >site/conf/pmon.ini
        # Relative folders start at the folder that the path names: one that is a link leads elsewhere.
        [[ "$folder" == ..* ]] && confs=(site/conf/pmon.ini) || confs=(site/conf/pmon.ini elsewhere/pmon.ini)
        for conf in "${confs[@]}"; do
            run -78 timeout 20 pmon-serve --conf "$conf"
            [[ "$output" == *"$conf:4: http.public: expected a folder without the configuration"* ]]
            run -78 pmon-probe --conf "$conf" --check-config
            [[ "$output" == *"$conf:4: http.public: "* ]]
        done
    done
    # It costs the page alone.
    printf '[urls]\nurl.1 = http://127.0.0.1:1/\n' >>site/conf/pmon.ini
    run -0 --separate-stderr pmon-probe --conf site/conf/pmon.ini
    [ "$(jq -r .url <<<"$output")" = http://127.0.0.1:1/ ]
    # A link in its place leads to the real one.
    mkdir etc
    mv site/conf/pmon.ini etc/pmon.ini
    ln -s ../etc/pmon.ini site/pmon.ini
    sed -i 's|^http.public.*|http.public = '"$PWD"'/site|' etc/pmon.ini
    run -78 timeout 20 pmon-serve --conf site/pmon.ini
}
