// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/survey.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Pieces that several pages share.
namespace scribe::exporter::markdown {

/// More rows than this of what grows with the database (partitions, keys that point here) are only counted.
inline constexpr std::size_t k_list_limit = 500;

/// Rows of a table, kept until it is known which columns have anything in them: the others are left out, but for the
/// first one. The cells are Markdown already. A header that ends in ':' aligns its column right.
class Rows {
public:
    Rows(std::initializer_list<std::string_view> headers) : m_headers(headers) {}
    void add(std::initializer_list<std::string_view> cells);
    std::size_t count() const { return m_count; }
    /// The two lines above the rows.
    std::string head() const;
    /// The cells added so far, in bytes.
    std::size_t bytes() const { return m_cells.size(); }
    /// Takes the next row's line off.
    std::string next_line();
    /// As next_line, appended to `out`.
    void append_next_line(std::string &out);

private:
    std::vector<std::string_view> m_headers;
    std::string m_cells; ///< each followed by a line break
    std::size_t m_at = 0, m_count = 0;
    std::uint32_t m_used = 1; ///< bit i: column i
};

/// Writes a table into `out` when it is finished.
class TableWriter {
public:
    TableWriter(std::string &out, std::initializer_list<std::string_view> headers) : m_out(&out), m_rows(headers) {}
    TableWriter(TableWriter const &) = delete;
    TableWriter &operator=(TableWriter const &) = delete;
    ~TableWriter() { finish(); }
    void row(std::initializer_list<std::string_view> cells) { m_rows.add(cells); }
    /// Nothing can be added any more.
    void finish();

private:
    std::string *m_out;
    Rows m_rows;
};

/// Appends the pieces: the cheap way where a page has many such lines.
void append(std::string &out, std::initializer_list<std::string_view> pieces);

/// "\n## Title\n\n"
void section(std::string &out, std::string_view title);

/// The address of one page as another one links to it.
std::string relative_link(std::string_view from, std::string_view to);

/// A link from one page to another; the label is Markdown already.
std::string labelled_link(std::string_view label, std::string_view from, std::string_view to);

/// The name as pages show it where it stands alone: as references write it when nobody could see it otherwise (blanks,
/// control characters, characters that reorder text).
std::string shown_name(std::string_view name);

/// The name as the text of a link: a web address in it is no link of its own.
std::string link_text(std::string_view name);

/// A link to an object, as code; only its name when it has no page. `from` is the page that the link stands on.
std::string link(PageNames const &pages, model::Ref const &object, std::string_view from);

/// "`a`, `b`" for a cell.
std::string code_list(std::vector<std::string> const &names);
/// Text items for a cell, separated by commas.
std::string text_list(std::vector<std::string> const &items);

/// "SELECT, INSERT" for a cell; "none" where everything was revoked.
std::string privileges_text(model::Grant const &grant);
/// "`app`: SELECT, INSERT (may grant on: SELECT); `public`: SELECT", for a cell.
std::string grants_text(std::vector<model::Grant> const &grants);

/// " (`a`, `b`) where `a > 1`": what of a table a publication takes; empty when it takes all.
std::string published_part(model::PublicationTable const &table);

std::string rows_text(model::Stats const &stats);
std::string yes_no(bool flag);
/// The items that are not empty, separated by "; ".
std::string joined(std::initializer_list<std::string_view> items);

/// A section with who may do what; nothing when there are no grants.
struct GrantLine {
    std::string on; ///< the column, or empty
    model::Grant grant;
};
void write_grants(std::string &out, std::vector<GrantLine> const &lines);
std::vector<GrantLine> grant_lines(std::vector<model::Grant> const &grants);

} // namespace scribe::exporter::markdown
