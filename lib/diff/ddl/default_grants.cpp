// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/grants.hpp"
#include "diff/rights.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;

/// Where the server keeps the rights of a kind of object.
struct Place {
    std::string_view word, type, table, prefix;
    std::string_view for_all; ///< what PUBLIC may do without default privileges
};

Place const *place_of(Kind kind) {
    static constexpr Place k_relation{"TABLE", "regclass", "pg_class", "rel", ""};
    static constexpr Place k_sequence{"SEQUENCE", "regclass", "pg_class", "rel", ""};
    static constexpr Place k_routine{"ROUTINE", "regprocedure", "pg_proc", "pro", "EXECUTE"};
    static constexpr Place k_type{"TYPE", "regtype", "pg_type", "typ", "USAGE"};
    static constexpr Place k_schema{"SCHEMA", "regnamespace", "pg_namespace", "nsp", ""};
    switch (kind) {
    case Kind::table:
    case Kind::view: return &k_relation;
    case Kind::sequence: return &k_sequence;
    case Kind::routine: return &k_routine;
    case Kind::type: return &k_type;
    case Kind::schema: return &k_schema;
    default: return nullptr;
    }
}

bool is_made(Plan const &plan, Change const &change) {
    if (change.action != Action::added) return false;
    auto const &record = change.after;
    if (record.kind == Kind::table) return model::from_record<model::Table>(record).table_kind != "foreign";
    // One whose column is left is not there.
    if (record.kind != Kind::sequence) return true;
    auto const sequence = model::from_record<model::Sequence>(record);
    return !sequence.identity ||
           plan.find(Kind::column, sequence.owned_by.schema, sequence.owned_by.name, sequence.owned_column) != nullptr;
}

std::string name_of(Record const &record) {
    if (record.kind == Kind::schema) return base::quote_ident(record.name);
    if (record.kind == Kind::routine) return routine_name(model::from_record<model::Routine>(record));
    return own_name(record);
}

/// What is made, as rows of the statement that takes from it what it was given.
struct Made {
    std::vector<std::string> rows;
    std::vector<Name> names;
};

std::string row_of(Place const &place, Record const &made) {
    auto const name = name_of(made);
    return fmt::format("SELECT {}, {}acl, {}owner, {} FROM {} WHERE oid = {}::{}",
                       base::quote_literal(fmt::format("{} {}", place.word, name)), place.prefix, place.prefix,
                       base::quote_literal(is_closed_to_public(rights_of(made).grants) ? "" : place.for_all),
                       place.table, base::quote_literal(name), place.type);
}

Statement take_away(std::vector<std::string> const &rows) {
    constexpr std::string_view k_body = R"(DECLARE
    command text;
BEGIN
    FOR command IN
        WITH made (name, acl, owner, for_all) AS (
            {}
        )
        SELECT format('REVOKE ALL ON %s FROM %s', name, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
        FROM made, LATERAL (SELECT DISTINCT grantee FROM aclexplode(acl)) AS given WHERE grantee <> owner
        UNION ALL
        SELECT format('GRANT ALL ON %s TO %I', name, pg_get_userbyid(owner)) FROM made WHERE acl IS NOT NULL
        UNION ALL
        SELECT format('GRANT %s ON %s TO PUBLIC', for_all, name) FROM made WHERE acl IS NOT NULL AND for_all <> ''
    LOOP
        EXECUTE command;
    END LOOP;
END)";
    return {"DO " + base::quote_literal(fmt::format(k_body, base::join(rows, "\n            UNION ALL "))),
            "takes away what default privileges gave; the grants follow"};
}

} // namespace

bool is_closed_at_once(model::Routine const &routine) {
    return routine.routine_kind != "aggregate" && is_closed_to_public(routine.grants);
}

std::vector<Statement> closed_at_once(Record const &routine) {
    return {{"REVOKE ALL ON ROUTINE " + name_of(routine) + " FROM PUBLIC", {}}, without_default_grants(routine)};
}

Statement without_default_grants(Record const &made) { return take_away({row_of(*place_of(made.kind), made)}); }

bool is_made_anew(Plan const &plan, Record const &made) { return plan.is_removed(made.kind, made.schema, made.name); }

void write_default_grants(Plan const &plan, bool only_anew, Script &script) {
    std::map<Phase, Made> all;
    for (auto const &change : plan.changes()) {
        auto const *place = place_of(change.object().kind);
        if (!place || !is_made(plan, change)) continue;
        auto const &made = change.after;
        bool const anew = is_made_anew(plan, made);
        if (anew ? made.kind == Kind::view : only_anew) continue; // such views lost it when they were made
        bool const is_routine = made.kind == Kind::routine;
        if (is_routine && is_closed_at_once(model::from_record<model::Routine>(made))) continue;
        auto &list = all[rights_phases(made).default_grants];
        list.names.push_back(is_routine ? calls_of(model::from_record<model::Routine>(made)) : whole_of(made));
        list.rows.push_back(row_of(*place, made));
    }
    for (auto &[phase, list] : all) {
        auto const statement = take_away(list.rows);
        script.add(phase, statement.sql, statement.note).needs = std::move(list.names);
    }
}

} // namespace scribe::diff::ddl
