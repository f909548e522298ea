// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

namespace scribe::source::postgres {

/// Connects to a PostgreSQL server (12 or later). Throws base::Error(source_connect).
std::unique_ptr<Source> open_postgres(std::string const &conninfo, OpenOptions const &options);

} // namespace scribe::source::postgres
