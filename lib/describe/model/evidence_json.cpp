// SPDX-License-Identifier: MIT
#include "describe/model/evidence_json.hpp"

#include "base/text.hpp"
#include "describe/names.hpp"
#include "model/filter.hpp"
#include "model/said/context_entry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_text = 600;
constexpr std::size_t k_most_value = 60;
constexpr std::size_t k_most_literal = 24;
constexpr std::size_t k_most_values = 12;
constexpr std::size_t k_most_labels = 40;
constexpr std::size_t k_most_links = 15;
constexpr std::size_t k_most_columns = 120;

std::string name_of(model::Ref const &table) {
    return table.schema.empty() ? table.name : table.schema + "." + table.name;
}

std::string cut(std::string const &text, std::size_t most) {
    return std::string{base::utf8_head(base::sanitize_utf8(text), most)};
}

void write_list(base::JsonWriter &json, std::string_view name, std::vector<std::string> const &items,
                std::size_t most) {
    if (items.empty()) return;
    json.key(name);
    json.begin_array();
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i) json.value(cut(items[i], k_most_value));
    json.end_array();
    if (items.size() > most) json.member(fmt::format("{}_in_all", name), items.size());
}

void write_links(base::JsonWriter &json, std::string_view name, std::vector<Link> const &links,
                 ModelContext const &context, bool with_texts) {
    if (links.empty()) return;
    json.key(name);
    json.begin_array();
    std::size_t written = 0;
    for (auto const &link : links) {
        // What no key declares was found in the data.
        if ((context.structure_only && !link.declared) || written++ >= k_most_links) continue;
        json.begin_object();
        json.member("table", name_of(link.other));
        json.member("columns", link.columns);
        json.member("other_columns", link.other_columns);
        json.member("cardinality", link.cardinality);
        if (!link.declared) json.member("declared", false);
        auto const text = context.texts.find(link.other);
        if (with_texts && !context.structure_only && text != context.texts.end())
            write_text(json, "description", text->second);
        json.end_object();
    }
    json.end_array();
}

void write_profile(base::JsonWriter &json, model::ColumnProfile const &profile) {
    if (!profile.role.empty()) json.member("role", profile.role);
    if (!profile.unit.empty()) json.member("unit", profile.unit);
    if (profile.null_share.value > 0.005)
        json.member("empty_share", fmt::format("{:.0f} %", profile.null_share.value * 100));
    if (profile.uniqueness >= 1) json.member("every_value_once", true);
    // Of keys and times neither bounds nor values tell what they are for.
    if (profile.role == "key" || profile.role == "foreign_key" || profile.role == "audit_timestamp") return;
    bool const measured = profile.axis == "number" || profile.axis == "seconds" || profile.axis == "duration";
    if (measured && profile.min_exact) json.member("min", cut(profile.min, k_most_value));
    if (measured && profile.max_exact) json.member("max", cut(profile.max, k_most_value));
    // Values that are many are nobody's business, and tell little.
    bool const few = profile.role == "code" || profile.role == "enum" || profile.role == "flag" || profile.top_complete;
    if (few && profile.role != "free_text" && profile.axis != "seconds" && !profile.top.empty()) {
        std::vector<std::string> values;
        for (auto const &one : profile.top) values.push_back(one.value);
        write_list(json, profile.top_complete ? "all_values" : "frequent_values", values, k_most_values);
    }
    if (!profile.text.regex.empty()) json.member("format", cut(profile.text.regex, k_most_value));
}

/// A text in quotes that is no plain short word may be anybody's data, or a secret.
std::string shown_literal(std::string_view literal) {
    bool const plain = literal.size() <= k_most_literal && std::ranges::all_of(literal, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ' ';
                       });
    return plain ? std::string{literal} : std::string{"..."};
}

} // namespace

std::string shown_code(std::string_view code, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < code.size();) {
        // An apostrophe in a comment begins no text.
        auto const rest = code.substr(i);
        auto const *const end_of_comment = rest.starts_with("--") ? "\n" : rest.starts_with("/*") ? "*/" : nullptr;
        if (end_of_comment || rest[0] != '\'') {
            auto const end = end_of_comment ? rest.find(end_of_comment) : 0;
            auto const size = end == std::string_view::npos ? rest.size() : end + 1;
            out += rest.substr(0, size);
            i += size;
            continue;
        }
        auto const end = rest.find('\'', 1);
        out += "'" + shown_literal(rest.substr(1, end == std::string_view::npos ? end : end - 1)) + "'";
        if (end == std::string_view::npos) break;
        i += end + 1;
    }
    return std::string{base::utf8_head(base::sanitize_utf8(out), most)};
}

void write_text(base::JsonWriter &json, std::string_view name, std::string const &text) {
    if (!text.empty() && !gives_orders(text)) json.member(name, cut(base::single_line(text), k_most_text));
}

void write_known(base::JsonWriter &json, Known const &known, bool with_values) {
    if (!known.term.empty()) {
        json.key("glossary");
        json.begin_object();
        json.member("term", cut(known.term, k_most_value));
        write_text(json, "means", known.definition);
        json.end_object();
    }
    for (auto const &[field, text] : known.said) {
        // Whose it is tells nothing of what it is, and may name a person.
        bool const tells = field == "rules" || field == "usage" || field == "sources";
        if (tells || (field == "examples" && with_values)) write_text(json, model::context_title(field), text);
    }
}

void write_table(base::JsonWriter &json, TableEvidence const &table, ModelContext const &context) {
    json.member("name", name_of(table.ref));
    json.member("kind", table.view ? "view" : "table");
    if (!context.structure_only) {
        write_text(json, "said", context.table_text);
        write_known(json, table.known, true);
    }
    write_list(json, "primary_key", table.primary_key, k_most_links);
    if (!table.unique_keys.empty()) json.member("unique", table.unique_keys);
    write_links(json, "refers_to", table.parents, context, true);
    write_links(json, "referred_to_by", table.children, context, false);
    std::vector<std::string> reads;
    for (auto const &read : table.reads) reads.push_back(name_of(read));
    write_list(json, "reads", reads, k_most_links);
    if (!context.structure_only && !table.where.empty())
        json.member("only_rows_where", shown_code(table.where, k_most_text));
    if (!context.structure_only && !table.group_by.empty())
        json.member("one_row_for_each", shown_code(table.group_by, k_most_text));
    if (!table.partition_key.empty()) json.member("partitioned_by", table.partition_key);
    if (table.partition_of) json.member("partition_of", name_of(*table.partition_of));
}

void write_column(base::JsonWriter &json, TableEvidence const &table, ColumnEvidence const &evidence,
                  ModelContext const &context, std::string const &id) {
    auto const &column = evidence.column;
    json.begin_object();
    if (!id.empty()) json.member("id", id);
    json.member("name", column.name);
    json.member("type", column.type);
    for (auto const &link : table.parents) {
        auto const at = std::ranges::find(link.columns, column.name);
        if (at == link.columns.end() || (context.structure_only && !link.declared)) continue;
        auto const place = static_cast<std::size_t>(at - link.columns.begin());
        json.member("references", name_of(link.other) + "." + link.other_columns[place]);
        break;
    }
    if (evidence.source) json.member("read_from", name_of(*evidence.source));
    if (!context.structure_only) {
        if (auto const text = context.column_texts.find(column.name); text != context.column_texts.end())
            write_text(json, "said", text->second);
        write_known(json, evidence.known, may_show(evidence));
        auto const phrase = phrase_of(column.name, table.words.get());
        if (phrase.expanded) json.member("name_spelled_out", phrase.text());
        if (!evidence.entity.empty()) json.member("personal_data", evidence.entity);
        if (may_show(evidence)) {
            if (!evidence.semantic_type.empty()) json.member("values_are", evidence.semantic_type);
            if (column.default_value) json.member("default", cut(*column.default_value, k_most_text));
            if (!evidence.computed.empty()) json.member("computed_as", shown_code(evidence.computed, k_most_text));
            if (!column.expression.empty()) json.member("expression", cut(column.expression, k_most_text));
            write_list(json, "labels", evidence.labels, k_most_labels);
            if (!evidence.checks.empty()) json.member("checks", evidence.checks);
            if (evidence.profile) write_profile(json, *evidence.profile);
        }
    }
    json.end_object();
}

void write_columns_briefly(base::JsonWriter &json, TableEvidence const &table, std::vector<std::string> const *texts) {
    json.key("columns");
    json.begin_array();
    for (std::size_t i = 0; i < std::min(table.columns.size(), k_most_columns); ++i) {
        json.begin_object();
        json.member("name", table.columns[i].column.name);
        json.member("type", table.columns[i].column.type);
        if (texts && i < texts->size()) write_text(json, "description", (*texts)[i]);
        json.end_object();
    }
    json.end_array();
    if (table.columns.size() > k_most_columns) json.member("columns_in_all", table.columns.size());
}

} // namespace scribe::describe
