// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::conformance {

/// Keeps what a sample hands over. NULL is nothing.
class CollectedSample final : public source::SampleReceiver {
public:
    CollectedSample(source::Source &source, source::SampleRequest const &request) {
        report = source.sample(request, *this);
    }

    void begin(source::SampleStart const &known) override { start = known; }
    void row(model::SampleRow values) override {
        std::vector<std::optional<std::string>> texts;
        std::vector<std::int64_t> sizes;
        for (auto const &value : values) {
            texts.push_back(value.null ? std::nullopt : std::optional<std::string>{value.text});
            sizes.push_back(value.bytes);
        }
        rows.push_back(std::move(texts));
        bytes.push_back(std::move(sizes));
    }
    /// A column's values.
    std::vector<std::string> column(std::size_t place) const {
        std::vector<std::string> values;
        for (auto const &row : rows) values.push_back(row[place].value_or("(null)"));
        return values;
    }

    source::SampleReport report;
    source::SampleStart start;
    std::vector<std::vector<std::optional<std::string>>> rows;
    std::vector<std::vector<std::int64_t>> bytes;
};

/// A request for columns of these names and classes.
inline source::SampleRequest sample_of(std::string schema, std::string name,
                                       std::vector<std::pair<std::string, model::ValueClass>> const &columns) {
    source::SampleRequest request;
    request.schema = std::move(schema);
    request.name = std::move(name);
    for (auto const &[column, value_class] : columns) {
        request.columns.emplace_back();
        request.columns.back().name = column;
        request.columns.back().value_class = value_class;
    }
    return request;
}

} // namespace scribe::conformance
