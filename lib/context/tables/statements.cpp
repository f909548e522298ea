// SPDX-License-Identifier: MIT
#include "context/tables/statements.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <utility>

namespace scribe::context {

namespace {

using Type = ColumnRole::Type;

std::string *member_of(PlaceWords &words, Type type) {
    switch (type) {
    case Type::ref: return &words.ref;
    case Type::source: return &words.source;
    case Type::schema: return &words.schema;
    case Type::table: return &words.table;
    case Type::column: return &words.column;
    case Type::name: return &words.name;
    case Type::kind:
    case Type::data_type: return &words.kind;
    default: return nullptr;
    }
}

Field field_at(std::string const &word, std::string const &place) {
    if (auto const field = field_from_heading(word)) return *field;
    std::vector<std::string> names;
    for (auto const field : all_fields()) names.emplace_back(field_name(field));
    auto const near = base::nearest(base::to_lower_ascii(word), names);
    fail_at(place, fmt::format("\"{}\" is no field", base::single_line(base::utf8_head(word, 100))),
            (near ? "did you mean " + *near + "? expected one of " : "expected one of ") + base::join(names, ", "));
}

} // namespace

std::string plain_text(std::string_view text) {
    text = base::trim(text);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') plain.push_back(text[at]);
        else if (at + 1 >= text.size() || text[at + 1] != '\n') plain.push_back('\n');
    }
    return plain;
}

bool StatementRows::uses(std::size_t column) const {
    auto const role = column < m_header.size() ? m_header.role(column) : std::nullopt;
    return role && role->type != Type::ignored;
}

void StatementRows::row(std::vector<std::string> const &cells, std::size_t number) {
    Statement statement;
    statement.place = m_place(number, std::nullopt);
    PlaceWords words;
    std::optional<std::size_t> which, text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto cell = plain_text(cells[i]);
        if (cell.empty()) continue;
        auto const role = i < m_header.size() ? m_header.role(i) : std::nullopt;
        if (!role)
            fail_at(m_place(number, i),
                    fmt::format("\"{}\" stands under no heading", base::single_line(base::utf8_head(cell, 60))),
                    "give the column a heading in the first row, or clear the cell");
        if (role->type == Type::which) which = i;
        else if (role->type == Type::text) text = i;
        else if (role->type == Type::field) statement.fields[role->field] = std::move(cell);
        else if (auto *const member = member_of(words, role->type)) {
            // A kind that is said counts before what may be a data type.
            if (role->type == Type::data_type && !words.kind.empty()) continue;
            words.kind_may_be_type = role->type == Type::data_type || (words.kind_may_be_type && member != &words.kind);
            *member = std::move(cell);
        }
    }
    if (text && !which) fail_at(m_place(number, text), "a text, but its field is not said");
    if (text) statement.fields[field_at(plain_text(cells[*which]), m_place(number, which))] = plain_text(cells[*text]);
    if (statement.fields.empty()) return;
    set_object(statement, words, statement.place);
    m_use(std::move(statement));
}

} // namespace scribe::context
