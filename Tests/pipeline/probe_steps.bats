#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe: checks of several steps; the log of a shop tells what was sent.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers
load step_helpers

setup() {
    common_setup
    start_shop
}

@test "a login with a CSRF token takes its steps over one connection, with one record" {
    FIRST=/login config 'capture.csrf = body name="csrf" value="*"' \
        "step.2 = $SITE/login" 'step.2.body = user=alice&password=corr%2Bct+h%26rse&csrf={csrf}' \
        'step.2.expect.body = Hello alice' "step.3 = $SITE/cart" 'step.3.expect.body = 2 items'
    output=$(pmon-probe)
    [ "$(wc -l <<<"$output")" -eq 1 ]
    [ "$(member '[.url, .result, .message, .status]')" = "[\"$SITE/login\",\"SUCCESS\",\"OK\",200]" ]
    [ "$(member '.steps | map([.url, .status, has("result")])')" = "[[\"$SITE/login\",200,false],[\"$SITE/login\",200,false],[\"$SITE/cart\",200,false]]" ]
    [ "$(member '.steps | map(.timing | has("connect"))')" = '[true,false,false]' ]
    [ "$(member '.timing.total >= ([.steps[].timing.total] | add) and (.timing.wait - ([.steps[].timing.wait] | add) | . < 0.01 and . > -0.01)')" = true ]
    [ "$(sent '"\(.method) \(.path)"' | xargs)" = "GET /login POST /login GET /cart GET /cart" ]
    [ "$(sent .port | sort -u | wc -l)" -eq 1 ]
    [ "$(sent '.headers.connection // "none"' | sort -u)" = none ]
    # Another run is another session.
    pmon-probe >/dev/null
    [ "$(sent .port | sort -u | wc -l)" -eq 2 ]
    [ "$(sent 'select(.path == "/login" and .method == "GET") | .headers.cookie // "none"' | sort -u)" = none ]
}

@test "a step that fails is named, later ones are not taken, and the evidence is its own" {
    FIRST=/login config 'capture.csrf = body name="csrf" value="*"' \
        "step.2 = $SITE/login" 'step.2.body = user=alice&password=wrong-secret&csrf={csrf}' \
        "step.3 = $SITE/cart"
    output=$(pmon-probe)
    [ "$(member '[.result, .reason, .status]')" = '["APPLICATION_ERROR","status",403]' ]
    [ "$(member .message)" = 'step 2: status 403, expected 200-299,302,401,402' ]
    [ "$(member .failed)" = '["status 403, expected 200-299,302,401,402"]' ]
    [ "$(member '.steps | map([.status, .result, .reason, .message])')" = '[[200,null,null,null],[403,"APPLICATION_ERROR","status","status 403, expected 200-299,302,401,402"]]' ]
    [ "$(member .response.body)" = 'wrong password ***' ]
    [ "$(sent .path | xargs)" = "/login /login" ]
    # An expectation in the first step, and a server that is not there in the last.
    config 'expect.body = nothing' "step.2 = $SITE/cart"
    [[ "$(pmon-probe | jq -r .message)" == 'step 1: body "'*'expected to match "nothing"' ]]
    config "step.2 = http://127.0.0.1:1/"
    output=$(pmon-probe)
    [ "$(member '[.reason, .message, .status, (.steps | length)]')" = '["refused","step 2: connection refused by 127.0.0.1:1",null,2]' ]
}

@test "cookies, values and connections reach no other check, and no other try" {
    {
        printf '[pmon]\nconcurrency = 50\n[urls]\n'
        for n in {1..40}; do printf 'url.%d = %s/login?%d\n' "$n" "$SITE" "$n"; done
        printf '[checks]\n'
        for n in {1..40}; do
            printf 'url.%d.%s\n' "$n" 'capture.csrf = body name="csrf" value="*"' "$n" "step.2 = $SITE/login" \
                "$n" 'step.2.body = user=alice&password=corr%2Bct+h%26rse&csrf={csrf}' "$n" 'step.2.follow = 0' "$n" 'step.2.expect.status = 303' \
                "$n" "step.3 = $SITE/echo?$n" "$n" "step.3.header.X-Csrf = {csrf}"
        done
    } >pmon.ini
    chmod 600 pmon.ini
    [ "$(pmon-probe | jq -r .message | sort | uniq -c | xargs)" = "40 OK" ]
    # Each connection has the requests of one check, each cookie one connection.
    [ "$(sent .port | sort | uniq -c | awk '{print $1}' | sort -u)" = 3 ]
    [ "$(sent 'select(.headers.cookie) | "\(.port) \(.headers.cookie)"' | sort -u | wc -l)" -eq 40 ]
    [ "$(sent 'select(.headers.cookie) | .headers.cookie' | sort -u | wc -l)" -eq 40 ]
    [ "$(sent 'select(.headers["x-csrf"]) | .headers["x-csrf"]' | sort -u | wc -l)" -eq 40 ]
    # A further try begins with step 1.
    : >requests
    FIRST=/login config 'capture.csrf = body name="csrf" value="*"' 'retries = 2' "step.2 = $SITE/echo/{csrf}" "step.3 = http://127.0.0.1:1/"
    sed -i 's/^timeout.*/&\nretry.pause = 10ms/' pmon.ini
    output=$(pmon-probe)
    [ "$(member '[.attempts, .message]')" = '[3,"step 3: connection refused by 127.0.0.1:1"]' ]
    [ "$(sent .path | grep -c /login)" -eq 3 ]
    [ "$(sent 'select(.path == "/login") | .headers.cookie // "none"' | sort -u)" = none ]
    [ "$(sent 'select(.path != "/login") | .path' | sort -u | wc -l)" -eq 3 ]
}

@test "the time limit is for all steps together" {
    # Each step alone would be quick enough.
    config "step.2 = $SITE/wait?seconds=2.5" "step.3 = $SITE/wait?seconds=2.5" 'timeout = 4s' 'step.2.expect.time = 3900ms'
    output=$(pmon-probe)
    [[ "$(member .message)" == 'step 3: timed out after 4s waiting for the reply of 127.0.0.1:'* ]]
    [ "$(member .reason '.timing.total > 3990')" = "timeout true" ]
    # expect.time is for one step, slow for all.
    config "step.2 = $SITE/wait?seconds=0.3" "step.3 = $SITE/wait?seconds=0.3" 'expect.time = 4s' 'step.3.expect.time = 200ms' 'slow = 500ms'
    output=$(pmon-probe)
    [[ "$(member .message)" == 'step 3: time '*' ms, expected at most 200ms' ]]
    [[ "$(member .warnings[0])" == 'slow: took '*' ms, more than 500ms' ]]
}

@test "--list, target objects and --show carry the steps, without secrets" {
    FIRST=/login config 'capture.csrf = body name="csrf" value="*"' \
        "step.2 = $SITE/login" 'step.2.body = user=alice&password=corr%2Bct+h%26rse&csrf={csrf}' \
        'step.2.expect.body = Hello alice' "step.3 = $SITE/cart" 'step.3.expect.body = 2 items' 'step.3.header.Authorization = Basic c2VjcmV0OnNlY3JldA=='
    pmon-probe --list >list
    [ "$(jq -c '[."capture.csrf", ."step.2", ."step.3.expect.body"]' list)" = "[\"body name=\\\"csrf\\\" value=\\\"*\\\"\",\"$SITE/login\",\"2 items\"]" ]
    [ "$(grep -c 'corr%2Bct\|c2VjcmV0' list)" -eq 0 ]
    output=$(pmon-probe - <list)
    [ "$(member '[.result, (.steps | length)]')" = '["SUCCESS",3]' ]
    [ "$(sent '.headers.authorization // empty')" = 'Basic c2VjcmV0OnNlY3JldA==' ]
    # Whoever changes a step on the way gets no secrets.
    for change in '."step.3" = "'"$SITE"'/echo"' '."step.4" = "'"$SITE"'/echo/{csrf}"' '."step.2.capture.x" = "json a"'; do
        : >requests
        run -78 --separate-stderr pmon-probe - < <(jq -c "$change" list)
        [ "$(sent '.headers.authorization // empty, .body' | grep -c 'corr\|c2VjcmV0')" -eq 0 ]
    done
    [ "$(pmon-probe --show url.shop.step.2 | cut -f 1)" = "$SITE/login" ]
    [ "$(pmon-probe --show url.shop.step.2.body | cut -f 1)" = '***' ]
    [ "$(pmon-probe --show url.shop.step.2.follow | cut -f 1)" = 10 ]
    [ "$(pmon-probe --show url.shop.capture.csrf | cut -f 1)" = 'body name="csrf" value="*"' ]
    # Without a configuration, and with wrong values.
    output=$(pmon-probe - <<<"{\"url\":\"$SITE/value?hex=4142\",\"capture.v\":\"json a.token\",\"step.2\":\"$SITE/echo/{v}\",\"step.2.expect.body\":\"^GET /echo/AB\\n\"}")
    [ "$(member '[.result, .steps[1].url]')" = "[\"SUCCESS\",\"$SITE/echo/{v}\"]" ]
    run -65 --separate-stderr pmon-probe - <<<"{\"url\":\"$SITE/\",\"step.3\":\"$SITE/\"}"
    [[ "$stderr" == *'step.3: expected step.2 before it'* ]]
    run -65 --separate-stderr pmon-probe - <<<"{\"url\":\"$SITE/\",\"step.2\":\"$SITE/\",\"step.2.tmeout\":\"1\"}"
    [[ "$stderr" == *'step.2.tmeout'*'unknown key of a step'* ]]
}

@test "wrong steps are errors with their lines" {
    config 'step.3 = http://a/' 'step.2.methd = GET' 'step.4.timeout = 3' 'capture.a = cookie x' 'capture.b = body a*b*c'
    printf 'url.other.step.2 = http://a/\n' >>pmon.ini
    run -78 --separate-stderr pmon-probe --check-config
    for line in 'pmon.ini:7: url.shop.step.2.methd: expected step.2 = ADDRESS beside it, found none' \
        'pmon.ini:7: url.shop.step.2.methd: unknown key of a step, did you mean step.2.method?' \
        'pmon.ini:8: url.shop.step.4.timeout: expected it without step.4: it holds for the whole check' 'pmon.ini:9: url.shop.capture.a: expected json PATH, header NAME or body TEXT*TEXT' \
        'pmon.ini:10: url.shop.capture.b: expected one * for the value in the text, found 2' "pmon.ini:11: 'url.other' is not in [urls]"; do
        [[ "$stderr" == *"$line"* ]]
    done
    run -78 --separate-stderr pmon-probe
    [ "$(jq -r '[.result, .reason, has("steps")] | @csv' <<<"$output")" = '"EXCEPTION_ERROR","config",false' ]
    [ ! -s requests ]
}
