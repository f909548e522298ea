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

/// More changes than this that are not breaking are folded.
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
    case Severity::safe: return "🟢 Safe";
    case Severity::moderate: return "🟡 Moderate";
    case Severity::breaking: return "🔴 Breaking";
    }
    return "";
}

std::string summary(std::vector<Change> const &changes) {
    auto const counts = count_by_severity(changes);
    auto text = fmt::format("**{} breaking, {} moderate, {} safe**\n\n", counts[2], counts[1], counts[0]);
    std::map<model::Kind, Counts> kinds;
    for (auto const &change : changes) kinds[change.object().kind].count(change.action);
    text += "| | added | removed | changed | renamed |\n|---|---:|---:|---:|---:|\n";
    for (auto const &[kind, count] : kinds) {
        text += fmt::format("| {} | {} | {} | {} | {} |\n", model::kind_plural(kind), count.added, count.removed,
                            count.changed, count.renamed);
    }
    return text;
}

bool is_long(FieldChange const &field) {
    auto const lines = [](std::optional<std::string> const &text) {
        return text && (text->size() > 120 || text->find('\n') != std::string::npos);
    };
    return lines(field.before) || lines(field.after);
}

std::string field_text(FieldChange const &field) {
    auto const rule = fmt::format("{}: {}", severity_name(field.rule->severity), field.rule->name);
    if (!is_long(field)) {
        auto const value = [](std::optional<std::string> const &text) {
            return !text ? "nothing" : text->empty() ? "empty" : md::code(*text);
        };
        return fmt::format("  - {}: {} → {} ({})\n", md::text(field.field), value(field.before), value(field.after),
                           rule);
    }
    std::string lines;
    for (auto const &[mark, line] : compare_lines(field.before.value_or(""), field.after.value_or(""))) {
        // A text that is not there has no line, not an empty one.
        if ((mark == '-' && !field.before) || (mark == '+' && !field.after)) continue;
        lines += mark == '@' ? fmt::format("@@ {} @@\n", line) : fmt::format("{}{}\n", mark, line);
    }
    auto text = fmt::format("  - {} ({})\n\n", md::text(field.field), rule);
    for (auto const &line : base::split(base::trim(md::fence(lines, "diff")), '\n')) text += "    " + line + "\n";
    return text + "\n";
}

/// A change with those that go without saying: the parts of what is new.
struct Item {
    Change const *change;
    std::vector<Change const *> parts = {};
};

/// "2 columns (`id`, `name`), 1 index"
std::string parts_text(std::vector<Change const *> const &parts) {
    constexpr std::size_t k_most_columns = 12;
    std::map<model::Kind, std::vector<std::string>> names;
    for (auto const *part : parts) names[part->after.kind].push_back(part->after.name);
    std::vector<std::string> texts;
    for (auto &[kind, list] : names) {
        auto const count = static_cast<std::int64_t>(list.size());
        auto text = base::counted(count, model::kind_name(kind), model::kind_plural(kind));
        if (kind == model::Kind::column) {
            bool const more = list.size() > k_most_columns;
            if (more) list.resize(k_most_columns);
            for (auto &name : list) name = md::code(name);
            text += " (" + base::join(list, ", ") + (more ? ", …)" : ")");
        }
        texts.push_back(std::move(text));
    }
    return base::join(texts, ", ");
}

std::string heading_of(Item const &item) {
    auto const &change = *item.change;
    auto const &object = change.object();
    auto text = fmt::format("- {} {} {}", action_name(change.action), model::kind_label(object),
                            md::code(model::format_ref(change.action == Action::renamed ? change.before : object)));
    if (change.action == Action::renamed) text += " to " + md::code(model::format_ref(object));
    auto const summary = change.action == Action::changed || change.action == Action::renamed
                             ? std::string{}
                             : base::single_line(model::summary_line(object));
    if (!summary.empty()) text += ": " + md::code(summary);
    if (!item.parts.empty()) text += (summary.empty() ? ": " : "; ") + parts_text(item.parts);
    if (change.action != Action::changed) text += fmt::format(" ({}: {})", change.rule->name, change.rule->why);
    return text + "\n";
}

/// Those of one severity, in their order; parts of what is new with that, unless they are worse.
std::vector<Item> items_of(std::vector<Change> const &changes, Severity severity) {
    std::vector<Item> items;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> added;
    for (auto const &change : changes) {
        auto const &object = change.object();
        if (change.action == Action::added && object.table.empty() && change.severity() == severity)
            added.emplace(std::pair{std::string_view{object.schema}, std::string_view{object.name}}, items.size());
        if (change.severity() != severity) continue;
        auto const owner = change.with_owner && change.action == Action::added
                               ? added.find({std::string_view{object.schema}, std::string_view{object.table}})
                               : added.end();
        if (owner != added.end()) items[owner->second].parts.push_back(&change);
        else items.push_back({&change});
    }
    return items;
}

/// Writes as long as there is room.
class Page {
public:
    Page(Write const &write, std::size_t most) : m_write(write), m_most(most) {}

    bool put(std::string_view text) {
        // Room for the ends of what is folded and for what is said last.
        constexpr std::size_t k_end = 300;
        if (m_most != 0 && m_size + text.size() + k_end > m_most) return false;
        put_last(text);
        return true;
    }
    void put_last(std::string_view text) {
        m_size += text.size();
        m_write(text);
    }

private:
    Write const &m_write;
    std::size_t m_most, m_size = 0;
};

/// False when there is no room for it.
bool put_item(Item const &item, Page &page) {
    auto const heading = heading_of(item);
    auto text = heading;
    for (auto const &field : item.change->fields) text += field_text(field);
    return page.put(text) || (!item.change->fields.empty() && page.put(heading + "  - how is left out here\n"));
}

/// How many of the items there was no room for.
std::size_t put_section(std::vector<Item> const &items, Severity severity, Page &page) {
    bool const fold = severity != Severity::breaking && items.size() > k_most_open;
    auto head = fmt::format("\n### {}\n\n", sign(severity));
    if (fold) head += fmt::format("<details><summary>{} changes</summary>\n\n", items.size());
    if (!page.put(head)) return items.size();
    std::size_t put = 0;
    while (put < items.size() && put_item(items[put], page)) ++put;
    if (fold) page.put_last("\n</details>\n");
    return items.size() - put;
}

} // namespace

void render_markdown(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                     Write const &write) {
    Page page{write, options.most_bytes};
    page.put_last(fmt::format("## Schema changes: {} → {}\n\n", md::text(sides.before), md::text(sides.after)));
    if (!sides.note.empty()) page.put_last(fmt::format("> {}\n\n", md::text(sides.note)));
    if (changes.empty()) {
        page.put_last("No differences.\n");
        return;
    }
    page.put_last(summary(changes));
    std::size_t left = 0;
    for (auto const severity : {Severity::breaking, Severity::moderate, Severity::safe}) {
        if (severity < options.least) continue;
        auto const items = items_of(changes, severity);
        if (!items.empty()) left += left > 0 ? items.size() : put_section(items, severity, page);
    }
    if (left > 0)
        page.put_last(fmt::format("\n> {} more: a comment of a pull request has no room for them (`--max-length`); "
                                  "`scribe diff` prints them all.\n",
                                  base::counted(static_cast<std::int64_t>(left), "change")));
}

} // namespace scribe::diff
