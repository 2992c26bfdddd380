// SPDX-License-Identifier: MIT

/// The texts of the manual that are too long to stand beside the flags.
enum StoreManual {
    static let discussion = """
        Reads records from stdin, one JSON object a line, and stores each exactly once. When pmon-store exits with 0, every \
        record is on the disk. A record needs url, time, result and message; all other fields are kept as they are. \
        Invalid lines are reported with their line number and written to the rejected file. All other records are stored, \
        and the exit status is 65.

        Two records are the same if they have the same url, target, run and place, or, without run, the same content. The \
        same record may come any number of times, so after any failure you can feed the same input again. With --tee, \
        pmon-store passes a line on after storing it.

        EXAMPLES
          pmon-probe | pmon-ssh | pmon-store
          pmon-probe --every 1m | pmon-store --follow
          pmon-store export --since 7d | jq -r 'select(.reason) | .url' | sort -u
          pmon-store export | pmon-store --data copy.json

        FILES
          DATA           all results: an object from url to the list of its records, one
                         a line; DATA is data.file
          DATA.journal   stored records that are not in DATA yet; export and pmon-serve
                         read both files
          DATA.lock      locked by the writer; others wait 60 seconds for it
          DATA.rejected  input lines that were not records, unchanged
          DATA.broken    a copy of a damaged file, kept by repair and recovery
          DATA.unplaced  records that repair found without their address
          ARCHIVE.lock   locked by the writer of data.archive
          LATEST         url to its newest record, with since, outage, streak, previous;
                         LATEST is latest.file
        With --data and without --latest, pmon-store writes no latest file. Files keep their mode and owner. If DATA is a \
        symbolic link, all files lie beside its target. NFS, and disks that report unwritten data as written, are not \
        supported.

        EXIT STATUS
          0    all records are stored
          65   an invalid line, or a damaged file, which is left as it is
          66   an input cannot be opened
          73   an output cannot be created
          74   reading or writing failed
          75   another process held the lock for too long
          77   permission denied
          78   the configuration is wrong
          129, 130, 143  stopped by SIGHUP, SIGINT or SIGTERM; what was read is stored
          141  the reader of stdout went away; the input read so far is stored
        With --follow, 73, 74, 75 and 77 do not end a run that has begun: pmon-store keeps the records and tries again. At the end of \
        the input, it tries for a minute, after a signal for some seconds; then it writes the records that are not stored to \
        stdout, unless --tee is given, and reports their number.
        """

    static let fold = """
        Every run folds while DATA is smaller than data.fold; above that, a run folds when the journal has grown to an \
        eighth of DATA. Records beyond data.keep go to data.archive, or are dropped.

        EXAMPLES
          pmon-store fold
          pmon-store fold --data pmon.json && cp pmon.json backup.json

        EXIT STATUS
          0    done
          65   a damaged file, which is left as it is
        All others are those of pmon-store.
        """

    static let export = """
        Prints the records of DATA and its journal, each once, and those of one address in order of arrival. A time is an \
        age (7d, 3 days ago), now, today, yesterday, a date (2026-11-22), a local time (2026-11-22 17:23:49), a time with its \
        zone (2026-11-22T17:23:49Z), or Unix seconds. today and yesterday begin at midnight.

        EXAMPLES
          pmon-store export --since 24h --result EXCEPTION_ERROR
          pmon-store export --url 'https://*.example.org/*' | jq .timing.total
          pmon-store export | pmon-store --data copy.json

        EXIT STATUS
          0    all records were printed
          65   a damaged file
          66   there is no data file
          74   reading or writing failed
        """

    static let check = """
        Reads DATA, its journal and LATEST completely, changes nothing, and prints a line for each file: its state, and the \
        number of its records. It sees the files of one moment, even while a store writes. It names the lines of records \
        that are valid in a file, but not as input.

        Findings and remedies:
          damaged data file     pmon-store repair
          damaged journal       pmon-store repair
          bytes torn off        the next run drops them; none was acknowledged
          damaged latest file   the next run or pmon-store repair rebuilds it
          newer than history    pmon-store repair rebuilds LATEST from DATA
          records twice         pmon-store repair keeps the first of each
          missing data file     put it back, or pmon-store repair begins anew
          older than history    the next run of that address, or repair
          not valid as input    nothing to do; export mends what can be mended

        EXAMPLES
          pmon-store check --data pmon.json

        EXIT STATUS
          0    nothing is damaged
          65   something is damaged; stderr names it
        """

    static let forget = """
        Takes all records of the checks that GLOB selects out of DATA and its journal, and the checks out of LATEST: those \
        that are no longer in [urls], mostly. It asks nothing, and prints how many records of which checks it took. They \
        go to data.archive if there is one, else they are gone. GLOB is that of --only: a key (with or without url.), a \
        name, an address, or group:NAME. Records without a target go with their address, or with all its targets. What is \
        still in [urls] begins anew with its next check. A store that runs at the same time waits.

        EXAMPLES
          pmon-store forget --dry-run 'http://old.example.org/*'
          pmon-store forget url.old, 'url.test*'

        EXIT STATUS
          0    done
          1    nothing matches
          65   a damaged file: nothing was forgotten
          66   there is no data file
        All others are those of pmon-store.
        """

    static let repair = """
        Saves every whole record of a damaged DATA, journal or LATEST, and keeps the damaged file as FILE.broken. It does \
        not touch undamaged files. It never files a record under an uncertain address: if the damage destroyed the address, \
        the record goes unchanged to DATA.unplaced, with a warning. A LATEST that does not fit DATA is rebuilt.

        EXAMPLES
          pmon-store repair --data pmon.json

        EXIT STATUS
          0    nothing is damaged any more
        All others are those of pmon-store.
        """
}
