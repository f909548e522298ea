// SPDX-License-Identifier: MIT
#include "export/markdown/said.hpp"

#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace scribe::exporter::markdown {

namespace {

/// The table or view that it is or belongs to; empty for schemas and the database, which come before.
std::string const &relation_of(model::ObjectName const &of) {
    static std::string const k_none;
    if (of.kind == "schema" || of.kind == "database") return k_none;
    return of.table.empty() ? of.name : of.table;
}

bool is_relation(model::ObjectName const &of) { return of.kind == "table" || of.kind == "view"; }

/// The title with a capital letter: "Business rules".
std::string title(std::string_view field) {
    std::string heading{model::context_title(field)};
    heading.front() = static_cast<char>(heading.front() - 'a' + 'A');
    return heading;
}

std::string_view writer_of(model::Description const &text) {
    return text.writer.empty() ? std::string_view{text.origin} : std::string_view{text.writer};
}

} // namespace

SaidCursor::SaidCursor(model::ModelReader &reader)
    : m_texts{reader.said_texts(), {}, false}, m_entries{reader.said_entries(), {}, false} {
    m_texts.advance();
    m_entries.advance();
}

template <typename T, typename Use> void SaidCursor::walk(Walk<T> &items, model::Ref const &relation, Use const &use) {
    for (; items.more; items.advance()) {
        auto const &of = items.item.of;
        auto const order = std::tie(of.schema, relation_of(of)) <=> std::tie(relation.schema, relation.name);
        if (order > 0) return;
        if (order < 0 || !(is_relation(of) || of.kind == "column")) continue;
        use(is_relation(of) ? std::string{} : of.name, items.item);
    }
}

SaidParts SaidCursor::take(model::Ref const &relation) {
    SaidParts said;
    walk(m_texts, relation,
         [&](std::string const &part, model::SaidText &item) { said[part].text = std::move(item.description); });
    walk(m_entries, relation,
         [&](std::string const &part, model::SaidEntry &item) { said[part].entries.push_back(std::move(item.entry)); });
    return said;
}

SaidOthers read_said_others(model::ModelReader &reader) {
    SaidOthers others;
    auto const each = [](auto const &cursor, auto item, auto const &use) {
        while (cursor && cursor->next(item)) {
            if (!is_relation(item.of) && item.of.table.empty()) use(item);
        }
    };
    auto const said = [&others](model::ObjectName const &of) -> Said & {
        return others[{of.kind, of.schema, of.name}];
    };
    each(reader.said_texts(), model::SaidText{}, [&](auto &item) { said(item.of).text = std::move(item.description); });
    each(reader.said_entries(), model::SaidEntry{},
         [&](auto &item) { said(item.of).entries.push_back(std::move(item.entry)); });
    return others;
}

std::string said_line(Said const *said, std::optional<std::string> const &comment) {
    if (said && said->approved()) return said->text->text;
    if (comment && !comment->empty()) return *comment;
    return said && said->text ? "(draft) " + said->text->text : std::string{};
}

void write_said(std::string &out, Said const *said, std::optional<std::string> const &comment) {
    if (said && said->approved()) {
        out += paragraphs(said->text->text) + "\n";
    } else if (comment) {
        if (auto const written = paragraphs(*comment); !written.empty()) out += written + "\n";
    }
    bool const draft = said && said->text && !said->approved() && (!comment || comment->empty());
    if (draft) out += fmt::format("> **Draft** by {}: {}\n\n", text(writer_of(*said->text)), text(said->text->text));
    if (!said || said->entries.empty()) return;
    {
        TableWriter table{out, {"What people say", ""}};
        for (auto const &entry : said->entries) table.row({title(entry.field), cell(entry.text)});
    }
    out += "\n";
}

void write_said_of_columns(std::string &out, SaidParts const &said, std::vector<model::Column> const &columns) {
    bool const any =
        std::ranges::any_of(said, [](auto const &part) { return !part.first.empty() && !part.second.entries.empty(); });
    if (!any) return;
    section(out, "What people say of columns");
    TableWriter table{out, {"Column", "What people say", "Text"}};
    for (auto const &column : columns) {
        auto const found = said.find(column.name);
        if (found == said.end()) continue;
        for (auto const &entry : found->second.entries)
            table.row({cell_code(column.name), title(entry.field), cell(entry.text)});
    }
}

void write_terms(std::string &out, Glossary const &glossary, std::vector<std::string_view> const &texts) {
    if (glossary.finder.empty()) return;
    std::set<std::size_t> found;
    for (auto const one : texts) {
        for (auto const term : glossary.finder.find(one)) found.insert(term);
    }
    if (found.empty()) return;
    section(out, "Glossary");
    TableWriter table{out, {"Term", "Means"}};
    for (auto const term : found) table.row({cell(glossary.terms[term].name), cell(glossary.terms[term].definition)});
}

} // namespace scribe::exporter::markdown
