// SPDX-License-Identifier: MIT
#include "batch/notice.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "batch/job_json.hpp"
#include "model/filter.hpp"

namespace scribe::batch {

Summary summarize(catalog::Store &store, RunReport const &report) {
    return {catalog::find_job(store, report.job), report.seconds, report.exit_code(), report.failures};
}

std::string summary_json(Summary const &summary) {
    auto const &job = summary.job;
    base::JsonWriter json;
    json.begin_object();
    write_job(json, job);
    json.member("exit_code", static_cast<int>(summary.exit));
    json.member("exit", base::exit_code_name(summary.exit));
    json.member("created_at", job.created_at);
    json.member("finished_at", job.finished_at.empty() ? std::optional<std::string>{} : job.finished_at);
    json.member("seconds", summary.seconds);
    json.key("items");
    json.begin_object();
    json.member("total", job.items.total());
    write_counts(json, job.items);
    json.end_object();
    json.member("rows", job.rows);
    json.member("bytes", job.bytes);
    json.key("failures");
    json.begin_array();
    for (auto const &item : summary.failures) {
        json.begin_object();
        json.member("ref", model::format_ref(item.schema, item.table));
        json.member("error_code", item.error_code);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

void notify(std::string const &url, Summary const &summary, NotifyOptions const &options) {
    http::Request request;
    request.url = url;
    request.headers = {"Content-Type: application/json"};
    request.body = summary_json(summary);
    request.timeout = options.timeout;
    // Who pressed Ctrl-C waits for the end, and a second one ends the program at once.
    bool const hurry = base::interrupted();
    request.interruptible = !hurry;
    auto retry = options.retry;
    if (hurry) retry.tries = 1;
    try {
        http::send(request, retry);
        base::log::debug("{} took the notice", http::server_of(url));
    } catch (base::Error const &error) {
        base::log::warn("nobody was notified: {}", error.what());
    }
}

} // namespace scribe::batch
