// SPDX-License-Identifier: MIT
#include "batch/job_json.hpp"

namespace scribe::batch {

void write_job(base::JsonWriter &json, catalog::JobRow const &job) {
    json.member("format_version", 1);
    json.member("job", job.id);
    json.member("kind", job.kind);
    json.member("source", job.source);
    json.member("author", job.author);
    json.member("state", catalog::job_state_name(job.state));
}

void write_counts(base::JsonWriter &json, catalog::ItemCounts const &items) {
    json.member("waiting", items.waiting);
    json.member("running", items.running);
    json.member("done", items.done);
    json.member("failed", items.failed);
    json.member("cancelled", items.cancelled);
}

} // namespace scribe::batch
