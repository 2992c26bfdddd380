#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: merging, duplicates, bad lines, the latest file.

load helpers
load store_helpers

@test "records are merged into both files" {
    record http://a/ 1 SUCCESS >input
    run -0 --separate-stderr pmon-store <input
    [ -z "$output" ]
    [ -z "$stderr" ]
    record http://b/ 1 EXCEPTION_ERROR | pmon-store
    record http://a/ 2 SUCCESS | pmon-store
    cat >expected <<-END
	{
	"http://a/": [
	$(stored 1 SUCCESS),
	$(stored 2 SUCCESS)
	],
	"http://b/": [
	$(stored 1 EXCEPTION_ERROR)
	]
	}
	END
    diff expected pmon.json
    [ "$(jq -c '."http://a/" | [.run, .streak, .since, .previous]' current.json)" = '[2,2,1700000001,null]' ]
    [ ! -s pmon.json.journal ]
}

@test "a record that comes again is stored once" {
    record http://a/ 1 SUCCESS >input
    record http://a/ 2 EXCEPTION_ERROR >>input
    for _ in 1 2 3; do run -0 pmon-store <input; done
    cat input input | pmon-store
    [ "$(jq '[.[] | length] | add' pmon.json)" = 2 ]
    [ "$(jq -c '."http://a/" | [.run, .streak, .since, .previous]' current.json)" = '[2,1,1700000002,"SUCCESS"]' ]
}

@test "bad lines are told, kept as they came, and do not stop the others" {
    {
        record http://a/ 1 SUCCESS
        echo 'no json'
        echo
        echo '{"url":"http://a/","time":"x","result":"FINE","message":"OK"}'
        record http://a/ 2 SUCCESS | tr -d '\n'
    } >input
    run -65 --separate-stderr pmon-store <input
    [ "$(jq '."http://a/" | length' pmon.json)" = 2 ]
    [ "$(grep -c '^pmon-store: error: line' <<<"$stderr")" = 2 ]
    [[ $stderr == *"line 2: unexpected 'o' at byte 1"* ]]
    [[ $stderr == *'line 4: wrong "result"'* ]]
    [ "$(head -n 1 pmon.json.rejected)" = 'no json' ]
    [ "$(wc -l <pmon.json.rejected)" = 2 ]
}

@test "the older program's files are taken over whole" {
    cp "$PROJECT"/Tests/Fixtures/original/*.json .
    chmod u+w ./*.json
    jq -S . pmon.json >before
    record http://localhost/ok 1 SUCCESS | pmon-store
    jq -S '."http://localhost/ok" |= .[:-1]' pmon.json | diff before -
    [ "$(jq '."http://localhost/ok" | .[-1].run' pmon.json)" = 1 ]
    [ "$(jq 'length' current.json)" = 4 ]
}
