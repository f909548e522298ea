// SPDX-License-Identifier: MIT
#pragma once

#include "source/probe.hpp"
#include "source/sqlite/connection.hpp"

namespace scribe::source::sqlite {

/// Takes values from rows of the child and looks them up in the parents. Throws base::Error(interrupted).
ProbeReport probe_relation(Connection &connection, ProbeRequest const &request);

} // namespace scribe::source::sqlite
