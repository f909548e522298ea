// SPDX-License-Identifier: MIT
#include "relating/people/choice.hpp"

#include "base/text.hpp"
#include "context/end.hpp"
#include "options/source_option.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::RelationshipRow;
using model::RefPattern;

constexpr double k_found = 0.5;

std::optional<std::int64_t> id_of(RefPattern const &pattern) {
    if (pattern.exclude || !pattern.source.empty() || pattern.parts.size() != 1 || pattern.quoted[0])
        return std::nullopt;
    return catalog::parse_relationship_id(pattern.parts[0]);
}

/// What the patterns name, a line each: tables and columns of the referring side.
std::vector<std::string> known_names(std::vector<RelationshipRow> const &rows) {
    std::set<std::string> names;
    for (auto const &row : rows) {
        auto const &from = row.relationship.from;
        for (auto const &table : {model::format_ref("", from.table), model::format_ref(from.schema, from.table)}) {
            names.insert(table);
            for (auto const &column : from.columns) names.insert(table + "." + model::format_ref("", column));
        }
    }
    return {names.begin(), names.end()};
}

std::string pattern_text(RefPattern const &pattern) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < pattern.parts.size(); ++i)
        parts.push_back(pattern.quoted[i] ? model::format_ref("", pattern.parts[i]) : pattern.parts[i]);
    return base::single_line((pattern.source.empty() ? "" : pattern.source + ":") + base::join(parts, "."));
}

class Chooser {
public:
    Chooser(catalog::Store &store, RelationChoice const &choice, std::vector<std::string> decisions, Context &context)
        : m_store(store), m_choice(choice),
          m_decisions(choice.decisions.empty() ? std::move(decisions) : choice.decisions) {
        for (auto &pattern : choice.refs.patterns(context)) {
            if (auto const id = id_of(pattern)) m_ids.push_back(*id);
            else m_patterns.push_back(std::move(pattern));
        }
        for (auto const &text : choice.to) m_to.push_back(model::parse_ref(text));
        if (!choice.source.empty()) need_source(store, choice.source);
    }

    std::vector<RelationshipRow> rows() {
        catalog::RelationshipQuery query;
        query.source = m_choice.source;
        query.min_confidence = 0;
        query.rejected = true;
        query.limit = 0;
        catalog::list_relationships(m_store, query, [&](RelationshipRow &&row) { m_all.push_back(std::move(row)); });
        if (m_all.empty())
            throw Error(ExitCode::usage, "there are no relationships yet",
                        "scribe relate finds them, scribe relate add makes one");
        for (auto const id : m_ids) take(id);
        if (!m_patterns.empty() || m_ids.empty()) take_matching();
        std::vector<RelationshipRow> result;
        for (auto const at : m_chosen) result.push_back(m_all[at]);
        return result;
    }

private:
    void take(std::int64_t id) {
        auto const found = std::ranges::find(m_all, id, &RelationshipRow::id);
        if (found != m_all.end()) {
            m_chosen.insert(static_cast<std::size_t>(found - m_all.begin()));
            return;
        }
        auto const text = catalog::relationship_id_text(id);
        std::vector<std::string> ids;
        for (auto const &row : m_all) ids.push_back(catalog::relationship_id_text(row.id));
        auto const near = base::nearest(text, ids);
        throw Error(ExitCode::usage, fmt::format("there is no relationship {}", text),
                    near ? fmt::format("did you mean {}?", *near) : "scribe relate list -t csv shows the ids");
    }

    bool passes(RelationshipRow const &row) const {
        auto const &one = row.relationship;
        auto const in = [](std::vector<std::string> const &list, std::string const &word) {
            return list.empty() || std::ranges::find(list, word) != list.end();
        };
        if (!in(m_choice.statuses, one.status) || !in(m_decisions, one.decision)) return false;
        if (m_choice.min_confidence) return one.confidence >= *m_choice.min_confidence;
        return one.decision != "open" || one.confidence >= k_found;
    }

    void take_matching() {
        std::vector<bool> hit(m_patterns.size(), false);
        std::vector<std::size_t> matching;
        for (std::size_t at = 0; at < m_all.size(); ++at) {
            auto const &row = m_all[at];
            if (!m_to.empty() && !catalog::selects_end(m_to, row.source, row.relationship.to)) continue;
            for (std::size_t i = 0; i < m_patterns.size(); ++i)
                hit[i] = hit[i] || m_patterns[i].exclude ||
                         catalog::selects_end({m_patterns[i]}, row.source, row.relationship.from);
            if (m_patterns.empty() || catalog::selects_end(m_patterns, row.source, row.relationship.from))
                matching.push_back(at);
        }
        for (std::size_t i = 0; i < m_patterns.size(); ++i) {
            if (!hit[i]) refuse_unknown(m_patterns[i]);
        }
        prefer_single_columns(matching);
        std::vector<RelationshipRow const *> left_out;
        for (auto const at : matching) {
            if (passes(m_all[at])) m_chosen.insert(at);
            else left_out.push_back(&m_all[at]);
        }
        if (m_chosen.empty()) refuse_none(left_out);
    }

    /// A column's name means what begins at that column alone, where there is such a one; keys of several columns that
    /// have it among them only where there is none.
    void prefer_single_columns(std::vector<std::size_t> &matching) const {
        auto const by_table = [&](std::size_t at) {
            auto end = m_all[at].relationship.from;
            end.columns.clear();
            return m_patterns.empty() || catalog::selects_end(m_patterns, m_all[at].source, end);
        };
        auto const is_single = [&](std::size_t at) { return m_all[at].relationship.from.columns.size() == 1; };
        if (std::ranges::none_of(matching, [&](std::size_t at) { return is_single(at) && !by_table(at); })) return;
        std::erase_if(matching, [&](std::size_t at) { return !is_single(at) && !by_table(at); });
    }

    [[noreturn]] void refuse_unknown(RefPattern const &pattern) const {
        auto const text = pattern_text(pattern);
        auto const near = base::nearest(text, known_names(m_all));
        throw Error(
            ExitCode::usage,
            fmt::format("no relationship begins at {}{}", text,
                        m_to.empty() ? "" : " and ends at " + base::single_line(base::join(m_choice.to, " or "))),
            near && *near != text ? fmt::format("did you mean {}?", *near)
                                  : "scribe relate list --min-confidence 0 shows all");
    }

    [[noreturn]] static void refuse_none(std::vector<RelationshipRow const *> const &left_out) {
        if (left_out.empty())
            throw Error(ExitCode::usage, "no relationship is meant", "scribe relate list --min-confidence 0 shows all");
        auto const &one = *left_out.front();
        throw Error(ExitCode::usage,
                    fmt::format("no relationship is meant, but {} but for its filters: {} {} ({}, {}, {:.2f})",
                                left_out.size() == 1 ? "one would be" : fmt::format("{} would be", left_out.size()),
                                catalog::relationship_id_text(one.id),
                                base::single_line(model::relationship_text(one.relationship)), one.relationship.status,
                                one.relationship.decision, one.relationship.confidence),
                    "name it by its id, or widen the choice: --min-confidence 0, --decision open,accepted,rejected");
    }

    catalog::Store &m_store;
    RelationChoice const &m_choice;
    std::vector<std::string> m_decisions;
    std::vector<std::int64_t> m_ids;
    std::vector<RefPattern> m_patterns, m_to;
    std::vector<RelationshipRow> m_all;
    std::set<std::size_t> m_chosen;
};

} // namespace

void add_status_options(CLI::App &app, std::vector<std::string> &statuses, std::vector<std::string> &decisions) {
    auto const *const group = "Selection";
    app.add_option("--status", statuses, "Only these: declared, observed, inferred, manual")
        ->type_name("STATUS")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"declared", "observed", "inferred", "manual"}))
        ->group(group);
    app.add_option("--decision", decisions, "Only these: open, accepted, rejected")
        ->type_name("DECISION")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"open", "accepted", "rejected"}))
        ->group(group);
}

void add_choice_options(CLI::App &app, RelationChoice &choice, bool filters) {
    add_ref_options(
        app, choice.refs,
        "Relationships: an id, or the referring table or column, [source:][schema.]table[.column]; * and ? match");
    auto const *const group = "Selection";
    app.add_option("--to", choice.to, "Only those that refer to this table or column")
        ->type_name("REF")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option("--source", choice.source, "Only this source")->type_name("NAME")->group(group);
    if (!filters) return;
    app.add_option("--min-confidence", choice.min_confidence, "Only what is at least so sure (0.5 unless told)")
        ->type_name("0..1")
        ->check(CLI::Range(0.0, 1.0))
        ->group(group);
    add_status_options(app, choice.statuses, choice.decisions);
}

std::vector<RelationshipRow> choose(catalog::Store &store, RelationChoice const &choice,
                                    std::vector<std::string> const &decisions, Context &context) {
    return Chooser{store, choice, decisions, context}.rows();
}

void refuse_several(std::vector<RelationshipRow> const &rows) {
    constexpr std::size_t k_most = 10;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(rows.size(), k_most); ++i)
        names.push_back(fmt::format("{} {}", catalog::relationship_id_text(rows[i].id),
                                    base::single_line(model::relationship_text(rows[i].relationship))));
    if (rows.size() > k_most) names.push_back(fmt::format("{} more", rows.size() - k_most));
    throw Error(ExitCode::usage, fmt::format("several relationships are meant: {}", base::join(names, "; ")),
                "name one by its id, or by the column and --to");
}

RelationshipRow choose_one(catalog::Store &store, RelationChoice const &choice, Context &context) {
    if (choice.refs.refs.empty() && choice.refs.from_file.empty())
        throw Error(ExitCode::usage, "which relationship?", "name it by its id or its referring column");
    std::vector<RelationshipRow> rows;
    try {
        rows = choose(store, choice, {}, context);
    } catch (Error const &) {
        // A near miss may be looked at too, when nothing surer is meant.
        auto wider = choice;
        wider.min_confidence = 0;
        rows = choose(store, wider, {}, context);
    }
    if (rows.size() > 1) refuse_several(rows);
    return std::move(rows.front());
}

} // namespace scribe::cli
