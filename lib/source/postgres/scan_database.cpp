// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/enabled.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

using model::Kind;

namespace {

std::string_view statistics_kind(std::string_view code) {
    if (code == "d") return "ndistinct";
    if (code == "f") return "dependencies";
    if (code == "m") return "mcv";
    if (code == "e") return "expressions";
    return code;
}

/// What pg_default_acl.defaclobjtype stands for.
std::string_view new_objects(char code) {
    switch (code) {
    case 'r': return "tables";
    case 'S': return "sequences";
    case 'f': return "functions";
    case 'T': return "types";
    case 'n': return "schemas";
    case 'L': return "large objects";
    default: return "objects";
    }
}

} // namespace

void Scan::read_statistics() {
    copy("extended statistics", sql::k_statistics, {Kind::statistics}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto const relation = row.oid();
        model::Statistics s;
        s.schema = m_names.schema(row.oid());
        s.name = row.text();
        s.owner = m_names.role(row.oid());
        s.relation.schema = row.text();
        s.relation.name = row.text();
        s.columns = row.text_array();
        for (auto const &code : row.text_array()) s.kinds.emplace_back(statistics_kind(code));
        s.definition = row.text();
        bool const partial = s.definition.empty() && is_locked(relation);
        // -1, and from version 17 on NULL, is the server's default.
        if (auto const target = row.optional_int4(); target && *target >= 0) s.statistics_target = *target;
        emit(std::move(s), SystemCatalog::pg_statistic_ext, oid, partial, relation);
    });
}

void Scan::read_publications() {
    std::unordered_map<Oid, std::vector<model::PublicationTable>> tables;
    std::map<Oid, Oid> partial; // publications and a locked table of theirs
    copy("tables of publications", sql::k_publication_tables, {}, [&](pg::BinaryRow &row) {
        auto const publication = row.oid();
        if (auto const relation = row.oid(); is_locked(relation)) partial.emplace(publication, relation);
        model::PublicationTable table;
        table.relation.schema = row.text();
        table.relation.name = row.text();
        table.where = row.text();
        table.columns = row.text_array();
        tables[publication].push_back(std::move(table));
    });
    auto const add = [&](pg::BinaryRow &row) {
        auto const oid = row.oid();
        model::Publication p;
        p.name = row.text();
        p.owner = m_names.role(row.oid());
        p.all_tables = row.boolean();
        for (auto const *operation : {"insert", "update", "delete", "truncate"}) {
            if (row.boolean()) p.operations.emplace_back(operation);
        }
        p.via_root = row.boolean();
        if (row.character() == 's') p.generated_columns = "stored";
        p.schemas = row.text_array();
        p.tables = std::move(tables[oid]);
        auto const locked = partial.find(oid);
        bool const is_partial = locked != partial.end();
        emit(std::move(p), SystemCatalog::pg_publication, oid, is_partial, is_partial ? locked->second : 0);
    };
    copy("publications", sql::k_publications, {Kind::publication}, add, {sql::k_publication_tables});
}

void Scan::read_event_triggers() {
    copy("event triggers", sql::k_event_triggers, {Kind::event_trigger}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        model::EventTrigger e;
        e.name = row.text();
        e.event = row.text();
        e.owner = m_names.role(row.oid());
        e.function.schema = row.text();
        e.function.name = row.text();
        e.enabled = enabled_word(row.character());
        e.tags = row.text_array();
        emit(std::move(e), SystemCatalog::pg_event_trigger, oid);
    });
}

void Scan::read_servers() {
    copy("foreign servers", sql::k_servers, {Kind::server}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        model::Server s;
        s.name = row.text();
        s.owner = m_names.role(row.oid());
        s.wrapper = row.text();
        s.server_type = row.text();
        s.server_version = row.text();
        s.grants = parse_object_acl(row.optional_text_array());
        s.options = without_secrets(row.text_array());
        s.wrapper_options = without_secrets(row.text_array());
        emit(std::move(s), SystemCatalog::pg_foreign_server, oid);
    });
}

void Scan::read_privileges() {
    copy("privileges", sql::k_privileges, {Kind::privileges}, [this](pg::BinaryRow &row) {
        model::Privileges p;
        auto const what = row.character();
        p.name = p.on;
        p.owner = m_names.role(row.oid());
        p.in_schema = row.text();
        p.grants = parse_acl(row.text_array());
        if (what != 0) {
            p.on = new_objects(what);
            p.name = fmt::format("new {} of {}", p.on, base::quote_ident(p.owner));
            if (!p.in_schema.empty()) p.name += " in " + base::quote_ident(p.in_schema);
        }
        m_sink(model::to_record(std::move(p)));
    });
}

} // namespace scribe::source::postgres
