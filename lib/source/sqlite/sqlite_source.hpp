// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

namespace scribe::source::sqlite {

/// Opens an SQLite file read-only. Throws base::Error(source_connect) when it is missing or no database.
std::unique_ptr<Source> open_sqlite(std::string const &path, OpenOptions const &options);

} // namespace scribe::source::sqlite
