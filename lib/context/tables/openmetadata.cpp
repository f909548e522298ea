// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace scribe::context {

namespace {

/// shop_service.shop.public."order.items": the parts, of which those with dots stand in quotes.
std::vector<std::string> name_parts(std::string_view name) {
    std::vector<std::string> parts{""};
    bool quoted = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] == '"' && quoted && at + 1 < name.size() && name[at + 1] == '"')
            parts.back().push_back(name[at++]);
        else if (name[at] == '"') quoted = !quoted;
        else if (name[at] == '.' && !quoted) parts.emplace_back();
        else parts.back().push_back(name[at]);
    }
    return parts;
}

/// The texts that its editor writes are HTML: what they say, without marks. A text that has none stays as it is.
std::string plain_text(std::string const &html) {
    static constexpr std::pair<std::string_view, std::string_view> k_entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}};
    static constexpr std::string_view k_lines[] = {"p",   "/p",  "br",  "br/", "li",  "/ul",
                                                   "/ol", "/h1", "/h2", "/h3", "div", "/div"};
    auto const is_mark = [&](std::size_t at) {
        auto const next = at + 1 < html.size() ? html[at + 1] : ' ';
        return html[at] == '<' && ((next >= 'a' && next <= 'z') || (next == '/' && at + 2 < html.size())) &&
               html.find('>', at) != std::string::npos;
    };
    if (!html.starts_with('<') || !is_mark(0)) return html;
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (is_mark(at)) {
            auto const end = html.find('>', at);
            auto const mark = std::string_view{html}.substr(at + 1, end - at - 1);
            auto const name = mark.substr(0, mark.find(' '));
            if (std::ranges::find(k_lines, name) != std::end(k_lines) && !text.empty() && text.back() != '\n')
                text += '\n';
            at = end + 1;
            continue;
        }
        auto const *const entity = std::ranges::find_if(
            k_entities, [&](auto const &one) { return std::string_view{html}.substr(at).starts_with(one.first); });
        if (entity != std::end(k_entities)) {
            text += entity->second;
            at += entity->first.size();
        } else text += html[at++];
    }
    return std::string{base::trim(text)};
}

/// What OpenMetadata exports of a database or a schema with all that is in it:
/// https://docs.open-metadata.org/latest/how-to-guides/data-governance: name, displayName, description, owner, tags,
/// glossaryTerms, tiers, ..., entityType, fullyQualifiedName.
class OpenMetadataRows : public RowReader {
public:
    OpenMetadataRows(std::map<std::string, std::size_t> columns, TablePlace place,
                     std::function<void(Statement &&)> const &use)
        : m_columns(std::move(columns)), m_place(std::move(place)), m_use(use) {}

    bool may_be_short() const override { return true; }

    void row(std::vector<std::string> const &cells, std::size_t number) override {
        Statement statement;
        statement.place = m_place(number, std::nullopt);
        auto const cell = [&](char const *key) { return cell_at(cells, m_columns, key); };
        auto const add = [&](Field field, std::string const &text) {
            auto &known = statement.fields[field];
            known += (known.empty() || text.empty() ? "" : "\n") + text;
            if (known.empty()) statement.fields.erase(field);
        };
        add(Field::description, plain_text(cell("description")));
        add(Field::owner, owners(cell("owner")));
        add(Field::tags, one_a_line(cell("tag"), ';'));
        add(Field::tags, one_a_line(cell("tier"), ';'));
        add(Field::terms, terms(cell("glossary term")));
        if (statement.fields.empty()) return;
        if (set_object(statement, cell("entity type"), name_parts(cell("fully qualified name"))))
            m_use(std::move(statement));
    }

private:
    /// SERVICE.DATABASE.SCHEMA.TABLE.COLUMN; false for what is no object of a database.
    static bool set_object(Statement &statement, std::string const &type, std::vector<std::string> parts) {
        struct Level {
            std::string_view type;
            std::size_t parts;
        };
        constexpr Level k_levels[] = {
            {"database", 2}, {"databaseSchema", 3}, {"table", 4}, {"storedProcedure", 4}, {"column", 5}};
        for (auto const &level : k_levels) {
            if (level.type != type) continue;
            if (parts.size() < level.parts)
                fail_at(statement.place,
                        fmt::format("fullyQualifiedName has {}; expected {} for a {}",
                                    base::counted(static_cast<std::int64_t>(parts.size()), "part"), level.parts, type));
            if (parts.size() > 2) statement.schema = parts[2];
            if (type == "storedProcedure") {
                statement.kind = model::Kind::routine;
                statement.name = parts[3];
            } else if (parts.size() > 3) statement.table = parts[3];
            // Of a column within a column the outer one is what databases have.
            if (parts.size() > 5) return false;
            if (type == "column") statement.name = parts[4];
            return true;
        }
        fail_at(statement.place, fmt::format("\"{}\" is no entityType", base::single_line(base::utf8_head(type, 60))),
                "expected database, databaseSchema, table, storedProcedure or column");
    }

    /// "user:jdoe;team:sales" without what they are.
    static std::string owners(std::string const &text) {
        std::vector<std::string> names;
        for (auto const &part : base::split(text, ';')) {
            auto name = base::trim(part);
            for (std::string_view const prefix : {"user:", "team:"})
                if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
            if (!name.empty()) names.emplace_back(name);
        }
        return base::join(names, "\n");
    }

    /// "Glossary.Term;Glossary.Other": the terms' own names.
    static std::string terms(std::string const &text) {
        std::vector<std::string> names;
        for (auto const &part : base::split(text, ';')) {
            auto name = name_parts(base::trim(part)).back();
            if (!name.empty()) names.push_back(std::move(name));
        }
        return base::join(names, "\n");
    }

    std::map<std::string, std::size_t> m_columns;
    TablePlace m_place;
    std::function<void(Statement &&)> const &m_use;
};

} // namespace

std::unique_ptr<RowReader> openmetadata_rows(std::vector<std::string> const &headings, TablePlace const &place,
                                             std::function<void(Statement &&)> const &use) {
    auto columns = heading_places(headings);
    if (!columns.contains("entity type") || !columns.contains("fully qualified name")) return nullptr;
    return std::make_unique<OpenMetadataRows>(std::move(columns), place, use);
}

} // namespace scribe::context
