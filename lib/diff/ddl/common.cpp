// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/grants.hpp"
#include "diff/rights.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;

std::string routine_word(Record const &record) {
    auto const kind = model::from_record<model::Routine>(record).routine_kind;
    return kind == "procedure" ? "PROCEDURE" : kind == "aggregate" ? "AGGREGATE" : "FUNCTION";
}

/// The rights as words and whom they are for: "SELECT, INSERT ON TABLE t".
std::string on_object(Record const &record, std::vector<std::string> const &words) {
    if (record.kind == Kind::column) {
        std::vector<std::string> with_column;
        for (auto const &word : words) with_column.push_back(word + " (" + base::quote_ident(record.name) + ")");
        return base::join(with_column, ", ") + " ON TABLE " + owner_of(record);
    }
    auto object = sql_object(record);
    if (record.kind == Kind::view || record.kind == Kind::table) object = "TABLE " + own_name(record);
    if (record.kind == Kind::type) object = "TYPE " + own_name(record);
    if (object.starts_with("AGGREGATE "))
        object = "FUNCTION " + routine_name(model::from_record<model::Routine>(record));
    return base::join(words, ", ") + " ON " + object;
}

void write_attribute_comments(Change const &change, Script &script) {
    auto const after = model::from_record<model::Type>(change.after);
    auto const before = change.action == Action::added ? model::Type{} : model::from_record<model::Type>(change.before);
    for (auto const &attribute : after.attributes) {
        auto const old = std::find_if(before.attributes.begin(), before.attributes.end(),
                                      [&](auto const &other) { return other.name == attribute.name; });
        auto const had = old == before.attributes.end() ? std::nullopt : old->comment;
        if (had == attribute.comment) continue;
        script.add(Phase::comments, fmt::format("COMMENT ON COLUMN {}.{} IS {}", own_name(after),
                                                base::quote_ident(attribute.name), comment_text(attribute.comment)));
    }
}

bool is_linked_sequence(Record const &record) {
    return record.kind == Kind::sequence && !model::from_record<model::Sequence>(record).owned_by.empty();
}

} // namespace

std::string comment_text(std::optional<std::string> const &comment) {
    return comment ? base::quote_literal(*comment) : "NULL";
}

bool differs(Change const &change, std::string_view field) {
    return std::any_of(change.fields.begin(), change.fields.end(),
                       [field](FieldChange const &one) { return one.field == field; });
}

std::string described(Record const &record) {
    return base::single_line(model::kind_label(record) + " " + model::format_ref(record));
}

void leave_rest(Change const &change, std::initializer_list<std::string_view> done, Script &script) {
    for (auto const &field : change.fields) {
        if (std::find(done.begin(), done.end(), field.field) != done.end()) continue;
        if (field.field == "comment" || field.field == "owner" || field.field == "grants") continue;
        script.not_done(fmt::format("{}: {} is {}, should be {}", described(change.after), field.field,
                                    base::single_line(field.before.value_or("nothing")),
                                    base::single_line(field.after.value_or("nothing"))));
    }
}

std::string sql_object(Record const &record) {
    auto const part = [&](char const *word) {
        return fmt::format("{} {} ON {}", word, base::quote_ident(record.name), owner_of(record));
    };
    switch (record.kind) {
    case Kind::schema: return "SCHEMA " + base::quote_ident(record.name);
    case Kind::table: {
        bool const foreign = model::from_record<model::Table>(record).table_kind == "foreign";
        return (foreign ? "FOREIGN TABLE " : "TABLE ") + own_name(record);
    }
    case Kind::view: {
        bool const materialized = model::from_record<model::View>(record).materialized;
        return (materialized ? "MATERIALIZED VIEW " : "VIEW ") + own_name(record);
    }
    case Kind::column: return fmt::format("COLUMN {}.{}", owner_of(record), base::quote_ident(record.name));
    case Kind::constraint: return part("CONSTRAINT");
    case Kind::trigger: return part("TRIGGER");
    case Kind::rule: return part("RULE");
    case Kind::policy: return part("POLICY");
    case Kind::index: return "INDEX " + own_name(record);
    case Kind::sequence: return "SEQUENCE " + own_name(record);
    case Kind::type: {
        bool const domain = model::from_record<model::Type>(record).type_kind == "domain";
        return (domain ? "DOMAIN " : "TYPE ") + own_name(record);
    }
    case Kind::routine: {
        auto const routine = model::from_record<model::Routine>(record);
        auto name = routine_name(routine);
        // Of rows, not of values: other statements than its own name it as any routine.
        if (routine.routine_kind == "aggregate" && name.ends_with("()")) name.insert(name.size() - 1, "*");
        return routine_word(record) + " " + name;
    }
    case Kind::statistics: return "STATISTICS " + own_name(record);
    case Kind::extension: return "EXTENSION " + base::quote_ident(record.name);
    case Kind::publication: return "PUBLICATION " + base::quote_ident(record.name);
    case Kind::event_trigger: return "EVENT TRIGGER " + base::quote_ident(record.name);
    case Kind::server: return "SERVER " + base::quote_ident(record.name);
    case Kind::privileges: break; // no object of its own
    }
    return {};
}

RightsPhases rights_phases(model::Record const &record) {
    if (record.kind == Kind::routine)
        return {Phase::routine_owners, Phase::routine_default_grants, Phase::routine_grants};
    if (record.kind == Kind::view && !comes_late(model::from_record<model::View>(record)))
        return {Phase::view_owners, Phase::view_default_grants, Phase::view_grants};
    return {Phase::owners, Phase::default_grants, Phase::grants};
}

bool is_owned_at_once(Record const &record) {
    if (record.kind != Kind::routine) return false;
    auto const routine = model::from_record<model::Routine>(record);
    return routine.security_definer && !routine.owner.empty();
}

std::string owner_statement(Record const &record, std::string const &owner) {
    return fmt::format("ALTER {} OWNER TO {}", sql_object(record), base::quote_ident(owner));
}

void write_common(Plan const &plan, Change const &change, Script &script) {
    auto const &record = change.after;
    // The index of a constraint has its comment from the constraint's statement or its own; both can be set.
    auto const had_comment = change.action == Action::added ? std::nullopt : change.before.comment;
    if (had_comment != record.comment)
        script.add(Phase::comments,
                   fmt::format("COMMENT ON {} IS {}", sql_object(record), comment_text(record.comment)));
    if (record.kind == Kind::type) {
        write_attribute_comments(change, script);
        write_check_comments(plan, change, script);
    }
    if (record.kind == Kind::privileges) return; // see write_privileges()
    auto const phases = rights_phases(record);
    auto const now = rights_of(record);
    auto const before = change.action == Action::added ? Rights{} : rights_of(change.before);
    bool const said = change.action == Action::added && is_owned_at_once(record);
    if (!now.owner.empty() && now.owner != before.owner && !is_linked_sequence(record) && !said)
        script.add(phases.owner, owner_statement(record, now.owner));
    auto old_grants = before.grants;
    // A new owner has what the old one had.
    for (auto &grant : old_grants) {
        if (grant.grantee == before.owner) grant.grantee = now.owner;
    }
    auto const statements = grant_statements([&](auto const &words) { return on_object(record, words); },
                                             effective_grants(record.kind, now.owner, old_grants),
                                             effective_grants(record.kind, now.owner, now.grants));
    // What others have by way of a right that goes is given anew afterwards.
    bool const apart = std::ranges::none_of(statements, &RightsStatement::takes_from_others);
    bool const soon = change.action == Action::changed && (record.kind == Kind::table || record.kind == Kind::column) &&
                      now.owner == before.owner && apart;
    for (auto const &statement : statements)
        script.add(soon && statement.takes ? Phase::revokes : phases.grants, statement.sql);
}

} // namespace scribe::diff::ddl
