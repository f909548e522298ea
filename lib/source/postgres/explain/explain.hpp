// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/explain.hpp"

#include <memory>

namespace scribe::source::postgres {

/// Explains on this connection, which must outlive it, with the search_path and jit that the server gives the role in
/// this database: the ones that applications meet.
std::unique_ptr<PlanSession> explain_session(pg::Connection &connection);

} // namespace scribe::source::postgres
