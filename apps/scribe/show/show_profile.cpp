// SPDX-License-Identifier: MIT
#include "show/show_profile.hpp"
#include "show/show_queries.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "profile/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace scribe::cli {

namespace {

using model::ColumnProfile;
using model::Kind;
using Rows = std::vector<std::vector<std::string>>;

/// Values of a column that a table's page has room for.
constexpr std::size_t k_top_in_table = 4;
constexpr std::size_t k_top_in_column = 20;
/// Width of the bar of the most frequent value.
constexpr double k_bar_width = 30;

std::string percent(double share) {
    if (share > 0 && share < 0.0005) return "<0.1 %";
    if (share < 1 && share > 0.9995) return ">99.9 %";
    return fmt::format("{:.{}f} %", share * 100, share > 0 && share < 0.1 ? 1 : 0);
}

/// 1234.5 as "1,234.5"; large numbers without decimals.
std::string number(double value) {
    if (!std::isfinite(value)) return "";
    if (std::abs(value) >= 1000 && std::abs(value) < 1e15) return base::group_digits(std::llround(value));
    auto text = fmt::format("{:.4g}", value);
    return text;
}

/// There are values, and nothing says how many are different.
bool is_uncounted(ColumnProfile const &profile) {
    bool const any = profile.method == "statistics" || profile.sampled > 0;
    return profile.distinct_method.empty() && any && profile.null_share.value < 1;
}

/// A key has as many distinct values as the table has rows, and those were counted only where all of them were passed.
bool is_estimated(ColumnProfile const &profile) {
    bool const counted = profile.method == "full" || profile.method == "modulo";
    return profile.distinct.low != profile.distinct.high || (profile.distinct_method == "key" && !counted);
}

std::string estimate(model::Estimate const &figure, std::string (*text)(double) = number) {
    bool const exact = figure.low == figure.high;
    return exact ? text(figure.value)
                 : fmt::format("about {} ({} to {})", text(figure.value), text(figure.low), text(figure.high));
}

/// How many: estimates have decimals, things that are counted none.
std::string whole(double value) { return number(std::round(value)); }

/// Shares as blocks of eight heights: a histogram in one line.
std::string spark(std::vector<double> const &shares) {
    static constexpr std::array k_blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    auto const most = shares.empty() ? 0 : *std::ranges::max_element(shares);
    if (most <= 0) return {};
    std::string text;
    for (auto const share : shares) {
        auto const height = static_cast<std::size_t>(share / most * 7.999);
        text += share <= 0 ? " " : k_blocks[std::min<std::size_t>(height, 7)];
    }
    return text;
}

/// True where the bars are of the values themselves, not of their lengths.
bool is_scale(ColumnProfile const &profile) {
    return profile.axis == "number" || profile.axis == "seconds" || profile.axis == "duration";
}

std::string bar(double share, double most) {
    auto const eighths = most > 0 ? static_cast<int>(std::lround(share / most * k_bar_width * 8)) : 0;
    static constexpr std::array k_ends = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    std::string text;
    for (int i = 0; i < eighths / 8; ++i) text += "█";
    return text + k_ends[static_cast<std::size_t>(eighths % 8)];
}

std::string shown_value(std::string const &value) {
    if (value.empty()) return "(empty)";
    auto const text = base::single_line(value);
    return value.find_first_not_of(' ') == std::string::npos ? "(blank)" : text;
}

std::string top_text(ColumnProfile const &profile, std::size_t most) {
    std::vector<std::string> texts;
    double rest = 1;
    for (auto const &value : profile.top) {
        if (texts.size() == most) break;
        texts.push_back(shown_value(value.value) + " " + percent(value.share));
        rest -= value.share;
    }
    bool const more = profile.top.size() > most || (!profile.top_complete && !texts.empty());
    if (more && rest > 1e-6) texts.emplace_back("…");
    return base::join(texts, ", ");
}

std::string range_text(ColumnProfile const &profile) {
    if (profile.min.empty() && profile.max.empty()) return {};
    return profile.min == profile.max ? shown_value(profile.min)
                                      : shown_value(profile.min) + " to " + shown_value(profile.max);
}

/// What the values are like, in the room that a table's page has.
std::string values_text(ColumnProfile const &profile) {
    if (!profile.json.paths.empty()) {
        std::vector<std::string> paths;
        for (auto const &path : profile.json.paths) {
            if (paths.size() < k_top_in_table) paths.push_back(base::single_line(path.path));
        }
        if (profile.json.paths.size() > k_top_in_table) paths.emplace_back("…");
        return base::join(paths, ", ");
    }
    if (profile.role == "enum" || profile.role == "flag" || profile.distinct_seen <= 6) {
        if (auto text = top_text(profile, k_top_in_table); !text.empty()) return text;
    }
    if (!profile.array.elements.empty()) {
        std::vector<std::string> elements;
        for (auto const &element : profile.array.elements) {
            if (elements.size() < k_top_in_table)
                elements.push_back(shown_value(element.value) + " " + percent(element.share));
        }
        return base::join(elements, ", ");
    }
    auto text = range_text(profile);
    if (auto const line = is_scale(profile) ? spark(profile.bars) : std::string{}; !line.empty())
        text += (text.empty() ? "" : "  ") + line;
    return text.empty() ? top_text(profile, k_top_in_table) : text;
}

std::string label_text(catalog::LabelRow const &label) {
    std::vector<std::string> texts;
    if (!label.entity.empty())
        texts.push_back(label.decision == "set" ? label.entity + " (decided)"
                                                : fmt::format("{} {:.2f}", label.entity, label.confidence));
    if (label.decision == "rejected") texts.emplace_back("not personal (decided)");
    if (!label.semantic_type.empty()) texts.push_back(label.semantic_type);
    return base::join(texts, ", ");
}

std::string when(std::string const &iso) { return base::human_time(iso).substr(0, 16); }

/// "10,012 of about 1,000,000 rows, drawn by ctid".
std::string basis_text(model::TableProfile const &profile) {
    if (!profile.knows_rows() && profile.method == "statistics")
        return "the planner's figures of an unknown number of rows; no row was read";
    auto const rows = (profile.rows_exact ? "" : "about ") + base::group_digits(profile.rows) +
                      (profile.rows == 1 ? " row" : " rows");
    if (profile.method == "statistics") return "the planner's figures of " + rows + "; no row was read";
    if (profile.method == "full") return "all " + rows;
    if (profile.method == "first") return "the first " + rows;
    return fmt::format("{} of {}, drawn at random ({}, seed {})", base::group_digits(profile.sampled), rows,
                       profile.method, profile.seed);
}

std::string signed_text(std::int64_t number, std::string const &text) { return (number < 0 ? "-" : "+") + text; }

std::string growth_of_rows(model::TableProfile const &before, model::TableProfile const &now) {
    if (!before.knows_rows() || !now.knows_rows()) return "unknown";
    if (!profile::comparable_rows(before, now)) return "unknown (row level security hid rows from one of the two runs)";
    auto const rows = now.rows - before.rows;
    auto text =
        (now.rows_exact && before.rows_exact ? "" : "about ") + signed_text(rows, base::counted(std::abs(rows), "row"));
    if (before.rows > 0 && rows != 0)
        text += fmt::format(" ({:+.0f} %)", 100 * static_cast<double>(rows) / static_cast<double>(before.rows));
    return text;
}

/// "+1,200 rows (+12 %), +96 kB since 2026-05-01 10:00 (UTC)".
std::string growth_text(ShownProfile const &shown) {
    auto const &now = shown.table->profile, &before = shown.before->profile;
    auto const bytes = now.bytes - before.bytes;
    bool const known = profile::comparable_rows(before, now);
    if (known && now.rows == before.rows && bytes == 0)
        return fmt::format("none since {}", when(shown.before->profiled_at));
    auto text = growth_of_rows(before, now);
    bool const sized = now.bytes > 0 && before.bytes > 0 && bytes != 0;
    if (!known && !sized) return text;
    if (sized) text += ", " + signed_text(bytes, base::human_bytes(std::abs(bytes)));
    return fmt::format("{} since {}", text, when(shown.before->profiled_at));
}

std::string quality_text(model::TableQuality const &quality) {
    if (quality.columns == 0) return {};
    std::vector<std::string> parts;
    for (auto const &[name, score] : {std::pair{"completeness", quality.completeness},
                                      {"uniqueness", quality.uniqueness},
                                      {"validity", quality.validity},
                                      {"consistency", quality.consistency},
                                      {"timeliness", quality.timeliness}}) {
        if (score >= 0) parts.push_back(fmt::format("{} {}", name, percent(score)));
    }
    return fmt::format("{} ({})", percent(quality.score), base::join(parts, ", "));
}

void show_table_profile(ShowPage &page, ShownProfile const &shown) {
    auto const &profile = shown.table->profile;
    page.heading(fmt::format("Profile of {} (UTC)", when(shown.table->profiled_at)));
    page.fact("made of", basis_text(profile));
    if (shown.before) page.fact("growth", growth_text(shown));
    page.fact("quality", quality_text(profile.quality));
    if (!profile.freshness.newest.empty())
        page.fact("newest date", fmt::format("{} in {}, {} before", profile.freshness.newest, profile.freshness.column,
                                             base::counted(profile.freshness.age_days, "day")));
    if (profile.duplicate_share.high > 0) page.fact("duplicate rows", percent(profile.duplicate_share.value));
    for (auto const &note : shown.table->notes) page.fact("note", note);
    Rows rows;
    for (auto const &[id, column, sketch, evidence, label] : shown.table->columns) {
        auto const found = shown.labels.find(id);
        auto const unit = column.unit.empty() ? "" : " in " + column.unit;
        rows.push_back({column.name, column.role + unit, percent(column.null_share.value) + " null",
                        is_uncounted(column) ? ""
                                             : (column.distinct_method == "at_least" ? "≥"
                                                : is_estimated(column)               ? "~"
                                                                                     : "") +
                                                   whole(column.distinct.value) + " distinct",
                        found == shown.labels.end() ? "" : label_text(found->second), values_text(column)});
    }
    page.heading("Values");
    page.rows(rows);
}

void show_top(ShowPage &page, ColumnProfile const &profile) {
    Rows rows;
    double most = 0;
    for (auto const &value : profile.top) most = std::max(most, value.share);
    for (auto const &value : profile.top) {
        if (rows.size() == k_top_in_column) break;
        rows.push_back({shown_value(value.value), percent(value.share), bar(value.share, most)});
    }
    page.heading(profile.top_complete ? "Values" : "Most frequent values");
    page.rows(rows);
}

void show_numbers(ShowPage &page, ColumnProfile const &profile) {
    auto const &facts = profile.number;
    if (profile.axis == "number") {
        if (profile.hidden.empty()) {
            page.fact("mean", estimate(facts.mean));
            page.fact("standard deviation", estimate(facts.sd));
            bool const unknown = facts.skew == model::Estimate{} && profile.share_error > 0 && facts.sd.value > 0;
            page.fact("skew", unknown ? "decided by a few values, which a sample does not tell" : estimate(facts.skew));
            page.fact("median distance from the median", estimate(facts.mad));
        }
        if (facts.zero_share > 0) page.fact("zeros", percent(facts.zero_share));
        if (facts.negative_share > 0) page.fact("negative", percent(facts.negative_share));
        if (facts.nan_share > 0) page.fact("NaN", percent(facts.nan_share));
        if (facts.infinite_share > 0) page.fact("infinite", percent(facts.infinite_share));
        if (facts.outlier_share > 0) page.fact("outliers", percent(facts.outlier_share));
        if (facts.sequence) page.fact("sequence", "yes");
    }
    if (facts.padded_share > 0) page.fact("leading zeros", percent(facts.padded_share));
    if (profile.quantiles.size() == 99 && profile.axis == "number") {
        std::vector<std::string> texts;
        for (auto const at : {1, 5, 25, 50, 75, 95, 99})
            texts.push_back(fmt::format("{} %: {}", at, number(profile.quantiles[static_cast<std::size_t>(at - 1)])));
        page.fact("quantiles", base::join(texts, "  "));
    }
    if (is_scale(profile)) page.fact("distribution", spark(profile.bars));
}

void show_dates(ShowPage &page, model::DateFacts const &facts) {
    if (facts.granularity.empty()) return;
    page.fact("granularity", facts.granularity);
    for (auto const &[name, share] : {std::pair{"at midnight", facts.midnight_share},
                                      {"in the future", facts.future_share},
                                      {"before 1900", facts.ancient_share},
                                      {"infinite", facts.infinite_share},
                                      {"invalid", facts.invalid_share}}) {
        if (share > 0) page.fact(name, percent(share));
    }
    if (facts.gap_days > 0)
        page.fact("longest gap", fmt::format("{} from {}", base::counted(facts.gap_days, "day"), facts.gap_from));
}

void show_text_facts(ShowPage &page, model::TextFacts const &facts) {
    if (facts.max_length == 0) return;
    auto const *const about = facts.cut_share > 0 ? "about " : "";
    page.fact("length", facts.min_length == facts.max_length
                            ? about + base::counted(facts.min_length, "character")
                            : fmt::format("{}{} to {} characters, mean {}", about, base::group_digits(facts.min_length),
                                          base::group_digits(facts.max_length), number(facts.mean_length.value)));
    if (facts.cut_share > 0)
        page.fact("long values",
                  fmt::format("{} were read in part, so that the mean length is {} to {} characters; {} bytes at most",
                              percent(facts.cut_share), number(facts.mean_length.low), number(facts.mean_length.high),
                              base::group_digits(facts.max_bytes)));
    std::vector<std::string> masks;
    for (auto const &mask : facts.masks) {
        if (masks.size() < k_top_in_table) masks.push_back(fmt::format("{} {}", mask.value, percent(mask.share)));
    }
    page.fact("shapes", base::join(masks, ", "));
    if (!facts.regex.empty()) page.fact("pattern", fmt::format("{} ({})", facts.regex, percent(facts.regex_share)));
}

void show_nested(ShowPage &page, ColumnProfile const &profile) {
    Rows paths;
    for (auto const &path : profile.json.paths) {
        std::vector<std::string> types;
        for (auto const &type : path.types) types.push_back(type.value);
        paths.push_back({path.path, base::join(types, ", "), percent(path.presence)});
    }
    page.heading("Paths");
    page.rows(paths);
    if (profile.json.cut > 0)
        page.fact("note",
                  fmt::format("of {} of {} only the beginning was read: what is behind it does not count",
                              base::group_digits(profile.json.cut), base::counted(profile.json.documents, "document")));
    if (profile.json.unread > 0)
        page.fact("note", base::counted(profile.json.unread, "more document") + " too long to be read");
    auto const &array = profile.array;
    if (array.max_length > 0) {
        page.fact("elements", array.min_length == array.max_length
                                  ? fmt::format("{} each", base::group_digits(array.max_length))
                                  : fmt::format("{} to {}, mean {}", base::group_digits(array.min_length),
                                                base::group_digits(array.max_length), number(array.mean_length)));
        if (array.empty_share > 0) page.fact("empty arrays", percent(array.empty_share));
        if (array.null_element_share > 0) page.fact("null elements", percent(array.null_element_share));
    }
    Rows elements;
    for (auto const &element : array.elements) elements.push_back({shown_value(element.value), percent(element.share)});
    page.heading("Elements");
    page.rows(elements);
}

void show_quality(ShowPage &page, ColumnProfile const &profile) {
    Rows rows;
    for (auto const &[name, quality] : {std::pair{"completeness", &profile.completeness},
                                        {"uniqueness", &profile.uniqueness_quality},
                                        {"validity", &profile.validity},
                                        {"consistency", &profile.consistency},
                                        {"timeliness", &profile.timeliness}}) {
        if (!quality->rule.empty()) rows.push_back({name, percent(quality->score), quality->rule});
    }
    page.heading("Quality");
    page.rows(rows);
}

void show_column_profile(ShowPage &page, ShownProfile const &shown) {
    auto const &profile = *shown.column;
    page.heading(fmt::format("Profile of {} (UTC)", when(shown.profiled_at)));
    page.fact("made of",
              profile.method == "statistics"
                  ? "the planner's figures; no row was read"
                  : base::counted(profile.sampled, "row") +
                        (profile.share_error > 0 ? fmt::format(", shares ± {}", percent(profile.share_error)) : ""));
    if (!profile.role.empty())
        page.fact("role", profile.role + (profile.role_reason.empty() ? "" : ": " + profile.role_reason));
    page.fact("unit", profile.unit);
    page.fact("null", percent(profile.null_share.value));
    for (auto const &[name, share] : {std::pair{"empty", profile.empty_share.value},
                                      {"blank", profile.blank_share.value},
                                      {"stand-ins for null", profile.sentinel_share.value}}) {
        if (share > 0) page.fact(name, percent(share));
    }
    if (!is_uncounted(profile)) {
        bool const about = is_estimated(profile) && profile.distinct.low == profile.distinct.high;
        if (profile.distinct_method == "at_least")
            page.fact("distinct", fmt::format("at least {}, as the beginnings of the values tell; at most {}",
                                              whole(profile.distinct.low), whole(profile.distinct.high)));
        else
            page.fact("distinct", fmt::format("{}{}{}", about ? "about " : "", estimate(profile.distinct, whole),
                                              profile.uniqueness > 0.9995 ? ", unique" : ""));
    }
    page.fact("range", range_text(profile));
    if (profile.order != "constant") page.fact("order", profile.order);
    if (!profile.hidden.empty()) page.fact("values", profile.hidden == "masked" ? "masked" : "not kept");
    show_numbers(page, profile);
    show_dates(page, profile.date);
    show_text_facts(page, profile.text);
    show_top(page, profile);
    show_nested(page, profile);
    show_quality(page, profile);
}

void show_label(ShowPage &page, catalog::LabelRow const &label) {
    bool const nothing = label.entity.empty() && label.semantic_type.empty() && label.decision.empty();
    if (nothing && !label.judged.guarded) return;
    bool const type_only = label.entity.empty() && label.decision.empty() && !label.judged.guarded;
    page.heading(type_only ? "Kind of values" : "Personal data");
    if (!label.entity.empty()) page.fact("entity", label_text(label));
    else if (label.decision == "rejected") page.fact("entity", "none, as a person decided");
    if (!label.entity.empty()) page.fact("sensitivity", label.sensitivity);
    page.fact("semantic type", label.semantic_type);
    for (auto const &why : label.judged.evidence) page.fact("because", why);
}

} // namespace

ShownProfile find_shown_profile(catalog::Store &store, catalog::SourceRow const &source, model::Record const &object) {
    ShownProfile shown;
    shown.relationships = find_relations(store, source, object);
    shown.self = {object.schema, object.kind == Kind::column ? object.table : object.name};
    auto const id = model::object_id(source.name, object.kind, object.schema, object.table, object.name);
    if (auto text = catalog::find_text(store, id); text && text->version > 0 && !text->description.text.empty())
        shown.said = std::move(text->description);
    shown.queries = catalog::queries_using(store, id);
    if (object.kind == Kind::table || object.kind == Kind::view) {
        shown.table = catalog::find_profile(store, id);
        if (!shown.table) return shown;
        shown.before = catalog::find_profile(store, id, shown.table->profiled_at);
        for (auto const &column : shown.table->columns) {
            if (auto label = catalog::find_label(store, column.id)) shown.labels.emplace(column.id, std::move(*label));
        }
    }
    if (object.kind != Kind::column) return shown;
    for (auto const kind : {Kind::table, Kind::view}) {
        auto const table = model::object_id(source.name, kind, object.schema, "", object.table);
        if (auto found = catalog::find_column_profile(store, table, id)) {
            shown.profiled_at = found->first;
            shown.column = std::move(found->second);
        }
    }
    shown.label = catalog::find_label(store, id);
    return shown;
}

void show_profile(ShowPage &page, ShownProfile const &shown) {
    show_relations(page, shown.relationships, shown.self);
    show_linked(page, shown.linked, shown.self);
    if (shown.table) show_table_profile(page, shown);
    if (shown.label) show_label(page, *shown.label);
    if (shown.column) show_column_profile(page, shown);
    show_queries(page, shown.queries);
}

void write_profile(base::JsonWriter &json, ShownProfile const &shown) {
    write_relations(json, shown.relationships);
    write_linked(json, shown.linked);
    write_queries(json, shown.queries);
    json.key("profile");
    if (shown.table) json.raw(model::profile_to_json(shown.table->profile));
    else if (shown.column) json.raw(model::profile_to_json(*shown.column));
    else json.null();
    json.key("profiled_at");
    if (shown.table) json.value(shown.table->profiled_at);
    else if (shown.column) json.value(shown.profiled_at);
    else json.null();
    if (shown.table && shown.before) {
        json.key("growth");
        json.begin_object();
        json.member("since", shown.before->profiled_at);
        json.member("rows", profile::comparable_rows(shown.before->profile, shown.table->profile)
                                ? std::optional{shown.table->profile.rows - shown.before->profile.rows}
                                : std::nullopt);
        json.member("bytes", shown.table->profile.bytes - shown.before->profile.bytes);
        json.end_object();
    }
    json.key("label");
    if (!shown.label) return json.null();
    json.begin_object();
    json.member("entity", shown.label->entity);
    json.member("sensitivity", shown.label->sensitivity);
    json.member("confidence", shown.label->confidence);
    json.member("semantic_type", shown.label->semantic_type);
    json.member("decision", shown.label->decision);
    json.member("evidence", shown.label->judged.evidence);
    json.end_object();
}

} // namespace scribe::cli
