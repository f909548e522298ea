// SPDX-License-Identifier: MIT
// Numbers of people in eastern Europe, as their authorities describe them.
#include "classify/checksum/checksums.hpp"
#include "classify/checksum/digits.hpp"

namespace scribe::classify {

namespace {

/// A date of birth whose month has 20, 40, 60 or 80 added for the century.
bool pl_pesel(std::string_view text) {
    if (!digits(text, 11) || !is_date(number(text, 2, 2) % 20, number(text, 4, 2))) return false;
    return (10 - weighted(text, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10 == digit(text, 10);
}

bool pl_nip(std::string_view text) {
    return digits(text, 10) && text.front() != '0' &&
           weighted(text, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == digit(text, 9);
}

/// Czechia and Slovakia: a date of birth (a woman's month plus 50, plus 20 when a day ran out), a multiple of 11.
bool cz_rc(std::string_view text) {
    if (!digits(text, 10)) return false;
    int const month = number(text, 2, 2) % 50;
    int const first = number(text, 0, 9) % 11 % 10;
    return is_date(month > 20 ? month - 20 : month, number(text, 4, 2)) && first == digit(text, 9);
}

/// Sex and century, a date of birth, county.
bool ro_cnp(std::string_view text) {
    if (!digits(text, 13) || text.front() == '0' || !is_date(number(text, 3, 2), number(text, 5, 2))) return false;
    int const rest = weighted(text, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return (rest == 10 ? 1 : rest) == digit(text, 12);
}

/// A date of birth whose month has 20 or 40 added for the century.
bool bg_egn(std::string_view text) {
    if (!digits(text, 10) || !is_date(number(text, 2, 2) % 20, number(text, 4, 2))) return false;
    return weighted(text, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == digit(text, 9);
}

bool hr_oib(std::string_view text) { return digits(text, 11) && mod_11_10(text); }

/// What was Yugoslavia: a date of birth with three digits of the year.
bool jmbg(std::string_view text) {
    if (!digits(text, 13) || !is_date(number(text, 2, 2), number(text, 0, 2))) return false;
    int const rest = 11 - weighted(text, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return rest != 10 && rest % 11 == digit(text, 12);
}

bool hu_taj(std::string_view text) {
    return digits(text, 9) && !uniform(text) && weighted(text, {3, 7, 3, 7, 3, 7, 3, 7}) % 10 == digit(text, 8);
}

bool hu_tax_id(std::string_view text) {
    return digits(text, 10) && text.front() == '8' &&
           weighted(text, {1, 2, 3, 4, 5, 6, 7, 8, 9}) % 11 == digit(text, 9);
}

bool ua_rntrc(std::string_view text) {
    if (!digits(text, 10) || uniform(text)) return false;
    int const rest = weighted(text, {-1, 5, 7, 9, 4, 6, 10, 5, 7}) % 11;
    return (rest + 11) % 11 % 10 == digit(text, 9);
}

/// Ten digits for companies, twelve with two check digits for people.
bool ru_inn(std::string_view text) {
    if (digits(text, 10))
        return weighted(text, {2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digit(text, 9) && !uniform(text);
    return digits(text, 12) && !uniform(text) &&
           weighted(text, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digit(text, 10) &&
           weighted(text, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digit(text, 11);
}

bool ru_snils(std::string_view text) {
    if (!digits(text, 11) || uniform(text)) return false;
    return weighted(text, {9, 8, 7, 6, 5, 4, 3, 2, 1}) % 101 % 100 == number(text, 9, 2);
}

constexpr NamedChecksum k_list[] = {
    {"pl_pesel", pl_pesel},   {"pl_nip", pl_nip},     {"cz_rc", cz_rc},   {"ro_cnp", ro_cnp},
    {"bg_egn", bg_egn},       {"hr_oib", hr_oib},     {"jmbg", jmbg},     {"hu_taj", hu_taj},
    {"hu_tax_id", hu_tax_id}, {"ua_rntrc", ua_rntrc}, {"ru_inn", ru_inn}, {"ru_snils", ru_snils},
};

} // namespace

std::span<NamedChecksum const> east_europe_checksums() { return k_list; }

} // namespace scribe::classify
