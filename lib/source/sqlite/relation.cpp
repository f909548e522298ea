// SPDX-License-Identifier: MIT
#include "source/sqlite/relation.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::source::sqlite {

ColumnInfo const *Relation::find_column(std::string_view raw_name) const {
    auto const wanted = base::to_lower_ascii(raw_name);
    auto const found = std::find_if(columns.begin(), columns.end(),
                                    [&wanted](ColumnInfo const &c) { return base::to_lower_ascii(c.raw) == wanted; });
    return found == columns.end() ? nullptr : &*found;
}

std::vector<ColumnInfo const *> Relation::primary_key() const {
    std::vector<ColumnInfo const *> keys;
    for (auto const &column : columns) {
        if (column.key_position > 0) keys.push_back(&column);
    }
    std::sort(keys.begin(), keys.end(), [](auto const *a, auto const *b) { return a->key_position < b->key_position; });
    return keys;
}

void Relations::build_lookup() {
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        m_by_id.emplace(m_all[i].id, i);
        m_by_name.emplace(base::to_lower_ascii(m_all[i].raw), i);
    }
}

Relation *Relations::find(std::int64_t id) {
    auto const found = m_by_id.find(id);
    return found == m_by_id.end() ? nullptr : &m_all[found->second];
}

Relation const *Relations::find(std::string_view raw_name) const {
    auto const found = m_by_name.find(base::to_lower_ascii(raw_name));
    return found == m_by_name.end() ? nullptr : &m_all[found->second];
}

} // namespace scribe::source::sqlite
