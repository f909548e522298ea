// SPDX-License-Identifier: MIT
// Numbers of people in North and South America, as their authorities describe them.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

namespace scribe::classify {

namespace {

/// No area 000, 666 or from 900 on, no group 00, no serial 0000; not the numbers that advertisements made famous.
bool us_ssn(std::string_view text) {
    if (!digits(text, 9)) return false;
    int const area = number(text, 0, 3);
    return area != 0 && area != 666 && area < 900 && number(text, 3, 2) != 0 && number(text, 5, 4) != 0 &&
           text != "078051120" && text != "219099999" && text != "123456789";
}

/// Individual taxpayers: 9, and the fourth and fifth digit in 50-65, 70-88, 90-92, 94-99.
bool us_itin(std::string_view text) {
    if (!digits(text, 9) || text.front() != '9') return false;
    int const group = number(text, 3, 2);
    return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group != 93);
}

/// Routing numbers of banks: weights 3, 7, 1.
bool us_routing(std::string_view text) {
    if (!digits(text, 9)) return false;
    int const prefix = number(text, 0, 2);
    bool const known = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
    return known && !uniform(text) && weighted(text, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

/// National provider identifier: Luhn over 80840 and the ten digits.
bool us_npi(std::string_view text) {
    return digits(text, 10) && (text.front() == '1' || text.front() == '2') && luhn("80840" + std::string{text});
}

/// Drug enforcement registration: two letters, seven digits.
bool us_dea(std::string_view text) {
    if (text.size() != 9 || !digits(text.substr(2), 7)) return false;
    std::string_view const n = text.substr(2);
    return (digit(n, 0) + digit(n, 2) + digit(n, 4) + 2 * (digit(n, 1) + digit(n, 3) + digit(n, 5))) % 10 ==
           digit(n, 6);
}

bool ca_sin(std::string_view text) {
    return digits(text, 9) && text.front() != '0' && text.front() != '8' && luhn(text);
}

/// Modulo 11 where 10 and 11 become 0, over the first `count` digits with falling weights from `from` down to 2.
int br_digit(std::string_view text, std::size_t count, int from) {
    int sum = 0, weight = from;
    for (std::size_t i = 0; i < count; ++i) {
        sum += digit(text, i) * weight;
        weight = weight == 2 ? 9 : weight - 1;
    }
    int const rest = 11 - sum % 11;
    return rest >= 10 ? 0 : rest;
}

/// Two digits, each over all before it. The weights of CPF never wrap around: they begin at the length + 1.
bool br_cpf(std::string_view text) {
    if (!digits(text, 11) || uniform(text)) return false;
    int const first = weighted(text, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    int const second = weighted(text, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return first == digit(text, 9) && second == digit(text, 10);
}

bool br_cnpj(std::string_view text) {
    return digits(text, 14) && !uniform(text) && br_digit(text, 12, 5) == digit(text, 12) &&
           br_digit(text, 13, 6) == digit(text, 13);
}

/// Letters, a date of birth, sex, state; the last digit is modulo 10 over values 0 to 36 (with Ñ) and falling weights.
bool mx_curp(std::string_view text) {
    constexpr std::string_view k_values = "0123456789ABCDEFGHIJKLMN*OPQRSTUVWXYZ"; // * stands in the place of Ñ
    if (text.size() != 18 || !digits(text.substr(4, 6), 6) || !is_date(number(text, 6, 2), number(text, 8, 2)))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        auto const value = k_values.find(text[i]);
        if (value == k_values.npos) return false;
        sum += static_cast<int>(value) * (18 - static_cast<int>(i));
    }
    return is_digit(text[17]) && (10 - sum % 10) % 10 == digit(text, 17);
}

/// Letters and the date in the middle; the homonym code that follows is given out by the tax office.
bool mx_rfc(std::string_view text) {
    std::size_t const letters = text.size() == 13 ? 4 : 3;
    if (text.size() != letters + 9 || !digits(text.substr(letters, 6), 6)) return false;
    return is_date(number(text, letters + 2, 2), number(text, letters + 4, 2));
}

bool ar_cuit(std::string_view text) {
    if (!digits(text, 11)) return false;
    int const type = number(text, 0, 2);
    bool const known = type == 20 || type == 23 || type == 24 || type == 27 || type == 30 || type == 33 || type == 34;
    int const rest = 11 - weighted(text, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return known && (rest == 11 ? 0 : rest == 10 ? 9 : rest) == digit(text, 10);
}

/// Seven or eight digits and a check character 0 to 9 or K: weights 2 to 7 from the right.
bool cl_rut(std::string_view text) {
    if (text.size() < 8 || text.size() > 9 || !digits(text.substr(0, text.size() - 1), text.size() - 1)) return false;
    int sum = 0, weight = 2;
    for (std::size_t i = text.size() - 1; i-- > 0;) {
        sum += digit(text, i) * weight;
        weight = weight == 7 ? 2 : weight + 1;
    }
    int const rest = 11 - sum % 11;
    return text.back() == (rest == 11 ? '0' : rest == 10 ? 'K' : static_cast<char>('0' + rest));
}

/// Weights are primes from the right; 0 and 1 stay, else 11 minus the rest.
bool co_nit(std::string_view text) {
    constexpr int k_weights[] = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
    if (text.size() < 9 || text.size() > 11 || !digits(text, text.size()) || uniform(text)) return false;
    int sum = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) sum += digit(text, text.size() - 2 - i) * k_weights[i];
    int const rest = sum % 11;
    return (rest < 2 ? rest : 11 - rest) == digit(text, text.size() - 1);
}

/// Province 01 to 24 or 30, a third digit below 6, Luhn.
bool ec_ci(std::string_view text) {
    if (!digits(text, 10)) return false;
    int const province = number(text, 0, 2);
    return ((province >= 1 && province <= 24) || province == 30) && text[2] < '6' && luhn(text);
}

bool do_cedula(std::string_view text) { return digits(text, 11) && luhn(text); }

constexpr NamedChecksum k_list[] = {
    {"us_ssn", us_ssn},   {"us_itin", us_itin}, {"us_routing", us_routing}, {"us_npi", us_npi},
    {"us_dea", us_dea},   {"ca_sin", ca_sin},   {"br_cpf", br_cpf},         {"br_cnpj", br_cnpj},
    {"mx_curp", mx_curp}, {"mx_rfc", mx_rfc},   {"ar_cuit", ar_cuit},       {"cl_rut", cl_rut},
    {"co_nit", co_nit},   {"ec_ci", ec_ci},     {"do_cedula", do_cedula},
};

} // namespace

std::span<NamedChecksum const> americas_checksums() { return k_list; }

} // namespace scribe::classify
