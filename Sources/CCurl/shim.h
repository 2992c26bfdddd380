// SPDX-License-Identifier: MIT
// Variadic functions and macros of libcurl, one inline function a value type.
#ifndef PMON_CCURL_SHIM_H
#define PMON_CCURL_SHIM_H

#include <curl/curl.h>

/// A callback that takes or gives bytes: CURLOPT_WRITEFUNCTION, _HEADERFUNCTION, _READFUNCTION.
typedef size_t (*pmon_curl_data_callback)(
    char *_Nonnull bytes, size_t size, size_t count, void *_Nullable context);

/// Wrapper around `curl_easy_setopt`, a variadic function, for a `long` value.
/// https://curl.se/libcurl/c/curl_easy_setopt.html
static inline CURLcode pmon_curl_easy_setopt_long(CURL *_Nonnull handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for a `curl_off_t` value.
static inline CURLcode pmon_curl_easy_setopt_offset(
    CURL *_Nonnull handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for a string, which libcurl copies.
static inline CURLcode pmon_curl_easy_setopt_string(
    CURL *_Nonnull handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for a list, which libcurl does not copy.
static inline CURLcode pmon_curl_easy_setopt_list(
    CURL *_Nonnull handle, CURLoption option, struct curl_slist *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for bytes, which libcurl copies.
/// https://curl.se/libcurl/c/CURLOPT_CAINFO_BLOB.html
static inline CURLcode pmon_curl_easy_setopt_blob(
    CURL *_Nonnull handle, CURLoption option, const void *_Nonnull bytes, size_t length) {
    struct curl_blob blob = {(void *)bytes, length, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

/// The same for a pointer that libcurl keeps as it is: a context, an error buffer.
static inline CURLcode pmon_curl_easy_setopt_pointer(
    CURL *_Nonnull handle, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for a callback that takes or gives bytes.
static inline CURLcode pmon_curl_easy_setopt_data_callback(
    CURL *_Nonnull handle, CURLoption option, pmon_curl_data_callback _Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

/// The same for the callback that sees the dialogue with the server.
/// https://curl.se/libcurl/c/CURLOPT_DEBUGFUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_debug_callback(
    CURL *_Nonnull handle, curl_debug_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, value);
}

/// The same for the callback that comes before the request.
/// https://curl.se/libcurl/c/CURLOPT_PREREQFUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_request_callback(
    CURL *_Nonnull handle, curl_prereq_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

/// The same for the callback that is asked whether the transfer goes on.
/// https://curl.se/libcurl/c/CURLOPT_XFERINFOFUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_progress_callback(
    CURL *_Nonnull handle, curl_xferinfo_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

/// The same for the callback that gives the socket of a connection.
/// https://curl.se/libcurl/c/CURLOPT_OPENSOCKETFUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_open_socket_callback(
    CURL *_Nonnull handle, curl_opensocket_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

/// The same for the callback that looks at a socket before it connects.
/// https://curl.se/libcurl/c/CURLOPT_SOCKOPTFUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_socket_callback(
    CURL *_Nonnull handle, curl_sockopt_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, value);
}

/// The same for the callback that prepares TLS contexts.
/// https://curl.se/libcurl/c/CURLOPT_SSL_CTX_FUNCTION.html
static inline CURLcode pmon_curl_easy_setopt_tls_context_callback(
    CURL *_Nonnull handle, curl_ssl_ctx_callback _Nullable value) {
    return curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, value);
}

/// Wrapper around `curl_easy_getinfo`, a variadic function, for a `long` value.
/// https://curl.se/libcurl/c/curl_easy_getinfo.html
static inline CURLcode pmon_curl_easy_getinfo_long(
    CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

/// The same for a `curl_off_t` value.
static inline CURLcode pmon_curl_easy_getinfo_offset(
    CURL *_Nonnull handle, CURLINFO info, curl_off_t *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

/// The same for a string that belongs to the handle.
static inline CURLcode pmon_curl_easy_getinfo_string(
    CURL *_Nonnull handle, CURLINFO info, const char *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

/// The same for a socket.
static inline CURLcode pmon_curl_easy_getinfo_socket(
    CURL *_Nonnull handle, CURLINFO info, curl_socket_t *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

/// The same for a list, which becomes the caller's.
static inline CURLcode pmon_curl_easy_getinfo_list(
    CURL *_Nonnull handle, CURLINFO info, struct curl_slist *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

/// Wrapper around `curl_multi_setopt`, a variadic function, for a `long` value.
/// https://curl.se/libcurl/c/curl_multi_setopt.html
static inline CURLMcode pmon_curl_multi_setopt_long(CURLM *_Nonnull multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// Wrapper around `curl_share_setopt`, a variadic function, for what is shared.
/// https://curl.se/libcurl/c/curl_share_setopt.html
static inline CURLSHcode pmon_curl_share_setopt_data(CURLSH *_Nonnull share, curl_lock_data data) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}

/// The result of a finished transfer, a member of a union that Swift would read unsafely.
static inline CURLcode pmon_curl_message_result(const CURLMsg *_Nonnull message) {
    return message->data.result;
}

#endif
