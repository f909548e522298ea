// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/probe.hpp"

namespace scribe::source::postgres {

/// Takes values from rows of the child and looks them up in the parents, all on the server. Where one statement with
/// all lookups fails, each is tried alone, so that one parent without the right to read it spoils nothing.
/// Throws base::Error(source_connect | interrupted).
ProbeReport probe_relation(pg::Connection &connection, ProbeRequest const &request);

} // namespace scribe::source::postgres
