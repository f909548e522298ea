// SPDX-License-Identifier: MIT
#pragma once

#include "postgres_server.hpp"

namespace scribe::conformance {

/// Compares the comments that the records have, by kind, with those that the server has of such objects; returns how
/// many there are.
std::int64_t check_comments(Records const &records, Session &session);

} // namespace scribe::conformance
