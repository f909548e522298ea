// SPDX-License-Identifier: MIT
#include "base/parse/month_name.hpp"

#include <array>

namespace scribe::base {

namespace {

struct Name {
    std::string_view word;
    int month;
};

/// Without the letters that have a mark, which are several bytes: "mrz" is März.
constexpr Name k_names[] = {
    {"january", 1},    {"jan", 1},        {"januar", 1},     {"janvier", 1},   {"janv", 1},      {"enero", 1},
    {"ene", 1},        {"janeiro", 1},    {"gennaio", 1},    {"gen", 1},       {"januari", 1},   {"february", 2},
    {"feb", 2},        {"februar", 2},    {"fvrier", 2},     {"fvr", 2},       {"febrero", 2},   {"fevereiro", 2},
    {"fev", 2},        {"febbraio", 2},   {"februari", 2},   {"march", 3},     {"mar", 3},       {"mrz", 3},
    {"maerz", 3},      {"mr", 3},         {"mars", 3},       {"marzo", 3},     {"maro", 3},      {"maart", 3},
    {"mrt", 3},        {"april", 4},      {"apr", 4},        {"avril", 4},     {"avr", 4},       {"abril", 4},
    {"abr", 4},        {"aprile", 4},     {"may", 5},        {"mai", 5},       {"mayo", 5},      {"maio", 5},
    {"maggio", 5},     {"mag", 5},        {"mei", 5},        {"june", 6},      {"jun", 6},       {"juni", 6},
    {"juin", 6},       {"junio", 6},      {"junho", 6},      {"giugno", 6},    {"giu", 6},       {"july", 7},
    {"jul", 7},        {"juli", 7},       {"juillet", 7},    {"juil", 7},      {"julio", 7},     {"julho", 7},
    {"luglio", 7},     {"lug", 7},        {"august", 8},     {"aug", 8},       {"aot", 8},       {"aout", 8},
    {"agosto", 8},     {"ago", 8},        {"augustus", 8},   {"september", 9}, {"sep", 9},       {"sept", 9},
    {"septembre", 9},  {"septiembre", 9}, {"setembro", 9},   {"set", 9},       {"settembre", 9}, {"october", 10},
    {"oct", 10},       {"oktober", 10},   {"okt", 10},       {"octobre", 10},  {"octubre", 10},  {"outubro", 10},
    {"out", 10},       {"ottobre", 10},   {"ott", 10},       {"november", 11}, {"nov", 11},      {"novembre", 11},
    {"noviembre", 11}, {"novembro", 11},  {"december", 12},  {"dec", 12},      {"dezember", 12}, {"dez", 12},
    {"dcembre", 12},   {"dc", 12},        {"diciembre", 12}, {"dic", 12},      {"dezembro", 12}, {"dicembre", 12},
};

} // namespace

int read_month_name(std::string_view text, std::size_t &length) {
    std::array<char, 11> word{};
    std::size_t size = 0;
    length = 0;
    for (; length < text.size() && size < word.size(); ++length) {
        char const c = text[length];
        bool const marked = static_cast<unsigned char>(c) >= 0x80;
        char const small = static_cast<char>(c | 0x20);
        if (!marked && (small < 'a' || small > 'z')) break;
        if (!marked) word[size++] = small;
    }
    for (auto const &[name, month] : k_names)
        if (name == std::string_view{word.data(), size}) return length >= 3 ? month : 0;
    return 0;
}

} // namespace scribe::base
