// SPDX-License-Identifier: MIT
// Numbers of people in northern and western Europe, as their authorities describe them.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

#include <array>

namespace scribe::classify {

namespace {

/// Ten or twelve digits (with the century); a coordination number adds 60 to the day. Luhn over the last ten.
bool se_personnummer(std::string_view text) {
    if (text.size() == 12) text.remove_prefix(2);
    if (!digits(text, 10)) return false;
    int const day = number(text, 4, 2);
    return is_date(number(text, 2, 2), day > 60 ? day - 60 : day) && luhn(text);
}

bool no_fnr(std::string_view text) {
    if (!digits(text, 11)) return false;
    int const day = number(text, 0, 2), month = number(text, 2, 2);
    if (!is_date(month > 40 ? month - 40 : month, day > 40 ? day - 40 : day)) return false;
    return weighted(text, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1}) % 11 == 0 &&
           weighted(text, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

/// A date of birth. Numbers given out since 2007 need not pass the old modulo 11, so only the date is checked.
bool dk_cpr(std::string_view text) { return digits(text, 10) && is_date(number(text, 2, 2), number(text, 0, 2)); }

/// A date of birth, a sign for the century, a number; the last character is that number modulo 31.
bool fi_hetu(std::string_view text) {
    // The sign is a letter or one of + and -, which are left out when the value is made compact.
    if (text.size() == 11) {
        if (is_digit(text[6])) return false;
    } else if (text.size() != 10) return false;
    std::string const plain = std::string{text.substr(0, 6)} + std::string{text.substr(text.size() - 4)};
    if (!digits(plain.substr(0, 9), 9) || !is_date(number(plain, 2, 2), number(plain, 0, 2))) return false;
    return plain[9] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[number(plain, 0, 9) % 31];
}

/// Estonia and Lithuania: sex and century, a date of birth, modulo 11 with a second round.
bool baltic(std::string_view text) {
    if (!digits(text, 11) || text.front() < '1' || text.front() > '8' ||
        !is_date(number(text, 3, 2), number(text, 5, 2)))
        return false;
    int rest = weighted(text, {1, 2, 3, 4, 5, 6, 7, 8, 9, 1}) % 11;
    if (rest == 10) rest = weighted(text, {3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
    return rest == digit(text, 10);
}

bool lv_pk(std::string_view text) {
    if (!digits(text, 11)) return false;
    if (text.starts_with("32")) return true; // from 2017 on: random digits
    int const rest = (1101 - weighted(text, {1, 6, 3, 7, 9, 10, 5, 8, 4, 2})) % 11;
    return is_date(number(text, 2, 2), number(text, 0, 2)) && rest == digit(text, 10);
}

bool is_kennitala(std::string_view text) {
    if (!digits(text, 10)) return false;
    int const day = number(text, 0, 2);
    return is_date(number(text, 2, 2), day > 40 ? day - 40 : day) &&
           weighted(text, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

/// Seven digits, a check letter, from 2013 on a second letter that counts nine times.
bool ie_pps(std::string_view text) {
    if ((text.size() != 8 && text.size() != 9) || !digits(text.substr(0, 7), 7)) return false;
    int sum = weighted(text, {8, 7, 6, 5, 4, 3, 2});
    if (text.size() == 9 && text[8] != 'W') sum += 9 * (text[8] - 'A' + 1);
    return text[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
}

bool uk_nhs(std::string_view text) {
    if (!digits(text, 10) || uniform(text)) return false;
    int const rest = 11 - weighted(text, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return rest != 10 && rest % 11 == digit(text, 9);
}

/// Two letters (D F I Q U V never, O not second, some pairs never), six digits, A to D.
bool uk_nino(std::string_view text) {
    if (text.size() != 9 || !digits(text.substr(2, 6), 6) || text[8] < 'A' || text[8] > 'D') return false;
    constexpr std::string_view k_never = "DFIQUV";
    if (k_never.find(text[0]) != k_never.npos || k_never.find(text[1]) != k_never.npos || text[1] == 'O') return false;
    for (std::string_view const pair : {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
        if (text.starts_with(pair)) return false;
    return !is_digit(text[0]) && !is_digit(text[1]);
}

bool nl_bsn(std::string_view text) {
    std::string const padded = text.size() == 8 ? "0" + std::string{text} : std::string{text};
    return digits(padded, 9) && !uniform(padded) && weighted(padded, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

/// A date of birth; 97 minus the rest of the first nine digits, with a 2 before them for births from 2000 on.
bool be_nn(std::string_view text) {
    if (!digits(text, 11) || number(text, 2, 2) > 12 || number(text, 4, 2) > 31) return false;
    int const base = number(text, 0, 9), check = number(text, 9, 2);
    // 2 * 10^9 modulo 97, so that the sum fits an int
    int const later = (base % 97 + static_cast<int>(2'000'000'000LL % 97)) % 97;
    return 97 - base % 97 == check || 97 - later == check;
}

/// Eleven digits: one of the first ten stands twice or three times, the others once at most; ISO 7064 MOD 11,10.
bool de_tax_id(std::string_view text) {
    if (!digits(text, 11) || text.front() == '0') return false;
    std::array<int, 10> counts{};
    for (std::size_t i = 0; i < 10; ++i) ++counts[static_cast<std::size_t>(digit(text, i))];
    int repeated = 0;
    for (int const count : counts) repeated += count > 1 ? (count > 3 ? 9 : 1) : 0;
    return repeated == 1 && mod_11_10(text);
}

/// Pension insurance: area, date of birth, a letter, a number; weights over the digits, the letter counting as two.
bool de_rvnr(std::string_view text) {
    if (text.size() != 12 || is_digit(text[8]) || !digits(text.substr(0, 8), 8) || !digits(text.substr(9), 3))
        return false;
    int const letter = text[8] - 'A' + 1;
    std::string const plain = std::string{text.substr(0, 8)} + static_cast<char>('0' + letter / 10) +
                              static_cast<char>('0' + letter % 10) + std::string{text.substr(9, 2)};
    constexpr int k_weights[] = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        int const product = digit(plain, i) * k_weights[i];
        sum += product / 10 + product % 10;
    }
    int const month = number(text, 4, 2), day = number(text, 2, 2);
    return month <= 12 && day <= 81 && sum % 10 == digit(text, 11);
}

/// Health insurance: a letter counting as two digits, weights 1 and 2.
bool de_kvnr(std::string_view text) {
    if (text.size() != 10 || is_digit(text.front()) || !digits(text.substr(1), 9)) return false;
    int const letter = text.front() - 'A' + 1;
    std::string const plain = std::string{static_cast<char>('0' + letter / 10), static_cast<char>('0' + letter % 10)} +
                              std::string{text.substr(1, 8)};
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        int const product = digit(plain, i) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == digit(text, 9);
}

/// 756 and ten digits; the check digit of EAN-13.
bool ch_ahv(std::string_view text) {
    if (!digits(text, 13) || !text.starts_with("756")) return false;
    return (10 - weighted(text, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3}) % 10) % 10 == digit(text, 12);
}

/// A number, its check digit, a date of birth.
bool at_svnr(std::string_view text) {
    if (!digits(text, 10) || text.front() == '0' || number(text, 4, 2) > 31 || number(text, 6, 2) > 15) return false;
    return weighted(text, {3, 7, 9, 0, 5, 8, 4, 2, 1, 6}) % 11 == digit(text, 3);
}

constexpr NamedChecksum k_list[] = {
    {"se_personnummer", se_personnummer},
    {"no_fnr", no_fnr},
    {"dk_cpr", dk_cpr},
    {"fi_hetu", fi_hetu},
    {"baltic", baltic},
    {"lv_pk", lv_pk},
    {"is_kennitala", is_kennitala},
    {"ie_pps", ie_pps},
    {"uk_nhs", uk_nhs},
    {"uk_nino", uk_nino},
    {"nl_bsn", nl_bsn},
    {"be_nn", be_nn},
    {"de_tax_id", de_tax_id},
    {"de_rvnr", de_rvnr},
    {"de_kvnr", de_kvnr},
    {"ch_ahv", ch_ahv},
    {"at_svnr", at_svnr},
};

} // namespace

std::span<NamedChecksum const> north_europe_checksums() { return k_list; }

} // namespace scribe::classify
