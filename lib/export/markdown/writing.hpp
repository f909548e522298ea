// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/survey.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Pieces that several pages share.
namespace scribe::exporter::markdown {

/// More rows than this of what grows with the database (partitions, keys that point here) are only counted.
inline constexpr std::size_t k_list_limit = 500;

/// Writes a table row by row; the cells are Markdown already. A header that ends in ':' aligns its column right.
class TableWriter {
public:
    TableWriter(std::string &out, std::initializer_list<std::string_view> headers);
    void row(std::initializer_list<std::string_view> cells);

private:
    std::string *m_out;
};

/// Appends the pieces: the cheap way where a page has many such lines.
void append(std::string &out, std::initializer_list<std::string_view> pieces);

/// "\n## Title\n\n"
void section(std::string &out, std::string_view title);

/// The address of one page as another one links to it.
std::string relative_link(std::string_view from, std::string_view to);

/// A link from one page to another; the label is Markdown already.
std::string labelled_link(std::string_view label, std::string_view from, std::string_view to);

/// A link to an object, as code; only its name when it has no page. `from` is the page that the link stands on.
std::string link(PageNames const &pages, model::Ref const &object, std::string_view from);

/// "`a`, `b`" for a cell.
std::string code_list(std::vector<std::string> const &names);
/// Text items for a cell, separated by commas.
std::string text_list(std::vector<std::string> const &items);

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
