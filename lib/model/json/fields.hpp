// SPDX-License-Identifier: MIT
#pragma once

#include "model/label.hpp"
#include "model/objects.hpp"

#include <concepts>
#include <type_traits>

/// The one list of the members of each model struct and their JSON names. Writing, reading and comparing all
/// walk it: `fields(visit, object)` calls `visit(name, member)` in a fixed order. Only serialize.cpp and those
/// that compare objects field by field need this header.
namespace scribe::model {

// One compact list reads better than a member a line.
// clang-format off
#define SCRIBE_FIELDS(Struct)                                                                             \
    template <typename V, typename T>                                                                     \
        requires std::same_as<std::remove_const_t<T>, Struct>                                             \
    void fields(V &&visit, T &o)

SCRIBE_FIELDS(Ref) { visit("schema", o.schema); visit("name", o.name); }
SCRIBE_FIELDS(Grant) { visit("grantee", o.grantee); visit("privileges", o.privileges); visit("grantable", o.grantable); }
SCRIBE_FIELDS(ViewUse) { visit("relation", o.relation); visit("columns", o.columns); }
SCRIBE_FIELDS(DomainCheck) {
    visit("name", o.name); visit("definition", o.definition); visit("not_valid", o.not_valid);
    visit("comment", o.comment);
}
SCRIBE_FIELDS(TypeAttribute) {
    visit("name", o.name); visit("type", o.type); visit("collation", o.collation); visit("comment", o.comment);
}
SCRIBE_FIELDS(PublicationTable) { visit("relation", o.relation); visit("columns", o.columns); visit("where", o.where); }
SCRIBE_FIELDS(IndexKey) {
    visit("column", o.column); visit("expression", o.expression); visit("opclass", o.opclass);
    visit("collation", o.collation); visit("descending", o.descending); visit("nulls_first", o.nulls_first);
}
SCRIBE_FIELDS(Stats) {
    visit("rows", o.rows); visit("rows_exact", o.rows_exact);
    visit("total_bytes", o.total_bytes); visit("bytes_exact", o.bytes_exact);
    visit("heap_bytes", o.heap_bytes); visit("index_bytes", o.index_bytes); visit("toast_bytes", o.toast_bytes);
    visit("live_rows", o.live_rows); visit("dead_rows", o.dead_rows);
    visit("seq_scans", o.seq_scans); visit("index_scans", o.index_scans);
    visit("last_vacuum", o.last_vacuum); visit("last_analyze", o.last_analyze); visit("oid", o.oid);
}
SCRIBE_FIELDS(Schema) {
    visit("owner", o.owner); visit("grants", o.grants);
}
SCRIBE_FIELDS(Table) {
    visit("table_kind", o.table_kind); visit("persistence", o.persistence); visit("owner", o.owner);
    visit("tablespace", o.tablespace); visit("access_method", o.access_method); visit("options", o.options);
    visit("row_security", o.row_security); visit("force_row_security", o.force_row_security);
    visit("replica_identity", o.replica_identity); visit("partition_strategy", o.partition_strategy);
    visit("partition_key", o.partition_key); visit("partition_of", o.partition_of);
    visit("partition_bound", o.partition_bound); visit("inherits", o.inherits); visit("of_type", o.of_type);
    visit("server", o.server); visit("foreign_options", o.foreign_options);
    visit("without_rowid", o.without_rowid); visit("strict", o.strict); visit("module", o.module);
    visit("definition", o.definition); visit("grants", o.grants);
}
SCRIBE_FIELDS(View) {
    visit("materialized", o.materialized); visit("unpopulated", o.unpopulated); visit("owner", o.owner);
    visit("tablespace", o.tablespace); visit("access_method", o.access_method); visit("options", o.options);
    visit("check_option", o.check_option); visit("definition", o.definition); visit("uses", o.uses);
    visit("grants", o.grants);
}
SCRIBE_FIELDS(Column) {
    visit("type", o.type); visit("user_type", o.user_type); visit("user_type_kind", o.user_type_kind);
    visit("not_null", o.not_null); visit("default", o.default_value); visit("identity", o.identity);
    visit("generated", o.generated); visit("expression", o.expression); visit("collation", o.collation);
    visit("storage", o.storage); visit("compression", o.compression);
    visit("statistics_target", o.statistics_target); visit("inherited", o.inherited);
    visit("affinity", o.affinity); visit("hidden", o.hidden); visit("options", o.options);
    visit("foreign_options", o.foreign_options); visit("grants", o.grants);
}
SCRIBE_FIELDS(Constraint) {
    visit("type", o.type); visit("columns", o.columns); visit("references", o.references);
    visit("referenced_columns", o.referenced_columns); visit("match", o.match);
    visit("on_update", o.on_update); visit("on_delete", o.on_delete);
    visit("on_delete_columns", o.on_delete_columns); visit("deferrable", o.deferrable);
    visit("initially_deferred", o.initially_deferred); visit("not_valid", o.not_valid);
    visit("not_enforced", o.not_enforced); visit("no_inherit", o.no_inherit);
    visit("nulls_not_distinct", o.nulls_not_distinct); visit("temporal", o.temporal);
    visit("include", o.include); visit("index", o.index); visit("expression", o.expression);
    visit("operators", o.operators); visit("inherited", o.inherited); visit("definition", o.definition);
}
SCRIBE_FIELDS(Index) {
    visit("method", o.method); visit("keys", o.keys); visit("include", o.include);
    visit("predicate", o.predicate); visit("unique", o.unique); visit("primary", o.primary);
    visit("nulls_not_distinct", o.nulls_not_distinct); visit("exclusion", o.exclusion);
    visit("invalid", o.invalid); visit("clustered", o.clustered);
    visit("replica_identity", o.replica_identity); visit("partitioned", o.partitioned);
    visit("partition_of", o.partition_of); visit("constraint", o.constraint);
    visit("tablespace", o.tablespace); visit("options", o.options); visit("definition", o.definition);
}
SCRIBE_FIELDS(Sequence) {
    visit("data_type", o.data_type); visit("start", o.start); visit("increment", o.increment);
    visit("minimum", o.minimum); visit("maximum", o.maximum); visit("cache", o.cache);
    visit("cycle", o.cycle); visit("owned_by", o.owned_by); visit("owned_column", o.owned_column);
    visit("identity", o.identity); visit("persistence", o.persistence); visit("owner", o.owner);
    visit("grants", o.grants);
}
SCRIBE_FIELDS(Type) {
    visit("type_kind", o.type_kind); visit("labels", o.labels); visit("base_type", o.base_type);
    visit("not_null", o.not_null); visit("default", o.default_value); visit("collation", o.collation);
    visit("checks", o.checks); visit("attributes", o.attributes);
    visit("subtype_opclass", o.subtype_opclass); visit("canonical", o.canonical);
    visit("subtype_diff", o.subtype_diff); visit("multirange", o.multirange); visit("owner", o.owner);
    visit("grants", o.grants);
}
SCRIBE_FIELDS(Routine) {
    visit("routine_name", o.routine_name); visit("routine_kind", o.routine_kind);
    visit("arguments", o.arguments); visit("result", o.result); visit("language", o.language);
    visit("volatility", o.volatility); visit("parallel", o.parallel); visit("cost", o.cost); visit("rows", o.rows);
    visit("support", o.support); visit("strict", o.strict);
    visit("leakproof", o.leakproof); visit("security_definer", o.security_definer);
    visit("config", o.config); visit("body", o.body); visit("library", o.library);
    visit("aggregate_kind", o.aggregate_kind);
    visit("transition_function", o.transition_function); visit("transition_type", o.transition_type);
    visit("final_function", o.final_function); visit("initial_value", o.initial_value);
    visit("state_space", o.state_space); visit("final_extra", o.final_extra); visit("final_modify", o.final_modify);
    visit("combine_function", o.combine_function); visit("serial_function", o.serial_function);
    visit("deserial_function", o.deserial_function);
    visit("moving_transition_function", o.moving_transition_function);
    visit("moving_inverse_function", o.moving_inverse_function);
    visit("moving_transition_type", o.moving_transition_type); visit("moving_state_space", o.moving_state_space);
    visit("moving_final_function", o.moving_final_function); visit("moving_final_extra", o.moving_final_extra);
    visit("moving_final_modify", o.moving_final_modify); visit("moving_initial_value", o.moving_initial_value);
    visit("sort_operator", o.sort_operator);
    visit("owner", o.owner); visit("grants", o.grants);
}
SCRIBE_FIELDS(Trigger) {
    visit("timing", o.timing); visit("events", o.events); visit("update_columns", o.update_columns);
    visit("level", o.level); visit("condition", o.condition); visit("function", o.function);
    visit("arguments", o.arguments); visit("enabled", o.enabled); visit("constraint_trigger", o.constraint_trigger);
    visit("deferrable", o.deferrable); visit("initially_deferred", o.initially_deferred);
    visit("inherited", o.inherited); visit("old_table", o.old_table); visit("new_table", o.new_table); visit("definition", o.definition);
}
SCRIBE_FIELDS(Rule) {
    visit("event", o.event); visit("instead", o.instead); visit("enabled", o.enabled);
    visit("definition", o.definition);
}
SCRIBE_FIELDS(Policy) {
    visit("command", o.command); visit("restrictive", o.restrictive); visit("roles", o.roles);
    visit("using", o.using_expression); visit("check", o.check_expression);
}
SCRIBE_FIELDS(Statistics) {
    visit("relation", o.relation); visit("columns", o.columns); visit("kinds", o.kinds);
    visit("statistics_target", o.statistics_target); visit("definition", o.definition); visit("owner", o.owner);
}
SCRIBE_FIELDS(Extension) {
    visit("version", o.version); visit("in_schema", o.in_schema); visit("owner", o.owner);
}
SCRIBE_FIELDS(Publication) {
    visit("all_tables", o.all_tables); visit("operations", o.operations); visit("via_root", o.via_root);
    visit("generated_columns", o.generated_columns); visit("tables", o.tables); visit("schemas", o.schemas); visit("owner", o.owner);
}
SCRIBE_FIELDS(EventTrigger) {
    visit("event", o.event); visit("tags", o.tags); visit("function", o.function);
    visit("enabled", o.enabled); visit("owner", o.owner);
}
SCRIBE_FIELDS(Server) {
    visit("wrapper", o.wrapper); visit("server_type", o.server_type);
    visit("server_version", o.server_version); visit("options", o.options);
    visit("wrapper_options", o.wrapper_options); visit("owner", o.owner); visit("grants", o.grants);
}
SCRIBE_FIELDS(Privileges) {
    visit("on", o.on); visit("in_schema", o.in_schema); visit("owner", o.owner); visit("grants", o.grants);
}
SCRIBE_FIELDS(ClassHit) {
    visit("test", o.test); visit("values", o.values); visit("rows", o.rows); visit("valid", o.valid);
}
SCRIBE_FIELDS(ClassEvidence) {
    visit("rows", o.rows); visit("nulls", o.nulls); visit("tested", o.tested); visit("more", o.more);
    visit("min_length", o.min_length); visit("max_length", o.max_length); visit("total_length", o.total_length);
    visit("sequential", o.sequential); visit("minimum", o.minimum); visit("maximum", o.maximum);
    visit("decades", o.decades); visit("hits", o.hits);
}
SCRIBE_FIELDS(Label) {
    visit("entity", o.entity); visit("confidence", o.confidence); visit("sensitivity", o.sensitivity);
    visit("evidence", o.evidence); visit("semantic_type", o.semantic_type);
    visit("semantic_confidence", o.semantic_confidence); visit("guarded", o.guarded);
}
// clang-format on

#undef SCRIBE_FIELDS

} // namespace scribe::model
