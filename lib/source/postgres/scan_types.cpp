// SPDX-License-Identifier: MIT
#include "model/object_text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/scan.hpp"

namespace scribe::source::postgres {

namespace {

std::string_view type_kind(char typtype) {
    switch (typtype) {
    case 'e': return "enum";
    case 'd': return "domain";
    case 'c': return "composite";
    case 'r': return "range";
    default: return "base";
    }
}

} // namespace

void Scan::read_types() {
    copy("domain checks", sql::k_domain_checks, {}, [this](pg::BinaryRow &row) {
        auto const domain = row.oid();
        model::DomainCheck check;
        auto const comment = m_names.comments.find(object_key(SystemCatalog::pg_constraint, row.oid()));
        if (comment != m_names.comments.end()) check.comment = comment->second;
        check.name = row.text();
        bool const not_null = row.character() == 'n';
        auto const owner = row.text();
        check.definition = row.text();
        check.not_valid = !row.boolean();
        // Without a name or comment that somebody gave it, the domain itself says all.
        if (not_null && !check.comment && model::is_default_not_null_name(check.name, owner, {})) return;
        m_domain_checks[domain].push_back(std::move(check));
    });
    copy("attributes of composite types", sql::k_composite_attributes, {}, [this](pg::BinaryRow &row) {
        auto const type = row.oid();
        auto const number = row.int2();
        model::TypeAttribute attribute;
        attribute.name = row.text();
        auto const type_oid = row.oid();
        auto const &column_type = m_names.types[m_names.type_numbers.at({type_oid, row.int4()})];
        attribute.type = column_type.text;
        auto const collation = row.oid();
        auto const name = m_names.collations.find(collation);
        if (collation != column_type.collation && name != m_names.collations.end()) {
            append_qualified(attribute.collation, name->second, m_capabilities);
        }
        auto const comment = m_names.column_comments.find(object_key(type, static_cast<Oid>(number)));
        if (comment != m_names.column_comments.end()) attribute.comment = comment->second;
        m_attributes[type].push_back(std::move(attribute));
    });
    copy("types", sql::k_types, {model::Kind::type}, [this](pg::BinaryRow &row) { add_type(row); },
         {sql::k_domain_checks, sql::k_composite_attributes});
}

void Scan::add_type(pg::BinaryRow &row) {
    auto const oid = row.oid();
    model::Type t;
    t.schema = m_names.schema(row.oid());
    t.name = row.text();
    t.type_kind = type_kind(row.character());
    t.owner = m_names.role(row.oid());
    t.grants = parse_object_acl(row.optional_text_array());
    t.not_null = row.boolean();
    t.default_value = row.optional_text();
    t.base_type = row.text();
    auto const collation = m_names.collations.find(row.oid());
    if (collation != m_names.collations.end()) append_qualified(t.collation, collation->second, m_capabilities);
    t.labels = row.text_array();
    auto const relation = row.oid();
    t.subtype_opclass = row.text();
    t.canonical = row.text();
    t.subtype_diff = row.text();
    t.multirange = row.text();
    if (auto const checks = m_domain_checks.find(oid); checks != m_domain_checks.end())
        t.checks = std::move(checks->second);
    if (auto const list = m_attributes.find(relation); list != m_attributes.end())
        t.attributes = std::move(list->second);
    emit(std::move(t), SystemCatalog::pg_type, oid);
}

} // namespace scribe::source::postgres
