// SPDX-License-Identifier: MIT
#include "source/postgres/postgres_source.hpp"
#include "base/error.hpp"
namespace scribe::source::postgres {
std::unique_ptr<Source> open_postgres(std::string const &, OpenOptions const &) { throw base::Error(base::ExitCode::internal, "in work"); }
}
