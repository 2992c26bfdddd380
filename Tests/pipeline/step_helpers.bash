# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A shop, and checks of several steps that try it.
# shellcheck disable=SC2154 # bats sets BATS_TEST_DIRNAME

# Starts the shop at $SITE; it notes in `requests` what it is sent.
start_shop() {
    start python3 "$BATS_TEST_DIRNAME/servers/shop.py" port requests
    wait_until 30 test -s port
    SITE=http://127.0.0.1:$(cat port)
    : >requests
}

# config LINE...: pmon.ini with the target url.shop at $SITE$FIRST, and keys of it.
config() {
    printf '[pmon]\ntimeout = 5\n[urls]\nurl.shop = %s%s\n[checks]\n' "$SITE" "${FIRST:-/value?hex=41}" >pmon.ini
    printf 'url.shop.%s\n' "$@" >>pmon.ini
    chmod 600 pmon.ini
}

# sent FILTER: of each request that the server saw.
sent() { jq -r "$1" requests; }
