// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "model/code/code_names.hpp"
#include "model/code/object_code.hpp"
#include "model/code/signature.hpp"
#include "model/serialize.hpp"

#include <cctype>
#include <limits>

namespace scribe::catalog {

namespace {

using model::Kind;

/// How expressions of PostgreSQL name the object: with its schema, since scans run with an empty search_path.
std::string name_in_code(model::Record const &object) {
    if (object.kind == Kind::sequence) {
        std::string literal = "'"; // a backslash is only itself in it: the server never writes E''
        for (char const c : base::quote_ident(object.schema) + "." + base::quote_ident(object.name))
            literal.append(c == '\'' ? 2 : 1, c);
        return literal + "'";
    }
    if (object.kind == Kind::type) return base::quote_ident(object.schema) + "." + base::quote_ident(object.name);
    auto const routine = model::from_record<model::Routine>(object);
    return base::quote_ident(routine.schema) + "." + base::quote_ident(routine.routine_name) + "(";
}

/// The text as it stands within a JSON string.
std::string in_json(std::string_view text) {
    std::string json;
    base::append_json_string(json, text);
    return json.substr(1, json.size() - 2);
}

/// Calls `visit` with the code of the object (model/code/object_code.hpp).
template <typename Visit> void visit_code_of(model::Record const &record, Visit const &visit) {
    switch (record.kind) {
    case Kind::table: return model::visit_code(model::from_record<model::Table>(record), visit);
    case Kind::view: return model::visit_code(model::from_record<model::View>(record), visit);
    case Kind::column: return model::visit_code(model::from_record<model::Column>(record), visit);
    case Kind::constraint: return model::visit_code(model::from_record<model::Constraint>(record), visit);
    case Kind::index: return model::visit_code(model::from_record<model::Index>(record), visit);
    case Kind::type: return model::visit_code(model::from_record<model::Type>(record), visit);
    case Kind::routine: return model::visit_code(model::from_record<model::Routine>(record), visit);
    case Kind::trigger: return model::visit_code(model::from_record<model::Trigger>(record), visit);
    case Kind::rule: return model::visit_code(model::from_record<model::Rule>(record), visit);
    case Kind::policy: return model::visit_code(model::from_record<model::Policy>(record), visit);
    default: return;
    }
}

/// With how many arguments a routine is called: what tells routines of one name apart as far as code tells.
struct Arity {
    static constexpr std::size_t k_any = std::numeric_limits<std::size_t>::max();
    std::size_t least = 0, most = k_any;
    bool fits(std::vector<std::string_view> const &given) const {
        bool const array = !given.empty() && given.back().starts_with("VARIADIC ");
        return array ? most == k_any : least <= given.size() && given.size() <= most;
    }
};

/// Of an aggregate and a procedure any number: arguments of theirs stand elsewhere, or are not in the signature.
Arity arity_of(model::Routine const &routine) {
    auto const open = routine.routine_name.size();
    auto const &name = routine.name;
    bool const counted = routine.routine_kind == "function" || routine.routine_kind == "window";
    if (!counted || name.size() < open + 2 || name[open] != '(' || !name.ends_with(')')) return {};
    auto const types = model::split_list(std::string_view{name}.substr(open + 1, name.size() - open - 2)).size();
    Arity arity{types, types};
    for (auto const argument : model::split_list(routine.arguments)) {
        if (argument.find(" DEFAULT ") != std::string_view::npos && arity.least > 0) --arity.least;
        if (argument.starts_with("VARIADIC ")) arity.most = Arity::k_any;
    }
    return arity;
}

/// The arguments of the call whose parenthesis opens just before `code`; nothing when it does not close.
std::optional<std::vector<std::string_view>> arguments_given(std::string_view code) {
    int depth = 1;
    char quote = '\0';
    for (std::size_t i = 0; i < code.size(); ++i) {
        char const c = code[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')' && --depth == 0) {
            return model::split_list(code.substr(0, i));
        }
    }
    return std::nullopt;
}

/// True when the code ends with a word after which a table is named, be it one with columns in parentheses.
bool names_table_next(std::string_view code) {
    auto const spaces = code.find_last_not_of(" \t\r\n");
    if (spaces == std::string_view::npos || spaces + 1 == code.size()) return false;
    auto word = code.substr(0, spaces + 1);
    auto const start = word.find_last_of(" \t\r\n;(");
    if (start != std::string_view::npos) word = word.substr(start + 1);
    auto const lower = base::to_lower_ascii(word);
    return lower == "into" || lower == "references" || lower == "table";
}

/// True when `text` stands in the code as a name of its own: not as the end of a longer one, not as a table's; where it
/// is a call, one with so many arguments.
bool uses(std::string_view code, std::string_view text, Arity const &arity) {
    for (auto at = code.find(text); at != std::string_view::npos; at = code.find(text, at + 1)) {
        auto const before = static_cast<unsigned char>(at > 0 ? code[at - 1] : ' ');
        bool const in_name =
            before >= 0x80 || std::isalnum(before) != 0 || before == '_' || before == '$' || before == '"';
        if (in_name || names_table_next(code.substr(0, at))) continue;
        auto const given = text.ends_with('(') ? arguments_given(code.substr(at + text.size())) : std::nullopt;
        if (!given || arity.fits(*given)) return true;
    }
    return false;
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
    visit_code_of(record, look(true));
    return found;
}

/// True when code of the record names the sequence or calls the routine that `text` stands for.
bool uses_text(model::Record const &record, std::string_view text, Arity const &arity) {
    bool found = false;
    visit_code_of(record, [&](std::string_view code) { found = found || uses(code, text, arity); });
    if (found || record.kind != Kind::routine) return found;
    // The functions of an aggregate, and support functions, stand there without parentheses.
    auto const routine = model::from_record<model::Routine>(record);
    model::visit_functions(routine, [&](std::string const &name) { found = found || uses(name + "(", text, arity); });
    return found;
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
    auto const text = name_in_code(object);
    auto const arity = object.kind == Kind::routine ? arity_of(model::from_record<model::Routine>(object)) : Arity{};
    // Without the parenthesis, which does not follow the functions of an aggregate.
    select.bind(1, in_json(text.ends_with('(') ? text.substr(0, text.size() - 1) : text));
    select.bind(2, source_id);
    model::Record record;
    while (static_cast<std::int64_t>(found.size()) < limit && select.step()) {
        read_record(select, record, 0);
        bool const itself = record.kind == object.kind && record.schema == object.schema && record.name == object.name;
        if (itself) continue;
        if (is_type ? uses_type(record, object) : uses_text(record, text, arity)) found.push_back(record);
    }
    return found;
}

} // namespace scribe::catalog
