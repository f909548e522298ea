// SPDX-License-Identifier: MIT
#include "classify/checksum/digits.hpp"
#include "classify/values/shapes.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace scribe::classify {

namespace {

/// A telephone number's runs of digits and what stands between them.
struct Groups {
    std::vector<std::string_view> digits;
    std::size_t total = 0;
    bool plus = false;
    bool parenthesis = false;
    bool dots = false;
    bool other_separator = false;

    std::size_t size(std::size_t i) const { return digits[i].size(); }
    bool shaped(std::initializer_list<std::size_t> sizes) const {
        return std::equal(digits.begin(), digits.end(), sizes.begin(), sizes.end(),
                          [](std::string_view group, std::size_t wanted) { return group.size() == wanted; });
    }
};

/// Cuts "x203", "ext. 12", "#5" off.
std::string_view without_extension(std::string_view text) {
    auto const at = text.find_first_of("xXeE#pPdDiI");
    if (at == std::string_view::npos || at < 7) return text;
    std::string_view rest = text.substr(at);
    for (std::string_view const word :
         {"extension", "Extension", "ext", "Ext", "EXT", "x", "X", "#", "poste", "Durchwahl", "DW", "int"})
        if (rest.starts_with(word)) {
            rest.remove_prefix(word.size());
            while (!rest.empty() && (rest.front() == '.' || rest.front() == ' ' || rest.front() == ':'))
                rest.remove_prefix(1);
            bool const number = !rest.empty() && rest.size() <= 6 && std::all_of(rest.begin(), rest.end(), is_digit);
            if (!number) return text;
            text = text.substr(0, at);
            while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.remove_suffix(1);
            return text;
        }
    return text;
}

bool read_groups(std::string_view text, Groups &groups) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_digit(text[at])) {
            std::size_t const from = at;
            while (at < text.size() && is_digit(text[at])) ++at;
            groups.digits.push_back(text.substr(from, at - from));
            groups.total += at - from;
            continue;
        }
        switch (text[at]) {
        case '+':
            if (at > 1) return false; // "(+49) ..." is the latest
            groups.plus = true;
            break;
        case '(':
        case ')': groups.parenthesis = true; break;
        case '.': groups.dots = true; break;
        case ' ':
        case '-':
        case '/':
            groups.other_separator = at > 0;
            if (at == 0) return false;
            break;
        default: return false;
        }
        ++at;
    }
    return !groups.digits.empty();
}

bool is_year(std::string_view digits) {
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

/// Other things that are written as digits in groups.
bool is_something_else(Groups const &groups, std::string_view text) {
    if (groups.plus || groups.parenthesis) return false;
    if (groups.digits.size() == 2 && is_year(groups.digits[0])) return true;  // 2019-2020, case numbers
    if (groups.shaped({5, 4})) return true;                                   // ZIP+4
    if (groups.shaped({3, 2, 4})) return true;                                // social security number
    if (groups.shaped({4, 4, 4, 4}) || groups.shaped({4, 6, 5})) return true; // cards
    if (groups.total == 13 && (text.starts_with("978") || text.starts_with("979"))) return true; // ISBN
    if (groups.dots && !groups.other_separator && groups.digits.size() == 2) return true;        // decimal number
    if (groups.dots && groups.digits.size() == 4 && groups.size(0) <= 3 && groups.size(3) <= 3) return true; // IPv4
    return date_shape(text).has_value();
}

bool is_north_american(Groups const &groups) {
    std::size_t const first = groups.digits.size() == 4 && groups.digits[0] == "1" ? 1 : 0;
    if (groups.digits.size() != first + 3) return false;
    return groups.size(first) == 3 && groups.size(first + 1) == 3 && groups.size(first + 2) == 4 &&
           groups.digits[first].front() >= '2' && groups.digits[first + 1].front() >= '1';
}

/// Of digits without anything between them.
PhoneShape ungrouped_shape(Groups const &groups, std::string_view text) {
    if (groups.other_separator || groups.dots) return PhoneShape::none;
    bool const trunk_prefix = text.front() == '0' && !text.starts_with("00") && text.size() >= 9 && text.size() <= 11;
    return trunk_prefix ? PhoneShape::grouped : PhoneShape::bare;
}

/// How a telephone number may begin.
bool begins_like_number(std::string_view text) {
    if (text.starts_with("+-")) return false;
    return is_digit(text.front()) || text.front() == '+' || text.front() == '(' || text.front() == '.';
}

} // namespace

bool is_north_american_number(std::string_view text) {
    // An area code has no 9 in its middle, and neither part is 211, 311 ...
    auto const part = [](std::string_view code) { return code[0] >= '2' && (code[1] != '1' || code[2] != '1'); };
    return text.size() == 10 && std::all_of(text.begin(), text.end(), is_digit) && text[1] != '9' &&
           part(text.substr(0, 3)) && part(text.substr(3, 3));
}

PhoneShape phone_shape(std::string_view text) {
    if (text.size() < 7 || text.size() > 32) return PhoneShape::none;
    if (!begins_like_number(text)) return PhoneShape::none;
    while (!text.empty() && (text.back() == ';' || text.back() == ',' || text.back() == '.')) text.remove_suffix(1);
    text = without_extension(text);
    Groups groups;
    if (!read_groups(text, groups) || groups.total < 7 || groups.total > 15) return PhoneShape::none;
    if (is_something_else(groups, text)) return PhoneShape::none;
    if (groups.plus) return groups.total >= 8 ? PhoneShape::strong : PhoneShape::none;
    if (groups.digits.size() == 1 && !groups.parenthesis) return ungrouped_shape(groups, text);
    if (groups.parenthesis && groups.size(0) <= 5 && groups.total >= 8) return PhoneShape::strong;
    if (is_north_american(groups)) return PhoneShape::strong;
    bool const national = text.front() == '0' && groups.total >= 8 && groups.total <= 13 && groups.size(0) <= 6;
    if (national && groups.size(groups.digits.size() - 1) >= 2) return PhoneShape::strong;
    bool const short_groups = std::all_of(groups.digits.begin(), groups.digits.end(), [](std::string_view group) {
        return group.size() >= 2 && group.size() <= 8;
    });
    return short_groups ? PhoneShape::grouped : PhoneShape::none;
}

} // namespace scribe::classify
