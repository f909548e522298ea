// SPDX-License-Identifier: MIT
#include "workload/explain/repair.hpp"

#include "base/text.hpp"
#include "workload/explain/same_expression.hpp"

#include <algorithm>
#include <array>

namespace scribe::workload {

namespace {

using Types = std::vector<std::string>;
/// The types of literals, the most probable first: in an operation, and as an argument.
Types any_type() { return {"numeric", "text", "integer", "interval", "timestamptz", "jsonb"}; }
Types argument_types() { return {"numeric", "integer", "text", "timestamptz", "interval", "jsonb"}; }

/// Words at which an operand of an operator ends, as far as brackets do not hold it together.
constexpr std::array<std::string_view, 18> k_ends = {"and",   "or",    "select", "from",  "where", "having",
                                                     "group", "order", "on",     "limit", "union", "between",
                                                     "in",    "not",   "when",   "is",    "like",  "as"};

bool ends_operand(Token const &token) {
    return token.is_mark(",") || token.is_mark(";") ||
           (token.kind == Token::Kind::word &&
            std::ranges::find(k_ends, base::to_lower_ascii(token.text)) != k_ends.end());
}

/// What stands between two texts; empty when they are not there.
std::string between(std::string const &text, std::string_view before, std::string_view after) {
    auto const begin = text.find(before);
    if (begin == std::string::npos) return {};
    auto const from = begin + before.size();
    auto const end = after.empty() ? text.size() : text.find(after, from);
    return end == std::string::npos ? std::string{} : text.substr(from, end - from);
}

bool is_number(std::string const &type) {
    static constexpr std::array<std::string_view, 6> k_numbers = {"integer", "bigint", "smallint",
                                                                  "numeric", "real",   "double precision"};
    return std::ranges::find(k_numbers, type) != k_numbers.end();
}

/// The types that go with `other` in an operation, the most probable first.
Types types_beside(std::string const &other, std::string_view op) {
    bool const sum = op == "+" || op == "-";
    if (other == "date" && sum) return {"integer", "interval", "date"};
    if (other.starts_with("time") && sum) return {"interval", other};
    if (other == "interval") return sum ? Types{"interval", "timestamptz"} : Types{"double precision", "interval"};
    if (op == "||") return {"text", other};
    if (other.empty() || other == "unknown" || other == "text") return any_type();
    if (is_number(other)) return {other, "numeric"};
    return {other, "text", "numeric", "integer", "interval"};
}

} // namespace

bool Repair::answer(Refusal const &refusal) {
    auto const at = refusal.at ? m_draft.part_at(*refusal.at) : m_parts.size();
    // The same complaint at the same place, or one before it: the type was a wrong guess.
    if (m_guess && at <= m_guess->complaint) {
        if (advance()) return true;
        m_given_up.insert(m_guess->complaint);
    }
    m_guess.reset();
    if (refusal.sqlstate == "42803" || refusal.sqlstate == "42P10") return join_expressions(at);
    return begin(refusal, at);
}

bool Repair::begin(Refusal const &refusal, std::size_t at) {
    Guess guess;
    if (refusal.sqlstate == "42P18") guess = unknown_guess(refusal); // indeterminate_datatype
    else if (at >= m_parts.size()) return false;
    else if (refusal.message.find("operator ") != std::string::npos) guess = operator_guess(refusal, at);
    else if (refusal.message.find("function ") != std::string::npos) guess = function_guess(refusal, at);
    else if (refusal.sqlstate == "42804") guess = mismatch_guess(refusal, at); // datatype_mismatch
    if (guess.places.empty() || guess.types.empty() || m_given_up.contains(guess.complaint)) return false;
    m_guess = std::move(guess);
    return advance();
}

bool Repair::advance() {
    auto &guess = *m_guess;
    auto const type = guess.next < guess.types.size() ? guess.types[guess.next++] : std::string{};
    for (auto const place : guess.places) m_parts[place].cast = type;
    return !type.empty();
}

std::vector<std::size_t> Repair::operand(std::size_t op, bool right) const {
    int depth = 0;
    auto const last = m_parts.size();
    auto k = right ? op + 1 : op;
    auto const begin = k;
    for (; right ? k < last : k > 0; right ? ++k : --k) {
        auto const &part = m_parts[right ? k : k - 1];
        bool const opens = part.is_mark("(") || part.is_mark("[") || part.is("case");
        bool const closes = part.is_mark(")") || part.is_mark("]") || part.is("end");
        if (right ? closes : opens) {
            if (depth-- == 0) break;
        } else if (right ? opens : closes) ++depth;
        if (depth == 0 && ends_operand(part)) break;
    }
    return right ? values_between(begin, k) : values_between(k, op);
}

/// The bare parameters there that give the value of the whole: not those in a condition or a call.
std::vector<std::size_t> Repair::values_between(std::size_t begin, std::size_t end) const {
    std::vector<std::size_t> places;
    for (auto k = begin; k < end; ++k) {
        if (!m_parts[k].is_bare()) continue;
        if (k == begin) {
            places.push_back(k);
            continue;
        }
        auto const &before = m_parts[k - 1];
        bool const call = before.is_mark("(") && k >= 2 && m_parts[k - 2].kind == Token::Kind::word &&
                          !m_parts[k - 2].is("coalesce") && !m_parts[k - 2].is("any") && !m_parts[k - 2].is("in");
        if (before.is("then") || before.is("else") || before.is("select") || before.is_mark("[") ||
            before.is_mark(",") || (before.is_mark("(") && !call) ||
            (before.kind == Token::Kind::op && std::string_view{"+-*/%||"}.find(before.text) != std::string_view::npos))
            places.push_back(k);
    }
    return places;
}

Repair::Guess Repair::operator_guess(Refusal const &refusal, std::size_t at) const {
    auto const op = m_parts[at].text;
    // "operator is not unique: date + unknown", "operator does not exist: integer = text"
    auto const types = between(refusal.message, ": ", "");
    auto const middle = types.find(" " + std::string{op} + " ");
    if (middle == std::string::npos) return {};
    auto const left = types.substr(0, middle), right = types.substr(middle + op.size() + 2);
    auto const open = [](std::string const &type) { return type == "unknown" || type.starts_with("text"); };
    Guess guess;
    guess.complaint = at;
    if (open(right)) guess.places = operand(at, true);
    if (open(left)) {
        auto const more = operand(at, false);
        guess.places.insert(guess.places.end(), more.begin(), more.end());
    }
    auto other = open(left) ? (open(right) ? std::string{} : right) : left;
    if (other.ends_with("[]")) other.resize(other.size() - 2);
    guess.types = types_beside(other, op);
    return guess;
}

Repair::Guess Repair::function_guess(Refusal const &, std::size_t at) const {
    auto open = at;
    while (open < m_parts.size() && !m_parts[open].is_mark("(")) ++open;
    int depth = 0;
    auto end = open;
    for (; end < m_parts.size(); ++end) {
        if (m_parts[end].is_mark("(")) ++depth;
        if (m_parts[end].is_mark(")") && --depth == 0) break;
    }
    return {at, values_between(std::min(open + 1, end), end), argument_types()};
}

Repair::Guess Repair::mismatch_guess(Refusal const &refusal, std::size_t at) const {
    // "UNION types text and integer cannot be matched", "column "a" is of type date but expression is of type text"
    auto wanted = between(refusal.message, "is of type ", " but");
    if (wanted.empty()) {
        auto const first = between(refusal.message, " types ", " and "),
                   second = between(refusal.message, " and ", " cannot");
        wanted = first == "text" ? second : first;
    }
    if (wanted.empty()) return {};
    Guess guess{at, {}, {wanted}};
    // The value at that place, else the ones before it in the other arms.
    if (m_parts[at].is_bare()) guess.places.push_back(at);
    else guess.places = values_between(0, at);
    return guess;
}

Repair::Guess Repair::unknown_guess(Refusal const &refusal) const {
    auto const number = base::parse_int(between(refusal.message, "parameter $", ""));
    auto const numbers = m_draft.parameters();
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > numbers.size()) return {};
    for (std::size_t k = 0; k < m_parts.size(); ++k)
        if (m_parts[k].is_bare() && m_parts[k].parameter == numbers[static_cast<std::size_t>(*number) - 1])
            return {k, {k}, {"text", "numeric"}};
    return {};
}

bool Repair::join_expressions(std::size_t at) {
    bool changed = false;
    for (std::size_t k = 0; k + 1 < m_parts.size(); ++k) {
        bool const list = (m_parts[k].is("group") || m_parts[k].is("order")) && m_parts[k + 1].is("by");
        if (list && m_joined.insert(k).second) changed = join_list(m_draft, k + 2) || changed;
    }
    return changed && at <= m_parts.size();
}

} // namespace scribe::workload
