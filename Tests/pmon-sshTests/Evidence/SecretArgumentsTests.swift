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
}
