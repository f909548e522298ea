// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"

#include <fmt/format.h>

namespace scribe::exporter::markdown {

namespace {

/// A list of facts; what is empty is left out.
class Facts {
public:
    explicit Facts(std::string &out) : m_table(out, {"Property", "Value"}) {}
    void add(std::string_view name, std::string const &value) {
        if (!value.empty()) m_table.row({name, value});
    }
    void code(std::string_view name, std::string const &value) {
        if (!value.empty()) add(name, cell_code(value));
    }

private:
    TableWriter m_table;
};

std::string size_text(model::Stats const &stats) {
    if (!stats.total_bytes) return {};
    std::vector<std::string> parts;
    auto const part = [&parts](char const *name, std::optional<std::int64_t> const &bytes) {
        if (bytes && *bytes > 0) parts.push_back(fmt::format("{} {}", name, base::human_bytes(*bytes)));
    };
    part("data", stats.heap_bytes);
    part("indexes", stats.index_bytes);
    part("toast", stats.toast_bytes);
    auto const total = base::human_bytes(*stats.total_bytes);
    auto const mark = stats.bytes_exact || *stats.total_bytes == 0 ? "" : "≈ ";
    return parts.size() < 2 ? mark + total : fmt::format("{}{} ({})", mark, total, base::join(parts, ", "));
}

std::string publications(model::Table const &table, Survey const &survey) {
    // FOR ALL TABLES and FOR TABLES IN SCHEMA leave out what the server does not log.
    if (table.table_kind == "foreign" || !table.persistence.empty()) return {};
    model::Ref const self{table.schema, table.name};
    std::vector<std::string> parts;
    for (auto const &name : survey.full_publications) parts.push_back(cell_code(name));
    if (auto const found = survey.publications.find(self); found != survey.publications.end()) {
        for (auto const &[name, part] : found->second) parts.push_back(cell_code(name) + published_part(part));
    }
    if (auto const found = survey.schema_publications.find(self.schema); found != survey.schema_publications.end()) {
        for (auto const &name : found->second) parts.push_back(cell_code(name));
    }
    return base::join(parts, "; ");
}

std::string links(std::vector<model::Ref> const &relations, Survey const &survey, std::string const &page) {
    std::string out;
    for (auto const &relation : relations) {
        if (!out.empty()) out += ", ";
        out += link(survey.relations, relation, page);
    }
    return out;
}

void table_facts(Facts &facts, model::Table const &table, Survey const &survey, std::string const &page) {
    facts.code("Partitioned by", table.partition_key);
    if (!table.partition_of.empty()) {
        facts.add("Partition of", link(survey.relations, table.partition_of, page));
        facts.code("Bound", table.partition_bound);
    }
    facts.add("Inherits from", links(table.inherits, survey, page));
    if (!table.of_type.empty()) facts.add("Of type", link(survey.types, table.of_type, page));
    if (table.row_security) facts.add("Row level security", table.force_row_security ? "on, for the owner too" : "on");
    else if (table.force_row_security) facts.add("Row level security", "off (forced once it is on)");
    if (table.table_kind != "foreign") facts.code("Replica identity", table.replica_identity);
    facts.code("Server", table.server);
    facts.add("Foreign options", code_list(table.foreign_options));
    facts.code("Module", table.module);
    facts.add("SQLite", joined({table.without_rowid ? "WITHOUT ROWID" : "", table.strict ? "STRICT" : ""}));
    facts.code("Tablespace", table.tablespace);
    facts.code("Access method", table.access_method);
    facts.add("Options", code_list(table.options));
    facts.add("Published in", publications(table, survey));
}

void view_facts(Facts &facts, model::View const &view) {
    if (view.unpopulated) facts.add("Rows", "unknown: not populated");
    if (!view.check_option.empty()) facts.add("Check option", cell(view.check_option));
    facts.code("Tablespace", view.tablespace);
    facts.code("Access method", view.access_method);
    facts.add("Options", code_list(view.options));
}

} // namespace

void write_facts(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    Facts facts{out};
    facts.add("Kind", cell(relation_kind(relation)));
    if (auto const &stats = relation.object().stats) {
        facts.add("Rows", rows_text(*stats));
        facts.add("Size", size_text(*stats));
    }
    facts.code("Owner", relation.table ? relation.table->owner : relation.view->owner);
    if (relation.table) table_facts(facts, *relation.table, survey, page);
    else view_facts(facts, *relation.view);
    facts.code("Extension", relation.object().extension);
}

} // namespace scribe::exporter::markdown
