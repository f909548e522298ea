// SPDX-License-Identifier: MIT
#pragma once

namespace scribe::base {

/// Queries give memory back and ask for it again at once, hundreds of times for one search, and each time the kernel
/// clears the pages: from now on the heap keeps 8 MiB of what is freed. For the start of a program.
void keep_freed_memory();

} // namespace scribe::base
