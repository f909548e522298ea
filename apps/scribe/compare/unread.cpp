// SPDX-License-Identifier: MIT
#include "compare/unread.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"

#include <fmt/format.h>

namespace scribe::cli {

void Unread::add(model::Record const &record) {
    m_objects.insert(base::single_line(fmt::format("{} {}", model::kind_text(record.kind), model::format_ref(record))));
    for (auto const &table : model::unread_tables(record.body)) m_tables.insert(base::single_line(table));
}

std::string Unread::note() const {
    if (empty()) return {};
    bool const one = m_objects.size() == 1;
    return fmt::format("{} ({}{}) {} not read in full: {}; the expressions of {} are not compared",
                       base::counted(static_cast<std::int64_t>(m_objects.size()), "object"), *m_objects.begin(),
                       one ? "" : ", ...", one ? "was" : "were",
                       model::unread_reason({m_tables.begin(), m_tables.end()}), one ? "it" : "them");
}

std::vector<diff::ddl::Statement> Unread::script() const {
    std::vector<diff::ddl::Statement> statements;
    for (auto const &object : m_objects) statements.push_back({{}, object + " was not read in full"});
    statements.push_back(
        {{}, "nothing is written before all is read: " + model::unread_reason({m_tables.begin(), m_tables.end()})});
    return statements;
}

} // namespace scribe::cli
