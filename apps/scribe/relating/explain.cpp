// SPDX-License-Identifier: MIT
#include "relating/explain.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <ostream>

namespace scribe::cli {

namespace {

/// Features below this in weight are left out.
constexpr double k_least_weight = 0.05;

std::pair<std::size_t, std::size_t> find_column(relate::Facts const &facts, catalog::SourceRow const &source,
                                                std::string const &ref) {
    auto const pattern = model::parse_ref(ref);
    model::Record record;
    record.kind = model::Kind::column;
    std::vector<std::string> known;
    for (std::size_t t = 0; t < facts.tables.size(); ++t)
        for (std::size_t c = 0; c < facts.tables[t].columns.size(); ++c) {
            record.schema = facts.tables[t].schema;
            record.table = facts.tables[t].name;
            record.name = facts.tables[t].columns[c].name;
            if (model::selects({pattern}, source.name, record)) return {t, c};
            known.push_back(record.table + "." + record.name);
        }
    auto const nearest = base::nearest(ref, known);
    throw base::Error(base::ExitCode::usage, fmt::format("{} has no column {}", source.name, base::single_line(ref)),
                      nearest ? fmt::format("did you mean {}?", *nearest) : "write schema.table.column");
}

} // namespace

void explain_pair(relate::Search const &search, catalog::SourceRow const &source, std::string const &from,
                  std::string const &to, Context &context) {
    auto const [table, column] = find_column(search.facts(), source, from);
    auto const [parent, parent_column] = find_column(search.facts(), source, to);
    auto const explanation = search.explain(table, column, parent, parent_column);
    auto &out = context.out;
    out << fmt::format("{} -> {}\n", base::single_line(from), base::single_line(to));
    if (explanation.considered) {
        out << fmt::format("  confidence {:.2f}, judged by {}\n", explanation.confidence,
                           explanation.compared ? "names, structure and values" : "names and structure");
    } else out << (explanation.others.empty() ? "  not considered\n" : "  not considered by itself\n");
    for (auto const &reason : explanation.reasons) out << fmt::format("  {}\n", base::single_line(reason));
    for (auto const &other : explanation.others) {
        out << fmt::format("  {}: confidence {:.2f}\n", base::single_line(other.text), other.confidence);
        for (auto const &reason : other.reasons) out << fmt::format("    {}\n", base::single_line(reason));
    }
    if (!explanation.chosen.empty())
        out << fmt::format("  the column was given {}\n", base::single_line(explanation.chosen));
    if (explanation.parts.empty()) return;
    out << "\nWhat each feature added to the logit of the confidence\n";
    for (auto const &[name, weight] : explanation.parts)
        if (std::abs(weight) >= k_least_weight) out << fmt::format("  {:>+6.2f}  {}\n", weight, name);
}

} // namespace scribe::cli
