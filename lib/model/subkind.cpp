// SPDX-License-Identifier: MIT
#include "model/subkind.hpp"

#include <algorithm>
#include <array>

namespace scribe::model {

namespace {

constexpr std::array k_subkinds = {
    Subkind{"partition", "partitions", Kind::table, R"("partition_of":{)"},
    Subkind{"partitioned-table", "partitioned tables", Kind::table, R"("table_kind":"partitioned")"},
    Subkind{"foreign-table", "foreign tables", Kind::table, R"("table_kind":"foreign")"},
    Subkind{"unlogged-table", "unlogged tables", Kind::table, R"("persistence":"unlogged")"},
    Subkind{"virtual-table", "virtual tables", Kind::table, R"("table_kind":"virtual")"},
    Subkind{"shadow-table", "shadow tables", Kind::table, R"("table_kind":"shadow")"},
    Subkind{"materialized-view", "materialized views", Kind::view, R"("materialized":true)"},
    Subkind{"primary-key", "primary keys", Kind::constraint, R"("type":"primary key")"},
    Subkind{"foreign-key", "foreign keys", Kind::constraint, R"("type":"foreign key")"},
    Subkind{"unique", "unique constraints", Kind::constraint, R"("type":"unique")"},
    Subkind{"check", "checks", Kind::constraint, R"("type":"check")"},
    Subkind{"exclusion", "exclusion constraints", Kind::constraint, R"("type":"exclusion")"},
    Subkind{"not-null", "not-null constraints", Kind::constraint, R"("type":"not null")"},
    Subkind{"enum", "enums", Kind::type, R"("type_kind":"enum")"},
    Subkind{"domain", "domains", Kind::type, R"("type_kind":"domain")"},
    Subkind{"composite-type", "composite types", Kind::type, R"("type_kind":"composite")"},
    Subkind{"range-type", "range types", Kind::type, R"("type_kind":"range")"},
    Subkind{"base-type", "base types", Kind::type, R"("type_kind":"base")"},
    Subkind{"function", "functions", Kind::routine, R"("routine_kind":"function")"},
    Subkind{"procedure", "procedures", Kind::routine, R"("routine_kind":"procedure")"},
    Subkind{"aggregate", "aggregates", Kind::routine, R"("routine_kind":"aggregate")"},
    Subkind{"window-function", "window functions", Kind::routine, R"("routine_kind":"window")"},
};

std::string dashed(std::string_view text) {
    std::string word{text};
    std::ranges::replace(word, ' ', '-');
    return word;
}

} // namespace

std::span<Subkind const> all_subkinds() { return k_subkinds; }

Subkind const *subkind_from_word(std::string_view word) {
    for (auto const &subkind : k_subkinds) {
        auto const with_kind = std::string{word} + "-" + std::string{kind_name(subkind.kind)};
        if (word == subkind.name || word == dashed(subkind.plural) || with_kind == subkind.name) return &subkind;
    }
    return nullptr;
}

} // namespace scribe::model
