// SPDX-License-Identifier: MIT
#include "export/markdown/writing.hpp"

#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "model/filter.hpp"

#include <algorithm>

namespace scribe::exporter::markdown {

void Rows::add(std::initializer_list<std::string_view> cells) {
    std::uint32_t bit = 1;
    for (auto const value : cells) {
        if (!value.empty()) m_used |= bit;
        bit <<= 1;
        m_cells += value;
        m_cells += '\n';
    }
    ++m_count;
}

std::string Rows::head() const {
    std::string names, rules;
    for (std::size_t i = 0; i < m_headers.size(); ++i) {
        if ((m_used >> i & 1U) == 0) continue;
        auto name = m_headers[i];
        bool const right = name.ends_with(':');
        if (right) name.remove_suffix(1);
        append(names, {"| ", name, " "});
        rules += right ? "| ---: " : "| --- ";
    }
    return names + "|\n" + rules + "|\n";
}

void Rows::append_next_line(std::string &out) {
    for (std::size_t i = 0; i < m_headers.size(); ++i) {
        auto const end = m_cells.find('\n', m_at);
        if ((m_used >> i & 1U) != 0) {
            out += "| ";
            out.append(m_cells, m_at, end - m_at);
            if (end > m_at) out += ' ';
        }
        m_at = end + 1;
    }
    out += "|\n";
}

std::string Rows::next_line() {
    std::string line;
    append_next_line(line);
    return line;
}

void TableWriter::finish() {
    if (!m_out) return;
    *m_out += m_rows.head();
    for (std::size_t i = 0; i < m_rows.count(); ++i) m_rows.append_next_line(*m_out);
    m_out = nullptr;
}

void append(std::string &out, std::initializer_list<std::string_view> pieces) {
    for (auto const piece : pieces) out += piece;
}

void section(std::string &out, std::string_view title) {
    out += "\n## ";
    out += title;
    out += "\n\n";
}

std::string relative_link(std::string_view from, std::string_view to) {
    auto const slash = from.rfind('/');
    auto const folder = slash == std::string_view::npos ? std::string_view{} : from.substr(0, slash + 1);
    if (to.starts_with(folder)) return link_target(to.substr(folder.size()));
    return "../" + link_target(to);
}

std::string labelled_link(std::string_view label, std::string_view from, std::string_view to) {
    std::string out;
    out.reserve(label.size() + to.size() + 8);
    out += '[';
    out += label;
    out += "](";
    out += relative_link(from, to);
    out += ')';
    return out;
}

std::string shown_name(std::string_view name) {
    bool const hidden = base::trim(name).empty() || base::has_controls(name);
    return hidden && !name.empty() ? model::format_ref("", name) : std::string{name};
}

std::string link_text(std::string_view name) {
    constexpr std::string_view k_mark = "://";
    auto const shown = shown_name(name);
    auto rest = std::string_view{shown};
    std::string out;
    for (auto at = rest.find(k_mark); at != std::string_view::npos; at = rest.find(k_mark)) {
        append(out, {text(rest.substr(0, at)), "&#58;//"});
        rest.remove_prefix(at + k_mark.size());
    }
    return out + text(rest);
}

std::string link(PageNames const &pages, model::Ref const &object, std::string_view from) {
    auto label = cell_code(model::format_ref(object.schema, object.name));
    if (auto const *page = pages.find(object)) return labelled_link(label, from, *page);
    return label;
}

std::string code_list(std::vector<std::string> const &names) {
    std::string out;
    for (auto const &name : names) {
        if (!out.empty()) out += ", ";
        out += cell_code(shown_name(name));
    }
    return out;
}

std::string text_list(std::vector<std::string> const &items) { return cell(base::join(items, ", ")); }

std::string privileges_text(model::Grant const &grant) {
    return grant.privileges.empty() ? "none" : text_list(grant.privileges);
}

std::string grants_text(std::vector<model::Grant> const &grants) {
    std::string out;
    for (auto const &grant : grants) {
        if (!out.empty()) out += "; ";
        out += cell_code(shown_name(grant.grantee)) + ": " + privileges_text(grant);
        if (!grant.grantable.empty()) out += " (may grant on: " + text_list(grant.grantable) + ")";
    }
    return out;
}

std::string published_part(model::PublicationTable const &table) {
    std::string out;
    if (!table.columns.empty()) out += " (" + code_list(table.columns) + ")";
    if (!table.where.empty()) out += " where " + cell_code(table.where);
    return out;
}

std::string rows_text(model::Stats const &stats) {
    if (!stats.rows) return {};
    return (stats.rows_exact ? "" : "≈ ") + base::group_digits(*stats.rows);
}

std::string yes_no(bool flag) { return flag ? "yes" : "no"; }

std::string joined(std::initializer_list<std::string_view> items) {
    std::string out;
    for (auto const item : items) {
        if (item.empty()) continue;
        if (!out.empty()) out += "; ";
        out += item;
    }
    return out;
}

std::vector<GrantLine> grant_lines(std::vector<model::Grant> const &grants) {
    std::vector<GrantLine> lines;
    for (auto const &grant : grants) lines.push_back({"", grant});
    return lines;
}

void write_grants(std::string &out, std::vector<GrantLine> const &lines) {
    if (lines.empty()) return;
    bool const columns =
        std::any_of(lines.begin(), lines.end(), [](GrantLine const &line) { return !line.on.empty(); });
    section(out, "Grants");
    if (columns) {
        TableWriter table{out, {"Role", "Column", "Privileges", "May grant on"}};
        for (auto const &[on, grant] : lines) {
            table.row({cell_code(shown_name(grant.grantee)), cell_code(on), privileges_text(grant),
                       text_list(grant.grantable)});
        }
        return;
    }
    TableWriter table{out, {"Role", "Privileges", "May grant on"}};
    for (auto const &[on, grant] : lines)
        table.row({cell_code(shown_name(grant.grantee)), privileges_text(grant), text_list(grant.grantable)});
}

} // namespace scribe::exporter::markdown
