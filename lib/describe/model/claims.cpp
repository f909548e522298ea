// SPDX-License-Identifier: MIT
#include "describe/model/claims.hpp"

#include "base/text.hpp"
#include "describe/model/facts.hpp"
#include "describe/model/words.hpp"
#include "describe/names.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace scribe::describe {

namespace {

/// A description is no essay.
constexpr std::size_t k_most_bytes = 700;

/// Words behind which a text says what something has a relationship with; the first ones say so of the column itself.
constexpr std::array k_relation_words = {"foreign key", "references", "refers to",  "points to", "reference to",
                                         "links to",    "linked to",  "belongs to", "joins to",  "joined to"};
constexpr std::size_t k_strong_words = 5;

/// Words that tell nothing.
std::set<std::string, std::less<>> const &empty_words() {
    static std::set<std::string, std::less<>> const k_words = {
        "a",          "an",      "the",        "of",       "for",    "to",        "in",    "on",
        "by",         "this",    "that",       "it",       "is",     "are",       "and",   "or",
        "each",       "every",   "with",       "from",     "as",     "its",       "table", "column",
        "field",      "row",     "record",     "value",    "data",   "database",  "store", "stored",
        "hold",       "holds",   "contain",    "contains", "stores", "entity",    "entry", "information",
        "associated", "related", "given",      "which",    "where",  "attribute", "view",  "represent",
        "represents", "unique",  "identifier", "id",       "name",   "code",      "key",   "primary"};
    return k_words;
}

class Checker {
public:
    Checker(Draft const &draft, TableEvidence const &table, ColumnEvidence const *column, ModelContext const &context)
        : m_draft(draft), m_table(table), m_column(column), m_context(context),
          m_facts(table, column, context.names, context.vouched),
          m_sentences(sentences_of(base::sanitize_utf8(draft.text))) {}

    Checked run() {
        for (auto &sentence : m_sentences) {
            sentence = base::single_line(sentence);
            if (auto const why = fault_of(sentence); !why.empty()) drop(sentence, why);
        }
        for (auto const &claim : m_draft.claims) check(claim);
        for (auto const &sentence : m_sentences) {
            if (sentence.empty()) continue;
            if (m_checked.text.size() + sentence.size() > k_most_bytes) {
                note("it was longer than a description is");
                break;
            }
            m_checked.text += (m_checked.text.empty() ? "" : " ") + sentence;
        }
        if (m_checked.text.ends_with(';')) m_checked.text.back() = '.';
        if (!m_checked.text.empty() && says_nothing(m_checked.text)) {
            m_checked.text.clear();
            note("it said no more than the name");
        }
        return std::move(m_checked);
    }

private:
    void note(std::string const &why) {
        if (std::ranges::find(m_checked.dropped, why) == m_checked.dropped.end()) m_checked.dropped.push_back(why);
    }

    void drop(std::string &sentence, std::string const &why) {
        if (sentence.empty()) return;
        sentence.clear();
        note(why);
    }

    // ---- what a sentence says by itself

    std::string fault_of(std::string const &sentence) const {
        for (auto const &quoted : quoted_in(sentence))
            if (!is_known(quoted)) return "it quoted what the evidence does not have";
        for (auto const &name : names_in(sentence))
            if (!m_facts.has_name(name)) return "it named an object that is not there";
        for (auto const &number : numbers_in(sentence))
            if (!m_facts.has_number(number)) return "it stated a number that the evidence does not have";
        if (sentence.find("://") != std::string::npos || has_phrase(sentence, "www"))
            return "it had an address of the Web in it";
        return relation_fault(sentence);
    }

    bool is_known(std::string const &quoted) const {
        if (m_facts.has_value(quoted) || m_facts.has_name(quoted)) return true;
        auto const dot = quoted.rfind('.');
        return dot != std::string::npos && m_facts.has_name(quoted.substr(dot + 1));
    }

    std::string relation_fault(std::string_view sentence) const {
        for (std::size_t i = 0; i < k_relation_words.size(); ++i) {
            std::string_view rest;
            if (!has_phrase(sentence, k_relation_words[i], &rest)) continue;
            bool const strong = i < k_strong_words;
            if (strong && !m_facts.is_linked()) return "it stated a relationship that is not known";
            auto const table = first_table(rest);
            if (table == Mentioned::stranger || (strong && table == Mentioned::none))
                return "it stated a relationship with what it has none with";
        }
        return {};
    }

    enum class Mentioned { none, related, stranger };

    /// What the first table that the text names is.
    Mentioned first_table(std::string_view text) const {
        if (!m_context.names) return Mentioned::related;
        auto const words = plain_words_of(text);
        for (std::size_t i = 0; i < words.size(); ++i) {
            // The longest name counts: "order line" is not the table of orders.
            for (auto size = std::min(m_context.names->longest(), words.size() - i); size > 0; --size) {
                std::vector<std::string> const phrase{words.begin() + static_cast<std::ptrdiff_t>(i),
                                                      words.begin() + static_cast<std::ptrdiff_t>(i + size)};
                auto const tables = m_context.names->called(base::join(phrase, " "));
                if (tables.empty()) continue;
                bool const related =
                    std::ranges::any_of(tables, [this](auto const &one) { return m_facts.is_related(one); });
                return related ? Mentioned::related : Mentioned::stranger;
            }
        }
        return Mentioned::none;
    }

    // ---- what it claims

    void check(Claim const &claim) {
        std::vector<std::string> traces;
        std::string why;
        bool holds = true;
        if (claim.kind == "references") {
            holds = references(claim);
            why = "it claimed a relationship that is not known";
            traces = {claim.table.substr(claim.table.rfind('.') + 1)};
        } else if (claim.kind == "values") {
            why = "it claimed values that the column was not seen to have";
            for (auto const &value : claim.values)
                if (!has_value(claim.column, value)) traces.push_back(value);
            holds = traces.empty();
        } else if (claim.kind == "range") {
            holds = has_bound(claim.column, claim.min, true) && has_bound(claim.column, claim.max, false);
            why = "it claimed a range that the column does not have";
            traces = {claim.min, claim.max};
        } else if (claim.kind == "key") {
            holds = is_key(claim.column);
            why = "it claimed a key that is none";
            traces = {"key", "unique", "uniquely", "identifies"};
        }
        if (holds) ++m_checked.held;
        else drop_traces(traces, why);
    }

    /// The sentences that state it go; when none is found the text states it in other words, and goes.
    void drop_traces(std::vector<std::string> const &traces, std::string const &why) {
        bool found = false;
        for (auto &sentence : m_sentences) {
            bool const here = std::ranges::any_of(traces, [&](auto const &trace) { return mentions(sentence, trace); });
            if (!here) continue;
            drop(sentence, why);
            found = true;
        }
        if (found) return;
        for (auto &sentence : m_sentences) drop(sentence, why);
    }

    static bool mentions(std::string const &sentence, std::string const &trace) {
        if (trace.empty()) return false;
        if (sentence.find(trace) != std::string::npos) return true;
        auto const words = plain_words_of(sentence);
        auto const wanted = plain_words_of(trace);
        return !wanted.empty() && !std::ranges::search(words, wanted).empty();
    }

    ColumnEvidence const *find(std::string const &name) const {
        auto const found =
            std::ranges::find(m_table.columns, name, [](auto const &column) { return column.column.name; });
        return found == m_table.columns.end() ? nullptr : &*found;
    }

    bool references(Claim const &claim) const {
        auto const is_it = [&](model::Ref const &table) {
            return claim.table == table.name || claim.table == table.schema + "." + table.name ||
                   claim.table == model::format_ref(table.schema, table.name);
        };
        auto const fits = [&](Link const &link) {
            bool const column =
                claim.column.empty() || std::ranges::find(link.columns, claim.column) != link.columns.end();
            return column && is_it(link.other);
        };
        return std::ranges::any_of(m_table.parents, fits) || std::ranges::any_of(m_table.children, fits) ||
               std::ranges::any_of(m_table.reads, is_it) || (m_table.partition_of && is_it(*m_table.partition_of));
    }

    bool has_value(std::string const &name, std::string const &value) const {
        auto const *const column = find(name);
        return column && column_facts(*column).has_value(value);
    }

    static Facts column_facts(ColumnEvidence const &column) {
        TableEvidence alone;
        alone.columns = {column};
        return {alone, nullptr, nullptr};
    }

    bool has_bound(std::string const &name, std::string const &bound, bool least) const {
        if (bound.empty()) return true;
        auto const *const column = find(name);
        if (!column || !may_show(*column)) return false;
        auto const wanted = numbers_in(bound);
        auto const same = [&](std::string const &value) {
            if (value == bound) return true;
            auto const has = numbers_in(value);
            return has.size() == 1 && wanted.size() == 1 && value.starts_with('-') == bound.starts_with('-') &&
                   plain_number(has[0]) == plain_number(wanted[0]);
        };
        if (column->profile) {
            auto const &profile = *column->profile;
            if (least && profile.min_exact && same(profile.min)) return true;
            if (!least && profile.max_exact && same(profile.max)) return true;
        }
        return std::ranges::any_of(column->checks, [&](std::string const &check) {
            auto const has = numbers_in(check);
            return wanted.size() == 1 && std::ranges::find(has, wanted[0]) != has.end();
        });
    }

    bool is_key(std::string const &columns) const {
        std::set<std::string> wanted;
        for (auto const &name : base::split(columns, ',')) wanted.emplace(base::trim(name));
        auto const is_it = [&](std::vector<std::string> const &key) {
            return std::set<std::string>{key.begin(), key.end()} == wanted;
        };
        return is_it(m_table.primary_key) || std::ranges::any_of(m_table.unique_keys, is_it);
    }

    /// True when all words of the text are those of the names, or tell nothing.
    bool says_nothing(std::string const &text) const {
        std::set<std::string> known;
        auto const add = [&](std::string const &name) {
            for (auto &word : plain_words_of(name)) known.insert(std::move(word));
        };
        add(m_table.ref.name);
        add(m_table.ref.schema);
        if (m_column) add(m_column->column.name);
        return std::ranges::all_of(plain_words_of(text), [&](std::string const &word) {
            return word.size() < 2 || known.contains(word) || empty_words().contains(word);
        });
    }

    Draft const &m_draft;
    TableEvidence const &m_table;
    ColumnEvidence const *m_column;
    ModelContext const &m_context;
    Facts m_facts;
    std::vector<std::string> m_sentences;
    Checked m_checked;
};

} // namespace

Checked check_draft(Draft const &draft, TableEvidence const &table, ColumnEvidence const *column,
                    ModelContext const &context) {
    return Checker{draft, table, column, context}.run();
}

} // namespace scribe::describe
