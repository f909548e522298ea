// SPDX-License-Identifier: MIT
// Numbers of people in southern Europe and France, as their authorities describe them.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

#include <cstdint>

namespace scribe::classify {

namespace {

constexpr std::string_view k_spanish_letters = "TRWAGMYFPDXBNJZSQVHLCKE";

bool es_nif(std::string_view text) {
    return text.size() == 9 && digits(text.substr(0, 8), 8) &&
           text[8] == k_spanish_letters[static_cast<std::size_t>(number(text, 0, 8) % 23)];
}

/// Foreigners: X, Y, Z stand for 0, 1, 2.
bool es_nie(std::string_view text) {
    if (text.size() != 9 || text.front() < 'X' || text.front() > 'Z' || !digits(text.substr(1, 7), 7)) return false;
    int const value = (text.front() - 'X') * 10'000'000 + number(text, 1, 7);
    return text[8] == k_spanish_letters[static_cast<std::size_t>(value % 23)];
}

bool pt_nif(std::string_view text) {
    if (!digits(text, 9) || text.front() == '0' || uniform(text)) return false;
    int const rest = weighted(text, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest < 2 ? 0 : 11 - rest) == digit(text, 8);
}

/// Sex, year and month of birth, place (2A and 2B are Corsica); 97 minus the first thirteen modulo 97.
bool fr_nir(std::string_view text) {
    if (text.size() != 15) return false;
    std::string plain{text};
    int shift = 0;
    if (plain.compare(5, 2, "2A") == 0) shift = 1'000'000;
    if (plain.compare(5, 2, "2B") == 0) shift = 2'000'000;
    if (shift > 0) plain[6] = '0';
    if (!digits(plain, 15) || (plain.front() != '1' && plain.front() != '2')) return false;
    std::int64_t base = 0;
    for (std::size_t i = 0; i < 13; ++i) base = base * 10 + digit(plain, i);
    return 97 - (base - shift) % 97 == number(plain, 13, 2);
}

bool fr_siren(std::string_view text) { return digits(text, 9) && luhn(text); }
bool fr_siret(std::string_view text) { return digits(text, 14) && luhn(text); }

/// Letters of the name, date of birth, place; the last letter checks the others, odd and even places by two tables.
/// Digits may be letters (L to V) where two people would have the same code.
bool it_fiscal_code(std::string_view text) {
    constexpr std::string_view k_months = "ABCDEHLMPRST";
    constexpr int k_odd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                             20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    if (text.size() != 16 || k_months.find(text[8]) == k_months.npos) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        int const value = is_digit(text[i]) ? digit(text, i) : text[i] - 'A';
        sum += i % 2 == 0 ? k_odd[value] : value;
    }
    return text[15] == static_cast<char>('A' + sum % 26);
}

/// Partita IVA: eleven digits, Luhn.
bool it_vat(std::string_view text) { return digits(text, 11) && luhn(text); }

/// A date of birth first, Luhn.
bool gr_amka(std::string_view text) {
    return digits(text, 11) && is_date(number(text, 2, 2), number(text, 0, 2)) && luhn(text);
}

bool gr_afm(std::string_view text) {
    if (!digits(text, 9) || uniform(text)) return false;
    return weighted(text, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == digit(text, 8);
}

constexpr NamedChecksum k_list[] = {
    {"es_nif", es_nif},
    {"es_nie", es_nie},
    {"pt_nif", pt_nif},
    {"fr_nir", fr_nir},
    {"fr_siren", fr_siren},
    {"fr_siret", fr_siret},
    {"it_fiscal_code", it_fiscal_code},
    {"it_vat", it_vat},
    {"gr_amka", gr_amka},
    {"gr_afm", gr_afm},
};

} // namespace

std::span<NamedChecksum const> south_europe_checksums() { return k_list; }

} // namespace scribe::classify
