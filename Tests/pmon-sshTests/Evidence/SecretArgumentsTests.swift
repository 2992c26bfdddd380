// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretArgumentsTests {
    @Test(arguments: [
        ("shop --password x7 --port 8080", "shop --password *** --port 8080"),
        ("shop --db-password   x7", "shop --db-password   ***"),
        ("java -jar a.jar -storepass x7 -v", "java -jar a.jar -storepass *** -v"),
        ("erl -setcookie x7 -name a@b", "erl -setcookie *** -name a@b"),
        ("agent --apiToken x7", "agent --apiToken ***"),
        // A letter of its own after the blank, though it joins the sign before it.
        ("agent --token \u{301}x7 -v", "agent --token *** -v"),
        ("x --api-key x7 --secret-key y8", "x --api-key *** --secret-key ***"),
        ("sh -c 'PASSWORD=x7 run'", "sh -c 'PASSWORD=*** run'"),
        ("sh -c run --password 'x7 y8 z9' --port 1", "sh -c run --password *** *** ***' --port 1"),
        ("sh -c \"PASSWORD='x7 y8' run\"", "sh -c \"PASSWORD=*** ***' run\""),
    ])
    func `values after a name`(line: String, hidden: String) {
        #expect(SecretArguments.hidden(in: line) == hidden)
    }

    @Test(arguments: [
        ("root 30 0.0 mysql -u root -px7 shop", "root 30 0.0 mysql -u root -p*** shop"),
        ("30 /usr/bin/mysqldump -px7 shop", "30 /usr/bin/mysqldump -p*** shop"),
        ("sshpass -p x7 ssh -p 2222 db", "sshpass -p *** ssh -p 2222 db"),
        ("sshpass -px7 ssh -p 2222 db", "sshpass -p*** ssh -p 2222 db"),
        ("sshpass -f file ssh -p 2222 db", "sshpass -f file ssh -p 2222 db"),
        ("curl -s -u shop:x7 http://a/", "curl -s -u shop:*** http://a/"),
        ("curl -ushop:x7 http://a/", "curl -ushop:*** http://a/"),
        ("curl --proxy-user a:x7 --user b:x7 c", "curl --proxy-user a:*** --user b:*** c"),
        ("redis-cli -h db -a x7 ping", "redis-cli -h db -a *** ping"),
        ("docker login -u shop -p x7 hub", "docker login -u shop -p *** hub"),
        ("ldapsearch -D cn=a -w x7 -b b", "ldapsearch -D cn=a -w *** -b b"),
        ("smbclient -U shop%x7 //a/b", "smbclient -U shop%*** //a/b"),
        ("snmpget -v2c -c x7 host oid", "snmpget -v2c -c *** host oid"),
        ("mongodump -u a -p x7", "mongodump -u a -p ***"),
        ("7z a -px7 b.7z c", "7z a -p*** b.7z c"),
        ("ipmitool -U a -P x7 sol", "ipmitool -U a -P *** sol"),
        ("sqlplus -s shop/x7@db @run.sql", "sqlplus -s shop/***@db @run.sql"),
        ("openssl enc -passin pass:x7 -in a", "openssl enc -passin pass:*** -in a"),
        ("xfreerdp /u:a /p:x7 /v:b", "xfreerdp /u:a /p:*** /v:b"),
        (
            "mount.cifs //a/b /c -o user=a,password=x7,rw",
            "mount.cifs //a/b /c -o user=a,password=***"
        ),
    ])
    func `short options and forms of common programs`(line: String, hidden: String) {
        #expect(SecretArguments.hidden(in: line) == hidden)
    }

    @Test(arguments: [
        (
            "curl -H Authorization: Bearer x7 http://a/",
            "curl -H Authorization: Bearer *** http://a/"
        ),
        ("curl -H 'Authorization: Basic x7' a", "curl -H 'Authorization: Basic ***' a"),
        ("curl -H Authorization:Bearer x7", "curl -H Authorization:Bearer ***"),
        ("run Bearer 12345678 now", "run Bearer *** now"),
        ("curl -HAuthorization: token x7", "curl -HAuthorization: token ***"),
        ("wget --header=Authorization: Bearer x7", "wget --header=Authorization: Bearer ***"),
        ("curl -H X-Api-Key: x7 a", "curl -H X-Api-Key: *** a"),
        ("curl -H X-Auth-Token:x7 a", "curl -H X-Auth-Token:*** a"),
        ("curl -H Cookie: a=x7; b=x7 http://a/", "curl -H Cookie: *** *** http://a/"),
        ("run https://shop:x7@a/b?c=d", "run https://shop:***@a/b?c=d"),
        ("run --db=postgres://shop:x7@a/b", "run --db=postgres://shop:***@a/b"),
        ("run a=http://b:x7@c,http://d:x7@e/", "run a=http://b:***@c,http://d:***@e/"),
        ("run redis://:x7@a:6379/0", "run redis://:***@a:6379/0"),
        ("run http://a/?b=c&token=x7", "run http://a/?b=c&token=***"),
        ("run {\"user\":\"a\",\"password\":\"x7\"}", "run {\"user\":\"a\",\"password\":***\"}"),
    ])
    func `headers and addresses`(line: String, hidden: String) {
        #expect(SecretArguments.hidden(in: line) == hidden)
    }

    @Test(arguments: [
        "root 1 0.0 0.1 167596 11732 ? Ss Nov28 0:05 /sbin/init splash",
        "mysql 612 0.1 2.0 /usr/sbin/mysqld --port=3306 -p/run/mysqld --datadir /var/lib/mysql",
        "612 mysql /usr/bin/python3 -p3306",
        "docker run -p 8080:80 --user 1000:1000 -v /a:/b nginx",
        "docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 80",
        "ssh -p 2222 git@example.org",
        "sshd: tomcat [priv]", "sshd: tomcat@pts/0", "dovecot/auth: running",
        "dovecot/auth [0 wait, 0 passdb, 0 userdb]", "gdm-session-worker [pam/gdm-password]",
        "psql -p 5432 -U shop", "java -Xmx1g -Dfile.encoding=UTF-8 -jar /opt/key/shop.jar -p 80",
        "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;",
        "ansible-playbook --ask-pass site.yml", "mysql --no-password shop", "run --use-token fast",
        "run --password-file /etc/shop/password --port 1",
        "vncserver -passwd /home/pmon/.vnc/passwd",
        "run --token $TOKEN", "run --max-tokens 4096", "run --token @/run/token",
        "openssl enc -passin env:PASS -in a", "tail -f /var/log/auth.log", "bearer-agent start now",
        "bearer scan .",
        "postgres: shop shop 10.0.0.1(4242) idle",
        "/usr/bin/dbus-daemon --session --address=systemd:",
        "ssh-agent -a /run/agent", "curl -s http://127.0.0.1:8080/health",
        "agetty --noclear tty1 linux", "/bin/login -p -- root", "restic --password-command cat",
        "node server.js --compass north --bypass cache", "run http://a:8080/x?mail=a@b.c",
        "docker run -v data:/usr/node_modules/@babel/x img", "java -cp a:/opt/b@1.jar C",
        "kube-apiserver --authorization-mode=Node,RBAC --enable-bootstrap-token-auth=true",
        "java -Dsession.timeout=30 -jar a.jar", "postgres -c password_encryption=md5",
        "smbd --no-process-group -F", "rsync -a host:/a/b /c", "sqlplus / as sysdba", "a  b   c ",
        "",
    ])
    func `ordinary lines stay as they are`(line: String) {
        #expect(SecretArguments.hidden(in: line) == line)
    }

    /// In each line `x7` is all that is secret.
    @Test(
        arguments: """
            htpasswd -b /etc/users shop x7
            root 30 0.0 /usr/bin/htpasswd -cbB /etc/users shop x7
            htpasswd -nb shop x7
            htpasswd -b /etc/users shop x7 x7 && ls a
            pppd call isp user shop password x7 nodetach
            nmcli con modify home wifi-sec.psk x7
            mc alias set local http://a:9000 shop x7 --api S3v4
            mc admin user add local shop x7
            python3 /usr/bin/aws configure set aws_secret_access_key x7
            aws configure set default.aws_session_token x7 --profile a
            check_http -H a -p 80 -a shop:x7 -b shop:x7
            /usr/lib/nagios/plugins/check_mysql -u shop -p x7 -P 3306
            check_pgsql -l shop -px7
            check_ldap -H a -p 389 -P x7
            check_snmp -C x7 -p 161
            check_nt -p 12489 -s x7
            smbclient //a/b x7 -U shop
            smbclient //a/b --user=shop%x7
            ldapsearch -xLLLw x7 -b b
            rdesktop -u shop -px7 host
            mysqladmin -u root password x7
            mysql -Nspx7 shop
            mysql -u zip -px7 shop
            redis-cli -h a AUTH x7
            redis-cli config set requirepass x7
            openssl passwd -6 x7
            docker --config /a login -u shop -px7 hub
            docker run -p 80:80 a && docker login -p x7
            curl -sSfu shop:x7 http://a/
            curl -sushop:x7 http://a/
            curl --cert /a.pem:x7 --oauth2-bearer x7 http://a/
            curl -u a:x7 b --next -u c:x7 d
            kubectl create secret generic a --from-literal=password=x7
            vault token lookup x7
            vault login -method=token x7
            vault login username=shop password=x7
            7zz x -px7 a.7z
            rar a -hpx7 a.rar
            zip -rP x7 a.zip b
            plink -pw x7 a
            rabbitmqctl add_user shop x7
            mosquitto_pub -p 1883 -u shop -P x7 -t a
            etcdctl --user=root:x7 get a
            npm config set //registry.npmjs.org/:_authToken x7
            db2 connect to a user shop using x7
            ssh -o ProxyCommand=proxytunnel -P shop:x7 a
            exp userid=shop/x7@db full=y
            imapsync --password1 x7 --password2 x7
            run password = x7
            usermod -p x7 a
            git clone https://oauth2:x7@a/b
            fish -c set -gx API_TOKEN x7
            expect -c spawn ssh a; send x7 ; send x7
            fish -c set -gx API_TOKEN x7
            expect -c spawn ssh a; send x7 ; send x7
            """.split(separator: "\n").map(String.init)
    )
    func `secrets by the program`(line: String) {
        #expect(SecretArguments.hidden(in: line) == line.replacing("x7", with: "***"))
    }

    @Test(
        arguments: """
            docker run -d --name mongo -p 27017:27017 mongo
            docker login hub && docker run -p 80:80 a
            nc -lp 8080
            mkdir -p /a/b c
            sudo -u mongo mkdir -p a
            cp -a a b
            ps -a -p 1
            tar -xzpf a
            unzip -p a.zip b
            7z x a.7z -oout
            mysqladmin -P 3307 status
            redis-cli -p 6379 get token abc
            openssl s_server -key a.pem -accept 4433
            curl -sSL -o out -A agent -E a.pem https://b
            check_http -H a -p 8080 -u /x
            check_nt -H a -p 12489 -v CPULOAD
            check_disk -w 10% -c 5% -p /
            aws configure set region eu-west-1
            mc alias list
            git log token
            vault token lookup
            vault server -config /etc/vault
            htpasswd -c /etc/users shop
            pppd /dev/ttyS0 115200
            smbclient //a/b -N -c ls
            snmpwalk -OX -v2c host
            snmpd -Lf /dev/null -c a
            az login --identity
            openvpn --auth-user-pass client --askpass file
            gunicorn --keyfile=certs/a app
            msmtp --passwordeval=gpg
            cassandra -Dcassandra.keyspace=shop
            """.split(separator: "\n").map(String.init)
    )
    func `what is no secret beside such programs`(line: String) {
        #expect(SecretArguments.hidden(in: line) == line)
    }

    @Test(arguments: [
        (
            "curl -d {\"a\": \"b\", \"password\": \"x7\"} c",
            "curl -d {\"a\": \"b\", \"password\": ***\"} c"
        ),
        ("mysql -p'x7 y8' shop", "mysql -p*** ***' shop"),
        ("htpasswd -b -C 10 users shop x7", "htpasswd -b -C 10 users *** ***"),
        ("git clone https://ghp_abcdefghijklmnop1234@a/b", "git clone https://ghp_***@a/b"),
    ])
    func `several words and tokens`(line: String, hidden: String) {
        #expect(SecretArguments.hidden(in: line) == hidden)
    }
}
