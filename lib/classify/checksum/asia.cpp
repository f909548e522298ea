// SPDX-License-Identifier: MIT
// Numbers of people in Asia, Africa and Oceania, as their authorities describe them.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

namespace scribe::classify {

namespace {

/// Verhoeff's dihedral checksum (J. Verhoeff, Error Detecting Decimal Codes, 1969).
bool verhoeff(std::string_view text) {
    constexpr int k_multiply[10][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
                                        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
                                        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
                                        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    constexpr int k_permute[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
                                      {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
                                      {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                      {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    int check = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        check = k_multiply[check][k_permute[i % 8][digit(text, text.size() - 1 - i)]];
    return check == 0;
}

bool in_aadhaar(std::string_view text) {
    return digits(text, 12) && text.front() >= '2' && !uniform(text) && verhoeff(text);
}

/// A state, a PAN, and modulo 36 over factors 1 and 2.
bool in_gstin(std::string_view text) {
    constexpr std::string_view k_values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (text.size() != 15 || !digits(text.substr(0, 2), 2) || number(text, 0, 2) == 0) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 14; ++i) {
        int const product = static_cast<int>(k_values.find(text[i])) * (i % 2 == 0 ? 1 : 2);
        sum += product / 36 + product % 36;
    }
    return text[14] == k_values[static_cast<std::size_t>((36 - sum % 36) % 36)];
}

/// GB 11643: a date of birth, and ISO 7064 MOD 11-2.
bool cn_ric(std::string_view text) {
    if (text.size() != 18 || !digits(text.substr(0, 17), 17) || !is_date(number(text, 10, 2), number(text, 12, 2)))
        return false;
    int const year = number(text, 6, 4);
    if (year < 1850 || year > 2100 || text.front() == '0') return false;
    int const sum = weighted(text, {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
    return text[17] == "10X98765432"[sum % 11];
}

/// A date of birth and a digit for sex and century. Numbers given out from October 2020 on have no check digit.
bool kr_rrn(std::string_view text) {
    if (!digits(text, 13) || !is_date(number(text, 2, 2), number(text, 4, 2))) return false;
    return (11 - weighted(text, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11) % 10 == digit(text, 12);
}

bool jp_my_number(std::string_view text) {
    if (!digits(text, 12) || uniform(text)) return false;
    int const rest = weighted(text, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest <= 1 ? 0 : 11 - rest) == digit(text, 11);
}

/// The letter is a number from 10 to 35; weights 1, 9, 8 ... 1, 1.
bool tw_id(std::string_view text) {
    constexpr std::string_view k_letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    if (text.size() != 10 || !digits(text.substr(1), 9) || text[1] < '1' || (text[1] > '2' && text[1] < '8'))
        return false;
    auto const letter = k_letters.find(text.front());
    if (letter == k_letters.npos) return false;
    int const value = static_cast<int>(letter) + 10;
    return (value / 10 + value % 10 * 9 + weighted(text.substr(1), {8, 7, 6, 5, 4, 3, 2, 1, 1})) % 10 == 0;
}

/// One or two letters (a blank before one counts 36), six digits, modulo 11.
bool hk_id(std::string_view text) {
    if (text.size() != 8 && text.size() != 9) return false;
    std::size_t const letters = text.size() - 7;
    if (!digits(text.substr(letters, 6), 6) || is_digit(text.front())) return false;
    int sum = letters == 1 ? 36 * 9 : (text[0] - 'A' + 10) * 9;
    sum += (text[letters - 1] - 'A' + 10) * 8 + weighted(text.substr(letters), {7, 6, 5, 4, 3, 2});
    char const last = text.back();
    int const check = last == 'A' ? 10 : is_digit(last) ? last - '0' : -1;
    return check >= 0 && (sum + check) % 11 == 0;
}

bool sg_nric(std::string_view text) {
    if (text.size() != 9 || !digits(text.substr(1, 7), 7)) return false;
    char const kind = text.front();
    int sum = weighted(text.substr(1), {2, 7, 6, 5, 4, 3, 2});
    if (kind == 'T' || kind == 'G') sum += 4;
    if (kind == 'M') sum += 3;
    auto const rest = static_cast<std::size_t>(sum % 11);
    if (kind == 'S' || kind == 'T') return text[8] == "JZIHGFEDCBA"[rest];
    if (kind == 'F' || kind == 'G') return text[8] == "XWUTRQPNMLK"[rest];
    return kind == 'M' && text[8] == "XWUTRQPNJLK"[10 - rest];
}

bool th_id(std::string_view text) {
    if (!digits(text, 13) || text.front() == '0') return false;
    return (11 - weighted(text, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 10 == digit(text, 12);
}

/// A date of birth and a place; there is no check digit.
bool my_nric(std::string_view text) { return digits(text, 12) && is_date(number(text, 2, 2), number(text, 4, 2)); }

/// Province, date of birth (a woman's day plus 40); there is no check digit.
bool id_nik(std::string_view text) {
    if (!digits(text, 16) || number(text, 0, 2) < 11 || number(text, 0, 2) > 96) return false;
    int const day = number(text, 6, 2);
    return is_date(number(text, 8, 2), day > 40 ? day - 40 : day) && number(text, 12, 4) != 0;
}

bool il_id(std::string_view text) { return digits(text, 9) && luhn(text); }

bool tr_tckn(std::string_view text) {
    if (!digits(text, 11) || text.front() == '0') return false;
    int odd = 0, even = 0;
    for (std::size_t i = 0; i < 9; ++i) (i % 2 == 0 ? odd : even) += digit(text, i);
    int const tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return tenth == digit(text, 9) && (odd + even + tenth) % 10 == digit(text, 10);
}

/// A date of birth, citizenship 0 to 2, Luhn.
bool za_id(std::string_view text) {
    return digits(text, 13) && is_date(number(text, 2, 2), number(text, 4, 2)) && text[10] <= '2' && luhn(text);
}

bool kz_iin(std::string_view text) {
    if (!digits(text, 12) || !is_date(number(text, 2, 2), number(text, 4, 2))) return false;
    int rest = weighted(text, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) % 11;
    if (rest == 10) rest = weighted(text, {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2}) % 11;
    return rest == digit(text, 11);
}

bool au_tfn(std::string_view text) {
    return digits(text, 9) && !uniform(text) && weighted(text, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

/// One less than the first digit, weights 10, 1, 3 ... 19, modulo 89.
bool au_abn(std::string_view text) {
    return digits(text, 11) && text.front() != '0' &&
           (weighted(text, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0;
}

/// Ten digits, an eleventh for the person; the ninth checks the first eight.
bool au_medicare(std::string_view text) {
    if (!digits(text, 10) && !digits(text, 11)) return false;
    return text.front() >= '2' && text.front() <= '6' &&
           weighted(text, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == digit(text, 8);
}

bool nz_ird(std::string_view text) {
    std::string const padded = text.size() == 8 ? "0" + std::string{text} : std::string{text};
    if (!digits(padded, 9) || number(padded, 0, 9) < 10'000'000 || number(padded, 0, 9) > 150'000'000) return false;
    int rest = weighted(padded, {3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    if (rest != 0) rest = 11 - rest;
    if (rest == 10) {
        rest = weighted(padded, {7, 4, 3, 2, 5, 2, 7, 6}) % 11;
        if (rest != 0) rest = 11 - rest;
    }
    return rest == digit(padded, 8);
}

constexpr NamedChecksum k_list[] = {
    {"in_aadhaar", in_aadhaar},
    {"in_gstin", in_gstin},
    {"cn_ric", cn_ric},
    {"kr_rrn", kr_rrn},
    {"jp_my_number", jp_my_number},
    {"tw_id", tw_id},
    {"hk_id", hk_id},
    {"sg_nric", sg_nric},
    {"th_id", th_id},
    {"my_nric", my_nric},
    {"id_nik", id_nik},
    {"il_id", il_id},
    {"tr_tckn", tr_tckn},
    {"za_id", za_id},
    {"kz_iin", kz_iin},
    {"au_tfn", au_tfn},
    {"au_abn", au_abn},
    {"au_medicare", au_medicare},
    {"nz_ird", nz_ird},
    {"verhoeff", verhoeff},
};

} // namespace

std::span<NamedChecksum const> asia_checksums() { return k_list; }

} // namespace scribe::classify
