// SPDX-License-Identifier: MIT
// Numbers that are the same all over the world: cards, accounts, devices, vehicles, books, goods.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

#include <algorithm>

namespace scribe::classify {

namespace {

/// ISO/IEC 7812: 12 to 19 digits; the networks begin with 2 to 6. Of 15 digits are those of American Express (34, 37)
/// and old ones of JCB (2131) and enRoute (2014, 2149); others are numbers of devices.
bool card(std::string_view text) {
    if (text.size() == 15 && !text.starts_with("34") && !text.starts_with("37") && !text.starts_with("2131") &&
        !text.starts_with("2014") && !text.starts_with("2149"))
        return false;
    return text.size() >= 12 && text.size() <= 19 && text.front() >= '2' && text.front() <= '6' && luhn(text);
}

struct IbanCountry {
    std::string_view code;
    std::size_t length;
};

// SWIFT's IBAN registry.
constexpr IbanCountry k_iban_countries[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
    {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22},
    {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
    {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

/// ISO 13616: the length of the country, and modulo 97 with the first four characters moved to the end.
bool iban(std::string_view text) {
    auto const *const country = std::find_if(std::begin(k_iban_countries), std::end(k_iban_countries),
                                             [&](IbanCountry const &known) { return text.substr(0, 2) == known.code; });
    if (country == std::end(k_iban_countries) || text.size() != country->length) return false;
    return alphanumeric_mod(std::string{text.substr(4)} + std::string{text.substr(0, 4)}, 97) == 1;
}

/// 3GPP TS 23.003: 15 digits, Luhn.
bool imei(std::string_view text) { return digits(text, 15) && luhn(text); }

/// ITU-T E.118: SIM cards, 89 first, Luhn.
bool iccid(std::string_view text) {
    return (text.size() == 19 || text.size() == 20) && text.starts_with("89") && luhn(text);
}

/// 49 CFR 565: the ninth character checks the other sixteen, modulo 11. Mandatory in North America and China only.
bool vin(std::string_view text) {
    constexpr std::string_view k_letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    constexpr std::string_view k_values = "12345678123457923456789";
    constexpr int k_weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    if (text.size() != 17) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        auto const letter = k_letters.find(text[i]);
        if (!is_digit(text[i]) && letter == std::string_view::npos) return false;
        sum += k_weights[i] * (is_digit(text[i]) ? digit(text, i) : k_values[letter] - '0');
    }
    int const rest = sum % 11;
    return text[8] == (rest == 10 ? 'X' : static_cast<char>('0' + rest));
}

/// ISO 17442 legal entity identifiers.
bool lei(std::string_view text) { return text.size() == 20 && alphanumeric_mod(text, 97) == 1; }

/// GS1: EAN-8, UPC-A, EAN-13, GTIN-14: weights 3 and 1 from the right.
bool gtin(std::string_view text) {
    if (text.size() != 8 && (text.size() < 12 || text.size() > 14)) return false;
    if (!digits(text, text.size()) || uniform(text)) return false;
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) sum += digit(text, text.size() - 1 - i) * (i % 2 == 0 ? 1 : 3);
    return sum % 10 == 0;
}

/// ISO 2108: ten characters modulo 11, or an EAN-13 that begins with 978 or 979.
bool isbn(std::string_view text) {
    if (text.size() == 13) return (text.starts_with("978") || text.starts_with("979")) && gtin(text);
    if (text.size() != 10 || !digits(text.substr(0, 9), 9)) return false;
    int const last = text[9] == 'X' ? 10 : is_digit(text[9]) ? digit(text, 9) : -1;
    return last >= 0 && (weighted(text, {10, 9, 8, 7, 6, 5, 4, 3, 2}) + last) % 11 == 0;
}

/// ISO 3297: eight characters modulo 11.
bool issn(std::string_view text) {
    if (text.size() != 8 || !digits(text.substr(0, 7), 7)) return false;
    int const last = text[7] == 'X' ? 10 : is_digit(text[7]) ? digit(text, 7) : -1;
    return last >= 0 && (weighted(text, {8, 7, 6, 5, 4, 3, 2}) + last) % 11 == 0;
}

constexpr NamedChecksum k_list[] = {{"luhn", luhn}, {"card", card}, {"iban", iban}, {"imei", imei}, {"iccid", iccid},
                                    {"vin", vin},   {"lei", lei},   {"gtin", gtin}, {"isbn", isbn}, {"issn", issn}};

} // namespace

std::span<NamedChecksum const> general_checksums() { return k_list; }

} // namespace scribe::classify
