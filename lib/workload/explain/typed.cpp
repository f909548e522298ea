// SPDX-License-Identifier: MIT
#include "workload/explain/typed.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::workload {

namespace {

/// Words that an expression can follow; any other word right before a parameter names its type.
/// From the grammar: postgresql.org/docs/current/sql-keywords-appendix.html lists the reserved ones.
constexpr auto k_before_expression = std::to_array<std::string_view>(
    {"all",     "and",       "any",        "as",      "asymmetric", "between",  "both",    "by",       "call",
     "case",    "check",     "cycle",      "default", "distinct",   "do",       "else",    "escape",   "except",
     "fetch",   "filter",    "first",      "for",     "from",       "groups",   "having",  "if",       "ilike",
     "in",      "intersect", "into",       "is",      "leading",    "like",     "limit",   "next",     "not",
     "notnull", "of",        "offset",     "on",      "only",       "or",       "over",    "overlaps", "passing",
     "placing", "range",     "repeatable", "return",  "returning",  "row",      "rows",    "select",   "set",
     "similar", "some",      "symmetric",  "then",    "to",         "trailing", "uescape", "union",    "using",
     "values",  "variadic",  "when",       "where"});
constexpr std::array<std::string_view, 6> k_units = {"year", "month", "day", "hour", "minute", "second"};

class TypedParameters {
public:
    explicit TypedParameters(Draft &draft) : m_draft(draft), m_parts(draft.parts()) {}

    void run() {
        for (std::size_t i = 1; i < m_parts.size(); ++i) {
            if (!m_parts[i].is_bare()) continue;
            if (must_be_word(i)) m_draft.replace(i, is_extract(i) ? "year" : "NFC");
            else find_type(i);
        }
    }

private:
    bool at(std::size_t place, std::string_view lower) const {
        return place < m_parts.size() && m_parts[place].is(lower);
    }
    bool mark(std::size_t place, std::string_view text) const {
        return place < m_parts.size() && m_parts[place].is_mark(text);
    }

    static bool precedes_expression(Token const &token) {
        return token.kind == Token::Kind::word &&
               std::ranges::find(k_before_expression, base::to_lower_ascii(token.text)) != k_before_expression.end();
    }

    bool is_extract(std::size_t i) const { return i >= 2 && mark(i - 1, "(") && at(i - 2, "extract"); }

    bool must_be_word(std::size_t i) const {
        if (is_extract(i)) return at(i + 1, "from");
        if (at(i + 1, "normalized")) return true;
        if (!mark(i - 1, ",") || !mark(i + 1, ")")) return false;
        // The second argument of normalize(): back to the bracket that this one closes.
        int depth = 0;
        for (auto k = i - 1; k > 0; --k) {
            if (mark(k, ")")) ++depth;
            if (mark(k, "(") && depth-- == 0) return at(k - 1, "normalize");
        }
        return false;
    }

    /// The first of the words of a type that end right before `i`; `i` when there is none.
    std::size_t type_begin(std::size_t i) const {
        auto k = i - 1;
        bool const zone = at(k, "zone") && k >= 3 && at(k - 1, "time") && !at(k - 2, "at");
        if (zone) k -= 3;   // timestamp with time zone
        if (mark(k, ")")) { // numeric(5, 2)
            auto open = k - 1;
            while (open > 1 && (m_parts[open].kind == Token::Kind::number || mark(open, ","))) --open;
            if (open > 0 && open + 1 < k && mark(open, "(")) k = open - 1;
        }
        auto const &word = m_parts[k];
        bool const name = word.kind == Token::Kind::quoted || word.kind == Token::Kind::word;
        if (!name || word.is("zone")) return i;
        if (precedes_expression(word)) return i;
        // "double precision", "character varying", and a schema before the name.
        if ((word.is("precision") || word.is("varying")) && k > 0) --k;
        while (k >= 2 && mark(k - 1, ".")) k -= 2;
        // COLUMNS v int PATH $1: behind a name a word is none of a type.
        bool const behind_name =
            k > 0 && m_parts[k - 1].kind == Token::Kind::word && !precedes_expression(m_parts[k - 1]);
        return behind_name ? i : k;
    }

    void find_type(std::size_t i) {
        auto const begin = type_begin(i);
        if (begin == i) return;
        auto &parameter = m_parts[i];
        for (auto k = begin; k < i; ++k) {
            parameter.cast += fmt::format("{}{}", k > begin && needs_blank(k) ? " " : "", m_parts[k].text);
            m_draft.replace(k, {});
        }
        if (m_parts[begin].is("interval")) find_unit(i);
    }

    bool needs_blank(std::size_t k) const {
        return m_parts[k].kind == Token::Kind::word && !m_parts[k - 1].is_mark(".");
    }

    /// `interval $1 day`: the unit counts for a plain number, which the text of the parameter then ends in.
    void find_unit(std::size_t i) {
        auto const is_unit = [this](std::size_t k) {
            return k < m_parts.size() && m_parts[k].kind == Token::Kind::word &&
                   std::ranges::find(k_units, base::to_lower_ascii(m_parts[k].text)) != k_units.end();
        };
        if (!is_unit(i + 1)) return;
        auto end = i + 2;
        if (at(end, "to") && is_unit(end + 1)) end += 2;
        else m_parts[i].suffix = " " + base::to_lower_ascii(m_parts[i + 1].text);
        if (mark(end, "(") && mark(end + 2, ")")) end += 3; // second(3)
        for (auto k = i + 1; k < end; ++k) m_draft.replace(k, {});
    }

    Draft &m_draft;
    std::vector<Draft::Part> &m_parts;
};

} // namespace

void rewrite_typed_parameters(Draft &draft) { TypedParameters{draft}.run(); }

} // namespace scribe::workload
