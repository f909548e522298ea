// SPDX-License-Identifier: MIT
#include "workload/read_query.hpp"

#include "base/text.hpp"
#include "model/code/unread_query.hpp"
#include "sql/statement.hpp"
#include "sql/text/fingerprint.hpp"
#include "sql/text/fold.hpp"
#include "sql/text/lexer.hpp"
#include "workload/names.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>

namespace scribe::workload {

namespace {

constexpr std::size_t k_most_kept = 2000; ///< bytes of a text that is too long to be read

std::uint64_t hash_text(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

bool is_system_table(sql::TableName const &table) {
    if (table.schema.empty()) return table.table.starts_with("pg_") || table.table.starts_with("sqlite_");
    return table.schema == "pg_catalog" || table.schema == "information_schema" || table.table.starts_with("pg_stat_");
}

/// True for a function that tells about the server or the session.
bool asks_server(std::string_view function) {
    static constexpr std::array<std::string_view, 8> k_functions{
        "version",         "current_database",      "current_schema",   "current_setting",
        "current_schemas", "txid_current_snapshot", "inet_server_addr", "inet_server_port"};
    static constexpr std::array<std::string_view, 4> k_work{"pg_sleep", "pg_advisory", "pg_try_advisory", "pg_notify"};
    if (std::ranges::find(k_functions, function) != k_functions.end()) return true;
    auto const is_work = [&](std::string_view one) { return function.starts_with(one); };
    return function.starts_with("pg_") && std::ranges::none_of(k_work, is_work);
}

/// A SELECT without tables that calls no other functions than those: what monitors and connection pools ask.
bool only_asks_server(std::string_view text) {
    std::string word;
    sql::Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != sql::Lexer::Kind::end; token = lexer.next()) {
        if (token.kind == sql::Lexer::Kind::space) continue;
        bool const is_call = token.text == "(" && !word.empty();
        if (is_call && word != "select" && word != "as" && !asks_server(word)) return false;
        bool const is_name = token.kind == sql::Lexer::Kind::word || token.kind == sql::Lexer::Kind::quoted_name;
        word = is_name ? base::to_lower_ascii(token.text) : std::string{};
    }
    return true;
}

/// What a statement is for, as far as its text tells.
std::string purpose_of(model::Query const &query) {
    if (query.kind == "utility") return "utility";
    if (query.kind != "select") return "application";
    static ModelNames const k_nothing;
    auto const use = sql::analyze(query.text, k_nothing);
    bool const catalog =
        use.tables.empty() ? only_asks_server(query.text) : std::ranges::all_of(use.tables, is_system_table);
    return catalog ? "catalog" : "application";
}

} // namespace

model::Query read_query(std::string_view text, std::int64_t bytes, std::int64_t hash) {
    auto const clean = base::sanitize_utf8(text);
    model::Query query;
    query.bytes = bytes > 0 ? bytes : static_cast<std::int64_t>(text.size());
    bool const is_long = query.bytes > static_cast<std::int64_t>(sql::k_most_bytes);
    bool const is_whole = hash == 0;
    // Mostly it is a list that makes them so long.
    auto const folded = is_long && is_whole ? sql::fold_lists(clean) : std::string{};
    if (is_long && (!is_whole || folded.size() > sql::k_most_bytes)) {
        query.error =
            fmt::format("it is longer than {}", base::human_bytes(static_cast<std::int64_t>(sql::k_most_bytes)));
        query.fingerprint =
            fmt::format("text:{:016x}", is_whole ? hash_text(folded) : std::bit_cast<std::uint64_t>(hash));
        query.text = sql::mask_constants(base::utf8_head(clean, k_most_kept));
        return query;
    }
    auto read = sql::fingerprint(is_long ? folded : clean);
    query.text = std::move(read.normalized);
    query.kind = std::move(read.kind);
    query.error = std::move(read.error);
    query.fingerprint = read.hash.empty() ? fmt::format("text:{:016x}", hash_text(query.text)) : read.hash;
    query.purpose = purpose_of(query);
    return query;
}

model::Query unread_query(std::int64_t queryid) {
    model::Query query;
    query.fingerprint = fmt::format("{}{:016x}", model::k_unread, static_cast<std::uint64_t>(queryid));
    query.text = fmt::format("/* queryid {} */", queryid);
    query.error = "the server cannot give its text: a statement of a database in another encoding is in the way";
    return query;
}

} // namespace scribe::workload
