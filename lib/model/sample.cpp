// SPDX-License-Identifier: MIT
#include "model/sample.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::model {

namespace {

using Named = std::pair<std::string_view, ValueClass>;

constexpr std::array k_postgres_types = {
    Named{"smallint", ValueClass::integer},
    Named{"integer", ValueClass::integer},
    Named{"bigint", ValueClass::integer},
    Named{"oid", ValueClass::integer},
    Named{"numeric", ValueClass::decimal},
    Named{"money", ValueClass::decimal},
    Named{"real", ValueClass::real},
    Named{"double precision", ValueClass::real},
    Named{"boolean", ValueClass::boolean},
    Named{"text", ValueClass::text},
    Named{"character", ValueClass::text},
    Named{"character varying", ValueClass::text},
    Named{"bpchar", ValueClass::text},
    Named{"name", ValueClass::text},
    Named{"\"char\"", ValueClass::text},
    Named{"citext", ValueClass::text},
    Named{"date", ValueClass::date},
    Named{"timestamp without time zone", ValueClass::timestamp},
    Named{"timestamp with time zone", ValueClass::timestamp},
    Named{"time without time zone", ValueClass::time},
    Named{"time with time zone", ValueClass::time},
    Named{"interval", ValueClass::interval},
    Named{"uuid", ValueClass::uuid},
    Named{"json", ValueClass::json},
    Named{"jsonb", ValueClass::json},
    Named{"bytea", ValueClass::binary},
    Named{"inet", ValueClass::network},
    Named{"cidr", ValueClass::network},
    Named{"macaddr", ValueClass::network},
    Named{"macaddr8", ValueClass::network},
};

/// "timestamp(3) with time zone" without what is in parentheses.
std::string without_modifiers(std::string_view type) {
    std::string out;
    int depth = 0;
    for (char const c : type) {
        if (c == '(') ++depth;
        if (depth == 0) out.push_back(c);
        if (c == ')') --depth;
    }
    return out;
}

/// The words of SQLite's declared types that say more than the affinity, in the order that they are looked for.
constexpr std::array k_sqlite_words = {
    Named{"bool", ValueClass::boolean},
    Named{"timestamp", ValueClass::timestamp},
    Named{"datetime", ValueClass::timestamp},
    Named{"date", ValueClass::date},
    Named{"time", ValueClass::time},
    Named{"json", ValueClass::json},
    Named{"uuid", ValueClass::uuid},
    Named{"guid", ValueClass::uuid},
    Named{"uniqueidentifier", ValueClass::uuid},
};

} // namespace

ValueClass value_class_of(std::string_view type) {
    if (type.ends_with("[]")) return ValueClass::array;
    auto name = without_modifiers(type);
    // Only types of extensions and users carry a schema.
    if (auto const dot = name.rfind('.'); dot != std::string::npos) {
        name.erase(0, dot + 1);
        return name == "citext" ? ValueClass::text : ValueClass::other;
    }
    if (name.starts_with("interval")) return ValueClass::interval; // "interval day to second"
    auto const found = std::ranges::find(k_postgres_types, std::string_view{name}, &Named::first);
    return found == k_postgres_types.end() ? ValueClass::other : found->second;
}

ValueClass sqlite_value_class_of(std::string_view declared_type, std::string_view affinity) {
    auto const declared = base::to_lower_ascii(declared_type);
    for (auto const &[word, value_class] : k_sqlite_words) {
        if (declared.find(word) != std::string::npos) return value_class;
    }
    if (affinity == "INTEGER") return ValueClass::integer;
    if (affinity == "REAL") return ValueClass::real;
    if (affinity == "NUMERIC") return ValueClass::decimal;
    // Columns without a type may hold anything; most hold text.
    return declared.find("blob") != std::string::npos ? ValueClass::binary : ValueClass::text;
}

} // namespace scribe::model
