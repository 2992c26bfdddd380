// SPDX-License-Identifier: MIT
// The arguments that the process was started with, as the C library hands them to `main`.
#ifndef PMON_CARGUMENTS_H
#define PMON_CARGUMENTS_H

/// The arguments, the program's name first; `count` gets their number.
char *_Nullable *_Nonnull pmon_arguments(int *_Nonnull count);

#endif
