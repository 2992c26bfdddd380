// SPDX-License-Identifier: MIT

/// The texts of the manual that are too long to stand beside the flags.
enum StoreManual {
    static let discussion = """
        Reads records from stdin, one JSON object a line, and stores each exactly once. When it leaves with 0, every \
        record is on disk. A record needs url, time, result and message; everything else in it is kept as it came. \
        Lines that are no records are told with their number, kept in the rejected file, and make the status 65; the \
        rest goes on.

        The same record - of the same url, target, run and place, or without run of the same content - may come any \
        number of times, so after any failure the same input can simply be fed again. With --tee a line is passed on once it \
        is stored.

        Examples:
          pmon-probe | pmon-ssh | pmon-store
          pmon-probe --every 1m | pmon-store --follow
          pmon-store export --since 7d | jq -r 'select(.reason) | .url' | sort -u
          pmon-store export | pmon-store --data copy.json

        Files:
          DATA           all results: an object of url to the list of its records, one
                         a line; DATA is data.file
          DATA.journal   what is stored but not in DATA yet; export and pmon-serve read
                         both
          DATA.lock      what writers lock; waited for 60 seconds
          DATA.rejected  input lines that were no records, as they came
          DATA.broken    what was damaged, kept by repair and recovery
          DATA.unplaced  records that repair found without their address
          ARCHIVE.lock   what those who append to data.archive lock
          LATEST         url to its newest record, with since, streak and previous;
                         LATEST is latest.file
        With --data and without --latest, no latest file is written. Files keep their mode and owner; behind a \
        symbolic link all lie beside its target. NFS and disks that lie about flushing are not supported.

        Exit status:
          0 all stored; 65 a bad line, or a damaged file, which is left as it is; 66
          an input cannot be opened; 73 an output cannot be created; 74 reading or
          writing failed; 75 the lock was held too long; 77 permission denied; 78
          wrong configuration; 130, 143 stopped by SIGINT or SIGTERM, what was read
          is stored; 141 the reader of stdout went away, what was read is stored.
          With --follow, 73, 74, 75 and 77 end nothing once it has begun: what was
          read is kept and tried again.
        """

    static let fold = """
        Every run does this by itself while DATA is smaller than data.fold, and later whenever the journal has grown \
        to an eighth of it. What data.keep does not keep goes to data.archive, or is dropped.

        Examples:
          pmon-store fold
          pmon-store fold --data pmon.json && cp pmon.json backup.json

        Exit status:
          0 done; 65 a damaged file, which is left as it is; others as for pmon-store.
        """

    static let export = """
        Prints what DATA and its journal hold, each record once, those of an address in order of arrival. A time is \
        so long ago (7d), a record's time (2026-11-22 17:23:49), one with its zone \
        (2026-11-22T17:23:49Z), a date, or Unix seconds.

        Examples:
          pmon-store export --since 24h --result EXCEPTION_ERROR
          pmon-store export --url 'https://*.example.org/*' | jq .timing.total
          pmon-store export | pmon-store --data copy.json

        Exit status:
          0 all printed; 65 a damaged file; 66 no data file; 74 reading or writing
          failed.
        """

    static let check = """
        Reads DATA, its journal and LATEST whole, changes nothing, and prints a line for each: whether it is as it \
        should be, and how much it holds. It sees the files of one moment, also while a store writes. Records that are \
        valid there, but not as input, are named with their line.

        What it finds, and what cures it:
          damaged data file     pmon-store repair
          damaged journal       pmon-store repair
          bytes torn off        the next run drops them; none was acknowledged
          damaged latest file   the next run or pmon-store repair makes it anew
          newer than history    pmon-store repair makes LATEST anew from DATA
          older than history    the next run of that address, or repair
          not valid as input    nothing to do; export mends what can be mended

        Examples:
          pmon-store check --data pmon.json

        Exit status:
          0 all is well; 65 something is damaged, see stderr.
        """

    static let repair = """
        Saves every whole record of a damaged DATA, journal or LATEST, and keeps the damaged file as FILE.broken. \
        Files that are not damaged are left alone. A record is never filed under an address that is not certain: if \
        the damage took its address, it goes to DATA.unplaced with its bytes, and a warning says so. A LATEST that \
        does not fit DATA is made anew.

        Examples:
          pmon-store repair --data pmon.json

        Exit status:
          0 nothing is damaged any more; others as for pmon-store.
        """
}
