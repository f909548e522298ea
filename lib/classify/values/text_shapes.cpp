// SPDX-License-Identifier: MIT
#include "classify/values/text_shapes.hpp"
#include "classify/checksum/digits.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace scribe::classify {

namespace {

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

/// 12 Some Road, 12-14b Some Road Apt. 3; Some Road 12, Some Road 12b/3.
bool is_address_shaped(std::string_view value) {
    if (value.find_first_of(" ,") == value.npos) return false; // both forms have one, which is soon seen
    // Bytes: those from 0x80 on are letters, or the marks between them.
    static re2::RE2 const shape{
        R"((?:\d{1,6}(?:[-/]\d{1,5})?[A-Za-z]?(?:st|nd|rd|th)?,? +[A-Za-z'.,# \x80-\xff-]{3,}(?:,? *\d{0,5}[A-Za-z .#\x80-\xff-]*)?)|)"
        R"((?:[A-Za-z'.,/ \x80-\xff-]{3,}[ ,]+\d{1,5}(?:[-/ ]?[A-Za-z0-9]{1,5})?(?:[ ,./][A-Za-z0-9 .,#\x80-\xff-]*)?))",
        re2::RE2::Latin1};
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), shape);
}

} // namespace

Streets::Streets(RuleBook const &book) {
    auto const each = [&](std::string_view set, auto const &add) {
        if (auto const found = book.words.find(set); found != book.words.end())
            for (auto const &word : found->second) add(word);
    };
    each("streets", [&](std::string const &word) { m_words.insert(word); });
    each("street_ends", [&](std::string const &word) { m_ends.push_back(word); });
    each("street_parts", [&](std::string const &word) { m_parts.push_back(word); });
}

bool Streets::is_street(ValueWord const &word, bool alone) const {
    if (!alone && m_words.contains(word.hash)) return true;
    std::string const &text = word.text;
    if (static_cast<unsigned char>(text.front()) >= 0xE3)
        return std::any_of(m_parts.begin(), m_parts.end(),
                           [&](std::string const &part) { return text.find(part) != text.npos; });
    return text.size() >= 5 && std::any_of(m_ends.begin(), m_ends.end(), [&](std::string const &end) {
               return text.back() == end.back() && text.size() >= end.size() + 2 && text.ends_with(end);
           });
}

StreetShape Streets::look(std::string_view value, std::vector<ValueWord> const &words) const {
    StreetShape shape;
    if (value.size() < 4 || value.size() > 160 || words.size() > 14) return shape;
    if (value.find_first_of("{}<>@=(") != value.npos || value.find("://") != value.npos) return shape;
    std::size_t const digits = count_digits(value);
    shape.number = digits > 0;
    bool const alone = words.size() < 2 && digits == 0;
    shape.word = std::any_of(words.begin(), words.end(), [&](ValueWord const &word) {
        bool const east_asian = static_cast<unsigned char>(word.text.front()) >= 0xE3;
        return (!east_asian || digits > 0) && is_street(word, alone);
    });
    shape.shaped = digits > 0 && digits <= 14 && is_address_shaped(value);
    return shape;
}

bool is_handle(People const &people, std::string_view value, std::string_view folded) {
    if (value.size() < 4 || value.size() > 40) return false;
    bool const plain = std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' || c == '_' || c == '-';
    });
    if (!plain || is_digit(value.front()) || count_digits(value) > 6) return false;
    if (value.find_first_of("._0123456789") == value.npos) return false;
    std::size_t from = 0;
    for (std::size_t at = 0; at <= folded.size(); ++at) {
        bool const letter = at < folded.size() && folded[at] >= 'a' && folded[at] <= 'z';
        if (letter) continue;
        if (at - from >= 3 && people.known(folded.substr(from, at - from))) return true;
        from = at + 1;
    }
    return false;
}

} // namespace scribe::classify
