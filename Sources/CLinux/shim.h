// SPDX-License-Identifier: MIT

#ifndef PMON_LINUX_SHIM_H
#define PMON_LINUX_SHIM_H

// glibc declares these only for programs that define _GNU_SOURCE, which the module of the C library does not.

// https://man7.org/linux/man-pages/man2/pipe.2.html
int pipe2(int ends[2], int flags);

// https://man7.org/linux/man-pages/man2/sync_file_range.2.html
int sync_file_range(int descriptor, long offset, long count, unsigned int flags);
enum { PMON_SYNC_FILE_RANGE_WRITE = 2 };

// https://man7.org/linux/man-pages/man2/open.2.html: a file without a name, together with O_DIRECTORY.
enum { PMON_O_TMPFILE = 020000000 };

#endif
