// SPDX-License-Identifier: MIT
// Loads libcurl when it is first used, for a program that seldom needs it.
#ifndef PMON_CCURL_ON_DEMAND_H
#define PMON_CCURL_ON_DEMAND_H

/// Loads libcurl, once a process; NULL, or why it cannot be loaded.
/// https://man7.org/linux/man-pages/man3/dlopen.3.html
const char *_Nullable pmon_curl_load(void);

#endif
