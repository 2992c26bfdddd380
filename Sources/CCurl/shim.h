// SPDX-License-Identifier: MIT
// Variadic functions and macros of libcurl, one inline function a value type.
#ifndef PMON_CCURL_SHIM_H
#define PMON_CCURL_SHIM_H

#include <curl/curl.h>

/// Wrapper around `curl_easy_setopt`, a variadic function, for a `long` value.
/// https://curl.se/libcurl/c/curl_easy_setopt.html
static inline CURLcode pmon_curl_easy_setopt_long(CURL *_Nonnull handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// Wrapper around `curl_easy_setopt`, a variadic function, for a string, which libcurl copies.
static inline CURLcode pmon_curl_easy_setopt_string(
    CURL *_Nonnull handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

#endif
