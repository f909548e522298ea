// SPDX-License-Identifier: MIT
#include "workload/explain/repair.hpp"

#include "base/text.hpp"
#include "workload/explain/same_expression.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::workload {

namespace {

using Types = std::vector<std::string>;
/// The types of literals, the most probable first: in an operation, and as an argument.
Types any_type() { return {"numeric", "text", "integer", "interval", "timestamptz", "jsonb"}; }
Types argument_types() { return {"numeric", "integer", "text", "timestamptz", "interval", "jsonb"}; }

/// Of a query without a table: more parameters of its columns are not tried one by one.
constexpr std::size_t k_most_columns = 4;

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
    if (m_guess && at < m_guess->complaint && !m_answered.contains(at)) {
        // The server reads FROM before the list of SELECT: this one may be the next one.
        auto earlier = std::exchange(m_guess, std::nullopt);
        if (begin(refusal, at)) {
            m_earlier = std::move(earlier);
            return true;
        }
        m_guess = std::move(earlier);
    }
    // The same complaint at the same place, or one before it: the type was a wrong guess.
    if (m_guess && at <= m_guess->complaint) {
        if (advance()) return true;
        m_given_up.insert(m_guess->complaint);
        m_guess = std::exchange(m_earlier, std::nullopt);
        if (m_guess && advance()) return true;
    }
    m_guess.reset();
    if (refusal.sqlstate == "42803" || refusal.sqlstate == "42P10") return join_expressions(at);
    return begin(refusal, at);
}

bool Repair::begin(Refusal const &refusal, std::size_t at) {
    Guess guess;
    if (refusal.sqlstate == "42P18") guess = unknown_guess(refusal); // indeterminate_datatype
    else if (refusal.message.find("polymorphic type") != std::string::npos) guess = polymorphic_guess();
    else if (at >= m_parts.size()) return false;
    else if (refusal.message.find("operator ") != std::string::npos) guess = operator_guess(refusal, at);
    else if (refusal.message.find("function ") != std::string::npos) guess = function_guess(at);
    else if (refusal.sqlstate == "42804") guess = mismatch_guess(refusal, at); // datatype_mismatch
    std::erase_if(guess.ways, [](Casts const &way) { return way.places.empty(); });
    if (guess.ways.empty() || m_given_up.contains(guess.complaint)) return false;
    m_answered.insert(guess.complaint);
    m_guess = std::move(guess);
    return advance();
}

bool Repair::advance() {
    auto &guess = *m_guess;
    auto const give = [this](Casts const &way, std::string const &type) {
        for (auto const place : way.places) m_parts[place].cast = type;
    };
    if (guess.next > 0) give(guess.ways[guess.next - 1], {});
    if (guess.next == guess.ways.size()) return false;
    auto const &way = guess.ways[guess.next++];
    give(way, way.type);
    return true;
}

namespace {

/// What follows an operator: operator(pg_catalog.||) is several parts.
std::size_t behind_operator(std::vector<Draft::Part> const &parts, std::size_t op) {
    if (!parts[op].is("operator")) return op + 1;
    auto k = op + 1;
    while (k < parts.size() && !parts[k].is_mark(")")) ++k;
    return std::min(k + 1, parts.size());
}

} // namespace

std::vector<std::size_t> Repair::operand(std::size_t op, bool right) const {
    int depth = 0;
    auto const last = m_parts.size();
    auto k = right ? behind_operator(m_parts, op) : op;
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
        if (k + 1 < m_parts.size() && m_parts[k + 1].is_mark("::")) continue; // it says what it is
        if (k == begin) {
            places.push_back(k);
            continue;
        }
        auto const &before = m_parts[k - 1];
        bool const call = before.is_mark("(") && k >= 2 && m_parts[k - 2].kind == Token::Kind::word &&
                          !m_parts[k - 2].is("coalesce") && !m_parts[k - 2].is("any") && !m_parts[k - 2].is("in");
        // Of operator(pg_catalog.||) the bracket is the last part.
        auto const &op = before.is_mark(")") && k >= 2 ? m_parts[k - 2] : before;
        bool const follows_operator =
            op.kind == Token::Kind::op && std::string_view{"+-*/%||"}.find(op.text) != std::string_view::npos;
        if (before.is("then") || before.is("else") || before.is("select") || before.is_mark("[") || before.is("from") ||
            before.is_mark(",") || (before.is_mark("(") && !call) || follows_operator)
            places.push_back(k);
    }
    return places;
}

/// A parameter that is an argument of a function as it stands.
bool Repair::is_argument(std::size_t place) const {
    if (!m_parts[place].is_bare() || place + 1 >= m_parts.size()) return false;
    auto const &before = m_parts[place - 1], &after = m_parts[place + 1];
    if (!after.is_mark(",") && !after.is_mark(")")) return false;
    int depth = 0;
    auto k = place; // back to the bracket
    for (; k > 0; --k) {
        if (m_parts[k - 1].is_mark(")")) ++depth;
        if (m_parts[k - 1].is_mark("(") && depth-- == 0) break;
    }
    return (before.is_mark("(") || before.is_mark(",")) && k >= 2 && m_parts[k - 2].kind == Token::Kind::word &&
           !ends_operand(m_parts[k - 2]) && !m_parts[k - 2].is("values");
}

/// True within the arguments of generate_series, or on its name: it mostly counts, and what it counts stands in
/// subscripts and is added to dates, which take no other number.
bool Repair::counts(std::size_t at) const {
    if (m_parts[at].is("generate_series")) return true;
    int depth = 0;
    for (auto k = at; k > 0; --k) {
        if (m_parts[k - 1].is_mark(")")) ++depth;
        if (m_parts[k - 1].is_mark("(") && depth-- == 0) {
            if (k >= 2 && m_parts[k - 2].is("generate_series")) return true;
            depth = 0;
        }
    }
    return false;
}

/// A parameter that stands alone between commas, brackets or words.
bool Repair::is_item(std::size_t place) const {
    if (!m_parts[place].is_bare() || place == 0) return false;
    auto const &before = m_parts[place - 1];
    if (!before.is("select") && !before.is_mark(",") && !before.is_mark("(") && !before.is_mark("[")) return false;
    if (place + 1 == m_parts.size()) return true;
    auto const &after = m_parts[place + 1];
    return after.is_mark(",") || after.is_mark(")") || after.is_mark("]") || after.kind == Token::Kind::word;
}

/// Parameters that are columns of a SELECT or of VALUES, or elements of an array, as they stand: for what is around it
/// they have the type text.
std::vector<std::size_t> Repair::output_columns() const {
    std::vector<std::size_t> places;
    enum class Room { other, list, values, row };
    std::vector<Room> rooms{Room::other};
    for (std::size_t k = 0; k < m_parts.size(); ++k) {
        auto const &part = m_parts[k];
        if (part.is_mark("(")) rooms.push_back(rooms.back() == Room::values ? Room::row : Room::other);
        else if (part.is_mark("[")) rooms.push_back(k > 0 && m_parts[k - 1].is("array") ? Room::row : Room::other);
        else if ((part.is_mark(")") || part.is_mark("]")) && rooms.size() > 1) rooms.pop_back();
        else if (part.is("select")) rooms.back() = Room::list;
        else if (part.is("values")) rooms.back() = Room::values;
        else if (part.kind == Token::Kind::word && ends_operand(part) && !part.is("as")) rooms.back() = Room::other;
        if ((rooms.back() == Room::list || rooms.back() == Room::row) && is_item(k)) places.push_back(k);
    }
    return places;
}

Repair::Guess Repair::operator_guess(Refusal const &refusal, std::size_t at) const {
    // "operator is not unique: date + unknown", "operator does not exist: integer = text", where the statement may have
    // IN or LIKE, or "text pg_catalog.|| unknown"
    auto const types = between(refusal.message, ": ", "");
    auto const last = types.find_first_of("+-*/<>=~!@#%^&|`?");
    auto const begin = last == std::string::npos ? last : types.rfind(' ', last);
    auto const end = last == std::string::npos ? last : types.find(' ', last);
    if (begin == std::string::npos || end == std::string::npos) return {};
    auto const left = types.substr(0, begin), right = types.substr(end + 1);
    auto const op = types.substr(last, end - last);
    auto const open = [](std::string const &type) { return type == "unknown" || type.starts_with("text"); };
    std::vector<std::size_t> places;
    if (open(right)) places = operand(at, true);
    if (open(left)) {
        auto const more = operand(at, false);
        places.insert(places.end(), more.begin(), more.end());
    }
    auto other = open(left) ? (open(right) ? std::string{} : right) : left;
    if (other.ends_with("[]")) other.resize(other.size() - 2);
    Guess guess{at, {}};
    if (!open(left) && !open(right)) {
        // date - unknown was taken for a number of days between two dates
        places = operand(at, true);
        auto const more = operand(at, false);
        places.insert(places.end(), more.begin(), more.end());
        return {at, {{places, "integer"}, {places, "interval"}}};
    }
    if (open(left) && open(right) && counts(at)) guess.ways.push_back({places, "integer"});
    for (auto const &type : types_beside(other, op)) guess.ways.push_back({places, type});
    add_columns(guess, other.empty() ? Types{"integer", "numeric", "timestamptz"} : Types{other});
    return guess;
}

/// What the server complains of may be a column of a subquery: then its value stands there.
void Repair::add_columns(Guess &guess, Types const &types) const {
    auto const columns = output_columns();
    for (std::size_t i = 0; i < std::min(columns.size(), k_most_columns); ++i)
        for (auto const &type : types) guess.ways.push_back({{columns[i]}, type});
}

Repair::Guess Repair::function_guess(std::size_t at) const {
    auto open = at;
    while (open < m_parts.size() && !m_parts[open].is_mark("(")) ++open;
    int depth = 0;
    auto end = open;
    for (; end < m_parts.size(); ++end) {
        if (m_parts[end].is_mark("(")) ++depth;
        if (m_parts[end].is_mark(")") && --depth == 0) break;
    }
    Guess guess{at, {}};
    auto const places = values_between(std::min(open + 1, end), end);
    if (counts(at)) guess.ways.push_back({places, "integer"});
    for (auto const &type : argument_types()) guess.ways.push_back({places, type});
    if (places.size() > 1) // to_char(numeric, text): the others follow from the first
        for (auto const &type : argument_types()) guess.ways.push_back({{places.front()}, type});
    if (places.empty()) add_columns(guess, argument_types());
    return guess;
}

/// "could not determine polymorphic type because input has type unknown", without a place.
Repair::Guess Repair::polymorphic_guess() const {
    Guess guess{m_parts.size(), {}};
    std::vector<std::size_t> all;
    for (std::size_t k = 1; k < m_parts.size(); ++k)
        if (is_argument(k)) all.push_back(k);
    guess.ways.push_back({all, "text"});
    if (all.size() > 1)
        for (auto const place : all) guess.ways.push_back({{place}, "text"});
    return guess;
}

Repair::Guess Repair::mismatch_guess(Refusal const &refusal, std::size_t at) const {
    // "argument of WHERE must be type boolean, not type text"
    if (auto const wanted = between(refusal.message, "must be type ", ", not"); !wanted.empty() && at > 0)
        return {at, {{operand(at - 1, true), wanted}}};
    // "UNION types text and integer cannot be matched", "column "a" is of type date but expression is of type text"
    auto wanted = between(refusal.message, "is of type ", " but");
    if (wanted.empty()) {
        auto const first = between(refusal.message, " types ", " and "),
                   second = between(refusal.message, " and ", " cannot");
        wanted = first == "text" ? second : first;
    }
    if (wanted.empty()) return {};
    // The value at that place, else the ones before it in the other arms.
    if (m_parts[at].is_bare()) return {at, {{{at}, wanted}}};
    Guess guess{at, {{values_between(0, at), wanted}}};
    add_columns(guess, {wanted});
    return guess;
}

Repair::Guess Repair::unknown_guess(Refusal const &refusal) const {
    auto const number = base::parse_int(between(refusal.message, "parameter $", ""));
    auto const numbers = m_draft.parameters();
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > numbers.size()) return {};
    for (std::size_t k = 0; k < m_parts.size(); ++k)
        if (m_parts[k].is_bare() && m_parts[k].parameter == numbers[static_cast<std::size_t>(*number) - 1])
            return {k, {{{k}, "text"}, {{k}, "numeric"}}};
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
