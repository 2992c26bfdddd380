#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-quorum: what several places say of the same addresses becomes one verdict.
# shellcheck disable=SC2154 # `run --separate-stderr` sets stderr

load helpers

setup() {
    common_setup
    QUORUM=$PROJECT/scripts/pmon-quorum
}

# One record: address, place, result, run.
vote() {
    printf '{"url":"http://%s.example.org/","time":"2026-11-22 17:23:0%s.5","result":"%s","message":"m","at":%s.5,"run":%s,"of":7,"place":"%s","x":1}\n' \
        "$1" "$4" "$3" "$4" "$4" "$2"
}

up() { vote "$1" "$2" SUCCESS "$3"; }
down() { vote "$1" "$2" EXCEPTION_ERROR "$3"; }

@test "two of three that agree make an address down, one does not" {
    { up a berlin 1; down a paris 2; down a rome 3; down b rome 3; up b berlin 1; up b paris 2; } >votes
    run --separate-stderr "$QUORUM" --agree 2 --of 3 <votes
    [ "$status" -eq 0 ]
    [ "$stderr" = "" ]
    [ "$(jq -c '[.url, .result, .place, .run, .of, .x]' <<<"$output")" = '["http://a.example.org/","EXCEPTION_ERROR","quorum",1,7,1]
["http://b.example.org/","SUCCESS","quorum",1,7,1]' ]
    [ "$(jq -c '[.places, .warnings]' <<<"$output")" = '[{"berlin":"SUCCESS","paris":"EXCEPTION_ERROR","rome":"EXCEPTION_ERROR"},["up at berlin"]]
[{"berlin":"SUCCESS","paris":"SUCCESS","rome":"EXCEPTION_ERROR"},["down at rome: EXCEPTION_ERROR: m"]]' ]
}

@test "a verdict comes as soon as all places have spoken, not at the end of the input" {
    mkfifo votes
    "$QUORUM" --agree 2 --of 2 <votes >verdicts 3>&- &
    PIDS+=($!)
    exec 9>votes
    { down a berlin 1; down a paris 2; } >&9
    wait_until 10 test -s verdicts
    { up a berlin 3; up a paris 4; } >&9
    wait_until 10 grep -q SUCCESS verdicts
    exec 9>&-
    wait "${PIDS[0]}"
    [ "$(jq -r .result verdicts | xargs)" = "EXCEPTION_ERROR SUCCESS" ]
}

@test "a silent place ends no watch: the round closes when another speaks again" {
    { down a berlin 1; down a paris 2; up a berlin 3; up a paris 4; } >votes
    run --separate-stderr "$QUORUM" --agree 2 --of 3 --place europe <votes
    [ "$status" -eq 0 ]
    [ "$(jq -c '[.result, .place, .run, .warnings]' <<<"$output")" = '["EXCEPTION_ERROR","europe",1,["1 of 3 places said nothing"]]
["SUCCESS","europe",3,["1 of 3 places said nothing"]]' ]
}

@test "the same record twice is one voice" {
    { down a berlin 1; down a berlin 1; up a paris 2; } >votes
    run --separate-stderr "$QUORUM" --agree 2 --of 3 <votes
    [ "$status" -eq 0 ]
    [ "$(jq -r .result <<<"$output")" = SUCCESS ]
}

@test "too few voices: nothing is said, and the status tells" {
    { down a berlin 1; up b berlin 1; up b paris 1; } >votes
    run --separate-stderr "$QUORUM" --agree 2 --of 3 <votes
    [ "$status" -eq 75 ]
    [ "$(jq -r .url <<<"$output")" = http://b.example.org/ ]
    [ "$stderr" = "pmon-quorum: warn: undecided: http://a.example.org/: 1 of 3 places spoke, 2 are needed" ]
}

@test "a bad line is named, kept out, and the rest goes on" {
    { down a berlin 1; echo '{"url":'; echo; echo '{"url":"x","result":"SUCCESS"}'; down a paris 2; } >votes
    run --separate-stderr "$QUORUM" --agree 1 --of 2 <votes
    [ "$status" -eq 65 ]
    [ "$(jq -r .result <<<"$output")" = EXCEPTION_ERROR ]
    [ "$stderr" = "pmon-quorum: error: line 2: expected a record with url, result and place
pmon-quorum: error: line 4: expected a record with url, result and place" ]
}

# Writes records of $1 addresses from two places, those of one place first.
many_votes() {
    python3 -c '
import sys
for place in ("berlin", "paris"):
    for i in range(int(sys.argv[1])):
        print("{\"url\":\"http://%d/\",\"result\":\"SUCCESS\",\"message\":\"OK\",\"run\":1,\"place\":\"%s\"}" % (i, place))' "$1"
}

# Prints the processor time of pmon-quorum over the file $1 in milliseconds.
cost_of() {
    local seconds TIMEFORMAT='%U %S'
    seconds=$({ time "$QUORUM" --agree 1 --of 2 <"$1" >verdicts; } 2>&1)
    awk '{ print int(($1 + $2) * 1000) }' <<<"$seconds"
}

@test "time grows with the records, not with their square" {
    many_votes 3000 >few
    many_votes 12000 >many
    before=$(cost_of few)
    after=$(cost_of many)
    [ "$(wc -l <verdicts)" -eq 12000 ]
    echo "3000 addresses: $before ms, 12000: $after ms"
    [ "$after" -lt $((before * 8)) ]
}

@test "a reader that goes away ends it quietly with 141" {
    many_votes 3000 >many
    # shellcheck disable=SC2016 # for the inner shell
    run --separate-stderr bash -c '"$0" --agree 1 --of 1 <many | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}' "$QUORUM"
    [ "$status" -eq 141 ]
    [ "$stderr" = "" ]
}

@test "usage: --help, and 64 for what makes no sense" {
    run --separate-stderr "$QUORUM" --help
    [ "$status" -eq 0 ]
    [[ "$output" == "usage: pmon-quorum --agree N --of M"* ]]
    for arguments in "" "--agree 2" "--agree 0 --of 2" "--agree 3 --of 2" "--agree x --of 2" "--wrong" "--of"; do
        # shellcheck disable=SC2086 # words on purpose
        run --separate-stderr "$QUORUM" $arguments </dev/null
        [ "$status" -eq 64 ]
        [[ "$stderr" == "pmon-quorum: error: "* ]]
    done
}

@test "a place that dissents is named, whichever side wins" {
    { down a berlin 1; down a paris 2; up a rome 3; up b berlin 1; up b paris 2; down b rome 3; } >votes
    run --separate-stderr "$QUORUM" --agree 2 --of 3 <votes
    [ "$(jq -c '[.result, .warnings]' <<<"$output")" = '["EXCEPTION_ERROR",["up at rome"]]
["SUCCESS",["down at rome: EXCEPTION_ERROR: m"]]' ]
}

@test "numbers keep their spelling, and texts that look like numbers stay texts" {
    # Python's own reader judges: numbers as they are spelled, texts as they are.
    python3 - >votes <<'END'
import json, random
random.seed(5)
numbers = ["1.50", "-0.0", "1e5", "1E+2", "12345678901234567890", "0.1000", "1795305600.250000", "3", "1e400", "-7"]
texts = ["1.50", "\u0001", "\u00011.5", "\u0001s", "\u0001s1", "a\"1\"b", "\\", "\\\"", "x: 1, \"y\": 2", "é\U0001f600", "\"\u00015\"", ""]
class Spelled(float):
    pass
for number in range(1, 301):
    for place in ("berlin", "rome"):
        extra = ",".join(f'"{key}":[{random.choice(numbers)},{json.dumps(random.choice(texts))},{{{json.dumps(random.choice(texts) + key)}:{random.choice(numbers)}}}]' for key in "abc")
        at = f"{number}.{'50' if place == 'rome' else '10'}"
        print(f'{{"url":"http://{number}/","time":"x","result":"SUCCESS","message":{random.choice(numbers[:3] + [json.dumps(random.choice(texts))])},"at":{at},"run":{number}0,"of":300,"place":"{place}",{extra}}}')
END
    "$QUORUM" --agree 1 --of 2 <votes >verdicts
    python3 - <<'END'
import json
class Number(str):
    def __eq__(self, other): return isinstance(other, Number) and str(self) == str(other)
    __hash__ = str.__hash__
read = lambda line: json.loads(line, parse_int=Number, parse_float=Number, strict=True)
votes = {(vote["url"], vote["place"]): vote for vote in map(read, open("votes"))}
verdicts = [read(line) for line in open("verdicts")]
assert len(verdicts) == 300
for verdict in verdicts:
    wanted = dict(votes[verdict["url"], "rome"], place="quorum", places={"berlin": "SUCCESS", "rome": "SUCCESS"})
    wanted["run"] = votes[verdict["url"], "berlin"]["run"]
    assert verdict == wanted, (verdict, wanted)
END
}
