// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/db.hpp"

namespace scribe::sqlite {

/// Throws base::Error(`exit_code`) when the file is shorter than its header says, as after a copy that was cut off;
/// SQLite itself does not notice when only a part of the last page is missing. To be called within a transaction that
/// has read something, so that no other process is about to change the size.
void check_whole(Db &db, base::ExitCode exit_code);

} // namespace scribe::sqlite
