// SPDX-License-Identifier: MIT
#include "catalog/search/said_texts.hpp"

#include <algorithm>

namespace scribe::catalog {

SaidTextReader::SaidTextReader(sqlite::Db &db)
    : m_description(db, "SELECT text, status = 'approved' FROM v_current_descriptions WHERE object_id = ?"),
      m_context(db, "SELECT field, text FROM v_current_context WHERE object_id = ? AND field <> 'description' "
                    "ORDER BY field"),
      m_any(db.query_int("SELECT EXISTS (SELECT 1 FROM description) OR EXISTS (SELECT 1 FROM context)") != 0) {}

std::vector<SaidText> SaidTextReader::of(std::int64_t object_id, bool has_comment) {
    std::vector<SaidText> texts;
    if (!m_any) return texts;
    m_description.bind(1, object_id);
    if (m_description.step()) {
        bool const approved = m_description.get_int(1) != 0;
        std::string text{m_description.get_text(0)};
        if (!text.empty() && (approved || !has_comment))
            texts.push_back({approved ? "description" : "draft", std::move(text)});
    }
    m_description.reset();
    m_context.bind(1, object_id);
    while (m_context.step()) texts.push_back({std::string{m_context.get_text(0)}, std::string{m_context.get_text(1)}});
    m_context.reset();
    // What people say is shown before a draft that may repeat it.
    if (!texts.empty() && texts.front().is_draft()) std::ranges::rotate(texts, texts.begin() + 1);
    return texts;
}

std::optional<SaidDatabase> said_database(sqlite::Db &db, std::int64_t object_id) {
    sqlite::Stmt select{db, "SELECT id, name, coalesce(comment, '') FROM source WHERE database_id = ?"};
    select.bind(1, object_id);
    if (!select.step()) return std::nullopt;
    SaidDatabase found{select.get_int(0), object_id, std::string{select.get_text(1)}, std::string{select.get_text(2)}};
    if (found.comment.empty() && SaidTextReader{db}.of(object_id, false).empty()) return std::nullopt;
    return found;
}

} // namespace scribe::catalog
