// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "sources/actions.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

std::string as_json(source::TestReport const &report, ResolvedSource const &resolved) {
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    json.member("source", resolved.name.empty() ? std::nullopt : std::optional{resolved.name});
    json.member("url", source::public_url(resolved.url));
    json.member("product", report.info.product);
    json.member("version", report.info.version);
    json.member("database", report.info.database);
    json.member("encoding", report.info.encoding);
    json.member("role", report.role);
    json.member("encrypted", report.encrypted);
    json.member("standby", report.standby);
    json.key("round_trip_ms");
    json.begin_object();
    json.member("min", report.round_trip_min_ms);
    json.member("median", report.round_trip_median_ms);
    json.member("count", report.round_trips);
    json.end_object();
    json.member("limits", report.limits);
    json.member("tables", report.tables);
    json.member("readable_tables", report.readable_tables);
    json.member("can", report.can);
    json.key("missing");
    json.begin_array();
    for (auto const &right : report.missing) {
        json.begin_object();
        json.member("what", right.what);
        json.member("grant", right.grant);
        json.member("left_out", right.left_out);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take() + "\n";
}

} // namespace

std::string describe_test(source::TestReport const &report) {
    auto const &info = report.info;
    auto text =
        fmt::format("Connected to {} {}, database {}{}\n", info.product, info.version, base::single_line(info.database),
                    report.role.empty() ? "" : ", as " + base::single_line(report.role));
    auto const line = [&text](std::string_view label, std::string_view value) {
        if (!value.empty()) text += fmt::format("  {:<11} {}\n", label, value);
    };
    line("round trip", fmt::format("{:.2f} ms at best, {:.2f} ms median of {}", report.round_trip_min_ms,
                                   report.round_trip_median_ms, report.round_trips));
    line("encoding", info.encoding);
    // A file has neither a line to encrypt nor a role.
    if (!report.role.empty()) {
        line("transport", report.encrypted ? "encrypted (TLS)" : "not encrypted");
        line("server", report.standby ? "standby" : "primary");
    }
    line("time limits", report.limits);
    if (!report.can.empty()) text += "\nIt may:\n";
    for (auto const &what : report.can) text += fmt::format("  {}\n", base::single_line(what));
    if (report.missing.empty()) return text + "\nNothing is missing.\n";
    text += "\nIt may not:\n";
    for (auto const &right : report.missing) {
        text += fmt::format("  {}\n    left out: {}\n    {}\n", base::single_line(right.what), right.left_out,
                            base::single_line(right.grant));
    }
    if (report.standby) text += "\nThis server is a standby: run the statements on its primary.\n";
    return text;
}

void test_source(SourceTestOptions const &options, GlobalOptions const &global, Context &context) {
    auto const resolved = resolve_source(options.source.source, global, context);
    auto const source = open_source(resolved, "source", options.source.key_file, options.timeouts, context);
    auto const report = source->test();
    Output output{context, options.output.file};
    output.write(options.output.format == "json" ? as_json(report, resolved) : describe_test(report));
    output.finish();
}

} // namespace scribe::cli
