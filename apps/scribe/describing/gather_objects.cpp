// SPDX-License-Identifier: MIT
#include "describing/gather_objects.hpp"

#include "describe/clauses.hpp"
#include "model/code/code_names.hpp"
#include "model/filter.hpp"
#include "model/serialize.hpp"
#include "sql/statement.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace scribe::cli {

namespace {

using model::Ref;

constexpr std::size_t k_most_users = 3;

/// The tables and views of a source, for names in SQL.
class RelationNames final : public sql::Names {
public:
    void add(Ref const &ref) { m_schemas[ref.name].push_back(ref.schema); }

    std::optional<sql::TableName> find_table(std::string_view schema, std::string_view table) const override {
        auto const found = m_schemas.find(table);
        if (found == m_schemas.end()) return std::nullopt;
        std::string const name{table};
        for (auto const &one : found->second)
            if (schema.empty() ? one == "public" || one == "main" : one == schema) return sql::TableName{one, name};
        if (!schema.empty()) return std::nullopt;
        return sql::TableName{found->second[0], name};
    }
    /// What columns there are nobody asks here.
    std::vector<std::string> const *columns(sql::TableName const &) const override { return nullptr; }

    bool has(sql::TableName const &name) const { return find_table(name.schema, name.table) == name; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_schemas;
};

class Gatherer {
public:
    Gatherer(catalog::SourceRow const &source, model::ModelReader &reader,
             std::function<void(GatheredObject &&)> const &visit)
        : m_source(source), m_reader(reader), m_visit(visit) {}

    void run() {
        relations();
        referrers();
        routines();
        types();
        describe::DatabaseEvidence database{m_source.product, {}};
        std::set<std::string> known;
        model::for_each<model::Schema>(m_reader, [&](model::Schema const &schema) {
            known.insert(schema.name);
            auto &evidence = m_schemas[schema.name];
            evidence.name = schema.name;
            give(schema, evidence);
        });
        for (auto const &[name, schema] : m_schemas) database.schemas.push_back(schema);
        model::Record self;
        self.kind = model::Kind::schema;
        self.schema = self.name = m_source.name;
        m_visit({model::database_id(m_source.name), std::move(self), std::move(database)});
    }

private:
    template <typename T> void give(T const &object, describe::ObjectEvidence evidence) {
        model::Record record;
        record.kind = T::k_kind;
        record.schema = object.schema;
        record.name = object.name;
        auto const id = model::object_id(m_source.name, record.kind, record.schema, "", record.name);
        m_visit({id, std::move(record), std::move(evidence)});
    }

    void add(Ref const &ref, bool view, std::optional<model::Stats> const &stats) {
        m_names.add(ref);
        auto &schema = m_schemas[ref.schema];
        schema.name = ref.schema;
        m_places[ref] = schema.relations.size();
        schema.relations.push_back({ref, view, stats ? stats->rows : std::nullopt, 0});
    }

    void relations() {
        model::for_each<model::Table>(m_reader, [&](model::Table const &table) {
            Ref const ref{table.schema, table.name};
            if (table.partition_of.empty()) add(ref, false, table.stats);
            else m_names.add(ref), m_partitions.insert(ref);
        });
        model::for_each<model::View>(m_reader, [&](model::View const &view) {
            add({view.schema, view.name}, true, std::nullopt);
        });
    }

    void referrers() {
        std::set<std::pair<Ref, Ref>> seen;
        model::for_each<model::Constraint>(m_reader, [&](model::Constraint const &key) {
            if (key.type != "foreign key") return;
            count(seen, {key.schema, key.table}, key.references);
        });
        if (auto const cursor = m_reader.relationships())
            for (model::Relationship one; cursor->next(one);)
                if (one.decision == "accepted" || one.confidence >= 0.9)
                    count(seen, {one.from.schema, one.from.table}, {one.to.schema, one.to.table});
    }

    void count(std::set<std::pair<Ref, Ref>> &seen, Ref const &from, Ref const &to) {
        auto const place = m_places.find(to);
        if (from == to || place == m_places.end() || m_partitions.contains(from)) return;
        if (seen.emplace(from, to).second) ++m_schemas[to.schema].relations[place->second].referrers;
    }

    void routines() {
        std::map<Ref, std::vector<model::Trigger>> triggers;
        model::for_each<model::Trigger>(m_reader, [&](model::Trigger const &trigger) {
            if (!trigger.function.empty() && !trigger.inherited) triggers[trigger.function].push_back(trigger);
        });
        std::map<std::string, Ref, std::less<>> callable;
        model::for_each<model::Routine>(m_reader, [&](model::Routine const &routine) {
            callable.emplace(routine.routine_name, Ref{routine.schema, routine.routine_name});
        });
        model::for_each<model::Routine>(m_reader, [&](model::Routine const &routine) {
            ++m_schemas[routine.schema].routines;
            m_schemas[routine.schema].name = routine.schema;
            describe::RoutineEvidence evidence{routine, {}, {}, {}, {}};
            auto const found = triggers.find({routine.schema, routine.routine_name});
            if (found != triggers.end() && routine.result == "trigger") evidence.triggers = found->second;
            uses(routine, evidence);
            calls(routine, callable, evidence);
            give(routine, std::move(evidence));
        });
    }

    void uses(model::Routine const &routine, describe::RoutineEvidence &evidence) const {
        auto const use =
            sql::analyze_routine({routine.arguments, routine.result, routine.language, routine.body, {}}, m_names);
        for (auto const &table : use.tables)
            if (m_names.has(table)) evidence.reads.push_back({table.schema, table.table});
        for (auto const &table : use.writes)
            if (m_names.has(table)) evidence.writes.push_back({table.schema, table.table});
    }

    static void calls(model::Routine const &routine, std::map<std::string, Ref, std::less<>> const &callable,
                      describe::RoutineEvidence &evidence) {
        auto const language = routine.language;
        if (language != "sql" && language != "plpgsql") return;
        for (auto const &name : model::names_in_code(routine.body)) {
            if (!name.is_called || name.parts.empty() || name.parts.back() == routine.routine_name) continue;
            auto const found = callable.find(name.parts.back());
            if (found == callable.end()) continue;
            if (name.parts.size() > 1 && name.parts[name.parts.size() - 2] != found->second.schema) continue;
            auto text = describe::table_name(found->second, routine.schema);
            if (std::ranges::find(evidence.calls, text) == evidence.calls.end())
                evidence.calls.push_back(std::move(text));
        }
    }

    void types() {
        std::map<Ref, std::pair<std::vector<std::string>, std::size_t>> users;
        model::for_each<model::Column>(m_reader, [&](model::Column const &column) {
            if (column.user_type.empty() || m_partitions.contains({column.schema, column.table})) return;
            auto &[names, more] = users[column.user_type];
            if (names.size() == k_most_users) ++more;
            else
                names.push_back(describe::table_name({column.schema, column.table}, column.user_type.schema) + "." +
                                model::format_ref("", column.name));
        });
        model::for_each<model::Type>(m_reader, [&](model::Type const &type) {
            ++m_schemas[type.schema].types;
            m_schemas[type.schema].name = type.schema;
            auto const &[names, more] = users[{type.schema, type.name}];
            give(type, describe::TypeEvidence{type, names, more});
        });
    }

    catalog::SourceRow const &m_source;
    model::ModelReader &m_reader;
    std::function<void(GatheredObject &&)> const &m_visit;
    RelationNames m_names;
    std::map<std::string, describe::SchemaEvidence> m_schemas;
    std::map<Ref, std::size_t> m_places; ///< of relations in their schema
    std::set<Ref> m_partitions;
};

} // namespace

std::string object_name(model::Record const &object) {
    return object.kind == model::Kind::schema ? model::format_ref("", object.name) : model::format_ref(object);
}

void for_each_object(catalog::Store &store, catalog::SourceRow const &source,
                     std::function<void(GatheredObject &&)> const &visit) {
    auto const reader = store.reader(source, {}, false);
    Gatherer{source, *reader, visit}.run();
}

} // namespace scribe::cli
