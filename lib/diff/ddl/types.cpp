// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/renames/renames.hpp"
#include "model/code/object_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Type;

std::string type_text(model::TypeAttribute const &attribute) {
    return attribute.collation.empty() ? attribute.type : attribute.type + " COLLATE " + attribute.collation;
}

std::string attribute_text(model::TypeAttribute const &attribute) {
    return base::quote_ident(attribute.name) + " " + type_text(attribute);
}

std::string create_range(Type const &type) {
    auto sql = fmt::format("CREATE TYPE {} AS RANGE (SUBTYPE = {}", own_name(type), type.base_type);
    if (!type.subtype_opclass.empty()) sql += ", SUBTYPE_OPCLASS = " + type.subtype_opclass;
    if (!type.collation.empty()) sql += ", COLLATION = " + type.collation;
    if (!type.canonical.empty()) sql += ", CANONICAL = " + type.canonical;
    if (!type.subtype_diff.empty()) sql += ", SUBTYPE_DIFF = " + type.subtype_diff;
    if (!type.multirange.empty()) sql += ", MULTIRANGE_TYPE_NAME = " + qualified(type.schema, type.multirange);
    return sql + ")";
}

bool is_not_null(model::DomainCheck const &check) { return check.definition == "NOT NULL"; }

/// Of the constraint, where it is another than the server gives; empty otherwise.
std::string not_null_name(Type const &type) {
    auto const found = std::find_if(type.checks.begin(), type.checks.end(), is_not_null);
    return found == type.checks.end() ? std::string{} : found->name;
}

std::string create_statement(Type const &type) {
    std::vector<std::string> parts;
    if (type.type_kind == "enum") {
        for (auto const &label : type.labels) parts.push_back(base::quote_literal(label));
        return fmt::format("CREATE TYPE {} AS ENUM ({})", own_name(type), base::join(parts, ", "));
    }
    if (type.type_kind == "composite") {
        for (auto const &attribute : type.attributes) parts.push_back(attribute_text(attribute));
        return fmt::format("CREATE TYPE {} AS ({})", own_name(type), base::join(parts, ", "));
    }
    if (type.type_kind == "range") return create_range(type);
    auto sql = fmt::format("CREATE DOMAIN {} AS {}", own_name(type), type.base_type);
    if (!type.collation.empty()) sql += " COLLATE " + type.collation;
    auto const name = not_null_name(type);
    if (!name.empty()) sql += " CONSTRAINT " + base::quote_ident(name);
    return type.not_null ? sql + " NOT NULL" : sql;
}

std::string check_clause(model::DomainCheck const &check) {
    // The server's text of an unvalidated check ends so already.
    bool const marked = !check.not_valid || check.definition.ends_with("NOT VALID");
    return fmt::format("ADD CONSTRAINT {} {}{}", base::quote_ident(check.name), check.definition,
                       marked ? "" : " NOT VALID");
}

/// Comments have statements of their own.
bool same_check(model::DomainCheck const &a, model::DomainCheck const &b) {
    return a.name == b.name && a.definition == b.definition && a.not_valid == b.not_valid;
}

bool has_check(Type const &type, model::DomainCheck const &check) {
    return std::any_of(type.checks.begin(), type.checks.end(),
                       [&](auto const &other) { return same_check(other, check); });
}

/// Since version 17 NOT NULL of a domain is a constraint, with a name and a comment.
bool keeps_not_null(Plan const &plan) {
    constexpr int k_first = 17;
    return plan.server_version() >= k_first;
}

/// As the server calls the constraint unless it is told otherwise.
std::string usual_not_null(Type const &type) { return type.name + "_not_null"; }

void alter_not_null(Plan const &plan, Type const &before, Type const &after, Script &script) {
    bool const has_names = keeps_not_null(plan);
    auto const alter = "ALTER DOMAIN " + own_name(after) + " ";
    auto const name = not_null_name(after);
    if (!after.not_null) {
        if (before.not_null) script.add(Phase::domains, alter + "DROP NOT NULL");
    } else if (!before.not_null) {
        bool const named = has_names && !name.empty();
        script.add(Phase::domains, alter + (named ? fmt::format("ADD CONSTRAINT {} NOT NULL", base::quote_ident(name))
                                                  : "SET NOT NULL"));
    } else if (has_names) {
        auto const old = not_null_name(before);
        auto const from = old.empty() ? usual_not_null(after) : old;
        auto const to = name.empty() ? usual_not_null(after) : name;
        if (from == to) return;
        script.add(Phase::domains,
                   fmt::format("{}RENAME CONSTRAINT {} TO {}", alter, base::quote_ident(from), base::quote_ident(to)));
    }
}

void alter_default(Plan const &plan, Type const &before, Type const &after, Script &script) {
    auto const alter = "ALTER DOMAIN " + own_name(after) + " ";
    bool const gives_way = before.default_value && plan.needs_early(*before.default_value);
    auto const old_code = before.default_value.value_or("");
    if (gives_way) script.add(Phase::drop_defaults, alter + "DROP DEFAULT").ending(old_code);
    if (after.default_value && (gives_way || before.default_value != after.default_value))
        script.add(Phase::domains, alter + "SET DEFAULT " + *after.default_value)
            .making(whole_of(after))
            .ending(old_code);
    else if (before.default_value && !after.default_value && !gives_way)
        script.add(Phase::domains, alter + "DROP DEFAULT").ending(old_code);
}

/// The check of the name, or nullptr.
model::DomainCheck const *check_named(Type const &type, std::string const &name) {
    auto const found =
        std::ranges::find_if(type.checks, [&](auto const &check) { return check.name == name && !is_not_null(check); });
    return found == type.checks.end() ? nullptr : &*found;
}

/// It holds until the new one of its name does.
std::vector<Statement> replaced_check(std::string const &alter, model::DomainCheck const &check, bool validate) {
    constexpr char const *k_passing = "scribe_new_check";
    auto fresh = check;
    fresh.name = k_passing;
    fresh.not_valid = true;
    auto const name = base::quote_ident(check.name);
    std::vector<Statement> statements{{alter + check_clause(fresh), {}}};
    if (validate) statements.push_back({fmt::format("{}VALIDATE CONSTRAINT {}", alter, k_passing), {}});
    statements.push_back({alter + "DROP CONSTRAINT " + name, {}});
    statements.push_back({fmt::format("{}RENAME CONSTRAINT {} TO {}", alter, k_passing, name), {}});
    return statements;
}

void drop_checks(Plan const &plan, Type const &before, Type const &after, Script &script) {
    auto const alter = "ALTER DOMAIN " + own_name(after) + " ";
    for (auto const &check : before.checks) {
        bool const early = plan.needs_early(check.definition);
        if (!is_not_null(check) && (early || !check_named(after, check.name)))
            script
                .add(early ? Phase::drop_constraints : Phase::domains,
                     alter + "DROP CONSTRAINT " + base::quote_ident(check.name))
                .ending(check.definition);
    }
}

void alter_domain(Plan const &plan, Type const &before, Type const &after, bool created, Script &script) {
    // The server looks through columns of the domain, but not into arrays and rows of it.
    bool const inside = !created && plan.is_contained({after.schema, after.name});
    auto const leave = [&](std::string_view what) {
        script.not_done(fmt::format("domain {}: {}; columns have arrays or rows of it", own_name(after), what));
    };
    auto const alter = "ALTER DOMAIN " + own_name(after) + " ";
    alter_default(plan, before, after, script);
    if (inside && after.not_null && !before.not_null) leave("NOT NULL");
    else if (!created) alter_not_null(plan, before, after, script);
    if (!keeps_not_null(plan) && std::any_of(after.checks.begin(), after.checks.end(), is_not_null))
        script.not_done(fmt::format("domain {}: before version 17 NOT NULL has no name of its own and no comment",
                                    own_name(after)));
    drop_checks(plan, before, after, script);
    for (auto const &check : after.checks) {
        if (is_not_null(check) || (has_check(before, check) && !plan.needs_early(check.definition))) continue;
        bool const unseen = inside && !check.not_valid;
        auto const *const old = check_named(before, check.name);
        if (old && !plan.needs_early(old->definition)) {
            script.together(Phase::domains, replaced_check(alter, check, !check.not_valid && !unseen))
                .making(whole_of(after))
                .ending(old->definition);
            if (unseen) leave("VALIDATE CONSTRAINT " + base::quote_ident(check.name));
            continue;
        }
        // Before columns have it: the server does not look into arrays and rows of it, not even of an empty table.
        script.add(Phase::domains, alter + check_clause(check) + (unseen ? " NOT VALID" : "")).making(whole_of(after));
        if (unseen) leave("VALIDATE CONSTRAINT " + base::quote_ident(check.name));
    }
}

/// Labels can only be added, each at its place, and renamed.
void alter_enum(Change const &change, Type before, Type const &after, Script &script) {
    for (auto const &[old_label, label] : renamed_labels(before.labels, after.labels)) {
        script.add(Phase::types,
                   fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", own_name(after), base::quote_literal(old_label),
                               base::quote_literal(label)),
                   "a guess, by its place");
        std::ranges::replace(before.labels, old_label, label);
    }
    auto const is_old = [&](std::string const &label) {
        return std::find(before.labels.begin(), before.labels.end(), label) != before.labels.end();
    };
    std::vector<std::string> kept;
    std::copy_if(after.labels.begin(), after.labels.end(), std::back_inserter(kept), is_old);
    if (kept != before.labels)
        script.not_done(described(change.after) + ": labels cannot be removed or moved; make the type anew");
    for (auto label = after.labels.begin(); label != after.labels.end(); ++label) {
        if (is_old(*label)) continue;
        auto const next = std::find_if(label, after.labels.end(), is_old);
        auto sql = fmt::format("ALTER TYPE {} ADD VALUE {}", own_name(after), base::quote_literal(*label));
        script.alone(Phase::types, next == after.labels.end() ? sql : sql + " BEFORE " + base::quote_literal(*next));
    }
}

void alter_composite(Plan const &plan, Change const &change, Type const &before, Type const &after, Script &script) {
    auto const alter = "ALTER TYPE " + own_name(after) + " ";
    auto const find = [](Type const &type, std::string const &name) {
        return std::find_if(type.attributes.begin(), type.attributes.end(),
                            [&](auto const &one) { return one.name == name; });
    };
    std::vector<std::string> order;
    for (auto const &attribute : before.attributes) {
        if (find(after, attribute.name) == after.attributes.end())
            script
                .destroy(Phase::types,
                         fmt::format("{}DROP ATTRIBUTE {} CASCADE", alter, base::quote_ident(attribute.name)),
                         "its values are gone")
                .ending(attribute.type);
        else order.push_back(attribute.name);
    }
    for (auto const &attribute : after.attributes) {
        auto const old = find(before, attribute.name);
        if (old == before.attributes.end()) {
            script.add(Phase::types, fmt::format("{}ADD ATTRIBUTE {} CASCADE", alter, attribute_text(attribute)))
                .making({whole_of(after).whole, attribute.name});
            order.push_back(attribute.name);
        } else if (old->type != attribute.type || old->collation != attribute.collation) {
            if (plan.is_stored({after.schema, after.name})) {
                script.not_done(fmt::format("{}: attribute {} is {}, should be {}; columns of tables have the type",
                                            described(change.after), attribute.name, type_text(*old),
                                            type_text(attribute)));
                continue;
            }
            auto text = attribute_text(attribute);
            text.insert(base::quote_ident(attribute.name).size(), " TYPE");
            script.add(Phase::types, fmt::format("{}ALTER ATTRIBUTE {} CASCADE", alter, text)).ending(old->type);
        }
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == after.attributes[i].name) continue;
        script.not_done(described(change.after) + ": the order of its attributes cannot be changed");
        break;
    }
}

void alter(Plan const &plan, Change const &change, Script &script) {
    auto const before = model::from_record<Type>(change.before);
    auto const after = model::from_record<Type>(change.after);
    if (after.type_kind == "domain") alter_domain(plan, before, after, false, script);
    if (differs(change, "labels")) alter_enum(change, before, after, script);
    if (differs(change, "attributes")) alter_composite(plan, change, before, after, script);
    leave_rest(change, {"labels", "attributes", "default", "not_null", "checks"}, script);
}

/// Code that names what a type is made of.
std::string made_of(Type const &type) {
    std::string code;
    model::visit_types(type, [&code](std::string const &text) { code += text + " "; });
    model::visit_code(type, [&code](std::string const &text) { code += text + " "; });
    for (auto const &function : {type.canonical, type.subtype_diff}) {
        if (!function.empty()) code += function + "( ";
    }
    return code;
}

/// A range has functions of its name that make values of it.
std::vector<Name> names_of(Type const &type) {
    std::vector<Name> names{whole_of(type)};
    if (type.type_kind != "range") return names;
    names.push_back({whole_of(type).whole + "(", {}});
    if (type.multirange.empty()) return names;
    names.push_back({whole_name(type.schema, type.multirange), {}});
    names.push_back({whole_name(type.schema, type.multirange) + "(", {}});
    return names;
}

/// Routines may have the domain as an argument, and its code may call them: that goes first.
void drop_code(Plan const &plan, Type const &domain, Script &script) {
    auto const alter = "ALTER DOMAIN " + own_name(domain) + " ";
    auto const drop = [&](std::string const &code, Phase early, std::string const &what) {
        bool const calls = std::any_of(plan.changes().begin(), plan.changes().end(), [&](Change const &change) {
            if (change.action != Action::removed || change.before.kind != Kind::routine) return false;
            auto const routine = model::from_record<model::Routine>(change.before);
            return code.find(qualified(routine.schema, routine.routine_name) + "(") != std::string::npos;
        });
        if (calls) script.add(plan.needs_early(code) ? early : Phase::drop_rest, alter + "DROP " + what).ending(code);
    };
    if (domain.default_value) drop(*domain.default_value, Phase::drop_defaults, "DEFAULT");
    for (auto const &check : domain.checks)
        drop(check.definition, Phase::drop_constraints, "CONSTRAINT " + base::quote_ident(check.name));
}

void drop(Plan const &plan, Type const &type, Script &script) {
    if (type.type_kind == "domain") drop_code(plan, type, script);
    bool const comes_back = plan.is_name_used_again(type.schema, type.name);
    auto &step = script.add(comes_back ? Phase::drop_replaced_types : Phase::drop_types,
                            fmt::format("DROP {} {}", type.type_kind == "domain" ? "DOMAIN" : "TYPE", own_name(type)));
    step.takes = names_of(type);
    step.ending(made_of(type));
}

void create(Plan const &plan, Type const &type, Script &script) {
    auto &step = script.add(Phase::types, create_statement(type));
    step.makes = names_of(type);
    // Its default and checks have steps of their own.
    if (type.type_kind == "domain") step.reading(type.base_type);
    else step.reading(made_of(type));
    if (type.type_kind == "domain") alter_domain(plan, {}, type, true, script);
}

} // namespace

void write_check_comments(Plan const &plan, Change const &change, Script &script) {
    auto const after = model::from_record<Type>(change.after);
    auto const before = change.action == Action::added ? Type{} : model::from_record<Type>(change.before);
    auto const set = [&](std::string const &name, std::optional<std::string> const &comment) {
        script.add(Phase::comments, fmt::format("COMMENT ON CONSTRAINT {} ON DOMAIN {} IS {}", base::quote_ident(name),
                                                own_name(after), comment_text(comment)));
    };
    for (auto const &check : after.checks) {
        if (is_not_null(check) && !keeps_not_null(plan)) continue;
        // One that changed is made anew, without its comment; NOT NULL, of which there is one, gets a new name.
        auto const old = std::find_if(before.checks.begin(), before.checks.end(), [&](auto const &other) {
            bool const same_name = other.name == check.name || is_not_null(check);
            return same_name && other.definition == check.definition && other.not_valid == check.not_valid;
        });
        bool const kept = old != before.checks.end() && !plan.needs_early(old->definition);
        if ((kept ? old->comment : std::nullopt) != check.comment) set(check.name, check.comment);
    }
    // A scan leaves NOT NULL out where the server gave the name and nobody a comment.
    auto const old = std::find_if(before.checks.begin(), before.checks.end(), is_not_null);
    bool const stays = after.not_null && not_null_name(after).empty() && keeps_not_null(plan);
    if (stays && old != before.checks.end() && old->comment) set(usual_not_null(after), std::nullopt);
}

void write_types(Plan const &plan, Script &script) {
    for (auto const &change : plan.changes()) {
        if (change.object().kind != Kind::type) continue;
        auto const type = model::from_record<Type>(change.object());
        if (change.action == Action::changed) alter(plan, change, script);
        if (change.action == Action::added) create(plan, type, script);
        if (change.action == Action::removed) drop(plan, type, script);
    }
}

} // namespace scribe::diff::ddl
