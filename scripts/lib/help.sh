# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# What `pmon --help` says; the manual page and the completions are made from it.

usage() {
    cat <<'END'
usage: pmon [FILE] [--every=TIME] [--conf=FILE] [--server=True|False] [--nomail=True|False] [--quiet=True|False]
       pmon init [NAME=]ADDRESS... [--conf=FILE]
       pmon ADDRESS... [--conf=FILE] [--allow=SCHEME]...

Checks the addresses of FILE once, adds the results to its data file and mails a report where one is configured.
`pmon init` writes FILE for the addresses given, or asked for; it never overwrites one. With addresses alone it checks
them once and stores nothing; an address without a scheme gets https://.

  --conf=FILE     configuration (default: $PMON_CONF, else pmon.ini in the working folder, else the sample)
  --every=TIME    stay: serve the page, and run again and again after TIME (90s, 5m, 1h)
  --server=True   serve the page instead of scanning
  --allow=SCHEME  addresses given as arguments may have that scheme (tcp, tls, ping, smtp, ...); once for each
  --nomail=True   do not mail
  --quiet=True    print no table
  --version       print the version

An installed pmon that finds no configuration begins with the sample: it is copied to ./pmon.ini.

Exit status:
  0    all stages did their work, even when checks fail; with --every, ended by SIGINT, SIGTERM, SIGHUP or SIGQUIT
  1    an address given as an argument failed
  64   wrong usage
  66   the configuration cannot be opened
  69   the programs of pmon, or jq for the table, are not there
  73   a temporary folder or the configuration cannot be created, or the page cannot be served
  74   the table cannot be written
  77   the configuration may not be read
  78   pmon init: an address or a name cannot be used
  129, 130, 131, 143
       stopped by SIGHUP, SIGINT, SIGQUIT or SIGTERM; what was found out is stored
  70   a stage was ended by a signal, as by a crash; what came is stored
  else that of the first stage that did not do its work

Files:
  pmon.ini       configuration, see pmon.ini(5)
  pmon.json      all results: data.file of the configuration
  current.json   the latest result of each address: latest.file of the configuration

Examples:
  pmon init https://example.org/ shop=https://shop.example.org/
  pmon --every=1m
  pmon https://example.org/
  pmon --allow=tcp tcp://example.org:22
  pmon --conf=/etc/pmon/pmon.ini --nomail=True
  crontab: @reboot pmon --conf=/etc/pmon/pmon.ini --server=True
  crontab: */5 * * * * pmon --conf=/etc/pmon/pmon.ini --quiet=True
END
}
