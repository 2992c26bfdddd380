#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail and Postfix: over SMTP, and through sendmail -t.

load helpers
load mail_helpers

setup() {
    common_setup
    # Its daemons change their user, so they need root; each test has a Postfix of its own on loopback.
    [ "$(id -u)" -eq 0 ] || skip "Postfix needs root"
    PORT=$(free_port)
    # Below /tmp, because Postfix' users must be able to reach it.
    POSTFIX=$(mktemp -d /tmp/pmon-postfix.XXXXXX)
    chmod 755 "$POSTFIX"
    mkdir "$POSTFIX/etc" "$POSTFIX/queue" "$POSTFIX/data" "$POSTFIX/mail"
    chown postfix "$POSTFIX/data"
    chown 65534:65534 "$POSTFIX/mail"
    cat >"$POSTFIX/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $POSTFIX/queue
data_directory = $POSTFIX/data
maillog_file = $POSTFIX/queue/log
maillog_file_prefixes = /tmp
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination = localhost, example.org
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
alias_maps =
local_recipient_maps =
local_transport = virtual
virtual_mailbox_base = $POSTFIX/mail
virtual_mailbox_domains =
virtual_mailbox_maps = static:box/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
END
    # The services of Debian's master.cf, the first one on our port, none in a chroot.
    awk -v port="$PORT" '
        /^#/ || NF == 0 { next }
        $1 == "smtp" && $2 == "inet" { $1 = "127.0.0.1:" port }
        /^[^ \t]/ { $5 = "n" }
        { print }' /usr/share/postfix/master.cf.dist >"$POSTFIX/etc/master.cf"
    postfix -c "$POSTFIX/etc" start >/dev/null 2>&1 3>&-
    wait_for_port "$PORT"
    configure_mail 'tls = none'
    latest EXCEPTION_ERROR 5
}

teardown() {
    if [ -n "${POSTFIX:-}" ]; then
        postfix -c "$POSTFIX/etc" stop >/dev/null 2>&1 || true
        rm -rf "$POSTFIX"
    fi
    common_teardown
}

# True if $1 mails lie in the mailbox.
has_arrived() { [ "$(find "$POSTFIX/mail" -path '*/new/*' -type f | wc -l)" -eq "$1" ]; }

# The newest mails of the mailbox, as CPython's parser sees them.
arrived() {
    find "$POSTFIX/mail" -path '*/new/*' -type f | while read -r file; do parsed <"$file"; done
}

@test "Postfix takes the mail and delivers it unchanged to every recipient" {
    pmon-mail --print | parsed >printed.json
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    wait_until 60 has_arrived 2
    arrived >mails.json
    [ "$(jq -c '.defects' mails.json | sort -u)" = '[]' ]
    for fact in subject id date references types text html; do
        [ "$(jq -c ".$fact" mails.json | sort -u)" = "$(jq -c ".$fact" printed.json)" ]
    done
}

@test "sendmail -t takes the printed mail and its recipients" {
    pmon-mail --print --to ops@example.org,third@example.org >mail.eml
    parsed <mail.eml >printed.json
    sendmail -C "$POSTFIX/etc" -t <mail.eml
    wait_until 60 has_arrived 2
    arrived >mails.json
    [ "$(jq -c '.defects' mails.json | sort -u)" = '[]' ]
    [ "$(jq -r .id mails.json | sort -u)" = "$(jq -r .id printed.json)" ]
    [ "$(jq -c '[.text, .html]' mails.json | sort -u)" = "$(jq -c '[.text, .html]' printed.json)" ]
    [ "$(find "$POSTFIX/mail" -path '*/new/*' -type f -exec grep -h '^X-Original-To:' {} + | sort)" = $'X-Original-To: ops@example.org\nX-Original-To: third@example.org' ]
}
