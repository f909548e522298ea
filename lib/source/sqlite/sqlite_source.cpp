// SPDX-License-Identifier: MIT
#include "source/sqlite/sqlite_source.hpp"
#include "base/error.hpp"
namespace scribe::source::sqlite {
std::unique_ptr<Source> open_sqlite(std::string const &path, OpenOptions const &) { throw base::Error(base::ExitCode::internal, "in work: " + path); }
}
