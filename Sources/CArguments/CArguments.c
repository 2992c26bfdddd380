// SPDX-License-Identifier: MIT
#include "CArguments.h"

static char *none[] = {0};
static char **values = none;
static int number;

// glibc gives a constructor what it gives `main`.
__attribute__((constructor)) static void keep(int count, char **arguments) {
    if (count <= 0) return;
    number = count;
    values = arguments;
}

char **pmon_arguments(int *count) {
    *count = number;
    return values;
}

// Swift's runtime has these two in one file of its own, whose constructor reads all of /proc/self/maps to find the arguments: a
// twenty-fifth of a start. A program that defines them is linked without that file. Weak, so that a runtime that
// needs the file for more takes its own instead.
// https://github.com/swiftlang/swift/blob/release/6.3/stdlib/public/stubs/CommandLine.cpp

#define SWIFT __attribute__((weak, visibility("hidden"), swiftcall))

SWIFT char **_swift_stdlib_getUnsafeArgvArgc(int *count);
SWIFT void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count);

char **_swift_stdlib_getUnsafeArgvArgc(int *count) { return pmon_arguments(count); }

void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count) { keep(count, arguments); }
