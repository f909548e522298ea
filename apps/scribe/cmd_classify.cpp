// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/profiles/labels.hpp"
#include "classify/judge.hpp"
#include "classify/rule_book.hpp"
#include "command.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"
#include "profiling/masking.hpp"
#include "profiling/settings.hpp"
#include "profiling/target.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Kind;

class ClassifyCommand final : public Command {
public:
    std::string_view name() const override { return "classify"; }
    std::string_view summary() const override {
        return "Finds columns that hold personal data, and keeps what people decide";
    }

    void bind(CLI::App &app) override {
        app.require_subcommand(0, 1);
        app.add_option("--source", m_query.source, "Only this source")->type_name("NAME");
        app.footer(
            "scribe classify\nscribe classify list --entity EMAIL,PHONE\nscribe classify set shop.person.handle "
            "--entity USERNAME\nscribe classify reject '*.email_template'\nscribe classify clear shop.person.handle");
        bind_list(app);
        auto *const set = decision(app, "set", "Says what columns hold, whatever the rules say", Action::set);
        set->add_option("--entity", m_entity, "What they hold: PERSON, EMAIL, ...")->type_name("ENTITY")->required();
        set->add_option("--sensitivity", m_sensitivity, "How sensitive that is; else as the rules say of the entity")
            ->type_name("CLASS")
            ->check(CLI::IsMember({"personal", "special category", "financial", "credential"}));
        decision(app, "reject", "Says that columns hold no personal data, whatever the rules say", Action::reject);
        decision(app, "clear", "Lets the rules decide again", Action::clear);
    }

    ExitCode run(Context &context) override {
        if (m_action == Action::judge) return judge(context);
        if (m_action == Action::list) return list(context);
        return decide(context);
    }

private:
    enum class Action { judge, list, set, reject, clear };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    CLI::App *decision(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = action(app, verb, text, what);
        add_ref_options(*sub, m_refs, "The columns: [source:][schema.]table.column, * and ? match, !REF leaves out");
        return sub;
    }

    void bind_list(CLI::App &app) {
        auto *const list = action(app, "list", "Lists the columns that hold personal data, and why", Action::list);
        add_ref_options(*list, m_refs,
                        "Only these tables or columns: [source:]schema.table or table.column, * and ? match");
        add_filter_options(*list, m_filter);
        auto const *const group = "Selection";
        list->add_option("--entity", m_query.entities, "Only these entities: PERSON, EMAIL, ...")
            ->type_name("ENTITY")
            ->delimiter(',')
            ->group(group);
        list->add_flag("--semantic-types", m_query.semantic_types,
                       "Also columns that hold URLs, currencies, hashes ...")
            ->group(group);
        list->add_flag("--all", m_query.all, "All columns that were judged")->group(group);
        add_page_options(*list, m_query.limit, m_query.offset);
        add_output_options(*list, m_output, {"table", "json", "jsonl", "csv"});
    }

    ExitCode list(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::read);
        if (!m_query.source.empty()) need_source(store, m_query.source);
        m_query.patterns = m_refs.patterns(context);
        m_query.filter = m_filter.filter();
        auto const several = store.sources().size() > 1;
        ListWriter writer{context,
                          m_output,
                          {{.name = "source", .title = several ? "SOURCE" : ""},
                           {.name = "ref", .title = ""},
                           {.name = "schema", .title = "SCHEMA"},
                           {.name = "table", .title = "TABLE"},
                           {.name = "column", .title = "COLUMN"},
                           {.name = "entity", .title = "ENTITY"},
                           {.name = "sensitivity", .title = "SENSITIVITY"},
                           {.name = "confidence", .title = "SURE", .number = true},
                           {.name = "semantic_type", .title = m_query.semantic_types || m_query.all ? "TYPE" : ""},
                           {.name = "decision", .title = "DECIDED"},
                           {.name = "evidence", .title = "EVIDENCE", .elastic = true}}};
        auto const total =
            catalog::list_labels(store, m_query, [&](catalog::LabelRow &&row) { writer.row(cells(row, several)); });
        writer.finish(total, "columns");
        return ExitCode::ok;
    }

    static std::vector<Cell> cells(catalog::LabelRow const &row, bool several) {
        auto const ref = (several ? row.source + ":" : "") + model::format_ref(row.schema, row.table) + "." +
                         model::format_ref("", row.column);
        auto confidence = Cell::json(fmt::format("{:.3f}", row.confidence));
        confidence.shown = row.entity.empty() ? "" : fmt::format("{:.2f}", row.confidence);
        base::JsonWriter json;
        json.value(row.judged.evidence);
        auto evidence = Cell::json(json.take());
        evidence.shown = base::join(row.judged.evidence, "; ");
        return {row.source,        ref,          row.schema,         row.table,
                row.column,        row.entity,   row.sensitivity,    std::move(confidence),
                row.semantic_type, row.decision, std::move(evidence)};
    }

    /// Judges the evidence that profile stored; columns it never saw by their names alone.
    ExitCode judge(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::write);
        if (!m_query.source.empty()) need_source(store, m_query.source);
        classify::Rules const rules{own_entities(project_config(context))};
        std::int64_t tables = 0, columns = 0, personal = 0;
        for (auto const &source : store.sources()) {
            if (!m_query.source.empty() && source.name != m_query.source) continue;
            catalog::ObjectQuery query;
            query.kinds = {Kind::table, Kind::view};
            query.source = source.name;
            query.limit = 0;
            std::vector<model::Record> records;
            store.list(query, [&](catalog::ObjectRow &&row) { records.push_back(std::move(row.record)); });
            sqlite::Txn txn{store.db()};
            for (auto const &record : records) {
                ++tables;
                for (auto const &label : judge_table(store, source, rules, record)) {
                    ++columns;
                    personal += label.entity.empty() ? 0 : 1;
                }
            }
            txn.commit();
        }
        base::log::info("Judged {} of {}: {} personal data", base::counted(columns, "column"),
                        base::counted(tables, "table"),
                        personal == 1 ? "1 holds" : base::group_digits(personal) + " hold");
        return ExitCode::ok;
    }

    static std::vector<model::Label> judge_table(catalog::Store &store, catalog::SourceRow const &source,
                                                 classify::Rules const &rules, model::Record const &record) {
        auto const target = profile_target(store, source, record.schema, record.name);
        auto const table_id = model::object_id(source.name, record.kind, record.schema, "", record.name);
        classify::TableContext table{record.name, {}};
        std::vector<model::ClassEvidence> evidence;
        auto const stored = catalog::table_evidence(store, table_id);
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            auto const &column = target.columns[i];
            table.columns.push_back({column.name, column.type, column.key, column.foreign_key, column.value_class});
            auto const found = stored.find(target.column_ids[i]);
            evidence.push_back(found == stored.end() ? model::ClassEvidence{} : found->second);
        }
        auto labels = classify::judge(rules, table, evidence);
        catalog::LabelSaver saver{store};
        for (std::size_t i = 0; i < labels.size(); ++i) {
            auto const id = target.column_ids[i];
            auto const before = catalog::find_label(store, id);
            saver.save({id, source.id}, labels[i]);
            if (!before || !must_mask(*before)) mask_stored(store, id);
        }
        return labels;
    }

    /// What the entity is called, in capitals, and how sensitive it is unless said otherwise.
    catalog::LabelDecision decision_of(Context &context) const {
        if (m_action == Action::clear) return {};
        if (m_action == Action::reject) return {"rejected", "", "none"};
        classify::Rules const rules{own_entities(project_config(context))};
        auto wanted = m_entity;
        std::ranges::transform(wanted, wanted.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        std::vector<std::string> names;
        for (auto const &rule : rules.book().rules) {
            if (rule.type) continue;
            if (rule.name == wanted) return {"set", wanted, m_sensitivity.empty() ? rule.sensitivity : m_sensitivity};
            names.push_back(rule.name);
        }
        auto const nearest = base::nearest(wanted, names);
        throw Error(ExitCode::usage, fmt::format("there is no entity \"{}\"", base::single_line(m_entity)),
                    nearest ? "did you mean " + *nearest + "?" : "name your own in scribe.yml: classify.entities");
    }

    ExitCode decide(Context &context) {
        auto const decision = decision_of(context);
        auto const patterns = m_refs.patterns(context);
        if (patterns.empty())
            throw Error(ExitCode::usage, "which columns?", "name them: scribe classify reject table.column");
        auto store = open_catalog(global, context, catalog::Access::write);
        catalog::ObjectQuery query;
        query.kinds = {Kind::column};
        query.patterns = patterns;
        query.source = m_query.source;
        query.limit = 0;
        std::vector<catalog::LabelKey> keys;
        store.list(query, [&](catalog::ObjectRow &&row) {
            auto const &record = row.record;
            auto const source = store.find_source(row.source);
            keys.push_back(
                {model::object_id(row.source, Kind::column, record.schema, record.table, record.name), source->id});
        });
        if (keys.empty()) throw Error(ExitCode::usage, "no column matches", "scribe list --type column shows them");
        auto const changed = catalog::decide_labels(store, keys, decision, author(global, context),
                                                    [&](auto const &key) { mask_stored(store, key.column_id); });
        base::log::info("{} of {} changed", changed, base::counted(static_cast<std::int64_t>(keys.size()), "column"));
        return ExitCode::ok;
    }

    Action m_action = Action::judge;
    RefOptions m_refs;
    FilterOptions m_filter;
    OutputOptions m_output;
    catalog::LabelQuery m_query;
    std::string m_entity, m_sensitivity;
};

} // namespace

std::unique_ptr<Command> make_classify_command() { return std::make_unique<ClassifyCommand>(); }

} // namespace scribe::cli
