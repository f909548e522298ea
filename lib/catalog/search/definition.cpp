// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/search/index.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

namespace scribe::catalog {

namespace {

using model::Kind;

/// Of very long definitions only so much is searched.
constexpr std::size_t k_most_definition = 64 << 10;

template <typename T> std::string join_parts(std::initializer_list<T> parts) {
    std::string out;
    for (auto const &part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out.push_back(' ');
        out += part;
    }
    return out;
}

std::string text_of(model::Column const &c) {
    return join_parts<std::string>({c.type, c.default_value.value_or(""), c.expression});
}
std::string text_of(model::Constraint const &c) {
    return join_parts<std::string>(
        {base::join(c.columns, " "), c.references.name, base::join(c.referenced_columns, " "), c.expression});
}
std::string text_of(model::Index const &index) {
    std::string out;
    for (auto const &key : index.keys) out += (key.column.empty() ? key.expression : key.column) + " ";
    return out + join_parts<std::string>({base::join(index.include, " "), index.predicate});
}
std::string text_of(model::Type const &t) {
    std::string out = base::join(t.labels, " ") + " " + t.base_type;
    for (auto const &check : t.checks) out += " " + check.definition;
    for (auto const &attribute : t.attributes) out += " " + attribute.name + " " + attribute.type;
    return out;
}
std::string text_of(model::Routine const &r) { return join_parts<std::string>({r.arguments, r.result, r.body}); }
std::string text_of(model::Table const &t) { return join_parts<std::string>({t.partition_key, t.partition_bound}); }
std::string text_of(model::Trigger const &t) { return join_parts<std::string>({t.definition, t.function.name}); }
std::string text_of(model::Policy const &p) {
    return join_parts<std::string>({p.using_expression, p.check_expression});
}

template <typename T> std::string text_of_record(model::Record const &record) {
    auto const object = model::from_record<T>(record);
    if constexpr (requires { text_of(object); }) return text_of(object);
    else return object.definition;
}

} // namespace

std::string definition_text(model::Record const &record) {
    std::string text;
    switch (record.kind) {
    case Kind::table: text = text_of_record<model::Table>(record); break;
    case Kind::view: text = text_of_record<model::View>(record); break;
    case Kind::column: text = text_of_record<model::Column>(record); break;
    case Kind::constraint: text = text_of_record<model::Constraint>(record); break;
    case Kind::index: text = text_of_record<model::Index>(record); break;
    case Kind::type: text = text_of_record<model::Type>(record); break;
    case Kind::routine: text = text_of_record<model::Routine>(record); break;
    case Kind::trigger: text = text_of_record<model::Trigger>(record); break;
    case Kind::rule: text = text_of_record<model::Rule>(record); break;
    case Kind::policy: text = text_of_record<model::Policy>(record); break;
    default: break;
    }
    if (text.size() > k_most_definition) text.resize(k_most_definition);
    return text;
}

} // namespace scribe::catalog
