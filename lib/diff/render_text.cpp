// SPDX-License-Identifier: MIT
#include "diff/render.hpp"

#include "base/text.hpp"
#include "diff/lines.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

namespace scribe::diff {

namespace {

char mark_of(Action action) {
    switch (action) {
    case Action::added: return '+';
    case Action::removed: return '-';
    case Action::changed: return '~';
    case Action::renamed: return '>';
    }
    return ' ';
}

std::string_view color_of(char mark) {
    switch (mark) {
    case '+': return "\x1b[32m";
    case '-': return "\x1b[31m";
    case '~':
    case '>': return "\x1b[33m";
    case '@': return "\x1b[36m";
    default: return "";
    }
}

class TextRenderer {
public:
    TextRenderer(RenderOptions const &options, Write const &write) : m_options(options), m_write(write) {}

    void change(Change const &change) {
        bool const part = !change.object().table.empty();
        if (part) table_header(change.object());
        else if (change.object().kind == model::Kind::table || change.object().kind == model::Kind::view)
            note_table(change);
        m_indent = part ? "    " : "";
        auto text = fmt::format("{} {}", model::kind_label(change.object()), shown_name(change));
        if (change.action != Action::changed) {
            auto const summary = base::single_line(model::summary_line(change.object()));
            if (!summary.empty() && change.action != Action::renamed) text += "  " + summary;
            text += rule_of(*change.rule);
        }
        line(mark_of(change.action), text);
        m_indent += "    ";
        for (auto const &field : change.fields) this->field(field);
    }

    void line(char mark, std::string_view text) {
        auto const color = m_options.color ? color_of(mark) : std::string_view{};
        m_write(fmt::format("{}{}{} {}{}\n", color, m_indent, mark, text, color.empty() ? "" : "\x1b[0m"));
    }

private:
    static std::string rule_of(Rule const &rule) {
        return fmt::format("  [{}: {}]", severity_name(rule.severity), rule.name);
    }

    static std::string own_name(model::Record const &record) {
        return base::single_line(record.table.empty() ? model::format_ref(record) : model::format_ref("", record.name));
    }

    static std::string shown_name(Change const &change) {
        auto name = own_name(change.object());
        return change.action == Action::renamed ? own_name(change.before) + " -> " + name : name;
    }

    void note_table(Change const &change) {
        m_schema = change.object().schema;
        m_table = change.object().name;
    }

    /// The table that a part belongs to, unless it was the last line of its kind.
    void table_header(model::Record const &part) {
        if (part.schema == m_schema && part.table == m_table) return;
        m_schema = part.schema;
        m_table = part.table;
        m_indent.clear();
        line(' ', base::single_line(model::format_ref(part.schema, part.table)));
    }

    void field(FieldChange const &field) {
        line('~', fmt::format("{}{}", field.field, rule_of(*field.rule)));
        auto const indent = m_indent;
        m_indent += "    ";
        if (field.before && field.after) {
            for (auto const &[mark, text] : compare_lines(*field.before, *field.after))
                line(mark, base::single_line(text));
        } else {
            auto const &text = field.before ? field.before : field.after;
            for (auto const &one : base::split(text.value_or(""), '\n')) {
                line(field.before ? '-' : '+', base::single_line(one));
            }
        }
        m_indent = indent;
    }

    RenderOptions const &m_options;
    Write const &m_write;
    std::string m_indent, m_schema, m_table;
};

} // namespace

std::array<std::int64_t, 3> count_by_severity(std::vector<Change> const &changes) {
    std::array<std::int64_t, 3> counts{};
    for (auto const &change : changes) ++counts[static_cast<std::size_t>(change.severity())];
    return counts;
}

void render_text(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                 Write const &write) {
    TextRenderer renderer{options, write};
    bool first = true;
    for (auto const &change : changes) {
        if (change.severity() < options.least) continue;
        if (first)
            write(fmt::format("--- {}\n+++ {}\n", base::single_line(sides.before), base::single_line(sides.after)));
        first = false;
        renderer.change(change);
    }
}

} // namespace scribe::diff
