#ifndef CASELOAD_CPOLICIES_H
#define CASELOAD_CPOLICIES_H

#include <stddef.h>

/// A policy that comes with the program: the text of a file of `policies`.
struct caseload_policy {
  /// The file's name without its ending.
  const char *name;
  const unsigned char *bytes;
  size_t size;
};

/// A policy that comes with the program, from 0; a null pointer past the last.
const struct caseload_policy *caseload_policy_at(size_t index);

#endif
