// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <cctype>

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
    auto const routine = model::from_record<model::Routine>(object);
    return base::quote_ident(routine.schema) + "." + base::quote_ident(routine.routine_name) + "(";
}

/// The text as it stands within a JSON string.
std::string in_json(std::string_view text) {
    std::string json;
    base::append_json_string(json, text);
    return json.substr(1, json.size() - 2);
}

/// True when `text` stands in the body and is not the end of a longer name.
bool uses(std::string_view body, std::string_view text) {
    for (auto at = body.find(text); at != std::string_view::npos; at = body.find(text, at + 1)) {
        auto const before = static_cast<unsigned char>(at > 0 ? body[at - 1] : ' ');
        bool const in_quotes = before == '"' && at > 1 && body[at - 2] == '\\';
        bool const in_name = before >= 0x80 || std::isalnum(before) != 0 || before == '_' || before == '$';
        if (!in_quotes && !in_name) return true;
    }
    return false;
}

} // namespace

std::vector<model::Record> uses_in_code(sqlite::Db &db, std::int64_t source_id, model::Record const &object,
                                        std::int64_t limit) {
    std::vector<model::Record> found;
    if (object.kind != Kind::sequence && object.kind != Kind::routine) return found;
    // NOT INDEXED: nearly every row is looked at, and in the table's own order that is much faster.
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} +
                                " FROM object o NOT INDEXED LEFT JOIN statistic s ON s.object_id = o.id "
                                "WHERE instr(o.body, ?1) AND o.source_id = ?2 AND o.removed_scan IS NULL"};
    auto const text = in_json(name_in_code(object));
    select.bind(1, text);
    select.bind(2, source_id);
    model::Record record;
    while (static_cast<std::int64_t>(found.size()) < limit && select.step()) {
        read_record(select, record, 0);
        bool const itself = record.kind == object.kind && record.schema == object.schema && record.name == object.name;
        if (!itself && uses(record.body, text)) found.push_back(record);
    }
    return found;
}

} // namespace scribe::catalog
