// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/rewrites.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace scribe::diff::ddl {

namespace {

/// Functions of PostgreSQL and its extensions that give another value for each row.
constexpr std::array<std::string_view, 13> k_volatile{
    "nextval(",          "random(",          "random_normal(",   "gen_random_uuid(",  "uuidv4(",
    "uuidv7(",           "clock_timestamp(", "timeofday(",       "uuid_generate_v1(", "uuid_generate_v1mc(",
    "uuid_generate_v4(", "currval(",         "gen_random_bytes("};

/// The expression without what stands in its literals.
std::string without_literals(std::string_view text) {
    std::string code;
    bool inside = false;
    for (auto const c : text) {
        if (c == '\'') inside = !inside;
        else if (!inside) code += c;
    }
    return code;
}

} // namespace

bool rewrites_table(Plan const &plan, model::Column const &column) {
    if (column.generated == "stored" || !column.identity.empty()) return true;
    if (!column.generated.empty() || !column.default_value) return false;
    auto const code = without_literals(*column.default_value);
    auto const calls = [&](std::string_view name) { return code.find(name) != std::string::npos; };
    return std::any_of(k_volatile.begin(), k_volatile.end(), calls) ||
           std::any_of(plan.volatile_routines().begin(), plan.volatile_routines().end(), calls);
}

} // namespace scribe::diff::ddl
