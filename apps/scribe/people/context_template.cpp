// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/template.hpp"
#include "options/source_option.hpp"
#include "people/context_actions.hpp"

#include <tuple>

namespace scribe::cli {

namespace {

using model::Kind;
using model::Record;

/// Writes the rows of one source: the database, and each schema, table and view with its columns.
class TemplateRows {
public:
    TemplateRows(catalog::Store &store, catalog::SourceRow const &source, context::TemplateWriter &writer)
        : m_store(store), m_source(source), m_reader(store), m_writer(writer) {}

    std::int64_t write(model::ObjectFilter const &filter) {
        if (filter.empty()) row({}, model::database_id(m_source.name), m_source.comment);
        auto const reader = m_store.reader(m_source, filter, false);
        Walk schemas{*reader, Kind::schema}, tables{*reader, Kind::table}, views{*reader, Kind::view},
            columns{*reader, Kind::column};
        for (; schemas.more; schemas.advance()) row({schemas.record.name, "", ""}, schemas.record);
        while (tables.more || views.more) {
            base::check_interrupt();
            bool const table = tables.more && (!views.more || comes_first(tables.record, views.record));
            auto &relation = table ? tables : views;
            auto const &schema = relation.record.schema, &name = relation.record.name;
            row({schema, name, ""}, relation.record);
            auto const &column = columns.record;
            for (; columns.more && std::tie(column.schema, column.table) <= std::tie(schema, name); columns.advance())
                row({column.schema, column.table, column.name}, column);
            relation.advance();
        }
        return m_rows;
    }

private:
    /// One kind of object, one by one.
    struct Walk {
        Walk(model::ModelReader &reader, Kind kind) : cursor(reader.read(kind)) { advance(); }
        void advance() { more = cursor->next(record); }
        std::unique_ptr<model::RecordCursor> cursor;
        Record record{};
        bool more = false;
    };
    struct Names {
        std::string schema, table, column;
    };

    static bool comes_first(Record const &a, Record const &b) {
        return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
    }
    void row(Names const &names, Record const &record) {
        row(names, model::object_id(m_source.name, record.kind, record.schema, record.table, record.name),
            record.comment.value_or(""));
    }

    void row(Names const &names, std::int64_t id, std::string const &comment) {
        context::TemplateRow row{m_source.name, names.schema, names.table, names.column, {}};
        for (auto const &entry : m_reader.entries(id)) {
            if (auto const field = context::field_from_heading(entry.field)) row.fields[*field] = entry.text;
        }
        // What counts without a person having written it: a text that somebody approved, or a comment.
        auto text = m_reader.approved_text(id);
        if (text.empty()) text = comment;
        if (!text.empty()) row.fields[context::Field::description] = std::move(text);
        m_writer.row(row);
        ++m_rows;
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    catalog::ContextReader m_reader;
    context::TemplateWriter &m_writer;
    std::int64_t m_rows = 0;
};

} // namespace

base::ExitCode run_context_template(ContextImportOptions const &options, GlobalOptions const &global,
                                    Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    if (!options.source.empty()) need_source(store, options.source);
    auto const filter = options.filter.filter();
    context::TemplateWriter writer{(context.working_folder / options.template_file).string()};
    std::int64_t rows = 0;
    for (auto const &source : store.sources()) {
        if (!options.source.empty() && source.name != options.source) continue;
        rows += TemplateRows{store, source, writer}.write(filter);
    }
    writer.finish();
    base::log::info("{} has {} to fill in; scribe context import reads it back",
                    base::single_line(options.template_file), base::counted(rows, "row"));
    return base::ExitCode::ok;
}

} // namespace scribe::cli
