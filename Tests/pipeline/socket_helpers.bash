# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Real servers of mail, files, directories and messages for the tests of pmon-probe, each on loopback.
# shellcheck disable=SC2034,SC2154 # variables are shared with the tests, and with bats

# The user of all of them, and the password.
LOGIN=bob
WORD=geheim123

# A folder below /tmp, because the servers' users must be able to reach it; the certificates go along.
server_folder() {
    SERVER=$(mktemp -d /tmp/pmon-server.XXXXXX)
    chmod 755 "$SERVER"
    cp ./*.pem ./*.key "$SERVER"
    chmod 644 "$SERVER"/*.pem "$SERVER"/*.key
}

# Ends the servers and removes their folder.
stop_servers() {
    if [ -e "${SERVER:-/}/etc/main.cf" ]; then postfix -c "$SERVER/etc" stop >/dev/null 2>&1 || true; fi
    common_teardown
    if [ -n "${SERVER:-}" ]; then rm -rf "$SERVER"; fi
}

# start_dovecot CERTIFICATE: ports in $IMAP, $IMAPS, $POP3, $POP3S and, for Postfix' logins, $AUTH.
start_dovecot() {
    local port ports
    mapfile -t ports < <(free_ports 5)
    IMAP=${ports[0]} IMAPS=${ports[1]} POP3=${ports[2]} POP3S=${ports[3]} AUTH=${ports[4]}
    printf '%s:{PLAIN}%s\n' "$LOGIN" "$WORD" >"$SERVER/users"
    chmod 644 "$SERVER/users"
    mkdir -p "$SERVER/dovecot-$1-$IMAP" "$SERVER/mails"
    chmod 777 "$SERVER/mails"
    cat >"$SERVER/dovecot-$1-$IMAP.conf" <<END
base_dir = $SERVER/dovecot-$1-$IMAP
state_dir = $SERVER/dovecot-$1-$IMAP
log_path = $SERVER/dovecot-$1-$IMAP.log
listen = 127.0.0.1
protocols = imap pop3
ssl = yes
ssl_cert = <$SERVER/$1.pem
ssl_key = <$SERVER/$1.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:$SERVER/mails/%u
passdb {
  driver = passwd-file
  args = $SERVER/users
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=$SERVER/mails
}
service imap-login {
  inet_listener imap {
    port = $IMAP
  }
  inet_listener imaps {
    port = $IMAPS
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $POP3
  }
  inet_listener pop3s {
    port = $POP3S
    ssl = yes
  }
}
# Nobody waits because of a wrong password.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = $AUTH
  }
}
END
    start dovecot -F -c "$SERVER/dovecot-$1-$IMAP.conf"
    for port in "${ports[@]}"; do wait_for_port "$port"; done
}

# start_postfix CERTIFICATE...: ports in ${SMTP[NAME]} and ${SMTPS[NAME]}; logins go to a Dovecot that runs, if one does.
start_postfix() {
    local name ports index=0
    declare -gA SMTP=() SMTPS=()
    mapfile -t ports < <(free_ports $((2 * $#)))
    mkdir "$SERVER/etc" "$SERVER/queue" "$SERVER/data"
    chown postfix "$SERVER/data"
    cat >"$SERVER/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $SERVER/queue
data_directory = $SERVER/data
maillog_file = $SERVER/queue/log
maillog_file_prefixes = /tmp
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination =
alias_maps =
smtpd_relay_restrictions = reject
smtpd_tls_security_level = may
smtpd_sasl_auth_enable = $([ -n "${AUTH:-}" ] && echo yes || echo no)
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${AUTH:-0}
smtpd_tls_auth_only = yes
smtpd_peername_lookup = no
END
    awk '/^#/ || NF == 0 || $1 == "smtp" && $2 == "inet" { next } /^[^ \t]/ { $5 = "n" } { print }' \
        /usr/share/postfix/master.cf.dist >"$SERVER/etc/master.cf"
    for name in "$@"; do
        SMTP[$name]=${ports[$index]} SMTPS[$name]=${ports[$((index + 1))]}
        index=$((index + 2))
        cat >>"$SERVER/etc/master.cf" <<END
127.0.0.1:${SMTP[$name]} inet n - n - - smtpd
  -o smtpd_tls_cert_file=$SERVER/$name.pem -o smtpd_tls_key_file=$SERVER/$name.key
127.0.0.1:${SMTPS[$name]} inet n - n - - smtpd
  -o smtpd_tls_cert_file=$SERVER/$name.pem -o smtpd_tls_key_file=$SERVER/$name.key -o smtpd_tls_wrappermode=yes
END
    done
    postfix -c "$SERVER/etc" start >/dev/null 2>&1 3>&-
    for name in "$@"; do wait_for_port "${SMTPS[$name]}"; done
}

# start_vsftpd CERTIFICATE: ports in $FTP and $FTPS.
start_vsftpd() {
    local port
    mkdir -p /var/run/vsftpd/empty "$SERVER/ftp"
    mapfile -t ports < <(free_ports 2)
    FTP=${ports[0]} FTPS=${ports[1]}
    for port in "$FTP" "$FTPS"; do
        cat >"$SERVER/ftp-$port.conf" <<END
background=NO
listen=YES
listen_address=127.0.0.1
listen_port=$port
anonymous_enable=${ANONYMOUS:-NO}
anon_root=$SERVER/ftp
local_enable=YES
allow_anon_ssl=YES
ssl_enable=YES
implicit_ssl=$([ "$port" = "$FTPS" ] && echo YES || echo NO)
rsa_cert_file=$SERVER/$1.pem
rsa_private_key_file=$SERVER/$1.key
force_local_logins_ssl=NO
require_ssl_reuse=NO
delay_failed_login=0
seccomp_sandbox=NO
END
        start vsftpd "$SERVER/ftp-$port.conf" >/dev/null
        wait_for_port "$port"
    done
}

# start_slapd CERTIFICATE: ports in $LDAP and $LDAPS.
start_slapd() {
    local ports
    mapfile -t ports < <(free_ports 2)
    LDAP=${ports[0]} LDAPS=${ports[1]}
    mkdir -p "$SERVER/ldap-$1"
    cat >"$SERVER/ldap-$1.conf" <<END
include /etc/ldap/schema/core.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile $SERVER/ldap-$1.pid
${LDAP_SETTING:-}
database mdb
suffix "dc=example"
rootdn "cn=$LOGIN,dc=example"
rootpw $WORD
directory $SERVER/ldap-$1
END
    [ "${LDAP_TLS:-yes}" = no ] || sed -i "1i TLSCertificateFile $SERVER/$1.pem\\nTLSCertificateKeyFile $SERVER/$1.key\\nTLSCACertificateFile $SERVER/ca.pem" "$SERVER/ldap-$1.conf"
    start slapd -d 0 -f "$SERVER/ldap-$1.conf" -h "ldap://127.0.0.1:$LDAP ldaps://127.0.0.1:$LDAPS" 2>/dev/null
    wait_for_port "$LDAP"
    wait_for_port "$LDAPS"
}

# start_mosquitto: port in $MQTT.
start_mosquitto() {
    MQTT=$(free_port)
    mosquitto_passwd -c -b "$SERVER/words" "$LOGIN" "$WORD"
    chmod 644 "$SERVER/words"
    printf 'listener %s 127.0.0.1\nallow_anonymous %s\npassword_file %s\nuser nobody\n' \
        "$MQTT" "${ANONYMOUS:-false}" "$SERVER/words" >"$SERVER/mosquitto.conf"
    start mosquitto -c "$SERVER/mosquitto.conf" >/dev/null 2>&1
    wait_for_port "$MQTT"
}

# check URL KEY=VALUE...: the record of an address with those keys.
check() {
    output=$(target_of "$@" | pmon-probe --allow tcp,tls,ping,smtp,smtps,imap,imaps,pop3,pop3s,ftp,ftps,ldap,ldaps,mqtt \
        ${CONF:+--conf "$CONF"} -) || true
}
