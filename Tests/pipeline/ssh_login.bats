# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # what is quoted is meant for another shell
# pmon-ssh logs in where `ssh` does, says what it tried, and repeats the server's own words. The server is sshd.

load helpers
load ssh_helpers

# The ini file for the server, with further [remote] lines as arguments.
make_ini() {
    remote_ini "$@" 'scan_cmd = echo the marker' 'process = marker'
}

# One check, whose result is $1 and whose message matches $2.
check_is() {
    run --separate-stderr pmon-ssh url.1
    [ "$status" -eq 0 ]
    jq -e --arg result "$1" '.result == $result' <<<"$output"
    jq -e --arg words "$2" '.message | test($words)' <<<"$output"
}

# An agent of this test that holds the keys of the files $@, in that order; extra keys are made by name.
start_agent() {
    start_empty_agent
    local key
    for key in "$@"; do
        [ -e "$key" ] || ssh-keygen -q -t ed25519 -N '' -f "$key"
        ssh-add -q "$key"
    done
}

@test "forty users of one sshd with its default MaxStartups" {
    start_sshd "MaxStartups 10:30:100"
    {
        echo '[urls]'
        for n in $(seq 40); do echo "url.$n = ssh://127.0.0.1:$SSH_PORT"; done
        echo '[remote]'

        for n in $(seq 40); do
            printf 'url.%s.key = key%s\nurl.%s.scan_cmd = echo the marker\nurl.%s.process = marker\n' "$n" "$n" "$n" "$n"
            cp user "key$n"
        done
    } >pmon.ini
    for round in 1 2 3; do
        pmon-ssh --concurrency 40 </dev/null >"out$round"
        [ "$(grep -c '"result":"SUCCESS"' "out$round")" -eq 40 ]
    done
    run ! grep -q 'drop connection' sshd.log
}

@test "a name for each user, and still one server" {
    start_sshd "MaxStartups 4:100:10"
    {
        echo '[urls]'
        for n in $(seq 12); do
            host=127.0.0.1
            [ $((n % 2)) = 1 ] || host=localhost
            echo "url.$n = ssh://$host:$SSH_PORT"
        done
        echo '[remote]'
        for n in $(seq 12); do
            cp user "key$n"
            printf 'url.%s.key = key%s\n' "$n" "$n"
        done
    } >pmon.ini
    pmon-ssh --concurrency 40 </dev/null >out
    [ "$(grep -c '"result":"SUCCESS"' out)" -eq 12 ]
}

@test "one more try where the server cut the first one, and no third" {
    for kind in cut_first cut_first_in_exchange; do
        free=$(free_port)
        HOSTILE_PORT=$free
        start_sshd
        start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$HOSTILE_PORT" "$kind" "$SSH_PORT"
        wait_until 10 grep -q listening "hostile.$HOSTILE_PORT"
        make_ini 'key = user' "port = $HOSTILE_PORT" 'known_hosts = known.'"$kind"
        check_is SUCCESS OK
        unset SSH_PORT
    done
    SSH_PORT=$(free_port)
    start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$SSH_PORT" cut
    wait_until 10 grep -q listening "hostile.$SSH_PORT"
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'the connection was cut during handshake'
    [ "$(grep -c accepted "hostile.$SSH_PORT")" -eq 2 ]
}

@test "a changed host key is not tried a second time" {
    start_sshd
    make_ini 'key = user'
    check_is SUCCESS OK
    sed -i 's/ AAAA.*/ AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH\/E07Knznsf0kTrIPdnlE7fmtq40df1gWRz/' known_hosts
    : >sshd.log
    check_is EXCEPTION_ERROR 'its host key has changed'
    wait_until 30 grep -q 'Connection from' sshd.log
    [ "$(grep -c 'Connection from' sshd.log)" -eq 1 ]
}

@test "the sixth key of an agent" {
    start_sshd
    start_agent a b c d e user
    make_ini 'agent = true'
    check_is SUCCESS OK
}

@test "seven keys: the server's own words, and what was really tried" {
    start_sshd
    start_agent a b c d e f user
    make_ini 'agent = true'
    check_is EXCEPTION_ERROR 'tried agent \(6 of 7 keys\); the server says: Too many authentication failures'
    jq -e '.reason == "refused"' <<<"$output"
}

@test "a key that is configured comes before the agent's" {
    start_sshd
    start_agent a b c d e f
    make_ini 'agent = true' 'key = user'
    check_is SUCCESS OK
}

@test "an agent beside keys with their usual names: as ssh does it" {
    [ "$(id -u)" -eq 0 ] || skip 'needs an account of its own'
    start_sshd
    HOME=$PWD/home
    export HOME
    mkdir -p home/.ssh
    for type in ed25519 ecdsa; do ssh-keygen -q -t "$type" -N '' -f "home/.ssh/id_$type"; done
    start_agent a b c d e user
    make_ini
    check_is SUCCESS OK
    # Held by the agent as its last key, and in a file that nobody can open: the agent's first try.
    ssh-keygen -q -p -N secret1 -f user
    mv user home/.ssh/id_ed25519
    cp user.pub home/.ssh/id_ed25519.pub
    check_is SUCCESS OK
}

@test "a key with a passphrase that the agent holds open" {
    start_sshd
    start_agent user a
    ssh-keygen -q -p -N secret1 -f user
    make_ini 'key = user'
    check_is SUCCESS OK
    make_ini 'key = user' 'agent = false'
    check_is EXCEPTION_ERROR 'key .*user \(needs a passphrase'
}

@test "a public key as key: the agent's private one, as for ssh; a cipher that libssh2 does not know is named" {
    start_sshd
    ssh-keygen -q -p -N secret1 -Z aes256-gcm@openssh.com -f user
    make_ini 'key = user.pub'
    check_is EXCEPTION_ERROR 'key .*user.pub \(a public key: name the file of the private one\)'
    make_ini 'key = user' 'passphrase = secret1'
    check_is EXCEPTION_ERROR 'key .*user \(encrypted with aes256-gcm@openssh.com, which libssh2 cannot open'
    ssh-keygen -q -p -P secret1 -N '' -f user
    start_agent user a
    ssh-keygen -q -p -N secret1 -Z aes256-gcm@openssh.com -f user
    make_ini 'key = user.pub'
    check_is SUCCESS OK
    make_ini 'key = user.pub' 'agent = false'
    check_is EXCEPTION_ERROR 'key .*user.pub \(a public key'
}

@test "no agent where one is expected" {
    start_sshd
    SSH_AUTH_SOCK=$PWD/gone
    export SSH_AUTH_SOCK
    make_ini 'agent = true' 'key = user'
    check_is SUCCESS OK
    make_ini 'agent = true'
    check_is EXCEPTION_ERROR 'tried agent \(not available\)'
}

@test "publickey,password and password,publickey" {
    [ "$(id -u)" -eq 0 ] || skip 'needs an account with a password'
    make_account
    make_home user.pub
    for methods in publickey,password password,publickey; do
        start_sshd 'AuthorizedKeysFile .ssh/authorized_keys' "AuthenticationMethods $methods"
        make_ini 'key = user' "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD"
        check_is SUCCESS OK
        make_ini 'key = user' "user = $ACCOUNT" 'pwd = wrong'
        check_is EXCEPTION_ERROR 'permission denied'
        unset SSH_PORT
    done
    start_sshd 'AuthorizedKeysFile .ssh/authorized_keys' 'AuthenticationMethods publickey,password'
    make_ini 'key = user' "user = $ACCOUNT"
    check_is EXCEPTION_ERROR 'the server accepts key .*user and also asks for password'
}

@test "two keys one after the other" {
    ssh-keygen -q -t ed25519 -N '' -f second
    cat user.pub second.pub >both
    mv both user.pub
    start_sshd 'AuthenticationMethods publickey,publickey'
    start_agent second
    make_ini 'key = user' 'agent = true'
    check_is SUCCESS OK
}

@test "the words of a server that lets nobody in" {
    [ "$(id -u)" -eq 0 ] || skip 'needs an account that has expired'
    make_account
    make_home user.pub
    chage -E 0 "$ACCOUNT"
    start_sshd 'AuthorizedKeysFile .ssh/authorized_keys' 'UsePAM yes'
    make_ini 'key = user' "user = $ACCOUNT"
    check_is EXCEPTION_ERROR 'the server says: Your account has expired'
}

@test "a banner is repeated where the login is refused, and only there" {
    printf 'Only for the crew.\nAsk the captain.\n' >banner
    start_sshd "Banner $PWD/banner"
    make_ini 'key = user'
    check_is SUCCESS OK
    run ! grep -q crew <<<"$output"
    ssh-keygen -q -t ed25519 -N '' -f other
    make_ini 'key = other'
    check_is EXCEPTION_ERROR 'permission denied, tried key .*other; .*; the server says: Only for the crew. Ask the captain.'
}

@test "nologin, and words of a server before its greeting and at its end" {
    start_sshd 'ForceCommand echo "The system is going down." >&2; exit 254'
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'its shell ended with status 254 before the commands did: The system is going down.'
    unset SSH_PORT
    for kind in full goodbye; do
        SSH_PORT=$(free_port)
        start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$SSH_PORT" "$kind"
        wait_until 10 grep -q listening "hostile.$SSH_PORT"
        make_ini 'key = user'
        check_is EXCEPTION_ERROR 'the server says: .*come back tomorrow'
    done
}

@test "without a common algorithm: what the server offers, and what helps" {
    ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
    local -A wants=(
        ['MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com']='no common MAC, the server offers hmac-sha2-256-etm@openssh.com, hmac-sha2-512-etm@openssh.com'
        ['Ciphers chacha20-poly1305@openssh.com,aes128-gcm@openssh.com']='no common cipher, the server offers chacha20-poly1305@openssh.com, aes128-gcm@openssh.com'
        ['KexAlgorithms sntrup761x25519-sha512@openssh.com']='no common key exchange, the server offers sntrup761x25519-sha512@openssh.com'
    )
    for line in "${!wants[@]}"; do
        start_sshd "$line" 'Ciphers aes256-ctr'
        make_ini 'key = user'
        check_is EXCEPTION_ERROR "${wants[$line]}"
        jq -e '.reason == "protocol" and (.message | test("see type = openssh"))' <<<"$output"
        unset SSH_PORT
    done
    mv rsa host
    start_sshd
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'no common host key algorithm, the server offers rsa-sha2-512, rsa-sha2-256'
}

@test "dropbear: a login, and a refused one" {
    dropbearkey -t ed25519 -f dropbear.key >/dev/null 2>&1
    SSH_PORT=$(free_port)
    mkdir -p .ssh
    start dropbear -F -E -s -r "$PWD/dropbear.key" -p "127.0.0.1:$SSH_PORT" -P "$PWD/dropbear.pid"
    wait_for_port "$SSH_PORT"
    make_ini 'key = user'
    check_is EXCEPTION_ERROR 'permission denied, tried key .*user; the server offers publickey'
}

@test "known_hosts: /dev/null, the owner, and a folder that cannot be written" {
    start_sshd
    make_ini 'key = user' 'known_hosts = /dev/null'
    check_is SUCCESS OK
    check_is SUCCESS OK
    [ -c /dev/null ]
    [ "$(id -u)" -eq 0 ] || skip 'needs root to give files away'
    mkdir data
    chown nobody data
    make_ini 'key = user'
    sed -i '1i [pmon]\ndata.file = data/pmon.json' pmon.ini
    check_is SUCCESS OK
    [ "$(stat -c %U data/known_hosts)" = nobody ]
    [ "$(stat -c %a data/known_hosts)" = 644 ]
    # The owner of the data file comes first.
    rm data/known_hosts
    touch data/pmon.json
    chown daemon data/pmon.json
    check_is SUCCESS OK
    [ "$(stat -c %U data/known_hosts)" = daemon ]
}
