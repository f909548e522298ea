// SPDX-License-Identifier: MIT
#include "base/text.hpp"

#include <algorithm>

namespace scribe::base {

namespace {

// clang-format off
// What pg_get_keywords() of PostgreSQL 15 lists with a category other than "unreserved", sorted.
constexpr std::string_view k_keywords[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character",
    "check", "coalesce", "collate", "collation", "column", "concurrently", "constraint", "create",
    "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc", "distinct",
    "do", "else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign",
    "freeze", "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in",
    "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull",
    "join", "lateral", "leading", "least", "left", "like", "limit", "localtime", "localtimestamp",
    "national", "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric",
    "offset", "on", "only", "or", "order", "out", "outer", "overlaps", "overlay", "placing",
    "position", "precision", "primary", "real", "references", "returning", "right", "row", "select",
    "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "table",
    "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true", "union",
    "unique", "user", "using", "values", "varchar", "variadic", "verbose", "when", "where", "window",
    "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces",
    "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable",
};
// clang-format on

bool is_plain(std::string_view name) {
    if (name.empty()) return false;
    auto const first = name.front();
    if (!((first >= 'a' && first <= 'z') || first == '_')) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

} // namespace

void append_quoted_ident(std::string &out, std::string_view name) {
    out.push_back('"');
    for (char const c : name) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

bool is_plain_ident(std::string_view name) { return is_plain(name); }

void append_ident(std::string &out, std::string_view name) {
    if (is_plain(name) && !std::binary_search(std::begin(k_keywords), std::end(k_keywords), name)) {
        out.append(name);
        return;
    }
    append_quoted_ident(out, name);
}

std::string quote_ident(std::string_view name) {
    std::string out;
    append_ident(out, name);
    return out;
}

std::string quote_literal(std::string_view text) {
    bool const escape = text.find('\\') != std::string_view::npos;
    std::string out = escape ? "E'" : "'";
    for (char const c : text) {
        if (c == '\'' || c == '\\') out.push_back(c);
        out.push_back(c);
    }
    out.push_back('\'');
    return out;
}

} // namespace scribe::base
