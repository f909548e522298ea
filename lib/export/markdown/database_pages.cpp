// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/pages.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"

#include <fmt/format.h>

namespace scribe::exporter::markdown {

namespace {

/// Writes a page of database/ that is one table; nothing when no object is there. `row` adds an object's cells.
template <typename T, typename Row> void write_list(model::ModelReader &reader, Index &index, Sink &sink,
                                                    std::string const &stem, Rows rows, Row const &row) {
    for_each<T>(reader, [&](T const &object) { row(rows, object); });
    if (rows.count() == 0) return;
    std::string title{model::kind_plural(T::k_kind)};
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    PagedFile file{sink, title,
                   [&stem](int page) { return page == 1 ? stem + ".md" : fmt::format("{}.{}.md", stem, page); }};
    auto const head = "\n" + rows.head();
    file.text() += head;
    for (std::size_t i = 0; i < rows.count(); ++i) {
        auto const line = rows.next_line();
        file.room(line.size(), head);
        file.text() += line;
    }
    file.text() += "\n[Index](../README.md)\n";
    file.finish();
    index.add_database_page(title, stem + ".md", rows.count());
}

std::string published(model::Publication const &publication, Survey const &survey) {
    if (publication.all_tables) return "all tables";
    std::vector<std::string> parts;
    for (auto const &schema : publication.schemas) parts.push_back("schema " + cell_code(schema));
    for (auto const &table : publication.tables) {
        if (parts.size() == k_list_limit) break;
        parts.push_back(link(survey.relations, table.relation, "database/publications.md") + published_part(table));
    }
    auto const total = publication.schemas.size() + publication.tables.size();
    if (auto const *const locked = survey.unread_of(model::Kind::publication, publication))
        parts.push_back(cell("not read in full: " + model::unread_reason(*locked)));
    return base::join(parts, "; ") + (total > parts.size() ? fmt::format("; {} in all", total) : "");
}

std::string wrapper_text(model::Server const &server) {
    auto const name = cell_code(server.wrapper);
    return server.wrapper_options.empty() ? name : name + ", options " + code_list(server.wrapper_options);
}

std::string enabled_text(std::string const &enabled) { return enabled == "origin" ? "yes" : cell(enabled); }

void write_sequences(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink) {
    write_list<model::Sequence>(
        reader, index, sink, "database/sequences",
        Rows{"Sequence", "Type", "Start:", "Step:", "From:", "To:", "Cache:", "Properties", "Owned by", "Used by",
             "Owner", "Grants", "Comment"},
        [&](Rows &rows, model::Sequence const &sequence) {
            auto const owned = sequence.owned_by.empty()
                                   ? std::string{}
                                   : link(survey.relations, sequence.owned_by, "database/sequences.md") + " " +
                                         cell_code(sequence.owned_column);
            rows.add({cell_code(model::format_ref(sequence.schema, sequence.name)), cell(sequence.data_type),
                      cell(sequence.start), cell(sequence.increment), cell(sequence.minimum), cell(sequence.maximum),
                      cell(sequence.cache),
                      joined({sequence.identity ? "identity" : "", sequence.cycle ? "cycles" : "",
                              cell(sequence.persistence)}),
                      owned,
                      users_cell(uses.of_sequence({sequence.schema, sequence.name}), survey, "database/sequences.md"),
                      cell_code(sequence.owner), grants_text(sequence.grants), cell(sequence.comment.value_or(""))});
        });
}

} // namespace

void write_database_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index,
                          Sink &sink) {
    write_sequences(reader, survey, uses, index, sink);
    write_list<model::Extension>(reader, index, sink, "database/extensions",
                                 Rows{"Extension", "Version", "Schema", "Owner", "Comment"},
                                 [](Rows &rows, model::Extension const &e) {
                                     rows.add({cell_code(e.name), cell(e.version), cell_code(e.in_schema),
                                               cell_code(e.owner), cell(e.comment.value_or(""))});
                                 });
    write_list<model::Publication>(
        reader, index, sink, "database/publications",
        Rows{"Publication", "Tables", "Operations", "Through the root", "Generated columns", "Owner", "Comment"},
        [&survey](Rows &rows, model::Publication const &p) {
            rows.add({cell_code(p.name), published(p, survey), text_list(p.operations), yes_no(p.via_root),
                      cell(p.generated_columns), cell_code(p.owner), cell(p.comment.value_or(""))});
        });
    write_list<model::EventTrigger>(reader, index, sink, "database/event-triggers",
                                    Rows{"Event trigger", "Event", "Tags", "Function", "Enabled", "Owner", "Comment"},
                                    [&survey](Rows &rows, model::EventTrigger const &t) {
                                        rows.add({cell_code(t.name), cell(t.event), text_list(t.tags),
                                                  link(survey.routines, t.function, "database/event-triggers.md"),
                                                  enabled_text(t.enabled), cell_code(t.owner),
                                                  cell(t.comment.value_or(""))});
                                    });
    write_list<model::Server>(reader, index, sink, "database/servers",
                              Rows{"Server", "Wrapper", "Type", "Version", "Options", "Owner", "Grants", "Comment"},
                              [](Rows &rows, model::Server const &s) {
                                  rows.add({cell_code(s.name), wrapper_text(s), cell(s.server_type),
                                            cell(s.server_version), code_list(s.options), cell_code(s.owner),
                                            grants_text(s.grants), cell(s.comment.value_or(""))});
                              });
    write_list<model::Privileges>(
        reader, index, sink, "database/privileges", Rows{"On", "In schema", "Owner", "Grants"},
        [](Rows &rows, model::Privileges const &p) {
            rows.add({p.on == "database" ? p.on : "new " + cell(p.on), cell_code(p.in_schema), cell_code(p.owner),
                      p.grants.empty() ? "nothing is granted" : grants_text(p.grants)});
        });
}

} // namespace scribe::exporter::markdown
