// SPDX-License-Identifier: MIT
#include "base/markdown.hpp"
#include "base/text.hpp"
#include "diff/lines.hpp"
#include "diff/render.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::diff {

namespace {

namespace md = base::markdown;

/// More changes than this in a schema are folded.
constexpr std::size_t k_most_open = 40;

struct Counts {
    std::int64_t added = 0, removed = 0, changed = 0, renamed = 0;
    void count(Action action) {
        switch (action) {
        case Action::added: ++added; break;
        case Action::removed: ++removed; break;
        case Action::changed: ++changed; break;
        case Action::renamed: ++renamed; break;
        }
    }
};

std::string_view sign(Severity severity) {
    switch (severity) {
    case Severity::safe: return "🟢 safe";
    case Severity::moderate: return "🟡 moderate";
    case Severity::breaking: return "🔴 breaking";
    }
    return "";
}

void write_summary(std::vector<Change> const &changes, Write const &write) {
    auto const counts = count_by_severity(changes);
    write(fmt::format("**{} breaking, {} moderate, {} safe**\n\n", counts[2], counts[1], counts[0]));
    std::map<model::Kind, Counts> kinds;
    for (auto const &change : changes) kinds[change.object().kind].count(change.action);
    write("| | added | removed | changed | renamed |\n|---|---:|---:|---:|---:|\n");
    for (auto const &[kind, count] : kinds) {
        write(fmt::format("| {} | {} | {} | {} | {} |\n", model::kind_plural(kind), count.added, count.removed,
                          count.changed, count.renamed));
    }
}

bool is_long(FieldChange const &field) {
    auto const lines = [](std::optional<std::string> const &text) {
        return text && (text->size() > 120 || text->find('\n') != std::string::npos);
    };
    return lines(field.before) || lines(field.after);
}

void write_field(FieldChange const &field, Write const &write) {
    auto const rule = fmt::format("{}: {}", severity_name(field.rule->severity), field.rule->name);
    if (!is_long(field)) {
        auto const value = [](std::optional<std::string> const &text) {
            return !text ? "nothing" : text->empty() ? "empty" : md::code(*text);
        };
        write(fmt::format("  - {}: {} → {} ({})\n", md::text(field.field), value(field.before), value(field.after),
                          rule));
        return;
    }
    write(fmt::format("  - {} ({})\n\n", md::text(field.field), rule));
    std::string text;
    for (auto const &[mark, line] : compare_lines(field.before.value_or(""), field.after.value_or(""))) {
        // A text that is not there has no line, not an empty one.
        if ((mark == '-' && !field.before) || (mark == '+' && !field.after)) continue;
        text += mark == '@' ? fmt::format("@@ {} @@\n", line) : fmt::format("{}{}\n", mark, line);
    }
    for (auto const &line : base::split(base::trim(md::fence(text, "diff")), '\n')) write("    " + line + "\n");
    write("\n");
}

void write_change(Change const &change, Write const &write) {
    auto const &object = change.object();
    auto text =
        fmt::format("- {} {} {} {}", sign(change.severity()), action_name(change.action), model::kind_label(object),
                    md::code(model::format_ref(change.action == Action::renamed ? change.before : object)));
    if (change.action == Action::renamed) text += " to " + md::code(model::format_ref(object));
    auto const summary = change.action == Action::changed || change.action == Action::renamed
                             ? std::string{}
                             : base::single_line(model::summary_line(object));
    if (!summary.empty()) text += ": " + md::code(summary);
    if (change.action != Action::changed) text += fmt::format(" ({}: {})", change.rule->name, change.rule->why);
    write(text + "\n");
    for (auto const &field : change.fields) write_field(field, write);
}

} // namespace

void render_markdown(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                     Write const &write) {
    write(fmt::format("## Schema changes: {} → {}\n\n", md::text(sides.before), md::text(sides.after)));
    if (!sides.note.empty()) write(fmt::format("> {}\n\n", md::text(sides.note)));
    if (changes.empty()) {
        write("No differences.\n");
        return;
    }
    write_summary(changes, write);
    std::map<std::string, std::vector<Change const *>> schemas;
    for (auto const &change : changes) {
        if (change.severity() >= options.least) schemas[change.object().schema].push_back(&change);
    }
    for (auto const &[schema, list] : schemas) {
        write(fmt::format("\n### {}\n\n", schema.empty() ? "Database" : md::text(schema)));
        bool const fold = list.size() > k_most_open;
        if (fold) write(fmt::format("<details><summary>{} changes</summary>\n\n", list.size()));
        for (auto const *change : list) write_change(*change, write);
        if (fold) write("\n</details>\n");
    }
}

} // namespace scribe::diff
