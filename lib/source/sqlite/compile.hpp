// SPDX-License-Identifier: MIT
#pragma once

#include "source/sqlite/connection.hpp"
#include "source/sqlite/relation.hpp"

namespace scribe::source::sqlite {

/// Lets SQLite compile a read of each view and virtual table, which runs nothing. Its errors are the `problem` of what
/// it cannot open (a view on a dropped table, a module that is not there). For views, what its authorizer is asked for
/// on the way are the relations and columns that the view reads: SQLite resolves the names itself.
void compile_views(Connection &connection, Relations &relations);

} // namespace scribe::source::sqlite
