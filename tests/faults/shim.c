/*
 * Stands between a program and the C library (LD_PRELOAD). It writes down, in order, what the program does to the
 * files of one folder and what it says on its output, and it can make chosen calls fail. It changes nothing else.
 *
 *   FAULTS_FOLDER  the folder that is watched, as an absolute path without links
 *   FAULTS_RECORD  where to write the recording; without it nothing is recorded
 *   FAULTS_FAIL    "CALL FROM COUNT ERRNO": calls number FROM to FROM + COUNT - 1 fail; CALL is sync, write or open
 *   FAULTS_READ_ONLY  a file: while it is there, nothing in the folder can be changed, as on a disk that turned read-only
 *   FAULTS_FULL    a file: while it is there, nothing can be written into the folder, as on a disk without room
 *   FAULTS_HOLD    a file: while it is there, forcing anything onto the disk takes until it is gone
 *
 * An event: its kind (1 byte), length of the name (4), offset (8), length of the data (8), the name, the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *folder, *full, *hold, *read_only;
static int record = -1;
static char failing[8];
static long fail_from, fail_count;
static int fail_errno;
static long syncs, writes, opens;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("FAULTS_FOLDER");
    full = getenv("FAULTS_FULL");
    hold = getenv("FAULTS_HOLD");
    read_only = getenv("FAULTS_READ_ONLY");
    const char *to = getenv("FAULTS_RECORD");
    if (to)
        record = NEXT(open)(to, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    const char *fail = getenv("FAULTS_FAIL");
    if (fail && sscanf(fail, "%7s %ld %ld %d", failing, &fail_from, &fail_count, &fail_errno) != 4)
        abort();
}

/* Says whether this call is one that has to fail, and sets errno then. */
static int fails(const char *call, long *calls) {
    if (strcmp(call, failing) != 0)
        return 0;
    long number = __sync_add_and_fetch(calls, 1);
    if (number < fail_from || number >= fail_from + fail_count)
        return 0;
    /* Without an error to give, the program is killed in the middle of it. */
    if (fail_errno == 0)
        kill(getpid(), SIGKILL);
    errno = fail_errno;
    return 1;
}

/* Says whether a file of the folder can't be changed now, and sets errno then. */
static int is_frozen(const char *name) {
    if (!name || !read_only || access(read_only, F_OK) != 0)
        return 0;
    errno = EROFS;
    return 1;
}

/* Says whether nothing more can be written into the folder now, and sets errno then. */
static int has_no_room(const char *name) {
    if (!name || !full || access(full, F_OK) != 0)
        return 0;
    errno = ENOSPC;
    return 1;
}

/* Returns the name inside the folder, "." for the folder itself, NULL for everything else and for shared memory,
 * which no power cut leaves anything of. */
static const char *inside(const char *path) {
    if (!folder || !path)
        return NULL;
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) != 0)
        return NULL;
    if (path[length] == 0)
        return ".";
    if (path[length] != '/')
        return NULL;
    const char *name = path + length + 1;
    size_t named = strlen(name);
    if (named > 4 && strcmp(name + named - 4, "-shm") == 0)
        return NULL;
    return name;
}

static const char *name_of(int fd) {
    static __thread char path[PATH_MAX];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = 0;
    return inside(path);
}

static void note(char kind, const char *name, uint64_t offset, const void *data, uint64_t size) {
    if (record < 0)
        return;
    int before = errno;
    uint32_t named = strlen(name);
    size_t total = 1 + 4 + 8 + 8 + named + size;
    char *event = malloc(total), *at = event;
    *at++ = kind;
    at = mempcpy(at, &named, 4);
    at = mempcpy(at, &offset, 8);
    at = mempcpy(at, &size, 8);
    at = mempcpy(at, name, named);
    if (size)
        memcpy(at, data, size);
    if (NEXT(write)(record, event, total) != (ssize_t)total)
        abort();
    free(event);
    errno = before;
}

ssize_t write(int fd, const void *data, size_t size) {
    if (fd == STDOUT_FILENO) {
        /* What is said counts from the moment before anybody can hear it. */
        note('A', "", 0, data, size);
        return NEXT(write)(fd, data, size);
    }
    const char *name = name_of(fd);
    if (!name)
        return NEXT(write)(fd, data, size);
    if (fails("write", &writes) || is_frozen(name) || has_no_room(name))
        return -1;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = NEXT(write)(fd, data, size);
    if (done > 0)
        note('W', name, offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    const char *name = name_of(fd);
    if (name && (fails("write", &writes) || is_frozen(name) || has_no_room(name)))
        return -1;
    ssize_t done = NEXT(pwrite64)(fd, data, size, offset);
    if (name && done > 0)
        note('W', name, offset, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

int ftruncate64(int fd, off64_t size) {
    const char *name = name_of(fd);
    if (is_frozen(name))
        return -1;
    int done = NEXT(ftruncate64)(fd, size);
    if (name && done == 0)
        note('T', name, size, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t size) {
    return ftruncate64(fd, size);
}

static int synced(int fd, int (*sync)(int)) {
    const char *name = name_of(fd);
    if (!name)
        return sync(fd);
    if (fails("sync", &syncs)) {
        note('X', name, 0, NULL, 0);
        return -1;
    }
    while (hold && access(hold, F_OK) == 0)
        usleep(1000);
    int done = sync(fd);
    note(done == 0 ? 'S' : 'X', name, 0, NULL, 0);
    return done;
}

int fsync(int fd) {
    return synced(fd, NEXT(fsync));
}

int fdatasync(int fd) {
    return synced(fd, NEXT(fdatasync));
}

int unlink(const char *path) {
    const char *name = inside(path);
    if (is_frozen(name))
        return -1;
    int done = NEXT(unlink)(path);
    if (name && done == 0)
        note('U', name, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    const char *old = inside(from), *new = inside(to);
    if (is_frozen(old) || is_frozen(new))
        return -1;
    int done = NEXT(rename)(from, to);
    if (done == 0 && old && new)
        note('R', old, 0, new, strlen(new));
    return done;
}

static int opened(const char *path, int flags, mode_t mode) {
    const char *name = inside(path);
    int changes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
    if (name && changes && (fails("open", &opens) || is_frozen(name)))
        return -1;
    int is_new = name && (flags & O_CREAT) && access(path, F_OK) != 0;
    int fd = NEXT(open64)(path, flags, mode);
    if (fd >= 0 && is_new)
        note('C', name, 0, NULL, 0);
    if (fd >= 0 && name && !is_new && (flags & O_TRUNC))
        note('T', name, 0, NULL, 0);
    return fd;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return opened(path, flags, mode);
}
