// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "base/words.hpp"
#include "profile/judge/evidence.hpp"
#include "profile/judge/role_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace scribe::profile {

namespace {

using model::ValueClass;
using Judged = std::optional<Role>;

/// Whole numbers by type or by all values looked at.
bool whole(Evidence const &e) {
    return e.column.value_class == ValueClass::integer ||
           (e.number() && e.values > 0 && e.profile.number.whole_share == 1);
}

bool text(Evidence const &e) { return e.column.value_class == ValueClass::text; }

/// A type whose values identify things: whole numbers, uuid, text without spaces.
bool id_type(Evidence const &e) {
    return whole(e) || e.column.value_class == ValueClass::uuid || (text(e) && e.profile.text.space_share < 0.01);
}

Judged by_declaration(Evidence const &e) {
    switch (e.column.value_class) {
    case ValueClass::binary: return Role{"binary", "its type"};
    default: break;
    }
    if (e.column.key && !e.date()) return Role{"key", "unique by a constraint or index"};
    if (e.column.foreign_key) return Role{"foreign_key", "a declared foreign key"};
    switch (e.column.value_class) {
    case ValueClass::json: return Role{"json", "its type"};
    case ValueClass::array: return Role{"array", "its type"};
    case ValueClass::boolean: return Role{"flag", "its type"};
    default: return {};
    }
}

/// What is told of documents is told where most values are some.
Judged by_document(Evidence const &e) {
    if (!text(e) || e.profile.json.documents == 0) return {};
    return Role{"json", "text that is JSON"};
}

Judged by_geo(Evidence const &e) {
    auto const &type = e.column.type;
    for (auto const *name : {"geometry", "geography", "point", "polygon"})
        if (type.starts_with(name)) return Role{"geo", "its type"};
    if (!e.number() && e.profile.text.number_share < 0.95) return {};
    bool const latitude = e.any_word_in(words::k_latitude), longitude = e.any_word_in(words::k_longitude);
    if (latitude == longitude) return {};
    double const limit = latitude ? 90 : 180;
    auto const &quantiles = e.profile.quantiles;
    bool const fits = quantiles.empty() || (quantiles.front() >= -limit && quantiles.back() <= limit);
    if (!fits || (e.values > 0 && e.profile.number.scale == 0)) return {};
    return Role{"geo", fmt::format("its name, and all values lie from -{0} to {0}", limit)};
}

/// modifieddate, createdat, dateadded, lastupdatetime: words without anything between them.
bool is_event_and_moment(std::string_view word) {
    auto const has = [](auto const &list, std::string_view part) {
        return part.empty() || std::ranges::find(list, part) != std::end(list);
    };
    return std::ranges::any_of(words::k_events, [&](std::string_view event) {
        auto const at = word.find(event);
        if (at == std::string_view::npos || word.size() == event.size()) return false;
        auto const front = word.substr(0, at), back = word.substr(at + event.size());
        return (has(words::k_dates, front) || has(words::k_last, front)) && has(words::k_moments, back);
    });
}

Judged by_date(Evidence const &e) {
    bool const in_text = text(e) && e.enough(5) && e.profile.text.date_share >= 0.95;
    if (whole(e) && (e.last_word_in(words::k_years) || e.first_word_in(words::k_years)) &&
        !e.profile.quantiles.empty() && e.profile.quantiles.front() >= 1000 && e.profile.quantiles.back() <= 2200)
        return Role{"date", "its name, and values that are years"};
    if (!e.date() && !in_text) return {};
    bool const event = e.any_word_in(words::k_events);
    bool const moment = e.words.size() == 1 || e.last_word_in(words::k_moments) || e.first_word_in(words::k_dates) ||
                        e.first_word_in(words::k_last);
    std::string const reading = e.date_reading.empty() ? "" : ", " + e.date_reading;
    if ((event && moment) || std::ranges::any_of(e.words, is_event_and_moment))
        return Role{"audit_timestamp", "its name and type" + reading};
    return Role{"date", (in_text ? "text that is dates" : "its type") + reading};
}

Judged by_key(Evidence const &e) {
    bool const last = e.last_word_in({"id", "uuid", "guid", "key", "pk", "oid"});
    // id_cliente: in other languages it stands in front.
    bool const first = !last && e.words.size() > 1 && e.words.front() == "id";
    if ((last || first) && id_type(e)) {
        auto const size = e.words.size();
        bool const own = size == 1 || (!e.table_words.empty() &&
                                       e.table_words.back().starts_with(first ? e.words[1] : e.words[size - 2]));
        if (e.all_unique() && e.enough(2) && e.profile.null_share.high < 0.01 && own)
            return Role{"key", "its name, and no value looked at occurs twice"};
        bool const opaque = text(e) && e.enough(20) && e.opaque_share > 0.9 && e.profile.uniqueness > 0.5;
        if (e.words.size() > 1 && !e.column.key && !opaque && !e.last_word_in({"pk"}))
            return Role{"foreign_key", "its name and type"};
        return {};
    }
    bool const by = e.words.size() > 1 && (e.last_word_in({"by", "fk", "ref"}) || e.words.front() == "fk");
    if (by && (whole(e) || e.column.value_class == ValueClass::uuid)) return Role{"foreign_key", "its name and type"};
    return {};
}

Judged by_version(Evidence const &e) {
    if (!e.last_word_in(words::k_versions)) return {};
    if (whole(e) && e.profile.number.negative_share == 0) return Role{"version", "its name, and whole numbers"};
    auto const &t = e.profile.text;
    if (text(e) && (e.values == 0 || (t.digit_share > 0.3 && t.space_share < 0.05 && t.max_length <= 40)))
        return Role{"version", "its name, and short text with digits"};
    return {};
}

Judged by_ordinal(Evidence const &e) {
    if (!whole(e)) return {};
    bool named = e.last_word_in(words::k_ordinals);
    auto const &w = e.words;
    auto const before = w.size() > 1 ? w[w.size() - 2] : std::string{};
    if (e.last_word_in({"order"}))
        named = before == "sort" || before == "display" || before == "list" || before == "view" || w.size() == 1;
    if (e.last_word_in({"number", "no", "num", "nr"}))
        named = before == "line" || before == "item" || before == "row" || before == "step" || before == "page" ||
                before == "sequence" || before == "position";
    if (!named || e.profile.number.negative_share > 0.01) return {};
    // Places in a list are small and dense; all-unique ones of a long table are ids.
    auto const &quantiles = e.profile.quantiles;
    if (!quantiles.empty() && quantiles[49] > 1e6) return {};
    return Role{"ordinal", "its name, and whole numbers from a low one on"};
}

/// Two words for no and yes.
bool is_pair(std::string_view a, std::string_view b, bool named) {
    static constexpr std::string_view k_pairs[][2] = {{"0", "1"},
                                                      {"f", "t"},
                                                      {"false", "true"},
                                                      {"n", "y"},
                                                      {"no", "yes"},
                                                      {"off", "on"},
                                                      {"disabled", "enabled"},
                                                      {"inactive", "active"},
                                                      {"nein", "ja"},
                                                      {"n", "j"},
                                                      {"falsch", "wahr"},
                                                      {"inaktiv", "aktiv"},
                                                      {"non", "oui"},
                                                      {"n", "o"},
                                                      {"faux", "vrai"},
                                                      {"inactif", "actif"},
                                                      {"no", "si"},
                                                      {"falso", "verdadero"},
                                                      {"inactivo", "activo"},
                                                      {"nao", "sim"},
                                                      {"falso", "verdadeiro"},
                                                      {"inativo", "ativo"},
                                                      {"falso", "vero"},
                                                      {"inattivo", "attivo"},
                                                      {"nee", "ja"},
                                                      {"onwaar", "waar"},
                                                      {"inactief", "actief"}};
    // North and south, unless the name says otherwise.
    if (named && ((a == "n" && b == "s") || (a == "s" && b == "n"))) return true;
    return std::any_of(std::begin(k_pairs), std::end(k_pairs), [&](auto const &pair) {
        return (a == pair[0] && b == pair[1]) || (a == pair[1] && b == pair[0]);
    });
}

/// A value without case and accents.
std::string plain(std::string const &value) { return base::join(base::plain_words(base::fold_case(value)), " "); }

Judged by_flag(Evidence const &e) {
    auto const &top = e.profile.top;
    if (!e.profile.top_complete || top.empty() || top.size() > 2) return {};
    if (!text(e) && !whole(e)) return {};
    bool const named = e.first_word_in(words::k_flag_fronts) || e.last_word_in(words::k_flags);
    auto const first = plain(top[0].value);
    if (top.size() == 1) {
        static constexpr std::string_view k_one[] = {"0", "1", "t", "f", "y", "n", "true", "false", "yes", "no"};
        bool const flaglike = std::find(std::begin(k_one), std::end(k_one), first) != std::end(k_one);
        return named && flaglike ? Judged{Role{"flag", "its name, and one value, " + first}} : std::nullopt;
    }
    auto const second = plain(top[1].value);
    if (!is_pair(first, second, named)) return {};
    bool const amount = e.any_word_in(words::k_amounts);
    if (!named && (amount || !e.enough(10))) return {};
    return Role{"flag", fmt::format("two values: {} and {}", first, second)};
}

Judged by_enum(Evidence const &e) {
    if (!e.column.labels.empty()) return Role{"enum", "its type lists the values"};
    if ((!text(e) && !whole(e)) || e.values == 0) return {};
    bool const named = e.any_word_in(words::k_enums) && !e.last_word_in(words::k_no_enums);
    auto const d = e.profile.distinct.value;
    auto const n = static_cast<double>(e.values);
    bool const complete = e.profile.top_complete || e.profile.distinct_seen <= 50;
    if (!complete || e.profile.text.words > 3 || e.profile.text.max_length > 60) return {};
    if (text(e)) {
        bool const repeated = e.enough(20) && d <= 50 && n / d >= 10;
        bool const by_name = named && d <= 100 && n / d >= 2;
        if (!repeated && !by_name) return {};
        if (!named && (e.last_word_in(words::k_labels) || e.first_word_in(words::k_front_names))) return {};
        return Role{"enum", fmt::format("{} values, each {:.0f} times on average", e.profile.distinct_seen, n / d)};
    }
    auto const &quantiles = e.profile.quantiles;
    bool const small = e.profile.number.negative_share == 0 && !quantiles.empty() && quantiles.back() < 1000;
    if (named && small && d <= std::min(n / 5, 30.0))
        return Role{"enum", fmt::format("its name, and {} whole numbers that repeat", e.profile.distinct_seen)};
    return {};
}

Judged by_hash(Evidence const &e) {
    if (e.column.value_class == ValueClass::uuid) return Role{"hash", "a UUID that is no key"};
    if (!text(e) || !e.enough(5)) return {};
    auto const &t = e.profile.text;
    if (e.hex_digests) return Role{"hash", fmt::format("{} hexadecimal digits each", t.max_length)};
    bool const named = e.any_word_in(words::k_hashes);
    bool const opaque = e.opaque_share > (named ? 0.8 : 0.95) && e.profile.uniqueness > 0.3 && t.space_share == 0;
    // Serial numbers and codes have few shapes; those of random text differ.
    if (opaque && (named || e.main_mask_share < 0.5 || t.mask_share < 0.5))
        return Role{"hash", "letters and digits without order, no spaces"};
    return {};
}

Judged by_code(Evidence const &e) {
    if (e.number()) {
        if (whole(e) && e.last_word_in(words::k_number_codes)) return Role{"code", "its name, and whole numbers"};
        return {};
    }
    if (!text(e) || e.values == 0) return {};
    auto const &t = e.profile.text;
    if (t.space_share > 0.05 || t.max_length > 40) return {};
    bool const named = e.any_word_in(words::k_codes);
    if (t.number_share > 0.95 && e.profile.number.padded_share > 0.01)
        return Role{"code", "numbers with leading zeros"};
    if (named && (t.upper_share + t.number_share > 0.5 || t.digit_share > 0.3 || t.max_length <= 10))
        return Role{"code", "its name, and short text without spaces"};
    bool const shaped = e.enough(20) && e.profile.distinct_seen >= 8 && !e.profile.text.regex.empty() &&
                        t.max_length <= 24 && (t.digit_share > 0.2 || (t.upper_share > 0.95 && t.max_length <= 5)) &&
                        t.lower_share < 0.05;
    if (shaped && e.profile.axis != "number") return Role{"code", "short text of one shape, no lower case"};
    return {};
}

Judged by_text(Evidence const &e) {
    if (!text(e)) return {};
    auto const &t = e.profile.text;
    bool const told = e.any_word_in(words::k_texts);
    bool const long_text = t.words >= 5 || (t.mean_length.value >= 60 && t.space_share > 0.05) || t.line_share > 0.1;
    if (told && (e.values == 0 || t.words >= 2.5)) return Role{"free_text", "its name, and several words a value"};
    if (e.values > 0 && long_text && t.letter_share > 0.5)
        return Role{"free_text", fmt::format("{:.0f} words a value on average", t.words)};
    bool const named = e.last_word_in(words::k_names) || e.first_word_in(words::k_front_names);
    if (named && (e.values == 0 || t.letter_share > 0.4)) return Role{"name", "its name, and words"};
    return {};
}

Judged by_measure(Evidence const &e) {
    if (!e.number()) return {};
    auto const unit = judge_unit(e);
    if (!unit.empty()) return Role{"measure", "a number with a unit"};
    bool const named = e.any_word_in(words::k_measures);
    if (named) return Role{"measure", "its name and type"};
    if (e.column.value_class == ValueClass::real || e.profile.number.scale > 0)
        return Role{"measure", "numbers with decimal places"};
    return {};
}

} // namespace

Role judge_role(Evidence const &evidence) {
    static constexpr Judged (*k_rules[])(Evidence const &) = {by_declaration, by_document, by_geo,  by_date, by_key,
                                                              by_version,     by_ordinal,  by_flag, by_hash, by_code,
                                                              by_enum,        by_measure,  by_text};
    for (auto *rule : k_rules)
        if (auto role = rule(evidence)) return *role;
    return {};
}

} // namespace scribe::profile
