// SPDX-License-Identifier: MIT
#include "base/system/heap.hpp"

#include <malloc.h>

namespace scribe::base {

void keep_freed_memory() {
    constexpr int k_mib = 1024 * 1024;
    mallopt(M_TOP_PAD, 8 * k_mib);
    // Setting the one ends the library's own adjusting of the other.
    mallopt(M_MMAP_THRESHOLD, 4 * k_mib);
}

} // namespace scribe::base
