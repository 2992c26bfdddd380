# SPDX-License-Identifier: MIT
# Files of private keys: where `ssh -i` logs in, pmon-ssh does, or it says why not. OpenSSH is the judge.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    unset SSH_AUTH_SOCK
    printf '#!/bin/sh\necho secret1\n' >askpass
    chmod +x askpass
}

# One check with the key file $1, whose passphrase is $2; further [remote] lines behind.
look_with() {
    local key=$1 passphrase=$2
    shift 2
    remote_ini "key = $key" 'agent = false' 'process = marker' 'scan_cmd = echo the marker' \
        ${passphrase:+"passphrase = $passphrase"} "$@"
    run --separate-stderr pmon-ssh url.1
    [ "$status" -eq 0 ]
}

# True if ssh logs in with the key file $1, whose passphrase is $2.
ssh_logs_in() {
    local asking=never batch=yes
    [ -z "$2" ] || { asking=force && batch=no; }
    SSH_ASKPASS=$PWD/askpass SSH_ASKPASS_REQUIRE=$asking timeout 20 ssh -F none -i "$1" -p "$SSH_PORT" \
        -o BatchMode=$batch -o IdentitiesOnly=yes -o PasswordAuthentication=no -o KbdInteractiveAuthentication=no \
        -o UserKnownHostsFile=ssh_hosts -o StrictHostKeyChecking=accept-new 127.0.0.1 true </dev/null 2>/dev/null
}

# A copy of key $1 as $2, with passphrase $3, by further options of ssh-keygen.
convert() {
    local from=$1 to=$2 passphrase=$3
    shift 3
    cp "$from" "$to"
    ssh-keygen -q -p -P '' -N "$passphrase" "$@" -f "$to" >/dev/null
}

@test "every format that ssh opens is opened, with and without a passphrase" {
    ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
    ssh-keygen -q -t ecdsa -b 521 -N '' -f ecdsa
    cat rsa.pub ecdsa.pub >>user.pub
    local key
    for key in user ecdsa; do
        convert "$key" "$key.open" ''
        convert "$key" "$key.locked" secret1
    done
    for key in ecdsa rsa; do
        convert "$key" "$key.pem" '' -m PEM
        convert "$key" "$key.pem.locked" secret1 -m PEM
        convert "$key" "$key.pkcs8" '' -m PKCS8
        convert "$key" "$key.pkcs8.locked" secret1 -m PKCS8
    done
    { cat user; printf '\n  \n'; } >user.blank
    sed 's/$/\r/' ecdsa.pkcs8 >ecdsa.crlf
    { echo 'Bag Attributes'; cat ecdsa.pem; } >ecdsa.titled
    ln -s user user.link
    # libssh2 signs RSA with SHA-1 alone.
    start_sshd 'PubkeyAcceptedAlgorithms +ssh-rsa'
    local passphrase count=0
    for key in user.* ecdsa.* rsa.pem* rsa.pkcs8*; do
        case $key in
        *.pub) continue ;;
        *.locked) passphrase=secret1 ;;
        *) passphrase= ;;
        esac
        ssh_logs_in "$key" "$passphrase"
        look_with "$key" "$passphrase"
        jq -e '.result == "SUCCESS"' <<<"$output"
        count=$((count + 1))
    done
    [ "$count" -eq 16 ]
}

@test "where ssh logs in and libssh2 cannot, the message says what does" {
    ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
    ssh-keygen -q -t ed25519 -N '' -f authority
    ssh-keygen -q -t ed25519 -N '' -f certified
    ssh-keygen -q -s authority -I pmon -n "$(id -un)" certified.pub
    cat rsa.pub >>user.pub
    convert rsa rsa.pkcs8 '' -m PKCS8
    convert rsa rsa.hidden secret1 -m PKCS8
    start_sshd "TrustedUserCAKeys $PWD/authority.pub"
    local key passphrase words
    while read -r key passphrase words; do
        [ "$passphrase" != - ] || passphrase=
        ssh_logs_in "$key" "$passphrase"
        look_with "$key" "$passphrase"
        jq -e --arg words "key $key ($words)" '.reason == "refused" and (.message | contains($words))' <<<"$output"
    done <<'EOF'
rsa - RSA, which needs type = openssh
rsa.pkcs8 - RSA, which needs type = openssh
rsa.hidden secret1 if it is RSA, it needs type = openssh
certified - its certificate needs type = openssh
EOF
}

@test "what ssh does not take for a key is named" {
    start_sshd
    convert user locked secret1
    cp user.pub public
    ssh-keygen -q -t ed25519 -N '' -f authority
    ssh-keygen -q -s authority -I pmon -n "$(id -un)" user.pub
    mv user-cert.pub certificate
    : >empty
    echo 'no key' >words
    sed 's/$/  /' user >blanks
    tr -d '\n' <user >line
    head -c 200 user >half
    printf 'PuTTY-User-Key-File-3: ssh-ed25519\n' >putty
    mkdir folder
    local key passphrase words
    while read -r key passphrase words; do
        [ "$passphrase" != - ] || passphrase=
        [ "$key" = locked ] || run ! ssh_logs_in "$key" ''
        look_with "$key" "$passphrase"
        jq -e --arg words "key $key ($words" '.reason == "refused" and (.message | contains($words))' <<<"$output"
    done <<'EOF'
locked - needs a passphrase)
locked wrong its passphrase is another)
public - a public key: name the file of the private one)
certificate - a certificate: name the file of the private key, with type = openssh)
empty - empty)
words - no private key in it)
blanks - damaged)
line - damaged)
half - damaged
putty - a key of PuTTY, which puttygen -O private-openssh converts)
folder - cannot be read)
EOF
}

@test "a key that others may read is used, and warned of where ssh refuses it" {
    start_sshd
    local mode
    for mode in 640 604 644 660; do
        chmod "$mode" user
        run ! ssh_logs_in user ''
        look_with user ''
        jq -e '.result == "SUCCESS"' <<<"$output"
        [[ "$stderr" == *"warn: pmon.ini:"*": url.1.key: others than its owner may read or change user, and ssh refuses it: chmod 600 user"* ]]
        run --separate-stderr pmon-ssh --check-config
        [ "$status" -eq 0 ]
        [[ "$stderr" == *"ssh refuses it: chmod 600 user"* ]]
    done
    for mode in 600 400; do
        chmod "$mode" user
        ssh_logs_in user ''
        look_with user ''
        [ -z "$stderr" ]
    done
}

@test "a key that opens slowly holds up no other machine" {
    ssh-keygen -q -t ed25519 -a 150 -N secret1 -f slow
    cat slow.pub >>user.pub
    start_sshd
    {
        printf '[urls]\nurl.1 = ssh://127.0.0.1:%s\nurl.2 = ssh://127.0.0.2:%s\n[remote]\n' "$SSH_PORT" "$SSH_PORT"
        printf 'url.1.key = slow\nurl.1.passphrase = secret1\nurl.1.timeout = 100s\n'
        printf 'url.2.key = user\nurl.2.timeout = 30s\n'
    } >pmon.ini
    pmon-ssh </dev/null >out
    # The other one is there long before: to open the key takes some seconds.
    [ "$(jq -r .target out | tr '\n' ' ')" = 'url.2 url.1 ' ]
    jq -se 'map(.result) == ["SUCCESS", "SUCCESS"]' out
}

@test "many machines whose key needs a passphrase have their time each" {
    ssh-keygen -q -t ed25519 -a 40 -N secret1 -f locked
    cat locked.pub >>user.pub
    start_sshd
    {
        echo '[urls]'
        for n in $(seq 24); do echo "url.$n = ssh://127.0.0.$n:$SSH_PORT"; done
        echo '[remote]'
        for n in $(seq 24); do
            printf 'url.%s.key = locked\nurl.%s.passphrase = secret1\nurl.%s.timeout = 12s\n' "$n" "$n" "$n"
        done
    } >pmon.ini
    pmon-ssh </dev/null >out
    [ "$(grep -c '"result":"SUCCESS"' out)" -eq 24 ]
}

@test "the end of a visit's time while a key is being opened" {
    ssh-keygen -q -t ed25519 -a 300 -N secret1 -f slow
    cat slow.pub >>user.pub
    start_sshd
    look_with slow secret1 'timeout = 2s'
    jq -e '.message | test("no answer within 2s while logging in")' <<<"$output"
}

# Milliseconds of CPU time that the command $@ takes.
cpu_time() {
    python3 - "$@" <<'EOF'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(int(1000 * (usage.ru_utime + usage.ru_stime)))
EOF
}

@test "a key with a passphrase is opened once" {
    local type once twice=0
    for type in ed25519 ecdsa; do
        ssh-keygen -q -t "$type" -a 50 -N secret1 -f "slow.$type"
        cat "slow.$type.pub" >>user.pub
    done
    start_sshd
    for type in ed25519 ecdsa; do
        remote_ini "key = slow.$type" 'passphrase = secret1' 'agent = false' 'timeout = 100s'
        for _ in 1 2 3; do
            once=$(cpu_time ssh-keygen -y -P secret1 -f "slow.$type")
            twice=$(cpu_time pmon-ssh url.1)
            [ "$twice" -ge $((once * 8 / 5)) ] || break
        done
        [ "$twice" -lt $((once * 8 / 5)) ]
    done
}

@test "the .pub file beside a key with a passphrase decides nothing" {
    convert user locked secret1
    ssh-keygen -q -t ed25519 -N '' -f other
    start_sshd
    local public
    for public in none other.pub user.pub broken user; do
        rm -f locked.pub
        echo 'ssh-ed25519 AAAA' >broken
        [ "$public" = none ] || cp "$public" locked.pub
        look_with locked secret1
        jq -e '.result == "SUCCESS"' <<<"$output"
        look_with locked secret2
        jq -e '.reason == "refused" and
            (.message | contains("key locked (its passphrase is another)"))' <<<"$output"
    done
    # A server that does not know the key is not asked to wait for it.
    convert other closed secret1
    cp user.pub closed.pub
    look_with closed secret1
    jq -e '.reason == "refused" and (.message | test("permission denied, tried key closed;"))' <<<"$output"
}

@test "SIGTERM while a key is being opened ends the tool in time, and no record is lost" {
    ssh-keygen -q -t ed25519 -a 500 -N secret1 -f slow
    cat slow.pub >>user.pub
    start_sshd
    {
        printf '[urls]\nurl.1 = http://127.0.0.1/\n[remote]\nurl.1.type = ssh\nurl.1.port = %s\n' "$SSH_PORT"
        printf 'url.1.key = slow\nurl.1.passphrase = secret1\nurl.1.timeout = 100s\nurl.1.agent = false\n'
    } >pmon.ini
    mkfifo records
    start_filter records out
    exec 7>records
    record url.1 | tee first >&7
    record url.2 | tee second >&7
    # The server waits for the signature.
    wait_until 20 grep -q 'Postponed publickey' sshd.log
    local begin=$SECONDS
    kill -TERM "$FILTER_PID"
    local code=0
    wait "$FILTER_PID" || code=$?
    echo "status $code"
    [ "$code" -eq 143 ]
    [ $((SECONDS - begin)) -le 4 ]
    exec 7>&-
    has_lines out 2
    grep -Fxf second out
    jq -e '.message == "m" and (.ssh[0] | startswith("cannot look into"))' <(grep '"target":"url.1"' out)
    run ! kill -0 "$FILTER_PID"
    # The server notices the end of the connection: nothing of the visit stays.
    wait_until 20 grep -q 'Connection closed by\|Connection reset by' sshd.log
}
