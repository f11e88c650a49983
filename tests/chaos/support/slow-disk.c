/* A disk whose flushes take long: put before a program by LD_PRELOAD, it delays each fsync and fdatasync by SLOW_DISK_MS milliseconds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void delay(void) {
  const char *given = getenv("SLOW_DISK_MS");
  long ms = given ? atol(given) : 0;
  struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&left, NULL);
}

int fsync(int file) {
  delay();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
  delay();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
