// SPDX-License-Identifier: MIT
#include "export/markdown/index.hpp"

#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

/// GitHub stops rendering at about 512 kB; long before that a page is no fun to scroll.
constexpr std::size_t k_page_bytes = 256'000;

constexpr std::array<char const *, Index::part_count> k_titles = {"Tables", "Views", "Types", "Routines"};

/// The first line of a comment that has more than rules ("-----") in it, not too long.
std::string summary(std::optional<std::string> const &comment) {
    if (!comment) return {};
    auto rest = base::trim(*comment);
    for (;;) {
        auto const end = rest.find_first_of("\r\n");
        auto const line = base::trim(rest.substr(0, end));
        if (end == std::string_view::npos || line.find_first_not_of("-=*#/+_~ ") != std::string_view::npos)
            return cell(base::fit_width(line, 160));
        rest = base::trim(rest.substr(end));
    }
}

/// A row's line without its first cell, which is empty: a link, which depends on the page, stands there.
std::string_view after_first(std::string_view line) { return line.substr(2); }

std::string number(std::size_t count) { return base::group_digits(static_cast<std::int64_t>(count)); }

/// What is said of a schema, behind an empty line.
std::string schema_words(Survey const &survey, std::string const &name, std::optional<std::string> const &comment) {
    std::string said;
    write_said(said, survey.said_of("schema", name, name), comment);
    return said.empty() ? said : "\n" + said.substr(0, said.size() - 1);
}

/// Whose the only schema is, behind an empty line; several have it in their table.
void write_schema_rights(std::string &out, std::string const &owner, std::string const &grants) {
    if (owner.empty() && grants.empty()) return;
    out += '\n';
    TableWriter table{out, {"Owner", "Grants"}};
    table.row({owner, grants});
}

std::string type_definition(model::Type const &type) {
    if (!type.labels.empty()) return cell(base::fit_width(base::join(type.labels, ", "), 120));
    if (!type.base_type.empty()) return cell_code(type.base_type);
    return type.attributes.empty() ? std::string{}
                                   : base::counted(static_cast<std::int64_t>(type.attributes.size()), "attribute");
}

} // namespace

PagedFile::PagedFile(Sink &sink, std::string title, std::function<std::string(int)> path_of)
    : m_sink(&sink), m_title(std::move(title)), m_path_of(std::move(path_of)), m_path(m_path_of(1)),
      m_text("# " + m_title + "\n") {}

void PagedFile::room(std::size_t size, std::string const &head) {
    if (m_text.size() + size <= k_page_bytes) return;
    auto const next = m_path_of(m_page + 1);
    m_text += "\n[Next page](" + relative_link(m_path, next) + ")\n";
    m_sink->file(m_path, std::move(m_text));
    m_text =
        fmt::format("# {}, page {}\n\n[Page before](", m_title, ++m_page) + relative_link(next, m_path) + ")\n" + head;
    m_path = next;
}

void PagedFile::finish() { m_sink->file(m_path, std::move(m_text)); }

std::array<Index::List, Index::part_count> Index::empty_lists() {
    return {{{{}, {"Table", "Kind", "Rows:", "Columns:", "Comment"}},
             {{}, {"View", "Kind", "Rows:", "Columns:", "Comment"}},
             {{}, {"Type", "Kind", "Definition", "Comment"}},
             {{}, {"Routine", "Kind", "Result", "Language", "Comment"}}}};
}

void Index::add_schema(model::Schema const &schema) {
    auto &lists = m_schemas[schema.name];
    lists.comment = schema.comment;
    if (!schema.owner.empty()) lists.owner = cell_code(schema.owner);
    lists.grants = grants_text(schema.grants);
}

/// The first of the cells is the link, which depends on the page that it will stand on.
void Index::add(std::string const &schema, Part part, Line line, std::initializer_list<std::string_view> cells) {
    auto &lists = m_schemas[schema];
    auto &list = lists.parts.at(part);
    auto const before = list.rows.bytes();
    list.rows.add(cells);
    lists.bytes += line.path.size() + line.label.size() + list.rows.bytes() - before + 10;
    list.lines.push_back(std::move(line));
}

void Index::add_relation(Relation const &relation, Survey const &survey) {
    auto const self = relation.ref();
    // Partitions stand on the page of their table; there may be very many.
    if (relation.table && survey.relations.find(relation.table->partition_of)) {
        ++m_schemas[self.schema].partitions;
        return;
    }
    auto const &object = relation.object();
    auto kind = relation_kind(relation);
    if (auto const found = survey.partitions.find(self); found != survey.partitions.end()) {
        kind += ", " + base::counted(static_cast<std::int64_t>(found->second.size()), "partition");
    }
    auto const rows = object.stats ? rows_text(*object.stats) : std::string{};
    add(self.schema, relation.table ? tables : views, {*survey.relations.find(self), link_text(self.name)},
        {"", cell(kind), rows, std::to_string(relation.columns.size()),
         summary(said_line(relation.said_of(), object.comment))});
}

void Index::add_type(model::Type const &type, Survey const &survey) {
    add(type.schema, types, {*survey.types.find({type.schema, type.name}), link_text(type.name)},
        {"", cell(type.type_kind), type_definition(type),
         summary(said_line(survey.said_of("type", type.schema, type.name), type.comment))});
}

void Index::add_routine(model::Routine const &routine, Survey const &survey) {
    add(routine.schema, routines,
        {*survey.routines.find({routine.schema, routine.routine_name}), link_text(base::fit_width(routine.name, 120))},
        {"", cell(routine.routine_kind), cell_code(base::fit_width(routine.result, 80)), cell(routine.language),
         summary(said_line(survey.said_of("routine", routine.schema, routine.name), routine.comment))});
}

void Index::add_database_page(std::string title, std::string path, std::size_t count) {
    m_database.push_back({std::move(title), std::move(path), count});
}

void Index::write_lists(SchemaLists &lists, std::string const &heading, PagedFile &file) {
    for (std::size_t part = 0; part < part_count; ++part) {
        auto &[lines, rows] = lists.parts[part];
        if (lines.empty()) continue;
        auto const head = fmt::format("\n{} {}\n\n{}", heading, k_titles[part], rows.head());
        file.room(head.size() + 200, "");
        file.text() += head;
        for (auto const &[path, label] : lines) {
            auto const rest = rows.next_line();
            file.room(path.size() + label.size() + rest.size() + 10, head);
            append(file.text(), {"| ", labelled_link(label, file.path(), path), " ", after_first(rest)});
        }
    }
}

void Index::write_overview(PagedFile &file, Survey const &survey, bool split) const {
    auto &out = file.text();
    auto const &facts = survey.facts;
    out +=
        fmt::format("\n{}\n", text(fmt::format("Database {} on {} {}", facts.database, facts.product, facts.version)));
    std::string said;
    write_said(said, survey.said_of("database", "", ""), facts.comment);
    if (!said.empty()) out += "\n" + said.substr(0, said.size() - 1);
    out += "\n| What | How many |\n| --- | ---: |\n";
    std::array<std::size_t, part_count> counts{};
    std::size_t partitions = 0;
    for (auto const &[name, lists] : m_schemas) {
        for (std::size_t part = 0; part < part_count; ++part) counts[part] += lists.parts[part].lines.size();
        partitions += lists.partitions;
    }
    out += fmt::format("| Schemas | {} |\n", number(m_schemas.size()));
    for (std::size_t part = 0; part < part_count; ++part) {
        if (counts[part] > 0) out += fmt::format("| {} | {} |\n", k_titles[part], number(counts[part]));
        if (part == tables && partitions > 0)
            out += fmt::format("| Partitions (on the pages of their tables) | {} |\n", number(partitions));
    }
    for (auto const &page : m_database)
        out +=
            fmt::format("| [{}]({}) | {} |\n", page.title, relative_link(file.path(), page.path), number(page.count));
    if (!split && m_schemas.size() < 2) return;
    Rows rows{"Schema", "Tables:", "Views:", "Types:", "Routines:", "Owner", "Grants", "Comment"};
    for (auto const &[name, lists] : m_schemas) {
        std::array<std::string, part_count> sizes;
        for (std::size_t part = 0; part < part_count; ++part) sizes[part] = number(lists.parts[part].lines.size());
        rows.add({"", sizes[tables], sizes[views], sizes[types], sizes[routines], lists.owner, lists.grants,
                  summary(said_line(survey.said_of("schema", name, name), lists.comment))});
    }
    auto const head = "\n## Schemas\n\n" + rows.head();
    out += head;
    for (auto const &[name, lists] : m_schemas) {
        auto const rest = rows.next_line();
        auto const page = "schemas/" + encode_name(name) + ".md";
        auto label = text(name);
        file.room(label.size() + page.size() + rest.size() + 20, head);
        if (split && lists.bytes > 0) label = labelled_link(label, file.path(), page);
        append(file.text(), {"| ", label, " ", after_first(rest)});
    }
}

void Index::write(Survey const &survey, Sink &sink) {
    std::size_t bytes = 0;
    for (auto const &[name, lists] : m_schemas) bytes += lists.bytes;
    bool const split = bytes > k_page_bytes * 3 / 4;
    PagedFile readme{sink, text(survey.facts.name),
                     [](int page) { return page == 1 ? "README.md" : fmt::format("database/schemas.{}.md", page); }};
    write_overview(readme, survey, split);
    for (auto &[name, lists] : m_schemas) {
        if (lists.bytes == 0) continue;
        if (!split) {
            readme.text() += fmt::format("\n## Schema {}\n", text(name));
            readme.text() += schema_words(survey, name, lists.comment);
            if (m_schemas.size() == 1) write_schema_rights(readme.text(), lists.owner, lists.grants);
            write_lists(lists, "###", readme);
            continue;
        }
        auto const stem = fmt::format("schemas/{}", encode_name(name));
        PagedFile file{sink, fmt::format("Schema {}", text(name)),
                       [&stem](int page) { return page == 1 ? stem + ".md" : fmt::format("{}.{}.md", stem, page); }};
        file.text() += schema_words(survey, name, lists.comment);
        write_lists(lists, "##", file);
        file.text() += "\n[Index](" + relative_link(file.path(), "README.md") + ")\n";
        file.finish();
    }
    readme.finish();
}

} // namespace scribe::exporter::markdown
