// SPDX-License-Identifier: MIT
// The functions of libcurl that PmonCurl calls. Each loads libcurl first and hands the call on. A program that this file is
// part of defines them itself, so it does not ask the loader for libcurl, and starts without its thirty libraries.
#include "CCurlOnDemand.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

// Hidden, so that libcurl's calls of its own functions do not come here.
#define CURL_DISABLE_TYPECHECK
#pragma GCC visibility push(hidden)
#include <curl/curl.h>
#pragma GCC visibility pop
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#undef curl_share_setopt

// What curl_url_get reads is `const` since libcurl 8.
typedef __typeof__(_Generic(&curl_url_get, CURLUcode(*)(CURLU *, CURLUPart, char **, unsigned)
                            : (CURLU *)NULL, default
                            : (const CURLU *)NULL)) url_to_read;

// Result, name, parameters, arguments, and the result where libcurl cannot be loaded.
#define FUNCTIONS(F) \
    F(CURL *, curl_easy_init, (void), (), NULL) \
    F(void, curl_easy_cleanup, (CURL * handle), (handle), ) \
    F(CURLcode, curl_easy_perform, (CURL * handle), (handle), CURLE_FAILED_INIT) \
    F(CURLcode, curl_easy_recv, (CURL * handle, void *bytes, size_t size, size_t *count), \
      (handle, bytes, size, count), CURLE_FAILED_INIT) \
    F(CURLcode, curl_easy_send, (CURL * handle, const void *bytes, size_t size, size_t *count), \
      (handle, bytes, size, count), CURLE_FAILED_INIT) \
    F(CURLHcode, curl_easy_header, \
      (CURL * handle, const char *name, size_t index, unsigned origin, int request, struct curl_header **header), \
      (handle, name, index, origin, request, header), CURLHE_NOT_BUILT_IN) \
    F(struct curl_header *, curl_easy_nextheader, \
      (CURL * handle, unsigned origin, int request, struct curl_header *before), \
      (handle, origin, request, before), NULL) \
    F(const char *, curl_easy_strerror, (CURLcode code), (code), "libcurl is not loaded") \
    F(char *, curl_easy_unescape, (CURL * handle, const char *text, int length, int *count), \
      (handle, text, length, count), NULL) \
    F(void, curl_free, (void *pointer), (pointer), ) \
    F(CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT) \
    F(CURLM *, curl_multi_init, (void), (), NULL) \
    F(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR) \
    F(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL * handle), (multi, handle), CURLM_INTERNAL_ERROR) \
    F(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL * handle), (multi, handle), CURLM_INTERNAL_ERROR) \
    F(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *count), (multi, count), NULL) \
    F(CURLMcode, curl_multi_perform, (CURLM * multi, int *count), (multi, count), CURLM_INTERNAL_ERROR) \
    F(CURLMcode, curl_multi_poll, \
      (CURLM * multi, struct curl_waitfd sockets[], unsigned size, int timeout, int *count), \
      (multi, sockets, size, timeout, count), CURLM_INTERNAL_ERROR) \
    F(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR) \
    F(const char *, curl_multi_strerror, (CURLMcode code), (code), "libcurl is not loaded") \
    F(CURLSH *, curl_share_init, (void), (), NULL) \
    F(CURLSHcode, curl_share_cleanup, (CURLSH * share), (share), CURLSHE_NOT_BUILT_IN) \
    F(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text), (list, text), NULL) \
    F(void, curl_slist_free_all, (struct curl_slist * list), (list), ) \
    F(CURLU *, curl_url, (void), (), NULL) \
    F(void, curl_url_cleanup, (CURLU * url), (url), ) \
    F(CURLUcode, curl_url_get, (url_to_read url, CURLUPart part, char **text, unsigned flags), \
      (url, part, text, flags), CURLUE_OUT_OF_MEMORY) \
    F(CURLUcode, curl_url_set, (CURLU * url, CURLUPart part, const char *text, unsigned flags), \
      (url, part, text, flags), CURLUE_OUT_OF_MEMORY) \
    F(const char *, curl_url_strerror, (CURLUcode code), (code), "libcurl is not loaded") \
    F(char *, curl_version, (void), (), NULL) \
    F(curl_version_info_data *, curl_version_info, (CURLversion age), (age), NULL)

// Variadic ones: result, name, the type of the object and of the option. All their values, whether long, curl_off_t or a
// pointer, have the size of a pointer and are passed as one.
#define VARIADIC_FUNCTIONS(F) \
    F(CURLcode, curl_easy_setopt, CURL *, CURLoption, CURLE_FAILED_INIT) \
    F(CURLcode, curl_easy_getinfo, CURL *, CURLINFO, CURLE_FAILED_INIT) \
    F(CURLMcode, curl_multi_setopt, CURLM *, CURLMoption, CURLM_INTERNAL_ERROR) \
    F(CURLSHcode, curl_share_setopt, CURLSH *, CURLSHoption, CURLSHE_NOT_BUILT_IN)
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "expected an LP64 system");

/// libcurl's own functions.
static struct {
#define MEMBER(type, name, parameters, arguments, failure) type(*name) parameters;
#define VARIADIC_MEMBER(type, name, object, option, failure) type (*name)(object, option, ...);
    FUNCTIONS(MEMBER) VARIADIC_FUNCTIONS(VARIADIC_MEMBER)
} libcurl;

/// Why libcurl cannot be used; empty if it can.
static char problem[512];

static void *symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found && !problem[0]) snprintf(problem, sizeof problem, "%s", dlerror());
    return found;
}

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        snprintf(problem, sizeof problem, "%s", dlerror());
        return;
    }
#define LOAD(type, name, ...) *(void **)&libcurl.name = symbol(library, #name);
    FUNCTIONS(LOAD) VARIADIC_FUNCTIONS(LOAD)
}

const char *pmon_curl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}

#define DEFINE(type, name, parameters, arguments, failure) \
    type name parameters { \
        if (pmon_curl_load()) return failure; \
        return libcurl.name arguments; \
    }
#define DEFINE_VARIADIC(type, name, object_type, option_type, failure) \
    type name(object_type object, option_type option, ...) { \
        if (pmon_curl_load()) return failure; \
        va_list values; \
        va_start(values, option); \
        void *value = va_arg(values, void *); \
        va_end(values); \
        return libcurl.name(object, option, value); \
    }
FUNCTIONS(DEFINE)
VARIADIC_FUNCTIONS(DEFINE_VARIADIC)
