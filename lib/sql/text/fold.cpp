// SPDX-License-Identifier: MIT
#include "sql/text/fold.hpp"

#include "base/text.hpp"
#include "sql/text/lexer.hpp"

#include <utility>
#include <vector>

namespace scribe::sql {

namespace {

constexpr char k_constant = '\x01'; ///< numbered at the end

/// The items between the commas of a pair of brackets, or of the whole text.
struct Items {
    char bracket = 0;
    bool is_list = false; ///< of values: IN (...), ARRAY[...]
    bool is_first = true; ///< there was no comma yet
    std::string done{};   ///< the text up to the last comma
    std::string item{};   ///< behind that
    std::string last{};   ///< the item before it

    /// After a comma or at the end.
    void close() {
        std::string text{base::trim(item)};
        bool const has_sign = text.size() > 1 && (text[0] == '-' || text[0] == '+') && text[1] == k_constant;
        if (has_sign) text.erase(0, 1);
        // Of arguments, f(1, 1), each stays, of rows, (1, 1), (2, 2), the first.
        bool const is_value = is_list || text.starts_with('(');
        bool const repeats = !is_first && is_value && text == last && text.find(k_constant) != std::string::npos;
        if (!repeats) {
            if (!is_first) done += ", ";
            done += text;
        }
        last = std::move(text);
        item.clear();
        is_first = false;
    }
};

std::string numbered(std::string_view text) {
    std::string result;
    int number = 0;
    for (char const c : text) {
        if (c == k_constant) result += "$" + std::to_string(++number);
        else result += c;
    }
    return result;
}

} // namespace

std::string fold_lists(std::string_view text) {
    std::vector<Items> open(1);
    auto const close_one = [&] {
        open.back().close();
        auto inner = std::move(open.back());
        open.pop_back();
        open.back().item += inner.bracket + inner.done;
    };
    std::string word;
    Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != Lexer::Kind::end; token = lexer.next()) {
        auto &items = open.back();
        switch (token.kind) {
        case Lexer::Kind::string:
        case Lexer::Kind::number:
        case Lexer::Kind::parameter: items.item += k_constant; break;
        case Lexer::Kind::comment:
        case Lexer::Kind::space:
            if (!items.item.empty() && items.item.back() != ' ') items.item += ' ';
            break;
        default:
            if (token.text == "(" || token.text == "[") {
                open.push_back({.bracket = token.text.front(), .is_list = token.text == "[" || word == "in"});
            } else if ((token.text == ")" || token.text == "]") && open.size() > 1) {
                close_one();
                open.back().item += token.text;
            } else if (token.text == ",") {
                items.close();
            } else {
                items.item += token.text;
            }
            word = token.kind == Lexer::Kind::word ? base::to_lower_ascii(token.text) : std::string{};
        }
    }
    while (open.size() > 1) close_one(); // cut off
    open.back().close();
    return numbered(base::trim(open.back().done));
}

} // namespace scribe::sql
