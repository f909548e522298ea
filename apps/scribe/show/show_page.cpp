// SPDX-License-Identifier: MIT
#include "show/show_page.hpp"

#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"
#include "model/object_text.hpp"
#include "show/column_uses.hpp"
#include "show/show_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::cli {

namespace {

constexpr std::size_t k_indent = 2;

std::string bold(std::string_view text, bool styled) {
    return styled ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string{text};
}

} // namespace

void ShowPage::start_section() {
    if (m_heading.empty()) return;
    m_text += "\n" + bold(m_heading, m_styled) + "\n";
    m_heading.clear();
}

/// Breaks between words; a word that is longer than the line stays whole.
void ShowPage::wrapped(std::string_view text, std::size_t indent, std::size_t hang) {
    if (!m_width || indent + base::display_width(text) <= *m_width) {
        m_text.append(text).push_back('\n');
        return;
    }
    auto used = indent;
    bool first = true;
    for (auto const &word : base::split(text, ' ')) {
        auto const width = base::display_width(word);
        if (!first && used + 1 + width > *m_width) {
            m_text.push_back('\n');
            m_text.append(hang, ' ');
            used = hang;
        } else if (!first) {
            m_text.push_back(' ');
            ++used;
        }
        m_text += word;
        used += width;
        first = false;
    }
    m_text.push_back('\n');
}

void ShowPage::title(std::string_view text) { m_text += bold(base::single_line(text), m_styled) + "\n"; }

void ShowPage::heading(std::string_view text) { m_heading = text; }

void ShowPage::fact(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    start_section();
    m_text.append(k_indent, ' ');
    auto const text = fmt::format("{}: {}", name, base::single_line(value));
    wrapped(text, k_indent, k_indent + 4);
}

void ShowPage::code_fact(std::string_view name, std::string_view code) { fact(name, base::code_line(code)); }

void ShowPage::line(std::string_view text) {
    start_section();
    m_text.append(k_indent, ' ');
    wrapped(base::single_line(text), k_indent, k_indent + 4);
}

void ShowPage::rows(std::vector<std::vector<std::string>> const &rows) {
    if (rows.empty()) return;
    start_section();
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (auto const &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], base::display_width(base::single_line(row[i])));
    }
    while (!widths.empty() && widths.back() == 0) widths.pop_back();
    for (auto const &row : rows) {
        auto const start = m_text.size();
        m_text.append(k_indent, ' ');
        auto at = k_indent;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] == 0) continue;
            auto const cell = base::single_line(row[i]);
            if (i + 1 == widths.size()) {
                // A last column that begins far to the right goes on under the middle of the line.
                auto const hang = m_width && at > *m_width / 2 ? k_indent + 4 : at;
                wrapped(cell, at, hang);
                break;
            }
            auto const padding = widths[i] + 2 - base::display_width(cell);
            m_text += cell;
            m_text.append(padding, ' ');
            at += widths[i] + 2;
        }
        if (widths.empty()) m_text.push_back('\n');
        auto const newline = m_text.size() - 1;
        auto const end = m_text.find_last_not_of(' ', newline - 1);
        if (end != std::string::npos && end >= start && end + 1 < newline) m_text.erase(end + 1, newline - end - 1);
    }
}

void ShowPage::code(std::string_view text) {
    auto const trimmed = base::trim(text);
    if (trimmed.empty()) return;
    start_section();
    // The first line keeps its own indentation, so that the rest stays in step with it.
    auto const from = text.rfind('\n', static_cast<std::size_t>(trimmed.data() - text.data()));
    auto const body = text.substr(from == std::string_view::npos ? 0 : from + 1);
    for (auto const &raw : base::split(body.substr(0, body.find_last_not_of(" \t\r\n") + 1), '\n')) {
        auto const text_line = base::single_line(raw);
        m_text.append(text_line.empty() ? 0 : k_indent + 2, ' ');
        wrapped(text_line, k_indent + 2, k_indent + 6);
    }
}

std::string ref_text(model::Ref const &ref) {
    return ref.empty() ? std::string{} : model::format_ref(ref.schema, ref.name);
}

std::string comment_text(model::Object const &object) { return object.comment ? " -- " + *object.comment : ""; }

std::string enabled_text(std::string const &enabled) { return enabled == "origin" ? "" : enabled; }

void show_enabled(ShowPage &page, std::string const &enabled) {
    page.fact("enabled", enabled == "disabled" ? "no" : enabled_text(enabled));
}

std::string quoted_list(std::vector<std::string> const &names) {
    std::vector<std::string> texts;
    for (auto const &name : names) texts.push_back(base::quote_ident(name));
    return base::join(texts, ", ");
}

std::string key_actions(model::Constraint const &key) {
    std::vector<std::string> actions;
    if (!key.on_update.empty()) actions.push_back("on update " + key.on_update);
    auto const columns = key.on_delete_columns.empty() ? "" : " (" + quoted_list(key.on_delete_columns) + ")";
    if (!key.on_delete.empty()) actions.push_back("on delete " + key.on_delete + columns);
    return base::join(actions, ", ");
}

std::string rights_text(model::Grant const &grant) {
    if (grant.privileges.empty()) return "none";
    std::vector<std::string> rights;
    for (auto const &right : grant.privileges) {
        bool const grantable = std::ranges::find(grant.grantable, right) != grant.grantable.end();
        rights.push_back(right + (grantable ? "*" : ""));
    }
    return base::join(rights, ", ");
}

void show_grants(ShowPage &page, std::vector<model::Grant> const &grants) {
    page.heading("Grants (* = may be granted on)");
    std::vector<std::vector<std::string>> rows;
    for (auto const &grant : grants) rows.push_back({grant.grantee, rights_text(grant)});
    page.rows(rows);
}

void show_records(ShowPage &page, std::string_view heading, std::vector<model::Record> const &records, bool complete) {
    page.heading(heading);
    std::vector<std::vector<std::string>> rows;
    for (auto const &record : records)
        rows.push_back({model::kind_label(record), model::format_ref(record), record.comment.value_or("")});
    page.rows(rows);
    if (!complete) page.line("... and more");
}

void show_uses(ShowPage &page, catalog::Neighbourhood const &around) {
    std::vector<std::vector<std::string>> rows;
    for (auto const &used : around.uses)
        rows.push_back({model::kind_label(used.record), model::format_ref(used.record), base::join(used.where, ", ")});
    page.heading("Uses");
    page.rows(rows);
}

namespace {

/// Says which of what the page shows was not read in full: the object itself or parts of it.
void show_unread(ShowPage &page, catalog::Neighbourhood const &around) {
    if (model::is_partial(around.object.body))
        page.line("Not read in full: " + model::unread_reason(model::unread_tables(around.object.body)));
    std::vector<std::string> parts;
    std::set<std::string> tables;
    for (auto const &part : around.parts) {
        if (!model::is_partial(part.body)) continue;
        parts.push_back(fmt::format("{} {}", model::kind_text(part.kind), model::format_ref("", part.name)));
        for (auto &table : model::unread_tables(part.body)) tables.insert(std::move(table));
    }
    if (!parts.empty())
        page.line(fmt::format("Not read in full: {}: {}", base::join(parts, ", "),
                              model::unread_reason({tables.begin(), tables.end()})));
}

} // namespace

std::string show_text(catalog::Neighbourhood const &around, ShownProfile const &profile,
                      std::optional<std::size_t> width, bool styled) {
    ShowPage page{width, styled};
    auto const &object = around.object;
    page.title(fmt::format("{} {}", model::kind_label(object), model::format_ref(object)));
    page.fact("source", fmt::format("{} ({} {})", around.source.name, around.source.product, around.source.version));
    page.fact("comment", object.comment.value_or(""));
    if (auto const &said = profile.said)
        page.fact("description", fmt::format("{} ({} by {}, {:.2f})", said->text, said->status,
                                             said->writer.empty() ? said->origin : said->writer, said->confidence));
    if (around.former)
        page.fact("former name",
                  fmt::format("{} (until scan {})", model::format_ref(*around.former), around.renamed_scan));
    page.fact("belongs to extension", object.extension);
    show_unread(page, around);
    if (object.kind == model::Kind::table) show_table(page, around);
    else if (object.kind == model::Kind::view) show_view(page, around);
    else if (model::is_table_part(object.kind)) show_part(page, around);
    else show_other(page, around);
    show_said(page, profile.words, !profile.said);
    show_profile(page, profile);
    return page.take();
}

namespace {

void write_record(base::JsonWriter &json, std::string const &prefix, model::Record const &record, bool body) {
    json.begin_object();
    json.member("ref", prefix + model::format_ref(record));
    json.member("kind", model::kind_name(record.kind));
    json.member("subkind", kind_label(record));
    if (body) {
        json.member("name", record.name);
        json.member("comment", record.comment);
        json.key("body");
        json.raw(record.body);
    }
    json.end_object();
}

/// True for what names routines and sequences in code of its own or of its parts.
bool has_uses(model::Kind kind) {
    using enum model::Kind;
    return kind == table || kind == view || kind == routine || kind == type;
}

void write_uses(base::JsonWriter &json, std::string const &prefix, std::vector<catalog::UsedObject> const &uses) {
    json.key("uses");
    json.begin_array();
    for (auto const &used : uses) {
        json.begin_object();
        json.member("ref", prefix + model::format_ref(used.record));
        json.member("kind", model::kind_name(used.record.kind));
        json.member("subkind", kind_label(used.record));
        json.key("where");
        json.begin_array();
        for (auto const &place : used.where) json.value(place);
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

void write_records(base::JsonWriter &json, std::string const &prefix, char const *name,
                   std::vector<model::Record> const &records, bool body) {
    json.key(name);
    json.begin_array();
    for (auto const &record : records) write_record(json, prefix, record, body);
    json.end_array();
}

} // namespace

std::string show_json(catalog::Neighbourhood const &around, ShownProfile const &profile, bool several_sources) {
    auto const prefix = several_sources ? around.source.name + ":" : std::string{};
    auto const &object = around.object;
    base::JsonWriter json;
    json.begin_object();
    json.member("source", around.source.name);
    json.member("ref", prefix + model::format_ref(object));
    json.member("kind", model::kind_name(object.kind));
    json.member("subkind", kind_label(object));
    json.member("schema", object.schema);
    json.member("table", object.table);
    json.member("name", object.name);
    json.member("position", object.position);
    json.member("comment", object.comment);
    json.member("extension", object.extension);
    json.key("description");
    if (profile.said) json.raw(model::description_to_json(*profile.said));
    else json.null();
    json.key("former_ref");
    if (around.former) json.value(model::format_ref(*around.former));
    else json.null();
    json.key("statistics");
    if (object.stats) json.raw(model::stats_to_json(*object.stats));
    else json.null();
    json.key("body");
    json.raw(object.body);
    write_records(json, prefix, "parts", around.parts, true);
    write_records(json, prefix, "mentioned_by", around.mentions, false);
    write_records(json, prefix, "members", around.members, false);
    if (has_uses(object.kind)) write_uses(json, prefix, around.uses);
    if (object.kind == model::Kind::column) write_records(json, prefix, "used_by", users_of_column(around), false);
    json.key("counts");
    json.begin_object();
    for (auto const &[kind, count] : around.counts) json.member(model::kind_name(kind), count);
    json.end_object();
    if (object.kind == model::Kind::schema) {
        json.key("of_extensions");
        json.begin_object();
        for (auto const &[kind, count] : around.of_extensions) json.member(model::kind_name(kind), count);
        json.end_object();
    }
    json.member("complete", around.complete);
    write_profile(json, profile);
    write_said(json, profile.words);
    json.end_object();
    return json.take();
}

} // namespace scribe::cli
