// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"
#include "output/output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::cli {

/// Lays out what `scribe show` says about an object: headings, facts, aligned rows, code.
class ShowPage {
public:
    /// With a width, lines are wrapped to it.
    ShowPage(std::optional<std::size_t> width, bool styled) : m_width(width), m_styled(styled) {}

    void title(std::string_view text);
    /// Starts a section; printed only when something follows.
    void heading(std::string_view text);
    /// "name: value"; nothing when the value is empty.
    void fact(std::string_view name, std::string_view value);
    /// The same of SQL: what stands in quotes keeps its value (base::code_line).
    void code_fact(std::string_view name, std::string_view code);
    void line(std::string_view text);
    /// Rows of equally many cells, aligned; the last cell is wrapped, columns without content are left out.
    void rows(std::vector<std::vector<std::string>> const &rows);
    /// Source text, indented, its own line breaks kept.
    void code(std::string_view text);

    std::string take() { return std::move(m_text); }

private:
    void start_section();
    void wrapped(std::string_view text, std::size_t indent, std::size_t hang);

    std::optional<std::size_t> m_width;
    bool m_styled;
    std::string m_heading;
    std::string m_text;
};

/// Records of one kind, as model objects.
template <typename T> std::vector<T> all_of(std::vector<model::Record> const &records) {
    std::vector<T> list;
    for (auto const &record : records) {
        if (record.kind == T::k_kind) list.push_back(model::from_record<T>(record));
    }
    return list;
}

std::string ref_text(model::Ref const &ref);
/// " -- the comment", to stand behind a text; nothing when there is none.
std::string comment_text(model::Object const &object);
/// "disabled", "replica", "always" of a trigger or rule; empty for one that fires as usual.
std::string enabled_text(std::string const &enabled);
/// The same as a fact.
void show_enabled(ShowPage &page, std::string const &enabled);
/// Names of columns, in quotes where they need them.
std::string quoted_list(std::vector<std::string> const &names);
/// "on delete cascade": what a foreign key does beyond refusing.
std::string key_actions(model::Constraint const &key);
/// "SELECT, UPDATE*"; the star marks what may be granted on.
std::string rights_text(model::Grant const &grant);
/// "reader: SELECT, UPDATE*"; the star marks what may be granted on.
void show_grants(ShowPage &page, std::vector<model::Grant> const &grants);
/// Kind and reference of each record, grouped by kind.
void show_records(ShowPage &page, std::string_view heading, std::vector<model::Record> const &records, bool complete);
/// The routines and sequences that code of it names, and where it does.
void show_uses(ShowPage &page, catalog::Neighbourhood const &around);

// One a kind of object; each in the file that its name suggests.
void show_table(ShowPage &page, catalog::Neighbourhood const &around);
void show_view(ShowPage &page, catalog::Neighbourhood const &around);
void show_part(ShowPage &page, catalog::Neighbourhood const &around);
void show_other(ShowPage &page, catalog::Neighbourhood const &around);

struct ShownProfile;

/// Everything about one object as text.
std::string show_text(catalog::Neighbourhood const &around, ShownProfile const &profile,
                      std::optional<std::size_t> width, bool styled);
/// The same as a JSON object; references name their source when the catalog has several.
std::string show_json(catalog::Neighbourhood const &around, ShownProfile const &profile, bool several_sources);

} // namespace scribe::cli
