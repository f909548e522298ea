// SPDX-License-Identifier: MIT
#include "jobs/show_job.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "batch/job_json.hpp"
#include "model/filter.hpp"
#include "options/batch_options.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

std::string tables_text(catalog::ItemCounts const &items) {
    std::vector<std::string> states;
    for (auto const &[number, state] : {std::pair{items.done, "done"},
                                        {items.failed, "failed"},
                                        {items.running, "running"},
                                        {items.waiting, "waiting"},
                                        {items.cancelled, "cancelled"}}) {
        if (number > 0) states.push_back(fmt::format("{} {}", base::group_digits(number), state));
    }
    auto text = base::group_digits(items.total());
    return states.empty() ? text : fmt::format("{} ({})", text, base::join(states, ", "));
}

std::vector<std::string> item_row(catalog::JobItem const &item) {
    auto const read = item.rows ? base::counted(*item.rows, "row") : std::string{};
    auto const why = item.error.empty() ? std::string{} : fmt::format("{}: {}", item.error_code, item.error);
    return {model::format_ref(item.schema, item.table),
            std::string{catalog::item_state_name(item.state)},
            item.attempts > 1 ? fmt::format("{} attempts", item.attempts) : "",
            item.seconds ? fmt::format("{:.1f} s", *item.seconds) : "",
            read,
            why};
}

std::string as_text(catalog::JobRow const &job, std::vector<catalog::JobItem> const &items, Output const &output) {
    ShowPage page{output.width(), output.styled()};
    page.title(fmt::format("{} {} ({})", job.kind, job.source, catalog::job_state_name(job.state)));
    page.fact("job", job.id);
    page.fact("author", job.author);
    page.fact("started", base::human_time(job.created_at));
    page.fact("finished", base::human_time(job.finished_at));
    page.fact("tables", tables_text(job.items));
    if (job.rows > 0)
        page.fact("read", fmt::format("{}, {}", base::counted(job.rows, "row"), base::human_bytes(job.bytes)));
    if (job.options != "{}") page.fact("options", job.options);
    std::vector<std::vector<std::string>> rows;
    for (auto const &item : items) rows.push_back(item_row(item));
    page.heading("tables");
    page.rows(rows);
    return page.take();
}

void add_item(base::JsonWriter &json, catalog::JobItem const &item) {
    json.begin_object();
    json.member("ref", model::format_ref(item.schema, item.table));
    json.member("schema", item.schema);
    json.member("table", item.table);
    json.member("state", catalog::item_state_name(item.state));
    json.member("attempts", item.attempts);
    json.member("seconds", item.seconds);
    json.member("rows", item.rows);
    json.member("bytes", item.bytes);
    json.member("error", item.error.empty() ? std::optional<std::string>{} : item.error);
    json.member("error_code", item.error_code.empty() ? std::optional<std::string>{} : item.error_code);
    json.member("finished_at", item.finished_at.empty() ? std::optional<std::string>{} : item.finished_at);
    json.end_object();
}

/// What stands before the items; their closing bracket and the total are left to the caller.
std::string json_head(catalog::JobRow const &job) {
    base::JsonWriter json;
    json.begin_object();
    batch::write_job(json, job);
    json.key("options");
    json.raw(job.options);
    json.member("created_at", job.created_at);
    json.member("finished_at", job.finished_at.empty() ? std::optional<std::string>{} : job.finished_at);
    batch::write_counts(json, job.items);
    json.member("rows", job.rows);
    json.member("bytes", job.bytes);
    json.member("seconds", job.seconds);
    json.key("items");
    json.begin_array();
    return json.take();
}

} // namespace

void show_job(ShowJobOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const job = catalog::find_job(store, options.job);
    catalog::ItemQuery const query{catalog::item_state_from_name(options.state), options.limit, options.offset};
    Output output{context, options.output.file};
    std::int64_t shown = 0;
    if (options.output.format == "json") {
        output.write(json_head(job));
        auto const total = catalog::list_items(store, job.id, query, [&](catalog::JobItem &&item) {
            base::JsonWriter json;
            add_item(json, item);
            output.write((shown++ > 0 ? ",\n" : "\n") + json.text());
        });
        output.write(fmt::format("{}],\"total\":{}}}\n", shown > 0 ? "\n" : "", total));
        output.finish();
        return;
    }
    std::vector<catalog::JobItem> items;
    auto const total = catalog::list_items(store, job.id, query,
                                           [&items](catalog::JobItem &&item) { items.push_back(std::move(item)); });
    shown = static_cast<std::int64_t>(items.size());
    output.write(as_text(job, items, output));
    output.finish();
    if (shown < total)
        base::log::info("{} of {}; --limit 0 shows all", base::group_digits(shown), base::counted(total, "table"));
    if (job.state == catalog::JobState::interrupted) base::log::info("{} goes on", resume_command(job));
}

} // namespace scribe::cli
