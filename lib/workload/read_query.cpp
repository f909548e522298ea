// SPDX-License-Identifier: MIT
#include "workload/read_query.hpp"

#include "base/text.hpp"
#include "sql/statement.hpp"
#include "sql/text/fingerprint.hpp"
#include "workload/names.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>

namespace scribe::workload {

namespace {

std::uint64_t hash_text(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

bool is_system_table(sql::TableName const &table) {
    if (table.schema.empty()) return table.table.starts_with("pg_") || table.table.starts_with("sqlite_");
    return table.schema == "pg_catalog" || table.schema == "information_schema" || table.table.starts_with("pg_stat_");
}

/// What a statement is for, as far as its text tells.
std::string purpose_of(model::Query const &query) {
    if (query.kind == "utility") return "utility";
    if (query.kind != "select") return "application";
    static ModelNames const k_nothing;
    auto const use = sql::analyze(query.text, k_nothing);
    bool const catalog = !use.tables.empty() && std::ranges::all_of(use.tables, is_system_table);
    return catalog ? "catalog" : "application";
}

} // namespace

model::Query read_query(std::string_view text, std::int64_t bytes, std::int64_t hash) {
    auto const clean = base::sanitize_utf8(text);
    model::Query query;
    query.bytes = bytes > 0 ? bytes : static_cast<std::int64_t>(text.size());
    if (query.bytes > static_cast<std::int64_t>(sql::k_most_bytes)) {
        query.error =
            fmt::format("it is longer than {}", base::human_bytes(static_cast<std::int64_t>(sql::k_most_bytes)));
        auto const whole = hash != 0 ? std::bit_cast<std::uint64_t>(hash) : hash_text(text);
        query.fingerprint = fmt::format("text:{:016x}", whole);
        query.text = sql::mask_constants(base::utf8_head(clean, 2000));
        return query;
    }
    auto read = sql::fingerprint(clean);
    query.text = std::move(read.normalized);
    query.kind = std::move(read.kind);
    query.error = std::move(read.error);
    query.fingerprint = read.hash.empty() ? fmt::format("text:{:016x}", hash_text(query.text)) : read.hash;
    query.purpose = purpose_of(query);
    return query;
}

} // namespace scribe::workload
