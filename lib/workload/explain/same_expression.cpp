// SPDX-License-Identifier: MIT
#include "workload/explain/same_expression.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace scribe::workload {

namespace {

struct Range {
    std::size_t begin = 0, end = 0;
};

/// The items between commas from `begin` until a bracket that was open before closes, or one of the words that end the
/// list.
std::vector<Range> items(Draft const &draft, std::size_t begin) {
    static constexpr std::string_view k_ends[] = {"from",  "where",  "group", "having", "order", "limit",
                                                  "union", "window", "fetch", "offset", "for"};
    auto const &parts = draft.parts();
    std::vector<Range> list;
    int depth = 0;
    auto from = begin;
    auto at = begin;
    for (; at < parts.size(); ++at) {
        if (parts[at].is_mark("(") || parts[at].is_mark("[")) ++depth;
        if ((parts[at].is_mark(")") || parts[at].is_mark("]")) && depth-- == 0) break;
        bool const ends =
            depth == 0 && std::ranges::any_of(k_ends, [&](std::string_view word) { return parts[at].is(word); });
        if (ends) break;
        if (depth != 0 || !parts[at].is_mark(",")) continue;
        list.push_back({from, at});
        from = at + 1;
    }
    list.push_back({from, at});
    return list;
}

/// The select list that belongs to what stands at `place`: of the nearest SELECT before it in the same brackets.
std::vector<Range> select_items(Draft const &draft, std::size_t place) {
    auto const &parts = draft.parts();
    int depth = 0;
    for (auto k = place; k > 0; --k) {
        auto const &part = parts[k - 1];
        if (part.is_mark(")")) ++depth;
        else if (part.is_mark("(") && depth-- == 0) return {};
        else if (depth == 0 && part.is("select"))
            return items(draft, k + (k < parts.size() && parts[k].is("distinct")));
    }
    return {};
}

bool same(Draft::Part const &a, Draft::Part const &b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Token::Kind::parameter) return a.replaced == b.replaced && a.cast == b.cast && a.suffix == b.suffix;
    if (a.kind == Token::Kind::word) return base::to_lower_ascii(a.text) == base::to_lower_ascii(b.text);
    return a.text == b.text;
}

/// True when the item is the expression, parameters aside; a name and ASC or DESC may follow either.
bool is_twin(std::vector<Draft::Part> const &parts, Range item, Range expression) {
    auto const size = expression.end - expression.begin;
    if (item.end - item.begin < size) return false;
    if (item.end - item.begin > size && !parts[item.begin + size].is("as") &&
        parts[item.begin + size].kind != Token::Kind::word && parts[item.begin + size].kind != Token::Kind::quoted)
        return false;
    for (std::size_t i = 0; i < size; ++i)
        if (!same(parts[item.begin + i], parts[expression.begin + i])) return false;
    return true;
}

} // namespace

bool join_list(Draft &draft, std::size_t place) {
    auto &parts = draft.parts();
    auto const selected = select_items(draft, place);
    bool changed = false;
    for (auto expression : items(draft, place)) {
        while (expression.end > expression.begin &&
               (parts[expression.end - 1].is("desc") || parts[expression.end - 1].is("asc")))
            --expression.end;
        auto const twin =
            std::ranges::find_if(selected, [&](Range const &item) { return is_twin(parts, item, expression); });
        if (twin == selected.end()) continue;
        for (std::size_t i = 0; i < expression.end - expression.begin; ++i) {
            auto const number = parts[twin->begin + i].parameter;
            changed = changed || parts[expression.begin + i].parameter != number;
            parts[expression.begin + i].parameter = number;
        }
    }
    return changed;
}

} // namespace scribe::workload
