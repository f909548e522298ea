// SPDX-License-Identifier: MIT
#include "source/postgres/definitions.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::source::postgres {

namespace {

// Types of the server whose values an operator class of another type takes (pg_type.dat).
constexpr Oid k_text = 25;
constexpr Oid k_varchar = 1043;
constexpr Oid k_cidr = 650;
constexpr Oid k_inet = 869;
constexpr Oid k_any_array = 2277;
constexpr Oid k_any_enum = 3500;
constexpr Oid k_any_range = 3831;
constexpr Oid k_any_multirange = 4537;

void append_list(std::string &out, std::vector<std::string> const &names, Capabilities const &capabilities,
                 bool period) {
    out.push_back('(');
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out.append(", ");
        if (period && i + 1 == names.size()) out.append("PERIOD ");
        append_name(out, names[i], capabilities);
    }
    out.push_back(')');
}

std::string upper(std::string_view text) {
    std::string out{text};
    for (auto &c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

void append_foreign_key(std::string &out, model::Constraint const &k, Capabilities const &capabilities) {
    out.append("FOREIGN KEY ");
    append_list(out, k.columns, capabilities, k.temporal);
    out.append(" REFERENCES ");
    append_qualified(out, k.references, capabilities);
    append_list(out, k.referenced_columns, capabilities, k.temporal);
    if (!k.match.empty()) out.append(" MATCH ").append(upper(k.match));
    if (!k.on_update.empty()) out.append(" ON UPDATE ").append(upper(k.on_update));
    if (!k.on_delete.empty()) out.append(" ON DELETE ").append(upper(k.on_delete));
    if (!k.on_delete_columns.empty()) {
        out.push_back(' ');
        append_list(out, k.on_delete_columns, capabilities, false);
    }
}

void append_key(std::string &out, model::Constraint const &k, Capabilities const &capabilities) {
    out.append(k.type == "primary key" ? "PRIMARY KEY " : "UNIQUE ");
    if (k.nulls_not_distinct) out.append("NULLS NOT DISTINCT ");
    append_list(out, k.columns, capabilities, false);
    if (k.temporal) out.insert(out.size() - 1, " WITHOUT OVERLAPS");
    if (!k.include.empty()) {
        out.append(" INCLUDE ");
        append_list(out, k.include, capabilities, false);
    }
}

/// How sure it is that the class is the default one for the type: GetDefaultOpClass of the server takes the default
/// class of the type itself, else one of a type that the values are binary compatible with.
enum class IsDefault { no, yes, unknown };

IsDefault is_default(OperatorClass const &op, ColumnType const &type, Names const &names) {
    if (!op.is_default) return IsDefault::no;
    if (op.input_type == type.base) return IsDefault::yes;
    for (auto const &[oid, other] : names.operator_classes) {
        // Some class is the default for just this type: then this one may not be.
        if (other.is_default && other.method == op.method && other.input_type == type.base) return IsDefault::no;
    }
    bool const compatible =
        (op.input_type == k_text && type.base == k_varchar) || (op.input_type == k_inet && type.base == k_cidr) ||
        (op.input_type == k_any_array && type.is_array) || (op.input_type == k_any_enum && type.typtype == 'e') ||
        (op.input_type == k_any_range && type.typtype == 'r') ||
        (op.input_type == k_any_multirange && type.typtype == 'm');
    return compatible ? IsDefault::yes : IsDefault::unknown;
}

void append_key_column(std::string &out, model::IndexKey const &key, Capabilities const &capabilities) {
    append_name(out, key.column, capabilities);
    if (!key.collation.empty()) out.append(" COLLATE ").append(key.collation);
    if (!key.opclass.empty()) out.append(" ").append(key.opclass);
    if (key.descending) {
        out.append(" DESC");
        if (!key.nulls_first) out.append(" NULLS LAST");
    } else if (key.nulls_first) {
        out.append(" NULLS FIRST");
    }
}

/// Storage parameters as the server prints them: plain values bare, others as literals.
void append_options(std::string &out, std::vector<std::string> const &options, Capabilities const &capabilities) {
    if (options.empty()) return;
    out.append(" WITH (");
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i > 0) out.append(", ");
        auto const equals = options[i].find('=');
        append_name(out, options[i].substr(0, equals), capabilities);
        auto const value = equals == std::string::npos ? std::string{} : options[i].substr(equals + 1);
        out.push_back('=');
        std::string quoted;
        append_name(quoted, value, capabilities);
        out.append(quoted == value ? value : base::quote_literal(value));
    }
    out.push_back(')');
}

} // namespace

std::string constraint_definition(model::Constraint const &k, Capabilities const &capabilities) {
    std::string out;
    if (k.type == "foreign key") append_foreign_key(out, k, capabilities);
    else if (k.type == "not null") {
        out.append("NOT NULL ");
        if (!k.columns.empty()) append_name(out, k.columns.front(), capabilities);
        if (k.no_inherit) out.append(" NO INHERIT");
    } else append_key(out, k, capabilities);
    if (k.deferrable) out.append(" DEFERRABLE");
    if (k.initially_deferred) out.append(" INITIALLY DEFERRED");
    if (k.not_enforced) out.append(" NOT ENFORCED");
    else if (k.not_valid) out.append(" NOT VALID");
    return out;
}

bool fill_index_keys(model::Index &index, IndexFacts const &facts, Names const &names,
                     Capabilities const &capabilities) {
    auto const *relation = names.relation(facts.relation);
    bool certain = relation != nullptr;
    for (std::size_t i = 0; i < index.keys.size(); ++i) {
        auto &key = index.keys[i];
        auto const option = i < facts.options.size() ? facts.options[i] : 0;
        key.descending = (option & 1) != 0;
        key.nulls_first = (option & 2) != 0;
        auto const op = names.operator_classes.find(facts.operator_classes[i]);
        bool const known = op != names.operator_classes.end();
        auto const number = static_cast<std::size_t>(facts.columns[i]);
        if (facts.columns[i] <= 0 || !relation || number > relation->columns.size()) {
            // An expression, whose type is not known here: a class that is the default of no type was chosen.
            if (known && !op->second.is_default) append_qualified(key.opclass, op->second.name, capabilities);
            certain = false;
            continue;
        }
        auto const &type = names.types[relation->column_types[number - 1]];
        if (facts.collations[i] != 0 && facts.collations[i] != relation->collations[number - 1]) {
            auto const collation = names.collations.find(facts.collations[i]);
            if (collation == names.collations.end()) certain = false;
            else append_qualified(key.collation, collation->second, capabilities);
        }
        auto const standard = known ? is_default(op->second, type, names) : IsDefault::unknown;
        if (standard == IsDefault::unknown) certain = false;
        if (standard == IsDefault::no) append_qualified(key.opclass, op->second.name, capabilities);
    }
    return certain;
}

std::string index_definition(model::Index const &index, Capabilities const &capabilities) {
    std::string out = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    append_name(out, index.name, capabilities);
    out.append(index.partitioned ? " ON ONLY " : " ON ");
    append_name(out, index.schema, capabilities);
    out.push_back('.');
    append_name(out, index.table, capabilities);
    out.append(" USING ");
    append_name(out, index.method, capabilities);
    out.append(" (");
    for (std::size_t i = 0; i < index.keys.size(); ++i) {
        if (i > 0) out.append(", ");
        append_key_column(out, index.keys[i], capabilities);
    }
    out.push_back(')');
    if (!index.include.empty()) {
        out.append(" INCLUDE ");
        append_list(out, index.include, capabilities, false);
    }
    if (index.nulls_not_distinct) out.append(" NULLS NOT DISTINCT");
    append_options(out, index.options, capabilities);
    return out;
}

} // namespace scribe::source::postgres
