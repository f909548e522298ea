// SPDX-License-Identifier: MIT
#pragma once

#include "classify/judge.hpp"
#include "classify/observer.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// A table of text columns for the tests of lib/classify.
struct TestColumn {
    std::string name;
    std::vector<std::string> values; ///< an empty one is null
    std::string type = "text";
};

inline scribe::classify::Rules const &test_rules() {
    static scribe::classify::Rules const rules;
    return rules;
}

inline std::vector<scribe::model::ClassEvidence> observe(scribe::classify::Rules const &rules,
                                                         std::vector<TestColumn> const &columns) {
    using namespace scribe;
    std::vector<model::SampleColumn> sample(columns.size());
    std::size_t rows = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        sample[i].name = columns[i].name;
        sample[i].type = columns[i].type;
        sample[i].value_class = model::value_class_of(columns[i].type);
        rows = std::max(rows, columns[i].values.size());
    }
    classify::TableObserver observer{rules, sample};
    for (std::size_t at = 0; at < rows; ++at) {
        std::vector<model::SampleValue> row(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (at < columns[i].values.size()) row[i].text = columns[i].values[at];
            row[i].bytes = static_cast<std::int64_t>(row[i].text.size());
            row[i].null = row[i].text.empty();
        }
        observer.row(row);
    }
    return observer.finish();
}

/// The labels of the columns, in their order.
inline std::vector<scribe::model::Label> labels(std::string const &table, std::vector<TestColumn> const &columns,
                                                scribe::classify::Rules const &rules = test_rules()) {
    using namespace scribe;
    scribe::classify::TableContext context{table, {}};
    for (auto const &column : columns) {
        auto const type = column.type.empty() ? model::ValueClass::text : model::value_class_of(column.type);
        context.columns.push_back({column.name, column.type, false, false, type});
    }
    return judge(rules, context, observe(rules, columns));
}

/// The entity of one column alone in a table.
inline std::string entity(std::string const &name, std::vector<std::string> const &values) {
    return labels("t", {{name, values}}).front().entity;
}

/// `count` values made of their number.
inline std::vector<std::string> made(std::size_t count, std::function<std::string(std::size_t)> const &make) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(make(i));
    return values;
}
