// SPDX-License-Identifier: MIT
#include "relating/people/decide.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "options/source_option.hpp"
#include "relating/listing.hpp"
#include "relating/people/actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::RelationshipChange;
using catalog::RelationshipRow;

/// Which decisions a choice that names none takes in: what was rejected comes back only when somebody says so.
std::vector<std::string> changeable(std::string const &decision, RelationChoice const &choice) {
    bool const bulk = choice.refs.refs.empty() && choice.refs.from_file.empty();
    if (decision == "accepted") return {"open", "accepted"};
    if (decision == "rejected") return bulk ? std::vector<std::string>{"open"} : std::vector<std::string>{};
    return {"accepted", "rejected"};
}

/// A column that a person says refers to one table cannot be meant to refer to another as well.
void refuse_rivals(std::vector<RelationshipRow> const &rows, RelationChoice const &choice) {
    if (choice.refs.refs.empty() || !choice.to.empty()) return;
    std::map<std::pair<std::string, model::RelationshipEnd>, std::vector<RelationshipRow>> by_end;
    for (auto const &row : rows) {
        if (!row.relationship.type_value.empty() || row.relationship.cardinality == "N:M") continue;
        by_end[{row.source, row.relationship.from}].push_back(row);
    }
    for (auto const &[end, rivals] : by_end) {
        bool const named = std::ranges::any_of(rivals, [&](RelationshipRow const &row) {
            auto const id = catalog::relationship_id_text(row.id);
            return std::ranges::find(choice.refs.refs, id) != choice.refs.refs.end();
        });
        if (rivals.size() > 1 && !named) refuse_several(rivals);
    }
}

std::string state_text(std::optional<model::Relationship> const &one) {
    return one ? one->status == "manual" ? "manual, " + one->decision : one->decision : "nothing";
}

} // namespace

int store_changes(catalog::Store &store, std::vector<RelationshipChange> changes, bool dry_run,
                  std::string const &command, GlobalOptions const &global, Context &context) {
    auto const meant = static_cast<std::int64_t>(changes.size());
    std::erase_if(changes, [](RelationshipChange const &change) { return change.before == change.after; });
    auto const text = base::counted(meant, "relationship");
    if (!dry_run) {
        auto const changed =
            changes.empty() ? 0 : catalog::change_relationships(store, changes, author(global, context), command);
        base::log::info("{} of {} changed", changed, text);
        return changed;
    }
    Output out{context, ""};
    for (auto const &change : changes) {
        auto const &one = change.after ? *change.after : *change.before;
        out.write(fmt::format(
            "{} {}: {} -> {}\n", catalog::relationship_id_text(catalog::relationship_id(change.source.name, one)),
            base::single_line(model::relationship_text(one)), state_text(change.before), state_text(change.after)));
    }
    out.finish();
    base::log::info("{} of {} would change", changes.size(), text);
    return 0;
}

void run_relate_decide(RelateDecideOptions const &options, std::string const &decision, GlobalOptions const &global,
                       Context &context) {
    auto const &choice = options.choice;
    if (choice.empty())
        throw Error(ExitCode::usage, "which relationships?",
                    "name them by id or referring column, or give --min-confidence, --status, --decision or --to");
    auto store = open_catalog(global, context, options.dry_run ? catalog::Access::read : catalog::Access::write);
    auto rows = choose(store, choice, changeable(decision, choice), context);
    auto const declared =
        std::erase_if(rows, [](RelationshipRow const &row) { return row.relationship.status == "declared"; });
    if (rows.empty())
        throw Error(ExitCode::usage, "a foreign key declares what is meant, so there is nothing to decide",
                    "drop the key in the database when it is wrong");
    if (declared > 0) base::log::info("{} left out: foreign keys declare them", declared);
    if (decision == "accepted") refuse_rivals(rows, choice);
    std::vector<RelationshipChange> changes;
    for (auto const &row : rows) {
        auto after = row.relationship;
        after.decision = decision;
        changes.push_back({need_source(store, row.source), row.relationship, std::move(after)});
    }
    auto const *const verb = decision == "accepted" ? "accept" : decision == "rejected" ? "reject" : "reopen";
    store_changes(store, std::move(changes), options.dry_run, std::string{"relate "} + verb, global, context);
}

void run_relate_list(RelateListOptions &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto &query = options.query;
    if (!query.source.empty()) need_source(store, query.source);
    query.patterns = options.refs.patterns(context);
    query.filter = options.filter.filter();
    if (options.many_to_many) {
        list_many_to_many(store,
                          {query.source, query.patterns, query.filter, query.min_confidence, query.limit, query.offset},
                          options.output, context);
        return;
    }
    using Sort = catalog::RelationshipQuery::Sort;
    query.sort = options.sort == "confidence" ? Sort::confidence
                 : options.sort == "orphans"  ? Sort::orphans
                                              : Sort::name;
    if (options.near_misses) {
        query.max_confidence = std::nextafter(0.5, 0.0);
        if (query.min_confidence > query.max_confidence) query.min_confidence = 0;
    }
    list_relations(store, query, options.output, context);
}

} // namespace scribe::cli
