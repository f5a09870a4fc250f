// The policies' texts become part of the executable here: Swift has no way to embed a file that compiles as quickly.
#include "CPolicies.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char recommended[] = {
#embed "../../policies/recommended.yaml"
};

static const unsigned char strict[] = {
#embed "../../policies/strict.yaml"
};

static const unsigned char confidential[] = {
#embed "../../policies/confidential.yaml"
};

static const struct caseload_policy policies[] = {
    {"recommended", recommended, sizeof recommended},
    {"strict", strict, sizeof strict},
    {"confidential", confidential, sizeof confidential},
};

const struct caseload_policy *caseload_policy_at(size_t index) {
  return index < sizeof policies / sizeof *policies ? &policies[index] : NULL;
}
