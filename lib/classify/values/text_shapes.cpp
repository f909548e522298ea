// SPDX-License-Identifier: MIT
#include "classify/values/text_shapes.hpp"

#include "base/words.hpp"
#include "classify/checksum/checksums.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace scribe::classify {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

/// 12 Some Road, 12-14b Some Road Apt. 3; Some Road 12, Some Road 12b/3.
bool is_address_shaped(std::string_view value) {
    // Bytes: those from 0x80 on are letters, or the marks between them.
    static re2::RE2 const shape{
        R"((?:\d{1,6}(?:[-/]\d{1,5})?[A-Za-z]?(?:st|nd|rd|th)?,? +[A-Za-z'.,# \x80-\xff-]{3,}(?:,? *\d{0,5}[A-Za-z .#\x80-\xff-]*)?)|)"
        R"((?:[A-Za-z'.,/ \x80-\xff-]{3,}[ ,]+\d{1,5}(?:[-/ ]?[A-Za-z0-9]{1,5})?(?:[ ,./][A-Za-z0-9 .,#\x80-\xff-]*)?))",
        re2::RE2::Latin1};
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), shape);
}

bool has_lower(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// info@..., OrderDesk@..., OPS@example.com
bool is_office(WordSet const &mailboxes, std::string_view local, std::string_view domain) {
    if (!has_lower(local) && has_lower(domain)) return true;
    auto const words = base::split_words(local);
    return std::any_of(words.begin(), words.end(),
                       [&](base::Word const &word) { return mailboxes.contains(word_hash(word.folded)); });
}

/// True when an address stands there that is not that of an office.
bool holds_personal_email(WordSet const &mailboxes, re2::StringPiece text) {
    static re2::RE2 const email{R"(([A-Za-z0-9][A-Za-z0-9._%+-]*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}))"};
    re2::StringPiece local, domain;
    while (re2::RE2::FindAndConsume(&text, email, &local, &domain))
        if (!is_office(mailboxes, {local.data(), local.size()}, {domain.data(), domain.size()})) return true;
    return false;
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

TextFinds find_in_text(WordSet const &mailboxes, std::string_view value) {
    static re2::RE2 const phone{
        R"((?:^|[^\w.])(?:\+[1-9]\d{0,2}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,4}|\(?[2-9]\d{2}[).-] ?[2-9]\d{2}[.-]\d{4})(?:$|[^\w]))"};
    static re2::RE2 const number{
        R"(\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|\d{3}-\d{2}-\d{4})\b)"};
    TextFinds finds;
    std::size_t const blanks = static_cast<std::size_t>(std::count(value.begin(), value.end(), ' '));
    finds.sentence = blanks >= 3;
    re2::StringPiece const text{value.data(), value.size()};
    if (value.find('@') != value.npos) finds.email = holds_personal_email(mailboxes, text);
    if (count_digits(value) < 8) return finds;
    finds.phone = re2::RE2::PartialMatch(text, phone);
    re2::StringPiece rest = text, found;
    while (!finds.number && re2::RE2::FindAndConsume(&rest, number, &found)) {
        std::string const plain = compact({found.data(), found.size()});
        bool const letters = plain.front() >= 'A';
        finds.number =
            plain.size() == 9 ? find_checksum("us_ssn")(plain) : find_checksum(letters ? "iban" : "card")(plain);
    }
    return finds;
}

} // namespace scribe::classify
