// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/said/glossary.hpp"
#include "model/said/term_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::catalog {

namespace {

/// Objects with all the texts that terms may stand in: drafts repeat the names of other objects. Parts of tables other
/// than columns have names that machines make.
constexpr std::string_view k_select =
    "SELECT s.name, o.kind, o.schema_name, o.table_name, o.name, o.position, o.comment, "
    "(SELECT d.text FROM v_current_descriptions d WHERE d.object_id = o.id AND (d.origin = 'human' OR d.status = "
    "'approved')), "
    "(SELECT c.text FROM v_current_context c WHERE c.object_id = o.id AND c.field = 'terms') "
    "FROM object o JOIN source s ON s.id = o.source_id WHERE o.removed_scan IS NULL AND o.extension = '' "
    "AND o.kind IN ('schema', 'table', 'view', 'column', 'routine', 'type') AND ";

class UseFinder {
public:
    explicit UseFinder(std::vector<model::Term> const &terms) : m_finder(terms) {
        for (std::size_t i = 0; i < terms.size(); ++i) {
            m_keys.emplace(model::term_key(terms[i].name), i);
            for (auto const &synonym : terms[i].synonyms) m_keys.emplace(model::term_key(synonym), i);
        }
    }

    /// Reads a row of k_select. Where a term stands in several texts, the first of them counts.
    void read(sqlite::Stmt const &row, std::function<void(TermUse &&)> const &use) const {
        std::map<std::size_t, std::string_view> found;
        for (auto const &line : base::split(row.get_text(8), '\n')) {
            if (auto const known = m_keys.find(model::term_key(line)); known != m_keys.end())
                found.emplace(known->second, "said");
        }
        auto const look = [&](std::string_view text, std::string_view where) {
            for (auto const term : m_finder.find(text)) found.emplace(term, where);
        };
        // The argument types of a routine are not its name.
        auto const name = row.get_text(4);
        look(row.get_text(1) == "routine" ? name.substr(0, name.find('(')) : name, "name");
        look(row.get_text(6), "comment");
        look(row.get_text(7), "description");
        for (auto const &[term, where] : found) {
            TermUse one{term, std::string{row.get_text(0)}, {}, std::string{where}};
            one.record.kind = model::kind_from_name(row.get_text(1)).value_or(model::Kind::table);
            one.record.schema = row.get_text(2);
            one.record.table = row.get_text(3);
            one.record.name = row.get_text(4);
            one.record.position = static_cast<int>(row.get_int(5));
            use(std::move(one));
        }
    }

private:
    model::TermFinder m_finder;
    std::map<std::string, std::size_t> m_keys;
};

} // namespace

void find_term_uses(Store &store, std::vector<model::Term> const &terms, std::function<void(TermUse &&)> const &use) {
    if (terms.empty()) return;
    UseFinder const finder{terms};
    sqlite::Stmt select{store.db(), std::string{k_select} +
                                        "1 ORDER BY s.name, o.schema_name, CASE o.table_name WHEN '' THEN o.name ELSE "
                                        "o.table_name END, o.table_name <> '', o.position, o.name, o.kind"};
    while (select.step()) finder.read(select, use);
}

std::vector<TermUse> term_uses_of(Store &store, std::vector<model::Term> const &terms, std::int64_t object_id) {
    std::vector<TermUse> uses;
    if (terms.empty()) return uses;
    UseFinder const finder{terms};
    sqlite::Stmt select{store.db(), std::string{k_select} + "o.id = ?"};
    select.bind(1, object_id);
    while (select.step()) finder.read(select, [&](TermUse &&one) { uses.push_back(std::move(one)); });
    return uses;
}

} // namespace scribe::catalog
