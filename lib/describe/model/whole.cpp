// SPDX-License-Identifier: MIT
#include "describe/model/whole.hpp"

#include "base/text.hpp"
#include "describe/model/facts.hpp"
#include "describe/model/request.hpp"
#include "describe/model/writer.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_body = 3'000;
constexpr std::size_t k_most_listed = 40;

std::string name_of(model::Ref const &table) { return model::format_ref(table.schema, table.name); }

/// Those that others depend on first.
std::vector<Relation const *> ranked(std::vector<Relation const *> list) {
    std::ranges::stable_sort(list, [](auto const *a, auto const *b) {
        if (a->referrers != b->referrers) return a->referrers > b->referrers;
        return a->view != b->view ? b->view : a->ref < b->ref;
    });
    return list;
}

std::vector<Relation const *> relations_of(SchemaEvidence const &schema) {
    std::vector<Relation const *> list;
    for (auto const &one : schema.relations) list.push_back(&one);
    return ranked(std::move(list));
}

std::vector<Relation const *> relations_of(DatabaseEvidence const &database) {
    std::vector<Relation const *> list;
    for (auto const &schema : database.schemas)
        for (auto const &one : schema.relations) list.push_back(&one);
    return ranked(std::move(list));
}

class ObjectPrompt {
public:
    ObjectPrompt(ModelContext const &context, std::string const &name) : m_context(context), m_name(name) {}

    std::string evidence(ObjectEvidence const &object, std::string const &text, std::string const &hint) {
        m_json.begin_object();
        if (!std::holds_alternative<DatabaseEvidence>(object)) write_database(m_json, m_context);
        std::visit([this](auto const &one) { write(one); }, object);
        write_text(m_json, "description", text);
        if (!hint.empty()) m_json.member("hint", hint);
        m_json.end_object();
        return m_json.take();
    }

private:
    bool whole() const { return !m_context.structure_only; }

    void begin(char const *kind) {
        m_json.key(kind);
        m_json.begin_object();
        m_json.member("name", m_name);
        if (whole()) write_text(m_json, "said", m_context.table_text);
    }

    void counts(SchemaEvidence const &schema) {
        auto const views = std::ranges::count_if(schema.relations, &Relation::view);
        m_json.member("tables", static_cast<std::int64_t>(schema.relations.size()) - views);
        m_json.member("views", static_cast<std::int64_t>(views));
        m_json.member("routines", schema.routines);
        m_json.member("types", schema.types);
    }

    void table(model::Ref const &ref, char const *kind, std::size_t referrers) {
        m_json.begin_object();
        m_json.member("name", name_of(ref));
        if (kind) m_json.member("kind", kind);
        if (referrers > 0) m_json.member("referred_to_by", referrers);
        auto const text = m_context.texts.find(ref);
        if (whole() && text != m_context.texts.end()) write_text(m_json, "description", text->second);
        m_json.end_object();
    }

    void relations(std::vector<Relation const *> const &list) {
        m_json.key("tables_and_views");
        m_json.begin_array();
        for (std::size_t i = 0; i < std::min(list.size(), k_most_tables_told); ++i)
            table(list[i]->ref, list[i]->view ? "view" : "table", list[i]->referrers);
        m_json.end_array();
    }

    void tables(char const *name, std::vector<model::Ref> const &list) {
        if (list.empty()) return;
        m_json.key(name);
        m_json.begin_array();
        for (std::size_t i = 0; i < std::min(list.size(), k_most_tables_told); ++i) table(list[i], nullptr, 0);
        m_json.end_array();
    }

    void list(char const *name, std::vector<std::string> items) {
        if (items.empty()) return;
        items.resize(std::min(items.size(), k_most_listed));
        m_json.key(name);
        m_json.begin_array();
        for (auto const &item : items) m_json.value(base::utf8_head(base::sanitize_utf8(item), k_most_body));
        m_json.end_array();
    }

    void write(SchemaEvidence const &schema) {
        begin("schema");
        counts(schema);
        relations(relations_of(schema));
        m_json.end_object();
    }

    void write(DatabaseEvidence const &database) {
        begin("database");
        m_json.member("product", database.product);
        if (whole()) write_text(m_json, "summary", m_context.summary);
        m_json.key("schemas");
        m_json.begin_array();
        for (std::size_t i = 0; i < std::min(database.schemas.size(), k_most_listed); ++i) {
            auto const &schema = database.schemas[i];
            m_json.begin_object();
            m_json.member("name", schema.name);
            counts(schema);
            auto const text = m_context.schema_texts.find(schema.name);
            if (whole() && text != m_context.schema_texts.end()) write_text(m_json, "description", text->second);
            m_json.end_object();
        }
        m_json.end_array();
        relations(relations_of(database));
        m_json.end_object();
    }

    void write(RoutineEvidence const &evidence) {
        auto const &routine = evidence.routine;
        begin("routine");
        m_json.member("kind", routine.routine_kind);
        m_json.member("result", routine.result);
        m_json.member("language", routine.language);
        if (whole()) {
            m_json.member("arguments", shown_code(routine.arguments, k_most_body));
            std::vector<std::string> runs;
            for (auto const &trigger : evidence.triggers)
                runs.push_back(fmt::format("{} {} on {}", trigger.timing, base::join(trigger.events, " or "),
                                           name_of({trigger.schema, trigger.table})));
            list("run_by_triggers", std::move(runs));
            tables("reads", evidence.reads);
            tables("changes", evidence.writes);
            list("calls", evidence.calls);
            if (!routine.body.empty() && !gives_orders(routine.body))
                m_json.member("body", shown_code(routine.body, k_most_body));
        }
        m_json.end_object();
    }

    void write(TypeEvidence const &evidence) {
        auto const &type = evidence.type;
        begin("type");
        m_json.member("kind", type.type_kind);
        if (!type.base_type.empty()) m_json.member("base_type", type.base_type);
        std::vector<std::string> attributes, checks;
        for (auto const &one : type.attributes) attributes.push_back(one.name + " " + one.type);
        list("attributes", std::move(attributes));
        if (whole()) {
            list("labels", type.labels);
            for (auto const &one : type.checks) checks.push_back(shown_code(one.definition, k_most_body));
            list("checks", std::move(checks));
            list("columns_of_this_type", evidence.users);
        }
        m_json.end_object();
    }

    ModelContext const &m_context;
    std::string const &m_name;
    base::JsonWriter m_json;
};

std::string_view task_of(ObjectEvidence const &object) {
    struct Task {
        std::string_view operator()(DatabaseEvidence const &) const {
            return "Describe the database as a whole: what it is for, and what its main parts are.";
        }
        std::string_view operator()(SchemaEvidence const &) const {
            return "Describe the schema: which part of the database's business it holds.";
        }
        std::string_view operator()(RoutineEvidence const &) const {
            return "Describe the routine: what it does, and when it is used.";
        }
        std::string_view operator()(TypeEvidence const &) const {
            return "Describe the type: what its values stand for.";
        }
    };
    return std::visit(Task{}, object);
}

/// The object as checks of texts see it: its tables are those that a table would read.
TableEvidence facts_of(ObjectEvidence const &object, std::string const &name) {
    TableEvidence facts;
    facts.ref.name = name;
    facts.reads = tables_of(object);
    if (auto const *routine = std::get_if<RoutineEvidence>(&object)) {
        facts.ref = {routine->routine.schema, routine->routine.routine_name};
    } else if (auto const *type = std::get_if<TypeEvidence>(&object)) {
        facts.ref = {type->type.schema, type->type.name};
        ColumnEvidence column;
        column.column.name = type->type.name;
        column.labels = type->type.labels;
        facts.columns.push_back(std::move(column));
    }
    return facts;
}

} // namespace

std::vector<model::Ref> tables_of(ObjectEvidence const &object) {
    std::vector<model::Ref> tables;
    auto const add = [&](std::vector<Relation const *> const &list) {
        for (std::size_t i = 0; i < std::min(list.size(), k_most_tables_told); ++i) tables.push_back(list[i]->ref);
    };
    if (auto const *database = std::get_if<DatabaseEvidence>(&object)) add(relations_of(*database));
    if (auto const *schema = std::get_if<SchemaEvidence>(&object)) add(relations_of(*schema));
    if (auto const *routine = std::get_if<RoutineEvidence>(&object)) {
        tables = routine->writes;
        tables.insert(tables.end(), routine->reads.begin(), routine->reads.end());
        for (auto const &trigger : routine->triggers) tables.push_back({trigger.schema, trigger.table});
        tables.resize(std::min(tables.size(), k_most_tables_told));
    }
    return tables;
}

llm::Request object_request(ObjectEvidence const &object, ModelContext const &context, std::string const &name) {
    // Of a schema and a database of one name both are asked.
    auto const *const part = std::holds_alternative<DatabaseEvidence>(object) ? "whole" : "object";
    return make_request(fmt::format("{}:{}/{}", context.source, name, part), task_of(object),
                        ObjectPrompt{context, name}.evidence(object, {}, {}), text_schema(), 1);
}

llm::Request improve_object_request(ObjectEvidence const &object, ModelContext const &context, std::string const &name,
                                    std::string const &text, std::string const &hint) {
    return make_request(fmt::format("{}:{}/improve", context.source, name), std::string{k_improve_task},
                        ObjectPrompt{context, name}.evidence(object, text, hint), text_schema(), 1);
}

Said said_of(Draft const &draft, ObjectEvidence const &object, ModelContext const &context, std::string const &name) {
    auto checked = context;
    checked.vouched += "\n" + ObjectPrompt{context, name}.evidence(object, {}, {});
    return said_of(draft, facts_of(object, name), nullptr, checked);
}

} // namespace scribe::describe
