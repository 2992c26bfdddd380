-- SPDX-License-Identifier: MIT
-- Takes records from stdin, one JSON object a line, and prints how many were new. All or none of them.
--
--     pmon-store export | psql -qAtX -f import.sql
--
-- As CSV with a quote and a delimiter that JSON never holds raw, each line arrives as it is.

-- Records of the older pmon have a local `time` alone. It is read in the zone of this machine, or in that of
-- `psql -v zone=Europe/Berlin`.

\set ON_ERROR_STOP on
-- Records are UTF-8 whatever PGCLIENTENCODING says, and arrive as they are.
select getdatabaseencoding() as encoding \gset
\encoding :encoding
\if :{?zone}
\else
\set zone `zone=${TZ-$(readlink /etc/localtime || cat /etc/timezone)}; zone=${zone##*zoneinfo/}; zone=${zone#:}; echo "${zone:-UTC}"`
\endif
begin;
set local time zone :'zone';
create temporary table incoming (line text) on commit drop;
\copy incoming from pstdin with (format csv, quote E'\x01', delimiter E'\x02')
select pmon.take();
commit;
