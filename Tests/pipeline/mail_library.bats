#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets stderr
# libcurl is loaded when a mail is sent, and not before.

bats_require_minimum_version 1.5.0

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

setup() { common_setup; }

teardown() { common_teardown; }

# The shared libraries that a run opens, by name.
libraries() {
    strace -f -qq -o trace -e trace=openat "$@"
    grep -oE 'lib[a-z0-9_+-]+\.so\.[0-9]+", [^=]*= [0-9]' trace | cut -d '"' -f 1 | sort -u
}

@test "a run without news opens no library of libcurl, one with a mail does" {
    strace -o /dev/null true 2>/dev/null || skip "strace is not permitted here"
    start_receiver
    configure_mail 'on = change' 'tls = none' 'to = ops@example.org' '[tell]' 'ops.command = cat >>ops'
    latest SUCCESS 1
    libraries pmon-mail >quiet
    run ! grep -E 'curl|ssl|ldap|idn' quiet
    # An event needs none either.
    sed -i 's/^on = change/on = failure/; s/^to .*/&\nonly = nothing*/' pmon.ini
    latest EXCEPTION_ERROR 2
    libraries pmon-mail >events
    [ "$(wc -l <ops)" -eq 1 ]
    cmp quiet events
    sed -i '/^only/d' pmon.ini
    libraries pmon-mail >sending
    grep -q '^libcurl' sending
    [ "$(mails)" -eq 1 ]
}

@test "where libcurl is missing or another library, the mail is not lost, and channels are told" {
    start_receiver
    configure_mail 'on = change' 'tls = none' 'to = ops@example.org' '[tell]' 'ops.command = unset LD_LIBRARY_PATH; cat >>ops'
    latest EXCEPTION_ERROR 1
    mkdir empty other
    : >empty/libcurl.so.4
    cp "$(ldconfig -p | sed -n 's/.*libz\.so\.1 .*=> //p' | head -n 1)" other/libcurl.so.4
    local folder
    for folder in empty other; do
        run -69 --separate-stderr env LD_LIBRARY_PATH="$PWD/$folder" pmon-mail
        [[ "$stderr" == *"cannot load libcurl: "*"libcurl.so.4"* ]]
        [ "$(wc -l <ops)" -eq 1 ]
        [ "$(mails)" -eq 0 ]
        [ "$(jq -c '.recipients | keys' current.json.told)" = '["tell:ops"]' ]
        # What needs no library still works.
        env LD_LIBRARY_PATH="$PWD/$folder" pmon-mail --print | grep -q '^Subject: '
    done
    # libcurl reads international domains: their addresses are not at fault.
    sed -i 's/^to = .*/to = ops@müller.example/' pmon.ini
    run -78 --separate-stderr env LD_LIBRARY_PATH="$PWD/empty" pmon-mail --check-config
    [[ "$stderr" == *"[email] to: cannot load libcurl: "* ]]
    pmon-mail
    [ "$(mails)" -eq 1 ]
    [ "$(wc -l <ops)" -eq 1 ]
}
