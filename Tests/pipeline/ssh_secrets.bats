# SPDX-License-Identifier: MIT
# Secrets among the arguments of the machine's processes: real processes, and `ps` over sshd. What is no secret stays.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    start_sshd
    mkdir bin logs
    mkfifo never
}

# A process with the name and the arguments $@, which runs until the test ends.
run_as() {
    # One that is just being started cannot be written to.
    if [ ! -e "bin/$1" ]; then
        printf '#!/bin/sh\nread -r line <%s/never\n' "$PWD" >"bin/$1"
        chmod +x "bin/$1"
    fi
    local name=$1
    shift
    start "bin/$name" "$@"
}

# Starts a process for each line of stdin, and looks at them; the lines of the list are in `list`, from the program on.
look() {
    local words count=0
    while read -ra words; do
        run_as "${words[@]}"
        count=$((count + 1))
    done
    remote_ini 'key = user' "process = bin/" "scan_cmd = ps -eo args | grep '^/bin/sh bin/'"
    wait_until 10 are_running "$count"
    pmon-ssh url.1 >record
    jq -r '.ssh[]' record | sed -n 's|^/bin/sh bin/||p' | sort >list
    has_lines list "$count"
}

are_running() {
    [ "$(pgrep -fc '^/bin/sh bin/')" -eq "$1" ]
}

@test "secrets in the arguments of processes do not leave the machine" {
    cat >lines <<'EOF'
htpasswd -b /etc/users shop canary-1
pppd call isp user shop password canary-1 nodetach
mc alias set local http://a:9000 shop canary-1
aws configure set aws_secret_access_key canary-1
check_http -H a -p 8080 -a shop:canary-1
check_mysql -H a -u shop -p canary-1
smbclient -U shop%canary-1 //a/b
ldapsearch -xLLLw canary-1 -b b
rdesktop -u shop -p canary-1 host
mysql --password=canary-1 shop
redis-cli -a canary-1 ping
mongosh -u shop -p canary-1
openssl rsa -passin pass:canary-1 -in a
docker login -u shop -p canary-1 hub
curl --proxy-user shop:canary-1 -sku shop:canary-1 http://a/
wget --http-password=canary-1 http://a/
sh -c PGPASSWORD=canary-1 psql -h a
java -Djavax.net.ssl.keyStorePassword=canary-1 -jar a
tomcat --url=jdbc:mysql://shop:canary-1@a/b
kubectl --token canary-1 get pods
vault token lookup canary-1
gpg --batch --passphrase canary-1 -c a
7z a -pcanary-1 a.7z
zip -rP canary-1 a.zip b
unrar x -pcanary-1 a.rar
ansible all -e ansible_password=canary-1
EOF
    look <lines
    run ! grep canary record
    sed 's/canary-1/***/g' lines | sort | diff - list
}

@test "what is no secret stays" {
    cat >lines <<'EOF'
ssh -p 8080 host
nc -lp 8080
docker run -d --name mongo -p 27017:27017 mongo
mkdir -p a b
cp -a a b
ps -a -p 1
check_http -H a -p 8080 -u /x
curl -sSL -o out -E a.pem https://a/
openssl s_server -key a.pem -accept 4433
openvpn --auth-user-pass client --auth SHA256
java -Dsession.timeout=30 -jar /opt/key/shop.jar
EOF
    look <lines
    sort lines | diff - list
}

@test "secrets in the lines of logs leave neither the machine nor reach the verdict, and sentences stay" {
    cat >logs/app.log <<'EOF'
error: token: signature has expired
error: denied for 'shop' (using password: YES)
error: cannot reach postgres://shop:canary-1@db/shop
error: GET /x?token=canary-1x7
EOF
    remote_ini 'key = user' "log.dir = $PWD/logs" 'log.files = *.log' 'log.pattern = error'
    pmon-ssh url.1 >record
    run ! grep canary record
    sed 's/canary-1x7/***/; s/canary-1/***/' logs/app.log | diff - <(jq -r .logs record)
    jq -e '.verdict | contains("last: error: GET /x?token=***")' record
}

@test "a machine that repeats the secret of another login to it, or of an address that it serves" {
    echo 'error for canary-1, for canary-2 and for somebody' >logs/app.log
    cat >pmon.ini <<EOF
[urls]
url.1 = ssh://127.0.0.1:$SSH_PORT
url.2 = ssh://nobody:canary-1@127.0.0.1:$SSH_PORT
url.3 = http://shop:canary-2@127.0.0.1:9/
[remote]
url.1.key = user
url.3.type = ssh
url.3.port = $SSH_PORT
url.1.log.dir = $PWD/logs
url.1.log.files = *.log
url.1.log.pattern = error
EOF
    pmon-ssh url.1 >record
    jq -e '.logs == "error for ***, for *** and for somebody"' record
    run ! grep canary record
}

# Every twelfth line of file $1 that is a program with words, without the marks of a secret.
sample() {
    grep -E '^[a-z][a-z0-9.-]* [^"*<>$;]*(<<|$)' "$PROJECT/Tests/Fixtures/secrets/$1" | awk 'NR % 12 == 1'
}

@test "of many more commands no secret leaves the machine" {
    sample hidden.txt >marked
    [ "$(wc -l <marked)" -ge 30 ]
    sed 's/<<//g; s/>>//g' marked >lines
    look <lines
    grep -o '<<[^>]*>>' marked | sed 's/^<<//; s/>>$//' | sort -u >secrets
    [ -s secrets ]
    run ! grep -Ff secrets list
    # No program is hidden.
    cut -d ' ' -f 1 lines | sort | diff - <(cut -d ' ' -f 1 list | sort)
}

@test "of many more commands nothing is hidden" {
    sample plain.txt >lines
    [ "$(wc -l <lines)" -ge 30 ]
    look <lines
    sort lines | diff - list
}
