// SPDX-License-Identifier: MIT
#include "source/tbls/common_form.hpp"

#include "base/text.hpp"
#include "model/serialize.hpp"
#include "source/sqlite/names.hpp"
#include "source/sqlite/tokens.hpp"
#include "source/tbls/definition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::source::tbls {

namespace {

using sqlite::Token;

/// A new object in the place of another, with its comment.
template <typename T> T in_place_of(T const &from) {
    T object;
    object.schema = from.schema;
    object.table = from.table;
    object.name = from.name;
    object.position = from.position;
    object.comment = from.comment;
    return object;
}

std::vector<std::string> sorted(std::vector<std::string> list) {
    std::sort(list.begin(), list.end());
    return list;
}

/// Runs of white space as one blank: tbls writes the checks of SQLite so.
std::string in_one_line(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank) out.push_back(c);
        else if (!out.empty() && out.back() != ' ') out.push_back(' ');
    }
    return std::string{base::trim(out)};
}

std::string made_name(model::Constraint const &key) {
    if (key.type == "primary key") return "pk";
    if (key.type == "check") return fmt::format("check({})", key.expression);
    auto const columns = base::join(key.columns, ", ");
    if (key.type == "foreign key") return fmt::format("fk({}) -> {}", columns, key.references.name);
    return fmt::format("{}({})", key.type, columns);
}

} // namespace

CommonForm::CommonForm(std::set<std::string> schemas, std::string const &product)
    : m_schemas(std::move(schemas)), m_sqlite(product == "SQLite") {}

void CommonForm::know(model::Type const &type) {
    if (type.type_kind == "domain" && type.not_null) m_full_domains.emplace(type.schema, type.name);
}

void CommonForm::know(model::Constraint const &key) {
    if (!m_sqlite || key.type != "primary key") return;
    for (auto const &column : key.columns) m_primary.emplace(key.table, column);
}

std::string CommonForm::without_schemas(std::string_view text) const {
    if (m_sqlite) return std::string{text};
    auto const tokens = sqlite::tokenize(text);
    std::string out;
    std::size_t copied = 0;
    auto const leave_out = [&](std::size_t begin, std::size_t end) {
        out += text.substr(copied, begin - copied);
        copied = end;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto const &token = tokens[i];
        if (token.kind == Token::Kind::string) {
            // 'public.users_id_seq'::regclass
            auto const inner = sqlite::tokenize(token.text.substr(1));
            bool const named = inner.size() > 2 && inner[0].is_name() && inner[1].is_char('.');
            if (named && inner[0].begin == 0 && m_schemas.contains(inner[0].name()))
                leave_out(token.begin + 1, token.begin + 1 + inner[1].end());
        } else if (token.is_name() && i + 2 < tokens.size() && tokens[i + 1].is_char('.') && tokens[i + 2].is_name() &&
                   m_schemas.contains(token.name())) {
            leave_out(token.begin, tokens[++i].end());
        }
    }
    leave_out(text.size(), text.size());
    return out;
}

bool CommonForm::reduce(model::Record &record) const {
    if (m_sqlite && (record.name.starts_with("sqlite_") || record.table.starts_with("sqlite_")) &&
        record.kind != model::Kind::index)
        return false;
    return reduce_kind(record);
}

bool CommonForm::reduce_kind(model::Record &record) const {
    using model::Kind;
    switch (record.kind) {
    case Kind::table: record = reduced(model::from_record<model::Table>(record)); break;
    case Kind::view: record = reduced(model::from_record<model::View>(record)); break;
    case Kind::column: record = reduced(model::from_record<model::Column>(record)); break;
    case Kind::index: record = reduced(model::from_record<model::Index>(record)); break;
    case Kind::trigger: record = reduced(model::from_record<model::Trigger>(record)); break;
    case Kind::routine: record = reduced(model::from_record<model::Routine>(record)); break;
    case Kind::type: {
        auto const type = model::from_record<model::Type>(record);
        if (type.type_kind != "enum") return false;
        record = reduced(type);
        break;
    }
    case Kind::constraint: {
        auto const key = model::from_record<model::Constraint>(record);
        bool const virtual_relation = key.not_enforced && key.definition.find("NOT ENFORCED") == std::string::npos;
        if (virtual_relation || key.type == "trigger" || (m_sqlite && key.type == "not null")) return false;
        record = reduced(key);
        break;
    }
    default: return false; // schemas too: those without a table are in no file
    }
    return true;
}

model::Record CommonForm::reduced(model::Table const &from) const {
    auto table = in_place_of(from);
    if (from.table_kind == "foreign") table.table_kind = from.table_kind;
    if (m_sqlite) table.definition = from.definition;
    return model::to_record(std::move(table));
}

model::Record CommonForm::reduced(model::View const &from) const {
    auto view = in_place_of(from);
    view.materialized = from.materialized;
    view.definition = base::trim(without_schemas(from.definition));
    return model::to_record(std::move(view));
}

model::Record CommonForm::reduced(model::Column const &from) const {
    auto column = in_place_of(from);
    column.type = without_schemas(from.type);
    if (m_sqlite) column.affinity = sqlite::affinity(column.type, false);
    column.not_null =
        from.not_null || m_full_domains.contains(from.user_type) || m_primary.contains({from.table, from.name});
    if (from.default_value) column.default_value = without_schemas(*from.default_value);
    column.generated = from.generated;
    column.expression = without_schemas(from.expression);
    return model::to_record(std::move(column));
}

model::Record CommonForm::reduced(model::Constraint const &from) const {
    auto const definition = without_schemas(from.definition);
    auto const understood = parse_constraint(definition);
    auto key = understood.value_or(model::Constraint{});
    key.schema = from.schema;
    key.table = from.table;
    key.name = from.name;
    key.comment = from.comment;
    key.type = from.type;
    key.definition = definition;
    key.references = from.references;
    if (!understood || m_sqlite) {
        key.columns = m_sqlite ? from.columns : sorted(from.columns);
        key.referenced_columns = from.referenced_columns;
    }
    if (m_sqlite) {
        key.definition.clear();
        key.deferrable = key.initially_deferred = false;
        key.match.clear();
        key.expression = in_one_line(key.expression);
        if (key.type == "check") key.columns.clear();
        key.name = made_name(key);
    } else if (key.type == "check") key.columns = sorted(from.columns);
    return model::to_record(std::move(key));
}

model::Record CommonForm::reduced(model::Index const &from) const {
    auto const definition = without_schemas(from.definition);
    auto index = parse_index(definition).value_or(model::Index{});
    index.schema = from.schema;
    index.table = from.table;
    index.name = from.name;
    index.comment = from.comment;
    index.unique = from.unique;
    index.primary = from.primary;
    // tbls has words of its own for what SQLite made by itself.
    if (!from.name.starts_with("sqlite_autoindex_")) index.definition = definition;
    else index.keys = from.keys;
    return model::to_record(std::move(index));
}

model::Record CommonForm::reduced(model::Trigger const &from) const {
    auto const definition = without_schemas(from.definition);
    auto trigger = parse_trigger(definition).value_or(model::Trigger{});
    trigger.schema = from.schema;
    trigger.table = from.table;
    trigger.name = from.name;
    trigger.comment = from.comment;
    trigger.definition = definition;
    return model::to_record(std::move(trigger));
}

model::Record CommonForm::reduced(model::Routine const &from) const {
    auto routine = in_place_of(from);
    routine.routine_name = from.routine_name;
    routine.routine_kind = from.routine_kind;
    routine.arguments = without_schemas(from.arguments);
    routine.name = fmt::format("{}({})", routine.routine_name, routine.arguments);
    // Older versions of tbls leave comments out, and all write the result's type by another name.
    routine.comment.reset();
    return model::to_record(std::move(routine));
}

model::Record CommonForm::reduced(model::Type const &from) {
    auto type = in_place_of(from);
    type.comment.reset();
    type.type_kind = from.type_kind;
    type.labels = sorted(from.labels); // tbls asks for them in no order
    return model::to_record(std::move(type));
}

} // namespace scribe::source::tbls
