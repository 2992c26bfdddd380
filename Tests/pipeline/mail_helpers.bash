# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Helpers of the mail tests: mail servers, records, and what CPython's mail parser makes of a mail.

MAIL_TOOLS=$BATS_TEST_DIRNAME/mail
# Debian's own Python, which has Debian's aiosmtpd, whatever stands first in PATH.
PYTHON=/usr/bin/python3

# An own certificate authority, and a certificate of localhost signed by it; once a file of tests.
make_certificates() {
    local folder=$1
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Test CA' \
        -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=localhost' \
        -keyout "$folder/key.pem" -out "$folder/request.pem" 2>/dev/null
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$folder/extensions"
    openssl x509 -req -in "$folder/request.pem" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial \
        -days 2 -extfile "$folder/extensions" -out "$folder/cert.pem" 2>/dev/null
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=localhost' \
        -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' \
        -keyout "$folder/self.key" -out "$folder/self.pem" 2>/dev/null
}

# Starts a server script ($1) in a new folder ./server; its port is in $PORT.
start_server() {
    local script=$1
    shift
    rm -rf server
    mkdir server
    cp "$BATS_FILE_TMPDIR/cert.pem" "$BATS_FILE_TMPDIR/key.pem" server/
    start "$PYTHON" "$MAIL_TOOLS/$script" server "$@" 2>server/log
    wait_until 30 test -s server/port
    PORT=$(cat server/port)
}

start_receiver() { start_server receiver.py "$@"; }
start_faults() { start_server faults.py "$@"; }

# Writes pmon.ini for the server at $PORT; further lines of [email] are arguments.
configure_mail() {
    {
        printf '[pmon]\nid = isc_001\nlatest.file = current.json\nca.file = %s\n' "$BATS_FILE_TMPDIR/ca.pem"
        printf '[email]\nserver = 127.0.0.1\nport = %s\nfrom = pmon@example.org\ntimeout = 20s\n' "$PORT"
        printf '%s\n' "$@"
    } >pmon.ini
    chmod 600 pmon.ini
    grep -q '^to' pmon.ini || echo 'to = ops@example.org, dev@example.org' >>pmon.ini
}

# A latest file of one address: result, minute, since which minute, streak, result before.
latest() {
    jq -n --arg result "$1" --argjson minute "$2" --argjson since "${3:-$2}" --argjson streak "${4:-1}" \
        --arg previous "${5:-SUCCESS}" '
        (1795350000 + 60 * $minute) as $at | (1795350000 + 60 * $since) as $start |
        {"http://localhost/a": {time: ($at | strflocaltime("%Y-%m-%d %H:%M:%S.000000")), result: $result,
         message: (if $result == "SUCCESS" then "OK" else "no answer within 10 s" end), at: $at, run: ($at * 1000),
         of: 1, since: $start, streak: $streak, previous: $previous}}' >current.json
}

# How many mails the server has taken.
mails() { if [ -e server/mails ]; then wc -l <server/mails; else echo 0; fi; }

# The mail number $1, as it came.
mail() { sed -n "$1p" server/mails | jq -r .data | base64 -d; }

# What CPython's parser makes of the mail on stdin: JSON with headers, parts and defects.
parsed() { "$PYTHON" "$MAIL_TOOLS/parse.py"; }
