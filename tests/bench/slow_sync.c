/* Preloaded into a server: each sync to disk takes SYNC_MS longer, as on a disk that turns, or one in a network. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int after_a_while(const char *name, int fd) {
  const char *ms = getenv("SYNC_MS");
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  usleep(ms == NULL ? 0 : (useconds_t)atoi(ms) * 1000);
  return real(fd);
}

int fsync(int fd) { return after_a_while("fsync", fd); }
int fdatasync(int fd) { return after_a_while("fdatasync", fd); }
