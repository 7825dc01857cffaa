/* A disk that fails: preloaded into a process, it lets the n-th call that changes a file below a folder fail, or all calls from that on.
 *   FAULTY_FOLDER  the folder
 *   FAULTY_CALLS   which calls: any of w (write), s (sync), n (open for writing, rename, truncate)
 *   FAULTY_AFTER   how many of them go well
 *   FAULTY_ERROR   what the others set errno to
 *   FAULTY_ONCE    1: only one call fails
 *   FAULTY_COUNT   a file that is told how many calls there were, once the process ends
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;

static int below(const char *path) {
    const char *folder = getenv("FAULTY_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int fails(char kind, const char *path) {
    const char *kinds = getenv("FAULTY_CALLS"), *after = getenv("FAULTY_AFTER"), *error = getenv("FAULTY_ERROR"), *once = getenv("FAULTY_ONCE");
    if (!kinds || !strchr(kinds, kind) || !below(path)) return 0;
    long number = atomic_fetch_add(&calls, 1), first = after ? atol(after) : -1;
    if (!error || first < 0 || number < first || (once && *once == '1' && number > first)) return 0;
    errno = atoi(error);
    return 1;
}

static int fails_file(char kind, int file) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return fails(kind, path);
}

__attribute__((destructor)) static void report(void) {
    const char *count = getenv("FAULTY_COUNT");
    FILE *file = count ? fopen(count, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *bytes, size_t count) { REAL(write); return fails_file('w', file) ? -1 : real(file, bytes, count); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { REAL(pwrite); return fails_file('w', file) ? -1 : real(file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { REAL(pwrite64); return fails_file('w', file) ? -1 : real(file, bytes, count, at); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) { REAL(pwritev); return fails_file('w', file) ? -1 : real(file, parts, count, at); }
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at) { REAL(pwritev64); return fails_file('w', file) ? -1 : real(file, parts, count, at); }
int fsync(int file) { REAL(fsync); return fails_file('s', file) ? -1 : real(file); }
int fdatasync(int file) { REAL(fdatasync); return fails_file('s', file) ? -1 : real(file); }
int ftruncate(int file, off_t length) { REAL(ftruncate); return fails_file('n', file) ? -1 : real(file, length); }
int ftruncate64(int file, off64_t length) { REAL(ftruncate64); return fails_file('n', file) ? -1 : real(file, length); }
int rename(const char *from, const char *to) { REAL(rename); return fails('n', to) ? -1 : real(from, to); }

static int mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0; }

#define OPEN(name) int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); int mode = mode_of(flags, more); va_end(more); \
    REAL(name); \
    return (flags & O_ACCMODE) != O_RDONLY && fails('n', path) ? -1 : real(path, flags, mode); }
OPEN(open)
OPEN(open64)
