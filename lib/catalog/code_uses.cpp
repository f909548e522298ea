// SPDX-License-Identifier: MIT
#include "model/code/code_uses.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "model/code/code_names.hpp"
#include "model/code/object_code.hpp"
#include "model/code/signature.hpp"
#include "model/filter.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace scribe::catalog {

namespace {

using model::Kind;

/// How expressions of PostgreSQL name the object: with its schema, since scans run with an empty search_path. Of a
/// routine without the parenthesis, which does not follow the functions of an aggregate.
std::string name_in_code(model::Record const &object) {
    if (object.kind == Kind::sequence) {
        std::string literal = "'"; // a backslash is only itself in it: the server never writes E''
        for (char const c : base::quote_ident(object.schema) + "." + base::quote_ident(object.name))
            literal.append(c == '\'' ? 2 : 1, c);
        return literal + "'";
    }
    auto const name = object.kind == Kind::type ? object.name : model::from_record<model::Routine>(object).routine_name;
    return base::quote_ident(object.schema) + "." + base::quote_ident(name);
}

/// The text as it stands within a JSON string.
std::string in_json(std::string_view text) {
    std::string json;
    base::append_json_string(json, text);
    return json.substr(1, json.size() - 2);
}

/// Calls `visit` with the object as a struct of its kind, when it is of one that has code.
template <typename Visit> void with_code(model::Record const &record, Visit const &visit) {
    switch (record.kind) {
    case Kind::table: return visit(model::from_record<model::Table>(record));
    case Kind::view: return visit(model::from_record<model::View>(record));
    case Kind::column: return visit(model::from_record<model::Column>(record));
    case Kind::constraint: return visit(model::from_record<model::Constraint>(record));
    case Kind::index: return visit(model::from_record<model::Index>(record));
    case Kind::type: return visit(model::from_record<model::Type>(record));
    case Kind::routine: return visit(model::from_record<model::Routine>(record));
    case Kind::trigger: return visit(model::from_record<model::Trigger>(record));
    case Kind::rule: return visit(model::from_record<model::Rule>(record));
    case Kind::policy: return visit(model::from_record<model::Policy>(record));
    case Kind::statistics: return visit(model::from_record<model::Statistics>(record));
    default: return;
    }
}

/// The arguments of a call.
struct Given {
    std::size_t number = 0;
    bool array = false; ///< the last ones are an array: VARIADIC
};

/// Nothing where they cannot be counted: what is no call, or does not close.
std::optional<Given> given(model::CodeUse const &use) {
    if (use.arguments) return Given{*use.arguments, false};
    if (use.how != model::CodeUse::How::call) return std::nullopt;
    auto const arguments = model::arguments_given(use);
    if (!arguments) return std::nullopt;
    return Given{arguments->size(), !arguments->empty() && arguments->back().starts_with("VARIADIC ")};
}

/// With how many arguments a routine is called: what tells routines of one name apart as far as code tells.
struct Arity {
    static constexpr std::size_t k_any = std::numeric_limits<std::size_t>::max();
    std::size_t least = 0, most = k_any;
    bool fits(Given const &given) const {
        return given.array ? most == k_any : least <= given.number && given.number <= most;
    }
};

/// Of an aggregate and a procedure any number: arguments of theirs stand elsewhere, or are not in the signature.
Arity arity_of(model::Routine const &routine) {
    bool const counted = routine.routine_kind == "function" || routine.routine_kind == "window";
    auto const types = model::argument_count(routine);
    if (!counted || !types) return {};
    Arity arity{*types, *types};
    for (auto const argument : model::split_list(routine.arguments)) {
        if (argument.find(" DEFAULT ") != std::string_view::npos && arity.least > 0) --arity.least;
        if (argument.starts_with("VARIADIC ")) arity.most = Arity::k_any;
    }
    return arity;
}

/// True when the use is one of the routine or the sequence; a call only with so many arguments.
bool means(model::CodeUse const &use, bool is_sequence, model::Ref const &object, Arity const &arity) {
    if ((use.how == model::CodeUse::How::sequence) != is_sequence || model::ref_of(use) != object) return false;
    auto const arguments = given(use);
    return !arguments || arity.fits(*arguments);
}

/// True when the record has the type in its signature, or in code.
bool uses_type(model::Record const &record, model::Record const &type) {
    bool found = false;
    auto const look = [&](bool casts_only) {
        return [&, casts_only](std::string_view text) {
            found = found || model::names_type(text, type.schema, type.name, casts_only);
        };
    };
    if (record.kind == Kind::type) model::visit_types(model::from_record<model::Type>(record), look(false));
    if (record.kind == Kind::routine) model::visit_types(model::from_record<model::Routine>(record), look(false));
    with_code(record, [&](auto const &typed) { model::visit_code(typed, look(true)); });
    return found;
}

/// What code calls a routine, or what a sequence is called.
model::Ref ref_in_code(model::Record const &object) {
    if (object.kind != Kind::routine) return {object.schema, object.name};
    return {object.schema, model::from_record<model::Routine>(object).routine_name};
}

} // namespace

std::vector<model::Record> uses_in_code(sqlite::Db &db, std::int64_t source_id, model::Record const &object,
                                        std::int64_t limit) {
    std::vector<model::Record> found;
    bool const is_type = object.kind == Kind::type;
    if (object.kind != Kind::sequence && object.kind != Kind::routine && !is_type) return found;
    // NOT INDEXED: nearly every row is looked at, and in the table's own order that is much faster.
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} +
                                " FROM object o NOT INDEXED LEFT JOIN statistic s ON s.object_id = o.id "
                                "WHERE instr(o.body, ?1) AND o.source_id = ?2 AND o.removed_scan IS NULL"};
    auto const arity = object.kind == Kind::routine ? arity_of(model::from_record<model::Routine>(object)) : Arity{};
    auto const named = ref_in_code(object);
    select.bind(1, in_json(name_in_code(object)));
    select.bind(2, source_id);
    model::Record record;
    while (static_cast<std::int64_t>(found.size()) < limit && select.step()) {
        read_record(select, record, 0);
        bool const itself = record.kind == object.kind && record.schema == object.schema && record.name == object.name;
        if (itself) continue;
        bool used = is_type && uses_type(record, object);
        auto const look = [&](model::CodeUse const &use) {
            used = used || means(use, object.kind == Kind::sequence, named, arity);
        };
        if (!is_type) with_code(record, [&](auto const &typed) { model::visit_uses(typed, look); });
        if (used) found.push_back(record);
    }
    return found;
}

namespace {

/// The routines of a name in a schema, with all their arguments.
std::vector<model::Record> routines_called(sqlite::Db &db, std::int64_t source_id, model::Ref const &called) {
    // The argument types follow the name: what lies between "f(" and "f)".
    sqlite::Stmt select{db,
                        "SELECT " + std::string{k_record_columns} +
                            " FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                            "WHERE o.source_id = ?1 AND o.kind = ?2 AND o.schema_name = ?3 AND o.table_name = '' AND "
                            "o.name >= ?4 AND o.name < ?5 AND o.removed_scan IS NULL ORDER BY o.name"};
    select.bind(1, source_id);
    select.bind(2, model::kind_name(Kind::routine));
    select.bind(3, called.schema);
    select.bind(4, called.name + "(");
    select.bind(5, called.name + ")");
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    std::erase_if(records, [&](auto const &record) { return ref_in_code(record) != called; });
    return records;
}

/// The routines and sequences that code names, and where it does.
class Needs {
public:
    void look(model::Record const &record, std::string const &where) {
        auto const visit = [&](model::CodeUse const &use) {
            auto const ref = model::ref_of(use);
            if (!ref) return;
            if (use.how == model::CodeUse::How::sequence) add(m_sequences[*ref], where);
            else m_calls[*ref].push_back({given(use), where});
        };
        with_code(record, [&](auto const &typed) { model::visit_uses(typed, visit); });
    }

    /// Looks them up; what the catalog does not have is left out.
    std::vector<UsedObject> find(Store &store, std::int64_t source_id) const {
        std::vector<UsedObject> found;
        for (auto const &[ref, calls] : m_calls) {
            for (auto &record : routines_called(store.db(), source_id, ref)) {
                auto const arity = arity_of(model::from_record<model::Routine>(record));
                UsedObject used{std::move(record), {}};
                for (auto const &call : calls) {
                    if (!call.given || arity.fits(*call.given)) add(used.where, call.where);
                }
                if (!used.where.empty()) found.push_back(std::move(used));
            }
        }
        for (auto const &[ref, where] : m_sequences) {
            if (auto record = store.find(source_id, Kind::sequence, ref.schema, "", ref.name))
                found.push_back({std::move(*record), where});
        }
        return found;
    }

private:
    struct Call {
        std::optional<Given> given;
        std::string where;
    };

    static void add(std::vector<std::string> &places, std::string const &place) {
        if (std::ranges::find(places, place) == places.end()) places.push_back(place);
    }

    std::map<model::Ref, std::vector<Call>> m_calls;
    std::map<model::Ref, std::vector<std::string>> m_sequences;
};

} // namespace

std::vector<UsedObject> used_by_code(Store &store, std::int64_t source_id, model::Record const &object,
                                     std::vector<model::Record> const &parts) {
    Needs needs;
    needs.look(object, object.kind == Kind::table     ? "partition key"
                       : object.kind == Kind::routine ? "code"
                                                      : "definition");
    for (auto const &part : parts)
        needs.look(part, std::string{model::kind_text(part.kind)} + " " + model::format_ref("", part.name));
    auto uses = needs.find(store, source_id);
    std::erase_if(uses, [&object](UsedObject const &used) { // a function that calls itself
        auto const &one = used.record;
        return one.kind == object.kind && one.schema == object.schema && one.name == object.name;
    });
    return uses;
}

} // namespace scribe::catalog
