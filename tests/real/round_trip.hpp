// SPDX-License-Identifier: MIT
#pragma once

#include "conformance.hpp"

namespace scribe::conformance {

/// Puts the records into a catalog, exports it as JSON, scans that into a second catalog and fails the test unless JSON
/// and Markdown of both are the same, byte for byte. Likewise exports it for tbls, and counts what a scan finds in
/// that.
void check_round_trip(Records const &records, source::SourceInfo const &info);

} // namespace scribe::conformance
