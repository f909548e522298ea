// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/source_changes.hpp"
#include "sources/actions.hpp"

#include <fmt/format.h>

namespace scribe::cli {

void list_sources(OutputOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    ListWriter list{context,
                    options,
                    {{.name = "source", .title = "NAME"},
                     {.name = "url", .title = "URL", .elastic = true},
                     {.name = "product", .title = "PRODUCT"},
                     {.name = "version", .title = "VERSION"},
                     {.name = "objects", .title = "OBJECTS", .number = true},
                     {.name = "last_scan", .title = "LAST SCAN"},
                     {.name = "password_stored", .title = "PASSWORD"}}};
    auto const rows = store.sources();
    for (auto const &row : rows) {
        auto const use = catalog::source_use(store, row.id);
        list.row({row.name, row.url, row.product, row.version, use.objects,
                  use.last_scan.empty() ? Cell{} : Cell{use.last_scan}, !row.secret.empty()});
    }
    list.finish(static_cast<std::int64_t>(rows.size()));
}

namespace {

std::string as_json(catalog::SourceRow const &row, catalog::SourceUse const &use) {
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    json.member("source", row.name);
    json.member("url", row.url);
    json.member("product", row.product);
    json.member("version", row.version);
    json.member("database", row.database);
    json.member("encoding", row.encoding);
    json.member("collation", row.collation);
    json.member("comment", row.comment.empty() ? std::optional<std::string>{} : row.comment);
    json.member("identity", row.identity);
    json.member("password_stored", !row.secret.empty());
    json.member("added", row.created_at);
    json.member("objects", use.objects);
    json.member("scans", use.scans);
    json.member("last_scan", use.last_scan.empty() ? std::optional<std::string>{} : use.last_scan);
    json.end_object();
    return json.take() + "\n";
}

std::string as_text(catalog::SourceRow const &row, catalog::SourceUse const &use) {
    std::string text;
    auto const line = [&text](std::string_view label, std::string_view value) {
        if (!value.empty()) text += fmt::format("{:<10} {}\n", label, base::single_line(value));
    };
    line("source", row.name);
    line("url", row.url);
    line("password", row.secret.empty() ? "not stored" : "stored, encrypted");
    line("product", row.product.empty() ? "" : row.product + " " + row.version);
    line("database", row.database);
    line("encoding", row.encoding);
    line("collation", row.collation);
    line("comment", row.comment);
    line("identity", row.identity);
    line("added", row.created_at);
    line("objects", base::group_digits(use.objects));
    line("scans", base::group_digits(use.scans));
    line("last scan", use.last_scan.empty() ? "never" : use.last_scan);
    return text;
}

} // namespace

void show_source(SourceShowOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const row = need_source(store, options.name);
    auto const use = catalog::source_use(store, row.id);
    Output output{context, options.output.file};
    output.write(options.output.format == "json" ? as_json(row, use) : as_text(row, use));
    output.finish();
}

} // namespace scribe::cli
