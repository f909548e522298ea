// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "catalog/jobs/jobs.hpp"

/// What every JSON about a job has, so that it is the same everywhere (docs/json.md).
namespace scribe::batch {

/// "format_version", "job", "kind", "source", "author", "state".
void write_job(base::JsonWriter &json, catalog::JobRow const &job);

/// "waiting", "running", "done", "failed", "cancelled".
void write_counts(base::JsonWriter &json, catalog::ItemCounts const &items);

} // namespace scribe::batch
