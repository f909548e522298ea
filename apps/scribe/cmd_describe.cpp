// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/descriptions.hpp"
#include "command.hpp"
#include "describe/basis.hpp"
#include "describing/gather.hpp"
#include "describing/gather_objects.hpp"
#include "describing/model/improve.hpp"
#include "describing/model/run.hpp"
#include "describing/own_templates.hpp"
#include "describing/text_options.hpp"
#include "model/filter.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::ExitCode;
using model::Kind;

/// What was written is safe after so many tables.
constexpr int k_tables_a_batch = 200;

/// What the rules say of an object.
struct ObjectText {
    std::int64_t id = 0;
    model::Record object;
    describe::Said said;
    std::int64_t basis = 0;
};

struct Counts {
    std::int64_t objects = 0, described = 0, changed = 0, kept = 0, stale = 0;
};

class DescribeCommand final : public Command {
public:
    std::string_view name() const override { return "describe"; }
    std::string_view summary() const override {
        return "Says what tables, columns and other objects are, as far as it is known";
    }

    void bind(CLI::App &app) override {
        app.require_subcommand(0, 1);
        add_ref_options(app, m_refs, "Only these objects: [source:]schema.table, * and ? match, !REF leaves out");
        app.add_option("--source", m_source, "Only this source")->type_name("NAME");
        add_model_writer_options(app, m_model);
        add_improve_options(app, m_improve);
        app.add_flag("--ask", m_ask,
                     "Write nothing; list what nothing could be said of, and why, for people to answer");
        app.add_flag("--dry-run", m_dry_run, "Tell what would be written; write nothing");
        add_output_options(app, m_ask_output, {"table", "json", "jsonl", "csv"});
        app.footer("scribe describe\nscribe describe 'shop.*'\nscribe describe --ask\n"
                   "scribe describe --writer openai --model NAME --dry-run\n"
                   "scribe describe list --min-confidence 0.8\nscribe describe list --undescribed -t csv");
        auto *const list = app.add_subcommand("list", "Lists the texts, whose they are and how sure");
        list->callback([this] { m_list = true; });
        add_text_options(*list, m_list_options);
        auto const *const group = "Selection";
        list->add_flag("--described", m_list_options.query.described, "Only what has a text")->group(group);
        list->add_flag("--undescribed", m_list_options.query.undescribed, "Only what has none, with the reason")
            ->group(group);
        add_page_options(*list, m_list_options.query.limit, m_list_options.query.offset);
        add_output_options(*list, m_output, {"table", "json", "jsonl", "csv"});
    }

    void check() const override {
        check_model_writer(m_model);
        check_improve(m_improve, m_model);
    }

    ExitCode run(Context &context) override {
        if (m_list_options.query.source.empty()) m_list_options.query.source = m_source;
        if (m_list) return list(context, m_list_options, m_output);
        if (m_ask) {
            TextOptions asked{m_refs, {}, {}};
            asked.query.source = m_source;
            asked.query.undescribed = true;
            asked.query.limit = 0;
            return list(context, asked, m_ask_output);
        }
        return m_model.wanted() ? ask_model(context) : write(context);
    }

private:
    ExitCode ask_model(Context &context) {
        m_model.source = m_source;
        m_model.patterns = m_refs.patterns(context);
        m_model.dry_run = m_dry_run;
        if (m_improve.wanted()) return improve_texts(m_improve, m_model, global, context);
        return describe_by_model(m_model, global, context);
    }

    ExitCode list(Context &context, TextOptions const &options, OutputOptions const &output) {
        auto store = open_catalog(global, context, catalog::Access::read);
        auto const query = text_query(options, store, context);
        auto const several = store.sources().size() > 1;
        ListWriter writer{context, output,
                          object_columns(several, {{.name = "origin", .title = "BY"},
                                                   {.name = "status", .title = "STATUS"},
                                                   {.name = "confidence", .title = "SURE", .number = true},
                                                   {.name = "text", .title = "TEXT", .elastic = true},
                                                   {.name = "reasons", .title = ""},
                                                   {.name = "stale", .title = ""},
                                                   {.name = "writer", .title = ""}})};
        auto const total =
            catalog::list_texts(store, query, [&](catalog::TextRow &&row) { writer.row(cells(row, several)); });
        writer.finish(total, "objects");
        return ExitCode::ok;
    }

    static std::vector<Cell> cells(catalog::TextRow const &row, bool several) {
        auto const &one = row.description;
        Cell status{one.status};
        if (one.stale && !one.text.empty()) status.shown = one.status + ", stale";
        Cell text{one.text};
        if (one.text.empty())
            text.shown = one.status == "rejected" ? "(its text was rejected)"
                         : one.reasons.empty()    ? "(not described yet)"
                                                  : "(" + one.reasons.front() + ")";
        return {row.source,       text_ref(row, several), std::string{row.type()},
                row.schema,       table_cell(row),        column_cell(row),
                origin_cell(row), std::move(status),      confidence_cell(row),
                std::move(text),  reasons_cell(row),      one.stale,
                one.writer};
    }

    ExitCode write(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::write);
        if (!m_source.empty()) need_source(store, m_source);
        m_patterns = m_refs.patterns(context);
        m_templates.emplace(own_templates(store));
        // What is read stays one state of the catalog while texts are written beside it.
        auto reading = open_catalog(global, context, catalog::Access::read);
        for (auto const &source : store.sources()) {
            if (!m_source.empty() && source.name != m_source) continue;
            describe_source(store, reading, source, context);
        }
        if (m_counts.objects == 0 && !m_patterns.empty())
            throw base::Error(ExitCode::usage, "no object that can be described is called so",
                              "scribe search finds objects by parts of their names");
        base::log::info("{} of {} objects have a text: {} new or changed, {} of people or the database",
                        base::group_digits(m_counts.described), base::group_digits(m_counts.objects),
                        base::group_digits(m_counts.changed), base::group_digits(m_counts.kept));
        if (m_counts.stale > 0)
            base::log::info("{} stale: what it stands on changed; scribe review list --stale has what to look at",
                            base::counted(m_counts.stale, "text that counts is", "texts that count are"));
        base::log::info("{}", m_dry_run ? "Nothing was written"
                                        : "scribe describe list shows them; scribe describe --ask lists the others");
        return ExitCode::ok;
    }

    void describe_source(catalog::Store &store, catalog::Store &reading, catalog::SourceRow const &source,
                         Context &context) {
        catalog::DescriptionWriter writer{store, source, scribe::cli::author(global, context), "describe"};
        std::optional<sqlite::Txn> batch;
        int tables = 0;
        for_each_evidence(reading, source, [&](describe::TableEvidence &&table) {
            base::check_interrupt();
            if (!m_dry_run && tables++ % k_tables_a_batch == 0) {
                if (batch) batch->commit();
                batch.emplace(store.db());
            }
            describe_table(source, table, writer);
        });
        if (!batch && !m_dry_run) batch.emplace(store.db());
        for_each_object(reading, source, [&](GatheredObject &&one) {
            base::check_interrupt();
            if (m_patterns.empty() || model::selects(m_patterns, source.name, one.object))
                save({one.id, one.object, describe_object(one.evidence), basis_of(one.evidence)}, writer);
        });
        if (batch) batch->commit();
    }

    void describe_table(catalog::SourceRow const &source, describe::TableEvidence const &table,
                        catalog::DescriptionWriter &writer) {
        auto const texts = describe::write_by_rules(table, *m_templates);
        model::Record object;
        object.kind = table.view ? Kind::view : Kind::table;
        object.schema = table.ref.schema;
        object.name = table.ref.name;
        bool const whole = m_patterns.empty() || model::selects(m_patterns, source.name, object);
        auto const id_of = [&](model::Record const &one) {
            return model::object_id(source.name, one.kind, one.schema, one.table, one.name);
        };
        if (whole) save({id_of(object), object, texts.table, describe::basis_of(table)}, writer);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            model::Record column;
            column.kind = Kind::column;
            column.schema = table.ref.schema;
            column.table = table.ref.name;
            column.name = table.columns[i].column.name;
            if (whole || model::selects(m_patterns, source.name, column))
                save({id_of(column), column, texts.columns[i], describe::basis_of(table, table.columns[i])}, writer);
        }
    }

    void save(ObjectText const &text, catalog::DescriptionWriter &writer) {
        auto const &[id, object, said, basis] = text;
        ++m_counts.objects;
        auto const known = writer.present(id);
        bool const has_text = known && !known->description.text.empty();
        model::Description description;
        description.text = said.text;
        description.origin = "rules";
        description.status = "draft";
        description.confidence = said.confidence;
        description.reasons = said.reasons;
        if (has_text && (known->description.origin != "rules" || known->description.status == "approved")) {
            ++m_counts.described;
            ++m_counts.kept;
            if (!m_dry_run) look_again(*known, description, basis, writer);
            return;
        }
        if (!said.text.empty()) ++m_counts.described;
        bool const changed = m_dry_run ? !known || known->description.text != said.text
                                       : writer.save(id, object_name(object), description, basis);
        if (changed && !said.text.empty()) ++m_counts.changed;
    }

    /// A text that people wrote or approved, a model wrote or the database has stays. It is stale when what it stands
    /// on is not what it was; what the rules say now in place of a text of theirs is offered beside it.
    void look_again(catalog::TextRow const &known, model::Description const &now, std::int64_t basis,
                    catalog::DescriptionWriter &writer) {
        if (known.version == 0) return;
        bool const stale = writer.seen(known, basis);
        auto const &text = known.description;
        bool const other = text.origin == "rules" && !now.text.empty() && text.text != now.text;
        if (other && writer.save(known.object_id, known.ref(), now, basis)) ++m_counts.changed;
        if (stale) ++m_counts.stale;
    }

    RefOptions m_refs;
    TextOptions m_list_options;
    OutputOptions m_output, m_ask_output;
    std::vector<model::RefPattern> m_patterns;
    Counts m_counts;
    DescribeByModel m_model;
    ImproveOptions m_improve;
    std::optional<describe::Templates> m_templates;
    std::string m_source;
    bool m_list = false, m_ask = false, m_dry_run = false;
};

} // namespace

std::unique_ptr<Command> make_describe_command() { return std::make_unique<DescribeCommand>(); }

} // namespace scribe::cli
