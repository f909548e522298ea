// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/clean_names.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

using model::Kind;

void Scan::read_names() {
    if (!m_connection.any_bytes()) return;
    std::vector<std::string> raw;
    copy("names", sql::k_names, {}, [&raw](pg::BinaryRow &row) { raw.emplace_back(row.next().value_or("")); });
    std::size_t repaired = 0;
    auto clean = clean_names(raw, repaired);
    if (repaired == 0) return;
    // One answer for the whole database and whatever the filter, so that a name is the same wherever it is mentioned.
    pg::Replacements replacements;
    for (std::size_t i = 0; i < raw.size(); ++i) replacements.emplace(std::move(raw[i]), std::move(clean[i]));
    m_connection.set_replacements(std::move(replacements));
    m_report.notes.push_back(fmt::format("{} no valid UTF-8; bad bytes are shown as U+FFFD",
                                         base::counted(static_cast<std::int64_t>(repaired), "name is", "names are")));
}

void Scan::read_roles() {
    copy("roles", sql::k_roles, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        m_names.roles.emplace(oid, row.text());
    });
}

void Scan::read_extensions() {
    copy("extensions", sql::k_extensions, {Kind::extension}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        model::Extension extension;
        extension.name = row.text();
        extension.version = row.text();
        extension.in_schema = row.text();
        extension.owner = m_names.role(row.oid());
        m_names.extensions.emplace(oid, extension.name);
        if (!m_filtered) emit(std::move(extension), SystemCatalog::pg_extension, oid);
    });
    copy("extension members", sql::k_extension_members, {}, [this](pg::BinaryRow &row) {
        auto const catalog = row.oid();
        auto const object = row.oid();
        auto const extension = m_names.extensions.find(row.oid());
        if (extension != m_names.extensions.end())
            m_names.members.emplace(object_key(catalog, object), extension->second);
    });
}

void Scan::read_comments() {
    copy("comments", sql::k_comments, {}, [this](pg::BinaryRow &row) {
        auto const catalog = row.oid();
        auto const object = row.oid();
        auto const part = row.int4();
        if (part == 0) m_names.comments.emplace(object_key(catalog, object), row.text());
        else m_names.column_comments.emplace(object_key(object, static_cast<Oid>(part)), row.text());
    });
}

void Scan::read_schemas() {
    std::vector<Oid> chosen;
    std::vector<std::string> closed;
    copy("schemas", sql::k_schemas, {Kind::schema}, [&](pg::BinaryRow &row) {
        auto const oid = row.oid();
        model::Schema schema;
        schema.schema = schema.name = row.text();
        m_report.schemas.insert(schema.name);
        schema.owner = m_names.role(row.oid());
        schema.grants = parse_object_acl(row.optional_text_array());
        if (!m_request.filter.matches_schema(schema.name)) return;
        chosen.push_back(oid);
        m_names.schemas.emplace(oid, schema.name);
        if (!row.boolean()) closed.push_back(schema.name);
        auto const comment = m_names.comments.find(object_key(SystemCatalog::pg_namespace, oid));
        if (comment != m_names.comments.end()) schema.comment = comment->second;
        schema.extension = extension_of(SystemCatalog::pg_namespace, oid);
        m_sink(model::to_record(std::move(schema)));
    });
    if (!closed.empty()) {
        m_report.notes.push_back(
            fmt::format("no right to use {} of {} ({}{}): their structure is read, their data cannot be; "
                        "GRANT USAGE ON SCHEMA allows it",
                        closed.size(), base::counted(static_cast<std::int64_t>(chosen.size()), "schema"),
                        closed.front(), closed.size() > 1 ? ", ..." : ""));
    }
    if (!m_filtered) return;
    // Oid 0 is no schema: an empty list would mean all.
    if (chosen.empty()) chosen.push_back(0);
    m_connection.query("SELECT set_config('scribe.namespaces', $1, true)", {fmt::format("{}", fmt::join(chosen, ","))});
}

void Scan::read_collations_and_operators() {
    copy("collations", sql::k_collations, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto schema = row.text();
        m_names.collations.emplace(oid, model::Ref{std::move(schema), row.text()});
    });
    copy("operator classes", sql::k_operator_classes, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        OperatorClass op;
        op.name.schema = row.text();
        op.name.name = row.text();
        op.method = row.oid();
        op.input_type = row.oid();
        op.is_default = row.boolean();
        m_names.operator_classes.emplace(oid, std::move(op));
    });
}

void Scan::read_column_types() {
    copy("column types", sql::k_column_types, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto const modifier = row.int4();
        ColumnType type;
        type.text = row.text();
        type.collation = row.oid();
        type.storage = row.character();
        type.base = row.oid();
        type.typtype = row.character();
        type.is_array = row.boolean();
        type.user_kind = row.character();
        type.user_type.schema = row.text();
        type.user_type.name = row.text();
        m_names.type_numbers.emplace(std::pair{oid, modifier}, static_cast<std::uint32_t>(m_names.types.size()));
        m_names.types.push_back(std::move(type));
    });
}

} // namespace scribe::source::postgres
