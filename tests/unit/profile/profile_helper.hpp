// SPDX-License-Identifier: MIT
#pragma once

#include "profile/profiler.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// What the tests of lib/profile share: columns made of texts, read whole or as a sample.
namespace profile_test {

using scribe::model::ColumnProfile;
using scribe::model::SampleColumn;
using scribe::model::SampleInfo;
using scribe::model::SampleValue;
using scribe::model::ValueClass;
using scribe::profile::Profile;
using scribe::profile::ProfileOptions;
using scribe::profile::TableProfiler;

using Values = std::vector<std::optional<std::string>>;

struct Column {
    SampleColumn about;
    Values values;
};

inline ProfileOptions options() {
    ProfileOptions made;
    made.table = "orders";
    made.today = "2026-06-15";
    made.key = 42;
    return made;
}

inline SampleInfo full(std::size_t rows) {
    SampleInfo info;
    info.method = "full";
    info.rows = info.sampled = static_cast<std::int64_t>(rows);
    info.rows_exact = true;
    return info;
}

inline SampleInfo sample(std::size_t sampled, std::int64_t rows) {
    auto info = full(sampled);
    info.method = "ctid";
    info.rows = rows;
    info.rows_exact = false;
    return info;
}

inline SampleValue value(std::optional<std::string> const &text) {
    if (!text) return {{}, 0, true};
    return {*text, static_cast<std::int64_t>(text->size()), false};
}

/// The profile of columns that are equally long.
inline Profile profile(std::vector<Column> const &columns, ProfileOptions const &with = options(),
                       std::optional<SampleInfo> info = {}) {
    std::vector<SampleColumn> about;
    for (auto const &column : columns) about.push_back(column.about);
    TableProfiler profiler{about, with};
    auto const rows = columns.empty() ? 0 : columns[0].values.size();
    std::vector<SampleValue> row(columns.size());
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns.size(); ++c) row[c] = value(columns[c].values[r]);
        profiler.row(row);
    }
    return profiler.finish(info ? *info : full(rows));
}

inline SampleColumn column(std::string name, ValueClass value_class, std::string type = "text") {
    SampleColumn about;
    about.name = std::move(name);
    about.type = std::move(type);
    about.value_class = value_class;
    return about;
}

/// The profile of one column.
inline ColumnProfile profile(SampleColumn about, Values values, ProfileOptions const &with = options(),
                             std::optional<SampleInfo> info = {}) {
    return profile({{std::move(about), std::move(values)}}, with, std::move(info)).columns[0];
}

/// `count` values, made of their place.
inline Values make(std::size_t count, std::function<std::string(std::size_t)> const &text) {
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.emplace_back(text(i));
    return values;
}

} // namespace profile_test
