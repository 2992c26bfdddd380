// SPDX-License-Identifier: MIT

/// The parts of the script that read the state of the kernel.
enum SystemScript {
    /// Prints memory, the limit of a container's memory, mounts, `/etc/fstab`, ZFS' cache, the time since the start and the count of kills, each line after
    /// the name of its file; and, without `/proc`, what `mount` prints.
    ///
    /// Literal patterns take `grep` half of the time, and bring lines that are not wanted: comments, other sizes.
    static let facts = """
        m=$(grep -Fs -e Mem -e Cache -e Swap -e 'oom_kill ' -e 'size ' -e 'c_min ' -e . -e ' /' -e '\t/' \
        -e active_file \
        /proc/meminfo /proc/self/mountinfo /etc/fstab /proc/vmstat /proc/uptime \
        /proc/spl/kstat/zfs/arcstats /sys/fs/cgroup/memory.stat /sys/fs/cgroup/memory/memory.stat </dev/null)
        printf '%s\\n' "$m"
        for x in memory.max memory.current memory/memory.limit_in_bytes memory/memory.usage_in_bytes; do
        x=/sys/fs/cgroup/$x
        if [ -r $x ] && read -r y <$x; then printf '%s\\n' "$x:$y"; fi
        done
        [ -e /proc/self/mountinfo ] || mount </dev/null 2>/dev/null
        """

    /// Prints space and inodes of all file systems, see `DiskRow`; or space alone where `df` is another one, and then `$i`
    /// asks for the inodes.
    static let disks = """
        i=
        x=$(df -k --output=\(DiskRow.columns) </dev/null 2>/dev/null)
        case $x in
        *IFree*) printf '%s\n' "$x";;
        *) i=1; df -P -k </dev/null 2>/dev/null
        esac
        """

    /// Prints the inodes of all file systems where `disks` has not.
    static let inodes = "[ -z \"$i\" ] || df -P -i </dev/null 2>/dev/null"

    /// Prints the newest processes that the kernel has killed for lack of memory, where its log can be read, and the newest
    /// units that systemd-oomd has, if it runs.
    ///
    /// Nothing is read if the kernel counts them and has counted none. Lines of a file carry no year and may be of an
    /// earlier start, so only those of today and yesterday count; and any account can write a line, but not with the
    /// kernel's tag. A kernel that does not date its lines is asked last.
    static let kernel = """
        case $m in
        *:oom_kill\\ 0*) ;;
        *)
        o() { grep -e 'Killed process [0-9]' -e 'was killed: ' | tail -n 3; }
        d=
        x=$(dmesg 2>/dev/null </dev/null | o)
        case $x in ''|'['*) ;; *) d=$x x=;; esac
        if [ -n "$d" ] || { [ -z "$x" ] && ! dmesg >/dev/null 2>&1 </dev/null; }; then
        x=$(journalctl -k -b -q -o short-monotonic --no-pager -n 20000 2>/dev/null </dev/null | o)
        for y in /var/log/kern.log /var/log/messages; do
        if [ -z "$x" ] && [ -r $y ]; then
        p='+^%b %e%n^%Y-%m-%d'
        p=$(date "$p"; date -d yesterday "$p" || date -v-1d "$p" || date -d @$(($(date +%s)-86400)) "$p")
        x=$(tail -c 4194304 $y | grep -e ' kernel: ' | grep -e "$p" | o)
        fi
        done
        fi 2>/dev/null
        printf '%s\\n' "${x:-$d}"
        esac
        if [ -e /sys/fs/cgroup/system.slice/systemd-oomd.service ]; then
        journalctl -u systemd-oomd -b -q -o short-monotonic --no-pager -n 1000 2>/dev/null </dev/null |
        grep -e ' due to memory [up]' | tail -n 3
        fi
        """
}
