// SPDX-License-Identifier: MIT
// Personal data that stands within values: in running text, documents, lists.
#include "base/text.hpp"
#include "base/words.hpp"
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"
#include "classify/values/shapes.hpp"
#include "classify/values/text_shapes.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace scribe::classify {

namespace {

/// Fewer digits are no telephone number, card or account.
constexpr std::size_t k_least_digits = 8;

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

bool has_lower(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view view(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

void find_mail(Mailboxes const &mailboxes, re2::StringPiece text, Finds &finds) {
    static re2::RE2 const email{R"(([A-Za-z0-9][A-Za-z0-9._%+-]*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}))"};
    re2::StringPiece local, domain;
    while (!finds.private_mail && re2::RE2::FindAndConsume(&text, email, &local, &domain)) {
        auto const whose = mailboxes.look(view(local), view(domain));
        finds.mail = finds.mail || whose != Mailbox::office;
        finds.private_mail = whose == Mailbox::person;
    }
}

bool is_word(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

/// Whether one of the forms of next_number() may begin somewhere: to look for them takes far longer.
bool may_hold_number(std::string_view text) {
    auto const upper = [&](std::size_t i) { return text[i] >= 'A' && text[i] <= 'Z'; };
    auto const digit = [&](std::size_t i) { return is_digit(text[i]); };
    for (std::size_t i = 0; i + k_least_digits < text.size(); ++i) {
        if (i > 0 && is_word(text[i - 1])) continue;
        if (upper(i) && upper(i + 1) && digit(i + 2) && digit(i + 3)) return true;
        if (digit(i) && digit(i + 1) && digit(i + 2) && (text[i + 3] == '-' || digit(i + 3))) return true;
    }
    return false;
}

/// Takes the next number with the form of an IBAN, a card or a social security number off `text`; `valid`: its
/// checksum is right. Digits behind a decimal point are none.
bool next_number(re2::StringPiece &text, re2::StringPiece &found, bool &valid) {
    static re2::RE2 const number{
        R"(\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|\d{3}-\d{2}-\d{4})\b)"};
    while (true) {
        auto const *const begin = text.data();
        if (!re2::RE2::FindAndConsume(&text, number, &found)) return false;
        if (found.data() > begin && found.data()[-1] == '.') continue;
        std::string const plain = compact(view(found));
        bool const letters = plain.front() >= 'A';
        valid = plain.size() == 9 ? find_checksum("us_ssn")(plain) : find_checksum(letters ? "iban" : "card")(plain);
        return true;
    }
}

bool holds_plus_phone(re2::StringPiece text) {
    static re2::RE2 const phone{
        R"((?:^|[^\w.,+-])(\+[1-9]\d{0,2}[ -]?(?:\(0?\d{1,4}\)[ -]?)?\d{2,5}(?:[ /-]?\d{2,5}){1,5})(?:$|[^\w.]|\.(?:$|\s)))"};
    re2::StringPiece found;
    while (re2::RE2::FindAndConsume(&text, phone, &found)) {
        auto const digits = count_digits(view(found));
        if (digits >= 9 && digits <= 15 && !is_freephone(view(found))) return true;
    }
    return false;
}

/// Dates and what is counted from one to another are written with such groups of digits too.
bool is_dates(std::string_view text) {
    bool const mixed = text.find('.') != text.npos && text.find_first_of(" -/(") != text.npos;
    return mixed || date_shape(text.substr(0, text.find(' '))).has_value();
}

/// In sentences also what is written as national numbers are: 212-555-0123, (020) 7946 0000, 06 12 34 56 78.
bool holds_phone(re2::StringPiece text) {
    static re2::RE2 const phone{R"((?:^|[^\w.,+$#/-])((?:\+|\()?\d[\d().]*(?:[ ./-]\(?[\d()]+){1,6}\d)(?:$|[^\w/-]))"};
    re2::StringPiece found;
    while (re2::RE2::FindAndConsume(&text, phone, &found)) {
        auto const number = view(found);
        if (!is_dates(number) && phone_shape(number) == PhoneShape::strong && !is_freephone(number)) return true;
        // A number may begin within what was taken: "the 3 06 12 34 56 78".
        if (auto const blank = number.find(' '); blank != number.npos) {
            auto const *const next = number.data() + blank;
            text = re2::StringPiece(next, static_cast<std::size_t>(text.data() + text.size() - next));
        }
    }
    return false;
}

} // namespace

Mailboxes::Mailboxes(RuleBook const &book) {
    if (auto const found = book.words.find("mailboxes"); found != book.words.end())
        for (auto const &word : found->second) m_offices.insert(word);
    if (auto const found = book.words.find("authorities"); found != book.words.end())
        m_authorities.assign(found->second.begin(), found->second.end());
}

bool Mailboxes::is_authority(std::string_view domain) const {
    auto const ends_with = [domain](std::string_view end) {
        return domain.ends_with(end) && (domain.size() == end.size() || domain[domain.size() - end.size() - 1] == '.');
    };
    return std::any_of(m_authorities.begin(), m_authorities.end(), ends_with);
}

Mailbox Mailboxes::look(std::string_view local, std::string_view domain) const {
    if (!has_lower(local) && has_lower(domain)) return Mailbox::office; // OPS@example.com
    auto const words = base::split_words(local);
    if (std::any_of(words.begin(), words.end(),
                    [&](base::Word const &word) { return m_offices.contains(word_hash(word.folded)); }))
        return Mailbox::office;
    return is_authority(base::to_lower_ascii(domain)) ? Mailbox::authority : Mailbox::person;
}

bool is_freephone(std::string_view number) {
    std::string digits;
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits), is_digit);
    std::string_view rest = digits;
    if (rest.starts_with("0800") || rest.starts_with("00800") || rest.starts_with("1800")) return true;
    if (number.find('+') != number.npos && !rest.starts_with('1')) return rest.find("800") == 2;
    if (rest.size() == 11 && rest.starts_with('1')) rest.remove_prefix(1);
    constexpr std::array<std::string_view, 7> k_codes = {"800", "833", "844", "855", "866", "877", "888"};
    return rest.size() == 10 && std::find(k_codes.begin(), k_codes.end(), rest.substr(0, 3)) != k_codes.end();
}

Finds find_within(Mailboxes const &mailboxes, std::string_view value) {
    Finds finds;
    finds.sentence = std::count(value.begin(), value.end(), ' ') >= 3;
    re2::StringPiece const text{value.data(), value.size()};
    if (value.find('@') != value.npos) find_mail(mailboxes, text, finds);
    if (count_digits(value) < k_least_digits) return finds;
    if (value.find('+') != value.npos) finds.plus_phone = holds_plus_phone(text);
    finds.phone = finds.plus_phone || (finds.sentence && holds_phone(text));
    if (!may_hold_number(value)) return finds;
    re2::StringPiece rest = text, found;
    bool valid = false;
    while (next_number(rest, found, valid)) {
        if (found.size() == value.size()) continue;
        ++finds.numbers;
        finds.valid += valid ? 1 : 0;
    }
    return finds;
}

} // namespace scribe::classify
