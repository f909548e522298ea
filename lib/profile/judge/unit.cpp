// SPDX-License-Identifier: MIT
#include "profile/judge/evidence.hpp"

#include <algorithm>
#include <string_view>

namespace scribe::profile {

namespace {

struct Unit {
    std::string_view word, unit;
};

/// Last words that are units by themselves.
constexpr Unit k_units[] = {
    {"kg", "kg"},
    {"kilograms", "kg"},
    {"mg", "mg"},
    {"grams", "g"},
    {"lb", "lb"},
    {"lbs", "lb"},
    {"oz", "oz"},
    {"km", "km"},
    {"cm", "cm"},
    {"mm", "mm"},
    {"meters", "m"},
    {"metres", "m"},
    {"miles", "mi"},
    {"feet", "ft"},
    {"ft", "ft"},
    {"inches", "in"},
    {"sqm", "m2"},
    {"sqft", "ft2"},
    {"hectares", "ha"},
    {"liters", "l"},
    {"litres", "l"},
    {"ml", "ml"},
    {"ns", "ns"},
    {"us", "us"},
    {"ms", "ms"},
    {"millis", "ms"},
    {"milliseconds", "ms"},
    {"msec", "ms"},
    {"sec", "s"},
    {"secs", "s"},
    {"seconds", "s"},
    {"mins", "min"},
    {"minutes", "min"},
    {"hrs", "h"},
    {"hours", "h"},
    {"days", "d"},
    {"weeks", "weeks"},
    {"months", "months"},
    {"years", "years"},
    {"pct", "percent"},
    {"percent", "percent"},
    {"percentage", "percent"},
    {"bps", "bps"},
    {"cents", "cents"},
    {"bytes", "bytes"},
    {"kb", "kB"},
    {"mb", "MB"},
    {"gb", "GB"},
    {"tb", "TB"},
    {"kib", "KiB"},
    {"mib", "MiB"},
    {"gib", "GiB"},
    {"hz", "Hz"},
    {"khz", "kHz"},
    {"mhz", "MHz"},
    {"ghz", "GHz"},
    {"watts", "W"},
    {"kw", "kW"},
    {"kwh", "kWh"},
    {"mw", "MW"},
    {"volts", "V"},
    {"amps", "A"},
    {"celsius", "C"},
    {"fahrenheit", "F"},
    {"kelvin", "K"},
    {"kmh", "km/h"},
    {"mph", "mph"},
    {"dpi", "dpi"},
    {"px", "px"},
    {"pixels", "px"},
    {"kcal", "kcal"},
    {"calories", "kcal"},
    {"usd", "USD"},
    {"eur", "EUR"},
    {"gbp", "GBP"},
    {"chf", "CHF"},
    {"jpy", "JPY"},
    {"cny", "CNY"},
    {"inr", "INR"},
    {"cad", "CAD"},
    {"aud", "AUD"},
    {"brl", "BRL"},
    {"sek", "SEK"},
    {"nok", "NOK"},
    {"dkk", "DKK"},
    {"pln", "PLN"},
    {"tage", "d"},
    {"stunden", "h"},
    {"minuten", "min"},
    {"sekunden", "s"},
    {"wochen", "weeks"},
    {"monate", "months"},
    {"jahre", "years"},
    {"prozent", "percent"},
    {"jours", "d"},
    {"heures", "h"},
    {"secondes", "s"},
    {"semaines", "weeks"},
    {"mois", "months"},
    {"annees", "years"},
    {"pourcentage", "percent"},
    {"dias", "d"},
    {"horas", "h"},
    {"minutos", "min"},
    {"segundos", "s"},
    {"semanas", "weeks"},
    {"meses", "months"},
    {"anos", "years"},
    {"porcentaje", "percent"},
    {"porcentagem", "percent"},
    {"giorni", "d"},
    {"minuti", "min"},
    {"secondi", "s"},
    {"settimane", "weeks"},
    {"mesi", "months"},
    {"anni", "years"},
    {"percentuale", "percent"},
    {"dagen", "d"},
    {"uren", "h"},
    {"seconden", "s"},
    {"weken", "weeks"},
    {"maanden", "months"},
    {"jaren", "years"},
};

/// Single letters, which are units only after what they measure.
constexpr struct {
    std::string_view measured, letter, unit;
} k_letters[] = {
    {"weight", "g", "g"},    {"mass", "g", "g"},        {"height", "m", "m"}, {"length", "m", "m"},
    {"distance", "m", "m"},  {"width", "m", "m"},       {"depth", "m", "m"},  {"altitude", "m", "m"},
    {"elevation", "m", "m"}, {"duration", "s", "s"},    {"time", "s", "s"},   {"timeout", "s", "s"},
    {"power", "w", "W"},     {"voltage", "v", "V"},     {"volume", "l", "l"}, {"temperature", "c", "C"},
    {"temp", "c", "C"},      {"temperature", "f", "F"}, {"temp", "f", "F"},
};

std::string_view find_unit(std::string_view word) {
    for (auto const &unit : k_units)
        if (unit.word == word) return unit.unit;
    return {};
}

bool is_currency(std::string_view unit) {
    return unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

std::string judge_unit(Evidence const &e) {
    if (!e.number() || e.words.empty()) return {};
    auto const &last = e.words.back();
    auto const before = e.words.size() > 1 ? std::string_view{e.words[e.words.size() - 2]} : std::string_view{};
    auto const unit = find_unit(last);
    if (unit == "cents" && is_currency(find_unit(before))) return std::string{find_unit(before)} + " cents";
    if (is_currency(unit) && before == "cents") return std::string{unit} + " cents";
    // A column called only "days" or "us" may be anything else.
    if (!unit.empty() && (e.words.size() > 1 || last.size() > 2)) return std::string{unit};
    for (auto const &letter : k_letters)
        if (letter.letter == last && letter.measured == before) return std::string{letter.unit};
    if (e.column.type == "money") return "money";
    return {};
}

} // namespace scribe::profile
